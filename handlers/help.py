"""/help, commands that do not exist, buttons of unknown make, and plain words said to the bot."""

from __future__ import annotations

from handlers import arguments, channels, search
from handlers.call import Answer, Call, Command, Tap


async def show(call: Call) -> Answer:
    """What the bot can do, for this person."""
    text = call.say("help")
    if call.is_administrator:
        text += "\n\n" + call.say("help-admin")
    return Answer.of(text)


async def unknown(call: Call) -> Answer:
    return Answer.of(call.say("unknown-command"))


async def stale(call: Call) -> Answer:
    """A button that this version does not know: say so rather than stay silent."""
    return Answer(toast=call.say("unknown-command"))


async def plain_text(call: Call) -> Answer:
    """Words without a command: a channel's name or link is watched, anything else searched for."""
    if arguments.channel(call.arguments) is not None and _names_channel(call.arguments):
        return await channels.watch(call)
    return await search.search(call)


def _names_channel(text: str) -> bool:
    return text.strip().startswith("@") or "t.me/" in text or "://" in text


COMMANDS = (Command("help", show),)
UNKNOWN = Command("unknown", unknown)
PLAIN_TEXT = Command("text", plain_text)
UNKNOWN_TAP = Tap("", stale)
