"""Choosing and wording: from events to what a reader is told.

`compose` makes a digest, `card` an alert about one event, `amendment` the same card with what
changed said on top. Pure; `bot.digest.render` puts the result into a form.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime

from bot.digest.cause import cause
from bot.digest.composition import Composition, Item, Line
from bot.digest.figures import figure_lines, place_name
from bot.digest.heading import day_text, heading, is_placed
from bot.digest.tallies import overtaken
from bot.digest.updates import update_line
from bot.digest.weight import weight
from bot.digest.wording import Wording
from bot.events import ledger
from bot.events.change import Change
from bot.events.event import Event, Source, Statement
from bot.events.meetings import Demanded, Told, demands, meetings
from bot.locales import isolate
from extract.facts import Demand, Meeting

SCREEN_EVENTS = 7
LINES_PER_EVENT = 6
CONTENTS = 3  # demands of one party that are told
TOPICS = 2
LONGEST_TITLE = 70  # characters of a whole mention; a longer one gives way to the name
LONGEST_HEADLINE = 160
BARE_WORDS = 8  # a longer headline tells what the number counts
UNREPORTED = 3  # independent sources from which an event without facts is told by its headline


def compose(
    events: Iterable[Event],
    wording: Wording,
    zone: str,
    now: datetime,
    since: datetime | None = None,
    limit: int = SCREEN_EVENTS,
    told: Mapping[str, str] | None = None,
) -> Composition:
    """A digest of what was told since ``since``, the weightiest ``limit`` events first.

    ``told`` gives for each event that this reader was told of the `gist` of what was said: it is
    left out unless that changed. ``zone`` is the reader's time zone.
    """
    told = told or {}
    fresh = [event for event in events if event.live and (since is None or event.last >= since)]
    fresh = [event for event in fresh if _worth_telling(event) and not overtaken(event, fresh)]
    ranked = sorted(fresh, key=lambda event: (-weight(event, now), event.first, event.id))
    changed = [e for e in ranked if e.id not in told or told[e.id] != gist(e)]
    chosen = list(_without_repeats(changed))
    if not chosen:
        return Composition(wording.language, None, (), since, 0, _nothing(wording, zone, since))
    items = tuple(item(event, wording, zone) for event in chosen[:limit])
    title = _title(wording, zone, since, now)
    return Composition(wording.language, title, items, since, len(chosen) - len(items))


def _without_repeats(events: Iterable[Event]) -> Iterable[Event]:
    """Events, less those that only repeat totals and period figures that one before them tells."""
    seen: set[tuple[str, str, int]] = set()
    for event in events:
        said = {
            (series.key.role, series.key.scope, series.high)
            for series in ledger.series(event)
            if series.high is not None and not series.key.subset
        }
        over_time = {one for one in said if one[1] != "incident"}
        bare = said == over_time and not event.meetings and not event.demands
        if not (bare and said and said <= seen):
            yield event
        seen |= over_time


def card(event: Event, wording: Wording, zone: str) -> Composition:
    """One event, as an alert tells it."""
    return Composition(wording.language, None, (item(event, wording, zone),))


def amendment(event: Event, changes: Iterable[Change], wording: Wording, zone: str) -> Composition:
    """The card of an event with what changed on top: «تحديث 14:20: القتلى 5 ← 7»."""
    made = item(event, wording, zone)
    said = tuple(update_line(change, event, wording, zone) for change in _worth_saying(changes))
    top = Item(
        made.event, made.heading, (*dict.fromkeys(said), *made.lines), made.sources, made.links
    )
    return Composition(wording.language, None, (top,))


def _worth_saying(changes: Iterable[Change]) -> list[Change]:
    """Without the edit of a post whose new figures are said."""
    changes = list(changes)
    figures = {(one.post, one.at) for one in changes if one.kind == "figure_changed"}
    return [c for c in changes if c.kind != "source_edited" or (c.post, c.at) not in figures]


def gist(event: Event) -> str:
    """A digest of what a reader is told of an event; equal gists tell the same.

    Sources that merely repeat it do not count.
    """
    lines = [line.text for line in _facts(event, Wording())] or [_headline(event).text]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


def item(event: Event, wording: Wording, zone: str) -> Item:
    lines = _facts(event, wording)
    if not lines:
        lines = (_headline(event),)
    return Item(
        event=event,
        heading=heading(event, wording, zone),
        lines=lines[:LINES_PER_EVENT],
        sources=sources_line(event, wording),
        links=_links(event, lines[:LINES_PER_EVENT]),
    )


def _worth_telling(event: Event) -> bool:
    if event.casualties and not event.demands and not event.meetings and _bare(event):
        return False
    if event.casualties or event.demands or any(_says_enough(m) for m, _ in event.meetings):
        return True
    return event.independent >= UNREPORTED


def _bare(event: Event) -> bool:
    """Whether an event is a number alone, without a place, a cause, or anybody who says so."""
    placed = is_placed(event) or cause(event)
    claimed = any(fact.attribution for fact, _ in event.casualties)
    return not placed and not claimed and len(_headline(event).text.split()) < BARE_WORDS


def _facts(event: Event, wording: Wording) -> tuple[Line, ...]:
    """Who met whom, then who was harmed and by what, then who demands what."""
    held = [told for told in meetings(event) if _says_enough(told.meeting)]
    lines = [line for told in held for line in _meeting(told, wording)]
    figures = figure_lines(event, wording)
    happened = cause(event)
    if figures and happened:
        words, statement = happened
        lines.append(Line(isolate(words, wording.language), (statement,), (words,)))
    elif figures and not held and _unplaced_incident(event):
        lines.append(_headline(event))  # a number alone says nothing
    lines.extend(figures)
    lines.extend(_demand(told, wording) for told in demands(event))
    return tuple(lines)


def _unplaced_incident(event: Event) -> bool:
    return not is_placed(event) and any(fact.scope == "incident" for fact, _ in event.casualties)


def _says_enough(meeting: Meeting) -> bool:
    """Whether a meeting is worth a line: two parties, or one and where or about what."""
    return len(meeting.participants) > 1 or bool(meeting.place or meeting.topics)


def _meeting(told: Told, wording: Wording) -> Iterable[Line]:
    say, meeting = wording.say, told.meeting
    names = [
        person.full if len(person.full) <= LONGEST_TITLE else person.name
        for person in meeting.participants
    ]
    shown = [isolate(name, wording.language) for name in dict.fromkeys(names)]
    who = shown[-1]
    if len(shown) > 1:
        before = say("list-separator").join(shown[:-1])
        who = say("names-and", first=before, second=who)
    label = say(f"meeting-{meeting.status}-{meeting.mode}")
    text = say("meeting", label=label, who=who)
    own: tuple[int, ...] = ()
    if meeting.place:
        text = say("meeting-where", meeting=text, place=place_name(meeting.place, wording))
    if meeting.day:
        text = say("meeting-when", meeting=text, day=day_text(meeting.day, wording))
        own = (meeting.day.day,)
    verbatim = (*names, *((meeting.place,) if meeting.place else ()))
    yield Line(text, told.evidence, verbatim, own)
    topics = meeting.topics[:TOPICS]
    if topics:
        shown = [isolate(topic, wording.language) for topic in topics]
        about = say("meeting-about", topics=say("item-separator").join(shown))
        yield Line(about, told.evidence, topics)


def _demand(told: Demanded, wording: Wording) -> Line:
    say = wording.say
    contents = told.contents[:CONTENTS]
    shown = say("item-separator").join(isolate(c, wording.language) for c in contents)
    verbatim = (*contents, *(name for name in (told.actor, told.addressee) if name))
    if told.actor is None:
        return Line(say("demands.unnamed", contents=shown), told.evidence, verbatim)
    actor = isolate(told.actor, wording.language)
    if told.addressee:
        addressee = isolate(told.addressee, wording.language)
        text = say("demands.of", actor=actor, addressee=addressee, contents=shown)
    else:
        text = say("demands", actor=actor, contents=shown)
    return Line(text, told.evidence, verbatim)


def _headline(event: Event) -> Line:
    """The newest headline, for an event that states no fact; its words and numbers are the
    source's.
    """
    source = event.live[-1] if event.live else event.sources[-1]
    text = source.headline
    if len(text) > LONGEST_HEADLINE:
        text = text[:LONGEST_HEADLINE].rsplit(" ", 1)[0] + "…"
    whole = Demand(None, source.headline, (0, 0), (0, 0))
    basis = Statement(whole, source.post, source.published, source.headline, source.headline)
    return Line(text, (basis,), (text.removesuffix("…"),))


def sources_line(event: Event, wording: Wording) -> Line:
    """«3 مصادر مستقلة» or «مصدر واحد، تناقلته 5 قنوات»."""
    count, channels = event.independent, len(event.channels)
    say = wording.say
    if count == 1 and channels > 1:
        return Line(say("sources-spread", channels=channels), own=(channels,))
    text = say("sources-independent", n=count)
    if channels > count:
        text = say("sources-independent-spread", sources=text, channels=channels)
    return Line(text, own=(count, channels))


def _links(event: Event, lines: Iterable[Line]) -> tuple[Source, ...]:
    """The posts that the lines rest on, then other origins, a few."""
    cited = dict.fromkeys(s.post for line in lines for s in line.evidence)
    sources = [source for post in cited if (source := event.source(post))]
    origins = {source.origin for source in sources}
    for source in event.live:
        if source.origin not in origins:
            origins.add(source.origin)
            sources.append(source)
    return tuple(sources)


def _title(wording: Wording, zone: str, since: datetime | None, now: datetime) -> Line:
    if since is None:
        return Line(wording.say("digest-title-plain"), strong=True)
    start, end = since.astimezone(ZoneInfo(zone)), now.astimezone(ZoneInfo(zone))
    same = start.date() == end.date()
    pattern = "HH:mm" if same else "d MMMM HH:mm"
    shown = [format_datetime(time, pattern, locale=wording.language) for time in (start, end)]
    if same:
        shown[0] = f"{format_date(start, 'EEEE d MMMM', locale=wording.language)} {shown[0]}"
    text = wording.say("digest-title", since=shown[0], until=shown[1])
    own = (start.day, start.hour, start.minute, end.day, end.hour, end.minute)
    return Line(text, own=own, strong=True)


def _nothing(wording: Wording, zone: str, since: datetime | None) -> Line:
    if since is None:
        return Line(wording.say("digest-nothing"))
    start = since.astimezone(ZoneInfo(zone))
    shown = f"{day_text(start.date(), wording)} {start:%H:%M}"
    text = wording.say("digest-nothing-since", since=shown)
    return Line(text, own=(start.day, start.hour, start.minute))
