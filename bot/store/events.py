"""The book of events in Redis: what `bot.events.book` is in memory, for any number of workers.

Decisions are `bot.events.assign`'s; here events are found and kept. A worker looks candidates up,
decides, and commits event, facts, index, changes and the acknowledgement of the post in one script
(``events.lua``), which goes through only if what the decision rested on still stands; if another
worker was faster, it decides anew. So two workers give the same as one, and a worker that dies
leaves either everything of a post or nothing.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import AsyncIterator, Sequence
from datetime import datetime, timedelta
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from bot.errors import StoreError
from bot.events import index
from bot.events.assign import Outcome, Reading, another_story, assign, delete, edit
from bot.events.event import Event
from bot.events.terms import subjects
from bot.store import keys
from extract.facts import to_json

if TYPE_CHECKING:
    from redis.asyncio import Redis

EVENT_SECONDS = 60 * 86_400
TERM_SECONDS = int((index.WINDOW + timedelta(days=1)).total_seconds())
TERM_EVENTS = 200
SUBJECT_EVENTS = 2_000
TIMELINE_EVENTS = 200_000
#: Workers that keep overtaking each other on one happening; each time one of them gets through.
ATTEMPTS = 50
PAGE = 200
#: What the post hash holds for a post that tells of no event.
NO_EVENT = "-"
_SCRIPT = files("bot.store").joinpath("events.lua").read_text(encoding="utf-8")


class EventStore:
    """The events of all channels."""

    def __init__(self, store: Redis) -> None:
        self.store = store
        self._commit = store.register_script(_SCRIPT)

    async def get(self, event_id: str) -> Event | None:
        text = await self.store.hget(keys.event(event_id), "event")
        return Event.from_json(text) if text else None

    async def of_post(self, post_id: str) -> Event | None:
        """The event that a post tells of."""
        event_id = await self.store.hget(keys.post(post_id), "event")
        return await self.get(str(event_id)) if event_id and event_id != NO_EVENT else None

    async def between(self, since: datetime, until: datetime | None = None) -> list[Event]:
        """Events last told of within the time, oldest first."""
        last = until.timestamp() if until else "+inf"
        ids = await self.store.zrangebyscore(keys.EVENTS, since.timestamp(), last)
        return [event async for event in self._load(ids)]

    async def about(self, subject: str, since: datetime | None = None) -> list[Event]:
        """Events of a subject (``place:…``, ``person:…``, ``type:…``), oldest first."""
        first = since.timestamp() if since else "-inf"
        ids = await self.store.zrangebyscore(keys.subject(subject), first, "+inf")
        return [event async for event in self._load(ids)]

    async def take(self, reading: Reading, group: str = "", entry: str = "") -> Outcome:
        """Takes in a post, its edit or its deletion, and acknowledges ``entry`` of ``group``.

        A post that is in already changes nothing and is acknowledged. Raises `StoreError` if other
        workers were faster each time.
        """
        for _ in range(ATTEMPTS):
            outcome = await self._try(reading, group, entry)
            if outcome is not None:
                return outcome
        raise StoreError(f"Too many workers at the event of {reading.post.id} at once")

    async def _try(self, reading: Reading, group: str, entry: str) -> Outcome | None:
        post = reading.post
        probes: tuple[str, ...] = ()
        if post.kind != "delete":
            probes = index.probes(reading.telling, post.channel, post.published)
        since = (post.published - index.WINDOW).timestamp()
        known_id, found = await self._look_up(post.id, probes, since)
        known = (await self._events([known_id]) if known_id not in (None, NO_EVENT) else [])[:1]
        if known and post.kind == "edit" and another_story(reading, known[0]):
            source = known[0].source(post.id)
            if source is not None and not source.deleted:
                # Withdrawn from its event first, not acknowledged; then, or after a crash in
                # between, it is seen to be gone there and is taken in like a new post.
                gone = delete(post, reading.at, known[0])
                await self._write(reading, gone, known, (), "", since, "", "", known_id or "")
                return None
            moved = await self._candidates(probes, found)
            if moved is None:
                return None
            events, outcome = moved, assign(reading, moved, left=known[0].id)
        elif known_id:
            events, probes = known, ()
            outcome = _again(reading, known[0] if known else None)
        elif post.kind == "delete":
            outcome, events, probes = Outcome(None), [], ()
        else:
            candidates = await self._candidates(probes, found)
            if candidates is None:
                return None
            events, outcome = candidates, assign(reading, candidates)
        seen = _digest(found) if probes else ""
        done = await self._write(
            reading, outcome, events, probes, seen, since, group, entry, known_id or ""
        )
        return outcome if done else None

    async def _look_up(
        self, post_id: str, probes: Sequence[str], since: float
    ) -> tuple[str | None, list[list[str]]]:
        """The event of a post, and the newest events under each probe, in one round trip."""
        async with self.store.pipeline(transaction=False) as pipeline:
            pipeline.hget(keys.post(post_id), "event")
            for probe in probes:
                pipeline.zrange(
                    keys.term(probe),
                    "+inf",
                    since,
                    desc=True,
                    byscore=True,
                    offset=0,
                    num=index.LISTED,
                )
            known, *found = await pipeline.execute()
        return known, found

    async def _candidates(
        self, probes: Sequence[str], found: list[list[str]]
    ) -> list[Event] | None:
        """The events worth comparing; None if one expired in between."""
        ranked = index.rank(list(zip(probes, found, strict=True)))
        events = await self._events(ranked)
        return events if len(events) == len(ranked) else None

    async def _events(self, ids: Sequence[str]) -> list[Event]:
        return [event async for event in self._load(ids)]

    async def _load(self, ids: Sequence[Any]) -> AsyncIterator[Event]:
        for start in range(0, len(ids), PAGE):
            async with self.store.pipeline(transaction=False) as pipeline:
                for event_id in ids[start : start + PAGE]:
                    pipeline.hget(keys.event(event_id), "event")
                for text in await pipeline.execute():
                    if text:
                        yield Event.from_json(text)

    async def _write(
        self,
        reading: Reading,
        outcome: Outcome,
        compared: Sequence[Event],
        probes: Sequence[str],
        seen: str,
        since: float,
        group: str,
        entry: str,
        known_id: str,
    ) -> bool:
        event, post = outcome.event, reading.post
        listed = event is not None and post.kind != "delete"
        terms = index.terms(reading.telling, post.channel, post.published) if listed else ()
        about = subjects(event) if event is not None else ()
        done = await self._commit(
            keys=[
                keys.post(post.id),
                keys.event(event.id if event else ""),
                keys.EVENTS,
                keys.CHANGES,
                keys.POSTS,
                keys.failures(keys.POSTS, group),
                *map(keys.term, probes),
                *map(keys.term, terms),
                *map(keys.subject, about),
            ],
            args=[
                known_id,
                ";".join(f"{e.id}={e.version}" for e in compared),
                seen,
                len(probes),
                len(terms),
                since,
                index.LISTED,
                event.id if event else "",
                event.to_json() if event else "",
                event.version if event else 0,
                event.last.timestamp() if event else 0,
                json.dumps([to_json(fact) for fact in reading.facts], ensure_ascii=False),
                group,
                entry,
                keys.event(""),
                EVENT_SECONDS,
                TERM_SECONDS,
                TERM_EVENTS,
                SUBJECT_EVENTS,
                TIMELINE_EVENTS,
                *(change.to_json() for change in outcome.changes),
            ],
        )
        return bool(done)


def _again(reading: Reading, known: Event | None) -> Outcome:
    """A post that was taken in before: its edit, its deletion, or nothing new."""
    post = reading.post
    if known is None or post.kind == "new":
        return Outcome(known)
    if post.kind == "delete":
        return delete(post, reading.at, known)
    return edit(reading, known)


def _digest(found: Sequence[Sequence[str]]) -> str:
    """What the script computes over the same lookup."""
    text = ";".join(",".join(ids) for ids in found)
    return hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()
