"""Runs a command's asynchronous work over the store that the settings name."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from redis.asyncio import Redis

    from bot.settings import Settings

T = TypeVar("T")


def with_store(work: Callable[[Redis, Settings], Awaitable[T]]) -> T:
    """Open the store (the embedded one is started, or joined), do ``work``, close it."""
    import asyncio

    from redis.exceptions import RedisError

    from bot.settings import read_settings
    from bot.store.connection import EmbeddedClient, open_store

    settings = read_settings()

    async def main() -> T:
        store = await open_store(settings)
        try:
            return await work(store, settings)
        except RedisError:
            if isinstance(store, EmbeddedClient):
                store.membership.prove_writable()
            raise
        finally:
            await store.aclose()

    return asyncio.run(main())
