"""People driven from where they live: «فرار آلاف المدنيين من منازلهم», «غادر مئات السكان قراهم».

A word of flight (`flight_words.tsv`) tells of the displaced where its subject is counted and the
clause says that they left their homes, what drove them, or for which country: else people merely
travel.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from extract.casualties.denials import is_denied
from extract.casualties.figures.arrests import Arrests
from extract.casualties.figures.figure import Figure
from extract.casualties.harm import Cue
from extract.casualties.people import is_thing, person_of
from extract.casualties.victim_nouns import FAMILIES
from extract.casualties.victims import Group
from extract.document import Word
from extract.phrases import shape
from extract.places.gazetteer import names
from extract.tables import load_map, load_set

_WORDS = {word: kind for word, (kind,) in load_map("flight_words").items()}
_HOMES = load_set("harm_homes")
_ELEMENTS = load_set("harm_elements")
_STRIFE = load_set("scope_strife")
_MOTIVES = load_set("flight_motives")
_OFFENDERS = load_set("harm_offenders")
_NO_REFUGEES = load_set("flight_others")
_CIVILIANS = frozenset({"مدنيون", "مدنيين", "سكان", "اهالي"})
_HOMELESS = frozenset({"نازحه", "النازحه", "مهجره", "المهجره", "مشرده", "المشرده"})
_RETURNING = frozenset({"عوده", "العوده", "عاد", "عادوا", "يعود", "يعودون", "عادت"})
_SHELTERS = frozenset({"الملاجي", "ملاجي", "الملجا"})
_CAMPS = frozenset({"مخيم", "مخيمات", "الحدود", "دول", "مناطق", "مراكز", "مدارس"})
_FARTHEST_SIGN = 12  # tokens from those who fled to «منازلهم», «هربا»
_FARTHEST_SUBJECT = 7  # tokens from the number of those who fled to their verb
_FARTHEST_NOUN = 3  # tokens before a figure in which prisoners or soldiers may stand


def opens_flight(word: Word) -> bool:
    """Whether the word may tell of people who flee or are taken from their homes."""
    homeless = not _HOMELESS.isdisjoint(word.stems) or word.folded == "العراء"
    return homeless or _kind(word) is not None


def _kind(word: Word) -> str | None:
    """``flee``, ``go`` or ``take`` if the word is one of flight."""
    return next((_WORDS[stem] for stem in word.stems if stem in _WORDS), None)


def _households(word: Word) -> bool:
    """«فرّت عائلات كثيرة من القصف»: families without a number."""
    return word.folded in FAMILIES or not _CIVILIANS.isdisjoint(word.stems)


class Flights(Arrests):
    """Reads who fled, left home or was taken out of it."""

    def _keep(self, figure: Figure) -> None:
        if figure.role == "displaced" and (self._breaks_out(figure) or self._returns(figure)):
            return
        super()._keep(figure)

    def _told(self, at: int, cue: Cue, groups: Iterable[Group], end: int) -> int:
        groups = list(groups)
        if cue.role == "displaced" and cue.weak and groups:
            driven = self._residents(groups[0]) and self._flees("flee", groups[0].last)
            cue = replace(cue, weak=not driven)
        return super()._told(at, cue, groups, end)

    def _of_families(self, at: int) -> int | None:
        """«عدد الأسر النازحة 900», «وصلت 200 أسرة نازحة»: the adjective of families."""
        if at == self._start or self.tokens[at - 1].word.folded not in FAMILIES:
            return None
        if self.tokens[at].word.folded.startswith("ال"):
            return self._label(at, Cue("displaced", "victim", "p", definite=True))
        for index in range(at - 2, max(self._start - 1, at - _FARTHEST_SUBJECT), -1):
            counted = index in self.reader.quantities
            group = self.reader.group(index, at + 1) if counted else None
            if group is not None and group.last >= at and self._given(index):
                self._add(group, "displaced", at, "families", last=at + 1)
                return at + 1
        return None

    def _returns(self, figure: Figure) -> bool:
        """«شرع آلاف السكان بالعودة إلى قراهم التي هجروا منها»."""
        words = (token.word for token in self.tokens[figure.first : figure.last])
        return any(not _RETURNING.isdisjoint(word.stems) for word in words)

    def _breaks_out(self, figure: Figure) -> bool:
        """«فرار 20 سجينا», «سرقت مجموعة لصوص …، وفرّ أفرادها»: no refugees."""
        first = max(self._start, figure.first - _FARTHEST_NOUN)
        words = [token.word for token in self.tokens[first : figure.last + 1]]
        return any(not _NO_REFUGEES.isdisjoint(word.stems) for word in words)

    def _flight(self, at: int) -> int | None:
        kind = _kind(self.tokens[at].word)
        if kind is None:
            homeless = not _HOMELESS.isdisjoint(self.tokens[at].word.stems)
            return self._of_families(at) if homeless else None
        before = self._gone_before(at) if kind != "take" else None
        if before is not None:
            return self._tell_flight(at, kind, before, at + 1)
        begin = at + 1
        if kind == "take" and begin < self._end and begin not in self.reader.quantities:
            begin = self._doer_ends(at) or begin
        group = self.reader.group(begin, self._end) if begin < self._end else None
        if group is None or not self._residents(group):
            return None
        return self._tell_flight(at, kind, group, group.last)

    def _tell_flight(self, at: int, kind: str, group: Group, end: int) -> int | None:
        """The group as displaced, unless they merely travel or their flight is no fact."""
        if is_denied(self.document, at, self._start, Cue("displaced", "does")):
            return None
        if not self._flees(kind, end):
            return None
        self._add(group, "displaced", at, "flight", first=at, last=end)
        return max(end, group.last)

    def _gone_before(self, at: int) -> Group | None:
        """«50 ألف شخص تركوا منازلهم»: the subject before its verb."""
        verb = self.tokens[at].word.folded
        if not verb.endswith(("وا", "ت", "ون")) and not verb.startswith("ت"):
            return None
        for index in range(at - 1, max(self._start - 1, at - _FARTHEST_SUBJECT), -1):
            if index in self.reader.quantities:
                group = self.reader.group(index, at)
                fits = group is not None and group.last == at and group.first >= self._free
                if group is not None and fits and self._residents(group):
                    return replace(group, definite=False)
        return None

    def _residents(self, group: Group) -> bool:
        """Whether the group may live there: people or families, and no offenders."""
        if group.quantity is not None and self._noun_of(group.quantity) is not None:
            return False  # «وصول 3 شهداء», «نقل عدد من الجرحى»
        if group.noun is None:
            return group.general and group.quantity is not None
        word = self.tokens[group.noun[0]].word
        people = person_of(word) is not None or word.folded in FAMILIES
        if not people or is_thing(word) or not _OFFENDERS.isdisjoint(word.stems):
            return False
        return group.quantity is not None or (group.vague is not None and _households(word))

    def _flees(self, kind: str, end: int) -> bool:
        """Whether the clause says that they left home, why, or for which country."""
        signs = self.tokens[end - 1 : min(self._end, end + _FARTHEST_SIGN)]
        words = [token.word for token in signs]
        if any(word.folded in _SHELTERS for word in words):
            return False
        if any(not _HOMES.isdisjoint(word.stems) for word in words):
            return True
        if any(not _MOTIVES.isdisjoint(word.stems) for word in words):
            return True
        around = self.tokens[self._start : self._end]
        elements = any(not _ELEMENTS.isdisjoint(token.word.stems) for token in around)
        if kind == "take":
            return elements
        if kind == "seek":  # «يلجأ مئات الشباب للعمل عن بعد»
            return self._abroad(end)
        driven = elements or any(not _STRIFE.isdisjoint(token.word.stems) for token in around)
        return kind == "flee" and (driven or self._violent(end) or self._abroad(end))

    def _abroad(self, at: int) -> bool:
        """«إلى تشاد», «نحو الحدود»: a place of refuge right behind those who fled."""
        where = self.tokens[at : min(self._end, at + 4)]
        if not where or where[0].word.folded not in ("الي", "نحو", "باتجاه", "في"):
            return False
        goals = [token.word for token in where[1:]]
        return any(not _CAMPS.isdisjoint(word.stems) for word in goals) or any(
            word.folded in names() or shape(word).base in names() for word in goals
        )
