"""Lists of names: a header («أسماء الشهداء:») and numbered lines, one person each."""

from __future__ import annotations

from dataclasses import dataclass

from extract.casualties.figures import Figure
from extract.casualties.harm import cue_of
from extract.casualties.people import is_thing, person_of
from extract.document import Document, Sentence
from extract.phrases import shape

_MARKS = frozenset("-_.)–ـ/:")
_BULLETS = frozenset("-–•▪*◾🔹🔸")
_SAYS = frozenset({"وهم", "هم", "وهما", "هما", "وهن", "اسماء", "اسماوهم", "اسمايهم", "الاسماء"})
_LONGEST_NAME = 8
_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Listed:
    """A numbered list of ``size`` names from token ``first`` to before ``last``.

    ``header`` is the token of the noun of harm that says what befell them, None if none does.
    """

    first: int
    last: int
    size: int
    header: int | None

    def concerns(self, sentence: Sentence) -> bool:
        """Whether the sentence holds some of the list or its header."""
        headed = self.header is not None and sentence.first <= self.header < sentence.last
        return headed or (sentence.last > self.first and sentence.first < self.last)

    def figures(self, document: Document, sentence: Sentence) -> list[Figure]:
        """The count of the list, where its header states none."""
        if self.header is None:
            return []
        cue = cue_of(document.tokens[self.header].word)
        if cue is None:
            return []
        return [
            Figure(
                cue.role,
                self.size,
                "exact",
                self.header,
                self.header + 1,
                self.header,
                rule="list of names",
            )
        ]


def listed(document: Document) -> list[Listed]:
    """The numbered lists of the document: lines that open with 1, 2, 3 … and go on with a word."""
    found: list[Listed] = []
    items: list[int] = []
    for at, value in _numbered_lines(document):
        if value == len(items) + 1:
            items.append(at)
            continue
        found += _closed(document, items)
        items = [at] if value == 1 else []
    return found + _closed(document, items) + _bulleted(document) + _plain_lines(document)


def _plain_lines(document: Document) -> list[Listed]:
    """Lines of bare names behind a line that ends in «وهم:» or the like."""
    found: list[Listed] = []
    tokens = document.tokens
    for at in range(1, len(tokens)):
        if tokens[at].kind != "break" or not _says(document, at):
            continue
        items = _name_lines(document, at + 1)
        if len(items) >= _SHORTEST and _header(document, items[0]) is not None:
            found += _closed(document, items)
    return found


def _says(document: Document, at: int) -> bool:
    """Whether the line before the break at ``at`` says that names follow it."""
    before = document.tokens[max(0, at - 24) : at]
    while before and any(token.kind == "break" for token in before):
        before = before[next(i for i, t in enumerate(before) if t.kind == "break") + 1 :]
    last = before[-4:]
    names = any(token.word.folded in ("اسماء", "الاسماء") for token in before)
    return names or any(token.word.folded in _SAYS for token in last)


def _name_lines(document: Document, at: int) -> list[int]:
    """The first tokens of the lines from ``at`` on that can be a name: two to eight plain words."""
    tokens = document.tokens
    items: list[int] = []
    while at < len(tokens) and tokens[at].kind == "word":
        end = at
        while (
            end < len(tokens)
            and tokens[end].kind == "word"
            and not shape(tokens[end].word).only_verb
        ):
            end += 1
        whole = end >= len(tokens) or tokens[end].kind == "break" or tokens[end].text in ".,،"
        if not whole or not 2 <= end - at <= _LONGEST_NAME:
            break
        items.append(at)
        if end < len(tokens) and tokens[end].kind != "break":
            end += 1
        at = end + 1
    return items


def _bulleted(document: Document) -> list[Listed]:
    """Lines that open with a dash behind a line that ends in «وهم:» or «أسماء …:»."""
    found: list[Listed] = []
    items: list[int] = []
    tokens = document.tokens
    for at in range(1, len(tokens)):
        if tokens[at - 1].kind != "break" or tokens[at].text not in _BULLETS:
            continue
        if items and not _next_line(document, items[-1], at):
            found += _announced(document, items)
            items = []
        items.append(at)
    return found + _announced(document, items)


def _next_line(document: Document, item: int, at: int) -> bool:
    return not any(token.kind == "break" for token in document.tokens[item : at - 1])


def _announced(document: Document, items: list[int]) -> list[Listed]:
    """The list, if the words before it say that names follow."""
    if len(items) < _SHORTEST:
        return []
    before = document.tokens[max(0, items[0] - 8) : items[0]]
    says = any(token.word.folded in _SAYS for token in before)
    return _closed(document, items) if says else []


def _numbered_lines(document: Document) -> list[tuple[int, int]]:
    tokens = document.tokens
    lines = []
    for at, token in enumerate(tokens[:-1]):
        if (
            token.kind != "number"
            or not token.word.folded.isdecimal()
            or len(token.word.folded) > 3
        ):
            continue
        if at and tokens[at - 1].kind != "break":
            continue
        gap = document.text[token.end : tokens[at + 1].start]
        if tokens[at + 1].text[0] in _MARKS or "_" in gap or "ـ" in gap:
            lines.append((at, int(token.word.folded)))
    return lines


def _closed(document: Document, items: list[int]) -> list[Listed]:
    if len(items) < _SHORTEST:
        return []
    if sum(_no_name(document, item) for item in items) * 2 > len(items):
        return []  # «يطالبون بـ: 1- منطقة … 2- نزع السلاح»
    last = items[-1]
    while last < len(document.tokens) and document.tokens[last].kind != "break":
        last += 1
    return [Listed(items[0], last, len(items), _header(document, items[0]))]


def _no_name(document: Document, item: int) -> bool:
    """Whether the line opens with a verbal noun, a thing or a verb."""
    for token in document.tokens[item : item + 4]:
        if token.kind == "word":
            form = shape(token.word)
            named = form.name or person_of(token.word) is not None
            return not named and (form.action or is_thing(token.word))
    return False


def _header(document: Document, first: int) -> int | None:
    """The noun of harm in the line before the list."""
    at = first - 1
    while at >= 0 and document.tokens[at].kind == "break":
        at -= 1
    line_end = at
    while at >= 0 and document.tokens[at].kind != "break" and line_end - at < 40:
        cue = cue_of(document.tokens[at].word) if document.tokens[at].kind == "word" else None
        if cue and cue.is_noun and cue.number == "p" and cue.role in ("killed", "injured"):
            return at
        at -= 1
    return None
