"""Whether a cue with its complement demands here: not denied, of oneself, or nobody's."""

from __future__ import annotations

from extract.attribution.speakers import is_speaker
from extract.clauses import is_marker, subject_after, subject_before
from extract.demands.actors import requester
from extract.demands.authors import author
from extract.demands.cues import cue_of
from extract.demands.needs import need_counts
from extract.demands.occurrence import Occurrence
from extract.demands.requests import handed_in, is_request
from extract.document import Token, Word
from extract.phrases import mention_around
from extract.shapes import shape
from extract.tables import load_set

_NEGATIONS = frozenset({"لا", "لم", "لن", "ما", "دون", "وليس", "ليس", "ولم", "ولن", "ولا"})
_PREPOSITIONS = frozenset({"علي", "في", "من", "الي", "عن", "مع", "بعد", "قبل", "بسبب", "او"})
_TOLD = frozenset({"تصريحات", "لتصريحات", "ادعاءات", "مزاعم", "بشان"})
_ACCEPTED = frozenset({"تلبيه", "تلقي", "قبول", "تلقينا", "تلقت", "لبي", "لبت", "بناء"})
_RECEIVING = frozenset({"تسلم", "تلقي", "لبي"})
_HARMS = load_set("harm_nouns")
_SCHOOLS = frozenset({"كليه", "جامعه", "مدرسه", "معهد", "ثانويه"})
_INVITATIONS = load_set("demand_invitations")
# to these one may call («دعا إلى مظاهرة»)
_CROWDED = frozenset({"تظاهره", "مظاهره", "مسيره", "وقفه", "مشاركه", "حضور"})
_URGENT = frozenset({"عاجل", "طاري", "فوري", "استثنايي"})
_EXPECTING = frozenset({"توقع", "امكن", "انتظر", "اعتزم", "نوي", "رجح", "احتمل", "اراد"})
_EXPECTED = frozenset({"متوقع", "مرجح", "منتظر", "محتمل", "ممكن", "مقرر", "مرتقب"})
_OWN_ACTIONS = frozenset({"مواصله", "استمرار", "مضي", "انتهاك", "بقاء", "رفض", "انكار", "تكرار"})
_STATES = frozenset({"وضع", "اوضاع", "امر", "ظروف", "واقع", "حال", "حاله", "مشهد", "سبب", "اسباب"})
_DENIED_NEAR = 14  # tokens from «نفى» to a verb under its «أن»
_WANTED_NEAR = 12  # tokens from «تطالب» to «وتريد»


def counts(found: Occurrence) -> bool:
    """Whether the cue is a demand here: not denied, refused, or nobody's."""
    cue, before = found.cue, found.before
    if found.form.base in ("بد", "لابد") and before in _NEGATIONS:
        return need_counts(found)
    if cue.frame == "modal" and before in ("لا", "ولا"):
        return found.start.first == found.index - 1 and found.is_told
    if before in _NEGATIONS and cue.frame != "modal":
        return False
    own = found.thing.stem in _OWN_ACTIONS or (found.thing.owned and found.is_alone())
    if own and _insists(found.word):
        return False  # «يصر على مواصلة القصف»: what he does himself
    if cue.form == "verb":
        return _verb_counts(found)
    if cue.form == "noun":
        return _noun_counts(found)
    if cue.form == "necessity":
        return need_counts(found)
    if cue.form == "order":
        mark = found.document.tokens[found.index - 1].text if found.index else ""
        return cue.frame == "certain" or found.is_told or mark in '"«“'
    if cue.form == "obliged":
        return author(found.document, found.index, found.sentence) is not None
    if cue.frame == "ask":  # «طالبا من الدول التدخل», not «35 طالبا»
        asked = found.document.tokens[found.index + 1].word.folded == "من"
        return found.thing.action and not found.hides() and (asked or found.cue_is_beside())
    return cue.frame != "to" or not _invites(found)


def _verb_counts(found: Occurrence) -> bool:
    cue, before = found.cue, found.before
    asked = before != "علي" and requester(found.document, found.index, found.start.first)
    if before in _PREPOSITIONS and not (cue.frame == "ask" and asked):
        return False
    if before in ("قد", "ربما") and not cue.past:
        return False  # «على تمسك الولايات المتحدة بـ» is a noun
    if _is_expected(found) or _is_denied(found):
        return False
    if cue.frame in ("ask", "bare", "plea") and found.hides():
        return False
    if found.word.analyses[0].lemma == "هتف" and not found.thing.action:
        return False  # «هتفوا بشعارات»
    if cue.frame == "to":
        return not (_calls_nobody(found) or _invites(found))
    if cue.frame == "want":
        return cue.person == "1" or any(_demands(t) for t in found.near(_WANTED_NEAR))
    if cue.frame == "need":
        return found.thing.action and cue.person == "1"  # «يحتاج إلى» tells what is lacked
    if cue.frame == "on" and before in ("التي", "الذي"):
        return False
    if found.word.folded == "طالب" and _is_student(found):
        return False
    if found.word.folded in ("امر", "وامر"):
        who = subject_before(found.document, found.index, found.sentence.first)
        who = who or subject_after(found.document, found.index, found.sentence.last)
        return who is not None and is_speaker(found.document, who.first, who.last)
    if found.word.folded == "نصر":
        return found.start.first == found.index + 2 and found.start.joint == "علي"
    return is_request(found) if cue.frame == "ask" else True


def _is_student(found: Occurrence) -> bool:
    """«مصرع طالب بحادث», «أصيب طالب بكسور», «طالب في كلية الهندسة»."""
    after = [t.word for t in found.document.tokens[found.index + 1 : found.index + 3]]
    if len(after) == 2 and shape(after[1]).stem in _SCHOOLS:
        return after[0].folded == "في" or shape(after[0]).preposition == "ب"
    near = found.near(1)
    if not near or near[0].kind != "word" or mention_around(found.document, near[0].index):
        return False
    before = shape(near[0].word)
    passive = before.only_verb and near[0].word.folded not in ("قد", "كان")
    return passive or before.stem in _HARMS


def _noun_counts(found: Occurrence) -> bool:
    """Whether a call or demand is made, not received, refused, or a mere right."""
    if found.cue.frame == "request":
        return handed_in(found)
    near, wide = found.near(4), found.near(10)
    if found.before in ("بمثابه", "خلفيه"):
        return False  # «كان بمثابة دعوة لـ», «أوقفوا على خلفية دعوة لـ»
    right = found.before == "في" and len(near) > 1 and shape(near[-2].word).stem.startswith("حق")
    if right or any(t.word.folded in _TOLD for t in near):
        return False  # «لها الحق في مطالبة …»
    if any(_has(t, _RECEIVING) and _is_verb(t) for t in wide):
        return False  # «تسلم دعوة لـ»
    plural = any(a.number == "p" for a in found.word.analyses[:1])
    if plural and any(_has(t, frozenset({"رفض"})) for t in wide):
        return False  # «رفض دعوات لـ»
    if found.cue.frame == "ask":
        return is_request(found)
    if found.cue.frame != "to":
        return True
    accepted = any(shape(t.word).base in _ACCEPTED or _has(t, _ACCEPTED) for t in near[-2:])
    return found.thing.action and not accepted and not _invites(found)


def _has(token: Token, lemmas: frozenset[str]) -> bool:
    return any(a.lemma in lemmas for a in token.word.analyses[:1])


def _is_verb(token: Token) -> bool:
    return token.word.analyses[0].pos == "verb"


def _demands(token: Token) -> bool:
    cue = cue_of(token.word)
    return cue is not None and cue.form == "verb" and cue.frame == "bi"


def _invites(found: Occurrence) -> bool:
    """«دعا إلى مأدبة»; a call to demonstrate is a demand."""
    if found.thing.stem not in _INVITATIONS and found.thing.base not in ("هذه", "هذا"):
        return False
    after = found.document.tokens[min(found.start.first + 1, found.sentence.last - 1)].word
    if shape(after).stem.removesuffix("ه") in _URGENT and found.cue.form != "noun":
        return False  # «دعا إلى اجتماع طارئ»
    called = found.cue.form == "verb" and found.start.joint == "الي"
    return not (called and found.thing.stem in _CROWDED)


def _calls_nobody(found: Occurrence) -> bool:
    """«ما يدعو إلى القلق», «الأمر الذي يدعو إلى …», «الوضع يدعو إلى …»."""
    matter = [t.word.folded for t in found.near(2)] == ["الامر", "الذي"]
    if matter or found.before in ("ما", "مما", "بما"):
        return True
    relative = found.before in ("التي", "الذي")
    near = found.near(1 + relative)
    if near and shape(near[0].word).stem.removesuffix("ا") in _STATES:
        return True  # «الأسباب التي دعت فلانا إلى»
    subject = subject_before(found.document, found.index, found.sentence.first)
    head = found.document.tokens[subject.first].word if subject is not None else None
    return head is not None and shape(head).stem in _STATES


def _is_expected(found: Occurrence) -> bool:
    """«يتوقع أن يدعو», «دون أن يطالب»."""
    near = found.near(2)
    if found.before != "ان" or len(near) < 2:
        return False
    outer = near[0].word
    if shape(outer).stem in _EXPECTED:
        return True  # «من المتوقع أن يدعو»
    expecting = any(a.pos == "verb" and a.lemma in _EXPECTING for a in outer.analyses[:2])
    return expecting or outer.folded in ("دون", "بدون")


def _is_denied(found: Occurrence) -> bool:
    """«نفى أنباء زعمت أن الرئيس طلب …», «اتهم المعارضة بأنها تدعو إلى …»."""
    near = found.near(_DENIED_NEAR)
    denying = next((t.index for t in near if _denies(t.word)), None)
    return denying is not None and any(
        is_marker(found.document, index) for index in range(denying, found.index)
    )


def _denies(word: Word) -> bool:
    """«نفى», «اتهم»; of the latter the dictionary lacks forms."""
    accusing = word.folded.removeprefix("و").startswith(("اتهم", "يتهم", "تتهم"))
    return accusing or any(a.pos == "verb" and a.lemma == "نفي" for a in word.analyses[:1])


def _insists(word: Word) -> bool:
    return any(a.lemma in ("اصر", "مصر", "تمسك", "متمسك") for a in word.analyses)
