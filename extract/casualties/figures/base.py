"""What all readings of figures share: the sentence, its groups, the figures found so far."""

from __future__ import annotations

from collections.abc import Callable

from extract.casualties.figures.figure import Figure
from extract.casualties.figures.left_out import LeftOut
from extract.casualties.harm import cue_of
from extract.casualties.people import person_of
from extract.casualties.victims import Group
from extract.facts import Role
from extract.numbers import Quantity
from extract.phrases import shape
from extract.places import begins_place
from extract.places.gazetteer import names
from extract.tables import load_set

_EVENTS = load_set("scope_events")
_HARMED = ("killed", "injured", "missing")
_STANDING = ("detained", "displaced")  # «معتقل», «نازح»: what people are, whatever befalls them


class Base(LeftOut):
    """Small readings that the layers above build on."""

    def _read_by_word(
        self, at: int, *readings: tuple[frozenset[str], Callable[[int], int | None]]
    ) -> int | None:
        """What the first reading makes of the word at ``at`` that has it among its words."""
        stems = self.tokens[at].word.stems
        for words, read in readings:
            if not words.isdisjoint(stems):
                return read(at)
        return None

    def _add(
        self,
        group: Group,
        role: Role,
        cue: int,
        rule: str,
        part: bool = False,
        first: int | None = None,
        last: int | None = None,
    ) -> None:
        begin = group.first if first is None else min(first, group.first)
        counted = self._noun_of(group.quantity) if group.quantity else None
        noun = cue_of(self.tokens[counted].word) if counted is not None else None
        told = noun is not None and noun.role in ("killed", "injured") and role in _HARMED
        if noun is not None and told and not rule.endswith("verb"):
            role = noun.role  # «راح ضحيتها 23 شهيدا و58 جريحا»
        self._keep(
            Figure(
                role,
                group.count,
                group.bound,
                begin,
                max(group.last, last or 0, cue + 1 if rule.endswith("verb") else 0),
                cue,
                group.count_max,
                group.vague,
                group.noun,
                part,
                loose=group.vague == "several",
                known=group.definite and group.kind != "name",
                rule=rule,
            )
        )

    def _keep(self, figure: Figure) -> None:
        if self._left_out(figure):
            return
        self._found.append(figure)
        self._roles.add(figure.role)
        self._free = max(self._free, figure.last)

    def _noun_of(self, quantity: Quantity) -> int | None:
        """The token of the noun of harm that ``quantity`` counts, if it counts one."""
        if quantity.kind not in ("count",) or (quantity.value is None and quantity.vague is None):
            return None
        at = quantity.last
        for _ in range(2):
            if at < self._end and self.tokens[at].text in (")", '"', "»", "”"):
                at += 1
            if (
                at < self._end
                and self.tokens[at].word.folded in ("من", "بين")
                and at == quantity.last
            ):
                at += 1
        if at >= self._end or self.tokens[at].kind != "word":
            return None
        cue = cue_of(self.tokens[at].word)
        if cue and cue.role in _STANDING and self._harm_before(quantity.outer_first):
            return None  # «مقتل 3 نازحين»
        if (
            cue
            and cue.is_noun
            and "و" not in cue.prefix[:1]
            and not cue.prefix.startswith(("ب", "ل"))
            and not (cue.definite and cue.number == "s")  # «23 الشهيدة فلانة»: an item of a list
        ):
            return at
        # «14 جثمانا», «حالة وفاة», «8 مدنيين قتلى»
        family = self.tokens[at].word.folded in ("عايله", "اسره")
        if person_of(self.tokens[at].word) and at + 1 < self._end and not family:
            following = cue_of(self.tokens[at + 1].word)
            case = self.tokens[at].word.folded in ("حاله", "حالات")
            if case and following and following.kind in ("event", "does") and not following.prefix:
                return at + 1  # «700 حالة اعتقال»
            plain = following and following.is_noun and not following.prefix
            if plain and following and following.kind in ("victim", "case"):
                return at + 1
        return None

    def _harm_before(self, at: int) -> bool:
        """Whether a verb or verbal noun of harm stands right before the number at ``at``."""
        cue = cue_of(self.tokens[at - 1].word) if at > self._start else None
        return cue is not None and (not cue.is_noun or cue.kind == "case")

    def _described(self, at: int) -> tuple[int, int] | None:
        """The words that say who a noun's harmed are: «شهيد طفل», «جنديين إسرائيليين»."""
        cue = cue_of(self.tokens[at].word)
        if cue is not None and cue.kind == "body" and at + 1 in self.reader.names:
            return at + 1, min(self._end, self.reader.names[at + 1])
        end = self.reader.noun_end(at, self._end)
        if end == at + 1:
            return None
        first = self.tokens[at + 1].word
        if cue is not None and cue.kind not in ("victim", "body") and person_of(first) is None:
            return None  # «61 إصابة طفيفة»
        if cue is not None and cue.kind == "body" and person_of(first) is None:
            return None if shape(first).adjective else (at + 1, end)  # «14 جثة متفحمة»
        if first.folded in names() or begins_place(first) or not _EVENTS.isdisjoint(first.stems):
            return None  # «قتلى الغارة», «شهيد نابلس»
        return at + 1, end

    def _joint(self, group: Group) -> int | None:
        """«… بين قتيل وجريح» right behind the group."""
        at = group.last
        limit = min(self._end, at + 8)
        while (
            at < limit and self.tokens[at].word.folded in ("ما", "فيما", "و")
        ) or self._place_words(at, limit):
            at += 1
        if not self._dead_or_hurt(at):
            return None
        self._between = True
        self._add(group, "killed_or_injured", at, "between", last=at + 3)
        return at + 3

    def _dead_or_hurt(self, at: int) -> bool:
        """Whether «بين قتيل وجريح» stands at ``at``."""
        if at + 2 >= self._end or self.tokens[at].word.folded not in ("بين", "مابين"):
            return False
        one, two = cue_of(self.tokens[at + 1].word), cue_of(self.tokens[at + 2].word)
        return one is not None and two is not None and {one.role, two.role} == {"killed", "injured"}

    def _place_words(self, at: int, limit: int) -> bool:
        if at >= limit or self.tokens[at].kind != "word":
            return self.tokens[at].text in ("،", ",") if at < limit else False
        folded = self.tokens[at].word.folded
        return (
            folded not in ("بين", "مابين")
            and cue_of(self.tokens[at].word) is None
            and not shape(self.tokens[at].word).only_verb
            and any(
                self.tokens[i].word.folded in ("بين", "مابين")
                and i + 1 < self._end
                and cue_of(self.tokens[i + 1].word)
                for i in range(at + 1, limit)
            )
        )
