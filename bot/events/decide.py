"""Whether a report tells of a known event, and whether in words of its own.

Pure: a report and the candidates that the index gave, in; a verdict, out. The thresholds were set
on one part of the labelled reports and measured on the rest (`tests/gold`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from bot.events import likeness
from bot.events.event import Event, Source, Telling
from bot.events.index import WINDOW

COPY = 0.7  # share of the shorter text's word pairs from which a text is a copy
COPY_HOURS = timedelta(hours=24)
REPEAT_HOURS = timedelta(hours=10)  # a channel's own words again later are the next bulletin
JOIN = 0.37  # likeness from which two tellings are of one happening
SAME_TOWN = 0.3
OTHER_PLACE = 0.15
SAME_FIGURE = 0.3
SAME_PARTY = 0.15
OTHER_DAY = 0.3
OTHER_KIND = 0.1
DAY_GAP = timedelta(hours=6)  # across midnight a story goes on for so long


@dataclass(frozen=True, slots=True)
class Verdict:
    """``new``: an event of its own; ``join``: tells of ``event``; ``copy``: repeats the post
    ``of``.
    """

    kind: Literal["new", "join", "copy"]
    event: str | None = None
    of: str | None = None
    likeness: float = 0.0


def decide(telling: Telling, channel: str, at: datetime, candidates: Iterable[Event]) -> Verdict:
    """The verdict on a report published ``at`` by ``channel``; of equals the earliest event
    wins.
    """
    events = sorted(candidates, key=lambda event: (event.first, event.id))
    copied = [
        (likeness.same_words(telling, source.telling), event, source)
        for event in events
        for source in event.live
        if is_copy(telling, channel, at, source)
    ]
    if copied:
        best = max(copied, key=lambda found: found[0])
        return Verdict("copy", best[1].id, best[2].post, best[0])
    joined = [
        (value, event)
        for event in events
        if (value := closeness(telling, channel, at, event)) >= JOIN
    ]
    if joined:
        value, event = max(joined, key=lambda found: found[0])
        return Verdict("join", event.id, None, value)
    return Verdict("new")


def is_copy(telling: Telling, channel: str, at: datetime, source: Source) -> bool:
    """The same words about the same figures, within a day; in one's own channel, within the day's
    part.
    """
    gap = abs(at - source.published)
    limit = REPEAT_HOURS if source.channel == channel else COPY_HOURS
    if gap > limit or likeness.same_words(telling, source.telling) < COPY:
        return False
    other = source.telling
    return set(telling.figures) == set(other.figures) and likeness.same_digits(telling, other)


def closeness(telling: Telling, channel: str, at: datetime, event: Event) -> float:
    """The likeness to the closest telling of an event, within the window; 0 beyond it."""
    tellings = [s for s in event.live if s.relation != "copy" and abs(at - s.published) <= WINDOW]
    return max((_closeness(telling, at, s) for s in tellings), default=0.0)


def _closeness(telling: Telling, at: datetime, source: Source) -> float:
    other = source.telling
    value = likeness.wording(telling, other)
    if telling.focus and other.focus:
        if likeness.same_place(telling.focus, other.focus):
            town = likeness.specific(telling.focus) and likeness.specific(other.focus)
            if town and telling.kind == other.kind == "violence":
                value += SAME_TOWN
        elif _elsewhere(telling, other):
            value -= OTHER_PLACE
    value += SAME_FIGURE * min(2, likeness.shared_figures(telling, other))
    value += SAME_PARTY * min(2, likeness.shared_names(telling, other))
    if at.date() != source.published.date() and abs(at - source.published) > DAY_GAP:
        value -= OTHER_DAY
    if (telling.kind == "commentary") != (other.kind == "commentary"):
        value -= OTHER_KIND
    return value


def _elsewhere(first: Telling, second: Telling) -> bool:
    """Whether either focus is a place that the other telling does not name at all."""
    return not any(
        likeness.same_place(place, second.focus or "") for place in first.places
    ) or not any(likeness.same_place(place, first.focus or "") for place in second.places)
