"""A place behind a cue where its complement may begin."""

from __future__ import annotations

from dataclasses import dataclass

from extract.demands.starts import Complement, is_action
from extract.document import Document
from extract.shapes import Shape

LEADING_IN = frozenset({"سرعه", "ضروره", "وجوب"})


@dataclass(frozen=True, slots=True)
class Slot:
    """The word at ``index`` behind the cue at ``cue``, where a complement may begin; ``after`` is
    the next word past quotation marks."""

    document: Document
    index: int
    cue: int
    frame: str
    limit: int
    noun: bool
    word: Shape
    folded: str
    after: int

    @property
    def leads_to_action(self) -> bool:
        return is_action(self.document, self.after, self.limit)

    @property
    def leads_in(self) -> bool:
        """«بسرعة إدخال …», «ضرورة وقف …»."""
        return self.word.stem in LEADING_IN and self.leads_to_action

    def here(self, joint: str) -> Complement:
        return Complement(self.index, False, joint)

    def behind(self, joint: str) -> Complement | None:
        return Complement(self.after, False, joint) if self.after < self.limit else None
