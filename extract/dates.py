"""Days that a text names: weekdays, «أمس», «12 آذار/مارس 2025», «20/12/2025».

A weekday means the last one for what has happened and the next one for what will: both are given,
and the tense of the sentence decides. What it is counted from is the day of publication in the
document's time zone; without that, the full date that stands at the head of the text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from extract.document import Document, Token
from extract.tables import load_map

_WEEKDAYS = {word: int(columns[0]) for word, columns in load_map("weekdays").items()}
_MONTHS = {word: int(columns[0]) for word, columns in load_map("months").items()}
_RELATIVE = {word: int(columns[0]) for word, columns in load_map("relative_days").items()}
_ORDINALS = {word: int(columns[0]) for word, columns in load_map("numerals_ordinals").items()}
_TENS = {"عشر": 10, "عشره": 10, "عشرين": 20, "عشرون": 20, "ثلاثين": 30, "ثلاثون": 30}
_FIRST_LETTERS = ("و", "ف", "ب", "ل", "ك")
_PAST = frozenset({"الماضي", "الفايت", "المنصرم", "الفارط", "السابق", "الاخير"})
_NEXT = frozenset({"المقبل", "القادم", "الاتي"})
_NOT_A_DAY = frozenset({"صلاه", "خطبه", "صحيفه", "قناه", "حزب", "سوق", "حتي", "منذ", "كل", "ايام"})
_HEAD_TOKENS = 60  # a date line stands within the first tokens of an article
_YEARS = range(1990, 2101)


@dataclass(frozen=True, slots=True)
class DayMention:
    """A day named in tokens ``first`` (inclusive) to ``last`` (exclusive).

    ``day`` is the day if what happens on it is told as past or present, ``ahead`` if as future;
    they differ for bare weekdays and for dates without a year.
    """

    first: int
    last: int
    day: date
    ahead: date


@dataclass(frozen=True, slots=True)
class _Written:
    """A date in figures or words, not yet placed in a year."""

    first: int
    last: int
    day: int
    month: int
    year: int | None


def match(document: Document) -> list[DayMention]:
    """The days named in ``document``, in order; those that nothing resolves are left out."""
    written = list(_written(document))
    today = document.today() or _date_line(written)
    found = []
    taken = {index for item in written for index in range(item.first, item.last)}
    for item in written:
        resolved = _place(item, today)
        if resolved is not None:
            found.append(DayMention(item.first, item.last, *resolved))
    if today is not None:
        found.extend(_spoken(document, today, taken))
    found.sort(key=lambda mention: mention.first)
    return _joined(document, found)


def date_line(document: Document) -> date | None:
    """The day that a date at the head of the text gives, such as an article's date line."""
    return _date_line(list(_written(document)))


def _word(token: Token) -> str:
    return token.word.folded if token.kind == "word" else ""


def _cut(word: str, table: dict[str, int]) -> str:
    """``word`` without a conjunction and a preposition, where ``table`` knows the rest."""
    for start in range(min(3, len(word))):
        if all(letter in _FIRST_LETTERS for letter in word[:start]) and word[start:] in table:
            return word[start:]
    if word.startswith(("لل", "ولل")):
        rest = "ا" + word[word.index("لل") + 1 :]
        if rest in table:
            return rest
    return ""


# -- dates in figures and words ------------------------------------------------------------


def _written(document: Document) -> Iterator[_Written]:
    index, tokens = 0, document.tokens
    while index < len(tokens):
        token = tokens[index]
        found = None
        if token.kind == "number":
            found = _numeric(tokens, index) or _with_month(tokens, index)
        elif token.kind == "word" and _ordinal_value(token.word.folded) is not None:
            found = _with_month(tokens, index)
        if found is None:
            index += 1
            continue
        yield found
        index = found.last


def _number(tokens: tuple[Token, ...], index: int) -> int | None:
    if index >= len(tokens) or tokens[index].kind != "number":
        return None
    folded = tokens[index].word.folded
    return int(folded) if folded.isascii() and folded.isdigit() and len(folded) <= 4 else None


def _numeric(tokens: tuple[Token, ...], index: int) -> _Written | None:
    """«20/12/2025», «2025-12-20», «20-12-2025», «20.12.2025»."""
    if tokens[index].kind != "number":
        return None
    parts = [part for part in tokens[index].word.folded.split(".") if part.isdigit()]
    last = index + 1
    if len(parts) == 1:
        for mark in (index + 1, index + 3):
            number = _number(tokens, mark + 1)
            if number is None or tokens[mark].text not in ("/", "-", "\\"):
                return None
            parts.append(str(number))
        last = index + 5
    if len(parts) != 3 or any(len(part) > 4 for part in parts):
        return None
    a, b, c = (int(part) for part in parts)
    year, month, day = (a, b, c) if a in _YEARS else (c, b, a)
    if month > 12 and day <= 12:
        month, day = day, month
    if year not in _YEARS or not 1 <= month <= 12 or not 1 <= day <= 31:
        return None
    return _Written(index, last, day, month, year)


def _with_month(tokens: tuple[Token, ...], index: int) -> _Written | None:
    """«12 آذار/مارس 2025», «الرابع من مارس», «27 شباط الجاري»."""
    day, at = _number(tokens, index), index + 1
    if day is None:
        ordinal = _ordinal(tokens, index)
        if ordinal is None:
            return None
        day, at = ordinal
    if not 1 <= day <= 31:
        return None
    while at < len(tokens) and _word(tokens[at]) in ("من", "شهر"):
        at += 1
    month = _month(tokens, at)
    if month is None:
        return None
    number, last = month
    if last < len(tokens) and tokens[last].text in ("/", "(", "-", "|"):
        other = _month(tokens, last + 1)
        if other is not None and other[0] == number:
            last = other[1] + (1 if other[1] < len(tokens) and tokens[other[1]].text == ")" else 0)
    while last < len(tokens) and _word(tokens[last]) in ("من", "عام", "سنه", "لعام"):
        if _number(tokens, last + 1) is None:
            break
        last += 1
    year = _number(tokens, last)
    if year in _YEARS:
        return _Written(index, last + 1, day, number, year)
    return _Written(index, last, day, number, None)


def _month(tokens: tuple[Token, ...], index: int) -> tuple[int, int] | None:
    """The month named at ``index`` and the token after it."""
    if index >= len(tokens):
        return None
    word = _word(tokens[index])
    if index + 1 < len(tokens):
        two = f"{word} {_word(tokens[index + 1])}"
        if two in _MONTHS:
            return _MONTHS[two], index + 2
    return (_MONTHS[word], index + 1) if word in _MONTHS else None


def _ordinal(tokens: tuple[Token, ...], index: int) -> tuple[int, int] | None:
    """«الرابع», «الخامس عشر», «الحادي والعشرين»: the number and the token after it."""
    value = _ordinal_value(_word(tokens[index]))
    if value is None:
        return None
    after = _word(tokens[index + 1]) if index + 1 < len(tokens) else ""
    ten = _TENS.get(after) or _TENS.get(after.removeprefix("وال"))
    return (value + ten, index + 2) if ten and value < 10 else (value, index + 1)


@lru_cache(maxsize=1 << 15)
def _ordinal_value(word: str) -> int | None:
    """What a definite ordinal says, whatever proclitics it carries."""
    for start in (0, 1, 2):
        if word[start:].startswith("ال") and all(
            letter in _FIRST_LETTERS for letter in word[:start]
        ):
            value = _ORDINALS.get(word[start + 2 :], _TENS.get(word[start + 2 :]))
            if value is not None:
                return value
    return None


def _date_line(written: list[_Written]) -> date | None:
    """The day that a date at the head of the text gives."""
    for item in written:
        if item.year is not None and item.first < _HEAD_TOKENS:
            return _date(item.year, item.month, item.day)
    return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _place(item: _Written, today: date | None) -> tuple[date, date] | None:
    """The day that a written date means: in its year, else in the year nearest to ``today``."""
    if item.year is not None:
        day = _date(item.year, item.month, item.day)
        return (day, day) if day is not None else None
    if today is None:
        return None
    years = (today.year - 1, today.year, today.year + 1)
    days = [day for year in years if (day := _date(year, item.month, item.day)) is not None]
    if not days:
        return None
    near = min(days, key=lambda day: abs(day - today))
    past = [day for day in days if day <= today]
    future = [day for day in days if day >= today]
    half = timedelta(days=183)
    return (
        past[-1] if past and today - past[-1] <= half * 2 else near,
        future[0] if future and future[0] - today <= half else near,
    )


# -- weekdays and relative days ------------------------------------------------------------


def _spoken(document: Document, today: date, taken: set[int]) -> Iterator[DayMention]:
    tokens = document.tokens
    index = 0
    while index < len(tokens):
        found = None
        token = tokens[index]
        if token.kind == "word" and _opens_day(token.word.folded) and index not in taken:
            found = _relative(tokens, index, today) or _weekday(tokens, index, today)
        if found is None:
            index += 1
            continue
        yield found
        index = found.last


_OPENERS = dict.fromkeys((phrase.split()[0] for phrase in (*_RELATIVE, *_WEEKDAYS)), 0)


@lru_cache(maxsize=1 << 15)
def _opens_day(word: str) -> bool:
    """Whether a day or a phrase for one can begin with ``word``: for most words, never."""
    return bool(_cut(word, _OPENERS))


def _relative(tokens: tuple[Token, ...], index: int, today: date) -> DayMention | None:
    word = _word(tokens[index])
    last, offset = 0, 0
    for size in (3, 2):
        words = [_word(token) for token in tokens[index : index + size]]
        words[0] = words[0].removeprefix("و")
        if len(words) == size and " ".join(words) in _RELATIVE:
            last, offset = index + size, _RELATIVE[" ".join(words)]
            break
    else:
        base = _cut(word, _RELATIVE)
        if not base or _before(tokens, index) in _NOT_A_DAY:
            return None
        last, offset = index + 1, _RELATIVE[base]
        if base in ("اليوم", "الليله") and not _is_today(tokens, index, last):
            return None
        after = _word(tokens[last]) if last < len(tokens) else ""
        if (
            base == "غد"
            and _before(tokens, index) != "يوم"
            and after not in _WEEKDAYS
            and not word.startswith("ل")
        ):
            return None
    day = today + timedelta(days=offset)
    return DayMention(index, last, day, day)


def _is_today(tokens: tuple[Token, ...], index: int, last: int) -> bool:
    """Whether «اليوم» is today, not «اليوم التالي», «اليوم الـ106», «في اليوم الرابع»."""
    if _word(tokens[index]).startswith(("لل", "ولل")):
        return False
    after = _word(tokens[last]) if last < len(tokens) else ""
    if after in ("ال", "التالي", "نفسه", "ذاته", "الماضيه") or after in _PAST | _NEXT:
        return False
    if after.startswith("ال") and after not in _WEEKDAYS and last < len(tokens):
        readings = tokens[last].word.analyses
        if after[2:] in _ORDINALS or (readings and readings[0].pos == "adj"):
            return False
    return True


def _weekday(tokens: tuple[Token, ...], index: int, today: date) -> DayMention | None:
    base = _cut(_word(tokens[index]), _WEEKDAYS)
    if not base or _before(tokens, index) in _NOT_A_DAY:
        return None
    back = (today.weekday() - _WEEKDAYS[base]) % 7
    day = today - timedelta(days=back)
    ahead = day if back == 0 else day + timedelta(days=7)
    last = index + 1
    after = _word(tokens[last]) if last < len(tokens) else ""
    if after in _PAST:
        day = ahead = day if back else day - timedelta(days=7)
        last += 1
    elif after in _NEXT:
        day = ahead = ahead if back else ahead + timedelta(days=7)
        last += 1
    return DayMention(index, last, day, ahead)


def _before(tokens: tuple[Token, ...], index: int) -> str:
    return _word(tokens[index - 1]) if index else ""


def _joined(document: Document, found: list[DayMention]) -> list[DayMention]:
    """«اليوم السبت», «أمس (الخميس)», «السبت 20/12/2025» are one; «الأربعاء أو الخميس» are none."""
    joined: list[DayMention] = []
    dropped = False
    for mention in found:
        previous = joined[-1] if joined else None
        between = _between(document, previous.last, mention.first) if previous else None
        if previous is not None and between == "أو":
            dropped = True
            joined.pop()
            continue
        if dropped and between == "أو":
            continue
        dropped = False
        if previous is not None and between is not None and between != "أو":
            exact = mention if mention.day == mention.ahead else previous
            if previous.day == previous.ahead:
                exact = previous
            joined[-1] = DayMention(previous.first, mention.last, exact.day, exact.ahead)
            continue
        joined.append(mention)
    return joined


_LINKS = frozenset({"(", "/", "،", "-", ",", "الموافق", "يوم", "الساعه"})


def _between(document: Document, first: int, last: int) -> str | None:
    """What stands between two days that may be one: marks only (``""``), «أو», or else None."""
    if last - first > 2 or last < first:
        return None
    words = [document.tokens[index].word.folded for index in range(first, last)]
    if words == ["او"]:
        return "أو"
    if all(word in _LINKS for word in words) and words != ["،"] and words != [","]:
        return ""
    return None
