"""The terms under which an event is found again: what makes looking for it cheap.

An event is listed under the terms of each of its tellings; a new telling probes its own. Each list
is cut to its newest entries, so the cost of a post does not grow with the number of open events.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from bot.events.event import Telling
from bot.events.where import UNKNOWN
from bot.events.wording import weight

WINDOW = timedelta(hours=36)  # a happening is told of within it; later posts tell another story
BAND_ROWS = 4  # 16 bands of 4 values: 98 % of pairs with likeness 0.7 share one, 3 % with 0.2
LISTED = 6  # newest events looked at under one term
CANDIDATES = 16  # events compared in full
HEADLINE_TERMS = 10
# A headline word alone is chance; a place, a figure, a party or a band is a reason to compare.
_STRONG, _WEAK = 3, 1
ENOUGH = 2


def terms(telling: Telling, channel: str, when: datetime) -> tuple[str, ...]:
    """The terms under which a telling of a channel lists its event."""
    return (*_terms(telling, when.date()), _thread(channel))


def probes(telling: Telling, channel: str, when: datetime) -> tuple[str, ...]:
    """The terms under which events are looked for: as listed that day or the day before, and if
    the telling refers back, what its channel told of last."""
    yesterday = when.date() - timedelta(days=1)
    found = dict.fromkeys((*_terms(telling, when.date()), *_terms(telling, yesterday)))
    return (*found, _thread(channel)) if telling.refers else tuple(found)


def _thread(channel: str) -> str:
    return f"from:{channel}"


def _terms(telling: Telling, day: date) -> Iterable[str]:
    for band in range(0, len(telling.sketch), BAND_ROWS):
        yield f"band:{band // BAND_ROWS}:" + ":".join(
            f"{value:x}" for value in telling.sketch[band : band + BAND_ROWS]
        )
    if telling.focus:
        # Of a place that no gazetteer knows each word may be its name.
        unknown = telling.focus.startswith(UNKNOWN)
        towns = telling.focus.split(">")[1].split() if unknown else [_town(telling.focus)]
        for town in towns:
            yield f"at:{town}:{telling.kind}:{day}"
    for name, count in telling.figures:
        if count >= 3:
            yield f"figure:{name}:{count}:{day}"
    if "rockets" in telling.acts:
        yield f"act:rockets:{day}"
    if telling.speaker:
        yield f"said:{' '.join(telling.opening)}:{day}"
    for name in telling.names:
        yield f"party:{name}"
    heavy = [term for term in telling.terms if weight(term) == 1.0]
    for term in heavy[:HEADLINE_TERMS]:
        yield f"word:{term}"


def _town(path: str) -> str:
    """The path cut after its first place that is no country or region."""
    parts = path.split(">")
    last = next((i for i, part in enumerate(parts) if not part.startswith("*")), len(parts))
    return ">".join(parts[: last + 1])


def rank(found: Sequence[tuple[str, Iterable[str]]]) -> list[str]:
    """The events worth comparing, most shared terms first: ``found`` pairs each probe with event
    ids, each once.
    """
    points: dict[str, int] = {}
    for probe, events in found:
        worth = _WEAK if probe.startswith("word:") else _STRONG
        for event in events:
            points[event] = points.get(event, 0) + worth
    ranked = sorted((-score, event) for event, score in points.items() if score >= ENOUGH)
    return [event for _, event in ranked[:CANDIDATES]]
