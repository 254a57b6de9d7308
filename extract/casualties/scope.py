"""What a figure covers: one event, a stretch of days, or all since a start.

The clause decides: words such as ``خلال الـ24 ساعة الماضية`` and ``منذ بدء الحرب`` hold for the
figures of their clause, or for the whole sentence where they open it. A total behind a label
(``حصيلة``) with neither such words nor an event in sight has no known scope, and gives no fact.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from extract.casualties.figures import Figure
from extract.casualties.scope_clauses import clause_of
from extract.casualties.scope_markers import Marker, any_of, markers_of
from extract.document import Document, Sentence, Token, Word
from extract.facts import Scope
from extract.tables import load_set

_EVENTS = load_set("scope_events")
_DISEASES = load_set("harm_diseases")
_DISASTERS = load_set("scope_disasters")
_WARS = load_set("scope_wars")
_TOTALS = load_set("harm_labels") | {
    "احصاييه",
    "الاحصاييه",
    "احصاء",
    "تقرير",
    "التقرير",
    "احصاييات",
}
_HAZARDS = frozenset({"الغام", "الالغام"})
_STRIFE = frozenset({"عنف", "العنف", "حرب", "الحرب", "الصراع", "النزاع", "صراع", "نزاع"})
_SEES = frozenset({"تشهد", "يشهد", "وتشهد", "ويشهد"})
_RAINS = frozenset({"سيول", "فيضانات", "امطار"})  # a season's toll, unlike an earthquake's
_SINKING = frozenset({"انخفض", "انخفضت", "تراجع", "تراجعت", "انخفاض"})
_RISING = frozenset({"ارتفع", "ارتفعت", "ارتفاع"})
_OF_AN_EPIDEMIC = 10  # dead from which on a figure that nothing dates is the epidemic's toll
_OF_A_YEAR = 30  # people from which on a figure beside a bare year is the year's
_DAYS = load_set("weekdays") | {"اليوم", "امس", "ليله", "الليله", "فجر", "صباح", "مساء"}
_RESULTS = load_set("harm_results")
_RATED = 15  # tokens from «بمعدل» to a figure of the rate
_GROWING = frozenset({"ليصبح", "ليرتفع", "ليصل", "ليبلغ", "لترتفع", "لتصل", "لتبلغ", "لتصبح"})
_THESE = frozenset({"هذه", "تلك"})
_SERIES = frozenset({"الهجمات", "الحوادث", "الاعتداءات", "الجرايم", "العمليات", "الانتهاكات"})
_FARTHEST_PAIR = 6  # tokens between dead and hurt of one breath
_AN_EVENT, _A_DISEASE, _A_WAR = 1, 2, 4
_TO_RESULT = 6  # tokens from «أسفرت» to «منذ»
_MOST_RISE = 4  # times by which a toll may rise within one text
_SUDDEN = frozenset({"حريق", "انفجار", "زلزال", "هجوم", "انهيار", "تفجير", "غاره", "قصف"})
_HARMED = {"killed", "injured", "killed_or_injured"}
_LEAD = 80  # tokens: a disaster that a text is about is named in its headline or lead
_FARTHEST_OPENING = 45
_NEAR, _FARTHEST_LABEL = 12, 20
_FARTHEST = 25  # tokens between a figure and the words that tell its scope
#: A bare figure of people killed or hurt from here on is no single attack's, unless a disaster's.
TOTAL_OF_A_WAR = 2_000
#: As many may flee a single fight.
_FLIGHT = 20_000
#: Beside such a total in one sentence, a figure from here on is one too.
LARGE = 500


@lru_cache(maxsize=1 << 15)
def _tells_of(word: Word) -> int:
    """Whether the word names an event, a disease, a war: the flags of all that it does."""
    forms = {*word.stems, word.analyses[0].lemma} if word.analyses else set(word.stems)
    event = 0 if _EVENTS.isdisjoint(forms) else _AN_EVENT
    disease = 0 if _DISEASES.isdisjoint(forms) else _A_DISEASE
    return event | disease | (0 if _WARS.isdisjoint(forms) else _A_WAR)


class Scopes:
    """Tells the scopes of one document's figures; what the whole text tells of is read once."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._first = -1  # the first token of the sentence's first figure
        self._running = False  # whether the last total told was a running one
        self._stretch: Scope | None = None  # of the last figure that was no single event's
        self._told: dict[str, int] = {}  # by role, the last figure of a single event
        self._disaster = any_of(document.tokens[:_LEAD], _DISASTERS)
        told = 0
        for token in document.tokens:
            told |= _tells_of(token.word)
        self._event = bool(told & _AN_EVENT)
        sudden = any(not _SUDDEN.isdisjoint(t.word.stems) for t in document.tokens[:_LEAD])
        self._sick = not sudden and bool(told & _A_DISEASE)
        alone = self._disaster or (self._event and not told & _A_WAR)
        self._one_event = alone and not self._sick

    def of(self, sentence: Sentence, figures: Sequence[Figure]) -> list[Scope | None]:
        """The scope of each of a sentence's figures, in their order; None where it is unknown."""
        markers = markers_of(self.document, sentence, self._sick)
        if self._one_event:  # «الحصيلة الإجمالية» of one flood, «إجمالي المصابين» of a crash
            markers = [m for m in markers if not _sums_up(self.document, m)]
        self._first = figures[0].first if figures else -1
        scopes = [self._of(sentence, figure, figures[0].first, markers) for figure in figures]
        for at in range(1, len(figures)):
            _share(figures[at - 1 : at + 1], scopes, at)
        for at in range(len(figures) - 1):
            if self._is_dated_behind(sentence, figures[at], figures[at + 1], scopes[at : at + 2]):
                scopes[at] = scopes[at + 1]
        for figure, scope in zip(figures, scopes, strict=True):
            if scope == "incident" and figure.count and not figure.part:
                self._told[figure.role] = figure.count
            if figure.count and not figure.part:
                self._running = scope == "cumulative"
            if scope in ("period", "cumulative"):
                self._stretch = scope
        return scopes

    def _of(
        self, sentence: Sentence, figure: Figure, first: int, markers: list[Marker]
    ) -> Scope | None:
        begin, end = clause_of(self.document, sentence, figure)
        near = _FARTHEST_LABEL if figure.label else _NEAR
        markers = [m for m in markers if not m.near or _distance(m, figure) <= near]
        markers = [m for m in markers if figure.label or not m.ongoing or self._cost(m, figure)]
        if any(m.ahead and 0 < figure.first - m.at <= _RATED for m in markers):
            return None
        markers = [m for m in markers if not m.ahead]
        own = [m for m in markers if begin <= m.at < end and _distance(m, figure) <= _FARTHEST]
        total = figure.label and (figure.count or 0) >= TOTAL_OF_A_WAR and not self._disaster
        if total:
            return "cumulative"  # no day has so many, whatever hours the words beside it tell of
        if own:
            return _one(figure, min(own, key=lambda m: _distance(m, figure)).scope)
        leading = [
            m
            for m in markers
            if first - _FARTHEST_OPENING < m.at < first
            and not _cut_off(self.document, sentence, m, first)
        ]
        if leading:
            return _one(figure, leading[-1].scope)
        earlier = [m for m in markers if first < m.at < begin and _distance(m, figure) <= _FARTHEST]
        if earlier and not any_of(self.document.tokens[begin:end], _EVENTS | _DAYS):
            return _one(figure, earlier[-1].scope)  # «31 منذ بدء الحرب، بينما أصيب 8»
        return self._unmarked(sentence, figure, begin, end)

    def _is_dated_behind(
        self, sentence: Sentence, one: Figure, other: Figure, scopes: Sequence[Scope | None]
    ) -> bool:
        """«لقي 6 حتفهم، فيما أصيب 380 في حوادث خلال 48 ساعة»: the time at the end is of both."""
        if scopes[0] != "incident" or scopes[1] not in ("period", "cumulative"):
            return False
        if one.role == other.role or {one.role, other.role} - _HARMED or (one.count or 9) <= 2:
            return False
        between = self.document.tokens[one.last : other.first]
        begin, end = clause_of(self.document, sentence, one)
        near = len(between) <= _FARTHEST_PAIR and not other.label
        return near and not any_of(self.document.tokens[begin:end], _EVENTS | _DAYS)

    def _cost(self, marker: Marker, figure: Figure) -> bool:
        """«أسفرت المواجهات المتواصلة منذ أيام عن 33 قتيلا»: what lasts has cost all of these."""
        before = self.document.tokens[max(0, marker.at - _TO_RESULT) : marker.at]
        return marker.at < figure.first and any_of(before, _RESULTS)

    def _has_risen(self, figure: Figure, tokens: Sequence[Token]) -> bool:
        """«قتل 9 …»; «ارتفع عدد القتلى إلى 14»: the toll of the event told before."""
        told = self._told.get(figure.role, 0)
        fits = 1 < told < (figure.count or 0) <= told * _MOST_RISE
        return fits and figure.label and any_of(tokens, _RISING)

    def _unmarked(self, sentence: Sentence, figure: Figure, begin: int, end: int) -> Scope | None:
        size = figure.count or 0
        tokens = self.document.tokens[sentence.first : sentence.last]
        total = _FLIGHT if figure.role == "displaced" else TOTAL_OF_A_WAR
        if (
            size >= total
            or figure.vague in ("tens_of_thousands", "hundreds_of_thousands", "millions")
            or (figure.role != "displaced" and _beside_total(self.document, sentence, figure))
        ):
            disaster = self._disaster or any_of(tokens, _DISASTERS)
            return "incident" if disaster else "cumulative"
        clause = self.document.tokens[begin:end]
        wide = figure.vague in ("hundreds", "thousands") and any_of(clause, _STRIFE)
        wide = wide and not any_of(clause, _DAYS)
        if wide or (figure.vague not in (None, "several") and any_of(clause, _HAZARDS)):
            return "cumulative"  # «تسببت الألغام بمقتل الآلاف»
        if tokens[0].word.folded in _SEES and figure.vague not in (None, "several"):
            return "cumulative"  # «وتشهد المنطقة انفجارات، ذهب ضحيتها العشرات»
        if (size >= _OF_AN_EPIDEMIC or figure.vague not in (None, "several")) and _series(tokens):
            return self._stretch or "cumulative"
        if _of_a_stock(self.document, figure) and not any_of(tokens, _EVENTS):
            return "cumulative"
        if any(token.word.stems[-1] == "حوادث" for token in tokens) and not any_of(tokens, _DAYS):
            return self._stretch or "period"  # «قتل 11 في حوادث المرور»
        if figure.label and any_of(clause, _RAINS) and any_of(tokens, _RISING):
            return "cumulative"
        alone = figure.vague == "thousands" and self._first == figure.first
        if alone and not self._disaster and not any_of(clause, _EVENTS):
            return "cumulative"  # «آلاف الجرحى الذين يحتاجون …»
        if size >= _OF_A_YEAR and not any_of(clause, _EVENTS) and _names_year(clause):
            return "cumulative"
        if figure.label and not any_of(tokens, _EVENTS) and any_of(tokens, _SINKING):
            return "period"  # «انخفض عدد القتلى من 29 إلى 21»
        if figure.vague in ("hundreds", "thousands") and _is_stock(figure, tokens):
            return "cumulative"  # «تعيش المدينة مع المئات من المفقودين»
        rest = self.document.tokens[figure.last : sentence.last]
        grows = any(token.word.folded in _GROWING for token in rest)
        if self._sick and figure.role == "killed" and size >= _OF_AN_EPIDEMIC and not grows:
            return "cumulative"
        event = any_of(tokens, _EVENTS)
        war = any_of(self.document.tokens[begin:end], _WARS)
        if not figure.label:
            return "cumulative" if war and size >= 100 and not event else "incident"
        if event or self._has_risen(figure, tokens):
            return "incident"
        if war or size >= LARGE or (self._running and size >= _OF_A_YEAR):
            return "cumulative"
        if self._event or size < 30:
            return "incident"
        stock = figure.role in ("detained", "displaced", "missing")  # «بلغ عدد المختفين 300»
        return "cumulative" if stock or any_of(clause, _RISING) else None


def _series(tokens: Sequence[Token]) -> bool:
    """«أودت هذه الحوادث بحياة 67», «في هذه الهجمات»: many events, told of before."""
    return any(
        one.word.folded in _THESE and two.word.folded in _SERIES for one, two in pairwise(tokens)
    )


def _of_a_stock(document: Document, figure: Figure) -> bool:
    """«59 مخطوفا منهم 35 قتلى»: of people who are told of without any event."""
    before = document.tokens[figure.first - 1].word.folded if figure.first else ""
    dead = figure.role == "killed" and not figure.part
    return dead and before in ("منهم", "بينهم", "منهن", "بينهن")


def _is_stock(figure: Figure, tokens: Sequence[Token]) -> bool:
    """Whether hundreds of missing or hurt are told of without any event."""
    counted = figure.rule == "number and noun" and figure.role in ("missing", "injured")
    return counted and not any_of(tokens, _EVENTS) and not any_of(tokens, _DISASTERS)


def _sums_up(document: Document, marker: Marker) -> bool:
    stems = document.tokens[marker.at].word.stems
    return any(stem in ("اجمالي", "اجماليه", "الاجماليه") for stem in stems)


def _names_year(tokens: Sequence[Token]) -> bool:
    """«لقي 1400 مهاجر حتفهم عام 2022»: a year without an event."""
    return any(
        first.word.folded in ("عام", "سنه", "في", "فى") and second.text[:2] in ("19", "20")
        and second.kind == "number" and len(second.text) == 4
        for first, second in pairwise(tokens)
    )


def _share(pair: Sequence[Figure], scopes: list[Scope | None], at: int) -> None:
    """«620 قتيلا و3 آلاف جريح»: dead and hurt of one breath have one scope, the wider one."""
    first, second = pair
    near = second.first - first.last <= 1 and {first.role, second.role} <= _HARMED
    if near and {scopes[at - 1], scopes[at]} == {"incident", "cumulative"}:
        scopes[at - 1] = scopes[at] = "cumulative"


def _one(figure: Figure, scope: Scope | None) -> Scope | None:
    """A single named or described person died once, whatever total the words beside it tell of."""
    lone = (figure.count == 1 or (figure.count == 2 and figure.known)) and scope == "period"
    single = (figure.count or 3) <= 2 or figure.loose
    once = lone or (single and scope == "cumulative")
    return "incident" if once and not figure.label else scope


def _distance(marker: Marker, figure: Figure) -> int:
    return min(abs(marker.at - figure.first), abs(marker.at - figure.last))


def _cut_off(document: Document, sentence: Sentence, marker: Marker, first: int) -> bool:
    """Whether a line ends between marker and figure, and the line is no header of statistics."""
    tokens = document.tokens
    if not any(token.kind == "break" for token in tokens[marker.at : first]):
        return False
    header = tokens[sentence.first : first]
    return not any(not _TOTALS.isdisjoint(token.word.stems) for token in header)


def _beside_total(document: Document, sentence: Sentence, figure: Figure) -> bool:
    """Whether a total of a war stands in the same sentence as a figure of hundreds."""
    if (figure.count or 0) < LARGE:
        return False
    begin, end = (
        bisect_left(document.quantities, at, key=lambda quantity: quantity.first)
        for at in (sentence.first, sentence.last)
    )
    return any(
        q.kind == "count" and (q.value or 0) >= 5_000 for q in document.quantities[begin:end]
    )
