"""Events for many readers: each version of an event is parsed once a process, within bounds."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from bot.events.event import Event
from bot.store import keys

if TYPE_CHECKING:
    from redis.asyncio import Redis

#: Events that one look gives at most, and that are kept parsed: some 30 MB.
MOST_EVENTS = 1_000
#: Few enough that parsing them does not hold up the other roles of the process.
PAGE = 50


class Shelf:
    """The newest events of a time or a subject; what was parsed before is not fetched again."""

    def __init__(self, store: Redis, kept: int = MOST_EVENTS) -> None:
        self.store = store
        self._kept = kept
        self._parsed: OrderedDict[str, Event] = OrderedDict()

    async def get(self, event_id: str) -> Event | None:
        found = await self._load([event_id])
        return found[0] if found else None

    async def between(self, since: datetime, until: datetime | None = None) -> list[Event]:
        """Events last told of within the time, newest first, `MOST_EVENTS` at most."""
        return await self._newest(keys.EVENTS, since, until)

    async def about(self, subject: str, since: datetime) -> list[Event]:
        """The same of a subject (`bot.events.terms.subjects`)."""
        return await self._newest(keys.subject(subject), since, None)

    async def _newest(self, key: str, since: datetime, until: datetime | None) -> list[Event]:
        last = until.timestamp() if until else "+inf"
        ids = await self.store.zrange(
            key, last, since.timestamp(), desc=True, byscore=True, offset=0, num=MOST_EVENTS
        )
        return await self._load([str(one) for one in ids])

    async def _load(self, ids: Sequence[str]) -> list[Event]:
        found: list[Event] = []
        for start in range(0, len(ids), PAGE):
            page = ids[start : start + PAGE]
            versions = dict(zip(page, await self._fields(page, "version"), strict=True))
            known = {one: self._parsed.get(one) for one in page}
            stale = [
                one
                for one, event in known.items()
                if versions[one] is not None
                and (event is None or str(event.version) != versions[one])
            ]
            texts = await self._fields(stale, "event")
            for one, text in zip(stale, texts, strict=True):
                known[one] = Event.from_json(text) if text is not None else None
            for one, event in known.items():
                self._parsed.pop(one, None)
                if event is not None and versions[one] is not None:
                    self._keep(event)
                    found.append(event)
        return found

    def _keep(self, event: Event) -> None:
        self._parsed[event.id] = event  # the last to be dropped
        while len(self._parsed) > self._kept:
            self._parsed.popitem(last=False)

    async def _fields(self, ids: Sequence[str], field: str) -> list[str | None]:
        if not ids:
            return []
        async with self.store.pipeline(transaction=False) as pipeline:
            for one in ids:
                pipeline.hget(keys.event(one), field)
            return list(await pipeline.execute())
