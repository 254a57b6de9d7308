"""Whether a report tells of a known event, and whether in words of its own.

Pure: a report and the candidates that the index gave, in; a verdict, out. The thresholds were set
on one part of the labelled reports and measured on the rest (`tests/gold`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from bot.events import likeness
from bot.events.closeness import FAR, both_short, closeness
from bot.events.event import Event, Source, Telling, worth_comparing
from bot.events.when import REPEAT_HOURS, next_bulletin

COPY = 0.8  # share of the shorter text's word pairs from which a text is a copy
CITING_COPY = 0.5  # the same for a text that names the outlet it takes its report from
COPY_HOURS = timedelta(hours=18)
JOIN = 0.37  # likeness from which two tellings are of one happening


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
        (value, event, source)
        for event in events
        if not any(s.channel == channel and next_bulletin(telling, at, s) for s in _told(event))
        for source in _told(event)
        if (value := copies(telling, channel, at, source))
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


def _told(event: Event) -> Sequence[Source]:
    return worth_comparing(event.live)


def copies(telling: Telling, channel: str, at: datetime, source: Source) -> float:
    """How far a report has the words of an earlier one, 0 if it is no copy.

    A copy has the same words about the same place and figures, within a day; in a channel's own
    posts, within a part of the day.
    """
    other = source.telling
    limit = REPEAT_HOURS if source.channel == channel else COPY_HOURS
    if source.channel == channel and both_short(telling, other):
        limit = FAR  # the same words of a busy town later tell of the next round
    if abs(at - source.published) > limit or set(telling.figures) != set(other.figures):
        return 0.0
    value = likeness.same_words(telling, other)
    if value < (CITING_COPY if telling.cited else COPY):
        return 0.0
    if _of_another(telling, other) or not likeness.same_digits(telling, other):
        return 0.0
    if source.channel == channel and likeness.substituted(telling, other):
        return 0.0  # its form filled in anew
    return value


def _of_another(telling: Telling, other: Telling) -> bool:
    """Whether equal words tell of another place, another house, or one more of a kind."""
    return (
        telling.another != other.another
        or likeness.quarters_apart(telling, other)
        or likeness.families_apart(telling, other)
    )
