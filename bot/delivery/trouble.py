"""When to pause, and whom: a 429 or a failure of one chat, or of Telegram as a whole."""

from __future__ import annotations

from dataclasses import replace

from bot.delivery.outcome import Meaning, Outcome
from bot.store.outbox import Settlement

LONGEST_BACKOFF = 30.0
TOKEN_SECONDS = 60.0


class Trouble:
    """Remembers recent refusals of one sender.

    Telegram does not say whether a 429 is about one chat or about all: the first pauses its chat;
    one for another chat while the first still stands pauses everything. A Telegram that cannot be
    reached, or that fails for three requests in a row, is left alone for ever longer, up to 30 s.
    """

    def __init__(self) -> None:
        self._waits: dict[int | str, float] = {}
        self._unreached = 0
        self._failed = 0

    def consider(
        self, chat: int | str, outcome: Outcome, settlement: Settlement, now: float
    ) -> Settlement:
        """The settlement with the pause that the outcome calls for."""
        pause = self._pause(chat, outcome, now)
        return replace(settlement, pause=now + pause) if pause else settlement

    def _pause(self, chat: int | str, outcome: Outcome, now: float) -> float:
        meaning = outcome.meaning
        self._unreached = self._unreached + 1 if meaning is Meaning.NOT_SENT else 0
        self._failed = self._failed + 1 if meaning is Meaning.TROUBLE else 0
        if meaning is Meaning.WAIT:
            return self._wait(chat, outcome.seconds, now)
        if meaning is Meaning.TOKEN:
            return TOKEN_SECONDS
        if self._unreached:
            return min(LONGEST_BACKOFF, 2.0 ** (self._unreached - 1))
        if self._failed >= 3:
            return min(LONGEST_BACKOFF, 2.0 ** (self._failed - 3))
        return 0.0

    def _wait(self, chat: int | str, seconds: float, now: float) -> float:
        self._waits = {c: until for c, until in self._waits.items() if until > now}
        others = [until for c, until in self._waits.items() if c != chat]
        self._waits[chat] = now + seconds
        return max(*others, now + seconds) - now if others else 0.0
