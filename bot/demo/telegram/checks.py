"""What Telegram refuses, and in which words: chats, rights, texts, buttons, rates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.demo.telegram.markup import MarkupError, clean, is_blank, link, parse_html, units
from bot.demo.telegram.parameters import Parameters, Refused, bad
from bot.demo.telegram.world import Chat, Shown

if TYPE_CHECKING:
    from bot.demo.telegram.server import Telegram

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024


def chat_of(telegram: Telegram, given: Parameters) -> Chat:
    name = given.text("chat_id")
    if not name:
        raise bad("chat_id is empty")
    chat = telegram.world.find(name)
    if chat is None:
        raise bad("chat not found")
    if chat.migrated_to is not None:
        raise bad(
            "group chat was upgraded to a supergroup chat", migrate_to_chat_id=chat.migrated_to
        )
    return chat


def check_access(chat: Chat) -> None:
    """Whether the bot may write here."""
    if person := chat.person:
        if person.deactivated:
            raise Refused(403, "Forbidden: user is deactivated")
        if person.blocked:
            raise Refused(403, "Forbidden: bot was blocked by the user")
        if not person.started:
            raise Refused(403, "Forbidden: bot can't initiate conversation with a user")
    elif chat.bot == "kicked":
        raise Refused(403, f"Forbidden: bot was kicked from the {chat.type} chat")
    elif chat.bot == "left":
        raise Refused(403, f"Forbidden: bot is not a member of the {chat.type} chat")
    elif chat.type == "channel" and chat.bot != "administrator":
        raise bad("need administrator rights in the channel chat")
    elif chat.bot == "restricted":
        raise bad("not enough rights to send text messages to the chat")


def parsed(html: str, given: Parameters, entities_name: str) -> tuple[str, list[dict[str, Any]]]:
    mode = given.text("parse_mode").lower()
    if mode == "html":
        try:
            return parse_html(html)
        except MarkupError as error:
            raise bad(f"can't parse entities: {error}") from error
    if mode:
        raise bad("unsupported parse_mode")
    return clean(html), given.json(entities_name, [])


def text_of(given: Parameters) -> tuple[str, list[dict[str, Any]]]:
    text, entities = parsed(given.text("text"), given, "entities")
    if is_blank(text):
        raise bad("message text is empty")
    if units(text) > TEXT_LIMIT:
        raise bad("message is too long")
    return text, entities


def caption_of(given: Parameters) -> tuple[str, list[dict[str, Any]]]:
    text, entities = parsed(given.text("caption"), given, "caption_entities")
    if units(text) > CAPTION_LIMIT:
        raise bad("message caption is too long")
    return text, entities


def buttons_of(given: Parameters) -> list[list[dict[str, Any]]]:
    markup = given.json("reply_markup")
    if markup is None:
        return []
    if not isinstance(markup, dict):
        raise bad("object expected as reply markup")
    rows: list[list[dict[str, Any]]] = markup.get("inline_keyboard", [])
    if sum(len(row) for row in rows) > 100 or any(len(row) > 8 for row in rows):
        raise bad("REPLY_MARKUP_TOO_LONG")
    for button in (button for row in rows for button in row):
        check_button(button)
    return [row for row in rows if row]


def check_button(button: dict[str, Any]) -> None:
    where = "can't parse inline keyboard button: "
    if not str(button.get("text", "")).strip():
        raise bad(f'{where}Field "text" must be of type String')
    if "callback_data" in button:
        if not 1 <= len(str(button["callback_data"]).encode()) <= 64:
            raise bad("BUTTON_DATA_INVALID")
    elif "url" in button:
        url = str(button["url"])
        if link(url) is None:
            raise bad(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
    elif not {"switch_inline_query", "switch_inline_query_current_chat", "web_app"} & set(button):
        raise bad(f"{where}Text buttons are unallowed in the inline keyboard")


def check_rate(telegram: Telegram, chat: Chat) -> None:
    wait = telegram.rates.take(chat.id)
    if wait:
        raise Refused(429, f"Too Many Requests: retry after {wait}", retry_after=wait)


def thread_of(chat: Chat, given: Parameters) -> int | None:
    thread = given.number("message_thread_id")
    if thread is not None and thread not in chat.topics:
        raise bad("message thread not found")
    return thread


def reply_of(chat: Chat, given: Parameters) -> int | None:
    reply = given.json("reply_parameters") or {}
    number = reply.get("message_id") or given.number("reply_to_message_id")
    if number is None or int(number) in chat.messages:
        return int(number) if number is not None else None
    if reply.get("allow_sending_without_reply") or given.flag("allow_sending_without_reply"):
        return None
    raise bad("message to be replied not found")


def message_of(chat: Chat, given: Parameters, what: str) -> Shown:
    shown = chat.messages.get(given.number("message_id", 0) or 0)
    if shown is None or shown.deleted:
        raise bad(f"message to {what} not found")
    if shown.sender is not None:
        raise bad(f"message can't be {what}{'d' if what.endswith('e') else 'ed'}")
    return shown
