"""What a text tells anew in other words, or has told better: it gives no figure of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extract.casualties.figures import Figure
from extract.casualties.retold import Told, differ, elsewhere
from extract.casualties.same_place import narrowest, within, words_of
from extract.document import Document, Sentence

_HARMED = {"killed", "injured"}
_BEFORE = 10  # tokens in which a sentence says that it tells of a time before
_BESIDE, _FAR = 2, 10  # tokens from «ارتفع» to its figure; to that of a toll
_RISING = frozenset({"ارتفع", "ارتفعت", "ارتفعوا", "ترتفع", "يرتفع", "ارتفاع"})
_FEW = 2
_WOUNDS = frozenset({"متاثرا", "متاثره", "متاثرين", "متاثران"})
_EARLIER = frozenset({"قد", "سابق", "امس", "سابقا"})


def paired(told: list[Told]) -> list[Told]:
    """«قتل شرطيان وأصيب 4», then «مقتل اثنين من الدورية وإصابة 4»: dead and hurt of one event.

    Two figures beside each other that are those of an earlier sentence are of the same people.
    """
    told = list(told)
    pairs = [at for at in range(1, len(told)) if _is_pair(told[at - 1], told[at])]
    for number, at in enumerate(pairs):
        for earlier in pairs[:number]:
            if _echoes(told[earlier - 1 : earlier + 1], told[at - 1 : at + 1]):
                for index in (0, 1):
                    old, new = told[earlier - 1 + index], told[at - 1 + index]
                    place = narrowest([p for p in (old.place, new.place) if p])
                    told[earlier - 1 + index] = replace(old, place=place)
                    victims = old.victims or new.victims
                    told[at - 1 + index] = replace(new, victims=victims, place=place)
                break
    return told


def _is_pair(one: Told, other: Told) -> bool:
    figures = one.figure, other.figure
    counted = all(figure.count is not None and not figure.part for figure in figures)
    roles = {figure.role for figure in figures} == _HARMED
    return counted and roles and one.sentence == other.sentence


def _echoes(first: Sequence[Told], second: Sequence[Told]) -> bool:
    same = all(
        (a.figure.role, a.figure.count) == (b.figure.role, b.figure.count)
        for a, b in zip(first, second, strict=True)
    )
    return same and first[0].sentence != second[0].sentence and not elsewhere(first[0], second[0])


def revised(told: list[Told], document: Document) -> list[Told]:
    """«قتل 9 …», later «ارتفع عدد القتلى إلى 14»: the newer toll of one event stands for both."""
    kept: list[Told] = []
    for one in told:
        risen = _has_risen(document, one.figure, _FAR if one.figure.label else _BESIDE)
        older = [at for at, other in enumerate(kept) if risen and _revises(one, other)]
        for at in reversed(older):
            one = _with_fields(one, kept.pop(at))
        if kept and _is_named_whole(document, kept[-1], one):
            part = replace(kept[-1].figure, part=True)
            kept[-1] = replace(kept[-1], figure=part, scope=one.scope)
        if kept and _is_of_the_rise(document, kept[-1], one):
            one = replace(one, figure=replace(one.figure, part=True), scope=kept[-1].scope)
        kept.append(one)
    return kept


def _is_named_whole(document: Document, part: Told, whole: Told) -> bool:
    """«17 امرأة من بين 31 حالة وفاة»."""
    a, b = part.figure, whole.figure
    if part.sentence != whole.sentence or a.role != b.role or (a.count or 0) >= (b.count or 0):
        return False
    words = [token.word.folded for token in document.tokens[a.last - 1 : b.first + 2]]
    return a.count is not None and any(
        one == "من" and two in ("بين", "اصل", "اجمالي", "مجموع") for one, two in pairwise(words)
    )


def _is_of_the_rise(document: Document, toll: Told, one: Told) -> bool:
    """«ارتفع عدد الوفيات إلى 5 بعد وفاة اثنين»: the two are among the five."""
    a, b = toll.figure, one.figure
    if toll.sentence != one.sentence or a.role != b.role or not a.label:
        return False
    before = document.tokens[b.first - 1].word.folded
    behind = before in ("بعد", "عقب", "اثر", "مع") and a.last < b.first
    return behind and (b.count or 0) < (a.count or 0) and _has_risen(document, a, _FAR)


def _revises(one: Told, other: Told) -> bool:
    a, b = other.figure, one.figure
    if a.role != b.role or a.part or b.part or one.scope != "incident" or other.scope != "incident":
        return False
    if one.sentence == other.sentence or elsewhere(other, one):
        return False
    return 1 < (a.count or 0) < (b.count or 0)


def _with_fields(newer: Told, older: Told) -> Told:
    """The newer toll, placed where the older one was if it says no more than «المدينة»."""
    lent = newer.place is None or newer.lent
    place = older.place if lent and older.place else newer.place
    return replace(
        newer, place=place, lent=lent and older.lent, victims=newer.victims or older.victims
    )


def without_wounds(told: list[Told], document: Document) -> list[Told]:
    """Without one or two who were hurt and then died: «إصابة شاب …», «استشهد متأثرا بإصابته»."""
    died = [one for one in told if one.figure.role == "killed" and _of_wounds(document, one)]
    return [one for one in told if not any(_is_he(one, other) for other in died)]


def _of_wounds(document: Document, one: Told) -> bool:
    words = [token.word.folded for token in document.words(one.sentence)]
    later = any(pair in (("فيما", "بعد"), ("بسبب", "الاصابه")) for pair in pairwise(words))
    return later or any(word in _WOUNDS for word in words)


def _is_he(hurt: Told, dead: Told) -> bool:
    a, b = hurt.figure, dead.figure
    alone = a.role == "injured" and a.count == b.count and (a.count or 9) <= _FEW
    own = hurt.lent or dead.lent or within(hurt.place, dead.place)
    own = own and not differ(hurt.victims, dead.victims)
    return alone and own and not a.part and hurt.sentence != dead.sentence


def without_heads(told: list[Told]) -> list[Told]:
    """Without the one victim of a headline who is told with his family later: «فلان وزوجته»."""
    return [one for one in told if not any(_heads(one, other) for other in told)]


def _heads(one: Told, other: Told) -> bool:
    a, b = one.figure, other.figure
    if a.role != b.role or a.count != 1 or a.part or b.part or (b.count or 0) < 2:
        return False
    if not one.victims or not other.victims or len(one.victims.split()) < 2:
        return False
    return words_of(one.victims) <= words_of(other.victims) and other.figure.rule != "list of names"


def _has_risen(document: Document, figure: Figure, reach: int) -> bool:
    """«ارتفعت إلى 5 قتلى», «القتلى ارتفع إلى 5»: in the figure or so many tokens before it."""
    before = document.tokens[max(0, figure.first - reach) : figure.last]
    return any(not _RISING.isdisjoint(token.word.stems) for token in before)


def outdated(
    document: Document, sentence: Sentence, figure: Figure, before: Sequence[Told]
) -> bool:
    """«وكان مصدر قد أعلن مقتل 4»: fewer than a toll that has risen, as the text told before."""
    tokens = document.tokens[sentence.first : sentence.first + _BEFORE]
    was = tokens[0].word.folded.removeprefix("و") in ("كان", "كانت")
    if not was or not any(token.word.folded in _EARLIER for token in tokens):
        return False
    return any(
        (one.figure.label or _has_risen(document, one.figure, _BESIDE))
        and one.scope == "incident"
        and one.figure.role == figure.role
        and (figure.count or 0) < (one.figure.count or 0)
        for one in before
    )
