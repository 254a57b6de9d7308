"""Words, phrases of the tables, and where a person's name begins and ends.

A name is a run of given names, unknown words (mostly foreign names), proper nouns and the particles
that join them («بن», «آل», «أبو»). A word that may be a common noun belongs to it only where the
grammar leaves no other reading: after a complete title, before «بن», or as a last name.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TypeVar

from extract.document import Document
from extract.wordclass import ORGANISATIONS, PERSONS, STATES, TITLES, Form, form

_PHRASES: dict[str, list[tuple[str, ...]]] = {}
for _table in (TITLES, ORGANISATIONS, STATES, PERSONS):
    for _entry in _table:
        if " " in _entry:
            _PHRASES.setdefault(_entry.split()[0], []).append(tuple(_entry.split()))
for _list in _PHRASES.values():
    _list.sort(key=len, reverse=True)
_LONGEST_NAME = 8
Entry = TypeVar("Entry")

_QUOTES = {'"': '"', "«": "»", "“": "”", "”": "“", "„": "“", "'": "'", "‘": "’"}
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


_REGNAL = frozenset({"الاول", "الثاني", "الثالث", "الرابع", "الخامس", "السادس", "الثامن"})


class Names:
    """The words of one document as the grammar of parties reads them."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.tokens = document.tokens
        self.forms: list[Form | None] = [
            form(token.word) if token.kind == "word" else None for token in document.tokens
        ]

    def text(self, first: int, last: int) -> str:
        """The words of tokens ``first`` to ``last`` without the first one's proclitics."""
        while last > first + 1 and self.tokens[last - 1].kind in ("punctuation", "break"):
            if self.tokens[last - 1].text in ')»”"':
                break
            last -= 1
        start = self.tokens[first].start
        written = self.document.text[start : self.tokens[last - 1].end]
        head = self.forms[first]
        if head is None:
            return written.strip('"«»“” ')
        letters = len(head.conjunction) + len(head.preposition)
        if (
            head.preposition == "ل"
            and head.base.startswith("ال")
            and not self._alef(first, letters)
        ):
            return "ال" + _drop(written, letters + 1)
        return _drop(written, letters)

    def _alef(self, index: int, letters: int) -> bool:
        """Whether the written word has the alef of the article after its clitics (لالجيش)."""
        return self.tokens[index].word.folded[letters : letters + 1] == "ا"

    def phrase(self, index: int, table: dict[str, tuple[str, ...]] | dict[str, str]) -> int:
        """The end of the longest entry of several or one words that begins at ``index``, or 0."""
        head = self.forms[index]
        if head is None:
            return 0
        for base in (head.base, head.stem):
            for words in _PHRASES.get(base, ()):
                if " ".join(words) in table and self._follows(index, words):
                    return index + len(words)
        return index + 1 if head.base in table else 0

    def entry(self, first: int, last: int, table: dict[str, Entry]) -> Entry:
        """What ``table`` says of the phrase that `phrase` found, with or without its article."""
        bases = list(self._bases(first, last))
        head = self.forms[first]
        if " ".join(bases) not in table and head is not None:
            bases[0] = head.stem
        return table[" ".join(bases)]

    def _follows(self, index: int, words: tuple[str, ...]) -> bool:
        if index + len(words) > len(self.tokens):
            return False
        for offset in range(1, len(words)):
            after = self.forms[index + offset]
            if after is None or after.base != words[offset] or after.preposition:
                return False
        return True

    def mark(self, index: int, marks: str) -> bool:
        return (
            index < len(self.tokens)
            and self.tokens[index].text in marks
            and self.forms[index] is None
        )

    def quoted(self, index: int, limit: int) -> int:
        """The end of a short quotation or bracket that opens at ``index``, or 0."""
        opening = self.tokens[index].text
        if (
            opening == "”"
            and self.document.text[self.tokens[index].end : self.tokens[index].end + 1].isspace()
        ):
            return 0
        closing = _QUOTES.get(opening) or (")" if opening == "(" else None)
        if closing is None:
            return 0
        for end in range(index + 1, min(limit, index + 6)):
            if self.tokens[end].text == closing:
                return end + 1 if end > index + 1 else 0
            if self.tokens[end].kind == "break":
                return 0
        return 0

    def name(self, index: int, limit: int, after_title: bool, titled: bool = True) -> int:
        """The end of the person's name that begins at ``index``; ``index`` if none does."""
        end, parts, figure, articles = index, 0, False, 0
        before = self.forms[index - 1] if index else None
        longest = 1 if before is not None and before.base == "البابا" else _LONGEST_NAME
        while end < min(limit, index + longest):
            part = self.forms[end]
            if part is None or (end > index and (part.conjunction or part.preposition)):
                break
            if parts and part.base in _REGNAL and (titled or figure) and not articles:
                end += 1
                break
            if part.stop:
                break
            known = self.phrase(end, PERSONS)
            kind = self.entry(end, known, PERSONS)[0] if known else ""
            if kind == "particle":
                after = self.forms[end + 1] if end + 1 < limit else None
                if after is None or after.conjunction or after.preposition or after.stop:
                    break
                end += 1 if after.person == "particle" else 2
                parts += 1
                continue
            if (
                figure
                and kind not in ("tail", "figure")
                and not (part.unknown and not part.article)
            ):
                break
            if kind:
                if parts == 0 and kind == "tail":
                    break
                end, parts, figure = known, parts + 1, kind == "figure"
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
            if part.base.isascii() or (
                not surname
                and not self._name_part(
                    part, parts, after_title, articles, titled and self._goes_on(end + 1, limit)
                )
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
            articles += part.article
            parts += 1
            end += 1
        return end

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
        if part is None or after is None or part.stop or part.title or not part.nominal:
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
        return after.unknown or after.likely or (after.proper and not after.article)

    def _adverb(self, at: int) -> bool:
        """An indefinite accusative («تعقيبا», «ردا») is no genitive."""
        readings = self.tokens[at].word.analyses
        folded = self.tokens[at].word.folded
        if not readings or not folded.endswith("ا") or readings[0].pos == "adj":
            return False
        return any(a.lemma + "ا" == folded for a in readings)

    def _no_verb(self, at: int) -> bool:
        """Whether a verb's form cannot be one after a name («نوفاك», «دوبوا»): «you», many men."""
        readings = self.tokens[at].word.analyses
        return bool(readings) and all(
            (a.enclitic or "").startswith("2") or (a.pos == "verb" and a.number == "p")
            for a in readings
        )

    def _bases(self, first: int, last: int) -> Iterator[str]:
        for index in range(first, last):
            part = self.forms[index]
            if part is not None:
                yield part.base

    def _name_part(
        self, part: Form, parts: int, after_title: bool, articles: int, titled: bool
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
            if articles or part.stem in _COMMON:
                return False
            nisba = part.stem.endswith(("ي", "يه"))
            return part.unknown or nisba or bool(part.person) or (parts == 1 and part.nominal)
        if part.unknown:
            return len(part.base) > 2
        plain = titled and parts == 0 and part.nominal and not part.base.endswith(("ه", "ا", "ات"))
        return part.likely or (part.proper and (parts > 0 or titled)) or plain


def _drop(written: str, letters: int) -> str:
    """``written`` without its first letters, counting no marks."""
    at = 0
    while letters and at < len(written):
        if written[at].isalpha():
            letters -= 1
        at += 1
    while at and at < len(written) and not written[at].isalnum() and written[at] not in '"«“(':
        at += 1
    return written[at:]
