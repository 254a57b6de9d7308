"""People driven from where they live: «فرار آلاف المدنيين من منازلهم», «غادر مئات السكان قراهم».

A word of flight (`flight_words.tsv`) tells of the displaced where its subject is counted and the
clause says that they left their homes, what drove them, or for which country: else people merely
travel.
"""

from __future__ import annotations

from extract.casualties.denials import is_denied
from extract.casualties.figures.arrests import Arrests
from extract.casualties.figures.figure import Figure
from extract.casualties.harm import Cue
from extract.casualties.people import is_thing, person_of
from extract.casualties.victim_nouns import FAMILIES
from extract.casualties.victims import Group
from extract.document import Word
from extract.phrases import shape
from extract.places.gazetteer import names
from extract.tables import load_map, load_set

_WORDS = {word: kind for word, (kind,) in load_map("flight_words").items()}
_HOMES = load_set("harm_homes")
_ELEMENTS = load_set("harm_elements")
_MOTIVES = load_set("flight_motives")
_OFFENDERS = load_set("harm_offenders")
_NO_REFUGEES = load_set("flight_others")
_CAMPS = frozenset({"مخيم", "مخيمات", "الحدود", "دول", "مناطق", "مراكز", "مدارس"})
_FARTHEST_SIGN = 12  # tokens from those who fled to «منازلهم», «هربا»
_FARTHEST_NOUN = 3  # tokens before a figure in which prisoners or soldiers may stand


def opens_flight(word: Word) -> bool:
    """Whether the word may tell of people who flee or are taken from their homes."""
    return _kind(word) is not None


def _kind(word: Word) -> str | None:
    """``flee``, ``go`` or ``take`` if the word is one of flight."""
    return next((_WORDS[stem] for stem in word.stems if stem in _WORDS), None)


class Flights(Arrests):
    """Reads who fled, left home or was taken out of it."""

    def _keep(self, figure: Figure) -> None:
        if figure.role == "displaced" and self._breaks_out(figure):
            return
        super()._keep(figure)

    def _breaks_out(self, figure: Figure) -> bool:
        """«فرار 20 سجينا», «سرقت مجموعة لصوص …، وفرّ أفرادها»: no refugees."""
        first = max(self._start, figure.first - _FARTHEST_NOUN)
        words = [token.word for token in self.tokens[first : figure.last + 1]]
        return any(not _NO_REFUGEES.isdisjoint(word.stems) for word in words)

    def _flight(self, at: int) -> int | None:
        kind = _kind(self.tokens[at].word)
        if kind is None:
            return None
        begin = at + 1
        if kind == "take" and begin < self._end and begin not in self.reader.quantities:
            begin = self._doer_ends(at) or begin
        group = self.reader.group(begin, self._end) if begin < self._end else None
        if group is None or group.quantity is None or not self._residents(group):
            return None
        if is_denied(self.document, at, self._start, Cue("displaced", "does")):
            return None
        if not self._flees(kind, group):
            return None
        self._add(group, "displaced", at, "flight", first=at)
        return group.last

    def _residents(self, group: Group) -> bool:
        """Whether the group may live there: people or families, and no offenders."""
        if group.noun is None:
            return group.general
        word = self.tokens[group.noun[0]].word
        people = person_of(word) is not None or word.folded in FAMILIES
        return people and not is_thing(word) and _OFFENDERS.isdisjoint(word.stems)

    def _flees(self, kind: str, group: Group) -> bool:
        """Whether the clause says that they left home, why, or for which country."""
        signs = self.tokens[group.first : min(self._end, group.last + _FARTHEST_SIGN)]
        words = [token.word for token in signs]
        if any(not _HOMES.isdisjoint(word.stems) for word in words):
            return True
        if any(not _MOTIVES.isdisjoint(word.stems) for word in words):
            return True
        around = self.tokens[self._start : self._end]
        driven = any(not _ELEMENTS.isdisjoint(token.word.stems) for token in around)
        if kind == "take":
            return driven
        return kind == "flee" and (driven or self._violent(group.first) or self._abroad(group.last))

    def _abroad(self, at: int) -> bool:
        """«إلى تشاد», «نحو الحدود»: a place of refuge right behind those who fled."""
        where = self.tokens[at : min(self._end, at + 4)]
        if not where or where[0].word.folded not in ("الي", "نحو", "باتجاه", "في"):
            return False
        goals = [token.word for token in where[1:]]
        return any(not _CAMPS.isdisjoint(word.stems) for word in goals) or any(
            word.folded in names() or shape(word).base in names() for word in goals
        )
