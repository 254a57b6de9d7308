"""Events: what a post costs as open events grow, in memory and in the store.

    python -m benchmarks.events [--events 3000] [--posts 200]

Invented reports of invented towns open the events; then reports of known happenings are taken in,
and the cost of a post with 10,000 open events in memory (in the store as many as ``--events``) is
compared with that at 100 and 1,000 (flat within 20 %). What a post costs whose event a thousand
posts tell of already. Over a real store: round trips and bytes of Redis per post, and the same
stream on one and on two workers. Figures are ratios within one run; rates depend on the machine.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import random
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from redis.asyncio import Redis

from benchmarks.figure import figure, ratio
from bot.events.assign import Reading
from bot.events.book import EventBook
from bot.events.reader import Reader
from bot.events.worker import Worker
from bot.lexicon import open_lexicon
from bot.post import Post
from bot.settings import Settings
from bot.store import keys
from bot.store.connection import open_store
from bot.store.events import EventStore
from bot.store.posts import PostLog
from bot.store.streams import Stream

START = datetime(2026, 3, 10, 6, tzinfo=UTC)
SIZES, MANY = (100, 1_000), 10_000
ALIKE = 1_000
LETTERS = "بتثجحخدذرزسشصضطظعغفقكلمنهوي"
TARGETS = ("سوقا", "منزلا", "مدرسة", "مركبة", "مصنعا", "مزرعة", "جسرا", "مخزنا")
AROUND = ("سوق", "حي", "وسط", "عاجل", "قرب", "مساء", "ظهر", "اليوم", "قبل", "قليل", "شهود")
CAUSES = ("غارة", "قصف مدفعي", "انفجار", "حريق", "هجوم بمسيرة")
FLAT = 1.2


def posts(seed: int, minutes: float) -> Iterator[Post]:
    """Endless reports, each of a happening of its own, ``minutes`` apart."""
    chance = random.Random(seed)
    for number in itertools.count(1):
        town, family = ("".join(chance.choices(LETTERS, k=size)) for size in (6, 5))
        killed, hurt = chance.randint(3, 60), chance.randint(3, 90)
        text = (
            f"وزارة الصحة: {killed} قتلى و{hurt} جريحا في {chance.choice(CAUSES)} استهدف "
            f"{chance.choice(TARGETS)} لعائلة {family} في بلدة {town}"
        )
        at = START + timedelta(minutes=number * minutes)
        yield Post(f"channel_{number % 40}", str(number), at, text)


def follow_ups(known: Sequence[Post], count: int, at: datetime) -> Iterator[Post]:
    """Copies and reworded reports of known happenings, an even mix."""
    chance = random.Random(7)
    for number in range(count):
        post = chance.choice(known)
        text = post.text
        if number % 2:
            text = f"مراسلنا: {text.partition(': ')[2].replace('استهدف', 'طال')} صباح اليوم"
        yield Post(f"follower_{number}", str(number), at, text)


def in_memory(reader: Reader, count: int) -> dict[int, float]:
    """Median seconds to join one follow-up, by how many events are open."""
    costs = {}
    stream = list(itertools.islice(posts(1, 24 * 60 / MANY), MANY))
    readings = [reader.read(post) for post in stream]
    for size in (*SIZES, MANY):
        book = EventBook()
        for reading in readings[:size]:
            book.take(reading)
        late = stream[size - 1].published + timedelta(minutes=5)
        known = stream[max(0, size - 90) : size]
        batch = [reader.read(post) for post in follow_ups(known, count, late)]
        costs[size] = statistics.median(_timed(book, reading) for reading in batch)
        figure(f"{size:,} open events, in memory", f"{1 / costs[size]:,.0f} posts/s joined")
    return costs


def one_event(reader: Reader) -> None:
    """What a post costs whose event hundreds tell of: copies, then reports in other words."""
    for kind, posts_of_one in (("copies", _copies()), ("reports", _reworded())):
        book = EventBook()
        costs = [_timed(book, reader.read(post)) for post in posts_of_one]
        last = statistics.mean(costs[-100:])
        figure(
            f"one event of {len(costs):,} {kind}",
            f"{1_000 * last:.1f} ms a post at the end",
            "one event",
            len(book.events) == 1,
        )


def _copies() -> Iterator[Post]:
    (post,) = itertools.islice(posts(4, 1), 1)
    for number in range(ALIKE):
        at = post.published + timedelta(seconds=10 * number)
        yield Post(f"channel_{number % 50}", f"copy_{number}", at, post.text)


def _reworded() -> Iterator[Post]:
    chance = random.Random(5)
    for number in range(ALIKE):
        at = START + timedelta(seconds=10 * number)
        before, after = (" ".join(chance.sample(AROUND, 4)) for _ in range(2))
        text = f"{before} غارة على سوق في بلدة عين الزهر ومقتل {5 + number // 100} {after}"
        yield Post(f"channel_{number % 50}", str(number), at, text)


def _timed(book: EventBook, reading: Reading) -> float:
    """Seconds of the processor: a busy machine spoils no ratio."""
    began = time.process_time()
    book.take(reading)
    return time.process_time() - began


async def in_store(reader: Reader, store: Redis, events: int, count: int) -> None:
    """Cost, round trips and bytes of a post in the store, with few and many open events."""
    rates = {}
    book = EventStore(store)
    stream = list(itertools.islice(posts(2, 24 * 60 / events), events))
    taken = 0
    for size in (*SIZES, events):
        for post in stream[taken:size]:
            await book.take(reader.read(post))
        taken = size
        late = stream[size - 1].published + timedelta(minutes=5)
        batch = [reader.read(p) for p in follow_ups(stream[max(0, size - 90) : size], count, late)]
        if size == SIZES[0]:
            before = await _calls(store)
        began = time.perf_counter()
        for reading in batch:
            await book.take(reading)
        rates[size] = count / (time.perf_counter() - began)
        if size == SIZES[0]:
            trips = (await _calls(store) - before) / count
            figure("round trips of a post", f"{trips:.1f}")
        figure(f"{size:,} open events, in the store", f"{rates[size]:,.0f} posts/s committed")
    memory = (await store.info("memory"))["used_memory"]
    each = memory / (taken + count * len(rates))
    figure("store, index included", f"{each:,.0f} bytes a post")
    _flat("in the store", rates[SIZES[0]] / rates[events])


async def _calls(store: Redis) -> int:
    """Requests read from clients so far: pipelined commands come as one."""
    stats = await store.info("stats")
    return int(stats["total_reads_processed"])


async def workers(reader: Reader, store: Redis, count: int) -> None:
    """The same stream through one worker, then through two at once: the same events, how fast."""
    spent, shapes = [], []
    for number in (1, 2):
        await store.flushall()
        stream = Stream(store, keys.POSTS, "post")
        await stream.ensure_group(keys.EXTRACT_GROUP)
        log = PostLog(store)
        for post in _mixed(count):
            await log.record(post)
        crew = [Worker(store, Stream(store, keys.POSTS, "post"), reader) for _ in range(number)]
        began = time.perf_counter()
        await asyncio.gather(*(_drain(worker, f"w{i}") for i, worker in enumerate(crew)))
        spent.append(time.perf_counter() - began)
        events = await EventStore(store).between(START - timedelta(days=1))
        shapes.append({frozenset(source.post for source in event.sources) for event in events})
    told = f"{spent[0] / spent[1]:.2f} × the speed of one"
    figure("two workers in one process", told, "the same events", shapes[0] == shapes[1])


def _mixed(count: int) -> list[Post]:
    stream = list(itertools.islice(posts(3, 1), count))
    late = stream[-1].published + timedelta(minutes=5)
    return [*stream, *follow_ups(stream[-60:], count, late)]


async def _drain(worker: Worker, name: str) -> None:
    while entries := await worker.stream.read(keys.EXTRACT_GROUP, name, 16, 0.001):
        for entry in entries:
            await worker.handle(entry)


def _flat(where: str, cost: float) -> None:
    ratio(f"time of a post with many open events to few, {where}", cost, FLAT)


async def main(events: int, count: int) -> None:
    with tempfile.TemporaryDirectory(prefix="mujaz-") as folder:
        reader = Reader(open_lexicon(), "Asia/Jerusalem")
        costs = in_memory(reader, count)
        _flat("in memory", costs[MANY] / costs[SIZES[0]])
        one_event(reader)
        store = await open_store(Settings(data_dir=Path(folder)))
        try:
            await in_store(reader, store, events, count)
            await workers(reader, store, count)
        finally:
            await store.aclose()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--events", type=int, default=3_000)
    parser.add_argument("--posts", type=int, default=200)
    arguments = parser.parse_args()
    asyncio.run(main(arguments.events, arguments.posts))
