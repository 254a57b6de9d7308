"""A composition as Telegram HTML, plain text, or JSON: one content, three forms.

Every form passes the numeric gate first (`bot.digest.gate.checked`).
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from typing import Any

from bot.digest.answers import Answer, Row
from bot.digest.composition import Composition, Item, Line
from bot.digest.gate import admit, checked
from bot.events.event import Event, Source
from bot.locales import RIGHT_TO_LEFT_MARK, isolate, localise
from extract.facts import Casualties
from extract.facts import to_json as fact_to_json

# Telegram allows 4096 after entity parsing; UTF-16 code units are the strictest count in use.
MESSAGE_UNITS = 4096
_TAG = re.compile(r"<[^>]*>")
_FIRST_STRONG = re.compile("[A-Za-z\u0600-\u06ff]")
_MARK = "↗"
_NUMBER = re.compile(r"[0-9][0-9,]*")
NAMED = 4


def to_text(composition: Composition) -> str:
    """Plain text for a terminal: the same lines, the addresses of the sources last."""
    composition = checked(composition)
    blocks = []
    if composition.title:
        blocks.append(_start(composition.title.text, composition.language))
    for item in composition.items:
        lines = [item.heading.text, *(f"• {line.text}" for line in item.lines)]
        lines.append(_named(item, composition.language))
        blocks.append("\n".join(_start(line, composition.language) for line in lines))
    blocks.extend(_closing(composition))
    return "\n\n".join(blocks)


def to_telegram_html(composition: Composition, units: int = MESSAGE_UNITS) -> tuple[str, ...]:
    """The messages, in Telegram's HTML, each within ``units`` after parsing; split at facts."""
    composition = checked(composition)
    blocks: list[list[str]] = []
    if composition.title:
        blocks.append([f"<b>{_escaped(composition.title, composition.language)}</b>"])
    for item in composition.items:
        lines = [f"<b>{_escaped(item.heading, composition.language)}</b>"]
        lines += [_fact(line, item.event, composition.language) for line in item.lines]
        lines.append(_linked(item, composition.language))
        blocks.append(lines)
    blocks.extend([[html.escape(text, quote=False)] for text in _closing(composition)])
    return tuple(_split(blocks, units))


def to_json(composition: Composition) -> dict[str, Any]:
    """``{"events": [{"id", "day", "place", "facts", "sources"}]}`` as the design fixes it."""
    return {"events": [_event(item) for item in checked(composition).items]}


def answer_to_text(answer: Answer) -> str:
    """An answer as plain text."""
    rows = [row for row in answer.rows if stands(row)]
    lines = [answer.title.text]
    lines += [row.line.text if row.head else f"• {row.line.text}" for row in rows]
    lines += _tail(answer, rows)
    return "\n".join(_start(line, answer.language) for line in lines)


def answer_to_html(answer: Answer, units: int = MESSAGE_UNITS) -> tuple[str, ...]:
    """An answer as messages in Telegram's HTML, split between rows."""
    rows = [row for row in answer.rows if stands(row)]
    lines = [f"<b>{_escaped(answer.title, answer.language)}</b>"]
    for row in rows:
        if row.head or row.event is None:
            lines.append(f"<b>{_escaped(row.line, answer.language)}</b>")
        else:
            lines.append(_fact(row.line, row.event, answer.language))
    lines += [_start(html.escape(t, quote=False), answer.language) for t in _tail(answer, rows)]
    return tuple(_split([lines], units))


def stands(row: Row) -> bool:
    """Whether a row may be shown."""
    return row.head or admit(row.line, row.event)


def _tail(answer: Answer, rows: list[Row]) -> list[str]:
    say = localise(answer.language)
    if not rows:
        return [say("answer-nothing")]
    return [f"… {say('answer-more', n=answer.left_out)}"] if answer.left_out else []


def _event(item: Item) -> dict[str, Any]:
    event = item.event
    told = {statement for line in item.lines for statement in line.evidence}
    facts = [
        {**fact_to_json(s.fact), **_post(event.source(s.post)), "quote": s.quote}
        for s in event.statements
        if s in told
    ]
    place = next((piece for piece in item.heading.verbatim), None)
    return {
        "id": event.id,
        "day": event.first.date().isoformat(),
        "place": place,
        "facts": facts,
        "sources": [_source(source, event) for source in event.live],
    }


def _post(source: Source | None) -> dict[str, str]:
    """A post as `mujaz tail posts` names it: its channel and its number there."""
    if source is None:
        return {}
    return {"channel": source.channel, "post": source.post.removeprefix(f"{source.channel}/")}


def _source(source: Source, event: Event) -> dict[str, Any]:
    first = next(s for s in event.live if s.origin == source.origin)
    return {
        **_post(source),
        "url": source.url,
        "published": source.published.isoformat(),
        "independent": first is source,
    }


def _closing(composition: Composition) -> Iterable[str]:
    if composition.left_out:
        more = localise(composition.language)("digest-more", n=composition.left_out)
        yield _start(f"… {more}", composition.language)
    if not composition.items:
        notice = composition.notice or Line(localise(composition.language)("digest-nothing"))
        yield _start(notice.text, composition.language)


def _start(text: str, language: str) -> str:
    """A line that starts in the direction of its language: clients go by its first strong
    letter.
    """
    first = _FIRST_STRONG.search(text)
    if language == "ar" and (first is None or first.group().isascii()):
        return RIGHT_TO_LEFT_MARK + text
    if language != "ar" and first is not None and not first.group().isascii():
        return "\u200e" + text
    return text


def _escaped(line: Line, language: str) -> str:
    return html.escape(_start(line.text, language), quote=False)


def _fact(line: Line, event: Event, language: str) -> str:
    """A fact, and links to the posts that state it: as many as it takes to find every number."""
    text = "• " + _escaped(line, language)
    if line.strong:
        text = f"<b>{text}</b>"
    links = [_anchor(url, _MARK) for url in _bearing(line, event)]
    return " ".join([text, *links])


def _bearing(line: Line, event: Event) -> list[str]:
    """Addresses of posts that together hold every number of a line; of one if it has none."""
    shown = {int(digits.replace(",", "")) for digits in _NUMBER.findall(line.text)}
    if not line.strong:  # one and two are told in words; a change tells of a few figures only
        shown |= {1, 2}
    found: list[str] = []
    first: str | None = None
    for statement in line.evidence:
        url = source_url(event.source(statement.post))
        if url is None:
            continue
        first = first or url
        fact = statement.fact
        counts = {fact.count, fact.count_max} if isinstance(fact, Casualties) else set()
        if counts & shown and url not in found:
            found.append(url)
        shown -= counts
    return found or ([first] if first else [])


def _linked(item: Item, language: str) -> str:
    """The independence of the sources, and their names with links."""
    names = []
    for source in named_sources(item):
        name, url = source_name(source, language), source_url(source)
        names.append(_anchor(url, name) if url else html.escape(name, quote=False))
    say = localise(language)
    summary = html.escape(_start(item.sources.text, language), quote=False)
    return f"<i>{say('sources-named', sources=summary, names=' · '.join(names))}</i>"


def _named(item: Item, language: str) -> str:
    names = [source_name(source, language) for source in named_sources(item)]
    return localise(language)("sources-named", sources=item.sources.text, names=" · ".join(names))


def named_sources(item: Item) -> list[Source]:
    """One source a channel, those whose posts the lines rest on first."""
    by_channel: dict[str, Source] = {}
    for source in (*item.links, *item.event.live):
        if not source.deleted:
            by_channel.setdefault(source.channel, source)
    return list(by_channel.values())[:NAMED]


def source_name(source: Source, language: str) -> str:
    """A channel's handle, or its name as it is, isolated."""
    handle = re.fullmatch(r"[A-Za-z][A-Za-z0-9_]{3,31}", source.channel)
    return isolate(f"@{source.channel}" if handle else source.channel, language)


def source_url(source: Source | None) -> str | None:
    """Where a post can be read; None if it is gone or its address is no web address."""
    if source is None or source.deleted or not source.url:
        return None
    return source.url if source.url.startswith(("https://", "http://")) else None


def _anchor(url: str, text: str) -> str:
    return f'<a href="{html.escape(url, quote=True)}">{html.escape(text, quote=False)}</a>'


def _split(blocks: list[list[str]], units: int) -> Iterable[str]:
    """Blocks of lines as messages: an event moves whole if it can, a line always."""
    message: list[str] = []
    for block in blocks:
        if message and _length([*message, "", *block]) > units:
            yield "\n".join(message)
            message = []
        elif message:
            message.append("")
        for line in block:
            if message and _length([*message, line]) > units:
                yield "\n".join(message)
                message = []
            message.append(line)
    if message:
        yield "\n".join(message)


def _length(lines: Iterable[str]) -> int:
    """The length after entity parsing, in UTF-16 code units."""
    visible = html.unescape(_TAG.sub("", "\n".join(lines)))
    return len(visible.encode("utf-16-le")) // 2
