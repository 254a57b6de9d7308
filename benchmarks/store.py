"""What the store takes a second on this machine, and what share of it one post needs.

    python -m benchmarks.store

The ratios matter; the rates are of the machine and its disk: every write is synced.
"""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from redis.asyncio import Redis

from benchmarks.figure import figure
from bot.post import Post
from bot.settings import Settings
from bot.store import keys
from bot.store.connection import open_store
from bot.store.lease import Lease
from bot.store.posts import PostLog
from bot.store.streams import Stream

COUNT = 2_000
MORNING = datetime(2025, 3, 2, 6, 0, tzinfo=UTC)
TEXT = "أسفر حريق في مدينة الزهور عن مقتل 5 أشخاص وإصابة 12 آخرين وفق الدفاع المدني. " * 5


async def main() -> None:
    with tempfile.TemporaryDirectory(prefix="mujaz-") as folder:
        store = await open_store(Settings(data_dir=Path(folder)))
        try:
            await _measure(store)
        finally:
            await store.aclose()


async def _measure(store: Redis) -> None:
    log, posts = PostLog(store), Stream(store, keys.POSTS, "post")
    await posts.ensure_group(keys.EXTRACT_GROUP)
    lease = Lease(store, "bench", "one")
    await lease.acquire()
    plain = await rate("one synced write (SET)", lambda n: store.set("{mujaz}:bench", n))
    await rate("post recorded, new", lambda n: log.record(post(n)), plain)
    await rate("post seen again", lambda n: log.record(post(n)), plain)
    await rate("32 readers at once, new", lambda n: many(log, n), plain, each=32, count=64)
    await rate("entry read and acknowledged", lambda n: take(posts), plain, each=16, count=125)
    await rate("lease renewed", lambda n: lease.renew(), plain)


def post(number: int) -> Post:
    return Post("akhbar", str(number), MORNING + timedelta(seconds=number), TEXT)


async def many(log: PostLog, turn: int) -> None:
    await asyncio.gather(*[log.record(post(1_000_000 + turn * 32 + n)) for n in range(32)])


async def take(posts: Stream) -> None:
    entries = await posts.read(keys.EXTRACT_GROUP, "one", count=16)
    await posts.ack(keys.EXTRACT_GROUP, [entry.id for entry in entries])


async def rate(
    told: str,
    act: Callable[[int], Awaitable[object]],
    plain: float | None = None,
    *,
    each: int = 1,
    count: int = COUNT,
) -> float:
    began = time.perf_counter()
    for number in range(count):
        await act(number)
    a_second = count * each / (time.perf_counter() - began)
    ratio = f", {plain / a_second:.2f} × the time of a write" if plain else ""
    figure(told, f"{a_second:,.0f}/s{ratio}")
    return a_second


if __name__ == "__main__":
    asyncio.run(main())
