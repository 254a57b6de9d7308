"""The missing and those aboard what is lost: «البحث عن 4 جرفتهم السيول», «اختفت طفلة»."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from extract.casualties.figures.figure import Figure
from extract.casualties.figures.flights import Flights
from extract.casualties.harm import Cue, cue_of
from extract.casualties.people import person_of
from extract.casualties.victims import Group
from extract.document import Word
from extract.facts import Role
from extract.phrases import shape
from extract.tables import load_set

_SEEKING = frozenset({"البحث", "بحث", "تبحث", "يبحث", "يبحثون", "بحثا"})
_ABOARD = frozenset({"متنها", "متنه", "تقل", "يقل", "تقلهم", "تحمل"})
_THEIR_NUMBER = frozenset({"عددهم"})
_TRACES = frozenset({"اثر", "اثار"})
_LOSING = frozenset({"فقد", "فقدان", "فقدت"})
_WITHOUT_TRACE = load_set("vanished_signs")
_ELEMENTS = load_set("harm_elements")
_OFFENDERS = load_set("harm_offenders")
_FARTHEST_LOSS = 10  # tokens from «فقدان الاتصال» to «يقل 40 مهاجرا»
_FARTHEST_SIGN = 14  # tokens from one who vanished to «في ظروف غامضة»
_PRESUMING = frozenset({"اعتبر", "اعتبرت", "اعتبروا", "يعتبر"})
_FARTHEST_TOTAL = 6  # tokens from «المفقودين» to «عددهم»
_OPENING = _THEIR_NUMBER | _PRESUMING | _SEEKING | _ABOARD | _TRACES


def opens_vanishing(word: Word) -> bool:
    """Whether the word may tell of people lost without a word of loss before them."""
    return not _OPENING.isdisjoint(word.stems)


class Vanished(Flights):
    """Reads who is lost, sought, or was aboard what is lost."""

    def _vanishing(self, at: int) -> int | None:
        return self._read_by_word(
            at,
            (_SEEKING, self._searched_for),
            (_ABOARD, self._aboard),
            (_TRACES, self._without_trace),
            (_THEIR_NUMBER, self._their_total),
            (_PRESUMING, self._presumed),
        )

    def _counted_at(self, at: int) -> Group | None:
        """The counted people at ``at``, who are no offenders."""
        group = self.reader.group(at, self._end) if at in self.reader.quantities else None
        if group is None or not (group.noun or group.general) or group.quantity is None:
            return None
        first = self.tokens[group.noun[0]].word if group.noun else None
        offends = first is not None and not _OFFENDERS.isdisjoint(first.stems)
        return None if offends else group

    def _searched_for(self, at: int) -> int | None:
        """«البحث عن أربعة أشخاص جرفتهم السيول»: sought after a disaster."""
        words = [token.word.folded for token in self.tokens[at + 1 : min(self._end, at + 4)]]
        if "عن" not in words:
            return None
        begin = at + 2 + words.index("عن")
        group = self._counted_at(begin)
        around = self.tokens[self._start : self._end]
        if group is None:
            return self._missing_one(at, begin)
        disaster = any(not _ELEMENTS.isdisjoint(token.word.stems) for token in around)
        if not disaster and "killed" not in self._roles:
            return None
        return self._told_of(at, [group], "missing", "sought")

    def _missing_one(self, at: int, begin: int) -> int | None:
        """«البحث عن طفل مفقود», «عن عاملين مفقودين»."""
        group = self.reader.group(begin, self._end) if begin < self._end else None
        if group is None or group.kind != "noun" or group.definite or group.last >= self._end:
            return None
        cue = cue_of(self.tokens[group.last].word)
        if cue is None or cue.role != "missing" or cue.kind != "victim" or cue.definite:
            return None
        if group.count is None:
            two = self.tokens[begin].word.folded.endswith("ين")
            group = replace(group, count=2 if two else None, vague=None, bound="exact")
        return self._told_of(at, [replace(group, last=group.last + 1)], "missing", "sought")

    def _presumed(self, at: int) -> int | None:
        """«اعتبر آخر في عداد المفقودين», «واعتبر آخران مفقودين»."""
        group = self.reader.group(at + 1, self._end) if at + 1 < self._end else None
        if group is None or (group.count is None and group.vague is None):
            return None
        after = self.tokens[group.last : min(self._end, group.last + 4)]
        cues = (cue_of(token.word) for token in after)
        missing = any(c is not None and c.role == "missing" and c.kind == "victim" for c in cues)
        return self._told_of(at, [group], "missing", "presumed") if missing else None

    def _aboard(self, at: int) -> int | None:
        """«اختفاء طائرة على متنها 9 أشخاص», «خطف سفينة تقل 20 بحارا»."""
        group = self._counted_at(at + 1)
        if group is None:
            return None
        before = self.tokens[max(self._start, at - _FARTHEST_LOSS) : at]
        cues = [cue for cue in (cue_of(token.word) for token in before) if cue is not None]
        lost = any(not _LOSING.isdisjoint(token.word.stems) for token in before)
        lost = lost or self._contact_lost_behind(group.last)
        roles = {cue.role for cue in cues} & {"missing", "detained"}
        if any(cue.role in ("killed", "injured") for cue in cues if not cue.completes):
            return None
        if not (roles or lost):
            return None
        role: Role = "detained" if "detained" in roles else "missing"
        return self._told_of(at, [group], role, "aboard")

    def _contact_lost_behind(self, at: int) -> bool:
        """«قارب يقل 90 شخصا فُقد الاتصال به»."""
        words = [token.word for token in self.tokens[at : min(self._end, at + 3)]]
        return any(
            not _LOSING.isdisjoint(one.stems) and two.folded == "الاتصال"
            for one, two in pairwise(words)
        )

    def _their_total(self, at: int) -> int | None:
        """«المفقودون يبلغ عددهم نحو 20», «النازحين البالغ عددهم 300»."""
        group = self._counted_at(at + 1)
        if group is None:
            return None
        for index in range(at - 1, max(self._start - 1, at - _FARTHEST_TOTAL), -1):
            cue = cue_of(self.tokens[index].word)
            if cue is not None and cue.kind == "victim" and cue.number == "p" and cue.definite:
                role = cue.role if cue.role in ("missing", "detained", "displaced") else None
                return self._told_of(at, [group], role, "their number") if role else None
        return None

    def _without_trace(self, at: int) -> int | None:
        """«فُقد أثر 11 جنديا»."""
        before = self.tokens[at - 1].word.stems if at > self._start else ()
        group = self._counted_at(at + 1)
        if group is None or _LOSING.isdisjoint(before):
            return None
        return self._told_of(at - 1, [group], "missing", "without trace")

    def _keep(self, figure: Figure) -> None:
        words = [token.word for token in self.tokens[figure.first : figure.last]]
        nobody = figure.noun is None and not any(person_of(word) for word in words)
        if figure.role == "missing" and figure.rule == "number before verb" and nobody:
            return  # «الطائرة من طراز 601 التي اختفت»
        own = figure.noun is not None and shape(self.tokens[figure.noun[1] - 1].word).owned
        if figure.role == "missing" and figure.rule == "verb" and own:
            return  # «فقد 3 من أبنائه»
        super()._keep(figure)

    def _told(self, at: int, cue: Cue, groups: Iterable[Group], end: int) -> int:
        groups = list(groups)
        if cue.role == "missing" and cue.weak:
            if not groups:
                return end  # «الطائرة التي اختفت»
            cue = replace(cue, weak=not self._vanished(groups[0]))
        return super()._told(at, cue, groups, end)

    def _vanished(self, group: Group) -> bool:
        """«اختفت طفلة منذ يومين», «اختفى فلان في ظروف غامضة»: nobody knows where they are."""
        signs = self.tokens[group.first : min(self._end, group.last + _FARTHEST_SIGN)]
        person = person_of(self.tokens[group.first].word)
        told = any(not _WITHOUT_TRACE.isdisjoint(token.word.stems) for token in signs)
        return told and (person is not None or group.kind == "name")
