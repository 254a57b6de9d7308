"""The action behind a word of necessity: «ضرورة», «يجب», «على فلان أن», «شروط»."""

from __future__ import annotations

from extract.attribution.speakers import is_speaker
from extract.attribution.speech import saying
from extract.clauses import is_marker
from extract.demands.cues import cue_of
from extract.demands.starts import Complement, clause_after, is_action, past_quotes
from extract.demands.terms import terms
from extract.document import Document
from extract.phrases import phrase_end
from extract.shapes import shape
from extract.tables import load_set

_URGENT = frozenset({"ماسه", "ملحه", "شديده", "كبيره", "عاجله"})
_UTMOST = frozenset({"قصوي", "ملحه", "بالغه"})
_IS = frozenset({"هو", "هي", "الان", "اليوم", "منا"})
_THERE = frozenset({"هناك", "ثمه", "نحن", "ونحن", "وهناك", "اننا"})
_EVENTS = frozenset({"زياره", "لقاء", "اجتماع", "موتمر", "قمه"})
_ADDRESSEES = load_set("demand_addressees")
_ADVERBS = frozenset({"الان", "اليوم", "غدا", "فورا", "كل", "بعض", "اي", "قبل", "بعد"})
_STOPS = frozenset(".؛!؟…:") | {".."}
_QUOTES = frozenset('"«“')
_BUT = frozenset({"الا", "والا", "بالا"})
_HOLDING = frozenset({"تضمن", "ضمن", "شمل", "لبي", "حقق", "نص", "ادي", "كفل", "افضي", "قضي"})
_LONGEST_RELATIVE = 12  # tokens


def necessary(document: Document, cue: int, frame: str, limit: int) -> Complement | None:
    """The action behind a word of necessity."""
    first = past_quotes(document, cue + 1, limit)
    if frame == "upon":
        return _upon(document, cue, limit)
    if frame == "unless":
        return _unless(document, cue, limit)
    if frame in ("noun", "weak"):
        while first < limit and shape(document.tokens[first].word).stem in _UTMOST:
            first += 1
        if document.tokens[cue].word.folded.startswith("الاولوي"):
            while first < limit and document.tokens[first].word.folded in _IS:
                first += 1
    denied = cue and document.tokens[cue - 1].word.folded in ("لا", "ولا")
    if frame == "modal" and denied and document.tokens[cue].word.folded != "بد":
        return _forbidden(document, cue, first, limit)
    if frame == "modal" and document.tokens[cue].word.folded == "يجوز":
        return None
    if frame in ("modal", "fit"):
        first = past_quotes(document, _behind_modal(document, first, limit), limit)
    elif [t.word.folded for t in document.tokens[first : first + 2]] == ["علي", "الاقل"]:
        first += 2
    if first >= limit:
        return None
    word = shape(document.tokens[first].word)
    if is_marker(document, first) or document.tokens[first].word.folded in _BUT:
        return clause_after(document, first, limit)
    if frame in ("noun", "weak"):
        pronoun = document.tokens[first].word.analyses[:1]
        plain = word.nominal and not (word.preposition or word.conjunction or word.adjective)
        plain = plain and not (pronoun and pronoun[0].pos in ("pron", "prep"))
        good = word.action or (plain and frame == "noun")
        event = word.definite and not word.owned and word.stem in _EVENTS
        good = good and not (frame == "weak" and event)  # «أهمية الزيارة»
        first_for = shape(document.tokens[cue].word).stem.startswith("اولوي")
        if word.preposition == "ل" and not first_for:
            return None  # «ضرورة لتفادي الحرب» says what something is good for
        return Complement(first, False, word.preposition) if good else None
    if (
        frame == "modal"
        and not (word.action or word.conjunction)
        and _is_bare_noun(document, first)
    ):
        return Complement(first, False, "")
    if frame in ("modal", "fit"):
        return Complement(first, False, "") if word.action and not word.conjunction else None
    if frame == "time" and document.tokens[first].word.folded == "لان":
        return Complement(first + 1, True, "") if first + 1 < limit else None
    if frame == "time":
        good = word.preposition == "ل" and word.action
        return Complement(first, False, "ل") if good else None
    if frame == "wanted":
        while first < limit and document.tokens[first].word.folded in _IS:
            first += 1
        if document.tokens[first].word.folded == "من":
            first = max(first + 1, phrase_end(document, first + 1, limit))
        good = first < limit and shape(document.tokens[first].word).action
        return Complement(first, False, "") if good else None
    if frame == "proviso":
        bare = word.action and not (word.preposition or word.conjunction or word.definite)
        return Complement(first, False, "") if bare else None
    if frame == "terms":
        return terms(document, cue, limit)
    if frame == "bound":
        good = word.preposition == "ب" and word.action and not word.definite
        return Complement(first, False, "ب") if good else None
    if frame == "step" and cue and document.tokens[cue - 1].word.folded in ("من", "ومن"):
        return Complement(first, False, "") if word.action and not word.preposition else None
    if frame == "step":
        if shape(document.tokens[cue].word).definite:
            return (
                Complement(first, False, "ل") if word.preposition == "ل" and word.action else None
            )
        return Complement(first, False, "") if word.action and not word.preposition else None
    there = document.tokens[cue - 1].word.folded if cue else ""
    while frame == "need" and first < limit and shape(document.tokens[first].word).stem in _URGENT:
        first += 1
    if frame == "need" and there in _THERE and document.tokens[first].word.folded == "الي":
        return Complement(first + 1, False, "الي") if first + 1 < limit else None
    aim = shape(document.tokens[first].word) if first < limit else None
    if frame == "need" and aim is not None and aim.preposition == "ل" and aim.action:
        good = there in _THERE or _is_stressed(document, cue)
        return Complement(first, False, "ل") if good else None
    if frame == "need" and first < limit and document.tokens[first].word.folded == "الي":
        stressed = _is_stressed(document, cue)
        return Complement(first + 1, False, "الي") if stressed and first + 1 < limit else None
    return None


def _is_stressed(document: Document, cue: int) -> bool:
    return any(saying(t.word) for t in document.tokens[max(0, cue - 4) : cue])


def _forbidden(document: Document, cue: int, first: int, limit: int) -> Complement | None:
    """«لا ينبغي أن …», «لا يجوز السكوت عن …»."""
    wish = _wish_near(document, first, limit)
    ban = document.tokens[cue].word.folded == "يجوز" and is_action(document, first, limit)
    ban = ban or (not wish and _is_for_party(document, first, limit))
    return Complement(cue - 1, not ban, "") if wish == first or ban else None


def _is_bare_noun(document: Document, index: int) -> bool:
    """«يجب مثول …»: a noun that can only be the subject of the modal verb."""
    word = document.tokens[index].word
    form = shape(word)
    first = word.analyses[0].pos if word.analyses else ""
    plain = not (form.preposition or form.adjective or form.definite)
    return plain and first == "noun" and not word.folded.endswith("ا") and form.stem not in _ADVERBS


def _upon(document: Document, cue: int, limit: int) -> Complement | None:
    """«على الحكومة أن …», «علينا وقف …»: behind those who must."""
    first = cue + 1
    if document.tokens[cue].word.folded in ("علي", "وعلي"):
        if cue + 1 < limit and shape(document.tokens[cue + 1].word).stem.startswith("راس"):
            return None  # «وعلى رأسها»
        whoever = [t.word.folded for t in document.tokens[cue + 1 : min(limit, cue + 3)]]
        if whoever[:1] == ["من"] or whoever == ["كل", "من"]:
            return _behind_relative(document, cue + 1, limit)
        what = shape(document.tokens[cue + 1].word) if cue + 1 < limit else None
        if what is not None and what.action and not what.definite:
            return None  # «أكد على رفض …»
        head = cue_of(document.tokens[cue + 1].word) if cue + 1 < limit else None
        first = phrase_end(document, cue + 1, limit)
        if first == cue + 1 or (head is not None and head.form == "necessity"):
            return None  # «شدد على وجوب أن …»
        party = is_speaker(document, cue + 1, min(first, limit))
        relative = ("التي", "الذي", "الذين")
        if party and first < limit and document.tokens[first].word.folded in relative:
            return _behind_relative(document, first, limit)
        aside = document.tokens[first].word.folded in ("بدلا", "عوضا") if first < limit else False
        for index in range(first, min(limit, first + 10) if aside else first):
            if document.tokens[index].text in ("،", ","):
                first = index
        while first < limit and document.tokens[first].text in ("،", ","):
            first += 1
    if first >= limit:
        return None
    if document.tokens[first].word.folded == "ان" or document.tokens[first].word.folded in _BUT:
        return clause_after(document, first, limit)
    word = shape(document.tokens[first].word)
    bare = word.action and not word.preposition and not word.conjunction
    plain = document.tokens[cue].word.folded not in ("علي", "وعلي")
    many = first > cue + 1 and document.tokens[cue + 1].word.folded.endswith("ين")
    party = first > cue + 1 and is_speaker(document, cue + 1, first)
    folded = [t.word.folded for t in document.tokens[cue + 1 : cue + 3]]
    asked = folded[0] in _ADDRESSEES or " ".join(folded) in _ADDRESSEES
    good = plain or many or party or asked
    return Complement(first, False, "") if bare and good else None


def _unless(document: Document, cue: int, limit: int) -> Complement | None:
    """«لن نوقع إلا بوقف …», «إلا بعد انسحاب …», «إلا إذا توقفت …»: the condition."""
    if cue + 2 >= limit or document.tokens[cue].text.startswith("أ"):
        return None
    if document.tokens[cue].word.folded in ("قبل", "حتي", "دون", "بدون"):
        return Complement(cue + 1, False, "") if is_action(document, cue + 1, limit) else None
    after, behind = document.tokens[cue + 1], document.tokens[cue + 2]
    if document.tokens[cue].word.folded in ("لا", "ولا"):
        return _lacking(document, cue, limit)
    if document.tokens[cue].word.folded == "ما":
        return Complement(cue + 2, True, "") if after.word.folded == "لم" else None
    if shape(after.word).preposition == "ب" and shape(after.word).action:
        return Complement(cue + 1, False, "ب")
    means = (after.word.folded, behind.word.folded) in (("من", "خلال"), ("عن", "طريق"))
    if means and is_action(document, cue + 3, limit):
        return Complement(cue + 3, False, "")
    if after.word.folded in ("بعد", "مقابل", "بشرط", "عبر") and is_action(document, cue + 2, limit):
        return Complement(cue + 2, False, "")
    verb = behind.word.analyses[:1]
    if after.word.folded == "اذا" and verb and verb[0].pos == "verb":
        return Complement(cue + 2, True, "")
    return None


def _lacking(document: Document, cue: int, limit: int) -> Complement | None:
    """«لن نقبل أي اتفاق لا يتضمن وقف …»: what it must hold."""
    if not any(a.lemma in _HOLDING for a in document.tokens[cue + 1].word.analyses[:2]):
        return None
    first = cue + 2 + (document.tokens[cue + 2].word.folded in ("علي", "الي", "في"))
    plain = first < limit and shape(document.tokens[first].word).nominal
    return Complement(first, False, "") if plain else None


def _behind_relative(document: Document, first: int, limit: int) -> Complement | None:
    """«على الدول التي وقعت الاتفاق العمل على …»: «أن», or the first verbal noun that closes the
    relative clause."""
    for index in range(first + 2, min(limit, first + _LONGEST_RELATIVE)):
        token = document.tokens[index]
        if token.kind != "word" and token.text not in ("،", ","):
            return None
        if token.word.folded == "ان":
            return clause_after(document, index, limit)
        word = shape(token.word)
        free = not shape(document.tokens[index - 1].word).only_verb
        if word.base.startswith("ال") and free and is_action(document, index, limit):
            return Complement(index, False, "")
    return None


def _behind_modal(document: Document, first: int, limit: int) -> int:
    """Past «على X», «من», «لـX» between «يجب» and its action."""
    while first < limit:
        folded = document.tokens[first].word.folded
        if folded == "علي" and document.tokens[first + 1 : first + 2][0].word.folded == "الاقل":
            first += 2
        elif folded == "علي" or _is_for_party(document, first, limit):
            party = first + (folded == "علي")
            first = max(first + 1, phrase_end(document, party, _to_quote(document, party, limit)))
            first = _wish_near(document, first, limit) or first
        elif folded in ("بموجب", "بحسب", "حسب", "وفق", "وفقا"):
            first = max(first + 1, phrase_end(document, first + 1, limit))
        elif folded in (
            "من",
            "له",
            "لها",
            "لنا",
            "لهم",
            "عليه",
            "عليها",
            "علينا",
            "عليهم",
            "عليكم",
        ) or document.tokens[first].text in ("،", ","):
            first += 1
        else:
            break
    return first


def _is_for_party(document: Document, first: int, limit: int) -> bool:
    """«ينبغي للحكومة أن …», «ينبغي لمجلس الأمن إدانة …»."""
    if not document.tokens[first].word.folded.startswith("ل"):
        return False
    last = phrase_end(document, first, limit)
    named = shape(document.tokens[first].word).preposition == "ل" and last > first
    acts = named and is_speaker(document, first, last) and is_action(document, last, limit)
    return acts or bool(_wish_near(document, first, limit))


def _to_quote(document: Document, first: int, limit: int) -> int:
    """``limit``, or the quotation mark before it behind the first word («على المصارف "خفض …"»)."""
    inside = range(first + 1, limit)
    return next((i for i in inside if document.tokens[i].text in _QUOTES), limit)


def _wish_near(document: Document, first: int, limit: int) -> int:
    """The «أن» within the next words, before any mark; 0 if there is none."""
    for index in range(first, min(limit, first + 7)):
        if document.tokens[index].kind != "word":
            return 0
        if document.tokens[index].word.folded in ("ان", *_BUT):
            return index
    return 0
