"""What one token contributes to a numeral: a number word under its clitics, or digits."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from extract.document import Token, Word
from extract.tables import load_map

_WORDS = load_map("numerals")
_CLITICS = tuple(
    conjunction + other
    for other in ("", "ب", "ل", "ك", "ال", "بال", "كال", "لل")
    for conjunction in ("", "و", "ف")
)[1:]
_DIGITS = re.compile(r"(\d+)((?:[.,٫٬'’،\u00a0\u2009\u202f]\d+)*)")
_GROUPS = re.compile(r"([.,٫٬'’،\u00a0\u2009\u202f])\d{3}(?:\1\d{3})*")


class Atom(NamedTuple):
    """What one token contributes: its class in the table, its value, whether و precedes it."""

    kind: str
    value: Fraction
    joined: bool
    definite: bool = False


@lru_cache(maxsize=1 << 16)
def _word_atom(folded: str) -> Atom | None:
    """A number word under its clitics; the shortest cut wins: «والف» is و and «ألف», not وال."""
    if folded in _WORDS:
        kind, value = _WORDS[folded]
        return Atom(kind, Fraction(value), joined=False)
    for clitics in _CLITICS:
        stem = folded[len(clitics) :]
        if stem in _WORDS and folded.startswith(clitics):
            kind, value = _WORDS[stem]
            definite = clitics.endswith(("ال", "لل"))
            return Atom(kind, Fraction(value), clitics[0] == "و", definite)
    return None


_LONGEST_DIGITS = 32
_UNREADABLE = Atom("other", Fraction(0), joined=False)


@lru_cache(maxsize=1 << 12)
def _digit_atom(written: str) -> Atom:
    """Digits with their separators; ``decimal`` where these mark no thousands, ``other`` else.

    Exactly three digits after each separator are thousands (71,851 and 43.799 and 4،076).
    """
    match = _DIGITS.fullmatch(written)
    if match is None:
        return _UNREADABLE
    whole, rest = match.groups()
    if not rest:
        # a zero in front makes it a telephone number or a code, but «02 وفيات» counts
        plain = "number" if len(whole) <= 2 or whole[0] not in "0٠۰" else "other"
        return Atom(plain, Fraction(int(whole)) if len(whole) < 19 else Fraction(0), False)
    digits = re.sub(r"\D", "", rest)
    if _GROUPS.fullmatch(rest) and len(whole) <= 3 and int(whole) > 0 and len(digits) < 16:
        return Atom("grouped", Fraction(int(whole + digits)), False)
    if len(rest) == len(digits) + 1 and len(digits) <= 3 and len(whole) < 7:
        return Atom("decimal", Fraction(int(whole + digits), 10 ** len(digits)), False)
    return _UNREADABLE


def may_be_numeral(word: Word) -> bool:
    """Whether the form is a number word, whatever the words beside it make of it."""
    return _word_atom(word.folded) is not None


def atom(token: Token, before: Token | None) -> Atom | None:
    """What ``token`` contributes to a numeral, if anything."""
    if token.kind == "number":
        found = _digit_atom(token.text) if len(token.text) <= _LONGEST_DIGITS else _UNREADABLE
    elif token.kind == "word":
        word = _word_atom(token.word.folded)
        if word is None or (
            word.kind in ("hundred", "hundreds") and _is_other_word(token, word.value)
        ):
            return None
        found = word
    else:
        return None
    if before is not None and before.word.folded == "و":
        return found._replace(joined=True)
    if token.word.folded == "واحد" and "أ" in token.text:
        return found._replace(joined=True)  # «مئة وأحد عشر»
    return found


def _is_other_word(token: Token, value: Fraction) -> bool:
    """«ميتين» (dead) and «مية» (water) fold like «مئتين» and «مئة»; the seat of the hamza tells."""
    return value < 300 and "مي" in token.word.folded and "ئ" not in token.text
