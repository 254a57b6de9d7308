"""/toll: the figures of a place or an event over days, as text and as a chart."""

from __future__ import annotations

import asyncio
import re
from datetime import timedelta
from html import escape

from bot.delivery.letters import narrowed, wording
from bot.digest.answers import toll_answer
from bot.digest.chart import toll_chart
from bot.digest.render import answer_to_html
from bot.events.event import Event
from bot.events.queries import gravest_toll
from bot.events.terms import place_key
from handlers import arguments
from handlers.call import Answer, Call, Command

DEFAULT_DAYS = 7
MOST_DAYS = 60
_EVENT = re.compile(r"e[0-9a-f]{10}")


def decide(written: str) -> tuple[str, int] | None:
    """The subject (a place or an event's id) and the days; None if nothing can be made of it."""
    words = arguments.plain(written).split()
    days = DEFAULT_DAYS
    if len(words) > 1 and words[-1].isdecimal():
        days = int(words.pop())
    if not words or not 1 <= days <= MOST_DAYS:
        return None
    return " ".join(words), days


async def show(call: Call) -> Answer:
    asked = decide(call.arguments)
    if asked is None:
        return Answer.of(call.say("toll-usage"))
    subject, days = asked
    events, place = await _events(call, subject, days)
    found = gravest_toll(events, call.chat.timezone, place)
    if found is None:
        return Answer.of(call.say("toll-none", subject=escape(subject), days=days))
    told, zone = wording(call.chat), call.chat.timezone
    parts = answer_to_html(toll_answer(found, subject, told, zone))
    picture = await asyncio.to_thread(toll_chart, found, subject, told, zone)
    return Answer(parts, picture=picture)


async def _events(call: Call, subject: str, days: int) -> tuple[list[Event], str | None]:
    """The events in question, and the place that figures must be of."""
    if _EVENT.fullmatch(subject.lower()):
        event = await call.desk.events.get(subject.lower())
        return ([event] if event else []), None
    since = call.desk.now() - timedelta(days=days)
    events = await call.desk.events.about(f"place:{place_key(subject)}", since)
    return narrowed(events, call.chat.watched), subject


COMMANDS = (Command("toll", show),)
