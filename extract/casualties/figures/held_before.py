"""People held whom the text has named before: «5 أشخاص تم القبض عليهم», «واعتقلته الشرطة»."""

from __future__ import annotations

from dataclasses import replace

from extract.casualties.denials import is_denied
from extract.casualties.figures.figure import Figure
from extract.casualties.figures.paraphrases import Paraphrases
from extract.casualties.harm import Cue, cue_of
from extract.casualties.people import person_of
from extract.casualties.victims import Group
from extract.phrases import shape
from extract.tables import load_set

_PRONOUNS = ("هما", "هم", "هن", "ها", "ه")
_ONE = ("ه", "ها")
_FREED = frozenset({"محرر", "محرره", "محررا", "المحرر", "محررين", "المحررين", "محررون"})
_MANAGING = frozenset({"تمكن", "تمكنت", "تمكنوا", "قام", "قامت", "قاموا", "نجح", "نجحت", "تتمكن"})
_TELLING = frozenset({"اكد", "اكدت", "يوكد", "توكد", "اعلن", "اعلنت", "اعيد"})
_WHEN = load_set("phrase_times") | {"لاحقا", "فورا", "فور", "قبل", "بعد"}
_RELEASES = load_set("harm_releases")
_AT_WORK = frozenset({"العمل", "الخدمه", "مهامه", "مهامها", "وظيفته", "وظيفتها", "منصبه"})
_NUMBERED = frozenset({"عددهم", "وعددهم", "وهم", "عددهن", "وعددهن"})
_HAPPENED = frozenset({"تم", "وتم", "فتم", "جري", "وجري", "امكن", "وامكن"})
_OFFENDERS = load_set("harm_offenders")
_FARTHEST_MEANT = 40  # tokens from a pronoun back to those it stands for
_LONGEST_FIGURE = 7  # tokens of a number before the noun it counts
_FARTHEST_PAIR = 6  # tokens from «مواطنين» to «لترويجهما»
_FARTHEST_NUMBER = 12  # tokens from those held to «وعددهم ستة»


class HeldBefore(Paraphrases):
    """Reads arrests whose object is a pronoun."""

    def _keep(self, figure: Figure) -> None:
        held = figure.role == "detained"
        if held and (self._suspended(figure.last) or self._thing(figure)):
            return
        super()._keep(figure)

    def _suspended(self, at: int) -> bool:
        """«إيقاف موظف عن العمل», «إيقاف لاعبين مباراتين»: from work or play."""
        after = self.tokens[max(self._start, at - 1) : min(self._end, at + 4)]
        return any(t.word.folded in _AT_WORK or "مبارا" in t.word.folded for t in after)

    def _thing(self, figure: Figure) -> bool:
        """«ضبط 17 متهما، و208 دراجات»: what is joined to people held need not be people."""
        if figure.rule != "joined number" or figure.noun is None:
            return False
        word = self.tokens[figure.noun[0]].word
        return person_of(word) is None and not shape(word).definite

    def _owned(self, at: int, cue: Cue) -> int:
        if cue.role == "detained" and "اسر" in self.tokens[at].word.folded:
            return at + 1  # «أسرة»: a family
        read = super()._owned(at, cue)
        if cue.role != "detained" or read > at + 1:
            return read
        return self._owned_arrest(at) or read

    def _owned_arrest(self, at: int) -> int | None:
        """«خمسة أشخاص تم اعتقالهم», «ضبطهم»: the pronoun of a verbal noun."""
        whoever = at - 2 >= self._start and self.tokens[at - 2].word.folded in ("من", "ممن")
        number = self.reader.group(at + 1, self._end) if at + 1 in self.reader.quantities else None
        if whoever and number is not None:  # «إجمالي من تم ضبطهم 1420»
            self._add(number, "detained", at, "number behind", first=at)
            return number.last
        return self._meant(at, self.tokens[at].word.folded) if self._happened(at) else None

    def _happened(self, at: int) -> bool:
        """«تم اعتقاله», «تمكنت من ضبطهم», «قامت باعتقالها»: an event of the news, and not the time
        or manner of an old one («فترة اعتقاله»)."""
        before = [token.word for token in self.tokens[max(self._start, at - 5) : at]]
        managed = any(not _MANAGING.isdisjoint(word.stems) for word in before)
        last = before[-1].folded if before else ""
        told = last in _HAPPENED or (not _TELLING.isdisjoint(before[-1].stems) if before else False)
        if not (told or (managed and (last == "من" or self.tokens[at].text.startswith("ب")))):
            return False
        following = self.tokens[at + 1] if at + 1 < self._end else None
        form = shape(following.word) if following is not None and following.kind == "word" else None
        doer = form is not None and form.nominal and not (form.preposition or form.conjunction)
        return not doer or following is None or following.word.folded in _WHEN

    def _frees(self) -> bool:
        """Whether the sentence tells of a release or exchange, or of someone long free again."""
        words = (token.word for token in self.tokens[self._start : self._end])
        return any(not (_RELEASES | _FREED).isdisjoint(word.stems) for word in words)

    def _aimed(self, at: int) -> bool:
        """«تكثف جهودها لضبط 6», «لإلقاء القبض على 3»: what is sought has not happened."""
        words = [token.word for token in self.tokens[max(self._start, at - 1) : at + 1]]
        aims = (shape(word).preposition == "ل" for word in words if word.folded != "لرجال")
        casting = words[0].folded.endswith("القاء")
        return any(aims) if casting else shape(words[-1]).preposition == "ل"

    def _meant(self, at: int, ending: str, cue_at: int | None = None) -> int | None:
        """The people told of before for whom the pronoun of an arrest stands."""
        cue_at = at if cue_at is None else cue_at
        if self._aimed(cue_at) or is_denied(
            self.document, cue_at, self._start, Cue("detained", "does")
        ):
            return None
        pronoun = next((p for p in _PRONOUNS if ending.endswith(p)), "")
        told = "detained" in self._roles and pronoun in _ONE
        if told or self._frees() or any(figure.role == "detained" for figure in self._found):
            return None
        group = self._those_before(at, pronoun)
        if pronoun == "هم" and (group is None or group.vague == "several"):
            numbered = self._their_number(at + 1)
            group = replace(numbered[0], first=at, last=at) if numbered else group
        if group is None:
            return None
        self._add(group, "detained", at, "pronoun", first=at, last=at + 1)
        return at + 1

    def _their_number(self, at: int) -> list[Group]:
        """«تم القبض عليهم …، وعددهم ستة أشخاص»: how many they were."""
        for index in range(at, min(self._end - 1, at + _FARTHEST_NUMBER)):
            if self.tokens[index].word.folded in _NUMBERED:
                groups = self.reader.groups(index + 1, self._end)
                return [group for group in groups[:1] if group.quantity]
        return []

    def _as_pair(self, group: Group) -> list[Group]:
        """«القبض على مواطنين لترويجهما الحشيش»: a pronoun behind tells the dual of a plural."""
        noun = self.tokens[(group.noun or (group.first, 0))[0]].word
        after = self.tokens[group.last : min(self._end, group.last + _FARTHEST_PAIR)]
        two = any(token.word.folded.endswith("هما") for token in after)
        if group.vague != "several" or not noun.folded.endswith("ين") or not two:
            return [group]
        return [replace(group, count=2, vague=None, bound="exact")]

    def _those_before(self, at: int, pronoun: str) -> Group | None:
        """The nearest people before token ``at`` who are not told of as killed or hurt."""
        hurt = [(f.first, f.last) for f in self._found if f.role in ("killed", "injured")]
        for index in range(at - 1, max(self._start - 1, at - _FARTHEST_MEANT), -1):
            counted = index in self.reader.quantities
            begin = index - (not counted and index > self._start and self._goes_before(index))
            person = person_of(self.tokens[index].word) is not None or index in self.reader.names
            if not (person or counted):
                continue
            group = self._whole(begin, at) or self.reader.group(begin, at)
            if group is None or self._known_prisoners(group):
                continue
            if any(first <= group.first < last for first, last in hurt):
                continue
            if self._stands_for(pronoun, group):
                return replace(group, first=at, last=at, definite=False)
        return None

    def _whole(self, at: int, limit: int) -> Group | None:
        """«أكثر من 200 من أهالي المدينة»: the figure in which the noun at ``at`` stands."""
        for index in range(at - 1, max(self._start - 1, at - _LONGEST_FIGURE), -1):
            group = self.reader.group(index, limit) if index in self.reader.quantities else None
            if group is not None and group.first < at < group.last:
                return group
        return None

    def _known_prisoners(self, group: Group) -> bool:
        """«69 معتقلا … أماكن احتجازهم»: held before, and no news."""
        cue = cue_of(self.tokens[(group.noun or (group.first, 0))[0]].word)
        return cue is not None and cue.role == "detained"

    def _stands_for(self, pronoun: str, group: Group) -> bool:
        if pronoun == "هما":
            return group.count == 2
        if pronoun in ("هم", "هن"):
            return group.vague is not None or (group.count or 0) > 2
        if group.count != 1:
            return False
        first = self.tokens[(group.noun or (group.first, 0))[0]].word
        she = any(a.gender == "f" for a in first.analyses[:1])
        return group.kind == "name" or she == (pronoun == "ها")
