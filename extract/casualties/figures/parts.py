"""Parts of a figure: «بينهم 3 أطفال», «24 منهم», and what brackets behind it hold."""

from __future__ import annotations

from dataclasses import replace

from extract.casualties.figures.base import Base, Figure
from extract.casualties.harm import cue_of
from extract.casualties.people import person_of
from extract.casualties.victims import Group
from extract.facts import Role
from extract.phrases import shape
from extract.tables import load_set

_SUBSETS = load_set("harm_subsets")


_SAVED = load_set("harm_saved")
_LONGEST_ORIGIN = 7  # tokens of «من بلدتي عابود ورام الله»


class Parts(Base):
    """Reads the parts of the figure before."""

    def _subset(self, at: int) -> int | None:
        """«بينهم 3 أطفال وامرأة»: parts of the last figure."""
        word = self.tokens[at].word
        begin = None
        if word.folded in _SUBSETS or word.folded.removeprefix("و") in _SUBSETS:
            begin = at + 1
        elif at + 1 < self._end:
            both = f"{word.folded.removeprefix('و')} {self.tokens[at + 1].word.folded}"
            if both in _SUBSETS:
                begin = at + 2
                if both == "بما في":
                    begin = at + 3
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

    def _among_dead(self, group: Group) -> int | None:
        """«خمسة مهاجمين من بين القتلى»: a part of those told before."""
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
        self._add(group, cue.role, at + 1, "part", part=True, last=at + 2)
        return at + 2

    def _part_of_them(self, group: Group) -> int | None:
        """«36 فلسطينيا استشهدوا …، 24 منهم في الشمال»."""
        at = group.last
        if (
            at >= self._end
            or self.tokens[at].word.folded not in ("منهم", "منهن")
            or not self._found
        ):
            return None
        before = self.tokens[group.first - 1].word if group.first > self._start else None
        if before is not None and shape(before).only_verb and cue_of(before) is None:
            return None  # «حصل 50 ألف منهم على مأوى»
        whole = next((f for f in reversed(self._found) if not f.part), None)
        if whole is None or group.noun or whole.count is None or (group.count or 0) >= whole.count:
            return None
        self._add(group, whole.role, group.first, "part", part=True, last=at + 1)
        return at + 1

    def _brackets_open(self, at: int) -> bool:
        """Whether token ``at`` stands in brackets that were opened behind a figure."""
        depth = 0
        first = next((f.last for f in self._found if not f.part), at)
        for token in self.tokens[first:at]:
            depth += (token.text == "(") - (token.text == ")")
        return depth > 0

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
