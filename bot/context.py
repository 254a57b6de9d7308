"""What every role is given: settings, the store, the clock, and the word to stop."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from redis.asyncio import Redis

    from bot.settings import Settings


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(slots=True)
class Context:
    """One process's surroundings. A role is ``async def run(context: Context) -> None``: it works
    until ``stopping`` is set, then finishes what is in flight and returns within 10 seconds.
    ``worker`` names this process among the consumers of a group."""

    settings: Settings
    store: Redis
    worker: str
    clock: Callable[[], datetime] = utc_now
    stopping: asyncio.Event = field(default_factory=asyncio.Event)
