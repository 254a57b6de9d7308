"""Digests that are due: made at their times, one for all that was missed, none in quiet hours."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import structlog
from redis.exceptions import RedisError

from bot.context import Context
from bot.delivery import letters
from bot.delivery.message import Message
from bot.delivery.news import disturbs_until
from bot.delivery.schedules import Schedule
from bot.digest.compose import gist
from bot.digest.composition import Composition
from bot.events.event import Event
from bot.store import keys
from bot.store.chats import Chat, Chats
from bot.store.events import EventStore
from bot.store.lease import Lease
from bot.store.outbox import Outbox
from bot.store.rules import Rules
from bot.store.schedules import QUIET, Schedules
from bot.store.told import Record, Told, ToldStore

log = structlog.get_logger()

LEASE_SECONDS = 15.0
LONGEST_SLEEP = 0.25
# A digest never reaches further back than this, however long it was missed.
LONGEST_SPAN = timedelta(days=7)


class Digests:
    """Makes digests when they are due; one worker at a time."""

    def __init__(self, context: Context) -> None:
        store = context.store
        self._context = context
        self._schedules = Schedules(store)
        self._chats = Chats(store)
        self._events = EventStore(store)
        self._rules = Rules(store)
        self._told = ToldStore(store)
        self._outbox = Outbox(store)

    async def run(self) -> None:
        lease = Lease(self._context.store, "digests", self._context.worker, LEASE_SECONDS)
        await lease.run_while_held(self._work, self._context.stopping)

    async def _work(self) -> None:
        stopping = self._context.stopping
        while not stopping.is_set():
            try:
                made = await self.make_due()
            except RedisError as error:
                log.warning("the store does not answer", error=str(error))
                made = 0
            if not made:
                with suppress(TimeoutError):
                    await asyncio.wait_for(stopping.wait(), LONGEST_SLEEP)

    async def make_due(self) -> int:
        """Handles all that is due now; how many."""
        due = await self._schedules.due(self._context.clock())
        for chat_id, schedule_id, at in due:
            try:
                await self._make(chat_id, schedule_id, at)
            except RedisError:
                raise
            except Exception:
                # One digest that cannot be made must not keep the others waiting.
                log.exception("a digest could not be made", chat=chat_id, schedule=schedule_id)
                await self._put_off(chat_id, schedule_id, timedelta(hours=1))
        return len(due)

    async def _make(self, chat_id: int, schedule_id: str, at: datetime) -> None:
        now = self._context.clock()
        chat = await self._chats.get(chat_id) or Chat(chat_id)
        schedule = await self._schedules.get(chat_id, schedule_id)
        if not chat.active or (schedule is None and schedule_id != QUIET):
            await self._drop(chat_id, schedule_id)
            return
        until = disturbs_until(chat, now)
        if until is not None:
            await self._put_off(chat_id, schedule_id, until - now)
            return
        id = f"digest:{chat_id}:{schedule_id}:{int(at.timestamp())}"
        if schedule is None:
            await self._tell_held(id, chat, now)
        else:
            await self._tell(id, chat, schedule, now)

    async def _tell_held(self, id: str, chat: Chat, now: datetime) -> None:
        """What was held during quiet hours."""
        held = await self._held(chat.id, now)
        gists = await self._gists(chat.id, list(held.values()))
        since = min((event.first for event in held.values()), default=now)
        message, made = letters.digest(id, chat, held.values(), now, since, gists, silent=False)
        await self._commit(chat, None, message if made.items else None, made, since, now)

    async def _tell(self, id: str, chat: Chat, schedule: Schedule, now: datetime) -> None:
        since = max(schedule.last or schedule.since, now - LONGEST_SPAN)
        rules = await self._rules.of(chat.id)
        held = await self._held(chat.id, now)
        if any(not rule.at_once for rule in rules):
            events = list(held.values())
        else:
            fresh = letters.narrowed(await self._events.between(since), chat.watched)
            events = list({**held, **{event.id: event for event in fresh}}.values())
        gists = await self._gists(chat.id, events)
        # What was held may be older than the latest digest.
        first = min([since, *(event.last for event in held.values())])
        message, made = letters.digest(
            id, chat, events, now, first, gists, silent=schedule.silent or not events
        )
        # A quiet stretch is said in private chats; it fills no channel.
        worth = bool(made.items) or chat.kind == "private"
        await self._commit(chat, schedule, message if worth else None, made, first, now)

    async def _held(self, chat_id: int, now: datetime) -> dict[str, Event]:
        names = await self._context.store.zrange(keys.held(chat_id), 0, -1)
        found = [await self._events.get(str(name)) for name in names]
        return {event.id: event for event in found if event is not None}

    async def _gists(self, chat_id: int, events: list[Event]) -> dict[str, str]:
        records = await self._told.of_chat(chat_id, [event.id for event in events])
        return {event: record.gist for event, record in records.items()}

    async def _commit(
        self,
        chat: Chat,
        schedule: Schedule | None,
        message: Message | None,
        made: Composition,
        since: datetime,
        now: datetime,
    ) -> None:
        """The message, then in one step what it told and when the next is due. Killed in between,
        the same message is made again under the same id, and not sent twice."""
        told = [item.event for item in made.items] if message else []
        known = await self._told.of_chat(chat.id, [event.id for event in told])
        if message is not None:
            await self._outbox.put(message, now.timestamp())
        async with self._context.store.pipeline(transaction=True) as pipe:
            for event in told:
                span = (since.timestamp(), now.timestamp(), made.left_out)
                name = message.id if message else ""
                mark = Told(name, now.timestamp(), True, True, *span)
                record = known.get(event.id, Record("")).then(gist(event), mark)
                self._told.keep(pipe, event.id, {chat.id: record})
            pipe.zremrangebyscore(keys.held(chat.id), "-inf", now.timestamp())
            if schedule is not None:
                self._schedules.advance(pipe, schedule, now, chat.zone)
            else:
                self._schedules.drop(pipe, chat.id, QUIET)
            await pipe.execute()

    async def _put_off(self, chat_id: int, schedule_id: str, by: timedelta) -> None:
        async with self._context.store.pipeline(transaction=True) as pipe:
            until = self._context.clock().astimezone(UTC) + by
            self._schedules.postpone(pipe, chat_id, schedule_id, until)
            await pipe.execute()

    async def _drop(self, chat_id: int, schedule_id: str) -> None:
        async with self._context.store.pipeline(transaction=True) as pipe:
            self._schedules.drop(pipe, chat_id, schedule_id)
            await pipe.execute()
