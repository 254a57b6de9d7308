"""The figures of harm in one sentence: words of harm bound to the people they count.

The sentence is read once from its start. A word of harm takes the group that Arabic puts beside
it: after a verbal noun or verb (``مقتل 3``, ``استشهد طفلان``), before a noun or a verb
(``5 شهداء``, ``21 شخصا استشهدوا``), behind a label (``عدد الشهداء … إلى 40``). ``بينهم`` opens
parts of the figure before; a further figure joined by «و» goes on with its role.
"""

from __future__ import annotations

from functools import lru_cache

from extract.casualties.figures.arrests import opens_arrest
from extract.casualties.figures.figure import Figure
from extract.casualties.figures.flights import opens_flight
from extract.casualties.figures.paraphrases import opens_paraphrase
from extract.casualties.figures.parts import opens_part
from extract.casualties.figures.plights import opens_plight
from extract.casualties.figures.vanished import Vanished, opens_vanishing
from extract.casualties.harm import cue_of, object_verb, slaying
from extract.casualties.people import one_among, person_of
from extract.document import Sentence, Word
from extract.tables import load_map, load_set

_PHRASES = [(key.split(), role) for key, (role,) in load_map("harm_phrases").items()]
_FORCING = load_set("harm_forcing")
_LIVES = frozenset({"بحياه", "بارواح", "ارواح", "بحياته", "بحياتها"})
_PHRASE_STARTS = frozenset(words[0] for words, _ in _PHRASES)


__all__ = ["Figure", "Finder", "opens_phrase"]


def opens_phrase(word: Word) -> bool:
    """Whether the word may open a phrase of harm such as «أودى بحياة»."""
    if word.folded in _LIVES or object_verb(word) or slaying(word):
        return True
    if opens_paraphrase(word) or opens_plight(word) or opens_arrest(word):
        return True
    if opens_flight(word) or opens_vanishing(word):
        return True
    return not (_PHRASE_STARTS | _FORCING).isdisjoint(word.stems)


@lru_cache(maxsize=1 << 16)
def may_begin(word: Word) -> bool:
    """Whether a reading can begin with the word: for most words the answer is no, once for all."""
    if cue_of(word) is not None or person_of(word) is not None or one_among(word):
        return True
    return opens_phrase(word) or opens_part(word)


class Finder(Vanished):
    """Reads the figures of a document sentence by sentence."""

    def sentence(self, sentence: Sentence) -> list[Figure]:
        """The figures of ``sentence`` in order."""
        self._start, self._end = sentence.first, sentence.last
        self._found = []
        self._asks = self.tokens[sentence.last - 1].text[:1] in "؟?"
        self._free = sentence.first  # tokens before it belong to a figure already
        at = sentence.first
        quantities, names = self.reader.quantities, self.reader.names
        while at < sentence.last:
            if at in quantities or at in names or may_begin(self.tokens[at].word):
                at = max(at + 1, self._step(at))
            else:
                at += 1
        self._fronted()
        return self._found

    def _step(self, at: int) -> int:
        """Reads what begins at token ``at``; returns where reading goes on."""
        token = self.tokens[at]
        if token.kind not in ("word", "number"):
            return at + 1
        subset = self._subset(at)
        if subset:
            return subset
        quantity = self.reader.quantities.get(at)
        if quantity:
            return self._counted(at, quantity)
        cue = cue_of(token.word)
        if cue and cue.kind in ("event", "does") and at in self.reader.names and not cue.prefix:
            cue = None  # a man called so: «جرح», «أسر»
        if cue is None:
            return (
                self._scattered(at)
                or self._phrase(at)
                or self._people_first(at)
                or self._slain(at)
                or self._paraphrase(at)
                or self._plight(at)
                or self._arrest(at)
                or self._flight(at)
                or self._vanishing(at)
                or at + 1
            )
        if cue.is_noun:
            held = cue.role in ("detained", "displaced") and self._people_first(at)
            return held or self._noun(at, cue)
        if cue.kind in ("event", "does"):
            return self._event(at, cue)
        return self._verb(at, cue)
