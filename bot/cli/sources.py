"""What a person names for a digest, as posts: text files, article pages, public channels."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.cli import inputs
from bot.errors import MujazError
from bot.post import Post

if TYPE_CHECKING:
    from bot.events.reader import Reader
    from bot.settings import Settings

HANDLE = re.compile(r"@\w{3,64}|(?:https?://)?(?:t|telegram)\.me/(?:s/)?(\w{3,64})/?", re.ASCII)
ADDRESS = re.compile(r"https?://\S+")


async def posts_of(
    names: list[str], settings: Settings, reader: Reader, since: datetime, now: datetime
) -> tuple[list[Post], list[MujazError]]:
    """The posts that ``names`` stand for, of a channel those published at or after ``since``; and
    why others gave none: `InputError` for a file, `ChannelError` for a channel or page."""
    posts: list[Post] = []
    failures: list[MujazError] = []
    for name in names:
        try:
            posts += await _posts_of(name, settings, reader, since, now)
        except MujazError as error:
            failures.append(error)
    return posts, failures


async def _posts_of(
    name: str, settings: Settings, reader: Reader, since: datetime, now: datetime
) -> list[Post]:
    if HANDLE.fullmatch(name):
        from bot.channels.reading import latest

        return await latest(name, since, settings)
    if ADDRESS.fullmatch(name):
        from bot.channels.reading import page

        return [await page(name, settings)]
    return [text_post(name, inputs.text_of(name), reader, now)]


def text_post(name: str, text: str, reader: Reader, now: datetime) -> Post:
    """A text file as a post of the day that its date line gives, or of this moment."""
    from extract.dates import date_line
    from extract.text import read

    day = date_line(read(text, reader.extractor.lexicon))
    noon = time(12, tzinfo=ZoneInfo(reader.timezone))
    published = datetime.combine(day, noon).astimezone(UTC) if day else now
    title = "stdin" if name == inputs.STDIN else Path(name).stem
    return Post(channel=title, number="1", published=published, text=text)
