from __future__ import annotations

import asyncio

from redis.asyncio import Redis

from bot.context import Context
from bot.settings import Settings
from bot.store import janitor, keys
from bot.store.presence import Presence, workers
from bot.store.streams import Stream


async def test_streams_are_trimmed_behind_their_groups_only(store: Redis) -> None:
    old = "1735689600000-0"
    for key, field in ((keys.POSTS, "post"), (keys.CHANGES, "change"), (keys.OUTBOX, "message")):
        await store.xadd(key, {field: "old"}, id=old)
        await store.xadd(key, {field: "new"})
    posts = Stream(store, keys.POSTS, "post")
    entries = await posts.read(keys.EXTRACT_GROUP, "one") or await posts.read(
        keys.EXTRACT_GROUP, "one"
    )
    await posts.ack(keys.EXTRACT_GROUP, [entry.id for entry in entries])
    dropped = await janitor.tidy(store)
    assert dropped == {"posts": 1, "changes": 0, "outbox": 1}


async def test_a_worker_long_gone_is_forgotten_unless_it_left_something(
    store: Redis,
) -> None:
    posts = Stream(store, keys.POSTS, "post")
    await posts.ensure_group(keys.EXTRACT_GROUP)
    await posts.append("a")
    await posts.read(keys.EXTRACT_GROUP, "busy")
    await posts.read(keys.EXTRACT_GROUP, "idle", block=0.001)
    await janitor._forget_consumers(store, keys.POSTS, keys.EXTRACT_GROUP, seconds=-1)
    names = [info["name"] for info in await store.xinfo_consumers(keys.POSTS, keys.EXTRACT_GROUP)]
    assert names == ["busy"]


async def test_the_janitor_ends_when_told(store: Redis, settings: Settings) -> None:
    context = Context(settings=settings, store=store, worker="host-1")
    task = asyncio.create_task(janitor.run(context))
    while not await store.exists(keys.lease("janitor")):
        await asyncio.sleep(0)
    context.stopping.set()
    await task
    assert not await store.exists(keys.lease("janitor"))


async def test_living_workers_are_known_and_the_dead_are_dropped(store: Redis) -> None:
    async with Presence(store, "host-1", ["watch", "send"]):
        living = await workers(store)
        assert [(worker.name, worker.roles) for worker in living] == [("host-1", ("watch", "send"))]
    assert await workers(store) == []
    await store.sadd(keys.WORKERS, "killed")
    assert await workers(store) == []
    assert not await store.exists(keys.WORKERS)
