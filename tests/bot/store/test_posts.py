from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from redis.asyncio import Redis

from bot.post import Link, Post
from bot.store import keys
from bot.store.posts import PostLog, Stored, decide

MORNING = datetime(2025, 3, 2, 7, 30, tzinfo=UTC)
POST = Post("akhbar", "17", MORNING, "ارتفعت حصيلة الحريق إلى 5 قتلى")
CHANGED = replace(POST, text="ارتفعت حصيلة الحريق إلى 7 قتلى")
LATER = MORNING + timedelta(minutes=20)


def known(post: Post, *, deleted: bool = False, earlier: tuple[Post, ...] = ()) -> Stored:
    return Stored(post, post.digest, deleted, frozenset(version.digest for version in earlier))


@pytest.mark.parametrize(
    ("stored", "seen", "kind"),
    [
        (None, POST, "new"),
        (None, replace(POST, kind="edit", edited=LATER), "new"),
        (None, replace(POST, kind="delete"), None),
        (known(POST), POST, None),
        (known(POST), replace(POST, views=900, edited=LATER), None),
        (known(POST), CHANGED, "edit"),
        (known(POST), replace(POST, kind="delete", text=""), "delete"),
        (known(POST, deleted=True), replace(POST, kind="delete"), None),
        (known(POST, deleted=True), POST, "edit"),  # it is back
        (known(replace(CHANGED, edited=LATER)), replace(POST, edited=MORNING), None),
        # a cached page without a time of editing shows an earlier version
        (known(replace(CHANGED, edited=LATER), earlier=(POST,)), POST, None),
        (known(CHANGED, earlier=(POST,)), POST, "edit"),  # taken back
    ],
)
def test_what_was_seen_is_judged_by_what_is_known(
    stored: Stored | None, seen: Post, kind: str | None
) -> None:
    news = decide(stored, seen)
    assert (news.kind if news else None) == kind


async def announced(store: Redis) -> list[Post]:
    entries = await store.xrange(keys.POSTS)
    return [Post.from_json(fields["post"]) for _, fields in entries or ()]  # type: ignore


async def test_new_edit_and_deletion_are_announced_once_each(store: Redis) -> None:
    log = PostLog(store)
    gone = replace(POST, kind="delete")
    seen = [POST, POST, CHANGED, CHANGED, gone, gone]
    kinds = [await log.record(post) for post in seen]
    assert kinds == ["new", None, "edit", None, "delete", None]
    told = await announced(store)
    assert [post.kind for post in told] == ["new", "edit", "delete"]
    assert told[2].text == CHANGED.text  # the last text known


async def test_all_that_a_reader_saw_comes_back(store: Redis) -> None:
    log = PostLog(store)
    post = replace(POST, links=(Link("https://example.net/a", "هنا"),), hashtags=("عاجل",))
    await log.record(post)
    assert await log.get(post.id) == post
    assert await log.get("akhbar/18") is None


async def test_both_versions_of_an_edited_post_are_kept(store: Redis) -> None:
    log = PostLog(store)
    await log.record(POST)
    await log.record(CHANGED)
    assert [post.text for post in await log.versions(POST.id)] == [POST.text, CHANGED.text]


async def test_many_readers_of_one_post_announce_it_once(store: Redis) -> None:
    logs = [PostLog(store) for _ in range(8)]
    kinds = await asyncio.gather(*[log.record(POST) for log in logs])
    assert sorted(kinds, key=str) == [None] * 7 + ["new"]
    assert len(await announced(store)) == 1


async def test_many_posts_are_recorded_in_their_order_beside_other_writers(store: Redis) -> None:
    log = PostLog(store)
    await log.record(POST)
    posts = [CHANGED, *(replace(POST, number=str(number)) for number in range(9))]
    first, second = await asyncio.gather(log.record_all(posts), PostLog(store).record_all(posts))
    assert [(a, b).count(None) for a, b in zip(first, second, strict=True)] == [1] * 10
    assert {*first, *second} == {"edit", "new", None}
    told = [post.number for post in await announced(store)]
    assert told == ["17", *(post.number for post in posts)]
    assert await log.record_all([]) == []


async def test_readers_that_see_different_versions_at_once_lose_none(store: Redis) -> None:
    versions = [replace(POST, text=f"النص {number}") for number in range(6)]
    kinds = await asyncio.gather(*[PostLog(store).record(version) for version in versions])
    assert sorted(map(str, kinds)) == ["edit"] * 5 + ["new"]
    kept = await PostLog(store).versions(POST.id)
    assert {post.text for post in kept} == {version.text for version in versions}


async def test_a_channels_latest_posts_come_newest_first_without_the_deleted(
    store: Redis,
) -> None:
    log = PostLog(store)
    for number in range(4):
        at = MORNING + timedelta(hours=number)
        await log.record(replace(POST, number=str(number), published=at))
    await log.record(replace(POST, channel="madina"))
    await log.record(replace(POST, number="3", kind="delete"))
    assert [post.number for post in await log.latest("akhbar", 3)] == ["2", "1"]


async def test_posts_since_a_time_come_oldest_first_from_all_channels(store: Redis) -> None:
    log = PostLog(store)
    for hour, channel in ((2, "akhbar"), (0, "akhbar"), (1, "madina")):
        await log.record(replace(POST, channel=channel, published=MORNING + timedelta(hours=hour)))
        await log.record(replace(POST, number=str(hour), published=MORNING + timedelta(hours=hour)))
    since = MORNING + timedelta(hours=1)
    found = [post.published async for post in log.since(since)]
    assert found == sorted(found)
    assert min(found) == since


async def test_a_post_that_readers_still_see_is_not_forgotten(store: Redis) -> None:
    log = PostLog(store)
    await log.record(POST)
    await store.expire(keys.post(POST.id), 60)
    assert await log.record(POST) is None
    assert await store.ttl(keys.post(POST.id)) > 86_400


async def test_every_key_of_a_post_expires_or_is_bounded(store: Redis) -> None:
    log = PostLog(store)
    await log.record(POST)
    await log.record(CHANGED)
    lasting = {key for key in await store.keys() if await store.ttl(key) == -1}
    assert lasting == {keys.POSTS, keys.TIMELINE}
