"""The views of events: a day, a search, one event.

A view first fetches what it needs, then words it in a thread of its own, so that a large one holds
up neither the other pages nor the other roles of the process.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice
from typing import Any

from aiohttp import web
from markupsafe import Markup

from bot.digest.answers import story
from bot.digest.compose import card, compose
from bot.digest.composition import Composition
from bot.digest.course import course
from bot.digest.page import Card, Section, Telling, cards, plain, sections, timeline
from bot.digest.render import to_json
from bot.events.event import Event
from bot.events.index import WINDOW
from bot.events.queries import telling
from bot.locales import isolate, localise
from bot.web.asked import MOST_PAGES, Asked
from bot.web.dates import whole_day
from bot.web.desk import KEPT, Desk
from bot.web.view import Entry, View
from extract.facts import to_json as fact_to_json

PAGE_EVENTS = 20
SEARCH_DAYS = 14
#: Posts of one event that are shown, the oldest first.
MOST_TELLINGS = 100
#: Places, and people, that an event page leads to.
RELATED = 6


async def day(desk: Desk, asked: Asked, wanted: date | None = None) -> View:
    """What was told of on a day, the weightiest first. A day of which nothing is kept is a 404."""
    today = desk.today
    shown = wanted or today
    if not today - KEPT < shown <= today:
        raise web.HTTPNotFound
    start, end = desk.start(shown), desk.start(shown + timedelta(days=1))
    found = await desk.between(start, None if shown == today else end + WINDOW)
    page = asked.number("page", 1, MOST_PAGES)

    def worded() -> View:
        say = localise(asked.language)
        events = [e for e in found if any(start <= s.published < end for s in e.live)]
        made = compose(
            events, asked.wording, desk.zone, min(desk.now(), end), limit=page * PAGE_EVENTS
        )
        written = whole_day(shown, asked.language)
        title = say("web-today", day=written) if shown == today else say("web-day", day=written)
        before, after = shown - timedelta(days=1), shown + timedelta(days=1)
        data = {
            "day": shown,
            "first": today - KEPT + timedelta(days=1),
            "today": today,
            "before": before if before > today - KEPT else None,
            "after": after if after <= today else None,
        }
        return _list("day.html", title, made, asked, page, {"day": shown.isoformat()}, data)

    return await asyncio.to_thread(worded)


async def search(desk: Desk, asked: Asked) -> View:
    """The events in which words stand, in any form, the newest first."""
    query, page = asked.words("q"), asked.number("page", 1, MOST_PAGES)
    found = await desk.between(desk.now() - timedelta(days=SEARCH_DAYS)) if query else []

    def worded() -> View:
        say = localise(asked.language)
        events = list(islice(telling(found, query), MOST_PAGES * PAGE_EVENTS))
        composed = compose(events, asked.wording, desk.zone, desk.now(), limit=len(events))
        order = {event.id: place for place, event in enumerate(events)}
        items = sorted(composed.items, key=lambda item: order[item.event.id])
        shown = tuple(items[: page * PAGE_EVENTS])
        made = replace(composed, items=shown, left_out=len(items) - len(shown))
        title = say("web-search")
        if query:
            title = say("web-search-of", query=isolate(query, asked.language))
        data = {"query": query, "days": SEARCH_DAYS}
        return _list("search.html", title, made, asked, page, {"query": query}, data)

    return await asyncio.to_thread(worded)


def _list(
    template: str,
    title: str,
    made: Composition,
    asked: Asked,
    page: int,
    named: dict[str, Any],
    data: dict[str, Any],
) -> View:
    """A page of a list of events."""
    made = replace(made, title=None, items=made.items[(page - 1) * PAGE_EVENTS :])
    shown = cards(made)
    if page > 1 and not shown:
        raise web.HTTPNotFound
    more = bool(made.left_out) and page < MOST_PAGES
    return View(
        template,
        title,
        {**data, "cards": shown, "page": page, "more": more, "left_out": made.left_out},
        {**named, "page": page, "more": more, **to_json(made)},
        tuple(entry(one) for one in shown),
        max((one.event.last for one in shown), default=None),
    )


def entry(one: Card) -> Entry:
    """An event as the entry of a feed."""
    event = one.event
    lines = Markup("").join(Markup("<li>{}</li>").format(line.text) for line in one.lines)
    names = Markup(" · ").join(
        Markup('<a href="{}">{}</a>').format(s.url, s.name) if s.url else s.name
        for s in one.sources
    )
    content = Markup("<ul>{}</ul><p>{}: {}</p>").format(lines, one.summary, names)
    first = one.lines[0].text.striptags() if one.lines else ""
    heading = one.heading.striptags()
    return Entry(
        key=f"event:{event.id}",
        title=f"{heading} · {first}" if first else heading,
        path=f"/event/{event.id}",
        updated=max((event.last, *(s.edited for s in event.live if s.edited))),
        content=content,
        authors=event.channels,
    )


async def event(desk: Desk, asked: Asked, event_id: str) -> View:
    """One event: its facts, the differences, and what each post said when, word for word."""
    found = await desk.get(event_id)
    if found is None:
        raise web.HTTPNotFound
    return await asyncio.to_thread(_event, found, asked, desk.zone)


def _event(found: Event, asked: Asked, zone: str) -> View:
    made = card(found, asked.wording, zone)
    shown = cards(made)
    if not shown:
        raise web.HTTPNotFound  # nothing of it passed the numeric gate
    say = localise(asked.language)
    differ = say("story-differences")
    parts = sections(story(found, asked.wording, zone))
    told = timeline(found, asked.language, zone)
    (fixed,) = to_json(made)["events"]
    return View(
        "event.html",
        plain(made.items[0].heading.text),
        {
            "card": shown[0],
            "differences": _rows(parts, differ),
            "timeline": told[:MOST_TELLINGS],
            "left_out": max(0, len(told) - MOST_TELLINGS),
            "days": sorted({one.at.date() for one in told}),
            "places": _few(f.place for f, _ in found.casualties),
            "people": _few(p.name for f, _ in found.meetings for p in f.participants),
            "course": course(found, asked.wording, zone),
        },
        {"event": fixed, "timeline": [_told(found, one) for one in told[:MOST_TELLINGS]]},
        (entry(shown[0]),),
        found.last,
    )


def _few(names: Iterable[str | None]) -> list[str]:
    """The first names, each once; none with a number, which would stand there unsourced."""
    return [name for name in dict.fromkeys(names) if name and not re.search(r"\d", name)][:RELATED]


def _rows(parts: Sequence[Section], head: str) -> tuple[Any, ...]:
    return next((part.rows for part in parts if part.head == head), ())


def _told(found: Event, one: Telling) -> dict[str, Any]:
    """A post of an event in JSON: when, where, and each fact with its exact sentence."""
    source = one.source
    said = () if source.deleted else found.said_by(source.post)
    return {
        "post": source.post,
        "channel": source.channel,
        "url": source.url,
        "published": source.published.isoformat(),
        "edited": source.edited.isoformat() if source.edited else None,
        "deleted": source.deleted,
        "relation": source.relation,
        "facts": [{**fact_to_json(s.fact), "quote": s.quote, "words": s.words} for s in said],
    }
