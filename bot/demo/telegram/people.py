"""What people do: write, tap, post, add and remove the bot, block it, move a group."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from bot.demo.telegram.chats import membership
from bot.demo.telegram.world import (
    Chat,
    ChatType,
    Person,
    Shown,
    Status,
    World,
    as_message,
    command_entities,
)


class People:
    """The hands of the people in `Telegram`; every act queues the update that the bot would get."""

    __slots__ = ()

    world: World
    clock: Callable[[], float]
    answers: dict[str, str | None]
    inline_answers: dict[str, list[dict[str, Any]] | None]

    if TYPE_CHECKING:

        def me(self) -> dict[str, Any]: ...
        def push(self, kind: str, content: dict[str, Any]) -> int: ...

    # --- who is there -------------------------------------------------------------------------

    def person(
        self,
        id: int,
        first_name: str = "قارئ",
        *,
        username: str | None = None,
        language: str = "ar",
        started: bool = True,
    ) -> Chat:
        """A person, and the private chat with the bot (of the same id)."""
        person = Person(id, first_name, username, language, started)
        self.world.people[id] = person
        chat = Chat(id, "private", first_name, username, person=person)
        self.world.chats[id] = chat
        return chat

    def place(
        self,
        id: int,
        type: ChatType,
        title: str,
        *,
        username: str | None = None,
        admins: tuple[int, ...] = (),
        members: tuple[int, ...] = (),
        topics: tuple[int, ...] = (),
        bot: Status | None = None,
    ) -> Chat:
        """A group, supergroup or channel (negative ``id``); the first of ``admins`` made it."""
        standing: dict[int, Status] = dict.fromkeys(members, "member")
        standing |= dict.fromkeys(admins, "administrator")
        if admins:
            standing[admins[0]] = "creator"
        default: Status = "administrator" if type == "channel" else "member"
        chat = Chat(id, type, title, username, bool(topics), set(topics), standing, bot or default)
        self.world.chats[id] = chat
        return chat

    # --- what they do -------------------------------------------------------------------------

    def say(
        self,
        sender: int,
        text: str,
        chat: int | None = None,
        *,
        thread: int | None = None,
        reply_to: int | None = None,
    ) -> Shown:
        """A person writes, in private or in the group ``chat``."""
        person, where = self.world.people[sender], self.world.chats[chat or sender]
        person.started, person.blocked = True, person.blocked and chat is not None
        shown = Shown(
            where.next_id(),
            int(self.clock()),
            text,
            sender=person.as_user(),
            entities=command_entities(text),
            thread=thread,
            reply_to=reply_to,
        )
        where.add(shown)
        self.push("message", as_message(where, shown, self.me()))
        return shown

    def post(self, channel: int, text: str) -> Shown:
        """A post appears in a channel where the bot is an administrator."""
        where = self.world.chats[channel]
        sender = where.as_chat()
        shown = where.add(Shown(where.next_id(), int(self.clock()), text, sender=sender))
        self.push("channel_post", as_message(where, shown, self.me()))
        return shown

    def edit_post(self, channel: int, number: int, text: str) -> None:
        where = self.world.chats[channel]
        shown = where.messages[number]
        shown.versions.append(shown.text)
        shown.text, shown.edited = text, int(self.clock())
        self.push("edited_channel_post", as_message(where, shown, self.me()))

    def tap(self, sender: int, shown: Shown, label: str, chat: int | None = None) -> str:
        """A person taps the button labelled ``label`` (whole, part, or its data); gives the query's
        id, by which ``answers`` tells what the bot answered (None until it did)."""
        where = self.world.chats[chat or sender]
        data = shown.button(label).get("callback_data")
        if data is None:
            raise AssertionError(f"the button {label!r} leads out of the chat")
        return self.tap_data(sender, shown, data, where.id)

    def tap_data(self, sender: int, shown: Shown, data: str, chat: int | None = None) -> str:
        """A tap with any data, as a forged or outdated client could send it."""
        where = self.world.chats[chat or sender]
        query = f"query{len(self.answers) + 1}"
        self.answers[query] = None
        content = {
            "id": query,
            "from": self.world.people[sender].as_user(),
            "message": as_message(where, shown, self.me()),
            "chat_instance": str(where.id),
            "data": data,
        }
        self.push("callback_query", content)
        return query

    def ask_inline(self, sender: int, query: str, offset: str = "") -> str:
        """``@bot query`` typed in any chat; ``inline_answers`` by the id given are the results."""
        identifier = f"inline{len(self.inline_answers) + 1}"
        self.inline_answers[identifier] = None
        user = self.world.people[sender].as_user()
        self.push(
            "inline_query", {"id": identifier, "from": user, "query": query, "offset": offset}
        )
        return identifier

    def set_bot(self, chat: int, status: Status, by: int) -> None:
        """The bot is added, promoted, restricted, removed by a person."""
        where = self.world.chats[chat]
        old, where.bot = where.bot, status
        self._my_chat_member(where, by, old, status)

    def block(self, person: int) -> None:
        self.world.people[person].blocked = True
        self._my_chat_member(self.world.chats[person], person, "member", "kicked")

    def unblock(self, person: int) -> None:
        self.world.people[person].blocked = False
        self._my_chat_member(self.world.chats[person], person, "kicked", "member")

    def deactivate(self, person: int) -> None:
        """The account is deleted; the bot is not told."""
        self.world.people[person].deactivated = True

    def migrate(self, group: int, supergroup: int) -> Chat:
        """A group becomes a supergroup: a new id, service messages, refusals in the old one."""
        old = self.world.chats[group]
        new = Chat(
            supergroup, "supergroup", old.title, old.username, members=old.members, bot=old.bot
        )
        self.world.chats[supergroup] = new
        old.migrated_to = supergroup
        for where, note in (
            (old, {"migrate_to_chat_id": supergroup}),
            (new, {"migrate_from_chat_id": group}),
        ):
            service = Shown(where.next_id(), int(self.clock()), "", sender=self.me())
            self.push("message", {**as_message(where, service, self.me()), **note})
        return new

    def _my_chat_member(self, where: Chat, by: int, old: Status, new: Status) -> None:
        content = {
            "chat": where.as_chat(),
            "from": self.world.people[by].as_user(),
            "date": int(self.clock()),
            "old_chat_member": membership(self.me(), old),
            "new_chat_member": membership(self.me(), new),
        }
        self.push("my_chat_member", content)
