"""The web server: ``/healthz`` (the process lives), ``/readyz`` (it can work), ``/metrics``, and
the readers' page (`bot.web.reader`).
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

from aiohttp import web
from prometheus_client import REGISTRY, generate_latest
from redis.exceptions import RedisError

from bot.web.listen import listen
from bot.web.metrics import exposition
from bot.web.reader import add_pages

if TYPE_CHECKING:
    from bot.context import Context

#: A store that takes longer to answer is not ready.
READY_SECONDS = 2.0
PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8"


async def run(context: Context) -> None:
    """Serve until told to stop. While another process has the port, stand by to take it over."""
    host, port = context.settings.web_host, context.settings.web_port
    runner = web.AppRunner(application(context), access_log=None, handle_signals=False)
    await runner.setup()
    try:
        await listen(runner, host, port, "WEB", context.stopping)
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
