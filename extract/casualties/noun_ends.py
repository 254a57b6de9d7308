"""Where a noun for people ends: at a word that can be neither its adjective nor its genitive."""

from __future__ import annotations

from collections.abc import Container, Sequence

from extract.casualties.harm import cue_of, object_verb
from extract.casualties.people import is_thing, other_of, person_of
from extract.document import Token, Word
from extract.phrases import shape
from extract.places import begins_place
from extract.tables import load_set

STOPS = load_set("victim_stops")
OPENING = frozenset("\"«“('")
CLOSING = frozenset("\"»”)'")
_GENITIVES = load_set("victim_genitives")
_ORIGINS = frozenset({"لواء", "طواقم", "شرطه", "قوات", "كتيبه", "وحده", "ذوي"})
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


def past_quoted(tokens: Sequence[Token], at: int, limit: int) -> int:
    """Where reading goes on behind one word in quotes («مقاتلي "القسام"»); ``at`` if none is."""
    quoted = tokens[at].text in OPENING and at + 2 < limit and tokens[at + 2].text in CLOSING
    return at + 3 if quoted else at


def past_origin(tokens: Sequence[Token], at: int, limit: int) -> int:
    """Where reading goes on behind «من» and the people or force that others are of («عناصر من
    شرطة»); ``at`` if they are of something else."""
    if at + 2 < limit and tokens[at + 2].word.folded == "واحده":
        return at  # «3 أشخاص من عائلة واحدة»
    inner = tokens[at + 1].word
    return at + 2 if person_of(inner) or inner.folded in _ORIGINS else at


def begins_clause(word: Word) -> bool:
    """Whether a word belongs to what is told of the noun: «سكان قتلوا», «جنود في غزة»."""
    if word.folded == "و" or word.folded in STOPS or object_verb(word):
        return True
    if begins_place(word) or cue_of(word):
        return True
    return shape(word).owned and is_thing(word)  # «غادر السكان منازلهم»


def is_attribute(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Whether the word ``end`` may be an adjective or genitive of the noun at ``at``: «جنديين
    إسرائيليين», «سائق شاحنة», not «مسلحون ضابطا»."""
    word = tokens[end].word
    folded, form = word.folded, shape(word)
    if form.conjunction or form.preposition or form.only_verb or other_of(word):
        return False
    if folded.startswith("و") and not word.known and person_of(word):
        return False  # «و6 مواطنات ومسعفان»
    if not _fits(tokens, at, end):
        return False
    if folded == "بحاله" or folded.startswith(("بجر", "باصاب")):
        return False
    verb = form.verb and not form.adjective and not form.definite and not form.name
    return not verb or person_of(word) is not None or folded in _GENITIVES


def _fits(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Whether a noun that governs no genitive agrees with the word ``end``: «مسلحون مجهولون», not
    «مسلحون الحافلة»."""
    head, folded, form = tokens[at].word, tokens[end].word.folded, shape(tokens[end].word)
    if shape(head).definite or not takes_no_genitive(tokens[at]) or tokens[at + 1].text == "من":
        return True
    if form.definite and not form.owned:
        return False
    if not form.nominal or tokens[end - 1].kind != "word":
        return True
    nominative = head.folded.endswith("ون")
    agrees = form.adjective and not (nominative and folded.endswith(("ا", "ين")))
    like = folded.endswith(head.folded[-2:]) and not in_another_case(tokens, at, end)
    return agrees or form.name or like
