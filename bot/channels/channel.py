"""One watched channel at work: when it is read, what became of it, what is recorded of it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import pairwise
from statistics import median
from time import monotonic
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import structlog

from bot.channels import cadence
from bot.channels.articles import fetch_article, joined
from bot.channels.client import Preview
from bot.channels.feeds import FeedReader
from bot.channels.history import History, News
from bot.channels.preview import Page
from bot.channels.reader import ChannelReader
from bot.channels.states import Outcome, Status, after
from bot.channels.web import Web
from bot.errors import AddressRefused, ChannelRefused, InputError
from bot.measures import POLLS
from bot.post import Post
from bot.store.channels import Channels, Watched
from bot.store.posts import PostLog

if TYPE_CHECKING:
    from redis.asyncio import Redis

log = structlog.get_logger()

#: The status is written at least this often while nothing changes, so that downtime can be told.
STATUS_SECONDS = 30.0
#: Article links of one post that are followed.
ARTICLES = 2


@dataclass(frozen=True, slots=True)
class Means:
    """What every channel of a process works with."""

    store: Redis
    preview: Preview
    feeds: Web
    articles: Web
    clock: Callable[[], datetime]
    fixed_pause: float | None = None
    stopwatch: Callable[[], float] = monotonic


@dataclass(slots=True)
class ChannelAtWork:
    """Reads one channel again and again; each `turn` says how long to wait for the next."""

    watched: Watched
    means: Means
    status: Status = field(default_factory=Status)
    _reader: ChannelReader | FeedReader | None = field(default=None, init=False)
    _channels: Channels = field(init=False)
    _log: PostLog = field(init=False)
    _published: list[datetime] = field(default_factory=list, init=False)
    _kept_at: float = field(default=float("-inf"), init=False)

    def __post_init__(self) -> None:
        self._channels = Channels(self.means.store)
        self._log = PostLog(self.means.store)

    async def turn(self) -> float:
        """One reading; seconds until the next. Whatever fails fails this channel alone."""
        reader = self._reader or await self._open()
        retry_after = None
        try:
            outcome = await self._read(reader)
        except ChannelRefused as error:
            retry_after = error.retry_after
            outcome = Outcome(None, error.message)
        except (AddressRefused, InputError) as error:
            outcome = Outcome(None, error.message)
        except BaseException:
            self._reader = None  # what it knows may be ahead of what was recorded
            raise
        await self._settle(outcome)
        return self._pause(retry_after)

    async def _open(self) -> ChannelReader | FeedReader:
        kept = await self._channels.history(self.watched)
        self.status = await self._channels.status(self.watched.name)
        self._reader = _reader(self.watched, self.means, kept)
        return self._reader

    async def _read(self, reader: ChannelReader | FeedReader) -> Outcome:
        if isinstance(reader, FeedReader):
            before = reader.to_json()
            news = await reader.read()
            await self._record(news, reader.address)
            if reader.to_json() != before:
                await self._channels.keep(self.watched, None, reader.to_json())
            self.status = replace(self.status, title=reader.title or self.status.title)
            return Outcome("posts", newest=reader.newest)
        reading = await reader.read()
        if reading.page.state != "posts":
            return Outcome(reading.page.state, broken=reading.page.broken)
        await self._record(reading.news, reading.page.channel)
        self._learn(reading.page)
        await self._keep_history(reader.history, changed=reading.news != News())
        self.status = replace(
            self.status, title=reading.page.title, gaps=len(reader.history.gaps)
        )
        return Outcome(
            "posts",
            seconds=reading.page.seconds,
            newest=self._published[-1] if self._published else None,
            interval=_interval(self._published),
            broken=reading.page.broken,
        )

    async def _record(self, news: News, channel: str) -> None:
        """The news, in order; a post is in the stream when this returns."""
        for post in (*news.new, *news.edited):
            await self._record_one(await self._with_articles(post))
        for number in news.deleted:
            gone = Post(channel, str(number), self.means.clock(), "", kind="delete")
            await self._record_one(replace(gone, edited=None))

    async def _record_one(self, post: Post) -> None:
        await self._log.record(post)

    async def _with_articles(self, post: Post) -> Post:
        """The post with the articles that it links to on its channel's own sites, if it follows
        them. One that cannot be had is left out: the post's own words do not wait for it."""
        if not self.watched.follow:
            return post
        for link in [link for link in post.links if self._follows(link.url)][:ARTICLES]:
            try:
                article = await fetch_article(link.url, self.means.articles)
            except (ChannelRefused, AddressRefused) as error:
                log.info("an article cannot be had", post=post.id, reason=error.message)
                continue
            return joined(post, article)
        return post

    def _follows(self, url: str) -> bool:
        try:
            host = urlsplit(url).hostname or ""
        except ValueError:
            return False
        return any(host == site or host.endswith(f".{site}") for site in self.watched.follow)

    def _learn(self, page: Page) -> None:
        self._published = sorted(post.published for post in page.posts)

    async def _keep_history(self, history: History, *, changed: bool) -> None:
        uncertain = history.suspicious(self.means.clock().timestamp())
        due = self.means.stopwatch() - self._kept_at >= STATUS_SECONDS
        if changed or uncertain or due:
            await self._channels.keep(self.watched, None, history.to_json())

    async def _settle(self, outcome: Outcome) -> None:
        was = self.status
        self.status = after(self.status, outcome, self.means.clock())
        POLLS.labels(self.status.state).inc()
        if self.status.gaps > was.gaps:
            log.warning("posts are missing", channel=self.watched.name, gaps=self.status.gaps)
        if self.status.state != was.state:
            expected = log.debug if was.state == "new" else log.info
            tell = expected if self.status.good else log.warning
            tell(
                "the channel's state changed",
                channel=self.watched.name,
                state=self.status.state,
                reason=self.status.reason,
            )
        now = self.means.stopwatch()
        calm = (was.state, was.reason, was.gaps) == (
            self.status.state,
            self.status.reason,
            self.status.gaps,
        )
        if not calm or now - self._kept_at >= STATUS_SECONDS:
            await self._channels.keep(self.watched, self.status, None)
            self._kept_at = now

    def _pause(self, retry_after: float | None) -> float:
        usual = cadence.pause(self._published, self.means.clock(), self.means.fixed_pause)
        if self.status.state == "unreadable":
            return cadence.backoff(self.status.failures, usual, retry_after)
        if not self.status.good:
            return cadence.dormant(self.status.failures, self.means.fixed_pause)
        return usual


def _interval(published: list[datetime]) -> float | None:
    gaps = [(later - earlier).total_seconds() for earlier, later in pairwise(published)]
    return median(gaps) if gaps else None


def _reader(watched: Watched, means: Means, kept: str | None) -> ChannelReader | FeedReader:
    if watched.kind == "feed":
        feed = FeedReader(watched.name, means.feeds, means.clock)
        if kept:
            feed.restore(kept)
        return feed
    history = History.from_json(kept) if kept else History()
    return ChannelReader(watched.name, means.preview, means.clock, history)


async def close(means: Means) -> None:
    await asyncio.gather(means.preview.web.close(), means.feeds.close(), means.articles.close())
