"""Backup and restore: all that Mujaz keeps, as lines of JSON, from any store into any other.

The first line tells what the file is, the last one how many keys it holds; between them stands one
key a line. Values are written as what they are, not as a server's own dump, so that an embedded
store moves into a Redis server of another version and back. Writers are paused meanwhile (they
wait), so that the file shows one moment.
"""

from __future__ import annotations

import gzip
import json
import os
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.errors import InputError, StoreError
from bot.store import keys
from bot.store.entries import dump, load
from bot.store.presence import workers
from bot.store.schema import VERSION

if TYPE_CHECKING:
    from redis.asyncio import Redis

MARK = "mujaz-backup"
#: Writers wait at most this long; shorter than their time-out (`bot.store.connection`).
PAUSE_SECONDS = 20.0
#: Living processes and the holders of leases are of the moment: they are not restored.
MOMENTARY = (keys.WORKERS, keys.worker(""), keys.lease(""))


async def backup(store: Redis, path: Path) -> int:
    """Write the store to ``path`` (gzip, readable by its owner alone); how many keys.

    Raises `InputError` if the file cannot be written, `StoreError` if it takes too long.
    """
    part = path.with_name(path.name + ".part")
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as raw:
            with gzip.open(raw, "wt", encoding="utf-8") as file:
                count = 0
                _write(file, {"file": MARK, "schema": VERSION, "at": datetime.now(UTC).isoformat()})
                async with _writers_paused(store):
                    async for record in _records(store):
                        _write(file, record)
                        count += 1
                _write(file, {"end": count})
            raw.flush()
            os.fsync(raw.fileno())
        part.replace(path)
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputError(f"{path} cannot be written: {reason}", "Name another file") from None
    finally:
        part.unlink(missing_ok=True)
    return count


async def restore(store: Redis, path: Path, *, replace: bool = False) -> int:
    """Load ``path`` into the store; how many keys. With ``replace``, what is there goes first.

    Raises `InputError` if the file is no whole backup or too new, `StoreError` if the store is not
    empty or workers use it. The file is read to its end before anything is changed.
    """
    for _ in _read(path):
        pass
    if living := await workers(store):
        raise StoreError(f"{living[0].name} uses the store", "Stop the service before you restore")
    present = [key async for key in _keys(store) if key != keys.SCHEMA]
    if present and not replace:
        raise StoreError("The store is not empty", "Add --replace to drop what it holds")
    for start in range(0, len(present), 500):
        await store.delete(*present[start : start + 500])
    count = 0
    for record in _read(path):
        await load(store, record)
        count += 1
    return count


def _read(path: Path) -> Iterator[dict[str, Any]]:
    """The records between the first and the last line; raises `InputError` unless all is there."""
    try:
        with gzip.open(path, "rt", encoding="utf-8") as file:
            head = json.loads(next(file, "null"))
            if not isinstance(head, dict) or head.get("file") != MARK:
                raise InputError(f"{path} is no backup of Mujaz", "Name a file of mujaz backup")
            if head["schema"] > VERSION:
                raise InputError(f"{path} was written by a newer Mujaz", "Upgrade this one")
            for count, line in enumerate(file):
                record = json.loads(line)
                if record.get("end") == count:
                    return
                yield record
    except (OSError, EOFError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise InputError(f"{path} cannot be read: {reason}", "Name a whole backup") from None
    raise InputError(f"{path} is cut off", "Name a whole backup")


async def _records(store: Redis) -> AsyncIterator[dict[str, Any]]:
    deadline = time.monotonic() + PAUSE_SECONDS
    async for key in _keys(store):
        if key.startswith(MOMENTARY) and not key.endswith(":counter"):
            continue
        if time.monotonic() > deadline:
            raise StoreError(
                f"The store is too large to be copied within {PAUSE_SECONDS:.0f} s",
                "Use the server's own snapshots, or stop the service first",
            )
        record = await dump(store, key)
        if record:
            yield record


async def _keys(store: Redis) -> AsyncIterator[str]:
    """Every key once; a scan alone may name one twice."""
    seen = {str(key) async for key in store.scan_iter(match=f"{keys.TAG}:*", count=1_000)}
    for key in sorted(seen):
        yield key


@asynccontextmanager
async def _writers_paused(store: Redis) -> AsyncIterator[None]:
    await store.client_pause(int(PAUSE_SECONDS * 1000), all=False)
    try:
        yield
    finally:
        with suppress(StoreError):
            await store.client_unpause()


def _write(file: Any, record: dict[str, Any]) -> None:
    file.write(json.dumps(record, ensure_ascii=False) + "\n")
