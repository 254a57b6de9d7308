"""Starts the logs for a command."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from bot.logs import start_logging

if TYPE_CHECKING:
    from bot.settings import Settings


def start_logging_by(settings: Settings, *, quiet: bool = False) -> None:
    """Start the logs as the settings say, with their secrets hidden; ``quiet``: warnings only."""
    level = logging.WARNING if quiet else logging.INFO
    start_logging(settings.log_format, level=level, secrets=settings.secrets)
