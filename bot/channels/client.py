"""Requests to the preview: bases tried in turn, the host's patience kept, refusals told apart.

Telegram refuses in many ways, most of them with status 200 or 302: a name without preview is a
redirect to its landing page, and so is, for a while, every name, for a reader that asks too often.
Here each answer becomes a `Page` with its state, or a `ChannelRefused` that says why.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from time import monotonic
from urllib.parse import urlsplit

from bot.channels.preview import Page, parse_page
from bot.channels.web import Reply, Web
from bot.errors import ChannelRefused

#: Requests a minute to one public host. No limit is published; readers of the preview report no
#: refusals at one request in 0.6 to 2 seconds. Hosts on loopback are the operator's own.
REQUESTS_PER_MINUTE = 90
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
#: Hosts that one redirect within the same page may lead to.
TELEGRAM = frozenset({"t.me", "telegram.me", "telegram.dog"})
#: Every base is tried this often before a request has failed: one connection in ten is refused.
ROUNDS = 2
#: How long a base that failed stands behind the others, and one that answered 429 without a time.
BASE_SECONDS = 30.0
TOO_MANY_SECONDS = 60.0

Sleep = Callable[[float], Awaitable[None]]


class Budget:
    """So many requests a minute, evenly spaced, in order of asking: fair turns for all channels."""

    def __init__(self, per_minute: float, sleep: Sleep, now: Callable[[], float]) -> None:
        self._pause = 60.0 / per_minute
        self._sleep = sleep
        self._now = now
        self._next = 0.0

    async def turn(self) -> None:
        now = self._now()
        due = max(self._next, now)
        self._next = due + self._pause
        if due > now:
            await self._sleep(due - now)


@dataclass(slots=True)
class _Base:
    """One root that serves the preview."""

    url: str
    budget: Budget | None
    paused_until: float = 0.0
    behind_until: float = 0.0


@dataclass(frozen=True, slots=True)
class _Kept:
    """The last answer for one address, to ask "has it changed?" with."""

    etag: str | None
    modified: str | None
    page: Page


@dataclass(slots=True)
class Preview:
    """The preview of all channels, over one connection pool.

    ``clock`` tells the time of reading; ``now`` and ``sleep`` measure pauses.
    """

    bases: tuple[str, ...]
    web: Web
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    now: Callable[[], float] = monotonic
    sleep: Sleep = asyncio.sleep
    per_minute: float = REQUESTS_PER_MINUTE
    requests: int = 0
    _bases: list[_Base] = field(default_factory=list, init=False)
    _kept: dict[str, _Kept] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        for base in self.bases:
            own = urlsplit(base).hostname in LOOPBACK
            budget = None if own else Budget(self.per_minute, self.sleep, self.now)
            self._bases.append(_Base(base.rstrip("/"), budget))

    async def page(self, handle: str, *, before: int | None = None) -> Page:
        """The newest page of a channel, or the one of posts before a number.

        A name without preview gives a page that says so. Raises `ChannelRefused`.
        """
        query = f"?before={before}" if before is not None else ""
        return await self._ask(f"/s/{handle}{query}", handle)

    async def post(self, handle: str, number: int) -> Page:
        """One post alone; an empty page where the host says that there is none."""
        return await self._ask(f"/{handle}/{number}?embed=1&mode=tme", handle)

    async def _ask(self, path: str, handle: str) -> Page:
        failure = ChannelRefused("no base to ask")
        for attempt in range(ROUNDS):
            if attempt:
                await self.sleep(random.uniform(0.1, 0.4))
            for base in sorted(self._bases, key=lambda base: base.behind_until):
                if base.paused_until > self.now():
                    failure = ChannelRefused(
                        f"{_host(base.url)} asks to wait",
                        retry_after=base.paused_until - self.now(),
                    )
                    continue
                try:
                    page = await self._ask_base(base, path, handle)
                except ChannelRefused as error:
                    base.behind_until = self.now() + BASE_SECONDS
                    failure = error
                    continue
                base.behind_until = 0.0
                return page
        raise failure

    async def _ask_base(self, base: _Base, path: str, handle: str, *, moved: bool = False) -> Page:
        if base.budget is not None:
            await base.budget.turn()
        began = self.now()
        reply = await self._get(base, path)
        kept = self._kept.get(path)
        if reply.status == 304 and kept is not None:
            return kept.page
        if reply.location is not None:
            other = None if moved else self._same_page(path, reply.location)
            if other is not None:
                return await self._ask_base(other, path, handle, moved=True)
            return await self._redirected(base, path, handle, reply.location)
        if reply.status in (404, 410):
            return Page(handle, "", "no_such_name")
        if reply.status == 429:
            wait = reply.retry_after or TOO_MANY_SECONDS
            base.paused_until = self.now() + wait
            raise ChannelRefused(f"{_host(base.url)} asks to wait", retry_after=wait)
        if reply.status != 200:
            raise ChannelRefused(
                f"{_host(base.url)} answers {reply.status}", retry_after=reply.retry_after
            )
        page = await self._parsed(reply.body, handle)
        if page.cut:
            raise ChannelRefused("the page ends in its middle")
        if page.state == "unknown":
            raise ChannelRefused(f"{_host(base.url)} shows a page that is not Telegram's")
        self._keep(path, reply, page)
        return replace(page, seconds=self.now() - began)

    def _same_page(self, path: str, location: str) -> _Base | None:
        """The base that a redirect to the same page on another host of Telegram's, or on another
        base of the operator's, leads to."""
        parts = urlsplit(location)
        if parts.path.lower() != urlsplit(path).path.lower():
            return None
        root = f"{parts.scheme}://{parts.netloc}"
        for base in self._bases:
            if base.url == root:
                return base
        if parts.scheme == "https" and parts.netloc in TELEGRAM:
            return _Base(root, Budget(self.per_minute, self.sleep, self.now))
        return None

    async def _redirected(self, base: _Base, path: str, handle: str, location: str) -> Page:
        """A redirect to the bare name is the answer "no preview"; no other is followed."""
        target = urlsplit(location).path.rstrip("/").lower()
        if target in ("", f"/{handle.lower()}"):
            if path.startswith(f"/{handle}/"):
                raise ChannelRefused("one post is not shown alone here")
            if base.budget is not None:
                await base.budget.turn()
            reply = await self._get(base, f"/{handle}")
            if reply.status in (404, 410):
                return Page(handle, "", "no_such_name")
            if reply.status == 200:
                page = await self._parsed(reply.body, handle)
                if not page.cut and page.state not in ("unknown", "posts", "empty"):
                    return page
            # The name is known, or it would have no page to be sent to; more cannot be told.
            return Page(handle, "", "no_preview" if target else "no_such_name")
        raise ChannelRefused(f"{_host(base.url)} redirects elsewhere")

    async def _get(self, base: _Base, path: str) -> Reply:
        self.requests += 1
        headers = {}
        kept = self._kept.get(path)
        if kept is not None and kept.etag:
            headers["If-None-Match"] = kept.etag
        if kept is not None and kept.modified:
            headers["If-Modified-Since"] = kept.modified
        return await self.web.get(base.url + path, headers=headers)

    async def _parsed(self, body: bytes, handle: str) -> Page:
        seen = self.clock()
        if len(body) > 500_000:  # hostile or huge: not on the loop's time
            return await asyncio.to_thread(parse_page, body, handle, seen)
        return parse_page(body, handle, seen)

    def _keep(self, path: str, reply: Reply, page: Page) -> None:
        """Only newest pages are asked for again and again."""
        if "?" not in path and (reply.etag or reply.modified):
            self._kept[path] = _Kept(reply.etag, reply.modified, page)

    def forget(self, handle: str) -> None:
        self._kept.pop(f"/s/{handle}", None)


def _host(url: str) -> str:
    return urlsplit(url).netloc
