"""Nouns for people, the words that surely name none, and those that count others («آخرون»)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from extract.document import Word
from extract.numbers.nouns import GrammaticalNumber, noun_number
from extract.tables import load_map, load_set
from extract.text import fold

_THINGS = load_set("harm_not_people")
_NOT_PEOPLE = load_set("people_not")
_OTHERS = load_map("harm_others")


@dataclass(frozen=True, slots=True)
class Person:
    """A noun for people: its number (None if «ين» leaves it open), whether it says no more.

    ``owned``: it has a pronoun. ``counted``: it is people only behind a number (``3 حالات``).
    """

    number: GrammaticalNumber | None
    general: bool
    owned: bool
    counted: bool = False


def _person_forms() -> dict[str, tuple[GrammaticalNumber | None, bool]]:
    """Every form of the nouns for people: number, and whether the noun says no more."""
    forms: dict[str, tuple[GrammaticalNumber | None, bool]] = {}
    for singular, (plural, *remark) in load_map("people").items():
        general = "any" in remark
        if "many" in remark:  # «عائلة», «طاقم»: one word, several people
            for ending in ("", "ا"):
                forms.setdefault(singular + ending, ("p", general))
            continue
        base = singular[:-1] if singular.endswith("ه") else singular
        feminine = singular.endswith("ه")
        add = forms.setdefault
        add(singular, ("s", general))
        if feminine:
            add(base + "تان", ("d", general))
            add(base + "تين", ("d", general))
            add(base + "تي", ("d", general))
            add(base + "تا", ("d", general))
        else:
            add(singular + "ا", ("s", general))
            add(singular + "ه", ("s", general))
            add(singular + "ان", ("d", general))
            add(singular + "تان", ("d", general))
            add(singular + "تين", ("d", general))
            add(singular + "ين", (None if plural == "-" else "d", general))
        if plural == "-":
            add(base + "ون", ("p", general))
            add(base + "ات", ("p", general))
            add(base + "ي", ("p", general))
        else:
            add(fold(plural), ("p", general))
            add(fold(plural) + "ا", ("p", general))
    return forms


_PEOPLE = _person_forms()
_STATES = frozenset(_PEOPLE) & frozenset(load_map("states"))  # «تركيا» is also «a Turk»
_COUNTED = frozenset({"حاله", "حالات", "روح", "ارواح", "نسمه", "بشر", "بشري", "ناس"})


_KIN = ("نجلت", "نجلي", "شقيقت", "زوجت", "طفلت", "ابنت", "حفيدت", "حفيد", "والدت", "نجل")
_UNCUT = ("وال", "ال", "و", "ل", "ب")
_OWNERS = ("هما", "ها", "هم", "ه")
_PRONOUNS = ("هما", "ها", "هم", "هن", "نا", "كم", "ه", "ك", "ي")


def _owned_form(stem: str) -> tuple[GrammaticalNumber | None, bool] | None:
    """The form without its pronoun, its ta marbuta restored: «قادته» is «قادة»."""
    for pronoun in _PRONOUNS:
        if stem.endswith(pronoun) and len(stem) > len(pronoun) + 2:
            bare = stem[: -len(pronoun)]
            found = _PEOPLE.get(bare) or (_PEOPLE.get(bare[:-1] + "ه") if bare[-1] == "ت" else None)
            if found:
                return found
            two = _PEOPLE.get(bare[:-1]) if bare[-1] == "ي" and pronoun in _OWNERS else None
            if two and two[0] == "s":
                return "d", two[1]  # «طفليه»
    return None


def form_number(folded: str) -> GrammaticalNumber | None:
    """The number of a form without clitics, if it is a noun for people whose form tells it."""
    found = _PEOPLE.get(folded)
    return found[0] if found else None


@lru_cache(maxsize=1 << 15)
def person_of(word: Word) -> Person | None:
    """What kind of noun for people the word is, whatever clitics it bears; None if it is none."""
    if word.folded in _NOT_PEOPLE or not _STATES.isdisjoint(word.stems):
        return None
    for stem in word.stems:
        found = _PEOPLE.get(stem)
        if found:
            return Person(found[0], found[1], False, stem in _COUNTED)
    for analysis in word.analyses:
        if not analysis.enclitic or not analysis.pos.startswith("noun"):
            continue
        for stem in word.stems:
            found = _owned_form(stem)
            if found:
                return Person(found[0], found[1], True, analysis.lemma in _COUNTED)
        found = _PEOPLE.get(analysis.lemma)
        if found and analysis.lemma not in _COUNTED:
            number = found[0] if found[0] == "p" else noun_number(word) or found[0]
            return Person(number, found[1], True)
    if not word.analyses:  # «ومسعفان»: the dictionary cuts no clitic off a word unknown to it
        for clitic in _UNCUT:
            found = _PEOPLE.get(word.folded.removeprefix(clitic))
            if found and word.folded.startswith(clitic) and word.folded not in _PEOPLE:
                return Person(found[0], found[1], False)
    if word.folded.startswith("و") and word.folded[1:].startswith(_KIN):
        found = _owned_form(word.folded[1:])  # «ونجلته», which the lexicon does not know
        return Person(found[0], found[1], True) if found else None
    return None


def counted_person(word: Word) -> Person | None:
    """As `person_of`, of a noun behind a number: «15 سوريا» are people, «سوريا» is a country."""
    if word.folded in _STATES:
        number, general = _PEOPLE[word.folded]
        return Person(number, general, False)
    return person_of(word)


@lru_cache(maxsize=1 << 14)
def is_thing(word: Word) -> bool:
    """Whether the word surely names no people: «دبابة», «هدفا», «غارات», «مدينتي»."""
    if any(stem in _THINGS or stem.removesuffix("ا") in _THINGS for stem in word.stems):
        return True
    if person_of(word) or not word.analyses:
        return False
    best = word.analyses[0]
    return (
        best.pos == "noun" and best.lemma in _THINGS and (bool(best.enclitic) or best.number != "s")
    )


@lru_cache(maxsize=1 << 12)
def other_of(word: Word) -> str | None:
    """``1``, ``2`` or ``several`` for «آخر», «آخران», «آخرين», «ثالث» and their like."""
    for stem in word.stems:
        entry = _OTHERS.get(stem)
        if entry and not (len(word.folded) - len(stem) > 1):
            return entry[0]
    return None


_ANY_ONE = frozenset({"احد", "احدي", "باحد", "لاحد"})


def one_among(word: Word) -> bool:
    """«أحد», «إحدى»: one of many."""
    return word.folded.removeprefix("و") in _ANY_ONE
