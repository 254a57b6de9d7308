"""Opens the store: the embedded server, or the one that ``REDIS_URL`` names."""

from __future__ import annotations

import asyncio
from typing import Any

from pydantic import SecretStr
from redis.asyncio import Redis
from redis.asyncio.connection import ConnectionPool, UnixDomainSocketConnection
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff

from bot.errors import SettingError
from bot.settings import Settings
from bot.store.address import client_for, options
from bot.store.embedded import Membership, join
from bot.store.proof import prove, server_version
from bot.store.schema import bring_up_to_date

__all__ = ["EmbeddedClient", "client_for", "open_store", "server_version"]


async def open_store(settings: Settings) -> Redis:
    """The store's client, proved to work; text in and out. Close it with ``aclose()``.

    Raises `StoreUnavailable` when it does not answer, `StoreError` when only a person can mend it
    (`bot.store.proof`), and what `bot.store.embedded.join` raises.
    """
    fails_over = settings.redis_url is not None and "+" in _scheme(settings.redis_url)
    if settings.redis_url is None:
        membership = await asyncio.to_thread(join, settings.data_dir)
        store: Redis = EmbeddedClient(membership)
    else:
        try:
            store = client_for(settings.redis_url.get_secret_value())
        except ValueError as error:
            raise SettingError(
                f"MUJAZ_REDIS_URL cannot be used: {error}", "Write redis://host:6379/0"
            ) from None
    try:
        if settings.redis_url is None:
            await prove(store)
        else:  # whoever calls waits as long as it wants to; a person is told at once
            store.set_retry(Retry(NoBackoff(), 0))
            await prove(store, fails_over=fails_over)
            store.set_retry(options()["retry"])
        await bring_up_to_date(store)
    except BaseException:
        await store.aclose()
        raise
    return store


def _scheme(url: SecretStr) -> str:
    return url.get_secret_value().partition("://")[0]


class EmbeddedConnection(UnixDomainSocketConnection):
    """A connection that brings the embedded server back when it finds it dead."""

    def __init__(self, *, membership: Membership, **options: Any) -> None:
        super().__init__(path=str(membership.socket_path), **options)
        self._membership = membership

    async def _connect(self) -> None:
        try:
            await super()._connect()  # type: ignore[no-untyped-call]
        except (ConnectionRefusedError, FileNotFoundError):
            await asyncio.to_thread(self._membership.ensure_guarded)
            await super()._connect()  # type: ignore[no-untyped-call]


class EmbeddedClient(Redis):
    """A client of the embedded server, and a user of it until closed."""

    def __init__(self, membership: Membership) -> None:
        pool = ConnectionPool(
            connection_class=EmbeddedConnection, membership=membership, **options()
        )
        super().__init__(connection_pool=pool)
        self.auto_close_connection_pool = True
        self.membership = membership

    async def aclose(self, close_connection_pool: bool | None = None) -> None:
        await super().aclose(close_connection_pool)
        self.membership.leave()
