"""Where a person's name begins and ends.

A name is a run of given names, unknown words (mostly foreign names), proper nouns and the particles
that join them («بن», «آل», «أبو»); what else belongs to it, `extract.mentions.name_parts` tells.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from extract.mentions.name_parts import NameParts
from extract.wordclass import PERSONS, Form

_LONGEST_NAME = 12
_REGNAL = frozenset(
    {"الاول", "الثاني", "الثالث", "الرابع", "الخامس", "السادس", "السابع", "الثامن", "التاسع"}
    | {"العاشر", "الحادي"}
)


@dataclass(slots=True)
class _Run:
    """A name as far as it has been read: up to token ``end``, so many parts and articles.

    ``figure``: the last part is the last name of somebody known. ``after_title``: a title or verb
    stands before the name; ``titled``: a title does.
    """

    first: int
    limit: int
    after_title: bool
    titled: bool
    end: int
    parts: int = 0
    figure: bool = False
    articles: int = 0

    def take(self, words: int = 1) -> bool:
        """Takes one more part."""
        self.end += words
        self.parts += 1
        return True


class Names(NameParts):
    """Finds the end of a person's name."""

    def name(self, index: int, limit: int, after_title: bool, titled: bool = True) -> int:
        """The end of the person's name that begins at ``index``; ``index`` if none does."""
        before = self.forms[index - 1] if index else None
        pope = before is not None and before.base == "البابا"
        last = min(limit, index + (1 if pope else _LONGEST_NAME))
        run = _Run(index, limit, after_title, titled, index)
        while run.end < last and self._reads_on(run):
            pass
        ordinal = self.forms[run.end] if pope and run.end < limit else None
        if ordinal is not None and run.parts and ordinal.base in _REGNAL:
            return self._regnal(run.end, limit)
        return run.end

    def _reads_on(self, run: _Run) -> bool:
        """Takes the next part of the name; whether another may follow."""
        at, limit, part = run.end, run.limit, self.forms[run.end]
        if part is None or (run.parts and _is_manner(part)):
            return False
        if run.parts and (part.conjunction or part.preposition):
            return run.titled and run.parts < 3 and self._foreign(at) and run.take()
        king = run.parts and part.base in _REGNAL
        if king and self._reigns(at, run.titled or run.figure, run.articles):
            run.end = self._regnal(at, limit)
            return False
        known = self.phrase(at, PERSONS)
        if part.stop and known <= at + 1:
            return self._chained(at, run.parts, limit) and run.take()
        if run.parts and self._is_sheikh(at, part, limit):
            return run.take()
        kind = self._kind(run, part, known)
        if kind == "particle":
            return self._takes_particle(run, part)
        if run.figure and self._is_another(at, kind, part):
            return False
        if run.articles and run.parts > 1 and not part.article and self.place(at):
            return False  # «زار سامر العبادي معراب»
        dual = run.titled and self._is_dual(part, at, limit)  # «إبراهيم رئيسي»
        if run.parts and (dual or self._called_so(at, part, limit)):  # «هشام الناظر»
            run.take()
            return False
        if kind:
            return self._takes_known(run, part, kind, known or at + 1)
        return self._takes_common(run, part)

    def _kind(self, run: _Run, part: Form, known: int) -> str:
        """The class of a part in the tables of names; empty if it is in none."""
        kind = self.entry(run.end, known, PERSONS)[0] if known else part.person
        body = part.body and not part.article  # «عبد الملك الحوثي»
        if run.parts and not kind and part.namesake and not (part.title or body or run.figure):
            return "family"
        return kind

    def _takes_particle(self, run: _Run, part: Form) -> bool:
        """«بن فلان», «أبو فاعور»: no clitic stands behind a particle."""
        after = self.forms[run.end + 1] if run.end + 1 < run.limit else None
        if after is None or after.conjunction == "و" or after.stop:
            return False
        if part.base == "ولد" and not self._is_father(run.end + 1, run.parts, run.limit):
            return False
        return run.take(1 if after.person == "particle" else 2)

    def _takes_known(self, run: _Run, part: Form, kind: str, end: int) -> bool:
        """A part that the tables know."""
        if not run.parts and (kind == "tail" or (kind == "family" and not run.after_title)):
            return False
        run.figure = kind == "figure"
        run.articles += part.article and kind == "family"
        return run.take(end - run.end)

    def _takes_common(self, run: _Run, part: Form) -> bool:
        """A part that no table knows, by the dictionary and by the words beside it."""
        at = run.end
        goes_on = run.titled and self._goes_on(at + 1, run.limit)
        if part.base.isascii() or not (
            self._is_surname(run, part)
            or self._name_part(at, part, run.parts, run.after_title, run.articles, goes_on)
        ):
            return False
        late = run.parts >= (2 if run.titled else 1)
        if part.unknown and late and part.base.startswith("و") and len(part.base) > 4:
            base = part.base[1:]
            self.forms[at] = replace(part, conjunction="و", base=base, stem=base)
            return False
        if part.article and run.parts == 1 and not run.titled and self._is_noun_of(at):
            run.end = run.first
            return False
        run.articles += part.article
        return run.take()

    def _is_surname(self, run: _Run, part: Form) -> bool:
        """Whether a common word can only be a last name here."""
        at, parts, limit = run.end, run.parts, run.limit
        if parts == 0:
            return self._son_follows(at, limit) or self._alone(part, at, limit)
        told = part.article or part.stop or part.title or part.body or part.state
        fits = run.titled and not told and not run.articles and len(part.base) > 2
        fits = fits and (
            parts == 1 or self._third(part, parts, run.figure, run.articles, at, limit)
        )
        foreign = self._no_verb(at)
        owned = part.enclitic not in (None, "1s_poss")  # «رضائي»
        plain = (part.nominal or foreign) and (foreign or not owned) and not self._adverb(at)
        bare = part.proper or not part.base.endswith("ه")
        return (fits and plain and bare) or self._family(part, parts, at, limit)

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
