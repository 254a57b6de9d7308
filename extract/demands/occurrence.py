"""A cue at its place, with the complement that it found there."""

from __future__ import annotations

from dataclasses import dataclass

from extract.attribution import speaker_at
from extract.demands.cues import Cue
from extract.demands.starts import Complement
from extract.document import Document, Sentence, Token, Word
from extract.shapes import Shape, shape


@dataclass(frozen=True, slots=True)
class Occurrence:
    """The cue ``cue`` is token ``index``; what it demands begins at ``start``."""

    document: Document
    index: int
    cue: Cue
    start: Complement
    sentence: Sentence

    @property
    def word(self) -> Word:
        return self.document.tokens[self.index].word

    @property
    def form(self) -> Shape:
        return shape(self.word)

    @property
    def thing(self) -> Shape:
        """The first word of what is demanded."""
        return shape(self.document.tokens[self.start.first].word)

    @property
    def before(self) -> str:
        """The word before the cue in its sentence; empty if it is the first."""
        inside = self.index > self.sentence.first
        return self.document.tokens[self.index - 1].word.folded if inside else ""

    @property
    def is_told(self) -> bool:
        """Whether somebody named says it."""
        return speaker_at(self.document, self.index) is not None

    def near(self, count: int) -> tuple[Token, ...]:
        """At most ``count`` tokens of the sentence before the cue."""
        return self.document.tokens[max(self.sentence.first, self.index - count) : self.index]

    def hides(self) -> bool:
        """«طلب عدم الكشف عن هويته» is a source that stays anonymous."""
        first = self.start.first
        words = [t.word.folded for t in self.document.tokens[first : first + 2]]
        return words in (["عدم", "الكشف"], ["عدم", "ذكر"], ["عدم", "نشر"], ["عدم", "الافصاح"])

    def cue_is_beside(self) -> bool:
        """Whether the thing stands right behind the cue («راجيا التدخل»)."""
        return self.start.first == self.index + 1

    def is_alone(self) -> bool:
        """Whether the thing is one word («احترامها»)."""
        after = self.start.first + 1
        tokens = self.document.tokens
        return after >= len(tokens) or tokens[after].kind != "word"
