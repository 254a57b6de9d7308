"""Counts of one day that were overtaken: «26 منذ فجر اليوم», hours after it «54 منذ فجر اليوم».

Each is told as an event of its own where its wording differs; a reader wants the newest.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

from bot.events.event import Event, Statement
from bot.events.tables import fold_words
from extract.facts import Casualties

_SINCE = re.compile(r"منذ (?:فجر|صباح|ساعات فجر|ساعات صباح) (?:يوم )?(?:ال)?(\w+)")
_DAYS = {  # as `date.weekday` counts
    fold_words(name): number
    for number, name in enumerate(
        ("اثنين", "ثلاثاء", "أربعاء", "خميس", "جمعة", "سبت", "أحد")
    )
}


def overtaken(event: Event, events: Iterable[Event]) -> bool:
    """Whether all that an event tells is a count since a dawn that a later one gives anew."""
    own = _windows(event)
    if not own or event.meetings or event.demands:
        return False
    return any(
        (other.last, other.id) > (event.last, event.id) and own <= _windows(other)
        for other in events
        if other.id != event.id
    )


def _windows(event: Event) -> set[tuple[str, date]]:
    """The roles counted and the days since whose dawn; empty if anything else is counted."""
    found: set[tuple[str, date]] = set()
    for fact, statement in event.casualties:
        if fact.subset:
            continue
        since = _since(fact, statement)
        if since is None:
            return set()
        found.add((fact.role, since))
    return found


def _since(fact: Casualties, statement: Statement) -> date | None:
    if fact.scope != "period":
        return None
    match = _SINCE.search(fold_words(statement.quote))
    said = statement.at.date()
    if match is None:
        return None
    if match.group(1) == fold_words("يوم"):
        return said
    weekday = _DAYS.get(match.group(1))
    return None if weekday is None else said - timedelta(days=(said.weekday() - weekday) % 7)
