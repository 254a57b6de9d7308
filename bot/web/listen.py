"""Taking a port: at once, or when the process that has it lets go."""

from __future__ import annotations

import asyncio
import errno
from contextlib import suppress

import structlog
from aiohttp import web

from bot.errors import SettingError

log = structlog.get_logger()

#: How often a process that stands by tries to take the port.
STAND_BY_SECONDS = 2.0


async def listen(
    runner: web.AppRunner, host: str, port: int, settings: str, stopping: asyncio.Event
) -> None:
    """Listen for ``runner``; while another process has the port, stand by, until told to stop.

    ``settings`` begins the names of the two settings, ``WEB`` or ``WEBHOOK``. Raises `SettingError`
    for an address that cannot be listened on.
    """
    told = False
    while not stopping.is_set() and not await _taken(runner, host, port, settings):
        if not told:
            log.warning("the port is taken; standing by", port=port)
        told = True
        with suppress(TimeoutError):
            await asyncio.wait_for(stopping.wait(), STAND_BY_SECONDS)


async def _taken(runner: web.AppRunner, host: str, port: int, settings: str) -> bool:
    """Whether we have it now; False while another has."""
    site = web.TCPSite(runner, host, port)
    try:
        await site.start()
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            await site.stop()
            return False
        raise SettingError(
            f"MUJAZ_{settings}_HOST {host} and MUJAZ_{settings}_PORT {port} cannot be listened on: "
            f"{error.strerror}",
            "Set them to an address of this host and a port that this user may open",
        ) from None
    return True
