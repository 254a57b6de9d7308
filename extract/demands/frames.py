"""The complement that the frame of a cue asks for, at one place: «إلى …», «بـ…», a bare action."""

from __future__ import annotations

from extract.attribution.speakers import is_speaker
from extract.clauses import is_marker
from extract.demands.cues import NO_CUE, cue_of
from extract.demands.one_form import ONE_FORM
from extract.demands.slot import LEADING_IN, Slot
from extract.demands.starts import Complement, clause_after, past_quotes
from extract.document import Document, Word
from extract.phrases import mention_at, mention_kind, phrase_end
from extract.places.gazetteer import names
from extract.shapes import shape
from extract.tables import load_set

_CIRCUMSTANCES = load_set("demand_circumstances")
_MANNERS = frozenset({"وجه", "راس", "حد", "سبيل", "حساب"})
_PLACES = frozenset(
    {"مقاطعه", "مدينه", "محافظه", "ولايه", "قريه", "بلديه", "منطقه", "حي", "مخيم", "بلده", "ساحه"}
    | {"شارع", "ميدان", "قضاء", "ناحيه", "مديريه", "العاصمه"}
)
_WIDEST = frozenset({"اوسع", "اكبر", "اعلي", "اقصي", "مزيد"})
_NO_MANNER = frozenset({"حسب", "جميع", "كل", "كافه"})  # «أهابت بالجميع توخي الحذر»
KINDS_OF_CALL = frozenset({"استغاثه", "اغاثه"})  # «نداء استغاثة لـ»
_GOVERNING = frozenset({"متعلق", "خاص", "معني", "مرتبط", "مرفق", "منوط"})


def complement_at(
    document: Document, index: int, cue: int, frame: str, limit: int, noun: bool
) -> Complement | None:
    """A complement of the frame that begins at ``index``."""
    token = document.tokens[index]
    word, after = shape(token.word), past_quotes(document, index + 1, limit)
    if word.conjunction or (after < limit and document.tokens[after].kind == "break"):
        return None
    slot = Slot(document, index, cue, frame, limit, noun, word, token.word.folded, after)
    if frame in ONE_FORM:
        return ONE_FORM[frame](slot)
    if slot.folded == "الي":
        return _to(slot)
    if slot.folded == "علي":
        return _upon(slot)
    if word.preposition == "ب" or slot.folded == "ب":
        return _with(slot)
    if word.preposition == "ل" or slot.folded == "ل":
        return _for(slot)
    return _bare(slot)


def _to(slot: Slot) -> Complement | None:
    """«دعا إلى …»; «حث الجميع إلى …», where nothing better follows."""
    if slot.frame not in ("to", "plea"):
        strange = slot.frame in ("bi", "on") and slot.leads_to_action and not slot.noun
        return slot.behind("الي") if strange else None
    if slot.after < slot.limit and is_marker(slot.document, slot.after):
        return clause_after(slot.document, slot.after, slot.limit)  # «دعا إلى أن تعلن …»
    if slot.after >= slot.limit or _is_somebody(slot.document, slot.after):
        return None
    thing = shape(slot.document.tokens[slot.after].word)
    if slot.noun and not thing.action:
        return None  # «دعوة إلى الدول لإعادة …»: whom, then what
    return slot.behind("الي")


def _upon(slot: Slot) -> Complement | None:
    """«حث على …»; the clause of «على أن» is looked at by itself."""
    if slot.frame not in ("on", "plea") or slot.after >= slot.limit or slot.index > slot.cue + 20:
        return None
    if slot.frame == "on" and is_marker(slot.document, slot.after):
        return None
    manner = shape(slot.document.tokens[slot.after].word).stem in _MANNERS
    return None if manner else slot.behind("علي")  # «على وجه الخصوص»


def _with(slot: Slot) -> Complement | None:
    """«طالب بـ…»."""
    if slot.word.preposition != "ب":
        return slot.behind("ب") if slot.frame in ("bi", "plea", "to") else None
    governed = _is_governed(slot.document, slot.index) and not slot.word.action
    if slot.noun and slot.frame == "bi" and governed:
        return None  # «التوصيات المتعلقة بـ»
    nothing = slot.folded in ("بصرف", "بغض") and slot.after < slot.limit
    if nothing and slot.document.tokens[slot.after].word.folded == "النظر":
        return None  # «بصرف النظر عن»
    if slot.frame == "to" and not slot.noun:
        led = slot.word.action or slot.word.stem in LEADING_IN
        return slot.here("ب") if led else None  # «دعا … بتشكيل», where nothing better follows
    if slot.frame in ("bi", "plea"):
        return None if _is_manner(slot) or _is_place(slot) else slot.here("ب")
    return slot.here("ب") if slot.frame == "ask" and slot.word.action else None


def _is_manner(slot: Slot) -> bool:
    how = slot.word.stem in _CIRCUMSTANCES and not slot.word.action
    return how and (slot.word.stem in _NO_MANNER or not slot.leads_to_action)


def _is_place(slot: Slot) -> bool:
    kind = mention_kind(slot.document, slot.index)
    named = shape(slot.document.tokens[min(slot.after, slot.limit - 1)].word)
    region = slot.word.stem in _PLACES and (named.definite or named.name)
    place = kind in ("state", "organisation") or slot.word.base in names() or region
    return place and not slot.word.action


def _for(slot: Slot) -> Complement | None:
    """«دعا لـ…», «مطالبات لـ…»."""
    if slot.word.preposition != "ل":
        return slot.behind("ل") if slot.frame in ("plea", "to") else None
    cue = slot.document.tokens[slot.cue].word
    several = slot.noun and slot.frame == "bi" and slot.word.action
    if several and _is_plural(slot.document, slot.cue) and cue.analyses[0].lemma != "توصيه":
        return slot.here("ل")  # «مطالبات داخل الحزب لتغيير …»
    called = cue_of(slot.document.tokens[slot.index].word) or NO_CUE
    plain = slot.word.action and called.frame in ("", "press", "aim")  # not «للمطالبة بـ»
    if slot.frame in ("to", "plea") and plain:
        return slot.here("ل")
    if slot.frame == "to" and not slot.noun:
        wide = _is_called_for(slot.document, slot.index, slot.limit)
        return slot.here("ل") if wide else None
    return _behind_subject(slot)


def _behind_subject(slot: Slot) -> Complement | None:
    """«طالب النواب النظر في …»."""
    apart = slot.frame == "bi" and slot.index > slot.cue + 1 and slot.word.action
    return slot.here("") if apart and _is_behind(slot.document, slot.cue, slot.index) else None


def _bare(slot: Slot) -> Complement | None:
    """«طلب وقف …», «ناشد الوزارة توفير …»."""
    if slot.frame == "bi":
        return _behind_subject(slot)
    if slot.frame not in ("ask", "plea", "bare"):
        return None
    cue = shape(slot.document.tokens[slot.cue].word)
    if slot.noun and slot.frame == "plea" and cue.preposition:
        return None
    if _is_bare_action(slot):
        return slot.here("")
    object_too = slot.frame in ("ask", "bare")
    found = object_too and _is_object(slot.document, slot.index, slot.cue, slot.limit)
    return slot.here("") if found else None


def _is_bare_action(slot: Slot) -> bool:
    token, beside = slot.document.tokens[slot.index], slot.index == slot.cue + 1
    calls = cue_of(token.word)
    if not slot.leads_in:
        called = calls is not None and calls.form in ("noun", "participle")
        kind = beside and slot.word.stem in KINDS_OF_CALL
        if not slot.word.action or _is_rather_verb(token.word) or called or kind:
            return False
    before = shape(slot.document.tokens[slot.index - 1].word)
    if before.only_verb and not beside:
        return False  # «كل من يستطيع تقديم العون»
    aside = beside and slot.after < slot.limit
    aside = aside and slot.document.tokens[slot.after].text in ("،", ",")
    aim = before.action and before.preposition == "ل"
    return slot.frame != "bare" or not (aim or aside)  # «يشترط الاقتراح، بحسب …، تحرك»


def _is_somebody(document: Document, index: int) -> bool:
    """«دعا إلى روسيا», not «إلى تحالف إقليمي»."""
    mention = mention_at(document, index)
    if mention is None or mention.kind not in ("state", "organisation"):
        return False
    last = shape(document.tokens[mention.last - 1].word)
    return mention.kind == "state" or last.definite or last.name


def _is_called_for(document: Document, index: int, limit: int) -> bool:
    """«تدعو لهدنة شاملة», «لأوسع مشاركة»: an indefinite thing that an adjective describes."""
    word = shape(document.tokens[index].word)
    if word.preposition != "ل" or word.definite or not word.nominal or index + 1 >= limit:
        return False
    after = shape(document.tokens[index + 1].word)
    described = after.adjective and not (after.definite or after.conjunction or after.preposition)
    superlative = word.base in _WIDEST and after.nominal
    somebody = mention_kind(document, index) in ("person", "state", "role", "group")
    return (described or superlative) and not somebody


def _is_governed(document: Document, index: int) -> bool:
    """Whether «ب» belongs to «المتعلقة», «الخاصة» before it."""
    return shape(document.tokens[index - 1].word).stem.removesuffix("ه") in _GOVERNING


def _is_behind(document: Document, cue: int, index: int) -> bool:
    """«طالب النواب في بيان الحكومة النظر في …»: right behind the subject, «في بيان» and perhaps
    whom they ask."""
    last = phrase_end(document, cue + 1, index)
    if last + 1 < index and document.tokens[last].word.folded == "في":
        last = max(last, phrase_end(document, last + 1, index))
        if last < index and document.tokens[last].word.folded in ("له", "لها", "لهم"):
            last += 1
    addressed = last < index and (
        shape(document.tokens[last].word).definite or mention_at(document, last) is not None
    )
    if cue + 1 < last and addressed:
        last = phrase_end(document, last, index)
    return last == index


def _is_plural(document: Document, index: int) -> bool:
    return any(a.number == "p" for a in document.tokens[index].word.analyses[:1])


def _is_rather_verb(word: Word) -> bool:
    """«كارثة تهدد …»: a form of four letters in «ت» that is read as a verb first."""
    form = shape(word)
    first = word.analyses[0].pos if word.analyses else ""
    return first == "verb" and len(form.stem) == 4 and form.stem.startswith("ت")


def _is_object(document: Document, index: int, verb: int, limit: int) -> bool:
    """An indefinite noun right behind the subject: «طلب الوزراء إجابات»."""
    word = shape(document.tokens[index].word)
    readings = document.tokens[index].word.analyses[:1]
    unknown = not readings and word.stem.endswith("ا") and not word.definite
    subject = mention_at(document, verb + 1)
    if unknown and subject is not None and subject.last == index:
        return True  # «اشترطت الحركة هدوءا»
    plain = any(a.pos == "noun" for a in readings)
    if not plain or word.definite or word.preposition or word.name:
        return False
    if document.tokens[index].kind != "word" or document.tokens[index - 1].kind != "word":
        return False
    if index == verb + 1:
        end = phrase_end(document, index, limit)
        return not word.adjective and not is_speaker(document, index, end)
    last = phrase_end(document, verb + 1, index)
    return last == index > verb + 1 and is_speaker(document, verb + 1, last)
