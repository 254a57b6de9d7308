"""«المجتمع الدولي مطالب بـ…»: a predicate that tells somebody what he has to do."""

from __future__ import annotations

from extract.clauses import Phrase, subject_before
from extract.demands.cues import Cue
from extract.document import Document, Sentence
from extract.phrases import clitics_at
from extract.tables import load_map, load_set

_OBLIGED = load_map("demand_obliged")
_YOU = frozenset({"انتم", "وانتم", "انت", "نحن", "انكم"})
_TIMES = load_set("phrase_times")


def as_obliged(document: Document, index: int, cue: Cue, sentence: Sentence) -> Cue | None:
    """The cue as such a predicate: right behind its subject, its complement right behind it."""
    folded = document.tokens[index].word.folded
    if folded not in _OBLIGED or index + 2 >= sentence.last:
        return None
    frame = _OBLIGED[folded][0]
    after = index + 1 + (document.tokens[index + 1].word.folded in _TIMES | {"مجددا", "ايضا"})
    joint = clitics_at(document, after)[1] if after < sentence.last else ""
    if joint != ("ب" if frame == "bi" else "ل") and document.tokens[after].word.folded != "الي":
        return None
    you = index > sentence.first and document.tokens[index - 1].word.folded in _YOU
    obliged = you or who_is_obliged(document, index, sentence.first)
    return Cue("obliged", frame) if obliged else None


def who_is_obliged(document: Document, index: int, start: int) -> Phrase | None:
    """The subject that ends right before the predicate."""
    subject = subject_before(document, index, start)
    return subject if subject is not None and subject.last == index else None
