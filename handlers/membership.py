"""What happens to the bot: added to a group or channel, blocked, removed; chats that move.

Adding the bot to a channel asks whoever did it, in private, when the digest should appear: three
buttons, and the channel has its automatic digest.
"""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import Any

import structlog
from telegram import ChatMember, ChatMemberAdministrator, ChatMemberUpdated, Update
from telegram.constants import ParseMode
from telegram.error import TelegramError

from bot.delivery.message import Button
from bot.locales import LANGUAGES, localise
from bot.store.chats import Chat
from handlers import access, schedule
from handlers.act import keyboard
from handlers.call import Answer, Call, Callback, Rows, Tap
from handlers.desk import Desk
from handlers.start import OFTEN

log = structlog.get_logger()

_GONE = (ChatMember.LEFT, ChatMember.BANNED)


def changed(desk: Desk) -> Callback:
    """Answers `my_chat_member`: the bot's own standing in a chat."""

    async def answer(update: Update, context: Any) -> None:
        told = update.my_chat_member
        if told is None:
            return
        if told.new_chat_member.status in _GONE:
            await _lost(desk, told)
        else:
            await _welcomed(desk, told, context.bot)

    return answer


async def _lost(desk: Desk, told: ChatMemberUpdated) -> None:
    """Blocked or removed. A person may come back within the grace; a group or channel is told of
    at once, since only its administrators can have done it."""
    now = desk.now().timestamp()
    if told.chat.type == told.chat.PRIVATE:
        await desk.chats.refuses(told.chat.id, now)
    elif await desk.chats.get(told.chat.id) is not None:
        await desk.chats.deactivate(told.chat.id, now)
    if told.chat.type == told.chat.CHANNEL and told.chat.username:
        await desk.intake.release(told.chat.username)


async def _welcomed(desk: Desk, told: ChatMemberUpdated, bot: Any) -> None:
    was_there = told.old_chat_member.status not in _GONE
    chat = await _known(desk, told)
    say = localise(chat.language)
    if told.chat.type == told.chat.PRIVATE:
        return
    if told.chat.type == told.chat.CHANNEL:
        await _ask_owner(told, bot, chat)
    elif not was_there:
        await _tell(bot, told.chat.id, say("group-added"))


async def _known(desk: Desk, told: ChatMemberUpdated) -> Chat:
    """The chat's record: made, or brought back."""
    known = await desk.chats.get(told.chat.id)
    if known is not None:
        await desk.chats.reactivate(told.chat.id)
        return replace(known, active=True)
    code = (told.from_user.language_code or "")[:2].lower()
    chat = Chat(
        told.chat.id,
        kind=told.chat.type,  # type: ignore[arg-type]
        title=told.chat.title or told.chat.full_name or "",
        username=told.chat.username,
        language=code if code in LANGUAGES else desk.context.settings.language,
        timezone=desk.context.settings.timezone,
        joined=desk.now(),
    )
    await desk.chats.save(chat)
    return chat


async def _ask_owner(told: ChatMemberUpdated, bot: Any, chat: Chat) -> None:
    """In private: when shall the digest appear in the channel?"""
    say, title = localise(chat.language), escape(chat.title)
    member = told.new_chat_member
    may_post = isinstance(member, ChatMemberAdministrator) and member.can_post_messages
    name = "channel-added" if may_post else "channel-needs-post"
    rows = often_rows(chat) if may_post else ()
    await _tell(bot, told.from_user.id, say(name, title=title), rows)


def often_rows(chat: Chat) -> Rows:
    """How often the channel wants its digest; data: the channel's id and the choice."""
    say = localise(chat.language)
    buttons = [
        Button(say(label), f"channel:{chat.id}:{key}")
        for key, (label, wanted) in OFTEN.items()
        if not wanted.nothing
    ]
    return tuple((button,) for button in buttons)


async def choose(call: Call) -> Answer:
    """The owner's tap in the private chat: the channel's schedule is kept."""
    target, _, key = call.arguments.rpartition(":")
    if key not in OFTEN or not target.lstrip("-").isdecimal():
        return Answer(toast=call.say("unknown-command"))
    channel = await call.desk.chats.get(int(target))
    if channel is None or not await access.rules_group(call.bot, int(target), call.user, None):
        return Answer(toast=call.say("group-admins-only"))
    there = call.of(channel)
    await schedule.keep(there, OFTEN[key][1])
    told = await schedule.told(there)
    text = call.say("channel-ready", schedule=told, title=escape(channel.title))
    return Answer.of(text, edits=True)


def moved(desk: Desk) -> Callback:
    """A group became a supergroup: everything of it follows to the new id."""

    async def answer(update: Update, context: Any) -> None:
        message = update.effective_message
        if message is None:
            return
        now = desk.now().timestamp()
        if message.migrate_to_chat_id is not None:
            await desk.chats.move(message.chat.id, message.migrate_to_chat_id, now)

    return answer


async def _tell(bot: Any, chat: int, html: str, rows: Rows = ()) -> None:
    try:
        await bot.send_message(chat, html, parse_mode=ParseMode.HTML, reply_markup=keyboard(rows))
    except TelegramError as error:  # they never spoke to the bot in private, say
        log.info("could not be told", chat=chat, error=str(error))


TAPS = (Tap("channel", choose),)
