"""/start: a first useful digest within three taps, language, channels, how often.

Each step is kept in the chat's record as it is taken, and the buttons carry the step: a restart in
the middle loses nothing, and old buttons still answer.
"""

from __future__ import annotations

from html import escape

from bot.delivery.message import Button
from bot.delivery.rules import RuleError, written
from handlers import arguments, digest, follow, schedule
from handlers.call import Answer, Call, Command, Rows, Tap
from handlers.schedule import Wanted

#: How often: the button's message, and the schedule it makes.
OFTEN: dict[str, tuple[str, Wanted]] = {
    "3": ("button-every-3-hours", Wanted(hours=3)),
    "2": ("button-twice-daily", Wanted(times=("08:00", "20:00"))),
    "1": ("button-daily", Wanted(times=("20:00",))),
    "0": ("button-urgent", Wanted()),
}
CHANNEL_LINK = "ch_"
FOLLOW_LINK = "follow_"
_MOST_LISTED = 30


async def start(call: Call) -> Answer:
    """Greets; a deep link (`?start=ch_name`, `?start=follow_…`) is acted on at once."""
    payload = call.arguments.strip()
    if payload.startswith(CHANNEL_LINK):
        return await _from_channel_link(call, payload.removeprefix(CHANNEL_LINK))
    if payload.startswith(FOLLOW_LINK):
        return await _from_follow_link(call, payload.removeprefix(FOLLOW_LINK))
    return _greeting(call)


def _greeting(call: Call) -> Answer:
    row = tuple(
        Button(call.say(f"button-language-{c}"), f"start:language:{c}") for c in ("ar", "en")
    )
    return Answer.of(call.say("start-greeting"), (row,))


async def _from_channel_link(call: Call, name: str) -> Answer:
    named = arguments.channel(name)
    if named is None:
        return _greeting(call)
    await _watch_too(call, named)
    told = call.say("start-deep-link-channel", channel=escape(f"@{named}"))
    return Answer((told,), then=await _how_often(call, edits=False))


async def _from_follow_link(call: Call, payload: str) -> Answer:
    """`?start=` carries a rule in base64url: Telegram allows 64 letters, digits, `_` and `-`."""
    try:
        rule = await call.desk.rules.add(call.chat.id, follow.from_link(payload))
    except RuleError:
        return _greeting(call)
    subject = escape(written(rule, call.chat.language))
    told = call.say("start-deep-link-followed", subject=subject)
    return Answer((told,), then=await _how_often(call, edits=False))


async def step(call: Call) -> Answer:
    """A tap on one of the steps; data: the step, and what was chosen."""
    name, _, value = call.arguments.partition(":")
    if name == "language" and value in ("ar", "en"):
        chat = await call.desk.chats.change(call.chat.id, language=value)
        return await _channels(call.of(chat))
    if name == "channel":
        return await _toggle(call, value)
    if name == "all":
        chat = await call.desk.chats.change(call.chat.id, watched=())
        return await _how_often(call.of(chat), edits=True)
    if name == "next":
        return await _how_often(call, edits=True)
    if name == "often" and value in OFTEN:
        return await _done(call, OFTEN[value][1])
    return Answer(toast=call.say("unknown-command"))


async def _channels(call: Call) -> Answer:
    """The service's channels as buttons with a mark; «all» goes on at once."""
    names = await call.desk.channels.names()
    if not names:
        return Answer(
            (call.say("start-no-channels"),), edits=True, then=await _how_often(call, edits=False)
        )
    chosen = {name.lower() for name in call.chat.watched}
    marked = [
        Button(f"{'✓ ' if name.lower() in chosen else ''}{name}"[:40], f"start:channel:{number}")
        for number, name in enumerate(names[:_MOST_LISTED])
    ]
    rows: Rows = (
        (Button(call.say("button-all-channels"), "start:all"),),
        *(tuple(marked[at : at + 2]) for at in range(0, len(marked), 2)),
        *(((Button(call.say("button-next"), "start:next"),),) if chosen else ()),
    )
    return Answer.of(call.say("start-channels"), rows, edits=True)


async def _toggle(call: Call, number: str) -> Answer:
    names = await call.desk.channels.names()
    if not number.isdecimal() or int(number) >= len(names):
        return await _channels(call)
    name = names[int(number)]
    others = tuple(n for n in call.chat.watched if n.lower() != name.lower())
    watched = others if len(others) < len(call.chat.watched) else (*others, name)
    chat = await call.desk.chats.change(call.chat.id, watched=watched)
    return await _channels(call.of(chat))


async def _how_often(call: Call, *, edits: bool) -> Answer:
    buttons = [Button(call.say(label), f"start:often:{key}") for key, (label, _) in OFTEN.items()]
    rows = (tuple(buttons[:2]), tuple(buttons[2:]))
    return Answer.of(call.say("start-how-often"), rows, edits=edits)


async def _done(call: Call, wanted: Wanted) -> Answer:
    """The last tap: the schedule is kept, and the first digest comes now."""
    await schedule.keep(call, wanted)
    first = await digest.digest(call.with_arguments(""))
    text = call.say("start-done", schedule=await schedule.told(call))
    return Answer((text,), edits=True, then=first)


async def _watch_too(call: Call, name: str) -> None:
    """Adds a channel to the chat's own list; with no list of its own it has all already."""
    known = {channel.lower() for channel in call.chat.watched}
    if known and name.lower() not in known:
        await call.desk.chats.change(call.chat.id, watched=(*call.chat.watched, name))


COMMANDS = (Command("start", start, in_groups=False),)
TAPS = (Tap("start", step, configures=True),)
