"""Whether two mentions name one party, and each party once under its fullest mention."""

from __future__ import annotations

import re
from functools import lru_cache

from extract.mentions.party import Mention
from extract.text import fold
from extract.wordclass import NISBAS, STATES

_TITLES = frozenset(
    {"السيد", "الدكتور", "الشيخ", "الرييس", "وفد", "حركه", "اللواء", "العميد", "من", "في"}
)
_WORD = re.compile(r"[^\W_][^\s،,()\"«»“”/\[\]]*")


@lru_cache(maxsize=1 << 12)
def words_of(text: str) -> frozenset[str]:
    """The words of a name for comparing: folded, without article, states under their code."""
    folded = " ".join(fold(word) for word in _WORD.findall(text))
    found = set()
    for word in folded.replace("عبد ", "عبد").split():
        word = word[1:] if len(word) > 5 and word.startswith("و") else word
        stem = word.removeprefix("ال") if len(word) > 4 else word
        code = STATES.get(word) or NISBAS.get(stem)
        if not stem.startswith("نظير"):
            found.add(f"@{code}" if code and code != "-" else _VARIANTS.get(stem, stem))
    return frozenset(found)


_VARIANTS = {
    "مخابرات": "استخبارات",
    "ترمب": "ترامب",
    "نتانياهو": "نتنياهو",
    "اردوغان": "اردوغان",
    "زيلنسكي": "زيلينسكي",
    "وفدا": "وفد",
}


def same_party(one: Mention, two: Mention) -> bool:
    """Whether two mentions name one party: the words of one's name stand in the other's."""
    names = words_of(one.name), words_of(two.name)
    fulls = words_of(one.full) | names[0], words_of(two.full) | names[1]
    if one.full == two.full and one.name != two.name and one.kind == two.kind:
        return False
    if one.kind == two.kind == "role" and _ambassador(one) != _ambassador(two):
        return False
    kinds = {one.kind, two.kind}
    if "organisation" in kinds and kinds & {"person", "role"}:
        return False  # «مجلس الوزراء» and its «رئيس مجلس الوزراء»
    core = names[0] - _TITLES or names[0], names[1] - _TITLES or names[1]
    if one.kind != two.kind and (_only_land(one, core[0]) or _only_land(two, core[1])):
        return False
    if one.kind == two.kind == "person" and _of_one_family(one.name, two.name):
        return False
    return core[0] <= fulls[1] or core[1] <= fulls[0]


def _only_land(mention: Mention, core: frozenset[str]) -> bool:
    """Whether a delegation is told by its state alone («وفد سعودي»)."""
    return mention.kind == "delegation" and all(word.startswith("@") for word in core)


def _of_one_family(one: str, two: str) -> bool:
    """Whether one name ends in the other whole: a son is named with his father's name."""
    names = [[fold(word) for word in name.split()] for name in (one, two)]
    short, long = sorted(names, key=len)
    return 1 < len(short) < len(long) and long[-len(short) :] == short and short[0] not in _JOINS


_OFFICES = frozenset({"وزير", "رييس", "سفير", "مبعوث", "محافظ", "نايب", "مدير", "مستشار", "ملك"})
_CLAUSE = 30  # tokens between two parties of one clause
_JOINS = frozenset({"ابو", "بن", "ال", "عبد"})


def _ambassador(mention: Mention) -> bool:
    """Whether a role is that of an envoy, who is never the «نظير» of a minister."""
    return mention.name.startswith(("سفير", "السفير", "مبعوث", "المبعوث"))


def _lands(text: str) -> frozenset[str]:
    """The codes of the states that a text names."""
    return frozenset(word for word in words_of(text) if word.startswith("@"))


def like_party(one: Mention, two: Mention) -> bool:
    """Whether two mentions may well name one party: an office and a man who bears it."""
    if same_party(one, two):
        return True
    if one.kind == two.kind == "delegation":
        return one.name.startswith("الوفد") or two.name.startswith("الوفد")
    role, man = (one, two) if one.kind == "role" else (two, one)
    if role.kind != "role" or man.kind != "person":
        return False
    if role.name.startswith("نظير"):
        lands = _lands(role.name), _lands(man.full)
        return not (lands[0] and lands[1]) or bool(lands[0] & lands[1])
    titles = words_of(man.full) - words_of(man.name)
    if role.country and man.country:
        head = words_of(role.name.split()[0])
        return role.country == man.country and (not titles or head <= titles)
    return not titles or titles <= words_of(role.name)


def bears(man: Mention, role: Mention) -> bool:
    """Whether a man's titles may be the office that a headline gives alone."""
    offices = (words_of(man.full) - words_of(man.name)) & _OFFICES
    return man.kind == "person" and (not offices or bool(words_of(role.name) & offices))


def distinct(parties: list[Mention], told_apart: bool = False) -> list[Mention]:
    """Each party once, under its fullest mention.

    ``told_apart``: the parties stand in one clause, so that offices with different names differ
    («التقى وزير الدفاع السعودي وزير الدفاع»).
    """
    kept: list[Mention] = []
    for mention in parties:
        for at, known in enumerate(kept):
            if (known.first, known.last) == (
                mention.first,
                mention.last,
            ) and known.name != mention.name:
                continue
            both_roles = known.kind == mention.kind == "role" and known.name != mention.name
            apart = told_apart and (both_roles or _bare(known, mention) or _bare(mention, known))
            if same_party(known, mention) and not apart:
                kept[at] = _fuller(known, mention)
                break
        else:
            kept.append(mention)
    return kept


def joined_parties(known: list[Mention], more: list[Mention]) -> list[Mention]:
    """``known`` with those of ``more`` that it lacks; its own parties stay apart as told."""
    kept = list(known)
    for mention in more:
        fitting = [at for at, one in enumerate(kept) if same_party(one, mention)]
        exact = [at for at in fitting if kept[at].name == mention.name]
        if fitting:
            at = (exact or fitting)[0]
            kept[at] = _fuller(kept[at], mention)
        else:
            kept.append(mention)
    return kept


def _bare(role: Mention, man: Mention) -> bool:
    """«تلقى وزير الخارجية اتصالا من وزير … فلان»: an office beside a man of the same clause."""
    near = 0 <= abs(man.first - role.first) <= _CLAUSE and not role.name.startswith("نظير")
    return role.kind == "role" and man.kind == "person" and near


def _fuller(one: Mention, two: Mention) -> Mention:
    if (
        one.name.startswith("نظير") != two.name.startswith("نظير")
        and one.kind == two.kind == "role"
    ):
        return two if one.name.startswith("نظير") else one
    ranks = {"delegation": 2, "person": 2, "role": 1}
    named = ranks.get(one.kind, 0) - ranks.get(two.kind, 0)
    if named:
        return one if named > 0 else two
    if one.kind == two.kind == "person" and len(one.name.split()) != len(two.name.split()):
        return one if len(one.name.split()) > len(two.name.split()) else two
    return one if len(one.full) >= len(two.full) else two
