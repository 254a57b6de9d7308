"""How close a report is to an event: what speaks for one happening, less what speaks against it.

Pure: a telling and an event in, a number out. The weights were set on one part of the labelled
reports and measured on the rest (`tests/gold`); `bot.events.likeness` gives what they weigh.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from bot.events import followups, likeness
from bot.events.event import Event, Source, Telling, worth_comparing
from bot.events.index import WINDOW
from bot.events.when import another_day, between, day_alone, next_bulletin
from bot.events.where import UNKNOWN

FLASH = 30  # words of a report of one blow

# For one happening:
SAME_TOWN = 0.25  # violence, or accidents, in one town: in full for NEAR, none after FAR
NEAR, FAR, DAY = timedelta(hours=1), timedelta(hours=5), timedelta(hours=24)
SAME_FIGURE, FIGURE_GAP = 0.3, timedelta(hours=14)  # a figure tells a happening of its day only
SAME_PARTY = 0.2
SAME_SPOT, SAME_FAMILY, SAME_TARGET = 0.1, 0.3, 0.1
SAME_ALARM, ALARM = 0.4, timedelta(minutes=45)  # sirens, rockets and their interception
SAME_OCCASION, SAME_QUOTED, SAME_OUTLET = 0.4, 0.2, 0.1
OCCASION = timedelta(minutes=20)  # for so long a speaker's words are quoted post by post
FOLLOWS, FOLLOWS_AT_ONCE = 0.25, 0.2  # what a report may refer back to

# Against it:
LATER = 0.3  # violence told again after FAR, none before NEAR, and more the longer after
OTHER_TOWN, OTHER_REGION = 0.5, 0.15
OTHER_TALK = 0.5  # of it where no happening is told of, but what is said or planned
OTHER_SPOT, OTHER_SIDE = 0.4, 0.5
OTHER_SCENE = 0.6  # another act, or another thing that was hit
OTHER_CAUSE = 0.6  # an accident against an attack or another accident
OTHER_SPEAKER = 0.4
OTHER_MEETING = 0.6  # one party with somebody else elsewhere
OTHER_KIND = 0.1
OTHER_DAY = 0.3
OVERNIGHT, NIGHT = 0.05, timedelta(hours=14)  # the same for a story of the evening before
ANOTHER = 0.6  # «one more»
ROUNDUP = 0.25  # a report of several blows against one of one
TALLY = 0.3  # a count over many happenings against a report of one
REACTION = 0.15  # what somebody says of it against the report


def closeness(telling: Telling, channel: str, at: datetime, event: Event) -> float:
    """The likeness to the closest telling of an event, within the window; 0 beyond it."""
    told = _compared(event, at)
    others = [source.telling for source in told]
    if any(next_bulletin(telling, at, source) for source in told):
        return 0.0
    if _of_other_families(telling, others):
        return 0.0
    closest = max((_alike(telling, channel, at, source) for source in told), default=0.0)
    if near := followups.nearness(telling, channel, at, event):
        closest += FOLLOWS + FOLLOWS_AT_ONCE * near
    if any(likeness.one_family(telling, other) for other in others):
        return closest  # nothing says better which blow is meant
    return closest - _against(telling, others)


def _compared(event: Event, at: datetime) -> Sequence[Source]:
    """The tellings worth comparing: in words of their own and within the window."""
    told = [s for s in event.live if s.relation != "copy" and abs(at - s.published) <= WINDOW]
    return worth_comparing(told)


def _against(telling: Telling, others: Sequence[Telling]) -> float:
    """What any telling of the event, not only the closest, says against a report of one blow."""
    flashes = [other for other in others if both_short(telling, other)]
    short = [other for other in others if min(telling.size, other.size) <= FLASH]
    value = 0.0
    # A report of the whole town lies close to reports of each of its parts: they stay apart.
    if any(likeness.quarters_apart(telling, other) for other in others):
        value += OTHER_TOWN
    if any(likeness.spots_apart(telling, other) for other in flashes):
        value += OTHER_SPOT
    if any(likeness.sides_apart(telling, other) for other in flashes):
        value += OTHER_SIDE
    if any(likeness.scenes_apart(telling, other) for other in flashes):
        value += OTHER_SCENE
    if any(telling.roundup != other.roundup for other in short):
        value += ROUNDUP
    return value


def _of_other_families(telling: Telling, others: Iterable[Telling]) -> bool:
    """Whether houses of other families only were told of so far, at least once by name."""
    others = list(others)
    apart = any(likeness.families_apart(telling, other) for other in others)
    return apart and not any(likeness.one_family(telling, other) for other in others)


def both_short(first: Telling, second: Telling) -> bool:
    """Whether both are short reports of violence, each of one blow; an article tells of a whole
    operation, by whichever of its acts."""
    return all(t.size <= FLASH and (t.kind == "violence" or t.acts) for t in (first, second))


def _alike(telling: Telling, channel: str, at: datetime, source: Source) -> float:
    """How alike two tellings are, by all that may be seen in them."""
    other, gap = source.telling, between(at, source.published)
    alike = likeness.shared_figures(telling, other) if gap <= FIGURE_GAP else 0.0
    parties = likeness.shared_names(telling, other)
    occasion = _occasion(telling, at, source) if channel == source.channel else 0.0
    value = likeness.wording(telling, other) + occasion
    value += SAME_FIGURE * min(2.0, alike) + SAME_PARTY * min(2, parties)
    if not occasion:
        value += _place(telling, other, gap)
    value += _scene(telling, other, gap, told=bool(alike))
    if parties and likeness.meetings_apart(telling, other):
        value -= OTHER_MEETING
    if another_day(telling, at, source, parties):
        value -= OVERNIGHT if gap <= NIGHT else OTHER_DAY
    if telling.another:
        value -= ANOTHER
    return value - _voice(telling, other, told=bool(alike))


def _scene(telling: Telling, other: Telling, gap: timedelta, *, told: bool) -> float:
    """What happened, to what and whom, and how much later it is told; ``told`` says that both give
    a figure."""
    value = 0.0
    family = likeness.one_family(telling, other)
    if gap <= ALARM and "rockets" in telling.acts and "rockets" in other.acts:
        value += SAME_ALARM
    if not told and likeness.causes_apart(telling, other):
        value -= OTHER_CAUSE
    if not both_short(telling, other):
        return value
    value += SAME_FAMILY * family
    if not likeness.quarters_apart(telling, other):
        value += SAME_SPOT * likeness.one_spot(telling, other)
        value += SAME_TARGET * likeness.one_target(telling, other)
    if not told and not family:
        value -= LATER * max(0.0, (gap - NEAR) / (FAR - NEAR))
    return value


def _voice(telling: Telling, other: Telling, *, told: bool) -> float:
    """What it says against one happening that the two are of different sorts, or speakers."""
    value = 0.0
    if (telling.kind == "commentary") != (other.kind == "commentary"):
        value += OTHER_KIND
    if not told and likeness.tally(telling) != likeness.tally(other):
        value += TALLY
    if bool(telling.speaker) != bool(other.speaker) and "other" not in (telling.kind, other.kind):
        value += REACTION
    if likeness.other_speaker(telling, other) and not (telling.figures and other.figures):
        value += OTHER_SPEAKER
    return value


def _occasion(telling: Telling, at: datetime, source: Source) -> float:
    """What it says for one statement that a channel quotes the same words' speaker again at once:
    little for an outlet, which has all sorts of news, and for who reports happenings."""
    other = source.telling
    same = telling.opening == other.opening or len({*telling.speaker} & {*other.speaker}) >= 2
    if not telling.opening or not same or day_alone(at):
        return 0.0
    if abs(at - source.published) > OCCASION or telling.figures or other.figures:
        return 0.0
    if telling.speaker:
        return SAME_OCCASION
    # «الصحيفة عن مسؤولين» names whom the outlet quotes.
    return SAME_QUOTED if {"عن", "نقلا"} & set(telling.opening) else SAME_OUTLET


def _place(first: Telling, second: Telling, gap: timedelta) -> float:
    """What the places that two headlines name first say for or against one happening."""
    if not first.focus or not second.focus:
        return 0.0
    if first.focus.startswith(UNKNOWN) != second.focus.startswith(UNKNOWN):
        return 0.0
    short = both_short(first, second)
    towns = likeness.specific(first.focus) and likeness.specific(second.focus)
    if likeness.same_place(first.focus, second.focus):
        alike = first.kind == second.kind not in ("other", "commentary")
        if towns and alike and not first.another:
            if short and first.focus != second.focus:
                return 0.0  # one names a part of the town, the other the whole
            if short and not likeness.share_a_word(first, second):
                return 0.0
            # Towns are struck again the same day; the same accident does not happen twice.
            near, far = (NEAR, FAR) if first.kind == "violence" else (FAR, DAY)
            return SAME_TOWN * min(1.0, max(0.0, (far - gap) / (far - near)))
        return 0.0
    if not _elsewhere(first, second):
        return 0.0
    apart = towns or likeness.other_country(first.focus, second.focus)
    if not apart:
        return -OTHER_REGION
    # What is said somewhere is said about somewhere else.
    return -OTHER_TOWN * (OTHER_TALK if first.kind == second.kind == "other" else 1.0)


def _elsewhere(first: Telling, second: Telling) -> bool:
    """Whether either focus is a place that the other telling does not name at all."""
    return not any(
        likeness.same_place(place, second.focus or "") for place in first.places
    ) or not any(likeness.same_place(place, first.focus or "") for place in second.places)
