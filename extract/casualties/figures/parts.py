"""Parts of a figure: «بينهم 3 أطفال», «24 منهم», and what brackets behind it hold."""

from __future__ import annotations

from dataclasses import replace

from extract.casualties.figures.figure import Figure
from extract.casualties.figures.part_groups import PartGroups
from extract.casualties.harm import cue_of
from extract.casualties.people import person_of
from extract.casualties.victims import Group
from extract.document import Word
from extract.facts import Role
from extract.phrases import shape
from extract.tables import load_set

_SUBSETS = load_set("harm_subsets")


_ONE_OF_THEM = frozenset({"احدهم", "احدهما", "احداهما", "احداهن", "احداها", "احدها"})
_DEAD_OR_HURT = ("killed", "injured")
_NAMELY = frozenset({"هم", "وهم"})
_GRAVE = ("جروح", "جراح", "حالت", "بحال", "اصابت", "خطر", "خطير", "حرج", "تعود")
_FARTHEST_NAMELY = 10  # tokens from a figure to «، وهم»
_PAUSES = frozenset({".", "…", ":", "،", "|", "-"})
_UP_TO_NOW = frozenset({"حتي", "الان", "اللحظه", "الساعه", "،", ",", "(", ":", "-"})
_FARTHEST_ONE = 10  # tokens from a figure to «أحدهم»
_SAVED = load_set("harm_saved")


_PART_OPENERS = (
    frozenset(phrase.split()[0] for phrase in _SUBSETS)
    | _ONE_OF_THEM
    | _NAMELY
    | {"من", "بين", "ضمن", "مابين"}
)


def opens_part(word: Word) -> bool:
    """Whether the word may open parts of a figure: «بينهم», «من بين القتلى», «أحدهم»."""
    return word.folded in _PART_OPENERS or word.folded.removeprefix("و") in _PART_OPENERS


class Parts(PartGroups):
    """Reads the parts of the figure before."""

    def _subset(self, at: int) -> int | None:
        """«بينهم 3 أطفال وامرأة»: parts of the last figure."""
        word = self.tokens[at].word
        begin = None
        apposed = self._apposed_parts(at)
        if apposed:
            return apposed
        if word.folded in _SUBSETS or word.folded.removeprefix("و") in _SUBSETS:
            begin = at + 1
        elif at + 1 < self._end:
            both = f"{word.folded.removeprefix('و')} {self.tokens[at + 1].word.folded}"
            if both in _SUBSETS:
                begin = at + 2
                if both == "بما في":
                    begin = at + 3
        if word.folded in _ONE_OF_THEM:
            return self._one_of_them(at)
        if word.folded in _NAMELY and begin is None:
            return self._namely(at)
        known = self._among_known(at) if begin is None else None
        if known is not None:
            return known
        if begin is None or not self._found:
            return None
        if begin < self._end and shape(self.tokens[begin].word).conjunction:
            return None  # «اشتباكات بينها ومحتجين»
        whole = next((f for f in reversed(self._found) if not f.part), None)
        if whole is None or begin >= self._end:
            return None
        if at - whole.last > 30 or self._saved_between(whole.last, at):
            return None
        nearest = self._found[-1]
        if nearest.part and nearest.count and nearest.role in _DEAD_OR_HURT:
            whole = replace(whole, role=nearest.role)  # «بينهم 10 شهداء، بينهم 3 أطفال»
        pair = self._found[-2] if len(self._found) > 1 else None
        if (
            whole.vague
            and pair
            and pair.vague
            and pair.role != whole.role
            and pair.first == whole.first
        ):
            whole = replace(whole, role="killed_or_injured")
        return self._parts(begin, whole)

    def _fronted(self) -> None:
        """«بينهم 3 أطفال.. استشهاد 7 مواطنين»: a headline that tells the parts first."""
        begin = self._start + (self.tokens[self._start].word.folded == "من")
        whole = self._found[0] if self._found else None
        if whole is None or whole.part or begin + 1 >= self._end:
            return
        groups = self.reader.groups(begin + 1, self._end)
        apart = bool(groups) and groups[-1].last < self._end and whole.first > groups[-1].last
        mark = self.tokens[groups[-1].last].text[:1] if apart else ""
        if self.tokens[begin].word.folded not in _SUBSETS or mark not in _PAUSES:
            return
        for group in groups if mark else ():
            self._add(group, whole.role, group.first, "part", part=True)
        self._found.sort(key=lambda figure: figure.first)

    def _apposed_parts(self, at: int) -> int | None:
        """«3 قتلى حتى الآن سيدتان وطفل», «5 شهداء، 3 أطفال وامرأتان»: all of them, or, with no
        comma between, some."""
        whole = self._found[-1] if self._found else None
        if whole is None or whole.part or not whole.count or not 0 <= at - whole.last <= 3:
            return None
        between = {self.tokens[i].word.folded or self.tokens[i].text for i in range(whole.last, at)}
        word = self.tokens[at].word
        if not between or not between <= _UP_TO_NOW or cue_of(word) or shape(word).conjunction:
            return None
        groups = self.reader.groups(at, self._end)
        several = len(groups) > 1 or any(g.noun and self._two_of(*g.noun) for g in groups)
        counts = [group.count or 0 for group in groups]
        if not several or not all(counts) or not 2 < whole.count >= sum(counts):
            return None
        if any(group.kind == "name" for group in groups):
            return None  # «الشهداء الثلاثة: فلان وفلان وفلان»
        exact = sum(counts) == whole.count
        return self._parts(at, whole) if exact or not between & {"،", ","} else None

    def _two_of(self, first: int, last: int) -> bool:
        """Whether a noun phrase joins two of one kind and another: «سيدتان وطفل»."""
        return any(shape(token.word).conjunction for token in self.tokens[first:last])

    def _namely(self, at: int) -> int | None:
        """«مقتل سبعة أشخاص، هم خمسة مدنيين وشرطيان»: all of them, told by kind."""
        whole = self._found[-1] if self._found else None
        if whole is None or whole.part or not whole.count or at - whole.last > _FARTHEST_NAMELY:
            return None
        groups = self.reader.groups(at + 1, self._end)
        if len(groups) < 2 or sum(group.count or 0 for group in groups) != whole.count:
            return None
        for group in groups:
            self._add(group, whole.role, at, "namely", part=True)
        return groups[-1].last

    def _one_of_them(self, at: int) -> int | None:
        """«4 جنود، أحدهم جروحه خطيرة», «شخصان أحدهما شرطي»: one of the figure right before."""
        whole = self._found[-1] if self._found else None
        if whole is None or at + 1 >= self._end or at - whole.last > _FARTHEST_ONE:
            return None
        if whole.part or (whole.count or 2) < 2:
            return None
        word = self.tokens[at + 1].word
        person = person_of(word)
        behind = self.tokens[at + 2].word.folded if at + 2 < self._end else ""
        state = word.folded == "في" and behind.startswith((*_GRAVE, "حال", "وضع"))
        grave = state or word.folded.startswith(_GRAVE)
        if not grave and (person is None or person.number != "s" or shape(word).definite):
            return None
        group = None if grave else self.reader.group(at + 1, self._end)
        noun, last = (group.noun, group.last) if group else (None, at + 2)
        self._add(Group(at, last, 1, noun=noun, kind="noun"), whole.role, at, "part", part=True)
        return last

    def _saved_between(self, first: int, last: int) -> bool:
        """«21 جثة، وأنقذ 10 أشخاص، بينهم 8 …»: those saved are nearer."""
        between = self.tokens[first:last]
        return any(not _SAVED.isdisjoint(token.word.stems) for token in between)

    def _among_known(self, at: int) -> int | None:
        """«من بين الشهداء 51 طفلا», «بين قتلى الهجوم ضابط»: parts of those told before."""
        tokens = self.tokens
        noun = at + (tokens[at].word.folded.removeprefix("و") == "من")
        if noun + 2 >= self._end or tokens[noun].word.folded not in ("بين", "وبين", "ضمن"):
            return None
        noun += 1 + (tokens[noun + 1].word.folded == "هولاء")
        cue = cue_of(tokens[noun].word)
        if cue is None or cue.kind not in ("victim", "case") or cue.number != "p":
            return None
        if cue.prefix.startswith("و"):
            return None
        begin = noun + 1
        while begin < self._end and self._describes_them(begin):
            begin += 1  # «بين قتلى النظام», «بين الضحايا المدنيين»
        if not cue.definite and begin == noun + 1:
            return None
        begin += tokens[min(begin, self._end - 1)].text in ("،", ",")
        begin += tokens[min(begin, self._end - 1)].word.folded in ("هناك", "يوجد", "كان", "توجد")
        group = self.reader.group(begin, self._end)
        if group is None or cue.role not in ("killed", "injured", "missing"):
            return None
        if group.definite or group.kind == "others" or group.count is None:
            return None
        whole = Figure(cue.role, None, "vague", at, noun + 1, noun, of_known=True)
        return self._parts(begin, whole)

    def _describes_them(self, at: int) -> bool:
        form = shape(self.tokens[at].word)
        return form.definite and not form.conjunction

    def _among_dead(self, groups: list[Group]) -> int | None:
        """«خمسة مهاجمين من بين القتلى», «6 أطفال وامرأة بين الجرحى»: parts of those told before."""
        group = groups[-1]
        at = group.last + (
            group.last < self._end and self.tokens[group.last].word.folded == "من"
        )
        if at + 1 >= self._end or self.tokens[at].word.folded not in ("بين", "ضمن"):
            return None
        cue = cue_of(self.tokens[at + 1].word)
        if cue is None or cue.kind != "victim" or not cue.definite or cue.number != "p":
            return None
        if cue.role not in ("killed", "injured", "missing") or group.vague == "several":
            return None
        for one in groups:
            last = at + 2 if one is group else None
            self._add(one, cue.role, at + 1, "part", part=True, last=last)
        return at + 2

    def _part_of_them(self, group: Group) -> int | None:
        """«36 فلسطينيا استشهدوا …، 24 منهم في الشمال»."""
        at = group.last
        if (
            at >= self._end
            or not (self._of_those(at) or self._of_those(at + 1))
            or not self._found
        ):
            return None
        before = self.tokens[group.first - 1].word if group.first > self._start else None
        if before is not None and shape(before).only_verb and cue_of(before) is None:
            return None  # «حصل 50 ألف منهم على مأوى»
        whole = next((f for f in reversed(self._found) if not f.part), None)
        if whole is None or group.noun or whole.count is None or (group.count or 0) >= whole.count:
            return None
        last = at + 1 + (self.tokens[at].word.folded == "من")
        self._add(group, whole.role, group.first, "part", part=True, last=last)
        return last

    def _of_those(self, at: int) -> bool:
        """Whether «منهم» or «من بينهم» ends at token ``at``."""
        if at >= self._end:
            return False
        folded = self.tokens[at].word.folded
        among = folded in ("بينهم", "بينهن", "بينها") and self.tokens[at - 1].word.folded == "من"
        return folded in ("منهم", "منهن", "منها") or among

    def _brackets_open(self, at: int) -> bool:
        """Whether token ``at`` stands in brackets that were opened behind a figure."""
        if self.tokens[at - 1].text == "(" and self._bare_in_brackets(at):
            return False  # «التعامل مع (308) حالات»
        depth = 0
        first = next((f.last for f in self._found if not f.part), at)
        for token in self.tokens[first:at]:
            depth += (token.text == "(") - (token.text == ")")
        return depth > 0

    def _bare_in_brackets(self, at: int) -> bool:
        """Whether nothing but the number at ``at`` stands in its brackets."""
        quantity = self.reader.quantities.get(at)
        end = quantity.last if quantity else self._end
        return end < self._end and self.tokens[end].text == ")"

    def _in_brackets(self, at: int, role: Role) -> bool:
        """«9 شهداء (7 انتشال، 2 جدد)»: brackets behind a figure hold its parts."""
        if not self._found or self._found[-1].role != role:
            return False
        whole = self._found[-1]
        if self._brackets_open(at) and any(not f.part and f.role == role for f in self._found):
            return True
        opened = whole.last < self._end and self.tokens[whole.last].text == "("
        return (opened and at - whole.last < 3) or (
            whole.part and at - whole.last < 4 and whole.rule != "part"
        )
