"""/search: the events in which words stand, in any form, the newest first."""

from __future__ import annotations

from datetime import datetime, timedelta
from html import escape

from bot.delivery.letters import story_buttons, wording
from bot.digest.compose import compose
from bot.digest.render import to_telegram_html
from bot.events.event import Event
from bot.events.queries import telling
from handlers import arguments
from handlers.call import Answer, Call, Command
from handlers.desk import Desk

_DAYS = 14
_SHOWN = 7


async def search(call: Call) -> Answer:
    query = arguments.plain(call.arguments)
    if not query:
        return Answer.of(call.say("search-usage"))
    now = call.desk.now()
    found = await find(call.desk, query, now - timedelta(days=_DAYS))
    if not found:
        return Answer.of(call.say("search-none", query=escape(query)))
    told = wording(call.chat)
    made = compose(found[:_SHOWN], told, call.chat.timezone, now)
    return Answer(to_telegram_html(made), story_buttons(made))


async def find(desk: Desk, query: str, since: datetime) -> list[Event]:
    """Events since ``since`` in which all words of the query stand, the newest first."""
    return list(telling(reversed(await desk.events.between(since)), query))


COMMANDS = (Command("search", search),)
