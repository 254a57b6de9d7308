"""What each chat was told of each event: so that nothing is told twice, and what was told can be
amended."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from redis.asyncio import Redis

from bot.events.change import Change
from bot.store import keys

if TYPE_CHECKING:
    from redis.asyncio.client import Pipeline

KEEP_SECONDS = 7 * 24 * 3600
MOST_MESSAGES = 5
MOST_CHANGES = 8


@dataclass(frozen=True, slots=True)
class Told:
    """One message that told of an event. ``at``, ``since`` and ``until`` are Unix seconds; for a
    digest, ``since`` and ``until`` are its span and ``left_out`` the events that did not fit; for
    an alert, ``cause`` is that of the change that called for it (`Change.cause`), and ``news``
    whether the alert says what that cause changed rather than how things stand since."""

    message: str
    at: float
    silent: bool = False
    digest: bool = False
    since: float = 0.0
    until: float = 0.0
    left_out: int = 0
    cause: str = ""
    news: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """How an event was told to a chat: its gist (`bot.digest.compose.gist`), and the messages that
    told it, oldest first."""

    gist: str
    messages: tuple[Told, ...] = ()

    def to_json(self) -> str:
        return json.dumps(asdict(self), separators=(",", ":"))

    @classmethod
    def from_json(cls, line: str | bytes) -> Record:
        record: dict[str, Any] = json.loads(line)
        return cls(record["gist"], tuple(Told(**told) for told in record["messages"]))

    def then(self, gist: str, *more: Told) -> Record:
        """The record after it was told anew."""
        return Record(gist, (*self.messages, *more)[-MOST_MESSAGES:])


class ToldStore:
    """The records of one store."""

    def __init__(self, store: Redis) -> None:
        self._store = store

    async def of_event(self, event: str) -> dict[int, Record]:
        """Every chat that was told of an event."""
        found = await self._store.hgetall(keys.told(event))
        return {int(chat): Record.from_json(line) for chat, line in found.items()}

    async def of_chat(self, chat: int, events: Collection[str]) -> dict[str, Record]:
        """What a chat was told of some events."""
        async with self._store.pipeline(transaction=False) as pipe:
            for event in events:
                pipe.hget(keys.told(event), str(chat))
            lines = await pipe.execute()
        pairs = zip(events, lines, strict=True)
        return {event: Record.from_json(line) for event, line in pairs if line}

    async def move(self, chat: int, new_chat: int, since: float) -> None:
        """What a chat was told of events since then was told to another. May be done twice."""
        told = await self._store.zrangebyscore(keys.EVENTS, since, "+inf")
        for event, record in (await self.of_chat(chat, [str(id) for id in told])).items():
            async with self._store.pipeline(transaction=True) as pipe:
                pipe.hsetnx(keys.told(event), str(new_chat), record.to_json())
                pipe.hdel(keys.told(event), str(chat))
                await pipe.execute()

    async def changes(self, event: str) -> list[tuple[float, Change]]:
        """The latest changes of an event with when they were noted (Unix seconds), oldest first."""
        lines = await self._store.lrange(keys.told_changes(event), 0, -1)
        parted = [str(line).partition(" ") for line in lines]
        return [(float(noted), Change.from_json(line)) for noted, _, line in parted]

    async def levels(self, event: str) -> dict[str, int]:
        """The last figure told of an event for each rule with a threshold."""
        found = await self._store.hgetall(keys.level(event))
        return {str(rule): int(figure) for rule, figure in found.items()}

    def keep(self, pipe: Pipeline, event: str, records: Mapping[int, Record]) -> None:
        """As part of a transaction: what the chats were told of an event."""
        if records:
            for chat, record in records.items():
                pipe.hset(keys.told(event), str(chat), record.to_json())
            pipe.expire(keys.told(event), KEEP_SECONDS)

    def note(self, pipe: Pipeline, change: Change, now: float, levels: Mapping[str, int]) -> None:
        """As part of a transaction: a change of an event, and the figures told because of it."""
        pipe.rpush(keys.told_changes(change.event), f"{now} {change.to_json()}")
        pipe.ltrim(keys.told_changes(change.event), -MOST_CHANGES, -1)
        pipe.expire(keys.told_changes(change.event), KEEP_SECONDS)
        if levels:
            for rule, figure in levels.items():
                pipe.hset(keys.level(change.event), rule, str(figure))
            pipe.expire(keys.level(change.event), KEEP_SECONDS)
