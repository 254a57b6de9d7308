"""What a figure covers: one event, a stretch of days, or all since a start.

The clause decides: words such as ``خلال الـ24 ساعة الماضية`` and ``منذ بدء الحرب`` hold for the
figures of their clause, or for the whole sentence where they open it. A total behind a label
(``حصيلة``) with neither such words nor an event in sight has no known scope, and gives no fact.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from extract.casualties.figures import Figure
from extract.document import Document, Sentence, Token
from extract.facts import Scope
from extract.tables import load_map, load_set

_UNITS = load_map("scope_units")
_STARTS = load_map("scope_starts")
_PHRASES = [(key.split(), scope) for key, (scope,) in load_map("scope_phrases").items()]
_PHRASE_STARTS = frozenset(words[0] for words, _ in _PHRASES)
_EVENTS = load_set("scope_events")
_DISASTERS = load_set("scope_disasters")
_SUPERLATIVES = load_set("scope_superlatives")
_WARS = load_set("scope_wars")
_CLAUSES = load_set("scope_clauses")
_ACCORDING = load_set("speech_according")
_SPANS = frozenset({"خلال", "غضون", "مدي", "مدار", "اخر", "اثناء"})
_TOTALS = load_set("harm_labels") | {
    "احصاييه",
    "الاحصاييه",
    "احصاء",
    "تقرير",
    "التقرير",
    "احصاييات",
}
_BEGINS = frozenset({"بدا", "اندلع", "انطلق", "استمر", "تواصل", "شن"})
_LEAD = 80  # tokens: a disaster that a text is about is named in its headline or lead
_FARTHEST_OPENING = 45
_NEAR, _FARTHEST_LABEL = 12, 20
_SUPERLATIVE = 6  # tokens from «أسوأ» to «منذ»
_CLAUSE_OF_EVENT = 9  # tokens from «الذي» to the words that date its event
_FARTHEST = 25  # tokens between a figure and the words that tell its scope
#: A bare figure of people killed or hurt from here on is no single attack's, unless a disaster's.
TOTAL_OF_A_WAR = 2_000
#: Beside such a total in one sentence, a figure from here on is one too.
LARGE = 500


@dataclass(frozen=True, slots=True)
class _Marker:
    at: int
    scope: Scope
    near: bool = False


class Scopes:
    """Tells the scopes of one document's figures; what the whole text tells of is read once."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._disaster = _any(document.tokens[:_LEAD], _DISASTERS)
        self._event = _any(document.tokens, _EVENTS)

    def of(self, sentence: Sentence, figures: Sequence[Figure]) -> list[Scope | None]:
        """The scope of each of a sentence's figures, in their order; None where it is unknown."""
        markers = _markers(self.document, sentence)
        return [self._of(sentence, figure, figures[0].first, markers) for figure in figures]

    def _of(
        self, sentence: Sentence, figure: Figure, first: int, markers: list[_Marker]
    ) -> Scope | None:
        begin, end = _clause(self.document, sentence, figure)
        near = _FARTHEST_LABEL if figure.label else _NEAR
        markers = [m for m in markers if not m.near or _distance(m, figure) <= near]
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
        return self._unmarked(sentence, figure, begin, end)

    def _unmarked(self, sentence: Sentence, figure: Figure, begin: int, end: int) -> Scope | None:
        size = figure.count or 0
        tokens = self.document.tokens[sentence.first : sentence.last]
        if (
            size >= TOTAL_OF_A_WAR
            or figure.vague in ("tens_of_thousands", "hundreds_of_thousands", "millions")
            or _beside_total(self.document, sentence, figure)
        ):
            disaster = self._disaster or _any(tokens, _DISASTERS)
            return "incident" if disaster else "cumulative"
        event = _any(tokens, _EVENTS)
        war = _any(self.document.tokens[begin:end], _WARS)
        if not figure.label:
            return "cumulative" if war and size >= 100 and not event else "incident"
        if event:
            return "incident"
        if war or size >= LARGE:
            return "cumulative"
        return "incident" if self._event or size < 30 else None


def _one(figure: Figure, scope: Scope) -> Scope:
    """A single named or described person died once, whatever total the words beside it tell of."""
    single = (figure.count or 3) <= 2 or figure.loose
    return "incident" if single and scope == "cumulative" and not figure.label else scope


def _distance(marker: _Marker, figure: Figure) -> int:
    return min(abs(marker.at - figure.first), abs(marker.at - figure.last))


def _cut_off(document: Document, sentence: Sentence, marker: _Marker, first: int) -> bool:
    """Whether a line ends between marker and figure, and the line is no header of statistics."""
    tokens = document.tokens
    if not any(token.kind == "break" for token in tokens[marker.at : first]):
        return False
    header = tokens[sentence.first : first]
    return not any(not _TOTALS.isdisjoint(token.word.stems) for token in header)


def _any(tokens: Sequence[Token], words: frozenset[str]) -> bool:
    """Whether one of ``words`` stands among the tokens, in whatever number."""
    return any(
        not words.isdisjoint(token.word.stems)
        or (token.word.analyses and token.word.analyses[0].lemma in words)
        for token in tokens
        if token.kind == "word"
    )


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


def _clause(document: Document, sentence: Sentence, figure: Figure) -> tuple[int, int]:
    """The tokens of the clause that ``figure`` stands in."""
    begin = figure.first
    while begin > sentence.first and not _parts(document, begin):
        begin -= 1
    end = figure.last
    while end < sentence.last and not _parts(document, end):
        end += 1
    return begin, end


def _parts(document: Document, at: int) -> bool:
    """Whether a clause begins at token ``at``."""
    token = document.tokens[at]
    if token.kind == "break" or token.text[0] in "؛" or token.text[:2] == "..":
        return True
    if token.kind == "number" or token.kind != "word":
        return False
    folded = token.word.folded
    if folded.startswith("و"):
        return folded[1:] in _CLAUSES or folded[1:] in _ACCORDING
    return folded in _CLAUSES


def _markers(document: Document, sentence: Sentence) -> list[_Marker]:
    found = []
    for at in range(sentence.first, sentence.last):
        if document.tokens[at].kind == "word":
            scope = _marked(document, at, sentence.last)
            if scope and not _dates_or_compares(document, at, sentence):
                near = (
                    document.tokens[at].word.folded.removeprefix("و") != "منذ"
                    and scope == "cumulative"
                )
                found.append(_Marker(at, scope, near))
    return found


def _dates_or_compares(document: Document, at: int, sentence: Sentence) -> bool:
    """Whether «منذ» tells of an event itself, not of what a figure covers."""
    since = document.tokens[at].word.folded.removeprefix("و") == "منذ"
    return since and (_dates_event(document, at, sentence) or _compares(document, at))


def _dates_event(document: Document, at: int, sentence: Sentence) -> bool:
    """«الزلزال الذي ضرب البلاد منذ الاثنين»: the words tell when the event was, not what the
    figure covers."""
    tokens = document.tokens
    for index in range(at - 1, max(sentence.first, at - _CLAUSE_OF_EVENT), -1):
        if tokens[index].word.folded in ("الذي", "التي"):
            before = tokens[max(sentence.first, index - 3) : index]
            readings = tokens[index + 1].word.analyses
            past = bool(readings) and readings[0].aspect == "p" and readings[0].lemma not in _BEGINS
            return past and _any(before, _EVENTS | _DISASTERS) and not _any(before, _WARS)
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
    if folded in _SPANS and at + 1 < limit:
        return _within(document, at + 1, limit)
    for stem in (folded, *word.stems[1:]):
        if stem in _PHRASE_STARTS:
            for words, scope in _PHRASES:
                if words[0] == stem and all(
                    at + i < limit and tokens[at + i].word.folded == w
                    for i, w in enumerate(words)
                    if i
                ):
                    return scope  # type: ignore[return-value]
    return None


def _since(document: Document, at: int, limit: int) -> Scope | None:
    """After «منذ»: an hour of today or some days are a period, a start of something is a total."""
    for index in range(at, min(limit, at + 4)):
        word = document.tokens[index].word
        for stem in word.stems:
            entry = _STARTS.get(stem)
            if stem in _DISASTERS:
                return None  # «الأعنف منذ زلزال 1999 الذي قتل 17 ألفا»
            if entry:
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
        if token.text[:1] in "،,.؛" or (
            index == at and token.kind == "word" and not _number_like(document, index)
        ):
            if token.word.folded in ("ال", "الـ", "نحو", "اقل", "من", "اخر", "بضع", "عده"):
                continue
            return None
    return None


def _number_like(document: Document, at: int) -> bool:
    return any(
        q.first <= at < q.last or q.outer_first <= at < q.outer_last for q in document.quantities
    )
