"""The pieces of a title's complement: genitives, adjectives, and what «و» joins."""

from __future__ import annotations

from abc import ABC

from extract.mentions.prepositions import (
    ADJECTIVAL,
    AFFAIRS,
    BRANDED,
    MEMORIALS,
    PERSONAL,
    QUALITIES,
    REALMS,
    REGIONS,
    SPEAKERS,
    TOLD_OF,
    Prepositions,
    Title,
)
from extract.wordclass import ORGANISATIONS, STATES, Form

__all__ = ["MEMORIALS", "PERSONAL", "REALMS", "Complements", "Title"]


_DUALS = ("تان", "تين")


class Complements(Prepositions, ABC):
    """Reads what follows a head piece by piece."""

    def _complement(
        self, reading: Title, at: int, word: Form, is_open: bool, definite: bool, limit: int
    ) -> int:
        """The end of the next piece of a complement, or 0 where it is complete."""
        head = reading.head
        if word.base == "باسم" and head.stem in SPEAKERS:
            return at + 1 if at + 1 < limit and self.forms[at + 1] is not None else 0
        if word.stop:
            return self._after_preposition(reading, at, word, limit)
        if word.conjunction:
            return self._joined(reading, at, word, is_open, limit)
        if word.preposition:
            return self._with_clitic(reading, at, word, definite, limit)
        state = self.phrase(at, STATES)
        if state and not word.nisba:
            if not is_open and not _realm(self.forms[at - 1]):
                return 0
            reading.country = self.entry(at, state, STATES)
            return state
        if word.nisba and word.stem.endswith(_DUALS) and head.number != "d":
            return 0  # «الحكومة والمعارضة السوريتان»: of both
        if word.nisba and (word.article or not word.person or self._is_nisba(reading, at, limit)):
            return self._of_nisba(reading, at, word, is_open, definite)
        if self._of_quality(at, word, limit):
            return at + 2
        if is_open:
            return self._genitive(reading, at, word, limit)
        return self._adjective(reading, at, word, definite)

    def _of_nisba(
        self, reading: Title, at: int, word: Form, is_open: bool, definite: bool
    ) -> int:
        """«الرئيس الفرنسي»: the adjective of a state, which tells the country, or of a region."""
        head = reading.head
        if word.article != definite and not is_open:
            return 0
        if is_open and word.article and not head.definite and at == reading.first + 1:
            return 0 if word.person else at + 1
        if word.nisba != "-":
            reading.country = reading.country or word.nisba
        return 0 if self._disagrees(reading, at, word) else at + 1

    def _adjective(self, reading: Title, at: int, word: Form, definite: bool) -> int:
        """«المجلس الأعلى», «وزارة الشؤون الخارجية»: an adjective as definite as its noun."""
        if not word.article:
            plain = word.adjective and not definite
            return at + 1 if plain and not word.proper and not word.title else 0
        before = self.forms[at - 1]
        affairs = before is not None and before.stem in AFFAIRS
        foreign = (
            word.stem in ("خارجيه", "داخليه") and before is not None and before.article
        )
        if affairs or foreign or (definite and word.stem in ADJECTIVAL):
            return at + 1
        if not (word.adjective and definite) or word.person or word.body:
            return 0
        ranked = word.title == "rank" and bool(reading.head.body)
        if (word.title and not ranked) or word.stem in TOLD_OF:
            return 0
        if self._disagrees(reading, at, word):
            return 0
        return 0 if word.unknown and not _nisba_ending(word) else at + 1

    def _is_nisba(self, reading: Title, at: int, limit: int) -> bool:
        """«وزير تركي»: behind a bare head, what may be a name is none without a further part."""
        bare = at == reading.first + 1 and not reading.head.definite
        return bare and not self._goes_on(at + 1, limit) and not self._son_follows(at, limit)

    def _of_quality(self, at: int, word: Form, limit: int) -> bool:
        """«رفيع المستوى», «دائمة العضوية»."""
        after = self.forms[at + 1] if at + 1 < limit else None
        return (
            word.stem in QUALITIES
            and after is not None
            and after.base in ("المستوي", "العضويه")
        )

    def _disagrees(self, reading: Title, at: int, word: Form) -> bool:
        """Whether a masculine adjective follows a feminine body: «اجتماع الحكومة الأسبوعي»."""
        head = reading.head
        return (
            head.body in ("head", "name")
            and at == reading.first + 1
            and head.stem.endswith("ه")
            and not word.stem.endswith(("ه", "ات", "عليا", "كبري", "عظمي"))
        )

    def _genitive(self, reading: Title, at: int, word: Form, limit: int) -> int:
        body = self.phrase(at, ORGANISATIONS)
        if body and (word.body != "delegation" or body > at + 1):
            return body
        if word.body:
            return at + 1
        before = self.forms[at - 1]
        owner = before.stem if before is not None else ""
        place = self.place(at)
        if place:
            return place  # «محافظ عدن», «شرطة نينوى»
        if word.proper and owner in REGIONS and not word.title:
            return at + 1
        if (word.unknown or word.proper) and not word.person and owner in BRANDED:
            return at + 1
        if word.title and word.article and owner in MEMORIALS:
            patron = self.person(at, limit)
            if patron is not None and patron.kind == "person":
                return patron.last
        if word.person and not (word.article and word.nominal and word.person == "given"):
            if reading.head.stem not in PERSONAL | SPEAKERS:
                return 0
            return self.name(at, limit, after_title=False)
        if word.title:
            return at + 1 if word.title == "role" or word.article else 0
        after = self.forms[at + 1] if at + 1 < limit else None
        construct = word.nominal and after is not None and after.article and after.nominal
        if (word.verb and not construct) or (word.unknown and not word.article) or self._adverb(at):
            return 0
        if word.proper and not word.article and not self._common_too(at):
            return 0
        return at + 1 if word.nominal else 0

    def _joined(self, reading: Title, at: int, word: Form, is_open: bool, limit: int) -> int:
        """«و» inside a complement: one more state of several men, one more field of a ministry."""
        several = reading.head.number in ("d", "p") or reading.head.body in ("group", "delegation")
        state = self.phrase(at, STATES)
        if word.stem in AFFAIRS and reading.head.stem in ("وزير", "وزيره", "وزاره"):
            return self.title(at, limit).last
        if word.stem == "اداره" and reading.head.stem in ("وزير", "وزيره", "وزاره"):
            return self.title(at, limit).last  # «وزير الطوارئ وإدارة الكوارث»
        if several and (state or word.nisba):
            before = self.forms[at - 1]
            alike = before is not None and bool(before.nisba) and word.article == before.article
            if reading.country or reading.joined or (alike and word.nisba):
                reading.joined.append(at)
                return state or at + 1
            return 0
        if (
            several
            and reading.head.stem in ("وزيرا", "وزيري", "وزراء")
            and word.article
            and word.nominal
            and not word.title
        ):
            reading.joined.append(at)
            return at + 1
        named = self.phrase(at, ORGANISATIONS)
        if reading.head.stem in ("وزير", "وزيره") and named > at + 1:
            before = self.forms[at - 1]
            if before is not None and before.stem == "خارجيه":
                return named  # «… الخارجية والاتحاد الأوروبي»
        people = word.body == "group" and reading.head.stem in ("وزير", "وزيره", "وزاره")
        if is_open or word.title or (word.body and not people) or word.person or word.unknown:
            return 0
        if state or word.stop:
            return 0
        last = self.forms[at - 1]
        same = last is not None and (last.article or last.adjective)
        if not same or not word.article or not word.nominal:
            return 0
        ministry = reading.head.stem in (
            "وزير",
            "وزيره",
            "وزاره",
            "لجنه",
            "هييه",
            "مكتب",
            "اداره",
            "مجلس",
        )
        ministry = ministry or any(
            f is not None and f.stem in AFFAIRS | {"لجنه", "هييه", "وزاره", "مجلس"}
            for f in self.forms[reading.first : at]
        )
        return at + 1 if ministry or word.nisba or _nisba_ending(word) else 0

    def _common_too(self, at: int) -> bool:
        """Whether a word that may be a name is a common noun first («أمن», «حركة»)."""
        readings = self.tokens[at].word.analyses
        return any((a.pos, a.lemma) == ("noun", readings[0].lemma) for a in readings)


def _realm(word: Form | None) -> bool:
    """Whether a word is «جمهورية», «مملكة» …, after which the state's name stands."""
    return word is not None and word.stem in REALMS


def _nisba_ending(word: Form) -> bool:
    return word.stem.endswith(("ي", "يه", "يين", "يون"))
