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

from extract.date_writing import ORDINALS, date_line_of, placed, word_of, written_dates
from extract.document import Document, Token
from extract.tables import load_map, load_set

_WEEKDAYS = {word: int(columns[0]) for word, columns in load_map("weekdays").items()}
_RELATIVE = {word: int(columns[0]) for word, columns in load_map("relative_days").items()}
_FIRST_LETTERS = ("و", "ف", "ب", "ل", "ك")
_PAST = frozenset({"الماضي", "الفايت", "المنصرم", "الفارط", "السابق", "الاخير"})
_NEXT = frozenset({"المقبل", "القادم", "الاتي"})
_NOT_A_DAY = frozenset({"صلاه", "خطبه", "صحيفه", "قناه", "حزب", "سوق", "حتي", "منذ", "كل", "ايام"})


# Things that are called by the day on which they began: «ثورة 25 يناير», «قوى 14 آذار».
_NAMED_BY_A_DATE = load_set("named_by_a_date")


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


def match(document: Document) -> list[DayMention]:
    """The days named in ``document``, in order; those that nothing resolves are left out."""
    written = list(written_dates(document))
    today = document.today() or date_line_of(written)
    found = []
    taken = {index for item in written for index in range(item.first, item.last)}
    for item in written:
        if item.year is None and _before(document.tokens, item.first) in _NAMED_BY_A_DATE:
            continue  # «حركة 23 مارس»
        resolved = placed(item, today)
        if resolved is not None:
            found.append(DayMention(item.first, item.last, *resolved))
    if today is not None:
        found.extend(_spoken(document, today, taken))
    found.sort(key=lambda mention: mention.first)
    return _joined(document, found)


def date_line(document: Document) -> date | None:
    """The day that a date at the head of the text gives, such as an article's date line."""
    return date_line_of(list(written_dates(document)))


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
    word = word_of(tokens[index])
    last, offset = 0, 0
    for size in (3, 2):
        words = [word_of(token) for token in tokens[index : index + size]]
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
        after = word_of(tokens[last]) if last < len(tokens) else ""
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
    if word_of(tokens[index]).startswith(("لل", "ولل")):
        return False
    after = word_of(tokens[last]) if last < len(tokens) else ""
    if after in ("ال", "التالي", "نفسه", "ذاته", "الماضيه") or after in _PAST | _NEXT:
        return False
    if after.startswith("ال") and after not in _WEEKDAYS and last < len(tokens):
        readings = tokens[last].word.analyses
        if after[2:] in ORDINALS or (readings and readings[0].pos == "adj"):
            return False
    return True


def _weekday(tokens: tuple[Token, ...], index: int, today: date) -> DayMention | None:
    base = _cut(word_of(tokens[index]), _WEEKDAYS)
    if not base or _before(tokens, index) in _NOT_A_DAY:
        return None
    back = (today.weekday() - _WEEKDAYS[base]) % 7
    day = today - timedelta(days=back)
    ahead = day if back == 0 else day + timedelta(days=7)
    last = index + 1
    after = word_of(tokens[last]) if last < len(tokens) else ""
    if after in _PAST:
        day = ahead = day if back else day - timedelta(days=7)
        last += 1
    elif after in _NEXT:
        day = ahead = ahead if back else ahead + timedelta(days=7)
        last += 1
    return DayMention(index, last, day, ahead)


def _before(tokens: tuple[Token, ...], index: int) -> str:
    return word_of(tokens[index - 1]) if index else ""


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
