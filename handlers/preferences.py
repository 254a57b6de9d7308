"""/settings: language, wording and time zone; what is chosen shows at once in the same message."""

from __future__ import annotations

from html import escape
from zoneinfo import available_timezones

from bot.delivery.message import Button
from bot.store.chats import Chat
from handlers import arguments, schedule
from handlers.call import Answer, Call, Command, Rows, Tap

#: What each button may set, and to which values.
CHOICES: dict[str, tuple[str, ...]] = {"language": ("ar", "en"), "wording": ("source", "neutral")}


async def show(call: Call) -> Answer:
    """The settings with buttons; `/settings timezone Asia/Beirut` sets the zone."""
    words = arguments.plain(call.arguments).split()
    if not words:
        return Answer.of(await _text(call, call.chat), _buttons(call))
    if words[0].lower() != "timezone" or len(words) != 2:
        return Answer.of(call.say("settings-timezone-usage"))
    zone = next((z for z in available_timezones() if z.lower() == words[1].lower()), None)
    if zone is None:
        return Answer.of(call.say("settings-timezone-bad", timezone=escape(words[1])))
    chat = await call.desk.chats.change(call.chat.id, timezone=zone)
    await call.desk.schedules.rezone(chat.id, call.desk.now(), chat.zone)
    return Answer.of(call.say("settings-saved"))


async def choose(call: Call) -> Answer:
    """A tap on one choice."""
    name, _, value = call.arguments.partition(":")
    if value not in CHOICES.get(name, ()):
        return Answer(toast=call.say("unknown-command"))
    chat = await call.desk.chats.change(call.chat.id, **{name: value})
    changed = call.of(chat)
    return Answer.of(await _text(changed, chat), _buttons(changed), edits=True)


async def _text(call: Call, chat: Chat) -> str:
    return call.say(
        "settings-title",
        language=call.say(f"button-language-{chat.language}"),
        wording=call.say(f"wording-{chat.wording}"),
        timezone=chat.timezone,
        schedule=await schedule.told(call),
        quiet=f"{chat.quiet.since}–{chat.quiet.until}" if chat.quiet else call.say("quiet-none"),
    )


def _buttons(call: Call) -> Rows:
    return (
        tuple(Button(call.say(f"button-language-{v}"), f"set:language:{v}") for v in ("ar", "en")),
        tuple(
            Button(call.say(f"button-wording-{v}"), f"set:wording:{v}") for v in CHOICES["wording"]
        ),
    )


COMMANDS = (Command("settings", show, configures=True),)
TAPS = (Tap("set", choose, configures=True),)
