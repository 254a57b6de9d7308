from __future__ import annotations

import pytest
from redis.asyncio import Redis

from bot.store import keys
from bot.store.dead import DeadLetters
from bot.store.streams import Stream

GROUP = "extract"


def stream(store: Redis, **options: float) -> Stream:
    return Stream(store, keys.POSTS, "post", **options)  # type: ignore[arg-type]


async def filled(store: Redis, *payloads: str, **options: float) -> Stream:
    posts = stream(store, **options)
    await posts.ensure_group(GROUP)
    for payload in payloads:
        await posts.append(payload)
    return posts


async def read(posts: Stream, consumer: str) -> list[str]:
    return [entry.payload for entry in await posts.read(GROUP, consumer, block=0.001)]


async def test_each_entry_goes_to_one_worker_in_order(store: Redis) -> None:
    posts = await filled(store, "a", "b", "c")
    assert await read(posts, "one") == ["a", "b", "c"]
    assert await read(posts, "two") == []


async def test_a_group_made_late_begins_at_the_first_entry(store: Redis) -> None:
    posts = stream(store)
    await posts.append("a")
    await posts.ensure_group(GROUP)
    await posts.ensure_group(GROUP)
    assert await read(posts, "one") == ["a"]


async def test_reading_makes_the_group_again_if_the_store_was_emptied(store: Redis) -> None:
    posts = await filled(store, "a")
    await store.flushall()
    assert await read(posts, "one") == []
    await posts.append("b")
    assert await read(posts, "one") == ["b"]


async def test_results_and_acknowledgement_come_in_one_step(store: Redis) -> None:
    posts = await filled(store, "a")
    (entry,) = await posts.read(GROUP, "one")
    changes = Stream(store, keys.CHANGES, "change")
    async with store.pipeline(transaction=True) as pipeline:
        await changes.append("news", pipeline)
        await posts.ack(GROUP, [entry.id], pipeline)
        assert await posts.lag(GROUP) == 1
        await pipeline.execute()
    assert await posts.lag(GROUP) == 0
    assert [entry.payload async for entry in changes.entries()] == ["news"]


async def test_after_a_restart_a_worker_gets_its_own_old_entries_first_one_at_a_time(
    store: Redis,
) -> None:
    await read(await filled(store, "a", "b"), "one")
    restarted = stream(store)
    await restarted.append("c")
    assert await read(restarted, "one") == ["a"]
    assert await read(restarted, "one") == ["b"]
    assert await read(restarted, "one") == ["c"]


async def test_what_a_dead_worker_left_goes_to_another_once_it_lay_idle(store: Redis) -> None:
    await read(await filled(store, "a", "b"), "dead")
    patient = stream(store, idle_seconds=3600)
    assert await read(patient, "other") == []
    eager = stream(store, idle_seconds=0)
    (entry,) = await eager.read(GROUP, "other")
    assert (entry.payload, entry.deliveries) == ("a", 2)
    await eager.ack(GROUP, [entry.id])
    assert await read(eager, "other") == ["b"]


async def test_deliveries_are_counted(store: Redis) -> None:
    await read(await filled(store, "a"), "one")
    (again,) = await stream(store).read(GROUP, "one")
    assert again.deliveries == 2


async def test_poison_goes_to_the_dead_letters_and_drags_no_other_along(store: Redis) -> None:
    await filled(store, "poison", "fine")
    done = []
    for _ in range(6):  # each turn a fresh process, killed by the poison
        posts = stream(store, max_deliveries=3)
        while entries := await posts.read(GROUP, "one", block=0.001):
            if entries[0].payload == "poison":
                break
            await posts.ack(GROUP, [entries[0].id])
            done.append(entries[0].payload)
    assert done == ["fine"]
    (letter,) = await DeadLetters(store).all()
    assert (letter.payload, letter.stream, letter.group) == ("poison", keys.POSTS, GROUP)
    assert letter.deliveries == 4
    assert "dies or hangs" in letter.reason
    assert await stream(store).lag(GROUP) == 0


async def test_a_dead_letter_tells_the_last_error_and_can_be_given_again(store: Redis) -> None:
    posts = await filled(store, "a", max_deliveries=1)
    (entry,) = await posts.read(GROUP, "one")
    await posts.note_failure(GROUP, entry, ValueError("no such day"))
    assert await read(stream(store, max_deliveries=1), "one") == []
    letters = DeadLetters(store)
    (letter,) = await letters.all()
    assert letter.reason == "ValueError: no such day"
    assert await letters.get(letter.id) == letter
    await letters.retry(letter)
    assert await letters.count() == 0
    assert await read(posts, "one") == ["a"]
    assert not await store.exists(keys.failures(keys.POSTS, GROUP))


async def test_an_entry_that_was_deleted_while_pending_is_passed_over(store: Redis) -> None:
    posts = await filled(store, "a", "b")
    (first, _) = await posts.read(GROUP, "one")
    await store.xdel(keys.POSTS, first.id)
    assert await read(stream(store), "one") == ["b"]


async def test_entries_are_told_from_an_id_on(store: Redis) -> None:
    posts = stream(store)
    ids = [await posts.append(payload) for payload in "abc"]
    assert [entry.payload async for entry in posts.entries(str(ids[1]))] == ["b", "c"]


async def test_following_tells_what_comes_later(store: Redis) -> None:
    posts = stream(store)
    await posts.append("a")
    following = posts.entries(follow=True)
    assert (await anext(following)).payload == "a"
    await posts.append("b")
    assert (await anext(following)).payload == "b"
    await following.aclose()  # type: ignore[attr-defined]


async def test_following_an_empty_stream_begins_with_its_first_entry(store: Redis) -> None:
    import asyncio

    posts = stream(store)
    waiting = asyncio.ensure_future(anext(posts.entries(follow=True)))
    await asyncio.sleep(0)
    await posts.append("a")
    assert (await waiting).payload == "a"


@pytest.mark.parametrize(
    ("acknowledged", "left"), [(0, ["a", "b", "c"]), (1, ["b", "c"]), (3, [])]
)
async def test_trimming_stops_at_what_a_group_still_needs(
    store: Redis, acknowledged: int, left: list[str]
) -> None:
    posts = await filled(store, "a", "b", "c")
    entries = await posts.read(GROUP, "one")
    await posts.ack(GROUP, [entry.id for entry in entries[:acknowledged]])
    await posts.trim([GROUP], keep_seconds=-1)
    assert [entry.payload async for entry in posts.entries()] == left


async def test_trimming_keeps_what_was_not_read_or_is_young_or_whose_group_is_not_there(
    store: Redis,
) -> None:
    posts = await filled(store, "a", "b")
    (first,) = await posts.read(GROUP, "one", count=1)
    await posts.ack(GROUP, [first.id])
    assert await posts.trim([GROUP, "notify"], keep_seconds=-1) == 0
    assert await posts.trim([GROUP], keep_seconds=3600) == 0
    assert await posts.trim([GROUP], keep_seconds=-1) == 1
    assert await posts.lag(GROUP) == 1
    assert await posts.trim([], keep_seconds=-1) == 1


async def test_a_stream_that_is_not_there_has_no_lag(store: Redis) -> None:
    posts = stream(store)
    assert (await posts.lag(GROUP), await posts.age(GROUP)) == (0, 0.0)
    assert await posts.trim([GROUP], 0) == 0
