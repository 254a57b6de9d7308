"""Whether a phrase behind a verb of demanding is its object: of whom something is demanded.

Arabic puts subject and object side by side, and often leaves the subject out («ودعا المجتمع الدولي
إلى …»); the verb's gender, the form of the noun and what it names tell which of the two it is.
"""

from __future__ import annotations

from extract.agreement import may_be_subject
from extract.attribution.speakers import is_speaker
from extract.clauses import Phrase, skip_times
from extract.demands.cues import Cue
from extract.document import Document
from extract.phrases import clitics_at, mention_at, phrase_end
from extract.shapes import shape
from extract.tables import load_set

ALSO = frozenset({"كما", "وكما", "فيما", "بينما"})
_ADDRESSEES = load_set("demand_addressees")
_OBJECTS = load_set("demand_objects")
_RESIDENTS = frozenset({"اهالي", "ابناء", "سكان"})  # who demand as often as they are called


def may_be_object(document: Document, phrase: Phrase, found: Cue, thing: int) -> bool:
    """Whether the only phrase between a joined verb and the demanded thing may be its object: it
    reaches up to the thing and is no person («قال … ودعت السلطات إلى …»)."""
    if found.frame not in ("to", "bi", "on", "plea"):
        return False
    gap = [t for t in document.tokens[phrase.last : thing] if t.kind == "word"]
    if len(gap) > 1 or any(t.word.folded not in ("الي", "علي") for t in gap):
        return False
    mention = mention_at(document, phrase.first)
    head = shape(document.tokens[phrase.first].word)
    if mention is None and head.stem == "دول" and not head.definite:
        return shape(document.tokens[phrase.last - 1].word).definite  # «تطالب دول عدة بـ»
    return mention is None or mention.kind in ("state", "organisation", "group")


def is_only_object(document: Document, phrase: Phrase, thing: int) -> bool:
    """«الرجل الذي دعا القضاء إلى حل …», not «المؤتمر الذي دعا الرئيس إلى عقده»."""
    gap = [t.word.folded for t in document.tokens[phrase.last : thing] if t.kind == "word"]
    return gap in ([], ["الي"], ["علي"]) and not shape(document.tokens[thing].word).owned


def is_addressee(document: Document, phrase: Phrase, found: Cue, verb: int, thing: int) -> bool:
    """Whether the phrase behind the verb is its object («ودعا المجتمع الدولي إلى»), not its
    subject with the object behind it («وطالب الأهالي المسؤولين بـ»)."""
    word = shape(document.tokens[phrase.first].word)
    base = document.tokens[phrase.first].word.folded
    if base == "كل" and document.tokens[phrase.first + 1].word.folded == "من":
        return False  # «دعا كل من فلان وفلان إلى»
    two = " ".join(t.word.folded for t in document.tokens[phrase.first : phrase.first + 2])
    strong = base in _OBJECTS or word.base in _OBJECTS or two in _OBJECTS
    accusative = document.tokens[phrase.first].text.endswith("\u064e")
    object_form = (
        strong
        or accusative
        or (base.endswith("ين") and word.definite and mention_at(document, phrase.first) is None)
    )
    typical = base in _ADDRESSEES or word.base in _ADDRESSEES or two in _ADDRESSEES
    typical = typical and not (word.stem in _RESIDENTS and found.frame in ("bi", "plea"))
    if not found.plural and not may_be_subject(document, phrase.first, found.feminine):
        return True
    if not found.plural and _has_another_behind(document, phrase, thing):
        return False
    also = verb > 0 and document.tokens[verb - 1].word.folded in ALSO
    joined = also or found.plural or bool(shape(document.tokens[verb].word).conjunction)
    masculine = two in ("المجتمع الدولي", "مجلس الامن")
    return object_form or (typical and joined) or (masculine and found.feminine)


def _has_another_behind(document: Document, phrase: Phrase, thing: int) -> bool:
    """Whether a second phrase stands between this one and the demanded thing."""
    first = skip_times(document, phrase.last, thing)
    if first >= thing or any(clitics_at(document, first)):
        return False
    last = phrase_end(document, first, thing)
    gap = [t.word.folded for t in document.tokens[last:thing] if t.kind == "word"]
    asked = shape(document.tokens[first].word).base in _ADDRESSEES
    party = last > first and (asked or is_speaker(document, first, last))
    return party and gap in ([], ["الي"], ["علي"])


def without_object(document: Document, phrase: Phrase | None) -> Phrase | None:
    """«ناشد البزم "المجتمع الدولي …"»: the phrase up to whom something is asked of."""
    if phrase is None or document.tokens[phrase.first].kind != "word":
        return phrase
    known = document.tokens[phrase.first].word.known
    for index in range(phrase.first + 1, phrase.last):
        word = document.tokens[index].word
        two = f"{word.folded} {document.tokens[index + 1].word.folded}"
        quoted = document.tokens[index].text in '"«“' and not known
        before = shape(document.tokens[index - 1].word)
        closed = before.definite or before.name  # not «رابطة العالم الإسلامي»
        his = shape(word).owned  # «دعا رجل الدين أنصاره»
        if quoted or (closed and (his or not {word.folded, two}.isdisjoint(_OBJECTS))):
            return Phrase(phrase.first, index)
    return phrase
