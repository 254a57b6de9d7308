"""The noun that a figure counts, with its adjectives and genitives, and what may be a name."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import Literal, Self

from extract.casualties.harm import cue_of, object_verb
from extract.casualties.noun_ends import begins_another, in_another_case, takes_no_genitive
from extract.casualties.people import counted_person, is_thing, other_of, person_of
from extract.document import Document, Token
from extract.facts import Bound, Vague
from extract.numbers import Quantity
from extract.phrases import shape
from extract.places import begins_place
from extract.tables import load_set

_STOPS = load_set("victim_stops")
_GENITIVES = load_set("victim_genitives")
FAMILIES = frozenset({"اسر", "الاسر", "اسره", "عايله", "عايلات", "العايلات"})
_OTHER_CASES = frozenset({"مرضيه", "انسانيه", "اسعافيه", "طارئه", "طلاق", "زواج", "ولاده", "انقاذ"})
_SIDES = frozenset({"الجانبين", "الطرفين", "جانبنا", "جانبهم", "طرفنا", "كلا", "بين"})
_LONGEST_NOUN = 7  # tokens of a noun with its adjectives and genitives
_OPENING = frozenset("\"«“('")
_CLOSING = frozenset("\"»”)'")


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
        tokens = self.document.tokens
        end = at + 1
        definite = shape(tokens[at].word).definite
        while end < min(limit, at + _LONGEST_NOUN):
            token = tokens[end]
            folded = token.word.folded
            if token.kind == "number" and end > at + 1 and self._label(end):
                end += 1
                continue
            if token.kind != "word":
                quoted = (
                    token.text in _OPENING and end + 2 < limit and tokens[end + 2].text in _CLOSING
                )
                if not quoted:
                    break
                end += 3
                continue
            if folded == "من" and end + 1 < limit and end == at + 1 and not definite:
                inner = tokens[end + 1].word
                if end + 2 < limit and tokens[end + 2].word.folded == "واحده":
                    break  # «3 أشخاص من عائلة واحدة»
                if person_of(inner) or inner.folded in (
                    "لواء",
                    "طواقم",
                    "شرطه",
                    "قوات",
                    "كتيبه",
                    "وحده",
                    "ذوي",
                ):
                    end += 2
                    continue
                break
            if folded == "غير" and end + 1 < limit:
                end += 2  # «مهاجرا غير نظامي»
                continue
            counts = self.quantities.get(end)
            if (
                folded == "و"
                or folded in _STOPS
                or object_verb(token.word)
                or begins_place(token.word)
                or (counts and counts.kind == "count")
                or cue_of(token.word)
            ):
                break
            form = shape(token.word)
            if form.owned and is_thing(token.word):
                break  # «غادر السكان منازلهم»
            if begins_another(tokens, at, end, self.names):
                break
            if definite and end == at + 1 and end in self.names and not form.conjunction:
                end = min(limit, self.names[end])  # «الشاب أكرم زنون»
                continue
            if definite and end + 1 in self.names and not folded.startswith("ال") and end == at + 1:
                end = min(limit, self.names[end + 1])  # «الطفلة ليان إبراهيم»
                continue
            if form.conjunction or form.preposition or form.only_verb or other_of(token.word):
                break
            if folded.startswith("و") and not token.word.known and person_of(token.word):
                break  # «و6 مواطنات ومسعفان»
            bare = not definite and takes_no_genitive(tokens[at]) and tokens[at + 1].text != "من"
            if bare and form.definite and not form.owned:
                break
            if bare and form.nominal and tokens[end - 1].kind == "word":
                agrees = form.adjective and not (
                    folded.endswith(("ا", "ين")) and tokens[at].word.folded.endswith("ون")
                )
                like = folded.endswith(tokens[at].word.folded[-2:])
                like = like and not in_another_case(tokens, at, end)
                if not (agrees or form.name or like):
                    break
            if folded == "بحاله" or folded.startswith(("بجر", "باصاب")):
                break
            verb = form.verb and not form.adjective and not form.definite and not form.name
            if verb and person_of(token.word) is None and folded not in _GENITIVES:
                break
            end += 1
        return end

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
        if token.kind != "word" or word.folded in _STOPS or cue_of(word) or is_thing(word):
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
        quoted = begin + 2 < limit and tokens[begin + 2].text in _CLOSING
        if begin + 1 < limit and tokens[begin].text in _OPENING and (begin > at or quoted):
            begin += 1
        word = tokens[begin].word
        if tokens[begin].kind != "word" or word.folded in _STOPS:
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
            closes = quoted and end < limit and tokens[end].text in _CLOSING
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
