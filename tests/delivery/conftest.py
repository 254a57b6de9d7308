"""A sender at work against the stand-in for Telegram."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

import pytest
from redis.asyncio import Redis

from bot.context import Context
from bot.delivery.message import Message
from bot.delivery.send import run
from bot.demo.telegram import Rates, Telegram
from bot.demo.telegram import Window as DemoWindow
from bot.settings import Settings
from bot.store.outbox import Outbox, Window, Windows


@pytest.fixture
async def telegram() -> AsyncIterator[Telegram]:
    async with Telegram() as telegram:
        yield telegram


@pytest.fixture
def context(settings: Settings, telegram: Telegram, store: Redis) -> Context:
    changed = {"bot_token": telegram.token, "api_base": telegram.base}
    mine = Settings(**{**settings.model_dump(), **changed})
    return Context(settings=mine, store=store, worker="sender-1")


@pytest.fixture
async def outbox(
    context: Context, telegram: Telegram, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Outbox]:
    """The outbox with the sender running, in a world without limits of pace."""
    wide = (Window(1000, 1),)
    unlimited = Windows(wide, (wide, wide, wide), wide).to_json()
    monkeypatch.setattr("bot.delivery.send.windows", lambda rate: unlimited)
    telegram.rates = Rates(telegram.clock, *[DemoWindow(1000, 1)] * 3)
    async with sending(context):
        yield Outbox(context.store)


@pytest.fixture
async def paced_outbox(context: Context) -> AsyncIterator[Outbox]:
    """The outbox with the sender running, under Telegram's limits."""
    async with sending(context):
        yield Outbox(context.store)


@asynccontextmanager
async def sending(context: Context) -> AsyncIterator[None]:
    task = asyncio.create_task(run(context))
    yield
    context.stopping.set()
    await task


@pytest.fixture
def message() -> Callable[..., Message]:
    def make(id: str, chat: int = 7, *html: str, **fields: Any) -> Message:
        created = datetime.now(UTC)
        return Message(id, chat, fields.pop("kind", "alert"), html or (id,), created, **fields)

    return make
