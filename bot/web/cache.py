"""Pages that were just made: a few seconds' worth, within bounds, each made once at a time."""

from __future__ import annotations

import asyncio
import hashlib
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.errors import StoreUnavailable

FRESH = timedelta(seconds=15)
MOST_PAGES = 256
MOST_BYTES = 16 * 1024 * 1024
#: Readers who wait for a page to be made; more are asked to come again.
MOST_WAITING = 64


@dataclass(frozen=True, slots=True)
class Page:
    """A body as it is sent; ``etag`` changes with it."""

    body: bytes
    type: str
    etag: str

    @classmethod
    def of(cls, body: bytes, type: str) -> Page:
        return cls(body, type, hashlib.sha256(body).hexdigest()[:32])


class Busy(StoreUnavailable):
    """More readers ask than pages can be made."""


class Cache:
    """Give it a key and how to make the page; one page is made at a time in this process."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._kept: OrderedDict[Hashable, tuple[datetime, Page]] = OrderedDict()
        self._bytes = 0
        self._making = asyncio.Lock()
        self._waiting = 0

    async def get(self, key: Hashable, make: Callable[[], Awaitable[Page]]) -> Page:
        """The page, at most `FRESH` old. Raises `Busy`, and whatever ``make`` raises."""
        if page := self._fresh(key):
            return page
        if self._waiting >= MOST_WAITING:
            raise Busy("Too many readers at once", "Try again in a moment")
        self._waiting += 1
        try:
            async with self._making:
                page = self._fresh(key)  # another reader may have asked for the same
                if page is None:
                    page = await make()
                    self._keep(key, page)
                return page
        finally:
            self._waiting -= 1

    def _fresh(self, key: Hashable) -> Page | None:
        made, page = self._kept.get(key, (None, None))
        if made is None or not timedelta(0) <= self._clock() - made < FRESH:
            return None
        return page

    def _keep(self, key: Hashable, page: Page) -> None:
        self._drop(key)
        self._kept[key] = (self._clock(), page)
        self._bytes += len(page.body)
        while len(self._kept) > MOST_PAGES or self._bytes > MOST_BYTES:
            self._drop(next(iter(self._kept)))

    def _drop(self, key: Hashable) -> None:
        if key in self._kept:
            _, page = self._kept.pop(key)
            self._bytes -= len(page.body)
