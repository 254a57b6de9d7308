"""Whether a word of necessity is somebody's demand, not the writer's or a mere topic."""

from __future__ import annotations

from extract.attribution import speaker_at
from extract.attribution.speech import saying
from extract.clauses import is_marker
from extract.demands.occurrence import Occurrence
from extract.demands.subjects import last_speaker
from extract.document import Token, Word
from extract.shapes import shape

_PAST = frozenset({"كان", "وكان", "كانت", "يزال", "تزال", "زال"})
_RELATIVES = frozenset({"ما", "مما", "الذي", "التي", "الذين", "عما", "بما"})
_TALKS = frozenset({"بحث", "ناقش", "تناول", "استعرض"})
_AGREEING = frozenset({"نص", "اتفق", "توافق", "اجمع", "اوصي", "امن"})
_STRESSES = frozenset({"تاكيد", "تشديد", "تمسك", "دعوه", "مطالبه", "ابلغوا", "موقف"})
_POINTING = frozenset({"اشار", "لفت", "نوه", "تطرق", "ناقش", "بحث"})
_POINTING_OUT = frozenset({"مشير", "لافت", "منوه", "متطرق"})
_EXPECTING = ("يتوقع", "تتوقع", "نتوقع", "اتوقع")
_WORDS_ONLY = frozenset({"تاكيد", "اشاره", "تذكير", "تنويه", "قول", "اعتراف", "انتباه"})
_OWN = frozenset({"اكد", "شدد", "جدد", "كرر", "راي"})
_STEPS = frozenset({"اجراءات", "خطوات", "تدابير", "ترتيبات", "اليات", "سبل", "شروط"})
_REFUSALS = frozenset({"لن", "لا", "ولن", "ولا", "بلن"})
_DEALING = frozenset(  # what is refused until something is done
    {"تفاوض", "مفاوضه", "بدا", "دخل", "قبل", "وافق", "وقع", "شارك", "مشاركه", "حوار", "حاور"}
    | {"هدنه", "اتفاق", "صفقه", "تهدئه", "عاد", "افرج", "سلم", "جلس", "تعامل", "بحث", "امكن"}
)
_REFUSED_NEAR = 16  # tokens from «إلا» back to the refusal
_TOPIC_NEAR = 20  # tokens from a verb of talks to «وضرورة»


def need_counts(found: Occurrence) -> bool:
    """Whether the word of necessity stands as its frame asks, and somebody says it."""
    frame = found.cue.frame
    if found.before in _PAST or found.form.stem.startswith("اولويت"):
        return False  # «كان يجب»; «أولويتنا» is one's own aim
    if frame == "terms" and found.before in ("بشان", "حول") and found.cue_is_beside():
        return False  # «بشأن شروط تنفيذ الاتفاق»
    if frame in ("proviso", "terms", "bound"):
        told = frame != "bound" or (found.is_told and not found.form.definite)
        return told and not found.hides()
    if frame == "modal" and _only_describes(found):
        return False
    if frame == "unless" and not _is_refused(found):
        return False
    if frame == "upon" and not _opens_clause(found):
        return False
    if frame in ("fit", "time", "wanted", "step") and not _is_led(found):
        return False
    if frame in ("noun", "weak") and _is_mere_topic(found):
        return False
    return (frame == "step" and not _is_fit(found)) or _is_said(found)


def _words_before(found: Occurrence) -> list[Token]:
    return [token for token in found.near(4) if token.kind == "word"]


def _is_fit(found: Occurrence) -> bool:
    """«من الضروري», not «الإجراءات الضرورية لـ»."""
    return found.before in ("من", "ومن")


def _is_led(found: Occurrence) -> bool:
    """Whether the words stand before it that its frame asks for."""
    frame, before, definite = found.cue.frame, found.before, found.form.definite
    if frame == "fit":
        return before == "من"
    if frame == "time":
        return before in ("حان", "ان", "وحان", "انه")
    if frame == "wanted":
        return definite or found.is_told
    steps = any(shape(t.word).stem in _STEPS for t in _words_before(found)[-3:])
    near = [a for t in found.near(3) for a in t.word.analyses]
    taken = any(a.pos == "verb" and a.lemma == "اتخذ" for a in near)  # his own steps
    return _is_fit(found) or (definite and steps and not taken)


def _is_said(found: Occurrence) -> bool:
    """Whether somebody says it, or a noun of saying stands before it."""
    if found.is_told:
        return True
    ours = any(a.person == "1" for a in found.document.tokens[found.start.first].word.analyses[:1])
    if found.cue.frame == "modal" and (ours or _is_upon_party(found)):
        return last_speaker(found.document, found.index, found.sentence) is not None
    said = found.document.tokens[found.sentence.first : found.index]
    before = _words_before(found)
    if any(saying(t.word) for t in said) or any(_we_stress(t.word) for t in before):
        return True
    stressed = found.cue.frame in ("noun", "weak") and any(_stresses(t.word) for t in before[-2:])
    return stressed or _is_agreed(found)


def _stresses(word: Word) -> bool:
    lemmas = {a.lemma for a in word.analyses[:1]} | {shape(word).stem}
    return not lemmas.isdisjoint(_STRESSES)


def _we_stress(word: Word) -> bool:
    """«نؤكد على ضرورة»: the writer's own demand."""
    return any(a.pos == "verb" and a.person == "1" and a.lemma in _OWN for a in word.analyses[:2])


def _is_agreed(found: Occurrence) -> bool:
    """«نص القرار على ضرورة», «اتفقا على أهمية»."""
    near = [a for t in found.near(10) for a in t.word.analyses[:2]]
    return found.before == "علي" and any(a.pos == "verb" and a.lemma in _AGREEING for a in near)


def _is_upon_party(found: Occurrence) -> bool:
    """«يتعين على السلطات أن …»: what somebody has to do, in a text that goes on with a speech."""
    after = found.document.tokens[found.index + 1 : found.index + 3]
    return len(after) == 2 and after[0].word.folded == "علي"


def _only_describes(found: Occurrence) -> bool:
    """«مما يجب تناوله», «حقوق يجب احترامها», «عمل يتعين القيام به», «إذا … فيجب»; «يجب التأكيد على»
    only introduces what is said."""
    tokens, index = found.document.tokens, found.index
    after = found.start.first + 1
    idle = after < len(tokens) and tokens[after].word.folded in ("به", "بها")
    if found.thing.stem == "قيام" and idle:
        return True
    named = index + 1 < len(tokens) and tokens[index + 1].word.folded.startswith("علي")
    if found.thing.stem in _WORDS_ONLY and not named:
        return True
    behind_noun = (
        index > 0
        and not found.form.conjunction
        and tokens[index - 1].kind == "word"
        and not is_marker(found.document, index - 1)
    )
    described = found.thing.owned and found.is_alone() and behind_noun
    return found.before in _RELATIVES or described or found.form.conjunction == "ف"


def _is_refused(found: Occurrence) -> bool:
    """«لن نقبل … إلا بـ», «ترفض … إلا بعد», «لا تفاوض قبل»: a refusal by somebody stands before."""
    until = found.word.folded in ("قبل", "حتي", "لا", "ولا", "دون", "بدون")
    for token in reversed(found.near(_REFUSED_NEAR)):
        if token.kind == "break" or token.text in (".", ":"):
            return False
        refusing = any(a.pos == "verb" and a.lemma == "رفض" for a in token.word.analyses[:1])
        if token.word.folded in _REFUSALS or refusing:
            behind = token.index + 1 + refusing
            refused = found.document.tokens[behind : behind + 1]
            readings = [a for t in refused for a in t.word.analyses[:1]]
            expecting = any(t.word.folded.startswith(_EXPECTING) for t in refused)
            if expecting or any(a.person == "3" and a.enclitic for a in readings):
                return False  # «لن يحررهم إلا بـ», «لا يتوقع … إلا بعد»: nobody refuses
            if until or (token.word.folded == "لا" and not _is_nominal(refused)):
                return any(a.lemma in _DEALING for t in refused for a in t.word.analyses)
            return True
    return False


def _is_nominal(tokens: tuple[Token, ...]) -> bool:
    """«لا مفاوضات إلا بـ»."""
    return bool(tokens) and not shape(tokens[0].word).only_verb


def _is_mere_topic(found: Occurrence) -> bool:
    """«بحث الوفد التطورات وضرورة …», «طبيعة وضرورة الانتخابات», «أشار إلى أهمية …»."""
    before = _words_before(found)
    if found.form.conjunction:
        shared = bool(before) and _is_bare(before[-1].word)
        return shared or any(_is_talk(t.word) for t in found.near(_TOPIC_NEAR))
    return found.cue.frame == "weak" and any(_points(t.word) for t in before)


def _points(word: Word) -> bool:
    if shape(word).stem.removesuffix("ه").removesuffix("ا") in _POINTING_OUT:
        return True
    return any(a.lemma in _POINTING and a.pos in ("verb", "noun", "adj") for a in word.analyses)


def _is_bare(word: Word) -> bool:
    """An indefinite noun, which a joined one shares its object with."""
    form = shape(word)
    noun = bool(word.analyses) and word.analyses[0].pos == "noun"
    return noun and not (form.definite or form.preposition or form.adjective)


def _is_talk(word: Word) -> bool:
    """A verb of talks: what follows is what was talked about."""
    return any(a.pos == "verb" and a.lemma in _TALKS and a.person == "3" for a in word.analyses[:2])


def _opens_clause(found: Occurrence) -> bool:
    """«على» at the start of what is said, not the preposition of a verb."""
    if found.form.conjunction or found.word.folded == "وعلي" or found.index == found.sentence.first:
        return True
    before = found.document.tokens[found.index - 1]
    if before.word.folded in ("ممنوع", "محظور", "محرم"):
        return False
    if before.word.folded in ("بل", "لكن", "ولكن", "لذلك", "لذا", "ولذلك"):
        return True
    ours = found.word.folded in ("علينا", "عليكم")
    if ours and not any(a.pos == "verb" for a in before.word.analyses[:1]):
        return True  # «من أجل سلامتكم عليكم إخلاء …»
    marker = is_marker(found.document, found.index - 1)
    claim = speaker_at(found.document, found.index)
    begun = claim is not None and claim.first == found.index
    return begun or marker or before.kind in ("punctuation", "break", "symbol")
