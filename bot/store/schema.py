"""The schema's version in the store, and the steps from one version to the next.

A change of `bot.store.keys` that old data does not fit raises `VERSION` and adds the step that
turns the old form into the new one; every process checks before it does anything else.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from bot.errors import StoreError
from bot.store import keys
from bot.store.lease import Lease

if TYPE_CHECKING:
    from redis.asyncio import Redis

VERSION = 1

Migration = Callable[["Redis"], Awaitable[None]]
#: For each version, the step from the one before it. A step may be run again after it was cut off.
MIGRATIONS: dict[int, Migration] = {}

MIGRATION_SECONDS = 600.0


async def bring_up_to_date(
    store: Redis, version: int = VERSION, migrations: dict[int, Migration] | None = None
) -> None:
    """Make the store's data fit this program.

    Raises `StoreError` if a newer program has written them, or another process migrates them now.
    """
    await store.set(keys.SCHEMA, version, nx=True)
    if await _stored(store) == version:
        return
    lease = Lease(store, "schema", f"{socket.gethostname()}:{os.getpid()}", MIGRATION_SECONDS)
    if await lease.acquire() is None:
        raise StoreError("The store is being brought up to date", "Try again in a minute")
    try:
        await _migrate(store, version, MIGRATIONS if migrations is None else migrations)
    finally:
        await lease.release()


async def _migrate(store: Redis, version: int, migrations: dict[int, Migration]) -> None:
    stored = await _stored(store)
    if stored > version:
        raise StoreError(
            f"The store was written by a newer Mujaz (schema {stored}, this one knows {version})",
            "Upgrade this one, or use another store",
        )
    for step in range(stored + 1, version + 1):
        await migrations[step](store)
        await store.set(keys.SCHEMA, step)


async def _stored(store: Redis) -> int:
    return int(await store.get(keys.SCHEMA) or 0)
