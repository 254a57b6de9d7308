"""Conditions: «لن نوقع إلا بـ…», «لا تفاوض قبل …», «لن نقبل ما لم …», «بشرط انسحاب …»."""

from __future__ import annotations

from extract.demands.starts import Complement, is_action
from extract.document import Document
from extract.shapes import shape

_HOLDING = frozenset({"تضمن", "ضمن", "شمل", "لبي", "حقق", "نص", "ادي", "كفل", "افضي", "قضي"})


def unless(document: Document, cue: int, limit: int) -> Complement | None:
    """«لن نوقع إلا بوقف …», «إلا بعد انسحاب …», «إلا إذا توقفت …»: the condition."""
    if cue + 2 >= limit or document.tokens[cue].text.startswith("أ"):
        return None
    if document.tokens[cue].word.folded in ("قبل", "حتي", "دون", "بدون"):
        return Complement(cue + 1, False, "") if is_action(document, cue + 1, limit) else None
    after, behind = document.tokens[cue + 1], document.tokens[cue + 2]
    if document.tokens[cue].word.folded in ("لا", "ولا"):
        return _lacking(document, cue, limit)
    if document.tokens[cue].word.folded == "ما":
        return Complement(cue + 2, True, "") if after.word.folded == "لم" else None
    if shape(after.word).preposition == "ب" and shape(after.word).action:
        return Complement(cue + 1, False, "ب")
    means = (after.word.folded, behind.word.folded) in (("من", "خلال"), ("عن", "طريق"))
    if means and is_action(document, cue + 3, limit):
        return Complement(cue + 3, False, "")
    if after.word.folded in ("بعد", "مقابل", "بشرط", "عبر") and is_action(document, cue + 2, limit):
        return Complement(cue + 2, False, "")
    verb = behind.word.analyses[:1]
    if after.word.folded == "اذا" and verb and verb[0].pos == "verb":
        return Complement(cue + 2, True, "")
    return None


def _lacking(document: Document, cue: int, limit: int) -> Complement | None:
    """«لن نقبل أي اتفاق لا يتضمن وقف …»: what it must hold."""
    if not any(a.lemma in _HOLDING for a in document.tokens[cue + 1].word.analyses[:2]):
        return None
    first = cue + 2 + (document.tokens[cue + 2].word.folded in ("علي", "الي", "في"))
    plain = first < limit and shape(document.tokens[first].word).nominal
    return Complement(first, False, "") if plain else None


def provided(document: Document, first: int) -> Complement | None:
    """«شرط انسحاب …», not «شرط التوزيع»."""
    word = shape(document.tokens[first].word)
    bare = word.action and not (word.preposition or word.conjunction or word.definite)
    return Complement(first, False, "") if bare else None


def bound(document: Document, first: int) -> Complement | None:
    """«مرهون بوقف …»."""
    word = shape(document.tokens[first].word)
    good = word.preposition == "ب" and word.action and not word.definite
    return Complement(first, False, "ب") if good else None
