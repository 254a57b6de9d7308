"""The source before a colon: «عاجل | وزارة الصحة: …», «رويترز عن مصدر أمني: …»."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extract.attribution.speakers import is_speaker
from extract.attribution.speech import saying
from extract.document import Document, Sentence, Word
from extract.phrases import clitics_at, mention_end, mention_kind, phrase_end
from extract.places import mention_at as place_at
from extract.shapes import shape
from extract.tables import load_set
from extract.wordclass import form

_LABELS = load_set("speech_labels")
_ROLES = load_set("role_heads")
_OUTLETS = load_set("speech_outlets")
_PREFIXES = frozenset({"عاجل", "محدث", "تحديث", "متابعه", "خاص", "هام", "مهم"})
_DEMANDING = frozenset({"علي", "يجب", "ينبغي", "لابد", "لا", "لن", "لم"})
_LISTENING = frozenset({"مراسل", "مراسله", "صحفيين", "صحافيين", "وسايل"})
_TELLING = frozenset({"مصدر", "مصادر", "شهود", "شاهد", "مسوول", "مسوولون"})
_ASKING = frozenset({"طلب", "طلبت", "رفض", "رفضت", "فضل", "فضلت", "اشترط", "اشترطت"})
_LONGEST_NAME = 4  # words
_LONGEST_HEADER = 22  # tokens before the colon
_BREAKS = ("..", "...", "…", "|", "؛")


@dataclass(frozen=True, slots=True)
class Header:
    """The source in tokens ``first`` to ``last`` (exclusive), and the colon behind it."""

    first: int
    last: int
    colon: int


def header_of(document: Document, sentence: Sentence) -> Header | None:
    """The header that the sentence begins with, past «عاجل |», bullets and numbers."""
    return _HeaderReader(document).read(sentence)


def inner_headers(document: Document, sentence: Sentence) -> Iterator[Header]:
    """Headers in the midst of a sentence: «غارة على سيارة والصحة اللبنانية: شهيد»."""
    return _HeaderReader(document).inside(sentence)


def _is_ours(word: Word) -> bool:
    """«نرفض», «قواتنا»: the first person."""
    first = word.analyses[0] if word.analyses else None
    if first is None:
        return False
    return (first.pos == "verb" and first.person == "1") or bool(
        first.enclitic and first.enclitic.startswith("1")
    )


def _is_outlet(word: Word) -> bool:
    named = shape(word)
    return named.base in _OUTLETS or named.stem in _OUTLETS


def without_listener(document: Document, first: int, last: int) -> int:
    """«مصدر لرويترز», «شهود لمراسل الوكالة»: to whom he speaks is no part of who speaks."""
    body = mention_end(document, first)  # «الهيئة العامة للإذاعة»
    for index in range(first + 1, last):
        if document.tokens[index].kind != "word":
            continue
        if document.tokens[index].word.folded == "عن" and index >= body:
            return index  # «أعلنت الكتائب عن قنص جندي»
        if document.tokens[index].word.folded in _ASKING:
            return index  # «مسؤول طلب عدم كشف اسمه»
        word = form(document.tokens[index].word)
        outlet = index >= body and _is_outlet(document.tokens[index].word)
        listening = word.person or outlet or shape(document.tokens[index].word).stem in _LISTENING
        if word.preposition == "ل" and listening:
            return index
        if outlet and index > first + 1 and shape(document.tokens[first].word).stem in _TELLING:
            return index  # «أفادت مصادر محلية وكالة كذا»
    return last


class _HeaderReader:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.tokens = document.tokens

    def read(self, sentence: Sentence) -> Header | None:
        limit = min(sentence.last, sentence.first + _LONGEST_HEADER)
        colon = next((i for i in range(sentence.first, limit) if self._is_colon(i)), None)
        if colon is None:
            return None
        first = self._after_label(sentence.first, colon)
        about = self._told_by(first, colon)
        if about is not None:
            first = about
        last = short = phrase_end(self.document, first, colon)
        outlet = _is_outlet(self.tokens[first].word)
        if outlet or shape(self.tokens[first].word).stem in _ROLES:
            last = self._name_to(last, colon, outlet)
        while last < colon and self.tokens[last].text in ("،", ",", "-"):
            name = phrase_end(self.document, last + 1, colon)
            if name == last + 1 or self._only_labels(last + 1, colon):
                break
            last = name
        last = without_listener(self.document, first, last)
        if last == first or not self._is_header(first, short, last, colon):
            return None
        if self._is_topic(first, last, colon, sentence):
            return None
        return Header(first, last, colon)

    def inside(self, sentence: Sentence) -> Iterator[Header]:
        """The phrases that end at a colon, behind a mark or joined with «و»."""
        start = sentence.first
        for colon in range(sentence.first, sentence.last):
            if self.tokens[colon].text != ":" or not self._is_colon(colon):
                continue
            header = self._before(colon, max(start, colon - _LONGEST_HEADER))
            if header is not None and not self._is_topic(header.first, colon, colon, sentence):
                yield header
            start = colon + 1

    def _before(self, colon: int, start: int) -> Header | None:
        for first in range(colon - 1, start, -1):
            broken = self.tokens[first - 1].text in _BREAKS
            joined = clitics_at(self.document, first) == ("و", "") and self._is_named(first)
            if not broken and not joined:
                continue
            whole = phrase_end(self.document, first, colon) == colon
            if whole and is_speaker(self.document, first, colon):
                labelled = shape(self.tokens[first].word).base in _LABELS
                return None if labelled else Header(first, colon, colon)
            if broken:
                break
        return None

    def _is_named(self, index: int) -> bool:
        return shape(self.tokens[index].word).definite or bool(mention_kind(self.document, index))

    def _is_topic(self, first: int, last: int, colon: int, sentence: Sentence) -> bool:
        """«لبنان: مقتل 3»: a place by itself is what the headline is about; it speaks only in the
        first person, in quotation marks, or when something must be done. So does a given name."""
        if not self._is_place(first, last) and not self._is_given(first, last):
            return False
        said = self.tokens[colon + 1 : min(sentence.last, colon + 12)]
        if any(t.text in '"«“' or t.word.folded in _DEMANDING for t in said[:3]):
            return False
        return not any(_is_ours(token.word) for token in said)

    def _is_place(self, first: int, last: int) -> bool:
        if last == first + 1 and mention_kind(self.document, first) == "state":
            return True
        if shape(self.tokens[first].word).stem in _ROLES:
            return False  # «بلدية غزة»
        place = place_at(self.document, first, last)
        return place is not None and place.place is not None and place.last == last

    def _is_given(self, first: int, last: int) -> bool:
        """A given name alone tells nobody who it is."""
        return last == first + 1 and form(self.tokens[first].word).person == "given"

    def _name_to(self, last: int, colon: int, outlet: bool) -> int:
        """Up to the colon if only a name stands there («الأسير المحرر يائير هورن:»); that of an
        outlet may have any words («قناة كان العبرية:»)."""
        for index in range(last, colon):
            word = shape(self.tokens[index].word)
            if word.preposition == "ب" and mention_kind(self.document, index + 1) == "person":
                continue  # «رئيس القسم بصور فلان:»
            if self.tokens[index].kind != "word" or word.preposition:
                return last
            if word.definite and not outlet:
                return last
            verb = saying(self.tokens[index].word) and not self.tokens[index].word.folded.endswith(
                "ا"
            )
            if (verb and not outlet) or word.base in ("في", "من", "عن", "علي", "ان", "ل", "ب"):
                return last
        return colon if colon - last <= _LONGEST_NAME else last

    def _is_colon(self, index: int) -> bool:
        if self.tokens[index].text != ":":
            return False
        around = [self.tokens[i].kind for i in (index - 1, index + 1) if 0 <= i < len(self.tokens)]
        return around != ["number", "number"]

    def _after_label(self, first: int, colon: int) -> int:
        """Past «عاجل |», bullets and numbers of items."""
        index = first
        if mention_kind(self.document, first) in ("person", "role"):
            return first  # «فلان – الصحيفة:» is the man's
        for at in range(first, min(colon, first + 6)):
            token = self.tokens[at]
            mark = token.kind in ("symbol", "break") or token.text[0] in "|-–—•*/"
            mark = mark or (token.text == ")" and self.tokens[at - 1].word.folded in _PREFIXES)
            label = at == index and token.word.folded in _PREFIXES and at + 1 < colon
            if label or (mark and not self._only_labels(at + 1, colon)):
                index = at + 1
        while index < colon and self.tokens[index].kind != "word":
            if (
                self.tokens[index].text in ('"', "«", "“", "(")
                or self.tokens[index].kind == "number"
            ):
                break
            index += 1
        return index

    def _only_labels(self, first: int, colon: int) -> bool:
        """«الهلال الأحمر - تحديث:»."""
        words = [t for t in self.tokens[first:colon] if t.kind == "word"]
        return bool(words) and all(shape(t.word).base in _LABELS for t in words)

    def _told_by(self, first: int, colon: int) -> int | None:
        """«رويترز عن مصدر أمني: …»: the source is behind «عن»."""
        paper = shape(self.tokens[first].word).stem in ("بيان", "توضيح", "تصريح", "نداء")
        for index in range(first + 1, min(first + 8, colon - 1)):
            folded = self.tokens[index].word.folded
            if folded == "عن" or (paper and folded == "من"):
                return index + 1
            if paper and clitics_at(self.document, index)[1] == "ل":
                return index
        return None

    def _is_header(self, first: int, short: int, last: int, colon: int) -> bool:
        word = shape(self.tokens[first].word)
        if word.base in _LABELS or word.stem in _LABELS or clitics_at(self.document, first)[1]:
            return False
        if any(self._is_telling(self.tokens[i].word) for i in range(last, colon)):
            return False
        arabic = any("ء" <= letter <= "ي" for letter in word.base)
        return colon - last <= 6 and (
            is_speaker(self.document, first, last)
            or (word.name and arabic and short - first <= 4)
            or (short + 1 < last and is_speaker(self.document, short + 1, last))
        )

    def _is_telling(self, word: Word) -> bool:
        """A verb of saying, or any other in the present: then the colon is no header's."""
        present = any(a.pos == "verb" and a.aspect == "i" for a in word.analyses)
        return bool(saying(word)) or (present and shape(word).only_verb)
