"""Which of its channel's happenings a post may be a follow-up of, and how near it lies.

A post that refers back (`bot.events.reference`) belongs to the newest happening of its channel that
it may be about: nothing that was told of it stands against the post.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from bot.events import likeness
from bot.events.event import Event, Reference, Source, Telling
from bot.events.reference import LONG
from bot.events.where import UNKNOWN

#: How long after the last post of its channel about a happening a post may refer to it.
LIMITS: dict[Reference, timedelta] = {
    "explicit": timedelta(minutes=60),
    "arrival": timedelta(minutes=45),
    "bare": timedelta(minutes=25),
    "speech": timedelta(minutes=15),
}


def nearness(telling: Telling, channel: str, at: datetime, event: Event) -> float:
    """How well a report may refer back to an event, by the time since its channel last told of it:
    1 at once, 0 at the limit and where it cannot be about it."""
    if telling.refers is None:
        return 0.0
    limit = LIMITS[telling.refers]
    told = _told(event, channel, at, limit)
    if told is None or not _may_be_about(telling, event.live):
        return 0.0
    return 1.0 - (at - told) / limit


def _told(event: Event, channel: str, at: datetime, limit: timedelta) -> datetime | None:
    """When the channel last told of the event, if that is no longer ago than the limit."""
    told = [s.published for s in event.live if s.channel == channel and s.published <= at]
    return max(told) if told and at - max(told) <= limit else None


def _may_be_about(telling: Telling, sources: Iterable[Source]) -> bool:
    """Whether a happening is one, and nothing that was told of it stands against the report."""
    others = [source.telling for source in sources]
    if telling.refers == "speech":
        return any(likeness.share_a_word(telling, other) for other in others)
    if not any(map(_happening, others)) or any(o.roundup or o.speaker for o in others):
        return False
    if telling.soldiers != any(other.soldiers for other in others):
        return False
    places = [place for other in others for place in other.places]
    if not _where_it_was(telling, places):
        return False
    return not any(
        likeness.scenes_apart(telling, other)
        or likeness.sides_apart(telling, other)
        or likeness.spots_apart(telling, other)
        or likeness.families_apart(telling, other)
        or likeness.causes_apart(telling, other)
        for other in others
    )


def _where_it_was(telling: Telling, places: Sequence[str]) -> bool:
    """Whether a report may be of the places told of. Who is brought in from a place named is not
    of a happening without one."""
    focus = telling.focus
    if focus is None or focus.startswith(UNKNOWN) or not (places or telling.refers == "arrival"):
        return True
    return any(likeness.same_place(focus, place) for place in places)


def _happening(telling: Telling) -> bool:
    if telling.earlier or telling.size > LONG or "flight" in telling.acts:
        return False
    return telling.kind not in ("other", "commentary") or bool(telling.acts)
