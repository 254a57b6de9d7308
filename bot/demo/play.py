"""`mujaz demo`: a bundled stream of posts through every step, and what three subscribers get.

Nothing is staged but the world outside: the embedded store, the roles `extract`, `notify`, `send`
and `chat`, and the messages are the real ones; a stand-in plays Telegram, and a fast clock makes
two days pass in a few seconds. The channels, people and figures are invented.
"""

from __future__ import annotations

import asyncio
import json
import logging
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

from pydantic import SecretStr
from rich.console import Console

from bot.app import load, run_roles
from bot.cli.inputs import Record
from bot.cli.replay import post_of
from bot.context import Context
from bot.demo import screen, subscribers
from bot.demo.clock import DemoClock
from bot.demo.telegram import Telegram
from bot.logs import start_logging
from bot.post import Post
from bot.settings import Settings
from bot.store.connection import open_store
from bot.store.overview import survey
from bot.store.posts import PostLog
from bot.store.schedules import Schedules

PLAYED = ("extract", "notify", "send", "chat")
#: No step takes longer; what hangs is reported rather than waited for.
STEP_SECONDS = 30.0
#: Long enough for the last scheduled digest to be due.
EVENING = "2026-03-11T21:00:00+02:00"


async def play(console: Console | None = None) -> list[screen.Phone]:
    """Plays the demo and prints each subscriber's screen; gives the screens for tests."""
    console = console or Console()
    start_logging("console", level=logging.ERROR)
    with tempfile.TemporaryDirectory(prefix="mujaz-demo-") as folder:
        posts = list(recorded())
        clock = DemoClock(posts[0].published)
        async with Telegram(clock=clock.timestamp) as telegram:
            settings = _settings(Path(folder), telegram)
            store = await open_store(settings)
            context = Context(settings, store, "demo", clock)
            roles = asyncio.create_task(run_roles(context, {name: load(name) for name in PLAYED}))
            try:
                stage = Stage(context, telegram, roles)
                phones = await subscribers.arrive(stage)
                for post in posts:
                    await stage.publish(post)
                await stage.pass_time(datetime.fromisoformat(EVENING))
            finally:
                context.stopping.set()
                with suppress(asyncio.CancelledError):
                    await roles
                await store.aclose()
    for phone in phones:
        console.print(phone.shown())
    return phones


class Stage:
    """The demo under way: publishes posts and lets time pass, waiting until all is done."""

    def __init__(self, context: Context, telegram: Telegram, roles: asyncio.Task[None]) -> None:
        self.context = context
        self.telegram = telegram
        self._roles = roles
        self._log = PostLog(context.store)
        self._schedules = Schedules(context.store)
        self._clock: Any = context.clock

    async def publish(self, post: Post) -> None:
        """One post, edit or deletion at its time, through to the last message about it."""
        moment = post.edited or post.published
        await self.pass_time(moment)
        await self._log.record(post)
        await self.settle()

    async def pass_time(self, moment: datetime) -> None:
        """On to ``moment``, stopping where a digest is due."""
        while True:
            due = await self._schedules.next_at()
            if due is None or due > moment:
                break
            self._clock.forward(due)
            await self.until(lambda due=due: self._made(due))
            await self.settle()
        self._clock.forward(moment)

    async def _made(self, due: datetime) -> bool:
        next_due = await self._schedules.next_at()
        return next_due is None or next_due > due

    async def settle(self) -> None:
        """Until no step has anything left to do."""
        await self.until(self._settled)

    async def _settled(self) -> bool:
        seen = await survey(self.context.store)
        return not seen.waiting and not any(queue.lag for queue in seen.queues)

    async def until(self, done: Any) -> None:
        async with asyncio.timeout(STEP_SECONDS):
            while not await done():
                if self._roles.done():
                    self._roles.result()
                await asyncio.sleep(0.01)


def recorded() -> Iterator[Post]:
    """The bundled posts, edits and deletions, in order."""
    text = files("bot.demo").joinpath("posts.jsonl").read_text(encoding="utf-8")
    settings = Settings()
    for number, line in enumerate(text.splitlines(), 1):
        yield post_of(Record(number, json.loads(line)), settings)


def _settings(folder: Path, telegram: Telegram) -> Settings:
    return Settings(
        bot_token=SecretStr(telegram.token), api_base=telegram.base, data_dir=folder, web_port=0
    )

