"""Who says what: the source of a sentence or clause.

Sources stand before a colon («وزارة الصحة: …», also over a line with bullets below it), as the
subject of a verb of saying («أعلنت وزارة الصحة …»), or in an adverbial («بحسب مصادر طبية»). What
is said in the next sentence without a new subject («وأضافت أن …») is theirs as well.
"""

from __future__ import annotations

from extract.attribution.claims import Claims
from extract.attribution.listening import Listener
from extract.attribution.silent import judges
from extract.attribution.speech import Claim
from extract.document import Document

__all__ = ["Claim", "claims_of", "match", "source_of", "speaker_at", "told_by"]


def match(document: Document) -> Claims:
    """All claims of the document, in order of their cues."""
    return Claims(Listener(document).claims())


def claims_of(document: Document) -> Claims:
    """The document's claims, to be asked for single tokens."""
    if not isinstance(document.claims, Claims):
        document.claims = Claims(document.claims)
    return document.claims


def source_of(document: Document, index: int) -> Claim | None:
    """The claim that token ``index`` is part of: the innermost, or the one named beside it."""
    return claims_of(document).source(index)


def told_by(document: Document, index: int) -> Claim | None:
    """As `source_of`, but only who tells that something happened: no judge of it."""
    claim = source_of(document, index)
    return None if claim is None or judges(document, claim) else claim


def speaker_at(document: Document, index: int) -> Claim | None:
    """As `source_of`, but lines below a header go on with its speaker («نطالب …»)."""
    claims = claims_of(document)
    return claims.source(index) or claims.carried(index)
