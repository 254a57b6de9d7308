"""Which mention a token begins or is part of, and which clitics it has then."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from extract.document import Document
from extract.shapes import shape

if TYPE_CHECKING:
    from extract.mentions import Mention


def mention_at(document: Document, index: int) -> Mention | None:
    """The mention that begins with token ``index``."""
    at = bisect_left(document.mentions, index, key=_first)
    found = document.mentions[at] if at < len(document.mentions) else None
    return found if found is not None and found.first == index else None


def clitics_at(document: Document, index: int) -> tuple[str, str]:
    """The conjunction and preposition glued to token ``index``; a name that a mention begins with
    as written («بلينكن») has none, whatever the dictionary reads in it."""
    mention = mention_at(document, index)
    if mention is not None and mention.full.startswith(document.tokens[index].text):
        return "", ""
    word = shape(document.tokens[index].word)
    return word.conjunction, word.preposition


def mention_around(document: Document, index: int) -> Mention | None:
    """The mention that token ``index`` is part of, not as its first."""
    at = bisect_left(document.mentions, index, key=_first)
    found = document.mentions[at - 1] if at else None
    return found if found is not None and found.last > index else None


def mention_end(document: Document, index: int) -> int:
    """The end of the mention that begins with token ``index``; 0 if none begins there."""
    mention = mention_at(document, index)
    return mention.last if mention else 0


def mention_kind(document: Document, index: int) -> str:
    """The kind of the mention that begins with token ``index``; empty if none begins there."""
    mention = mention_at(document, index)
    return mention.kind if mention else ""


def _first(mention: Mention) -> int:
    return mention.first
