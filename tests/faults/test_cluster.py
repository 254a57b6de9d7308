"""The way of a post over a Redis Cluster of Debian's server: every step of every role."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
import redis

from bot.app import load, run_roles
from bot.context import Context
from bot.delivery.rules import parse
from bot.demo.telegram import Telegram
from bot.post import Post
from bot.settings import Settings
from bot.store import keys
from bot.store.backup import backup, restore
from bot.store.chats import Chat, Chats
from bot.store.connection import open_store
from bot.store.janitor import tidy
from bot.store.outbox import Outbox
from bot.store.posts import PostLog
from bot.store.rules import Rules
from tests.cluster import running_cluster

PROGRAM = shutil.which("redis-server") or ""
pytestmark = pytest.mark.skipif(not PROGRAM, reason="redis-server is not installed")

NOW = datetime.now(UTC)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running_cluster(PROGRAM, tmp_path_factory.mktemp("cluster")) as address:
        yield address


@pytest.fixture
async def context(
    address: str, data_dir: Path, lexicon_folder: Path, lexicon: object, telegram: Telegram
) -> AsyncIterator[Context]:
    for database in lexicon_folder.glob("*.db"):
        (data_dir / database.name).symlink_to(database)
    settings = Settings(
        data_dir=data_dir, redis_url=address, bot_token=telegram.token, api_base=telegram.base
    )
    store = await open_store(settings)
    yield Context(settings=settings, store=store, worker="one")
    await store.aclose()


@pytest.fixture
async def telegram() -> AsyncIterator[Telegram]:
    async with Telegram() as telegram:
        yield telegram


def post(number: int, text: str) -> Post:
    return Post("akhbar", str(number), NOW, text, url=f"https://t.me/akhbar/{number}")


async def test_a_post_goes_all_the_way_and_its_edit_after_it(
    context: Context, telegram: Telegram
) -> None:
    reader = telegram.person(7)
    await Chats(context.store).save(Chat(7))
    await Rules(context.store).add(7, parse("نابلس"))
    roles = {name: load(name) for name in ("extract", "notify", "send")}
    work = asyncio.create_task(run_roles(context, roles))
    log = PostLog(context.store)
    first = post(1, "مقتل 5 أشخاص في غارة على سوق مدينة نابلس")
    assert await log.record_all([first, post(2, "أمطار متوقعة غدا")]) == ["new", "new"]
    await telegram.until(reader.texts, seconds=60)
    assert "5" in reader.texts()[0]
    later = replace(first, text=first.text.replace("5", "7"), edited=NOW)
    assert await log.record(later) == "edit"
    await telegram.until(lambda: "7" in reader.texts()[0], seconds=60)
    async with asyncio.timeout(60):
        while await Outbox(context.store).backlog():
            await asyncio.sleep(0.02)
    context.stopping.set()
    await work
    assert len(reader.texts()) == 1
    assert set(await tidy(context.store)) == {"posts", "changes", "outbox"}


async def test_a_cluster_is_backed_up_and_restored(context: Context, tmp_path: Path) -> None:
    log = PostLog(context.store)
    kept = post(9, "أمطار متوقعة غدا")
    await log.record(kept)
    count = await backup(context.store, tmp_path / "backup.gz")
    await context.store.flushall()
    assert await restore(context.store, tmp_path / "backup.gz") == count
    assert await log.get(kept.id) == kept.as_kind("new")


async def test_keys_that_moved_to_another_node_are_found_there(
    context: Context, address: str
) -> None:
    log = PostLog(context.store)
    assert await log.record(post(11, "أمطار متوقعة غدا")) == "new"
    await context.store.flushall()
    hosts = address.removeprefix("redis+cluster://").split(",")
    ports = [int(host.rpartition(":")[2]) for host in hosts]
    nodes = [redis.Redis(port=port, decode_responses=True) for port in ports]
    slot = nodes[0].execute_command("CLUSTER KEYSLOT", keys.SCHEMA)
    owner = await context.store.execute_command("CLUSTER MYID")
    other = next(n for n in nodes if n.execute_command("CLUSTER MYID") != owner)
    for node in nodes:
        command = f"CLUSTER SETSLOT {slot} NODE"
        node.execute_command(command, other.execute_command("CLUSTER MYID"))
        node.close()
    assert await log.record(post(12, "أمطار متوقعة غدا")) == "new"
    assert await context.store.execute_command("CLUSTER MYID") != owner
