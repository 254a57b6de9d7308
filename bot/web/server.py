"""The web server: ``/healthz`` (the process lives), ``/readyz`` (it can work), ``/metrics``, and
the readers' page (`bot.web.reader`).
"""

from __future__ import annotations

import asyncio
import errno
from contextlib import suppress
from typing import TYPE_CHECKING

import structlog
from aiohttp import web
from prometheus_client import REGISTRY, generate_latest
from redis.exceptions import RedisError

from bot.errors import SettingError
from bot.web.metrics import exposition
from bot.web.reader import add_pages

if TYPE_CHECKING:
    from bot.context import Context

log = structlog.get_logger()

#: How often a process that stands by tries to take the port.
STAND_BY_SECONDS = 2.0
#: A store that takes longer to answer is not ready.
READY_SECONDS = 2.0
PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8"


async def run(context: Context) -> None:
    """Serve until told to stop. While another process has the port, stand by to take it over."""
    runner = web.AppRunner(application(context), access_log=None, handle_signals=False)
    await runner.setup()
    try:
        told = False
        while not context.stopping.is_set() and not await _listen(runner, context):
            if not told:
                log.warning("the port is taken; standing by", port=context.settings.web_port)
            told = True
            with suppress(TimeoutError):
                await asyncio.wait_for(context.stopping.wait(), STAND_BY_SECONDS)
        await context.stopping.wait()
    finally:
        await runner.cleanup()


def application(context: Context) -> web.Application:
    """The routes. They are asked with GET alone and show nothing of any reader."""

    async def healthz(request: web.Request) -> web.Response:
        return web.Response(text="ok\n")

    async def readyz(request: web.Request) -> web.Response:
        if context.stopping.is_set():
            return web.Response(status=503, text="stopping\n")
        try:
            await asyncio.wait_for(_ping(context), READY_SECONDS)
        except (RedisError, OSError, TimeoutError):
            return web.Response(status=503, text="the store does not answer\n")
        return web.Response(text="ready\n")

    async def metrics(request: web.Request) -> web.Response:
        body = generate_latest(REGISTRY)
        with suppress(RedisError, OSError, TimeoutError):  # this process's own are there anyway
            body += await asyncio.wait_for(exposition(context.store), READY_SECONDS)
        return web.Response(body=body, headers={"Content-Type": PROMETHEUS})

    app = web.Application(client_max_size=1024)
    app.add_routes(
        [web.get("/healthz", healthz), web.get("/readyz", readyz), web.get("/metrics", metrics)]
    )
    add_pages(app, context)
    return app


async def _ping(context: Context) -> None:
    await context.store.ping()


async def _listen(runner: web.AppRunner, context: Context) -> bool:
    """Whether we listen now; False while another has the port."""
    host, port = context.settings.web_host, context.settings.web_port
    site = web.TCPSite(runner, host, port)
    try:
        await site.start()
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            await site.stop()
            return False
        raise SettingError(
            f"MUJAZ_WEB_HOST {host} and MUJAZ_WEB_PORT {port} cannot be listened on: "
            f"{error.strerror}",
            "Set them to an address of this host and a port that this user may open",
        ) from None
    return True
