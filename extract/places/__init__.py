"""Where things happen: the longest named geographic phrase at each place of a text.

A phrase is a chain of links: a known name (``غزة``), a name after a word that says what it is
(``حي الأمل``, ``شارع النصر``), with the directions that tie one to the next (``شرق مدينة خان
يونس وسط القطاع``). The gazetteer knows towns and quarters; a street, a school or a village that it
does not know is read by its head word.
"""

from __future__ import annotations

from dataclasses import dataclass

from extract.document import Document, Sentence, Token
from extract.places.gazetteer import Place, resolve
from extract.places.links import LAND, Link, link_at
from extract.places.words import (
    DIRECTIONS,
    adjectives_end,
    begins_place,
    clitic_of,
    direction_end,
    forms_of,
    head_of,
    may_begin,
    written_length,
)
from extract.tables import load_set

__all__ = ["Place", "PlaceMention", "begins_place", "match", "resolve"]

_TIES = load_set("place_ties")
_DISTRICTS = frozenset(
    {"مدينه", "محافظه", "قضاء", "ولايه", "مركز", "اقليم", "ناحيه", "مديريه", "بلديه", "مخيم"}
)
_LONGEST_CHAIN = 24  # tokens
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


def match(document: Document) -> list[PlaceMention]:
    """The geographic phrases of the document in order; none overlaps another."""
    return [m for sentence in document.sentences for m in match_sentence(document, sentence)]


def match_sentence(document: Document, sentence: Sentence) -> list[PlaceMention]:
    """The geographic phrases of one sentence in order."""
    found: list[PlaceMention] = []
    at = sentence.first
    while at < sentence.last:
        mention = None
        if document.tokens[at].kind == "word" and may_begin(document.tokens[at].word):
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
    cut = clitic_of(document.tokens[opening].word)
    start = document.tokens[opening].start + written_length(document.tokens[opening].text, cut)
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
        one = forms_of(tokens[at].word)
        two = f"{tokens[at].word.folded} {tokens[at + 1].word.folded}"
        if two in DIRECTIONS and DIRECTIONS[two][0] == "near":
            at += 2
        elif any(
            form in DIRECTIONS and DIRECTIONS[form][0] == "near" for form in one
        ) and not head_of(tokens[at].word):
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
    directed = direction_end(tokens, at, limit)
    if directed:
        at, headed = directed, True
    sided = directed is not None and any(_is_side(tokens[i]) for i in range(first, directed))
    link = link_at(document, at, limit, sided)
    if link is None and directed and _of_land(tokens, first, directed):
        link = Link(at + 1, None, True)  # «جنوب البلاد»
    if link is None and directed:
        link, headed = link_at(document, first, limit, False), False  # «شرق الكونغو» is a name
    if link is None:
        return None
    place, headed, links = link.place, headed or link.headed, 1
    end = adjectives_end(tokens, link.last, limit)
    while end < limit:
        following = _next_link(document, end, limit)
        if following is None:
            break
        place = place or following.place
        links += 1
        end = adjectives_end(tokens, following.last, limit)
    return end, place, headed, links > 1


def _tied(document: Document, at: int, limit: int) -> Link | None:
    """The place behind «التابعة لـ», «القريبة من», «الواقعة شمال»."""
    tokens = document.tokens
    if at + 1 >= limit:
        return None
    at += tokens[at].word.folded in ("من", "في", "فى")
    directed = direction_end(tokens, at, limit)
    return link_at(document, directed or at, limit, directed is not None)


def _is_side(token: Token) -> bool:
    """«شرق», «وسط»: a side of something is a place even where its name is a common word."""
    return any(DIRECTIONS.get(form, [""])[0] == "side" for form in forms_of(token.word))


def _of_land(tokens: tuple[Token, ...], first: int, at: int) -> bool:
    """«جنوب البلاد», «أنحاء الوطن», not «داخل البلاد»."""
    spread = any("انحاء" in forms_of(tokens[i].word) for i in range(first, at))
    sided = any(_is_side(tokens[i]) for i in range(first, at))
    return tokens[at].word.folded in LAND and (spread or sided)


def _next_link(document: Document, at: int, limit: int) -> Link | None:
    """A further link: by a direction, by «في» or «ب», by a comma before one, or by «و»."""
    tokens = document.tokens
    if tokens[at].word.folded in _TIES:
        return _tied(document, at + 1, limit)
    comma = tokens[at].text in ("،", ",", "-", "–", "/") and at + 1 < limit
    begin = at + 1 if comma else at
    token = tokens[begin]
    directed = direction_end(tokens, begin, limit)
    if directed and _of_land(tokens, begin, directed):
        return Link(directed + 1, None, True)
    if directed:
        return link_at(document, directed, limit, True)
    if token.word.folded in ("في", "فى") and begin + 1 < limit:
        directed = direction_end(tokens, begin + 1, limit)
        return link_at(document, directed or begin + 1, limit, directed is not None)
    if token.word.folded in _DISTRICTS and not comma:
        return link_at(document, begin, limit, False)  # «بلدة كذا قضاء كذا»
    clitic = clitic_of(token.word)
    if clitic == "ب":
        return link_at(document, begin, limit, False)
    if clitic == "و" and not comma:
        directed = direction_end(tokens, begin, limit)
        return link_at(document, directed or begin, limit, directed is not None)
    if comma and not clitic:
        return link_at(document, begin, limit, False) if tokens[at].text != "/" else None
    return None
