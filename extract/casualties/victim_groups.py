"""One group of people: «ما لا يقل عن 15 جنديا», «طفلان», «أحد الجنود», «آخرون», a name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.casualties.collectives import counted_behind, sized
from extract.casualties.harm import cue_of
from extract.casualties.noun_ends import CLOSING, OPENING
from extract.casualties.people import form_number, is_thing, one_among, other_of, person_of
from extract.casualties.victim_nouns import Group, NounReader
from extract.document import Token, Word
from extract.numbers import Quantity
from extract.numbers.bounds import bound_of
from extract.numbers.nouns import noun_number
from extract.phrases import shape
from extract.places.gazetteer import names
from extract.tables import load_set

_STOPS = load_set("victim_stops")
_LONGEST_NAME = 7
_RECOVERED = load_set("harm_recovered")
_ALL_PEOPLE = 1_000_000_000  # such a figure counts money
_ONE_OF_THEM = frozenset({"احدهم", "احدهما", "احداهن", "احداهما"})
_FOREMOST = frozenset({"اخطر", "ابرز", "اهم", "اكبر", "اشهر", "كبار", "اشد", "اقدم"})
_MEMBERS = frozenset({"قيادات", "كوادر", "رموز", "اعضاء", "افراد", "عناصر"})
_FORCES = load_set("victim_genitives")
_SIZES = frozenset({"قوته", "شدته", "درجته", "حجمه"})


@dataclass(slots=True)
class GroupReader(NounReader):
    """Reads one group at a token of one document."""

    def group(self, at: int, limit: int) -> Group | None:
        """The one group that begins at token ``at``, clitics on it forgiven."""
        if at >= limit:
            return None
        tokens = self.document.tokens
        if tokens[at].text in OPENING and at + 1 < limit:
            inner = self.group(at + 1, limit)
            if inner is None or inner.kind == "noun":
                return inner
            closes = inner.last < limit and tokens[inner.last].text in CLOSING
            return replace(inner, last=inner.last + 1) if closes else inner
        quantity = self.quantities.get(at)
        if quantity:
            return self._figure(quantity, limit)
        before = tokens[at - 1] if at else None
        if tokens[at].kind != "word" or (before and before.text == "/"):
            return None  # «أغسطس/آب»
        return (
            self._others(at)
            or self._one_of_them(at)
            or self._one_among(at, limit)
            or self._collective(at, limit)
            or self._noun(at, limit)
            or self._name(at, limit)
        )

    def _figure(self, quantity: Quantity, limit: int) -> Group | None:
        if (
            quantity.kind == "ordinal"
            and not quantity.definite
            and quantity.last == quantity.first + 1
        ):
            return self._others(quantity.first)
        if quantity.kind != "count" or (quantity.value is None and quantity.vague is None):
            return None
        tokens = self.document.tokens
        recovered = tokens[quantity.last : min(limit, quantity.last + 3)]
        if any(not _RECOVERED.isdisjoint(token.word.stems) for token in recovered):
            return None
        if quantity.value is not None and not 0 < quantity.value < _ALL_PEOPLE:
            return None
        at = max(quantity.last, quantity.outer_last if quantity.outer_last > quantity.last else 0)
        after = quantity.last
        if after < limit and tokens[after].text in (")", "”", '"', "»"):
            after += 1
        noun = self._counted(after, limit)
        if noun is False or (quantity.value == 1 and self._one_of(after, limit)):
            return None
        last, words, general = noun if noun else (max(after, at), None, True)
        last = max(last, quantity.outer_last)
        return Group(
            min(quantity.outer_first, quantity.first),
            last,
            quantity.value,
            quantity.bound,
            quantity.value_max,
            quantity.vague,
            words,
            "figure",
            quantity.definite and quantity.bound == "exact",
            general,
            quantity,
        )

    def _collective(self, at: int, limit: int) -> Group | None:
        """«عصابة من 5 أفراد», «ركابها الـ62»: one body of people, and how many belong to it."""
        quantity = sized(self.document, self.quantities, at, limit)
        if quantity is None:
            person = person_of(self.document.tokens[at].word)
            known = person is not None and shape(self.document.tokens[at].word).definite
            if person is None or person.number == "s" or not known:
                return None
            quantity = counted_behind(self.document, self.quantities, at + 1, limit)
            if quantity is None:
                return None
            noun = None if person.general else (at, at + 1)
            return Group(
                at, quantity.last, quantity.value, noun=noun, general=noun is None,
                definite=not person.owned, quantity=quantity,
            )  # fmt: skip
        counted = self._counted(quantity.last, limit)
        last = counted[0] if counted else quantity.last
        return Group(
            at, last, quantity.value, quantity.bound, noun=(at, last), quantity=quantity
        )  # fmt: skip

    def _one_of_them(self, at: int) -> Group | None:
        """«أصيب أحدهما», «توفي أحدهم»: right behind a verb of harm."""
        tokens = self.document.tokens
        if not at or tokens[at].word.folded not in _ONE_OF_THEM:
            return None
        verb = cue_of(tokens[at - 1].word)
        if verb is None or not verb.is_verb:
            return None
        return Group(at, at + 1, 1, kind="others", general=True)

    def _one_among(self, at: int, limit: int) -> Group | None:
        """«أحد الجنود», «إحدى الممرضات»: one person of a plural."""
        tokens = self.document.tokens
        if not one_among(tokens[at].word) or at + 1 >= limit:
            return None
        first = at + 1 + (tokens[at + 1].word.folded in _FOREMOST and at + 2 < limit)
        word = tokens[first].word
        person = person_of(word)
        agents = word.folded.startswith("الم") and word.folded.endswith(("ين", "ون"))
        behind = tokens[first + 1].word.folded if first + 1 < limit else ""
        suspects = behind in ("بهم", "فيهم")  # «أحد المشتبه بهم»
        one = person is not None and person.number == "s" and not suspects
        agents = agents or word.folded.removeprefix("ال") in _MEMBERS
        if (person is None and not agents) or is_thing(word) or one:
            return None
        end = self.noun_end(first, limit)
        return Group(at, end, 1, noun=(at, end), kind="noun")

    def _one_of(self, at: int, limit: int) -> bool:
        """«واحدة من أسوأ الكوارث»: one of many things, not of people."""
        words = [token.word for token in self.document.tokens[at : min(limit, at + 3)]]
        if len(words) < 2 or words[0].folded != "من":
            return False
        return not any(person_of(word) or cue_of(word) for word in words[1:])

    def _others(self, at: int) -> Group | None:
        other = other_of(self.document.tokens[at].word)
        if other is None:
            return None
        last = at + 1
        if last < len(self.document.tokens) and other == "1" and self._has(last):
            return None  # «قتل آخر قوته 5.9 درجات …»: the last one, of a thing
        if other == "several":
            return Group(at, last, None, "vague", None, "several", None, "others", general=True)
        return Group(at, last, int(other), kind="others", general=True)

    def _has(self, at: int) -> bool:
        """Whether a noun with its pronoun stands there that is no person's."""
        word = self.document.tokens[at].word
        return word.folded in _SIZES

    def _noun(self, at: int, limit: int) -> Group | None:
        """A noun for people without a figure: one, two, or (indefinite or owned) several."""
        tokens = self.document.tokens
        word = tokens[at].word
        person = person_of(word)
        if person is None or is_thing(word) or person.counted or _describes(word):
            return None
        if person.owned and word.folded.endswith(("كم", "كن")):
            return None  # «تقتل أبناءكم»: rhetoric
        end = self.noun_end(at, limit)
        form = shape(word)
        if person.number == "s" and self._dual_construct(at, limit):
            return Group(at, at + 2, 2, noun=(at, at + 2), kind="noun")
        article = form.base.startswith("ال") and form.definite and not person.owned
        number = "s" if tokens[at].text.endswith(("أخوه", "اخوه")) else person.number
        if number is None and _vocalised_dual(tokens[at].text):
            number = "d"
        spoken = end < limit and tokens[end].word.folded in ("اثنين", "اثنان", "اثنتين", "اثنتان")
        if spoken or any(t.word.folded in ("اثنين", "اثنان") for t in tokens[at + 1 : end]):
            number, end = "d", end + 1 if spoken else end
        plural = number == "d" and word.folded.endswith("ين") and end > at + 1
        if plural and noun_number(tokens[at + 1].word) == "p":
            number = None  # «ناشطين يهودا»
        cue = cue_of(word)
        harmed = cue is not None and cue.is_noun and cue.role not in ("detained", "displaced")
        begin = at + 1 if harmed else at
        noun = None if begin == end or (person.general and end == at + 1) else (begin, end)
        behind = tokens[at + 1 : end]
        apposed = any(map(self._apposed, behind)) or self._all_names(behind)
        comma = end + 1 < limit and tokens[end].text in ("،", ",", ":", '"', "«")
        if article and number == "d" and comma and end + 1 in self.names:
            last = self.names[end + 1]
            return Group(at, last, 2, noun=(begin, last), kind="name")
        if article and number == "s" and (closed := self._quoted_name(end, limit)):
            return Group(at, closed, 1, noun=(begin, closed), kind="name")
        named = article and number in ("s", "d") and apposed
        if named or (at in self.names and self.names[at] > end):
            last = max(end, self.names.get(at, 0))
            return Group(at, last, 1 if number == "s" else 2, noun=(begin, last), kind="name")
        if number in ("s", "d"):
            count = 1 if number == "s" else 2
            last = end + (end < limit and tokens[end].text in ("واحد", "واحدة", "واحدا", "واحدًا"))
            bounded = bound_of(tokens, at, last, at, min(limit, last + 2))
            return Group(
                at, bounded.last, count, bounded.bound, noun=noun, kind="noun", definite=article,
                general=noun is None,
            )  # fmt: skip
        if article:
            return None
        return Group(at, end, None, "vague", None, "several", noun, "noun", general=noun is None)

    def _quoted_name(self, at: int, limit: int) -> int | None:
        """«الطفل "ح خالد"»: the end of a name in quotation marks."""
        tokens = self.document.tokens
        if at >= limit or tokens[at].text not in OPENING:
            return None
        for index in range(at + 2, min(limit, at + 6)):
            if tokens[index].text in CLOSING:
                return index + 1
        return None

    @staticmethod
    def _all_names(behind: Sequence[Token]) -> bool:
        """«الصحفي سائد نبهان»: two words without article, which no adjectives of his can be."""
        plain = (not shape(t.word).definite and not t.word.folded.endswith("ا") for t in behind)
        return len(behind) > 1 and all(plain)

    def _dual_construct(self, at: int, limit: int) -> bool:
        """«ضابطا شرطة», «رجلي أمن»: a dual, as it has lost its «ن» before a genitive."""
        tokens = self.document.tokens
        folded = tokens[at].word.folded  # «عسكري احتياط» is one, «رجلي أمن» are two
        bare = folded.endswith("ا") or _lost_its_nun(folded)
        bare = bare and at + 1 < limit
        return bare and tokens[at + 1].word.folded in _FORCES

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
        unknown = not word.known and not word.folded.endswith("ه")
        proper = unknown or (word.known and all(a.pos == "noun_prop" for a in word.analyses))
        plain = not form.preposition and not form.conjunction and word.folded not in _STOPS
        if (
            not (proper and plain)
            or (word.folded in names() and not slain)
            or is_thing(word)
            or len(word.folded) < 4
        ):
            return []
        return [Group(at, at + 1, 1, noun=(at, at + 1), kind="name")]


def _vocalised_dual(text: str) -> bool:
    """«مستوطنَين», «معتقليْن»: the vowel tells the dual from the plural."""
    return text.endswith(("َين", "يْن", "َيْن", "يْنِ", "يْنَ", "َينِ"))


def _lost_its_nun(folded: str) -> bool:
    return folded.endswith("ي") and form_number(folded[:-1]) == "s" != form_number(folded)


def _describes(word: Word) -> bool:
    """«العملية العسكرية»: a feminine with article is mostly an adjective of a thing."""
    return (
        word.folded.startswith(("ال", "وال", "لل", "بال"))
        and word.folded.endswith("يه")
        and any(a.pos == "adj" for a in word.analyses)
    )
