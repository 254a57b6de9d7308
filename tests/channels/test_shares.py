"""Several watchers: each channel is read by one at a time, and a dead one's channels are taken."""

from __future__ import annotations

import asyncio
from collections import Counter

from redis.asyncio import Redis

from bot.channels.shares import SHARDS, Shares, shard_of
from bot.channels.watch import run
from bot.context import Context
from bot.errors import InputError
from bot.post import Post
from bot.settings import Settings
from bot.store import keys
from bot.store.channels import Channels, Watched
from tests.channels.standin import Standin


class Clock:
    def __init__(self) -> None:
        self.seconds = 1_000.0

    def __call__(self) -> float:
        return self.seconds


def watchers(store: Redis, clock: Clock, *names: str) -> list[Shares]:
    return [Shares(store, name, wall=clock, now=clock) for name in names]


def all_held(*shares: Shares) -> Counter[int]:
    return Counter(shard for share in shares for shard in share.held)


async def test_one_watcher_holds_everything(store: Redis) -> None:
    (alone,) = watchers(store, Clock(), "a")
    await alone.round()
    assert all_held(alone) == Counter(range(SHARDS))
    assert alone.holds("sahl_press")


async def test_a_second_watcher_gets_its_share_and_no_channel_has_two_readers(
    store: Redis,
) -> None:
    first, second = watchers(store, Clock(), "a", "b")
    await first.round()
    for _ in range(3):
        for share in (second, first):
            await share.round()
            assert max(all_held(first, second).values()) == 1
    assert len(first.held) == len(second.held) == SHARDS // 2


async def test_a_dead_watchers_channels_are_taken_by_the_others(store: Redis) -> None:
    clock = Clock()
    first, second = watchers(store, clock, "a", "b")
    for _ in range(2):
        await first.round()
        await second.round()
    clock.seconds += 21  # the first is silent, and its leases have expired
    for shard in first.held:
        await store.delete(keys.lease(f"watch:{shard}"))
    assert not first.holds("sahl_press")
    await second.round()
    assert len(second.held) == SHARDS


async def test_a_watcher_that_leaves_hands_over_at_once(store: Redis) -> None:
    first, second = watchers(store, Clock(), "a", "b")
    await first.round()
    await first.leave()
    await second.round()
    assert (len(first.held), len(second.held)) == (0, SHARDS)


def test_channels_spread_over_the_shards() -> None:
    counts = Counter(shard_of(f"channel_{number}") for number in range(1_000))
    assert len(counts) == SHARDS
    assert max(counts.values()) < 3 * 1_000 / SHARDS


async def numbers(store: Redis, count: int) -> list[tuple[str, str]]:
    """Channels and numbers of the stream's posts, once there are so many."""
    last, found = "0", []
    while len(found) < count:
        answer = await store.xread({keys.POSTS: last}, block=5_000)
        assert answer, f"{len(found)} posts of {count}"
        rows = answer[keys.POSTS] if isinstance(answer, dict) else answer[0][1]
        for entry, fields in rows[0] if isinstance(rows[0], list) else rows:
            last = entry
            post = Post.from_json(fields["post"])
            found.append((post.channel, post.number))
    return found


async def test_the_role_reads_the_channels_of_the_settings_and_those_added_later(
    store: Redis, settings: Settings
) -> None:
    async with Standin() as standin:
        for name in ("sahl_press", "manara_now"):
            standin.channel(name).publish("خبر")
        chosen = settings.model_copy(
            update={"preview_base": (standin.base,), "channels": ("@Sahl_Press",)}
        )
        context = Context(settings=chosen, store=store, worker="w")
        role = asyncio.create_task(run(context))
        try:
            assert await numbers(store, 1) == [("sahl_press", "1")]
            await Channels(store).add("t.me/manara_now")
            assert set(await numbers(store, 2)) == {("sahl_press", "1"), ("manara_now", "1")}
        finally:
            context.stopping.set()
            await asyncio.wait_for(role, 8)
    assert await Channels(store).names() == ["manara_now", "Sahl_Press"]
    assert await store.zcard(keys.WATCHERS) == 0


async def test_a_name_in_the_settings_that_means_no_channel_is_an_error(
    store: Redis, settings: Settings
) -> None:
    chosen = settings.model_copy(update={"channels": ("قناة",)})
    try:
        await run(Context(settings=chosen, store=store, worker="w"))
    except InputError as error:
        assert "MUJAZ_CHANNELS" in error.message
    else:
        raise AssertionError("the name was taken")


async def test_channels_are_kept_under_one_name_whatever_their_spelling(store: Redis) -> None:
    channels = Channels(store)
    assert await channels.add("@Sahl_Press")
    assert not await channels.add("t.me/s/sahl_press")
    assert await channels.get("SAHL_PRESS") == Watched("Sahl_Press")
    assert (await channels.status("sahl_press")).state == "new"
    assert list(await channels.statuses()) == ["Sahl_Press"]
    assert await channels.remove("sahl_press")
    assert not await channels.remove("sahl_press")
    await channels.keep(Watched("sahl_press"), None, "{}")
    assert await channels.history(Watched("sahl_press")) is None
