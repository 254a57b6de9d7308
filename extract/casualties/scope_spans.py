"""How long the words of a time reach: «خلال 24 ساعة», «في أقل من شهر», «أسابيع من الاحتجاجات».

Hours, days, weeks and months are a period; years and wars, and all since a start, are a total.
"""

from __future__ import annotations

from functools import lru_cache

from extract.document import Document, Token, Word
from extract.facts import Scope
from extract.tables import load_map, load_set

UNITS = load_map("scope_units")
_STARTS = load_map("scope_starts")
_DISASTERS = load_set("scope_disasters")
_WARS = load_set("scope_wars")
_STRIFE = load_set("scope_strife")
_RESULTS = load_set("harm_results")
_SPANS = frozenset({"خلال", "غضون", "مدي", "مدار", "اخر", "طوال", "طيله", "ظرف"})
_NO_UNIT_YET = frozenset(
    {"ال", "الـ", "نحو", "حوالي", "قرابه", "اقل", "اكثر", "من", "اخر", "بضع", "بضعه", "عده"}
    | {"نفس", "ذات", "هذه", "هذا", "تلك", "ذلك", "كامل", "مجمل", "كل"}
)
_PARTS_OF_DAY = frozenset(
    {"الظهيره", "الظهر", "المساء", "الصباح", "النهار", "الذروه", "الدوام", "العمل"}
)
_STRETCHES = frozenset({"الساعات", "الايام", "الاسابيع", "الاشهر", "الشهور", "السنوات", "الاعوام"})
_LAST = frozenset({"الماضيه", "الاخيره", "السابقه", "المنصرمه", "الفايته", "القليله"})
_MANY = {
    "ساعات": "period",
    "ايام": "period",
    "اسابيع": "cumulative",
    "اشهر": "cumulative",
    "شهور": "cumulative",
    "سنوات": "cumulative",
    "اعوام": "cumulative",
    "عقود": "cumulative",
}
_NAMED = frozenset({"العام", "السنه", "الشهر", "الاسبوع", "اليوم"})
_EXTREMES = frozenset({"الاكثر", "الاسوا", "الاعنف", "الاشد", "الادمي", "الاخطر", "الذي", "التي"})
_SEES = frozenset({"شهد", "شهدت", "يشهد", "سجل", "سجلت", "عرف", "عرفت"})
_WEEKS = frozenset({"اسبوع", "اسبوعين", "اسابيع"})


def span_at(document: Document, at: int, limit: int) -> Scope | None:
    """The scope that a phrase of time at token ``at`` tells, if one begins there."""
    opening = opens_span(document.tokens[at].word)
    if not opening or at + 1 >= limit:
        return None
    if opening == "since":
        return _since(document, at + 1, limit)
    if opening == "within":
        return _within(document, at + 1, limit)
    if opening == "while":
        return "cumulative" if _within(document, at + 1, limit) == "cumulative" else None
    if opening == "for":
        strife = any(not _STRIFE.isdisjoint(t.word.stems) for t in document.tokens[at - 3 : at])
        return _within(document, at + 1, limit) if strife else None
    if opening == "in":
        return _in_less_than(document, at + 1, limit) or _last_ones(document, at + 1, limit)
    return (
        _long_strife(document, at, limit)
        or _told_apart(document, at, limit)
        or _last_ones(document, at, limit)
    )


@lru_cache(maxsize=1 << 14)
def opens_span(word: Word) -> str:
    """``since``, ``within``, ``while``, ``for``, ``in``, ``unit`` (of time), else empty."""
    folded = word.folded.removeprefix("و")
    if folded == "منذ":
        return "since"
    if folded in _SPANS:
        return "within"
    if folded in ("اثناء", "لمده"):
        return "while" if folded == "اثناء" else "for"
    if folded in ("في", "فى"):
        return "in"
    return "unit" if any(s in _MANY or s in _NAMED or s in _STRETCHES for s in word.stems) else ""


def lasts_weeks(document: Document, since: int) -> bool:
    """«المستمرة منذ أسبوعين»: more than some days."""
    tokens = document.tokens[since + 1 : since + 4]
    return any(not _WEEKS.isdisjoint(token.word.stems) for token in tokens)


def is_unit(token: Token) -> bool:
    """Whether the word is a unit of time: «كل 11 دقيقة»."""
    return token.word.folded in ("دقيقه", "دقايق", "ثانيه", "ثوان") or token.word.folded in UNITS


def _in_less_than(document: Document, at: int, limit: int) -> Scope | None:
    """«في أقل من شهر», «في ظرف أسبوع»."""
    words = [token.word.folded for token in document.tokens[at : at + 2]]
    if words in (["اقل", "من"], ["اكثر", "من"]):
        return _within(document, at + 2, limit)
    return _within(document, at + 1, limit) if words[:1] in (["ظرف"], ["غضون"]) else None


def _last_ones(document: Document, at: int, limit: int) -> Scope | None:
    """«في الساعات الـ72 الأخيرة», «خلال السنوات الأخيرة»."""
    if document.tokens[at].word.folded not in _STRETCHES:
        return None
    after = document.tokens[at + 1 : min(at + 6, limit)]
    return _within(document, at, limit) if any(t.word.folded in _LAST for t in after) else None


def _long_strife(document: Document, at: int, limit: int) -> Scope | None:
    """«أسابيع من الاحتجاجات التي خلفت»: what all of it cost."""
    tokens = document.tokens
    scope = next((_MANY[s] for s in tokens[at].word.stems if s in _MANY), None)
    if scope is None or at + 3 >= limit or tokens[at + 1].word.folded != "من":
        return None
    if _STRIFE.isdisjoint(tokens[at + 2].word.stems):
        return None
    after = tokens[at + 3 : min(at + 9, limit)]
    caused = any(
        token.word.folded in ("الذي", "التي") or not _RESULTS.isdisjoint(token.word.stems)
        for token in after
    )
    return scope if caused else None  # type: ignore[return-value]


def _told_apart(document: Document, at: int, limit: int) -> Scope | None:
    """«العام الأكثر دموية», «يناير هو الشهر الذي شهد أكبر عدد»: all of the year, of the month."""
    tokens = document.tokens
    named = [stem for stem in tokens[at].word.stems if stem in _NAMED]
    if not named or tokens[at + 1].word.folded not in _EXTREMES or at + 2 >= limit:
        return None
    relative = tokens[at + 1].word.folded in ("الذي", "التي")
    if relative and tokens[at + 2].word.folded not in _SEES:
        return None
    return "cumulative" if UNITS[named[0]][0] == "long" else "period"


def _of_month(document: Document, at: int, stem: str) -> bool:
    """«منذ منتصف أبريل» is no hour of the day."""
    following = document.tokens[at + 1 : at + 2]
    units = (UNITS.get(s) for t in following for s in t.word.stems)
    return stem == "منتصف" and any(unit and unit[0] == "middle" for unit in units)


def _since(document: Document, at: int, limit: int) -> Scope | None:
    """After «منذ»: an hour of today or some days are a period, a start of something is a total."""
    for index in range(at, min(limit, at + 4)):
        word = document.tokens[index].word
        for stem in word.stems:
            entry = _STARTS.get(stem)
            if stem in _DISASTERS:
                return None  # «الأعنف منذ زلزال 1999 الذي قتل 17 ألفا»
            if entry and not _of_month(document, index, stem):
                return entry[0]  # type: ignore[return-value]
            unit = UNITS.get(stem)
            if unit:
                return "period" if unit[0] == "short" else "cumulative"
    return "cumulative"


def _within(document: Document, at: int, limit: int) -> Scope | None:
    """After «خلال»: hours, days, weeks, months are a period, years and wars a total."""
    for index in range(at, min(limit, at + 6)):
        token = document.tokens[index]
        for stem in token.word.stems:
            unit = UNITS.get(stem)
            if unit and _is_part_of_day(document, index):
                return None
            if unit:
                return "period" if unit[0] in ("short", "middle") else "cumulative"
            if stem in _WARS:
                return "cumulative"
        if _is_year(token):
            return "cumulative"  # «خلال 2024»
        if token.text[:1] in "،,.؛" or (
            index == at and token.kind == "word" and not _number_like(document, index)
        ):
            if token.word.folded in _NO_UNIT_YET:
                continue
            return None
    return None


def _is_part_of_day(document: Document, unit: int) -> bool:
    """«خلال ساعات الظهيرة»: when something happened."""
    after = document.tokens[unit + 1 : unit + 2]
    return any(token.word.folded in _PARTS_OF_DAY for token in after)


def _is_year(token: Token) -> bool:
    digits = token.word.folded
    return token.kind == "number" and len(digits) == 4 and digits[:2] in ("19", "20")


def _number_like(document: Document, at: int) -> bool:
    return any(
        q.first <= at < q.last or q.outer_first <= at < q.outer_last for q in document.quantities
    )
