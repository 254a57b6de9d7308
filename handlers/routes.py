"""From an update to its command: what every call goes through, in one place.

The chat's record is fetched (or made), the caller's right and pace are checked, the command
decides, and its answer is said. Whatever fails is told to the person in one line.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import structlog
from redis.exceptions import ConnectionError as StoreConnectionError
from redis.exceptions import TimeoutError as StoreTimeoutError
from telegram import Update
from telegram import User as TelegramUser
from telegram.error import Forbidden, TelegramError
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    InlineQueryHandler,
    MessageHandler,
    filters,
)

from bot.errors import MujazError
from bot.locales import LANGUAGES, localise
from bot.store.chats import Chat
from handlers import access, families, inline, membership, posts
from handlers.act import act
from handlers.call import Answer, Call, Callback, Command, Handler, Tap
from handlers.desk import Desk

log = structlog.get_logger()

_STORE_AWAY = (StoreConnectionError, StoreTimeoutError)


def register(application: Application[Any, Any, Any, Any, Any, Any], desk: Desk) -> None:
    """Adds every family's commands and buttons, and what Telegram tells of chats and channels."""
    for command in families.COMMANDS:
        application.add_handler(CommandHandler(command.name, _for_command(desk, command)))
    for tap in families.TAPS:
        pattern = rf"^{tap.family}(?::|$)"
        application.add_handler(CallbackQueryHandler(_for_tap(desk, tap), pattern=pattern))
    application.add_handler(CallbackQueryHandler(_for_tap(desk, families.UNKNOWN_TAP)))
    application.add_handler(ChatMemberHandler(membership.changed(desk)))
    application.add_handler(MessageHandler(filters.StatusUpdate.MIGRATE, membership.moved(desk)))
    application.add_handler(MessageHandler(filters.UpdateType.CHANNEL_POSTS, posts.read(desk)))
    application.add_handler(InlineQueryHandler(inline.offer(desk)))
    said = filters.ChatType.PRIVATE & filters.TEXT & filters.UpdateType.MESSAGE
    unknown = filters.COMMAND & filters.UpdateType.MESSAGE & filters.ChatType.PRIVATE
    application.add_handler(MessageHandler(unknown, _for_command(desk, families.UNKNOWN)))
    application.add_handler(MessageHandler(said, _for_command(desk, families.PLAIN_TEXT)))


def _for_command(desk: Desk, command: Command) -> Callback:
    async def answer(update: Update, context: Any) -> None:
        message = update.effective_message
        written = (message.text or "") if message else ""
        if written.startswith("/"):
            written = written.partition(" ")[2] if " " in written else written.partition("\n")[2]
        await _answer(
            desk, update, context.bot, written, command.handle,
            configures=command.configures, for_admins=command.for_admins,
        )  # fmt: skip

    return answer


def _for_tap(desk: Desk, tap: Tap) -> Callback:
    async def answer(update: Update, context: Any) -> None:
        query = update.callback_query
        data = (query.data or "") if query else ""
        arguments = data.partition(":")[2]
        await _answer(desk, update, context.bot, arguments, tap.handle, configures=tap.configures)

    return answer


async def _answer(
    desk: Desk, update: Update, bot: Any, arguments: str, handle: Handler, *,
    configures: bool = False, for_admins: bool = False,
) -> None:  # fmt: skip
    if update.effective_chat is None:
        return
    language = _language(desk, update.effective_user)
    call: Call | None = None
    try:
        chat, new = await _chat(desk, update, language)
        user = update.effective_user.id if update.effective_user else None
        call = Call(desk, chat, user, arguments, bot, update, new)
        refused = await _refusal(call, configures=configures, for_admins=for_admins)
        await act(call, refused if refused is not None else await handle(call))
    except Forbidden:
        await desk.chats.refuses(update.effective_chat.id, desk.context.clock().timestamp())
    except _STORE_AWAY as error:
        log.warning("the store does not answer", error=str(error))
        await _apologise(update, bot, localise(language)("store-away"))
    except MujazError as error:
        log.warning("a call failed", error=error.message, update=update.update_id)
        await _apologise(update, bot, localise(language)("failed"))
    except Exception:
        log.exception("a call failed", update=update.update_id)
        await _apologise(update, bot, localise(call.chat.language if call else language)("failed"))


async def _refusal(call: Call, *, configures: bool, for_admins: bool) -> Answer | None:
    """Why the call may not be made, if so. Taps are answered in a toast: no message is sent."""
    wait = await access.wait_seconds(call.desk.context.store, call.user or call.chat.id)
    if wait:
        return _short(call, call.say("too-fast", seconds=wait))
    rules = True
    if configures and call.chat.kind in ("group", "supergroup"):
        sender = call.update.effective_message and call.update.effective_message.sender_chat
        rules = await access.rules_group(
            call.bot, call.chat.id, call.user, sender.id if sender else None
        )
    reason = access.refusal(call, configures=configures, for_admins=for_admins, rules_group=rules)
    return _short(call, call.say(reason)) if reason else None


def _short(call: Call, text: str) -> Answer:
    return Answer(toast=text) if call.update.callback_query else Answer.of(text)


async def _chat(desk: Desk, update: Update, language: str) -> tuple[Chat, bool]:
    """The chat's record, made if it is new; a chat that had refused the bot is served again."""
    told = update.effective_chat
    assert told is not None  # noqa: S101 - checked by the caller
    title = told.title or told.full_name or ""
    known = await desk.chats.get(told.id)
    if known is None:
        known = Chat(
            told.id,
            kind=told.type,  # type: ignore[arg-type]
            title=title,
            username=told.username,
            language=language,
            timezone=desk.context.settings.timezone,
            joined=desk.context.clock(),
        )
        await desk.chats.save(known)
        return known, True
    back = not known.active and update.callback_query is None
    if back:  # a tap on an old message is answered, and brings nothing back that was stopped
        await desk.chats.reactivate(told.id)
    active = known.active or back
    current = replace(known, title=title, username=told.username, active=active)
    if current != known:
        await desk.chats.save(current)
    return current, False


def _language(desk: Desk, user: TelegramUser | None) -> str:
    """The person's own language if Mujaz speaks it, else the service's."""
    code = ((user.language_code if user else None) or "")[:2].lower()
    return code if code in LANGUAGES else desk.context.settings.language


async def _apologise(update: Update, bot: Any, text: str) -> None:
    try:
        if update.callback_query is not None:
            await update.callback_query.answer(text[:200])
        elif update.effective_chat is not None:
            await bot.send_message(update.effective_chat.id, text)
    except TelegramError as error:
        log.warning("the person could not be told", error=str(error))
