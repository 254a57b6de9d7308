"""The missing and those aboard what is lost: «البحث عن 4 جرفتهم السيول», «اختفت طفلة»."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from extract.casualties.denials import is_denied
from extract.casualties.figures.flights import Flights
from extract.casualties.harm import Cue, cue_of
from extract.casualties.people import person_of
from extract.casualties.victims import Group
from extract.document import Word
from extract.facts import Role
from extract.tables import load_set

_SEEKING = frozenset({"البحث", "بحث", "تبحث", "يبحث", "يبحثون", "بحثا"})
_ABOARD = frozenset({"متنها", "متنه", "تقل", "يقل", "تقلهم", "تحمل"})
_TRACES = frozenset({"اثر", "اثار"})
_LOSING = frozenset({"فقد", "فقدان", "فقدت"})
_WITHOUT_TRACE = load_set("vanished_signs")
_ELEMENTS = load_set("harm_elements")
_OFFENDERS = load_set("harm_offenders")
_FARTHEST_LOSS = 10  # tokens from «فقدان الاتصال» to «يقل 40 مهاجرا»
_FARTHEST_SIGN = 14  # tokens from one who vanished to «في ظروف غامضة»
_OPENING = _SEEKING | _ABOARD | _TRACES


def opens_vanishing(word: Word) -> bool:
    """Whether the word may tell of people lost without a word of loss before them."""
    return not _OPENING.isdisjoint(word.stems)


class Vanished(Flights):
    """Reads who is lost, sought, or was aboard what is lost."""

    def _vanishing(self, at: int) -> int | None:
        stems = self.tokens[at].word.stems
        if not _SEEKING.isdisjoint(stems):
            return self._searched_for(at)
        if not _ABOARD.isdisjoint(stems):
            return self._aboard(at)
        if not _TRACES.isdisjoint(stems):
            return self._without_trace(at)
        return None

    def _counted_at(self, at: int) -> Group | None:
        """The counted people at ``at``, who are no offenders."""
        group = self.reader.group(at, self._end) if at in self.reader.quantities else None
        if group is None or not (group.noun or group.general) or group.quantity is None:
            return None
        first = self.tokens[group.noun[0]].word if group.noun else None
        offends = first is not None and not _OFFENDERS.isdisjoint(first.stems)
        return None if offends else group

    def _tell_lost(self, at: int, group: Group, role: Role, rule: str) -> int | None:
        if is_denied(self.document, at, self._start, Cue(role, "does")):
            return None
        self._add(group, role, at, rule, first=at)
        return group.last

    def _searched_for(self, at: int) -> int | None:
        """«البحث عن أربعة أشخاص جرفتهم السيول»: sought after a disaster."""
        words = [token.word.folded for token in self.tokens[at + 1 : min(self._end, at + 4)]]
        if "عن" not in words:
            return None
        group = self._counted_at(at + 2 + words.index("عن"))
        around = self.tokens[self._start : self._end]
        if group is None or all(_ELEMENTS.isdisjoint(t.word.stems) for t in around):
            return None
        return self._tell_lost(at, group, "missing", "sought")

    def _aboard(self, at: int) -> int | None:
        """«اختفاء طائرة على متنها 9 أشخاص», «خطف سفينة تقل 20 بحارا»."""
        group = self._counted_at(at + 1)
        if group is None:
            return None
        before = self.tokens[max(self._start, at - _FARTHEST_LOSS) : at]
        cues = [cue for cue in (cue_of(token.word) for token in before) if cue is not None]
        lost = any(not _LOSING.isdisjoint(token.word.stems) for token in before)
        roles = {cue.role for cue in cues} & {"missing", "detained"}
        if any(cue.role in ("killed", "injured") for cue in cues if not cue.completes):
            return None
        if not (roles or lost):
            return None
        role: Role = "detained" if "detained" in roles else "missing"
        return self._tell_lost(at, group, role, "aboard")

    def _without_trace(self, at: int) -> int | None:
        """«فُقد أثر 11 جنديا»."""
        before = self.tokens[at - 1].word.stems if at > self._start else ()
        group = self._counted_at(at + 1)
        if group is None or _LOSING.isdisjoint(before):
            return None
        return self._tell_lost(at - 1, group, "missing", "without trace")

    def _told(self, at: int, cue: Cue, groups: Iterable[Group], end: int) -> int:
        groups = list(groups)
        if cue.role == "missing" and cue.weak and groups:
            cue = replace(cue, weak=not self._vanished(groups[0]))
        return super()._told(at, cue, groups, end)

    def _vanished(self, group: Group) -> bool:
        """«اختفت طفلة منذ يومين», «اختفى فلان في ظروف غامضة»: nobody knows where they are."""
        signs = self.tokens[group.first : min(self._end, group.last + _FARTHEST_SIGN)]
        person = person_of(self.tokens[group.first].word)
        told = any(not _WITHOUT_TRACE.isdisjoint(token.word.stems) for token in signs)
        return told and (person is not None or group.kind == "name")
