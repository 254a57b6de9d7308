"""Who a figure counts, as a digest says it: «170 قتيلا (أطفال)», «15 عائلة من النازحين»."""

from __future__ import annotations

from bot.events.tables import fold_words, load
from extract.facts import Casualties

_HOUSEHOLDS = frozenset(
    fold_words("عائلة عائلات عائلتين عائلتان عوائل أسرة أسر أسرتين أسرتان").split()
)


def households(fact: Casualties) -> bool:
    """Whether a figure counts families and not people: «نزوح 15 عائلة»."""
    first = fold_words(fact.victims or "").partition(" ")[0]
    return fact.count is not None and first in _HOUSEHOLDS


def victims_shown(fact: Casualties) -> str | None:
    """The victims as they stand in brackets after a figure, None where nothing is to be said.

    A lone noun takes the number's own form: a source's «170 طفلا» is «170 قتيلا (أطفال)», its
    «مقتل جنديين» «قتيلان (جنديان)». Longer phrases stay as the source has them.
    """
    if not fact.victims or households(fact):
        return None
    forms = load("victim_plurals").get(fold_words(fact.victims))
    if forms is None or fact.count == 1:
        return fact.victims
    if fact.count == 2 and fact.count_max is None:
        return forms[1] if forms[1:] else fact.victims
    return forms[0]
