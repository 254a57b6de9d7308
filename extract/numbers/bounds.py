"""Words that bound a figure: «ما لا يقل عن», «نحو», «على الأقل» and their like."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from extract.document import Token
from extract.facts import Bound
from extract.numbers.atoms import may_be_numeral
from extract.phrase_table import PhraseTable
from extract.tables import load_map

_REACH = 5  # tokens between a figure and a bound after it: «11 شخصا على الأقل»
_OPENERS = frozenset("(\"'«“[")
_WHAT = frozenset({"ما", "بما", "عما", "مما", "لما", "وما"})


@dataclass(frozen=True, slots=True)
class Bounded:
    """A kind of bound, and the tokens of the figure together with the words that bound it."""

    bound: Bound
    first: int
    last: int


def _phrases(*sides: str) -> PhraseTable[Bound]:
    return PhraseTable(
        (phrase, cast(Bound, bound))
        for phrase, (bound, side) in load_map("numerals_bounds").items()
        if side in sides
    )


_BEFORE, _AFTER = _phrases("before", "both"), _phrases("after", "both")


def bound_of(tokens: Sequence[Token], first: int, last: int, start: int, end: int) -> Bounded:
    """The bound on the figure at tokens ``first`` to before ``last`` in the sentence ``start:end``.

    Also for nouns that count by themselves («شهيدين على الأقل»). ``exact`` when nothing bounds it.
    """
    return (
        _bound_before(tokens, first, last, start)
        or _bound_after(tokens, first, last, end)
        or Bounded("exact", first, last)
    )


def _bound_before(tokens: Sequence[Token], first: int, last: int, start: int) -> Bounded | None:
    at = first - 1
    if at > start and (tokens[at].text in _OPENERS or tokens[at].word.folded == "ال"):
        at -= 1  # «تجاوز الـ 9000»
    found = _BEFORE.ending_at(tokens, at, start)
    if found is None:
        return None
    opening = tokens[first].word.folded
    joined = opening.startswith("و") and opening not in ("واحد", "واحده")
    if joined and found.first > start and _AFTER.starting_at(tokens, found.first, first):
        return None  # «15 على الأقل وأربعة»: the bound is that of the figure before
    begin = found.first
    if begin > start and tokens[begin - 1].word.folded in _WHAT:
        begin -= 1
    return Bounded(found.value, begin, last)


def _bound_after(tokens: Sequence[Token], first: int, last: int, end: int) -> Bounded | None:
    for at in range(last, min(end, last + _REACH)):
        if tokens[at].kind == "number" or tokens[at].text in (".", "؛", ":", "،"):
            return None
        if at > last and may_be_numeral(tokens[at].word):
            return None  # «أربعة قتلى وإصابة تسعة على الأقل»
        found = _AFTER.starting_at(tokens, at, end)
        if found:
            return Bounded(found.value, first, found.last)
    return None
