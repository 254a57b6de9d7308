"""Speaking: an answer becomes messages, edits and toasts. The only file that sends in the chat."""

from __future__ import annotations

import structlog
from telegram import (
    Bot,
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot.delivery.message import Button
from bot.delivery.plain import cut, plain
from handlers.call import Answer, Call, Rows

log = structlog.get_logger()

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
_TOAST_LENGTH = 200


def keyboard(rows: Rows) -> InlineKeyboardMarkup | None:
    """Telegram's form of the buttons."""
    if not rows:
        return None
    return InlineKeyboardMarkup([[_button(button) for button in row] for row in rows])


def _button(button: Button) -> InlineKeyboardButton:
    if button.url:
        return InlineKeyboardButton(button.label, url=button.url)
    return InlineKeyboardButton(button.label, callback_data=button.data)


async def act(call: Call, answer: Answer | None) -> None:
    """Says ``answer``. A button's tap is always answered, so that it stops spinning."""
    query = call.update.callback_query
    if query is not None:
        await _toast(query, answer.toast if answer else "")
    while answer is not None:
        await _say(call, answer, query)
        answer = answer.then


async def _toast(query: CallbackQuery, text: str) -> None:
    try:
        await query.answer(text[:_TOAST_LENGTH] or None)
    except BadRequest as error:  # tapped long ago: Telegram no longer waits for the answer
        log.debug("a tap was answered too late", error=str(error))


async def _say(call: Call, answer: Answer, query: CallbackQuery | None) -> None:
    if answer.picture is not None:
        await call.bot.send_photo(
            call.chat.id, answer.picture, filename="toll.png", message_thread_id=call.topic
        )
    if answer.file is not None:
        name, content = answer.file
        await call.bot.send_document(
            call.chat.id, content, filename=name, message_thread_id=call.topic
        )
    for number, html in enumerate(answer.html, 1):
        rows = answer.buttons if number == len(answer.html) else ()
        edited = answer.edits and number == 1 and query is not None and query.message is not None
        if edited and query is not None and query.message is not None:
            await _edit(call.bot, call.chat.id, query.message.message_id, html, rows)
        else:
            await _send(call, html, rows)


async def _edit(bot: Bot, chat: int, message: int, html: str, rows: Rows) -> None:
    try:
        await bot.edit_message_text(
            html, chat, message,
            parse_mode=ParseMode.HTML,
            reply_markup=keyboard(rows),
            link_preview_options=_NO_PREVIEW,
        )  # fmt: skip
    except BadRequest as error:
        if "not modified" not in str(error):
            raise


async def _send(call: Call, html: str, rows: Rows) -> None:
    try:
        await _send_as(call, html, rows, ParseMode.HTML)
    except BadRequest as error:
        if "parse entities" not in str(error):
            raise
        log.warning("markup was refused; sent as plain text", chat=call.chat.id, error=str(error))
        *before, last = cut(plain(html))
        for part in before:
            await _send_as(call, part, (), None)
        await _send_as(call, last, rows, None)


async def _send_as(call: Call, text: str, rows: Rows, parse_mode: str | None) -> None:
    await call.bot.send_message(
        call.chat.id, text,
        parse_mode=parse_mode,
        reply_markup=keyboard(rows),
        link_preview_options=_NO_PREVIEW,
        message_thread_id=call.topic,
    )  # fmt: skip
