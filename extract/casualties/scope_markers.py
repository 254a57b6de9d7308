"""Words that tell a scope: «خلال 24 ساعة», «منذ بدء الحرب», «سنويا», «في 9 حوادث»."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from extract.document import Document, Sentence, Token
from extract.facts import Scope
from extract.tables import load_map, load_set

_EVENTS = load_set("scope_events")
_DISASTERS = load_set("scope_disasters")
_WARS = load_set("scope_wars")
_UNITS = load_map("scope_units")
_STARTS = load_map("scope_starts")
_PHRASES = [(key.split(), scope) for key, (scope,) in load_map("scope_phrases").items()]
_PHRASE_STARTS = frozenset(words[0] for words, _ in _PHRASES)
_LASTING = load_set("scope_lasting")
_SUPERLATIVES = load_set("scope_superlatives")
_SPANS = frozenset({"خلال", "غضون", "مدي", "مدار", "اخر", "اثناء"})
_BEGINS = frozenset({"بدا", "اندلع", "انطلق", "استمر", "تواصل", "شن"})
_MONTHS = load_set("months")
_PARTS_OF_MONTH = frozenset({"مطلع", "بدايه", "نهايه", "منتصف", "اواخر", "اوايل", "من", "منذ"})
_ACCIDENTS = frozenset({"حادث", "حادثا", "حوادث", "حادثه", "حريقا", "حرايق"})
_SUPERLATIVE = 10  # tokens from «أسوأ» to «منذ»
_CLAUSE_OF_EVENT = 9  # tokens from «الذي» to the words that date its event


@dataclass(frozen=True, slots=True)
class Marker:
    """Words that tell a scope. ``near`` ones hold only for what stands close by; ``ongoing`` ones
    tell how long a war or siege lasts («المستمر منذ شهر»), and hold for its totals only. ``scope``
    is None for a rate: it gives no figure.
    """

    at: int
    scope: Scope | None
    near: bool = False
    ongoing: bool = False


def markers_of(document: Document, sentence: Sentence, sick: bool) -> list[Marker]:
    found = _rates(document, sentence)
    for at in range(sentence.first, sentence.last):
        if document.tokens[at].kind == "word":
            scope = _marked(document, at, sentence.last) or _so_far(document, at, sick)
            scope = scope or _began(document, at, sentence.last)
            if scope and not _dates_or_compares(document, at, sentence):
                near = (
                    document.tokens[at].word.folded.removeprefix("و") != "منذ"
                    and scope == "cumulative"
                )
                found.append(Marker(at, scope, near, _lasts(document, at, sentence)))
    return found or _counted_events(document, sentence)


def _counted_events(document: Document, sentence: Sentence) -> list[Marker]:
    """«26 قتيلا في 9 حوادث»: several events are a stretch of time, not one of them."""
    begin = bisect_left(document.quantities, sentence.first, key=lambda quantity: quantity.first)
    found = []
    for quantity in document.quantities[begin:]:
        if quantity.first >= sentence.last:
            break
        several = quantity.kind == "count" and (quantity.value or 0) > 2
        counted = document.tokens[min(quantity.last, sentence.last - 1)].word
        if several and not _ACCIDENTS.isdisjoint(counted.stems):
            found.append(Marker(quantity.first, "period"))
    return found


def _rates(document: Document, sentence: Sentence) -> list[Marker]:
    """«تقتل امرأة كل 11 دقيقة»: a rate, no figure of any event."""
    tokens = document.tokens
    return [
        Marker(at, None)
        for at in range(sentence.first, sentence.last - 2)
        if tokens[at].word.folded == "كل"
        and not _unit_of_time(tokens[at + 1])
        and any(map(_unit_of_time, tokens[at + 2 : min(at + 4, sentence.last)]))
    ]


def _began(document: Document, at: int, limit: int) -> Scope | None:
    """«الاشتباكات التي بدأت في أواخر أغسطس»: since then."""
    tokens = document.tokens
    readings = tokens[at].word.analyses
    if not at or tokens[at - 1].word.folded not in ("الذي", "التي") or not readings:
        return None
    if readings[0].lemma not in _BEGINS:
        return None
    units = (_UNITS.get(s) for t in tokens[at + 1 : min(at + 6, limit)] for s in t.word.stems)
    return "cumulative" if any(unit and unit[0] in ("middle", "long") for unit in units) else None


def _so_far(document: Document, at: int, sick: bool) -> Scope | None:
    """«أودى الوباء حتى الآن بحياة 3700»: an epidemic's toll runs on."""
    words = [token.word.folded for token in document.tokens[at : at + 2]]
    return "cumulative" if sick and words == ["حتي", "الان"] else None


def _dates_or_compares(document: Document, at: int, sentence: Sentence) -> bool:
    """Whether «منذ» or «هذا العام» tells of an event itself, not of what a figure covers."""
    folded = document.tokens[at].word.folded.removeprefix("و")
    if folded == "منذ" and _dates_event(document, at, sentence):
        return True
    return folded in ("منذ", "هذا", "العام") and _compares(document, at)


def _lasts(document: Document, at: int, sentence: Sentence) -> bool:
    """«في القصف المتواصل منذ شهر»: a word of lasting stands right before «منذ»."""
    before = document.tokens[max(sentence.first, at - 3) : at]
    since = document.tokens[at].word.folded == "منذ"
    return since and any(not _LASTING.isdisjoint(token.word.stems) for token in before)


def _dates_event(document: Document, at: int, sentence: Sentence) -> bool:
    """«الزلزال الذي ضرب البلاد منذ الاثنين»: the words tell when the event was, not what the
    figure covers."""
    tokens = document.tokens
    for index in range(at - 1, max(sentence.first, at - _CLAUSE_OF_EVENT), -1):
        if tokens[index].word.folded in ("الذي", "التي"):
            before = tokens[max(sentence.first, index - 3) : index]
            readings = tokens[index + 1].word.analyses
            past = bool(readings) and readings[0].aspect == "p" and readings[0].lemma not in _BEGINS
            return past and any_of(before, _EVENTS | _DISASTERS) and not any_of(before, _WARS)
    return False


def _compares(document: Document, at: int) -> bool:
    """«أسوأ فيضانات منذ عقود», «الأول من نوعه منذ عام»: the words tell how rare an event is."""
    before = document.tokens[max(0, at - _SUPERLATIVE) : at]
    return any(not _SUPERLATIVES.isdisjoint(token.word.stems) for token in before)


def _marked(document: Document, at: int, limit: int) -> Scope | None:
    tokens = document.tokens
    word = tokens[at].word
    folded = word.folded.removeprefix("و")
    if folded == "منذ" and at + 1 < limit:
        return _since(document, at + 1, limit)
    if folded == "شهر" and at + 1 < limit and _whole_month(document, at):
        return "period"
    if folded in _SPANS and at + 1 < limit:
        return _within(document, at + 1, limit)
    for stem in (folded, *word.stems[1:]) if folded != "باجمالي" else ():
        if stem in _PHRASE_STARTS:
            for words, scope in _PHRASES:
                if stem == "اجمالي" and any_of(tokens[at + 1 : min(at + 2, limit)], _EVENTS):
                    continue  # «إجمالي الاستهداف الأخير»
                if words[0] == stem and all(
                    at + i < limit and tokens[at + i].word.folded == w
                    for i, w in enumerate(words)
                    if i
                ):
                    return scope  # type: ignore[return-value]
    return None


def _whole_month(document: Document, at: int) -> bool:
    """«شهر مارس سجلت الوفيات 12»: all of the month, not a day of it."""
    before = document.tokens[at - 1] if at else None
    day = before is not None and (before.kind == "number" or before.word.folded in _PARTS_OF_MONTH)
    return not day and not _MONTHS.isdisjoint(document.tokens[at + 1].word.stems)


def _of_month(document: Document, at: int, stem: str) -> bool:
    """«منذ منتصف أبريل» is no hour of the day."""
    following = document.tokens[at + 1 : at + 2]
    units = (_UNITS.get(s) for t in following for s in t.word.stems)
    return stem == "منتصف" and any(unit and unit[0] == "middle" for unit in units)


def _unit_of_time(token: Token) -> bool:
    """Whether the word is a unit of time: «كل 11 دقيقة»."""
    return token.word.folded in ("دقيقه", "دقايق", "ثانيه", "ثوان") or token.word.folded in _UNITS


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
            unit = _UNITS.get(stem)
            if unit:
                return "period" if unit[0] == "short" else "cumulative"
        if document.tokens[index].kind == "number" and index > at:
            continue
    return "cumulative"


def _within(document: Document, at: int, limit: int) -> Scope | None:
    """After «خلال»: hours, days, weeks, months are a period, years and wars a total."""
    for index in range(at, min(limit, at + 5)):
        token = document.tokens[index]
        for stem in token.word.stems:
            unit = _UNITS.get(stem)
            if unit:
                return "period" if unit[0] in ("short", "middle") else "cumulative"
            if stem in _WARS:
                return "cumulative"
        if _is_year(token):
            return "cumulative"  # «خلال 2024»
        if token.text[:1] in "،,.؛" or (
            index == at and token.kind == "word" and not _number_like(document, index)
        ):
            if token.word.folded in ("ال", "الـ", "نحو", "اقل", "من", "اخر", "بضع", "عده"):
                continue
            return None
    return None


def _is_year(token: Token) -> bool:
    digits = token.word.folded
    return token.kind == "number" and len(digits) == 4 and digits[:2] in ("19", "20")


def _number_like(document: Document, at: int) -> bool:
    return any(
        q.first <= at < q.last or q.outer_first <= at < q.outer_last for q in document.quantities
    )


def any_of(tokens: Sequence[Token], words: frozenset[str]) -> bool:
    """Whether one of ``words`` stands among the tokens, in whatever number."""
    return any(
        not words.isdisjoint(token.word.stems)
        or (token.word.analyses and token.word.analyses[0].lemma in words)
        for token in tokens
        if token.kind == "word"
    )
