"""The ledger of figures: what each claimant says now, and what a reader may be told of it.

Pure: an event's statements in, its series out. A series is one count that different sources may
give (role, scope, victims, whole or part, place): figures of different series never mix, add or
replace each other. Within a series a claimant's later figure replaces his earlier one, and
different claimants stand beside each other.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache
from math import inf
from typing import Any, Literal

from bot.events import tables
from bot.events.event import Event, Source, Statement
from bot.events.wording import stem, weight
from extract.facts import Casualties

State = Literal["single", "agreed", "open", "rising", "falling"]
# A lower figure that is older than this against a newer higher one is superseded, not a dispute.
SUPERSEDED = timedelta(hours=1)
RUN = 2  # what a running total does not grow by from one report to the next
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
        return _casualties(self.statement)


@dataclass(frozen=True, slots=True)
class SeriesKey:
    """What a series counts. ``victims`` is a group or a folded phrase, ``place`` a folded
    phrase. ``run`` tells running totals of other beginnings apart: 0 for the first that was told.
    """

    role: str
    scope: str
    victims: str | None
    subset: bool
    place: str | None
    run: int = 0


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


_PRECISION = ["exact", "range", "at_least", "more_than", "about", "at_most", "vague"]


def series(event: Event) -> tuple[Series, ...]:
    """All series of an event: whole figures before parts, the killed first, incident figures
    first.
    """
    groups: dict[SeriesKey, list[Statement]] = {}
    homes = _homes(event)
    for fact, statement in event.casualties:
        key = SeriesKey(
            role=fact.role,
            scope=fact.scope,
            victims=victims_group(fact.victims),
            subset=fact.subset,
            place=_elsewhere(fact, statement.post, homes.get(fact.scope)),
        )
        groups.setdefault(key, []).append(statement)
    _merge_named(groups)
    groups = dict(pair for key in groups for pair in _runs(key, groups[key]))
    found = [_series(key, statements, event) for key, statements in groups.items()]
    return tuple(sorted(found, key=lambda s: _order(s.key)))


def _merge_named(groups: dict[SeriesKey, list[Statement]]) -> None:
    """Joins a series that names its victims to the general one where it says just what that says:
    ``نحو 20 مفقودا`` and ``نحو 20 مهاجرا مفقودا``."""
    for key in [key for key in groups if key.victims and not key.subset]:
        general = groups.get(replace(key, victims=None))
        if general and {_value(s) for s in groups[key]} <= {_value(s) for s in general}:
            general.extend(groups.pop(key))


def _runs(
    key: SeriesKey, statements: list[Statement]
) -> Iterable[tuple[SeriesKey, list[Statement]]]:
    """Running totals by their beginnings: no total doubles from one report to the next, so one
    since a war began and one since it was resumed are told apart by their size."""
    runs: list[list[Statement]] = []
    for statement in statements:
        count = _casualties(statement).count
        run = next((run for run in runs if key.scope != "cumulative" or _one_run(run, count)), None)
        if run is None:
            runs.append([statement])
        else:
            run.append(statement)
    return [(replace(key, run=number), run) for number, run in enumerate(runs)]


def _one_run(run: list[Statement], count: int | None) -> bool:
    counts = [c for s in run if (c := _casualties(s).count) is not None]
    if not counts or count is None:
        return True
    return counts[-1] <= count * RUN and count <= counts[-1] * RUN


_ROLES = ["killed", "injured", "killed_or_injured", "missing", "detained", "displaced"]
_SCOPES = ["incident", "period", "cumulative"]


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


def victims_group(victims: str | None) -> str | None:
    """Who the victims are, as far as it parts series: None for people as such."""
    if not victims:
        return None
    found = [
        word for word in tables.fold_words(victims).split() if len(word) > 1 and word.isalpha()
    ]
    if not found:
        return None
    groups = {tables.load("victims").get(word, (None,))[0] for word in found}
    telling = groups - {"people", None}
    if telling:
        return "+".join(sorted(group for group in telling if group))
    return None if "people" in groups else " ".join(stem(word) for word in found[:4])


def _homes(event: Event) -> dict[str, Statement]:
    """For each scope the statement that first gives a place: the event's own."""
    homes: dict[str, Statement] = {}
    for fact, statement in event.casualties:
        if fact.place:
            homes.setdefault(fact.scope, statement)
    return homes


def _elsewhere(fact: Casualties, post: str, home: Statement | None) -> str | None:
    """None for a figure of the event's own place; the words of any other place, another count.

    Places are one as far as one phrase holds the words of the other: ``خان يونس``, ``مواصي خان
    يونس``. Two posts name one place by different sides of town or different landmarks, too
    (``شرق خان يونس``, ``مدرسة الرازي``); one post that names two has two in mind.
    """
    own, other = _stems(fact.place or ""), _stems(_casualties(home).place or "") if home else None
    if not own or home is None or other is None or own <= other or other <= own:
        return None
    if home.post != post and _names(own) & _names(other):
        return None
    return " ".join(sorted(own))


def _stems(phrase: str) -> frozenset[str]:
    return frozenset(stem(word) for word in tables.fold_words(phrase).split() if len(word) > 2)


def _names(stems: frozenset[str]) -> frozenset[str]:
    """The stems that tell places apart: no sides, no «بلدة», no country or region."""
    return frozenset(s for s in stems if s not in _general_places() and weight(s) == 1.0)


@cache
def _general_places() -> frozenset[str]:
    return frozenset(map(stem, tables.load("place_heads")))


def claimant_of(statement: Statement, source: Source) -> tuple[str, str | None]:
    """The key of who claims a figure, and the name to show: None for the channel itself."""
    attribution = _casualties(statement).attribution
    # «6 يناير: مقتل …» heads a list by days and names nobody.
    if attribution is None or attribution[:1].isdigit():
        return f"origin:{source.origin}", None
    folded = tables.fold_words(attribution)
    known = tables.load("claimants")
    for length in range(len(folded.split()), 0, -1):
        entry = known.get(" ".join(folded.split()[:length]))
        if entry:
            if entry[0] == "own":
                return f"origin:{source.origin}", None
            if entry[0] == "channel":
                return f"origin:{source.origin}", attribution
            return tables.fold_words(entry[0]), attribution
    return folded, attribution


def _series(key: SeriesKey, statements: list[Statement], event: Event) -> Series:
    claims = sorted(_claims(statements, event), key=lambda c: c.statement.at, reverse=True)
    standing = _without_superseded(claims)
    superseded = tuple(claim for claim in claims if claim not in standing)
    state: State
    if len(standing) > 1 and not _agree(standing):
        state, before = "open", None
    else:
        before = _before(standing, superseded)
        now = standing[0].fact.count
        then = _casualties(before).count if before else None
        if before is not None and now is not None and then is not None:
            state = "rising" if now > then else "falling"
        else:
            state, before = ("agreed" if len(standing) > 1 else "single"), None
    return Series(key, tuple(standing), state, superseded, before)


def _claims(statements: Iterable[Statement], event: Event) -> list[Claim]:
    by_claimant: dict[str, list[tuple[Statement, str | None, str]]] = {}
    for statement in sorted(statements, key=lambda s: s.at):
        source = event.source(statement.post)
        if source is None or source.deleted:
            continue
        claimant, name = claimant_of(statement, source)
        by_claimant.setdefault(claimant, []).append((statement, name, source.origin))
    claims = []
    for claimant, said in by_claimant.items():
        # A vague word after a number takes nothing back.
        numbers = [entry for entry in said if _casualties(entry[0]).count is not None]
        statement, name, origin = (numbers or said)[-1]
        same = [s for s, _, _ in said if _value(s) == _value(statement)]
        earlier = tuple(
            s for s, _, _ in said if s.at <= statement.at and _value(s) != _value(statement)
        )
        # A claim stands since it was first made; repeating it makes it no newer.
        claims.append(
            Claim(claimant, name, origin, same[0] if _unbroken(said, same) else statement, earlier)
        )
    return claims


def _unbroken(said: list[tuple[Statement, str | None, str]], same: list[Statement]) -> bool:
    """Whether nothing else was said since the first of the equal statements."""
    first = [s for s, _, _ in said].index(same[0])
    return all(_value(s) == _value(same[0]) for s, _, _ in said[first:])


def _without_superseded(claims: list[Claim]) -> list[Claim]:
    """Claims, newest first, less vague ones beside numbers and lower ones that time overtook."""
    numbered = [claim for claim in claims if claim.fact.count is not None]
    if not numbered:
        return claims
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


def _before(standing: list[Claim], superseded: Iterable[Claim]) -> Statement | None:
    """The newest different number given before the standing ones."""
    newest = standing[0].statement
    now = _value(newest)
    past = [s for claim in standing for s in claim.earlier]
    past += [claim.statement for claim in superseded]
    # Of two figures in one post the lower is a part of the other: «وصل 3 ليرتفع العدد إلى 5».
    past = [s for s in past if (s.post, s.at) != (newest.post, newest.at)]
    numbers = [s for s in past if _casualties(s).count is not None and _value(s)[0] != now[0]]
    return max(numbers, key=lambda s: s.at, default=None)


def _agree(claims: Iterable[Claim]) -> bool:
    intervals = [_interval(claim.fact) for claim in claims]
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


def _value(statement: Statement) -> tuple[Any, ...]:
    fact = _casualties(statement)
    return (fact.count, fact.count_max, fact.bound, fact.vague)


def _casualties(statement: Statement) -> Casualties:
    fact = statement.fact
    if not isinstance(fact, Casualties):
        raise TypeError(f"not a figure: {fact.type}")
    return fact
