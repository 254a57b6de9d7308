"""Where the words of a demanded thing end, once its reach is known: nothing dangles."""

from __future__ import annotations

from collections.abc import Sequence

from extract.document import Token

_OPENED_BY = {'"': '"', "”": "“", "»": "«", ")": "("}
_DANGLING = frozenset(
    {"و", "في", "من", "علي", "الي", "عن", "مع", "او", "ب", "ل", "كل", "هذه", "حتي", "خصوصا"}
    | {"خاصه", "الذي", "التي", "الذين", "ان"}
)


def trimmed(tokens: Sequence[Token], first: int, end: int) -> int:
    """``end`` (exclusive) moved before marks and words that lead on to nothing."""
    while end > first and _dangles(tokens, first, end - 1):
        end -= 1
    return end


def _dangles(tokens: Sequence[Token], first: int, last: int) -> bool:
    token = tokens[last]
    if token.kind == "word":
        return token.word.folded in _DANGLING
    return token.kind != "number" and not _closes(tokens, first, last)


def _closes(tokens: Sequence[Token], first: int, mark: int) -> bool:
    """Whether the mark closes a bracket or quotation that was opened inside."""
    opening = _OPENED_BY.get(tokens[mark].text)
    inside = [token.text for token in tokens[first:mark]]
    if opening == '"':
        return inside.count('"') % 2 == 1
    return opening is not None and inside.count(opening) > inside.count(tokens[mark].text)
