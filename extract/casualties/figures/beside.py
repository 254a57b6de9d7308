"""What stands beside a bare noun of harm and tells whether it reports."""

from __future__ import annotations

from extract.casualties.figures.bodies import Bodies
from extract.casualties.harm import Cue, cue_of
from extract.casualties.people import person_of
from extract.phrases import shape
from extract.places.gazetteer import names
from extract.tables import load_set

_FUNERALS = load_set("harm_funerals")
_CAUSERS = load_set("harm_causers")
_RECORDING = frozenset(
    {"سجل", "سجلت", "تسجيل", "اسفر", "اسفرت", "نتج", "نجم", "خلف", "خلفت"}
    | {"تسبب", "تسببت", "ادي", "ادت"}
)


class Beside(Bodies):
    """Looks at the words around a bare noun of harm."""

    def _sought(self, at: int) -> bool:
        """«جاري البحث عن شهداء ومصابين»: whether there are any is not known."""
        before = [token.word.folded for token in self.tokens[max(self._start, at - 3) : at]]
        return any(word.endswith("بحث") for word in before) and "عن" in before

    def _figurative(self, at: int) -> bool:
        """«تحولت البلاد إلى ضحية لهذا الخطاب»: victim of a thing."""
        if "ضحيه" not in self.tokens[at].word.stems or at + 1 >= self._end:
            return False
        into = at > self._start and self.tokens[at - 1].word.folded == "الي"
        return into or shape(self.tokens[at + 1].word).preposition == "ل"

    def _recorded(self, at: int) -> bool:
        """«سجلت الوزارة، أمس، حالة وفاة جديدة»."""
        if at == self._start or self.tokens[at - 1].word.folded.removeprefix("و") != "حاله":
            return False
        before = self.tokens[max(self._start, at - 12) : at - 1]
        return any(not _RECORDING.isdisjoint(t.word.stems) for t in before)

    def _with_others(self, at: int, cue: Cue) -> bool:
        """«قتيل وإصابات», «جرحى وقتيل»: two bare nouns of harm joined tell of both."""
        other = cue_of(self.tokens[at + 1].word) if at + 1 < self._end else None
        if other is None or other.definite or other.owned or not other.prefix.startswith("و"):
            return False
        roles = {cue.role, other.role} == {"killed", "injured"}
        return roles and cue.is_noun and other.is_noun and cue.number != other.number

    def _buried(self, at: int) -> bool:
        """«تشييع شهداء عائلة …», «يودع شهداء عائلته»: their funeral is told."""
        before = self.tokens[at - 1].word.stems if at > self._start else ()
        if _FUNERALS.isdisjoint(before) or at + 1 >= self._end:
            return False
        following = self.tokens[at + 1].word
        person = person_of(following)
        whose = person is not None and (person.owned or following.folded in ("عايله", "اسره"))
        return whose or following.folded in names()

    def _fell(self, at: int) -> bool:
        """«شهداء خان يونس الذين ارتقوا …»: the relative clause tells of their death."""
        for index in range(at, min(at + 3, self._end - 1)):
            if self.tokens[index].word.folded == "الذين":
                cue = cue_of(self.tokens[index + 1].word)
                return bool(cue) and cue.is_verb  # type: ignore[union-attr]
        return False

    def _among(self, at: int) -> bool:
        """Whether the noun is one of «بين شهيد وجريح ومفقود»."""
        while at > self._start:
            before = self.tokens[at - 1]
            if before.word.folded in ("بين", "مابين"):
                return True
            cue = cue_of(before.word)
            if cue is None or not cue.is_noun or not self.tokens[at].word.folded.startswith("و"):
                return False
            at -= 1
        return False

    def _caused(self, at: int) -> bool:
        """Whether words of cause stand at ``at``, behind a second noun of harm at most."""
        if at < self._end and (cue := cue_of(self.tokens[at].word)) and cue.is_noun:
            at += 1
        if at + 1 >= self._end:
            return False
        one, two = self.tokens[at].word.folded, self.tokens[at + 1].word.folded
        return one in _CAUSERS or f"{one} {two}" in _CAUSERS

    def _under(self, at: int) -> bool:
        """«وضحايا لا يزالون تحت الأنقاض»: not found yet."""
        behind = [t.word.folded for t in self.tokens[at + 1 : min(self._end, at + 4)]]
        return "تحت" in behind and any(word in ("يزالون", "زالوا") for word in behind)
