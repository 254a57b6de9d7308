"""What the book of events answers: tolls over days, whom a person met, what parties demand.

Pure read models over events; `bot.store.events` finds the events, `bot.digest.answers` words them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.events import ledger, wording
from bot.events.event import Event, Statement
from bot.events.ledger import Series
from bot.events.meetings import Told, distinct, meetings
from bot.events.names import person_key, same_person
from bot.events.terms import place_key
from extract.facts import Demand, Participant
from extract.places import resolve

#: The roles that are asked for, the gravest first.
ROLES = ("killed", "injured", "killed_or_injured", "missing", "displaced", "detained")


@dataclass(frozen=True, slots=True)
class DayToll:
    """What separate happenings of one day cost, as far as told: low and high, and by which
    series.

    ``counted`` are those of ``series`` that add up: the greatest count of the whole place stands
    for all that was told of its parts, unless these make more.
    """

    day: date
    low: int
    high: int
    series: tuple[tuple[Event, Series], ...]
    counted: tuple[tuple[Event, Series], ...]


@dataclass(frozen=True, slots=True)
class Toll:
    """A toll over days for one role.

    ``days`` sums incident figures of separate events, day by day: whole figures only, never a part,
    a period or a running total. ``periods`` and ``totals`` are the period figures and running
    totals that claimants announced, oldest first: series of their own that are not added to
    anything.
    """

    role: str
    days: tuple[DayToll, ...]
    periods: tuple[tuple[Event, Series], ...]
    totals: tuple[tuple[Event, Series], ...]


def toll(events: Iterable[Event], role: str, zone: str, place: str | None = None) -> Toll:
    """The toll of events for ``role``, at ``place`` and within it, or everywhere."""
    by_day: dict[date, list[tuple[Event, Series]]] = {}
    periods: list[tuple[Event, Series]] = []
    totals: list[tuple[Event, Series]] = []
    for event in sorted(events, key=lambda e: (e.first, e.id)):
        for series in ledger.series(event):
            if series.key.role != role or series.key.subset or series.high is None:
                continue
            if place is not None and not happened_in(event, series, place):
                continue
            if series.key.scope == "incident":
                day = event.first.astimezone(ZoneInfo(zone)).date()
                by_day.setdefault(day, []).append((event, series))
            else:
                (periods if series.key.scope == "period" else totals).append((event, series))
    days = [_day(day, found, place) for day, found in sorted(by_day.items())]
    return Toll(role, tuple(days), tuple(periods), tuple(totals))


def gravest_toll(events: Iterable[Event], zone: str, place: str | None = None) -> Toll | None:
    """The toll for the gravest role that has any figure; None if none has."""
    events = list(events)
    tolls = (toll(events, role, zone, place) for role in ROLES)
    return next((t for t in tolls if t.days or t.periods or t.totals), None)


def _day(day: date, found: list[tuple[Event, Series]], place: str | None) -> DayToll:
    # Of one event and place, victims named by group may be among the people as such.
    kept = [pair for pair in found if not _within_another(pair, found)]
    whole = [pair for pair in kept if _of_all(pair, place)]
    parts = [pair for pair in kept if pair not in whole]
    if whole:
        greatest = max(whole, key=lambda pair: pair[1].high or 0)
        more = sum(series.high or 0 for _, series in parts) > (greatest[1].high or 0)
        counted = parts if more else [greatest]
    else:
        counted = parts
    low = sum(series.low or 0 for _, series in counted)
    high = sum(series.high or 0 for _, series in counted)
    return DayToll(day, low, high, tuple(kept), tuple(counted))


def _of_all(pair: tuple[Event, Series], place: str | None) -> bool:
    """Whether a series counts the whole of the place asked for, or of a region or country."""
    event, series = pair
    own = series.chief.fact.place
    known = resolve(own) if own else None
    if known is None:
        # A phrase that names more than a known place names a part of one.
        focus = next((s.telling.focus for s in event.live if s.telling.focus), None)
        return own is None and focus is not None and focus.rpartition(">")[2].startswith("*")
    if place is not None and place_key(known.name) == place_key(place):
        return True
    return known.kind in ("country", "region", "governorate")


def _within_another(pair: tuple[Event, Series], found: list[tuple[Event, Series]]) -> bool:
    event, series = pair
    general = replace(series.key, victims=None)
    return series.key.victims is not None and any(
        other.id == event.id and that.key == general for other, that in found
    )


def happened_in(event: Event, series: Series, place: str) -> bool:
    """Whether a series counts what happened at ``place``: by its own place, else by the event's."""
    wanted = place_key(place)
    own = series.chief.fact.place
    if own is not None:
        known = resolve(own)
        if known is not None:
            return known.within(place)
        if wanted in place_key(own):
            return True
        if series.key.place is not None:
            return False
    paths = (path for source in event.live for path in (source.telling.focus or "",))
    return any(wanted in map(place_key, path.split(">")) for path in paths if path)


@dataclass(frozen=True, slots=True)
class Encounter:
    """A meeting of a person, in the event that tells of it."""

    event: Event
    told: Told
    day: date

    def others(self, person: str) -> tuple[Participant, ...]:
        """Whom the person met."""
        return tuple(
            p
            for p in self.told.meeting.participants
            if not same_person(person, person, p.name, p.full)
        )


def encounters(events: Iterable[Event], person: str, zone: str) -> tuple[Encounter, ...]:
    """The meetings of a person, newest first; spellings of one name are one person."""
    found: list[Encounter] = []
    for event in events:
        for told in meetings(event):
            if len(told.meeting.participants) < 2 and not told.meeting.topics:
                continue
            if any(same_person(person, person, p.name, p.full) for p in told.meeting.participants):
                day = told.meeting.day or event.first.astimezone(ZoneInfo(zone)).date()
                found.append(Encounter(event, told, day))
    return tuple(sorted(found, key=lambda e: (e.day, e.event.last), reverse=True))


@dataclass(frozen=True, slots=True)
class StandingDemand:
    """A demand in one wording: who makes it of whom, when it was first and last said, who answered.

    ``answers`` are demands of the addressee himself in the same events.
    """

    actor: str | None
    addressee: str | None
    content: str
    first: datetime
    last: datetime
    evidence: tuple[tuple[Event, Statement], ...]
    answers: tuple[str, ...] = ()


def standing_demands(
    events: Iterable[Event], party: str | None = None
) -> tuple[StandingDemand, ...]:
    """What each party demands, or one party: grouped by party and wording, the newest said
    first.
    """
    events = list(events)
    by_actor: dict[str, list[_Said]] = {}
    for event in events:
        for fact, statement in event.demands:
            if party is None or (fact.actor and _party(fact.actor, party)):
                key = person_key(fact.actor) if fact.actor else ""
                by_actor.setdefault(key, []).append((fact, event, statement))
    found: list[StandingDemand] = []
    for said in by_actor.values():
        found.extend(_wordings(sorted(said, key=lambda one: one[2].at), events))
    return tuple(sorted(found, key=lambda demand: demand.last, reverse=True))


_Said = tuple[Demand, Event, Statement]


def _wordings(said: list[_Said], events: list[Event]) -> Iterable[StandingDemand]:
    """Demands of one party, each wording once, with when it was first and last said."""
    groups: list[list[_Said]] = []
    for one in said:
        for group in groups:
            if len(distinct((group[0][0].content, one[0].content))) == 1:
                group.append(one)
                break
        else:
            groups.append([one])
    for group in groups:
        fact = group[-1][0]
        yield StandingDemand(
            actor=fact.actor,
            addressee=fact.addressee,
            content=fact.content,
            first=group[0][2].at,
            last=group[-1][2].at,
            evidence=tuple((event, statement) for _, event, statement in group),
            answers=_answers(fact.addressee, {event.id for _, event, _ in group}, events),
        )


def _answers(addressee: str | None, ids: set[str], events: list[Event]) -> tuple[str, ...]:
    if addressee is None:
        return ()
    return tuple(
        dict.fromkeys(
            fact.content
            for event in events
            if event.id in ids
            for fact, _ in event.demands
            if fact.actor and _party(fact.actor, addressee)
        )
    )


def _party(first: str, second: str) -> bool:
    """Whether two names are of one party: one holds the words of the other."""
    left, right = set(person_key(first).split()), set(person_key(second).split())
    return bool(left and right) and (left <= right or right <= left)


def telling(events: Iterable[Event], query: str) -> Iterable[Event]:
    """Events in which all words of the query stand, in any form, in the order given."""
    wanted = {wording.stem(word) for word in wording.words(query)}
    return (event for event in events if event.live and wanted and wanted <= _stems(event))


def _stems(event: Event) -> set[str]:
    texts = [source.headline for source in event.live]
    texts += [statement.quote for statement in event.statements]
    return {wording.stem(word) for text in texts for word in wording.words(text)}
