"""Who claims a figure, what he says now, and which claims stand beside each other.

Within one count a claimant's later figure replaces his earlier one; different claimants stand
beside each other until a newer, higher figure overtakes a lower one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from math import inf
from typing import Any

from bot.events import tables
from bot.events.event import Source, Statement
from extract.facts import Casualties

# A lower figure that is older than this against a newer higher one is superseded, not a dispute.
SUPERSEDED = timedelta(hours=1)
ABOUT = 0.1  # «نحو 70» agrees with what lies within a tenth of it


@dataclass(frozen=True, slots=True)
class Claim:
    """What one claimant says now, and his earlier figures, oldest first.

    ``claimant`` is a key; ``name`` is how the newest statement names him, None where a channel
    reports in its own name; ``origin`` is who told it first (`Source.origin`).
    """

    claimant: str
    name: str | None
    origin: str
    statement: Statement
    earlier: tuple[Statement, ...] = ()

    @property
    def fact(self) -> Casualties:
        return casualties(self.statement)


def claimant_of(statement: Statement, source: Source) -> tuple[str, str | None]:
    """The key of who claims a figure, and the name to show: None for the channel itself."""
    attribution = casualties(statement).attribution
    who = _claimant(attribution) if attribution else "own"
    if who in ("own", "channel"):
        return f"origin:{source.origin}", None if who == "own" else attribution
    return who, attribution


@lru_cache(maxsize=4096)
def _claimant(attribution: str) -> str:
    """Whom an attribution names, folded; ``own`` for the channel's people and ``channel`` for its
    unnamed sources."""
    # «6 يناير: مقتل …» heads a list by days and names nobody.
    if attribution[:1].isdigit():
        return "own"
    found = tables.fold_words(attribution).split()
    for length in range(len(found), 0, -1):
        if entry := tables.load("claimants").get(" ".join(found[:length])):
            return entry[0] if entry[0] in ("own", "channel") else tables.fold_words(entry[0])
    return " ".join(found)


def claims(statements: Iterable[Statement], sources: Mapping[str, Source]) -> list[Claim]:
    """The claims of one count, in order of first telling; ``sources`` are the live ones by
    post."""
    by_claimant: dict[str, list[tuple[Statement, str | None, str]]] = {}
    for statement in sorted(statements, key=lambda s: s.at):
        source = sources[statement.post]
        claimant, name = claimant_of(statement, source)
        by_claimant.setdefault(claimant, []).append((statement, name, source.origin))
    found = []
    for claimant, said in by_claimant.items():
        # A vague word after a number takes nothing back.
        numbers = [entry for entry in said if casualties(entry[0]).count is not None]
        statement, name, origin = (numbers or said)[-1]
        same = [s for s, _, _ in said if value(s) == value(statement)]
        earlier = tuple(
            s for s, _, _ in said if s.at <= statement.at and value(s) != value(statement)
        )
        # A claim stands since it was first made; repeating it makes it no newer.
        found.append(
            Claim(claimant, name, origin, same[0] if _unbroken(said, same) else statement, earlier)
        )
    return found


def _unbroken(said: list[tuple[Statement, str | None, str]], same: list[Statement]) -> bool:
    """Whether nothing else was said since the first of the equal statements."""
    first = [s for s, _, _ in said].index(same[0])
    return all(value(s) == value(same[0]) for s, _, _ in said[first:])


def without_superseded(told: list[Claim]) -> list[Claim]:
    """Claims, newest first, less vague ones beside numbers and lower ones that time overtook."""
    numbered = [claim for claim in told if claim.fact.count is not None]
    if not numbered:
        return told
    standing = []
    for claim in numbered:
        overtaken = any(
            other.statement.at - claim.statement.at >= SUPERSEDED
            and _interval(other.fact)[0] > _interval(claim.fact)[1]
            for other in numbered
        )
        if not overtaken:
            standing.append(claim)
    return standing


def before(standing: list[Claim], superseded: Iterable[Claim]) -> Statement | None:
    """The newest different number given before the standing ones."""
    newest = standing[0].statement
    now = value(newest)
    past = [s for claim in standing for s in claim.earlier]
    past += [claim.statement for claim in superseded]
    # Of two figures in one post the lower is a part of the other: «وصل 3 ليرتفع العدد إلى 5».
    past = [s for s in past if (s.post, s.at) != (newest.post, newest.at)]
    numbers = [s for s in past if casualties(s).count is not None and value(s)[0] != now[0]]
    return max(numbers, key=lambda s: s.at, default=None)


def agree(told: Iterable[Claim]) -> bool:
    """Whether there is a count that all claims allow."""
    intervals = [_interval(claim.fact) for claim in told]
    return max(low for low, _ in intervals) <= min(high for _, high in intervals)


def _interval(fact: Casualties) -> tuple[float, float]:
    """The counts that a figure allows."""
    if fact.count is None:
        return (2, inf)
    n = fact.count
    match fact.bound:
        case "at_least":
            return (n, inf)
        case "more_than":
            return (n + 1, inf)
        case "at_most":
            return (0, n)
        case "about":
            return (n * (1 - ABOUT), n * (1 + ABOUT))
        case "range":
            return (n, fact.count_max or n)
        case _:
            return (n, n)


def value(statement: Statement) -> tuple[Any, ...]:
    """What a figure says, less who says it and of what."""
    fact = casualties(statement)
    return (fact.count, fact.count_max, fact.bound, fact.vague)


def casualties(statement: Statement) -> Casualties:
    """The figure that a statement gives; raises `TypeError` for any other fact."""
    fact = statement.fact
    if not isinstance(fact, Casualties):
        raise TypeError(f"not a figure: {fact.type}")
    return fact
