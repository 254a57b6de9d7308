"""Words that tell of harm to people: which word, which role, whom it strikes.

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
from extract.numbers.nouns import GrammaticalNumber
from extract.tables import load_map, load_set
from extract.text import fold

Kind = Literal["victim", "case", "body", "event", "does", "suffers", "acts", "either"]

_NOUNS = load_map("harm_nouns")
_LOSING_YA = ("ارتقي", "اردي", "قضي", "اختفي")  # «ارتقت», but «لقيت»
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


_Verb = tuple[str, str, bool, tuple[str, ...]]


def _verb_forms() -> dict[str, _Verb]:
    """Every derived form: role, kind, whether imperfect, the nouns that may complete it."""
    forms: dict[str, _Verb] = {}
    for perfect, (imperfect, role, kind) in load_map("harm_verbs").items():
        base, _, completes = perfect.partition(" ")
        completes = completes.removesuffix("ه")  # «حياة», «حياته»
        for ending in _VERB_ENDINGS_PERFECT:
            stem = base[:-1] if base.endswith(("ي", "ا")) and ending in ("وا", "ت", "تا") else base
            if base.endswith("ي") and ending in ("ت", "تا") and base not in _LOSING_YA:
                stem = base
            _add(forms, stem + ending, (role, kind, False, (completes,) if completes else ()))
        if kind in ("does", "either") and not base.endswith(("ي", "ا")):
            _add(forms, base + "نا", (role, "does", False, ()))  # «قتلنا 3 جنود»
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


_VERBS = {f: verb for f, verb in _verb_forms().items() if f not in load_set("harm_not_verbs")}
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


def complete(tokens: tuple[Token, ...], at: int, limit: int, cue: Cue) -> int | None:
    """Where the noun stands that completes a light verb: «لقي 3 أشخاص حتفهم»; None if nowhere."""
    for index in range(at + 1, min(limit, at + 14)):
        folded = tokens[index].word.folded
        if folded.removeprefix("ال").startswith(cue.completes):
            return index
        if tokens[index].text[:1] in ".؛":
            return None
    return None
