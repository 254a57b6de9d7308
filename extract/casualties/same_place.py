"""Whether two phrases of a place name one place, and which of them says more."""

from __future__ import annotations

from extract.places.gazetteer import key, resolve
from extract.places.links import LAND
from extract.tables import load_set

_WORDS_OF_LAND = 4
_WIDE = frozenset({"محافظه", "ولايه", "اقليم", "مقاطعه", "منطقه", "جهه", "اماره"})
_KINDS = {"country": 0, "region": 1, "governorate": 1, "city": 2, "town": 2}
_EMPTY = load_set("place_empty")


def within(one: str | None, other: str | None) -> bool:
    """Whether one phrase adds nothing to the other, or is missing."""
    if not one or not other:
        return True
    mine, yours = words_of(one), words_of(other)
    return mine <= yours or yours <= mine


def contains(wide: str, narrow: str) -> bool:
    """Whether one place is known to lie in the other: «شرقي بيت لحم» in «الضفة»."""
    outer, inner = resolve(wide), resolve(narrow)
    if outer is None or inner is None:
        return False
    return inner.within("قطاع غزة" if outer.name == "غزة" else outer.name)


def share(one: str, other: str) -> bool:
    """Whether two phrases have a telling word in common, clitics and article forgiven."""
    mine, yours = words_of(one), words_of(other)
    return bool(mine & yours) or not mine or not yours


def narrowest(places: list[str]) -> str | None:
    """The place that says most: «قضاء الحويجة» rather than «شمالي العراق»."""
    return max(places, key=lambda place: (fineness(place), len(place)), default=None)


def fineness(place: str) -> int:
    """How much a place tells: from 0 for a country to 3 for a quarter, a village, a street."""
    words = [word.removeprefix("ب") for word in key(place).split()]
    if not LAND.isdisjoint(words) and len(words) < _WORDS_OF_LAND:
        return 0  # «جنوب البلاد»
    if not _WIDE.isdisjoint(words[:2]):
        return 1
    known = resolve(place)
    return _KINDS.get(known.kind, 3) if known is not None and len(words) < 4 else 3


def words_of(phrase: str) -> set[str]:
    """The words of a phrase that tell something, clitics, article and accusative cut."""
    words = set()
    for word in key(phrase).split():
        if word in _EMPTY:
            continue
        words.add(word.removeprefix("ال"))
        words.add(word.removeprefix("ال").removesuffix("ا"))  # «ضابطا»
        if word[:1] in ("ب", "و", "ل") and len(word) > 3:
            words.add(word[1:].removeprefix("ال"))
    return words - _EMPTY
