"""/event, the story button, and the source button: what an event rests on, word for word."""

from __future__ import annotations

import re
from html import escape

from bot.delivery.letters import wording
from bot.delivery.message import Button
from bot.digest import answers
from bot.digest.render import answer_to_html
from bot.events.event import Event, Statement
from bot.locales import isolate
from handlers.call import Answer, Call, Command, Rows, Tap

_ID = re.compile(r"e?[0-9a-f]{6,40}")
_MOST_SOURCES = 24


async def event(call: Call) -> Answer:
    """`/event e0123456789`: timeline, sources, differences, exact sentences."""
    name = call.arguments.strip().lower()
    if not _ID.fullmatch(name):
        return Answer.of(call.say("event-usage"))
    found = await call.desk.events.get(name if name.startswith("e") else f"e{name}")
    return _story(call, found)


async def story(call: Call) -> Answer:
    """The button under an alert or digest; data: the event's id."""
    return _story(call, await call.desk.events.get(call.arguments))


def _story(call: Call, found: Event | None) -> Answer:
    if found is None:
        return Answer.of(call.say("event-unknown"))
    parts = answer_to_html(answers.story(found, wording(call.chat), call.chat.timezone))
    return Answer(parts, source_buttons(call, found))


def source_buttons(call: Call, found: Event) -> Rows:
    """A button for each statement of the event: the post's own sentence."""
    label = call.say("button-source")
    buttons = [
        Button(f"{label} {number + 1}", f"source:{found.id}:{number}")
        for number in range(min(len(found.statements), _MOST_SOURCES))
    ]
    return tuple(tuple(buttons[at : at + 4]) for at in range(0, len(buttons), 4))


async def source(call: Call) -> Answer:
    """Sentence, post and time of one statement; data: event id, number of the statement."""
    name, _, number = call.arguments.partition(":")
    found = await call.desk.events.get(name)
    if found is None or not number.isdecimal() or int(number) >= len(found.statements):
        return Answer.of(call.say("source-gone"))
    return Answer.of(quoted(call, found, found.statements[int(number)]))


def quoted(call: Call, found: Event, statement: Statement) -> str:
    """The exact sentence, the fact's words in bold, then channel, time and link."""
    sentence, words = escape(statement.quote, quote=False), escape(statement.words, quote=False)
    shown = sentence.replace(words, f"<b>{words}</b>", 1) if words else sentence
    post = found.source(statement.post)
    at = statement.at.astimezone(call.chat.zone).strftime("%d/%m/%Y %H:%M")
    if post is None:
        return f"<blockquote>{shown}</blockquote>\n{escape(statement.post)} · {at}"
    name = escape(isolate(f"@{post.channel}" if "/" not in post.channel else post.channel))
    linked = f'<a href="{escape(post.url)}">{name}</a>' if post.url else name
    return f"<blockquote>{shown}</blockquote>\n{linked} · {at}"


COMMANDS = (Command("event", event),)
TAPS = (Tap("story", story), Tap("source", source))
