"""The chat role at work: the real python-telegram-bot client against the stand-in for Telegram."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
from redis.asyncio import Redis

from bot.context import Context
from bot.demo.clock import DemoClock
from bot.demo.telegram import Chat, Shown, Telegram
from bot.settings import Settings
from handlers.chat import run

NOON = datetime(2026, 3, 10, 10, tzinfo=UTC)
ADMIN = 900


@pytest.fixture
def clock() -> DemoClock:
    """Noon, and time that runs fast enough for no test to wait for a chat's pace."""
    return DemoClock(NOON)


@pytest.fixture
async def telegram(clock: DemoClock) -> AsyncIterator[Telegram]:
    async with Telegram(clock=clock.timestamp) as telegram:
        yield telegram


@pytest.fixture
def context(
    settings: Settings, telegram: Telegram, store: Redis, clock: DemoClock
) -> Context:
    changed = {"bot_token": telegram.token, "api_base": telegram.base, "admins": (ADMIN,)}
    mine = Settings(**{**settings.model_dump(), **changed})
    return Context(settings=mine, store=store, worker="chat-1", clock=clock)


class Conversation:
    """One person's private chat with the bot, or a person in a group."""

    def __init__(self, context: Context, telegram: Telegram, chat: Chat, person: int) -> None:
        self.store = context.store
        self.telegram = telegram
        self.chat = chat
        self.person = person

    @property
    def said(self) -> list[Shown]:
        """What the bot said, as it stands now."""
        return [m for m in self.chat.messages.values() if m.sender is None and not m.deleted]

    @property
    def last(self) -> Shown:
        return self.said[-1]

    async def say(self, text: str, answers: int = 1) -> str:
        """Writes, waits for so many answers, gives the last one's text."""
        before = len(self.said)
        where = None if self.chat.type == "private" else self.chat.id
        self.telegram.say(self.person, text, where)
        await self.telegram.until(lambda: len(self.said) >= before + answers)
        return self.last.text

    async def tap(self, label: str, shown: Shown | None = None) -> str | None:
        """Taps a button of the last message that has any; gives the toast, if one was shown."""
        await self.telegram.until(lambda: shown or self._with(label))
        target = shown or self._with(label)
        assert target is not None
        seen = self._state()
        where = None if self.chat.type == "private" else self.chat.id
        query = self.telegram.tap(self.person, target, label, where)
        answered = self.telegram.answers
        await self.telegram.until(lambda: answered.get(query) is not None)
        if not answered[query]:
            await self.telegram.until(lambda: self._state() != seen)
        return answered[query]

    def _with(self, label: str) -> Shown | None:
        """The latest message with such a button."""
        found = (m for m in reversed(self.said) if any(label in name for name in m.labels))
        return next(found, None)

    def _state(self) -> tuple[int, int]:
        return len(self.said), sum(len(m.versions) for m in self.said)


@pytest.fixture
async def chatting(context: Context) -> AsyncIterator[Context]:
    """The role `chat`, running."""
    task = asyncio.create_task(run(context))
    yield context
    context.stopping.set()
    await task


@pytest.fixture
def sara(chatting: Context, telegram: Telegram) -> Conversation:
    return Conversation(chatting, telegram, telegram.person(101, "سارة", language="ar"), 101)


@pytest.fixture
def daniel(chatting: Context, telegram: Telegram) -> Conversation:
    return Conversation(chatting, telegram, telegram.person(102, "Daniel", language="en"), 102)


@pytest.fixture
def admin(chatting: Context, telegram: Telegram) -> Conversation:
    return Conversation(chatting, telegram, telegram.person(ADMIN, "Ruth", language="en"), ADMIN)
