"""Phrases of a table, found in a row of tokens; of several, the longest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Generic, NamedTuple, TypeVar

from extract.document import Token, Word

Value = TypeVar("Value")


class Found(NamedTuple, Generic[Value]):
    """A phrase at tokens ``first`` to before ``last``, and what the table says of it."""

    first: int
    last: int
    value: Value


class PhraseTable(Generic[Value]):
    """Phrases (folded words parted by spaces, as tables hold them) and their values.

    In the text, the first word of a phrase may carry conjunctions and prepositions, but no article
    that the phrase lacks («العدد من» is not «عدد من»); the other words stand as they are.
    """

    def __init__(self, entries: Iterable[tuple[str, Value]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], Value]]] = {}
        self._by_last: dict[str, list[tuple[tuple[str, ...], Value]]] = {}
        for phrase, value in sorted(entries, key=lambda entry: -len(entry[0].split())):
            words = tuple(phrase.split())
            self._by_first.setdefault(words[0], []).append((words, value))
            self._by_last.setdefault(words[-1], []).append((words, value))

    def opens(self, word: Word) -> bool:
        """Whether any phrase begins with ``word``."""
        return any(key in self._by_first for key in _keys(word))

    def starting_at(
        self, tokens: Sequence[Token], at: int, end: int, lemma: bool = False
    ) -> Found[Value] | None:
        """The phrase that begins at token ``at`` and ends before ``end``.

        With ``lemma``, the first word may also be another form of the noun in the table.
        """
        if at >= end:
            return None
        word = tokens[at].word
        keys = _keys(word)
        if lemma and word.analyses and not word.folded.startswith("ال"):
            best = word.analyses[0]
            keys = (*keys, best.lemma) if best.pos == "noun" else keys
        for key in keys:
            for words, value in self._by_first.get(key, ()):
                if at + len(words) <= end and _follow(tokens, at, words):
                    return Found(at, at + len(words), value)
        return None

    def ending_at(self, tokens: Sequence[Token], at: int, start: int) -> Found[Value] | None:
        """The phrase whose last word is token ``at`` and that begins at ``start`` or later."""
        if at < start:
            return None
        for key in _keys(tokens[at].word):
            for words, value in self._by_last.get(key, ()):
                first = at - len(words) + 1
                if (
                    first >= start
                    and words[0] in _keys(tokens[first].word)
                    and _follow(tokens, first, words)
                ):
                    return Found(first, at + 1, value)
        return None


def _keys(word: Word) -> tuple[str, ...]:
    """The stems of a word that keep its article."""
    stems = word.stems
    if len(stems) == 1:
        return stems
    return tuple(stem for stem in stems if "ال" + stem not in stems)


def _follow(tokens: Sequence[Token], first: int, words: tuple[str, ...]) -> bool:
    """Whether the words after the first stand after token ``first``."""
    return all(
        tokens[first + offset].word.folded == words[offset] for offset in range(1, len(words))
    )
