"""The number of a counted noun that stands without a figure: one, two, or more."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from extract.document import Analysis, Word
from extract.tables import load_map, load_set

GrammaticalNumber = Literal["s", "d", "p"]

_NOMINAL = frozenset({"noun", "adj", "noun_prop", "adj_comp", "noun_quant"})
# Broken plurals that the dictionary counts as singular, and nouns that only look dual (ميدان).
_NUMBERS = load_map("noun_numbers")
_NOT_DUAL = load_set("nouns_not_dual")


@lru_cache(maxsize=1 << 14)
def noun_number(word: Word) -> GrammaticalNumber | None:
    """Singular, dual or plural, whatever clitics precede; None where readings disagree.

    «مواطنين» may be two or many and has none; «شهيدين» and «جنديان» are two.
    """
    for stem in word.stems:
        if stem in _NUMBERS:
            known = _NUMBERS[stem][0]
            return known if known in ("s", "d", "p") else None  # type: ignore[return-value]
    if not _NOT_DUAL.isdisjoint(word.stems):
        return "s"
    numbers = {analysis.number for analysis in _nominal(word)}
    if numbers == {"d", "p"} and word.folded.endswith("ان"):
        return "d"  # the nominative tells the two apart: «صحفيان», «صحفيون»
    if numbers == {"s", "d"} and word.folded.endswith("ا"):
        return "s"  # an accusative («جنديا») far more often than a dual before its genitive
    if len(numbers) == 1 and (number := numbers.pop()) in ("s", "d", "p"):
        return number  # type: ignore[return-value]
    return None


def dual(word: Word) -> Analysis | None:
    """The reading of a noun that is certainly dual («شهيدان», «قتيلين», «طفلتا»), else None.

    Its ``stem`` and ``lemma`` are the singular's; `Analysis.gender` its gender.
    """
    if noun_number(word) != "d":
        return None
    return next((analysis for analysis in _nominal(word) if analysis.number == "d"), None)


def _nominal(word: Word) -> list[Analysis]:
    """The nominal readings that the best one does not rule out.

    A reading with an enclitic («شهيدينا») or another part of speech is left out where a plainer
    nominal one exists; where the word is first of all a verb or particle, there is none.
    """
    if not word.analyses or word.analyses[0].pos not in _NOMINAL:
        verbal_first = word.analyses and word.analyses[0].pos == "verb"
        if not verbal_first:
            return []
    nominal = [analysis for analysis in word.analyses if analysis.pos in _NOMINAL]
    plain = [analysis for analysis in nominal if analysis.enclitic is None]
    return plain or nominal
