"""Papers that carry somebody's demand: «لافتات», «قرار», «مذكرة»."""

from __future__ import annotations

from extract.clauses import Phrase
from extract.demands.subjects import name_of, of_clause, sender
from extract.document import Document, Sentence
from extract.shapes import shape
from extract.tables import load_map

_CARRIERS = load_map("demand_carriers")


def is_paper(document: Document, index: int) -> bool:
    """Whether the word is such a paper."""
    return _noun_of(document, index) in _CARRIERS


def paper_in(document: Document, phrase: Phrase) -> int | None:
    """The word of the phrase that carries somebody's demand («لافتات», «قرارا»)."""
    words = range(phrase.first, phrase.last)
    return next((i for i in words if is_paper(document, i)), None)


def of_paper(document: Document, paper: int, phrase: Phrase, sentence: Sentence) -> str | None:
    """Whose paper demands («لافتات تطالب بـ»): who sent it, else perhaps the paper itself."""
    sent = sender(document, paper, sentence) or of_clause(document, paper, sentence)
    itself = _CARRIERS[_noun_of(document, paper)]
    return sent or (name_of(document, phrase) if itself else None)


def _noun_of(document: Document, index: int) -> str:
    return shape(document.tokens[index].word).stem.removesuffix("ا")
