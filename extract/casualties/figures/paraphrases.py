"""Harm told without a word of harm: «بلغت خسائر العدو 280 جنديا», «راح ضحية».

Each reading begins at its opening word; the people stand at a place of their own behind it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from extract.casualties.denials import is_denied
from extract.casualties.figures.figure import Figure
from extract.casualties.figures.plights import Plights
from extract.casualties.figures.rates import is_foretold
from extract.casualties.harm import Cue, cue_of
from extract.casualties.people import is_thing, person_of
from extract.casualties.victims import Group
from extract.document import Word
from extract.tables import load_set

_TAKING = frozenset({"اودي", "اودت", "يودي", "تودي", "فتك", "فتكت", "يفتك", "تفتك"})
_FALLING = frozenset({"راح", "راحت"})
_LOSSES = frozenset({"خساير", "الخساير", "خسايره", "خسايرها", "خسايرهم"})
_RISING = frozenset(
    {"ارتفع", "ارتفعت", "يرتفع", "ترتفع", "لترتفع", "ليرتفع", "لتصل", "ليصل", "لتبلغ", "ليبلغ"}
)
_SUMS = frozenset({"الحصيله", "حصيله", "العدد", "المجموع", "الاجمالي", "اجمالي", "عددهم"})
_REACHING = frozenset({"بلغ", "بلغت", "تجاوز", "تجاوزت", "تبلغ", "يبلغ", "تتجاوز", "بفقدان"})
_AS_MANY = frozenset({"ومثلهم", "ومثلهن", "مثلهم", "مماثل"})
_SPREADING = frozenset({"وزعت", "توزعت", "توزعوا", "موزعين", "موزعه", "يتوزعون"})
_OBITUARY = load_set("harm_obituary")
_LOSING_MEN = frozenset({"خسر", "خسرت", "خسرنا", "خسروا", "فقدنا"})
_FIGHTERS = frozenset({"مقاتل", "جندي", "ضابط", "عنصر", "شرطي", "رجل", "عسكري", "مجاهد", "مسلح"})
_FARTHEST_MEN = 9  # tokens from «زفت» to the number of those mourned
_OPENING = _OBITUARY | _LOSING_MEN | _AS_MANY | _SPREADING | _TAKING | _FALLING
_AMOUNT = frozenset({"عدد"})
_OPENING |= _LOSSES | _RISING | _AMOUNT
_LABELS = load_set("harm_labels")
_FARTHEST_LOSS = 12  # tokens from «خسائر» to «بلغت»
_FARTHEST_SUM = 6  # tokens from «لترتفع» to the number of «الحصيلة»
_FARTHEST_LABEL = 40  # tokens from «ارتفع إلى 51» over its parts to «عدد الشهداء»
_FARTHEST_EQUAL = 6  # tokens from «قتل 5 جنود» to «ومثلهم»
_FARTHEST_VICTIM = 9  # tokens from «راح» to «ضحية»


def _forms(word: Word) -> tuple[str, ...]:
    return (*word.stems, *(reading.lemma for reading in word.analyses[:1]))


def opens_paraphrase(word: Word) -> bool:
    """Whether the word may begin such a telling."""
    return not _OPENING.isdisjoint(word.stems)


class Paraphrases(Plights):
    """Reads what the tables of words of harm do not hold."""

    def _paraphrase(self, at: int) -> int | None:
        if _OPENING.isdisjoint(self.tokens[at].word.stems):
            return None
        return self._read_by_word(
            at,
            (_TAKING, self._taken),
            (_FALLING, self._fell_victim),
            (_LOSSES, self._lost_in_battle),
            (_RISING, self._rises_to),
            (_OBITUARY, self._mourned_number),
            (_LOSING_MEN, self._lost_men),
            (_AMOUNT, self._all_of_those),
            (_AS_MANY, self._as_many),
            (_SPREADING, self._spread),
        )

    def _counted_people(self, at: int) -> list[Group]:
        """The counted people whose number stands at ``at``."""
        groups = self.reader.groups(at, self._end) if at in self.reader.quantities else []
        if not groups or groups[0].quantity is None:
            return []
        last = groups[0].quantity.last
        last += last < self._end and self.tokens[last].word.folded == "من"
        named = last < self._end and person_of(self.tokens[last].word) is not None
        return groups if named and not is_thing(self.tokens[last].word) else []

    def _taken(self, at: int) -> int | None:
        """«السيول تودي بثلاثة أطفال»: the number bears the preposition."""
        begin = at + 1
        if begin >= self._end or not self.tokens[begin].word.folded.startswith("ب"):
            return None
        begin += self.tokens[begin].word.folded in ("ب", "بـ")
        groups = self._counted_people(begin) if self._violent(at) else []
        return self._told_of(at, groups, "killed", "taken")

    def _fell_victim(self, at: int) -> int | None:
        """«راح شاب ضحية حادث سير»: the one dead stands between the verb and «ضحية»."""
        group = self.reader.group(at + 1, self._end)
        if group is None or group.kind not in ("noun", "name", "figure") or group.count is None:
            return None
        for index in range(group.last, min(self._end - 1, at + _FARTHEST_VICTIM)):
            if self.tokens[index].word.folded in ("ضحيه", "ضحايا") and self._violent(index):
                return self._told_of(at, [group], "killed", "fell victim")
        return None

    def _lost_in_battle(self, at: int) -> int | None:
        """«بلغت خسائر العدو 280 عسكريا»: dead and wounded alike."""
        told = self.tokens[at - 1].word.folded if at > self._start else ""
        reached = told.removeprefix("و") in _REACHING
        for index in range(at + 1, min(self._end - 1, at + _FARTHEST_LOSS)):
            token = self.tokens[index]
            if index in self.reader.quantities:
                named = self._noun_of(self.reader.quantities[index]) is not None
                groups = self._counted_people(index) if reached and not named else []
                return self._told_of(at, groups[:1], "killed_or_injured", "losses")
            reached = reached or token.word.folded in _REACHING
            if token.kind == "punctuation" or cue_of(token.word):
                return None
        return None

    def _rises_to(self, at: int) -> int | None:
        """«ارتفع إلى 51، بينهم 8 أطفال، عدد الشهداء»: the label stands behind its number."""
        number = self.reader.quantities.get(at + 2)
        if number is None or self.tokens[at + 1].word.folded != "الي" or not number.value:
            return self._sum_reached(at)
        if self._noun_of(number) is not None:
            return None
        for index in self._labels_behind(number.last):
            cue = cue_of(self.tokens[index].word)
            if cue is None or not cue.is_noun or cue.number != "p":
                return None
            if is_denied(self.document, at, self._start, cue):
                return None
            self._labelled_before = index
            self._keep(
                Figure(
                    cue.role, number.value, number.bound, at, number.last, at, number.value_max,
                    label=True, rule="number and label",
                )
            )  # fmt: skip
            return number.last
        return None

    def _sum_reached(self, at: int) -> int | None:
        """«7 وفيات لترتفع الحصيلة إلى 121»: a total of those just told of."""
        told = [f for f in self._found if f.role in ("killed", "injured") and not f.part]
        if not told or self.tokens[min(at + 1, self._end - 1)].word.folded not in _SUMS:
            return None
        for index in range(at + 2, min(self._end - 1, at + _FARTHEST_SUM)):
            number = self.reader.quantities.get(index + 1)
            if self.tokens[index].word.folded != "الي" or number is None or not number.value:
                continue
            group = self.reader.group(index + 1, self._end)
            if group is None or group.noun or self._noun_of(number) is not None:
                return None
            if is_foretold(self.tokens, index, self._start):
                return None
            counted = (cue_of(token.word) for token in self.tokens[at + 2 : index])
            role = next((cue.role for cue in counted if cue and cue.is_noun), told[-1].role)
            self._keep(
                Figure(
                    role, number.value, number.bound, at, group.last, at, number.value_max,
                    label=True, rule="sum reached",
                )
            )  # fmt: skip
            return group.last
        return None

    def _labels_behind(self, at: int) -> Iterator[int]:
        """The first noun behind a label such as «عدد», in this sentence."""
        for index in range(at, min(self._end - 1, at + _FARTHEST_LABEL)):
            if not _LABELS.isdisjoint(self.tokens[index].word.stems):
                yield index + 1
                return

    def _number_near(self, at: int) -> list[Group]:
        """The people whose number is the first within reach, behind a doer without harm."""
        for index in range(at + 1, min(self._end, at + _FARTHEST_MEN)):
            if index in self.reader.quantities:
                quantity = self.reader.quantities[index]
                if quantity.kind != "count":
                    continue
                groups = self.reader.groups(index, self._end)[:1]
                return groups if groups and groups[0].noun else []
            if cue_of(self.tokens[index].word) or self.tokens[index].text[:1] in ".؛:":
                return []
        return []

    def _mourned_number(self, at: int) -> int | None:
        """«زفت المقاومة 5 من مجاهديها»."""
        groups = self._number_near(at)
        if not groups or is_denied(self.document, at, self._start, Cue("killed", "does")):
            return None
        self._add(groups[0], "killed", groups[0].first, "mourned")
        return groups[0].last

    def _lost_men(self, at: int) -> int | None:
        """«خسرت الفصائل 3582 مقاتلا», «فقدنا ثمانية من رجالنا»: fighters, no players or voters."""
        groups = self._number_near(at)
        noun = groups[0].noun if groups else None
        if noun is None or _FIGHTERS.isdisjoint(
            form for t in self.tokens[noun[0] : noun[1]] for form in _forms(t.word)
        ):
            return None
        return self._joint(groups[0]) or self._told_of(at, groups, "killed", "lost men")

    def _all_of_those(self, at: int) -> int | None:
        """«عدد الذين قتلوا … إلى 802»: the number of all of them."""
        begin = at + 1 + (at + 1 < self._end and self.tokens[at + 1].word.folded == "الاشخاص")
        if begin >= self._end or self.tokens[begin].word.folded not in ("الذين", "اللواتي"):
            return None
        return self._number_of_those(at, begin + 1)

    def _as_many(self, at: int) -> int | None:
        """«قتل 5 جنود ومثلهم من المدنيين», «قتل 4 وأصيب عدد مماثل»: the figure before again."""
        before = self._found[-1] if self._found else None
        if before is None or before.count is None or at - before.last > _FARTHEST_EQUAL:
            return None
        again = replace(before, first=at, last=at + 1, cue=at, noun=None, rule="as many")
        if self.tokens[at].word.folded != "مماثل":
            verb = cue_of(self.tokens[at - 1].word)
            told = verb if verb and at > before.last else None
            if told is None or not is_denied(self.document, at - 1, self._start, told):
                self._keep(replace(again, role=told.role) if told else again)
            return at + 1
        told = cue_of(self.tokens[at - 2].word) if at - 2 >= before.last else None
        if told is None or self.tokens[at - 1].word.folded != "عدد":
            return None
        if not is_denied(self.document, at - 2, self._start, told):
            self._keep(replace(again, role=told.role))
        return at + 1

    def _spread(self, at: int) -> int | None:
        """«43 وفاة وزعت على: حلب 31 وحماة 12»: bare numbers beside places are parts."""
        whole = next((f for f in reversed(self._found) if not f.part), None)
        if whole is None or whole.count is None:
            return None
        parts = []
        for index in range(at + 1, self._end):
            group = self.reader.group(index, self._end) if index in self.reader.quantities else None
            if group and group.count and group.noun is None and not group.vague:
                parts.append(group)
        if len(parts) < 2 or sum(group.count or 0 for group in parts) > whole.count:
            return None
        for group in parts:
            self._add(group, whole.role, group.first, "share of a place", part=True)
        return parts[-1].last
