"""The coordinated parts of a figure: «3 أطفال من بلدة عابود، وامرأة»."""

from __future__ import annotations

from dataclasses import replace

from extract.casualties.figures.base import Base, Figure
from extract.casualties.harm import cue_of
from extract.casualties.people import person_of
from extract.phrases import shape

_LONGEST_ORIGIN = 7  # tokens of «من بلدتي عابود ورام الله»


class PartGroups(Base):
    """Reads the parts that stand joined behind words such as «بينهم»."""

    def _parts(self, at: int, whole: Figure) -> int:
        """The coordinated parts from ``at`` on; each keeps the role of the whole or has its own."""
        end = at
        while at < self._end:
            quantity = self.reader.quantities.get(at)
            noun = self._noun_of(quantity) if quantity else None
            cue = cue_of(self.tokens[noun].word) if noun is not None else None
            if (
                quantity is None
                and self.tokens[at].word.folded in ("الي", "في", "من")
                and end == at
            ):
                skipped = next(
                    (
                        i
                        for i in range(at + 1, min(at + 4, self._end))
                        if i in self.reader.quantities
                    ),
                    None,
                )
                if skipped is None or any(
                    t.word.folded in ("سوي", "الا") for t in self.tokens[at:skipped]
                ):
                    break
                at = end = skipped
                continue
            bodies = None if quantity else self._bodies(at)
            if bodies:
                self._keep(
                    replace(
                        whole,
                        count=2,
                        part=True,
                        first=at,
                        last=bodies,
                        cue=at,
                        noun=(at + 1, bodies),
                        rule="part",
                        bound="exact",
                        vague=None,
                        count_max=None,
                    )
                )
                end = bodies
            elif quantity and noun is not None and cue:
                if (
                    cue.role != whole.role
                    and whole.role != "killed_or_injured"
                    and end > at - 3
                    and end != at
                ):
                    return end  # «3 شهداء بينهم طفلان، و5 جرحى»
                role = cue.role if cue.role in ("killed", "injured", "missing") else whole.role
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
                        self._described(noun),
                        part=True,
                        rule="part",
                    )
                )
                end = (self._described(noun) or (0, noun + 1))[1]
            else:
                group = self.reader.group(at, self._end)
                if (
                    group is None
                    or (group.kind == "others")
                    or (group.definite and group.kind == "noun")
                ):
                    break
                befell = cue_of(self.tokens[group.last].word) if group.last < self._end else None
                if befell and befell.kind in ("suffers", "either") and not befell.prefix:
                    self._add(group, befell.role, at, "part", part=True, last=group.last + 1)
                    return group.last + 1  # «بينهم عشرة قتلوا برصاص»
                if (
                    group.quantity
                    and group.noun is None
                    and group.last < self._end
                    and person_of(self.tokens[group.quantity.last].word) is None
                    and not self._part_ends(group.last)
                ):
                    break
                before = self._found[-1] if self._found else None
                vague = group.vague == "several" and group.quantity is None
                if vague and before and before.part and before.loose and before.last >= at - 1:
                    joined = (before.noun or (at, at))[0], group.last
                    self._found[-1] = replace(before, last=group.last, noun=joined)
                else:
                    self._add(group, whole.role, at, "part", part=True)
                end = group.last
            following = self._next_part(end)
            if following is None:
                break
            at = following
        return max(end, at)

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
        token = self.tokens[at]
        return (
            token.kind != "word"
            or token.word.folded
            in (
                "في",
                "من",
                "جراء",
                "اثر",
                "بحاله",
                "بجروح",
                "حالتهم",
                "وصفت",
                "حالات",
                "خطيره",
                "حرجه",
                "بعد",
                "خلال",
            )
            or shape(token.word).conjunction != ""
            or shape(token.word).preposition != ""
            or shape(token.word).adjective
        )

    def _next_part(self, at: int) -> int | None:
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
        if self.tokens[at].word.folded not in ("من", "في"):
            return None
        for index in range(at + 1, min(self._end - 1, at + _LONGEST_ORIGIN)):
            token = self.tokens[index]
            if token.text in ("،", ","):
                quantity = self.reader.quantities.get(index + 1)
                word = self.tokens[index + 1].word
                joined = quantity.joined if quantity else word.folded.startswith("و")
                counts = quantity is not None or person_of(word) is not None
                return index + 1 if joined and counts and not cue_of(word) else None
            if token.kind != "word" or cue_of(token.word) or shape(token.word).only_verb:
                return None
        return None
