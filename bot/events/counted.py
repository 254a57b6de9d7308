"""What a figure counts: what befell whom, where, and over which time.

Pure: an event's figures in, grouped by what they count. Figures of different groups never mix, add
or replace each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from bot.events import tables
from bot.events.claims import casualties, value
from bot.events.event import Event, Statement
from bot.events.names import person_key
from bot.events.wording import stem, weight
from extract.facts import Casualties

RUN = 2  # what a running total does not grow by from one report to the next


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


def grouped(event: Event) -> dict[SeriesKey, list[Statement]]:
    """The figures of an event by what they count, each group in order of time, whatever the order
    in which the posts were read."""
    told = _told(event)
    groups: dict[SeriesKey, list[Statement]] = {}
    homes = _homes(told)
    for statement in told:
        fact = casualties(statement)
        key = SeriesKey(
            role=fact.role,
            scope=fact.scope,
            victims=victims_group(fact.victims),
            subset=fact.subset,
            place=_elsewhere(fact, statement.post, homes.get(fact.scope)),
        )
        groups.setdefault(key, []).append(statement)
    _merge_one_man(groups)
    _merge_named(groups)
    return dict(pair for key in groups for pair in _runs(key, groups[key]))


def _told(event: Event) -> list[Statement]:
    """The figures in order of time, less those that copies and forwards repeat: an old figure
    passed on is no newer than it was."""
    sources = {source.post: source for source in event.live}
    kept, said = [], set()
    for statement in sorted((s for _, s in event.casualties), key=lambda s: (s.at, s.post)):
        source, fact = sources.get(statement.post), casualties(statement)
        if source is None:
            continue
        what = (source.origin, fact.role, fact.scope, fact.subset, fact.victims, fact.place)
        what = (*what, fact.attribution, *value(statement))
        if what in said and source.relation in ("copy", "forward"):
            continue
        said.add(what)
        kept.append(statement)
    return kept


def _merge_one_man(groups: dict[SeriesKey, list[Statement]]) -> None:
    """Joins the figures of one named man, dead or hurt once under whatever titles and wherever the
    posts place it: ``إسماعيل هنية، رئيس المكتب السياسي``, ``هنية``. The fullest name stays."""
    men = {key: name for key in groups if (name := _man(key, groups[key]))}
    for key in sorted(men, key=lambda k: (len(men[k]), k.place is None)):
        fuller = [
            other
            for other in men
            if other != key
            and other in groups
            and (other.role, other.scope) == (key.role, key.scope)
            and men[key] <= men[other]
        ]
        fullest = {men[o] for o in fuller if not any(men[o] < men[other] for other in fuller)}
        if len(fullest) == 1:  # «هنية» of two men is neither's
            home = min(fuller, key=lambda other: (-len(men[other]), other.place is not None))
            groups[home] = sorted(groups[home] + groups.pop(key), key=lambda s: (s.at, s.post))


def _man(key: SeriesKey, statements: list[Statement]) -> frozenset[str]:
    """The words of a single victim's name, as far as they tell him; empty for any other figure."""
    found = [casualties(statement) for statement in statements]
    if key.subset or key.scope != "incident" or any(fact.count != 1 for fact in found):
        return frozenset()
    named = person_key(re.split("[،,(]", found[0].victims or "")[0])
    words = frozenset(word for word in named.split() if len(word) > 2)
    return words if not words & _common_victims() else frozenset()


def _merge_named(groups: dict[SeriesKey, list[Statement]]) -> None:
    """Joins a series that names its victims to the general one where it says just what that says:
    ``نحو 20 مفقودا`` and ``نحو 20 مهاجرا مفقودا``."""
    for key in [key for key in groups if key.victims and not key.subset]:
        general = groups.get(replace(key, victims=None))
        if general and {value(s) for s in groups[key]} <= {value(s) for s in general}:
            general.extend(groups.pop(key))


def _runs(
    key: SeriesKey, statements: list[Statement]
) -> Iterable[tuple[SeriesKey, list[Statement]]]:
    """Running totals by their beginnings: no total doubles from one report to the next, so one
    since a war began and one since it was resumed are told apart by their size."""
    runs: list[list[Statement]] = []
    for statement in statements:
        count = casualties(statement).count
        run = next((run for run in runs if key.scope != "cumulative" or _one_run(run, count)), None)
        if run is None:
            runs.append([statement])
        else:
            run.append(statement)
    return [(replace(key, run=number), run) for number, run in enumerate(runs)]


def _one_run(run: list[Statement], count: int | None) -> bool:
    counts = [c for s in run if (c := casualties(s).count) is not None]
    if not counts or count is None:
        return True
    return counts[-1] <= count * RUN and count <= counts[-1] * RUN


@lru_cache(maxsize=4096)
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


def _homes(told: Sequence[Statement]) -> dict[str, Statement]:
    """For each scope the statement that first gives a place: the event's own."""
    homes: dict[str, Statement] = {}
    for statement in told:
        fact = casualties(statement)
        if fact.place:
            homes.setdefault(fact.scope, statement)
    return homes


def _elsewhere(fact: Casualties, post: str, home: Statement | None) -> str | None:
    """None for a figure of the event's own place; the words of any other place, another count.

    Places are one as far as one phrase holds the words of the other: ``خان يونس``, ``مواصي خان
    يونس``. Two posts name one place by different sides of town or different landmarks, too
    (``شرق خان يونس``, ``مدرسة الرازي``); one post that names two has two in mind.
    """
    own, other = _stems(fact.place or ""), _stems(casualties(home).place or "") if home else None
    if not own or home is None or other is None or own <= other or other <= own:
        return None
    if home.post != post and _names(own) & _names(other):
        return None
    return " ".join(sorted(own))


@lru_cache(maxsize=4096)
def _stems(phrase: str) -> frozenset[str]:
    return frozenset(stem(word) for word in tables.fold_words(phrase).split() if len(word) > 2)


def _names(stems: frozenset[str]) -> frozenset[str]:
    """The stems that tell places apart: no sides, no «بلدة», no country or region."""
    return frozenset(s for s in stems if s not in _general_places() and weight(s) == 1.0)


@cache
def _common_victims() -> frozenset[str]:
    """Victims told by what they are, and not by name, in the form of `person_key`."""
    return frozenset(person_key(word) for word in tables.load("victims"))


@cache
def _general_places() -> frozenset[str]:
    return frozenset(map(stem, tables.load("place_heads")))
