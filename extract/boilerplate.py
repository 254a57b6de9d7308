"""Lines that advertise a channel instead of telling news: no fact may come from them."""

from __future__ import annotations

from dataclasses import replace

from extract.document import Document, Sentence
from extract.phrase_table import PhraseTable
from extract.tables import load_map, load_set

_OPENERS = PhraseTable((line, how) for line, (how, *_) in load_map("boilerplate_openers").items())
_CHANNELS = load_set("boilerplate_channels")
_LINK_WORDS = 4  # a line of a link and fewer words than this is a signature, no sentence
_HASHTAGS = 2  # so many hashtags without another word are labels of the post
_LONGEST_ADVERTISEMENT = 30  # words


def match(document: Document) -> list[Sentence]:
    """The sentences that advertise: invitations to follow, signatures, bare links and hashtags."""
    return [sentence for sentence in document.sentences if _advertises(document, sentence)]


def annotate(document: Document, found: list[Sentence]) -> None:
    """Takes the sentences ``found`` out of the document; the tokens stay."""
    if found:
        advertisements = {sentence.index for sentence in found}
        news = (s for s in document.sentences if s.index not in advertisements)
        document.sentences = tuple(replace(s, index=index) for index, s in enumerate(news))


def _advertises(document: Document, sentence: Sentence) -> bool:
    tokens = document.tokens
    links = words = hashtags = 0
    start = None
    for at in range(sentence.first, sentence.last):
        token = tokens[at]
        if token.kind in ("word", "number"):
            words += 1
            hashtags += _in_hashtag(document.text, token.start)
            start = at if start is None else start
        elif token.kind == "symbol" and token.text[0] in "hHwWtT@":
            links += 1
    if links and words < _LINK_WORDS:
        return True
    if start is None:
        return False
    if hashtags == words >= _HASHTAGS and _starts_hashtags(document.text, sentence) >= _HASHTAGS:
        return True
    if words > _LONGEST_ADVERTISEMENT:
        return False
    opener = _OPENERS.starting_at(tokens, start, sentence.last)
    if opener is None:
        return False
    return opener.value == "alone" or links > 0 or _names_channel(document, sentence)


def _names_channel(document: Document, sentence: Sentence) -> bool:
    return any(
        not _CHANNELS.isdisjoint(document.tokens[at].word.stems)
        for at in range(sentence.first, sentence.last)
    )


def _in_hashtag(text: str, start: int) -> bool:
    return start > 0 and text[start - 1] in "#_"


def _starts_hashtags(text: str, sentence: Sentence) -> int:
    return text.count("#", max(0, sentence.start - 1), sentence.end)
