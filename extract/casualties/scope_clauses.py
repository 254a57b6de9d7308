"""The clause that a figure stands in: whose words of time are its own."""

from __future__ import annotations

from extract.attribution.speech import saying
from extract.casualties.figures import Figure
from extract.document import Document, Sentence
from extract.tables import load_set

_CLAUSES = load_set("scope_clauses")
_ACCORDING = load_set("speech_according")


def clause_of(document: Document, sentence: Sentence, figure: Figure) -> tuple[int, int]:
    """The tokens of the clause that ``figure`` stands in."""
    begin = figure.first
    while begin > sentence.first and not _parts(document, begin):
        begin -= 1
    end = figure.last
    while end < sentence.last and not _parts(document, end):
        end += 1
    return begin, end


def _parts(document: Document, at: int) -> bool:
    """Whether a clause begins at token ``at``."""
    token = document.tokens[at]
    if token.kind == "break" or token.text[0] in "؛" or token.text[:2] == "..":
        return True
    if token.kind == "number" or token.kind != "word":
        return False
    folded = token.word.folded
    if saying(token.word) == "participle":
        return True  # «مبرزا أن عدد القتلى …»
    if folded.startswith("و"):
        return folded[1:] in _CLAUSES or folded[1:] in _ACCORDING
    return folded in _CLAUSES
