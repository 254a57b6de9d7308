"""A bot to talk to without Telegram: the real commands and buttons over a real store.

What an answer says is held to what Telegram takes: markup, lengths, buttons.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from telegram.error import TelegramError

from bot.context import Context
from bot.demo.telegram.checks import buttons_of, text_of
from bot.demo.telegram.parameters import Parameters
from bot.errors import ChannelRefused, MujazError
from bot.settings import Settings
from bot.store.chats import Chat
from bot.store.connection import client_for, open_store
from handlers import families
from handlers.act import keyboard
from handlers.call import Answer, Call, Handler
from handlers.desk import Desk
from tests.delivery.newsroom import START, Newsroom

CHAT = Chat(7, language="ar", joined=START)
COMMANDS = {command.name: command.handle for command in families.COMMANDS}
TAPS = {tap.family: tap.handle for tap in families.TAPS}
#: After so many calls the store begins anew, so that what they left does not grow.
CALLS = 500


class Silent:
    """Telegram, which answers nothing."""

    def __getattr__(self, name: str) -> Any:
        raise TelegramError("away")


class Talk:
    """One person who talks to the bot."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._calls = 0

    async def say(self, written: str) -> None:
        """A message: a command with its arguments, or other words."""
        name, _, arguments = written.removeprefix("/").partition(" ")
        if written.startswith("/"):
            handle = COMMANDS.get(name, families.UNKNOWN.handle)
            await self._call(handle, arguments)
        else:
            await self._call(families.PLAIN_TEXT.handle, written)

    async def tap(self, data: str) -> None:
        """A tap on a button, of ours or forged."""
        family, _, arguments = data.partition(":")
        await self._call(TAPS.get(family, families.UNKNOWN_TAP.handle), arguments)

    async def _call(self, handle: Handler, arguments: str) -> None:
        if self._calls % CALLS == 0:
            await self._begin()
        self._calls += 1
        chat = await self._desk.chats.get(CHAT.id) or CHAT
        bot: Any = Silent()
        update: Any = Update()
        try:
            answer = await handle(Call(self._desk, chat, 7, arguments, bot, update))
        except MujazError:  # told to the person in one line
            return
        while answer is not None:
            sayable(answer)
            answer = answer.then

    async def _begin(self) -> None:
        await self._desk.context.store.flushall()
        await self._desk.chats.save(CHAT)
        news = Newsroom(self._desk.context.store)
        await news.killed("akhbar/1", 5)
        await news.killed("madina/1", 7, minutes=5)
        await news.killed("akhbar/2", 3, "صيدا", minutes=9)


class Update:
    """An update without anything but its number."""

    update_id = 1
    effective_message = None
    callback_query = None


def sayable(answer: Answer) -> None:
    """Whether Telegram takes it as it stands; raises what the stand-in refuses with."""
    assert answer.html or answer.toast or answer.picture or answer.file
    for html in answer.html:
        text_of(Parameters({"text": html, "parse_mode": "HTML"}))
    shown = keyboard(answer.buttons)
    if shown is not None:
        buttons_of(Parameters({"reply_markup": shown.to_dict()}))


async def refused(*_: object) -> None:
    raise ChannelRefused("not asked")


@contextmanager
def talking(url: str | None = None) -> Iterator[tuple[asyncio.Runner, Talk]]:
    """A talk over the store at ``url``, or over an embedded one of its own, and what runs it.
    No channel is fetched."""
    with (
        asyncio.Runner() as runner,
        tempfile.TemporaryDirectory(prefix="mujaz-", ignore_cleanup_errors=True) as folder,
        patch("handlers.channels.look", refused),
    ):
        settings = Settings(data_dir=Path(folder))
        store = client_for(url) if url else runner.run(open_store(settings))
        context = Context(settings=settings, store=store, worker="fuzz", clock=lambda: START)
        try:
            yield runner, Talk(Desk.of(context, "mujaz_bot"))
        finally:
            runner.run(store.aclose())
