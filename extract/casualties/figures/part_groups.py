"""The coordinated parts of a figure: «3 أطفال من بلدة عابود، وامرأة»."""

from __future__ import annotations

from dataclasses import replace

from extract.casualties.figures.base import Base
from extract.casualties.figures.figure import Figure
from extract.casualties.harm import cue_of
from extract.casualties.people import person_of
from extract.casualties.victims import Group
from extract.facts import Role
from extract.numbers import Quantity
from extract.phrases import shape
from extract.tables import load_set

_PART_ENDS = load_set("harm_part_ends")
_LEADS = frozenset({"الي", "في", "من"})
_BELONGING = frozenset({"ينتمون", "ينتمين", "يحملون", "يعملون"})
_EXCEPTING = frozenset({"سوي", "الا"})
_LONGEST_ORIGIN = 7  # tokens of «من بلدتي عابود ورام الله»


class PartGroups(Base):
    """Reads the parts that stand joined behind words such as «بينهم»."""

    def _parts(self, at: int, whole: Figure) -> int:
        """The coordinated parts from ``at`` on; each keeps the role of the whole or has its own."""
        end = at
        while at < self._end:
            if end == at and self._leads_on(at):
                skipped = self._past_lead(at)
                if skipped is None:
                    break
                at = end = skipped
                continue
            quantity = self.reader.quantities.get(at)
            noun = self._noun_of(quantity) if quantity else None
            if quantity is not None and noun is not None:
                if self._of_another_role(noun, whole) and end != at < end + 3:
                    return end  # «3 شهداء بينهم طفلان، و5 جرحى»
                end = self._counted_part(at, quantity, noun, whole)
            elif quantity is None and (cases := self._cases(at, whole)):
                end = cases
            elif quantity is None and (bodies := self._bodies(at)):
                end = self._bodies_part(at, bodies, whole)
            else:
                group = self._part_group(at)
                if group is None:
                    break
                if befell := self._befell(group):
                    self._add(group, befell, at, "part", part=True, last=group.last + 1)
                    return group.last + 1  # «بينهم عشرة قتلوا برصاص»
                if self._of_no_people(group):
                    break
                end = self._group_part(at, group, whole)
            following = self._next_part(end)
            if following is None:
                break
            at = following
        return max(end, at)

    def _leads_on(self, at: int) -> bool:
        """«منهم إلى 3 أطفال»: a preposition before the first part."""
        return at not in self.reader.quantities and self.tokens[at].word.folded in _LEADS

    def _past_lead(self, at: int) -> int | None:
        """The number that a preposition leads to."""
        near = range(at + 1, min(at + 4, self._end))
        number = next((i for i in near if i in self.reader.quantities), None)
        if number is None or any(t.word.folded in _EXCEPTING for t in self.tokens[at:number]):
            return None
        return number

    def _of_another_role(self, noun: int, whole: Figure) -> bool:
        cue = cue_of(self.tokens[noun].word)
        role = cue.role if cue else whole.role
        return role != whole.role and whole.role != "killed_or_injured"

    def _counted_part(self, at: int, quantity: Quantity, noun: int, whole: Figure) -> int:
        """«بينهم 3 شهداء أطفال»: a number and a noun of harm, which gives its own role."""
        cue = cue_of(self.tokens[noun].word)
        role = cue.role if cue and cue.role in ("killed", "injured", "missing") else whole.role
        described = self._described(noun)
        self._keep(
            Figure(
                role,
                quantity.value,
                quantity.bound,
                at,
                noun + 1,
                noun,
                quantity.value_max,
                quantity.vague,
                described,
                part=True,
                rule="part",
            )
        )
        return described[1] if described else noun + 1

    def _cases(self, at: int, whole: Figure) -> int | None:
        """«بينهم إصابتان خطيرتان», «بينها إصابات حرجة»: two cases, or several."""
        cue = cue_of(self.tokens[at].word)
        if cue is None or cue.kind != "case" or cue.role != whole.role or cue.definite:
            return None
        if cue.number == "s":
            return None
        part = replace(whole, count=2, bound="exact", vague=None, count_max=None, noun=None)
        if cue.number == "p":
            part = replace(part, count=None, bound="vague", vague="several")
        self._keep(replace(part, part=True, first=at, last=at + 1, cue=at, rule="part"))
        return at + 1

    def _bodies_part(self, at: int, end: int, whole: Figure) -> int:
        """«بينها جثتا طفلين»."""
        part = replace(whole, count=2, bound="exact", vague=None, count_max=None)
        noun = (at + 1, end)
        part = replace(part, part=True, first=at, last=end, cue=at, noun=noun, rule="part")
        self._keep(part)
        return end

    def _part_group(self, at: int) -> Group | None:
        """The people at ``at``, if they can be a part: no «others», none known before."""
        group = self.reader.group(at, self._end)
        if group is None or group.kind == "others" or (group.definite and group.kind == "noun"):
            return None
        return group

    def _befell(self, group: Group) -> Role | None:
        """The role of the verb right behind a part."""
        if group.last >= self._end:
            return None
        cue = cue_of(self.tokens[group.last].word)
        suffers = cue is not None and cue.kind in ("suffers", "either") and not cue.prefix
        return cue.role if cue is not None and suffers else None

    def _of_no_people(self, group: Group) -> bool:
        """Whether a number without a noun of people goes on with something else it counts."""
        return (
            group.quantity is not None
            and group.noun is None
            and group.last < self._end
            and person_of(self.tokens[group.quantity.last].word) is None
            and not self._part_ends(group.last)
        )

    def _group_part(self, at: int, group: Group, whole: Figure) -> int:
        """A part by who they are; plurals without a number beside each other are one part."""
        before = self._found[-1] if self._found else None
        vague = group.vague == "several" and group.quantity is None
        if vague and before and before.part and before.loose and before.last >= at - 1:
            joined = (before.noun or (at, at))[0], group.last
            self._found[-1] = replace(before, last=group.last, noun=joined)
        else:
            self._add(group, whole.role, at, "part", part=True)
        return group.last

    def _bodies(self, at: int) -> int | None:
        """«بينها جثتا طفلين»: the end of two bodies and whose they are."""
        cue = cue_of(self.tokens[at].word)
        if cue is None or cue.kind != "body" or cue.number != "d" or at + 1 >= self._end:
            return None
        return (
            self.reader.noun_end(at + 1, self._end)
            if person_of(self.tokens[at + 1].word)
            else at + 1
        )

    def _part_ends(self, at: int) -> bool:
        """Whether the news goes on at ``at``, so that the number before it counts people."""
        token = self.tokens[at]
        return (
            token.kind != "word"
            or token.word.folded in _PART_ENDS
            or shape(token.word).conjunction != ""
            or shape(token.word).preposition != ""
            or shape(token.word).adjective
            or token.word.folded in _BELONGING
        )

    def _next_part(self, at: int) -> int | None:
        """The part that is joined at ``at``."""
        if at >= self._end:
            return None
        if self.tokens[at].text in ("،", ",") and at + 1 < self._end:
            at += 1
        token = self.tokens[at]
        if token.word.folded == "و":
            return at + 1 if at + 1 < self._end and not cue_of(self.tokens[at + 1].word) else None
        if not token.word.folded.startswith("و") or cue_of(token.word):
            return self._past_origin(at)
        quantity = self.reader.quantities.get(at)
        if (quantity and quantity.joined) or person_of(token.word):
            return at
        return None

    def _past_origin(self, at: int) -> int | None:
        """«بينهم 6 أطفال من بلدة عابود، وسيدة»: the next part behind where the first are from."""
        belong = self.tokens[at].word.folded in _BELONGING
        if not belong and self.tokens[at].word.folded not in ("من", "في"):
            return None
        for index in range(at + 1, min(self._end - 1, at + _LONGEST_ORIGIN)):
            token = self.tokens[index]
            if belong and token.text in ("،", ",") and index + 1 in self.reader.quantities:
                continue
            further = self.reader.quantities.get(index) if belong else None
            if further is not None and further.joined:
                return index  # «5 ينتمون لكتائب الفجر و4 ينتمون لسرايا النصر»
            if token.text in ("،", ","):
                quantity = self.reader.quantities.get(index + 1)
                word = self.tokens[index + 1].word
                joined = quantity.joined if quantity else word.folded.startswith("و")
                counts = quantity is not None or person_of(word) is not None
                return index + 1 if joined and counts and not cue_of(word) else None
            if token.kind != "word" or cue_of(token.word) or shape(token.word).only_verb:
                return None
        return None
