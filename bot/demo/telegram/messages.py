"""Methods that send, edit and delete messages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.demo.telegram.checks import (
    buttons_of,
    caption_of,
    chat_of,
    check_access,
    check_rate,
    message_of,
    reply_of,
    text_of,
    thread_of,
)
from bot.demo.telegram.parameters import Parameters, Refused, bad
from bot.demo.telegram.registry import method
from bot.demo.telegram.world import Chat, Shown, as_message

if TYPE_CHECKING:
    from bot.demo.telegram.server import Telegram


def send(
    telegram: Telegram,
    given: Parameters,
    text: str,
    entities: list[dict[str, Any]],
    html: str,
    photo: bytes | None = None,
    document: tuple[str, bytes] | None = None,
) -> dict[str, Any]:
    chat = chat_of(telegram, given)
    check_access(chat)
    buttons, thread, reply = buttons_of(given), thread_of(chat, given), reply_of(chat, given)
    check_rate(telegram, chat)
    shown = chat.add(
        Shown(
            id=chat.next_id(),
            date=int(telegram.clock()),
            text=text,
            html=html,
            entities=entities,
            buttons=buttons,
            photo=photo,
            document=document,
            silent=given.flag("disable_notification"),
            thread=thread,
            reply_to=reply,
        )
    )
    telegram.noticed(chat, shown)
    return as_message(chat, shown, telegram.me())


@method("sendMessage")
def send_message(telegram: Telegram, given: Parameters) -> Any:
    chat_of(telegram, given)
    text, entities = text_of(given)
    return send(telegram, given, text, entities, given.text("text"))


@method("sendPhoto")
def send_photo(telegram: Telegram, given: Parameters) -> Any:
    chat_of(telegram, given)
    caption, entities = caption_of(given)
    upload = given.file("photo")
    if upload is None and not given.text("photo"):
        raise bad("there is no photo in the request")
    content = upload[1] if upload else given.text("photo").encode()
    if upload and not content:
        raise bad("file must be non-empty")
    if len(content) > 10 * 2**20:
        raise Refused(413, "Request Entity Too Large")
    if upload and not content.startswith((b"\x89PNG", b"\xff\xd8", b"RIFF")):
        raise bad("IMAGE_PROCESS_FAILED")
    return send(telegram, given, caption, entities, given.text("caption"), photo=content)


@method("sendDocument")
def send_document(telegram: Telegram, given: Parameters) -> Any:
    chat_of(telegram, given)
    caption, entities = caption_of(given)
    upload = given.file("document")
    if upload is None:
        raise bad("there is no document in the request")
    if not upload[1]:
        raise bad("file must be non-empty")
    return send(telegram, given, caption, entities, given.text("caption"), document=upload)


def edit(telegram: Telegram, chat: Chat, shown: Shown, change: dict[str, Any]) -> dict[str, Any]:
    """Applies ``change`` (fields of `Shown`); refuses a change of nothing."""
    if all(getattr(shown, name) == value for name, value in change.items() if name != "html"):
        raise bad(
            "message is not modified: specified new message content and reply markup are exactly "
            "the same as a current content and reply markup of the message"
        )
    check_rate(telegram, chat)
    shown.versions.append(shown.text)
    for name, value in change.items():
        setattr(shown, name, value)
    shown.edited = int(telegram.clock())
    telegram.noticed(chat, shown)
    return as_message(chat, shown, telegram.me())


@method("editMessageText")
def edit_message_text(telegram: Telegram, given: Parameters) -> Any:
    if given.text("inline_message_id"):
        text_of(given)
        return True
    chat = chat_of(telegram, given)
    text, entities = text_of(given)
    check_access(chat)
    shown = message_of(chat, given, "edit")
    if shown.photo is not None or shown.document is not None:
        raise bad("there is no text in the message to edit")
    change = {"text": text, "entities": entities, "buttons": buttons_of(given)}
    return edit(telegram, chat, shown, {**change, "html": given.text("text")})


@method("editMessageCaption")
def edit_message_caption(telegram: Telegram, given: Parameters) -> Any:
    chat = chat_of(telegram, given)
    text, entities = caption_of(given)
    check_access(chat)
    shown = message_of(chat, given, "edit")
    if shown.photo is None and shown.document is None:
        raise bad("there is no caption in the message to edit")
    change = {"text": text, "entities": entities, "buttons": buttons_of(given)}
    return edit(telegram, chat, shown, {**change, "html": given.text("caption")})


@method("editMessageReplyMarkup")
def edit_message_reply_markup(telegram: Telegram, given: Parameters) -> Any:
    chat = chat_of(telegram, given)
    check_access(chat)
    shown = message_of(chat, given, "edit")
    return edit(telegram, chat, shown, {"buttons": buttons_of(given)})


@method("deleteMessage")
def delete_message(telegram: Telegram, given: Parameters) -> bool:
    chat = chat_of(telegram, given)
    check_access(chat)
    shown = message_of(chat, given, "delete")
    shown.deleted = True
    telegram.noticed(chat, shown)
    return True


@method("sendChatAction")
def send_chat_action(telegram: Telegram, given: Parameters) -> bool:
    check_access(chat_of(telegram, given))
    return True


@method("pinChatMessage")
def pin_chat_message(telegram: Telegram, given: Parameters) -> bool:
    chat = chat_of(telegram, given)
    check_access(chat)
    message_of(chat, given, "pin")
    return True
