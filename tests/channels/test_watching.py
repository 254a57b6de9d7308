"""What a watched channel's readings put into the stream, against a stand-in of the preview."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from redis.asyncio import Redis

from bot.channels import client
from bot.channels.channel import ChannelAtWork, Means
from bot.channels.client import Preview
from bot.channels.web import Web
from bot.post import Post
from bot.store import keys
from bot.store.channels import Channels, Watched
from bot.store.connection import client_for
from tests.channels.standin import Standin, StandinChannel


class Bench:
    """A channel at work against the stand-in, with a clock that the test moves."""

    def __init__(self, standin: Standin, store: Redis, name: str = "sahl_press") -> None:
        self.standin = standin
        self.store = store
        self.time = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
        self.seconds = 0.0
        self.web = Web(guarded=False)
        self.means = Means(
            store=store,
            preview=Preview(
                (standin.base,), self.web, lambda: self.time, lambda: self.seconds, self.sleep
            ),
            feeds=self.web,
            articles=Web(guarded=True),
            clock=lambda: self.time,
            stopwatch=lambda: self.seconds,
        )
        self.watched = Watched(name)
        self.work = ChannelAtWork(self.watched, self.means)

    async def sleep(self, seconds: float) -> None:
        self.pass_time(seconds)

    def pass_time(self, seconds: float) -> None:
        self.seconds += seconds
        self.time += timedelta(seconds=seconds)

    async def read(self, times: int = 1, apart: float = 60.0) -> float:
        pause = 0.0
        for _ in range(times):
            pause = await self.work.turn()
            self.pass_time(apart)
        return pause

    def restart(self) -> None:
        self.work = ChannelAtWork(self.watched, self.means)

    async def stream(self) -> list[Post]:
        entries = await self.store.xrange(keys.POSTS)
        return [Post.from_json(fields["post"]) for _, fields in entries]

    async def told(self) -> list[tuple[str, int, str]]:
        return [(post.kind, int(post.number), post.text) for post in await self.stream()]


@asynccontextmanager
async def bench(store: Redis) -> AsyncIterator[tuple[Bench, StandinChannel]]:
    async with Standin() as standin:
        at = Bench(standin, store)
        await Channels(store).add("sahl_press")
        try:
            yield at, standin.channel("sahl_press")
        finally:
            await at.web.close()


def news(kind: str, *numbers: int) -> list[tuple[str, int, str]]:
    return [(kind, number, f"خبر {number}") for number in numbers]


def publish(channel: StandinChannel, count: int, minutes: float = 1.0) -> None:
    for _ in range(count):
        channel.publish(f"خبر {channel.last + 1}", minutes=minutes)


async def test_a_first_reading_goes_back_to_the_horizon_oldest_first(store: Redis) -> None:
    async with bench(store) as (at, channel):
        publish(channel, 90, minutes=60)
        at.time = channel.clock
        await at.read()
        numbers = [number for _, number, _ in await at.told()]
        assert numbers == sorted(numbers)
        assert numbers[-1] == 90
        assert 90 - 48 - 20 < numbers[0] <= 90 - 48


async def test_a_reading_without_news_tells_nothing(store: Redis) -> None:
    async with bench(store) as (at, channel):
        publish(channel, 3)
        await at.read(5)
        assert await at.told() == news("new", 1, 2, 3)


async def test_a_burst_longer_than_a_page_is_read_whole(store: Redis) -> None:
    async with bench(store) as (at, channel):
        publish(channel, 2)
        await at.read()
        publish(channel, 75)
        await at.read()
        assert await at.told() == news("new", *range(1, 78))


async def test_posts_of_a_downtime_are_read_after_it_whatever_their_dates(store: Redis) -> None:
    async with bench(store) as (at, channel):
        publish(channel, 2)
        await at.read()
        publish(channel, 60)
        at.pass_time(36 * 3600)
        at.restart()
        await at.read()
        assert await at.told() == news("new", *range(1, 63))
        assert (await Channels(store).status("sahl_press")).gaps == 0


async def test_a_downtime_beyond_the_horizon_leaves_a_gap_that_is_reported(store: Redis) -> None:
    async with bench(store) as (at, channel):
        publish(channel, 2)
        await at.read()
        publish(channel, 100, minutes=120)
        at.time = channel.clock
        at.restart()
        await at.read(2)
        numbers = [number for _, number, _ in await at.told()]
        assert numbers[-1] == 102
        assert numbers[2] > 3
        assert (await Channels(store).status("sahl_press")).gaps == 1


async def test_a_look_that_breaks_off_is_taken_up_where_it_broke(store: Redis) -> None:
    async with bench(store) as (at, channel):
        publish(channel, 1)
        await at.read()
        publish(channel, 70)
        at.standin.faults = ["", "", *["500"] * client.ROUNDS]
        await at.read()
        assert await at.told() == news("new", 1)
        asked = len(at.standin.requests)
        publish(channel, 1)
        await at.read()
        assert await at.told() == news("new", *range(1, 73))
        assert len(at.standin.requests) - asked <= 4


async def test_a_changed_text_is_an_edit_with_both_versions_kept(store: Redis) -> None:
    async with bench(store) as (at, channel):
        publish(channel, 5)
        await at.read()
        channel.edit(3, "خبر 3 مصحح")
        await at.read()
        assert (await at.told())[5:] == [("edit", 3, "خبر 3 مصحح")]
        edit = (await at.stream())[-1]
        assert edit.edited == at.time - timedelta(seconds=60)
        assert await store.llen(keys.versions("sahl_press/3")) == 1


async def test_an_edit_behind_the_first_page_is_found_within_ten_readings(store: Redis) -> None:
    async with bench(store) as (at, channel):
        publish(channel, 50)
        at.time = channel.clock
        await at.read()
        channel.edit(25, "خبر مصحح")
        await at.read(10)
        assert (await at.told())[50:] == [("edit", 25, "خبر مصحح")]


async def test_a_post_gone_between_two_that_stand_is_a_deletion_when_seen_twice(
    store: Redis,
) -> None:
    async with bench(store) as (at, channel):
        publish(channel, 5)
        await at.read()
        channel.delete(3)
        await at.read()
        assert len(await at.told()) == 5
        await at.read()
        assert (await at.told())[5:] == news("delete", 3)
        await at.read(3)
        assert len(await at.told()) == 6


async def test_a_post_missing_once_is_no_deletion(store: Redis) -> None:
    async with bench(store) as (at, channel):
        publish(channel, 5)
        await at.read()
        post = channel.posts.pop(3)
        await at.read()
        channel.posts[3] = post
        await at.read()
        channel.posts.pop(3)
        await at.read()
        assert len(await at.told()) == 5


async def test_the_oldest_post_of_a_short_history_can_be_deleted(store: Redis) -> None:
    async with bench(store) as (at, channel):
        publish(channel, 5)
        await at.read()
        channel.delete(1)
        await at.read(2)
        assert (await at.told())[5:] == news("delete", 1)


async def test_the_newest_post_is_deleted_when_it_cannot_be_had_by_itself_either(
    store: Redis,
) -> None:
    async with bench(store) as (at, channel):
        publish(channel, 5)
        await at.read()
        channel.delete(5)
        await at.read(4)
        assert (await at.told())[5:] == news("delete", 5)


async def test_a_page_from_a_cache_deletes_nothing_and_edits_nothing(store: Redis) -> None:
    async with bench(store) as (at, channel):
        publish(channel, 5)
        before = {number: replace(post) for number, post in channel.posts.items()}
        await at.read()
        publish(channel, 2)
        channel.edit(4, "خبر مصحح")
        await at.read()
        now, channel.posts = channel.posts, before
        await at.read()
        channel.posts = now
        await at.read(3)
        assert (await at.told())[5:] == [*news("new", 6, 7), ("edit", 4, "خبر مصحح")]


async def test_numbers_that_no_post_ever_had_are_no_gap_and_no_deletion(store: Redis) -> None:
    async with bench(store) as (at, channel):
        publish(channel, 3)
        await at.read()
        channel.skip(4)
        publish(channel, 2)
        await at.read(3)
        assert await at.told() == news("new", 1, 2, 3, 8, 9)
        assert (await Channels(store).status("sahl_press")).gaps == 0


async def test_an_album_is_one_post_and_its_members_are_not_missing(store: Redis) -> None:
    async with bench(store) as (at, channel):
        channel.publish("صور من السوق", members=4)
        publish(channel, 1)
        await at.read(3)
        assert await at.told() == [("new", 1, "صور من السوق"), *news("new", 5)]
        assert (await at.stream())[0].album == ("1", "2", "3", "4")


async def test_a_page_cut_in_the_middle_changes_nothing(store: Redis) -> None:
    async with bench(store) as (at, channel):
        publish(channel, 8)
        await at.read()
        at.standin.faults = ["cut"] * client.ROUNDS
        await at.read()
        status = await Channels(store).status("sahl_press")
        assert status.state == "unreadable"
        assert "middle" in status.reason
        await at.read(2)
        assert await at.told() == news("new", *range(1, 9))


async def test_one_refused_connection_is_not_even_noticed(store: Redis) -> None:
    async with bench(store) as (at, channel):
        publish(channel, 3)
        at.standin.faults = ["refuse"]
        await at.read()
        assert await at.told() == news("new", 1, 2, 3)
        assert (await Channels(store).status("sahl_press")).state != "unreadable"


async def test_too_many_requests_wait_as_long_as_the_host_asks(store: Redis) -> None:
    async with bench(store) as (at, channel):
        publish(channel, 3)
        at.standin.faults = ["429 120"]
        pause = await at.read(apart=0)
        assert pause >= 120 - 1
        assert (await Channels(store).status("sahl_press")).state == "unreadable"
        await at.read(apart=0)
        assert len(at.standin.requests) == 1
        at.pass_time(pause)
        await at.read()
        assert await at.told() == news("new", 1, 2, 3)


async def test_another_base_is_asked_when_the_first_fails(store: Redis) -> None:
    async with bench(store) as (at, channel), Standin() as dead:
        dead.faults = ["500"] * 5
        publish(channel, 2)
        at.means = replace(
            at.means, preview=Preview((dead.base, at.standin.base), at.web, lambda: at.time)
        )
        at.restart()
        await at.read(3)
        assert await at.told() == news("new", 1, 2)
        assert len(dead.requests) == 1


async def test_one_redirect_to_the_same_page_on_another_base_is_followed(store: Redis) -> None:
    async with bench(store) as (at, channel), Standin() as moved:
        publish(channel, 2)
        at.means = replace(
            at.means, preview=Preview((moved.base, at.standin.base), at.web, lambda: at.time)
        )
        at.restart()
        moved.faults = [f"moved {at.standin.base}"]
        await at.read()
        assert await at.told() == news("new", 1, 2)
        moved.faults = at.standin.faults = ["moved http://169.254.169.254"] * 4
        await at.read()
        assert (await Channels(store).status("sahl_press")).reason.endswith("redirects elsewhere")


async def test_an_unchanged_page_is_not_sent_again_and_still_bears_a_deletion_out(
    store: Redis,
) -> None:
    async with bench(store) as (at, channel):
        at.standin.etags = True
        publish(channel, 5)
        await at.read(2)
        channel.delete(2)
        await at.read(2)
        assert (await at.told())[5:] == news("delete", 2)


async def test_a_channel_that_closes_its_preview_is_believed_at_the_second_time(
    store: Redis,
) -> None:
    async with bench(store) as (at, channel):
        publish(channel, 3)
        await at.read()
        channel.no_preview = "1 204 subscribers"
        await at.read()
        assert (await Channels(store).status("sahl_press")).state == "unreadable"
        await at.read()
        assert (await Channels(store).status("sahl_press")).state == "no_preview"
        channel.no_preview = ""
        publish(channel, 1)
        await at.read()
        assert await at.told() == news("new", 1, 2, 3, 4)


async def test_a_history_written_before_a_crash_tells_nothing_twice(store: Redis) -> None:
    async with bench(store) as (at, channel):
        publish(channel, 3)
        await at.read()
        kept = await Channels(store).history(at.watched)
        publish(channel, 2)
        channel.edit(1, "مصحح")
        channel.delete(2)
        await at.read(2)
        told = await at.told()
        await Channels(store).keep(at.watched, None, kept)
        at.restart()
        await at.read(3)
        assert await at.told() == told


async def test_turns_are_taken_in_order_at_the_hosts_pace() -> None:
    waits: list[float] = []

    async def sleep(seconds: float) -> None:
        waits.append(seconds)

    budget = client.Budget(60, sleep, lambda: 100.0)
    for _ in range(4):
        await budget.turn()
    assert waits == [1.0, 2.0, 3.0]


# Random histories. A step is what the channel does between two readings, or what the host does.
step = st.one_of(
    st.tuples(st.just("publish"), st.integers(1, 30)),
    st.tuples(st.just("skip"), st.integers(1, 3)),
    st.tuples(st.just("album"), st.integers(2, 4)),
    st.tuples(st.just("edit"), st.integers(0, 400)),
    st.tuples(st.just("delete"), st.integers(0, 400)),
    st.tuples(st.just("fault"), st.integers(0, 6)),
    st.tuples(st.just("restart"), st.just(0)),
)
FAULTS = ("refuse", "429 5", "500", "cut", "portal", "landing", "403")


@given(steps=st.lists(step, min_size=1, max_size=8), seed=st.integers(0, 1_000))
@settings(
    max_examples=6,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_the_stream_equals_the_history(
    store_url: str, steps: list[tuple[str, int]], seed: int
) -> None:
    asyncio.run(_history(store_url, steps, seed))


async def _history(store_url: str, steps: list[tuple[str, int]], seed: int) -> None:
    store = client_for(store_url)
    await store.flushall()
    expected: dict[int, list[tuple[str, str]]] = {}
    try:
        async with bench(store) as (at, channel):
            at.standin.refused = 0.1
            at.standin._random.seed(seed)
            publish(channel, 2)
            _note_new(expected, channel)
            await _settled(at)
            for kind, size in steps:
                _act(kind, size, at, channel, expected)
                await _settled(at)
            publish(channel, 1)  # a neighbour for what was deleted last
            _note_new(expected, channel)
            await _settled(at)
            await _settled(at)
            told: dict[int, list[tuple[str, str]]] = {}
            order = []
            for entry_kind, number, text in await at.told():
                told.setdefault(number, []).append((entry_kind, text))
                if entry_kind == "new":
                    order.append(number)
            assert told == expected
            assert order == sorted(order)
    finally:
        await store.aclose()


def _act(
    kind: str,
    size: int,
    at: Bench,
    channel: StandinChannel,
    expected: dict[int, list[tuple[str, str]]],
) -> None:
    standing = sorted(channel.posts)
    if kind == "publish":
        publish(channel, size)
    elif kind == "skip":
        channel.skip(size)
    elif kind == "album":
        channel.publish(f"صور {channel.last + 1}", members=size)
    elif kind == "edit":
        number = standing[size % len(standing)]
        text = f"{channel.posts[number].text}، تصحيح"
        channel.edit(number, text)
        expected[number].append(("edit", text))
    elif kind == "delete" and len(standing) > 1:
        number = standing[size % len(standing)]
        expected[number].append(("delete", channel.posts[number].text))
        channel.delete(number)
    elif kind == "fault":
        at.standin.faults = [FAULTS[size]] * 3
    elif kind == "restart":
        at.restart()
    _note_new(expected, channel)


def _note_new(expected: dict[int, list[tuple[str, str]]], channel: StandinChannel) -> None:
    for number, post in channel.posts.items():
        expected.setdefault(number, [("new", post.text)])


async def _settled(at: Bench) -> None:
    """As many readings as see every edit and deletion, and outlast a fault."""
    at.time = max(at.time, at.standin.channel("sahl_press").clock)
    await at.read(16, apart=20.0)
