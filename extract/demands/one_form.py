"""Frames with one form: «يتمسك بـ», «أنذر بالإخلاء», «ضغط من أجل», «شدد على محاسبة …»."""

from __future__ import annotations

from collections.abc import Callable

from extract.demands.slot import Slot
from extract.demands.starts import Complement
from extract.document import Document, Word
from extract.phrases import phrase_end
from extract.shapes import shape

_LEAVING = frozenset({"اخلاء", "مغادره", "نزوح", "رحيل", "انتقال"})
_NEAR = 14  # tokens from a cue to its complement
_OWN_STANDS = frozenset(
    {"رفض", "دعم", "وقوف", "استعداد", "التزام", "حرص", "تمسك", "اهتمام", "اعتزاز", "تقدير", "تضامن"}
    | {"ثبات", "صمود", "وجود", "بقاء", "استمرار", "مواصله", "وحده", "مضي", "ادانه", "انفتاح"}
)
_ASIDE = frozenset({"في", "خلال", "امام", "لدي", "عقب", "بعد", "ايضا", "امس", "اليوم"})


def _held(slot: Slot) -> Complement | None:
    """«يتمسك بوقف …», «وجه بتشكيل …»."""
    if slot.word.preposition != "ب" or slot.index > slot.cue + 12:
        return None
    if slot.frame == "order" and slot.word.owned:
        return None  # «وجه الشعب بصموده رسالة»
    near = slot.frame == "order" or _first_with_bi(slot.document, slot.cue, slot.index)
    good = slot.word.action or slot.leads_in
    return slot.here("ب") if good and near else None


def _wanted(slot: Slot) -> Complement | None:
    beside = slot.index == slot.cue + 1
    return slot.here("") if slot.word.action and not slot.word.preposition and beside else None


def _left(slot: Slot) -> Complement | None:
    """«أنذر السكان بالإخلاء», «أوامر بإخلاء بلدة …»."""
    near = slot.index <= slot.cue + (4 if slot.noun else _NEAR)
    if not near or not _leaves(slot.document.tokens[slot.index].word):
        return None
    following = slot.index + 1
    where = shape(slot.document.tokens[following].word) if following < slot.limit else None
    told = where is None or where.adjective or where.only_verb
    if slot.noun and (told or slot.document.tokens[following].kind != "word"):
        return None
    return slot.here(slot.word.preposition)


def _pressed(slot: Slot) -> Complement | None:
    """«ضغط من أجل …», «لوقف …»."""
    if slot.folded == "اجل" and slot.document.tokens[slot.index - 1].word.folded == "من":
        return slot.behind("اجل")
    return _requested(slot)


def _requested(slot: Slot) -> Complement | None:
    return slot.here("ل") if slot.word.preposition == "ل" and slot.word.action else None


def _needed(slot: Slot) -> Complement | None:
    return slot.behind("الي") if slot.folded == "الي" else _requested(slot)


def _stressed(slot: Slot) -> Complement | None:
    """«شدد على محاسبة …»: what others shall do, not «شدد على رفضه», «على دعم بلاده»."""
    if slot.folded != "علي" or not slot.leads_to_action:
        return None
    if not _follows(slot.document, slot.cue, slot.index):
        return None
    thing = shape(slot.document.tokens[slot.after].word)
    second = slot.after + 1
    following = shape(slot.document.tokens[second].word).stem if second < slot.limit else ""
    own = thing.definite or not {thing.stem, following}.isdisjoint(_OWN_STANDS)
    return None if own else slot.behind("علي")


def _follows(document: Document, verb: int, index: int) -> bool:
    """Whether only the subject and an aside stand between the verb and «على»: «شدد الوزير، أمس،
    على …», not «شدد الجيش حصاره على …»."""
    last = phrase_end(document, verb + 1, index)
    if last == index:
        return True
    gap = document.tokens[last]
    return last > verb + 1 and (gap.kind == "punctuation" or gap.word.folded in _ASIDE)


def _leaves(word: Word) -> bool:
    """«بالإخلاء», «بإخلائها»."""
    return shape(word).stem in _LEAVING or any(a.lemma in _LEAVING for a in word.analyses[:2])


def _first_with_bi(document: Document, cue: int, index: int) -> bool:
    """Whether no other «ب» stands between the cue and this one."""
    return all(shape(t.word).preposition != "ب" for t in document.tokens[cue + 1 : index])


# by the name of the frame
ONE_FORM: dict[str, Callable[[Slot], Complement | None]] = {
    "hold": _held,
    "order": _held,
    "want": _wanted,
    "leave": _left,
    "press": _pressed,
    "request": _requested,
    "need": _needed,
    "stress": _stressed,
}
