"""What a preposition leads in within a title: «في», «إلى», «ل», «ب» and what stands behind."""

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
REGIONS = _CLASSES["regions"]
MEMORIALS = _CLASSES["memorials"]
BRANDED = _CLASSES["branded"]
SPEAKERS = _CLASSES["speakers"]
QUALITIES = _CLASSES["qualities"]
_POSTED = _CLASSES["posted"]
_AIMS = _CLASSES["aims"]
TOLD_OF = _CLASSES["told_of"]
ADJECTIVAL = _CLASSES["adjectival"]
_STANDINGS = _CLASSES["standings"]
_DISCUSSIONS = _CLASSES["discussions"]
_ROOMS = _CLASSES["rooms"]
AFFAIRS = frozenset({"شوون", "شيون"})  # «شؤون», «شئون»


@dataclass(slots=True)
class Title:
    """A head with its complement: tokens ``first`` to ``last``; states that a «و» joined in it."""

    first: int
    last: int
    head: Form
    country: str
    joined: list[int]


class Prepositions(Names, ABC):
    """Reads what prepositions and proclitics lead in."""

    @abstractmethod
    def title(self, index: int, limit: int) -> Title:
        """The head at ``index`` with its complement (see `extract.mentions.titles`)."""

    @abstractmethod
    def person(self, index: int, limit: int) -> Mention | None:
        """The man or woman whose titles begin at ``index`` (see `extract.mentions.persons`)."""

    @abstractmethod
    def _name_follows(self, at: int, limit: int) -> bool:
        """Whether a name, or a rank with a name, begins at ``at``."""

    def _with_clitic(
        self, reading: Title, at: int, word: Form, definite: bool, limit: int
    ) -> int:
        if word.preposition == "ب":
            placed = reading.head.stem in _PLACED
            state = (self.phrase(at, STATES) or self.place(at)) if placed else 0
            if state:
                return state  # «سفير أذربيجان بالقاهرة»
            league = word.stem == "دول" and not word.article and reading.head.number == "p"
            if word.stem in REALMS or league:
                return self.title(at, limit).last  # «بالمملكة المغربية», «بجمهورية مصر»
            if word.article and (word.stem in REGIONS or word.stem in _ACTING):
                return at + 1
            named = self.phrase(at, ORGANISATIONS)
            if named > at + 1:
                return named
            if word.stem in _ROOMS and not self._name_follows(self.title(at, limit).last, limit):
                return 0  # «بمكتب سموه»
            local = word.proper and not word.article and at - reading.first > 2
            if local and self._name_follows(at + 1, limit):
                return at + 1  # «رئيس قسم الإسعاف بصور فلان»
            return (
                self.title(at, limit).last if word.body == "head" and word.definite is False else 0
            )
        if word.preposition != "ل":
            return 0
        if word.title == "role":
            if reading.head.definite:
                return self.title(at, limit).last  # «الممثل الخاص للأمين العام فلان»
            inner = self.person(at, limit)
            return inner.last if inner else 0
        state = self.phrase(at, STATES)
        if state:
            reading.country = reading.country or self.entry(at, state, STATES)
            return state
        body = self.phrase(at, ORGANISATIONS)
        if body:
            return self.title(at, limit).last if word.body in ("head", "group") else body
        if word.stem in AFFAIRS:
            return self.title(at, limit).last
        if word.person == "figure":
            return 0 if definite else self.name(at, limit, after_title=False)
        before = self.forms[at - 1]
        if before is not None and before.stem in _STANDINGS and word.stem not in _DISCUSSIONS:
            return self.title(at, limit).last  # «الهيئة العامة لقناة السويس»
        if word.stem in _AIMS or _is_outlet(word):
            return 0
        if word.base == "حقوق" or (before is not None and self._in_field(reading, at, before)):
            return self.title(at, limit).last
        for_whom = at + 2 < limit and self.forms[at + 1] is not None
        if word.article and reading.head.body == "head" and for_whom and self._is_about(at + 1):
            return self.title(at + 2, limit).last  # «الرابطة … للدفاع عن حقوق الإنسان»
        if before is not None and before.base == "المتحده" and word.article:
            return self.title(at, limit).last  # «منسق الأمم المتحدة للإغاثة الطارئة»
        if shape(self.tokens[at].word).action and (before is None or reading.head.body != "head"):
            return 0  # «أدعو الوزراء للتراجع»
        return at + 1 if word.article and word.nominal and not word.unknown else 0

    def _in_field(self, reading: Title, at: int, before: Form) -> bool:
        """«الاتحاد المصري لكرة القدم», «المركز الليبي لأبحاث السلام»: the field of a body."""
        word = self.forms[at]
        after = self.forms[at + 1] if at + 1 < len(self.forms) else None
        if word is None or after is None or word.article or not word.nominal or word.verb:
            return False
        bodily = bool(reading.head.body) or any(
            f is not None and f.body == "head" for f in self.forms[reading.first : at]
        )
        named = before.article and before.adjective and after.article and after.nominal
        aims = word.stem in _AIMS or word.stem in _DISCUSSIONS or shape(self.tokens[at].word).action
        return bodily and named and not (aims or after.conjunction or after.preposition)

    def _is_about(self, at: int) -> bool:
        """«عن» with a definite noun or «حقوق» behind it."""
        word, after = self.forms[at], self.forms[at + 1]
        if word is None or after is None or word.base != "عن":
            return False
        return after.nominal and not after.stop and (after.article or after.base == "حقوق")

    def _after_preposition(self, reading: Title, at: int, word: Form, limit: int) -> int:
        """«في», «إلى», «لدى» … when what they lead in belongs to the title."""
        supervisor = word.base == "علي" and reading.head.stem in ("مشرف", "مشرفه")
        if (word.base not in ("في", "الي", "لدي", "عن") and not supervisor) or at + 1 >= limit:
            return 0
        if supervisor:
            return self.title(at + 1, limit).last
        after = self.forms[at + 1]
        if after is None or after.stop or after.conjunction or after.preposition:
            return 0
        if word.base == "الي" and reading.head.stem not in _PLACED:
            return 0
        end = self.phrase(at + 1, STATES) or self.title(at + 1, limit).last
        if word.base == "عن" and reading.head.stem.startswith(("ممثل", "مندوب")) and after.nominal:
            return end  # «ممثلون عن المجتمع المدني»
        if end == at + 2 and not after.state and not after.definite and not after.body:
            return 0
        named = self.phrase(at + 1, ORGANISATIONS)
        if after.stem in _ROOMS and word.base == "في" and not self._name_follows(end, limit):
            return 0  # «رئيس الحكومة في دار الضيافة»: where something took place
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


# «بالخارج», «أمير المنطقة بالنيابة», «وزير الخارجية بالوكالة».
_ACTING = frozenset({"خارج", "نيابه", "انابه", "وكاله", "تكليف"})


_SOVEREIGNS = frozenset({"رييس", "ملك", "امير", "سلطان", "ولي", "عاهل", "مستشار", "بابا"})
_CHAIRED = frozenset({"مجلس", "لجنه", "هييه", "حزب", "برلمان", "حركه", "جهاز", "كتله", "مكتب"})


def is_sovereign(forms: list[Form | None], at: int) -> bool:
    """Whether the title at ``at`` is that of the head of a state, often told with his name:
    «الرئيس», «رئيس الوزراء الياباني»; in the country's own press, «رئيس الوزراء» has none."""
    head, after = forms[at], forms[at + 1] if at + 1 < len(forms) else None
    if head is None or head.stem not in _SOVEREIGNS:
        return False
    if after is not None and after.stem in _CHAIRED:
        return False
    named = [form for form in forms[at + 1 : at + 3] if form is not None]
    return head.article or any(form.nisba or form.state for form in named)


def _is_outlet(word: Form) -> bool:
    """«للجزيرة»: to whom somebody speaks is no part of his office."""
    return word.base in _OUTLETS or word.stem in _OUTLETS
