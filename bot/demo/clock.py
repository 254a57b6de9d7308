"""The demo's time: two days in a few seconds.

It runs `SPEED` times as fast as real time and is set forward to each post's own time, never back.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

SPEED = 60.0


class DemoClock:
    """Call it for the time; `forward` sets it on."""

    def __init__(self, start: datetime) -> None:
        self._base = start
        self._since = time.monotonic()

    def __call__(self) -> datetime:
        passed = (time.monotonic() - self._since) * SPEED
        return (self._base + timedelta(seconds=passed)).astimezone(UTC)

    def forward(self, moment: datetime) -> None:
        """To ``moment``, unless it has passed already."""
        self._base = max(self(), moment)
        self._since = time.monotonic()

    def timestamp(self) -> float:
        return self().timestamp()
