"""Structured logs on standard error, for people (``console``) or machines (``json``); no secrets.

Every line of one post's way carries ``post=channel/number``: a step binds it with
``structlog.contextvars.bound_contextvars(post=post.id)`` around its work.
"""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Iterable
from typing import Literal

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

HIDDEN = "•••"
#: What looks like a bot token or a password in an address is hidden wherever it comes from.
TOKEN = re.compile(r"(?<![0-9])[0-9]{6,20}:[A-Za-z0-9_-]{30,100}\b")
PASSWORD = re.compile(r"(?<=://)[^/@\s]{1,200}(?=@)")
#: Libraries that tell of every request, address included.
TALKATIVE = ("httpx", "httpcore", "telegram", "aiohttp.access", "apscheduler", "trafilatura")


def start_logging(
    log_format: Literal["console", "json"],
    *,
    level: int = logging.INFO,
    secrets: Iterable[str] = (),
) -> None:
    """Send this process's logs of ``level`` and above, libraries' too, to standard error."""
    hide = Scrubber(secrets)
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[*shared, structlog.stdlib.ExtraAdder()],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                *_renderers(log_format),
                hide,
            ],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level)
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)


def _renderers(log_format: Literal["console", "json"]) -> list[Processor]:
    if log_format == "json":
        return [
            # Without local variables: they hold what people wrote, and kilobytes of it.
            structlog.processors.ExceptionRenderer(
                structlog.tracebacks.ExceptionDictTransformer(show_locals=False)
            ),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ]
    plain = structlog.dev.plain_traceback
    return [structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), exception_formatter=plain)]


class Scrubber:
    """The last processor: hides the given secrets, and what looks like one, in the whole line."""

    def __init__(self, secrets: Iterable[str]) -> None:
        self._secrets = sorted({secret for secret in secrets if secret}, key=len, reverse=True)

    def __call__(self, logger: WrappedLogger, name: str, line: EventDict | str) -> str:
        return self.hide(str(line))

    def hide(self, line: str) -> str:
        for secret in self._secrets:
            line = line.replace(secret, HIDDEN)
        return PASSWORD.sub(HIDDEN, TOKEN.sub(HIDDEN, line))
