"""What a noun of demands announces: «شروط فلان وهي …», «مطالب تشمل …», «أبرز مطالبهم …»."""

from __future__ import annotations

from extract.attribution.speakers import is_speaker
from extract.demands.starts import Complement, is_action, item_start, past_quotes
from extract.document import Document
from extract.phrases import phrase_end
from extract.shapes import shape

_NEAR = 16  # tokens from the noun to what it announces
_SOME = frozenset({"عدد", "مجموعه", "جمله", "سلسله", "حزمه", "قايمه"})
_FIRST = frozenset({"مقدمه", "ابرز", "اهم", "اول", "اولي", "راس", "من", "بين"})  # «أبرز مطالبهم»
_ARE = frozenset(
    {"وهي", "هي", "وهو", "هو", "منها", "بينها", "ابرزها", "اولها", "اهمها", "مقدمتها", "ومنها"}
    | {"راسها"}
)
_HOLDING = frozenset({"شمل", "تضمن", "تمثل", "تلخص", "انحصر"})  # «مطالب تشمل وقف …»
_STOPS = frozenset(".؛!؟…:") | {".."}


def terms(document: Document, cue: int, limit: int) -> Complement | None:
    """The first of the things that «شروط» or «مطالب» announces."""
    owned = shape(document.tokens[cue].word).owned
    counted = cue > 1 and shape(document.tokens[cue - 2].word).stem in _SOME
    if cue and not counted and document.tokens[cue - 1].word.folded.removeprefix("و") in _FIRST:
        return _foremost(document, cue, limit)
    if owned and cue + 1 < limit:
        after = shape(document.tokens[cue + 1].word)
        if after.preposition == "ب" and after.action:
            return Complement(cue + 1, False, "ب")  # «مطالبهم بزيادة …»
    if cue and any(a.lemma in _HOLDING for a in document.tokens[cue - 1].word.analyses[:1]):
        return _held(document, cue, limit)
    later = range(cue + 2, min(limit - 1, cue + _NEAR))
    told = any(_is_are(document, i) and is_action(document, i + 1, limit) for i in later)
    if not owned and is_action(document, cue + 1, limit - 1) and not told:
        return Complement(cue + 1, False, "")  # «مطلب رحيل الوزير»
    for index in range(cue + 1, min(limit - 1, cue + _NEAR)):
        token = document.tokens[index]
        if shape(token.word).preposition == "ب" and shape(token.word).nominal:
            owner = phrase_end(document, cue + 1, index) == index and index > cue + 1
            good = owner and is_speaker(document, cue + 1, index)
            described = all(shape(t.word).adjective for t in document.tokens[cue + 1 : index])
            described = described or document.tokens[cue + 1].word.folded == "الي"
            good = good or (described and shape(token.word).action)  # «المطالب الشعبية بخفض …»
            return Complement(index, False, "ب") if good else None
        if token.word.folded in _ARE or token.text == ":":
            broken = index + 1 < limit and document.tokens[index + 1].kind == "break"
            first = (item_start if broken else past_quotes)(document, index + 1, limit)
            return _bare(document, first, limit)
        if any(a.pos == "verb" and a.lemma in _HOLDING for a in token.word.analyses[:1]):
            first = past_quotes(document, index + 1, limit)
            if first < limit and document.tokens[first].word.folded == "في":
                first = past_quotes(document, first + 1, limit)
            return _bare(document, first, limit)
        if token.kind == "punctuation" and token.text in _STOPS:
            return None
    return None


def _held(document: Document, cue: int, limit: int) -> Complement | None:
    """«تشمل شروط الحكومة لوقف العملية تسليم …»: the first action behind whose they are."""
    last = max(cue + 1, phrase_end(document, cue + 1, limit))
    actions = (i for i in range(last, limit) if is_action(document, i, limit))
    first = next(actions, limit)
    if shape(document.tokens[last].word).preposition == "ل" and first == last + 1:
        first = next(actions, limit)
    return _bare(document, first, limit)


def _foremost(document: Document, cue: int, limit: int) -> Complement | None:
    """«في مقدمة مطالب الهيئة، وقف …», «ومن مطالبه الأخيرة إزالة …»."""
    first = next((i for i in range(cue + 2, limit) if _is_are(document, i)), cue + 1)
    while first < limit and shape(document.tokens[first].word).adjective:
        first += 1
    if first < limit and document.tokens[first].word.folded == "التي":
        commas = (i for i in range(first, limit) if document.tokens[i].text in "،,")
        first = next(commas, limit - 1)  # «من المطالب التي أثارها الوفد، فتح …»
    if not is_action(document, first, limit):
        first = max(first, phrase_end(document, first, limit))
    while first < limit and (document.tokens[first].text in "،,:" or _is_are(document, first)):
        first += 1
    if first < limit and document.tokens[first].kind == "break":
        first = item_start(document, first, limit)
    return _bare(document, past_quotes(document, first, limit), limit)


def _is_are(document: Document, index: int) -> bool:
    return document.tokens[index].word.folded in _ARE


def _bare(document: Document, first: int, limit: int) -> Complement | None:
    return Complement(first, False, "") if is_action(document, first, limit) else None
