"""Where a person's name begins and ends.

A name is a run of given names, unknown words (mostly foreign names), proper nouns and the particles
that join them («بن», «آل», «أبو»); what else belongs to it, `extract.mentions.name_parts` tells.
"""

from __future__ import annotations

from dataclasses import replace

from extract.mentions.name_parts import NameParts
from extract.wordclass import PERSONS, Form

_LONGEST_NAME = 12
_REGNAL = frozenset(
    {"الاول", "الثاني", "الثالث", "الرابع", "الخامس", "السادس", "السابع", "الثامن", "التاسع"}
    | {"العاشر", "الحادي"}
)


class Names(NameParts):
    """Finds the end of a person's name."""

    def name(self, index: int, limit: int, after_title: bool, titled: bool = True) -> int:
        """The end of the person's name that begins at ``index``; ``index`` if none does."""
        end, parts, figure, articles = index, 0, False, 0
        before = self.forms[index - 1] if index else None
        pope = before is not None and before.base == "البابا"
        longest = 1 if pope else _LONGEST_NAME
        while end < min(limit, index + longest):
            part = self.forms[end]
            if part is None:
                break
            if end > index and (part.conjunction or part.preposition):
                if not (titled and 0 < parts < 3 and self._foreign(end)):
                    break
                end, parts = end + 1, parts + 1
                continue
            if _is_manner(part) and end > index:
                break
            if parts and part.base in _REGNAL and self._reigns(end, titled or figure, articles):
                return self._regnal(end, limit)
            known = self.phrase(end, PERSONS)
            if part.stop and known <= end + 1:
                if not self._chained(end, parts, limit):
                    break
                end, parts = end + 1, parts + 1
                continue
            kind = self.entry(end, known, PERSONS)[0] if known else part.person
            body = part.body and not part.article  # «عبد الملك الحوثي»
            if parts and not kind and part.namesake and not (part.title or body or figure):
                kind = "family"
            if parts and self._is_sheikh(end, part, limit):
                end, parts = end + 1, parts + 1
                continue
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
            if figure and self._is_another(end, kind, part):
                break
            if articles and parts > 1 and not part.article and self.place(end):
                break  # «زار سامر العبادي معراب»
            if parts and titled and self._is_dual(part, end, limit):
                return end + 1  # «إبراهيم رئيسي»
            if parts and self._called_so(end, part, limit):
                return end + 1  # «هشام الناظر»
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
            surname = surname and not articles and (part.proper or not part.base.endswith("ه"))
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
        if pope and end < limit and (ordinal := self.forms[end]) and ordinal.base in _REGNAL:
            return self._regnal(end, limit)
        return end

    def _reigns(self, at: int, king: bool, articles: int) -> bool:
        """«الملك عبد الله الثاني», «الحسين بن عبد الله الثاني»: the number behind a king's name."""
        before = self.forms[at - 1]
        given = before is not None and before.person in ("given", "tail")
        return king and (given or not articles)

    def _regnal(self, at: int, limit: int) -> int:
        """The end of «الثاني», «السادس عشر»."""
        after = self.forms[at + 1] if at + 1 < limit else None
        return at + 2 if after is not None and after.base == "عشر" else at + 1

    def _is_sheikh(self, at: int, part: Form, limit: int) -> bool:
        """«محمد الشيخ الغزواني», «جعفر شيخ مصطفى»: a name of several parts, no title."""
        before, after = self.forms[at - 1], self.forms[at + 1] if at + 1 < limit else None
        if part.stem != "شيخ" or before is None or after is None or before.person != "given":
            return False
        if after.conjunction or after.preposition:
            return False
        family = after.person in ("family", "figure", "tail") and after.article
        return family if part.article else after.person == "given"

    def _is_dual(self, part: Form, at: int, limit: int) -> bool:
        """Whether a title in the dual has no genitive behind it, so that it is none."""
        dual = part.number == "d" and part.base.endswith("ي") and not part.article
        return dual and self._boundary(at + 1, limit)

    def _called_so(self, at: int, part: Form, limit: int) -> bool:
        """Whether a title that is a last name too ends a name: no name follows it."""
        if not (part.title and part.article and part.namesake):
            return False
        if part.title != "rank" and part.number != "p":
            return False
        after = self.forms[at + 1] if at + 1 < limit else None
        named = after is not None and after.title in ("rank", "style")
        if after is not None and not after.title:
            named = self.name(at + 1, limit, True) > at + 1
        return not named


def _is_manner(part: Form) -> bool:
    """«متفاخرا»: an accusative participle behind a name tells how he speaks."""
    base = part.base
    return part.unknown and base.startswith("مت") and base.endswith("ا") and len(base) > 6
