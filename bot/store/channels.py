"""Watched channels: which, how they fare, and what is known of their past.

    {mujaz}:channels             hash    name in lower case -> Watched as JSON
    {mujaz}:channels:status      hash    the same name -> bot.channels.states.Status as JSON
    {mujaz}:channels:history     hash    the same name -> bot.channels.history.History as JSON, or a
                                         feed's (bot.channels.feeds)
    {mujaz}:watchers             zset    watching processes by when they were last alive
    {mujaz}:album:<group>        hash    post number -> post of an album that is still arriving
    {mujaz}:albums               zset    such albums by when they are complete
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from bot.channels.names import Source, SourceKind, source_of
from bot.channels.states import Status
from bot.store import keys

if TYPE_CHECKING:
    from redis.asyncio import Redis


@dataclass(frozen=True, slots=True)
class Watched:
    """One watched channel.

    ``name`` is spelled as it was given; ``follow`` names the hosts whose article links are opened
    and joined to the posts; ``named`` says that the operator's settings name it; ``pushed`` that
    its posts come through the Bot API and its preview is not read; ``timezone`` its own zone.
    """

    name: str
    kind: SourceKind = "channel"
    follow: tuple[str, ...] = ()
    named: bool = False
    pushed: bool = False
    timezone: str | None = None

    @property
    def key(self) -> str:
        return Source(self.kind, self.name).key

    def to_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str | bytes) -> Watched:
        record = json.loads(text)
        return cls(**{**record, "follow": tuple(record["follow"])})


class Channels:
    """The watched channels of the service. Every name is taken as a person writes it
    (`bot.channels.names.source_of`), and raises `InputError` if it means none."""

    def __init__(self, store: Redis) -> None:
        self.store = store

    async def names(self) -> list[str]:
        """Names of all watched channels, as spelled, in order."""
        return [watched.name for watched in await self.all()]

    async def all(self) -> list[Watched]:
        texts = await self.store.hvals(keys.CHANNELS)
        return sorted((Watched.from_json(text) for text in texts), key=lambda found: found.key)

    async def get(self, name: str) -> Watched | None:
        text = await self.store.hget(keys.CHANNELS, source_of(name).key)
        return Watched.from_json(text) if text else None

    async def add(self, name: str, *, named: bool = False) -> bool:
        """Watch a channel or feed; False if it is watched already."""
        source = source_of(name)
        watched = Watched(source.name, source.kind, named=named)
        return bool(await self.store.hsetnx(keys.CHANNELS, source.key, watched.to_json()))

    async def put(self, watched: Watched) -> None:
        """Write a channel as changed: its time zone, the hosts whose links are followed."""
        await self.store.hset(keys.CHANNELS, watched.key, watched.to_json())

    async def remove(self, name: str) -> bool:
        """Stop watching; False if it was not watched. What was read of it stays."""
        key = source_of(name).key
        async with self.store.pipeline(transaction=True) as pipeline:
            pipeline.hdel(keys.CHANNELS, key)
            pipeline.hdel(keys.CHANNEL_STATUS, key)
            pipeline.hdel(keys.CHANNEL_HISTORY, key)
            removed, *_ = await pipeline.execute()
        return bool(removed)

    async def status(self, name: str) -> Status:
        text = await self.store.hget(keys.CHANNEL_STATUS, source_of(name).key)
        return Status.from_json(text) if text else Status()

    async def statuses(self) -> dict[str, Status]:
        """How every watched channel fares, by its name as spelled."""
        found = await self.store.hgetall(keys.CHANNEL_STATUS)
        return {
            watched.name: Status.from_json(found[watched.key]) if watched.key in found else Status()
            for watched in await self.all()
        }

    async def history(self, watched: Watched) -> str | None:
        """What was kept of a channel's past, as its reader wrote it."""
        text = await self.store.hget(keys.CHANNEL_HISTORY, watched.key)
        return str(text) if text else None

    async def keep(self, watched: Watched, status: Status | None, history: str | None) -> None:
        """Write how a reading left the channel; unless it has been removed meanwhile."""
        if not await self.store.hexists(keys.CHANNELS, watched.key):
            return
        async with self.store.pipeline(transaction=True) as pipeline:
            if status is not None:
                pipeline.hset(keys.CHANNEL_STATUS, watched.key, status.to_json())
            if history is not None:
                pipeline.hset(keys.CHANNEL_HISTORY, watched.key, history)
            await pipeline.execute()
