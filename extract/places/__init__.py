"""Where things happen: the longest named geographic phrase at each place of a text.

A phrase is a chain of links: a known name (``غزة``), a name after a word that says what it is
(``حي الأمل``, ``شارع النصر``), with the directions that tie one to the next (``شرق مدينة خان
يونس وسط القطاع``). The gazetteer knows towns and quarters; a street, a school or a village that it
does not know is read by its head word.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from extract.document import Document, Sentence, Token, Word
from extract.phrases import shape
from extract.places.gazetteer import Place, longest, names, resolve
from extract.tables import load_map, load_set
from extract.wordclass import NISBAS

__all__ = ["Place", "PlaceMention", "match", "resolve"]

_HEADS = load_map("place_heads")
_DIRECTIONS = load_map("place_directions")
_NAME_STOPS = load_set("place_name_stops")
_LONGEST_NAME = 3  # words of a name after a head: «مدرسة بنات دير ياسين»
_LONGEST_CHAIN = 24  # tokens
_SCATTERED = load_set("place_scattered")
_COMPOUNDS = load_set("place_compounds")
_QUARTERS = frozenset({"شمال", "جنوب"})  # «استشهاد مئات بالشمال»
_EPITHETS = load_set("place_epithets")
_QUOTES = {'"': '"', "«": "»", "“": "”", "(": ")", "'": "'"}
_LOCATIVE = frozenset(
    {"في", "فى", "الي", "علي", "نحو", "داخل", "من", "بين", "عبر", "تجاه", "باتجاه"}
)


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A geographic phrase: tokens ``first`` to before ``last``, its text without proclitics.

    ``place`` is the most specific known place in it, None if the gazetteer knows none.
    ``locative`` tells that a preposition, direction or head word says that something is *there*;
    a bare name may also be a party («قالت غزة»). ``headed``: by a direction or a word such as بلدة;
    ``chained``: of several links.
    """

    first: int
    last: int
    start: int
    end: int
    text: str
    place: Place | None
    locative: bool
    headed: bool
    chained: bool


@dataclass(frozen=True, slots=True)
class _Link:
    last: int
    place: Place | None
    headed: bool


def match(document: Document) -> list[PlaceMention]:
    """The geographic phrases of the document in order; none overlaps another."""
    return [m for sentence in document.sentences for m in match_sentence(document, sentence)]


def match_sentence(document: Document, sentence: Sentence) -> list[PlaceMention]:
    """The geographic phrases of one sentence in order."""
    found: list[PlaceMention] = []
    at = sentence.first
    while at < sentence.last:
        mention = None
        if document.tokens[at].kind == "word" and _may_begin(document.tokens[at].word):
            mention = mention_at(document, at, sentence.last)
        if mention is None:
            at += 1
        else:
            found.append(mention)
            at = mention.last
    return found


def mention_at(document: Document, first: int, limit: int) -> PlaceMention | None:
    """The longest geographic phrase that begins with token ``first``."""
    limit = min(limit, first + _LONGEST_CHAIN)
    chain = _chain(document, first, limit)
    if chain is None:
        return None
    last, place, headed, chained = chain
    opening = _past_near(document.tokens, first, last)
    cut = _clitic(document.tokens[opening].word)
    start = document.tokens[opening].start + _written(document.tokens[opening].text, cut)
    end = document.tokens[last - 1].end
    text = document.text[start:end]
    joined = "لل" in document.tokens[opening].word.folded[:3]
    if joined and cut.endswith("ل") and text.startswith("ل"):
        text = "ا" + text  # «للأراضي»
    before = document.tokens[first - 1].word.folded.removeprefix("و") if first else ""
    locative = headed or chained or cut.endswith(("ب", "ل")) or before in _LOCATIVE
    return PlaceMention(
        first, last, start, end, text, place, locative, headed, chained
    )


def _past_near(tokens: tuple[Token, ...], first: int, last: int) -> int:
    """``first`` moved past words of mere nearness («قرب», «أمام»), which are no part of a name."""
    at = first
    while at + 1 < last:
        one = _forms(tokens[at].word)
        two = f"{tokens[at].word.folded} {tokens[at + 1].word.folded}"
        if two in _DIRECTIONS and _DIRECTIONS[two][0] == "near":
            at += 2
        elif any(
            form in _DIRECTIONS and _DIRECTIONS[form][0] == "near" for form in one
        ) and not _head(tokens[at].word):
            at += 1
        else:
            break
    return min(at, last - 1)


def _chain(
    document: Document, first: int, limit: int
) -> tuple[int, Place | None, bool, bool] | None:
    """The chain at ``first``: its end, its first known place, whether headed, whether of links."""
    tokens = document.tokens
    at, headed = first, False
    directed = _direction(tokens, at, limit)
    if directed:
        at, headed = directed, True
    link = _link(document, at, limit, directed is not None)
    if link is None:
        return None
    place, headed, links = link.place, headed or link.headed, 1
    end = _adjectives(tokens, link.last, limit)
    while end < limit:
        following = _next_link(document, end, limit)
        if following is None:
            break
        place = place or following.place
        links += 1
        end = _adjectives(tokens, following.last, limit)
    return end, place, headed, links > 1


def _next_link(document: Document, at: int, limit: int) -> _Link | None:
    """A further link: by a direction, by «في» or «ب», by a comma before one, or by «و»."""
    tokens = document.tokens
    comma = tokens[at].text in ("،", ",", "-", "–", "/") and at + 1 < limit
    begin = at + 1 if comma else at
    token = tokens[begin]
    directed = _direction(tokens, begin, limit)
    if directed:
        return _link(document, directed, limit, True)
    if token.word.folded in ("في", "فى") and begin + 1 < limit:
        directed = _direction(tokens, begin + 1, limit)
        return _link(document, directed or begin + 1, limit, directed is not None)
    clitic = _clitic(token.word)
    if clitic == "ب":
        return _link(document, begin, limit, False)
    if clitic == "و" and not comma:
        directed = _direction(tokens, begin, limit)
        return _link(document, directed or begin, limit, directed is not None)
    if comma and not clitic:
        return _link(document, begin, limit, False) if tokens[at].text != "/" else None
    return None


def _link(document: Document, at: int, limit: int, directed: bool) -> _Link | None:
    """A head with its name, or a known name."""
    if at >= limit or document.tokens[at].kind not in ("word", "punctuation"):
        return None
    tokens = document.tokens
    head = _head(tokens[at].word) if tokens[at].kind == "word" else None
    if tokens[at].text[1:2] == "أ":
        head = None  # «وأدى» is no valley
    if head is not None:
        named = _named(document, at + 1, limit, head == "named")
        if named:
            known = _known(tokens, at, limit)
            place = known[1] if known and known[0] >= named.last else named.place
            return _Link(max(named.last, known[0] if known else 0), place, True)
    if at < limit and tokens[at].text in _QUOTES:
        return None
    if tokens[at].word.stems[-1] in _QUARTERS and "ال" in tokens[at].word.folded[:3]:
        before = tokens[at - 1].word.folded if at else ""
        if _clitic_of_side(tokens[at].word.folded) or before == "في":
            return _Link(at + 1, None, True)
    if _of_country(tokens, at, limit):
        return _Link(at + 2, None, True)
    known = _known(tokens, at, limit)
    if known and (directed or not known[1].common or known[0] > at + 1):
        return _Link(known[0], known[1], False)
    return None


def _of_country(tokens: tuple[Token, ...], at: int, limit: int) -> bool:
    """«السواحل الليبية», «الأراضي السورية»: a definite head with the adjective of a country."""
    if at + 1 >= limit or not _head_forms(tokens[at].word) or tokens[at + 1].kind != "word":
        return False
    following = tokens[at + 1].word.folded
    return following.startswith("ال") and following[2:] in NISBAS


@lru_cache(maxsize=1 << 14)
def _head_forms(word: Word) -> bool:
    return any(form.startswith("ال") and form[2:] in _HEADS for form in _forms(word))


def _clitic_of_side(folded: str) -> bool:
    return folded.startswith(("بال", "وبال"))


@lru_cache(maxsize=1 << 14)
def begins_place(word: Word) -> bool:
    """Whether the word is a preposition and the first word of a known place: «بقباطية»."""
    known = names()
    return word.folded[:1] in ("ب", "ل") and any(form in known for form in _forms(word)[1:])


def _named(document: Document, at: int, limit: int, free: bool) -> _Link | None:
    """The name after a head: known, in quotation marks, or (if ``free``) one to three words."""
    tokens = document.tokens
    if at >= limit:
        return None
    if tokens[at].text in _QUOTES:
        close = _QUOTES[tokens[at].text]
        for end in range(at + 2, min(limit, at + 6)):
            if tokens[end].text == close:
                return _Link(end + 1, None, True) if free else None
        return None
    known = _known(tokens, at, limit, whole=True)
    if known:
        return _Link(known[0], known[1], True)
    spread = _spread(document, at, limit)
    if spread:
        return spread
    directed = _direction(tokens, at, limit)
    if directed:
        link = _link(document, directed, limit, True)
        if link:
            return link
    inner = _link(document, at, limit, False) if _head(tokens[at].word) is not None else None
    if inner:
        return inner
    if not free:
        return None
    end = _compound(tokens, at, limit)
    while end < limit and end < at + _LONGEST_NAME and _is_name_word(tokens[end], end == at):
        end += 1
        if end < limit and _known(tokens, end, limit) and _clitic(tokens[end].word):
            break
    return _Link(end, None, True) if end > at else None


def _spread(document: Document, at: int, limit: int) -> _Link | None:
    """«مناطق متفرقة من بغداد», «أحياء عدة في الخرطوم»: adjectives of number, then a name."""
    tokens = document.tokens
    end = at
    while end < limit and end < at + 3 and tokens[end].word.folded in _SCATTERED:
        end += 1
    if not _head(tokens[at - 1].word):
        return None
    if end + 1 >= limit:
        return None
    if tokens[end].word.folded in ("من", "في", "فى"):
        directed = _direction(tokens, end + 1, limit)
        further = _link(document, directed or end + 1, limit, directed is not None)
        if further or end == at:
            return further
    if end == at:
        return None
    return _link(document, end, limit, False) if _clitic(tokens[end].word) else None


def _compound(tokens: tuple[Token, ...], at: int, limit: int) -> int:
    """Past the first two words of a name such as «عين الزهر», «بيت لهيا», «تل أبيض»."""
    if at + 1 >= limit or tokens[at].word.folded in _NAME_STOPS:
        return at
    second = tokens[at + 1]
    if second.kind != "word" or second.word.folded in _NAME_STOPS:
        return at
    form = shape(second.word)
    if tokens[at].word.folded not in _COMPOUNDS and (
        second.word.known or shape(tokens[at].word).only_verb or shape(tokens[at].word).preposition
    ):
        return at  # «طير حرفا»: a common noun before a word that is none
    return at if form.conjunction or form.preposition or form.only_verb else at + 2


def _is_name_word(token: Token, opening: bool) -> bool:
    if token.kind != "word" or token.word.folded in _NAME_STOPS:
        return False
    form = shape(token.word)
    if form.conjunction or form.preposition or form.only_verb:
        return False
    if opening:
        return form.definite or form.name or not token.word.known
    return form.name or not token.word.known or (form.definite and form.adjective)


@lru_cache(maxsize=1 << 14)
def _may_begin(word: Word) -> bool:
    sizes = longest()
    if word.stems[-1] in _QUARTERS and "ال" in word.folded:
        return True
    return any(stem in sizes or stem in _HEADS or stem in _DIRECTION_WORDS for stem in _forms(word))


@lru_cache(maxsize=1 << 14)
def _forms(word: Word) -> tuple[str, ...]:
    """The word without conjunction and preposition, but with its article."""
    folded = word.folded
    forms = [folded]
    for stem in word.stems[1:]:
        cut = folded[: len(folded) - len(stem)]
        if cut in ("و", "ف", "ب", "ل", "وب", "ول", "فب", "ك"):
            forms.append(stem)
        if cut.endswith("لل") or (cut.endswith("ل") and folded.startswith(("لل", "ولل"))):
            forms.append("ال" + stem)
    clitic = len(folded) > 4 and not word.known and folded[0] in "بول"
    if clitic and folded[1:] in longest():
        forms.append(folded[1:])
    return tuple(dict.fromkeys(forms))


@lru_cache(maxsize=1 << 14)
def _clitic(word: Word) -> str:
    """The proclitics that stand before a known name, head or direction: ``ب``, ``و``, ``ول``, …"""
    sizes = longest()
    for form in _forms(word):
        if form in sizes or form in _HEADS or form in _DIRECTION_WORDS or form[2:] in _QUARTERS:
            if form.startswith("ال") and word.folded.endswith(form[2:]) and "لل" in word.folded[:3]:
                return word.folded[: word.folded.index("لل") + 1]
            return word.folded[: len(word.folded) - len(form)]
    return ""


def _head(word: Word) -> str | None:
    for form in _forms(word):
        entry = _HEADS.get(form) or (_HEADS.get(form[2:]) if form.startswith("ال") else None)
        if entry and (form in _HEADS or form[2:] in ("حي",)):
            return entry[0]
    return None


_DIRECTION_WORDS = frozenset(phrase.split()[0] for phrase in _DIRECTIONS)


def _direction(tokens: tuple[Token, ...], at: int, limit: int) -> int | None:
    """The end of one or two direction words at ``at``, with «من» or a head between: «شمال غربي»."""
    end = at
    while end < limit and end < at + 3 and tokens[end].kind == "word":
        forms = _forms(tokens[end].word)
        if end > at:
            forms = (tokens[end].word.folded,)
        phrase = next(
            (
                form
                for form in forms
                if form in _DIRECTIONS
                or (end + 1 < limit and f"{form} {tokens[end + 1].word.folded}" in _DIRECTIONS)
            ),
            None,
        )
        if phrase is None:
            break
        end += 1 if phrase in _DIRECTIONS else 2
    if end == at:
        return None
    if end < limit and tokens[end].word.folded == "من":
        end += 1
    return end if end < limit else None


def _known(
    tokens: tuple[Token, ...], at: int, limit: int, whole: bool = False
) -> tuple[int, Place] | None:
    """The longest known name at ``at``, and its end; ``whole`` forbids a clitic before it."""
    token = tokens[at] if at < limit else None
    if (
        token is None
        or token.kind != "word"
        or token.word.folded in _NAME_STOPS
        or "ً" in token.text
    ):
        return None
    sizes, known = longest(), names()
    for form in (tokens[at].word.folded,) if whole else _forms(tokens[at].word):
        for size in range(min(sizes.get(form, 0), limit - at), 0, -1):
            rest = (token.word.folded for token in tokens[at + 1 : at + size])
            place = known.get(" ".join((form, *rest)))
            if place:
                return at + size, place
    return None


def _adjectives(tokens: tuple[Token, ...], at: int, limit: int) -> int:
    """Past adjectives of the place: «غزة المحاصرة», «جزيرة لامبيدوزا الإيطالية»."""
    end = at
    while end < limit and end < at + 2 and tokens[end].kind == "word":
        word = tokens[end].word
        if word.folded in _NAME_STOPS or not word.folded.startswith("ال"):
            break
        form = shape(word)
        describes = word.folded.endswith(("ي", "يه")) or word.folded[2:] in _EPITHETS
        if not form.adjective or not describes or form.preposition or form.conjunction:
            break
        end += 1
    return end


def _written(text: str, cut: str) -> int:
    """How many characters of the written word its proclitics take, marks between them included."""
    at = taken = 0
    while taken < len(cut) and at < len(text):
        if text[at].isalpha() and text[at] != "ـ":
            taken += 1
        at += 1
    return at
