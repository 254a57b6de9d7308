"""Who is there: people, groups and channels, and each chat's messages as its readers see them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from bot.demo.telegram.markup import units

ChatType = Literal["private", "group", "supergroup", "channel"]
Status = Literal["creator", "administrator", "member", "restricted", "left", "kicked"]


@dataclass(slots=True)
class Person:
    """A user. ``started`` says whether the person ever wrote to the bot (a bot cannot write first);
    ``language`` is the client's language code."""

    id: int
    first_name: str
    username: str | None = None
    language: str = "ar"
    started: bool = True
    blocked: bool = False
    deactivated: bool = False

    def as_user(self) -> dict[str, Any]:
        user: dict[str, Any] = {"id": self.id, "is_bot": False, "first_name": self.first_name}
        if self.username:
            user["username"] = self.username
        return {**user, "language_code": self.language}


@dataclass(slots=True)
class Shown:
    """One message as a chat shows it now: ``text`` is plain, after parsing and every edit.

    ``sender`` is None for the bot. ``html`` is what the bot sent, ``versions`` the earlier texts,
    ``buttons`` rows of Bot API button objects.
    """

    id: int
    date: int
    text: str
    sender: dict[str, Any] | None = None
    html: str = ""
    entities: list[dict[str, Any]] = field(default_factory=list)
    buttons: list[list[dict[str, Any]]] = field(default_factory=list)
    photo: bytes | None = None
    document: tuple[str, bytes] | None = None
    silent: bool = False
    thread: int | None = None
    reply_to: int | None = None
    edited: int | None = None
    deleted: bool = False
    versions: list[str] = field(default_factory=list)

    @property
    def labels(self) -> list[str]:
        return [button["text"] for row in self.buttons for button in row]

    def button(self, label: str) -> dict[str, Any]:
        """The button whose label is, or else holds, ``label``."""
        flat = [button for row in self.buttons for button in row]
        for fits in (str.__eq__, str.__contains__):
            for button in flat:
                if fits(button["text"], label) or button.get("callback_data") == label:
                    return button
        raise AssertionError(f"no button {label!r} among {self.labels} under {self.text!r}")

    def links(self) -> list[tuple[str, str]]:
        """Each linked run of words with its address."""
        encoded = self.text.encode("utf-16-le")
        return [
            (
                encoded[2 * e["offset"] : 2 * (e["offset"] + e["length"])].decode("utf-16-le"),
                e["url"],
            )
            for e in self.entities
            if e["type"] == "text_link"
        ]


@dataclass(slots=True)
class Chat:
    """A private chat, group or channel with its members' and the bot's standing."""

    id: int
    type: ChatType
    title: str
    username: str | None = None
    forum: bool = False
    topics: set[int] = field(default_factory=set)
    members: dict[int, Status] = field(default_factory=dict)
    bot: Status = "member"
    person: Person | None = None
    migrated_to: int | None = None
    messages: dict[int, Shown] = field(default_factory=dict)
    last_id: int = 0

    def as_chat(self) -> dict[str, Any]:
        chat: dict[str, Any] = {"id": self.id, "type": self.type}
        if self.person:
            chat["first_name"] = self.person.first_name
        else:
            chat["title"] = self.title
        if self.username:
            chat["username"] = self.username
        if self.forum:
            chat["is_forum"] = True
        return chat

    def add(self, message: Shown) -> Shown:
        self.messages[message.id] = message
        return message

    def next_id(self) -> int:
        self.last_id += 1
        return self.last_id

    def shown(self) -> list[Shown]:
        """What a reader finds in the chat, oldest first."""
        return [message for message in self.messages.values() if not message.deleted]

    def from_bot(self) -> list[Shown]:
        return [message for message in self.shown() if message.sender is None]

    def texts(self) -> list[str]:
        return [message.text for message in self.from_bot()]

    def last(self) -> Shown:
        messages = self.from_bot()
        if not messages:
            raise AssertionError(f"the bot has said nothing in {self.title!r}")
        return messages[-1]


@dataclass(slots=True)
class World:
    """Everybody, by id and by username."""

    people: dict[int, Person] = field(default_factory=dict)
    chats: dict[int, Chat] = field(default_factory=dict)

    def find(self, name: int | str) -> Chat | None:
        """By id, as number or text, or by ``@username``."""
        if isinstance(name, str) and name.startswith("@"):
            wanted = name[1:].lower()
            found = (c for c in self.chats.values() if (c.username or "").lower() == wanted)
            return next(found, None)
        try:
            return self.chats.get(int(name))
        except ValueError:
            return None

    def __iter__(self) -> Iterator[Chat]:
        return iter(self.chats.values())


def as_message(chat: Chat, shown: Shown, bot: dict[str, Any]) -> dict[str, Any]:
    """The Bot API's ``Message`` object."""
    message: dict[str, Any] = {"message_id": shown.id, "date": shown.date, "chat": chat.as_chat()}
    if chat.type == "channel":
        message["sender_chat"] = chat.as_chat()
    else:
        message["from"] = shown.sender or bot
    if shown.photo is not None:
        size = {"file_id": f"photo{shown.id}", "file_unique_id": f"p{shown.id}"}
        message["photo"] = [{**size, "width": 800, "height": 600, "file_size": len(shown.photo)}]
    if shown.document is not None:
        name, content = shown.document
        file = {"file_id": f"file{shown.id}", "file_unique_id": f"f{shown.id}"}
        message["document"] = {**file, "file_name": name, "file_size": len(content)}
    has_media = shown.photo is not None or shown.document is not None
    text, entities = ("caption", "caption_entities") if has_media else ("text", "entities")
    if shown.text:
        message[text] = shown.text
    if shown.entities:
        message[entities] = shown.entities
    if shown.buttons:
        message["reply_markup"] = {"inline_keyboard": shown.buttons}
    if shown.edited:
        message["edit_date"] = shown.edited
    if shown.thread is not None:
        message |= {"message_thread_id": shown.thread, "is_topic_message": True}
    if shown.reply_to in chat.messages:
        message["reply_to_message"] = as_message(chat, chat.messages[shown.reply_to], bot)
    return message


def command_entities(text: str) -> list[dict[str, Any]]:
    """The ``bot_command`` entity of a person's text, as the clients add it."""
    if not text.startswith("/"):
        return []
    command = text.split(maxsplit=1)[0]
    return [{"type": "bot_command", "offset": 0, "length": units(command)}]
