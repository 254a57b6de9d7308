"""Older figures that a text recalls beside the newer one: «12 قتيلا، بعد أن كانت تحدثت عن 9»."""

from __future__ import annotations

from collections.abc import Sequence

from extract.casualties.figures import Figure
from extract.casualties.retold import Told
from extract.document import Document, Sentence
from extract.tables import load_set

_TOLLS = frozenset({"حصيله", "الحصيله", "بيان", "البيان", "احصاء", "احصاييه", "تقدير", "تقديرات"})
_OLDER = frozenset({"سابقه", "السابقه", "سابق", "السابق"})
_FIRST = frozenset({"اولي", "الاولي", "اوليه", "الاوليه"})
_WAS = frozenset({"كان", "كانت", "كانوا", "بعد", "بعدما"})
_EARLIER = frozenset({"قد", "سابق", "سابقا"})
_COMPARING = frozenset({"مقابل", "مقارنه"})
_SPEECH = load_set("speech_verbs")
_FARTHEST_SPEECH = 8  # tokens from «كانت» to «قد أعلنت»


def without_older(
    document: Document, sentence: Sentence, figures: list[Figure], before: Sequence[Told]
) -> list[Figure]:
    """The figures of a sentence, less those that it recalls from an older report."""
    begin, surely = _recalled_from(document, sentence) if figures else (None, False)
    if begin is None:
        return figures
    newer = [f for f in figures if f.first < begin]
    newer += [one.figure for one in before if surely]
    return [f for f in figures if f.first < begin or not _outdone(f, newer, surely)]


def _outdone(old: Figure, newer: list[Figure], surely: bool) -> bool:
    """Whether a newer figure of the role is as large; any newer one, if the text says it is old."""
    alike = [f for f in newer if f.role == old.role and not f.part]
    return bool(newer) if surely else any((old.count or 0) <= (f.count or 0) for f in alike)


def _recalled_from(document: Document, sentence: Sentence) -> tuple[int | None, bool]:
    """The token behind which figures are old, and whether the words say so by themselves."""
    tokens = document.tokens
    compared = None
    for at in range(sentence.first, sentence.last - 1):
        word, following = tokens[at].word.folded, tokens[at + 1].word.folded
        bare = word.removeprefix("و")
        if bare in _COMPARING:
            compared = at
        toll = bare in _TOLLS or bare.removeprefix("ل") in _TOLLS
        if toll and following in _OLDER:
            return (at if compared is None else compared), True
        if toll and following in _FIRST and _told_before(document, at):
            return at, True
        if bare in _WAS and _told_earlier(document, at, sentence):
            return at, False
    return None, False


def _told_before(document: Document, at: int) -> bool:
    """«كانت حصيلة أولية»: whether a word of what was stands right before a token."""
    before = document.tokens[max(0, at - 2) : at]
    return any(token.word.folded.removeprefix("و") in _WAS for token in before)


def _told_earlier(document: Document, at: int, sentence: Sentence) -> bool:
    """«كانت السلطات قد أعلنت», «بعدما أعلن في وقت سابق»."""
    behind = document.tokens[at + 1 : min(sentence.last, at + _FARTHEST_SPEECH)]
    said = any(a.lemma in _SPEECH for t in behind for a in t.word.analyses if a.pos == "verb")
    return said and any(t.word.folded in _EARLIER for t in behind)
