"""The action behind a word of necessity: «ضرورة», «يجب», «على فلان أن», «شروط»."""

from __future__ import annotations

from extract.attribution.speakers import is_speaker
from extract.attribution.speech import saying
from extract.clauses import is_marker
from extract.demands.conditions import bound, provided, unless
from extract.demands.cues import cue_of
from extract.demands.modals import behind_modal
from extract.demands.starts import BUT, Complement, clause_after, is_action, past_quotes
from extract.demands.terms import terms
from extract.document import Document
from extract.phrases import phrase_end
from extract.shapes import shape
from extract.tables import load_set

_URGENT = frozenset({"ماسه", "ملحه", "شديده", "كبيره", "عاجله"})
_UTMOST = frozenset({"قصوي", "ملحه", "بالغه"})
_IS = frozenset({"هو", "هي", "الان", "اليوم", "منا"})
_THERE = frozenset({"هناك", "ثمه", "نحن", "ونحن", "وهناك", "اننا"})
_EVENTS = frozenset({"زياره", "لقاء", "اجتماع", "موتمر", "قمه"})
_ADDRESSEES = load_set("demand_addressees")
_LONGEST_RELATIVE = 12  # tokens


def necessary(document: Document, cue: int, frame: str, limit: int) -> Complement | None:
    """The action behind a word of necessity."""
    if frame == "upon":
        return _upon(document, cue, limit)
    if frame == "unless":
        return unless(document, cue, limit)
    if frame in ("modal", "fit"):
        return behind_modal(document, cue, limit, bare_too=frame == "modal")
    first = _past_degree(document, cue, frame, limit)
    if first >= limit:
        return None
    if is_marker(document, first) or document.tokens[first].word.folded in BUT:
        return clause_after(document, first, limit)
    match frame:
        case "noun" | "weak":
            return _behind_noun(document, cue, first, weak=frame == "weak")
        case "time":
            return _timely(document, first, limit)
        case "wanted":
            return _wanted(document, first, limit)
        case "proviso":
            return provided(document, first)
        case "terms":
            return terms(document, cue, limit)
        case "bound":
            return bound(document, first)
        case "step":
            return _step(document, cue, first)
        case "need":
            return _needed(document, cue, first, limit)
    return None


def _past_degree(document: Document, cue: int, frame: str, limit: int) -> int:
    """Past «القصوى», «الملحة», «على الأقل»; past «هي» behind «الأولوية»."""
    first = past_quotes(document, cue + 1, limit)
    if frame not in ("noun", "weak"):
        least = [t.word.folded for t in document.tokens[first : first + 2]] == ["علي", "الاقل"]
        return first + 2 if least else first
    while first < limit and shape(document.tokens[first].word).stem in _UTMOST:
        first += 1
    if document.tokens[cue].word.folded.startswith("الاولوي"):
        while first < limit and document.tokens[first].word.folded in _IS:
            first += 1
    return first


def _behind_noun(document: Document, cue: int, first: int, weak: bool) -> Complement | None:
    """«ضرورة وقف …», «أهمية دعم …»; of «أهمية» only an action, and none of «أهمية الزيارة»."""
    word = shape(document.tokens[first].word)
    reading = document.tokens[first].word.analyses[:1]
    plain = word.nominal and not (word.preposition or word.conjunction or word.adjective)
    plain = plain and not (reading and reading[0].pos in ("pron", "prep"))
    event = word.definite and not word.owned and word.stem in _EVENTS
    good = (word.action and not event) if weak else (word.action or plain)
    first_for = shape(document.tokens[cue].word).stem.startswith("اولوي")
    if word.preposition == "ل" and not first_for:
        return None  # «ضرورة لتفادي الحرب» says what something is good for
    return Complement(first, False, word.preposition) if good else None


def _timely(document: Document, first: int, limit: int) -> Complement | None:
    """«حان الوقت لوقف …», «لأن تتحرك …»."""
    if document.tokens[first].word.folded == "لان":
        return Complement(first + 1, True, "") if first + 1 < limit else None
    word = shape(document.tokens[first].word)
    return Complement(first, False, "ل") if word.preposition == "ل" and word.action else None


def _wanted(document: Document, first: int, limit: int) -> Complement | None:
    """«المطلوب الآن هو وقف …», «المطلوب من الدول وقف …»."""
    while first < limit and document.tokens[first].word.folded in _IS:
        first += 1
    if first < limit and document.tokens[first].word.folded == "من":
        first = max(first + 1, phrase_end(document, first + 1, limit))
    good = first < limit and shape(document.tokens[first].word).action
    return Complement(first, False, "") if good else None


def _step(document: Document, cue: int, first: int) -> Complement | None:
    """«من الضروري وقف …», «الإجراءات اللازمة لوقف …»."""
    word = shape(document.tokens[first].word)
    fit = cue and document.tokens[cue - 1].word.folded in ("من", "ومن")
    joint = "ل" if shape(document.tokens[cue].word).definite and not fit else ""
    return Complement(first, False, joint) if word.action and word.preposition == joint else None


def _needed(document: Document, cue: int, first: int, limit: int) -> Complement | None:
    """«هناك حاجة إلى …», «أكد الحاجة الملحة لـ…»."""
    there = document.tokens[cue - 1].word.folded if cue else ""
    while first < limit and shape(document.tokens[first].word).stem in _URGENT:
        first += 1
    if first >= limit or not (there in _THERE or _is_stressed(document, cue)):
        return None
    word = shape(document.tokens[first].word)
    if word.preposition == "ل" and word.action:
        return Complement(first, False, "ل")
    to = document.tokens[first].word.folded == "الي" and first + 1 < limit
    return Complement(first + 1, False, "الي") if to else None


def _is_stressed(document: Document, cue: int) -> bool:
    return any(saying(t.word) for t in document.tokens[max(0, cue - 4) : cue])


def _upon(document: Document, cue: int, limit: int) -> Complement | None:
    """«على الحكومة أن …», «علينا وقف …»: behind those who must."""
    first = cue + 1
    if document.tokens[cue].word.folded in ("علي", "وعلي"):
        if cue + 1 < limit and shape(document.tokens[cue + 1].word).stem.startswith("راس"):
            return None  # «وعلى رأسها»
        whoever = [t.word.folded for t in document.tokens[cue + 1 : min(limit, cue + 3)]]
        if whoever[:1] == ["من"] or whoever == ["كل", "من"]:
            return _behind_relative(document, cue + 1, limit)
        what = shape(document.tokens[cue + 1].word) if cue + 1 < limit else None
        if what is not None and what.action and not what.definite:
            return None  # «أكد على رفض …»
        head = cue_of(document.tokens[cue + 1].word) if cue + 1 < limit else None
        first = phrase_end(document, cue + 1, limit)
        if first == cue + 1 or (head is not None and head.form == "necessity"):
            return None  # «شدد على وجوب أن …»
        party = is_speaker(document, cue + 1, min(first, limit))
        relative = ("التي", "الذي", "الذين")
        if party and first < limit and document.tokens[first].word.folded in relative:
            return _behind_relative(document, first, limit)
        aside = document.tokens[first].word.folded in ("بدلا", "عوضا") if first < limit else False
        for index in range(first, min(limit, first + 10) if aside else first):
            if document.tokens[index].text in ("،", ","):
                first = index
        while first < limit and document.tokens[first].text in ("،", ","):
            first += 1
    if first >= limit:
        return None
    if document.tokens[first].word.folded == "ان" or document.tokens[first].word.folded in BUT:
        return clause_after(document, first, limit)
    word = shape(document.tokens[first].word)
    bare = word.action and not word.preposition and not word.conjunction
    plain = document.tokens[cue].word.folded not in ("علي", "وعلي")
    many = first > cue + 1 and document.tokens[cue + 1].word.folded.endswith("ين")
    party = first > cue + 1 and is_speaker(document, cue + 1, first)
    folded = [t.word.folded for t in document.tokens[cue + 1 : cue + 3]]
    asked = folded[0] in _ADDRESSEES or " ".join(folded) in _ADDRESSEES
    good = plain or many or party or asked
    return Complement(first, False, "") if bare and good else None


def _behind_relative(document: Document, first: int, limit: int) -> Complement | None:
    """«على الدول التي وقعت الاتفاق العمل على …»: «أن», or the first verbal noun that closes the
    relative clause."""
    for index in range(first + 2, min(limit, first + _LONGEST_RELATIVE)):
        token = document.tokens[index]
        if token.kind != "word" and token.text not in ("،", ","):
            return None
        if token.word.folded == "ان":
            return clause_after(document, index, limit)
        word = shape(token.word)
        free = not shape(document.tokens[index - 1].word).only_verb
        if word.base.startswith("ال") and free and is_action(document, index, limit):
            return Complement(index, False, "")
    return None
