"""Figures that begin with their number: «5 شهداء», «20 بين قتيل وجريح», «و3 مفقودين»."""

from __future__ import annotations

from dataclasses import replace

from extract.casualties.denials import is_denied
from extract.casualties.figures.behind import BREAKS
from extract.casualties.figures.conditions import Conditions
from extract.casualties.figures.figure import Figure
from extract.casualties.harm import Cue, cue_of
from extract.casualties.people import person_of
from extract.casualties.victims import Group
from extract.facts import Role
from extract.numbers import Quantity
from extract.phrases import shape

_PARALLELS = frozenset(
    {"في", "فى", "منهم", "بينهم", "نتيجه", "جراء", "بسبب", "اثر", "وفقا", "وفق", "بحسب", "حسب"}
)
_FARTHEST_TOTAL = 8  # tokens from «من ضمن المجموع» to its part
_FARTHEST_SUM = 16  # tokens from «عدد من لقوا» to their number
_AMOUNTING = frozenset({"الي", "بلغ", "وصل", "تجاوز", "هو", "يبلغ"})


class Counted(Conditions):
    """Reads a number with what it counts."""

    def _counted(self, at: int, quantity: Quantity) -> int:
        """«5 شهداء», «21 شخصا استشهدوا», «20 بين قتيل وجريح», and a number that goes on."""
        if at > self._start and self.tokens[at - 1].word.folded == "كل" and self._rate(at - 2):
            self._free = self._end
            return self._end  # «من بين كل 10 جرحى 4 …»: a rate
        cue_at = self._noun_of(quantity)
        if cue_at is not None and not self._stands(quantity, cue_at):
            return self._number_and_noun(quantity, cue_at)
        if quantity.vague == "several":
            number = self._number_of_those(quantity.first, quantity.last)
            if number:
                return number
        group = self.reader.group(at, self._end)
        if group is None:
            return quantity.last
        return (
            self._of_whole(at, group)
            or self._forced(group)
            or self._described_hurt(group)
            or self._lost(group)
            or self._hidden(group)
            or self._harmed_behind(group)
            or self._together(at)
            or self._fallen(group)
            or self._joined_number(at, quantity, group)
            or group.last
        )

    def _of_whole(self, at: int, group: Group) -> int | None:
        """«20 بين قتيل وجريح», «7 قتلى (3 أطفال)»: people as one whole of two harms, or a part."""
        joint = self._joint(group) or self._fell_between(group)
        if joint:
            return joint
        if group.noun and self._found and self._brackets_open(at):
            self._add(group, self._found[-1].role, group.first, "part", part=True)
            return group.last
        among = self._among_dead([group]) or self._among_dead(self.reader.groups(at, self._end))
        return among or self._part_of_them(group)

    def _harmed_behind(self, group: Group) -> int | None:
        """«21 شخصا استشهدوا»: the harm is told in the verb behind them."""
        behind = self._verb_behind(group)
        if behind is None:
            return None
        verb, cue = behind
        if self._strikes(verb, cue):
            return group.last  # «4 أشخاص خطفت ثلاثة سياح»
        if not is_denied(self.document, verb, self._start, cue):
            self._add(group, self._either(verb, cue), verb, "number before verb")
        return group.last if self._past_parts(group.last) > group.last else verb + 1

    def _joined_number(self, at: int, quantity: Quantity, group: Group) -> int | None:
        """«مقتل 5 جنود و3 مدنيين»: a number that goes on with the harm of the figure before."""
        besides = self._besides(at)
        joined = besides or quantity.joined or self._joined_in_brackets(at)
        if not joined or not self._goes_on(group):
            return None
        before = self._found[-1]
        part = before.of_known or (before.part and not besides)
        self._add(group, before.role, group.first, "joined number", part=part)
        return group.last

    def _joined_in_brackets(self, at: int) -> bool:
        """«و(3883) مخالفا»."""
        before = [token.text for token in self.tokens[max(self._start, at - 2) : at]]
        return before == ["و", "("] or before[-1:] == ["و("]

    def _stands(self, quantity: Quantity, at: int) -> bool:
        """«3 معتقلين», «40 نازحا»: what people are, unless a total or their arrival is told."""
        cue = cue_of(self.tokens[at].word)
        first = min(quantity.first, quantity.outer_first)
        if cue is None or cue.kind != "victim" or cue.role not in ("detained", "displaced"):
            return False
        arrived = cue.role == "displaced" and self._given(first)
        return not (arrived or self._told_anew(first))

    def _number_and_noun(self, quantity: Quantity, at: int) -> int:
        cue = cue_of(self.tokens[at].word)
        if cue is None:
            return quantity.last
        first = min(quantity.first, quantity.outer_first)
        last = max(at + 1, quantity.outer_last)
        following = cue_of(self.tokens[last].word) if last < self._end else None
        if following and following.is_noun and following.number == "p" and not following.prefix:
            last += 1  # «5 جثامين شهداء»
        body = cue.kind == "body"
        buried = quantity.vague and not body and any(
            t.word.folded in ("تحت", "يزالون", "زالوا", "لازالوا", "مازالوا")
            for t in self.tokens[last : min(self._end, last + 4)]
        )
        once = last < self._end and self.tokens[last].word.folded in ("سابقا", "سابقين")
        told = not (quantity.value == 0 or buried or once)
        if not told or is_denied(self.document, first, self._start, cue):
            return last
        laid = body and "killed" not in self._roles and self._bodies_counted(first)
        found = laid or self._bodies_told(first)
        if body and (not found or any(f.label for f in self._found)):
            return last
        if self._of_bodies(first) and not self._bodies_told(first):
            self._free = max(self._free, self.reader.noun_end(at, self._end))
            return self._free
        figure = Figure(
            cue.role,
            quantity.value,
            quantity.bound,
            first,
            last,
            at,
            quantity.value_max,
            quantity.vague,
            self._described(at),
            self._in_brackets(first, cue.role) or self._goes_on_parts(quantity, cue.role),
            label=self._labelled(first),
            of_known=quantity.value is not None and (cue.definite or self._of_total(first)),
            rule="number and noun",
        )
        if self._dead_or_hurt(last):  # «عشرات الضحايا بين قتيل وجريح»
            self._between = True
            self._keep(replace(figure, role="killed_or_injured", last=last + 3))
            return last + 3
        return self._paired(figure, last)

    def _goes_on_parts(self, quantity: Quantity, role: Role) -> bool:
        """«9 وفيات، 6 من بينها في السدود و3 وفيات في الأنهار»: what is left of the whole."""
        before = self._found[-1] if self._found else None
        if before is None or not before.part or before.noun or not quantity.joined:
            return False
        whole = next((f for f in reversed(self._found) if not f.part and f.role == role), None)
        left = (whole.count or 0) - (before.count or 0) if whole else 0
        return before.role == role and left == quantity.value

    def _of_total(self, at: int) -> bool:
        """«من ضمن المجموع العام للخسائر 66 شهيدا»."""
        words = [t.word.folded for t in self.tokens[max(self._start, at - _FARTHEST_TOTAL) : at]]
        among = any(w in ("ضمن", "بين", "اصل", "اجمالي") for w in words[:-1])
        return among and not {"المجموع", "الحصيله", "العدد", "الاجمالي"}.isdisjoint(words)

    def _of_bodies(self, at: int) -> bool:
        """«جثامين مئات الشهداء»: what is told is told of bodies."""
        before = cue_of(self.tokens[at - 1].word) if at > self._start else None
        return before is not None and before.kind == "body"

    def _number_of_those(self, first: int, at: int) -> int | None:
        """«عدد من لقوا حتفهم … ارتفع إلى 681»: no «some», the number of all of them."""
        cue = cue_of(self.tokens[at].word) if at < self._end else None
        if cue is None or not cue.is_verb or is_denied(self.document, at, self._start, cue):
            return None
        for index in range(at + 1, min(self._end, at + _FARTHEST_SUM)):
            told = self.reader.quantities.get(index)
            if told is None or told.kind != "count" or not told.value or told.outer_first < index:
                continue
            if self.tokens[index - 1].word.folded.removeprefix("و") in _AMOUNTING:
                group = Group(
                    first, max(told.last, told.outer_last), told.value, told.bound,
                    told.value_max,
                )  # fmt: skip
                self._add(group, cue.role, at, "number of those")
                return group.last
        return None

    def _rate(self, at: int) -> bool:
        return at >= self._start and self.tokens[at].word.folded in ("من", "بين", "لكل", "في")

    def _strikes(self, verb: int, cue: Cue) -> bool:
        """Whether the verb behind people has an object of its own: they did it."""
        if cue.kind != "either" or verb + 1 >= self._end:
            return False
        groups = self.reader.groups(verb + 1, self._end)
        first = self.tokens[verb + 1].word
        if shape(first).definite and person_of(first) is not None:
            return True  # «30 مسلحا خطفوا التلاميذ»
        if not groups or groups[0].kind == "others" or groups[0].definite:
            return False
        last = groups[0].last
        theirs = last < self._end and self.tokens[last].word.folded in ("منهم", "منهن")
        return groups[0].noun is not None and not theirs

    def _either(self, verb: int, cue: Cue) -> Role:
        """«12 قتلوا أو أصيبوا»: one figure for both."""
        words = self.tokens[verb + 1 : min(verb + 3, self._end)]
        other = cue_of(words[1].word) if len(words) == 2 and words[0].word.folded == "او" else None
        joint = other is not None and {cue.role, other.role} == {"killed", "injured"}
        return "killed_or_injured" if joint else cue.role

    def _besides(self, at: int) -> bool:
        """«إضافة إلى 40 مشتبها بهم», «فضلا عن 3 جنود»."""
        words = [t.word.folded for t in self.tokens[max(self._start, at - 2) : at]]
        if words and words[-1] in ("ل", "لـ"):
            return words[0] in ("اضافه", "بالاضافه")
        return words in (["اضافه", "الي"], ["بالاضافه", "الي"], ["فضلا", "عن"])

    def _goes_on(self, group: Group) -> bool:
        """Whether a joined number continues the figure before, in one clause with it."""
        if not self._found:
            return False
        before = self._found[-1]
        if group.first - before.last > 10 or before.loose:
            return False
        between = self.tokens[before.last : group.first]
        verbs = (t for t in between if t.word.folded not in ("وفقا", "وفق"))
        if any(t.text[:1] in BREAKS or shape(t.word).only_verb for t in verbs):
            return False
        if any(cue_of(t.word) for t in between):
            return False
        if (group.noun is None and not group.general) or self.reader.acts(group.last, self._end):
            return False
        nothing = group.noun is None and group.quantity and group.last == group.quantity.last
        return not nothing or (before.count is not None and self._parallel(group))

    def _parallel(self, group: Group) -> bool:
        """A bare «و4» goes on only where a place or an end follows: «3 في غزة و4 في رفح»."""
        if group.last >= self._end:
            return True
        last = group.last
        last += self.tokens[last].word.folded == "فقط" and last + 1 < self._end
        token = self.tokens[last]
        return (
            token.word.folded in _PARALLELS
            or (token.word.folded == "الي" and self._found[-1].part)
            or shape(token.word).preposition == "ب"
        )
