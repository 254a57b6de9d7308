"""A composition or an answer as pieces of an HTML page: the same content as a message.

Every piece passes the numeric gate first. Text comes out as `Markup`: escaped, with ``<bdi>`` for
the isolates, and without the marks by which a hostile post could turn digits around.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from markupsafe import Markup, escape

from bot.digest.answers import Answer
from bot.digest.composition import Composition, Item, Line
from bot.digest.gate import admit, checked
from bot.digest.render import named_sources, source_name, source_url, stands
from bot.events.event import Event, Source, Statement
from bot.locales import localise

_ISOLATES = "\u2066\u2067\u2068"
_POP = "\u2069"
#: Embeddings and overrides, direction marks, and controls.
_MARKS = re.compile("[\u202a-\u202e\u200e\u200f\u061c\x00-\x08\x0b-\x1f\x7f-\x9f]")
_PARTS = re.compile(f"([{_ISOLATES}{_POP}])")


@dataclass(frozen=True, slots=True)
class Shown:
    """A line, the event it is about, and the post that states it."""

    text: Markup
    event: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """A channel, and where its post can be read."""

    name: Markup
    url: str | None


@dataclass(frozen=True, slots=True)
class Card:
    """One event: heading, facts, independence of its sources, and their names."""

    event: Event
    heading: Markup
    lines: tuple[Shown, ...]
    summary: Markup
    sources: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Rows under one subheading; the first section of an answer may have none."""

    head: Markup | None
    rows: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Telling:
    """What one post said, in its own sentences, with the words of each fact marked.

    ``mark`` says what became of it: copied, forwarded, edited, deleted.
    """

    source: Source
    at: datetime
    by: Named
    mark: str
    quotes: tuple[Markup, ...]


def cards(composition: Composition) -> tuple[Card, ...]:
    """The events of a composition."""
    language = composition.language
    return tuple(_card(item, language) for item in checked(composition).items)


def _card(item: Item, language: str) -> Card:
    return Card(
        event=item.event,
        heading=markup(item.heading.text, language),
        lines=tuple(_shown(line, item.event, language) for line in item.lines),
        summary=markup(item.sources.text, language),
        sources=tuple(named(source, language) for source in named_sources(item)),
    )


def sections(answer: Answer) -> tuple[Section, ...]:
    """The rows of an answer under their subheadings; a subheading without rows is left out."""
    parts: list[tuple[Markup | None, list[Shown]]] = [(None, [])]
    for row in answer.rows:
        if row.head:
            parts.append((markup(row.line.text, answer.language), []))
        elif stands(row):
            parts[-1][1].append(_shown(row.line, row.event, answer.language))
    return tuple(Section(head, tuple(rows)) for head, rows in parts if rows)


def timeline(event: Event, language: str, zone: str) -> tuple[Telling, ...]:
    """What each post of an event said, oldest first."""
    ordered = sorted(event.sources, key=lambda source: source.published)
    return tuple(_telling(event, source, language, zone) for source in ordered)


def _telling(event: Event, source: Source, language: str, zone: str) -> Telling:
    say = localise(language)
    mark = ""
    if source.deleted:
        mark = say("story-deleted")
    elif source.relation != "report":
        mark = say(f"story-{source.relation}")
    elif source.edited:
        mark = say("story-edited", time=f"{source.edited.astimezone(ZoneInfo(zone)):%H:%M}")
    return Telling(
        source=source,
        at=source.published.astimezone(ZoneInfo(zone)),
        by=named(source, language),
        mark=mark,
        quotes=() if source.deleted else tuple(_quotes(event, source)),
    )


def _quotes(event: Event, source: Source) -> Iterable[Markup]:
    """The exact sentences of a live post, each once; its headline where it states no fact."""
    said: dict[str, list[Statement]] = {}
    for statement in event.said_by(source.post):
        said.setdefault(statement.quote, []).append(statement)
    if not said:
        yield quote(source.headline)
    for sentence, statements in said.items():
        whole = " ".join(sentence.split())
        if admit(Line(whole, tuple(statements), (whole,)), event):
            yield quote(sentence, [s.words for s in statements])


def quote(sentence: str, words: Iterable[str] = ()) -> Markup:
    """A sentence as the source wrote it, with the words of its facts in ``<mark>``."""
    spans: list[tuple[int, int]] = []
    for piece in words:
        start = sentence.find(piece) if piece else -1
        if start >= 0:
            spans.append((start, start + len(piece)))
    shown, at = Markup(), 0
    for start, end in sorted(spans):
        if end <= at:
            continue
        start = max(start, at)
        shown += _bare(sentence[at:start]) + Markup("<mark>{}</mark>").format(
            _bare(sentence[start:end])
        )
        at = end
    return shown + _bare(sentence[at:])


def _bare(text: str) -> Markup:
    return escape(_PARTS.sub("", _MARKS.sub("", text)))


def named(source: Source, language: str) -> Named:
    """A source's channel and the address of its post."""
    return Named(markup(source_name(source, language), language), source_url(source))


def _shown(line: Line, event: Event | None, language: str) -> Shown:
    posts = (event.source(s.post) for s in line.evidence) if event else iter(())
    url = next((address for post in posts if (address := source_url(post))), None)
    return Shown(markup(line.text, language), event.id if event else None, url)


def markup(text: str, language: str) -> Markup:
    """Text with its isolates as ``<bdi>``, closed whatever a hostile text leaves open.

    In a page that is not Arabic, what is isolated is, and says so to who reads it aloud.
    """
    opening = Markup("<bdi>") if language == "ar" else Markup('<bdi lang="ar">')
    made, depth = Markup(), 0
    for part in _PARTS.split(_MARKS.sub("", text)):
        if part and part in _ISOLATES:
            made, depth = made + opening, depth + 1
        elif part == _POP:
            if depth:
                made, depth = made + Markup("</bdi>"), depth - 1
        else:
            made += escape(part)
    return made + Markup("</bdi>") * depth


def plain(text: str) -> str:
    """Text for JSON and for titles: without marks of direction."""
    return _PARTS.sub("", _MARKS.sub("", text))
