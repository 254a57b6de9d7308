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
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import structlog
from redis.exceptions import RedisError, WatchError

from bot.context import Context
from bot.delivery.digests import Digests
from bot.delivery.letters import Letters, digest_again
from bot.delivery.match import Subject, fits
from bot.delivery.message import Message
from bot.delivery.news import Verdict, amendable, judge, since_told
from bot.delivery.rule import Rule
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
IDLE_SECONDS = 8.0
PUT_AT_ONCE = 500
# When a chat that has no schedule is told what its rules keep for the digest.
UNSCHEDULED = timedelta(hours=3)


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


@dataclass(frozen=True, slots=True)
class Case:
    """One change in hand: its entry in the stream, its event as it is now, the latest changes with
    when they were noted, and letters about the event."""

    change: Change
    event: Event
    entry: str
    now: datetime
    changes: Sequence[tuple[float, Change]]
    about: Letters

    def open(self, record: Record) -> tuple[Told, ...]:
        return amendable(record, self.now)


@dataclass(slots=True)
class Outcome:
    """What a change leads to: messages, and what is to be remembered of them."""

    messages: list[Message] = field(default_factory=list)
    records: dict[int, Record] = field(default_factory=dict)
    levels: dict[str, int] = field(default_factory=dict)
    held: dict[int, datetime | None] = field(default_factory=dict)

    def add(self, verdict: Verdict, case: Case, chat: Chat, record: Record | None) -> None:
        """What a verdict means for a chat that was told what ``record`` says."""
        self.levels.update(verdict.levels)
        silent, name = verdict.silent, f"{chat.id}:{case.event.id}"
        if verdict.act == "hold":
            self.held[chat.id] = verdict.until
        if verdict.act not in ("tell", "update"):
            return
        news = verdict.act == "update"
        id = f"update:{name}:{case.entry}" if news else f"alert:{name}"
        told = Told(id, case.now.timestamp(), silent, cause=case.change.cause, news=news)
        if news:
            said = since_told(case.changes, told)
            self.messages.append(case.about.update(id, chat, said, silent=silent))
        else:
            self.messages.append(case.about.alert(id, chat, silent=silent))
        self.records[chat.id] = (record or Record("")).then(case.about.gist, told)


def _changes(context: Context) -> Stream:
    # Handling a change twice at once is harmless; an alert that waits for a dead worker is late.
    return Stream(context.store, keys.CHANGES, "change", idle_seconds=IDLE_SECONDS)


class Notifier:
    """Takes changes to those who want to know of them."""

    def __init__(self, context: Context) -> None:
        store = context.store
        self._context = context
        self._stream = _changes(context)
        self._events = EventStore(store)
        self._rules = Rules(store)
        self._chats = Chats(store)
        self._told = ToldStore(store)
        self._outbox = Outbox(store)
        self._schedules = Schedules(store)

    async def run(self) -> None:
        await self._stream.ensure_group(keys.NOTIFY_GROUP)
        while not self._context.stopping.is_set():
            try:
                read = self._stream.read(keys.NOTIFY_GROUP, self._context.worker, BATCH, 1.0)
                for entry in await read:
                    await self.handle(entry)
            except RedisError as error:
                log.warning("the store does not answer", error=str(error))
                await asyncio.sleep(1)
                self._stream = _changes(self._context)  # reads again what is in hand

    async def handle(self, entry: Entry) -> None:
        """One change, to its end; one that cannot be handled goes to the dead letters."""
        try:
            change = Change.from_json(entry.payload)
            with structlog.contextvars.bound_contextvars(post=change.post, about=change.event):
                while not await self._try(change, entry):
                    log.debug("told by another meanwhile")
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
                named = [replace(message, post=change.post) for message in batch]
                await self._outbox.put_all(named, now.timestamp())
            pipe.multi()  # type: ignore[no-untyped-call]
            self._told.keep(pipe, change.event, outcome.records)
            self._told.note(pipe, change, now.timestamp(), outcome.levels)
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
        if outcome.messages:
            log.info("told", kind=change.kind, messages=len(outcome.messages))
        return True

    async def _decide(self, change: Change, event: Event, entry: str, now: datetime) -> Outcome:
        told = await self._told.of_event(event.id)
        wanted = await self._wanted(change, event)
        levels = await self._told.levels(event.id)
        changes = [*await self._told.changes(event.id), (now.timestamp(), change)]
        case = Case(change, event, entry, now, changes, Letters(event, now))
        outcome = Outcome()
        for chat in (await self._chats.many({*wanted, *told})).values():
            record = told.get(chat.id)
            if record is not None:
                outcome.messages += [
                    await self._amendment(case, chat, t) for t in case.open(record)
                ]
                outcome.records[chat.id] = record = record.then(case.about.gist)
            rules = wanted.get(chat.id, ())
            verdict = judge(rules, change, event, record, levels, chat, now)
            outcome.add(verdict, case, chat, record)
        for chat_id in [held for held, until in outcome.held.items() if until is None]:
            if not await self._schedules.of(chat_id):
                due = await self._schedules.due_at(chat_id, QUIET)
                outcome.held[chat_id] = due or now + UNSCHEDULED
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

    async def _amendment(self, case: Case, chat: Chat, told: Told) -> Message:
        """Corrects a message that told the chat of the event."""
        id = f"amend:{told.message}:{case.entry}"
        said = since_told(case.changes, told)
        if not told.digest:
            return case.about.correction(id, chat, told, said)
        events = await self._of_digest(told.message, case.event)
        return digest_again(id, chat, told, events, {case.event.id: said}, case.now)

    async def _of_digest(self, message_id: str, event: Event) -> list[Event]:
        """The events that a digest told of, as they are now."""
        line = (await self._outbox.state(message_id)).get("message")
        names = Message.from_json(line).event_ids if line else (event.id,)
        found = [event if name == event.id else await self._events.get(name) for name in names]
        return [one for one in found if one is not None]
