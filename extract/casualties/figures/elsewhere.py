"""Those whom a verbal noun of harm befell, where they do not stand right behind it."""

from __future__ import annotations

from extract.casualties.denials import is_denied
from extract.casualties.figures.verbs import Verbs
from extract.casualties.harm import Cue
from extract.casualties.people import person_of
from extract.casualties.victims import Group
from extract.phrases import shape

_FARTHEST_ALL = 12  # tokens from «مقتل جميع» to «وهم 62»
_FARTHEST_CONVICT = 8  # tokens from «نفذت» to «الإعدام», from there to «بحق»
_CARRYING_OUT = frozenset({"نفذ", "نفذت", "تنفيذ", "ينفذ", "تنفذ"})


class Elsewhere(Verbs):
    """Finds groups behind «بحق», «استهدفت», «لـ» and words that number all of them."""

    def _all_of(self, at: int) -> list[Group]:
        """«مقتل جميع من كانوا فيها وهم 45 راكبا»: how many all of them were."""
        whole = any(t.word.folded in ("جميع", "كل", "كافه") for t in self.tokens[at : at + 2])
        for index in range(at, min(self._end - 1, at + _FARTHEST_ALL) if whole else at):
            if self.tokens[index].word.folded in ("وهم", "عددهم", "وعددهم"):
                return [g for g in self.reader.groups(index + 1, self._end) if g.quantity]
        return self._numbering(at)

    def _numbering(self, at: int) -> list[Group]:
        """«مقتل أفراد الطاقم والركاب البالغ عددهم 25»."""
        for index in range(at + 1, min(self._end - 2, at + _FARTHEST_ALL)):
            words = [token.word.folded for token in self.tokens[index : index + 2]]
            if words[0] in ("البالغ", "البالغين") and words[1].startswith("عدد"):
                return [g for g in self.reader.groups(index + 2, self._end) if g.quantity]
        return []

    def _execution(self, at: int) -> int | None:
        """«تنفيذ حكم الإعدام بحق 11 مدانا»: those on whom a sentence was carried out."""
        before = range(at - 1, max(self._start, at - _FARTHEST_CONVICT) - 1, -1)
        done = next((i for i in before if not _CARRYING_OUT.isdisjoint(self._stems(i))), None)
        if done is None or is_denied(self.document, done, self._start, Cue("killed", "does")):
            return None
        for index in range(at + 1, min(self._end - 1, at + _FARTHEST_CONVICT)):
            if self.tokens[index].word.folded in ("بحق", "في", "ضد"):
                groups = self.reader.groups(index + 1, self._end)
                people = [g for g in groups if g.count and (g.quantity or g.kind == "name")]
                for group in people:
                    self._add(group, "killed", at, "execution", first=at)
                if people:
                    return people[-1].last
        return None

    def _aimed_at(self, at: int) -> list[Group]:
        """«عملية اختطاف استهدفت شخصين»."""
        if at >= self._end or self.tokens[at].word.folded not in ("استهدفت", "طالت", "شملت"):
            return []
        return [g for g in self.reader.groups(at + 1, self._end) if g.count and g.kind != "others"]

    def _whose(self, at: int) -> list[Group]:
        """«حادث غرق مأساوي لطفلين»: those who drowned stand behind «ل»."""
        for index in range(at, min(self._end, at + 2)):
            form = shape(self.tokens[index].word)
            person = person_of(self.tokens[index].word)
            if form.preposition == "ل" and person and person.number == "d":
                return self.reader.groups(index, self._end)[:1]
            if not form.adjective:
                return []
        return []
