"""Words that look like verbs of saying and tell nothing that somebody says."""

from __future__ import annotations

from extract.attribution.speech import saying
from extract.document import Document

_CARRYING = frozenset({"يقل", "تقل", "يدعي", "تدعي"})
_GOVERNING = frozenset({"علي", "من", "في", "الي", "عن", "بحق", "ضد", "مع", "بين", "هو", "كان"})
_OPENING = frozenset('"«“')
_CLOSING = frozenset('"»”')


def says_nothing(document: Document, verb: int, start: int) -> bool:
    """A form of «أقل» or a passive («قارب يقل», «رجل يدعى»), a noun in «ة» («قدرة»), a name in
    quotation marks («"أفاد"»)."""
    tokens = document.tokens
    token = tokens[verb]
    before = tokens[verb - 1] if verb > start else None
    if token.word.folded in _CARRYING and (before is None or before.word.folded != "لم"):
        return True
    if token.text.endswith("ة") and saying(token.word) != "participle":
        return True
    named = before is not None and before.text in _OPENING
    return named and verb + 1 < len(tokens) and tokens[verb + 1].text in _CLOSING


def is_governed(document: Document, participle: int) -> bool:
    """«القبض على متهمين», «7 متهمين»: who is told of and not how somebody tells."""
    before = document.tokens[participle - 1]
    return before.kind == "number" or before.word.folded in _GOVERNING


def takes_responsibility(document: Document, said: int) -> bool:
    """«أعلن التنظيم مسؤوليته عن …»: who did it tells no figures."""
    return document.tokens[said].word.folded.startswith(("مسووليت", "مسيوليت"))
