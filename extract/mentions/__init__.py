"""Who is named in a text: persons with their titles, roles, bodies, delegations, states, groups.

A `Mention` is one party however long its chain of titles is. The grammar that reads them is in
`extract.mentions.parties`, what single words may be in `extract.wordclass`; the words are tables.
"""

from __future__ import annotations

from extract.document import Document
from extract.meetings.cues import CUES
from extract.mentions.parties import Kind, Mention, Reader
from extract.tables import load_set

_SAYING = load_set("speech_verbs")

__all__ = ["Kind", "Mention", "match"]


def match(document: Document) -> list[Mention]:
    """The parties named in ``document``, in order; only two out of one dual share words."""
    reader = Reader(document)
    found: list[Mention] = []
    for sentence in document.sentences:
        index = sentence.first
        while index < sentence.last:
            expected = _said(document, index)
            if not expected and not reader.may_open(index):
                index += 1
                continue
            mentions = reader.parties(index, sentence.last, expected)
            found.extend(mentions)
            index = max((mention.last for mention in mentions), default=index + 1)
    return found


def _said(document: Document, index: int) -> bool:
    """Whether a verb of saying stands just before a token, which is then who speaks."""
    if not index or document.tokens[index - 1].kind != "word":
        return False
    readings = document.tokens[index - 1].word.analyses
    if not readings or readings[0].pos != "verb":
        return False
    return readings[0].lemma in _SAYING or (readings[0].lemma, "verb") in CUES
