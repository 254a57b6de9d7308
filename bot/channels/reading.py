"""A channel or an article page read once, for a person who waits: no store, no history kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bot.channels.articles import fetch_article, joined
from bot.channels.client import LOOPBACK, Preview
from bot.channels.feeds import parse_feed
from bot.channels.names import source_of
from bot.channels.preview import Page
from bot.channels.web import Web
from bot.errors import ChannelError, ChannelRefused, NoPreview, NoSuchChannel
from bot.post import Post

if TYPE_CHECKING:
    from bot.settings import Settings

#: Pages that are read back at most for one question.
MOST_PAGES = 30


async def latest(name: str, since: datetime, settings: Settings) -> list[Post]:
    """What a channel's newest page shows, and the pages before it back to ``since``; oldest first.

    Raises `InputError`, `NoSuchChannel`, `NoPreview` and `ChannelRefused`.
    """
    handle = source_of(name).name
    async with Web(guarded=False) as web:
        preview = Preview(settings.preview_base, web)
        page = await preview.page(handle)
        _require_posts(page, handle)
        return await _back_to(since, page, handle, preview)


async def _back_to(since: datetime, newest: Page, handle: str, preview: Preview) -> list[Post]:
    found = {int(post.number): post for post in newest.posts}
    page = newest
    for _ in range(MOST_PAGES):
        low = min(page.present, default=0)
        oldest = min((post.published for post in page.posts), default=None)
        if page.older is None or oldest is None or oldest < since:
            break
        try:
            page = await preview.page(handle, before=low)
        except ChannelRefused:
            break  # the newest are worth more than an error
        if not any(number < low for number in page.present):
            break
        found |= {int(p.number): p for p in page.posts if p.published >= since}
    posts = [found[number] for number in sorted(found)]
    return [post for post in posts if "service" not in post.media]


def _require_posts(page: Page, handle: str) -> None:
    if page.state in ("posts", "empty"):
        return
    if page.state == "no_such_name":
        raise NoSuchChannel(f"There is no channel @{handle}", "Check how the name is spelled")
    if page.state == "not_a_channel":
        raise NoSuchChannel(f"@{handle} is a group, a person or a bot, not a channel")
    if page.state in ("no_preview", "private"):
        raise NoPreview(
            f"@{handle} shows no posts to the public",
            "Make the bot an administrator of the channel, then its posts arrive by themselves",
        )
    raise ChannelRefused(f"The page of @{handle} has changed and its posts cannot be told")


async def page(address: str, settings: Settings) -> Post:
    """An article page as a post: its title and main text. Raises `ChannelError`, `AddressRefused`.

    Private addresses are refused, but for a server on this machine that the person at the terminal
    names; where it redirects to is checked like any other.
    """
    own = (address,) if urlsplit(address).hostname in LOOPBACK else ()
    async with Web(guarded=True, named=own) as web:
        try:
            article = await fetch_article(address, web)
        except ChannelRefused as error:
            raise ChannelRefused(f"{address} cannot be read: {error.message}") from error
    host = urlsplit(address).hostname or address
    published = article.published or datetime.now(UTC)
    empty = Post(channel=host, number="1", published=published, text="", url=address)
    return replace(joined(empty, article), article=None)


async def describe(name: str, settings: Settings) -> str:
    """What ``mujaz check`` says of a channel that can be read. Raises what `latest` raises."""
    source = source_of(name)
    if source.kind == "feed":
        async with Web(guarded=True, named=_named(settings)) as web:
            reply = await web.follow(source.name)
            if reply.status != 200:
                raise ChannelRefused(f"The feed answers {reply.status}", "Check its address")
            title, posts = parse_feed(reply.body, source.name, datetime.now(UTC))
            return f"feed {title!r}, {len(posts)} entries"
    async with Web(guarded=False) as web:
        try:
            shown = await Preview(settings.preview_base, web).page(source.name)
        except ChannelRefused as error:
            raise ChannelRefused(
                f"@{source.name} cannot be read: {error.message}",
                "Check the network and MUJAZ_PREVIEW_BASE",
            ) from error
    _require_posts(shown, source.name)
    if not shown.posts:
        return f"{shown.title or source.name}: no posts yet"
    last = shown.posts[-1].published
    broken = f", {shown.broken} blocks cannot be read" if shown.broken else ""
    return f"{shown.title}: last post {last:%Y-%m-%d %H:%M} UTC{broken}"


def _named(settings: Settings) -> tuple[str, ...]:
    """Addresses that the operator named: these hosts may be private."""
    feeds = tuple(name for name in settings.channels if "://" in name)
    return (*settings.preview_base, *feeds)


__all__ = ["ChannelError", "describe", "latest", "page"]
