"""RSS and Atom feeds, for sites without a channel: each entry is a post.

A feed shows its newest entries only: one that is no longer listed is old, not deleted. Requests are
conditional: an unchanged feed costs its host a line.
"""

from __future__ import annotations

import asyncio
import calendar
import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from bot.channels import markup
from bot.channels.history import News
from bot.channels.web import Web
from bot.errors import ChannelRefused
from bot.post import Link, Post

FEED_BYTES = 5_000_000
#: Entries of one feed that are read, and digests of entries that are remembered.
MOST_ENTRIES = 500
MOST_KNOWN = 5_000


def parse_feed(body: bytes, address: str, now: datetime) -> tuple[str, list[Post]]:
    """Title and posts of a feed, oldest first. Raises `ChannelRefused` if it is none.

    An entry without any date was published ``now``, when it was first seen.
    """
    import feedparser

    try:
        parsed: Any = feedparser.parse(body)
    except Exception as error:  # the parser trips over some broken pages (tests/fuzz)
        raise ChannelRefused(f"the feed cannot be read: {type(error).__name__}") from error
    if not parsed.get("version") and not parsed.entries:
        raise ChannelRefused("the page is not a feed")
    posts: dict[str, Post] = {}
    for entry in parsed.entries[:MOST_ENTRIES]:
        post = _post(entry, address, now)
        if post is not None:
            posts.setdefault(post.number, post)
    title = str(parsed.feed.get("title") or "")
    return title, sorted(posts.values(), key=lambda post: post.published)


def _post(entry: Any, address: str, now: datetime) -> Post | None:
    link = str(entry.get("link") or "")
    title = _plain(str(entry.get("title") or ""))
    body = _plain(_longest(entry))
    identity = str(entry.get("id") or link or title)
    if not identity or not (title or body):
        return None
    text = body if body.startswith(title) else f"{title}\n{body}".strip()
    published = _moment(entry.get("published_parsed"))
    updated = _moment(entry["updated_parsed"]) if "updated_parsed" in entry else None
    return Post(
        channel=address,
        number=hashlib.sha256(identity.encode()).hexdigest()[:16],
        published=published or updated or now,
        text=text,
        edited=updated if published and updated and updated > published else None,
        url=link if link.startswith(("http://", "https://")) else None,
        links=(Link(link, title),) if link.startswith(("http://", "https://")) else (),
    )


def _longest(entry: Any) -> str:
    """The summary, or the content where a feed gives it whole."""
    candidates = [str(entry.get("summary") or "")]
    candidates += [str(part.get("value") or "") for part in entry.get("content") or ()]
    return max(candidates, key=len)


def _plain(html: str) -> str:
    if "<" not in html and "&" not in html:
        return html.strip()
    body = LexborHTMLParser(html).body
    return markup.read(body).text if body is not None else ""


def _moment(parts: Any) -> datetime | None:
    try:
        return datetime.fromtimestamp(calendar.timegm(parts), UTC) if parts else None
    except (OverflowError, ValueError, TypeError, OSError):
        return None


@dataclass(slots=True)
class FeedReader:
    """Reads one feed. ``known`` are the digests of its entries' texts by their number."""

    address: str
    web: Web
    clock: Callable[[], datetime]
    known: dict[str, str] = field(default_factory=dict)
    etag: str | None = None
    modified: str | None = None
    title: str = ""
    newest: datetime | None = None

    async def read(self) -> News:
        """What is new or changed since the last reading. Raises `ChannelRefused`."""
        headers = {}
        if self.etag:
            headers["If-None-Match"] = self.etag
        if self.modified:
            headers["If-Modified-Since"] = self.modified
        reply = await self.web.get(self.address, headers=headers, most=FEED_BYTES)
        if reply.location is not None:
            reply = await self.web.follow(self.address, most=FEED_BYTES)
        if reply.status == 304:
            return News()
        if reply.status != 200:
            raise ChannelRefused(f"the feed answers {reply.status}", retry_after=reply.retry_after)
        now = self.clock()
        self.title, posts = await asyncio.to_thread(parse_feed, reply.body, self.address, now)
        self.etag, self.modified = reply.etag, reply.modified
        new = [post for post in posts if post.number not in self.known]
        edited = [
            post.as_kind("edit", edited=post.edited or now)
            for post in posts
            if self.known.get(post.number, post.digest) != post.digest
        ]
        for post in posts:
            self.known.pop(post.number, None)
            self.known[post.number] = post.digest
        self.newest = max((post.published for post in posts), default=self.newest)
        for number in list(self.known)[:-MOST_KNOWN]:
            del self.known[number]
        return News(tuple(new), tuple(edited))

    def to_json(self) -> str:
        return json.dumps({"known": self.known, "etag": self.etag, "modified": self.modified})

    def restore(self, text: str) -> None:
        record = json.loads(text)
        self.known, self.etag, self.modified = record["known"], record["etag"], record["modified"]
