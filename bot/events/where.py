"""Where a report's headline and lead say that it happened.

A `Spot` has a path of canonical names, the widest first (``فلسطين>قطاع غزة>خان يونس``), so that
containment is a prefix, and the words of the text. Places that the gazetteer does not know are kept
by their own words when a head word says that they are places (``بلدة عين الزهر``).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.events.tables import fold_words
from extract import places
from extract.morphology import Lexicon
from extract.text import read

_WIDE = frozenset({"country", "region", "governorate"})
UNKNOWN = "?"
_HEADS = frozenset({"مدينه", "المدينه", "بلده", "قريه", "مخيم"})


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that a text names: its path, and the words of the text that name it."""

    path: str
    words: str


Locate = Callable[[str], tuple[Spot, ...]]


def locator(lexicon: Lexicon) -> Locate:
    """A function from a text to the places that it names, in order."""

    def locate(text: str) -> tuple[Spot, ...]:
        found = [(path_of(mention), mention.text) for mention in places.match(read(text, lexicon))]
        return tuple(Spot(path, words) for path, words in found if path)

    return locate


def path_of(mention: places.PlaceMention) -> str | None:
    """The path of a mention; the mark ``*`` stands before the name of a country or region.

    A town named like its region (``غزة``, in ``قطاع غزة``) means the region unless a word before it
    says that the town is meant (``مدينة غزة``).
    """
    place = mention.place
    if fold_words(mention.text) in _HEADS:
        return None  # «مدينة» is a word before it is a town
    if place is None:
        return (
            UNKNOWN + ">" + fold_words(mention.text.replace(">", " ")) if mention.headed else None
        )
    chain = [*reversed(place.containers), place.name]
    if not mention.headed and place.kind == "city":
        region = next((c for c in place.containers if place.name in c.split() and _wide(c)), None)
        region = region and next((c for c in place.containers if _kind(c) == "region"), region)
        if region:
            chain = chain[: chain.index(region) + 1]
    return ">".join(f"*{name}" if _wide(name) else name for name in chain)


def _wide(name: str) -> bool:
    return _kind(name) in _WIDE


def _kind(name: str) -> str:
    place = places.resolve(name)
    return place.kind if place else "region"
