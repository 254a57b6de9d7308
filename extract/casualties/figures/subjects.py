"""Subjects before their verb: «21 شخصا استشهدوا», «طفلان قتلا», «سائق شاحنة يفقد حياته»."""

from __future__ import annotations

from dataclasses import replace

from extract.casualties.denials import is_denied
from extract.casualties.figures.verb_behind import VerbBehind
from extract.casualties.harm import Cue, complete, cue_of
from extract.casualties.people import one_among, person_of
from extract.casualties.victims import Group
from extract.phrases import shape


class Subjects(VerbBehind):
    """Binds people to a verb of harm behind them."""

    def _together(self, at: int) -> int | None:
        """«ستة جنود وضابط قتلوا»: all that stands joined before the verb."""
        groups = self.reader.groups(at, self._end)
        if len(groups) < 2:
            return None
        behind = self._verb_behind(replace(groups[-1], kind="figure", count=None))
        if behind is None or not self.tokens[behind[0]].word.folded.endswith(("وا", "ون")):
            return None
        verb, cue = behind
        if not is_denied(self.document, verb, self._start, cue):
            for group in groups:
                self._add(group, cue.role, verb, "number before verb")
        return verb + 1

    def _acts(self, verb: int, cue: Cue) -> bool:
        """«جندي يقتل جنرالا»: a noun behind the present of a verb is what it strikes."""
        if not cue.present or verb + 1 >= self._end:
            return False
        form = shape(self.tokens[verb + 1].word)
        return form.nominal and not (form.preposition or form.conjunction)

    def _describes(self, group: Group, verb: int, cue: Cue) -> bool:
        """«جنود أصيبوا»: a plural verb describes the indefinite plural before it."""
        if cue.present or verb - group.last > 1 or shape(self.tokens[group.last - 1].word).definite:
            return False
        following = self.tokens[verb + 1].word if verb + 1 < self._end else None
        governs = following is not None and shape(following).nominal
        free = cue.kind == "suffers" or not governs
        return free and self.tokens[verb].word.folded.endswith(("وا", "ن"))

    def _dual_verb(self, at: int) -> bool:
        """Whether a verb of harm stands there in the dual: «أصيبا», «قتلتا»."""
        if at >= self._end or not self.tokens[at].word.folded.endswith("ا"):
            return False
        cue = cue_of(self.tokens[at].word)
        return cue is not None and cue.is_verb and not self.tokens[at].word.folded.endswith("وا")

    def _describes_noun(self, at: int) -> bool:
        """Whether the word is an adjective of an indefinite noun right before it."""
        before = self.tokens[at - 1] if at > self._start else None
        if before is None or before.kind != "word" or at in self.reader.names:
            return False
        form = shape(before.word)
        folded = self.tokens[at].word.folded
        if folded == "اخر" and person_of(before.word) is None and shape(before.word).nominal:
            return True  # «على صعيد آخر أصيب ضابط»
        nisba = folded.endswith(("ي", "يه"))
        return nisba and form.nominal and not (form.only_verb or form.definite or form.preposition)

    def _several_first(self, at: int) -> int | None:
        """«أن رجلا وامرأة أصيبا», «تلميذين ومسؤول قتلوا»: one count of all before the verb."""
        groups = self.reader.groups(at, self._end)
        if len(groups) != 1 or groups[0].quantity or (groups[0].count or 0) < 2:
            return None
        group = groups[0]
        first = self.reader.group(at, self._end)
        if first is None or first.last == group.last or group.last >= self._end:
            return None
        cue = self._as_verb(group.last)
        if cue is None or cue.kind not in ("suffers", "either") or cue.prefix or cue.present:
            return None
        verb, folded = group.last, self.tokens[group.last].word.folded
        if not folded.endswith(("ا", "وا", "ن")) or self._object_behind(verb):
            return None
        if cue.completes and complete(self.tokens, verb, self._end, cue) is None:
            return None
        if not is_denied(self.document, verb, self._start, cue):
            self._add(group, cue.role, verb, "subjects before verb")
        return verb + 1

    def _people_first(self, at: int) -> int | None:
        """A subject without a number before its verb: «طفلان قتلا», «سائق شاحنة يفقد حياته»."""
        word = self.tokens[at].word
        if person_of(word) is None and at not in self.reader.names and not one_among(word):
            return None
        if self._describes_noun(at):
            return None  # «مصدر أمني أن ثمانية لقوا حتفهم»
        several = self._several_first(at)
        if several:
            return several
        form = shape(self.tokens[at].word)
        if form.preposition or at < self._free or self.tokens[at].word.folded == "اخري":
            return None
        if at > self._start and self.tokens[at - 1].word.folded == "او":
            return None  # «137 امرأة أو فتاة قتلت»
        group = self.reader.group(at, self._end)
        if group is None:
            return None
        joint = self._joint(group) if group.kind == "noun" and group.vague else None
        if joint:
            return joint
        if group.definite and group.kind == "noun" and group.last == at + 1:
            return None
        comma = self.tokens[min(group.last, self._end - 1)].text in ("،", ",")
        comma = comma and not (group.count == 2 and self._dual_verb(group.last + 1))
        if comma and group.kind == "noun" and self._past_parts(group.last) == group.last:
            return None  # «حسب مصدر أمني، قتلت القوات 5»
        behind = self._verb_behind(group)
        if behind is None:
            return None
        verb, cue = behind
        if group.count is None and group.kind == "noun" and self._dual_verb(verb):
            group = replace(group, count=2, bound="exact", vague=None)  # «أن مواطنين استشهدا»
        if group.count is None and not self._describes(group, verb, cue):
            return None
        if group.count == 1 and self._dual_verb(verb) and not shape(word).conjunction:
            return None  # «اثنين … الذي يقوده فلان قتلا»: of the two
        if cue.kind in ("either", "acts") and (self._object_behind(verb) or self._acts(verb, cue)):
            return None
        if (cue.present and group.general) or (cue.weak and not self._violent(at)):
            return verb + 1
        if group.count == 1 and shape(word).conjunction and self._dual_verb(verb):
            group = replace(group, count=2)  # «مدير السجن في عدن وأحد أقربائه قتلا»
        if not is_denied(self.document, verb, self._start, cue):
            self._add(group, cue.role, verb, "subject before verb")
        return verb + 1
