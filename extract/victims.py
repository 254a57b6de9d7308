"""How many people a phrase counts: «ما لا يقل عن 15 جنديا», «طفلان», «امرأة وطفلتها», a name.

A `Group` is one such phrase. Reading it says nothing about what befell the people: that is for the
word of harm beside it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import Literal

from extract.document import Document, Token, Word
from extract.facts import Bound, Vague
from extract.gazetteer import names
from extract.harm import cue_of, is_thing, object_verb, other_of, person_of
from extract.numbers import Quantity
from extract.phrases import shape
from extract.places import begins_place
from extract.tables import load_set

_STOPS = load_set("victim_stops")
_LONGEST_NOUN = 7  # tokens of a noun with its adjectives and genitives
_LONGEST_NAME = 7
_OPENING = frozenset('"«“(\'')
_CLOSING = frozenset('"»”)\'')


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
class Reader:
    """Reads groups of one document; ``quantities`` and ``names`` by their first token."""

    document: Document
    quantities: dict[int, Quantity]
    names: dict[int, int]
    persons: list[tuple[int, int]]

    @classmethod
    def of(cls, document: Document) -> Reader:
        quantities: dict[int, Quantity] = {}
        for quantity in map(partial(_plain_bound, document), document.quantities):
            quantities[quantity.outer_first] = quantity
            quantities.setdefault(quantity.first, quantity)
        names = {
            m.first: m.last
            for m in document.mentions
            if m.kind in ("person", "role") and not _tells_of_harm(document, m.first, m.last)
        }
        persons = [
            (m.first, m.last)
            for m in document.mentions
            if m.kind == "person" and not _tells_of_harm(document, m.first, m.last)
        ]
        return cls(document, quantities, names, persons)

    def groups(self, at: int, limit: int) -> list[Group]:
        """The coordinated groups that begin at ``at``: «ضابط و3 جنود» are two, «امرأة وطفلتها» one."""
        found: list[Group] = []
        group = self.group(at, limit)
        while group is not None:
            found.append(group)
            at = self._joined(group.last, limit)
            group = self.group(at, limit) if at else None
            if group and group.kind in ("name", "others") and found[-1].kind == "figure":
                break
            while group and self._belongs(found[-1], group):  # «40 ألف طفل وامرأة ومسن»
                found[-1] = replace(found[-1], last=group.last, noun=(found[-1].noun or (group.first,))[:1] + (group.last,))
                at = self._joined(group.last, limit)
                group = self.group(at, limit) if at else None
        return _summed(found)

    @staticmethod
    def _belongs(figure: Group, group: Group) -> bool:
        """Whether a single noun joined to a figure is counted in it, as after 11 and more."""
        many = figure.quantity is not None and (figure.count or 0) > 10 and figure.noun is not None
        return many and group.kind == "noun" and group.count == 1 and not group.definite

    def _joined(self, at: int, limit: int) -> int | None:
        """``at`` if «و» joins something there that may be counted too."""
        if at >= limit:
            return None
        tokens = self.document.tokens
        if at + 2 < limit and "ً" in tokens[at].text and cue_of(tokens[at].word):  # «فلان شهيدًا، ومعه آخر»
            at += 1
        if tokens[at].text in ("،", ",") and at + 1 < limit:
            at += 1
        token = tokens[at]
        if token.word.folded in ("ومعه", "ومعها", "ومعهما") and at + 1 < limit:
            return at + 1
        if token.word.folded == "و":
            return at + 1 if at + 1 < limit else None
        if not token.word.folded.startswith("و") or cue_of(token.word):
            return None
        quantity = self.quantities.get(at)
        return at if (quantity and quantity.joined) or not quantity else None

    def group(self, at: int, limit: int) -> Group | None:
        """The one group that begins at token ``at``, clitics on it forgiven."""
        if at >= limit:
            return None
        tokens = self.document.tokens
        if tokens[at].text in _OPENING and at + 1 < limit:
            inner = self.group(at + 1, limit)
            if inner is None or inner.kind == "noun":
                return inner
            closes = inner.last < limit and tokens[inner.last].text in _CLOSING
            return replace(inner, last=inner.last + 1) if closes else inner
        quantity = self.quantities.get(at)
        if quantity:
            return self._figure(quantity, limit)
        if tokens[at].kind != "word":
            return None
        return self._others(at) or self._noun(at, limit) or self._name(at, limit)

    def _figure(self, quantity: Quantity, limit: int) -> Group | None:
        if quantity.kind == "ordinal" and not quantity.definite and quantity.last == quantity.first + 1:
            return self._others(quantity.first)
        if quantity.kind != "count" or (quantity.value is None and quantity.vague is None):
            return None
        if quantity.value == 0:
            return None
        tokens = self.document.tokens
        at = max(quantity.last, quantity.outer_last if quantity.outer_last > quantity.last else 0)
        after = quantity.last
        if after < limit and tokens[after].text == ")":
            after += 1
        noun = self._counted(after, limit)
        if noun is False:
            return None
        last, words, general = noun if noun else (max(after, at), None, True)
        last = max(last, quantity.outer_last)
        return Group(
            min(quantity.outer_first, quantity.first), last, quantity.value, quantity.bound,
            quantity.value_max, quantity.vague, words, "figure", quantity.definite, general, quantity,
        )  # fmt: skip

    def _counted(self, at: int, limit: int) -> tuple[int, tuple[int, int] | None, bool] | None | Literal[False]:
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
        if begin < limit and tokens[begin].text in _OPENING and begin + 1 < limit and begin > at:
            begin += 1
        word = tokens[begin].word
        if tokens[begin].kind != "word" or word.folded in _STOPS:
            return None
        form = shape(word)
        if form.conjunction or (form.preposition and not person_of(word)):
            return None
        if other_of(word):
            return begin + 1, None, True
        if is_thing(word):
            return False
        cue = cue_of(word)
        person = person_of(word)
        if cue and (cue.is_verb or cue.kind in ("event", "does")):
            return None
        if cue:
            return (begin + 1, None, True) if not cue.prefix.startswith("و") else None
        end = self.noun_end(begin, limit)
        if person:
            plain = person.general and end == begin + 1
            return end, None if plain else (begin, end), plain
        if form.only_verb:
            return None
        if begin > at:  # «15 من جنوده», «8 من طواقم الإسعاف»
            return end, (begin, end), False
        if form.adjective and word.folded.endswith(("يا", "ي", "ين", "ون", "يه", "ات")):
            return end, (begin, end), False
        return False if form.nominal and word.known and not self._agent_noun(word.folded) else None

    @staticmethod
    def _agent_noun(folded: str) -> bool:
        """Participles and sound plurals mostly name people: «متظاهرا», «مسافرين»."""
        bare = folded.removesuffix("ا")
        return folded.endswith(("ين", "ون")) or (bare.startswith("م") and 4 <= len(bare) <= 6)

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
                quoted = token.text in _OPENING and end + 2 < limit and tokens[end + 2].text in _CLOSING
                if not quoted:
                    break
                end += 3
                continue
            if folded == "من" and end + 1 < limit and end == at + 1 and not definite:
                inner = tokens[end + 1].word
                if person_of(inner) or inner.folded in ("لواء", "طواقم", "شرطه", "قوات", "كتيبه", "وحده", "ذوي"):
                    end += 2
                    continue
                break
            counts = self.quantities.get(end)
            if folded == "و" or folded in _STOPS or object_verb(token.word) or begins_place(token.word) or (counts and counts.kind == "count") or cue_of(token.word):
                break
            form = shape(token.word)
            if definite and end == at + 1 and end in self.names:
                end = min(limit, self.names[end])  # «الشاب أكرم زنون»
                continue
            if definite and end + 1 in self.names and not folded.startswith("ال") and end == at + 1:
                end = min(limit, self.names[end + 1])  # «الطفلة ليان إبراهيم»
                continue
            if form.conjunction or form.preposition or form.only_verb or other_of(token.word):
                break
            if folded == "بحاله" or folded.startswith(("بجر", "باصاب")):
                break
            if form.verb and not form.adjective and not form.definite and not form.name:
                break
            end += 1
        return end

    def _label(self, at: int) -> bool:
        """«جنود الكتيبة 697»: a number that is part of a name."""
        quantity = self.quantities.get(at)
        return quantity is not None and quantity.kind == "label"

    def _others(self, at: int) -> Group | None:
        other = other_of(self.document.tokens[at].word)
        if other is None:
            return None
        last = at + 1
        if other == "several":
            return Group(at, last, None, "vague", None, "several", None, "others", general=True)
        return Group(at, last, int(other), kind="others", general=True)

    def _noun(self, at: int, limit: int) -> Group | None:
        """A noun for people without a figure: one, two, or (indefinite or owned) several."""
        tokens = self.document.tokens
        word = tokens[at].word
        person = person_of(word)
        if person is None or is_thing(word) or person.counted or _describes(word):
            return None
        end = self.noun_end(at, limit)
        form = shape(word)
        article = form.base.startswith("ال") and form.definite and not person.owned
        number = person.number
        spoken = end < limit and tokens[end].word.folded in ("اثنين", "اثنان", "اثنتين", "اثنتان")
        if spoken or any(t.word.folded in ("اثنين", "اثنان") for t in tokens[at + 1 : end]):
            number, end = "d", end + 1 if spoken else end
        cue = cue_of(word)
        begin = at + 1 if cue and cue.is_noun else at
        noun = None if begin == end or (person.general and end == at + 1) else (begin, end)
        named = article and number in ("s", "d") and any(self._apposed(t) for t in tokens[at + 1 : end])
        if named or (at in self.names and self.names[at] > end):
            last = max(end, self.names.get(at, 0))
            return Group(at, last, 1 if number == "s" else 2, noun=(begin, last), kind="name")
        if number in ("s", "d"):
            count = 1 if number == "s" else 2
            return Group(at, end, count, noun=noun, kind="noun", definite=article, general=noun is None)
        if article:
            return None
        return Group(at, end, None, "vague", None, "several", noun, "noun", general=noun is None)

    @staticmethod
    def _apposed(token: Token) -> bool:
        """Whether a word behind a definite noun can only be (part of) a name: an indefinite noun,
        as an adjective would have the article («الشاب أحمد», not «الشاب الفلسطيني»)."""
        form = shape(token.word)
        if token.kind != "word" or token.text[:1].isdigit():
            return False
        return not form.definite and (not form.adjective or form.name or not token.word.known)

    def plain_name(self, at: int, limit: int) -> list[Group]:
        """Words that stand where only a name can stand: «استشهاد مؤمن العمور بغارة»."""
        tokens = self.document.tokens
        end = at
        while end < limit and end < at + _LONGEST_NAME:
            token = tokens[end]
            form = shape(token.word)
            if end == at and token.text == "علي":  # the name, not «على»
                end += 1
                continue
            if token.kind != "word" or token.word.folded in _STOPS or cue_of(token.word):
                break
            if form.preposition or (form.conjunction and end > at) or is_thing(token.word):
                break
            end += 1
        if end < at + 2:
            return []
        titled = shape(tokens[at].word).definite and any(map(self._apposed, tokens[at + 1 : end]))
        if person_of(tokens[at].word) or (
            shape(tokens[at].word).definite and not titled
        ):
            return []
        group = Group(at, end, 1, noun=(at, end), kind="name")
        joined = self._joined(end, limit)
        further = self.groups(joined, limit) if joined else []
        return _summed([group, *further]) if further and further[0].kind != "figure" else [group]

    def _name(self, at: int, limit: int) -> Group | None:
        """A named person: from the mentions, else two or more words that can only be a name."""
        tokens = self.document.tokens
        last = self.names.get(at)
        if last and last <= limit:
            return Group(at, last, 1, noun=(at, last), kind="name")
        if at + 1 in self.names and tokens[at + 1].word.folded.startswith("و") and self._alone(at):
            return Group(at, at + 1, 1, noun=(at, at + 1), kind="name")
        end = at
        while end < limit and end < at + _LONGEST_NAME and self._name_word(tokens[end], end == at):
            end += 1
        if end < at + 2:
            return None
        return Group(at, end, 1, noun=(at, end), kind="name")

    def surname(self, at: int, limit: int, slain: bool) -> list[Group]:
        """«اغتيال موسوي»: one word that can only be a name; ``slain`` rules a place out."""
        if at >= limit or self.document.tokens[at].kind != "word":
            return []
        word = self.document.tokens[at].word
        form = shape(word)
        proper = not word.known or all(a.pos == "noun_prop" for a in word.analyses)
        plain = not form.preposition and not form.conjunction and word.folded not in _STOPS
        if not (proper and plain) or (word.folded in names() and not slain) or is_thing(word) or len(word.folded) < 4:
            return []
        return [Group(at, at + 1, 1, noun=(at, at + 1), kind="name")]

    def _alone(self, at: int) -> bool:
        """«دلال وفاطمة العاروري»: one word before a joined name is the first of two."""
        word = self.document.tokens[at].word
        form = shape(word)
        return form.nominal and not form.definite and not form.preposition and not is_thing(word)

    @staticmethod
    def _name_word(token: Token, opening: bool) -> bool:
        word = token.word
        if token.kind != "word" or word.folded in _STOPS or cue_of(word):
            return False
        form = shape(word)
        if form.preposition or (form.conjunction and not opening):
            return False
        return not word.known or form.name or (not opening and form.definite and not form.adjective)


def _describes(word: Word) -> bool:
    """«العملية العسكرية»: a feminine with article is mostly an adjective of a thing."""
    return word.folded.startswith(("ال", "وال", "لل", "بال")) and word.folded.endswith("يه") and any(
        a.pos == "adj" for a in word.analyses
    )


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


def _summed(groups: list[Group]) -> list[Group]:
    """Single persons told one by one are one count: «امرأة وطفلتها» are two."""
    if len(groups) < 2:
        return groups
    singles = all(g.count and not g.quantity and g.bound == "exact" for g in groups)
    people = all(not g.quantity and g.kind in ("noun", "name") for g in groups)
    if people and not singles and any(g.vague == "several" for g in groups):
        whole = (groups[0].first, groups[-1].last)
        return [Group(whole[0], whole[1], None, "vague", None, "several", whole, "noun")]
    if singles and any(g.kind != "others" for g in groups):
        total = sum(g.count or 0 for g in groups)
        return [
            replace(
                groups[0], last=groups[-1].last, count=total, general=False,
                noun=(groups[0].first, groups[-1].last),
            )
        ]  # fmt: skip
    return groups
