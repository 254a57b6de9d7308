"""Whose call a noun or participle tells: «دعوة فلان», «دعوته», «الاحتجاجات المطالبة بـ»."""

from __future__ import annotations

from bisect import bisect_left

from extract.agreement import may_be_subject
from extract.attribution import source_of
from extract.attribution.speakers import is_speaker
from extract.clauses import Phrase, is_marker, subject_after
from extract.demands.frames import KINDS_OF_CALL
from extract.demands.subjects import last_speaker, name_of, of_clause, sender
from extract.document import Document, Sentence
from extract.mentions import Mention
from extract.phrases import mention_at, phrase_end
from extract.shapes import Shape, shape
from extract.tables import load_set

_CARRIERS = load_set("demand_carriers")
_OWNING = frozenset({"person", "organisation", "role", "delegation"})
_LEADING = frozenset({"الي", "في", "اجل", "علي"})  # «خلصت إلى دعوة الحكومة إلى …»: she is called
_SUBJECT_NEAR = 8  # tokens of the subject between a verb and «دعوته»
_OWNERS = 32  # mentions before «دعوته» among which its owner is looked for


def caller(document: Document, noun: int, thing: int, sentence: Sentence) -> str | None:
    """Whose call it is: «دعوة فلان إلى», «دعوته إلى», «المطالبة بـ»; None if nobody's."""
    word = document.tokens[noun].word
    form = shape(word)
    described = described_by(document, noun, sentence) if form.stem == "مطالبه" else None
    if described is not None:
        within = document.tokens[described.first : described.last]
        carried = any(shape(t.word).stem in _CARRIERS for t in within)
        return of_clause(document, noun, sentence) if carried else name_of(document, described)
    if form.owned:
        return _owner(document, noun, sentence)
    renewed = document.tokens[noun - 1].kind == "word" and sender(document, noun, sentence, True)
    if renewed:
        return renewed  # «جددت الحركة دعوة المجتمع الدولي إلى»
    issued = _issued_by(document, noun, thing)
    if issued is not None:
        return name_of(document, issued)
    led = noun > sentence.first and document.tokens[noun - 1].word.folded in _LEADING
    if not form.definite and noun + 1 < thing and not (form.preposition or led):
        last = phrase_end(document, noun + 1, thing)
        if is_marker(document, noun + 1):
            return of_clause(document, noun, sentence)  # «مطالبةً بأن»
        if last > noun + 1 and not shape(document.tokens[noun + 1].word).preposition:
            after = document.tokens[noun + 1].word
            how = after.folded in KINDS_OF_CALL or after.folded.endswith("ا")
            form = shape(after)
            how = how or form.only_verb or (form.adjective and not form.definite)
            if not how or mention_at(document, noun + 1):
                return name_of(document, Phrase(noun + 1, last))
    plural = any(a.number == "p" for a in word.analyses)
    if form.preposition or led or (not plural and (form.definite or noun + 1 == thing)):
        return of_clause(document, noun, sentence)
    if not form.definite and (who := sender(document, noun, sentence)):
        return who
    claim = source_of(document, noun)
    return claim.name if claim is not None and claim.kind == "header" else None


def _issued_by(document: Document, noun: int, thing: int) -> Phrase | None:
    """«دعوة وجهها البرلمان إلى», «طلب تقدمت به النيابة لـ», «نداء من أطباء المستشفى لـ»."""
    after = noun + 1
    definite = shape(document.tokens[noun].word).definite
    while after < thing and _describes(shape(document.tokens[after].word), definite):
        after += 1
    word = document.tokens[after].word
    verb = word.analyses[0] if word.analyses else None
    if word.folded == "من":
        last = phrase_end(document, after + 1, thing)
        return Phrase(after + 1, last) if is_speaker(document, after + 1, last) else None
    if verb is None or verb.pos != "verb" or verb.person != "3":
        return None
    resumed = verb.enclitic or document.tokens[after + 1].word.folded in ("به", "بها")
    return subject_after(document, after, thing) if resumed else None


def _describes(word: Shape, definite: bool) -> bool:
    return word.adjective and word.definite == definite


def _owner(document: Document, noun: int, sentence: Sentence) -> str | None:
    """«دعوته»: the party named last before it; after a verb («جدد دعوته») the verb's subject."""
    before = document.tokens[noun - 1].word if noun > sentence.first else None
    if before is not None and before.analyses and before.analyses[0].pos == "verb":
        return of_clause(document, noun, sentence)
    for first in range(noun - 1, max(sentence.first, noun - _SUBJECT_NEAR), -1):
        readings = document.tokens[first - 1].word.analyses
        told = bool(readings) and readings[0].pos == "verb" and readings[0].enclitic is None
        if told and phrase_end(document, first, noun) == noun:
            return name_of(document, Phrase(first, noun))  # «جددت الجمعية دعوتها»
    owner = document.tokens[noun].word.analyses[0].enclitic or ""
    his = {"3ms": True, "3fs": False}.get(owner[:3])
    before_noun = bisect_left(document.mentions, noun, key=_first)
    for mention in reversed(document.mentions[max(0, before_noun - _OWNERS) : before_noun]):
        agrees = his is None or may_be_subject(document, mention.first, not his)
        if mention.last <= noun and mention.kind in _OWNING and agrees:
            return name_of(document, Phrase(mention.first, mention.last))
    return last_speaker(document, noun, sentence)


def described_by(document: Document, cue: int, sentence: Sentence) -> Phrase | None:
    """The noun before a definite participle: «الاحتجاجات المطالبة بـ», «الدول الداعية إلى»."""
    form = shape(document.tokens[cue].word)
    before = shape(document.tokens[cue - 1].word) if cue > sentence.first else None
    if before is None or form.preposition or not (form.definite and before.definite):
        return None
    for first in range(max(sentence.first, cue - 8), cue):
        word = shape(document.tokens[first].word)
        plain = word.nominal and not (word.conjunction or word.adjective)
        if plain and phrase_end(document, first, cue) == cue:
            return Phrase(first, cue)
    return None


def _first(mention: Mention) -> int:
    return mention.first
