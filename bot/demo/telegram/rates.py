"""How much Telegram lets a bot send, counted as strictly as its documents can be read.

No sliding window of `period` seconds may hold more than `limit` sends: 30 in a second over all
chats, 20 in a minute in one group or channel, and in a private chat one a second with a short
burst (3 in 3 seconds). Edits of a text count like sends.
"""

from __future__ import annotations

import math
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Window:
    """At most ``limit`` sends in any ``period`` seconds."""

    limit: int
    period: float


@dataclass(slots=True)
class Rates:
    """The windows, and the send times that fill them. ``clock`` gives seconds."""

    clock: Callable[[], float]
    overall: Window = Window(30, 1.0)
    private: Window = Window(3, 3.0)
    group: Window = Window(20, 60.0)
    sends: dict[int, deque[float]] = field(default_factory=lambda: defaultdict(deque))

    EVERYBODY = 0

    def take(self, chat: int) -> int:
        """Counts one send; 0 if allowed, else the whole seconds to wait (a refusal counts not)."""
        now = self.clock()
        lanes = ((self.EVERYBODY, self.overall), (chat, self.private if chat > 0 else self.group))
        wait = max(self._wait(key, window, now) for key, window in lanes)
        if wait > 0:
            return max(1, math.ceil(wait))
        for key, _ in lanes:
            self.sends[key].append(now)
        return 0

    def _wait(self, key: int, window: Window, now: float) -> float:
        times = self.sends[key]
        while times and times[0] <= now - window.period:
            times.popleft()
        return 0.0 if len(times) < window.limit else times[-window.limit] + window.period - now
