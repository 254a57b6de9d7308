"""Which sentences are worth reading for figures: most of a text tells of no harm."""

from __future__ import annotations

from functools import lru_cache

from extract.casualties.figures import opens_phrase
from extract.casualties.harm import cue_of
from extract.casualties.people import person_of
from extract.casualties.victim_groups import one_among
from extract.document import Document, Sentence, Word

_MAY, _DOES = 1, 2


def tells_of_harm(document: Document, sentence: Sentence) -> bool:
    """Whether a word of harm stands in the sentence, or words that tell of it beside somebody."""
    opened = False
    for token in document.tokens[sentence.first : sentence.last]:
        if token.kind == "word":
            alarm = _alarm(token.word)
            if alarm == _DOES:
                return True
            opened = opened or alarm == _MAY
    return opened and _names_somebody(document, sentence)


@lru_cache(maxsize=1 << 16)
def _alarm(word: Word) -> int:
    """Whether the word tells of harm, or may begin words that do."""
    if cue_of(word) is not None:
        return _DOES
    return _MAY if opens_phrase(word) else 0


def _names_somebody(document: Document, sentence: Sentence) -> bool:
    """Whether people, a number or a name stand in the sentence."""
    first, last = sentence.first, sentence.last
    if any(first <= at < last for q in document.quantities for at in (q.outer_first, q.first)):
        return True
    if any(first <= mention.first < last for mention in document.mentions):
        return True
    words = (token.word for token in document.tokens[first:last] if token.kind == "word")
    return any(person_of(word) is not None or one_among(word) for word in words)
