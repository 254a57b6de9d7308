"""One person told of before the verb of harm: «الضابط الذي قُتل», «القائد الذي اغتاله …»."""

from __future__ import annotations

from dataclasses import replace

from extract.casualties.denials import is_denied
from extract.casualties.figures.parts import Parts
from extract.casualties.harm import Cue, slaying
from extract.casualties.people import person_of
from extract.casualties.victims import Group
from extract.phrases import shape

_THERE = frozenset({"بها", "به", "فيها", "فيه", "اليها", "اليه", "منها", "منه", "عنها", "عنه"})
_SOON = 16  # tokens from one hurt to the verb that tells of the death


class Relatives(Parts):
    """Binds verbs to the one person whom the sentence has named before."""

    def _succumbed(self, at: int, cue: Cue) -> int | None:
        """«أصيب شاب بالرصاص وتوفي في المستشفى»: the one hurt has died, and is counted once."""
        last = self._found[-1] if self._found else None
        hurt = last is not None and last.role == "injured" and last.count == 1 and not last.part
        if last is None or not hurt or cue.role != "killed" or at - last.last > _SOON:
            return None
        if self.tokens[at].word.folded.endswith(("وا", "ون", "ان")):
            return None
        self._found[-1] = replace(last, role="killed", rule="died of it")
        return at + 1

    def _slain(self, at: int) -> int | None:
        """«القائد … الذي اغتاله الاحتلال»: the pronoun is the person before the relative."""
        before = self.tokens[at - 1].word.folded if at > self._start else ""
        cue = slaying(self.tokens[at].word) if before in ("الذي", "التي") else None
        if cue is None:
            return None
        if is_denied(self.document, at, self._start, cue):
            return None
        return self._relative_subject(at, cue)

    def _has_subject(self, at: int, relative: str) -> bool:
        """«التي استشهد أهلها»: the verb has a subject of its own."""
        following = self.tokens[at + 1].word if at + 1 < self._end else None
        own = following is not None and shape(following).owned and person_of(following) is not None
        verb = self.tokens[at].word.folded
        return own or (relative == "التي" and not verb.endswith("ت") and not verb.startswith("ت"))

    def _relative_subject(self, at: int, cue: Cue) -> int | None:
        """«الضابط … الذي قُتل في كمين»: the one person, named or described, before the relative."""
        before = self.tokens[at - 1].word.folded if at > self._start else ""
        following = self.tokens[at + 1].word.folded if at + 1 < self._end else ""
        if (
            before.removeprefix("و") not in ("الذي", "التي")
            or any(f.last > at - 20 for f in self._found)
            or following in _THERE
            or self._has_subject(at, before.removeprefix("و"))
            or self.tokens[at].word.folded.endswith(("وا", "ون"))
        ):
            return None
        people = [
            (first, last)
            for first, last in self.reader.persons
            if max(self._start, at - 20) <= first and last < at
        ]
        if people:
            first, last = people[-1]
        else:
            nouns = [
                i
                for i in range(max(self._start, at - 12), at - 1)
                if (p := person_of(self.tokens[i].word)) and p.number == "s" and not p.general
            ]
            if len(nouns) != 1:
                return None
            first, last = nouns[0], self.reader.noun_end(nouns[0], at - 1)
        group = Group(first, last, 1, noun=(first, last), kind="name")
        self._add(group, cue.role, at, "relative clause", last=at + 1)
        return at + 1

    def _far_subject(self, at: int, cue: Cue) -> int | None:
        """«فلان (57 عاما) نائب رئيس الحركة، قتل في غارة»: the name that opens the sentence."""
        if self._found or cue.prefix or cue.weak or at - self._start > 30 or at <= self._start + 1:
            return None
        people = [(first, last) for first, last in self.reader.persons if first == self._start]
        if not people or any(shape(t.word).only_verb for t in self.tokens[people[0][1] : at]):
            return None
        first, last = people[0]
        group = Group(first, last, 1, noun=(first, last), kind="name")
        self._add(group, cue.role, at, "subject at the start", last=at + 1)
        return at + 1
