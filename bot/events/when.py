"""When a report was made, and whether two of different times can be of one happening.

A story goes on across midnight for a while; a channel's own words half a day later are the next
bulletin; an outlet that dates its reports by the day alone gives no hour.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.events import likeness
from bot.events.event import Source, Telling

REPEAT_HOURS = timedelta(hours=10)  # a channel's own words again later are the next bulletin
FORM = 0.55  # likeness from which a text after REPEAT_HOURS is the same form filled in anew
DAY_GAP = timedelta(hours=6)  # across midnight a story goes on for so long


def between(first: datetime, second: datetime) -> timedelta:
    """The time between two reports. One that is dated by the day alone stands at any hour of it,
    so there is none to another of that day, and is taken to be of noon for other days."""
    if first.date() == second.date() and day_alone(first) != day_alone(second):
        return timedelta(0)
    return abs(_hour(first) - _hour(second))


def _hour(time: datetime) -> datetime:
    return time + timedelta(hours=12) if day_alone(time) else time


def day_alone(time: datetime) -> bool:
    return time.hour == time.minute == time.second == 0


def another_day(telling: Telling, at: datetime, source: Source, shared: int) -> bool:
    """Whether two reports tell of different days: by the days of the meetings they tell of, else by
    their own, unless they are close or tell of the same two parties (a meeting, planned and
    held)."""
    days, others = set(telling.days), set(source.telling.days)
    if days and others:
        return not days & others
    if at.date() == source.published.date() or shared >= 2:
        return False
    return between(at, source.published) > DAY_GAP


def next_bulletin(telling: Telling, at: datetime, source: Source) -> bool:
    """Whether a report is the form of an earlier one filled in anew, half a day later, or gives
    another count over a period or since a start, on another day."""
    if likeness.shared_names(telling, source.telling) >= 2:
        return False  # a meeting, planned and held
    gap = between(at, source.published)
    other_day = gap > DAY_GAP and at.date() != source.published.date()
    if other_day and likeness.other_count_over_time(telling, source.telling):
        return True
    return gap > REPEAT_HOURS and likeness.same_words(telling, source.telling) >= FORM
