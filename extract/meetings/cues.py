"""The words of a text that tell of meetings: verbs with their tense, nouns with their mode."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from extract.document import Analysis, Document, Sentence, Word
from extract.tables import load_map

Tense = Literal["past", "present", "future", ""]

CUES: dict[tuple[str, str], tuple[str, ...]] = {}
for _part in ("verbs", "nouns"):
    for _lemma, _columns in load_map(f"meeting_{_part}").items():
        CUES[_lemma, _part[:-1]] = _columns


# Read as «و» and a verb, though a rare noun is written so.
_RATHER_VERBS = frozenset({"وضم", "وضمت"})
# Forms of a verb that the dictionary lacks: lemma, kind, mode and tense.
_CALLED = ("هاتف", "call", "call")
_MET = ("اجتمع", "meet", "in_person")  # «القادة العرب المجتمعون في جدة»
_DONE = ("تم", "occur", "-")
_MISSING: dict[str, tuple[tuple[str, str, str], Tense]] = {
    "هاتف": (_CALLED, "past"), "هاتفت": (_CALLED, "past"), "يهاتف": (_CALLED, "present"),
    "تهاتف": (_CALLED, "present"), "سيهاتف": (_CALLED, "future"),
    "سيتم": (_DONE, "future"), "ستتم": (_DONE, "future"),
    "المجتمعون": (_MET, ""), "المجتمعين": (_MET, ""), "المجتمعه": (_MET, ""),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cue:
    """A word of the tables ``meeting_verbs`` and ``meeting_nouns`` in one of its readings.

    ``tense`` is empty for nouns; ``owned`` tells that a pronoun is attached («لقائه», «يلتقيه»),
    ``ours`` one of the first person («مفاوضاتنا»), ``theirs`` one for several («لقائهما»);
    ``person`` and ``number`` are those of a verb's subject, ``passive`` its voice.
    """

    part: str
    kind: str
    mode: str
    lemma: str
    tense: Tense
    person: str
    number: str
    owned: bool
    ours: bool
    theirs: bool
    passive: bool
    definite: bool
    preposition: bool


@lru_cache(maxsize=1 << 15)
def cue(word: Word) -> Cue | None:
    """The cue that a word is, if any."""
    missing = _MISSING.get(word.folded.removeprefix("و"))
    if missing is not None:
        (lemma, kind, mode), tense = missing
        return Cue(
            "verb", kind, mode, lemma, tense, "3", "s", False, False, False, False, False, False
        )
    for analysis in word.analyses:
        entry = CUES.get((analysis.lemma, analysis.pos))
        if entry is None or analysis.aspect == "c" or analysis.person == "2":
            continue
        if _feminine(word, analysis) or _hollow(word, analysis):
            continue
        if analysis.pos == "verb" and (
            len(analysis.proclitics) > _clitics(word) or _rather_noun(word)
        ) and word.folded not in _RATHER_VERBS:
            continue
        return _made(entry, analysis)
    return _dual(word) if not word.analyses else None


def _dual(word: Word) -> Cue | None:
    """«اتصالين», «اجتماعان»: the dual of a noun, which the dictionary lacks."""
    written = word.folded.removeprefix("و")
    stem = written.removeprefix("ال").removesuffix("ين").removesuffix("ان")
    entry = CUES.get((stem, "noun"))
    if entry is None or len(written.removeprefix("ال")) != len(stem) + 2:
        return None
    article = ("Al_det",) if written.startswith("ال") else ()
    return _made(entry, Analysis(stem, stem, "noun", "d", "m", "na", "na", "na", article, None))


def _clitics(word: Word) -> int:
    """How many clitics the likeliest readings have: «وزارة» is no «و» and a verb."""
    return min(len(a.proclitics) for a in word.analyses)


def _feminine(word: Word, analysis: Analysis) -> bool:
    """Whether a final «ة», folded like «ه», is read as a pronoun («اجتماعية»)."""
    if analysis.enclitic is None or not word.folded.endswith("ه"):
        return False
    if analysis.pos == "verb" and analysis is word.analyses[0]:
        return False  # «عقده» is a verb before it is «عقدة»
    return any(a.enclitic is None and a.pos != "verb" for a in word.analyses)


def _hollow(word: Word, analysis: Analysis) -> bool:
    """«سيزر» is no future of «زار», which keeps its long vowel («سيزور»): mostly a surname."""
    future = any("fut" in clitic for clitic in analysis.proclitics)
    lemma = analysis.lemma
    short = future and len(lemma) == 3 and lemma[1] == "ا"
    return short and analysis.number == "s" and word.folded[-2:-1] not in ("و", "ي", "ا")


def _rather_noun(word: Word) -> bool:
    """Whether a form with an article or a preposition before it cannot be a verb."""
    first = word.analyses[0]
    return first.pos == "noun" and any(
        clitic in ("Al_det", "bi_prep", "li_prep") for clitic in first.proclitics
    )


def _made(entry: tuple[str, ...], analysis: Analysis) -> Cue:
    tense: Tense = ""
    if analysis.pos == "verb":
        future = any("fut" in clitic for clitic in analysis.proclitics)
        tense = "future" if future else "past" if analysis.aspect == "p" else "present"
    return Cue(
        part=analysis.pos,
        kind="hold" if analysis.lemma == "جري" and tense in ("present", "future") else entry[0],
        mode=entry[1],
        lemma=analysis.lemma,
        tense=tense,
        person=analysis.person,
        number=analysis.number,
        owned=analysis.enclitic is not None,
        ours=(analysis.enclitic or "").startswith("1") and analysis.pos == "noun",
        theirs=(analysis.enclitic or "").startswith(("3d", "3mp", "3p")) and analysis.pos == "noun",
        passive=analysis.voice == "p",
        definite="Al_det" in analysis.proclitics,
        preposition=any("prep" in clitic for clitic in analysis.proclitics),
    )


def cues(document: Document, sentence: Sentence) -> Iterator[tuple[int, Cue]]:
    """The cues of a sentence with the tokens at which they stand."""
    for index in range(sentence.first, sentence.last):
        token = document.tokens[index]
        if token.kind == "word":
            found = cue(token.word)
            if found is not None and not _search(document, index, sentence, found):
                yield index, found


def _search(document: Document, index: int, sentence: Sentence, found: Cue) -> bool:
    """«بحث عن», «بحثا عن»: looking for something; «نناقشه»: a thing talked about now and then."""
    if found.kind != "discuss":
        return False
    after = document.tokens[index + 1].word.folded if index + 1 < sentence.last else ""
    if found.owned and found.tense == "present":
        return True
    adverb = document.tokens[index].word.folded == "بحثا" and after[:1] in ("و", "ف", "ب", "")
    return after == "عن" or adverb
