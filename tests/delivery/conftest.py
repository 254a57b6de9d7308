"""A sender at work against the stand-in for Telegram."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from redis.asyncio import Redis

from bot.context import Context
from bot.delivery.message import Message
from bot.delivery.send import run
from bot.demo.telegram import Telegram
from bot.settings import Settings
from bot.store.outbox import Outbox


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
async def outbox(context: Context) -> AsyncIterator[Outbox]:
    """The outbox, with the sender running."""
    task = asyncio.create_task(run(context))
    yield Outbox(context.store)
    context.stopping.set()
    await task


@pytest.fixture
def message() -> Callable[..., Message]:
    def make(id: str, chat: int = 7, *html: str, **fields: Any) -> Message:
        created = datetime.now(UTC)
        return Message(id, chat, fields.pop("kind", "alert"), html or (id,), created, **fields)

    return make
