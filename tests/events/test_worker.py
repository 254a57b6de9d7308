"""The role `extract` over a real store."""

from __future__ import annotations

import asyncio
import itertools
import random
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from redis.asyncio import Redis

from bot.context import Context
from bot.events import worker as role
from bot.events.book import EventBook
from bot.events.change import Change
from bot.events.event import Event
from bot.events.reader import Reader
from bot.events.worker import Worker
from bot.post import Post
from bot.settings import Settings
from bot.store import keys
from bot.store.dead import DeadLetters
from bot.store.events import EventStore
from bot.store.posts import PostLog
from bot.store.streams import Stream
from extract.morphology import Lexicon

MORNING = datetime(2026, 3, 10, 6, tzinfo=UTC)


def post(channel: str, number: int, minutes: float, text: str, **more: object) -> Post:
    url = f"https://t.me/{channel}/{number}"
    at = MORNING + timedelta(minutes=minutes)
    return Post(channel, str(number), at, text, url=url, **more)  # type: ignore[arg-type]


STRIKE = "وزارة الصحة: 4 قتلى و11 جريحا في غارة استهدفت سوقا شعبيا في بلدة عين الزهر."
STREAM = [
    post("sahl_press", 1, 0, "عاجل | " + STRIKE),
    post("wadi_akhbar", 7, 4, "عاجل | " + STRIKE + "\n\nتابعونا على قناة أخبار الوادي"),
    post("manara_now", 9, 7, "🔴 عاجل | " + STRIKE, forwarded_from="sahl_press"),
    post("bayan", 2, 9, "طالبت حركة الفجر الوسطاء بإدخال الوقود إلى مستشفيات إقليم السهل."),
    post("bayan", 3, 12, "التقى المبعوث الأممي هانس برغمان سامر النعيم في القاهرة."),
    post("rasd", 5, 20, "غرق قارب مهاجرين قبالة ميناء الساحل ومقتل 6 أشخاص وفق خفر السواحل."),
    post("sahl_press", 6, 31, "ارتفاع حصيلة غرق القارب قبالة ميناء الساحل إلى 9 قتلى."),
]


@pytest.fixture(scope="session")
def reader(lexicon: Lexicon) -> Reader:
    return Reader(lexicon, "Asia/Jerusalem")


@pytest.fixture
async def worker(store: Redis, reader: Reader) -> Worker:
    stream = Stream(store, keys.POSTS, "post")
    await stream.ensure_group(keys.EXTRACT_GROUP)
    return Worker(store, stream, reader)


async def drain(worker: Worker, name: str = "w1") -> None:
    while entries := await worker.stream.read(keys.EXTRACT_GROUP, name, 16, 0.001):
        for entry in entries:
            await worker.handle(entry)


async def changes(store: Redis) -> list[Change]:
    return [Change.from_json(fields["change"]) for _, fields in await store.xrange(keys.CHANGES)]


def shape(events: Iterable[Event]) -> set[frozenset[str]]:
    return {frozenset(source.post for source in event.sources) for event in events}


async def all_events(store: Redis) -> list[Event]:
    return await EventStore(store).between(MORNING - timedelta(days=1))


async def test_the_store_keeps_the_same_events_as_memory(worker: Worker, store: Redis) -> None:
    book, log = EventBook(), PostLog(store)
    for one in STREAM:
        book.take(worker.reader.read(one))
        await log.record(one)
    await drain(worker)
    assert shape(await all_events(store)) == shape(book)
    assert await worker.stream.lag(keys.EXTRACT_GROUP) == 0
    strike = await worker.events.of_post("sahl_press/1")
    assert strike is not None
    assert (len(strike.sources), strike.independent) == (3, 1)


async def test_two_workers_give_the_same_events_as_one(worker: Worker, store: Redis) -> None:
    one, log = EventBook(), PostLog(store)
    order = [p for p in STREAM for _ in range(1)]
    for p in order:
        one.take(worker.reader.read(p))
        await log.record(p)
    second = Worker(store, Stream(store, keys.POSTS, "post"), worker.reader)
    await asyncio.gather(drain(worker, "w1"), drain(second, "w2"))
    assert shape(await all_events(store)) == shape(one)
    assert sum(change.kind == "new_event" for change in await changes(store)) == len(one.events)


async def test_an_edit_into_another_story_moves_the_post(worker: Worker, store: Redis) -> None:
    log, book = PostLog(store), EventBook()
    new = post("bayan", 8, 40, "وزير المالية يعلن موازنة العام المقبل بعجز كبير ونمو متوقع")
    other = replace(STREAM[6], text=new.text, kind="edit", edited=MORNING + timedelta(minutes=50))
    for one in (*STREAM, new, other):
        book.take(worker.reader.read(one))
        await log.record(one)
        await drain(worker)
    boat = await worker.events.of_post("rasd/5")
    budget = await worker.events.of_post("sahl_press/6")
    assert boat is not None
    assert budget is not None
    assert [source.post for source in boat.live] == ["rasd/5"]
    assert {source.post for source in budget.live} == {"bayan/8", "sahl_press/6"}
    assert shape(await all_events(store)) == shape(book)
    assert await worker.stream.lag(keys.EXTRACT_GROUP) == 0


async def test_copies_taken_in_at_once_make_one_event(worker: Worker, store: Redis) -> None:
    readings = [worker.reader.read(post(f"channel_{i}", i, i / 10, STRIKE)) for i in range(12)]
    random.Random(3).shuffle(readings)
    await asyncio.gather(*(EventStore(store).take(reading) for reading in readings))
    (event,) = await all_events(store)
    assert (len(event.sources), event.independent) == (12, 1)
    kinds = [change.kind for change in await changes(store)]
    assert kinds == ["new_event"]


async def test_an_edit_replaces_figures_and_says_what_was(worker: Worker, store: Redis) -> None:
    log = PostLog(store)
    await log.record(STREAM[0])
    await drain(worker)
    text = STREAM[0].text.replace("4 قتلى", "7 قتلى")
    edited = post("sahl_press", 1, 0, text, edited=MORNING + timedelta(minutes=50))
    await log.record(edited)
    await drain(worker)
    found = await changes(store)
    assert [change.kind for change in found] == ["new_event", "figure_changed", "source_edited"]
    assert (found[1].was["high"], found[1].now["high"]) == (4, 7)


async def test_a_deletion_withdraws_what_only_that_post_said(worker: Worker, store: Redis) -> None:
    log = PostLog(store)
    await log.record(STREAM[0])
    await drain(worker)
    await log.record(STREAM[0].as_kind("delete"))
    await drain(worker)
    found = await changes(store)
    assert [c.kind for c in found] == [
        "new_event",
        "claim_withdrawn",
        "claim_withdrawn",
        "source_deleted",
    ]
    event = await worker.events.of_post("sahl_press/1")
    assert event is not None
    assert event.live == ()


async def test_a_post_deleted_before_it_is_read_leaves_nothing(
    worker: Worker, store: Redis
) -> None:
    log = PostLog(store)
    await log.record(STREAM[0])
    await log.record(STREAM[0].as_kind("delete"))
    await drain(worker)
    assert await changes(store) == []
    assert await worker.stream.lag(keys.EXTRACT_GROUP) == 0


async def test_a_post_handed_out_again_after_its_commit_changes_nothing(
    worker: Worker, store: Redis
) -> None:
    await PostLog(store).record(STREAM[0])
    await drain(worker)
    before = await changes(store)
    await worker.stream.append(STREAM[0].to_json())
    await drain(worker)
    assert await changes(store) == before
    assert len(await all_events(store)) == 1


async def test_a_broken_entry_goes_to_the_dead_letters_and_the_next_is_read(
    worker: Worker, store: Redis
) -> None:
    await worker.stream.append('{"channel": "sahl_press"}')
    await PostLog(store).record(STREAM[0])
    await drain(worker)
    (letter,) = await DeadLetters(store).all()
    assert "number" in letter.reason or "published" in letter.reason
    assert len(await all_events(store)) == 1


async def test_the_role_works_until_told_to_stop(
    settings: Settings, store: Redis, lexicon: Lexicon, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(role, "open_lexicon", lambda folder: lexicon)
    monkeypatch.setattr(role, "BLOCK_SECONDS", 0.01)
    context = Context(settings=settings, store=store, worker="w1")
    for one in STREAM:
        await PostLog(store).record(one)
    task = asyncio.create_task(role.run(context))
    for _ in itertools.count():
        if await store.xlen(keys.CHANGES) and not (
            await Stream(store, keys.POSTS, "post").lag(keys.EXTRACT_GROUP)
        ):
            break
        await asyncio.sleep(0.01)
    context.stopping.set()
    await asyncio.wait_for(task, 10)
    assert len(await all_events(store)) == 4
