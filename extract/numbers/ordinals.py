"""Ordinal words, kept apart from cardinals: «الثالث», «الحادي عشر», «الخامس والعشرون»."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from extract.document import Token, Word
from extract.numbers.kinds import Kind, month_after, time_beside
from extract.tables import load_map

_ORDINALS = {word: int(value) for word, (value, *_) in load_map("numerals_ordinals").items()}
_TENS = {
    word + ending: value
    for word, value in (
        *(("عشر", 20), ("ثلاث", 30), ("اربع", 40), ("خمس", 50)),
        *(("ست", 60), ("سبع", 70), ("ثمان", 80), ("تسع", 90)),
    )
    for ending in ("ون", "ين")
}
_CLITICS = re.compile("[وف]?[بكل]?(ال)?|[وف]?لل")


# «تشرين الأول» and its like: the ordinal belongs to the month's name.
_MONTHS_NUMBERED = frozenset({"كانون", "تشرين", "ربيع", "جمادي"})


@dataclass(frozen=True, slots=True)
class Ordinal:
    """An ordinal that ends before token ``last``; ``kind`` tells dates and times apart."""

    last: int
    value: int
    kind: Kind
    definite: bool


@lru_cache(maxsize=1 << 12)
def _ordinal(folded: str) -> tuple[int, bool] | None:
    """The value of an ordinal word, and whether it has the article."""
    if folded in _ORDINALS:
        return _ORDINALS[folded], False
    match = _CLITICS.match(folded)
    cut = match.end() if match else 0
    if cut and folded[cut:] in _ORDINALS:
        return _ORDINALS[folded[cut:]], "ال" in folded[:cut] or "لل" in folded[:cut]
    return None


def is_ordinal(word: Word) -> bool:
    return _ordinal(word.folded) is not None


def read_ordinal(tokens: Sequence[Token], at: int, start: int, end: int) -> Ordinal | None:
    """The ordinal that begins at token ``at`` of the sentence ``start:end``, if one does."""
    found = _ordinal(tokens[at].word.folded)
    if found is None:
        return None
    value, definite = found
    last = at + 1
    if last < end:
        following = tokens[last].word.folded
        if following in ("عشر", "عشره") and not tokens[at].word.folded.endswith(("اول", "اولي")):
            value, last = value + 10, last + 1
        elif following.startswith("وال") and following[3:] in _TENS:
            value, last = value + _TENS[following[3:]], last + 1
    kind: Kind = "ordinal"
    in_month = at > start and tokens[at - 1].word.stems[-1] in _MONTHS_NUMBERED
    if in_month or month_after(tokens, last, end):
        kind = "date"
    elif time_beside(tokens, at, last, start, end):
        kind = "time"
    return Ordinal(last, value, kind, definite)
