"""Whether a meeting took place, is to come, was called off, or was only denied or wished for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from extract.document import Document, Word
from extract.meetings.cues import cue
from extract.mentions.parties import Reader
from extract.tables import load_map

_GOVERNORS = {word: columns[0] for word, columns in load_map("meeting_governors").items()}
_NEAR = 4  # tokens, for governors that are nouns
_REACH = 22  # tokens to the left in which a governor is looked for
_ENDS = frozenset(".؛;:!?؟…|")
_NOUNS_ONLY = frozenset({"شرط"})  # the verb of the same letters is rare
_RELATIVE = frozenset(
    {"الذي", "التي", "الذين", "اللذان", "اللذين", "حيث", "فيما", "بينما", "لكن", "بل"}
)
_SOON = frozenset(
    {
        "قريبا",
        "الساعه",
        "غدا",
        "لاحقا",
        "المقبل",
        "المقبله",
        "القادم",
        "القادمه",
        "المرتقب",
        "المرتقبه",
    }
    | {"المقرر", "المقرره", "مقرر", "المزمع", "المتوقع", "المنتظر", "المنتظره", "مرتقب", "مرتقبه"}
    | {"منتظر", "منتظره", "متوقع", "متوقعه", "مزمع", "مزمعه", "مقرره", "المفترض", "القادمين"}
)


@dataclass(frozen=True, slots=True)
class Governor:
    """The word that governs a cue: its class, where it stands, and its tense if it is a verb."""

    kind: str
    index: int
    tense: str


@lru_cache(maxsize=1 << 15)
def governor_kind(word: Word) -> tuple[str, str]:
    """The class of a governing word and the tense of its verb; empty strings for other words."""
    entry = _GOVERNORS.get(word.folded)
    if entry and word.folded in ("استعدادا", "تحضيرا"):
        return entry, ""
    readings = [a for a in word.analyses if a.aspect != "c"]
    for analysis in readings:
        if analysis.pos == "verb" and (
            analysis.person in ("1", "2") or analysis.lemma in _NOUNS_ONLY
        ):
            continue
        kind = _GOVERNORS.get(analysis.lemma)
        if kind and analysis.pos in (
            "verb",
            "noun",
            "adj",
            "verb_pseudo",
            "part_neg",
            "prep",
            "adv",
            "part",
            "sub_conj",
            "conj_sub",
        ):
            tense = ""
            if analysis.pos == "verb":
                future = any("fut" in clitic for clitic in analysis.proclitics)
                tense = "future" if future else "past" if analysis.aspect == "p" else "present"
            return kind, tense
    if entry:
        return entry, ""
    for stem in word.stems[1:]:
        if stem in _GOVERNORS:
            return _GOVERNORS[stem], ""
    return "", ""


def governor(document: Document, reader: Reader, index: int, start: int) -> Governor | None:
    """The nearest governor to the left of the cue at ``index`` in its clause."""
    tokens = document.tokens
    for at in range(index - 1, max(start, index - _REACH) - 1, -1):
        token = tokens[at]
        if token.kind == "break" or token.text[0] in _ENDS:
            return None
        form = reader.forms[at]
        if form is None:
            continue
        if form.base in _RELATIVE:
            return None
        kind, tense = governor_kind(token.word)
        if form.base == "اجل" and at and tokens[at - 1].word.folded == "من":
            kind = ""
        if kind == "maybe":
            if at == index - 1:
                return Governor(kind, at, tense)
            continue
        if kind and kind != "none":
            complement = kind == "wished" and _leads_on(reader, index)
            begun = at + 1 < index and _begins(document.tokens[at + 1].word)
            begun = begun or complement
            if not tense and at < index - _NEAR and kind != "denied" and not begun:
                continue
            if kind in ("before", "after") and at < index - 2 and not begun:
                continue
            if kind == "planned" and at and tokens[at - 1].word.folded == "غير":
                kind = "denied"  # «من غير المتوقع أن يحضر»
            elif kind == "planned" and at > start and not tense:
                earlier = governor_kind(tokens[at - 1].word)
                if earlier[0] == "cancelled":
                    return Governor("cancelled", at - 1, earlier[1])  # «ألغى موعدا للقاء»
            if kind == "planned" and not tense:
                outer = governor(document, reader, at, start)  # «تسعى إلى ترتيب لقاء»
                if outer is not None and outer.kind in ("wished", "denied"):
                    return outer
            return Governor(kind, at, tense)
        other = cue(token.word)
        if (
            other is not None
            and other.part == "verb"
            and other.kind not in ("hold", "occur")
            and at < index - 1
        ):
            return None
        if form.conjunction and form.verb:
            return None
    return None


def _leads_on(reader: Reader, index: int) -> bool:
    """«دعوة مصر والسعودية إلى عقد اجتماع»: «إلى» ties a cue to a noun far before."""
    near = [form for form in reader.forms[max(0, index - 2) : index] if form is not None]
    purpose = bool(near) and near[-1].preposition == "ل" and near[-1].stem in ("عقد", "اجراء")
    return purpose or any(form.base == "الي" for form in near)


@lru_cache(maxsize=1 << 12)
def _begins(word: Word) -> bool:
    """Whether a word tells of a beginning: «قبل إطلاقه رسميا الجولة الجديدة»."""
    return any(a.lemma in ("اطلاق", "انطلاق", "بدء", "انعقاد", "عقد") for a in word.analyses)


def denied(document: Document, reader: Reader, index: int, start: int) -> bool:
    """Whether a verb of denial stands before the cue with no other clause of its own between."""
    for at in range(index - 1, max(start, index - 30) - 1, -1):
        token = document.tokens[at]
        form = reader.forms[at]
        if token.kind == "break" or token.text[0] in _ENDS:
            return False
        if form is None:
            continue
        if any(
            analysis.lemma in ("نفي", "اخفاق", "اخفق", "فشل") and analysis.pos in ("verb", "noun")
            for analysis in token.word.analyses
        ):
            return True
        if (form.conjunction and form.verb) or form.base in (
            "موكدا",
            "موضحا",
            "مشيرا",
            "لكن",
            "بل",
        ):
            return False
    return False


def called_off(document: Document, first: int, last: int) -> bool:
    """Whether tokens ``first`` to ``last`` say that the meeting before them is called off."""
    for index in range(first, min(last, len(document.tokens))):
        token = document.tokens[index]
        if token.kind == "break" or token.text[0] in _ENDS:
            return False
        if token.kind == "word" and governor_kind(token.word)[0] == "cancelled":
            before = document.tokens[index - 1].word.folded
            passed = governor_kind(token.word)[1] == "past" and before != "من"
            return before in ("تم", "جري", "تقرر") or passed
    return False


def soon(document: Document, first: int, last: int) -> bool:
    """Whether a word such as «قريبا», «المرتقب» stands in tokens ``first`` to ``last``."""
    return any(
        document.tokens[index].word.folded in _SOON
        for index in range(first, min(last, len(document.tokens)))
    )
