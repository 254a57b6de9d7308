"""How a headline refers back: to what its channel told before, or to a day before.

A channel tells a happening post by post: first the blow and its place, then «the number rises to
5», «the strike hit a flat», «two wounded brought in». Such a post names little of what the first
did; `bot.events.followups` finds what it may be of.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.events import tables
from bot.events.event import Reference

BARE_WORDS = 25  # a longer text says by itself what it is about
LONG = 60  # words from which a text is no report of a blow
DEFINITE_WORDS = 5  # «إصابتان في القصف» may have the known thing a little later
ARRIVAL_WORDS = 3
FRAGMENT_WORDS = 8
_EARLIER = frozenset({"امس", "بالامس", "ايام", "اسبوع", "اسابيع", "اشهر"})


def reference(title: Sequence[str], *, kind: str, placed: bool, size: int) -> Reference | None:
    """How a headline, its folded words without byline, refers back; None if it does not.

    ``speech``: a speaker goes on; ``explicit``: it names something as known; ``arrival``: it tells
    who was brought in; ``bare``: it tells of harm and says nowhere where (``placed``), or gives a
    spot and nothing else.
    """
    if of_earlier(title) or size > LONG:
        return None
    ways = [_way(title[place : place + 1]) for place in range(len(title))]
    opening = {_way(title[:length]) for length in (1, 2)}
    if "speech" in opening:
        return "speech"
    known = [place for place, way in enumerate(ways[:DEFINITE_WORDS]) if way == "definite"]
    if any("general" not in ways[place + 1 : place + 2] for place in known):
        return "explicit"
    if kind in ("other", "commentary"):
        fragment = title[:1] and title[0] in tables.load("spots") and size <= FRAGMENT_WORDS
        return "bare" if fragment else None
    if "opening" in opening or _latest(title, ways):
        return "explicit"
    if "arrival" in ways[:ARRIVAL_WORDS]:
        return "arrival"
    return "bare" if not placed and size <= BARE_WORDS else None


def _latest(title: Sequence[str], ways: Sequence[str]) -> bool:
    """Whether an act is said to be the last one: «القصف الأخير», «الغارات الجوية الأخيرة»."""
    if "latest" not in ways:
        return False
    place = ways.index("latest")
    before = [word.removeprefix("ال") for word in title[max(0, place - 2) : place]]
    return any(word in tables.load("kinds") for word in before)


def of_earlier(title: Iterable[str]) -> bool:
    """Whether a headline speaks of what happened on a day before."""
    return not _EARLIER.isdisjoint(title)


def _way(words: Sequence[str]) -> str:
    """The class of a phrase in the table of references, "" if it has none."""
    return tables.load("references").get(" ".join(words), ("",))[0]
