"""Arguments as people write them: `@`, whole links, Arabic digits and commas, extra spaces."""

from __future__ import annotations

import re
from datetime import time

from bot.channels.names import source_of
from bot.errors import InputError

_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_INVISIBLE = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
DAYS = {
    "sun": 6, "الاحد": 6, "الأحد": 6,
    "mon": 0, "الاثنين": 0, "الإثنين": 0,
    "tue": 1, "الثلاثاء": 1,
    "wed": 2, "الاربعاء": 2, "الأربعاء": 2,
    "thu": 3, "الخميس": 3,
    "fri": 4, "الجمعة": 4,
    "sat": 5, "السبت": 5,
}  # fmt: skip
OFF = frozenset({"off", "stop", "none", "لا", "ايقاف", "إيقاف", "أوقف", "اوقف", "الغاء", "إلغاء"})


def plain(text: str) -> str:
    """The text with ASCII digits, single spaces, plain commas, and no invisible marks."""
    text = _INVISIBLE.sub("", text).translate(_DIGITS).replace("،", ",")
    return " ".join(text.split())


def words(text: str) -> list[str]:
    """The arguments, parted by spaces or commas."""
    return [word for word in re.split(r"[\s,]+", plain(text)) if word]


def channel(text: str) -> str | None:
    """The channel that one argument names (`bot.channels.names`), or None."""
    try:
        return source_of(plain(text)).name
    except InputError:
        return None


def hours(text: str, most: int = 24 * 14) -> int | None:
    """A number of hours (`6`, `٦`, `6h`, `6 ساعات`), at least 1 and at most ``most``, or None."""
    found = re.fullmatch(r"(\d{1,4})\s*(?:h|hours?|ساعة|ساعه|ساعات|س)?", plain(text))
    return int(found[1]) if found and 1 <= int(found[1]) <= most else None


def clock(text: str) -> time | None:
    """A time of day (`8:30`, `٢٠:٠٠`, `20`), or None."""
    found = re.fullmatch(r"(\d{1,2})(?::(\d{2}))?", plain(text))
    if not found or int(found[1]) > 23 or int(found[2] or 0) > 59:
        return None
    return time(int(found[1]), int(found[2] or 0))


def weekday(text: str) -> int | None:
    """A day of the week, Monday being 0, by its Arabic or English name, or None."""
    word = plain(text).lower()
    return DAYS.get(word, DAYS.get(word[:3]))


def is_off(text: str) -> bool:
    """Whether a person asks to switch something off."""
    return plain(text).lower() in OFF
