"""What happened to what, and at which spot: what parts two strikes on one town.

Busy towns are struck many times a day, and the words of all reports are the same. Two headlines
that name different acts (an air strike, gunfire), different targets (a house, a tent) or different
spots (a street, a mosque) tell of two happenings; one that leaves them open may tell of either.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from bot.events import tables

SPOT_WORDS = 2  # of a spot's name: «شارع عمر المختار»
FAMILY_WORDS = 3  # «عائلة سالم أبو خاطر»
_KIN = frozenset({"ابو", "ابي", "ابن", "ال", "بن", "الشيخ", "الحاج", "الدكتور", "المواطن"})
_FAMILY = frozenset({"عائله", "لعائله", "عايله", "لعايله", "اسره", "لاسره", "ال", "لال"})
_TOWN = frozenset({"مدينه", "بلده", "مخيم", "قريه", "محافظه"})
_HOUSE = frozenset({"منزل", "بيت", "شقه"})
_KUNYA = re.compile(r"^ابو(?=...)")
# «وصول 3 جرحى إلى مستشفى … جراء»: where the harmed are taken is not where they were harmed.
_DESTINATION = re.compile(
    r"(?:(?:إلى|الى|إلي|الي|في)\s+(?:ال)?|\bل(?:ل)?)(?:مستشفى|مستشفي|مشفى|مجمع)(?:\s+(?!جراء|إثر|اثر|بعد|من"
    r"|في|عقب|نتيجة|بسبب|حيث|قصف|استهداف|على)[^\s:،.]+){0,6}(?:\s+(?:في|ب)\s*[^\s:،.]+(?=\s+(?:جراء|إثر|اثر|بعد)))?"
)
_ARRIVAL = re.compile(r"وصول|وصل|تصل|يصل|نقل|جثامين|تشييع")


def without_destination(text: str) -> str:
    """A headline without the hospital that the harmed were taken to."""
    return _DESTINATION.sub(" ", text) if _ARRIVAL.search(text) else text


def acts(title: Sequence[str]) -> tuple[str, ...]:
    """Classes of what was done, by a headline's words."""
    return _classes("acts", title)


def targets(title: Sequence[str]) -> tuple[str, ...]:
    """Classes of what it was done to."""
    return _classes("targets", title)


def _classes(table: str, title: Sequence[str]) -> tuple[str, ...]:
    """The classes of a table's entries in a text, the longest entry at each place; «-» is none."""
    entries, found, place = tables.load(table), dict[str, None](), 0
    while place < len(title):
        for size in (3, 2, 1):
            entry = entries.get(" ".join(title[place : place + size])) or (
                entries.get(bare) if size == 1 and (bare := _bare(title[place])) else None
            )
            if entry:
                if entry[0] != "-":
                    found[entry[0]] = None
                place += size - 1
                break
        place += 1
    return tuple(found)


def _bare(word: str) -> str:
    """A word without its proclitics and article, as far as they can be told."""
    if len(word) > 4 and word[0] in "وبلف" and not word.startswith("لل"):
        word = word[1:]
    return word.removeprefix("لل").removeprefix("ال")


def spots(title: Sequence[str], stop: Iterable[str]) -> tuple[str, ...]:
    """The names behind a street, quarter, mosque, «قرب …»: folded words, not yet stems."""
    heads, stop = tables.load("spots"), frozenset(stop)
    found: dict[str, None] = {}
    for place, word in enumerate(title):
        if word in heads or _bare(word) in heads:
            found.update(dict.fromkeys(_name(title[place + 1 :], SPOT_WORDS, stop, heads)))
    return tuple(found)


#: Sides of a town as seen from its middle, and each one's opposite.
_SIDES = {"شرق": "east", "غرب": "west", "شمال": "north", "جنوب": "south"}
_OPPOSITE = {"east": "west", "west": "east", "north": "south", "south": "north"}


def sides(title: Sequence[str], place: Sequence[str]) -> tuple[str, ...]:
    """On which sides of a place: «شمال غرب مدينة نوران»; empty if the headline gives none."""
    size = len(place)
    starts = range(len(title) - size + 1) if size else ()
    first = next((i for i in starts if tuple(title[i : i + size]) == tuple(place)), 0)
    before = [word for word in title[max(0, first - 3) : first] if word not in _TOWN]
    found = (_SIDES.get(word.removesuffix("ي").removesuffix("ا")) for word in before[-2:])
    return tuple(side for side in found if side)


def opposite(first: Iterable[str], second: Iterable[str]) -> bool:
    """Whether two reports speak of opposite sides of one town."""
    return any(_OPPOSITE[side] in second for side in first)


def families(title: Sequence[str], stop: Iterable[str]) -> tuple[str, ...]:
    """The names behind «عائلة» and «آل», less kunyas and titles."""
    stop, heads, titles = frozenset(stop), tables.load("spots"), tables.load("titles")
    found: dict[str, None] = {}
    for place, word in enumerate(title):
        following = title[place + 1 : place + 3 + FAMILY_WORDS]
        # «منزل أبو سالم» is a family's as well.
        owned = _bare(word) in _HOUSE and following[:1] in (["ابو"], ["ال"])
        if word in _FAMILY or owned:
            name = [_KUNYA.sub("", w) for w in following if w not in _KIN and w not in titles]
            found.update(dict.fromkeys(_name(name, FAMILY_WORDS, stop, heads)))
    return tuple(found)


def _name(following: Sequence[str], size: int, stop: frozenset[str], heads: object) -> list[str]:
    name: list[str] = []
    for word in following:
        if word in stop or word[0].isdigit() or len(name) == size:
            break
        if _bare(word) in heads or word in heads:  # type: ignore[operator]
            break
        name.append(word)
    return name
