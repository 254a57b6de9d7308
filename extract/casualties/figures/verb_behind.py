"""The verb behind its subject: «48 فلسطينيا استشهدوا», «5 من بلدة واحدة قتلوا»."""

from __future__ import annotations

from dataclasses import replace

from extract.casualties.figures.nouns import Nouns
from extract.casualties.harm import Cue, complete, cue_of, object_verb, verb_of
from extract.casualties.victims import Group
from extract.clause_edges import skip_times
from extract.document import Word
from extract.phrases import shape
from extract.places import begins_place
from extract.places.gazetteer import names


def agrees(verb: str, group: Group) -> bool:
    """Whether a verb behind its subject has its number: «5 جنود قتلوا», not «5 جنود قتل …»."""
    if group.count == 1 and verb.endswith(("وا", "ون")):
        return False
    several = (group.count or 0) > 2 and group.kind == "figure"
    present = verb.startswith("ت") and not verb.startswith("توفي")
    return not several or verb.endswith(("وا", "ون", "ن", "ت", "ا")) or present


_AGED = frozenset({"تبلغ", "يبلغ", "البالغ", "البالغه"})
_DONE = frozenset({"تم", "جري", "تمت", "يتم"})
_DIRECTIONS = frozenset({"شمال", "جنوب", "شرق", "غرب", "وسط"})
_FROM = frozenset({"من", "في", "بين"})
_LONGEST_ORIGIN = 10  # tokens of «من مقاتلي جبهة النصرة في المدينة»
_ASIDE = frozenset("\"«»“”'()")
_WHERE = frozenset({"في", "من", "علي", "خلال", "منذ", "بعد", "اثر", "قبالة", "قباله"})
_LONGEST_PARTS = 14  # tokens of «بينهم امرأة وثلاثة أطفال» between commas


class VerbBehind(Nouns):
    """Finds the verb of harm whose subject stands before it."""

    def _verb_behind(self, group: Group) -> tuple[int, Cue] | None:
        """The verb whose subject the group is: «48 فلسطينيا استشهدوا», «3 جنود لقوا حتفهم»."""
        if group.first < self._free:
            return None
        at = self._past_whole(self._past_parts(group.last))
        at = self._past_age(self._past_source(at, group))
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
            cue = self._as_verb(at) if token.kind == "word" else None
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
                at += 1  # «40 ألفا من سكان شمال كردفان فروا»
                continue
            if at == group.last and token.word.folded in ("في", "من") and not group.general:
                at += 2
                continue
            if at == group.last and cue is None and shape(token.word).preposition:
                at += 1  # «جنود بالمروحيات أصيبوا»
                continue
            break
        return self._lost_life(group)

    def _past_whole(self, at: int) -> int:
        """«23 شخصا من بين 60 راكبا لقوا مصرعهم»: the verb is of the 23."""
        words = [token.word.folded for token in self.tokens[at : min(self._end, at + 2)]]
        if words not in (["من", "بين"], ["من", "اصل"]) or at + 2 not in self.reader.quantities:
            return at
        whole = self.reader.group(at + 2, self._end)
        return whole.last if whole else at

    def _past_age(self, at: int) -> int:
        """«ممرضة تبلغ من العمر 34 سنة لقيت حتفها»: where reading goes on behind the age."""
        if at < self._end and self.tokens[at].word.folded in ("في", "من"):
            aged = self.tokens[at : min(self._end, at + 7)]
            for index, token in enumerate(aged, at):
                if token.word.folded in ("العمر", "عمره", "عمرها"):
                    return index + 1  # «طفلا في الخامسة من العمر توفي»
            return at
        if at >= self._end or self.tokens[at].word.folded not in _AGED:
            return at
        for index in range(at + 1, min(self._end, at + 5)):
            quantity = self.reader.quantities.get(index)
            if quantity is not None and quantity.kind in ("age", "duration"):
                return min(quantity.last + 1, self._end)
        return at

    def _past_source(self, at: int, group: Group) -> int:
        """«43 عنصرا من جبهة الشمال قتلوا», «تسعة من أسرة واحدة، بينهم امرأة، أصيبوا»: the verb of
        many behind where they are from."""
        if at != group.last or at >= self._end:
            return at
        described = group.quantity is not None and shape(self.tokens[at].word).definite
        if self.tokens[at].word.folded not in _FROM and not described:
            return at  # «11 مقاتلا مجهول الهوية قتلوا»
        if group.kind != "figure" and group.count != 2:
            return at
        for index in range(at + 1, min(self._end, at + _LONGEST_ORIGIN)):
            token = self.tokens[index]
            if self._past_parts(index) > index:
                return self._past_parts(index)
            if token.kind == "word":
                cue = cue_of(token.word)
                if cue and cue.is_verb and not cue.prefix:
                    many = token.word.folded.endswith(("وا", "ن", "تا", "ا"))
                    return index if many and cue.kind in ("suffers", "either") else at
                if shape(token.word).only_verb or shape(token.word).conjunction:
                    return at
                number = self.reader.quantities.get(index)
                if cue or (number and number.value != 1):
                    return at
            elif token.text not in _ASIDE:
                return at
        return at

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

    def _as_verb(self, at: int) -> Cue | None:
        """The word of harm at ``at``; «قتل» behind its subject is a verb, unless a genitive follows
        («شرطيا قتل بالرصاص», not «مسلح قتل جندي»)."""
        word = self.tokens[at].word
        cue = cue_of(word)
        if cue is None or cue.kind != "does" or cue.prefix or cue.owned or cue.definite:
            return cue
        verb = verb_of(word)
        following = self.tokens[at + 1] if at + 1 < self._end else None
        if verb is None or verb.kind != "either" or following is None:
            return cue
        if self.tokens[at - 1].kind != "word" or at + 1 in self.reader.quantities:
            return cue  # «خلال شهر واحد، قتل 17»
        form = shape(following.word)
        time = skip_times(self.document, at + 1, self._end) > at + 1
        free = following.kind != "word" or form.preposition or form.conjunction or time
        return verb if free or following.word.folded in _WHERE else cue

    def _past_parts(self, at: int) -> int:
        """«37 صيادا، بينهم أخوان، لقوا حتفهم»: where reading goes on behind parts in commas."""
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

    def _lost_life(self, group: Group) -> tuple[int, Cue] | None:
        """«سائق شاحنة عراقي الجنسية يفقد حياته»: adjectives may stand before these plain verbs."""
        for at in range(group.last, min(self._end, group.last + 6)):
            if self.tokens[at].kind != "word":
                return None
            cue = verb_of(self.tokens[at].word)
            if cue and cue.completes and not cue.prefix:
                if not agrees(self.tokens[at].word.folded, group):
                    return None
                end = complete(self.tokens, at, self._end, cue)
                return (end, cue) if end else None
            if cue or not shape(self.tokens[at].word).nominal:
                return None
        return None
