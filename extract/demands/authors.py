"""Who says «نطالب»: the speaker of the sentence, or the body whose statement the whole text is."""

from __future__ import annotations

from extract.attribution import claims_of
from extract.attribution.speakers import is_speaker, speaker
from extract.clauses import Phrase
from extract.demands.subjects import name_of
from extract.document import Document, Sentence
from extract.phrases import clitics_at, phrase_end
from extract.shapes import shape

_WE = frozenset({"اننا", "نحن", "ونحن", "واننا", "فاننا", "انا"})
_STATEMENTS = frozenset({"بيان", "نداء", "بلاغ", "تصريح", "مناشده", "توضيح", "تعميم"})
_PAPERS = frozenset({"بيان", "رساله", "وثيقه", "نداء", "عريضه", "مذكره", "توصيات"})
_ISSUED = frozenset({"عن", "من", "باسم"})
_LONGEST_HEAD = 12  # tokens of «بيان صحفي صادر عن …» before the body
_LONGEST_SIGNATURE = 10  # tokens
_LAST_LINES = 3  # among which the signature stands, before a date


def speaking(document: Document, index: int) -> str | None:
    """Who speaks himself at token ``index``, or speaks in the header above."""
    claims = claims_of(document)
    claim = claims.spoken(index)
    if claim is not None and is_lone_paper(document, Phrase(*claim.subject)):
        claim = claims.told_last(0, claim.cue)  # «وتابع البيان»
    if claim is None and claims.source(index) is None:
        claim = claims.carried(index)
    return claim.name if claim is not None else None


def is_lone_paper(document: Document, phrase: Phrase) -> bool:
    """«البيان»: the paper of whoever has spoken or demanded before."""
    word = shape(document.tokens[phrase.first].word)
    return phrase.last == phrase.first + 1 and word.base.startswith("ال") and word.stem in _PAPERS


def author(document: Document, index: int, sentence: Sentence) -> str | None:
    """Whose first person token ``index`` is: «إننا في الحزب … ندعو», «بيان صادر عن …», or the
    signature below."""
    for at in range(sentence.first, index - 1):
        if document.tokens[at].word.folded in _WE and document.tokens[at + 1].word.folded == "في":
            last = phrase_end(document, at + 2, index)
            if last > at + 2 and is_speaker(document, at + 2, last):
                return name_of(document, Phrase(at + 2, last))
    claim = claims_of(document).spoken(index) or claims_of(document).carried(index)
    if claim is not None:
        return claim.name
    title = document.sentences[0]
    return (
        _issuer(document, sentence.first, index)
        or _issuer(document, title.first, min(title.last, title.first + _LONGEST_HEAD))
        or _signature(document)
    )


def _issuer(document: Document, first: int, limit: int) -> str | None:
    """The body behind «بيان صادر عن» or «جاء في بيان لـ» that begins there."""
    head = range(first, min(limit, first + _LONGEST_HEAD))
    paper = next((i for i in head if shape(document.tokens[i].word).stem in _STATEMENTS), None)
    before = [document.tokens[i].word.folded for i in head if paper is not None and i < paper]
    words = [word for word in before if word]
    if paper is None or not set(words) <= {"جاء", "وجاء", "في", "ورد", "وورد"}:
        return None
    for index in range(paper + 1, head.stop):
        joint = document.tokens[index - 1].word.folded in _ISSUED
        if not joint and clitics_at(document, index)[1] != "ل":
            continue
        last = phrase_end(document, index, limit)
        if last > index and is_speaker(document, index, last):
            return name_of(document, Phrase(index, last))
    return None


def _signature(document: Document) -> str | None:
    """The party that is all of one of the last lines."""
    for sentence in reversed(document.sentences[1:][-_LAST_LINES:]):
        words = [t.index for t in document.words(sentence) if t.kind == "word"]
        if not words or len(words) > _LONGEST_SIGNATURE:
            continue
        last = phrase_end(document, words[0], sentence.last)
        if last > words[-1] and is_speaker(document, words[0], last):
            return speaker(document, words[0], last).name
    return None
