"""Whether the store can be worked with, and if not, what a person has to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from redis.asyncio.sentinel import MasterNotFoundError
from redis.exceptions import (
    AuthenticationError,
    AuthorizationError,
    NoPermissionError,
    RedisError,
    ResponseError,
)

from bot.errors import StoreError, StoreUnavailable

if TYPE_CHECKING:
    from redis.asyncio import Redis

OLDEST_REDIS = 7
REMEDY = "Check that the server runs, and host, port and TLS (rediss://) in MUJAZ_REDIS_URL"
#: What a server says to whom it does not know, in errors that have no type of their own.
LOCKED = ("NOAUTH", "HELLO must be called", "Authentication required", "invalid username-password")


async def prove(store: Redis, *, fails_over: bool = False) -> None:
    """Raises `StoreUnavailable` for a store that does not answer yet, and `StoreError` for one that
    only a person can mend: too old, a replica (unless it ``fails_over``), or it does not let us
    in."""
    try:
        await store.ping()
        server = await store.info("server")
        role = (await store.info("replication")).get("role", "master")
    except (RedisError, OSError) as error:
        raise explained(error) from error
    version = str(server["redis_version"])
    if int(version.split(".")[0]) < OLDEST_REDIS:
        raise StoreError(
            f"The store is Redis {version}", f"Use Redis {OLDEST_REDIS} or Valkey 8, or newer"
        )
    if role != "master" and fails_over:
        raise StoreUnavailable("The store's master has become a replica", "Wait for its successor")
    if role != "master":
        raise StoreError(
            "The store is a replica, which takes no writes",
            "Name its master in MUJAZ_REDIS_URL, or its sentinels: redis+sentinel://host:26379/name",
        )


def explained(error: Exception) -> StoreError:
    """An error of the client as one of ours, with its remedy."""
    said = str(error)
    if isinstance(error, AuthorizationError | NoPermissionError):
        return StoreError(
            f"The user of the store may not do what Mujaz needs: {said}",
            "Allow it all commands on keys ~{mujaz}:* (ACL SETUSER)",
        )
    if isinstance(error, AuthenticationError) or any(words in said for words in LOCKED):
        return StoreError(
            "The store does not let us in: its password is missing or wrong",
            "Write redis://user:password@host:6379/0 in MUJAZ_REDIS_URL; : / @ # ? % in a password "
            "are written %3A %2F %40 %23 %3F %25",
        )
    if "CERTIFICATE_VERIFY_FAILED" in said:
        return StoreError(
            f"The store's certificate is not trusted: {_reason(said)}",
            "Call the server by the name in its certificate, and name the authority: "
            "rediss://host:6379/0?ssl_ca_certs=/path/to/ca.crt",
        )
    if isinstance(error, MasterNotFoundError):
        return StoreUnavailable(
            "No sentinel tells who is master now",
            "Check that the sentinels run, and the service's name in MUJAZ_REDIS_URL",
        )
    if isinstance(error, ResponseError):
        return StoreError(f"The store refuses us: {said}", REMEDY)
    return StoreUnavailable(f"The store does not answer: {said}", REMEDY)


def _reason(said: str) -> str:
    """OpenSSL's own words without its codes."""
    return said.partition("certificate verify failed: ")[2].partition(" (_ssl.c")[0] or said


async def server_version(store: Redis) -> str:
    """What the server is, for people: ``Valkey 9.1.2`` or ``Redis 7.0.15``."""
    info: dict[str, Any] = await store.info("server")
    if "valkey_version" in info:
        return f"Valkey {info['valkey_version']}"
    return f"Redis {info['redis_version']}"
