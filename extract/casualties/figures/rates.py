"""Numbers that are no count of people harmed: rates, averages, and what a count may still reach."""

from __future__ import annotations

from collections.abc import Sequence

from extract.casualties.denials import BREAKS
from extract.casualties.harm import cue_of
from extract.document import Token
from extract.phrases import shape
from extract.tables import load_set

_RATES = load_set("harm_rates")
_AVERAGES = load_set("harm_averages")
_EXPECTING = load_set("harm_expecting")
_EACH = frozenset({"يوم", "اسبوع", "ساعه", "دقيقه", "ليله"})
_A_DAY = frozenset({"اليوم", "الاسبوع", "الساعه"})
_FARTHEST_RATE = 8  # tokens between a figure and «يوميا», over what is joined to it
_FARTHEST_AVERAGE = 12  # tokens from «معدل» to its figure
_FARTHEST_OUTLOOK = 20  # tokens from «توقع» to the figure foretold


def is_rate(tokens: Sequence[Token], first: int, last: int, start: int, end: int) -> bool:
    """Whether the figure in tokens ``first`` to before ``last`` of a sentence is so many a day."""
    if any(not _RATES.isdisjoint(t.word.stems) for t in tokens[first:last]):
        return True
    return _said_behind(tokens, last, end) or _said_before(tokens, first, start)


def _said_behind(tokens: Sequence[Token], last: int, end: int) -> bool:
    """«4 قتلى و19 جريحا يوميا», «شخصا كل أسبوع», «11 قتيلا في اليوم الواحد»."""
    for at in range(last, min(end, last + _FARTHEST_RATE)):
        token = tokens[at]
        if token.kind in ("punctuation", "break") or shape(token.word).only_verb:
            return False
        following = [t.word.folded for t in tokens[at + 1 : min(end, at + 3)]]
        if not _RATES.isdisjoint(token.word.stems):
            return True
        if token.word.folded == "كل" and following:
            return following[0] in _EACH or tokens[at + 1].kind == "number"
        if at == last and token.word.folded == "في" and following[:1] and following[0] in _A_DAY:
            return following[1:] in ([], ["الواحد"], ["الواحده"]) or not _word(tokens, at + 2, end)
    return False


def _word(tokens: Sequence[Token], at: int, end: int) -> bool:
    return at < end and tokens[at].kind == "word"


def _said_before(tokens: Sequence[Token], first: int, start: int) -> bool:
    """«بمعدل 12 حريقا و4 قتلى», «معدل القتلى وصل إلى 11», «يستقبل يوميا 50 جريحا»."""
    for at in range(first - 1, max(start, first - _FARTHEST_AVERAGE) - 1, -1):
        token = tokens[at]
        if token.text[:1] in BREAKS or token.text in ("،", ","):
            return False
        if token.word.folded in _AVERAGES:
            return True
        if first - at <= _FARTHEST_RATE and not _RATES.isdisjoint(token.word.stems):
            return True
    return False


def is_foretold(tokens: Sequence[Token], at: int, start: int) -> bool:
    """Whether the number at ``at`` is what a toll is expected to reach: «توقع ارتفاعه إلى 90»."""
    for index in range(at - 1, max(start, at - _FARTHEST_OUTLOOK) - 1, -1):
        token = tokens[index]
        if token.text[:1] in BREAKS:
            return False
        folded = token.word.folded.removeprefix("و")
        if folded in _EXPECTING:
            return True
        done = shape(token.word).only_verb and token.word.analyses[:1]
        if token.word.folded in ("وان", "وانه") or (done and done[0].aspect == "p"):
            return False
        if folded == "قد" and shape(tokens[index + 1].word).only_verb:
            verb = tokens[index + 1].word
            return verb.folded[:1] in "يت" and cue_of(verb) is None
    return False
