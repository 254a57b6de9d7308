"""Dead letters: entries that no worker could do, kept with the reason until a person decides."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from bot.store import keys

if TYPE_CHECKING:
    from redis.asyncio import Redis
    from redis.asyncio.client import Pipeline

    from bot.store.streams import Entry, Stream

#: Dead letters kept; beyond it the oldest go.
MOST = 10_000


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """An entry of ``stream`` that ``group`` gave up: its payload, why, how often it was tried."""

    id: str
    stream: str
    group: str
    entry: str
    field: str
    payload: str
    reason: str
    deliveries: int
    at: datetime


def bury(pipeline: Pipeline, stream: Stream, group: str, entry: Entry, reason: str) -> None:
    """Add the dead letter of ``entry`` as part of a transaction."""
    record: dict[Any, Any] = {
        "stream": stream.key,
        "group": group,
        "entry": entry.id,
        "field": stream.field,
        "payload": entry.payload,
        "reason": reason,
        "deliveries": entry.deliveries,
    }
    pipeline.xadd(keys.DEAD, record, maxlen=MOST, approximate=True)


class DeadLetters:
    """The dead letters of all streams."""

    def __init__(self, store: Redis) -> None:
        self.store = store

    async def count(self) -> int:
        return int(await self.store.xlen(keys.DEAD))

    async def all(self) -> list[DeadLetter]:
        """Oldest first."""
        return [_letter(*found) for found in await self.store.xrange(keys.DEAD) or ()]

    async def get(self, id_: str) -> DeadLetter | None:
        found = await self.store.xrange(keys.DEAD, min=id_, max=id_)
        return _letter(*found[0]) if found else None

    async def retry(self, letter: DeadLetter) -> None:
        """Append the payload to its stream anew and drop the letter, in one step."""
        async with self.store.pipeline(transaction=True) as pipeline:
            pipeline.xadd(letter.stream, {letter.field: letter.payload})
            pipeline.xdel(keys.DEAD, letter.id)
            await pipeline.execute()

    async def drop(self, letter: DeadLetter) -> None:
        await self.store.xdel(keys.DEAD, letter.id)


def _letter(id_: Any, fields: Any) -> DeadLetter:
    at = datetime.fromtimestamp(int(id_.partition("-")[0]) / 1000, UTC)
    deliveries = int(fields["deliveries"])
    named = {name: value for name, value in fields.items() if name != "deliveries"}
    return DeadLetter(id=id_, deliveries=deliveries, at=at, **named)
