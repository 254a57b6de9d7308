"""How a figure stands beside those told before: added to them, joined to one, of a day before."""

from __future__ import annotations

from itertools import pairwise

from extract.casualties.figures import Figure
from extract.casualties.people import other_of
from extract.document import Document, Sentence
from extract.tables import load_set

_BESIDES = frozenset({"كما", "بالاضافه", "اضافه", "فضلا"})
_DAY_BEHIND = 6  # tokens from a figure to its day
_WEEKDAYS = load_set("weekdays")


def adds(document: Document, sentence: Sentence, figure: Figure, first: Figure) -> bool:
    """Whether a sentence opens with a figure beside those told before: «كما اعتقلت 3 شبان»."""
    opening = document.tokens[sentence.first].word.folded == "كما"
    other = document.tokens[sentence.first].word.folded == "اما"
    after = document.tokens[figure.last - 1 : figure.last + 1]
    others = any(other_of(token.word) == "several" for token in after)
    return figure is first and (others or other or (opening and figure.first - sentence.first <= 1))


def joins(document: Document, figure: Figure, figures: list[Figure]) -> bool:
    """Whether «و» or «كما» joins a figure to one of its role before: «5 جنود و5 مدنيين»."""
    before = [one for one in figures if one.first < figure.first]
    tokens = document.tokens
    if not before:  # «وقتل مدني بقصف …»: the sentence goes on
        opens = figure.first == 0 or tokens[figure.first - 1].kind in ("break", "punctuation")
        return opens and tokens[figure.first].word.folded[:1] == "و"
    if before[-1].role != figure.role:
        return False
    between = [token.word.folded for token in tokens[before[-1].last : figure.first]]
    besides = not _BESIDES.isdisjoint(between)
    return tokens[figure.first].word.folded[:1] == "و" or "و" in between[-1:] or besides


def of_a_day_before(document: Document, sentence: Sentence, figure: Figure) -> bool:
    """«واستشهد مواطن، الاثنين الماضي», «والثلاثاء قتل …»: not what the text reports first."""
    tokens = document.tokens[sentence.first : min(sentence.last, figure.last + _DAY_BEHIND)]
    opens = not _WEEKDAYS.isdisjoint(tokens[0].word.stems) and tokens[0].word.folded.startswith("و")
    return opens or any(
        past.word.folded == "الماضي"
        and (not _WEEKDAYS.isdisjoint(day.word.stems) or day.word.folded in ("الاسبوع", "الشهر"))
        for day, past in pairwise(tokens)
    )
