"""Numerals: a run of number words, digits, or both, read as one number.

The grammar, as written Arabic has it: a group below a thousand (``مئة وخمسة وعشرون``), groups
multiplied by a scale (``ثلاثة آلاف``, ``71 ألفا``, ``ألفان``) in falling order of the scales and
joined by و, and halves or quarters of a scale (``نصف مليون``, ``مليون ونصف المليون``). A run that
breaks this order is two numbers, not one: ``خمسة وستة``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from extract.document import Token
from extract.numbers.atoms import Atom, atom
from extract.tables import load_set

# Forms that, where a numeral would begin, are far more often another word: «لست» (I am not).
_NOT_NUMERALS = load_set("numerals_not")
_OPENERS, _CLOSERS = frozenset("([\"«“"), frozenset(")]\"»”")


@dataclass(frozen=True, slots=True)
class Numeral:
    """Tokens ``first`` to before ``last``, read as ``value``.

    ``scale`` is the last scale word's (1 without one); ``digits`` tells that it begins with digits;
    ``definite`` that it begins with the article; ``value`` is None for digits that cannot be read
    as a whole number (a decimal without a scale, a date, a version).
    """

    first: int
    last: int
    value: int | None
    scale: int = 1
    digits: bool = False
    definite: bool = False


class _Reader:
    """Reads one numeral from ``start`` on, as far as the grammar allows."""

    def __init__(self, tokens: Sequence[Token], start: int, last: int) -> None:
        self.tokens, self.start, self.at, self.last = tokens, start, start, last

    def peek(self) -> Atom | None:
        """The next token's atom; a separate و is stepped over, other marks end the numeral."""
        index = self._next_index()
        if index is None:
            return None
        return atom(self.tokens[index], self.tokens[index - 1] if index else None)

    def take(self) -> None:
        index = self._next_index()
        if index is not None:
            self.at = index + 1

    def _next_index(self) -> int | None:
        index, tokens = self.at, self.tokens
        if index < self.last and tokens[index].word.folded == "و":
            index += 1
        elif self.start < index < self.last and tokens[index].text in _CLOSERS:
            # «(10) ملايين»: digits in brackets before their scale
            index += tokens[index - 1].kind == "number" and tokens[index - 2].text in _OPENERS
        return index if index < self.last else None

    def follows(self, *kinds: str, joined: bool) -> Atom | None:
        """The next atom if it is of one of ``kinds`` and joined by و, or not, as asked."""
        found = self.peek()
        return found if found and found.kind in kinds and found.joined == joined else None

    def group(self) -> int | None:
        """A number below a thousand in words, from the current atom on."""
        first = self.peek()
        if first is None:
            return None
        value = int(first.value)
        if first.kind == "hundred" or first.kind == "hundreds":
            self.take()
            return value + self._below_hundred_joined()
        if first.kind == "unit":
            self.take()
            if value > 2 and self.follows("hundred", joined=False):
                self.take()
                return value * 100 + self._below_hundred_joined()
            return self._after_unit(value)
        if first.kind in ("ten", "tens", "teen"):
            self.take()
            return value
        return None

    def _after_unit(self, unit: int) -> int:
        if unit and self.follows("ten", joined=False):
            self.take()
            return unit + 10
        tens = self.follows("tens", joined=True) if unit else None
        if tens:
            self.take()
            return unit + int(tens.value)
        return unit

    def _below_hundred_joined(self) -> int:
        following = self.follows("unit", "ten", "tens", "teen", joined=True)
        if not following:
            return 0
        self.take()
        value = int(following.value)
        return self._after_unit(value) if following.kind == "unit" else value

    def term(self) -> tuple[Fraction, int] | None:
        """A group or digits with the scale that multiplies them, or a scale alone."""
        first = self.peek()
        if first is None:
            return None
        if first.kind in ("number", "grouped", "decimal"):
            self.take()
            scaled = self._scaled(first.value)
            if first.kind == "grouped" and scaled[1] >= 1000 <= first.value < 10**6:
                return scaled[0] / 1000, scaled[1]  # «15.700 ألف» is written for 15,700
            return scaled
        if first.kind in ("scale", "scale_dual"):
            self.take()
            if first.kind == "scale_dual":
                return first.value, int(first.value) // 2
            return first.value * (2 if self._is_construct_dual() else 1), int(first.value)
        if first.kind == "fraction":
            return self._fraction(first.value)
        group = self.group()
        if group is None:
            return None
        if self.follows("quarters", joined=False):
            self.take()
            return self._fraction(Fraction(group, 4), taken=True)
        return self._scaled(Fraction(group))

    def _is_construct_dual(self) -> bool:
        """Whether the scale just taken is «ألفا» of «ألفا شخص», two thousand: no «ألفاً»."""
        written = self.tokens[self.at - 1].text
        if not written.endswith("ا") or self.at >= self.last:
            return False
        noun = self.tokens[self.at]
        return noun.kind == "word" and not noun.word.folded.startswith("و")

    def _scaled(self, value: Fraction) -> tuple[Fraction, int]:
        scale = self.follows("scale", "scale_plural", joined=False)
        if not scale or value == 0:
            return value, 1
        self.take()
        return value * scale.value, int(scale.value)

    def _fraction(self, part: Fraction, taken: bool = False) -> tuple[Fraction, int] | None:
        if not taken:
            self.take()
        scale = self.follows("scale", joined=False)
        if not scale:
            return None
        self.take()
        return part * scale.value, int(scale.value)


def read_numeral(tokens: Sequence[Token], start: int, last: int) -> Numeral | None:
    """The longest numeral that begins at token ``start`` and ends before token ``last``.

    ``value`` is None where a figure stands but no whole number can be read from it. Returns None
    where no numeral begins.
    """
    opening = atom(tokens[start], None)
    if opening is None or tokens[start].word.folded in _NOT_NUMERALS:
        return None
    if opening.kind == "hundred" and opening.definite and tokens[start - 1].word.folded == "في":
        return None  # «20 في المئة»
    digits = tokens[start].kind == "number"
    if opening.kind == "other":
        return Numeral(start, start + 1, None, digits=True)
    reader = _Reader(tokens, start, last)
    term = reader.term()
    if term is None:
        return None
    total, scale = term
    last_scale, end = scale, reader.at
    while scale > 1 and (following := reader.peek()) and following.joined:
        addend = _addend(reader, following, scale, total)
        if addend is None:
            break
        value, scale = addend
        total, end = total + value, reader.at
    if opening.value == 1 and end == start + 1 and _is_one_of(tokens[start]):
        return None
    whole = int(total) if total.denominator == 1 else None
    return Numeral(start, end, whole, last_scale, digits, opening.definite)


def _addend(
    reader: _Reader, following: Atom, scale: int, total: Fraction
) -> tuple[Fraction, int] | None:
    """What a following ``و…`` adds to ``total``, whose last term had ``scale``."""
    before = reader.at
    if following.kind == "fraction":  # مليون ونصف، مليون ونصف المليون
        reader.take()
        same = reader.follows("scale", joined=False)
        if same and same.value == scale:
            reader.take()
        return following.value * scale, 1
    if following.kind in ("scale", "scale_dual") and (total / scale) % 100 == 0:
        term = reader.term()  # مئة ألف وألفان
        if term and term[1] == scale:
            return term[0], 1 if scale == 1 else scale
        reader.at = before
    term = reader.term()
    if term is None or term[0].denominator != 1 or term[0] >= scale or term[1] >= scale:
        reader.at = before
        return None
    return term[0], term[1]


_ONE_OF = re.compile("[وف]?[بلك]?(?:احد|احدي)")


def _is_one_of(token: Token) -> bool:
    """«أحد» and «إحدى» name one of many (``أحد القتلى``) and count nothing by themselves."""
    if token.word.folded == "واحد":
        return "أ" in token.text  # «وأحد», not «واحد»
    return _ONE_OF.fullmatch(token.word.folded) is not None
