"""Opens the store: the embedded server, or the one that ``REDIS_URL`` names.

    redis://[user:password@]host:port/db      rediss:// for TLS      unix:///path/to/socket
    redis+sentinel://host:port,host:port/service[/db]
    redis+cluster://host:port,host:port       (rediss+… for TLS)
"""

from __future__ import annotations

import asyncio
from typing import Any, cast
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from redis.asyncio import Redis
from redis.asyncio.connection import ConnectionPool, UnixDomainSocketConnection
from redis.asyncio.retry import Retry
from redis.asyncio.sentinel import Sentinel
from redis.backoff import ExponentialWithJitterBackoff
from redis.exceptions import BusyLoadingError, RedisError, ResponseError
from redis.exceptions import ConnectionError as StoreConnectionError
from redis.exceptions import TimeoutError as StoreTimeoutError

from bot.errors import SettingError, StoreError, StoreUnavailable
from bot.settings import Settings
from bot.store.cluster import pool_for
from bot.store.embedded import Membership, join
from bot.store.schema import bring_up_to_date

#: Longer than any blocking read of ours, so that a dead network is noticed.
SOCKET_SECONDS = 30.0
CONNECT_SECONDS = 5.0
#: One command is tried again at most this often, 0.05 s to 1 s apart; roles themselves wait longer.
RETRIES = 5
OLDEST_REDIS = 7
REMEDY = "Check that the server runs, and MUJAZ_REDIS_URL"


async def open_store(settings: Settings) -> Redis:
    """The store's client, proved by a PING; text in and out. Close it with ``aclose()``.

    Raises `StoreUnavailable` when it does not answer, `StoreError` when the server is too old, and
    what `bot.store.embedded.join` raises.
    """
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
        await _prove(store)
        await bring_up_to_date(store)
    except BaseException:
        await store.aclose()
        raise
    return store


def client_for(url: str) -> Redis:
    """A client for any of the forms of ``REDIS_URL``; connects at its first command."""
    parts = urlsplit(url)
    scheme, _, kind = parts.scheme.partition("+")
    if not kind:
        return Redis.from_url(url, **_options())
    options = _options() | dict(parse_qsl(parts.query))
    if parts.password or parts.username:
        options["username"] = unquote(parts.username or "") or None
        options["password"] = unquote(parts.password or "")
    if scheme == "rediss":
        options["ssl"] = True
    hosts = _hosts(parts)
    if kind == "cluster":
        return Redis.from_pool(pool_for(hosts, **options))
    service, _, database = parts.path.strip("/").partition("/")
    if not service:
        raise SettingError(
            "MUJAZ_REDIS_URL names no sentinel service", "Add it: redis+sentinel://host:26379/mymaster"
        )
    sentinel = Sentinel(hosts)  # type: ignore[no-untyped-call]
    return cast(Redis, sentinel.master_for(service, db=int(database or 0), **options))


def _options() -> dict[str, Any]:
    return {
        "decode_responses": True,
        "socket_timeout": SOCKET_SECONDS,
        "socket_connect_timeout": CONNECT_SECONDS,
        "health_check_interval": 30,
        "retry": Retry(
            ExponentialWithJitterBackoff(base=0.05, cap=1.0),
            RETRIES,
            supported_errors=(StoreConnectionError, StoreTimeoutError, BusyLoadingError),
        ),
    }


def _hosts(parts: SplitResult) -> list[tuple[str, int]]:
    default = 6379 if parts.scheme.endswith("cluster") else 26379
    found = []
    for address in parts.netloc.rpartition("@")[2].split(","):
        host, _, port = address.rpartition(":") if ":" in address else (address, "", str(default))
        if not host or not port.isdigit():
            raise SettingError(f"MUJAZ_REDIS_URL has a malformed host {address}", "Write host:port")
        found.append((host.strip("[]"), int(port)))
    return found


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
            connection_class=EmbeddedConnection, membership=membership, **_options()
        )
        super().__init__(connection_pool=pool)
        self.auto_close_connection_pool = True
        self.membership = membership

    async def aclose(self, close_connection_pool: bool | None = None) -> None:
        await super().aclose(close_connection_pool)
        self.membership.leave()


async def server_version(store: Redis) -> str:
    """What the server is, for people: ``Valkey 9.1.2`` or ``Redis 7.0.15``."""
    info = await store.info("server")
    if "valkey_version" in info:
        return f"Valkey {info['valkey_version']}"
    return f"Redis {info['redis_version']}"


async def _prove(store: Redis) -> None:
    try:
        await store.ping()
        server = await store.info("server")
    except ResponseError as error:
        raise StoreError(f"The store refuses us: {error}", REMEDY) from error
    except (RedisError, OSError) as error:
        raise StoreUnavailable(f"The store does not answer: {error}", REMEDY) from error
    version = str(server["redis_version"])
    if int(version.split(".")[0]) < OLDEST_REDIS:
        raise StoreError(
            f"The store is Redis {version}", f"Use Redis {OLDEST_REDIS} or Valkey 8, or newer"
        )
