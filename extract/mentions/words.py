"""The words of a text as the grammar of parties reads them: phrases of tables, marks, quotes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from extract.document import Document
from extract.mentions.namesakes import mark_names
from extract.places.gazetteer import longest, names
from extract.wordclass import ORGANISATIONS, PERSONS, STATES, TITLES, Form, form


def _phrases(table: Iterable[str]) -> dict[str, list[tuple[str, ...]]]:
    """The entries of several words by their first, the longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for entry in table:
        if " " in entry:
            found.setdefault(entry.split()[0], []).append(tuple(entry.split()))
    for entries in found.values():
        entries.sort(key=len, reverse=True)
    return found


_PHRASES = {id(table): _phrases(table) for table in (TITLES, ORGANISATIONS, STATES, PERSONS)}
Entry = TypeVar("Entry")

QUOTES = {'"': '"', "«": "»", "“": "”", "”": "“", "„": "“", "'": "'", "‘": "’"}


class Words:
    """The words of one document as the grammar of parties reads them."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.tokens = document.tokens
        self.forms: list[Form | None] = [
            form(token.word) if token.kind == "word" else None for token in document.tokens
        ]
        for at, (token, head) in enumerate(zip(self.tokens, list(self.forms), strict=True)):
            if head is None:
                continue
            if head.enclitic and token.text.endswith("ة"):
                # «مكتبة» is not «his office»
                self.forms[at] = replace(head, enclitic=None, title="", number="", body="")
            if head.title == "role" and token.text.endswith("ه"):
                self._make_owned(at)
            if head.preposition and at:
                self._make_charge(at)
                self._make_definite(at)
        mark_names(self.forms)

    def _make_owned(self, at: int) -> None:
        """«نائبه سمير حماد»: written with «ه», it is «his deputy» and no «نائبة»."""
        head, after = self.forms[at], self.forms[at + 1] if at + 1 < len(self.forms) else None
        if head is None or head.enclitic or head.article or after is None or after.conjunction:
            return
        if head.stem[:-1] in TITLES and (after.person or after.unknown or after.title == "rank"):
            self.forms[at] = replace(head, enclitic="3ms_poss", stem=head.stem[:-1])

    def _make_charge(self, at: int) -> None:
        """«القائم بأعمال السفارة»: one head, whose complement follows."""
        head, charge = self.forms[at - 1], self.forms[at]
        if self.tokens[at].word.folded != "باعمال" or head is None or charge is None:
            return
        if head.stem not in ("قايم", "قايمه"):
            return
        self.forms[at - 1] = replace(
            head, title="role", number="s", article=False, verb=False, opens=True
        )
        self.forms[at] = replace(charge, preposition="", stem="اعمال", base="اعمال", nominal=True)

    def _make_definite(self, at: int) -> None:
        """«للجنة المركزية»: «لـ» and «اللجنة», where a definite adjective follows."""
        word = self.forms[at]
        after = self.forms[at + 1] if at + 1 < len(self.forms) else None
        if word is None or after is None or word.preposition != "ل" or word.base[:1] != "ل":
            return
        if not self.tokens[at].word.folded.endswith("ل" + word.base):
            return
        if after.article and after.adjective and not after.conjunction:
            self.forms[at] = replace(word, base="ال" + word.base, article=True)

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
            return "ال" + _drop(written, letters + (not head.stem.startswith("ل")))
        return _drop(written, letters)

    def _alef(self, index: int, letters: int) -> bool:
        """Whether the written word has the alef of the article after its clitics (لالجيش)."""
        return self.tokens[index].word.folded[letters : letters + 1] == "ا"

    def phrase(self, index: int, table: dict[str, tuple[str, ...]] | dict[str, str]) -> int:
        """The end of the longest entry of several or one words that begins at ``index``, or 0."""
        head = self.forms[index]
        if head is None:
            return 0
        entries = _PHRASES[id(table)]
        found = entries.get(head.base, ())
        if head.article:
            found = (*found, *entries.get(head.stem, ()))
        for words in found:
            if self._follows(index, words):
                return index + len(words)
        return index + 1 if head.base in table else 0

    def entry(self, first: int, last: int, table: dict[str, Entry]) -> Entry:
        """What ``table`` says of the phrase that `phrase` found, with or without its article."""
        head = self.forms[first]
        bases = list(self._bases(first, last))
        written = [token.word.folded for token in self.tokens[first + 1 : last]]
        openings = (bases[0], head.stem if head is not None else "")
        keys = (" ".join([opening, *rest]) for rest in (bases[1:], written) for opening in openings)
        return table[next(key for key in keys if key in table)]

    def place(self, index: int) -> int:
        """The end of the name of a known place that begins at ``index`` («دير الزور»), or 0. A
        name of people too («حسن») must have several words."""
        head = self.forms[index]
        size = longest().get(head.base, 0) if head is not None else 0
        if head is None or not size:
            return 0
        bases: list[str] = []
        found = 0
        for end in range(index, min(index + size, len(self.tokens))):
            word = self.forms[end]
            if word is None or (end > index and (word.conjunction or word.preposition)):
                break
            bases.append(word.base)
            place = names().get(" ".join(bases))
            if place is not None and not place.common and not (end == index and head.person):
                found = end + 1
        return found

    def _follows(self, index: int, words: tuple[str, ...]) -> bool:
        if index + len(words) > len(self.tokens):
            return False
        for offset in range(1, len(words)):
            after = self.forms[index + offset]
            if after is None:
                return False
            written = self.tokens[index + offset].word.folded == words[offset]  # «لغوث وتشغيل»
            if not written and (after.base != words[offset] or after.preposition):
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
        closing = QUOTES.get(opening) or (")" if opening == "(" else None)
        if closing is None:
            return 0
        for end in range(index + 1, min(limit, index + 6)):
            if self.tokens[end].text == closing:
                return end + 1 if end > index + 1 else 0
            if self.tokens[end].kind == "break":
                return 0
        return 0

    def _bases(self, first: int, last: int) -> Iterator[str]:
        for index in range(first, last):
            part = self.forms[index]
            if part is not None:
                yield part.base


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
