"""Words that tell of harm to people: which word, which role, whom it puts at risk of counting.

A `Cue` is a word of harm as it stands: a noun for the harmed (``شهداء``), a case (``إصابات``), what
befell someone (``مقتل``), or a verb. The tables give plain forms; clitics are cut only where the
lexicon allows it (`Word.stems`), the other persons and numbers of verbs are derived.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, cast

from extract.document import Token, Word
from extract.facts import Role
from extract.numbers.nouns import GrammaticalNumber, noun_number
from extract.tables import load_map, load_set
from extract.text import fold

Kind = Literal["victim", "case", "body", "event", "does", "suffers", "acts", "either"]

_NOUNS = load_map("harm_nouns")
_THINGS = load_set("harm_not_people")
_NOT_PEOPLE = load_set("people_not")
_OTHERS = load_map("harm_others")
_VERB_ENDINGS_PERFECT = ("", "ت", "وا", "ا", "تا", "ن")
_VERB_ENDINGS_IMPERFECT = ("", "ون", "وا", "ان", "ا", "ن")


@dataclass(frozen=True, slots=True)
class Cue:
    """A word of harm. ``prefix`` holds its proclitics; ``definite`` counts «ال» and a pronoun.

    ``number`` is that of a noun; ``completes`` are the words that must follow a light verb
    (``لقي … حتفه``), folded. ``weak`` words may tell of a natural death or a mere flight.
    """

    role: Role
    kind: Kind
    number: GrammaticalNumber | None = None
    prefix: str = ""
    definite: bool = False
    owned: bool = False
    present: bool = False
    completes: tuple[str, ...] = ()
    weak: bool = False

    @property
    def is_verb(self) -> bool:
        return self.kind in ("suffers", "acts", "either")

    @property
    def is_noun(self) -> bool:
        return self.kind in ("victim", "case", "body")


@dataclass(frozen=True, slots=True)
class Person:
    """A noun for people: its number (None if «ين» leaves it open), whether it says no more.

    ``owned``: it has a pronoun. ``counted``: it is people only behind a number (``3 حالات``).
    """

    number: GrammaticalNumber | None
    general: bool
    owned: bool
    counted: bool = False


_Verb = tuple[str, str, bool, tuple[str, ...]]


def _verb_forms() -> dict[str, _Verb]:
    """Every derived form: role, kind, whether imperfect, the nouns that may complete it."""
    forms: dict[str, _Verb] = {}
    for perfect, (imperfect, role, kind) in load_map("harm_verbs").items():
        base, _, completes = perfect.partition(" ")
        completes = completes.removesuffix("ه")  # «حياة», «حياته»
        for ending in _VERB_ENDINGS_PERFECT:
            stem = base[:-1] if base.endswith(("ي", "ا")) and ending in ("وا", "ت", "تا") else base
            if base.endswith("ي") and ending == "ت" and base not in ("ارتقي", "اردي", "قضي"):
                stem = base
            _add(forms, stem + ending, (role, kind, False, (completes,) if completes else ()))
        present, _, _ = fold(imperfect.split()[0]).partition(" ")
        if present == "-":
            continue
        for first in ("ي", "ت"):
            for ending in _VERB_ENDINGS_IMPERFECT:
                stem = first + present[1:]
                if stem.endswith(("ي", "ا")) and ending in ("ون", "وا"):
                    stem = stem[:-1]
                _add(forms, stem + ending, (role, kind, True, (completes,) if completes else ()))
    return forms


def _add(forms: dict[str, _Verb], form: str, verb: _Verb) -> None:
    """A form that several rows give may be completed by the noun of each."""
    known = forms.setdefault(form, verb)
    if known[3] and verb[3]:
        forms[form] = (*known[:3], tuple(dict.fromkeys(known[3] + verb[3])))


_VERBS = _verb_forms()
_VERB_CLITICS = ("", "و", "ف", "س", "وس", "ل")


@lru_cache(maxsize=1 << 15)
def cue_of(word: Word) -> Cue | None:
    """What harm the word tells of, if any."""
    return _noun_cue(word) or _verb_cue(word)


def _noun_cue(word: Word) -> Cue | None:
    folded = word.folded
    for stem in word.stems if word.stems[0] in _NOUNS or len(word.stems) > 1 else ():
        entry = _NOUNS.get(stem)
        if entry:
            prefix = folded[: len(folded) - len(stem)]
            return _cue(entry, prefix, prefix.endswith(("ال", "لل")), False)
    for cut in ("و", "ب", "ل", "وب", "ول"):  # a clitic that the lexicon does not know of here
        entry = _NOUNS.get(folded[len(cut) :]) if folded.startswith(cut) else None
        if entry and entry[1] in ("event", "does", "case", "victim") and len(folded) > len(cut) + 3:
            return _cue(entry, cut, False, False)
    best = word.analyses[0] if word.analyses else None
    entry = _NOUNS.get(best.lemma) if best is not None and best.enclitic else None
    if best is not None and entry and best.pos.startswith("noun"):
        return _cue(entry, _conjunction(folded, best.proclitics), True, True)
    return None


def _cue(entry: tuple[str, ...], prefix: str, definite: bool, owned: bool) -> Cue:
    number = entry[2] if len(entry) > 2 else None
    return Cue(
        cast(Role, entry[0]),
        cast(Kind, entry[1]),
        cast("GrammaticalNumber | None", number),
        prefix,
        definite,
        owned,
        weak="weak" in entry,
    )


def _conjunction(folded: str, proclitics: tuple[str, ...]) -> str:
    return folded[0] if {"wa_conj", "fa_conj"} & set(proclitics) and folded[0] in "وف" else ""


@lru_cache(maxsize=1 << 14)
def verb_of(word: Word) -> Cue | None:
    """The word as a verb of harm, where the noun of the same letters does not fit: «الذي قُتل»."""
    return _verb_cue(word)


@lru_cache(maxsize=1 << 14)
def object_verb(word: Word) -> Cue | None:
    """A verb whose pronoun is the people before it: «10 جنود قتلتهم العبوة»."""
    for pronoun in ("هما", "هم", "هن"):
        if word.folded.endswith(pronoun):
            cue = verb_form(word.folded.removesuffix(pronoun))
            if cue and cue.kind in ("either", "acts") and not cue.prefix:
                return cue
    return None


@lru_cache(maxsize=1 << 14)
def slaying(word: Word) -> Cue | None:
    """A verb whose pronoun is one person named before: «القائد الذي اغتاله العدو»."""
    for pronoun in ("ها", "ه"):
        if word.folded.endswith(pronoun):
            cue = verb_form(word.folded.removesuffix(pronoun))
            if cue and cue.kind in ("either", "acts") and not (cue.present or cue.prefix):
                return cue
    return None


def _verb_cue(word: Word) -> Cue | None:
    return verb_form(word.folded)


def verb_form(folded: str) -> Cue | None:
    """The verb of harm that a folded form, with its conjunction, is."""
    for clitic in _VERB_CLITICS:
        if not folded.startswith(clitic):
            continue
        entry = _VERBS.get(folded[len(clitic) :])
        if entry is None or (clitic.endswith("س") and not entry[2]):
            continue
        if clitic == "ل" and not (entry[2] and entry[1] == "suffers"):
            continue  # «ليستشهد» tells what followed, «ليقتل» may be an aim
        role, kind, present, completes = entry
        kind = "acts" if kind == "does" else kind
        return Cue(
            cast(Role, role),
            cast(Kind, "suffers" if kind == "weak" else kind),
            None,
            clitic,
            present=present and clitic != "ل",
            completes=completes,
            weak=kind == "weak",
        )
    return None


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
_COUNTED = frozenset({"حاله", "حالات", "روح", "ارواح", "نسمه", "بشر", "بشري", "ناس"})


_PRONOUNS = ("هما", "ها", "هم", "هن", "نا", "كم", "ه", "ك", "ي")


def _owned_form(stem: str) -> tuple[GrammaticalNumber | None, bool] | None:
    """The form without its pronoun, its ta marbuta restored: «قادته» is «قادة»."""
    for pronoun in _PRONOUNS:
        if stem.endswith(pronoun) and len(stem) > len(pronoun) + 2:
            bare = stem[: -len(pronoun)]
            found = _PEOPLE.get(bare) or (_PEOPLE.get(bare[:-1] + "ه") if bare[-1] == "ت" else None)
            if found:
                return found
    return None


@lru_cache(maxsize=1 << 15)
def person_of(word: Word) -> Person | None:
    """What kind of noun for people the word is, whatever clitics it bears; None if it is none."""
    if word.folded in _NOT_PEOPLE:
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
    return None


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


def complete(tokens: tuple[Token, ...], at: int, limit: int, cue: Cue) -> int | None:
    """Where the noun stands that completes a light verb: «لقي 3 أشخاص حتفهم»; None if nowhere."""
    for index in range(at + 1, min(limit, at + 14)):
        folded = tokens[index].word.folded
        if folded.removeprefix("ال").startswith(cue.completes):
            return index
        if tokens[index].text[:1] in ".؛":
            return None
    return None
