"""How much an event weighs: what a digest tells first, and what it leaves out."""

from __future__ import annotations

from datetime import datetime
from math import log1p

from bot.events import ledger
from bot.events.event import Event
from bot.events.tables import load
from bot.events.wording import words

#: Slow enough that within one day gravity decides, not the hour.
HALF_LIFE_HOURS = 36.0
_SCOPE = {"incident": 1.0, "period": 0.7, "cumulative": 0.1}
_ROLE = {"killed": 4.0, "killed_or_injured": 3.2, "missing": 2.5}
_VAGUE = {"several": 3, "tens": 30, "hundreds": 300, "thousands": 3000}


def weight(event: Event, now: datetime) -> float:
    """Harm done, level of the parties, independence of the sources, freshness."""
    hours = max(0.0, (now - event.last).total_seconds() / 3600)
    value = _harm(event) + _level(event) + min(3, len(event.demands)) * 0.8
    value += log1p(event.independent)
    return float(value * 0.5 ** (hours / HALF_LIFE_HOURS))


def _harm(event: Event) -> float:
    worth = [0.0]
    for one in ledger.series(event):
        if not one.key.subset:
            count = one.high or _VAGUE.get(one.chief.fact.vague or "", 10_000)
            worth.append(_ROLE.get(one.key.role, 1.0) * _SCOPE[one.key.scope] * log1p(count))
    # The gravest figure counts in full, the rest a little.
    return max(worth) + 0.2 * (sum(worth) - max(worth))


def _level(event: Event) -> float:
    if not event.meetings:
        return 0.0
    ranks = load("ranks")
    found = [
        float(ranks[word][0])
        for meeting, _ in event.meetings
        for person in meeting.participants
        for word in words(person.full)
        if word in ranks
    ]
    return 4.0 + max(found, default=0.0)
