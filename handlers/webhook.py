"""Updates by webhook: Telegram calls us, through a proxy that ends TLS, with a secret in a header.

Who lacks the secret is turned away before a byte of the body is read. An update is confirmed (200)
when it was answered; one that cannot be taken now gets 503 and comes again. Only the holder of the
chat's lease listens, so a proxy with several hosts finds the one at work.
"""

from __future__ import annotations

import asyncio
import hmac
import json
from collections import OrderedDict
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit
from weakref import WeakValueDictionary

import structlog
from aiohttp import web
from telegram import Update
from telegram.error import BadRequest, TelegramError

from bot.context import Context
from bot.errors import SettingError
from bot.measures import UPDATES
from bot.settings import HEALTH_PATH, webhook_secret
from bot.web.listen import listen
from handlers.updates import WANTED, Bot, answer, lane

log = structlog.get_logger()

HEADER = "X-Telegram-Bot-Api-Secret-Token"
#: Telegram's own updates have some tens of kilobytes at most.
BODY_BYTES = 2**20
BODY_SECONDS = 10.0
#: Calls that Telegram makes at once (its own default); updates in hand, given up by it included.
CONNECTIONS = 40
MOST_IN_HAND = 2 * CONNECTIONS
#: So many answered updates are known again if Telegram lost our confirmation.
REMEMBERED = 1_000
#: Requests in hand have so long when we stop; what is cut off stays unconfirmed.
STOP_SECONDS = 6.0
#: How often Telegram is asked whether it reaches us.
CHECK_SECONDS = 60.0


class Webhook:
    """Receives updates and has them answered, each chat's in order."""

    def __init__(self, context: Context, application: Bot) -> None:
        settings = context.settings
        assert settings.webhook_url is not None  # noqa: S101 - checked by the caller
        assert settings.bot_token is not None  # noqa: S101 - checked by the caller
        self._context = context
        self._application = application
        self._url = settings.webhook_url
        self._secret = webhook_secret(settings.bot_token.get_secret_value())
        self._in_hand: dict[int, asyncio.Task[None]] = {}
        self._answered: OrderedDict[int, None] = OrderedDict()
        self._lanes: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()
        self._error_told: object = None

    async def serve(self) -> None:
        """Until stopping; what is in hand then is finished, what comes then is put off."""
        settings = self._context.settings
        runner = web.AppRunner(
            self.application(),
            access_log=None,
            handle_signals=False,
            shutdown_timeout=STOP_SECONDS,
        )
        await runner.setup()
        try:
            await listen(
                runner, settings.webhook_host, settings.webhook_port, "WEBHOOK",
                self._context.stopping,
            )  # fmt: skip
            await self._register()
            while not await self._stopped_within(CHECK_SECONDS):
                await self._check()
        finally:
            await runner.cleanup()
            for task in self._in_hand.values():
                task.cancel()
            await asyncio.gather(*self._in_hand.values(), return_exceptions=True)

    def application(self) -> web.Application:
        """The address of the webhook, and ``/healthz`` for the proxy."""

        async def healthz(request: web.Request) -> web.Response:
            return web.Response(text="ok\n")

        app = web.Application(client_max_size=BODY_BYTES)
        app.router.add_post(urlsplit(self._url).path or "/", self._receive)
        app.router.add_get(HEALTH_PATH, healthz)
        return app

    async def _receive(self, request: web.Request) -> web.Response:
        given = request.headers.get(HEADER, "").encode("utf-8", "surrogateescape")
        if not hmac.compare_digest(given, self._secret.encode()):
            UPDATES.labels("refused").inc()
            return _closing(403)
        if self._context.stopping.is_set() or len(self._in_hand) >= MOST_IN_HAND:
            return _closing(503)
        try:
            async with asyncio.timeout(BODY_SECONDS):
                content = json.loads(await request.read())
            number = int(content["update_id"])
        except TimeoutError:
            return _closing(408)
        except (ValueError, TypeError, KeyError, RecursionError):
            UPDATES.labels("refused").inc()
            return _closing(400)
        await self._take(number, content)
        return web.Response()

    async def _take(self, number: int, content: dict[str, Any]) -> None:
        """Answers an update once, however often Telegram brings it."""
        if number in self._answered:
            return
        task = self._in_hand.get(number)
        if task is None:
            task = self._in_hand[number] = asyncio.create_task(self._answer(number, content))
        # Telegram may hang up meanwhile; the answer goes on, and the next call finds it.
        await asyncio.shield(task)

    async def _answer(self, number: int, content: dict[str, Any]) -> None:
        try:
            update = self._read(number, content)
            if update is not None:
                place = lane(update)
                turn = self._lanes.get(place)
                if turn is None:
                    turn = self._lanes[place] = asyncio.Lock()
                async with turn:
                    await answer(self._application, update)
            self._answered[number] = None
            if len(self._answered) > REMEMBERED:
                self._answered.popitem(last=False)
        finally:
            self._in_hand.pop(number, None)

    def _read(self, number: int, content: dict[str, Any]) -> Update | None:
        """The update, or None for one in a form that is unknown: bringing it again helps nobody."""
        try:
            return Update.de_json(content, self._application.bot)
        except Exception:
            UPDATES.labels("unreadable").inc()
            log.exception("an update cannot be read", update=number)
            return None

    async def _register(self) -> None:
        if self._context.stopping.is_set():
            return
        try:
            await self._application.bot.set_webhook(
                self._url,
                secret_token=self._secret,
                allowed_updates=WANTED,
                max_connections=CONNECTIONS,
            )
        except BadRequest as error:
            raise SettingError(
                f"Telegram refuses MUJAZ_WEBHOOK_URL: {error.message}",
                "Set it to an https:// address of yours on port 443, 80, 88 or 8443, or unset it",
            ) from None
        log.info("updates come by webhook", url=self._url)

    async def _check(self) -> None:
        """Says when Telegram does not reach us; sets the webhook again if somebody changed it."""
        try:
            info = await self._application.bot.get_webhook_info()
            if info.url != self._url:
                log.warning("somebody changed the webhook; it is set again", found=info.url)
                await self._register()
        except TelegramError as error:
            log.warning("Telegram cannot be asked about the webhook", error=str(error))
            return
        if info.last_error_date is not None and info.last_error_date != self._error_told:
            self._error_told = info.last_error_date
            log.warning(
                "Telegram did not reach the webhook",
                error=info.last_error_message,
                at=info.last_error_date.isoformat(),
                waiting=info.pending_update_count,
            )

    async def _stopped_within(self, seconds: float) -> bool:
        with suppress(TimeoutError):
            await asyncio.wait_for(self._context.stopping.wait(), seconds)
        return self._context.stopping.is_set()


def _closing(status: int) -> web.Response:
    """A refusal that ends the connection: its body is not waited for."""
    response = web.Response(status=status)
    response.force_close()
    return response
