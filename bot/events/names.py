"""When two written names mean one person: spelling, titles and kunyas; and when they do not."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from bot.events import tables
from bot.events.wording import stem
from extract.facts import Fact, Meeting

# Letters that transliterations of one foreign name swap or leave out.
_DOUBLED = re.compile(r"(.)\1+")
# A body's name with the short one that it is known by: no person's, whose brackets hold a kunya.
_SHORT = re.compile(
    r"^(?:ال)?(?:حركه|منظمه|حزب|وكاله|اتحاد|هييه|جبهه|تحالف)\s[^()]*\(\s*[\"«]?([^()\"»]+?)[\"»]?\s*\)"
)
_KUNYA = re.compile(r"^(?:ابو|ابي|ابا|ام)\s")


@lru_cache(maxsize=1 << 14)
def person_key(name: str) -> str:
    """The form under which spellings of one name meet.

    Titles before the name and kunyas in brackets go; long vowels inside a word are left out
    (``قالن/قالين``, ``نتنياهو/نتانياهو``, ``راشد/رشاد`` do not differ in what is kept), ``ال`` too.
    A body is known by its short name, ``حركة المقاومة الإسلامية (حماس)`` by ``حماس``.
    A role without a name (``وزير الخارجية المصري``) keeps its words and is no person's key.
    """
    folded = tables.fold_words(name)
    if known := _SHORT.match(folded):
        folded = known.group(1)
    folded = re.sub(r"\([^()]*\)", " ", folded).replace('"', " ")
    folded = folded.replace("عبد ال", "عبدال")
    found = folded.split()
    titles = tables.load("titles")
    bare = [word for word in found if word not in titles and word.removeprefix("ال") not in titles]
    if len(bare) < len(found) and len(bare) == 0:
        bare = found
    return " ".join(_skeleton(word) for word in bare) or " ".join(found)


def party_keys(facts: Iterable[Fact]) -> tuple[str, ...]:
    """Keys of all who met, each once."""
    found = (p.name for f in facts if isinstance(f, Meeting) for p in f.participants)
    return tuple(dict.fromkeys(person_key(name) for name in found))


def _skeleton(word: str) -> str:
    word = word.removeprefix("ال") if len(word) > 4 else word
    inner = word[1:-1] if len(word) > 3 else ""
    kept = word[0] + re.sub("[اوي]", "", inner) + word[-1] if inner else word
    return _DOUBLED.sub(r"\1", kept)


def same_person(first: str, first_full: str, second: str, second_full: str) -> bool:
    """Whether two participants are one man.

    Names must meet: equal keys, or the last name alone against a full name. Two men of one name
    whose titles share nothing (``الوزير أحمد علي``, ``الطبيب أحمد علي``) stay two.
    """
    left, right = person_key(first).split(), person_key(second).split()
    if left != right and not _surname(left, right):
        return False
    return titles_agree(first, first_full, second, second_full)


def titles_agree(first: str, first_full: str, second: str, second_full: str) -> bool:
    left, right = _title(first, first_full), _title(second, second_full)
    return not left or not right or bool(left & right)


def _title(name: str, full: str) -> frozenset[str]:
    """The stems of what stands in the whole mention beside the name."""
    own = {stem(word) for word in tables.fold_words(name).split()}
    return frozenset(stem(w) for w in tables.fold_words(full).split()) - own


def _surname(left: list[str], right: list[str]) -> bool:
    short, long = sorted((left, right), key=len)
    return len(short) == 1 < len(long) and short[0] == long[-1] and not _KUNYA.match(short[0])
