"""Of whom something is demanded: the phrase between the cue and the demanded thing."""

from __future__ import annotations

from extract.attribution.speakers import is_speaker, speaker
from extract.clauses import (
    Phrase,
    clause_start,
    is_plural,
    skip_times,
    subject_after,
    subject_before,
)
from extract.demands.cues import Cue
from extract.demands.obliged import who_is_obliged
from extract.demands.starts import Complement
from extract.demands.subjects import name_of
from extract.document import Document
from extract.phrases import closing_mark, mention_at, phrase_end
from extract.shapes import shape
from extract.tables import load_set

_ADDRESSEES = load_set("demand_addressees")
_JOINTS = frozenset({"الي", "علي", "من", "اجل", "ان", "بان", "ب", "ل"})


def addressee_of(
    document: Document, cue: int, found: Cue, start: Complement, actor: str | None
) -> str | None:
    """The shortest identification of whom the demand is addressed to, where the text says so; a
    phrase behind the verb that does not name the ``actor`` is the verb's object."""
    limit = start.first
    if found.form == "obliged":
        obliged = who_is_obliged(document, cue, max(0, cue - 30))
        return name_of(document, obliged) if obliged is not None else None
    if found.form == "necessity":
        return _who_must(document, cue, found, limit)
    if found.form not in ("verb", "participle") or limit <= cue + 1:
        return None
    if found.frame in ("ask", "press"):
        for index in range(cue + 1, limit):
            if document.tokens[index].word.folded == ("من" if found.frame == "ask" else "علي"):
                return _named(document, index + 1, limit)
        return None
    first = skip_times(document, cue + 1, limit)
    subject = None
    if found.form == "verb" and found.person == "3" and not is_plural(document, cue):
        subject = subject_after(document, cue, limit)
        if subject_before(document, cue, clause_start(document, cue, max(0, cue - 30))):
            subject = None
    if subject is not None:
        after = skip_times(document, subject.last, limit)
        second = _named(document, after, limit)
        third = skip_times(document, phrase_end(document, after, limit), limit)
        if after < third < limit:  # «المتحدث فلان مستشار الرئيس، اليوم، العرب إلى»: an apposition
            second = _named(document, third, limit) or second
        mine = actor is None or name_of(document, subject) == actor
        if second is not None or (mine and not _is_object(document, subject)):
            return second
    return _named(document, first, limit)


def _who_must(document: Document, cue: int, found: Cue, limit: int) -> str | None:
    """«على فلان أن», «يجب على فلان»."""
    for index in range(cue, min(cue + 2, limit)):
        if document.tokens[index].word.folded in ("علي", "وعلي") and found.frame in (
            "upon",
            "modal",
        ):
            return _named(document, index + 1, limit)
    return None


def _is_object(document: Document, phrase: Phrase) -> bool:
    """Whether the only phrase behind the verb is its object («ودعا المجتمع الدولي إلى»)."""
    word = document.tokens[phrase.first].word
    two = " ".join(t.word.folded for t in document.tokens[phrase.first : phrase.first + 2])
    typical = {word.folded, shape(word).base, two} & _ADDRESSEES
    return bool(typical) or word.folded.endswith("ين")


def _is_adverb(document: Document, index: int) -> bool:
    """«حديثا», «مؤخرا»: an indefinite accusative by itself."""
    word = document.tokens[index].word
    named = mention_at(document, index) is not None
    return word.folded.endswith("ا") and not shape(word).definite and not named


def _named(document: Document, first: int, limit: int) -> str | None:
    """The phrase from ``first`` if it reaches up to the demanded thing."""
    while first < limit and document.tokens[first].kind == "punctuation":
        close = closing_mark(document, first, limit)
        if close is not None:  # a name in quotation marks
            return speaker(document, first + 1, close).name if close > first + 1 else None
        first += 1
    last = phrase_end(document, first, limit) if first < limit else first
    adverb = last == first + 1 and _is_adverb(document, first)
    if (
        last == first
        or adverb
        or (shape(document.tokens[first].word).action and not is_speaker(document, first, last))
    ):
        return None
    rest = [t for t in document.tokens[last:limit] if t.kind == "word"]
    if len(rest) > 8 and not any(t.word.folded in _JOINTS for t in rest):
        return None
    return speaker(document, first, last).name
