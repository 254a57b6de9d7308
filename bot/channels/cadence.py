"""How often a channel is read: learnt from its own rhythm, slower when it fails. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise
from statistics import median

#: Seconds between two readings of a channel whose rhythm is learnt.
FASTEST, SLOWEST = 30.0, 900.0
#: The newest posts that the rhythm is learnt from.
LEARN_FROM = 20
#: Failed readings: 1, 2, 4 … times the first pause, up to ten usual ones; seconds.
SHORTEST_CEILING, LONGEST_CEILING = 15.0, 900.0


def pause(published: Sequence[datetime], now: datetime, fixed: float | None) -> float:
    """Seconds until the next reading, before jitter. ``fixed`` is what the operator set.

    A channel is read twice in its median interval; one that has fallen silent is read ever more
    slowly, at a twentieth of its silence.
    """
    if fixed is not None:
        return fixed
    times = sorted(published)[-LEARN_FROM:]
    if len(times) < 2:
        return SLOWEST / 3
    gaps = [(later - earlier).total_seconds() for earlier, later in pairwise(times)]
    silence = max(0.0, (now - times[-1]).total_seconds())
    return min(max(median(gaps) / 2, silence / 20, FASTEST), SLOWEST)


def backoff(failures: int, usual: float, retry_after: float | None) -> float:
    """Seconds until a failed reading is tried again: soon at first, as one in ten just fails."""
    first = min(usual, 5.0)
    ceiling = max(usual, min(max(10 * usual, SHORTEST_CEILING), LONGEST_CEILING))
    wait = min(first * float(1 << min(failures - 1, 16)), ceiling)
    return max(wait, retry_after or 0.0)


def dormant(failures: int, fixed: float | None) -> float:
    """Seconds until a name that shows no posts is asked again: no hurry opens it, but the first
    answer may be a passing one."""
    if fixed is not None:
        return max(fixed, min(10 * fixed, SLOWEST))
    return min(FASTEST * float(1 << min(failures, 8)), SLOWEST)


def jittered(seconds: float, chance: float) -> float:
    """``seconds`` give or take a tenth, by ``chance`` in 0…1: channels do not march in step."""
    return seconds * (0.9 + 0.2 * chance)


def looks_back(reading: int, suspicion: bool) -> float:
    """How many seconds of the channel's past this reading re-reads for edits and deletions:
    the newest page always; the last hour at every 10th reading, all 6 hours at every 30th.
    ``suspicion``: a post seemed gone last time, which a second look must bear out."""
    if suspicion or reading % 30 == 29:
        return 6 * 3600.0
    return 3600.0 if reading % 10 == 9 else 0.0
