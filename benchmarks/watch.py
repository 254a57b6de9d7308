"""What watching costs: ``python -m benchmarks.watch [CHANNELS] [SECONDS]``.

1. Pages parsed per second, against lxml's bare parse of the same bytes in the same run.
2. So many channels (300) polled three times a minute from a stand-in on loopback, in a process of
   its own: share of one core, resident memory, and the time from publication to the stream.
"""

from __future__ import annotations

import asyncio
import logging
import os
import resource
import signal
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime
from multiprocessing import Process
from pathlib import Path
from typing import Any

import structlog
from lxml import html as lxml_html

from benchmarks.figure import figure, ratio
from bot.channels.preview import parse_page
from bot.channels.watch import run
from bot.context import Context
from bot.post import Post
from bot.settings import Settings
from bot.store import keys
from bot.store.connection import open_store
from tests.channels.standin import Standin, StandinChannel

REPEATS = 7
POLL_SECONDS = 20
#: Posts a minute over all channels: each publishes about once in ten minutes.
POSTS_SHARE = 0.1


def sample_page() -> bytes:
    """A page of 20 posts; a saved real one where it lies beside the project."""
    for folder in Path(__file__).resolve().parents:
        saved = folder / "shared" / "tme" / "walterbloomberg.html"
        if saved.exists():
            return saved.read_bytes()
    channel = StandinChannel("sahl_press")
    for number in range(20):
        channel.publish(f"خبر {number}: أعلنت البلدية فتح الطريق الساحلي بعد إغلاقه " * 5)
    return channel.page(None, None).encode()


def rate(work: Any, page: bytes) -> float:
    """The best of several measurements, in pages a second."""
    best = 0.0
    for _ in range(REPEATS):
        began = time.perf_counter()
        for _ in range(20):
            work(page)
        best = max(best, 20 / (time.perf_counter() - began))
    return best


def parsing() -> None:
    page = sample_page()
    ours, bare = rate(parse_page, page), rate(lxml_html.document_fromstring, page)
    figure("pages parsed", f"{ours:,.0f}/s of {len(page) // 1000} kB")
    ratio("time to parse a page, to lxml's bare parse", bare / ours, 3)


async def watching(channels: int, seconds: float) -> None:
    async with Standin() as standin:
        now = datetime.now(UTC)
        for number in range(channels):
            channel = standin.channel(f"channel_{number}")
            channel.clock = now
            for _ in range(20):
                channel.publish(f"خبر {channel.last + 1} من القناة {number}", minutes=0)
        with tempfile.TemporaryDirectory(prefix="mujaz-") as folder:
            settings = Settings(
                data_dir=Path(folder),
                preview_base=(standin.base,),
                channels=tuple(standin.channels),
                poll_seconds=POLL_SECONDS,
            )
            store = await open_store(settings)
            worker = Process(target=watch, args=(settings,))
            worker.start()
            try:
                await settled(store, channels)
                await measured(store, standin, worker, seconds)
            finally:
                worker.terminate()
                await asyncio.to_thread(worker.join)
                await store.aclose()


def watch(settings: Settings) -> None:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    asyncio.run(_watch(settings))


async def _watch(settings: Settings) -> None:
    store = await open_store(settings)
    context = Context(settings=settings, store=store, worker="bench")
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, context.stopping.set)
    await run(context)
    await store.aclose()


async def settled(store: Any, channels: int) -> None:
    began = time.monotonic()
    while await store.hlen(keys.CHANNEL_HISTORY) < channels:  # noqa: ASYNC110 - another process
        await asyncio.sleep(0.5)
    figure(f"{channels:,} channels first read", f"in {time.monotonic() - began:.0f} s")


async def measured(store: Any, standin: Standin, worker: Process, seconds: float) -> None:
    """Publish evenly over all channels and read the stream as it grows."""
    last = (await store.xrevrange(keys.POSTS, count=1))[0][0]
    names = list(standin.channels)
    published: dict[str, float] = {}
    delays: list[float] = []
    cpu, began, asked = cpu_seconds(worker.pid), time.monotonic(), len(standin.requests)
    step = 60.0 / (len(names) * POSTS_SHARE)
    following = asyncio.create_task(follow(store, last, published, delays))
    turn = 0
    while time.monotonic() - began < seconds:
        channel = standin.channel(names[turn * 7 % len(names)])
        channel.clock = datetime.now(UTC)
        post = channel.publish(f"خبر عاجل {turn}", minutes=0)
        published[f"{channel.name}/{post.number}"] = time.monotonic()
        turn += 1
        await asyncio.sleep(step)
    took = time.monotonic() - began
    share = (cpu_seconds(worker.pid) - cpu) / took
    polls = (len(standin.requests) - asked) / took * 60
    await asyncio.sleep(POLL_SECONDS * 1.25)
    following.cancel()
    name = f"{len(names):,} channels read every {POLL_SECONDS} s"
    figure(f"{name}, requests", f"{polls:,.0f}/min")
    figure(f"{name}, processor and memory", f"{share:.1%} of a core, {memory(worker.pid)} MB")
    complete = len(delays) == len(published)
    figure(f"{name}, posts in the stream", f"{len(delays)} of {len(published)}", "all", complete)
    if len(delays) > 1:
        late = statistics.quantiles(delays, n=20)[-1]
        told = f"median {statistics.median(delays):.1f} s, 95th percentile {late:.1f} s"
        figure(f"{name}, publication to stream", told)


async def follow(
    store: Any, last: str, published: dict[str, float], delays: list[float]
) -> None:
    while True:
        answer = await store.xread({keys.POSTS: last}, block=500)
        now = time.monotonic()
        streams = answer if isinstance(answer, list) else list((answer or {}).items())
        for _, rows in streams:
            for entry, fields in rows[0] if rows and isinstance(rows[0], list) else rows:
                last = entry
                post = Post.from_json(fields["post"])
                if post.id in published:
                    delays.append(now - published[post.id])


def cpu_seconds(pid: int | None) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory(pid: int | None) -> int:
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * resource.getpagesize() // 1_000_000


if __name__ == "__main__":
    parsing()
    arguments = [float(argument) for argument in sys.argv[1:]]
    asyncio.run(watching(int(arguments[0]) if arguments else 300, *(arguments[1:2] or [30.0])))
