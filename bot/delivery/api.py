"""One request to Telegram's Bot API, and whether it left.

A failed request tells the sender more than an error: a connection that never stood may be tried
again at will; one that broke after the request left may have been carried out.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from aiohttp import ClientError, ClientSession, ClientTimeout, TCPConnector, TraceConfig

Leave = Callable[[], Awaitable[bool]]

TIMEOUT = ClientTimeout(total=30, sock_connect=5, sock_read=20)


@dataclass(frozen=True, slots=True)
class Request:
    """A method and its parameters."""

    method: str
    parameters: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a request. ``code`` is Telegram's (200 for ok), 0 where there was no answer:
    then ``left`` says whether the request may have reached Telegram. ``parameters`` are those of a
    refusal (``retry_after``, ``migrate_to_chat_id``)."""

    code: int
    description: str = ""
    result: Any = None
    parameters: dict[str, Any] = field(default_factory=dict)
    left: bool = True


class Stopped(Exception):
    """``leave`` forbade the request at the last moment."""


class Api:
    """A client for one bot. ``base`` is the root without a slash at its end; no token in errors."""

    def __init__(self, base: str, token: str, connections: int = 128) -> None:
        self._url = f"{base}/bot{token}/"
        trace = TraceConfig()
        trace.on_connection_create_end.append(_leaves)
        trace.on_connection_reuseconn.append(_leaves)
        self._session = ClientSession(
            connector=TCPConnector(limit=connections), timeout=TIMEOUT, trace_configs=[trace]
        )

    async def close(self) -> None:
        await self._session.close()

    async def call(self, request: Request, leave: Leave | None = None) -> Answer:
        """Makes the request. ``leave`` is asked when a connection stands and the request is about
        to go; raises `Stopped` if it says no."""
        departure = SimpleNamespace(leave=leave, left=False)
        try:
            async with self._session.post(
                self._url + request.method, json=request.parameters, trace_request_ctx=departure
            ) as response:
                return _answer(response.status, await response.read())
        except (ClientError, TimeoutError, OSError) as error:
            return Answer(0, type(error).__name__, left=departure.left)


async def _leaves(session: ClientSession, context: SimpleNamespace, event: object) -> None:
    departure = context.trace_request_ctx
    if departure.leave is not None and not await departure.leave():
        raise Stopped
    departure.left = True


def _answer(status: int, body: bytes) -> Answer:
    try:
        content = json.loads(body)
    except ValueError:
        content = None
    if not isinstance(content, dict) or "ok" not in content:
        # Not Telegram's own answer: a proxy's error page.
        return Answer(status if status >= 400 else 502, "not a Bot API answer")
    if content["ok"]:
        return Answer(200, result=content.get("result"))
    return Answer(
        int(content.get("error_code", status)),
        str(content.get("description", "")),
        parameters=content.get("parameters") or {},
    )
