"""A body of people whose size is told: «عصابة مكونة من 5 أفراد», «ركابها الـ62»."""

from __future__ import annotations

from extract.casualties.harm import cue_of
from extract.casualties.people import person_of
from extract.document import Document
from extract.numbers import Quantity
from extract.phrases import shape
from extract.tables import load_set

_BODIES = load_set("victim_collectives")
_SIZES = load_set("victim_sizes")
_FARTHEST_SIZE = 7  # tokens from «شبكة دولية لتهريب …» to the number of its members
_LARGEST = 1000  # members: more are no gang, crew or family


def sized(
    document: Document, quantities: dict[int, Quantity], at: int, limit: int
) -> Quantity | None:
    """How many belong to the body of people that begins at token ``at``; None if it is not told."""
    word = document.tokens[at].word
    if _BODIES.isdisjoint((*word.stems, *(a.lemma for a in word.analyses[:1]))):
        return None
    opened = False
    for index in range(at + 1, min(limit, at + _FARTHEST_SIZE)):
        token = document.tokens[index]
        opened = opened or token.word.folded in _SIZES
        quantity = quantities.get(index)
        if quantity is not None:
            told = opened or document.tokens[index - 1].word.folded == "من"
            return quantity if told and _of_members(document, quantity, limit) else None
        if token.kind != "word" or cue_of(token.word) or shape(token.word).conjunction:
            return None
    return None


def _of_members(document: Document, quantity: Quantity, limit: int) -> bool:
    if quantity.kind != "count" or not quantity.value or quantity.value > _LARGEST:
        return False
    if quantity.last >= limit or document.tokens[quantity.last].kind != "word":
        return True
    word = document.tokens[quantity.last].word
    return person_of(word) is not None or not shape(word).nominal


def counted_behind(
    document: Document, quantities: dict[int, Quantity], at: int, limit: int
) -> Quantity | None:
    """The definite number behind a noun that its pronoun makes known: «ركابها الـ62»."""
    at += at < limit and document.tokens[at].word.folded == "ال"
    quantity = quantities.get(at)
    if quantity is None or not quantity.definite or not quantity.value:
        return None
    return quantity if quantity.kind in ("count", "ordinal") else None
