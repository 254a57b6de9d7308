"""The role `send`: takes messages from the outbox and hands them to Telegram, one sender per token.

The loop only takes and starts; each message travels in a task of its own, so that a slow recipient
delays nobody. What happens to a message is decided in `plan`, recorded in one atomic step of the
outbox, and survives the end of this process at any point.

Nothing is lost, and nothing is sent twice but for a lost answer (each is counted as ``unsure``):

- a request that never left costs nothing and is made until it leaves;
- a time-out after it left is followed by one more send, once Telegram answers a harmless question
  again; if that answer is lost too, the message ends as ``uncertain``. Edits and deletions do the
  same however often they are done, and are repeated;
- a sender's death leaves what was leaving unanswered: each death is followed by one more send. Few
  requests are therefore under way at once, no more than the pace needs.
"""

from __future__ import annotations

import asyncio
import math
from contextlib import suppress
from typing import Any

import structlog
from redis.exceptions import RedisError

from bot.context import Context
from bot.delivery.api import Answer, Api, Request, Stopped
from bot.delivery.outcome import Meaning, Outcome, read
from bot.delivery.pace import FREE_PER_SECOND, SLOWEST_WAY, Arrivals, windows
from bot.delivery.plan import next_request, settle
from bot.delivery.trouble import Trouble
from bot.errors import SettingError
from bot.store import keys
from bot.store.chats import Chats
from bot.store.lease import Lease
from bot.store.outbox import LeaseLost, Outbox, Settlement, Wait
from bot.store.taken import Taken

log = structlog.get_logger()

LEASE_SECONDS = 15.0
MOST_IN_FLIGHT = 256
# So many may be under way though they answer at once; beyond, so many times what the pace needs if
# all answer as fast as the fastest. Those that hang (longer than SLOWEST_WAY) do not count; those
# whose answer is not recorded yet do.
LEAST_UNDER_WAY = 32
SPARE = 4
# What is sent within this time is taken from the store at once.
BATCH_SECONDS = 0.05
STOP_SECONDS = 8.0
# A Telegram that lost an answer is asked for another, at pauses that double up to the longest.
ASK_SECONDS = 5.0
SHORTEST_DOUBT, LONGEST_DOUBT = 1.0, 30.0
SWEEP_SECONDS = 10.0
# What a dead sender had in flight waits so long: its last request may still be under way, and would
# undo an edit that overtook it.
LATE_SECONDS = 3.0


async def run(context: Context) -> None:
    """Sends until stopped, whenever the lease is ours."""
    token = context.settings.bot_token
    if token is None:
        raise SettingError("BOT_TOKEN is not set", "Get a token from @BotFather")
    secret = token.get_secret_value()
    bot = secret.partition(":")[0]
    lease = Lease(context.store, f"send:{bot}", context.worker, LEASE_SECONDS)
    api = Api(context.settings.api_base, secret)
    try:
        while not context.stopping.is_set():
            try:
                await lease.run_while_held(Sender(context, api, lease).serve, context.stopping)
            except RedisError as error:
                log.warning("the store does not answer", error=str(error))
                await asyncio.sleep(1)
    finally:
        await api.close()


class Sender:
    """One holder of the lease at work."""

    def __init__(self, context: Context, api: Api, lease: Lease) -> None:
        self._context = context
        self._api = api
        self._lease = lease
        self._outbox = Outbox(context.store)
        self._chats = Chats(context.store)
        self._rate = context.settings.send_per_second
        self._windows = windows(self._rate)
        self._arrivals = Arrivals()
        self._trouble = Trouble()
        self._flight: dict[str, asyncio.Task[None]] = {}
        self._began: dict[str, float] = {}
        self._doubt = False
        self._bell = asyncio.Event()
        self._batch = max(1, int(self._rate * BATCH_SECONDS))
        self._loop = asyncio.get_running_loop()
        self._next = 0.0
        self._serving = True

    def _now(self) -> float:
        return self._context.clock().timestamp()

    async def serve(self) -> None:
        """Sends what is due until stopping; returns when nothing is in flight any more."""
        now = self._now()
        lost = await self._outbox.recover(now, now + LATE_SECONDS, now)
        if lost:
            log.warning("answers lost with the last sender", count=lost)
        helpers = [asyncio.create_task(work()) for work in (self._listen, self._sweep)]
        try:
            while not self._context.stopping.is_set():
                await self._step()
            if self._flight:
                await asyncio.wait(self._flight.values(), timeout=STOP_SECONDS)
        except LeaseLost:
            log.warning("another sender took over")
        finally:
            # The store's client now and then swallows a cancellation: helpers look for themselves.
            self._serving = False
            for task in [*helpers, *self._flight.values()]:
                task.cancel()
            await asyncio.gather(*helpers, *self._flight.values(), return_exceptions=True)

    async def _step(self) -> None:
        """Takes messages if some may go, else waits until one may."""
        if self._doubt:
            await self._ask()
        while (room := self._room()) <= 0:
            await asyncio.wait(
                self._flight.values(), timeout=SLOWEST_WAY / 4, return_when=asyncio.FIRST_COMPLETED
            )
        batch = min(self._batch, room)
        # Evenly rather than in bursts: an alert then finds a free place soon.
        await asyncio.sleep(max(0.0, self._next - self._loop.time()))
        self._next = self._loop.time() + 0.9 * batch / self._rate
        self._bell.clear()
        now = self._now()
        try:
            found = await self._outbox.take(
                self._lease, now, now + SLOWEST_WAY, self._windows, batch
            )
        except RedisError as error:
            log.warning("the store does not answer", error=str(error))
            await asyncio.sleep(1)
            return
        if isinstance(found, Wait):
            await self._wait(1.0 if found.seconds is None else min(found.seconds, 1.0))
            return
        for taken in found:
            self._began[taken.id] = self._loop.time()
            self._flight[taken.id] = asyncio.create_task(self._carry(taken))

    def _room(self) -> int:
        """How many more messages may be taken in hand."""
        hanging = self._loop.time() - SLOWEST_WAY
        under_way = sum(began > hanging for began in self._began.values())
        most = max(LEAST_UNDER_WAY, int(SPARE * self._rate * self._arrivals.fastest))
        return min(most - under_way, MOST_IN_FLIGHT - len(self._flight))

    async def _ask(self) -> None:
        """After a lost answer, waits until Telegram answers: what is resent is resent only once."""
        pause = SHORTEST_DOUBT
        while not self._context.stopping.is_set():
            with suppress(TimeoutError):
                async with asyncio.timeout(ASK_SECONDS):
                    answer = await self._api.call(Request("getMe", {}))
                if 0 < answer.code < 500:
                    self._doubt = False
                    return
            log.warning("Telegram does not answer", seconds=pause)
            with suppress(TimeoutError):
                await asyncio.wait_for(self._context.stopping.wait(), pause)
            pause = min(2 * pause, LONGEST_DOUBT)

    async def _carry(self, taken: Taken) -> None:
        structlog.contextvars.bind_contextvars(post=taken.message.post)  # of this task alone
        try:
            await self._deliver(taken)
        except Exception as error:
            log.exception("a message could not be sent", message=taken.id)
            reason = f"{type(error).__name__}: {error}"
            await self._record(taken, Settlement(True, "failed", reason, arrival=self._now()))
        finally:
            self._flight.pop(taken.id, None)
            self._began.pop(taken.id, None)
            self._bell.set()

    async def _wait(self, seconds: float) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self._bell.wait(), max(seconds, 0.001))

    async def _deliver(self, taken: Taken) -> None:
        """One request for a message, and the record of what came of it."""
        try:
            planned = next_request(taken, paid=self._rate > FREE_PER_SECOND)
            if isinstance(planned, Settlement):
                await self._record(taken, planned)
                return
            step, request = planned
            left = self._now()
            outcome = read(await self._call(taken, request))
            self._doubt |= outcome.meaning is Meaning.UNSURE
            self._began[taken.id] = math.inf
            now = self._now()
            settlement = settle(taken, step, outcome, now, self._arrivals.latest(left, now))
            settlement = self._trouble.consider(taken.chat, outcome, settlement, now)
            self._tell(taken, outcome, settlement)
            await self._record(taken, settlement)
            if outcome.chat is not None and isinstance(taken.chat, int):
                await self._chats.move(taken.chat, outcome.chat, now)
        except (RedisError, Stopped) as error:
            # It never left: freed by the next sweep, or by the sender that took over.
            log.warning("not sent", message=taken.id, error=str(error) or "lease lost")

    async def _call(self, taken: Taken, request: Request) -> Answer:
        return await self._api.call(request, lambda: self._outbox.leave(taken, self._lease))

    async def _record(self, taken: Taken, settlement: Settlement) -> None:
        """Keeps trying: what this process knows and the store does not would be sent again."""
        while True:
            try:
                await self._outbox.settle(taken, self._now(), settlement)
            except RedisError as error:
                log.warning("not recorded yet", message=taken.id, error=str(error))
                await asyncio.sleep(0.5)
            else:
                return

    def _tell(self, taken: Taken, outcome: Outcome, settlement: Settlement) -> None:
        if outcome.meaning in {Meaning.DONE, Meaning.SAME}:
            log.debug("sent", message=taken.id, chat=taken.chat)
            return
        end = settlement.state if settlement.done else "will be tried again"
        log.warning(
            outcome.meaning.value,
            message=taken.id,
            chat=taken.chat,
            reason=outcome.reason,
            then=end,
        )

    async def _listen(self) -> None:
        """Rings when a message is put."""
        last = f"{int(self._now() * 1000)}-0"
        while self._serving:
            try:
                answer: Any = await self._context.store.xread(
                    {keys.OUTBOX: last}, count=1000, block=1000
                )
            except RedisError:
                await asyncio.sleep(1)
                continue
            if answer:
                entries = next(iter(answer.values())) if isinstance(answer, dict) else answer[0][1]
                entries = entries[0] if isinstance(entries[0], list) else entries
                last = entries[-1][0]
                self._bell.set()

    async def _sweep(self) -> None:
        """Frees what fell out of this sender's hands; deactivates and forgets lost chats."""
        while self._serving:
            await asyncio.sleep(SWEEP_SECONDS)
            now = self._now()
            with suppress(RedisError):
                await self._outbox.recover(now, now, now - SWEEP_SECONDS, list(self._flight))
                await self._chats.sweep(now)
