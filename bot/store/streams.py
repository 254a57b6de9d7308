"""A stream: entries in order, read by groups of workers, each entry until somebody acknowledges it.

A worker reads with `Stream.read` and acknowledges with `Stream.ack` in the same transaction as its
results, so that an entry is done exactly when its results are in the store. An entry whose worker
died comes back to the same consumer after a restart, and to any other once it has lain idle for
``idle_seconds``. Entries that come back do so one at a time, so that one that kills its worker
drags no others along; after ``max_deliveries`` it goes to the dead letters (`bot.store.dead`).
"""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from redis.exceptions import ResponseError

from bot.store import keys
from bot.store.dead import bury

if TYPE_CHECKING:
    from redis.asyncio import Redis
    from redis.asyncio.client import Pipeline

#: Entries read at once by `Stream.entries`.
PAGE = 500
NO_REASON = "delivered again and again without an answer: its worker dies or hangs"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: its id in the stream, what it carries, how often it was handed out so far."""

    id: str
    payload: str
    deliveries: int = 1


class Stream:
    """One stream of the schema. Not shared between tasks that read as the same consumer."""

    def __init__(
        self,
        store: Redis,
        key: str,
        field: str,
        *,
        idle_seconds: float = 60.0,
        max_deliveries: int = 5,
    ) -> None:
        self.store = store
        self.key = key
        self.field = field
        self.idle_seconds = idle_seconds
        self.max_deliveries = max_deliveries
        #: Where each consumer's reading of its own old entries stands; absent: not begun.
        self._own: dict[tuple[str, str], str | None] = {}
        self._next_claim: dict[str, float] = {}

    async def append(self, payload: str, pipeline: Pipeline | None = None) -> str | None:
        """Add an entry; its id, or None when ``pipeline`` will do it."""
        if pipeline is not None:
            pipeline.xadd(self.key, {self.field: payload})
            return None
        return str(await self.store.xadd(self.key, {self.field: payload}))

    async def ensure_group(self, group: str) -> None:
        """Create ``group`` at the beginning of the stream, unless it is there."""
        try:
            await self.store.xgroup_create(self.key, group, id="0", mkstream=True)
        except ResponseError as error:
            if not str(error).startswith("BUSYGROUP"):
                raise

    async def read(
        self, group: str, consumer: str, count: int = 16, block: float = 1.0
    ) -> list[Entry]:
        """Up to ``count`` entries for ``consumer``; waits up to ``block`` seconds for new ones.

        First what this consumer was handed before a restart, then what dead consumers left, one
        entry a call; then new ones. May be empty.
        """
        try:
            return await self._read(group, consumer, count, block)
        except ResponseError as error:
            if not str(error).startswith("NOGROUP"):
                raise
            await self.ensure_group(group)  # a store that was emptied, or another's new stream
            return []

    async def _read(self, group: str, consumer: str, count: int, block: float) -> list[Entry]:
        for again in (self._own_again, self._left_by_others):
            entry = await again(group, consumer)
            if entry is not None:
                return [entry]
        answer = await self.store.xreadgroup(
            group, consumer, {self.key: ">"}, count=count, block=max(1, int(block * 1000))
        )
        return [Entry(id_, fields[self.field]) for id_, fields in _of_one_stream(answer)]

    async def _own_again(self, group: str, consumer: str) -> Entry | None:
        while (after := self._own.get((group, consumer), "0")) is not None:
            answer = await self.store.xreadgroup(group, consumer, {self.key: after}, count=1)
            found = _of_one_stream(answer)
            self._own[group, consumer] = found[0][0] if found else None
            if found and (entry := await self._worth_trying(group, *found[0])):
                return entry
        return None

    async def _left_by_others(self, group: str, consumer: str) -> Entry | None:
        if time.monotonic() < self._next_claim.get(group, 0.0):
            return None
        idle = int(self.idle_seconds * 1000)
        start = "0-0"
        while True:
            start, found, *_ = await self.store.xautoclaim(
                self.key, group, consumer, idle, start, count=1
            )
            if found and (entry := await self._worth_trying(group, *found[0])):
                return entry
            if not found and start == "0-0":
                self._next_claim[group] = time.monotonic() + self.idle_seconds / 4
                return None

    async def _worth_trying(
        self, group: str, id_: str, fields: dict[str, str] | None
    ) -> Entry | None:
        if not fields:  # its entry was deleted from the stream
            await self.ack(group, [id_])
            return None
        pending: Sequence[dict[str, Any]]
        pending = await self.store.xpending_range(self.key, group, min=id_, max=id_, count=1)
        deliveries = int(pending[0]["times_delivered"]) if pending else 1
        entry = Entry(id_, fields[self.field], deliveries)
        if deliveries <= self.max_deliveries:
            return entry
        await self.bury(group, entry)
        return None

    async def ack(self, group: str, ids: Iterable[str], pipeline: Pipeline | None = None) -> None:
        """Acknowledge ``ids``; with ``pipeline``, as part of its transaction."""
        done = list(ids)
        if not done:
            return
        failures = keys.failures(self.key, group)
        if pipeline is not None:
            pipeline.xack(self.key, group, *done)
            pipeline.hdel(failures, *done)
            return
        async with self.store.pipeline(transaction=True) as own:
            own.xack(self.key, group, *done)
            own.hdel(failures, *done)
            await own.execute()

    async def note_failure(self, group: str, entry: Entry, error: BaseException) -> None:
        """Keep why ``entry`` failed, for its dead letter; it stays pending and comes back."""
        reason = f"{type(error).__name__}: {error}"[:500]
        await self.store.hset(keys.failures(self.key, group), entry.id, reason)

    async def bury(self, group: str, entry: Entry, reason: str = "") -> None:
        """Move ``entry`` from the group's pending ones to the dead letters, in one step."""
        noted = await self.store.hget(keys.failures(self.key, group), entry.id)
        async with self.store.pipeline(transaction=True) as pipeline:
            bury(pipeline, self, group, entry, reason or str(noted or NO_REASON))
            await self.ack(group, [entry.id], pipeline)
            await pipeline.execute()

    async def entries(self, start: str = "-", follow: bool = False) -> AsyncIterator[Entry]:
        """Entries from id ``start`` on (inclusive), oldest first; with ``follow``, for ever."""
        last = ""
        while True:
            page: list[Any] = await self._page(f"({last}" if last else start)
            for last, fields in page:
                yield Entry(last, fields[self.field])
            if page:
                continue
            if not follow:
                return
            await self.store.xread({self.key: last or "$"}, count=1, block=1000)

    async def _page(self, start: str, count: int = PAGE) -> list[Any]:
        return list(await self.store.xrange(self.key, min=start, count=count) or ())

    async def trim(self, groups: Collection[str], keep_seconds: float) -> int:
        """Drop entries older than ``keep_seconds`` that every one of ``groups`` has acknowledged.

        How many went. A group that does not exist yet has acknowledged nothing.
        """
        oldest = await self._first_needed(groups) if groups else f"{2**63}-0"
        if oldest is None:
            return 0
        seconds, microseconds = await self.store.time()
        kept = f"{int(seconds * 1000 + microseconds / 1000 - keep_seconds * 1000)}-0"
        limit = min(oldest, kept, key=_order)
        return int(await self.store.xtrim(self.key, minid=limit, approximate=False))

    async def _first_needed(self, groups: Collection[str]) -> str | None:
        """The oldest id that some group still needs. It only grows: acting on it later is safe."""
        known = {info["name"]: info for info in await self._groups()}
        needed = []
        for group in groups:
            if group not in known:
                return None
            summary = await self.store.xpending(self.key, group)
            last = _order(known[group]["last-delivered-id"])
            after = f"{last[0]}-{last[1] + 1}"
            needed.append(str(summary["min"]) if summary["pending"] else after)
        return min(needed, key=_order)

    async def lag(self, group: str) -> int:
        """Entries that ``group`` has not acknowledged yet, handed out or not."""
        for info in await self._groups():
            if info["name"] == group:
                return int(info["pending"]) + await self._not_handed_out(info)
        return int(await self.store.xlen(self.key))

    async def age(self, group: str) -> float:
        """Seconds since the oldest entry that ``group`` has not acknowledged came; 0 if none."""
        first = await self._first_needed([group])
        page = await self._page(first or "-", 1)
        if not page:
            return 0.0
        seconds, microseconds = await self.store.time()
        return max(0.0, seconds + microseconds / 1e6 - _order(page[0][0])[0] / 1000)

    async def _not_handed_out(self, info: dict[str, Any]) -> int:
        if info.get("lag") is not None:
            return int(info["lag"])
        after = f"({info['last-delivered-id']}"  # entries were deleted: the server cannot tell
        return len(await self._page(after, 100_000))

    async def _groups(self) -> list[dict[str, Any]]:
        try:
            return list(await self.store.xinfo_groups(self.key))
        except ResponseError:  # no such key
            return []


def _order(id_: str) -> tuple[int, int]:
    milliseconds, _, sequence = str(id_).partition("-")
    return int(milliseconds), int(sequence or 0)


def _of_one_stream(answer: Any) -> list[tuple[str, dict[str, str]]]:
    """The entries of XREADGROUP's answer for one stream, in either protocol's shape."""
    if not answer:
        return []
    entries = next(iter(answer.values())) if isinstance(answer, dict) else answer[0][1]
    if entries and isinstance(entries[0], list):
        entries = entries[0]
    return list(entries)
