"""What a figure surely counts when it counts no people: dates, ages, money, labels and so on.

Only the words beside the figure are asked. What they do not decide stays a ``count``, and the noun
counted must decide the rest.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, cast

from extract.document import Token, Word
from extract.numbers.nouns import noun_number
from extract.numbers.numerals import Numeral
from extract.phrase_table import PhraseTable
from extract.tables import load_map

Kind = Literal[
    "count",
    "ordinal",
    "date",
    "time",
    "year",
    "age",
    "duration",
    "money",
    "percent",
    "distance",
    "weight",
    "measure",
    "label",
    "phone",
    "score",
    "previous",
]


def _phrases(table: str, *sides: str) -> PhraseTable[Kind]:
    return PhraseTable(
        (phrase, cast(Kind, kind))
        for phrase, (kind, *side) in load_map(table).items()
        if not side or side[0] in sides
    )



_UNITS = _phrases("numerals_units")
_BEFORE = _phrases("numerals_context", "before", "both")
_AFTER = _phrases("numerals_context", "after", "both")
_YEARS = range(1900, 2101)
_DAY_OF_MONTH = range(1, 32)
_SEPARATORS = frozenset({"/", "-", "–", "\\", ":", "."})
_ITEM_MARKS = frozenset({"-", "–", "_", ")", ".", "ـ"})
_SPACED_ITEM_MARKS = frozenset({"-", "–", "_"})
_CURRENCIES = frozenset("$€£₪")
# Words whose kind a noun counted after the figure overrules: «أمس الخميس 12 شهيدا», «شارع 3 شهداء».
_WEAK = frozenset(
    phrase.split()[-1]
    for phrase, (*_, remark) in load_map("numerals_context").items()
    if remark == "weak"
)
_DATE = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}")
_YEARS_OLD = frozenset({"عام", "عاما", "اعوام", "سنه", "سنوات", "سنين", "عامين", "عامان"})
_FUNCTION_WORDS = frozenset({"prep", "conj", "conj_sub", "part", "part_neg", "adv", "pron_rel"})
_AT_TIMES = frozenset(
    {"في", "منذ", "حتي", "خلال", "مطلع", "اواخر", "اوائل", "نهايه", "بدايه", "منتصف", "بحلول"}
)


def kind_of(
    tokens: Sequence[Token], numeral: Numeral, outer: int, start: int, end: int
) -> Kind:
    """The kind of a figure in the sentence ``start:end``; ``outer`` is where its bound begins."""
    if numeral.digits and (shape := _shape(tokens, numeral, start, end)):
        return shape
    after = numeral.last
    if after < end and tokens[after].text in (")", "]"):
        after += 1
    unit = _UNITS.starting_at(tokens, after, end, lemma=True)
    if unit and unit.value == "duration":
        return "age" if _is_age(tokens, outer, after, start, end) else "duration"
    if unit:
        return unit.value
    following = _after(tokens, after, end)
    if following:
        return "year" if following == "date" and _is_year(numeral) else following
    if numeral.value is None:
        return "measure"
    return _kind_before(tokens, numeral, outer, after, start, end)


def _shape(tokens: Sequence[Token], numeral: Numeral, start: int, end: int) -> Kind | None:
    """What the digits themselves and the marks that touch them tell."""
    first, last = numeral.first, numeral.last
    token = tokens[first]
    beside = {tokens[at].text for at in (first - 1, last) if start <= at < end}
    if _DATE.fullmatch(token.word.folded):
        return "date"
    if beside & {"%", "٪"}:
        return "percent"
    if beside & _CURRENCIES:
        return "money"
    if token.text.isdecimal():
        size = len(token.text)
        dialled = size > 3 and (token.word.folded[0] == "0" or "+" in beside)
        if dialled or (size >= 9 and last - first == 1):
            return "phone"
    return _linked(tokens, numeral, start, end) if last - first == 1 else None


def _linked(tokens: Sequence[Token], numeral: Numeral, start: int, end: int) -> Kind | None:
    """Digits that a mark without spaces ties to other digits or letters: 12/10, 10:30, F-16, 1-."""
    first = numeral.first
    left = first - 2 >= start and _tied(tokens, first - 2)
    right = first + 2 < end and _tied(tokens, first)
    marks = {tokens[at].text for at, tied in ((first - 1, left), (first + 1, right)) if tied}
    chained = (right and _tied(tokens, first + 2)) or (left and _tied(tokens, first - 4))
    if (left and right) or chained or marks & {"/", "\\"}:
        return "date"
    if ":" in marks:
        return "time"
    if marks and _is_year(numeral):
        return "year"
    if first == start and first + 1 < end and not right:
        mark = tokens[first + 1]
        touching = mark.start == tokens[first].end
        if mark.text in (_ITEM_MARKS if touching else _SPACED_ITEM_MARKS):
            return "label"
    at = first - 1
    if at > start and tokens[at].text == "-" and tokens[at].end == tokens[first].start:
        at -= 1
    latin = at >= start and tokens[at].text.isascii() and tokens[at].text.isalpha()
    return "label" if latin else None


def _tied(tokens: Sequence[Token], left: int) -> bool:
    """Whether token ``left``, a mark and the token after it are digits without spaces between."""
    if left < 0 or left + 2 >= len(tokens):
        return False
    number, mark, other = tokens[left], tokens[left + 1], tokens[left + 2]
    return (
        number.kind == other.kind == "number"
        and mark.text in _SEPARATORS
        and number.end == mark.start
        and mark.end == other.start
    )


def month_after(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Whether a month follows: «العاشر من أكتوبر»."""
    return _after(tokens, at, end) == "date"


def time_beside(tokens: Sequence[Token], first: int, last: int, start: int, end: int) -> bool:
    """Whether an ordinal tells the time: «الساعة الخامسة», «الخامسة فجرا»."""
    before = _BEFORE.ending_at(tokens, first - 1, start)
    after = _UNITS.starting_at(tokens, last, end)
    return any(found is not None and found.value == "time" for found in (before, after))


def _after(tokens: Sequence[Token], at: int, end: int) -> Kind | None:
    """What the words after a figure tell; «من» and «شهر» may stand before a month."""
    found = _AFTER.starting_at(tokens, at, end)
    if found:
        return found.value
    step = at
    while step < min(end, at + 2) and tokens[step].word.folded in ("من", "شهر"):
        step += 1
    month = _AFTER.starting_at(tokens, step, end) if step > at else None
    return "date" if month and month.value == "date" else None


def _kind_before(
    tokens: Sequence[Token], numeral: Numeral, outer: int, after: int, start: int, end: int
) -> Kind:
    at = outer - 1
    article = at >= start and tokens[at].word.folded in ("ال", "لل", "بال", "وال")
    while at >= start and (tokens[at].text in "(\"«“:" or tokens[at].word.folded in ("ال", "لل")):
        at -= 1
    found = _BEFORE.ending_at(tokens, at, start)
    kind = found.value if found else None
    if kind == "previous":
        return "previous"
    weak = kind is not None and not _WEAK.isdisjoint(tokens[at].word.stems)
    round_figure = (numeral.value or 0) % 100 == 0  # «يوليو 2000 قتيل» may count, 2023 will not
    if weak and after < end and tokens[after].word.folded in ("منهم", "منهن"):
        return "count"  # «منذ فجر اليوم 16 منهم في الشمال»
    if weak and (round_figure or not _is_year(numeral)) and _is_countable(tokens, after, end):
        kind = None
    if kind == "date" and numeral.value not in _DAY_OF_MONTH:
        kind = "year" if _is_year(numeral) else "ordinal"  # «اليوم 222 للإضراب»
    if kind and (kind != "year" or _is_year(numeral)):
        return kind
    word = tokens[at].word.folded if at >= start else ""
    if article and word in _ORDERED:
        return "ordinal"
    if _is_year(numeral) and (article or word in _AT_TIMES):
        return "count" if _is_countable(tokens, after, end, numeral.value) else "year"
    return "count"


# «لليوم الـ222», «الذكرى الـ50»: a number with the article after one of these is an ordinal.
_ORDERED = frozenset(
    {"اليوم", "لليوم", "باليوم", "الذكري", "الدوره", "القمه", "النسخه", "القرن", "المره"}
)


def _is_year(numeral: Numeral) -> bool:
    return numeral.digits and numeral.scale == 1 and numeral.value in _YEARS


def _is_countable(
    tokens: Sequence[Token], at: int, end: int, value: int | None = None
) -> bool:
    """Whether an indefinite noun follows, as after a figure that counts something.

    With ``value``, only one in the form that this figure asks for: the plural after 3 to 10, the
    accusative singular after 11 to 99, the genitive singular after hundreds.
    """
    if at >= end or tokens[at].kind != "word":
        return False
    word = tokens[at].word
    if word.analyses and word.analyses[0].pos in _FUNCTION_WORDS:
        return False
    if not any(a.pos in ("noun", "adj") and not a.proclitics for a in word.analyses):
        return False
    if value is None:
        return True
    rest = value % 100
    if 3 <= rest <= 10:
        return noun_number(word) == "p"
    if rest > 10:
        return word.folded.endswith(("ا", "ه"))
    return rest == 0 and not word.folded.endswith("ا")


def _is_name(word: Word) -> bool:
    """Whether a word is, as far as it is known, a name: «محمد أبو لبدة 22 عاما»."""
    return not word.analyses or word.analyses[0].pos == "noun_prop"


def _is_age(tokens: Sequence[Token], outer: int, unit: int, start: int, end: int) -> bool:
    """Years of life: «البالغ 15 عاما», «15 عاما من العمر», and years alone in brackets."""
    if _YEARS_OLD.isdisjoint(tokens[unit].word.stems):
        return False
    at = outer - 1
    enclosed = at >= start and tokens[at].text in "(["
    while at >= start and tokens[at].text in ":،([":
        at -= 1
    before = _BEFORE.ending_at(tokens, at, start)
    after = _AFTER.starting_at(tokens, unit + 1, end)
    if any(found is not None and found.value == "age" for found in (before, after)):
        return True
    if at >= start and tokens[at].kind == "word" and _is_name(tokens[at].word):
        return True
    return enclosed and unit + 1 < end and tokens[unit + 1].text in ")]"
