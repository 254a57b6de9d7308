"""Where the clause of a demanded thing ends: another clause begins, or the next line's source."""

from __future__ import annotations

from extract.attribution.speakers import is_speaker
from extract.attribution.speech import saying
from extract.demands.cues import cue_of
from extract.demands.starts import Complement
from extract.document import Document, Sentence, Word
from extract.phrases import phrase_end
from extract.shapes import shape
from extract.tables import load_map

_ENDS = load_map("demand_ends")
_COMMAS = frozenset("،,")

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
        keys = [folded, shape(token.word).base]
        if index + 1 < self.limit:
            keys.append(f"{folded} {self.tokens[index + 1].word.folded}")
            if shape(token.word).conjunction:
                keys.append(f"{folded[1:]} {self.tokens[index + 1].word.folded}")
        return any(key in _ENDS and _ENDS[key][0] == kind for key in keys)

    def ends_at(self, index: int) -> bool:
        """Whether another clause begins with this word."""
        return self._ends(index, "any") or self.new_clause(index)

    def new_clause(self, index: int) -> bool:
        """A verb of saying, another cue, or «مع ضرورة»."""
        token = self.tokens[index]
        cue = cue_of(token.word)
        if shape(token.word).action and not self._says(token.word):
            return (
                cue is not None
                and cue.form == "noun"
                and cue.frame != "press"
                and bool(shape(token.word).preposition == "ل")
            )
        if saying(token.word):
            return not self._resumed(index) and not (
                self.tokens[index - 1].word.folded in ("التي", "الذي", "ما", "من")
                or self._nominal_here(index)
            )
        if cue is not None and cue.form == "participle":
            return True
        form = shape(token.word)
        if cue is not None and cue.form == "verb" and (form.only_verb or form.conjunction):
            return not self.start.clause or index != self.first
        if token.word.folded in ("مع", "ومع") and index + 1 < self.limit:
            after = cue_of(self.tokens[index + 1].word)
            return after is not None and after.form == "necessity"
        return False

    def _says(self, word: Word) -> bool:
        """«وحذر من»: rather the verb than a noun of the same form."""
        first = word.analyses[0] if word.analyses else None
        verb = first is not None and first.pos == "verb" and first.enclitic is None
        return verb and bool(shape(word).conjunction) and bool(saying(word))

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
