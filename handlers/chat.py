"""The role `chat`: takes updates from Telegram and leads each to its family of commands.

Updates are fetched by our own loop and confirmed only after they were answered, so that a killed
process finds them again. One poller per token (a lease); updates of one chat are answered in
order, those of different chats side by side.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import structlog
from telegram import Update
from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError
from telegram.ext import Application, ApplicationBuilder

from bot.context import Context
from bot.delivery.pace import PacedRequests, seconds
from bot.errors import SettingError
from bot.store.lease import Lease
from handlers import menus
from handlers.desk import Desk
from handlers.routes import register

log = structlog.get_logger()

LEASE_SECONDS = 15.0
#: How long Telegram holds a request for updates.
POLL_SECONDS = 25
#: A call that takes longer is given up: it must not keep the other updates of its chat waiting.
CALL_SECONDS = 60.0
#: All but what the bot does not look at; the setting sticks at Telegram between runs.
UPDATES = [
    Update.MESSAGE,
    Update.CALLBACK_QUERY,
    Update.CHANNEL_POST,
    Update.EDITED_CHANNEL_POST,
    Update.MY_CHAT_MEMBER,
    Update.INLINE_QUERY,
]

Bot = Application[Any, Any, Any, Any, Any, Any]


async def run(context: Context) -> None:
    """Answers until stopped, whenever the lease is ours."""
    token = context.settings.bot_token
    if token is None:
        raise SettingError("MUJAZ_BOT_TOKEN is not set", "Get a token from @BotFather")
    name = f"chat:{token.get_secret_value().partition(':')[0]}"
    lease = Lease(context.store, name, context.worker, LEASE_SECONDS)
    await lease.run_while_held(lambda: serve(context), context.stopping)


async def serve(context: Context) -> None:
    """One holder of the lease at work."""
    application = build(context)
    try:
        await application.initialize()
    except InvalidToken:
        raise SettingError(
            "Telegram does not know the token in MUJAZ_BOT_TOKEN", "Ask @BotFather for the token"
        ) from None
    try:
        desk = Desk.of(context, application.bot.username)
        register(application, desk)
        await desk.intake.flush()
        await application.bot.delete_webhook()
        await menus.publish(application.bot, context.settings.admins)
        await Poller(context, application).poll()
    finally:
        await application.shutdown()


def build(context: Context) -> Bot:
    """The python-telegram-bot application, without a poller of its own."""
    token = context.settings.bot_token
    assert token is not None  # noqa: S101 - checked by `run`
    base = context.settings.api_base.rstrip("/")
    pace = PacedRequests(
        context.store,
        context.worker,
        context.settings.send_per_second,
        clock=lambda: context.clock().timestamp(),
    )
    return (
        ApplicationBuilder()
        .token(token.get_secret_value())
        .base_url(f"{base}/bot")
        .base_file_url(f"{base}/file/bot")
        .rate_limiter(pace)
        .updater(None)
        # A broken long poll can keep its connection; one alone would leave polling dead.
        .get_updates_connection_pool_size(4)
        .get_updates_read_timeout(POLL_SECONDS + 10)
        .connection_pool_size(64)
        .pool_timeout(10)
        .read_timeout(20)
        .build()
    )


class Poller:
    """Fetches updates and has them answered."""

    def __init__(self, context: Context, application: Bot) -> None:
        self._context = context
        self._application = application
        self._offset = 0

    async def poll(self) -> None:
        """Until stopping; a fetch in progress is given up: what it brings stays unconfirmed."""
        stopping = asyncio.create_task(self._context.stopping.wait())
        pause = 1.0
        try:
            while not stopping.done():
                fetch = asyncio.create_task(self._fetch())
                await asyncio.wait({fetch, stopping}, return_when=asyncio.FIRST_COMPLETED)
                if not fetch.done():
                    fetch.cancel()
                    with suppress(asyncio.CancelledError, TelegramError):
                        await fetch
                    return
                try:
                    updates = fetch.result()
                except (NetworkError, RetryAfter, Conflict) as error:
                    pause = await self._pause(error, pause)
                    continue
                pause = 1.0
                await self._answer_all(updates)
        finally:
            stopping.cancel()

    async def _fetch(self) -> Sequence[Update]:
        updates: Sequence[Update] = await self._application.bot.get_updates(
            offset=self._offset or None, timeout=POLL_SECONDS, allowed_updates=UPDATES
        )
        return updates

    async def _pause(self, error: TelegramError, pause: float) -> float:
        """Waits after a failed fetch; gives the next pause, twice as long up to half a minute."""
        if isinstance(error, RetryAfter):
            pause = seconds(error)
        log.warning("updates cannot be fetched", error=str(error), seconds=pause)
        with suppress(TimeoutError):
            await asyncio.wait_for(self._context.stopping.wait(), pause)
        return min(pause * 2, 30.0)

    async def _answer_all(self, updates: Sequence[Update]) -> None:
        """Answers a batch; the offset moves on when all of it is done."""
        by_chat: dict[int, list[Update]] = defaultdict(list)
        for update in updates:
            place = update.effective_chat or update.effective_user
            by_chat[place.id if place else 0].append(update)
        await asyncio.gather(*(self._answer(chat) for chat in by_chat.values()))
        if updates:
            self._offset = updates[-1].update_id + 1

    async def _answer(self, updates: list[Update]) -> None:
        for update in updates:
            try:
                async with asyncio.timeout(CALL_SECONDS):
                    await self._application.process_update(update)
            except TimeoutError:
                log.warning("a call took too long and was given up", update=update.update_id)
