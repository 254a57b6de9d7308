"""Common words that are names in this text: «نجاة», «الخطيب», «رعد».

Some stand in `namesakes` and are names beside another part of a name or behind a title; any other
noun is a last name where the text names its bearer in full.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from extract.wordclass import Form

_PARTS = frozenset({"given", "family", "tail"})
_BEHIND = frozenset({"given", "family"})  # what may stand behind a first name
_SON = frozenset({"بن", "بنت", "ال", "ابو"})


def mark_names(forms: list[Form | None]) -> None:
    """Changes ``forms`` so that words which are names in this text are told as such."""
    for at, word in enumerate(forms):
        if word is not None and word.namesake and not (word.title or word.body):
            person = _person(forms, at, word)
            if person:
                forms[at] = _named(word, person)
    _mark_last_names(forms)


def _named(word: Form, person: str) -> Form:
    return replace(
        word, person=person, proper=True, likely=True, opens=True, verb=False, stop=False
    )


def _person(forms: list[Form | None], at: int, word: Form) -> str:
    """What part of a name a namesake at ``at`` is by the words beside it; empty if none."""
    before = forms[at - 1] if at else None
    bare = not (word.conjunction or word.preposition)
    if before is not None and bare and before.person in _PARTS:
        return "given" if word.namesake == "first" else "family"
    after = forms[at + 1] if at + 1 < len(forms) else None
    if word.namesake == "last" or word.verb or word.article:
        return _titled(before, word) if bare else ""
    if after is None or after.conjunction or after.preposition:
        return ""
    return "given" if after.person in _BEHIND or after.base in _SON else ""


def _titled(before: Form | None, word: Form) -> str:
    """«البطريرك الحداد», «النائب حرب»: a noun, no adjective, behind a definite title."""
    title = before is not None and before.title and before.article and before.number == "s"
    return "figure" if title and word.article and not word.adjective else ""


def _mark_last_names(forms: list[Form | None]) -> None:
    """«الرئيس رعد» is a man where the text names «سامر رعد» in full.

    A last name that is a common noun too is one again behind a title or a verb.
    """
    known = set()
    for at, given in enumerate(forms[:-1]):
        if given is None or given.person != "given" or given.stop:
            continue
        for last in (at + 1, at + 2):
            word = forms[last] if last < len(forms) else None
            if word is None or word.stop or not word.nominal:
                break
            if (word.namesake or _may_be_last_name(word)) and _closes_phrase(forms, last + 1):
                known.add(word.base)
    if not known:
        return
    for at, (before, word) in enumerate(pairwise(forms), 1):
        if before is None or word is None or word.base not in known:
            continue
        opened = before.verb or (before.title and before.article)
        if opened and not (word.conjunction or word.preposition):
            forms[at] = replace(word, person="figure", proper=True, likely=True, opens=True)


def _closes_phrase(forms: list[Form | None], at: int) -> bool:
    """Whether a phrase ends before ``at``: what follows is no genitive."""
    after = forms[at] if at < len(forms) else None
    if after is None or after.stop or after.verb:
        return True
    return bool(after.conjunction or after.preposition or after.title)


def _may_be_last_name(word: Form) -> bool:
    """Whether a common noun may close a name: bare, and neither an office nor a state.

    An object would stand in the accusative («رسالة», «خطابا»).
    """
    told = bool(word.person or word.title or word.body or word.state or word.nisba)
    told = told or (word.adjective and not word.enclitic)
    clitic = word.article or word.conjunction or word.preposition
    owned = word.enclitic not in (None, "1s_poss")  # «صالحي»
    accusative = word.base.endswith(("ه", "ا", "ات"))
    return not (told or clitic or owned or accusative) and len(word.base) > 2
