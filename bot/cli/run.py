"""``mujaz run``: the service."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from bot.settings import Settings


def command(
    roles: Annotated[
        str | None,
        typer.Option(help="Only these, with commas: watch, extract, notify, send, chat, web."),
    ] = None,
) -> None:
    """Run the service until SIGTERM or Ctrl-C: all roles, or those named."""
    import asyncio

    from bot.app import ROLES, serve
    from bot.settings import read_settings

    named = [role.strip() for role in roles.split(",") if role.strip()] if roles else list(ROLES)
    settings = read_settings()
    start_logging_by(settings)
    asyncio.run(serve(settings, list(dict.fromkeys(named))))


def start_logging_by(settings: Settings) -> None:
    """Start the logs as the settings say, with their secrets hidden."""
    from urllib.parse import urlsplit

    from bot.logs import start_logging

    secrets = []
    if settings.bot_token:
        secrets.append(settings.bot_token.get_secret_value())
    if settings.redis_url:
        url = settings.redis_url.get_secret_value()
        secrets += [url, urlsplit(url).password or ""]
    start_logging(settings.log_format, secrets=secrets)
