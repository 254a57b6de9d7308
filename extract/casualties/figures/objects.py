"""The object of an active verb of harm, or the subject of a passive one of the same letters."""

from __future__ import annotations

from extract.casualties.figures.doers import Doers
from extract.casualties.harm import Cue, cue_of
from extract.casualties.people import is_thing, person_of
from extract.casualties.victims import Group
from extract.phrases import shape
from extract.shapes import Shape

_FARTHEST_DOER = 14
_ASIDE = frozenset("\"«»“”'،,-–/")  # marks around a time or title between doer and object
_CLOSING = frozenset({"ان", "الذي", "التي", "بعد", "خلال", "اثناء", "قبل"})
_CAPTORS = frozenset(
    {"مسلحون", "مجهولون", "ملثمون", "متمردون", "جهاديون", "ارهابيون", "قراصنه", "خاطفون", "عناصر"}
)


class Objects(Doers):
    """Finds whom an active verb strikes, past its doer."""

    def _object(self, at: int, cue: Cue) -> list[Group]:
        """«اعتقلت القوات 15 شابا», «اغتال مسلحون ضابطا», «قُتل جندي»."""
        struck = self._struck_past(at + 1)
        if struck:
            return struck
        captors = cue.role == "detained" and self._captors(at + 1)
        doer = at + 1 < self._end and self._nominative(at + 1)
        if captors or (doer and (cue.kind == "acts" or self._object_of(at + 1))):
            at = self.reader.noun_end(at + 1, self._end) - 1
        groups = self._groups(at + 1)
        unsure = groups and groups[0].kind == "name" and groups[0].first not in self.reader.names
        if unsure and cue.kind == "acts":
            groups = []
        if groups and groups[0].kind != "noun":
            return groups
        if groups and not groups[0].definite:
            return self._past_agent(groups)
        return self._far_object(at, cue)

    def _captors(self, at: int) -> bool:
        """«اختطف مسلحون …»: they take others, and are not taken."""
        return at < self._end and self.tokens[at].word.folded in _CAPTORS

    def _past_agent(self, groups: list[Group]) -> list[Group]:
        """«قتل جندي 3 شبان»: an indefinite noun before another group is the doer."""
        further = self.reader.groups(groups[-1].last, self._end)
        owner = shape(self.tokens[groups[0].first].word)
        agent = (
            further
            and (further[0].quantity or not further[0].definite)
            and not owner.conjunction
        )
        return further if agent and further[0].kind in ("figure", "noun") else groups

    def _far_object(self, at: int, cue: Cue) -> list[Group]:
        """The object behind a definite doer and what tells of time and place."""
        for index in range(at + 1, min(self._end, at + 1 + _FARTHEST_DOER)):
            token = self.tokens[index]
            if (token.kind == "punctuation" and token.text not in _ASIDE) or cue_of(token.word):
                break
            if token.kind == "word" and token.word.folded in _CLOSING:
                break
            quantity = self.reader.quantities.get(index)
            if quantity and quantity.kind != "count":
                continue
            form = shape(token.word)
            if cue.role == "detained" and self._stopped(at, index, form):
                break  # «أوقفت تركيا تصدير النفط»
            if index == at + 1:
                continue
            if each := self._each_behind(index):
                return each
            if self._names_object(at, index, form):
                named = self.reader.groups(index, self._end)
                if index in self.reader.names or (named and named[0].kind == "name"):
                    return named
            person = person_of(token.word)
            plain = person and not form.definite and not form.preposition
            if quantity or (plain and self._free_noun(index)):
                return [g for g in self.reader.groups(index, self._end) if g.noun or g.general]
        return []

    def _each_behind(self, at: int) -> list[Group]:
        """«اعتقلت القوات كلا من: …»: those named one by one."""
        words = [token.word.folded for token in self.tokens[at : min(self._end, at + 2)]]
        if words not in (["كلا", "من"], ["كل", "من"]):
            return []
        begin = at + 2 + (at + 2 < self._end and self.tokens[at + 2].text == ":")
        return self.reader.each_of(begin, self._end)

    def _stopped(self, at: int, index: int, form: Shape) -> bool:
        """Whether a thing stands where the object does: it is stopped, not arrested."""
        bare = not (form.definite or form.preposition or form.conjunction)
        first = index == at + 1 or self._free_noun(index)
        return bare and first and is_thing(self.tokens[index].word)

    def _names_object(self, at: int, index: int, form: Shape) -> bool:
        """Whether a titled person or a name may begin at ``index``."""
        if form.preposition:
            return False
        titled = form.definite and person_of(self.tokens[index].word) is not None
        reached = index > at + 2 and index in self.reader.names and self._free_noun(index)
        return (titled and not form.conjunction) or reached

    def _object_of(self, doer: int) -> bool:
        """Whether something that can be an object stands right behind the doer at ``doer``."""
        groups = self.reader.groups(self.reader.noun_end(doer, self._end), self._end)
        return bool(groups) and groups[0].kind in ("figure", "noun", "name")

    def _nominative(self, at: int) -> bool:
        """Whether an indefinite sound plural stands there as a subject only: «مسلحون»."""
        word = self.tokens[at].word
        return word.folded.endswith("ون") and person_of(word) is not None and at + 2 < self._end

    def _object_behind(self, verb: int) -> bool:
        """Whether a group that can be an object follows the verb: then its subject is the doer."""
        groups = self.reader.groups(verb + 1, self._end)
        return bool(groups) and groups[0].kind in ("figure", "noun", "name")
