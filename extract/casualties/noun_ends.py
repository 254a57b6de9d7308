"""Where a noun for people ends: at a word that can be neither its adjective nor its genitive."""

from __future__ import annotations

from collections.abc import Container, Sequence

from extract.casualties.people import person_of
from extract.document import Token
from extract.phrases import shape

_KIN = frozenset(
    {"ابن", "ابنه", "نجل", "نجله", "زوج", "زوجه", "شقيق", "شقيقه", "والد", "والده", "طفل", "طفله"}
    | {"ابناء", "بنات", "اطفال", "اشقاء", "حفيد", "حفيده", "احفاد", "عم", "خال", "احد", "احدي"}
)


def begins_another(tokens: Sequence[Token], at: int, end: int, names: Container[int]) -> bool:
    """Whether token ``end`` cannot go on with the noun at ``at``.

    «المصابين متوسطة»: an adjective without the article that the noun has; «مسلح زميله»: a person of
    somebody's, who is a genitive only of kin («ابن عمه»). Names begin at the tokens ``names``.
    """
    word, form = tokens[end].word, shape(tokens[end].word)
    person = person_of(word)
    if shape(tokens[at].word).definite:
        plain = form.adjective and not (form.definite or form.name or form.verb)
        return plain and end not in names and person is None
    ending = tokens[end].text.endswith(("ه", "ها", "هم"))  # «زميله», not «زميلة»
    owned = person is not None and (person.owned or ending)
    return owned and tokens[end - 1].word.stems[-1].removesuffix("ا") not in _KIN


def in_another_case(tokens: Sequence[Token], at: int, end: int) -> bool:
    """«مسلحون ضابطا», «مسلحين اثنين»: another noun in another case is no adjective."""
    cases = tuple(tokens[index].word.folded.endswith("ون") for index in (at, end))
    return cases[0] and not cases[1]


def takes_no_genitive(token: Token) -> bool:
    """A plural or dual that has kept its «ن» («مسلحون»), or «ـًا», governs no noun behind it."""
    if token.word.folded.endswith(("ون", "ين", "ان")) or token.text.endswith(("ًا", "اً")):
        return True
    person = person_of(token.word)  # «فقد 40 عاملا وظائفهم»
    return person is not None and person.number == "s" and token.word.folded.endswith("ا")
