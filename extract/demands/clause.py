"""Where the clause of a demanded thing ends: another clause begins, or the next line's source."""

from __future__ import annotations

from extract.attribution.speakers import PAPERS, is_speaker
from extract.attribution.speech import saying
from extract.demands.cues import cue_of
from extract.demands.starts import Complement
from extract.document import Document, Sentence, Word
from extract.phrases import mention_around, phrase_end
from extract.places.gazetteer import names
from extract.shapes import shape
from extract.tables import load_map

_ENDS = load_map("demand_ends")
_COMMAS = frozenset("،,")
_ACCORDING = frozenset({"وفق", "وفقا", "حسب", "بحسب"})
_REGIONS = frozenset({"قطاع", "بلاد", "مدينه", "اقليم", "منطقه", "مخيم", "بلده", "قريه", "عاصمه"})
RELATIVES = frozenset({"الذي", "التي", "الذين", "اللذين", "اللتين"})
_NAMES = frozenset({"person", "state"})
_STRESSES = frozenset({"تاكيد", "تشديد"})

Span = tuple[int, int]


def is_present(word: Word) -> bool:
    return bool(word.analyses) and word.analyses[0].aspect == "i"


def _gender(word: Word) -> str:
    return word.analyses[0].gender


class Clause:
    """The tokens of a sentence from ``first``, where a demanded thing begins, up to ``limit``.

    ``found`` are the things before it, ``quoted`` tells that it stands in quotation marks.
    """

    def __init__(self, document: Document, start: Complement, sentence: Sentence) -> None:
        self.document = document
        self.tokens = document.tokens
        self.start = start
        self.limit = sentence.last
        self.begin = sentence.first
        self.first = start.first
        self.quoted = False
        self.found: list[Span] = []

    def _hashtags(self, index: int) -> bool:
        """Where the labels of the post begin: two hashtags or more in a row; the first may still
        belong to the thing («على قطاع #غزة #أخبار»)."""
        text = self.document.text
        if text[self.tokens[index].start - 1] != "#":
            return False
        marks = [text[t.start - 1] for t in self.tokens[index : self.limit]]
        run = next((i for i, mark in enumerate(marks) if mark not in "#_"), len(marks))
        if marks[:run].count("#") < 2:
            return False
        before = shape(self.tokens[index - 1].word)
        return before.definite or before.name

    def _ends(self, index: int, kind: str) -> bool:
        token = self.tokens[index]
        folded = token.word.folded
        if folded in _ACCORDING and (index == self.first + 1 or not self._is_source(index + 1)):
            return False  # «السير وفق الخريطة»
        keys = [folded, shape(token.word).base]
        if index + 1 < self.limit:
            keys.append(f"{folded} {self.tokens[index + 1].word.folded}")
            if shape(token.word).conjunction:
                keys.append(f"{folded[1:]} {self.tokens[index + 1].word.folded}")
        return any(key in _ENDS and _ENDS[key][0] == kind for key in keys)

    def _is_source(self, index: int) -> bool:
        """Whether somebody says what stands before «وفق», or a paper of his, or nobody is named."""
        if index >= self.limit or self.tokens[index].kind != "word":
            return True
        if self.tokens[index].word.folded in ("هذه", "هذا", "تلك"):
            index += 1
        if shape(self.tokens[index].word).stem in PAPERS or self.tokens[index].word.folded == "ما":
            return True
        last = phrase_end(self.document, index, self.limit)
        return last == index or is_speaker(self.document, index, last)

    def ends_at(self, index: int) -> bool:
        """Whether another clause begins with this word."""
        return self._ends(index, "any") or self.new_clause(index)

    def new_clause(self, index: int) -> bool:
        """A verb of saying, another cue, «مع ضرورة», or «والتأكيد على ضرورة»."""
        token = self.tokens[index]
        cue = cue_of(token.word)
        if shape(token.word).stem in _STRESSES and self.is_needed(index + 2):
            return self.tokens[index + 1].word.folded == "علي"
        if shape(token.word).action and (
            not self._says(token.word) or self._is_object(index + 1)
        ):
            return (
                cue is not None
                and cue.form == "noun"
                and cue.frame != "press"
                and bool(shape(token.word).preposition == "ل")
            )
        if saying(token.word):
            if self.tokens[index - 1].word.folded in ("لا", "لم", "لن"):
                return False  # «مسافة لا تقل عن»
            return not self._resumed(index) and not (
                self.tokens[index - 1].word.folded in ("التي", "الذي", "ما", "من")
                or self._nominal_here(index)
            )
        if cue is not None and cue.form == "participle":
            return True
        form = shape(token.word)
        if cue is not None and cue.frame == "modal" and form.conjunction:
            return True
        if cue is not None and cue.form == "verb" and (form.only_verb or form.conjunction):
            return not self.start.clause or index != self.first
        return token.word.folded in ("مع", "ومع") and self.is_needed(index + 1)

    def describes_name(self, index: int) -> bool:
        """«غزة التي …», «القطاع الذي …»: what a relative clause tells of a name is no part of the
        thing, what it tells of a common noun says which («السفن التي تعبر المضيق»)."""
        if self.tokens[index].word.folded not in RELATIVES or index < self.first + 2:
            return False
        before = shape(self.tokens[index - 1].word)
        region = before.base.startswith("ال") and before.stem in _REGIONS
        mention = mention_around(self.document, index - 1)
        named = mention is not None and mention.kind in _NAMES and mention.last == index
        return region or named or (before.name and before.base in names())

    def is_needed(self, index: int) -> bool:
        """«ضرورة», «أولوية»."""
        cue = cue_of(self.tokens[index].word) if index < self.limit else None
        return cue is not None and cue.form == "necessity"

    def _says(self, word: Word) -> bool:
        """«وحذر من»: rather the verb than a noun of the same form."""
        first = word.analyses[0] if word.analyses else None
        verb = first is not None and first.pos == "verb" and first.enclitic is None
        return verb and bool(shape(word).conjunction) and bool(saying(word))

    def _is_object(self, index: int) -> bool:
        """«وكشف مصير المفقودين», «ورفض العنف»: a noun that cannot say anything is the object."""
        last = phrase_end(self.document, index, self.limit) if index < self.limit else index
        head = shape(self.tokens[index].word) if last > index else None
        if head is None or not head.nominal or head.preposition or head.stem in PAPERS:
            return False
        return not is_speaker(self.document, index, last)

    def _resumed(self, index: int) -> bool:
        """«واقع كشفت عنه الحرب», «انتهاك سجله التاريخ»: a pronoun goes back to the noun before."""
        if self.tokens[index - 1].kind != "word" or shape(self.tokens[index].word).conjunction:
            return False
        if self.tokens[index].word.analyses[0].enclitic is not None:
            return True
        after = self.tokens[index + 1].word.analyses if index + 1 < self.limit else ()
        return bool(after) and after[0].pos == "prep" and after[0].enclitic is not None

    def _nominal_here(self, index: int) -> bool:
        word = self.tokens[index].word
        return word.analyses[0].pos == "noun" and not word.folded.endswith(("ا", "ين"))

    def _before_header(self, end: int) -> int:
        """Without the next line's source where posts run on: «… في غزة مراسل القناة: …»."""
        if end >= self.limit or self.tokens[end].text != ":":
            return end
        for first in range(max(self.first + 1, end - 8), end):
            whole = phrase_end(self.document, first - 1, end) == end  # «خطة فلان:»
            if (
                not whole
                and is_speaker(self.document, first, end)
                and phrase_end(self.document, first, end) == end
            ):
                return first
        return end

    def told_of_before(self, index: int) -> bool:
        """«صفقة تعيد … وتجلب …»: a second verb that describes the same noun."""
        if not is_present(self.tokens[index].word) or cue_of(self.tokens[index].word):
            return False
        for at in range(index - 1, max(self.first, index - 8), -1):
            if self.tokens[at].text in _COMMAS or self.tokens[at].kind != "word":
                return False
            word = self.tokens[at].word
            if shape(word).only_verb and is_present(word):
                return _gender(word) == _gender(self.tokens[index].word)
        return False
