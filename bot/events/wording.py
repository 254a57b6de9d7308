"""How a post words its story: its lines without advertising, its headline, words and stems.

Pure, and about likeness of wording alone; what a post states is read by `extract`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from bot.events import tables
from extract.text import fold

SPEAKER_WORDS, TITLE_WORDS = 2, 8  # of a first line that only says who speaks
MARKS = re.compile(
    "[\u0610-\u061a\u064b-\u065f\u0670\u0640\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufe0f]+"
)
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_LINK = re.compile(r"https?://\S+|www\.\S+|t\.me/\S+|@[A-Za-z0-9_]+")
_WORD = re.compile(r"[^\W\d_]+|\d+(?:[.,٫٬]\d+)*")
_ARTICLES = ("وبال", "فبال", "وال", "فال", "بال", "كال", "ولل", "لل", "ال")
_SUFFIXES = ("هما", "ات", "ون", "ين", "ان", "ها", "هم", "يه", "ه", "ي", "ا")
_BULLETIN = re.compile(r"^(?:ال)?(?:نشره|موجز|عناوين|حصاد)(?:\s|$)|^ابرز\s")
_URGENT = re.compile(r"^\W*(?:عاجل|خبر عاجل|شاهد|بالفيديو|فيديو)\b[\s|:.!-]*")
_OWN = re.compile(r"مراسل(?:نا|تنا|ة|ونا|و)?\b")
SOURCE = re.compile(r"^([^:\n«\"]{2,60}?)\s*:\s*\S")


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """A folded word without its article, proclitics and inflectional ending: light, for
    likeness.
    """
    for prefix in _ARTICLES:
        if word.startswith(prefix) and len(word) - len(prefix) >= 3:
            word = word[len(prefix) :]
            break
    else:
        if len(word) >= 5 and word[0] in "وبلف":
            word = word[1:]
    if word.startswith("ابو") and len(word) >= 6:
        word = word[3:]  # «أبوسالم» and «أبو سالم»
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            return word[: -len(suffix)]
    return word


@cache
def _stems(table: str) -> frozenset[str]:
    return frozenset(stem(word) for word in tables.load(table)) | frozenset(tables.load(table))


def weight(term: str) -> float:
    """How much sharing a stem says: nothing for particles, little for the words of every report."""
    if term in _stems("stop_words"):
        return 0.0
    if term in _stems("common_words") or term[0].isdigit():
        return 0.3
    return 1.0


def words(text: str) -> list[str]:
    """The folded words of a text, without marks, links and emoji."""
    found = _WORD.findall(MARKS.sub("", _LINK.sub(" ", text)).translate(_DIGITS))
    return [fold(word) for word in found]


def lines(text: str) -> list[str]:
    """The lines that tell something: links, bare hashtags and the channel's own advertising go."""
    kept = []
    for line in text.splitlines():
        found = words(line)
        bare = all(part.startswith("#") for part in line.split())
        bare = bare or not without_urgency(line).strip(" *_-|:.!")
        if not found or bare or (found[0] in tables.load("boilerplate") and len(found) <= 12):
            continue
        kept.append(line.strip())
    return kept


def headline(text: str) -> str:
    """The first line that tells something; a bulletin's title gives way to its first item."""
    return headed(lines(text))[0]


def headed(found: list[str]) -> tuple[str, list[str]]:
    """The headline and the lines after it. A first line that only names who speaks («القناة 12:»)
    makes one with the next."""
    if is_bulletin(found):
        found = [line for line in found[1:] if len(words(line)) >= 4]
    if not found:
        return "", []
    first, rest = found[0], found[1:]
    named = first.rstrip(" *_").endswith(":")
    if rest and (named or len(words(first)) <= SPEAKER_WORDS) and len(words(first)) <= TITLE_WORDS:
        return f"{first.strip(' *_:')}: {rest[0]}", rest[1:]
    return first, rest


def without_urgency(line: str) -> str:
    """A headline without «عاجل» and the like."""
    return _URGENT.sub("", line)


def without_byline(line: str) -> str:
    """A headline without «عاجل» and the words that name the channel's own reporter."""
    line = without_urgency(line)
    byline = SOURCE.match(line)
    return line[byline.end(1) :].lstrip(" :") if byline and _OWN.match(line) else line


def is_bulletin(found: Sequence[str]) -> bool:
    """Whether lines are a round-up of unrelated news under a title such as «نشرة الثامنة»."""
    title = words(found[0]) if len(found) > 2 else []
    return 0 < len(title) <= 6 and bool(_BULLETIN.match(" ".join(title)))
