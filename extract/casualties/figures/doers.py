"""The doer that stands between an active verb of harm and those whom it strikes.

«قتل مسلح 4 أشخاص», «اغتال مسلحان … ضابطا»: Arabic sets the doer first, and what can only be an
object behind it tells that it is one: a number, an accusative, a noun that cannot be its genitive.
"""

from __future__ import annotations

from extract.casualties.figures.behind import Behind
from extract.casualties.harm import cue_of
from extract.casualties.people import counted_person, person_of
from extract.casualties.victims import Group
from extract.clause_edges import skip_times
from extract.phrases import shape
from extract.tables import load_set

_FARTHEST_OBJECT = 14  # tokens from the doer to the object, over its relative clause and place
_BREAKS = frozenset(".؛;|:!؟?…،,-–(\n")
_CLOSING = load_set("harm_object_ends") | load_set("harm_subsets")
_UNNAMED = frozenset({"مجهول", "مجهولان", "مجهولون", "انتحاري", "انتحاريان"})
_PREPOSITIONS = frozenset({"في", "من", "مع", "على", "علي", "الي", "عن", "بين", "ضد", "لدي", "نحو"})


class Doers(Behind):
    """Tells the doer of an active verb from its object."""

    def _struck_past(self, at: int) -> list[Group]:
        """Those whom the doer at token ``at``, right behind the verb, has struck; none if the noun
        there is no doer."""
        end = self._doer_end(at)
        if end is None:
            return []
        begin = skip_times(self.document, end, self._end)
        marked = any(token.text in ("،", ",") for token in self.tokens[end:begin])
        if begin < self._end and not marked and self._directly_struck(self._head(at), begin):
            return self._objects_at(begin)
        for index in range(begin, min(self._end, end + _FARTHEST_OBJECT)):
            if self._closes(index, index == begin):
                return []
            object_here = self._accusative(index) or (not marked and self._number(index))
            if object_here and not self._governed(index):
                return self._objects_at(index)
        return []

    def _head(self, at: int) -> int:
        """The noun of the doer at ``at``, behind its number."""
        quantity = self.reader.quantities.get(at)
        return quantity.last if quantity else at

    def _doer_end(self, at: int) -> int | None:
        """The end of an indefinite doer with its adjectives; None if none stands at ``at``."""
        if at + 1 >= self._end:
            return None
        quantity = self.reader.quantities.get(at)
        if quantity and (quantity.kind != "count" or quantity.last + 1 >= self._end):
            return None
        head = self._head(at)
        word = self.tokens[head].word
        person = counted_person(word) if quantity else person_of(word)
        unnamed = word.folded in _UNNAMED
        if cue_of(word) or (person is None and not unnamed):
            return None
        if person is not None and (person.owned or (person.general and quantity)):
            return None
        form = shape(word)
        if form.definite or form.conjunction or form.preposition:
            return None
        if quantity is None and (self._accusative(head) or word.folded.endswith("ين")):
            return None  # the object itself
        end = head + 1
        while end < self._end and self._describes_doer(head, end):
            end += 1
        return end

    def _describes_doer(self, head: int, at: int) -> bool:
        """Whether an adjective or genitive of the doer stands at ``at``."""
        word = self.tokens[at].word
        form = shape(word)
        if self.tokens[at].kind != "word" or at in self.reader.quantities:
            return False
        if form.conjunction or form.preposition or form.only_verb or cue_of(word):
            return False
        like = word.folded.endswith(self.tokens[head].word.folded[-2:])
        counted = self._accusative(head)  # «33 أسيرا إسرائيليا»: an adjective, not an object
        if counted and self._accusative(at) and (person := person_of(word)) is not None:
            return person.number == "s"
        if like and not (form.definite or form.owned):
            return True
        return form.adjective and not (form.definite or person_of(word) or self._accusative(at))

    def _directly_struck(self, head: int, at: int) -> bool:
        """Whether the noun right behind the doer can be no genitive of it: «قتل جندي طفلة»."""
        word = self.tokens[at].word
        person = person_of(word)
        form = shape(word)
        if word.folded.startswith("و") and at in self.reader.quantities:
            return False  # «33 قتيلا وأكثر من 50 مصابا»
        if self._number(at) or self._accusative(at):
            return True
        if person is None or person.counted or form.preposition or form.conjunction:
            return False
        free = self.tokens[head].word.folded.endswith(("ون", "ان", "ا"))
        if form.definite and not form.owned:
            return free
        if person.number == "d" or form.owned:
            return True
        if free and person.number == "s":
            return True
        feminine = word.folded.endswith("ه") and not word.folded.endswith("يه")
        return not form.adjective and (free or feminine)

    def _closes(self, at: int, first: bool) -> bool:
        """Whether the clause of the doer ends at ``at``; a verb right behind him begins none:
        «مهاجمون يشتبه بأنهم …»."""
        token = self.tokens[at]
        form = shape(token.word)
        if token.text[:1] in _BREAKS or token.word.folded in _CLOSING:
            return True
        quantity = self.reader.quantities.get(at)
        if form.conjunction or token.word.folded == "و" or (quantity and quantity.joined):
            return True
        return (form.only_verb and not first) or cue_of(token.word) is not None

    def _governed(self, at: int) -> bool:
        """Whether a preposition or a verb of its own stands before."""
        before = self.tokens[at - 1].word
        return before.folded in _PREPOSITIONS or shape(before).only_verb

    def _number(self, at: int) -> bool:
        """Whether a number of people stands there."""
        quantity = self.reader.quantities.get(at)
        if quantity is None or quantity.kind != "count" or quantity.joined:
            return False
        noun = quantity.last
        if noun + 1 < self._end and self.tokens[noun].word.folded == "من":
            noun += 1
            if shape(self.tokens[noun].word).owned:
                return True  # «4 من رفاقه»
        return noun < self._end and counted_person(self.tokens[noun].word) is not None

    def _accusative(self, at: int) -> bool:
        """Whether a noun for one person stands there as an object: «ضابطا», «ضابطًا»."""
        token = self.tokens[at]
        if token.kind != "word":
            return False
        person = person_of(token.word)
        form = shape(token.word)
        plain = person is not None and not (form.definite or form.preposition or form.conjunction)
        return plain and token.word.folded.endswith("ا")

    def _objects_at(self, at: int) -> list[Group]:
        return [g for g in self.reader.groups(at, self._end) if g.noun or g.general]
