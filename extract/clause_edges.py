"""Where a clause begins, what stands in apposition, and what is skipped between its parts."""

from __future__ import annotations

from extract.document import Document, Sentence
from extract.phrases import closing_mark, mention_kind, phrase_end
from extract.shapes import shape
from extract.tables import load_set

_STARTS = load_set("clause_starts")
_TIMES = load_set("phrase_times")
_MARKERS = frozenset({"ان", "انه", "انها", "انهم", "بان", "بانه", "بانها"})
_JOINED_MARKERS = frozenset({"وان", "وانه", "وانها", "وانهم", "وبان"})
_QUOTES = frozenset('"«“”')
_BREAKS = frozenset(":|-–—.؛;…•")
_FARTHEST = 6  # tokens of time and place between verb and subject, or subject and verb


def is_marker(document: Document, index: int) -> bool:
    """Whether the token is «أن» or «إن», with or without pronoun and «ب»."""
    return shape(document.tokens[index].word).base in _MARKERS or (
        document.tokens[index].word.folded in _MARKERS | _JOINED_MARKERS
    )


def clause_start(document: Document, index: int, start: int) -> int:
    """The first token of the clause that token ``index`` stands in."""
    at = index
    while at > start:
        before = document.tokens[at - 1]
        if before.kind in ("punctuation", "break") and before.text[0] in _BREAKS:
            break
        if before.kind == "break" or before.word.folded in _STARTS:
            break
        at -= 1
    return at


def skip_times(document: Document, index: int, limit: int) -> int:
    """``index`` moved behind commas and words of time («قال، أمس الأحد، الوزير»)."""
    first = index
    while index < limit and index - first < _FARTHEST:
        token = document.tokens[index]
        if token.text != "،" and token.text != "," and token.word.folded not in _TIMES:
            break
        index += 1
    return index


def quoted(document: Document, index: int, sentence: Sentence) -> tuple[int, int] | None:
    """The tokens between the quotation mark at ``index`` and the one that closes it."""
    close = closing_mark(document, index, sentence.last, sentence.last)
    return (index + 1, close) if close is not None else None


def with_apposition(document: Document, last: int, limit: int) -> int:
    """``last`` moved behind «، name،» and «، title،» that follow («الحركة، "حماس"، فلان،»)."""
    for _ in range(3):
        after = _one_apposition(document, last, limit)
        if after == last:
            break
        last = after
    return last


def _one_apposition(document: Document, last: int, limit: int) -> int:
    tokens = document.tokens
    if last + 1 >= limit or tokens[last].text not in ("،", ","):
        return last
    after = phrase_end(document, last + 1, limit)
    if after == last + 1 or after - last > 8 or after >= limit:
        return last
    kind = mention_kind(document, last + 1)
    if kind in ("group", "state"):
        return last  # «دعا المجلس، أطراف النزاع، إلى»: whom he calls
    named = bool(kind) or tokens[last + 1].text in _QUOTES
    word = shape(tokens[last + 1].word)
    if not named and (word.conjunction or word.verb or not word.name):
        return last
    closes = tokens[after].text in ("،", ",", ":") or is_marker(document, after)
    return after if closes or shape(tokens[after].word).only_verb else last


def past_relative(document: Document, last: int, verb: int) -> int:
    """Behind the comma that closes «الجمعيات التي بلغ عددها عشرين، …»."""
    if document.tokens[last].word.folded in ("التي", "الذي", "الذين"):
        for index in range(last + 1, verb):
            if document.tokens[index].text in ("،", ","):
                return index + 1
    return last
