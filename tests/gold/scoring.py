"""How well facts agree with an annotated set: the figures that the gate pins.

All figures are micro-averages over documents. A casualty fact is right when role, number and kind
of bound are; of matched facts, scope, part, place and source are counted as shares. A meeting is
found when a participant is shared; demands are compared by their words. Short strings agree when
half of the words of the shorter are in the other, clitics forgiven.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from extract.text import fold

Facts = list[dict[str, Any]]

_FILLERS = frozenset(
    "في من على الى عن ان و او مع هذه هذا التي الذي ذلك كل اي ما لا".replace("على", "علي").split()
)
_TITLES = frozenset(["السيد", "الدكتور", "الشيخ", "الرئيس", "وفد", "حركه", "اللواء", "العميد"])
_SIDES = {"at_least": "lower", "more_than": "lower", "about": "about", "at_most": "upper"}
_ARTICLE = re.compile(r"^[وف]?(?:[بك]?ال|لل)(?=\w{2})")
_CLITIC = re.compile(r"^[وفبلك](?=\w{3})")


@dataclass(slots=True)
class Tally:
    """Right answers among those given and those wanted."""

    right: int = 0
    given: int = 0
    wanted: int = 0

    def add(self, right: int, given: int, wanted: int) -> None:
        self.right += right
        self.given += given
        self.wanted += wanted

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; 1 where nothing is wanted or given."""
        total = self.given + self.wanted
        return 2 * self.right / total if total else 1.0


@dataclass(slots=True)
class Share:
    """How many of some cases are good."""

    good: int = 0
    of: int = 0

    def add(self, good: bool) -> None:
        self.good += good
        self.of += 1

    @property
    def value(self) -> float:
        return self.good / self.of if self.of else 1.0


@dataclass(slots=True)
class Score:
    tallies: dict[str, Tally] = field(default_factory=dict)
    shares: dict[str, Share] = field(default_factory=dict)

    def tally(self, name: str) -> Tally:
        return self.tallies.setdefault(name, Tally())

    def share(self, name: str) -> Share:
        return self.shares.setdefault(name, Share())

    def figures(self) -> dict[str, float]:
        """Every figure by name, from 0 to 1; those without any case are left out."""
        found = {
            name: tally.f1 for name, tally in self.tallies.items() if tally.given + tally.wanted
        }
        found |= {name: share.value for name, share in self.shares.items() if share.of}
        return dict(sorted(found.items()))


def score(gold: Mapping[str, Facts], answers: Mapping[str, Facts]) -> Score:
    """Compares the facts of each document of ``gold`` with those in ``answers``, by id."""
    result = Score()
    for name, wanted in gold.items():
        given = answers.get(name, [])
        if not wanted:
            result.share("silent documents").add(not given)
        _casualties(result, _of("casualties", wanted), _of("casualties", given))
        _meetings(result, _of("meeting", wanted), _of("meeting", given))
        _demands(result, _of("demand", wanted), _of("demand", given))
    return result


def casualty_key(fact: Mapping[str, Any]) -> tuple[object, ...]:
    """What must be right of a casualty fact."""
    if fact["bound"] == "vague" or fact["count"] is None:
        return fact["role"], "vague", fact["vague"]
    if fact.get("count_max") not in (None, fact["count"]):
        return fact["role"], "range", fact["count"], fact["count_max"]
    return fact["role"], _SIDES.get(fact["bound"], "exact"), fact["count"]


def alike(one: str | None, other: str | None) -> bool:
    """Whether two short strings name the same thing."""
    if not one or not other:
        return not one and not other
    mine, yours = _telling(one), _telling(other)
    return 2 * len(mine & yours) >= max(1, min(len(set(_words(one))), len(set(_words(other)))))


def _casualties(result: Score, wanted: Facts, given: Facts) -> None:
    keys = Counter(map(casualty_key, wanted)), Counter(map(casualty_key, given))
    result.tally("casualties").add((keys[0] & keys[1]).total(), len(given), len(wanted))
    if wanted:
        result.share("exact documents").add(keys[0] == keys[1])

    def weight(mine: dict[str, Any], theirs: dict[str, Any]) -> int:
        same = casualty_key(mine) == casualty_key(theirs)
        return same * (1 + alike(mine["place"], theirs["place"]))

    for mine, theirs in _paired(given, wanted, weight):
        result.share("casualties.scope").add(mine["scope"] == theirs["scope"])
        result.share("casualties.subset").add(mine["subset"] == theirs["subset"])
        result.share("casualties.place").add(alike(mine["place"], theirs["place"]))
        result.share("casualties.attribution").add(
            alike(mine["attribution"], theirs["attribution"])
        )


def _meetings(result: Score, wanted: Facts, given: Facts) -> None:
    pairs = _paired(given, wanted, _shared_people)
    result.tally("meetings").add(len(pairs), len(given), len(wanted))
    people = sum(_shared_people(mine, theirs) for mine, theirs in pairs)
    result.tally("participants").add(people, _heads(given), _heads(wanted))
    for mine, theirs in pairs:
        result.share("meetings.status").add(mine["status"] == theirs["status"])
        result.share("meetings.mode").add(theirs["mode"] in (mine["mode"], "unknown"))
        result.share("meetings.place").add(alike(mine["place"], theirs["place"]))
        result.share("meetings.day").add(mine["day"] == theirs["day"])


def _demands(result: Score, wanted: Facts, given: Facts) -> None:
    mine = Counter(word for fact in given for word in _words(fact["content"]))
    theirs = Counter(word for fact in wanted for word in _words(fact["content"]))
    result.tally("demands").add((mine & theirs).total(), mine.total(), theirs.total())
    actors = [sorted({f["actor"] for f in facts if f["actor"]}) for facts in (given, wanted)]
    found = _paired(actors[0], actors[1], lambda a, b: int(alike(a, b)))
    result.tally("demands.actor").add(len(found), len(actors[0]), len(actors[1]))


def _of(kind: str, facts: Facts) -> Facts:
    return [fact for fact in facts if fact["type"] == kind]


def _heads(meetings: Facts) -> int:
    return sum(len(meeting["participants"]) for meeting in meetings)


def _shared_people(mine: dict[str, Any], theirs: dict[str, Any]) -> int:
    return len(_paired(mine["participants"], theirs["participants"], lambda a, b: int(_same(a, b))))


def _same(mine: dict[str, str], theirs: dict[str, str]) -> bool:
    """Whether one participant names the other without running far beyond that mention."""
    name, wanted = set(_words(mine["name"])), set(_words(theirs["name"]))
    full, widest = set(_words(mine["full"])) | name, set(_words(theirs["full"])) | wanted
    if not name or not wanted:
        return False
    core = wanted - _TITLES or wanted
    inside = (name - _TITLES or name) <= widest and len(name & widest) >= min(2, len(core))
    return (core <= full or inside) and len(full - widest) <= max(4, len(widest))


def _paired(
    mine: list[Any], theirs: list[Any], weight: Callable[[Any, Any], int]
) -> list[tuple[Any, Any]]:
    """One-to-one pairs, heaviest first; weightless ones stay alone."""
    weights = [(weight(a, b), i, j) for i, a in enumerate(mine) for j, b in enumerate(theirs)]
    used: tuple[set[int], set[int]] = set(), set()
    pairs = []
    for heavy, i, j in sorted(weights, key=lambda item: -item[0]):
        if heavy and i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
            pairs.append((mine[i], theirs[j]))
    return pairs


def _words(text: str | None) -> list[str]:
    """The folded telling words of a text, without article."""
    folded = (fold(word) for word in re.findall(r"[\w\u064b-\u0652\u0640]+", text or ""))
    plain = (_ARTICLE.sub("", part) for word in folded for part in word.split("_"))
    return [word for word in plain if word and word not in _FILLERS]


def _telling(text: str) -> set[str]:
    words = set(_words(text))
    return words | {_CLITIC.sub("", word) for word in words}


def documents(lines: Iterable[str]) -> Iterable[dict[str, Any]]:
    """The documents of a set of lines in JSON; blank lines are skipped."""
    import json

    return (json.loads(line) for line in lines if line.strip())
