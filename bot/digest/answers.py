"""Answers to questions: a toll over days, the story of an event, whom a person met, demands.

Each answer is rows of one event each, so that every row keeps its evidence and passes the numeric
gate like the lines of a digest. Figures are told one by one as their claimants gave them: a sum of
them stands in no post, so none is told.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.digest.claimants import channel_name, claimants
from bot.digest.compose import sources_line
from bot.digest.composition import Line
from bot.digest.figures import figure_text, place_name, series_line
from bot.digest.heading import day_text
from bot.digest.wording import Wording
from bot.events.event import Event, Source, Statement
from bot.events.ledger import Series, series
from bot.events.names import person_key
from bot.events.queries import Encounter, StandingDemand, Toll
from bot.locales import isolate
from extract.facts import Demand

ROWS = 30
LONGEST_QUOTE = 300  # characters


@dataclass(frozen=True, slots=True)
class Row:
    """A line about one event; ``head`` marks a subheading, which stands without an event."""

    line: Line
    event: Event | None = None
    head: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    language: str
    title: Line
    rows: tuple[Row, ...]
    left_out: int = 0


def toll_answer(toll: Toll, subject: str, wording: Wording, zone: str) -> Answer:
    """The figures of separate happenings by day, newest day first, then totals as announced."""
    say = wording.say
    role = say(f"figure-{toll.role}.name")
    shown = place_name(subject, wording)
    title = Line(say("toll-title", role=role, subject=shown), verbatim=(subject,), strong=True)
    rows: list[Row] = []
    for day in reversed(toll.days):
        rows.append(_head(_day_line(day.day, wording)))
        rows += [_figure(event, one, wording) for event, one in day.series]
    for name, found in (("toll-period", toll.periods), ("toll-cumulative", toll.totals)):
        if found:
            rows.append(_head(Line(say(name), strong=True)))
            rows += [_dated(event, one, wording, zone) for event, one in reversed(found)]
    return _answer(wording, title, rows)


def _figure(event: Event, one: Series, wording: Wording) -> Row:
    """One figure with its place and who claims it; of one in dispute, who claims which."""
    say, fact, told = wording.say, one.chief.fact, series_line(one, wording)
    text, verbatim = told.text, list(told.verbatim)
    if fact.place:
        text = say("figure-place", place=place_name(fact.place, wording), figure=text)
        verbatim.append(fact.place)
    if one.state != "open" and (claimant := claimants(one.claims, wording)):
        text = say("figure-claimed", figure=text, claimant=claimant)
        verbatim += [claim.name for claim in one.claims if claim.name]
    return Row(Line(text, told.evidence, tuple(verbatim)), event)


def _dated(event: Event, one: Series, wording: Wording, zone: str) -> Row:
    day = event.first.astimezone(ZoneInfo(zone)).date()
    line = _figure(event, one, wording).line
    text = wording.say("toll-line", day=day_text(day, wording), figure=line.text)
    return Row(Line(text, line.evidence, line.verbatim, (day.day,)), event)


def who_answer(found: Iterable[Encounter], person: str, wording: Wording, zone: str) -> Answer:
    """Whom a person met: day, with whom, where, about what; newest first."""
    say = wording.say
    shown = isolate(person, wording.language)
    title = Line(say("who-title", person=shown), verbatim=(person,), strong=True)
    rows = []
    for encounter in found:
        meeting = encounter.told.meeting
        others = [p.full if len(p.full) <= 80 else p.name for p in encounter.others(person)]
        who = say("list-separator").join(isolate(name, wording.language) for name in others)
        label = say(f"meeting-{meeting.status}-{meeting.mode}")
        text = say("meeting", label=label, who=who or shown)
        verbatim = [*others, person]
        if meeting.place:
            text = say("meeting-where", meeting=text, place=place_name(meeting.place, wording))
            verbatim.append(meeting.place)
        if meeting.topics:
            topic = meeting.topics[0]
            text = say("item-separator").join((text, isolate(topic, wording.language)))
            verbatim.append(topic)
        day = say("toll-line", day=day_text(encounter.day, wording), figure=text)
        own = (encounter.day.day,)
        rows.append(Row(Line(day, encounter.told.evidence, tuple(verbatim), own), encounter.event))
    return _answer(wording, title, rows)


def demands_answer(found: Iterable[StandingDemand], wording: Wording, zone: str) -> Answer:
    """What each party demands now: by party, each wording with when it was said, and answers."""
    say = wording.say
    by_party: dict[str, list[StandingDemand]] = {}
    for one in found:
        by_party.setdefault(person_key(one.actor) if one.actor else "", []).append(one)
    rows: list[Row] = []
    for demands in by_party.values():
        if actor := demands[0].actor:
            rows.append(_head(Line(isolate(actor, wording.language), verbatim=(actor,))))
        rows += [_standing(one, wording, zone) for one in demands]
    return _answer(wording, Line(say("demands-title"), strong=True), rows)


def _standing(one: StandingDemand, wording: Wording, zone: str) -> Row:
    say = wording.say
    first, last = (time.astimezone(ZoneInfo(zone)).date() for time in (one.first, one.last))
    text, own = isolate(one.content, wording.language), [last.day]
    verbatim = [one.content, *one.answers]
    if one.addressee:
        addressee = isolate(one.addressee, wording.language)
        text = say("demand-of", content=text, addressee=addressee)
        verbatim.append(one.addressee)
    since = "same" if first == last else _short(first, wording)
    said = say("demands-said", first=since, last=_short(last, wording))
    own += [first.day, first.month, last.month]
    text = say("demand-said", demand=text, said=said)
    if one.answers:
        answers = say("item-separator").join(isolate(a, wording.language) for a in one.answers)
        text = f"{text}{say('item-separator')}{say('demands-answered', answers=answers)}"
    evidence = tuple(statement for _, statement in one.evidence)
    return Row(Line(text, evidence, tuple(verbatim), tuple(own)), one.evidence[-1][0])


def story(event: Event, wording: Wording, zone: str) -> Answer:
    """The whole story of an event: what each post said when, in its exact words, and the
    disputes.
    """
    say = wording.say
    title = Line(say("story-title"), strong=True)
    disputes = [one for one in series(event) if one.state == "open"]
    rows = []
    if disputes:
        rows.append(_head(Line(say("story-differences"))))
        for one in disputes:
            for claim in one.claims:
                text = figure_text(claim.statement, wording)
                name = claimants([claim], wording) or channel_name(claim, wording)
                line = say("figure-claimed", figure=text, claimant=name)
                names = (claim.name,) if claim.name else ()
                rows.append(Row(Line(line, (claim.statement,), names), event))
    head = sources_line(event, wording)
    rows.append(Row(Line(head.text, own=head.own), None, head=True))
    for source in sorted(event.sources, key=lambda s: s.published):
        rows += _telling(event, source, wording, zone)
    return _answer(wording, title, rows)


def _telling(event: Event, source: Source, wording: Wording, zone: str) -> Iterable[Row]:
    """What a post said, sentence by sentence; of a copy or a deleted post only that it is one."""
    say, at = wording.say, source.published.astimezone(ZoneInfo(zone))
    channel = isolate(f"@{source.channel}", wording.language)
    own = [at.hour, at.minute, at.day, at.month]
    told = f"{_short(at, wording)} {at:%H:%M}"
    name = (f"@{source.channel}",)
    if source.deleted or source.relation in ("copy", "forward"):
        mark = say("story-deleted" if source.deleted else f"story-{source.relation}")
        text = say("story-mark", time=told, channel=channel, mark=mark)
        yield Row(Line(text, (_own_words(source),), (source.channel,), tuple(own)), event)
        return
    quotes = list(dict.fromkeys(s.quote for s in event.said_by(source.post))) or [source.headline]
    for quote in quotes:
        shown = " ".join(quote.split())
        if len(shown) > LONGEST_QUOTE:
            shown = shown[:LONGEST_QUOTE].rsplit(" ", 1)[0]
        text = say("story-line", time=told, channel=channel, quote=shown)
        if source.edited:
            edited = source.edited.astimezone(ZoneInfo(zone))
            text = f"{text} ({say('story-edited', time=f'{edited:%H:%M}')})"
            own += [edited.hour, edited.minute]
        basis = next((s for s in event.said_by(source.post) if s.quote == quote), None)
        yield Row(Line(text, (basis or _own_words(source),), (shown, *name), tuple(own)), event)


def _own_words(source: Source) -> Statement:
    """The channel's name and headline as words of the source, for rows that quote no fact."""
    fact = Demand(source.channel, source.headline, (0, 0), (0, 0))
    return Statement(fact, source.post, source.published, source.headline, source.headline)


def _head(line: Line) -> Row:
    return Row(line, None, head=True)


def _day_line(day: date, wording: Wording) -> Line:
    return Line(day_text(day, wording), own=(day.day,))


def _short(day: date | datetime, wording: Wording) -> str:
    return f"{day.day}/{day.month}"


def _answer(wording: Wording, title: Line, rows: list[Row]) -> Answer:
    return Answer(wording.language, title, tuple(rows[:ROWS]), max(0, len(rows) - ROWS))
