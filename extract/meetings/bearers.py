"""The persons whom a text names, with all it says of them, and who of them bears an office."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache

from extract.document import Document
from extract.meetings.identity import words_of
from extract.mentions.party import Mention
from extract.text import fold
from extract.wordclass import PERSONS, TITLES

_JOINED = re.compile(r"\b(عبد|ابو) ")
_ARTICLE = re.compile(r"^(عبد|ابو)?ال(?=..)")
_PARTICLES = frozenset({"بن", "ابن", "بنت", "ال"})
_PRESIDENCY = frozenset({"جمهوريه", "دوله", "سلطه", "بلاد", "ولايات", "مملكه"})

_FORMER = frozenset({"سابق", "اسبق", "سابقه", "راحل", "منتخب", "مخلوع", "مكلف", "معين"})


@lru_cache(maxsize=1 << 12)
def name_words(name: str) -> tuple[str, ...]:
    """The words of a name for comparing, without articles; «عبد الله» is one word."""
    joined = _JOINED.sub(r"\1", " ".join(fold(word) for word in name.split()))
    words = (word.strip("\"«»()،,.") for word in joined.split())
    plain = (_ARTICLE.sub(r"\1", word) for word in words)
    return tuple(word for word in plain if word and word not in _PARTICLES)


@dataclass(slots=True, eq=False)
class Person:
    """One man or woman: ``mention`` is the longest name, ``told`` all mentions in order."""

    mention: Mention
    words: tuple[str, ...]
    told: list[Mention] = field(default_factory=list)

    def called(self, mention: Mention) -> bool:
        """Whether a mention may be of this person: part of the name, and no other office."""
        words = name_words(mention.name)
        if not words:
            return False
        if len(words) > 1:
            return _same_name(words, self.words)
        word = words[0]
        titled = mention.full != mention.name
        given = PERSONS.get(word, ("",))[0] == "given"
        foreign = word == self.words[0] and (titled or not given)
        return (word == self.words[-1] or foreign) and self._may_bear(mention)

    def surnamed(self, word: str) -> bool:
        """Whether ``word``, with or without «ل», is the last word of the name."""
        plain = {"".join(name_words(form)) for form in (word, re.sub("^ل(ل)?", "", word))}
        return self.words[-1] in plain

    def _may_bear(self, mention: Mention) -> bool:
        theirs = {m.country for m in self.told if m.country}
        if mention.country and theirs and mention.country not in theirs:
            return False
        if mention.apposition is not None:
            return True  # «التقى الحداد سفير فرنسا»: the title may be another man's
        offices = {word for word in titles(mention) if TITLES.get(word, ("",))[0] == "role"}
        return not offices or not self.titles or bool(offices & self.titles)

    @property
    def titles(self) -> frozenset[str]:
        return frozenset().union(*(titles(m) for m in self.told))


def titles(mention: Mention) -> frozenset[str]:
    """The words of a person's titles or of an office, without those of states."""
    own = words_of(mention.full) - (words_of(mention.name) if mention.kind != "role" else set())
    return frozenset(word for word in own if not word.startswith("@"))


def lands(mention: Mention) -> frozenset[str]:
    """The codes of the states to which a mention belongs."""
    found = frozenset(word[1:] for word in words_of(mention.full) if word.startswith("@"))
    return found | ({mention.country} if mention.country else frozenset())


def persons(document: Document) -> list[Person]:
    """The persons named in a text, each once; one word alone joins the only longer name it fits."""
    found: list[Person] = []
    ends: dict[str, list[Person]] = defaultdict(list)  # by the first and the last word of the name
    named = [m for m in document.mentions if m.kind == "person"]
    for mention in sorted(named, key=lambda m: -len(name_words(m.name))):
        words = name_words(mention.name)
        fitting = [person for person in ends[words[0]] if person.called(mention)] if words else []
        if len(fitting) == 1:
            fitting[0].told.append(mention)
        elif words and not fitting:
            found.append(Person(mention, words, [mention]))
            for word in {words[0], words[-1]}:
                ends[word].append(found[-1])
    return found


def _same_name(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """«رشاد العليمي» is «رشاد محمد العليمي»: the same first word, and the others in order."""
    rest = iter(long)
    return short[0] == long[0] and all(word in rest for word in short)


def bearer(
    role: Mention, others: list[Mention], people: list[Person], taken: list[Person]
) -> Person | None:
    """Who of ``people`` bears the office, if it is one only and none of those ``taken``.

    ``others`` are the other parties of the meeting, ``taken`` the persons who they are.
    """
    written = [fold(word) for word in role.name.split()]
    if written[0].startswith("نظير"):
        fitting = [p for p in people if p not in taken and _counterpart(p, role, others)]
    elif len(written) == 1 and not written[0].startswith("ال"):
        return None
    else:
        fitting = [p for p in people if any(_bears(m, role) for m in p.told)]
        fitting = fitting or _called_by_head(role, others, people)
    return fitting[0] if len(fitting) == 1 and fitting[0] not in taken else None


def _called_by_head(role: Mention, others: list[Mention], people: list[Person]) -> list[Person]:
    """«وزير الري يلتقي …» of a headline, where the text goes on with «الوزير هاني سويلم»."""
    head = fold(role.name.split()[0]).removeprefix("ال")
    if head == "رييس" or any(head in titles(m) for m in others):
        return []
    bearing = [person for person in people if head in person.titles]
    after = [p for p in bearing if any(titles(m) == {head} for m in p.told)]
    first = min((m.first for p in after for m in p.told), default=0)
    return after if len(bearing) == 1 and role.first < first else []


def _counterpart(person: Person, role: Mention, others: list[Mention]) -> bool:
    """«نظيره العراقي»: the man of that state who bears the office of one of the others."""
    theirs = frozenset().union(*(lands(m) for m in person.told))
    offices = [o for m in others if (o := titles(m))]
    land = lands(role)
    if not theirs or (land and not land & theirs) or (not land and not offices):
        return False
    return not offices or any(o <= person.titles or person.titles <= o for o in offices)


def _bears(mention: Mention, role: Mention) -> bool:
    """Whether a mention of a person gives him the office, as his own and of the same state."""
    written = [fold(word) for word in role.name.split()]
    if titles(mention) & _FORMER != titles(role) & _FORMER:
        return False
    if not titles(role) <= titles(mention) or not _heads(mention, written):
        return False
    ours, theirs = lands(role), lands(mention)
    if ours:
        return bool(ours & theirs)
    return not theirs or mention.first < role.first


def _heads(mention: Mention, written: list[str]) -> bool:
    """Whether the head of an office heads a title of the person: «نائب الوزير» is no «وزير»."""
    head = written[0].removeprefix("ال")
    words = [fold(word).strip("،,") for word in mention.full.split()]
    name = [fold(word) for word in mention.name.split()]
    for at, word in enumerate(words):
        plain = word.removeprefix("و").removeprefix("ال") if at else word.removeprefix("ال")
        if plain != head:
            continue
        before = words[at - 1].removeprefix("ال") if at else ""
        own = not at or word.startswith("و") or words[at - 1] == name[-1]
        if not own and TITLES.get(before, ("",))[0] not in ("style", "rank"):
            continue
        after = words[at + 1].removeprefix("ال") if at + 1 < len(words) else ""
        state = not after or word.startswith("ال") or after in _PRESIDENCY
        if len(written) > 1 or head != "رييس" or state:
            return True
    return False
