"""Arguments as people write them: `@`, whole links, Arabic digits and commas, extra spaces."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time

_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_INVISIBLE = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
# Telegram handles: 5 to 32 letters, digits and underscores, a letter first (4 for old short ones).
_HANDLE = re.compile(r"[A-Za-z]\w{3,31}", re.ASCII)
_TELEGRAM_LINK = re.compile(
    r"(?:https?://)?(?:www\.)?(?:t|telegram)\.(?:me|dog)/(?:s/)?(?P<name>[A-Za-z]\w{3,31})(?:/(?P<post>\d+))?/?(?:\?\S*)?",
    re.ASCII,
)
_FEED = re.compile(r"https?://\S+")

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


@dataclass(frozen=True, slots=True)
class ChannelReference:
    """A channel as a person named it: a handle without ``@``, or the address of a feed."""

    name: str
    post: str | None = None

    @property
    def is_feed(self) -> bool:
        return "://" in self.name


def plain(text: str) -> str:
    """The text with ASCII digits, single spaces, plain commas, and no invisible marks."""
    text = _INVISIBLE.sub("", text).translate(_DIGITS).replace("،", ",")
    return " ".join(text.split())


def words(text: str) -> list[str]:
    """The arguments, parted by spaces or commas."""
    return [word for word in re.split(r"[\s,]+", plain(text)) if word]


def channel(text: str) -> ChannelReference | None:
    """The channel that one argument names, or None: `@name`, `name`, `t.me/s/name/123`, a feed."""
    text = plain(text).rstrip("/.")
    if link := _TELEGRAM_LINK.fullmatch(text):
        return ChannelReference(link["name"], link["post"])
    if _FEED.fullmatch(text):
        return ChannelReference(text)
    handle = text.removeprefix("@")
    return ChannelReference(handle) if _HANDLE.fullmatch(handle) else None


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
