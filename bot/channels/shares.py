"""Which channels this process reads: the channels fall into shards, and a lease stands for each.

Leases of a fixed number of shards, not of every channel, keep the cost of holding a thousand
channels at a few commands a second. Each watcher takes its fair share and gives up what is beyond
it; when one dies, its leases expire and the others take its shards, within `LEASE_SECONDS` and one
round.
"""

from __future__ import annotations

import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.store import keys
from bot.store.lease import Lease

if TYPE_CHECKING:
    from redis.asyncio import Redis

SHARDS = 32
LEASE_SECONDS = 15.0
#: A round of renewing, taking and giving up is made this often.
ROUND_SECONDS = 4.0
#: A watcher not heard of for this long has no claim to a share.
SILENT_SECONDS = 20.0


def shard_of(key: str) -> int:
    """The shard of a channel: the same in every process."""
    return zlib.crc32(key.encode()) % SHARDS


@dataclass(slots=True)
class Shares:
    """The shards that this process holds. ``held`` maps each to the moment (of ``now``) until which
    it is surely ours."""

    store: Redis
    worker: str
    seconds: float = LEASE_SECONDS
    wall: Callable[[], float] = time.time
    now: Callable[[], float] = time.monotonic
    held: dict[int, float] = field(default_factory=dict)
    _leases: dict[int, Lease] = field(default_factory=dict)

    def holds(self, key: str) -> bool:
        """Whether the channel of that name is ours to read at this moment."""
        return self.held.get(shard_of(key), 0.0) > self.now()

    async def round(self) -> None:
        """Renew what is held, give up what is beyond the fair share, take what is free below it."""
        share = await self._fair_share()
        for shard in list(self.held):
            asked = self.now()
            if len(self.held) > share:
                del self.held[shard]
                await self._leases[shard].release()
            elif await self._leases[shard].renew():
                self.held[shard] = asked + self.seconds
            else:
                del self.held[shard]
        for shard in self._wanted():
            if len(self.held) >= share:
                break
            asked = self.now()
            if await self._lease(shard).acquire() is not None:
                self.held[shard] = asked + self.seconds

    async def leave(self) -> None:
        """Give everything up, so that others need not wait for the leases to expire."""
        for shard in list(self.held):
            del self.held[shard]
            await self._leases[shard].release()
        await self.store.zrem(keys.WATCHERS, self.worker)

    async def _fair_share(self) -> int:
        alive = self.wall()
        async with self.store.pipeline(transaction=True) as pipeline:
            pipeline.zadd(keys.WATCHERS, {self.worker: alive})
            pipeline.zremrangebyscore(keys.WATCHERS, "-inf", alive - SILENT_SECONDS)
            pipeline.zcard(keys.WATCHERS)
            *_, watchers = await pipeline.execute()
        return -(-SHARDS // max(1, int(watchers)))

    def _wanted(self) -> list[int]:
        """Free shards are tried from a place of one's own, so that watchers seldom collide."""
        start = zlib.crc32(self.worker.encode()) % SHARDS
        shards = [(start + step) % SHARDS for step in range(SHARDS)]
        return [shard for shard in shards if shard not in self.held]

    def _lease(self, shard: int) -> Lease:
        if shard not in self._leases:
            self._leases[shard] = Lease(self.store, f"watch:{shard}", self.worker, self.seconds)
        return self._leases[shard]


