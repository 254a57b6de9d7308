"""The role `chat`: takes updates from Telegram and leads each to its family of commands.

One process per token (a lease) fetches updates (`handlers.polling`) or, where ``WEBHOOK_URL`` is
set, receives them (`handlers.webhook`). Updates of one chat are answered in order, those of
different chats side by side.
"""

from __future__ import annotations

from telegram.error import InvalidToken
from telegram.ext import ApplicationBuilder

from bot.context import Context
from bot.delivery.pace import PacedRequests
from bot.errors import SettingError
from bot.store.lease import Lease
from handlers import menus
from handlers.desk import Desk
from handlers.polling import POLL_SECONDS, Poller
from handlers.routes import register
from handlers.updates import Bot
from handlers.webhook import Webhook

LEASE_SECONDS = 15.0


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
        await menus.publish(application.bot, context.settings.admins)
        source = Webhook if context.settings.webhook_url else Poller
        await source(context, application).serve()
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
