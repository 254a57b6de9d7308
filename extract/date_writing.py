"""Full dates that a text writes: «12 آذار/مارس 2025», «الرابع من مارس», «20/12/2025»."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from extract.document import Document, Token
from extract.tables import load_map

_MONTHS = {word: int(columns[0]) for word, columns in load_map("months").items()}
ORDINALS = {word: int(columns[0]) for word, columns in load_map("numerals_ordinals").items()}
_TENS = {"عشر": 10, "عشره": 10, "عشرين": 20, "عشرون": 20, "ثلاثين": 30, "ثلاثون": 30}
_TURNS = {
    **dict.fromkeys(("المقبل", "القادم", "الاتي"), 1),
    **dict.fromkeys(("الجاري", "الحالي"), 0),
    **dict.fromkeys(("الماضي", "المنصرم", "الفايت", "الفارط"), -1),
}
_FIRST_LETTERS = ("و", "ف", "ب", "ل", "ك")
_HEAD_TOKENS = 60  # a date line stands within the first tokens of an article
_YEARS = range(1990, 2101)


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date in figures or words, not yet placed in a year.

    ``month`` is 0 for «29 من الشهر الماضي»; ``turn`` tells what an adjective says of the month:
    1 «المقبل», 0 «الجاري», -1 «الماضي», ``None`` nothing.
    """

    first: int
    last: int
    day: int
    month: int
    year: int | None
    turn: int | None = None


def written_dates(document: Document) -> Iterator[WrittenDate]:
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


def _numeric(tokens: tuple[Token, ...], index: int) -> WrittenDate | None:
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
    return WrittenDate(index, last, day, month, year)


def _with_month(tokens: tuple[Token, ...], index: int) -> WrittenDate | None:
    """«12 آذار/مارس 2025», «الرابع من مارس», «27 شباط الجاري»."""
    day, at = _number(tokens, index), index + 1
    if day is None:
        ordinal = _ordinal(tokens, index)
        if ordinal is None:
            return None
        day, at = ordinal
    if not 1 <= day <= 31:
        return None
    while at < len(tokens) and word_of(tokens[at]) in ("من", "شهر", "الشهر"):
        at += 1
    month = _month(tokens, at)
    if month is None:
        turn = _turn(tokens, at)
        whose = word_of(tokens[at - 1]) if at > index + 1 else ""
        told = turn is not None and whose in ("الشهر", "شهر")
        return WrittenDate(index, at + 1, day, 0, None, turn) if told else None
    number, last = month
    if last < len(tokens) and tokens[last].text in ("/", "(", "-", "|"):
        other = _month(tokens, last + 1)
        if other is not None and other[0] == number:
            last = other[1] + (1 if other[1] < len(tokens) and tokens[other[1]].text == ")" else 0)
    while last < len(tokens) and word_of(tokens[last]) in ("من", "عام", "سنه", "لعام"):
        if _number(tokens, last + 1) is None:
            break
        last += 1
    year = _number(tokens, last)
    if year in _YEARS:
        return WrittenDate(index, last + 1, day, number, year)
    turn = _turn(tokens, last)
    return WrittenDate(index, last + (turn is not None), day, number, None, turn)


def _turn(tokens: tuple[Token, ...], index: int) -> int | None:
    """Which month an adjective means: «المقبل» 1, «الجاري» 0, «الماضي» -1."""
    return _TURNS.get(word_of(tokens[index])) if index < len(tokens) else None


def _month(tokens: tuple[Token, ...], index: int) -> tuple[int, int] | None:
    """The month named at ``index`` and the token after it."""
    if index >= len(tokens):
        return None
    word = word_of(tokens[index])
    if index + 1 < len(tokens):
        two = f"{word} {word_of(tokens[index + 1])}"
        if two in _MONTHS:
            return _MONTHS[two], index + 2
    return (_MONTHS[word], index + 1) if word in _MONTHS else None


def _ordinal(tokens: tuple[Token, ...], index: int) -> tuple[int, int] | None:
    """«الرابع», «الخامس عشر», «الحادي والعشرين»: the number and the token after it."""
    value = _ordinal_value(word_of(tokens[index]))
    if value is None:
        return None
    after = word_of(tokens[index + 1]) if index + 1 < len(tokens) else ""
    ten = _TENS.get(after) or _TENS.get(after.removeprefix("وال"))
    return (value + ten, index + 2) if ten and value < 10 else (value, index + 1)


@lru_cache(maxsize=1 << 15)
def _ordinal_value(word: str) -> int | None:
    """What a definite ordinal says, whatever proclitics it carries."""
    for start in (0, 1, 2):
        if word[start:].startswith("ال") and all(
            letter in _FIRST_LETTERS for letter in word[:start]
        ):
            value = ORDINALS.get(word[start + 2 :], _TENS.get(word[start + 2 :]))
            if value is not None:
                return value
    return None


def date_line_of(written: list[WrittenDate]) -> date | None:
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


def placed(item: WrittenDate, today: date | None) -> tuple[date, date] | None:
    """The day that a written date means: in its year, else in the year nearest to ``today``."""
    if item.year is not None:
        day = _date(item.year, item.month, item.day)
        return (day, day) if day is not None else None
    if today is None:
        return None
    if item.turn is not None and item.month == 0:
        months = today.year * 12 + today.month - 1 + item.turn
        day = _date(months // 12, months % 12 + 1, item.day)
        return (day, day) if day is not None else None
    years = (today.year - 1, today.year, today.year + 1)
    days = [day for year in years if (day := _date(year, item.month, item.day)) is not None]
    if not days:
        return None
    near = min(days, key=lambda day: abs(day - today))
    past = [day for day in days if day <= today]
    future = [day for day in days if day >= today]
    if item.turn:
        turned = (future if item.turn > 0 else past[::-1])[:1]
        return (turned[0], turned[0]) if turned else (near, near)
    if item.turn == 0:
        return near, near
    half = timedelta(days=183)
    return (
        past[-1] if past and today - past[-1] <= half * 2 else near,
        future[0] if future and future[0] - today <= half else near,
    )


def word_of(token: Token) -> str:
    return token.word.folded if token.kind == "word" else ""
