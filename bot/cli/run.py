"""``mujaz run``: the service."""

from __future__ import annotations

from typing import Annotated

import typer


def command(
    roles: Annotated[
        str | None,
        typer.Option(help="Only these, with commas: watch, extract, notify, send, chat, web."),
    ] = None,
) -> None:
    """Run the service until SIGTERM or Ctrl-C: all roles, or those named."""
    import asyncio

    from bot.app import ROLES, serve
    from bot.cli.logs import start_logging_by
    from bot.settings import read_settings

    named = [role.strip() for role in roles.split(",") if role.strip()] if roles else list(ROLES)
    settings = read_settings()
    start_logging_by(settings)
    asyncio.run(serve(settings, list(dict.fromkeys(named))))
