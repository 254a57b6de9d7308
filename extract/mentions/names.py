"""Where a person's name begins and ends.

A name is a run of given names, unknown words (mostly foreign names), proper nouns and the particles
that join them («بن», «آل», «أبو»). A word that may be a common noun belongs to it only where the
grammar leaves no other reading: after a complete title, before «بن», or as a last name.
"""

from __future__ import annotations

from dataclasses import replace

from extract.mentions.words import Words
from extract.shapes import shape
from extract.tables import load_set
from extract.wordclass import PERSONS, Form

_LONGEST_NAME = 8
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


_TIMES = load_set("phrase_times")
_REGNAL = frozenset({"الاول", "الثاني", "الثالث", "الرابع", "الخامس", "السادس", "الثامن"})


class Names(Words):
    """Finds the end of a person's name."""

    def name(self, index: int, limit: int, after_title: bool, titled: bool = True) -> int:
        """The end of the person's name that begins at ``index``; ``index`` if none does."""
        end, parts, figure, articles = index, 0, False, 0
        before = self.forms[index - 1] if index else None
        longest = 1 if before is not None and before.base == "البابا" else _LONGEST_NAME
        while end < min(limit, index + longest):
            part = self.forms[end]
            if part is None or (end > index and (part.conjunction or part.preposition)):
                break
            if _is_manner(part) and end > index:
                break
            if parts and part.base in _REGNAL and (titled or figure) and not articles:
                end += 1
                break
            known = self.phrase(end, PERSONS)
            if part.stop and known <= end + 1:
                if not self._chained(end, limit):
                    break
                end, parts = end + 1, parts + 1
                continue
            kind = self.entry(end, known, PERSONS)[0] if known else part.person
            known = known or end + 1
            if kind == "particle":
                after = self.forms[end + 1] if end + 1 < limit else None
                if after is None or after.conjunction == "و" or after.stop:
                    break  # «أبو فاعور», «أبو لبدة»: no clitic stands behind a particle
                if part.base == "ولد" and not self._is_father(end + 1, parts, limit):
                    break
                end += 1 if after.person == "particle" else 2
                parts += 1
                continue
            if (
                figure
                and kind not in ("tail", "figure", "family")
                and not (part.unknown and not part.article)
            ):
                break
            if kind:
                if parts == 0 and (kind == "tail" or (kind == "family" and not after_title)):
                    break
                end, parts, figure = known, parts + 1, kind == "figure"
                articles += part.article and kind == "family"
                continue
            surname = (
                titled
                and (parts == 1 or self._third(part, parts, figure, articles, end, limit))
                and (part.enclitic in (None, "1s_poss") or self._no_verb(end))  # «رضائي»
                and not (part.article or part.stop or part.title or part.body or part.state)
            )
            plain = part.nominal or self._no_verb(end)
            surname = surname and plain and len(part.base) > 2 and not self._adverb(end)
            surname = surname or (parts == 0 and self._son_follows(end, limit))
            surname = surname or (parts > 0 and self._family(part, parts, end, limit))
            surname = surname or (parts == 0 and self._alone(part, end, limit))
            goes_on = titled and self._goes_on(end + 1, limit)
            if part.base.isascii() or not (
                surname or self._name_part(end, part, parts, after_title, articles, goes_on)
            ):
                break
            if (
                part.unknown
                and parts >= (2 if titled else 1)
                and part.base.startswith("و")
                and len(part.base) > 4
            ):
                self.forms[end] = replace(
                    part, conjunction="و", base=part.base[1:], stem=part.base[1:]
                )
                break
            if part.article and parts == 1 and not titled and self._is_noun_of(end):
                return index
            articles += part.article
            parts += 1
            end += 1
        return end

    def _chained(self, at: int, limit: int) -> bool:
        """«محمد صباح السالم»: before an article that closes names a word of time is a name."""
        after = self.forms[at + 1] if at + 1 < limit else None
        return after is not None and after.person == "tail" and after.article

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
            return self._is_father(at + 1, parts, limit)
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
        return parts > 1 and (part.article or not self._adverb(at))

    def _third(
        self, part: Form, parts: int, figure: bool, articles: int, at: int, limit: int
    ) -> bool:
        """Whether a word that may be common is the third part of a name («محمد أيمن راضي»)."""
        open_name = parts == 2 and not figure and not articles
        fits = part.adjective or part.proper or (part.nominal and part.enclitic is None)
        return open_name and fits and not part.verb and self._boundary(at + 1, limit)

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
        """Whether a verb's form cannot be one after a name («نوفاك», «دوبوا»): «you», many men."""
        readings = self.tokens[at].word.analyses
        return bool(readings) and all(
            (a.enclitic or "").startswith("2") or (a.pos == "verb" and a.number == "p")
            for a in readings
        )

    def _name_part(
        self, at: int, part: Form, parts: int, after_title: bool, articles: int, titled: bool
    ) -> bool:
        if part.stop or part.title or part.body:
            return False
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
                return after_title and (part.unknown or (titled and part.proper))
            nisba = part.stem.endswith(("ي", "يه"))
            if self._many(at) and not part.person:
                return False  # «النائب فلان الأوضاع …»
            if part.stem in _COMMON or (articles and not (nisba and parts == 1)):
                return False
            return part.unknown or nisba or bool(part.person) or (parts == 1 and part.nominal)
        if part.unknown:
            return len(part.base) > 2
        plain = titled and parts == 0 and part.nominal and not part.base.endswith(("ه", "ا", "ات"))
        foreign = parts > 0 and part.enclitic is not None and self._no_verb(at)  # «أنتوني ليك»
        return part.likely or (part.proper and (parts > 0 or titled)) or plain or foreign


def _is_manner(part: Form) -> bool:
    """«متفاخرا»: an accusative participle behind a name tells how he speaks."""
    base = part.base
    return part.unknown and base.startswith("مت") and base.endswith("ا") and len(base) > 6
