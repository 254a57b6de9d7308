"""The pieces of a title's complement: genitives, adjectives, «في», «ل», «ب» and what «و» joins."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass

from extract.mentions.names import Names
from extract.mentions.party import Mention
from extract.shapes import shape
from extract.tables import load_map, load_set
from extract.wordclass import ORGANISATIONS, STATES, Form

_OUTLETS = load_set("speech_outlets")
_CLASSES: dict[str, set[str]] = {}
for _word, (_classes,) in load_map("title_words").items():
    for _class in _classes.split():
        _CLASSES.setdefault(_class, set()).add(_word)
_PLACED = _CLASSES["placed"]
PERSONAL = _CLASSES["personal"]
REALMS = _CLASSES["realms"]
_REGIONS = _CLASSES["regions"]
MEMORIALS = _CLASSES["memorials"]
_BRANDED = _CLASSES["branded"]
_SPEAKERS = _CLASSES["speakers"]
_QUALITIES = _CLASSES["qualities"]
_POSTED = _CLASSES["posted"]
_AIMS = _CLASSES["aims"]
_TOLD_OF = _CLASSES["told_of"]
_ADJECTIVAL = _CLASSES["adjectival"]
_STANDINGS = _CLASSES["standings"]
_DISCUSSIONS = _CLASSES["discussions"]


@dataclass(slots=True)
class Title:
    """A head with its complement: tokens ``first`` to ``last``; states that a «و» joined in it."""

    first: int
    last: int
    head: Form
    country: str
    joined: list[int]


class Complements(Names, ABC):
    """Reads what follows a head piece by piece."""

    @abstractmethod
    def title(self, index: int, limit: int) -> Title:
        """The head at ``index`` with its complement (see `extract.mentions.titles`)."""

    @abstractmethod
    def person(self, index: int, limit: int) -> Mention | None:
        """The man or woman whose titles begin at ``index`` (see `extract.mentions.persons`)."""

    @abstractmethod
    def _name_follows(self, at: int, limit: int) -> bool:
        """Whether a name, or a rank with a name, begins at ``at``."""

    def _complement(
        self, reading: Title, at: int, word: Form, is_open: bool, definite: bool, limit: int
    ) -> int:
        """The end of the next piece of a complement, or 0 where it is complete."""
        head = reading.head
        if word.base == "باسم" and head.stem in _SPEAKERS:
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
        if word.nisba and (word.article or not word.person or self._is_nisba(reading, at, limit)):
            if word.article != definite and not is_open:
                return 0
            if is_open and word.article and not head.definite and at == reading.first + 1:
                return 0 if word.person else at + 1
            if word.nisba != "-":
                reading.country = reading.country or word.nisba
            if self._disagrees(reading, at, word):
                return 0
            return at + 1
        if self._of_quality(at, word, limit):
            return at + 2
        if is_open:
            return self._genitive(reading, at, word, limit)
        before = self.forms[at - 1]
        affairs = before is not None and before.stem == "شوون" and word.article
        foreign = (
            word.stem in ("خارجيه", "داخليه") and before is not None and before.article
        )
        if (
            affairs
            or (foreign and word.article)
            or (word.article and definite and word.stem in _ADJECTIVAL)
        ):
            return at + 1
        if (
            word.adjective
            and word.article
            and definite
            and (not word.title or (word.title == "rank" and bool(head.body)))
            and not (word.person or word.body)
            and word.stem not in _TOLD_OF
        ):
            if self._disagrees(reading, at, word):
                return 0
            return 0 if word.unknown and not _nisba_ending(word) else at + 1
        if (
            word.adjective
            and not word.article
            and not definite
            and not word.proper
            and not word.title
        ):
            return at + 1
        return 0

    def _is_nisba(self, reading: Title, at: int, limit: int) -> bool:
        """«وزير تركي»: behind a bare head, what may be a name is none without a further part."""
        bare = at == reading.first + 1 and not reading.head.definite
        return bare and not self._goes_on(at + 1, limit) and not self._son_follows(at, limit)

    def _of_quality(self, at: int, word: Form, limit: int) -> bool:
        """«رفيع المستوى», «دائمة العضوية»."""
        after = self.forms[at + 1] if at + 1 < limit else None
        return (
            word.stem in _QUALITIES
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
        if body and word.body != "delegation":
            return body
        if word.body:
            return at + 1
        before = self.forms[at - 1]
        owner = before.stem if before is not None else ""
        place = self.place(at)
        if place:
            return place  # «محافظ عدن», «شرطة نينوى»
        if word.proper and owner in _REGIONS and not word.title:
            return at + 1
        if (word.unknown or word.proper) and not word.person and owner in _BRANDED:
            return at + 1
        if word.title and word.article and owner in MEMORIALS:
            patron = self.person(at, limit)
            if patron is not None and patron.kind == "person":
                return patron.last
        if word.person and not (word.article and word.nominal and word.person == "given"):
            if reading.head.stem not in PERSONAL | _SPEAKERS:
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

    def _with_clitic(
        self, reading: Title, at: int, word: Form, definite: bool, limit: int
    ) -> int:
        if word.preposition == "ب":
            if word.stem in REALMS:
                return self.title(at, limit).last  # «بالمملكة المغربية», «بجمهورية مصر»
            if word.article and (word.stem in _REGIONS or word.stem == "خارج"):
                return at + 1
            named = self.phrase(at, ORGANISATIONS)
            if named > at + 1:
                return named
            local = word.proper and not word.article and at - reading.first > 2
            if local and self._name_follows(at + 1, limit):
                return at + 1  # «رئيس قسم الإسعاف بصور فلان»
            return (
                self.title(at, limit).last if word.body == "head" and word.definite is False else 0
            )
        if word.preposition != "ل":
            return 0
        if word.title == "role":
            inner = self.person(at, limit)
            return inner.last if inner else 0
        state = self.phrase(at, STATES)
        if state:
            reading.country = reading.country or self.entry(at, state, STATES)
            return state
        body = self.phrase(at, ORGANISATIONS)
        if body:
            return self.title(at, limit).last if word.body in ("head", "group") else body
        if word.stem == "شوون" or word.base == "شوون":
            return self.title(at, limit).last
        if word.person == "figure":
            return 0 if definite else self.name(at, limit, after_title=False)
        before = self.forms[at - 1]
        if before is not None and before.stem in _STANDINGS and word.stem not in _DISCUSSIONS:
            return self.title(at, limit).last  # «الهيئة العامة لقناة السويس»
        if word.stem in _AIMS or _is_outlet(word):
            return 0
        if word.base == "حقوق":
            return self.title(at, limit).last
        for_whom = at + 2 < limit and self.forms[at + 1] is not None
        if word.article and reading.head.body == "head" and for_whom and self._is_about(at + 1):
            return self.title(at + 2, limit).last  # «الرابطة … للدفاع عن حقوق الإنسان»
        if shape(self.tokens[at].word).action and (before is None or reading.head.body != "head"):
            return 0  # «أدعو الوزراء للتراجع»
        return at + 1 if word.article and word.nominal and not word.unknown else 0

    def _is_about(self, at: int) -> bool:
        """«عن» with a definite noun or «حقوق» behind it."""
        word, after = self.forms[at], self.forms[at + 1]
        if word is None or after is None or word.base != "عن":
            return False
        return after.nominal and not after.stop and (after.article or after.base == "حقوق")

    def _after_preposition(self, reading: Title, at: int, word: Form, limit: int) -> int:
        """«في», «إلى», «لدى» … when what they lead in belongs to the title."""
        if word.base not in ("في", "الي", "لدي", "عن") or at + 1 >= limit:
            return 0
        after = self.forms[at + 1]
        if after is None or after.stop or after.conjunction or after.preposition:
            return 0
        if word.base == "الي" and reading.head.stem not in _PLACED:
            return 0
        end = self.phrase(at + 1, STATES) or self.title(at + 1, limit).last
        if end == at + 2 and not after.state and not after.definite and not after.body:
            return 0
        named = self.phrase(at + 1, ORGANISATIONS)
        if after.enclitic and after.body:
            return 0  # «في مكتبه»
        if named > at + 2 or (after.body and after.body != "delegation"):
            return end
        comma = end + 1 if self.mark(end, "،,") else end
        if comma < limit and (
            self._name_follows(comma, limit)
            or (comma == end and self.name(comma, limit, True) > comma)
        ):
            return end
        if after.state and reading.head.stem in _PLACED:
            return end
        before = self.forms[at - 1]
        if before is not None and before.stem in _POSTED:
            return end
        regional = after.stem in ("قطاع", "ضفه", "شرق", "منطقه", "خارج", "بلاد")
        return end if regional or after.stem in REALMS or word.base in ("لدي", "الي") else 0

    def _joined(self, reading: Title, at: int, word: Form, is_open: bool, limit: int) -> int:
        """«و» inside a complement: one more state of several men, one more field of a ministry."""
        several = reading.head.number in ("d", "p") or reading.head.body in ("group", "delegation")
        state = self.phrase(at, STATES)
        if word.base == "شوون" and reading.head.stem in ("وزير", "وزيره", "وزاره"):
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
        if is_open or word.title or word.body or word.person or word.unknown or state or word.stop:
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
            f is not None and f.stem in ("شوون", "لجنه", "هييه", "وزاره", "مجلس")
            for f in self.forms[reading.first : at]
        )
        return at + 1 if ministry or word.nisba or _nisba_ending(word) else 0

    def _common_too(self, at: int) -> bool:
        """Whether a word that may be a name is a common noun first («أمن», «حركة»)."""
        readings = self.tokens[at].word.analyses
        return bool(readings) and readings[0].pos in ("noun", "adj")


def _is_outlet(word: Form) -> bool:
    """«للجزيرة»: to whom somebody speaks is no part of his office."""
    return word.base in _OUTLETS or word.stem in _OUTLETS


def _realm(word: Form | None) -> bool:
    """Whether a word is «جمهورية», «مملكة» …, after which the state's name stands."""
    return word is not None and word.stem in REALMS


def _nisba_ending(word: Form) -> bool:
    return word.stem.endswith(("ي", "يه", "يين", "يون"))
