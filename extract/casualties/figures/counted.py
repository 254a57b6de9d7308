"""Figures that begin with their number: «5 شهداء», «20 بين قتيل وجريح», «و3 مفقودين»."""

from __future__ import annotations

from dataclasses import replace

from extract.casualties.denials import is_denied
from extract.casualties.figures.base import Figure
from extract.casualties.figures.subjects import Subjects
from extract.casualties.harm import Cue, cue_of
from extract.casualties.people import other_of
from extract.casualties.victims import Group
from extract.facts import Role
from extract.numbers import Quantity
from extract.phrases import shape
from extract.tables import load_set

_BREAKS = frozenset(".؛;|")
_STILL_LOST = load_set("harm_still_lost")
_FLIGHT = load_set("harm_flight")
_FELL = frozenset({"سقطوا", "سقطن", "وقعوا", "سقط"})
_STUCK = frozenset({"منهم", "عالقين", "عالقون", "عالقا", "محاصرين", "محاصرون", "مدفونين"})
RUBBLE = frozenset({"الانقاض", "الركام", "الردم", "انقاض"})
_QUOTES = frozenset("\"«“")
_PARALLELS = frozenset({"في", "فى", "منهم", "بينهم", "نتيجه", "جراء", "بسبب", "اثر"})
_FORCED = frozenset({"اضطروا", "اجبروا", "ارغموا", "اضطرت"})
_FARTHEST_FORCE = 12  # tokens from «أجبر» to those driven out
_FORCING = load_set("harm_forcing")


class Counted(Subjects):
    """Reads a number with what it counts."""

    def _counted(self, at: int, quantity: Quantity) -> int:
        """«5 شهداء», «21 شخصا استشهدوا», «20 بين قتيل وجريح», and a number that goes on."""
        after = quantity.last
        cue_at = self._noun_of(quantity)
        if cue_at is not None:
            return self._number_and_noun(quantity, cue_at)
        group = self.reader.group(at, self._end)
        if group is None:
            return after
        joint = self._joint(group) or self._fell_between(group)
        if joint:
            return joint
        if group.noun and self._found and self._brackets_open(at):
            self._add(group, self._found[-1].role, group.first, "part", part=True)
            return group.last
        among = self._among_dead([group]) or self._among_dead(self.reader.groups(at, self._end))
        if among:
            return among
        part = self._part_of_them(group)
        if part:
            return part
        forced = self._forced(group)
        if forced:
            return forced
        hurt = self._described_hurt(group)
        if hurt:
            return hurt
        lost = self._lost(group)
        if lost:
            return lost
        hidden = self._hidden(group)
        if hidden:
            return hidden
        behind = self._verb_behind(group)
        if behind is not None:
            verb, cue = behind
            if not is_denied(self.document, verb, self._start, cue):
                self._add(group, self._either(verb, cue), verb, "number before verb")
            return group.last if self._past_parts(group.last) > group.last else verb + 1
        together = self._together(at)
        if together:
            return together
        fallen = self._fallen(group)
        if fallen:
            return fallen
        besides = self._besides(at)
        if (quantity.joined or besides) and self._goes_on(group):
            before = self._found[-1]
            part = before.of_known or (before.part and not besides)
            self._add(group, before.role, group.first, "joined number", part=part)
            return group.last
        return group.last

    def _number_and_noun(self, quantity: Quantity, at: int) -> int:
        cue = cue_of(self.tokens[at].word)
        if cue is None:
            return quantity.last
        first = min(quantity.first, quantity.outer_first)
        last = max(at + 1, quantity.outer_last)
        following = cue_of(self.tokens[last].word) if last < self._end else None
        if following and following.is_noun and following.number == "p" and not following.prefix:
            last += 1  # «5 جثامين شهداء»
        buried = quantity.vague and any(
            t.word.folded in ("تحت", "يزالون", "زالوا", "لازالوا", "مازالوا")
            for t in self.tokens[last : min(self._end, last + 4)]
        )
        once = last < self._end and self.tokens[last].word.folded in ("سابقا", "سابقين")
        told = not (quantity.value == 0 or buried or once)
        if not told or is_denied(self.document, first, self._start, cue):
            return last
        if cue.kind == "body" and (
            not self._bodies_told(first) or any(f.label for f in self._found)
        ):
            return last
        if self._of_bodies(first) and not self._bodies_told(first):
            self._free = max(self._free, self.reader.noun_end(at, self._end))
            return self._free
        if (
            cue.kind == "victim"
            and cue.role in ("detained", "displaced")
            and not self._told_anew(first)
            and not (cue.role == "displaced" and self._given(first))
        ):
            return last
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
            self._in_brackets(first, cue.role),
            label=self._labelled(first),
            of_known=cue.definite and quantity.value is not None,
            rule="number and noun",
        )
        if self._dead_or_hurt(last):  # «عشرات الضحايا بين قتيل وجريح»
            self._between = True
            self._keep(replace(figure, role="killed_or_injured", last=last + 3))
            return last + 3
        return self._paired(figure, last)

    def _of_bodies(self, at: int) -> bool:
        """«جثامين مئات الشهداء»: what is told is told of bodies."""
        before = cue_of(self.tokens[at - 1].word) if at > self._start else None
        return before is not None and before.kind == "body"

    def _fallen(self, group: Group) -> int | None:
        """«سقط 215 عسكريا» where the text has told of such as «بين قتيل وجريح»."""
        before = self.tokens[max(self._start, group.first - 2) : group.first]
        if not self._between or group.noun is None:
            return None
        if not any(stem in ("سقط", "سقوط", "سقطوا") for t in before for stem in t.word.stems):
            return None
        self._add(group, "killed_or_injured", group.first, "fallen", part=True)
        return group.last

    def _described_hurt(self, group: Group) -> int | None:
        """«إجلاء عدد من الجنود المصابين»: the word of harm is the noun's adjective."""
        at = group.last
        cue = cue_of(self.tokens[at].word) if at < self._end else None
        if cue is None or cue.kind != "victim" or cue.role not in ("killed", "injured", "missing"):
            return None
        if (
            not (group.noun or group.general)
            or cue.owned
            or "و" in cue.prefix
            or (group.vague is None) != (not cue.definite)
        ):
            return None
        if is_denied(self.document, group.first, self._start, cue):
            return None
        self._add(group, cue.role, at, "described", last=at + 1)
        return at + 1

    def _fell_between(self, group: Group) -> int | None:
        """«48 شخصا، بينهم نساء، سقطوا بين قتيل وجريح»."""
        verb = self._past_parts(group.last)
        if verb >= self._end or self.tokens[verb].word.folded not in _FELL:
            return None
        if not self._dead_or_hurt(verb + 1):
            return None
        self._between = True
        self._add(group, "killed_or_injured", verb + 1, "between")
        return verb + 4 if verb == group.last else group.last

    def _lost(self, group: Group) -> int | None:
        """«ما زال 30 شخصا في عداد المفقودين», «275 آخرين مفقودين»."""
        at = group.last
        limit = min(self._end, at + 5)
        while at < limit and (
            other_of(self.tokens[at].word)
            or self.tokens[at].word.folded in _STILL_LOST
            or self.tokens[at].text in _QUOTES
        ):
            at += 1
        cue = cue_of(self.tokens[at].word) if at < self._end else None
        if cue is None or cue.kind != "victim" or cue.role != "missing" or "و" in cue.prefix:
            return None
        self._add(group, "missing", at, "counted missing", last=at + 1)
        return at + 1

    def _hidden(self, group: Group) -> int | None:
        """«لا يزال 10 أشخاص تحت الأنقاض», «200 شخص بلا مأوى»: told by where they are."""
        for index in range(group.last, min(self._end - 1, group.last + 3)):
            folded, following = (t.word.folded for t in self.tokens[index : index + 2])
            if folded == "تحت" and following in RUBBLE:
                return self._still(group, index, "missing")
            if folded in ("بلا", "دون", "بدون") and following == "ماوي":
                return self._still(group, index, "displaced")
            if folded not in _STUCK:
                return None
        return None

    def _still(self, group: Group, at: int, role: Role) -> int | None:
        if is_denied(self.document, group.first, self._start, Cue(role, "victim")):
            return None
        part = self.tokens[group.last].word.folded in ("منهم", "منهن")
        self._add(group, role, at, "where they are", part=part, last=at + 2)
        return at + 2

    def _either(self, verb: int, cue: Cue) -> Role:
        """«12 قتلوا أو أصيبوا»: one figure for both."""
        words = self.tokens[verb + 1 : min(verb + 3, self._end)]
        other = cue_of(words[1].word) if len(words) == 2 and words[0].word.folded == "او" else None
        joint = other is not None and {cue.role, other.role} == {"killed", "injured"}
        return "killed_or_injured" if joint else cue.role

    def _forced(self, group: Group) -> int | None:
        """«أُجبر أكثر من 7 ملايين على ترك منازلهم»: displaced by the verb before and noun behind."""
        at = group.last
        at += at < self._end and other_of(self.tokens[at].word) == "several"
        own = at < self._end and self.tokens[at].word.folded in _FORCED
        at += own  # «800 ألف شخص اضطروا إلى الفرار»
        if at + 1 >= self._end or self.tokens[at].word.folded not in ("علي", "الي"):
            return None
        if _FLIGHT.isdisjoint(self.tokens[at + 1].word.stems):
            return None
        before = self.tokens[max(self._start, group.first - _FARTHEST_FORCE) : group.first]
        if not own and not any(not _FORCING.isdisjoint(t.word.stems) for t in before):
            return None
        self._add(group, "displaced", at + 1, "driven out", last=at + 2)
        return at + 2

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
        if any(t.text[:1] in _BREAKS or shape(t.word).only_verb for t in between):
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
        token = self.tokens[group.last]
        return (
            token.word.folded in _PARALLELS
            or (token.word.folded == "الي" and self._found[-1].part)
            or shape(token.word).preposition == "ب"
        )
