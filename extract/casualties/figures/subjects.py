"""Subjects before their verb: «21 شخصا استشهدوا», «طفلان قتلا», «سائق شاحنة يفقد حياته»."""

from __future__ import annotations

from dataclasses import replace

from extract.casualties.denials import is_denied
from extract.casualties.figures.nouns import Nouns
from extract.casualties.harm import Cue, complete, cue_of, object_verb, verb_of
from extract.casualties.people import person_of
from extract.casualties.victims import Group
from extract.document import Word
from extract.phrases import shape
from extract.places import begins_place
from extract.places.gazetteer import names


def agrees(verb: str, group: Group) -> bool:
    """Whether a verb behind its subject has its number: «5 جنود قتلوا», not «5 جنود قتل …»."""
    if group.count == 1 and verb.endswith(("وا", "ون")):
        return False
    several = (group.count or 0) > 2 and group.kind == "figure"
    return not several or verb.endswith(("وا", "ون", "ن", "ت", "ا")) or verb.startswith("ت")


_DONE = frozenset({"تم", "جري", "تمت", "يتم"})
_DIRECTIONS = frozenset({"شمال", "جنوب", "شرق", "غرب", "وسط"})
_WHERE = frozenset({"في", "من", "علي", "خلال", "منذ", "بعد", "اثر", "قبالة", "قباله"})
_LONGEST_PARTS = 14  # tokens of «بينهم امرأة وثلاثة أطفال» between commas


class Subjects(Nouns):
    """Binds people to a verb of harm behind them."""

    def _verb_behind(self, group: Group) -> tuple[int, Cue] | None:
        """The verb whose subject the group is: «48 فلسطينيا استشهدوا», «3 جنود لقوا حتفهم»."""
        if group.first < self._free:
            return None
        at = self._past_whole(self._past_parts(group.last))
        limit = min(self._end, at + 6)
        while at < limit:
            token = self.tokens[at]
            if token.word.folded in (
                "قد",
                "كانوا",
                "كان",
                "الذين",
                "الذي",
                "التي",
                "ممن",
                "اخرون",
                "اخرين",
                "علي",
                "الاقل",
                "،",
                "(",
                ")",
            ):
                at += 1
                continue
            if token.word.folded in _DONE and at + 1 < limit:
                return self._done_to_them(at + 1, group)
            cue = cue_of(token.word) if token.kind == "word" else None
            if cue and cue.kind in ("suffers", "either") and not cue.prefix:
                if not agrees(token.word.folded, group):
                    return None
                if not cue.completes:
                    return at, cue
                end = complete(self.tokens, at, self._end, cue)
                return (end, cue) if end else self._gone_missing(at, cue)
            if (
                (cue is None or cue.owned)
                and at - group.last < 2
                and (owned := object_verb(token.word))
            ):
                return at, owned
            if cue and cue.is_verb is False and cue.kind == "event":
                return None
            if at > group.last + 6:
                break
            if at - group.last < 3 and self._placed(token.word):
                at += 1  # «50 ألفا من سكان غرب دارفور فروا»
                continue
            if at == group.last and token.word.folded in ("في", "من") and not group.general:
                at += 2
                continue
            if at == group.last and cue is None and shape(token.word).preposition:
                at += 1  # «جنود بالمروحيات أصيبوا»
                continue
            break
        return self._lost_life(group)

    @staticmethod
    def _placed(word: Word) -> bool:
        return begins_place(word) or word.folded in names() or word.folded in _DIRECTIONS

    def _done_to_them(self, at: int, group: Group) -> tuple[int, Cue] | None:
        """«أربعة أجانب تم اختطافهم», «خمسة جرى إلقاء القبض عليهم»."""
        plural = ("هم", "هن") if (group.count or 3) > 2 else ("هما", "ه", "ها")
        cue = cue_of(self.tokens[at].word)
        theirs = self.tokens[at].word.folded.endswith(plural)
        if cue and cue.owned and cue.kind == "does" and theirs:
            return at, cue
        words = [token.word.folded for token in self.tokens[at : min(self._end, at + 3)]]
        seized = "القبض" in words[:2] and any(w.startswith("علي") for w in words[1:])
        return (at, Cue("detained", "does")) if seized else None

    def _past_whole(self, at: int) -> int:
        """«41 شخصا من بين 79 راكبا لقوا مصرعهم»: the verb is of the 41."""
        words = [token.word.folded for token in self.tokens[at : min(self._end, at + 2)]]
        if words not in (["من", "بين"], ["من", "اصل"]) or at + 2 not in self.reader.quantities:
            return at
        whole = self.reader.group(at + 2, self._end)
        return whole.last if whole else at

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

    def _past_parts(self, at: int) -> int:
        """«53 مهاجرا، بينهم رضيعان، لقوا حتفهم»: where reading goes on behind parts in commas."""
        begin = at + (at < self._end and self.tokens[at].text in ("،", ","))
        begin += begin < self._end and self.tokens[begin].word.folded == "من"
        if begin >= self._end or self.tokens[begin].word.folded not in ("بينهم", "بينهن", "ضمنهم"):
            return at
        for index in range(begin + 1, min(self._end, begin + _LONGEST_PARTS)):
            if self.tokens[index].text in ("،", ","):
                return index
            cue = cue_of(self.tokens[index].word)
            if cue is not None:
                return index if cue.kind == "suffers" or self._plural(index, cue) else at
        return at

    def _plural(self, at: int, cue: Cue) -> bool:
        """«11 شخصا من بينهم 8 مدنيين قتلوا»: the verb of all of them, with no comma before."""
        return cue.kind == "either" and self.tokens[at].word.folded.endswith(("وا", "ون"))

    def _gone_missing(self, at: int, cue: Cue) -> tuple[int, Cue] | None:
        """«159 شخصا فقدوا في العاصفة»: missing, where nothing follows that they lost."""
        if self._object_behind(at):
            return None
        if self.tokens[at].word.folded == "قضوا" and self._violent(at):
            return at, replace(cue, completes=())
        if self.tokens[at].word.folded not in ("فقدوا", "فقدن"):
            return None
        following = self.tokens[at + 1].word if at + 1 < self._end else None
        lost = following is not None and shape(following).nominal
        lost = lost and following is not None and following.folded not in _WHERE
        return None if lost else (at, replace(cue, role="missing", completes=()))

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

    def _lost_life(self, group: Group) -> tuple[int, Cue] | None:
        """«سائق شاحنة عراقي الجنسية يفقد حياته»: adjectives may stand before these plain verbs."""
        for at in range(group.last, min(self._end, group.last + 6)):
            if self.tokens[at].kind != "word":
                return None
            cue = verb_of(self.tokens[at].word)
            if cue and cue.completes and not cue.prefix:
                end = complete(self.tokens, at, self._end, cue)
                return (end, cue) if end else None
            if cue or not shape(self.tokens[at].word).nominal:
                return None
        return None

    def _people_first(self, at: int) -> int | None:
        """A subject without a number before its verb: «طفلان قتلا», «سائق شاحنة يفقد حياته»."""
        if person_of(self.tokens[at].word) is None and at not in self.reader.names:
            return None
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
        if comma and group.kind == "noun" and self._past_parts(group.last) == group.last:
            return None  # «حسب مصدر أمني، قتلت القوات 5»
        behind = self._verb_behind(group)
        if behind is None or (group.count is None and not self._describes(group, *behind)):
            return None
        verb, cue = behind
        if cue.kind in ("either", "acts") and (self._object_behind(verb) or self._acts(verb, cue)):
            return None
        if (cue.present and group.general) or (cue.weak and not self._violent(at)):
            return verb + 1
        if not is_denied(self.document, verb, self._start, cue):
            self._add(group, cue.role, verb, "subject before verb")
        return verb + 1
