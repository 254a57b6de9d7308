"""Where the people of a figure were harmed: the geographic phrase that its clause gives."""

from __future__ import annotations

from extract.document import Document, Sentence
from extract.figures import Figure
from extract.places import PlaceMention, match_sentence
from extract.tables import load_set

_HOSPITALS = load_set("place_hospitals")
_AWAY = frozenset({"الي", "نحو", "باتجاه", "من", "صوب"})
_FARTHEST = 2  # sentences before a figure whose place it may take over


class Sites:
    """The geographic phrases of one document, read sentence by sentence as figures need them."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._read: dict[int, list[PlaceMention]] = {}
        self._parties = [
            (m.first, m.last) for m in document.mentions if m.kind in ("organisation", "person", "role", "delegation")
        ]

    def site(self, sentence: Sentence, figure: Figure) -> PlaceMention | None:
        """The phrase nearest behind the figure, else before it, else of a sentence just before."""
        here = self._told(sentence)
        behind = [m for m in here if m.first >= figure.last]
        before = [m for m in here if m.last <= figure.first]
        inside = [m for m in here if m.last > figure.first and m.first < figure.last]
        if behind:
            return behind[0]
        if before:
            return before[-1]
        return inside[0] if inside else None

    def before(self, sentence: Sentence) -> PlaceMention | None:
        """The last phrase of the nearest sentence before that has one."""
        for index in range(sentence.index - 1, max(-1, sentence.index - 1 - _FARTHEST), -1):
            told = self._told(self.document.sentences[index])
            if told:
                return told[0]
        return None

    def _told(self, sentence: Sentence) -> list[PlaceMention]:
        """The phrases that may tell where something happened: no party, no hospital, no origin."""
        if sentence.index not in self._read:
            found = match_sentence(self.document, sentence)
            self._read[sentence.index] = [m for m in found if self._tells(m, sentence)]
        return self._read[sentence.index]

    def _tells(self, mention: PlaceMention, sentence: Sentence) -> bool:
        if not mention.locative or any(
            first < mention.last and mention.first < last and first < mention.first
            for first, last in self._parties
        ):
            return False
        tokens = self.document.tokens
        if mention.last < sentence.last and tokens[mention.last].text == ":" and mention.first - sentence.first < 8:
            return False
        before = tokens[mention.first - 1].word.folded if mention.first > sentence.first else ""
        if before in _AWAY:
            return False
        heads = tokens[mention.first].word.stems
        return _HOSPITALS.isdisjoint(heads) or before in ("في", "امام", "بوابه")
