"""The ledger of figures: what each claimant says now, and what a reader may be told of it.

Pure: an event's statements in, its series out. A series is one count that different sources may
give (`bot.events.counted`): figures of different series never mix, add or replace each other.
Within a series the claims stand beside each other (`bot.events.claims`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from bot.events.claims import Claim, agree, before, casualties, claims, without_superseded
from bot.events.counted import SeriesKey, grouped
from bot.events.event import Event, Source, Statement

State = Literal["single", "agreed", "open", "rising", "falling"]
_PRECISION = ["exact", "range", "at_least", "more_than", "about", "at_most", "vague"]
_ROLES = ["killed", "injured", "killed_or_injured", "missing", "detained", "displaced"]
_SCOPES = ["incident", "period", "cumulative"]


@dataclass(frozen=True, slots=True)
class Series:
    """One count of an event: the claims that stand, newest first, and how they agree.

    ``superseded`` are claims of others that a newer, higher figure has overtaken, and ``before`` is
    the newest earlier figure of this series, where ``state`` is ``rising`` or ``falling``.
    """

    key: SeriesKey
    claims: tuple[Claim, ...]
    state: State
    superseded: tuple[Claim, ...] = ()
    before: Statement | None = None

    @property
    def low(self) -> int | None:
        """The least count that stands in dispute, or the count that is agreed on; None if vague."""
        if self.state != "open":
            return self.chief.fact.count
        return min((c.fact.count for c in self.claims if c.fact.count is not None), default=None)

    @property
    def high(self) -> int | None:
        """The greatest count that stands in dispute, or the end of the range that is agreed on."""
        told = self.claims if self.state == "open" else (self.chief,)
        counts = [c.fact.count_max or c.fact.count for c in told if c.fact.count is not None]
        return max(counts, default=None)

    @property
    def chief(self) -> Claim:
        """The claim that stands for an agreed series: the most exact, then the newest."""
        return min(self.claims, key=lambda c: _PRECISION.index(c.fact.bound))

    def summary(self) -> dict[str, Any]:
        """The JSON value that changes carry."""
        fact = self.chief.fact
        return {
            "role": self.key.role,
            "scope": self.key.scope,
            "victims": fact.victims,
            "subset": self.key.subset,
            "place": fact.place,
            "state": self.state,
            "low": self.low,
            "high": self.high,
            "bound": fact.bound,
            "vague": fact.vague,
            "claimants": [claim.name or claim.claimant for claim in self.claims],
            "posts": [claim.statement.post for claim in self.claims],
        }


def series(event: Event) -> tuple[Series, ...]:
    """All series of an event: whole figures before parts, the killed first, incident figures
    first.
    """
    sources = {source.post: source for source in event.live}
    found = [_series(key, told, sources) for key, told in grouped(event).items()]
    return tuple(sorted(found, key=lambda s: _order(s.key)))


def _order(key: SeriesKey) -> tuple[Any, ...]:
    whole = key.victims is None
    return (
        _SCOPES.index(key.scope),
        key.subset,
        key.run,
        _ROLES.index(key.role),
        not whole,
        key.place or "",
    )


def _series(
    key: SeriesKey, statements: list[Statement], sources: Mapping[str, Source]
) -> Series:
    told = sorted(claims(statements, sources), key=lambda c: c.statement.at, reverse=True)
    standing = without_superseded(told)
    superseded = tuple(claim for claim in told if claim not in standing)
    state: State
    if len(standing) > 1 and not agree(standing):
        state, past = "open", None
    else:
        past = before(standing, superseded)
        now = standing[0].fact.count
        then = casualties(past).count if past else None
        if past is not None and now is not None and then is not None:
            state = "rising" if now > then else "falling"
        else:
            state, past = ("agreed" if len(standing) > 1 else "single"), None
    return Series(key, tuple(standing), state, superseded, past)
