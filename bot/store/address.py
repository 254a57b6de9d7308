"""The forms of ``REDIS_URL``, and a client for each.

    redis://[user:password@]host:port/db      rediss:// for TLS      unix:///path/to/socket
    redis+sentinel://host:port,host:port/service[/db]
    redis+cluster://host:port,host:port       (rediss+… for TLS)

After ``?`` may stand what TLS needs (`TLS_OPTIONS`), and what sentinels with a password of their
own want (`SENTINEL_OPTIONS`).
"""

from __future__ import annotations

from typing import Any, cast
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.asyncio.sentinel import Sentinel, SentinelConnectionPool
from redis.backoff import ExponentialWithJitterBackoff
from redis.exceptions import BusyLoadingError
from redis.exceptions import ConnectionError as StoreConnectionError
from redis.exceptions import TimeoutError as StoreTimeoutError

from bot.errors import SettingError
from bot.store.cluster import pool_for

#: Longer than any blocking read of ours, so that a dead network is noticed.
SOCKET_SECONDS = 30.0
CONNECT_SECONDS = 5.0
#: One command is tried again at most this often, 0.05 s to 1 s apart; roles themselves wait longer.
RETRIES = 5
TLS_OPTIONS = (
    *("ssl_ca_certs", "ssl_certfile", "ssl_keyfile"),
    *("ssl_cert_reqs", "ssl_check_hostname"),
)
SENTINEL_OPTIONS = ("sentinel_username", "sentinel_password")


def client_for(url: str) -> Redis:
    """A client for any of the forms of ``REDIS_URL``; connects at its first command.

    Raises `SettingError`, which quotes no password.
    """
    parts = urlsplit(url)
    scheme, _, kind = parts.scheme.partition("+")
    given = _query(parts, (*TLS_OPTIONS, *(SENTINEL_OPTIONS if kind == "sentinel" else ())))
    if not kind:
        database = parts.path.strip("/")
        if scheme != "unix" and database and not database.isdecimal():
            raise SettingError(
                f"MUJAZ_REDIS_URL names no database: {database}", "Write redis://host:6379/0"
            )
        return Redis.from_url(url, **options())
    tls = _tls(given) if scheme == "rediss" else {}
    login: dict[str, Any] = {}
    if parts.password or parts.username:
        login["username"] = unquote(parts.username or "") or None
        login["password"] = unquote(parts.password or "")
    hosts = _hosts(parts)
    if kind == "cluster":
        return Redis.from_pool(pool_for(hosts, **options(), **tls, **login))
    service, _, database = parts.path.strip("/").partition("/")
    if not service:
        raise SettingError(
            "MUJAZ_REDIS_URL names no sentinel service", "Add it: redis+sentinel://host:26379/mymaster"
        )
    own = {name.removeprefix("sentinel_"): given.get(name) for name in SENTINEL_OPTIONS}
    asking = {**tls, **own, "socket_timeout": CONNECT_SECONDS}
    sentinel = Sentinel(hosts, sentinel_kwargs=asking)  # type: ignore[no-untyped-call]
    number = int(database) if database.isdecimal() else 0
    chosen = {"db": number, **options(), **tls, **login}
    return cast(Redis, sentinel.master_for(service, redis_class=SentinelClient, **chosen))


class SentinelClient(Redis):
    """A client of whichever server is master, which lets go of the sentinels too when closed."""

    async def aclose(self, close_connection_pool: bool | None = None) -> None:
        await super().aclose(close_connection_pool)
        manager = cast(SentinelConnectionPool, self.connection_pool).sentinel_manager
        for sentinel in manager.sentinels:
            await sentinel.aclose()


def options() -> dict[str, Any]:
    """What every client of ours is made with."""
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


def _query(parts: SplitResult, known: tuple[str, ...]) -> dict[str, str]:
    given = dict(parse_qsl(parts.query, keep_blank_values=True))
    for name in given:
        if name not in known:
            raise SettingError(
                f"MUJAZ_REDIS_URL has an unknown option {name}", f"Known are {', '.join(known)}"
            )
    return given


def _tls(given: dict[str, str]) -> dict[str, Any]:
    tls: dict[str, Any] = {name: given[name] for name in TLS_OPTIONS if name in given}
    if "ssl_check_hostname" in tls:
        tls["ssl_check_hostname"] = tls["ssl_check_hostname"].lower() in ("1", "true", "yes")
    return {"ssl": True, **tls}


def _hosts(parts: SplitResult) -> list[tuple[str, int]]:
    default = 6379 if parts.scheme.endswith("cluster") else 26379
    found = []
    for address in parts.netloc.rpartition("@")[2].split(","):
        host, _, port = address.rpartition(":") if ":" in address else (address, "", str(default))
        if not host or not port.isdigit():
            raise SettingError(f"MUJAZ_REDIS_URL has a malformed host {address}", "Write host:port")
        found.append((host.strip("[]"), int(port)))
    return found
