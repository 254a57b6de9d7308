"""A call and its answer: what a person said or tapped, and what the bot says back.

A command or button is an ``async`` function from `Call` to `Answer`: it looks things up and
decides, and changes nothing in Telegram. `handlers.act` does the speaking.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from bot.delivery.message import Button
from bot.locales import Localise, localise

if TYPE_CHECKING:
    from telegram import Bot, Update

    from bot.store.chats import Chat
    from handlers.desk import Desk

Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class Call:
    """``arguments`` is the text after a command, or what follows a button's family in its data.

    ``user`` is who called (None for a channel speaking as itself); ``chat`` the record of the
    chat it was said in; ``new`` whether the chat was not known before.
    """

    desk: Desk
    chat: Chat
    user: int | None
    arguments: str
    bot: Bot
    update: Update
    new: bool = False

    @property
    def say(self) -> Localise:
        return localise(self.chat.language)

    def of(self, chat: Chat) -> Call:
        """The same call, the chat's choices having changed."""
        return replace(self, chat=chat)

    def with_arguments(self, arguments: str) -> Call:
        return replace(self, arguments=arguments)

    @property
    def topic(self) -> int | None:
        """The forum topic that the call was made in."""
        message = self.update.effective_message
        return message.message_thread_id if message and message.is_topic_message else None

    async def answer_here(self) -> None:
        """Digests and alerts of a forum go from now on to the topic they were asked for in."""
        if self.topic != self.chat.thread:
            await self.desk.chats.change(self.chat.id, thread=self.topic)

    @property
    def is_administrator(self) -> bool:
        return self.user is not None and self.user in self.desk.context.settings.admins


@dataclass(frozen=True, slots=True)
class Answer:
    """``html``: the parts of the answer, each one Telegram message; the buttons are the last's.

    ``edits``: change the tapped message instead of sending a new one. ``toast``: shown over the
    chat for a moment (at most 200 characters). ``picture`` (PNG) and ``file`` (name, content) go
    out before the text; ``then`` follows after it.
    """

    html: tuple[str, ...] = ()
    buttons: Rows = ()
    edits: bool = False
    toast: str = ""
    picture: bytes | None = None
    file: tuple[str, bytes] | None = None
    then: Answer | None = None

    @classmethod
    def of(cls, html: str, buttons: Rows = (), *, edits: bool = False) -> Answer:
        return cls((html,), buttons, edits)


Callback = Callable[["Update", Any], Coroutine[Any, Any, None]]
Handler = Callable[[Call], Awaitable[Answer | None]]


@dataclass(frozen=True, slots=True)
class Command:
    """A chat command. ``configures``: in groups only their administrators may give it.

    ``for_admins``: only the service's administrators may give it at all. ``listed``: stands in the
    command menu; ``in_groups``: in that of groups too.
    """

    name: str
    handle: Handler
    configures: bool = False
    for_admins: bool = False
    listed: bool = True
    in_groups: bool = True


@dataclass(frozen=True, slots=True)
class Tap:
    """A family of buttons: data ``family:arguments``; ``configures`` as for commands."""

    family: str
    handle: Handler
    configures: bool = False
