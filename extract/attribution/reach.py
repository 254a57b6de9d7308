"""How far somebody's words reach, and where the source behind «بحسب» begins."""

from __future__ import annotations

from extract.attribution.speech import saying
from extract.clauses import (
    skip_times,
)
from extract.document import Document, Sentence
from extract.shapes import shape


def speech_end(document: Document, said: int, sentence: Sentence) -> int:
    """The end of the sentence, or of the quotation that was opened in it."""
    straight = sum(document.tokens[i].text == '"' for i in range(said, sentence.last))
    if straight % 2:
        return _closed_later(document, sentence, '"')
    opened = sum(document.tokens[i].text in ("«", "“") for i in range(said, sentence.last))
    closed = sum(document.tokens[i].text in ("»", "”") for i in range(said, sentence.last))
    if opened <= closed:
        return sentence.last
    return _closed_later(document, sentence, "»”")


def _closed_later(document: Document, sentence: Sentence, marks: str) -> int:
    """The end of the next sentence with a closing mark, if it is near; else of this one."""
    for later in document.sentences[sentence.index + 1 : sentence.index + 7]:
        if any(document.tokens[i].text in marks for i in range(later.first, later.last)):
            return later.last
    return sentence.last


def source_start(document: Document, index: int, sentence: Sentence) -> int:
    """Past «ل», «عن», «ما ذكرت», «بيان صادر عن» to the source's own first word."""
    while index < sentence.last:
        token = document.tokens[index]
        folded = token.word.folded
        following = document.tokens[index + 1].word if index + 1 < sentence.last else None
        if folded in (
            "عن",
            "الي",
            "ما",
            "جاء",
            "ورد",
            "في",
            "لما",
            "صادر",
            "صدر",
            "تعبير",
            "قول",
            "وصف",
        ):
            index += 1
        elif saying(token.word):
            index = skip_times(document, index + 1, sentence.last)
        elif folded in ("بيان", "تصريح", "تصريحات") and following is not None:
            if not (
                shape(following).preposition == "ل" or following.folded in ("صادر", "صدر", "عن")
            ):
                return index + 1 if shape(following).nominal else index
            index += 1
        else:
            break
    return index
