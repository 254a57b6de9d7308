"""Whom a word of arrest takes: «الجناة الخمسة», «صاحب مخبز», «كلا من: فلان، وفلان»."""

from __future__ import annotations

from dataclasses import replace

from extract.casualties.figures.held_before import HeldBefore
from extract.casualties.harm import Cue, cue_of
from extract.casualties.people import is_thing, person_of
from extract.casualties.victims import Group
from extract.phrases import shape
from extract.tables import load_set

_OFFENDERS = load_set("harm_offenders")
_OWNERS = frozenset({"صاحب", "صاحبه", "مدير", "مديره", "مالك", "مالكه", "ربه", "مسجل", "مطلق"})
_QUOTES = frozenset("(\"«“")
_LONGEST_TITLES = 6  # tokens of titles before a name
_MEMBERS = frozenset({"افراد", "عناصر", "اعضاء"})
_GANGS = frozenset({"عصابه", "عصابات", "خليه", "خلايا", "تشكيل", "تشكيلا", "شبكه", "شبكات"})
_MARKS = frozenset(":([«“")
_OF_SEVERAL = frozenset({"بهم", "فيهم", "عنهم"})  # «المشتبه بهم»
_FARTHEST_LIST = 10  # tokens from «اعتقلت» to «كلا من»
_FARTHEST_DOER = 6  # tokens of the doer between «ضبطت» and those it seized


class ArrestObjects(HeldBefore):
    """Finds the people held behind a word of arrest or behind its doer."""

    def _people_behind(self, at: int) -> list[Group]:
        """The people told at ``at``; definite ones count where they are offenders."""
        if at >= self._end:
            return []
        at += at + 1 < self._end and self.tokens[at].text in _QUOTES
        word = self.tokens[at].word
        if word.folded in ("كل", "كلا", "جميع"):
            return self._groups(at)
        if is_thing(word):
            return []
        groups = self.reader.groups(at, self._end)
        gang = self._gang(at, groups)
        if gang is not None:
            return [gang]
        person = person_of(word)
        if at in self.reader.quantities:
            return groups if groups and self._of_people(groups[0]) else []
        if not _OWNERS.isdisjoint(word.stems) and not groups:
            return self._owner(at)
        titled = self._titled(at)
        if titled is not None:
            return [titled]
        offender = not _OFFENDERS.isdisjoint(word.stems) and person is not None
        if not offender or not shape(word).definite:
            one = word.folded.endswith(("احد", "احدي"))
            told = person or one or (groups and groups[0].quantity)
            return groups if groups and (told or groups[0].kind == "name") else []
        return self._offenders(at, groups)

    def _titled(self, at: int) -> Group | None:
        """«المحامية والناشطة الحقوقية ماهينور»: one person by several titles."""
        for index in range(at, min(self._end, at + _LONGEST_TITLES)):
            if index in self.reader.names and index > at:
                last = self.reader.names[index]
                return Group(at, last, 1, noun=(at, last), kind="name")
            if not shape(self.tokens[index].word).definite:
                return None
        return None

    def _gang(self, at: int, groups: list[Group]) -> Group | None:
        """«عصابة لسرقة المنازل»: several; «أفراد العصابة المكونة من 7»: as many as they are."""
        sized = self.reader.group(at + 1, self._end) if at + 1 < self._end else None
        members = self.tokens[at].word.folded in _MEMBERS
        if members and sized is not None and sized.quantity and sized.first == at + 1:
            counts = at + 1 not in self.reader.quantities
            return replace(sized, first=at, definite=False) if counts else None
        if groups or _GANGS.isdisjoint(self.tokens[at].word.stems):
            return None
        end = self.reader.noun_end(at, self._end)
        return Group(at, end, None, "vague", None, "several", None, "noun", general=True)

    def _offenders(self, at: int, groups: list[Group]) -> list[Group]:
        """«المتهم بقتل زوجته», «الجناة الخمسة», «المتورطين في الحادث»."""
        suspects = at + 1 < self._end and self.tokens[at + 1].word.folded in _OF_SEVERAL
        if suspects:
            return [Group(at, at + 2, None, "vague", None, "several", (at, at + 2), "noun")]
        number = self.reader.quantities.get(at + 1)
        if number is not None and number.definite and number.value:
            return [Group(at, number.last, number.value, noun=(at, at + 1), quantity=number)]
        if groups:
            return [replace(groups[0], definite=False)]
        end = self.reader.noun_end(at, self._end)
        return [Group(at, end, None, "vague", None, "several", (at, end), "noun")]

    def _owner(self, at: int) -> list[Group]:
        """«صاحب مخبز», «مدير شركة»: one person by what is his."""
        end = self.reader.noun_end(at, self._end)
        return [Group(at, end, 1, noun=(at, end), kind="noun")] if end > at + 1 else []

    def _of_people(self, group: Group) -> bool:
        """Whether a figure counts people: a bare «ضبط 40» may be of anything."""
        if group.noun is None:
            return group.general and group.quantity is not None and group.last > group.quantity.last
        return not is_thing(self.tokens[group.noun[0]].word)

    def _behind_doer(self, at: int) -> list[Group]:
        """«ضبطت مباحث التموين صاحب مخبز»: the first people behind a definite doer."""
        for index in range(at + 1, min(self._end, at + _FARTHEST_DOER)):
            word = self.tokens[index].word
            form = shape(word)
            if index in self.reader.quantities:
                return self._people_behind(index) if index > at + 1 else []
            if self.tokens[index].kind != "word" or form.conjunction or form.preposition:
                return []
            if cue_of(word):
                return []  # «يحتجز جثامين 198 فلسطينيا»
            if index == at + 1 or not self._free_noun(index):
                continue
            object_case = word.folded.endswith("ا") or self.tokens[at].word.folded != "ضبط"
            if not object_case:  # «ضبط النفس مطلوب»
                continue
            if is_thing(word):
                return []
            offender = form.definite and not _OFFENDERS.isdisjoint(word.stems)
            groups = self._people_behind(index) if offender or not form.definite else []
            if groups and groups[0].kind != "name":
                return groups[:1]
        return []

    def _object(self, at: int, cue: Cue) -> list[Group]:
        if cue.role != "detained":
            return super()._object(at, cue)
        suspects = self._suspects_behind(at)
        groups = suspects or super()._object(at, cue) or self._listed_behind(at)
        groups = groups or self._behind_doer(at) or self._past_captors(at)
        return self._resolved(groups)

    def _past_captors(self, at: int) -> list[Group]:
        """«خطف مسلحون يعتقد أن لهم صلة بالتنظيم خمسة موظفين»: past what is told of the captors."""
        if not self._captors(at + 1):
            return []
        for index in range(at + 2, min(self._end, at + _FARTHEST_LIST * 2)):
            if index in self.reader.quantities or self.tokens[index].text[:1] in ".؛":
                return self._people_behind(index)
        return []

    def _resolved(self, groups: list[Group]) -> list[Group]:
        """«عددا من الموظفين وعددهم 17», «مواطنين … لترويجهما»: how many they are after all."""
        if len(groups) != 1 or groups[0].vague != "several":
            return groups
        return self._their_number(groups[0].last) or self._as_pair(groups[0])

    def _groups_after(self, at: int, cue: Cue) -> list[Group]:
        if cue.role != "detained":
            return super()._groups_after(at, cue)
        breaks = at < self._end and self.tokens[at].kind == "punctuation"
        if breaks and self.tokens[at].text not in _MARKS:
            return []  # «تنتهي باعتقالات"، مضيفة …»
        groups = super()._groups_after(at, cue)
        sought = _OFFENDERS | _OWNERS | _GANGS
        offends = at < self._end and not sought.isdisjoint(self.tokens[at].word.stems)
        groups = groups or (self._people_behind(at) if offends else [])
        return self._resolved(groups)

    def _listed_behind(self, at: int) -> list[Group]:
        """«اعتقلت القوات كلا من: فلان، وفلان», «… المواطنين: فلان وفلان»."""
        for index in range(at + 1, min(self._end - 2, at + _FARTHEST_LIST)):
            token, following = self.tokens[index : index + 2]
            if token.word.folded in ("كلا", "كل") and following.word.folded == "من":
                begin = index + 2
            elif person_of(token.word) and shape(token.word).definite and following.text == ":":
                begin = index + 1
            else:
                continue
            begin += begin < self._end and self.tokens[begin].text == ":"
            return self.reader.each_of(begin, self._end)
        return []

    def _suspects_behind(self, at: int) -> list[Group]:
        """«اعتقلت الشرطة المشتبه بهم في القضية، وعددهم أربعة»."""
        for index in range(at + 1, min(self._end - 1, at + _FARTHEST_DOER)):
            suspect = shape(self.tokens[index].word).definite
            if suspect and self.tokens[index + 1].word.folded in _OF_SEVERAL:
                groups = self._people_behind(index)
                return self._their_number(index + 2) or groups
        return []
