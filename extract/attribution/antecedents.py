"""To whom a short definite phrase points back: «الجمعية» to the «جمعية …» named before it."""

from __future__ import annotations

from bisect import bisect_left

from extract.attribution.speakers import Speaker, speaker
from extract.document import Document
from extract.phrases import mention_around, phrase_end
from extract.shapes import shape

_EPITHETS = frozenset({"حقوقيه", "امميه", "انسانيه", "مذكوره", "مذكور"})  # «المنظمة الحقوقية»


class Antecedents:
    """Remembers, for each head word, the fullest phrase found so far and how far it has looked.

    A document is looked through once for each word at most, however often it is pointed at.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self._places: dict[str, list[int]] | None = None
        self._found: dict[str, tuple[int, Speaker | None]] = {}

    def named_before(self, who: Speaker) -> Speaker:
        """The fuller phrase with the same head before ``who``; ``who`` itself if there is none."""
        if not who.points_back:
            return who
        if self._places is None:
            self._places = self._stems()
        places = self._places.get(who.head, [])
        limit = bisect_left(places, who.span[0])
        looked, best = self._found.get(who.head, (0, None))
        fuller = (self._fuller(i, who) for i in reversed(places[looked:limit]))
        named = [earlier for earlier in fuller if earlier is not None]
        if named:
            best = next((n for n in named if self._acts(n.span[0])), best or named[0])
        self._found[who.head] = (max(looked, limit), best)
        return best if best is not None and best.span[0] < who.span[0] else who

    def _stems(self) -> dict[str, list[int]]:
        places: dict[str, list[int]] = {}
        for token in self.document.tokens:
            if token.kind == "word":
                places.setdefault(shape(token.word).stem, []).append(token.index)
        return places

    def _acts(self, first: int) -> bool:
        """Whether the phrase stands right behind a verb or opens a line, as subjects do."""
        before = self.document.tokens[first - 1] if first else None
        if before is None or before.kind != "word":
            return before is None or before.kind == "break"
        return shape(before.word).only_verb

    def _fuller(self, index: int, who: Speaker) -> Speaker | None:
        if mention_around(self.document, index) is not None:
            return None  # «الوزراء» is no «رئيس الوزراء»
        last = phrase_end(self.document, index, who.span[0])
        if last <= index + 1:
            return None
        found = speaker(self.document, index, last)
        return None if found.points_back or not who.heads - _EPITHETS <= found.heads else found


def antecedents(document: Document) -> Antecedents:
    """Those of the document; made when first asked for."""
    if document.antecedents is None:
        document.antecedents = Antecedents(document)
    return document.antecedents
