"""/digest and /latest: what happened, now, for this chat."""

from __future__ import annotations

from datetime import timedelta

from bot.delivery.letters import narrowed, story_buttons, wording
from bot.delivery.message import Button
from bot.digest.compose import compose, item
from bot.digest.composition import Composition
from bot.digest.render import to_telegram_html
from handlers import arguments
from handlers.call import Answer, Call, Command, Rows, Tap

#: What `/digest` without arguments looks back on.
DEFAULT_HOURS = 24
LATEST_HOURS = 48
LATEST_EVENTS = 5
#: How much more the «more» button shows at a time.
PAGE_EVENTS = 7


async def digest(call: Call) -> Answer:
    """`/digest`, `/digest 12` or `/digest @name`."""
    words = arguments.plain(call.arguments)
    if not words:
        return await _digest(call, DEFAULT_HOURS, call.chat.events)
    hours = arguments.hours(words)
    if hours is not None:
        return await _digest(call, hours, call.chat.events)
    named = arguments.channel(words)
    if named is None:
        return Answer.of(call.say("digest-usage"))
    return await _digest(call, DEFAULT_HOURS, call.chat.events, channel=named)


async def latest(call: Call) -> Answer:
    """The latest events, newest first by their last report."""
    now = call.desk.now()
    events = narrowed(
        await call.desk.events.between(now - timedelta(hours=LATEST_HOURS)), call.chat.watched
    )
    newest = sorted(events, key=lambda event: event.last, reverse=True)
    told = wording(call.chat)
    items = [item(event, told, call.chat.timezone) for event in newest if event.statements]
    if not items:
        return Answer.of(call.say("nothing-new"))
    return _answer(call, Composition(told.language, None, tuple(items[:LATEST_EVENTS])))


async def more(call: Call) -> Answer:
    """The button under a digest: the same digest, longer. Data: hours, number of events."""
    hours, _, count = call.arguments.partition(":")
    if not (hours.isdecimal() and count.isdecimal()):
        return Answer(toast=call.say("unknown-command"))
    return await _digest(call, min(int(hours), 336), min(int(count), 100))


async def _digest(call: Call, hours: int, limit: int, channel: str = "") -> Answer:
    now = call.desk.now()
    since = now - timedelta(hours=hours)
    events = await call.desk.events.between(since)
    chosen = narrowed(events, (channel,) if channel else call.chat.watched)
    made = compose(chosen, wording(call.chat), call.chat.timezone, now, since, limit)
    more = () if channel else _more(call, made, hours, limit)
    return _answer(call, made, more)


def _more(call: Call, made: Composition, hours: int, limit: int) -> Rows:
    if not made.left_out:
        return ()
    return ((Button(call.say("button-more"), f"more:{hours}:{limit + PAGE_EVENTS}"),),)


def _answer(call: Call, made: Composition, more: Rows = ()) -> Answer:
    return Answer(to_telegram_html(made), (*story_buttons(made), *more))


COMMANDS = (Command("digest", digest), Command("latest", latest))
TAPS = (Tap("more", more),)
