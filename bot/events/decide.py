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

COPY = 0.8  # share of the shorter text's word pairs from which a text is a copy
CITING_COPY = 0.5  # the same for a text that names the outlet it takes its report from
COPY_HOURS = timedelta(hours=18)
REPEAT_HOURS = timedelta(hours=10)  # a channel's own words again later are the next bulletin
JOIN = 0.36  # likeness from which two tellings are of one happening
SAME_TOWN = 0.25  # for violence, or accidents, in one town: in full for NEAR, none after FAR
NEAR, FAR = timedelta(hours=1), timedelta(hours=5)
LATER = 0.3  # violence told again after FAR, none before NEAR, and more the longer after
FLASH = 30  # words of a report of one blow
SAME_SPOT, SAME_FAMILY = 0.1, 0.3
OTHER_SCENE = 0.6  # another act, or another thing that was hit
OTHER_SPOT = 0.4
OTHER_CAUSE = 0.6  # an accident against an attack or another accident
ROUNDUP = 0.3  # a report of several blows against one of one
OCCASION = timedelta(minutes=20)  # for so long a speaker's words are quoted post by post
SAME_OCCASION, SAME_QUOTED, SAME_OUTLET = 0.4, 0.2, 0.1
OTHER_REGION = 0.15
OTHER_TOWN = 0.5
SAME_FIGURE = 0.3
SAME_PARTY = 0.2
OTHER_DAY = 0.3
OVERNIGHT, NIGHT = 0.15, timedelta(hours=14)  # the same for a story of the evening before
FIGURE_GAP = timedelta(hours=14)  # a figure tells a happening of its day only
FORM = 0.55  # likeness from which a text after REPEAT_HOURS is the same form filled in anew
OTHER_KIND = 0.1
OTHER_SPEAKER = 0.4
ANOTHER = 0.6
TALLY = 0.3  # a count over many happenings against a report of one
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
        (value, event, source)
        for event in events
        if not any(s.channel == channel and _next_bulletin(telling, at, s) for s in event.live)
        for source in event.live
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


def copies(telling: Telling, channel: str, at: datetime, source: Source) -> float:
    """How far a report has the words of an earlier one, 0 if it is no copy.

    A copy has the same words about the same place and figures, within a day; in a channel's own
    posts, within a part of the day.
    """
    other = source.telling
    limit = REPEAT_HOURS if source.channel == channel else COPY_HOURS
    if source.channel == channel and _flashes(telling, other):
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


def closeness(telling: Telling, channel: str, at: datetime, event: Event) -> float:
    """The likeness to the closest telling of an event, within the window; 0 beyond it."""
    tellings = [s for s in event.live if s.relation != "copy" and abs(at - s.published) <= WINDOW]
    if any(_next_bulletin(telling, at, source) for source in tellings):
        return 0.0
    if _of_other_families(telling, tellings):
        return 0.0
    closest = max((_closeness(telling, channel, at, s) for s in tellings), default=0.0)
    if any(likeness.one_family(telling, source.telling) for source in tellings):
        return closest  # nothing says better which blow is meant
    # A report of the whole town lies close to reports of each of its parts: they stay apart.
    if any(likeness.quarters_apart(telling, source.telling) for source in tellings):
        closest -= OTHER_TOWN
    flashes = [s.telling for s in tellings if _flashes(telling, s.telling)]
    if any(likeness.spots_apart(telling, other) for other in flashes):
        closest -= OTHER_SPOT
    if any(likeness.scenes_apart(telling, other) for other in flashes):
        closest -= OTHER_SCENE
    if any(telling.roundup != other.roundup for other in flashes):
        closest -= ROUNDUP
    return closest


def _of_other_families(telling: Telling, sources: Iterable[Source]) -> bool:
    """Whether houses of other families only were told of so far, at least once by name."""
    others = [source.telling for source in sources]
    apart = any(likeness.families_apart(telling, other) for other in others)
    return apart and not any(set(telling.families) & set(other.families) for other in others)


def _flashes(first: Telling, second: Telling) -> bool:
    """Whether both are short reports of violence, each of one blow; an article tells of a whole
    operation, by whichever of its acts."""
    return all(t.size <= FLASH and (t.kind == "violence" or t.acts) for t in (first, second))


def _closeness(telling: Telling, channel: str, at: datetime, source: Source) -> float:
    other, gap = source.telling, between(at, source.published)
    flashes = _flashes(telling, other)
    value = likeness.wording(telling, other) + _place(telling, other, gap, flashes)
    alike = likeness.shared_figures(telling, other) if gap <= FIGURE_GAP else 0.0
    value += SAME_FIGURE * min(2.0, alike)
    shared = likeness.shared_names(telling, other)
    value += SAME_PARTY * min(2, shared)
    if channel == source.channel:
        value += _occasion(telling, at, source)
    if flashes:
        value += SAME_SPOT * likeness.one_spot(telling, other)
        value += SAME_FAMILY * likeness.one_family(telling, other)
    if flashes and not alike and not likeness.one_family(telling, other):
        value -= LATER * max(0.0, (gap - NEAR) / (FAR - NEAR))
    if _another_day(telling, at, source, shared):
        value -= OVERNIGHT if gap <= NIGHT else OTHER_DAY
    if (telling.kind == "commentary") != (other.kind == "commentary"):
        value -= OTHER_KIND
    if not alike and likeness.tally(telling) != likeness.tally(other):
        value -= TALLY
    if telling.another:
        value -= ANOTHER
    if not alike and likeness.causes_apart(telling, other):
        value -= OTHER_CAUSE
    if likeness.other_speaker(telling, other) and not (telling.figures and other.figures):
        value -= OTHER_SPEAKER
    return value


def _occasion(telling: Telling, at: datetime, source: Source) -> float:
    """What it says for one statement that a channel quotes the same words' speaker again at once:
    little for an outlet, which has all sorts of news, and for who reports happenings."""
    other = source.telling
    if not telling.opening or telling.opening != other.opening or _day_alone(at):
        return 0.0
    if abs(at - source.published) > OCCASION or telling.figures or other.figures:
        return 0.0
    if telling.speaker:
        return SAME_OCCASION
    # «الصحيفة عن مسؤولين» names whom the outlet quotes.
    return SAME_QUOTED if {"عن", "نقلا"} & set(telling.opening) else SAME_OUTLET


def _another_day(telling: Telling, at: datetime, source: Source, shared: int) -> bool:
    """Whether two reports tell of different days: by the days of the meetings they tell of, else by
    their own, unless they are close or tell of the same two parties (a meeting, planned and
    held)."""
    days, others = set(telling.days), set(source.telling.days)
    if days and others:
        return not days & others
    if at.date() == source.published.date() or shared >= 2:
        return False
    return between(at, source.published) > DAY_GAP


def _next_bulletin(telling: Telling, at: datetime, source: Source) -> bool:
    """Whether a report is the form of an earlier one filled in anew, half a day later, or gives
    another count over a period or since a start, on another day."""
    if likeness.shared_names(telling, source.telling) >= 2:
        return False  # a meeting, planned and held
    gap = between(at, source.published)
    other_day = gap > DAY_GAP and at.date() != source.published.date()
    if other_day and likeness.other_count_over_time(telling, source.telling):
        return True
    return gap > REPEAT_HOURS and likeness.same_words(telling, source.telling) >= FORM


def _place(first: Telling, second: Telling, gap: timedelta, flashes: bool) -> float:
    """What the places that two headlines name first say for or against one happening."""
    if not first.focus or not second.focus:
        return 0.0
    towns = likeness.specific(first.focus) and likeness.specific(second.focus)
    if likeness.same_place(first.focus, second.focus):
        alike = first.kind == second.kind not in ("other", "commentary")
        if towns and alike and not first.another:
            if flashes and first.focus != second.focus:
                return 0.0  # one names a part of the town, the other the whole
            if flashes and not likeness.share_a_word(first, second):
                return 0.0
            return SAME_TOWN * min(1.0, max(0.0, (FAR - gap) / (FAR - NEAR)))
        return 0.0
    if not _elsewhere(first, second):
        return 0.0
    apart = towns or likeness.other_country(first.focus, second.focus)
    return -OTHER_TOWN if apart else -OTHER_REGION


def between(first: datetime, second: datetime) -> timedelta:
    """The time between two reports. One that is dated by the day alone stands at any hour of it,
    so there is none to another of that day, and is taken to be of noon for other days."""
    if first.date() == second.date() and _day_alone(first) != _day_alone(second):
        return timedelta(0)
    return abs(_hour(first) - _hour(second))


def _hour(time: datetime) -> datetime:
    return time + timedelta(hours=12) if _day_alone(time) else time


def _day_alone(time: datetime) -> bool:
    return time.hour == time.minute == time.second == 0


def _elsewhere(first: Telling, second: Telling) -> bool:
    """Whether either focus is a place that the other telling does not name at all."""
    return not any(
        likeness.same_place(place, second.focus or "") for place in first.places
    ) or not any(likeness.same_place(place, first.focus or "") for place in second.places)
