"""The role `notify`: changes and clocks in, messages out.

A change is matched against the subscriptions, and reaches every message that told of its event. Any
number of workers share the changes. Making a message is idempotent by its id; what was told and the
acknowledgement are written in one step, which is done over if another worker told of the same event
meanwhile: a killed worker loses nothing and says nothing twice.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

import structlog
from redis.exceptions import RedisError, WatchError

from bot.context import Context
from bot.delivery import letters
from bot.delivery.digests import Digests
from bot.delivery.message import Message
from bot.delivery.news import Verdict, amendable, judge, since_told
from bot.delivery.rules import Rule, Subject, fits
from bot.digest.compose import gist
from bot.events.change import Change
from bot.events.event import Event
from bot.events.meetings import meetings
from bot.events.names import person_key
from bot.post import Post
from bot.store import keys
from bot.store.chats import Chat, Chats
from bot.store.events import EventStore
from bot.store.outbox import Outbox
from bot.store.rules import Rules
from bot.store.schedules import QUIET, Schedules
from bot.store.streams import Entry, Stream
from bot.store.told import KEEP_SECONDS, Record, Told, ToldStore

log = structlog.get_logger()

BATCH = 16
PUT_AT_ONCE = 500


async def run(context: Context) -> None:
    """Works until stopping: takes changes, and makes digests that are due."""
    notifier = Notifier(context)
    digests = asyncio.create_task(Digests(context).run())
    changes = asyncio.create_task(notifier.run())
    tasks = {digests, changes}
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
        for task in done:
            task.result()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


@dataclass(slots=True)
class Outcome:
    """What a change leads to: messages, and what is to be remembered of them."""

    messages: list[Message] = field(default_factory=list)
    records: dict[int, Record] = field(default_factory=dict)
    levels: dict[str, int] = field(default_factory=dict)
    held: dict[int, datetime | None] = field(default_factory=dict)


class Notifier:
    """Takes changes to those who want to know of them."""

    def __init__(self, context: Context) -> None:
        store = context.store
        self._context = context
        self._stream = Stream(store, keys.CHANGES, "change")
        self._events = EventStore(store)
        self._rules = Rules(store)
        self._chats = Chats(store)
        self._told = ToldStore(store)
        self._outbox = Outbox(store)
        self._schedules = Schedules(store)

    async def run(self) -> None:
        await self._stream.ensure_group(keys.NOTIFY_GROUP)
        while not self._context.stopping.is_set():
            read = self._stream.read(keys.NOTIFY_GROUP, self._context.worker, BATCH, 1.0)
            for entry in await read:
                await self.handle(entry)

    async def handle(self, entry: Entry) -> None:
        """One change, to its end; one that cannot be handled goes to the dead letters."""
        try:
            change = Change.from_json(entry.payload)
            while not await self._try(change, entry):
                log.debug("told by another meanwhile", of=change.event)
        except RedisError:
            raise
        except Exception as error:
            log.exception("a change could not be told", entry=entry.id)
            reason = f"{type(error).__name__}: {error}"
            await self._stream.bury(keys.NOTIFY_GROUP, entry, reason)

    async def _try(self, change: Change, entry: Entry) -> bool:
        """False if what others told of the event meanwhile calls for another try."""
        now = self._context.clock()
        event = await self._events.get(change.event)
        async with self._context.store.pipeline(transaction=True) as pipe:
            await pipe.watch(keys.told(change.event))
            outcome = await self._decide(change, event, entry.id, now) if event else Outcome()
            for start in range(0, len(outcome.messages), PUT_AT_ONCE):
                batch = outcome.messages[start : start + PUT_AT_ONCE]
                await self._outbox.put_all(batch, now.timestamp())
            pipe.multi()  # type: ignore[no-untyped-call]
            self._told.keep(pipe, change.event, outcome.records)
            self._told.note(pipe, change, outcome.levels)
            for chat, until in outcome.held.items():
                pipe.zadd(keys.held(chat), {change.event: now.timestamp()})
                pipe.expire(keys.held(chat), KEEP_SECONDS)
                if until is not None:
                    self._schedules.postpone(pipe, chat, QUIET, until)
            await self._stream.ack(keys.NOTIFY_GROUP, [entry.id], pipe)
            try:
                await pipe.execute()
            except WatchError:
                return False
        return True

    async def _decide(self, change: Change, event: Event, entry: str, now: datetime) -> Outcome:
        told = await self._told.of_event(event.id)
        wanted = await self._wanted(change, event)
        levels = await self._told.levels(event.id)
        changes = [*await self._told.changes(event.id), change]
        outcome = Outcome()
        chats = await self._chats.many({*wanted, *told})
        for chat in chats.values():
            record = told.get(chat.id)
            if record is not None:
                await self._amend(outcome, chat, event, record, changes, entry, now)
            rules = wanted.get(chat.id, ())
            verdict = judge(rules, change, event, record, levels, chat, now)
            self._apply(outcome, verdict, chat, event, record, change, entry, now)
        return outcome

    async def _wanted(self, change: Change, event: Event) -> dict[int, list[Rule]]:
        """The rules that fit a change, by chat."""
        candidates = await self._rules.candidates(change.keys)
        if not candidates:
            return {}
        line = await self._context.store.hget(keys.post(change.post or ""), "post")
        text = Post.from_json(line).text if line else ""
        parties = tuple(
            frozenset(person_key(person.name) for person in told.meeting.participants)
            for told in meetings(event)
        )
        subject = Subject.of(change.keys, text, parties)
        wanted: dict[int, list[Rule]] = defaultdict(list)
        for rule in candidates:
            if fits(rule, subject):
                wanted[rule.chat].append(rule)
        return wanted

    def _apply(
        self,
        outcome: Outcome,
        verdict: Verdict,
        chat: Chat,
        event: Event,
        record: Record | None,
        change: Change,
        entry: str,
        now: datetime,
    ) -> None:
        outcome.levels.update(verdict.levels)
        if verdict.act == "hold":
            outcome.held[chat.id] = verdict.until
        if verdict.act not in {"tell", "update"}:
            return
        if verdict.act == "tell":
            id = f"alert:{chat.id}:{event.id}"
            message = letters.alert(id, chat, event, now, silent=verdict.silent)
        else:
            id = f"update:{chat.id}:{event.id}:{entry}"
            message = letters.update(id, chat, event, [change], now, silent=verdict.silent)
        outcome.messages.append(message)
        known = outcome.records.get(chat.id) or record or Record("")
        outcome.records[chat.id] = known.then(
            gist(event), Told(id, now.timestamp(), verdict.silent)
        )

    async def _amend(
        self,
        outcome: Outcome,
        chat: Chat,
        event: Event,
        record: Record,
        changes: Sequence[Change],
        entry: str,
        now: datetime,
    ) -> None:
        """Corrects each message that told the chat of the event."""
        for told in amendable(record, now):
            id = f"amend:{told.message}:{entry}"
            said = since_told(changes, told.at)
            if not told.digest:
                made = letters.correction(id, chat, event, told, said, now)
            else:
                events = await self._of_digest(told.message, event)
                made = letters.digest_again(id, chat, told, events, {event.id: said}, now)
            outcome.messages.append(made)
        outcome.records[chat.id] = record.then(gist(event))

    async def _of_digest(self, message_id: str, event: Event) -> list[Event]:
        """The events that a digest told of, as they are now."""
        line = (await self._outbox.state(message_id)).get("message")
        names = Message.from_json(line).event_ids if line else (event.id,)
        found = [event if name == event.id else await self._events.get(name) for name in names]
        return [one for one in found if one is not None]
