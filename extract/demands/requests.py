"""Whether «طلب» asks here: as a verb, or as a request that somebody makes or hands in."""

from __future__ import annotations

from extract.attribution.speakers import is_speaker
from extract.clauses import clause_start, skip_times, subject_before
from extract.demands.actors import requester
from extract.demands.occurrence import Occurrence
from extract.phrases import mention_around, mention_at, phrase_end

_HANDING = frozenset({"قدم", "تقدم", "وجه", "رفع"})
_HANDED_NEAR = 14  # tokens from «قدم» to «طلبا»
_NOUN_AFTER = frozenset({"ان", "بان", "وان", "اي", "كل", "هذا", "بناء", "اما"})
_NOT_VERBAL = frozenset({"prep", "noun_num", "part"})


def handed_in(found: Occurrence) -> bool:
    """«قدم النواب طلبا لـ»."""
    near = found.near(_HANDED_NEAR)
    return any(a.lemma in _HANDING for t in near for a in t.word.analyses[:1])


def is_request(found: Occurrence) -> bool:
    """Whether somebody asks for the thing; «طلب عدم ذكر اسمه» does not count."""
    asked = requester(found.document, found.index, found.start.first)
    return not found.hides() and (asked is not None or _is_asking(found))


def _is_asking(found: Occurrence) -> bool:
    """«طلب» as a verb: somebody who asks, or whom he asks, stands behind it."""
    tokens, index, last = found.document.tokens, found.index, found.sentence.last
    word = found.word
    if word.analyses[0].enclitic is not None:
        return False  # «طلبه»: the thing is a pronoun
    following = tokens[index + 1].word.folded if index + 1 < last else ""
    if following in ("الامر", "الوضع", "ذلك"):
        return False  # «تطلب الأمر …»
    if following in ("منه", "منها", "منهم"):
        return True
    if word.analyses[0].pos == "verb" and found.form.base != "طلب":
        return True
    if _is_noun_here(found):
        return False
    action = index + 1 < last and found.start.first == index + 1
    start = clause_start(found.document, index, found.sentence.first)
    parted = found.near(1) and found.near(1)[0].kind == "punctuation"
    if action and (subject_before(found.document, index, start) or parted):
        return True  # «حدد القاضي موعدا، وطلب رفع …»
    after = skip_times(found.document, index + 1, last)
    if after >= last:
        return False
    end = phrase_end(found.document, after, last)
    named = end > after and is_speaker(found.document, after, end)
    asked = after if tokens[after].word.folded == "من" else end
    return named or (asked < last and tokens[asked].word.folded == "من")


def _is_noun_here(found: Occurrence) -> bool:
    """«ترفض طلب الرئيس», «بناء على طلب …»: behind a verb or preposition it is the noun."""
    near = found.near(1)
    if not near or near[0].kind != "word" or found.form.conjunction:
        return False
    word = near[0].word
    named = mention_around(found.document, near[0].index) or mention_at(
        found.document, near[0].index
    )
    governed = bool(word.analyses) and all(a.pos == "verb" for a in word.analyses)
    first = word.analyses[0].pos if word.analyses else "noun"
    return (governed and not named) or first in _NOT_VERBAL or word.folded in _NOUN_AFTER
