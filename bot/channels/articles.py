"""The main text of an article page: without menus, "read also" lists, and advertisements.

Trafilatura, set for precision, gave the best text of eight extractors on Arabic pages; it guesses
the encoding (windows-1256 is still met) from the bytes. It is slow (10 to 50 ms a page), so it runs
in a worker thread.
"""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from bot.errors import ChannelRefused
from bot.post import Post

if TYPE_CHECKING:
    from bot.channels.web import Web

#: Longer pages are cut before they are parsed: no article is longer.
ARTICLE_BYTES = 3_000_000
ARTICLE_SECONDS = 15.0
#: Characters of the text that are kept: a long feature; the rest would drown a channel's post.
ARTICLE_CHARACTERS = 30_000
#: Elements nested deeper than this are no article, and cost any parser dearly.
NESTING = 400
#: Below this many characters an extracted text may be a menu: it is checked against the summary.
SHORT = 300

_TAG = re.compile(rb"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*")
_EMPTY = frozenset(
    b"area base br col embed hr img input link meta param path source track wbr p li td tr th dt dd"
    b" option".split()
)


@dataclass(frozen=True, slots=True)
class Article:
    """What an article page says. ``published`` is aware, UTC; None where the page does not tell."""

    title: str
    text: str
    published: datetime | None = None


def read_article(html: bytes, url: str = "") -> Article | None:
    """The article of a page, or None if there is none to be told from its surroundings."""
    import trafilatura
    from trafilatura.settings import use_config

    html = html[:ARTICLE_BYTES]
    if _depth(html) > NESTING:
        return None
    config = use_config()
    config.set("DEFAULT", "MIN_EXTRACTED_SIZE", "50")
    document: Any = trafilatura.bare_extraction(
        html,
        url=url or None,
        fast=True,
        favor_precision=True,
        include_comments=False,
        include_tables=False,
        with_metadata=True,
        config=config,
    )
    if document is None:
        return None
    title = (document.title or "").strip()
    text = _body((document.text or "").strip(), (document.description or "").strip())
    if not text:
        return None
    return Article(title, text[:ARTICLE_CHARACTERS], _moment(document.date))


def _body(text: str, summary: str) -> str:
    """A short text that shares no words with the page's own summary is its surroundings."""
    if len(text) >= SHORT or not summary:
        return text
    words, known = set(text.split()), set(summary.split())
    shared = len(words & known) / max(1, min(len(words), len(known)))
    return text if shared >= 0.3 else summary


def _moment(date: str | None) -> datetime | None:
    try:
        moment = datetime.fromisoformat(date or "")
    except ValueError:
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def _depth(html: bytes) -> int:
    """How deep the elements of a page nest, counted without building them."""
    depth = deepest = 0
    for closing, name in _TAG.findall(html):
        if name.lower() not in _EMPTY:
            depth = max(0, depth - 1) if closing else depth + 1
            deepest = max(deepest, depth)
    return deepest


async def fetch_article(url: str, web: Web) -> Article:
    """The article at ``url``. Raises `AddressRefused`, and `ChannelRefused` where there is none."""
    try:
        reply = await web.follow(url, most=ARTICLE_BYTES, seconds=ARTICLE_SECONDS)
    except TimeoutError:
        raise ChannelRefused("the page took too long") from None
    if reply.status != 200:
        raise ChannelRefused(f"the page answers {reply.status}")
    article = await asyncio.to_thread(read_article, reply.body, reply.url)
    if article is None:
        raise ChannelRefused("no article on the page")
    return article


def joined(post: Post, article: Article) -> Post:
    """``post`` with the article after its own words; ``article`` of the post is its span."""
    addition = article.text
    if article.title and article.title not in post.text and article.title not in addition:
        addition = f"{article.title}\n{addition}"
    if not addition or addition in post.text:
        return post
    own = f"{post.text}\n\n" if post.text else ""
    return replace(post, text=own + addition, article=(len(own), len(own) + len(addition)))
