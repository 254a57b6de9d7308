"""Scripted misfortunes of single requests."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Literal

Cut = Literal["before", "after"]


@dataclass(slots=True)
class Fault:
    """What befalls the next ``times`` requests of ``method`` to ``chat`` (any, where not given).

    ``code`` and ``description`` are answered instead of acting (with ``retry_after`` seconds);
    ``cut`` breaks the connection without an answer, ``before`` or ``after`` the request was carried
    out; ``hold`` keeps the answer back until it is set, after the request was carried out.
    """

    method: str = ""
    chat: int | None = None
    times: int = 1
    code: int = 0
    description: str = ""
    retry_after: int | None = None
    cut: Cut | None = None
    hold: asyncio.Event | None = None

    def concerns(self, method: str, chat: str) -> bool:
        return (
            self.times > 0
            and self.method.lower() in {"", method.lower()}
            and (self.chat is None or str(self.chat) == chat)
        )
