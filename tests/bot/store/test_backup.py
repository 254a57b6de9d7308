from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from redis.asyncio import Redis

from bot.errors import InputError, StoreError
from bot.store import keys
from bot.store.backup import backup, restore
from bot.store.presence import Presence
from bot.store.schema import bring_up_to_date
from bot.store.streams import Stream


async def furnish(store: Redis) -> None:
    """One key of every type, a stream with read, pending and unread entries."""
    await bring_up_to_date(store)
    await store.set(f"{keys.TAG}:text", "قيمة")
    await store.hset(f"{keys.TAG}:hash", mapping={"a": "1", "ب": "٢"})
    await store.rpush(f"{keys.TAG}:list", "b", "a", "b")
    await store.sadd(f"{keys.TAG}:set", "x", "y")
    await store.zadd(f"{keys.TAG}:zset", {"early": 1.5, "late": 1735689600.25})
    await store.set(f"{keys.TAG}:passing", "soon", px=600_000)
    posts = Stream(store, keys.POSTS, "post")
    await posts.ensure_group(keys.EXTRACT_GROUP)
    await Stream(store, keys.CHANGES, "change").ensure_group(keys.NOTIFY_GROUP)
    for payload in "abcd":
        await posts.append(payload)
    first, *_ = await posts.read(keys.EXTRACT_GROUP, "one", count=3)
    await posts.ack(keys.EXTRACT_GROUP, [first.id])


async def contents(store: Redis) -> dict[str, object]:
    from bot.store.entries import dump

    found = {}
    for key in sorted(await store.keys()):
        record = await dump(store, str(key))
        assert record is not None
        record["ttl"] = record["ttl"] is not None
        found[str(key)] = record
    return found


async def test_a_restored_store_is_the_same(store: Redis, tmp_path: Path) -> None:
    await furnish(store)
    before = await contents(store)
    file = tmp_path / "mujaz.backup.gz"
    assert await backup(store, file) == len(before)
    await store.flushall()
    await bring_up_to_date(store)
    assert await restore(store, file) == len(before)
    assert await contents(store) == before
    posts = Stream(store, keys.POSTS, "post")
    handed = [await posts.read(keys.EXTRACT_GROUP, "one", block=0.001) for _ in range(3)]
    assert [[entry.payload for entry in entries] for entries in handed] == [["b"], ["c"], ["d"]]
    assert await posts.lag(keys.EXTRACT_GROUP) == 3


async def test_the_file_is_its_owners_alone_and_the_store_takes_writes_again(
    store: Redis, tmp_path: Path
) -> None:
    file = tmp_path / "mujaz.backup.gz"
    await backup(store, file)
    assert file.stat().st_mode & 0o777 == 0o600
    await store.set(f"{keys.TAG}:text", "after")
    assert [path.name for path in tmp_path.iterdir()] == [file.name]


async def test_a_store_in_use_or_not_empty_is_left_alone(store: Redis, tmp_path: Path) -> None:
    await furnish(store)
    file = tmp_path / "mujaz.backup.gz"
    await backup(store, file)
    with pytest.raises(StoreError, match="--replace"):
        await restore(store, file)
    async with Presence(store, "host-1", ["watch"]):
        with pytest.raises(StoreError, match="Stop the service"):
            await restore(store, file, replace=True)
    await store.set(f"{keys.TAG}:text", "changed")
    await restore(store, file, replace=True)
    assert await store.get(f"{keys.TAG}:text") == "قيمة"


@pytest.mark.parametrize("harm", ["absent", "no gzip", "cut", "other", "newer", "short"])
async def test_a_file_that_is_no_whole_backup_changes_nothing(
    store: Redis, tmp_path: Path, harm: str
) -> None:
    await furnish(store)
    before = await contents(store)
    file = tmp_path / "mujaz.backup.gz"
    await backup(store, file)
    lines = gzip.decompress(file.read_bytes()).splitlines(keepends=True)
    harmed = {
        "no gzip": b"nothing",
        "cut": file.read_bytes()[:-40],
        "other": gzip.compress(b'{"file": "other"}\n'),
        "newer": gzip.compress(lines[0].replace(b'"schema": 1', b'"schema": 99')),
        "short": gzip.compress(b"".join(lines[:-2] + lines[-1:])),
    }
    file.unlink() if harm == "absent" else file.write_bytes(harmed[harm])
    with pytest.raises(InputError):
        await restore(store, file, replace=True)
    assert await contents(store) == before


async def test_a_file_that_cannot_be_written_is_told(store: Redis, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be written"):
        await backup(store, tmp_path / "none" / "mujaz.backup.gz")


async def test_old_data_go_through_every_step_and_newer_data_are_refused(store: Redis) -> None:
    steps = []

    async def step(given: Redis) -> None:
        steps.append(await given.get(keys.SCHEMA))

    await bring_up_to_date(store, 1, {})
    await bring_up_to_date(store, 3, {2: step, 3: step})
    assert steps == ["1", "2"]
    await bring_up_to_date(store, 3, {2: step, 3: step})
    assert len(steps) == 2
    with pytest.raises(StoreError, match="newer"):
        await bring_up_to_date(store, 2, {})
