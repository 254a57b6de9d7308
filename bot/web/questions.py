"""The views of questions: the toll of a place over days, who met whom, what parties demand."""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

from bot.digest.answers import Answer, demands_answer, toll_answer, who_answer
from bot.digest.page import Section, plain, sections
from bot.errors import InputError
from bot.events.event import Event
from bot.events.meetings import meetings
from bot.events.names import person_key
from bot.events.queries import (
    ROLES,
    Toll,
    encounters,
    gravest_toll,
    standing_demands,
    toll,
)
from bot.events.terms import place_key
from bot.locales import localise
from bot.web.asked import MOST_DAYS, Asked
from bot.web.desk import Desk
from bot.web.view import Entry, View

TOLL_DAYS = 7
MEETINGS_DAYS = 60
DEMANDS_DAYS = 14
#: Names offered to who has not asked for one yet.
OFFERED = 24


async def toll_of(desk: Desk, asked: Asked) -> View:
    """The figures of a place over days; without a place, the places that have any."""
    place, days = asked.words("place"), asked.number("days", TOLL_DAYS, MOST_DAYS)
    subject = f"place:{place_key(place)}" if place else "type:casualties"
    found = await desk.about(subject, days)

    def worded() -> View:
        data: dict[str, Any] = {"place": place, "days": days, "most": MOST_DAYS, "roles": ROLES}
        if not place:
            places = (f.place for e in found for f, _ in e.casualties if f.place)
            return _offer("toll.html", "web-toll", asked, data, places)
        figures = _toll(found, desk.zone, place, asked)
        if figures is None:
            return _nothing("toll.html", "web-toll", asked, data)
        answer = toll_answer(figures, place, asked.wording, desk.zone)
        charted = len(figures.days) > 1 or len(figures.totals) > 1  # one bar says nothing
        return _answered(
            "toll.html", answer, found, {**data, "role": figures.role, "charted": charted}
        )

    return await asyncio.to_thread(worded)


def _toll(events: list[Event], zone: str, place: str, asked: Asked) -> Toll | None:
    role = asked.words("role")
    if not role:
        return gravest_toll(events, zone, place)
    if role not in ROLES:
        raise InputError(f"role must be one of {', '.join(ROLES)}")
    figures = toll(events, role, zone, place)
    return figures if figures.days or figures.periods or figures.totals else None


async def toll_picture(desk: Desk, asked: Asked) -> bytes | None:
    """The chart of `toll_of`; None if there is nothing to draw."""
    place, days = asked.words("place"), asked.number("days", TOLL_DAYS, MOST_DAYS)
    if not place:
        return None
    found = await desk.about(f"place:{place_key(place)}", days)

    def drawn() -> bytes | None:
        from bot.digest.chart import toll_chart  # a process that draws none loads no matplotlib

        figures = _toll(found, desk.zone, place, asked)
        return toll_chart(figures, place, asked.wording, desk.zone) if figures else None

    return await asyncio.to_thread(drawn)


async def who(desk: Desk, asked: Asked) -> View:
    """Whom a person met; without a person, those who met somebody."""
    person = asked.words("person")
    found = await desk.about("type:meeting", MEETINGS_DAYS)

    def worded() -> View:
        data = {"person": person, "days": MEETINGS_DAYS}
        if not person:
            named = (
                p.name for e in found for told in meetings(e) for p in told.meeting.participants
            )
            return _offer("who.html", "web-who", asked, data, named)
        met = encounters(found, person, desk.zone)
        if not met:
            return _nothing("who.html", "web-who", asked, data)
        return _answered("who.html", who_answer(met, person, asked.wording, desk.zone), found, data)

    return await asyncio.to_thread(worded)


async def demands(desk: Desk, asked: Asked) -> View:
    """What each party demands now, or the one named."""
    party = asked.words("party")
    found = await desk.about("type:demand", DEMANDS_DAYS)

    def worded() -> View:
        data = {"party": party, "days": DEMANDS_DAYS}
        standing = standing_demands(found, party or None)
        if not standing:
            return _nothing("demands.html", "web-demands", asked, data)
        answer = demands_answer(standing, asked.wording, desk.zone)
        return _answered("demands.html", answer, found, data)

    return await asyncio.to_thread(worded)


def _answered(template: str, answer: Answer, found: list[Event], data: dict[str, Any]) -> View:
    shown, events = sections(answer), {event.id: event for event in found}
    return View(
        template,
        plain(answer.title.text),
        {**data, "sections": shown, "left_out": answer.left_out, "offered": ()},
        {
            **_named(data),
            "sections": [_section(part) for part in shown],
            "left_out": answer.left_out,
        },
        tuple(_entries(shown, events)),
        max((event.last for event in found), default=None),
    )


def _named(data: dict[str, Any]) -> dict[str, Any]:
    return {
        name: data[name] for name in ("place", "role", "person", "party", "days") if name in data
    }


def _section(part: Section) -> dict[str, Any]:
    rows = [{"text": row.text.striptags(), "event": row.event, "url": row.url} for row in part.rows]
    return {"head": part.head.striptags() if part.head else None, "rows": rows}


def _entries(parts: Iterable[Section], events: dict[str, Event]) -> Iterable[Entry]:
    """A row is an entry; rows of equal text about one event are one."""
    found: dict[str, Entry] = {}
    for part in parts:
        for row in part.rows:
            event, text = events.get(row.event or ""), row.text.striptags()
            if event is None:
                continue
            title = f"{part.head.striptags()}: {text}" if part.head else text
            key = f"row:{event.id}:{title}"
            path = f"/event/{event.id}"
            found[key] = Entry(key, title, path, event.last, row.text, event.channels)
    return sorted(found.values(), key=lambda one: one.updated, reverse=True)


def _offer(
    template: str, title: str, asked: Asked, data: dict[str, Any], names: Iterable[str]
) -> View:
    """No answer, but the names that one could ask for, the most told of first."""
    spelled: dict[str, Counter[str]] = {}
    for name in names:
        if not re.search(r"\d", name) and len(name) <= 60:
            spelled.setdefault(person_key(name), Counter())[name] += 1
    ranked = sorted(spelled.values(), key=lambda counts: -counts.total())[:OFFERED]
    offered = tuple(counts.most_common(1)[0][0] for counts in ranked)
    record = {**_named(data), "offered": list(offered)}
    shown = {**data, "sections": (), "left_out": 0, "offered": offered}
    return View(template, localise(asked.language)(title), shown, record)


def _nothing(template: str, title: str, asked: Asked, data: dict[str, Any]) -> View:
    record = {**_named(data), "sections": [], "left_out": 0}
    shown = {**data, "sections": (), "left_out": 0, "offered": ()}
    return View(template, localise(asked.language)(title), shown, record)
