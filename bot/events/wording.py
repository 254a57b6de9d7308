"""How a post words its story: cleaned lines, headline, stems, and a sketch of the whole.

Pure: text in, `Telling` out. What stands here is about likeness of wording alone; what a post
states is read by `extract`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from rensa import RMinHash

from bot.events import scene, tables
from bot.events.event import Telling
from bot.events.where import Locate, Spot
from extract.facts import Casualties, Fact, Meeting
from extract.text import fold

LEAD_WORDS = 40  # the news stands in the headline and the lead; the rest is background
LEAD_CHARACTERS = 300
SKETCH_VALUES = 64  # standard error of the estimated likeness: at most 0.06
SHINGLE = 2

_MARKS = re.compile(
    "[\u0610-\u061a\u064b-\u065f\u0670\u0640\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufe0f]+"
)
_LINK = re.compile(r"https?://\S+|www\.\S+|t\.me/\S+|@[A-Za-z0-9_]+")
_WORD = re.compile(r"[^\W\d_]+|\d+(?:[.,٫٬]\d+)*")
_ARTICLES = ("وبال", "فبال", "وال", "فال", "بال", "كال", "ولل", "لل", "ال")
_SUFFIXES = ("هما", "ات", "ون", "ين", "ان", "ها", "هم", "يه", "ه", "ي", "ا")
_BULLETIN = re.compile(r"^(?:ال)?(?:نشره|موجز|عناوين|حصاد)(?:\s|$)|^ابرز\s")
_URGENT = re.compile(r"^(?:عاجل|متابعه|خبر عاجل|شاهد|بالفيديو|فيديو|صور|تحديث)\s+")
# «اليوم الـ290 من الحرب», «لليوم 5 على التوالي»: headings that open a day's round-up.
_SOURCE = re.compile(r"^([^:\n«\"]{2,45}?)\s*:\s*\S")
# Several happenings told as one: «غارات في مناطق متفرقة», «مجزرتين».
_ROUNDUP = re.compile(
    r"(?:^|\s)(?:ب|في )?(?:سلسله|متفرقه?|منفصلتين|منفصله|مجزرتين|مجازر|استهدافات|حصيله)(?:\s|$)"
    r"|لا تتوقف|\d+ غار[هة]|عشرات الغارات|غارات .*خلال ساعات"
)
_ANOTHER = re.compile(r"(?:غاره|غارات|قصف) (?:جديده?|اخري|اخر|ثانيه|متجدد)|من جديد|مجددا|يتجدد")
_CITED = re.compile(
    r"(?:نقلا عن|وفقا? ل(?:وكالة|صحيفة|قناة|موقع)?|بحسب (?:وكالة|صحيفة|قناة|موقع)|المصدر\s*:)\s*"
    r"((?:[^\W_]|\.)+(?:\s+(?:[^\W_]|\.)+){0,3})"
)


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
    return [fold(word) for word in _WORD.findall(_MARKS.sub("", _LINK.sub(" ", text)))]


def lines(text: str) -> list[str]:
    """The lines that tell something: links, bare hashtags and the channel's own advertising go."""
    kept = []
    for line in text.splitlines():
        found = words(line)
        bare = all(part.startswith("#") for part in line.split())
        if not found or bare or (found[0] in tables.load("boilerplate") and len(found) <= 12):
            continue
        kept.append(line.strip())
    return kept


def headline(text: str) -> str:
    """The first line that tells something; a bulletin's title gives way to its first item."""
    found = lines(text)
    if is_bulletin(found):
        found = [line for line in found[1:] if len(words(line)) >= 4]
    return found[0] if found else ""


def is_bulletin(found: Sequence[str]) -> bool:
    """Whether lines are a round-up of unrelated news under a title such as «نشرة الثامنة»."""
    title = words(found[0]) if len(found) > 2 else []
    return 0 < len(title) <= 6 and bool(_BULLETIN.match(" ".join(title)))


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


def cited(text: str) -> str | None:
    """The outlet whose report a post passes on, folded: «نقلا عن رويترز», «رويترز: …».

    Behind «نقلا عن» any name counts, its first two words if no table knows it.
    """
    media = tables.load("media")
    opening = _SOURCE.match(_MARKS.sub("", headline(text)))
    speaking = words(opening.group(1)) if opening else []
    own = any(tables.load("claimants").get(word, ("",))[0] == "own" for word in speaking[:1])
    if not own and (name := _known(speaking, media)):
        return name
    for match in _CITED.finditer(_MARKS.sub("", text)):
        found = words(match.group(1))
        if name := _known(found, media):
            return name
        if found and match.group().startswith("نقل"):
            return " ".join(found[:2])
    return None


def speaker(text: str) -> tuple[str, ...]:
    """The stems of who speaks in a headline, «نتنياهو: …»; empty for reporters and outlets."""
    opening = _SOURCE.match(_MARKS.sub("", headline(text)))
    found = words(_URGENT.sub("", opening.group(1))) if opening else []
    if not found or _known(found, tables.load("media")) or _known(found, tables.load("claimants")):
        return ()
    return tuple(stem(word) for word in found if weight(stem(word)) > 0)


def opening(text: str) -> tuple[str, ...]:
    """The words before a headline's colon, who says it to whom; empty for the channel's own."""
    match = _SOURCE.match(_MARKS.sub("", headline(text)))
    found = words(_URGENT.sub("", match.group(1))) if match else []
    own = any(tables.load("claimants").get(word, ("",))[0] == "own" for word in found[:1])
    return () if own else tuple(found)


def _known(found: list[str], media: dict[str, tuple[str, ...]]) -> str | None:
    """The longest run of words, from any of the first three, that names a known outlet."""
    for first in range(min(3, len(found))):
        for last in range(len(found), first, -1):
            name = " ".join(found[first:last])
            for form in (name, name.removeprefix("ل"), name.removeprefix("عن ")):
                if form in media:
                    return form
    return None


def tell(text: str, facts: Sequence[Fact], names: tuple[str, ...], locate: Locate) -> Telling:
    """The telling of a post: ``names`` are keys of those who met, ``locate`` finds places."""
    found = lines(text)
    first = scene.without_destination(_URGENT.sub("", headline(text)))
    lead = first if is_bulletin(found) else " ".join(found)
    title, body, whole = words(first), words(lead)[:LEAD_WORDS], words(" ".join(found))
    source = cited(text)
    # An outlet may be called after a place: «نقلا عن سهل برس».
    spots = [spot for spot in locate(first) if not _names(source, spot)]
    around = [*spots, *(s for s in locate(lead[:LEAD_CHARACTERS]) if not _names(source, s))]
    placed = {stem(word) for spot in around for word in words(spot.words)}
    kept = dict.fromkeys(stem(word) for word in (*title, *body))
    terms = [term for term in kept if weight(term) > 0]
    headed = {stem(word) for word in title}
    # A town may bear the name of what is hit in others: «الخيام».
    bare = [word for word in title if stem(word) not in placed]
    return Telling(
        terms=tuple(terms),
        headline=sum(term in headed for term in terms),
        placed=tuple(term for term in terms if term in placed),
        speaker=speaker(text),
        families=_stemmed(scene.families(words(lead), tables.load("stop_words"))),
        another=bool(_ANOTHER.search(" ".join(title))),
        cited=source,
        focus=next((spot.path for spot in spots), None),
        places=tuple(dict.fromkeys(spot.path for spot in around)),
        names=names,
        days=tuple(_days(facts)),
        figures=tuple(_figures(facts)),
        kind=kind_of(title),
        sketch=sketch(whole),
        size=len(whole),
        acts=scene.acts(bare),
        targets=scene.targets(bare),
        spots=_stemmed(scene.spots(title, tables.load("stop_words"))),
        opening=opening(text),
        roundup=bool(_ROUNDUP.search(" ".join(title))),
    )


def _names(source: str | None, spot: Spot) -> bool:
    """Whether a place is but the name of the outlet that is cited."""
    return source is not None and " ".join(words(spot.words)) in source


def _stemmed(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(stem, names)))


def _days(facts: Iterable[Fact]) -> Iterable[str]:
    for fact in facts:
        if isinstance(fact, Meeting) and fact.day:
            yield fact.day.isoformat()


def _figures(facts: Iterable[Fact]) -> Iterable[tuple[str, int]]:
    for fact in facts:
        if isinstance(fact, Casualties) and fact.count is not None and not fact.subset:
            yield (f"{fact.role}/{fact.scope}", fact.count)
