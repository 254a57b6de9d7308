"""Verbs of harm and the groups beside them: «استشهد 3», «اعتقلت القوات 15 شابا»."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from extract.casualties.denials import is_denied
from extract.casualties.figures.objects import Objects
from extract.casualties.harm import Cue, complete, cue_of
from extract.casualties.victims import Group
from extract.phrases import shape

_WHEREBY = frozenset({"داخل", "غرقا", "حرقا", "اختناقا", "دهسا", "اثر", "جراء", "تحت", "نتيجه"})
_WITHIN = frozenset({"فيها", "فيه", "خلالها", "خلاله"})
_PERISHED = frozenset({"قضي", "قضت"})


class Verbs(Objects):
    """Binds verbs to those they harm."""

    def _verb(self, at: int, cue: Cue) -> int:
        """«استشهد 3», «أصيب بجروح طفلان», «اعتقلت القوات 15 شابا», «قُتل فلان»."""
        if is_denied(self.document, at, self._start, cue):
            return at + 1
        if self.tokens[at].word.folded == "غرقا" and self._free == at:
            return at + 1  # «8 وفيات غرقا، 5 منها …»: how they died
        if at + 1 < self._end and self.tokens[at + 1].word.folded == "الموت":  # «خطف الموت شابين»
            return self._told(at, replace(cue, role="killed"), self._groups(at + 2), at + 1)
        if cue.completes:
            end = complete(self.tokens, at, self._end, cue)
            if end is None:
                return self._gone(at) or self._perished(at, cue) or at + 1
            cue = replace(cue, completes=())
            groups = self._groups_after(at + 1, cue) or self._groups_after(end + 1, cue)
            groups = [g for g in groups if g.kind != "name" or g.first < end]
            return self._told(at, cue, groups or self._groups(end + 1), at + 1)
        second = self._second(at + 1, noun=False)
        if second and self._one_subject(at, second[0]):
            return self._both(at, cue, *second)
        if cue.kind == "suffers":
            return self._told(at, cue, self._groups_after(at + 1, cue), at + 1)
        groups = self._object(at, cue)
        return self._told(at, cue, groups, at + 1)

    def _things(self, group: Group) -> bool:
        """«مركبات … احتجزت 3 منها»: the pronoun is of things, or of no single person."""
        bare = group.quantity is not None and group.noun is None and group.last < self._end
        return bare and self.tokens[group.last].word.folded == "منها"

    def _gone(self, at: int) -> int | None:
        """«وفقد 17 آخرون»: missing, where no «حياته» follows."""
        groups = (
            self.reader.groups(at + 1, self._end) if "فقد" in self.tokens[at].word.folded else []
        )
        last = groups[0].last if groups else at
        last += last < self._end and self.tokens[last].word.folded in ("منهم", "منهن")
        counts = groups and (groups[0].noun or groups[0].general)
        if not counts or groups[0].kind not in ("figure", "others") or self._owns(last):
            return None
        self._add(groups[0], "missing", at, "verb", first=at)
        return groups[0].last

    def _perished(self, at: int, cue: Cue) -> int | None:
        """«قضى 200 شخص في الاشتباكات»: dead, unless they spent time («قضى 20 سجينا 5 أعوام»)."""
        if self.tokens[at].word.folded.removeprefix("و") not in _PERISHED:
            return None
        groups = self.reader.groups(at + 1, self._end)
        if not groups or not self._whom(groups[0]):
            return None
        if not (self._roles or self._violent(at) or self._inside(groups[-1].last)):
            return None
        after = (self.reader.quantities.get(i) for i in range(groups[0].last, self._end))
        if any(quantity is not None and quantity.kind == "duration" for quantity in after):
            return None
        for group in groups:
            self._add(group, cue.role, at, "verb", first=at if group is groups[0] else None)
        return groups[-1].last

    @staticmethod
    def _whom(group: Group) -> bool:
        """Whether the group is people by its own words: counted, or one or two indefinite."""
        if group.quantity is not None:
            return group.last > group.quantity.last
        return group.kind == "noun" and bool(group.count) and not group.definite

    def _inside(self, at: int) -> bool:
        """«قضى ثلاثة عمال داخل بئر»: where or how they died stands behind them."""
        words = {t.word.folded for t in self.tokens[at : min(at + 2, self._end)]}
        return not words.isdisjoint(_WHEREBY)

    def _owns(self, at: int) -> bool:
        """«فقد 20 عاملا وظائفهم»: what they lost is theirs."""
        if at >= self._end:
            return False
        word = self.tokens[at].word
        if word.folded.endswith(("هم", "هن")):
            return not shape(word).only_verb
        return word.folded.endswith(("ها", "ه")) and shape(word).owned

    def _told(self, at: int, cue: Cue, groups: Iterable[Group], end: int) -> int:
        kept = [
            g
            for g in groups
            if not (g.definite and g.kind == "noun" and g.noun is None) and not self._things(g)
        ]
        if not kept and not cue.present and cue.kind in ("suffers", "either"):
            died = self._succumbed(at, cue)
            return died or self._relative_subject(at, cue) or self._far_subject(at, cue) or end
        if cue.present and not any(g.quantity for g in kept) and not self._headline(at):
            return end
        if kept and cue.weak and not kept[0].quantity and not self._violent(at):
            return end
        part = self._among_those(at, cue, kept)
        for group in kept:
            first = at if group is kept[0] else None
            self._add(group, cue.role, at, "verb", part=part, first=first)
        return max([end, *(g.last for g in kept)])

    def _among_those(self, at: int, cue: Cue, groups: list[Group]) -> bool:
        """«10 شهداء في مجزرة ارتقى فيها أطفال وسيدات»: some of those told right before."""
        within = self.tokens[at + 1].word.folded if at + 1 < self._end else ""
        told = any(f.role == cue.role and f.count and not f.part for f in self._found)
        return told and within in _WITHIN and any(g.vague == "several" for g in groups)

    def _headline(self, at: int) -> bool:
        return self.document.sentences[0].last >= at

    def _second(self, at: int, noun: bool) -> tuple[int, Cue] | None:
        """A second word of harm joined to the first: «استشهد وأصيب», «مقتل وإصابة»."""
        if at < self._end and self.tokens[at].word.folded in ("و", "او"):
            at += 1
        if at >= self._end:
            return None
        cue = cue_of(self.tokens[at].word)
        if cue is None or not (
            cue.prefix == "و" or self.tokens[at - 1].word.folded in ("و", "او")
        ):
            return None
        fits = cue.kind in ("event", "does", "case") if noun else cue.is_verb
        if fits and cue.completes:  # «أصيب وفقد آخرون»
            lost = "فقد" in self.tokens[at].word.folded
            return (at, replace(cue, role="missing", completes=())) if lost else None
        return (at, cue) if fits and not cue.owned else None

    def _one_subject(self, at: int, second: int) -> bool:
        """«قتل وأصيب 30» share the subject behind; «قتلوا وأصيب 30» do not."""
        plural = ("وا", "ون", "تا", "ا")
        mine, other = self.tokens[at].word.folded, self.tokens[second].word.folded
        return mine.endswith(plural) == other.endswith(plural)

    def _both(self, at: int, cue: Cue, second: int, other: Cue) -> int:
        active = other.kind in ("either", "acts")
        groups = self._object(second, other) if active else self._groups_after(second + 1, other)
        if not groups:
            return at + 1
        group = groups[0]
        if {cue.role, other.role} == {"killed", "missing"} and group.count:
            return group.last  # «وفاة وفقدان 61»: a figure of neither
        if group.vague or cue.role == other.role or {cue.role, other.role} != {"killed", "injured"}:
            self._add(group, cue.role, at, "two words of harm", first=at)
            self._add(group, other.role, second, "two words of harm", first=second)
        else:
            self._add(group, "killed_or_injured", at, "two words of harm", first=at)
        return group.last
