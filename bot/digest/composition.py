"""The composition: what a digest, an alert or an amendment says, before it is put into a form.

Made by `bot.digest.compose`, rendered by `bot.digest.render` as Telegram HTML, plain text or JSON.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.events.event import Event, Source, Statement


@dataclass(frozen=True, slots=True)
class Line:
    """One line of plain text in the reader's language, with isolates around what runs left to
    right.

    ``evidence`` are the statements it rests on; ``verbatim`` the pieces of it that are words of
    theirs. ``own`` are the numbers in it that are ours and not
    the sources': clock times, days, counts of sources. Every other number must stand, with the same
    meaning, in the evidence (`bot.digest.gate`); a line that fails is not rendered.
    """

    text: str
    evidence: tuple[Statement, ...] = ()
    verbatim: tuple[str, ...] = ()
    own: tuple[int, ...] = ()
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """One event as it is told: heading (day and place first), facts, sources with their links."""

    event: Event
    heading: Line
    lines: tuple[Line, ...]
    sources: Line
    links: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Composition:
    """``left_out`` is how many events with news did not fit; ``notice`` stands alone if no items
    do.
    """

    language: str
    title: Line | None
    items: tuple[Item, ...]
    since: datetime | None = None
    left_out: int = 0
    notice: Line | None = None
