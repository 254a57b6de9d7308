"""Presence: which worker processes live, and what roles they have."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from types import TracebackType
from typing import TYPE_CHECKING, Any

from redis.exceptions import RedisError

from bot.store import keys

if TYPE_CHECKING:
    from redis.asyncio import Redis

#: A worker that has not been heard of for this long is gone.
EXPIRE_SECONDS = 30
BEAT_SECONDS = 10


@dataclass(frozen=True, slots=True)
class Worker:
    """A living process: its name, roles, process id on its host, and since when it runs."""

    name: str
    roles: tuple[str, ...]
    pid: int
    since: datetime


class Presence:
    """Tells the others that this process lives; an asynchronous context manager."""

    def __init__(self, store: Redis, worker: str, roles: Collection[str]) -> None:
        self._store = store
        self._worker = worker
        self._record: dict[Any, Any] = {
            "roles": ",".join(roles),
            "pid": os.getpid(),
            "since": datetime.now(UTC).isoformat(),
        }
        self._task: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Presence:
        await self._tell()
        self._task = asyncio.create_task(self._beat())
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        where: TracebackType | None,
    ) -> None:
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task
        with suppress(RedisError, OSError):
            await self._store.delete(keys.worker(self._worker))
            await self._store.srem(keys.WORKERS, self._worker)

    async def _beat(self) -> None:
        while True:
            await asyncio.sleep(BEAT_SECONDS)
            await self._tell()

    async def _tell(self) -> None:
        with suppress(RedisError, OSError):
            async with self._store.pipeline(transaction=True) as pipeline:
                pipeline.hset(keys.worker(self._worker), mapping=self._record)
                pipeline.expire(keys.worker(self._worker), EXPIRE_SECONDS)
                pipeline.sadd(keys.WORKERS, self._worker)
                await pipeline.execute()


async def workers(store: Redis) -> list[Worker]:
    """The living ones, by name; names of the dead are dropped from the list on the way."""
    living = []
    for name in sorted(str(member) for member in await store.smembers(keys.WORKERS)):
        record: Any = await store.hgetall(keys.worker(name))
        if not record:
            await store.srem(keys.WORKERS, name)
            continue
        since = datetime.fromisoformat(record["since"])
        living.append(Worker(name, tuple(record["roles"].split(",")), int(record["pid"]), since))
    return living
