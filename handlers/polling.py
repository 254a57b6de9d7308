"""Updates by polling: we fetch them, and confirm a batch when all of it is answered."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Sequence
from contextlib import suppress

import structlog
from telegram import Update
from telegram.error import Conflict, NetworkError, RetryAfter, TelegramError

from bot.context import Context
from bot.delivery.pace import seconds
from handlers.updates import WANTED, Bot, answer, lane

log = structlog.get_logger()

#: How long Telegram holds a request for updates.
POLL_SECONDS = 25


class Poller:
    """Fetches updates and has them answered."""

    def __init__(self, context: Context, application: Bot) -> None:
        self._context = context
        self._application = application
        self._offset = 0

    async def serve(self) -> None:
        """Until stopping; a fetch in progress is given up: what it brings stays unconfirmed."""
        await self._application.bot.delete_webhook()
        stopping = asyncio.create_task(self._context.stopping.wait())
        pause = 1.0
        try:
            while not stopping.done():
                fetch = asyncio.create_task(self._fetch())
                await asyncio.wait({fetch, stopping}, return_when=asyncio.FIRST_COMPLETED)
                if not fetch.done():
                    fetch.cancel()
                    with suppress(asyncio.CancelledError, TelegramError):
                        await fetch
                    return
                try:
                    updates = fetch.result()
                except (NetworkError, RetryAfter, Conflict) as error:
                    pause = await self._pause(error, pause)
                    continue
                pause = 1.0
                await self._answer_all(updates)
        finally:
            stopping.cancel()

    async def _fetch(self) -> Sequence[Update]:
        updates: Sequence[Update] = await self._application.bot.get_updates(
            offset=self._offset or None, timeout=POLL_SECONDS, allowed_updates=WANTED
        )
        return updates

    async def _pause(self, error: TelegramError, pause: float) -> float:
        """Waits after a failed fetch; gives the next pause, twice as long up to half a minute."""
        if isinstance(error, RetryAfter):
            pause = seconds(error)
        log.warning("updates cannot be fetched", error=str(error), seconds=pause)
        with suppress(TimeoutError):
            await asyncio.wait_for(self._context.stopping.wait(), pause)
        return min(pause * 2, 30.0)

    async def _answer_all(self, updates: Sequence[Update]) -> None:
        """Answers a batch, chats side by side; the offset moves on when all of it is done."""
        lanes: dict[int, list[Update]] = defaultdict(list)
        for update in updates:
            lanes[lane(update)].append(update)
        await asyncio.gather(*(self._answer(waiting) for waiting in lanes.values()))
        if updates:
            self._offset = updates[-1].update_id + 1

    async def _answer(self, updates: list[Update]) -> None:
        for update in updates:
            await answer(self._application, update)
