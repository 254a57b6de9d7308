"""The complement that the frame of a cue asks for, at one place: «إلى …», «بـ…», a bare action."""

from __future__ import annotations

from extract.attribution.speakers import is_speaker
from extract.clauses import is_marker
from extract.demands.cues import NO_CUE, cue_of
from extract.demands.starts import Complement, clause_after, is_action, past_quotes
from extract.document import Document, Word
from extract.phrases import mention_at, mention_kind, phrase_end
from extract.places.gazetteer import names
from extract.shapes import shape
from extract.tables import load_set

_CIRCUMSTANCES = load_set("demand_circumstances")
_LEAVING = frozenset({"اخلاء", "مغادره", "نزوح", "رحيل", "انتقال"})
_NEAR = 14  # tokens from a noun to its complement
_OWN_STANDS = frozenset(
    {"رفض", "دعم", "وقوف", "استعداد", "التزام", "حرص", "تمسك", "اهتمام", "اعتزاز", "تقدير", "تضامن"}
    | {"ثبات", "صمود", "وجود", "بقاء", "استمرار", "مواصله", "وحده", "مضي", "ادانه", "انفتاح"}
)
_LEADING_IN = frozenset({"سرعه", "ضروره", "وجوب"})
_MANNERS = frozenset({"وجه", "راس", "حد", "سبيل", "حساب"})
_ASIDE = frozenset({"في", "خلال", "امام", "لدي", "عقب", "بعد", "ايضا", "امس", "اليوم"})
_PLACES = frozenset(
    {"مقاطعه", "مدينه", "محافظه", "ولايه", "قريه", "بلديه", "منطقه", "حي", "مخيم", "بلده", "ساحه"}
    | {"شارع", "ميدان", "قضاء", "ناحيه", "مديريه", "العاصمه"}
)
_WIDEST = frozenset({"اوسع", "اكبر", "اعلي", "اقصي", "مزيد"})
_NO_MANNER = frozenset({"حسب", "جميع", "كل", "كافه"})  # «أهابت بالجميع توخي الحذر»
_KINDS_OF_CALL = frozenset({"استغاثه", "اغاثه"})  # «نداء استغاثة لـ»
_GOVERNING = frozenset({"متعلق", "خاص", "معني", "مرتبط", "مرفق", "منوط"})


def complement_at(
    document: Document, index: int, cue: int, frame: str, limit: int, noun: bool
) -> Complement | None:
    """A complement of the frame that begins at ``index``."""
    token = document.tokens[index]
    word = shape(token.word)
    folded = token.word.folded
    after = past_quotes(document, index + 1, limit)
    if word.conjunction or (after < limit and document.tokens[after].kind == "break"):
        return None
    if folded == "الي" and after < limit and frame in ("to", "plea") and is_marker(document, after):
        return clause_after(document, after, limit)  # «دعا إلى أن تعلن …»
    if frame in ("to", "plea") and folded == "الي":
        if noun and after < limit and not shape(document.tokens[after].word).action:
            return None  # «دعوة إلى الدول لإعادة …»: whom, then what
        away = after < limit and _is_somebody(document, after)
        return Complement(after, False, "الي") if after < limit and not away else None
    if frame in ("bi", "on") and folded == "الي" and is_action(document, after, limit) and not noun:
        return Complement(after, False, "الي")  # «حث الجميع إلى …», where nothing better follows
    if frame == "stress":
        beside = _follows(document, cue, index)
        return _stressed(document, index, after, limit) if beside else None
    if frame == "on" and folded == "علي" and after < limit and is_marker(document, after):
        return None  # the clause is looked at by itself
    if folded == "علي" and after < limit and shape(document.tokens[after].word).stem in _MANNERS:
        return None  # «على وجه الخصوص»
    if frame in ("on", "plea") and folded == "علي":
        return Complement(after, False, "علي") if after < limit and index <= cue + 20 else None
    if frame in ("hold", "order") and word.preposition == "ب" and index <= cue + 12:
        if frame == "order" and word.owned:
            return None  # «وجه الشعب بصموده رسالة»
        near = frame == "order" or _first_with_bi(document, cue, index)
        good = word.action or (word.stem in _LEADING_IN and is_action(document, after, limit))
        return Complement(index, False, "ب") if good and near else None
    if frame == "want" and word.action and not word.preposition and index == cue + 1:
        return Complement(index, False, "")
    if frame == "leave" and index <= cue + (4 if noun else _NEAR) and _leaves(token.word):
        where = shape(document.tokens[index + 1].word) if index + 1 < limit else None
        told = where is None or where.adjective or where.only_verb
        if noun and (told or document.tokens[index + 1].kind != "word"):
            return None
        return Complement(index, False, word.preposition)
    if noun and frame == "bi" and _is_governed(document, index) and not word.action:
        return None  # «التوصيات المتعلقة بـ»
    aside = folded in ("بصرف", "بغض") and after < limit
    if aside and document.tokens[after].word.folded == "النظر":
        return None  # «بصرف النظر عن»
    if frame == "request" and word.preposition == "ل" and word.action:
        return Complement(index, False, "ل")
    led_in = word.action or word.stem in _LEADING_IN
    if frame == "to" and word.preposition == "ب" and led_in and not noun:
        return Complement(index, False, "ب")  # «دعا … بتشكيل», where nothing better follows
    if frame in ("bi", "plea") and word.preposition == "ب":
        how = word.stem in _CIRCUMSTANCES and not word.action
        how = how and (word.stem in _NO_MANNER or not is_action(document, after, limit))
        place = mention_kind(document, index) in ("state", "organisation") or word.base in names()
        named = shape(document.tokens[min(after, limit - 1)].word)
        place = place or (word.stem in _PLACES and (named.definite or named.name))
        place = place and not word.action
        return None if how or place else Complement(index, False, "ب")
    if (
        noun
        and frame == "bi"
        and word.preposition == "ل"
        and word.action
        and _is_plural(document, cue)
        and document.tokens[cue].word.analyses[0].lemma != "توصيه"
    ):
        return Complement(index, False, "ل")  # «مطالبات داخل الحزب لتغيير …»
    apart = ("ب", "بـ") if frame == "bi" else ("ب", "بـ", "ل", "لـ")
    if frame in ("bi", "plea", "to") and folded in apart and after < limit:
        return Complement(after, False, folded[0])
    if (
        frame in ("to", "plea")
        and word.preposition == "ل"
        and word.action
        and (cue_of(token.word) or NO_CUE).frame in ("", "press", "aim")  # not «للمطالبة بـ»
    ):
        return Complement(index, False, "ل")
    if frame == "to" and not noun and _is_called_for(document, index, limit):
        return Complement(index, False, "ل")
    if frame == "press":
        if folded == "اجل" and document.tokens[index - 1].word.folded == "من":
            return Complement(after, False, "اجل") if after < limit else None
        return Complement(index, False, "ل") if word.preposition == "ل" and word.action else None
    if frame == "bi" and index > cue + 1 and word.action and _is_behind(document, cue, index):
        return Complement(index, False, "")
    if noun and frame == "plea" and shape(document.tokens[cue].word).preposition:
        return None
    bare = word.action and not word.preposition and not _is_rather_verb(token.word)
    bare = bare and not (index == cue + 1 and word.stem in _KINDS_OF_CALL)
    calls = cue_of(token.word)
    bare = bare and (calls is None or calls.form not in ("noun", "participle"))
    bare = bare or (word.stem in _LEADING_IN and is_action(document, after, limit))
    led = shape(document.tokens[index - 1].word)
    bare = bare and not (frame == "bare" and led.action and led.preposition == "ل")
    bare = bare and (index == cue + 1 or not led.only_verb)  # «كل من يستطيع تقديم العون»
    beside = index == cue + 1 and after < limit and document.tokens[after].text in ("،", ",")
    bare = bare and not (frame == "bare" and beside)  # «يشترط الاقتراح، بحسب …، تحرك»
    if frame in ("ask", "plea", "bare") and bare:
        return Complement(index, False, "")
    if frame in ("ask", "bare") and _is_object(document, index, cue, limit):
        return Complement(index, False, "")
    if frame == "ask" and word.preposition == "ب" and word.action:
        return Complement(index, False, "ب")
    if frame == "need" and word.preposition == "ل" and word.action:
        return Complement(index, False, "ل")
    if frame == "need" and folded == "الي":
        return Complement(after, False, "الي") if after < limit else None
    if (
        frame == "require"
        and index <= cue + 4
        and word.nominal
        and not word.preposition
        and not word.definite
    ):
        return Complement(index, False, "")
    return None


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


def _follows(document: Document, verb: int, index: int) -> bool:
    """Whether only the subject and an aside stand between the verb and «على»: «شدد الوزير، أمس،
    على …», not «شدد الجيش حصاره على …»."""
    last = phrase_end(document, verb + 1, index)
    if last == index:
        return True
    gap = document.tokens[last]
    return last > verb + 1 and (gap.kind == "punctuation" or gap.word.folded in _ASIDE)


def _leaves(word: Word) -> bool:
    """«بالإخلاء», «بإخلائها»."""
    return shape(word).stem in _LEAVING or any(a.lemma in _LEAVING for a in word.analyses[:2])


def _stressed(document: Document, index: int, after: int, limit: int) -> Complement | None:
    """«شدد على محاسبة …»: what others shall do, not «شدد على رفضه», «على دعم بلاده»."""
    if document.tokens[index].word.folded != "علي" or not is_action(document, after, limit):
        return None
    word = shape(document.tokens[after].word)
    following = shape(document.tokens[after + 1].word).stem if after + 1 < limit else ""
    own = word.definite or not {word.stem, following}.isdisjoint(_OWN_STANDS)
    return None if own else Complement(after, False, "علي")


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


def _first_with_bi(document: Document, cue: int, index: int) -> bool:
    """Whether no other «ب» stands between the cue and this one."""
    return all(shape(t.word).preposition != "ب" for t in document.tokens[cue + 1 : index])


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
