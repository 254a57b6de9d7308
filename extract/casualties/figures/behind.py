"""The people that stand behind a word of harm, past words of time, place and the doer."""

from __future__ import annotations

from extract.casualties.figures.relatives import Relatives
from extract.casualties.harm import Cue, cue_of
from extract.casualties.people import person_of
from extract.casualties.victims import Group
from extract.clause_edges import skip_times
from extract.phrases import shape

BREAKS = frozenset(".؛;|")
_FARTHEST_GROUP = 9  # tokens of time and place between a word of harm and its group
_OF_PLACES = frozenset({"في", "فى", "على", "علي", "من", "عن"})  # «تسمم … في 52 مدرسة»
_THEN = frozenset({"فيه", "فيها", "خلاله", "خلالها"})  # «عراك قتل خلاله رجل»
_AT_ONCE = frozenset({"اثره", "اثرها", "اثرهما", "الفور", "الحال", "اثر"})
_PASSED = frozenset({"كل", "كلا", "حوالي", "جميع", "ايضا", "كذلك"})


class Behind(Relatives):
    """Finds the groups that a word of harm counts."""

    def _groups_after(self, at: int, cue: Cue) -> list[Group]:
        """The groups behind a word of harm, past words of time, place and the doer."""
        groups = self._groups(at)
        if groups:
            return groups
        limit = min(self._end, at + _FARTHEST_GROUP)
        index = at
        while index < limit:
            token = self.tokens[index]
            if token.kind == "word" and shape(token.word).only_verb:
                return []
            if (
                token.text[:1] in BREAKS
                or token.text == ":"
                or token.word.folded in ("ان", "الذي", "التي", "فيما", "بينما")
            ):
                return []
            if index > at:
                if cue_of(token.word) or self._begins_anew(index):
                    return []
                quantity = self.reader.quantities.get(index)
                if index in self.reader.names and cue.kind in ("suffers", "either") and not groups:
                    named = self.reader.groups(index, self._end)
                    before = self.tokens[index - 1]
                    if named and (before.word.folded in _THEN or before.text == "،"):
                        return named
                people = quantity is not None and quantity.kind == "count" and not quantity.joined
                people = people and self.tokens[index - 1].word.folded not in _OF_PLACES
                noun = person_of(token.word)
                plain = (
                    noun is not None
                    and not noun.owned
                    and not shape(token.word).definite
                    and not shape(token.word).preposition
                )
                if people or (
                    plain and not shape(token.word).conjunction and self._free_noun(index)
                ):
                    groups = [g for g in self.reader.groups(index, self._end) if not g.definite]
                    if groups and (
                        groups[0].noun
                        or (groups[0].general and groups[0].last > index + 1)
                        or self._plain_end(groups[0])
                        or self.tokens[index - 1].word.folded in _THEN
                    ):
                        return groups
            index += 1
        return []

    def _begins_anew(self, at: int) -> bool:
        """«القضاء على الحركة، واستعادة 100 أسير»: another deed, joined behind a comma."""
        form = shape(self.tokens[at].word)
        return self.tokens[at - 1].text in ("،", ",") and form.conjunction != "" and form.nominal

    def _plain_end(self, group: Group) -> bool:
        return group.quantity is not None and group.quantity.value is not None

    def _free_noun(self, at: int) -> bool:
        """Whether an indefinite noun is no genitive of the word before it."""
        before = self.tokens[at - 1]
        if before.text in ("،", ",", "-", "–") or before.word.folded in _THEN:
            return True
        form = shape(before.word)
        return (form.definite or form.name) and before.kind == "word"

    def _past_then(self, at: int) -> int:
        """«توفي على إثره …», «قتل على الفور …»: where reading goes on."""
        if at + 1 >= self._end or self.tokens[at].word.folded not in ("علي", "في"):
            return at
        return at + 2 if self.tokens[at + 1].word.folded in _AT_ONCE else at

    def _groups(self, at: int) -> list[Group]:
        begin = at
        joined = self.reader.quantities.get(at)
        if joined is not None and joined.joined:
            return []  # «أسفر عن حالة وفاة وعدد من الإصابات»
        while at + 1 < self._end and self.tokens[at].word.folded in _PASSED:
            at += 1
            at += self.tokens[at].word.folded == "من"
        at += at < self._end and self.tokens[at].text in ("،", ",", ":")
        each = self.reader.each_of(at, self._end) if at > begin + 1 else []
        groups = each or self.reader.groups(at, self._end)
        past = at if groups else skip_times(self.document, self._past_then(at), self._end)
        return self.reader.groups(past, self._end) if past > at else groups
