"""The view of the channels that are read, and how each fares.

Why a channel cannot be read is the operator's matter (`mujaz check`): it may name hosts of his.
"""

from __future__ import annotations

from markupsafe import Markup

from bot.channels.states import GOOD, Status
from bot.digest.page import markup, plain
from bot.locales import isolate, localise
from bot.web.asked import Asked
from bot.web.dates import moment
from bot.web.desk import Desk
from bot.web.public import public_name
from bot.web.view import Entry, View

#: More than this are not listed on one page.
MOST_CHANNELS = 1_000


async def channels(desk: Desk, asked: Asked) -> View:
    """Every watched channel: name, state, newest post."""
    say, language = localise(asked.language), asked.language
    rows, record, entries = [], [], []
    for watched in (await desk.channels.all())[:MOST_CHANNELS]:
        name = public_name(watched.name)
        if name is None:
            continue
        status = await desk.channels.status(watched.name)
        shown = isolate(f"@{name}" if watched.kind == "channel" else name, language)
        state = say(_message(status), since=moment(status.since, desk.zone, language))
        url = f"https://t.me/{name}" if watched.kind == "channel" else None
        rows.append(
            {
                "name": markup(shown, language),
                "title": markup(isolate(status.title, language), language),
                "url": url,
                "state": state,
                "good": status.state in GOOD,
                "new": status.state == "new",
                "newest": moment(status.newest, desk.zone, language) if status.newest else "",
            }
        )
        record.append(
            {
                "channel": name,
                "url": url,
                "state": status.state,
                "since": status.since.isoformat() if status.since else None,
                "newest": status.newest.isoformat() if status.newest else None,
            }
        )
        changed = status.since or desk.now()
        line = f"{plain(shown)}: {state}"
        content = Markup("{}").format(line)
        entries.append(Entry(f"channel:{name}:{status.state}", line, "/channels", changed, content))
    entries.sort(key=lambda entry: entry.updated, reverse=True)
    data = {"rows": rows}
    return View("channels.html", say("web-channels"), data, {"channels": record}, tuple(entries))


def _message(status: Status) -> str:
    if status.state == "unreadable":
        return "web-unreadable"
    return f"channel-state-{status.state}"
