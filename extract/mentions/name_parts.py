"""What a word may be within a person's name: the questions that `extract.mentions.names` asks.

A word that may be a common noun belongs to a name only where the grammar leaves no other reading:
after a complete title, before «بن», or as a last name.
"""

from __future__ import annotations

from extract.mentions.words import Words
from extract.shapes import shape
from extract.tables import load_set
from extract.wordclass import Form

# Adjectives that follow a name or office without being part of a name.
_COMMON = frozenset(
    {
        "سياسي",
        "عسكري",
        "امني",
        "اعلامي",
        "رسمي",
        "حالي",
        "سابق",
        "اسبق",
        "راحل",
        "معتقل",
        "حايز",
        "قادم",
        "مقبل",
    }
    | {
        "ماضي",
        "جديد",
        "اول",
        "ثاني",
        "ثالث",
        "اخير",
        "مذكور",
        "مقرب",
        "مكلف",
        "موقت",
        "دايم",
        "خاص",
        "عام",
    }
)


_NAMES_TOO = frozenset({"صباح", "علي"})  # words of time and place that are given names too
_TIMES = load_set("phrase_times")
_NEVER_BEHIND = frozenset({"la_emph", "li_jus"})  # proclitics of no verb behind its subject


class NameParts(Words):
    """Tells what words of a name are."""

    def _chained(self, at: int, parts: int, limit: int) -> bool:
        """«محمد صباح السالم», «الشيخ صباح خالد»: a word of time is a name before an article that
        closes names, and between a rank and a name; so is «على» in «الدكتور على عبد العال»."""
        before = self.forms[at - 1] if at else None
        after = self.forms[at + 1] if at + 1 < limit else None
        if after is None or after.conjunction or after.preposition:
            return False
        folded = self.tokens[at].word.folded
        led = before is not None and before.title == "rank" and not parts and folded in _NAMES_TOO
        if before is not None and before.person == "given" and parts:
            led = led or folded == "صباح"
        second = self.forms[at + 2] if at + 2 < limit else None
        if before is not None and before.title == "role" and before.article and not parts:
            # «السفير على حسن الحلبي»
            led = led or (folded == "علي" and second is not None and bool(second.person))
        opens = led and after.person in ("given", "tail", "family", "particle")
        return opens or (after.person == "tail" and after.article)

    def _is_another(self, at: int, kind: str, part: Form) -> bool:
        """Whether another man follows a last name: «ترامب بوتين», but «بن سلمان آل سعود»."""
        if kind == "figure":
            return part.person != "particle"
        return kind not in ("tail", "family") and not (part.unknown and not part.article)

    def _foreign(self, at: int) -> bool:
        """«ستيف بوندي», «غويدو كروس»: a last name whose first letter looks like a clitic, as no
        common noun has it."""
        before, part = self.forms[at - 1], self.forms[at]
        if before is None or part is None or part.conjunction == "و":
            return False
        if not (before.person == "given" or before.unknown):
            return False
        after = self.forms[at + 1] if at + 1 < len(self.forms) else None
        closed = after is not None and after.title == "role" and not after.article
        readings = () if closed else self.tokens[at].word.analyses
        common = any(a.pos in ("noun", "adj") for a in readings)
        told = part.title or part.body or part.state or part.nisba or part.stop
        return not (common or told or part.article or part.enclitic or self.place(at))

    def _is_noun_of(self, at: int) -> bool:
        """«صفاء الإجماع», «على الاستفادة»: a common noun or particle before a noun, no name."""
        first, second = self.tokens[at - 1].word.analyses, self.tokens[at].word.analyses
        noun = bool(second) and second[0].pos == "noun" and not self._is_family(at)
        return noun and bool(first) and first[0].pos != "noun_prop"

    def _is_family(self, at: int) -> bool:
        """A family's name by its ending or by the table."""
        part = self.forms[at]
        return part is not None and (bool(part.person) or part.stem.endswith("ي"))

    def _is_father(self, at: int, parts: int, limit: int) -> bool:
        """«محمد ولد أحمد», «إسماعيل ولد الشيخ أحمد»; «محمد ولد عام 1950» was born."""
        after = self.forms[at] if at < limit else None
        if after is None or not parts:
            return False
        if after.title and after.article:
            closed = at + 1 >= limit or self.forms[at + 1] is None  # «إسماعيل ولد الشيخ،»
            return closed or self._is_father(at + 1, parts, limit)
        return bool(after.person) or after.unknown or (after.proper and not after.state)

    def _ends_name(self, at: int, limit: int) -> bool:
        """Whether a mark, a title after the name or what is said follows."""
        after = self.forms[at] if at < limit else None
        if after is None:
            return at < limit and self.tokens[at].text != "."
        return after.base in ("ان", "بان") or (
            after.title == "role" and not after.article
        )

    def _many(self, at: int) -> bool:
        """Whether a word is a noun in the plural first."""
        readings = self.tokens[at].word.analyses
        return bool(readings) and (readings[0].pos, readings[0].number) == ("noun", "p")

    def _family(self, part: Form, parts: int, at: int, limit: int) -> bool:
        """Whether a common word closes a name («محمد أنور السادات», «حسين الشيخ،»)."""
        if not self._ends_name(at + 1, limit) or not part.nominal or part.verb:
            return False
        given = all(f is not None and f.person for f in self.forms[at - parts : at])
        readings = self.tokens[at].word.analyses
        plural = bool(readings) and readings[0].number == "p"
        if not given or plural or shape(self.tokens[at].word).action:
            return False
        if part.title:
            return part.article and parts == 1 and part.number == "s" and at + 1 < limit
        if part.body or part.state or part.enclitic or part.stem in _COMMON:
            return False
        if parts == 1 and not part.article and self._is_told(at + 1):
            return not part.base.endswith(("ه", "ا", "ات"))  # «وقال برونو موتان، مدير …»
        return parts > 1 and (part.article or not self._adverb(at))

    def _is_told(self, at: int) -> bool:
        """Whether a comma, a colon or «أن» follows a speaker."""
        after = self.forms[at] if at < len(self.forms) else None
        if after is None:
            return at < len(self.tokens) and self.tokens[at].text in "،,:"
        return after.base in ("ان", "بان")

    def _said_by(self, part: Form, at: int) -> bool:
        """«وأوضح الهاجري أن»: a family's name that is an adjective too; «مولاي الحسن»."""
        before = self.forms[at - 1] if at else None
        styled = before is not None and before.title == "style" and part.namesake == "first"
        return styled or (bool(part.namesake) and part.stem.endswith("ي") and self._is_told(at + 1))

    def _third(
        self, part: Form, parts: int, figure: bool, articles: int, at: int, limit: int
    ) -> bool:
        """Whether a word that may be common is the third part of a name («محمد أيمن راضي»)."""
        open_name = parts == 2 and not figure and not articles
        fits = part.adjective or part.proper or (part.nominal and part.enclitic is None)
        after = self.forms[at + 1] if at + 1 < limit else None
        ends = self._boundary(at + 1, limit) or (after is not None and after.title == "role")
        return open_name and fits and not part.verb and ends

    def _boundary(self, at: int, limit: int) -> bool:
        """Whether a phrase ends before ``at``: a mark, a particle or the end of the sentence."""
        after = self.forms[at] if at < limit else None
        return after is None or after.stop

    def _son_follows(self, at: int, limit: int) -> bool:
        """Whether «بن» or «بنت» follows, which makes a name of any word before it."""
        part = self.forms[at]
        after = self.forms[at + 1] if at + 1 < limit else None
        if part is None or after is None or part.stop or part.verb:
            return False
        return after.base in ("بن", "بنت") and not after.conjunction and len(part.base) > 2

    def _goes_on(self, at: int, limit: int) -> bool:
        """Whether a further part of a name follows."""
        after = self.forms[at] if at < limit else None
        if (
            after is None
            or after.conjunction
            or after.preposition
            or after.stop
            or after.title
            or after.body
        ):
            return False
        if after.state or after.nisba:
            return False
        if after.article and after.stem not in _COMMON and after.stem.endswith("ي"):
            return True  # «سالم الهاجري»: a family's name
        named = after.unknown or after.likely or bool(after.namesake)
        return named or (after.proper and not after.article)

    def _object_follows(self, at: int) -> bool:
        """«فهد الجلاجل السفير الهندي»: behind a name a definite noun, no adjective, is the object,
        so that the noun before it is none."""
        after = self.forms[at] if at < len(self.forms) else None
        if after is None or not after.article or after.conjunction or after.preposition:
            return False
        return bool(after.title) or (after.nominal and not after.adjective)

    def _adverb(self, at: int) -> bool:
        """An indefinite accusative («تعقيبا», «ردا») is no genitive."""
        readings = self.tokens[at].word.analyses
        folded = self.tokens[at].word.folded
        if not readings or not folded.endswith("ا") or readings[0].pos == "adj":
            return False
        return any(a.lemma + "ا" == folded for a in readings)

    def _alone(self, part: Form, at: int, limit: int) -> bool:
        """«الرئيس عون على …»: behind a definite title an indefinite noun in the singular without
        the ending of an object, before a particle, is a family's name."""
        before = self.forms[at - 1] if at else None
        readings = self.tokens[at].word.analyses
        if before is None or not (before.article and before.title) or not readings:
            return False
        plain = not (part.verb or part.article or part.enclitic or part.title or part.body)
        noun = (readings[0].pos, readings[0].number) == ("noun", "s")
        ends = self._ends_name(at + 1, limit) or self._boundary(at + 1, limit)
        object_form = part.base.endswith(("ه", "ا", "ات", "ي", "ين")) or len(part.base) < 3
        timed = self.tokens[at].word.folded in _TIMES
        return plain and noun and ends and not (object_form or timed or part.state)

    def _no_verb(self, at: int) -> bool:
        """Whether a verb's form cannot be one after a name («نوفاك», «دوبوا», «إندو», «لاغار»):
        «you», «I», many men, «let him»."""
        readings = self.tokens[at].word.analyses
        return bool(readings) and all(
            (a.enclitic or "").startswith("2")
            or (a.pos == "verb" and (a.number == "p" or a.person in ("1", "2")))
            or bool(_NEVER_BEHIND.intersection(a.proclitics))
            for a in readings
        )

    def _name_part(
        self, at: int, part: Form, parts: int, after_title: bool, articles: int, titled: bool
    ) -> bool:
        if part.stop or part.title or part.body:
            return False
        if part.verb and parts > 1 and not self._ends_name(at + 1, len(self.forms)):
            return False  # «الرئيس منصور هادي بعث برسالة»
        if part.verb and not part.proper:
            return (
                titled
                and parts == 0
                and not part.base.startswith(("ي", "ت", "ن", "ا"))
                and not part.enclitic
            )
        if part.state or (part.nisba and (parts == 0 or not part.article)):
            return False
        if part.article:
            if parts == 0:
                if part.unknown and part.stem.endswith(("يين", "يون")):
                    return False  # «رئيس طائفة المندائيين»
                named = part.unknown or part.likely or (titled and part.proper)
                return after_title and (named or self._said_by(part, at))
            nisba = part.stem.endswith(("ي", "يه"))
            if self._many(at) and not part.person and not self._object_follows(at + 1):
                return False  # «النائب فلان الأوضاع …»
            if part.stem in _COMMON or (articles and not (nisba and parts == 1)):
                return False
            return part.unknown or nisba or bool(part.person) or (parts == 1 and part.nominal)
        if part.unknown:
            return len(part.base) > 2
        if titled and not parts and part.namesake == "first" and not part.verb:
            return True
        plain = titled and parts == 0 and part.nominal and not part.base.endswith(("ه", "ا", "ات"))
        foreign = parts > 0 and part.enclitic is not None and self._no_verb(at)  # «أنتوني ليك»
        return part.likely or (part.proper and (parts > 0 or titled)) or plain or foreign
