"""The document that all components read: words, tokens, sentences, and what was found so far.

A `Word` is a form regardless of where it stands (computed once, cached); a `Token` is a word at a
place; offsets are half-open code points of the text as it was given, whatever was normalised.
Components never change tokens; each adds its findings to its own list, in document order.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from extract.attribution import Claim
    from extract.attribution.antecedents import Antecedents
    from extract.dates import DayMention
    from extract.mentions import Mention
    from extract.numbers import Quantity

TokenKind = Literal["word", "number", "punctuation", "symbol", "break"]


@dataclass(frozen=True, slots=True)
class Analysis:
    """One reading of a word by the morphological analyzer.

    ``lemma`` and ``stem`` are folded like `Word.folded`; ``pos`` is CAMeL's tag (``noun``,
    ``noun_prop``, ``verb``, ``adj``, ``prep``, …); ``number`` is ``s``, ``d``, ``p`` or ``na``;
    ``aspect`` of verbs ``p`` (perfect), ``i`` (imperfect), ``c`` (command) or ``na``.
    """

    lemma: str
    stem: str
    pos: str
    number: str
    gender: str
    aspect: str
    person: str
    voice: str
    proclitics: tuple[str, ...]
    enclitic: str | None


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Word:
    """A written form: normalised, cut, analysed.

    ``folded`` has no diacritics, tatweel or invisible marks, and its letters are folded
    (أإآٱ→ا, ى→ي, ة→ه, ؤ→و, ئ→ي); all word tables are folded the same way.
    ``stems`` are the readings of ``folded`` after cutting none, one or more proclitics
    (و ف, ب ل ك, ال, لل), the uncut first; a cut is listed only where it is plausible.

    A lexicon gives one and the same object for all spellings of a word, so words compare and hash
    by identity: they are keys of many caches.
    """

    folded: str
    stems: tuple[str, ...]
    analyses: tuple[Analysis, ...]

    @property
    def known(self) -> bool:
        """Whether the dictionary has any reading; names and typing errors mostly have none."""
        return bool(self.analyses)


class Token(NamedTuple):
    """A word, number or mark at its place. ``text`` is the given text between the offsets."""

    index: int  # type: ignore[assignment]  # its place, not the search of a tuple
    text: str
    start: int
    end: int
    kind: TokenKind
    word: Word


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens ``first`` (inclusive) to ``last`` (exclusive), at offsets ``start`` to ``end``."""

    index: int
    first: int
    last: int
    start: int
    end: int


@dataclass(slots=True)
class Document:
    """A text on its way through the components."""

    text: str
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    published: datetime | None = None
    timezone: str = "Asia/Jerusalem"
    source: str | None = None
    quantities: list[Quantity] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    days: list[DayMention] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    antecedents: Antecedents | None = field(default=None, repr=False, compare=False)

    def slice(self, first: int, last: int) -> str:
        """The given text from token ``first`` to before token ``last``."""
        if first >= last:
            return ""
        return self.text[self.tokens[first].start : self.tokens[last - 1].end]

    def words(self, sentence: Sentence) -> tuple[Token, ...]:
        return self.tokens[sentence.first : sentence.last]

    def today(self) -> date | None:
        """The day of publication in the document's own time zone."""
        from zoneinfo import ZoneInfo

        if self.published is None:
            return None
        if self.published.tzinfo is None:
            return self.published.date()
        return self.published.astimezone(ZoneInfo(self.timezone)).date()
