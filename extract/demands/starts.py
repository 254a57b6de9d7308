"""Where a demanded thing begins, and the forms in which it begins."""

from __future__ import annotations

from dataclasses import dataclass

from extract.document import Document
from extract.shapes import shape

_QUOTES = frozenset('"«“”')
BUT = frozenset({"الا", "والا", "بالا"})


@dataclass(frozen=True, slots=True)
class Complement:
    """The demanded thing begins with token ``first``; ``clause`` after «أن»; ``joint`` is the
    preposition that led it in («ب», «ل», «الي», «علي» or empty)."""

    first: int
    clause: bool
    joint: str


def item_start(document: Document, first: int, limit: int) -> int:
    """The first word of a line, past bullets, dashes and the number of the item."""
    while first < limit and document.tokens[first].kind != "word":
        first += 1
    return first


def clause_after(document: Document, marker: int, limit: int) -> Complement | None:
    """After «أن» the clause; «ألا» is a part of it."""
    if document.tokens[marker].word.folded in BUT:
        verb = document.tokens[marker + 1].word.analyses if marker + 1 < limit else ()
        wish = any(a.pos == "verb" and a.aspect == "i" for a in verb)
        return Complement(marker, True, "") if wish else None
    if (
        document.tokens[marker].word.folded not in ("ان", "بان", "وان", "وبان")
        or marker + 1 >= limit
    ):
        return None
    first = past_quotes(document, marker + 1, limit)
    if first >= limit:
        return None
    after = document.tokens[first].word
    wish = any(a.pos == "verb" and a.aspect == "i" for a in after.analyses) or after.folded == "لا"
    return Complement(first, True, "") if wish else None


def is_action(document: Document, index: int, limit: int) -> bool:
    """«بسرعة إدخال …»: the manner of an action that is the thing."""
    if index >= limit:
        return False
    word = shape(document.tokens[index].word)
    return word.action and not word.preposition and not word.conjunction


def past_quotes(document: Document, index: int, limit: int) -> int:
    while index < limit and (
        document.tokens[index].text in _QUOTES or document.tokens[index].text == ":"
    ):
        index += 1
    return index
