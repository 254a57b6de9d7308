"""From a post to its telling: what joining compares, read once.

Pure: text and facts in, `Telling` out. What a post states is read by `extract`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from rensa import RMinHash

from bot.events import reference, scene, tables
from bot.events.event import Telling
from bot.events.voices import cited, opening, speaker
from bot.events.where import UNKNOWN, Locate, Spot
from bot.events.wording import (
    SOURCE,
    headed,
    is_bulletin,
    lines,
    stem,
    weight,
    without_byline,
    words,
)
from extract.facts import Casualties, Fact, Meeting

LEAD_WORDS = 40  # the news stands in the headline and the lead; the rest is background
LEAD_CHARACTERS = 300
SKETCH_VALUES = 64  # standard error of the estimated likeness: at most 0.06
SHINGLE = 2
ANOTHER_WORDS = 6  # «غارة جديدة» further on is told beside the story
_FORCES = frozenset({"soldiers", "officers", "settlers", "police"})
# Several happenings told as one: «غارات في مناطق متفرقة», «مجزرتين».
_ROUNDUP = re.compile(
    r"(?:^|\s)(?:ب|في )?(?:سلسله|متفرقه?|منفصلتين|منفصله|مجزرتين|مجازر|استهدافات)(?:\s|$)"
    r"|^ملخص|(?:خلال|ل)ال?ساعات|متتاليه|لا تتوقف|\d+ غار[هة]|عشرات الغارات|غارات .*خلال ساعات"
)
_ANOTHER = re.compile(
    r"(?:غاره|غارات|قصف) (?:جديده?|اخري|اخر|ثانيه|متجدد)|من جديد|مجددا|يتجدد"
    r"|(?:غاره|غارات|انفجار|استهداف)(?: \w+){0,2} (?:جديده?|ثانيه|ثالثه)(?: |$)"
)


def tell(text: str, facts: Sequence[Fact], names: tuple[str, ...], locate: Locate) -> Telling:
    """The telling of a post: ``names`` are keys of those who met, ``locate`` finds places."""
    found = lines(text)
    head, rest = headed(found)
    told = without_byline(head)
    first = scene.without_destination(told)
    lead = told if is_bulletin(found) else " ".join((told, *rest))
    title, body, whole = words(first), words(lead)[:LEAD_WORDS], words(" ".join(found))
    source = cited(text)
    # An outlet may be called after a place: «نقلا عن سهل برس».
    spots = [spot for spot in locate(first) if not _names(source, spot)]
    spots = _behind_colon(first, spots)
    around = [*spots, *(s for s in locate(lead[:LEAD_CHARACTERS]) if not _names(source, s))]
    placed = {stem(word) for spot in around for word in words(spot.words)}
    kept = dict.fromkeys(stem(word) for word in (*title, *body))
    terms = [term for term in kept if weight(term) > 0]
    in_title = {stem(word) for word in title}
    # A town may bear the name of what is hit in others: «الخيام».
    bare = [word for word in title if stem(word) not in placed]
    kind, roundup = kind_of(title), bool(_ROUNDUP.search(" ".join(title)))
    refers = reference.reference(
        words(told), kind=kind, placed=bool(around or speaker(text)), size=len(whole)
    )
    return Telling(
        terms=tuple(terms),
        headline=sum(term in in_title for term in terms),
        placed=tuple(term for term in terms if term in placed),
        speaker=speaker(text),
        families=_stemmed(scene.families(words(lead), tables.load("stop_words"))),
        another=bool(_ANOTHER.search(" ".join(title[:ANOTHER_WORDS]))),
        cited=source,
        focus=next((spot.path for spot in spots), None),
        places=tuple(dict.fromkeys(spot.path for spot in around)) or _meeting_places(facts),
        names=names,
        days=tuple(_days(facts)),
        figures=tuple(_figures(facts)),
        kind=kind,
        sketch=sketch(whole),
        size=len(whole),
        acts=scene.acts(bare),
        targets=scene.targets(bare),
        spots=_stemmed(scene.spots(title, tables.load("stop_words"))),
        opening=opening(text),
        roundup=roundup,
        sides=scene.sides(title, words(spots[0].words)) if spots else (),
        soldiers=any(tables.load("victims").get(w, ("",))[0] in _FORCES for w in title),
        earlier=reference.of_earlier(words(told)),
        refers=None if roundup else refers,
    )


def _behind_colon(line: str, spots: list[Spot]) -> list[Spot]:
    """Places, those of the speaker («مستشفى … بنوران: …») last."""
    opening = SOURCE.match(line)
    speaking = " ".join(words(opening.group(1))) if opening else ""
    return sorted(
        spots,
        key=lambda spot: (
            " ".join(words(spot.words)) in speaking, spot.path.startswith(UNKNOWN)
        ),
    )


def _names(source: str | None, spot: Spot) -> bool:
    """Whether a place is but the name of the outlet that is cited."""
    return source is not None and " ".join(words(spot.words)) in source


def _stemmed(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(stem, names)))


def kind_of(headline_words: Iterable[str]) -> str:
    """``commentary`` if a headline announces one, else a kind of accident, ``violence`` or
    ``other``.
    """
    table = tables.load("kinds")
    found = [table[form][0] for word in headline_words for form in _forms(word) if form in table]
    if "commentary" in found:
        return "commentary"
    cause = next((kind for kind in found if kind != "harm"), None)
    return cause or ("violence" if found else "other")


def _forms(word: str) -> tuple[str, ...]:
    """A word, and without one proclitic."""
    forms = [word]
    if len(word) > 4 and word[0] in "وفبلك":
        forms.append(word[1:])
    if word.startswith("ال"):
        forms.append(word[2:])
    return tuple(forms)


def sketch(found: Sequence[str]) -> tuple[int, ...]:
    """A MinHash signature of the word shingles, 16 bits a value."""
    size = min(SHINGLE, len(found))
    shingles = [" ".join(found[i : i + size]) for i in range(len(found) - size + 1)] if size else []
    signature = RMinHash(num_perm=SKETCH_VALUES, seed=7)
    signature.update(shingles)
    return tuple(value & 0xFFFF for value in signature.digest())


def _days(facts: Iterable[Fact]) -> Iterable[str]:
    for fact in facts:
        if isinstance(fact, Meeting) and fact.day:
            yield fact.day.isoformat()


def _meeting_places(facts: Iterable[Fact]) -> tuple[str, ...]:
    """Where they met, in words of their own: towns that no gazetteer knows."""
    told = (fact.place for fact in facts if isinstance(fact, Meeting) and fact.place)
    return tuple(dict.fromkeys(f"{UNKNOWN}>{tables.fold_words(place)}" for place in told))


def _figures(facts: Iterable[Fact]) -> Iterable[tuple[str, int]]:
    for fact in facts:
        if isinstance(fact, Casualties) and fact.count is not None and not fact.subset:
            yield (f"{fact.role}/{fact.scope}", fact.count)
