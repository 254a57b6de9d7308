"""Who says what: the source of a sentence or clause.

Sources stand before a colon («وزارة الصحة: …», also over a line with bullets below it), as the
subject of a verb of saying («أعلنت وزارة الصحة …»), or in an adverbial («بحسب مصادر طبية»). What
is said in the next sentence without a new subject («وأضافت أن …») is theirs as well.
"""

from __future__ import annotations

from extract.document import Document
from extract.listening import Listener
from extract.speech import Claim

__all__ = ["Claim", "match", "source_of", "speaker_at"]


def match(document: Document) -> list[Claim]:
    """All claims of the document, in order of their cues."""
    return list(Listener(document).claims())


def source_of(document: Document, index: int) -> Claim | None:
    """The claim that token ``index`` is part of: the innermost, or the one named beside it."""
    claims = [c for c in document.claims if c.kind != "carried" and c.first <= index < c.last]
    return max(reversed(claims), key=_rank, default=None)


def speaker_at(document: Document, index: int) -> Claim | None:
    """As `source_of`, but lines below a header go on with its speaker («نطالب …»)."""
    found = source_of(document, index)
    if found is not None:
        return found
    carried = [c for c in document.claims if c.kind == "carried" and c.first <= index < c.last]
    return carried[-1] if carried else None


def _rank(claim: Claim) -> tuple[bool, int]:
    return claim.kind == "according", claim.first
