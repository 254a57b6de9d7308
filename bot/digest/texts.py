"""The digest of texts at hand, with the code of the service and no store: `mujaz digest`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from bot.digest.compose import SCREEN_EVENTS, compose
from bot.digest.composition import Composition
from bot.digest.wording import Wording
from bot.events.book import EventBook
from bot.events.reader import Reader
from bot.post import Post


def digest_of(
    posts: Iterable[Post],
    reader: Reader,
    wording: Wording,
    zone: str,
    now: datetime,
    since: datetime | None = None,
    limit: int = SCREEN_EVENTS,
) -> Composition:
    """Joins the posts, oldest first, and composes what was told since ``since``."""
    book = EventBook()
    for post in sorted(posts, key=lambda post: (post.edited or post.published, post.id)):
        book.take(reader.read(post))
    return compose(book, wording, zone, now, since, limit)
