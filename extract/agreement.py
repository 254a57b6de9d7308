"""Whether a verb and the noun beside it agree, so that the noun can be its subject.

A verb before its subject agrees with it in gender alone: «وطالبت الصليب الأحمر بـ…» has another
subject than the Red Cross. Plurals of things take the feminine, plurals of people either.
"""

from __future__ import annotations

from extract.document import Analysis, Document, Word
from extract.phrases import mention_at
from extract.shapes import shape
from extract.tables import load_set

_NOUNS = frozenset({"noun", "adj", "adj_comp"})
_NEUTRAL = frozenset(
    {"مئات", "ميات", "عشرات", "الاف", "ملايين", "عدد", "معظم", "غالبيه", "بعض", "كل", "جميع"}
)
_MASCULINE_STATES = load_set("states_masculine")


def may_be_subject(document: Document, first: int, feminine: bool) -> bool:
    """Whether the phrase from token ``first`` agrees with a singular verb of that gender before it.

    True also where the gender of the phrase is not known: names of persons, unknown words.
    """
    token = document.tokens[first]
    if token.kind != "word":
        return True
    mention = mention_at(document, first)
    if mention is not None and mention.kind == "person":
        return True
    form = shape(token.word)
    if mention is not None and mention.kind == "state" and mention.last == first + 1:
        return feminine != (form.stem in _MASCULINE_STATES or form.base in _MASCULINE_STATES)
    reading = _noun(token.word)
    if reading is None or form.stem in _NEUTRAL:
        return True
    if reading.number == "p" or _is_broken_plural(form.stem, reading):
        people = form.stem.endswith(("ون", "ين"))
        return not people if feminine else not form.stem.endswith("ات")
    return feminine == (reading.gender == "f" or form.stem.endswith("ه"))


def is_plural_noun(document: Document, index: int) -> bool:
    """Whether the token is a plural noun: a masculine singular verb behind it is another's."""
    reading = _noun(document.tokens[index].word)
    if reading is None or mention_at(document, index) is not None:
        return False
    return reading.number == "p" or _is_broken_plural(
        shape(document.tokens[index].word).stem, reading
    )


def feminine_verb(word: Word) -> bool | None:
    """The gender of a verb in the third person singular; None if it is none."""
    for analysis in word.analyses:
        if analysis.pos == "verb" and analysis.person == "3" and analysis.aspect in ("p", "i"):
            return analysis.gender == "f" if analysis.number == "s" else None
    return None


def _noun(word: Word) -> Analysis | None:
    """The reading as a common noun; None for names."""
    for analysis in word.analyses:
        if analysis.pos == "noun_prop":
            return None
        if analysis.pos in _NOUNS:
            return analysis
    return None


def _is_broken_plural(stem: str, reading: Analysis) -> bool:
    """«طواقم» of «طاقم»: a form that is neither its lemma nor made from it by an ending."""
    if reading.enclitic is not None or reading.number != "s":
        return False
    if reading.lemma.endswith("ه") and not stem.endswith(("ه", "ات")):
        return True  # «قوى» of «قوة»
    core = reading.lemma.removesuffix("ه").removesuffix("ي")
    return not stem.startswith(core)
