"""How fast Telegram is spoken to: its limits kept ahead of time, whoever speaks.

The limits (core.telegram.org/bots/faq): about 30 messages a second over all chats, one a second in
a private chat with short bursts, 20 a minute in a group; channels are held to the same, and edits
count.
When a request arrived is not known, only that it lies between its leaving and its answer; counting
the latest possible time, less the fastest way there and back seen, keeps any sliding window right.
"""

from __future__ import annotations

import asyncio
import itertools
import os
import time
from collections.abc import Callable, Coroutine
from typing import Any

import structlog
from redis.asyncio import Redis
from telegram.error import BadRequest, NetworkError, RetryAfter
from telegram.ext import BaseRateLimiter

from bot.store.outbox import Outbox, Window, Windows

# python-telegram-bot tells times as `timedelta` then; without, the making of a `RetryAfter` warns.
os.environ.setdefault("PTB_TIMEDELTA", "true")

log = structlog.get_logger()

FREE_PER_SECOND = 30
# A send is counted as arrived at most this long after it left: a hanging request blocks no slot.
SLOWEST_WAY = 1.0
# What is assumed of a request whose answer is not waited for.
USUAL_WAY = 0.2
# From so many requests on the fastest of them is believed to be the fastest possible.
ENOUGH = 100
# Clocks and timers are not exact: windows are taken a little longer than Telegram's.
MARGIN = 0.01

# Pauses before a failed request is made again.
AGAIN_SECONDS = (0.5, 2.0, 5.0)
# What is counted; other methods (answers to taps, chat information) are not limited in this way.
COUNTED = ("sendMessage", "sendPhoto", "sendDocument", "sendMediaGroup", "editMessage")


def windows(per_second: int = FREE_PER_SECOND) -> str:
    """The windows for a rate over all chats, as `Outbox.take` and `Outbox.pace` want them.

    What is urgent may burst in a private chat, 3 in 3 seconds; amendments and digests go one a
    second. ``per_second`` above 30 needs Telegram's paid broadcast.
    """
    burst, steady = Window(3, 3 + MARGIN), Window(1, 1 + MARGIN)
    return Windows(
        overall=(Window(per_second, 1 + MARGIN),),
        private=((burst,), (burst, steady), (burst, steady)),
        group=(Window(20, 60 + MARGIN),),
    ).to_json()


class Arrivals:
    """Estimates when requests reached Telegram, from the fastest way there and back that the last
    minute or two saw."""

    def __init__(self) -> None:
        self._fastest = self._fastest_before = SLOWEST_WAY
        self._minute = 0
        self._seen = 0

    @property
    def fastest(self) -> float:
        """The fastest way there and back seen lately, in seconds; 0 until enough were seen."""
        return min(self._fastest, self._fastest_before) if self._seen > ENOUGH else 0.0

    def latest(self, left: float, answered: float) -> float:
        """The latest time at which a request may have arrived."""
        way = max(0.0, answered - left)
        if int(answered) // 60 != self._minute:
            self._minute = int(answered) // 60
            self._fastest_before, self._fastest = self._fastest, way
        self._fastest = min(way, self._fastest)
        self._seen += 1
        return min(answered - self.fastest, left + SLOWEST_WAY)


class PacedRequests(BaseRateLimiter[None]):
    """Makes python-telegram-bot's own requests keep the same pace as the outbox.

    One that Telegram refuses for its rate all the same waits as told and is made once more; one
    that fails on its way, or in Telegram, is made again after `AGAIN_SECONDS`: whoever asked is
    answered, if need be twice.
    """

    def __init__(
        self,
        store: Redis,
        worker: str,
        per_second: int = FREE_PER_SECOND,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._outbox = Outbox(store)
        self._windows = windows(per_second)
        self._names = (f"{worker}:{number}" for number in itertools.count())
        self._clock = clock

    async def initialize(self) -> None:
        pass

    async def shutdown(self) -> None:
        pass

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: None,
    ) -> Any:
        chat = data.get("chat_id")
        if chat is not None and endpoint.startswith(COUNTED):
            name = next(self._names)
            while wait := await self._wait(chat, name):  # noqa: ASYNC110 - a given time
                await asyncio.sleep(wait)
        for pause in AGAIN_SECONDS:
            try:
                return await callback(*args, **kwargs)
            except RetryAfter as refusal:
                await asyncio.sleep(seconds(refusal))
                break
            except BadRequest:  # a kind of `NetworkError` for the library; the same again tomorrow
                raise
            except NetworkError as error:
                log.warning("a request is made again", method=endpoint, error=str(error))
                await asyncio.sleep(pause)
        return await callback(*args, **kwargs)

    async def _wait(self, chat: int | str, name: str) -> float:
        now = self._clock()
        return await self._outbox.pace(chat, name, now, now + USUAL_WAY, self._windows)


def seconds(refusal: RetryAfter) -> float:
    """How long a 429 asks to wait, in either of the library's two forms."""
    wait = refusal.retry_after
    return float(wait) if isinstance(wait, int) else wait.total_seconds()
