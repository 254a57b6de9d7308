"""Figures of a text: numerals, ranges, bounds and vague quantities, each with its kind.

`match` finds every figure; what the words beside it show to be a date, an age, money or the like is
marked by its ``kind``, so that nothing of it is taken for people. Nouns that count by themselves
(``شهيدان``) are no figures: `nouns` tells their number, `bounds` their bound.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import cast

from extract.document import Document, Sentence, Token, Word
from extract.facts import Bound, Vague
from extract.numbers.atoms import atom, may_be_numeral
from extract.numbers.bounds import Bounded, bound_of
from extract.numbers.kinds import Kind, kind_of
from extract.numbers.numerals import Numeral, read_numeral
from extract.numbers.ordinals import is_ordinal, read_ordinal
from extract.phrase_table import PhraseTable
from extract.tables import load_map, load_set

__all__ = ["Kind", "Quantity", "match"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure at tokens ``first`` to before ``last``, bounding words not included.

    ``outer_first`` and ``outer_last`` include the words that bound it (``ما لا يقل عن``). ``value``
    is None exactly when the quantity is vague or no whole number; ``value_max`` is set only for
    ranges. ``kind`` is ``count`` unless the words beside it show that it counts no people;
    ``previous`` is a figure that the text itself replaces (``ارتفع من 5 إلى 7``: the 5).
    ``joined`` tells that «و» precedes it, ``definite`` that it has the article.
    """

    first: int
    last: int
    outer_first: int
    outer_last: int
    value: int | None
    value_max: int | None = None
    bound: Bound = "exact"
    vague: Vague | None = None
    kind: Kind = "count"
    joined: bool = False
    definite: bool = False


_LAST_YEAR = 2100
_REVISIONS = load_set("numerals_revisions")
# «إنقاذ أكبر عدد من الركاب»: a number that is aimed at, none that is told.
_UTMOST = frozenset({"اكبر", "اقل", "اقصي", "ادني"})
_APART = 6  # tokens between the old and the new figure: «من 5 شهداء إلى 7»


_VAGUE: PhraseTable[Vague] = PhraseTable(
    (phrase, cast(Vague, vague)) for phrase, (vague, *_) in load_map("numerals_vague").items()
)


def match(document: Document) -> list[Quantity]:
    """Every figure of the document in order; none overlaps another."""
    found: list[Quantity] = []
    for sentence in document.sentences:
        quantities = _in_sentence(document.tokens, sentence)
        if len(quantities) > 1:
            quantities = _related(document.tokens, sentence, quantities)
        found += quantities
    return found


def _in_sentence(tokens: tuple[Token, ...], sentence: Sentence) -> list[Quantity]:
    found: list[Quantity] = []
    at, end = sentence.first, sentence.last
    while at < end:
        quantity = _quantity_at(tokens, at, sentence) if _may_open(tokens[at].word) else None
        if quantity is None:
            at += 1
        else:
            found.append(quantity)
            at = quantity.last
    return found


@lru_cache(maxsize=1 << 16)
def _may_open(word: Word) -> bool:
    """Whether a figure can begin with this word: for most words the answer is no, once for all."""
    if word.folded[:1].isdigit():
        return True
    return may_be_numeral(word) or is_ordinal(word) or _VAGUE.opens(word)


def _quantity_at(tokens: tuple[Token, ...], at: int, sentence: Sentence) -> Quantity | None:
    token, start, end = tokens[at], sentence.first, sentence.last
    if token.kind == "word":
        vague = _VAGUE.starting_at(tokens, at, end)
        if vague and not (at > start and tokens[at - 1].word.folded in _UTMOST):
            last, joined = vague.last, _joined(tokens, at)
            return Quantity(at, last, at, last, None, None, "vague", vague.value, joined=joined)
        ordinal = read_ordinal(tokens, at, start, end)
        if ordinal:
            return Quantity(
                at, ordinal.last, at, ordinal.last, ordinal.value, kind=ordinal.kind,
                joined=_joined(tokens, at), definite=ordinal.definite,
            )  # fmt: skip
    elif token.kind != "number":
        return None
    numeral = read_numeral(tokens, at, end)
    if numeral is None:
        return None
    bounded = bound_of(tokens, numeral.first, numeral.last, start, end)
    kind = kind_of(tokens, numeral, bounded.first, start, end)
    return _quantity(tokens, numeral, bounded, kind)


def _quantity(
    tokens: tuple[Token, ...], numeral: Numeral, bounded: Bounded, kind: Kind
) -> Quantity:
    before = tokens[numeral.first - 1].word.folded if numeral.first else ""
    return Quantity(
        numeral.first,
        numeral.last,
        bounded.first,
        bounded.last,
        numeral.value,
        bound=bounded.bound,
        kind=kind,
        joined=_joined(tokens, numeral.first),
        definite=numeral.definite or before in ("ال", "لل", "بال", "وال"),
    )


def _joined(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether «و» stands before the figure, by itself or as a clitic of its first word."""
    if at and tokens[at - 1].word.folded == "و":
        return True
    found = atom(tokens[at], None)
    return found.joined if found else len(tokens[at].word.stems) > 1 and tokens[at].text[0] == "و"


def _related(
    tokens: tuple[Token, ...], sentence: Sentence, quantities: list[Quantity]
) -> list[Quantity]:
    """Neighbouring figures that belong together: ranges, revisions, shared bounds and units."""
    found = [quantities[0]]
    for right in quantities[1:]:
        left = found[-1]
        joined = _range(tokens, sentence, left, right)
        if joined:
            found[-1] = joined
            continue
        if _is_revision(tokens, sentence, left, right):
            found[-1] = replace(left, kind="previous")
        elif right.joined and right.first - left.last <= 1:  # «15 و17 عاما»
            if left.kind == "count" and right.kind not in ("count", "previous"):
                found[-1] = replace(left, kind=right.kind)
            elif left.kind == "age" and right.kind == "duration":
                right = replace(right, kind="age")
        if _shares_bound(tokens, found[-1], right):
            right = replace(right, bound=left.bound)
        found.append(right)
    return found


def _range(
    tokens: tuple[Token, ...], sentence: Sentence, left: Quantity, right: Quantity
) -> Quantity | None:
    if left.value is None or right.value is None or left.value_max or left.kind == "ordinal":
        return None
    if right.first - left.last > 1 or right.outer_first < left.last:
        return None
    between = tokens[left.last].word.folded if left.last < right.first else ""
    before = tokens[left.first - 1].word.folded if left.first > sentence.first else ""
    if between in ("الي", "حتي"):
        if before == "من" and _revised_before(tokens, sentence, left.first):
            return None
    elif between in ("-", "–", "ـ"):
        if left.kind != "count" or before in ("-", "/"):
            return None
    elif not (before in ("بين", "وبين") and right.joined) and between != "او":
        return None
    low, high = left.value, right.value
    if left.kind in ("year", "date") and high > _LAST_YEAR:
        return None  # «منذ أكتوبر 2023 إلى 61330 شهيدا»
    scale = _scale_of(right.value) if low < 1000 <= high else 1
    if scale > 1 and low * scale < high:  # «بين 10 و15 ألفا»
        low *= scale
    if low >= high:
        return None
    kind = right.kind if left.kind == "count" else left.kind
    first = left.first - 1 if before in ("بين", "وبين", "من") else left.outer_first
    if first > sentence.first and tokens[first - 1].word.folded in ("ما", "وما"):
        first -= 1
    return replace(
        left, last=right.last, outer_first=min(first, left.outer_first),
        outer_last=max(right.outer_last, right.last), value=low, value_max=high, bound="range",
        kind=kind,
    )  # fmt: skip


def _scale_of(value: int) -> int:
    for scale in (10**9, 10**6, 10**3):
        if value >= scale:
            return scale if value % scale == 0 else 1
    return 1


def _is_revision(
    tokens: tuple[Token, ...], sentence: Sentence, left: Quantity, right: Quantity
) -> bool:
    """«ارتفع … من 5 (شهداء) إلى 7»: the first figure is the old one."""
    if left.first == sentence.first or right.outer_first - left.last > _APART:
        return False
    return (
        tokens[left.outer_first - 1].word.folded == "من"
        and tokens[right.outer_first - 1].word.folded == "الي"
        and _revised_before(tokens, sentence, left.first)
    )


def _revised_before(tokens: tuple[Token, ...], sentence: Sentence, at: int) -> bool:
    return any(
        not _REVISIONS.isdisjoint(tokens[index].word.stems) for index in range(sentence.first, at)
    )


def _shares_bound(tokens: tuple[Token, ...], left: Quantity, right: Quantity) -> bool:
    """«نحو 70 قتيلا و200 جريح»: one bound before the first figure covers the second.

    An odd figure of hundreds (``و113,274 جريحا``) is a count, whatever bounds its neighbour.
    """
    if right.bound != "exact" or not right.joined or right.kind != "count" or right.value is None:
        return False
    if left.bound not in ("about", "more_than", "at_least") or left.outer_first == left.first:
        return False
    near = 1 <= right.first - left.last <= 4
    plain = all(tokens[i].kind == "word" for i in range(left.last, right.first))
    return near and plain and (right.value < 100 or right.value % 10 == 0)
