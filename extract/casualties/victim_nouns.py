"""The noun that a figure counts, with its adjectives and genitives, and what may be a name."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import Literal, Self

from extract.casualties.harm import cue_of
from extract.casualties.noun_ends import (
    CLOSING,
    OPENING,
    STOPS,
    begins_another,
    begins_clause,
    is_attribute,
    past_origin,
    past_quoted,
)
from extract.casualties.people import counted_person, is_thing, other_of, person_of
from extract.document import Document, Token
from extract.facts import Bound, Vague
from extract.numbers import Quantity
from extract.phrases import shape

FAMILIES = frozenset({"اسر", "الاسر", "اسره", "عايله", "عايلات", "العايلات"})
_OTHER_CASES = frozenset({"مرضيه", "انسانيه", "اسعافيه", "طارئه", "طلاق", "زواج", "ولاده", "انقاذ"})
_SIDES = frozenset({"الجانبين", "الطرفين", "جانبنا", "جانبهم", "طرفنا", "كلا", "بين"})
_LONGEST_NOUN = 7  # tokens of a noun with its adjectives and genitives


@dataclass(frozen=True, slots=True)
class Group:
    """People counted in tokens ``first`` to before ``last``.

    ``noun`` are the tokens that say who they are, None if nothing does. ``kind``: a ``figure``
    (with a quantity), a ``noun`` that counts by itself, a ``name``, ``others`` (``آخرين``).
    ``definite`` groups may be known from before (``الجنود الأربعة``).
    """

    first: int
    last: int
    count: int | None
    bound: Bound = "exact"
    count_max: int | None = None
    vague: Vague | None = None
    noun: tuple[int, int] | None = None
    kind: Literal["figure", "noun", "name", "others"] = "figure"
    definite: bool = False
    general: bool = False
    quantity: Quantity | None = None


@dataclass(slots=True)
class NounReader:
    """Reads the nouns and names of one document; ``quantities`` and ``names`` by first token.

    ``number_ends`` are the last tokens of numbers of whatever kind.
    """

    document: Document
    quantities: dict[int, Quantity]
    names: dict[int, int]
    persons: list[tuple[int, int]]
    number_ends: set[int]

    @classmethod
    def of(cls, document: Document) -> Self:
        quantities: dict[int, Quantity] = {}
        for quantity in map(partial(_plain_bound, document), document.quantities):
            quantities[quantity.outer_first] = quantity
            quantities.setdefault(quantity.first, quantity)
        names = {
            m.first: m.last - (document.tokens[m.last - 1].word.folded == "و")
            for m in document.mentions
            if m.kind in ("person", "role") and not _tells_of_harm(document, m.first, m.last)
        }
        persons = [
            (m.first, m.last)
            for m in document.mentions
            if m.kind == "person" and not _tells_of_harm(document, m.first, m.last)
        ]
        ends = {q.last - 1 for q in document.quantities if q.kind != "ordinal"}
        return cls(document, quantities, names, persons, ends)

    def noun_end(self, at: int, limit: int) -> int:
        """The end of the noun at ``at`` with its adjectives, genitives and names."""
        end = at + 1
        farthest = min(limit, at + _LONGEST_NOUN)
        while end < farthest:
            further = self._past_attribute(at, end, limit)
            if further == end:
                break
            end = further
        return end

    def _past_attribute(self, at: int, end: int, limit: int) -> int:
        """Where reading goes on behind the adjective, genitive or name at ``end`` («جنود الكتيبة»,
        «مهاجرا غير نظامي»); ``end`` itself if the noun at ``at`` ends there."""
        tokens = self.document.tokens
        token = tokens[end]
        if token.kind == "number" and end > at + 1 and self._label(end):
            return end + 1
        if token.kind != "word":
            return past_quoted(tokens, end, limit)
        folded = token.word.folded
        head = end == at + 1
        definite = shape(tokens[at].word).definite
        if folded == "من" and head and not definite and end + 1 < limit:
            return past_origin(tokens, end, limit)
        if folded == "غير" and end + 1 < limit:
            return end + 2  # «مهاجرا غير نظامي»
        counts = self.quantities.get(end)
        if (counts and counts.kind == "count") or begins_clause(token.word):
            return end
        if begins_another(tokens, at, end, self.names):
            return end
        named = self._past_apposed(end, limit) if definite and head else None
        return named or end + is_attribute(tokens, at, end)

    def _past_apposed(self, at: int, limit: int) -> int | None:
        """«الشاب أكرم زنون», «الطفلة ليان إبراهيم»: the end of the name behind a definite noun."""
        word = self.document.tokens[at].word
        if at in self.names and not shape(word).conjunction:
            return min(limit, self.names[at])
        if at + 1 in self.names and not word.folded.startswith("ال"):
            return min(limit, self.names[at + 1])
        return None

    def _label(self, at: int) -> bool:
        """«جنود الكتيبة 697»: a number that is part of a name."""
        quantity = self.quantities.get(at)
        return quantity is not None and quantity.kind == "label"

    def _alone(self, at: int) -> bool:
        """«دلال وفاطمة العاروري»: one word before a joined name is the first of two."""
        word = self.document.tokens[at].word
        form = shape(word)
        return form.nominal and not form.definite and not form.preposition and not is_thing(word)

    @staticmethod
    def _name_word(token: Token, opening: bool) -> bool:
        word = token.word
        if token.kind != "word" or word.folded in STOPS or cue_of(word) or is_thing(word):
            return False
        form = shape(word)
        if form.preposition or (form.conjunction and not opening):
            return False
        return not word.known or form.name or (not opening and form.definite and not form.adjective)

    @staticmethod
    def _apposed(token: Token) -> bool:
        """Whether a word behind a definite noun can only be (part of) a name: an indefinite noun,
        as an adjective would have the article («الشاب أحمد», not «الشاب الفلسطيني»)."""
        form = shape(token.word)
        if token.kind != "word" or token.text[:1].isdigit():
            return False
        if person_of(token.word) is not None and not form.name:
            return False  # «الجيش الإسرائيلي شابين»
        return not form.definite and (not form.adjective or form.name or not token.word.known)

    def _counted(
        self, at: int, limit: int
    ) -> tuple[int, tuple[int, int] | None, bool] | Literal[False] | None:
        """The noun counted after a quantity: its end and words. None if none follows, False if
        what follows is no people."""
        if at >= limit:
            return None
        tokens = self.document.tokens
        token = tokens[at]
        begin = at
        if token.word.folded in ("من", "منهم", "منهن"):
            if token.word.folded != "من" or at + 1 >= limit:
                return None
            begin = at + 1
        quoted = begin + 2 < limit and tokens[begin + 2].text in CLOSING
        if begin + 1 < limit and tokens[begin].text in OPENING and (begin > at or quoted):
            begin += 1
        word = tokens[begin].word
        if tokens[begin].kind != "word" or word.folded in STOPS:
            return None
        form = shape(word)
        if form.conjunction or (form.preposition and not person_of(word)):
            return None
        if other_of(word):
            return begin + 1, None, True
        following = tokens[begin + 1].word.folded if begin + 1 < limit else ""
        if word.folded.startswith("حال") and following in _OTHER_CASES:
            return False  # «308 حالات مرضية»
        if is_thing(word) and not (begin > at and word.folded == "القاعده"):
            return False
        cue = cue_of(word)
        person = counted_person(word)
        if word.folded in FAMILIES:
            end = begin + 1 + (begin + 1 < limit and self._describes_family(begin + 1))
            return end, (begin, end), False
        if cue and (cue.is_verb or cue.kind in ("event", "does")):
            return None
        standing = cue is not None and cue.role in ("detained", "displaced") and person
        if cue and not standing:
            return (begin + 1, None, True) if not cue.prefix.startswith("و") else None
        end = self.noun_end(begin, limit)
        if person:
            plain = person.general and end == begin + 1
            closes = quoted and end < limit and tokens[end].text in CLOSING
            return end + closes, None if plain else (begin, end), plain
        if form.only_verb:
            return None
        if begin > at and word.folded in _SIDES:
            return end, None, True  # «41 من جانبنا»
        if begin > at:  # «15 من جنوده», «8 من طواقم الإسعاف»
            return end, (begin, end), False
        if word.folded.startswith("ال") and word.folded.endswith("يه"):
            return False  # «الأربعة الرئيسية»
        if form.adjective and word.folded.endswith(("يا", "ي", "ين", "ون", "يه", "ات")):
            return end, (begin, end), False
        return False if form.nominal and word.known and not self._agent_noun(word.folded) else None

    def _describes_family(self, at: int) -> bool:
        """«13 عائلة سورية»."""
        word = self.document.tokens[at].word
        form = shape(word)
        free = not (form.conjunction or form.preposition or form.definite)
        described = (form.adjective and not form.verb) or person_of(word) is not None
        standing = word.folded in ("نازحه", "مهجره", "مشرده")
        return free and described and not standing and word.folded.endswith("ه")

    @staticmethod
    def _agent_noun(folded: str) -> bool:
        """Participles and sound plurals mostly name people: «متظاهرا», «مسافرين»."""
        bare = folded.removesuffix("ا")
        if len(bare) in (5, 6) and bare[0] == "م" and bare[2] == "ا":
            return False  # «مراكز», «مخازن»
        return folded.endswith(("ين", "ون")) or (bare.startswith("م") and 4 <= len(bare) <= 6)


def _plain_bound(document: Document, quantity: Quantity) -> Quantity:
    """«19 شهيدا وأكثر من 30 جريحا»: «وأكثر» belongs to the figure behind it."""
    last = quantity.outer_last
    after = document.tokens[last - 1 : last + 1]
    if last > quantity.last and [t.word.folded for t in after] == ["واكثر", "من"]:
        return replace(quantity, bound="exact", outer_last=quantity.last)
    return quantity


def _tells_of_harm(document: Document, first: int, last: int) -> bool:
    """Whether a word of harm stands in a supposed name: «أسماء الشهداء»."""
    cues = (cue_of(token.word) for token in document.tokens[first:last])
    return any(cue is not None and cue.number == "p" for cue in cues)
