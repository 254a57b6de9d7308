"""Whether a cue with its complement demands here: not denied, of oneself, or nobody's."""

from __future__ import annotations

from extract.attribution import speaker_at
from extract.attribution.speakers import is_speaker
from extract.attribution.speech import saying
from extract.clauses import clause_start, is_marker, skip_times, subject_after, subject_before
from extract.demands.actors import requester
from extract.demands.authors import author
from extract.demands.cues import Cue, cue_of
from extract.demands.starts import Complement
from extract.demands.subjects import last_speaker
from extract.document import Analysis, Document, Sentence, Word
from extract.phrases import mention_around, mention_at, phrase_end
from extract.shapes import shape
from extract.tables import load_set

_NEGATIONS = frozenset({"لا", "لم", "لن", "ما", "دون", "وليس", "ليس", "ولم", "ولن", "ولا"})
_PAST = frozenset({"كان", "وكان", "كانت"})
_RELATIVES = frozenset({"ما", "مما", "الذي", "التي", "الذين", "عما", "بما"})
_PREPOSITIONS = frozenset({"علي", "في", "من", "الي", "عن", "مع", "بعد", "قبل", "بسبب"})
_TOLD = frozenset({"تصريحات", "لتصريحات", "ادعاءات", "مزاعم", "بشان"})
_ACCEPTED = frozenset({"تلبيه", "تلقي", "قبول", "تلقينا", "تلقت", "لبي", "وجه", "وجهت", "بناء"})
_INVITATIONS = load_set("demand_invitations")
_TALKS = frozenset({"بحث", "ناقش", "تناول", "استعرض"})
_EXPECTING = frozenset({"توقع", "امكن", "انتظر", "اعتزم", "نوي", "رجح", "احتمل", "اراد"})
_AGREEING = frozenset({"نص", "اتفق", "توافق", "اجمع", "اوصي"})
_STRESSES = frozenset({"تاكيد", "تشديد", "تمسك", "دعوه", "مطالبه", "ابلغوا", "موقف"})
_POINTING = frozenset({"اشار", "لفت", "نوه", "تطرق", "ناقش", "بحث"})
_WORDS_ONLY = frozenset({"تاكيد", "اشاره", "تذكير", "تنويه", "قول", "اعتراف", "انتباه"})
_OWN_ACTIONS = frozenset({"مواصله", "استمرار", "مضي", "انتهاك", "بقاء", "رفض", "انكار", "تكرار"})
_REFUSALS = frozenset({"لن", "لا", "ولن", "ولا", "بلن"})
_RECEIVING = frozenset({"تسلم", "تلقي", "لبي"})
_HANDING = frozenset({"قدم", "تقدم", "وجه", "رفع"})
_HANDED_NEAR = 14  # tokens from «قدم» to «طلبا»
_DENIED_NEAR = 14  # tokens from «نفى» to a verb under its «أن»
_DEALING = frozenset(  # what is refused until something is done
    {"تفاوض", "مفاوضه", "بدا", "دخل", "قبل", "وافق", "وقع", "شارك", "مشاركه", "حوار", "حاور"}
    | {"هدنه", "اتفاق", "صفقه", "تهدئه", "عاد", "افرج", "سلم", "جلس", "تعامل", "بحث"}
)
_REFUSED_NEAR = 16  # tokens from «إلا» back to the refusal
_OWN = frozenset({"اكد", "شدد", "جدد", "كرر", "راي"})
_STATES = frozenset({"وضع", "اوضاع", "امر", "ظروف", "واقع", "حال", "حاله", "مشهد", "سبب", "اسباب"})
_STEPS = frozenset({"اجراءات", "خطوات", "تدابير", "ترتيبات", "اليات", "سبل", "شروط"})


def counts(document: Document, index: int, cue: Cue, start: Complement, sentence: Sentence) -> bool:
    """Whether the cue is a demand here: not denied, refused, or nobody's."""
    before = document.tokens[index - 1].word.folded if index > sentence.first else ""
    if (
        before in _NEGATIONS
        and cue.frame != "modal"
        and not (cue.frame == "modal" or before == "ما")
    ):
        return document.tokens[index].word.folded in ("بد", "لابد")
    if before in ("لا", "ولا") and document.tokens[index].word.folded not in ("بد", "لابد"):
        return start.first == index - 1 and speaker_at(document, index) is not None
    thing = shape(document.tokens[start.first].word)
    if cue.form == "necessity" and before in _PAST:
        return False
    if cue.frame == "modal" and (
        before in _RELATIVES
        or (thing.owned and _is_alone(document, start) and _describes(document, index))
    ):
        return False  # «مما يجب تناوله» says what something is like
    words = [t.word.folded for t in document.tokens[max(sentence.first, index - 2) : index]]
    if cue.form == "verb" and words in (["دون", "ان"], ["بدون", "ان"]):
        return False
    matter = [t.word.folded for t in document.tokens[max(0, index - 2) : index]] == [
        "الامر",
        "الذي",
    ]
    if cue.form == "verb" and cue.frame == "to" and (matter or before in ("ما", "مما", "بما")):
        return False  # «ما يدعو إلى القلق», «الأمر الذي يدعو إلى …»
    if cue.form == "verb" and before in ("قد", "ربما") and not cue.past:
        return False
    if cue.form == "verb" and before == "ان" and index > sentence.first + 1:
        outer = document.tokens[index - 2].word.analyses[:2]
        if any(a.pos == "verb" and a.lemma in _EXPECTING for a in outer):
            return False  # «يتوقع أن يدعو»
    after = start.first + 1
    idle = thing.stem == "قيام" and document.tokens[after : after + 1]
    if cue.frame == "modal" and idle and idle[0].word.folded in ("به", "بها"):
        return False  # «عمل يتعين القيام به»
    if cue.frame == "modal" and thing.stem in _WORDS_ONLY and not _names_who(document, index):
        return False  # «يجب التأكيد على» only introduces what is said
    if cue.form == "necessity" and shape(document.tokens[index].word).stem.startswith("اولويت"):
        return False  # «أولويتنا»: one's own aim
    own = thing.stem in _OWN_ACTIONS or (thing.owned and _is_alone(document, start))
    if own and _insists(document.tokens[index].word):
        return False  # «يصر على مواصلة القصف»: what he does himself
    if cue.form == "verb" and (before in _PREPOSITIONS or before == "او"):
        return False  # «على تمسك الولايات المتحدة بـ» is a noun
    if cue.frame == "modal" and shape(document.tokens[index].word).conjunction == "ف":
        return False  # «إذا … فيجب»
    if cue.frame == "request":
        wide = document.tokens[max(sentence.first, index - _HANDED_NEAR) : index]
        return any(a.lemma in _HANDING for t in wide for a in t.word.analyses[:1])
    if cue.form == "verb" and _is_denied(document, index, sentence):
        return False
    if cue.form == "noun":
        near = document.tokens[max(sentence.first, index - 4) : index]
        if before == "في" and shape(document.tokens[index - 2].word).stem.startswith("حق"):
            return False  # «لها الحق في مطالبة …»
        if any(t.word.folded in _TOLD for t in near):
            return False
        wide = document.tokens[max(sentence.first, index - 10) : index]
        if any(a.lemma in _RECEIVING for t in wide for a in t.word.analyses[:1] if a.pos == "verb"):
            return False  # «تسلم دعوة لـ»
        plural = any(a.number == "p" for a in document.tokens[index].word.analyses[:1])
        if plural and any(a.lemma == "رفض" for t in wide for a in t.word.analyses[:1]):
            return False  # «رفض دعوات لـ»
        if cue.frame == "to" and (
            not thing.action or any(_is_accepted(t.word) for t in near[-2:])
        ):
            return False
    if cue.frame == "to" and (thing.stem in _INVITATIONS or thing.base in ("هذه", "هذا")):
        return (
            cue.form == "verb"
            and start.joint == "الي"
            and thing.stem in ("تظاهره", "مشاركه", "حضور")
        )
    if cue.frame == "want":
        return cue.person == "1" or any(
            (other := cue_of(t.word)) is not None and other.form == "verb" and other.frame == "bi"
            for t in document.tokens[max(sentence.first, index - 12) : index]
        )
    if cue.frame == "need" and cue.form == "verb" and not (thing.action and cue.person == "1"):
        return False  # «يحتاج إلى …» only tells what somebody lacks
    if cue.form == "verb" and cue.frame == "to" and _is_a_state(document, index, sentence):
        return False
    if cue.frame == "on" and before in ("التي", "الذي"):
        return False
    if document.tokens[index].word.folded in ("امر", "وامر") and cue.form == "verb":
        who = subject_before(document, index, sentence.first)
        who = who or subject_after(document, index, sentence.last)
        return who is not None and is_speaker(document, who.first, who.last)
    if document.tokens[index].word.folded == "نصر":
        return start.first == index + 2 and start.joint == "علي"
    if cue.form == "order":
        mark = document.tokens[index - 1].text if index else ""
        return cue.frame == "certain" or speaker_at(document, index) is not None or mark in '"«“'
    if cue.frame == "ask":
        asks = _is_asking(document, index, sentence) or requester(document, index, start.first)
        return not _hides(document, start) and bool(asks)
    if cue.form == "obliged":
        return author(document, index, sentence) is not None
    if cue.form == "necessity":
        return _necessity_counts(document, index, cue, start, sentence)
    return True


def _is_denied(document: Document, verb: int, sentence: Sentence) -> bool:
    """«نفى أنباء زعمت أن الرئيس طلب …»."""
    near = document.tokens[max(sentence.first, verb - _DENIED_NEAR) : verb]
    denying = next((t.index for t in near if any(_denies(a) for a in t.word.analyses[:1])), None)
    return denying is not None and any(is_marker(document, i) for i in range(denying, verb))


def _denies(analysis: Analysis) -> bool:
    return analysis.pos == "verb" and analysis.lemma == "نفي"


def _is_accepted(word: Word) -> bool:
    """«تلبية دعوة», «قبولها دعوة»."""
    return shape(word).base in _ACCEPTED or any(a.lemma in _ACCEPTED for a in word.analyses[:1])


def _is_a_state(document: Document, verb: int, sentence: Sentence) -> bool:
    """«الوضع يدعو إلى القلق»: nobody calls."""
    if verb and shape(document.tokens[verb - 1].word).stem in _STATES:
        return True
    subject = subject_before(document, verb, sentence.first)
    return subject is not None and shape(document.tokens[subject.first].word).stem in _STATES


def _describes(document: Document, modal: int) -> bool:
    """«حقوق يجب احترامها»: the modal verb stands right behind a noun."""
    if not modal or shape(document.tokens[modal].word).conjunction:
        return False
    before = document.tokens[modal - 1]
    return before.kind == "word" and not is_marker(document, modal - 1)


def _names_who(document: Document, modal: int) -> bool:
    """«يجب على القادة القول …»."""
    after = document.tokens[modal + 1].word.folded if modal + 1 < len(document.tokens) else ""
    return after.startswith("علي")


def _insists(word: Word) -> bool:
    return any(a.lemma in ("اصر", "مصر", "تمسك", "متمسك") for a in word.analyses)


def _is_alone(document: Document, start: Complement) -> bool:
    """Whether the thing is one word («احترامها»)."""
    after = start.first + 1
    return after >= len(document.tokens) or document.tokens[after].kind != "word"


def _is_asking(document: Document, index: int, sentence: Sentence) -> bool:
    """«طلب» as a verb: somebody who asks, or whom he asks, stands behind it."""
    word = document.tokens[index].word
    if word.analyses[0].enclitic is not None:
        return False  # «طلبه»: the thing is a pronoun
    following = document.tokens[index + 1].word.folded if index + 1 < sentence.last else ""
    if following in ("الامر", "الوضع", "ذلك"):
        return False  # «تطلب الأمر …»
    if following in ("منه", "منها", "منهم"):
        return True
    if word.analyses[0].pos == "verb" and shape(word).base != "طلب":
        return True
    before = document.tokens[index - 1] if index > sentence.first else None
    if before is not None and before.kind == "word" and not shape(word).conjunction:
        if _is_verb_before(document, index):
            return False  # «ترفض طلب الرئيس»
        first = before.word.analyses[0].pos if before.word.analyses else "noun"
        if (
            first in ("prep", "noun_num", "part")
            or before.word.folded in ("ان", "بان", "وان")
            or before.word.folded in ("اي", "كل", "هذا", "بناء", "اما")
        ):
            return False
    action = index + 1 < sentence.last and shape(document.tokens[index + 1].word).action
    if action and subject_before(document, index, clause_start(document, index, sentence.first)):
        return True
    after = skip_times(document, index + 1, sentence.last)
    if after >= sentence.last:
        return False
    last = phrase_end(document, after, sentence.last)
    return document.tokens[after].word.folded == "من" or (
        last > after and is_speaker(document, after, last)
    )


def _is_verb_before(document: Document, index: int) -> bool:
    readings = document.tokens[index - 1].word.analyses
    named = mention_around(document, index - 1) or mention_at(document, index - 1)
    return not named and bool(readings) and all(a.pos == "verb" for a in readings)


def _hides(document: Document, start: Complement) -> bool:
    """«طلب عدم الكشف عن هويته» is a source that stays anonymous."""
    words = [t.word.folded for t in document.tokens[start.first : start.first + 5]]
    return words[:2] in (["عدم", "الكشف"], ["عدم", "ذكر"], ["عدم", "نشر"], ["عدم", "الافصاح"])


def _necessity_counts(
    document: Document, index: int, cue: Cue, start: Complement, sentence: Sentence
) -> bool:
    before = [
        t for t in document.tokens[max(sentence.first, index - 4) : index] if t.kind == "word"
    ]
    if cue.frame == "unless" and not _is_refused(document, index, sentence):
        return False
    if cue.frame == "fit" and not (before and before[-1].word.folded == "من"):
        return False
    if cue.frame == "upon" and not _opens_clause(document, index, sentence):
        return False
    if cue.frame == "time" and not (
        before and before[-1].word.folded in ("حان", "ان", "وحان", "انه")
    ):
        return False
    definite = shape(document.tokens[index].word).definite
    if cue.frame == "wanted" and not definite and speaker_at(document, index) is None:
        return False
    if cue.frame == "step":
        if before and before[-1].word.folded in ("من", "ومن"):
            said = any(saying(t.word) for t in document.tokens[sentence.first : index])
            return said or speaker_at(document, index) is not None
        if definite and not any(shape(t.word).stem in _STEPS for t in before[-3:]):
            return False
        if not definite and not (before and before[-1].word.folded == "من"):
            return False
    if cue.frame == "bound" and shape(document.tokens[index].word).definite:
        return False  # «الحركة المرتبطة بتنظيم …»
    if cue.frame in ("proviso", "terms", "bound"):
        return not _hides(document, start)
    joined = cue.frame in ("noun", "weak") and shape(document.tokens[index].word).conjunction
    if joined and before and _is_bare(before[-1].word):
        return False  # «طبيعة وضرورة الانتخابات»
    far = document.tokens[max(sentence.first, index - 20) : index]
    if joined and any(_is_topic(t.word) for t in far):
        return False  # «بحث الوفد التطورات وضرورة …»
    if cue.frame == "weak" and any(
        a.lemma in _POINTING
        for t in before
        for a in t.word.analyses
        if a.pos in ("verb", "noun", "adj")
    ):
        return False
    if speaker_at(document, index) is not None:
        return True
    ours = any(a.person == "1" for a in document.tokens[start.first].word.analyses[:1])
    if cue.frame == "modal" and (ours or _is_upon_party(document, index)):
        return last_speaker(document, index, sentence) is not None
    told = any(saying(t.word) for t in document.tokens[sentence.first : index])
    told = told or _is_agreed(document, index, sentence) or any(_we_stress(t.word) for t in before)
    stressed = any(
        shape(t.word).stem in _STRESSES or any(a.lemma in _STRESSES for a in t.word.analyses[:1])
        for t in before[-2:]
    )
    return told or (cue.frame in ("noun", "weak") and stressed)


def _is_upon_party(document: Document, modal: int) -> bool:
    """«يتعين على السلطات أن …»: what somebody has to do, in a text that goes on with a speech."""
    after = document.tokens[modal + 1 : modal + 3]
    return len(after) == 2 and after[0].word.folded == "علي"


def _is_refused(document: Document, index: int, sentence: Sentence) -> bool:
    """«لن نقبل … إلا بـ», «ترفض … إلا بعد», «لا تفاوض قبل»: a refusal by somebody stands before."""
    until = document.tokens[index].word.folded in ("قبل", "حتي")
    for at in range(index - 1, max(sentence.first, index - _REFUSED_NEAR) - 1, -1):
        token = document.tokens[at]
        if token.kind == "break" or token.text in (".", ":"):
            return False
        refusing = any(a.pos == "verb" and a.lemma == "رفض" for a in token.word.analyses[:1])
        if token.word.folded in _REFUSALS or refusing:
            refused = document.tokens[at + refusing + 1 : at + refusing + 2]
            deal = any(a.lemma in _DEALING for t in refused for a in t.word.analyses)
            return deal or not until
    return False


def _we_stress(word: Word) -> bool:
    """«نؤكد على ضرورة»: the writer's own demand."""
    return any(a.pos == "verb" and a.person == "1" and a.lemma in _OWN for a in word.analyses[:2])


def _is_agreed(document: Document, index: int, sentence: Sentence) -> bool:
    """«نص القرار على ضرورة», «اتفقا على أهمية»."""
    if document.tokens[index - 1].word.folded != "علي":
        return False
    near = document.tokens[max(sentence.first, index - 10) : index]
    return any(a.pos == "verb" and a.lemma in _AGREEING for t in near for a in t.word.analyses[:2])


def _is_bare(word: Word) -> bool:
    """An indefinite noun, which a joined one shares its object with."""
    form = shape(word)
    noun = bool(word.analyses) and word.analyses[0].pos == "noun"
    return noun and not (form.definite or form.preposition or form.adjective)


def _is_topic(word: Word) -> bool:
    """A verb of talks: what follows is what was talked about."""
    return bool(word.analyses) and any(
        a.pos == "verb" and a.lemma in _TALKS and a.person == "3" for a in word.analyses[:2]
    )


def _opens_clause(document: Document, index: int, sentence: Sentence) -> bool:
    """«على» at the start of what is said, not the preposition of a verb."""
    if (
        shape(document.tokens[index].word).conjunction
        or document.tokens[index].word.folded == "وعلي"
    ):
        return True
    if index == sentence.first:
        return True
    before = document.tokens[index - 1]
    if before.word.folded in ("ممنوع", "محظور", "محرم"):
        return False
    ours = document.tokens[index].word.folded in ("علينا", "عليكم")
    if ours and not any(a.pos == "verb" for a in before.word.analyses[:1]):
        return True  # «من أجل سلامتكم عليكم إخلاء …»
    if before.word.folded in ("بل", "لكن", "ولكن", "لذلك", "لذا", "ولذلك"):
        return True
    said = before.kind in ("punctuation", "break", "symbol") or is_marker(document, index - 1)
    claim = speaker_at(document, index)
    return said or (claim is not None and claim.first == index)
