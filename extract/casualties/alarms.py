"""Which sentences are worth reading for figures: most of a text tells of no harm."""

from __future__ import annotations

from functools import lru_cache

from extract.casualties.figures import opens_phrase
from extract.casualties.harm import cue_of
from extract.document import Document, Sentence, Word


def tells_of_harm(document: Document, sentence: Sentence) -> bool:
    """Whether a word that may tell of harm stands in the sentence."""
    for token in document.tokens[sentence.first : sentence.last]:
        if token.kind == "word" and _alarms(token.word):
            return True
    return False


@lru_cache(maxsize=1 << 16)
def _alarms(word: Word) -> bool:
    """Whether the word tells of harm or may begin words that do."""
    return cue_of(word) is not None or opens_phrase(word)
