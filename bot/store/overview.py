"""The overview: how full the store is and how far each step lags, for people and for metrics."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.store import keys
from bot.store.dead import DeadLetters
from bot.store.presence import Worker, workers
from bot.store.streams import Stream

if TYPE_CHECKING:
    from redis.asyncio import Redis

#: The streams that groups read: key, field, group.
READ = (
    (keys.POSTS, "post", keys.EXTRACT_GROUP),
    (keys.CHANGES, "change", keys.NOTIFY_GROUP),
)


@dataclass(frozen=True, slots=True)
class Queue:
    """One step's queue: entries kept, entries not acknowledged yet, age of the oldest of those in
    seconds."""

    stream: str
    group: str
    length: int
    lag: int
    age: float


@dataclass(frozen=True, slots=True)
class Overview:
    """The store at one moment. ``sends`` counts ended messages by state; ``waiting`` the chats with
    a message to be sent; ``memory`` is in bytes."""

    workers: tuple[Worker, ...]
    queues: tuple[Queue, ...]
    waiting: int
    dead: int
    chats: int
    memory: int
    sends: dict[str, int] = field(default_factory=dict)


async def survey(store: Redis) -> Overview:
    """Look at the whole store; a few commands, whatever its size."""
    from bot.store.outbox import Outbox

    outbox = Outbox(store)
    return Overview(
        workers=tuple(await workers(store)),
        queues=tuple([await _queue(store, *read) for read in READ]),
        waiting=await outbox.backlog(),
        dead=await DeadLetters(store).count(),
        chats=int(await store.scard(keys.CHATS)),
        memory=await _memory(store),
        sends=await outbox.counts(),
    )


async def _queue(store: Redis, key: str, name: str, group: str) -> Queue:
    stream = Stream(store, key, name)
    return Queue(
        stream=key.removeprefix(f"{keys.TAG}:"),
        group=group,
        length=int(await store.xlen(key)),
        lag=await stream.lag(group),
        age=await stream.age(group),
    )


async def _memory(store: Redis) -> int:
    return int((await store.info("memory"))["used_memory"])
