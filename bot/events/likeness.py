"""How alike two tellings are: the same words (copies), or the same happening in other words."""

from __future__ import annotations

from math import sqrt
from operator import eq

from bot.events import scene
from bot.events.event import Telling
from bot.events.where import UNKNOWN
from bot.events.wording import weight

PLACE_WEIGHT = 1.0  # of a word of a place's name: places are compared as places, too
FEW_WORDS = 0.6  # the worth of one telling word: two headlines of one common word are not alike
HEADLINE_FACTOR = 1.5  # what the headline names matters more than what the lead adds


def same_words(first: Telling, second: Telling) -> float:
    """How much of the shorter text's word pairs the longer one holds, estimated, 0 to 1.

    From the sketches' Jaccard likeness and the sizes; 0 where one is over twice as long, since a
    round-up that quotes a report does not copy it.
    """
    small, large = sorted((first.size, second.size))
    if small == 0 or large > 2 * small + 6:
        return 0.0
    equal: int = sum(map(eq, first.sketch, second.sketch))
    jaccard = equal / len(first.sketch)
    return min(1.0, jaccard / (1 + jaccard) * (small + large) / small)


def same_digits(first: Telling, second: Telling) -> bool:
    """Whether both leads give the same numbers in digits."""
    return _digits(first) == _digits(second)


def _digits(telling: Telling) -> set[str]:
    return {term for term in telling.terms if term[0].isdigit()}


def wording(first: Telling, second: Telling) -> float:
    """The weighted cosine of the two leads' stems, less for leads of few telling words, 0 to 1."""
    left, right = _vector(first), _vector(second)
    shared = sum(value * right[term] for term, value in left.items() if term in right)
    norm = sqrt(sum(v * v for v in left.values()) * sum(v * v for v in right.values()))
    return shared / (norm + FEW_WORDS)


def _vector(telling: Telling) -> dict[str, float]:
    placed = set(telling.placed)
    return {
        term: (min(PLACE_WEIGHT, weight(term)) if term in placed else weight(term))
        * (HEADLINE_FACTOR if index < telling.headline else 1.0)
        for index, term in enumerate(telling.terms)
    }


def within(inner: str, outer: str) -> bool:
    """Whether the place path ``inner`` is ``outer`` or lies in it."""
    return inner == outer or inner.startswith(outer + ">")


def specific(path: str) -> bool:
    """Whether a place is a town or smaller, not a region or country."""
    return not path.rpartition(">")[2].startswith("*")


def same_place(first: str, second: str) -> bool:
    """Whether one of two places is, or lies in, the other.

    Of two that no gazetteer knows, one lies in the other if its name holds all words of the
    other's: ``سوق بلدة عين الزهر`` and ``بلدة عين الزهر``.
    """
    if first.startswith(UNKNOWN) and second.startswith(UNKNOWN):
        left, right = (set(path.rpartition(">")[2].split()) for path in (first, second))
        return left <= right or right <= left
    return within(first, second) or within(second, first)


def other_country(first: str, second: str) -> bool:
    """Whether two places lie in different countries, neither unknown.

    Israel and Palestine are one here: reports of one happening name now the one, now the other.
    """
    left, right = (path.split(">")[0] for path in (first, second))
    if UNKNOWN in (left, right) or {left, right} == {"*فلسطين", "*إسرائيل"}:
        return False
    return left != right


def shared_figures(first: Telling, second: Telling) -> float:
    """How much the figures that both give tell: the larger a number, the rarer by chance.

    One and two are in every other report and tell nothing; ten and more count in full. A small one
    counts less where it stands in a report of another sort, which only goes back to what happened.
    """
    shared = set(first.figures) & set(second.figures)
    small = 0.7 if first.kind == second.kind else 0.5
    return sum(1.0 if count >= 10 else small for _, count in shared if count >= 3)


def tally(telling: Telling) -> bool:
    """Whether all that a text counts is counted over a time, not of one happening."""
    return bool(telling.figures) and all(not n.endswith("/incident") for n, _ in telling.figures)


def other_count_over_time(first: Telling, second: Telling) -> bool:
    """Whether both count the same over a period or since a start, and none of it alike."""
    left = {figure for figure in first.figures if not figure[0].endswith("/incident")}
    right = {figure for figure in second.figures if not figure[0].endswith("/incident")}
    return bool({name for name, _ in left} & {name for name, _ in right}) and not left & right


def shared_names(first: Telling, second: Telling) -> int:
    """How many parties of a meeting both name."""
    return len(set(first.names) & set(second.names))


def meetings_apart(first: Telling, second: Telling) -> bool:
    """Whether two meetings with a party in common are two: other counterparts, in other places."""
    shared = set(first.names) & set(second.names)
    others = set(first.names) - shared, set(second.names) - shared
    places = set(first.places), set(second.places)
    return all(others) and all(places) and places[0].isdisjoint(places[1])


def families_apart(first: Telling, second: Telling) -> bool:
    """Whether two texts name houses of different families only."""
    return _names_apart(first, first.families, second, second.families)


def spots_apart(first: Telling, second: Telling) -> bool:
    """Whether two headlines name different spots in town, neither of which the other mentions."""
    return _names_apart(first, first.spots, second, second.spots)


def _names_apart(
    first: Telling, names: tuple[str, ...], second: Telling, others: tuple[str, ...]
) -> bool:
    if not names or not others:
        return False
    return set(names).isdisjoint((*second.terms, *others)) and set(others).isdisjoint(first.terms)


def sides_apart(first: Telling, second: Telling) -> bool:
    """Whether two headlines speak of opposite sides of one town."""
    return first.focus == second.focus and scene.opposite(first.sides, second.sides)


def one_target(first: Telling, second: Telling) -> bool:
    """Whether both headlines tell of the same kind of thing that was hit."""
    return not set(first.targets).isdisjoint(second.targets)


def one_spot(first: Telling, second: Telling) -> bool:
    """Whether both headlines name a spot in the same words."""
    return not set(first.spots).isdisjoint(second.spots)


def one_family(first: Telling, second: Telling) -> bool:
    """Whether both tell of a house of one family."""
    return not set(first.families).isdisjoint(second.families)


def substituted(first: Telling, second: Telling) -> bool:
    """Whether each text has a telling word that the other lacks."""
    left, right = _telling_terms(first), _telling_terms(second)
    return bool(left - right) and bool(right - left)


def share_a_word(first: Telling, second: Telling) -> bool:
    """Whether both have a telling word that names no place."""
    shared = _telling_terms(first) & _telling_terms(second)
    return bool(shared - set(first.placed) - set(second.placed))


def _telling_terms(telling: Telling) -> set[str]:
    return {term for term in telling.terms if weight(term) == 1.0}


def scenes_apart(first: Telling, second: Telling) -> bool:
    """Whether two headlines tell of different acts, or of different things that were hit."""
    return _disjoint(first.acts, second.acts) or _disjoint(first.targets, second.targets)


def causes_apart(first: Telling, second: Telling) -> bool:
    """Whether one headline tells of an accident and the other of an attack or another accident."""
    kinds = {first.kind, second.kind}
    return len(kinds) == 2 and not kinds & {"other", "commentary"}


def _disjoint(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    return bool(left and right) and not set(left) & set(right)


def quarters_apart(first: Telling, second: Telling) -> bool:
    """Whether the two headlines first name different towns, or parts of one town."""
    if not first.focus or not second.focus or same_place(first.focus, second.focus):
        return False
    # A place that no gazetteer knows may lie in one that it does.
    known = first.focus.startswith(UNKNOWN) == second.focus.startswith(UNKNOWN)
    return known and specific(first.focus) and specific(second.focus)


def other_speaker(first: Telling, second: Telling) -> bool:
    """Whether the two headlines are words of different speakers."""
    return bool(first.speaker and second.speaker) and not set(first.speaker) & set(second.speaker)
