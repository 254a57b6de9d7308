"""/channels, /watch and /unwatch: which channels a chat follows, and how each of them fares.

A chat without a list of its own follows all that the service watches. A channel is looked at before
it is promised: the answer says what can be read of it, or why nothing can.
"""

from __future__ import annotations

from datetime import datetime
from html import escape

from bot.channels.client import Preview
from bot.channels.names import Source, source_of
from bot.channels.preview import Page
from bot.channels.states import Status
from bot.channels.web import Web
from bot.errors import ChannelRefused, InputError
from bot.locales import isolate
from handlers import arguments
from handlers.call import Answer, Call, Command

MOST_CHANNELS = 100
#: Beyond so many, only administrators make the service watch more.
MOST_OF_SERVICE = 1_000
_LONGEST_EXCERPT = 120
_MARKS = {"reading": "🟢", "pushed": "🟢", "quiet": "⚪", "slow": "🟡", "new": "⚪"}
_UNREADABLE_MARK = "🔴"


async def show(call: Call) -> Answer:
    """The chat's channels and their states."""
    statuses = await call.desk.channels.statuses()
    wanted = {name.lower() for name in call.chat.watched}
    mine = {n: s for n, s in statuses.items() if not wanted or n.lower() in wanted}
    if not mine:
        return Answer.of(call.say("channels-none"))
    lines = [_line(call, name, status) for name, status in mine.items()]
    return Answer.of("\n".join([call.say("channels-title"), *lines]))


def _line(call: Call, name: str, status: Status) -> str:
    state = call.say(
        f"channel-state-{status.state}",
        since=_time(call, status.since),
        reason=escape(status.reason, quote=False),
    )
    mark = _MARKS.get(status.state, _UNREADABLE_MARK)
    return call.say("channel-line", mark=mark, name=shown(name), state=state)


def _time(call: Call, moment: datetime | None) -> str:
    return moment.astimezone(call.chat.zone).strftime("%d/%m %H:%M") if moment else "-"


def shown(name: str) -> str:
    """A channel's name, isolated from the Arabic around it."""
    return escape(isolate(name if "://" in name else f"@{name}"), quote=False)


async def watch(call: Call) -> Answer:
    return await add(call, for_everyone=False)


async def add(call: Call, *, for_everyone: bool) -> Answer:
    """Looks at the channel, then adds it to the service, and to the chat's own list if it has one
    (``for_everyone``: to the service alone)."""
    try:
        source = source_of(arguments.plain(call.arguments))
    except InputError:
        return Answer.of(call.say("addchannel-usage" if for_everyone else "watch-usage"))
    name, chat, watches = shown(source.name), call.chat, call.desk.channels
    known = await watches.get(source.name) is not None
    listed = source.key in {other.lower() for other in chat.watched}
    if known and (listed or not chat.watched or for_everyone):
        already = "channel-added-already" if for_everyone else "watch-already"
        return Answer.of(call.say(already, channel=name))
    if len(chat.watched) >= MOST_CHANNELS:
        return Answer.of(call.say("watch-limit", limit=MOST_CHANNELS))
    full = not known and len(await watches.names()) >= MOST_OF_SERVICE
    if full and not call.is_administrator:
        return Answer.of(call.say("watch-full"))
    told = call.say("watch-added-empty", channel=name)
    if not known and source.kind == "channel":
        try:
            page = await look(call, source)
        except ChannelRefused as error:
            reason = escape(error.message, quote=False)
            return Answer.of(call.say("watch-refused", channel=name, reason=reason))
        if page.state not in ("posts", "empty"):
            return Answer.of(f"{name}: {call.say(f'channel-state-{page.state}')}")
        if page.posts:
            last = page.posts[-1].text[:_LONGEST_EXCERPT]
            told = call.say("watch-added", channel=name, last=escape(last, quote=False))
    await watches.add(source.name)
    if chat.watched and not listed and not for_everyone:
        await call.desk.chats.change(chat.id, watched=(*chat.watched, source.name))
    return Answer.of(told)


async def look(call: Call, source: Source) -> Page:
    """The channel's newest page. Raises `ChannelRefused`."""
    bases = call.desk.context.settings.preview_base
    async with Web(guarded=False) as web:  # the preview is the operator's own setting
        return await Preview(bases, web).page(source.name)


async def unwatch(call: Call) -> Answer:
    """Takes a channel off the chat's list; without a list, all others become it. The last one
    stays: without a list a chat follows everything, and what others follow is theirs."""
    try:
        source = source_of(arguments.plain(call.arguments))
    except InputError:
        return Answer.of(call.say("unwatch-usage"))
    name = shown(source.name)
    now = call.chat.watched or tuple(await call.desk.channels.names())
    kept = tuple(other for other in now if other.lower() != source.key.lower())
    if len(kept) == len(now):
        return Answer.of(call.say("unwatch-unknown", channel=name))
    if not kept:
        return Answer.of(call.say("unwatch-last", channel=name))
    await call.desk.chats.change(call.chat.id, watched=kept)
    return Answer.of(call.say("unwatch-done", channel=name))


COMMANDS = (
    Command("channels", show),
    Command("watch", watch, configures=True),
    Command("unwatch", unwatch, configures=True),
)
