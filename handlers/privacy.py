"""/privacy, /export and /stop: what is kept of a person, and how it goes."""

from __future__ import annotations

import json

from bot.delivery.message import Button
from bot.delivery.rules import written
from bot.store.chats import RETENTION_SECONDS
from handlers.call import Answer, Call, Command, Tap

_DAY = 24 * 3600


async def privacy(call: Call) -> Answer:
    rows = ((Button(call.say("button-delete-all"), "forget:ask"),),)
    return Answer.of(call.say("privacy", days=RETENTION_SECONDS // _DAY), rows)


async def forget(call: Call) -> Answer:
    """Deletion is asked twice; then nothing of the chat is left."""
    if call.arguments == "ask":
        rows = (
            (
                Button(call.say("button-delete-all"), "forget:all"),
                Button(call.say("button-cancel"), "forget:no"),
            ),
        )
        return Answer.of(call.say("privacy-confirm"), rows, edits=True)
    if call.arguments == "all":
        await call.desk.chats.forget(call.chat.id, call.desk.now().timestamp())
        return Answer.of(call.say("privacy-deleted"), edits=True)
    return Answer.of(call.say("settings-saved"), edits=True)


async def export(call: Call) -> Answer:
    """The chat's choices as a JSON file that a person can read."""
    rules = await call.desk.rules.of(call.chat.id)
    schedules = await call.desk.schedules.of(call.chat.id)
    record = {
        "chat": json.loads(call.chat.to_json()),
        "alerts": [written(rule, call.chat.language) for rule in rules],
        "schedules": [json.loads(one.to_json()) for one in schedules],
    }
    content = json.dumps(record, ensure_ascii=False, indent=2).encode()
    return Answer((call.say("export-caption"),), file=("mujaz.json", content))


async def stop(call: Call) -> Answer:
    """Nothing more is sent until the person comes back; what was chosen is kept."""
    await call.desk.chats.deactivate(call.chat.id, call.desk.now().timestamp())
    return Answer.of(call.say("stopped"))


COMMANDS = (
    Command("export", export, configures=True),
    Command("privacy", privacy, configures=True),
    Command("stop", stop, configures=True),
)
TAPS = (Tap("forget", forget, configures=True),)
