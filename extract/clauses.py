"""Who does what: the subject of a verb, wherever Arabic puts it.

A subject stands after its verb («طالبت الفصائل»), before it («الفصائل تطالب»), or not at all: then
it is that of the clause before («قال الوزير … وأضاف …»).
"""

from __future__ import annotations

from dataclasses import dataclass

from extract.agreement import feminine_verb, may_be_subject
from extract.attribution.speakers import is_speaker
from extract.clause_edges import (
    clause_start,
    is_marker,
    past_relative,
    quoted,
    skip_times,
    with_apposition,
)
from extract.document import Document
from extract.phrases import (
    clitics_at,
    closing_mark,
    mention_around,
    mention_at,
    mention_kind,
    phrase_end,
)
from extract.shapes import shape
from extract.tables import load_set

__all__ = [
    "Phrase",
    "clause_start",
    "described",
    "is_marker",
    "is_plural",
    "main_subject",
    "quoted",
    "skip_times",
    "subject_after",
    "subject_before",
]

_TIMES = load_set("phrase_times")
_ROLES = load_set("role_heads")
_QUOTES = frozenset('"«“”')
_RELATIVES = frozenset({"الذي", "التي", "الذين", "ما", "ان"})
_AMBIGUOUS = frozenset(
    {"طالب", "طلب", "ذكر", "كشف", "نقل", "حث", "تظاهر", "تجمع", "كلف"}
)
_PROTESTS = frozenset(
    {"مظاهره", "مظاهرات", "تظاهره", "تظاهرات", "مسيره", "مسيرات", "وقفه", "احتجاجات", "اعتصام"}
)
_QUANTITIES = frozenset({"عدد", "عددا", "عشرات", "مئات", "اهالي", "ذوي", "جمهور", "وفد", "فريق"})
_PUBLISHED = frozenset(
    {"بيان", "تصريح", "تصريحات", "رساله", "مقابله", "تقرير", "منشور", "كلمه", "خطاب", "تسجيل"}
)
_PREPOSITIONS = frozenset({"ضمن", "عبر", "خلال", "وسط", "ضد", "حول", "وضمن"})  # verbs elsewhere
_AUXILIARIES = frozenset({"قد", "كان", "كانت", "كانوا"})  # «الوفد كان قد طالب»
_LEADING_AUXILIARIES = frozenset({"كان", "كانت", "وكان", "وكانت"})  # «وكانت روسيا حذرت»


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: tokens ``first`` (inclusive) to ``last`` (exclusive)."""

    first: int
    last: int


def subject_after(document: Document, verb: int, limit: int) -> Phrase | None:
    """The subject behind its verb, with a name in apposition: «المتحدث، خالد …، إن»."""
    first = skip_times(document, verb + 1, limit)
    while first < limit and _is_resumed(document, first):
        first += 1
    if first >= limit:
        return None
    if any(clitics_at(document, first)):
        return None
    last = phrase_end(document, first, limit)
    if document.tokens[first].word.folded == "علي" and last == first + 1:
        return None  # «وشدد علي ضرورة», without the dots' difference
    return Phrase(first, with_apposition(document, last, limit)) if last > first else None


def _is_resumed(document: Document, index: int) -> bool:
    """«فيه», «بها»: a preposition with its pronoun, between a verb and its subject."""
    readings = document.tokens[index].word.analyses
    if not readings:
        return False
    written = document.tokens[index].word.folded
    first = readings[0].pos == "prep" and readings[0].enclitic is not None
    return first or written in ("لي", "لنا")


def subject_before(document: Document, verb: int, start: int) -> Phrase | None:
    """The subject in front of its verb, at the start of the clause («الفصائل تطالب»)."""
    if shape(document.tokens[verb].word).conjunction:
        return None
    first = clause_start(document, verb, start)
    first = skip_times(document, first, verb)
    while first < verb - 1 and document.tokens[first].word.folded in _LEADING_AUXILIARIES:
        first += 1
    while verb - 1 > first and document.tokens[verb - 1].word.folded in _AUXILIARIES:
        verb -= 1
    while first < verb and _is_opening(document, first, verb):
        first += 1
    if first >= verb or clitics_at(document, first)[1]:
        return None
    if not _is_verb(document, first):
        last = with_apposition(document, phrase_end(document, first, verb), verb)
        if last > first and not _verb_between(document, past_relative(document, last, verb), verb):
            if last < verb and not _names(document, first):
                first, last = _nearest_conjunct(document, Phrase(first, last), verb)
            return _last_conjunct(document, Phrase(first, last), verb)
    return None


def _is_opening(document: Document, index: int, verb: int) -> bool:
    """A bullet, or a quotation mark that is not closed before the verb."""
    token = document.tokens[index]
    if token.kind == "symbol":
        return True
    return token.text in _QUOTES and closing_mark(document, index, verb, verb) is None


def _names(document: Document, first: int) -> bool:
    head = shape(document.tokens[first].word)
    named = mention_at(document, first) is not None
    return named or head.definite or head.stem in _ROLES


def _nearest_conjunct(document: Document, phrase: Phrase, verb: int) -> tuple[int, int]:
    """In «7 قتلى في البلدة والحركة تدعو …» the party right before the verb."""
    for index in range(verb - 1, max(phrase.last - 1, verb - 8), -1):
        word = shape(document.tokens[index].word)
        party = word.conjunction == "و" and (word.definite or mention_at(document, index))
        if party and phrase_end(document, index, verb) == verb:
            return index, verb
    return phrase.first, phrase.last


def _last_conjunct(document: Document, phrase: Phrase, verb: int) -> Phrase:
    """In a headline «عشرات القتلى بغزة وإسرائيل تعلن …» only the party right before the verb."""
    if phrase.last != verb:
        return phrase
    head = shape(document.tokens[phrase.first].word)
    if not head.action and _names(document, phrase.first):
        return phrase
    for index in range(phrase.last - 1, phrase.first, -1):
        word = shape(document.tokens[index].word)
        if word.conjunction and (word.definite or mention_at(document, index)):
            return Phrase(index, phrase.last)
    return phrase


def main_subject(
    document: Document, index: int, start: int, feminine: bool | None = None
) -> tuple[int, Phrase] | None:
    """The verb nearest before ``index`` with somebody as its subject, and that subject. A relative
    clause does not count; a sentence without a verb has its first phrase. Where ``feminine`` is
    given, the subject must be able to have that gender."""
    for verb in range(index - 1, start - 1, -1):
        token = document.tokens[verb]
        if token.kind != "word" or not _is_verb(document, verb):
            continue
        if verb > start and document.tokens[verb - 1].word.folded in _RELATIVES:
            continue
        if _publishes(document, verb, start) or _is_of_name(document, verb):
            continue
        before = subject_before(document, verb, start)
        if before is None and _is_present(document, verb):
            before = described(document, verb, start)
        if (
            before is not None
            and (
                is_speaker(document, before.first, before.last)
                or document.tokens[before.first].word.folded.startswith("ال")
            )
            and (feminine is None or may_be_subject(document, before.first, feminine))
        ):
            return verb, before
        after = None if is_plural(document, verb) else subject_after(document, verb, index)
        gender = feminine_verb(token.word)
        gender = feminine if gender is None else gender
        if (
            after is not None
            and is_speaker(document, after.first, after.last)
            and (gender is None or may_be_subject(document, after.first, gender))
            and not _is_accusative(document, after.first)
            and (feminine is None or gender is None or gender == feminine)
        ):
            return verb, after
    first = start
    while first < index and document.tokens[first].kind in ("symbol", "punctuation"):
        first += 1
    if first < index and not clitics_at(document, first)[1]:
        last = phrase_end(document, first, index)
        if last > first and is_speaker(document, first, last):
            return first, Phrase(first, last)
    return None


def _is_of_name(document: Document, verb: int) -> bool:
    """«الوزير سامر …»: a name that is spelled like a verb."""
    around = mention_around(document, verb)
    return around is not None and around.kind == "person"


def _publishes(document: Document, verb: int, start: int) -> bool:
    """«في بيان نشرته الوكالة»: a clause that tells who passed a paper on, not who speaks in it."""
    readings = document.tokens[verb].word.analyses
    if not readings or readings[0].enclitic is None:
        return False
    paper = verb - 2 if document.tokens[verb - 1].text in ("،", ",") else verb - 1
    return paper >= start and document.tokens[paper].word.folded in _PUBLISHED


def _is_accusative(document: Document, index: int) -> bool:
    """«أبلغ المتظاهرين»: a definite sound plural in «ين» is the object."""
    word = document.tokens[index].word
    named = mention_kind(document, index) in ("person", "organisation", "state")
    return word.folded.endswith("ين") and shape(word).definite and not named


def is_plural(document: Document, verb: int) -> bool:
    """A plural verb stands behind its subject, or has none beside it."""
    analyses = [a for a in document.tokens[verb].word.analyses if a.pos == "verb"]
    return bool(analyses) and all(a.number == "p" for a in analyses)


def _is_present(document: Document, verb: int) -> bool:
    return any(a.pos == "verb" and a.aspect == "i" for a in document.tokens[verb].word.analyses)


def _is_verb(document: Document, index: int) -> bool:
    word = document.tokens[index].word
    if not word.analyses or word.folded in _PREPOSITIONS or mention_at(document, index):
        return False
    if word.folded in _QUANTITIES:
        return False  # «عددا من النواب»
    return word.analyses[0].pos == "verb" or shape(word).base in _AMBIGUOUS


def _verb_between(document: Document, first: int, last: int) -> bool:
    return any(shape(document.tokens[index].word).only_verb for index in range(first, last))


def described(document: Document, verb: int, first: int) -> Phrase | None:
    """The noun that the verb describes («مظاهرات تطالب», «الفصائل التي تطالب»)."""
    end = verb
    plural = is_plural(document, verb)
    relative = document.tokens[end - 1].word.folded in ("التي", "الذي", "الذين")
    if relative:
        end -= 1
    if relative and end > first and document.tokens[end - 1].text in ("،", ","):
        end -= 1
    for start in range(max(first, end - 8), end):
        word = shape(document.tokens[start].word)
        if document.tokens[start].kind == "word" and not word.only_verb:
            if word.stem in _TIMES or word.base in _TIMES:
                continue
            if word.adjective and _describes_before(document, start):
                continue  # «في إعلانه الجديد يطالب»
            body = word.stem in _PROTESTS or word.stem in _ROLES or mention_at(document, start)
            if word.action and start + 1 < end and not body:
                continue  # «تطبيق القرار الذي يدعو»
            if plural and not _is_many(document, start, end):
                continue
            if phrase_end(document, start, end) == end:
                return Phrase(_conjunct(document, start, end), end)
    return None


def _describes_before(document: Document, index: int) -> bool:
    """Whether an adjective belongs to the noun before it."""
    before = document.tokens[index - 1] if index else None
    if before is None or mention_at(document, index) is not None:
        return False
    return before.text in _QUOTES or (before.kind == "word" and shape(before.word).nominal)


def _is_many(document: Document, first: int, last: int) -> bool:
    """Whether the phrase may be of several: a plural or unknown head, or a coordination."""
    readings = document.tokens[first].word.analyses
    single = bool(readings) and all(a.number == "s" and a.pos == "noun" for a in readings)
    joined = any(shape(t.word).conjunction for t in document.tokens[first + 1 : last])
    quantity = shape(document.tokens[first].word).stem in _QUANTITIES
    return joined or quantity or not single


def _conjunct(document: Document, first: int, last: int) -> int:
    """In «وفاة شاب والعائلات تطالب» the demand is of the last conjunct."""
    for index in range(first + 1, last):
        word = shape(document.tokens[index].word)
        if word.conjunction and (word.definite or mention_at(document, index)):
            return index
    return first
