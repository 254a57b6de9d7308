"""Words that tell a scope: «خلال 24 ساعة», «منذ بدء الحرب», «سنويا», «في 9 حوادث»."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from extract.casualties.scope_spans import UNITS, is_unit, lasts_weeks, opens_span, span_at
from extract.document import Document, Sentence, Token, Word
from extract.facts import Scope
from extract.tables import load_map, load_set

_EVENTS = load_set("scope_events")
_DISASTERS = load_set("scope_disasters")
_WARS = load_set("scope_wars")
_PHRASES = [(key.split(), scope) for key, (scope,) in load_map("scope_phrases").items()]
_PHRASE_STARTS = frozenset(words[0] for words, _ in _PHRASES)
_LASTING = load_set("scope_lasting")
_SUPERLATIVES = load_set("scope_superlatives")
_BEGINS = frozenset({"بدا", "اندلع", "انطلق", "استمر", "تواصل", "شن"})
_MONTHS = load_set("months")
_PARTS_OF_MONTH = frozenset(
    {"مطلع", "بدايه", "نهايه", "منتصف", "اواخر", "اوايل", "من", "منذ", "حتي", "الي"}
)
_ACCIDENTS = frozenset({"حادث", "حادثا", "حوادث", "حادثه", "حريقا", "حرايق"})
_SINGLE = load_set("scope_single")
_STRIFE = load_set("scope_strife")
_ORDINALS = frozenset(
    {"ثاني", "ثانيه", "ثالث", "ثالثه", "رابع", "رابعه", "خامس", "خامسه", "سادس", "سادسه", "سابع"}
)
_LESS = frozenset({"انخفاض", "انخفاضا", "تراجع", "تراجعا"})
_RATES = frozenset({"معدل", "بمعدل", "بمتوسط"})
_WITHIN = frozenset({"خلال", "غضون", "ظرف"})
_PAST = frozenset({"الاسبوع", "الشهر", "العام", "السنه", "هذا", "هذه", "نهايه", "عطله", "الصيف"})
_OF_KIND = frozenset({"نوعه", "نوعها", "النوع", "هو", "وهو", "هي", "وهي"})
_HAPPENED = frozenset({"وقع", "وقعت", "حدث", "حدثت", "جري", "جرت", "اندلع", "اندلعت"})
_ALONE = frozenset({"وحده", "وحدها", "فقط"})
_ONE_MORE = 7  # tokens from «الثالث» to «خلال»
_SUPERLATIVE = 10  # tokens from «أسوأ» to «منذ»
_CLAUSE_OF_EVENT = 9  # tokens from «الذي» to the words that date its event


@dataclass(frozen=True, slots=True)
class Marker:
    """Words that tell a scope. ``near`` ones hold only for what stands close by; ``ongoing`` ones
    tell how long a war or siege lasts («المستمر منذ شهر»), and hold for its totals only. ``scope``
    is None for a rate: it gives no figure; ``ahead`` ones hold only for what follows them.
    """

    at: int
    scope: Scope | None
    near: bool = False
    ongoing: bool = False
    ahead: bool = False


def markers_of(document: Document, sentence: Sentence, sick: bool) -> list[Marker]:
    found = _rates(document, sentence)
    for at in range(sentence.first, sentence.last):
        if _may_mark(document.tokens[at].word):
            scope = _marked(document, at, sentence.last) or _so_far(document, at, sick)
            scope = scope or _began(document, at, sentence.last)
            if scope and not _dates_or_compares(document, at, sentence):
                near = (
                    document.tokens[at].word.folded.removeprefix("و") != "منذ"
                    and scope == "cumulative"
                )
                ongoing = _lasts(document, at, sentence)
                if ongoing and lasts_weeks(document, at):
                    scope = "cumulative"
                found.append(Marker(at, scope, near, ongoing))
    return found or _counted_events(document, sentence)


@lru_cache(maxsize=1 << 15)
def _may_mark(word: Word) -> bool:
    """Whether words that tell a scope may begin with it."""
    folded = word.folded.removeprefix("و")
    if opens_span(word) or folded in _ALONE or folded in ("شهر", "حتي"):
        return True
    begins = bool(word.analyses) and word.analyses[0].lemma in _BEGINS
    return begins or not _PHRASE_STARTS.isdisjoint((folded, *word.stems))


@lru_cache(maxsize=1 << 15)
def _may_rate(word: Word) -> bool:
    """Whether a rate may begin with it: «كل», «بمعدل», «انخفاض»."""
    folded = word.folded.removeprefix("و")
    return folded == "كل" or folded in _RATES or not _LESS.isdisjoint(word.stems)


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
    """«تقتل امرأة كل 11 دقيقة», «بمعدل 3 قتلى يوميا», «انخفاض بـ79 قتيلا»: a rate or a difference,
    no figure of any event."""
    tokens, last = document.tokens, sentence.last
    found: list[Marker] = []
    for at in range(sentence.first, last - 1):
        if not _may_rate(tokens[at].word):
            continue
        if tokens[at].word.folded == "كل":
            timed = any(map(is_unit, tokens[at + 2 : min(at + 4, last)]))
            if timed and not is_unit(tokens[at + 1]):
                found.append(Marker(at, None))
        elif tokens[at].word.folded.removeprefix("و") in _RATES or _by_number(tokens[at + 1]):
            found.append(Marker(at, None, ahead=True))
    return found


def _by_number(token: Token) -> bool:
    """«بـ259», «بـ 79»."""
    return token.text[:1] == "ب" and (token.kind == "number" or token.word.folded in ("ب", "بـ"))


def _began(document: Document, at: int, limit: int) -> Scope | None:
    """«الاشتباكات التي بدأت في أواخر أغسطس»: since then."""
    tokens = document.tokens
    readings = tokens[at].word.analyses
    if not at or tokens[at - 1].word.folded not in ("الذي", "التي") or not readings:
        return None
    if readings[0].lemma not in _BEGINS:
        return None
    units = (UNITS.get(s) for t in tokens[at + 1 : min(at + 6, limit)] for s in t.word.stems)
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
    if folded in ("منذ", "هذا", "العام") and _compares(document, at):
        return True
    if folded in _WITHIN:
        return _is_one_more(document, at) or _happened_then(document, at, sentence)
    return folded in _PAST and _dates_single(document, at, sentence)


def _is_one_more(document: Document, at: int) -> bool:
    """«وهو الثالث من نوعه خلال أسبوع», «ثاني هجوم خلال شهر»: how many such events there were."""
    before = document.tokens[max(0, at - _ONE_MORE) : at]
    for index, token in enumerate(before):
        if not _ORDINALS.isdisjoint(token.word.stems):
            beside = [*before[max(0, index - 1) : index], *before[index + 1 : index + 3]]
            if any_of(beside, _EVENTS) or any(t.word.folded in _OF_KIND for t in beside):
                return True
    return False


def _happened_then(document: Document, at: int, sentence: Sentence) -> bool:
    """«الحادث وقع خلال ساعات المساء»: when one event was."""
    before = document.tokens[max(sentence.first, at - 4) : at]
    return any(t.word.folded in _HAPPENED for t in before[-2:]) and _has_single(before)


def _dates_single(document: Document, at: int, sentence: Sentence) -> bool:
    """«قتل 5 في زلزال ضرب الجزيرة الأسبوع الماضي»: when one event was, of the same clause."""
    for index in range(at - 1, max(sentence.first - 1, at - _CLAUSE_OF_EVENT), -1):
        token = document.tokens[index]
        if token.kind == "break" or token.text[0] in "،,؛.:":
            return False
        if _has_single((token,)):
            return True
    return False


def _has_single(tokens: Sequence[Token]) -> bool:
    """Whether a noun of one event stands among the tokens, in the singular."""
    return any(not _SINGLE.isdisjoint(token.word.stems) for token in tokens)


def _lasts(document: Document, at: int, sentence: Sentence) -> bool:
    """«في القصف المتواصل منذ شهر», «البلدة التي تتعرض لغارات منذ شهر»: how long something lasts
    that is no war of which a total could run."""
    tokens = document.tokens
    if tokens[at].word.folded != "منذ":
        return False
    before = tokens[max(sentence.first, at - 3) : at]
    if any(not _LASTING.isdisjoint(token.word.stems) for token in before):
        return True
    for index in range(at - 1, max(sentence.first, at - _CLAUSE_OF_EVENT), -1):
        if tokens[index].word.folded in ("الذي", "التي"):
            readings = tokens[index + 1].word.analyses
            goes_on = bool(readings) and readings[0].aspect == "i"
            whose = tokens[max(sentence.first, index - 3) : index]
            return goes_on and not any_of(whose, _EVENTS | _WARS | _STRIFE)
    return False


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
    if folded == "شهر" and at + 1 < limit and _whole_month(document, at):
        return "period"
    if at and folded in _ALONE and not _MONTHS.isdisjoint(tokens[at - 1].word.stems):
        return "period"  # «في يناير وحده»
    span = span_at(document, at, limit)
    if span:
        return span
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


def any_of(tokens: Sequence[Token], words: frozenset[str]) -> bool:
    """Whether one of ``words`` stands among the tokens, in whatever number."""
    return any(
        not words.isdisjoint(token.word.stems)
        or (token.word.analyses and token.word.analyses[0].lemma in words)
        for token in tokens
        if token.kind == "word"
    )
