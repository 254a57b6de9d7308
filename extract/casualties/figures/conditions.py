"""What people behind a number are told to be: hurt, lost, under rubble, driven out."""

from __future__ import annotations

from extract.casualties.denials import is_denied
from extract.casualties.figures.subjects import Subjects
from extract.casualties.harm import Cue, cue_of
from extract.casualties.people import other_of
from extract.casualties.victims import Group
from extract.facts import Role
from extract.phrases import shape
from extract.tables import load_set

_STILL_LOST = load_set("harm_still_lost")
_FLIGHT = load_set("harm_flight")
_FELL = frozenset({"سقطوا", "سقطن", "وقعوا", "سقط"})
_STUCK = frozenset({"منهم", "عالقين", "عالقون", "عالقا", "محاصرين", "محاصرون", "مدفونين"})
RUBBLE = frozenset({"الانقاض", "الركام", "الردم", "انقاض", "ركام"})
_QUOTES = frozenset("\"«“")
_FORCED = frozenset({"اضطروا", "اجبروا", "ارغموا", "اضطرت"})
_FARTHEST_FORCE = 12  # tokens from «أجبر» to those driven out
_FORCING = load_set("harm_forcing")


class Conditions(Subjects):
    """Reads the state in which a counted group is."""

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
        limit = min(self._end, at + 6)
        while at < limit - 2 and shape(self.tokens[at].word).definite:
            at += 1  # «20 من سكان المخيم»
        while at < limit and (
            other_of(self.tokens[at].word)
            or self.tokens[at].word.folded in _STILL_LOST
            or self.tokens[at].text in _QUOTES
        ):
            at += 1
        cue = cue_of(self.tokens[at].word) if at < self._end else None
        vanished = self.tokens[at - 1].word.folded == "قيد"  # «قيد الاختفاء القسري»
        if cue is None or cue.role != "missing" or "و" in cue.prefix:
            return None
        if cue.kind != "victim" and not vanished:
            return None
        self._add(group, "missing", at, "counted missing", last=at + 1)
        return at + 1

    def _hidden(self, group: Group) -> int | None:
        """«لا يزال 10 أشخاص تحت الأنقاض», «200 شخص بلا مأوى»: told by where they are."""
        for index in range(group.last, min(self._end - 1, group.last + 3)):
            folded, following = (t.word.folded for t in self.tokens[index : index + 2])
            if folded == "تحت" and following in RUBBLE:
                return self._still(group, index, "missing")
            if (folded in ("بلا", "دون", "بدون") and following == "ماوي") or following == "العراء":
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

    def _forced(self, group: Group) -> int | None:
        """«أُجبر أكثر من 7 ملايين على ترك منازلهم»: displaced by the verb before and noun behind."""
        at = group.last
        at += at < self._end and other_of(self.tokens[at].word) == "several"
        own = at < self._end and self.tokens[at].word.folded in _FORCED
        at += own  # «800 ألف شخص اضطروا إلى الفرار»
        to = at < self._end and self.tokens[at].word.folded.startswith("لل")  # «للنزوح»
        at -= to
        if at + 1 >= self._end or _FLIGHT.isdisjoint(self.tokens[at + 1].word.stems):
            return None
        if not to and self.tokens[at].word.folded not in ("علي", "الي"):
            return None
        before = self.tokens[max(self._start, group.first - _FARTHEST_FORCE) : group.first]
        if not own and not any(not _FORCING.isdisjoint(t.word.stems) for t in before):
            return None
        self._add(group, "displaced", at + 1, "driven out", last=at + 2)
        return at + 2
