"""Bounded requests over one connection pool: so many bytes, so much time, redirects told not taken.

A body is counted after decompression, so that neither a long page nor a small one that unpacks to
gigabytes fills the memory; the clock covers the whole request, so that a page sent a byte a minute
does not hold its channel.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from math import isnan
from types import TracebackType
from typing import Any, Self
from urllib.parse import urljoin

import aiohttp

from bot.channels.addresses import check_url, hosts_of, open_connector, socket_for
from bot.errors import AddressRefused, ChannelRefused

#: Bytes of one body after decompression. Pages of the preview are 100 to 400 kB.
PAGE_BYTES = 2_000_000
PAGE_SECONDS = 20.0
REDIRECTS = 5
REDIRECT_STATUSES = frozenset({301, 302, 303, 307, 308})
#: Some hosts answer an unknown client with an empty page; this names us and asks for plain pages.
HEADERS = {
    "User-Agent": "Mozilla/5.0 (compatible; Mujaz/0.1; reader of public channels)",
    "Accept-Language": "en",
    "Accept-Encoding": "gzip, deflate",
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5",
}


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer, whole. ``location`` is where a redirect points, absolute."""

    status: int
    body: bytes
    url: str
    location: str | None = None
    retry_after: float | None = None
    etag: str | None = None
    modified: str | None = None


@dataclass(slots=True)
class Web:
    """One connection pool. ``guarded``: public addresses and ports 80 and 443 only, except the
    hosts that ``named`` (addresses from the operator's settings) stand on."""

    guarded: bool
    named: tuple[str, ...] = ()
    limit: int = 64
    _session: aiohttp.ClientSession | None = field(default=None, init=False)
    _open: aiohttp.ClientSession | None = field(default=None, init=False)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()

    async def close(self) -> None:
        for session in (self._session, self._open):
            if session is not None:
                await session.close()
        self._session = self._open = None

    def _session_for(self, url: str) -> aiohttp.ClientSession:
        if not self.guarded or hosts_of((url,)) <= hosts_of(self.named):
            if self._open is None:
                self._open = self._new(aiohttp.TCPConnector(limit=self.limit))
            return self._open
        check_url(url)
        if self._session is None:
            self._session = self._new(open_connector(self.limit, factory=self.socket_for))
        return self._session

    def socket_for(self, info: tuple[Any, ...]) -> socket.socket:
        return socket_for(info)

    @staticmethod
    def _new(connector: aiohttp.TCPConnector) -> aiohttp.ClientSession:
        return aiohttp.ClientSession(
            connector=connector,
            headers=HEADERS,
            cookie_jar=aiohttp.DummyCookieJar(),
            trust_env=False,
        )

    async def get(
        self,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        most: int = PAGE_BYTES,
        seconds: float = PAGE_SECONDS,
    ) -> Reply:
        """One request; a redirect is answered, not followed.

        Raises `ChannelRefused` (no connection, no whole answer in time, too long a body) and
        `AddressRefused`.
        """
        try:
            async with asyncio.timeout(seconds):
                return await self._get(url, headers or {}, most)
        except TimeoutError:
            raise ChannelRefused(f"no whole answer within {seconds:g} s") from None
        except aiohttp.ClientConnectorError as error:
            raise ChannelRefused(f"no connection: {error.os_error.strerror or error}") from error
        except (aiohttp.ClientError, OSError, ValueError) as error:
            raise ChannelRefused(f"no whole answer: {type(error).__name__}") from error

    async def follow(self, url: str, *, most: int = PAGE_BYTES, seconds: float = 30.0) -> Reply:
        """As `get`, redirects followed, each one's address checked as the first was."""
        async with asyncio.timeout(seconds):
            for _ in range(REDIRECTS):
                reply = await self.get(url, most=most, seconds=seconds)
                if reply.location is None:
                    return reply
                url = reply.location
        raise ChannelRefused("redirected again and again")

    async def _get(self, url: str, headers: Mapping[str, str], most: int) -> Reply:
        session = self._session_for(url)
        async with session.get(url, headers=headers, allow_redirects=False) as response:
            location = None
            if response.status in REDIRECT_STATUSES:
                location = urljoin(url, response.headers.get("Location", ""))
            body = b"" if location else await _bounded(response, most)
            return Reply(
                status=response.status,
                body=body,
                url=url,
                location=location,
                retry_after=retry_after(response.headers.get("Retry-After")),
                etag=response.headers.get("ETag"),
                modified=response.headers.get("Last-Modified"),
            )


async def _bounded(response: aiohttp.ClientResponse, most: int) -> bytes:
    if (response.content_length or 0) > most:
        raise ChannelRefused("the answer is too long")
    body = bytearray()
    async for chunk in response.content.iter_chunked(65_536):
        body += chunk
        if len(body) > most:
            response.close()
            raise ChannelRefused("the answer is too long")
    return bytes(body)


def retry_after(value: str | None, now: datetime | None = None) -> float | None:
    """Seconds that a Retry-After header asks for, given in seconds or as a date; at most a day."""
    if not value:
        return None
    seconds: float | None = None
    with suppress(ValueError):
        seconds = float(value)
    if seconds is None:
        with suppress(ValueError, TypeError):
            seconds = (parsedate_to_datetime(value) - (now or datetime.now(UTC))).total_seconds()
    if seconds is None or isnan(seconds):
        return None
    return min(max(seconds, 0.0), 86_400.0)


__all__ = ["AddressRefused", "Reply", "Web", "retry_after"]
