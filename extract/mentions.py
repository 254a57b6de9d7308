"""Who is named in a text: persons with their titles, roles, bodies, delegations, states, groups.

A `Mention` is one party however long its chain of titles is. The grammar that reads them is in
`extract.parties`, what single words may be in `extract.wordclass`; the words are tables.
"""

from __future__ import annotations

from extract.document import Document
from extract.parties import Kind, Mention, Reader

__all__ = ["Kind", "Mention", "match"]


def match(document: Document) -> list[Mention]:
    """The parties named in ``document``, in order; they do not overlap, save two out of one dual."""
    reader = Reader(document)
    found: list[Mention] = []
    for sentence in document.sentences:
        index = sentence.first
        while index < sentence.last:
            mentions = reader.parties(index, sentence.last)
            found.extend(mentions)
            index = max((mention.last for mention in mentions), default=index + 1)
    return found
