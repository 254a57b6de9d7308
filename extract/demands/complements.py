"""Where the demanded thing begins: the complement that the frame of a cue asks for.

Between a cue and its complement stand subject, addressee, days and asides. Words that only look
like cues find no complement.
"""

from __future__ import annotations

from extract.attribution.speakers import is_speaker
from extract.clauses import is_marker
from extract.demands.cues import Cue, cue_of
from extract.demands.necessity import necessary
from extract.demands.starts import Complement, clause_after, is_action, item_start, past_quotes
from extract.document import Document, Word
from extract.phrases import mention_around, mention_at, mention_kind, phrase_end
from extract.shapes import shape
from extract.tables import load_set

_CIRCUMSTANCES = load_set("demand_circumstances")
_INVITATIONS = load_set("demand_invitations")
_LEAVING = frozenset({"اخلاء", "مغادره", "نزوح", "رحيل", "انتقال"})
_NO_CUE = Cue("noun", "")
_NEAR = 14  # tokens from a noun to its complement
_OPENERS = frozenset(":-–!*")
_RESUMED = {"bi": ("به", "بها"), "to": ("اليه", "اليها", "لها"), "on": ("عليه", "عليها")}
_STRANGE = {("bi", "الي"), ("on", "الي"), ("to", "ب")}  # taken where nothing better follows
_GOVERNING = frozenset({"متعلق", "خاص", "معني", "مرتبط", "مرفق", "منوط"})
_FARTHEST = 26  # tokens from a cue to its complement; long subjects and addressees stand between
_QUOTES = frozenset('"«“”')
_STOPS = frozenset(".؛!؟…:") | {".."}
_BUT = frozenset({"الا", "والا", "بالا"})


def complement(document: Document, cue: int, found: Cue, limit: int) -> Complement | None:
    """Where the demanded thing begins, or None: then the word is no demand here."""
    limit = min(limit, cue + (_NEAR if found.form == "noun" else _FARTHEST))
    if found.form == "order":
        return _ordered(document, cue, found)
    if found.form == "necessity":
        return necessary(document, cue, found.frame, limit)
    after = document.tokens[cue + 1].word.folded if cue + 1 < limit else ""
    if after in _RESUMED.get(found.frame, ()):
        return None  # «المبلغ الذي تطالب به»: the thing stands before
    seen: Complement | None = None
    for index in range(_after_addressee(document, cue, found, limit), limit):
        token = document.tokens[index]
        if token.text == ":" and found.frame in ("bi", "to", "on", "plea"):
            return _listed(document, index, limit)
        if token.text in _STOPS or token.kind == "break":
            break
        if token.kind != "word":
            continue
        if found.form == "noun" and shape(token.word).only_verb:
            break  # «مطالبتها تأتي في ضوء …»
        if is_marker(document, index) or token.word.folded in _BUT:
            if found.frame in ("want", "leave", "hold", "order"):
                return seen
            if seen is not None:
                return _behind_necessity(document, seen, limit)
            if found.form == "noun" and document.tokens[index - 1].word.folded == "من":
                return None  # «نداء للنجاة بدلا من أن تكون …»
            joined = found.frame != "on" or document.tokens[index - 1].word.folded == "علي"
            return clause_after(document, index, limit) if joined else None
        inside = mention_around(document, index) or mention_at(document, index)
        if (
            index > cue + 1
            and not inside
            and (cue_of(token.word) or Cue("noun", "")).form
            in (
                "verb",
                "participle",
            )
        ):
            break
        within = mention_around(document, index) and not shape(token.word).preposition
        if mention_kind(document, index) == "person" or within:
            continue  # «طلب المدعي بكير …», «ناشدت وزير العمل …»
        if found.frame == "to" and index <= cue + 2 and _is_invitation(token.word):
            return Complement(index, False, "ل")  # «يدعو لاجتماع لإعداد …» whatever it is for
        here = _complement_at(document, index, cue, found.frame, limit, found.form == "noun")
        if here is not None:
            beside = index == cue + 1 and (found.frame, here.joint) == ("bi", "ب")
            strange = (found.frame, here.joint) in _STRANGE
            if beside or (_is_thing(document, here, found) and not strange):
                return _behind_necessity(document, here, limit)
            if seen is None or (here.joint and not seen.joint):
                seen = here
            if found.frame == "to" and here.joint and _invites(document, here):
                return here  # «يدعو لاجتماع لإعداد …» invites, whatever it is for
    if seen is None or found.frame not in ("bi", "on", "to", "plea"):
        return None
    return _behind_necessity(document, seen, limit)


def _is_invitation(word: Word) -> bool:
    form = shape(word)
    return form.preposition == "ل" and form.stem in _INVITATIONS


def _invites(document: Document, here: Complement) -> bool:
    return shape(document.tokens[here.first].word).stem in _INVITATIONS


def _listed(document: Document, colon: int, limit: int) -> Complement | None:
    """«نطالب بما يلي:» and a list in the lines below."""
    if colon + 1 >= limit or document.tokens[colon + 1].kind != "break":
        return None
    first = item_start(document, colon + 1, limit)
    if first >= limit or not shape(document.tokens[first].word).action:
        return None
    return Complement(first, False, "")


def _ordered(document: Document, cue: int, found: Cue) -> Complement | None:
    """An imperative is the demanded thing itself, where a new utterance begins."""
    before = document.tokens[cue - 1] if cue else None
    opens = before is None or before.kind == "break" or before.text in _OPENERS
    if before is not None and before.text in _QUOTES and cue > 1:
        opens = document.tokens[cue - 2].text == ":"
    opens = opens or document.text[document.tokens[cue].start - 1 :][:1] == "#"
    certain = (
        found.frame == "certain" and before is not None and before.text in ("،", ".", "!", ",")
    )
    return Complement(cue, False, "") if opens or certain else None


def _after_addressee(document: Document, cue: int, found: Cue, limit: int) -> int:
    """Behind «من فلان» of «طلب»; nothing demanded stands before it."""
    if found.frame != "ask":
        return cue + 1
    for index in range(cue + 1, min(cue + 12, limit - 1)):
        token = document.tokens[index]
        if token.word.folded == "من":
            return max(index + 1, phrase_end(document, index + 1, limit))
        if token.kind != "word" or is_marker(document, index):
            break
    return cue + 1


def _complement_at(
    document: Document, index: int, cue: int, frame: str, limit: int, noun: bool
) -> Complement | None:
    """A complement of the frame that begins at ``index``."""
    token = document.tokens[index]
    word = shape(token.word)
    folded = token.word.folded
    after = past_quotes(document, index + 1, limit)
    if word.conjunction or (after < limit and document.tokens[after].kind == "break"):
        return None
    if frame in ("to", "plea") and folded == "الي":
        if noun and after < limit and not shape(document.tokens[after].word).action:
            return None  # «دعوة إلى الدول لإعادة …»: whom, then what
        away = after < limit and mention_kind(document, after) in ("state", "organisation")
        return Complement(after, False, "الي") if after < limit and not away else None
    if frame in ("bi", "on") and folded == "الي" and is_action(document, after, limit) and not noun:
        return Complement(after, False, "الي")  # «حث الجميع إلى …», where nothing better follows
    if frame == "on" and folded == "علي" and after < limit and is_marker(document, after):
        return None  # the clause is looked at by itself
    if frame in ("on", "plea") and folded == "علي":
        return Complement(after, False, "علي") if after < limit and index <= cue + 20 else None
    if frame in ("hold", "order") and word.preposition == "ب" and index <= cue + 12:
        if frame == "order" and word.owned:
            return None  # «وجه الشعب بصموده رسالة»
        near = frame == "order" or _first_with_bi(document, cue, index)
        return Complement(index, False, "ب") if word.action and near else None
    if frame == "want" and word.action and not word.preposition and index == cue + 1:
        return Complement(index, False, "")
    if frame == "leave" and index <= cue + (4 if noun else _NEAR) and word.stem in _LEAVING:
        where = shape(document.tokens[index + 1].word) if index + 1 < limit else None
        told = where is None or where.adjective or where.only_verb
        if noun and (told or document.tokens[index + 1].kind != "word"):
            return None
        return Complement(index, False, word.preposition)
    if noun and frame == "bi" and _is_governed(document, index):
        return None  # «التوصيات المتعلقة بـ»
    aside = folded in ("بصرف", "بغض") and after < limit
    if aside and document.tokens[after].word.folded == "النظر":
        return None  # «بصرف النظر عن»
    if frame == "request" and word.preposition == "ل" and word.action:
        return Complement(index, False, "ل")
    if frame == "to" and word.preposition == "ب" and word.action and not noun:
        return Complement(index, False, "ب")  # «دعا … بتشكيل», where nothing better follows
    if frame in ("bi", "plea") and word.preposition == "ب":
        how = word.stem in _CIRCUMSTANCES and not word.action
        how = how and not is_action(document, after, limit)
        place = mention_kind(document, index) in ("state", "organisation")
        return None if how or place else Complement(index, False, "ب")
    if (
        noun
        and frame == "bi"
        and word.preposition == "ل"
        and word.action
        and _is_plural(document, cue)
    ):
        return Complement(index, False, "ل")  # «مطالبات داخل الحزب لتغيير …»
    if frame in ("bi", "plea", "to") and folded in ("ب", "بـ", "ل", "لـ") and after < limit:
        return Complement(after, False, folded[0])
    if (
        frame in ("to", "plea")
        and word.preposition == "ل"
        and word.action
        and (cue_of(token.word) or _NO_CUE).frame in ("", "press")  # not «للمطالبة بـ»
    ):
        return Complement(index, False, "ل")
    if frame == "press":
        if folded == "اجل" and document.tokens[index - 1].word.folded == "من":
            return Complement(after, False, "اجل") if after < limit else None
        return Complement(index, False, "ل") if word.preposition == "ل" and word.action else None
    behind = index > cue + 1 and _past_subject(document, cue, index) == index
    if frame == "bi" and behind and word.action:
        return Complement(index, False, "")
    if noun and frame == "plea" and shape(document.tokens[cue].word).preposition:
        return None
    bare = word.action and not word.preposition and not _is_rather_verb(token.word)
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


def _is_governed(document: Document, index: int) -> bool:
    """Whether «ب» belongs to «المتعلقة», «الخاصة» before it."""
    return shape(document.tokens[index - 1].word).stem.removesuffix("ه") in _GOVERNING


def _past_subject(document: Document, cue: int, limit: int) -> int:
    """Behind the phrase after the cue and «في بيان»."""
    last = phrase_end(document, cue + 1, limit)
    if last + 1 < limit and document.tokens[last].word.folded == "في":
        return max(last, phrase_end(document, last + 1, limit))
    return last


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
    plain = any(a.pos == "noun" for a in document.tokens[index].word.analyses[:1])
    if not plain or word.definite or word.preposition or word.name:
        return False
    if document.tokens[index].kind != "word" or document.tokens[index - 1].kind != "word":
        return False
    if index == verb + 1:
        end = phrase_end(document, index, limit)
        return not word.adjective and not is_speaker(document, index, end)
    last = phrase_end(document, verb + 1, index)
    return last == index > verb + 1 and is_speaker(document, verb + 1, last)


def _behind_necessity(document: Document, here: Complement, limit: int) -> Complement:
    """«دعا إلى ضرورة وقف …» demands the stop, not the need."""
    cue = cue_of(document.tokens[here.first].word)
    if cue is not None and cue.form == "necessity" and cue.frame in ("noun", "weak"):
        return necessary(document, here.first, "noun", limit) or here
    return here


def _is_thing(document: Document, here: Complement, found: Cue) -> bool:
    """An action, or a quotation that may hold one."""
    word = shape(document.tokens[here.first].word)
    if found.frame == "bi" and not here.joint:
        return False  # «نطالب المنظمات التدخل»: only if no «ب» follows
    if here.joint == "ب" and word.stem in _CIRCUMSTANCES:
        # «بالتعاون مع …» may tell how, «بسرعة إدخال …» is the thing
        return is_action(document, here.first + 1, len(document.tokens))
    if found.frame in ("ask", "bare", "hold", "order", "want", "leave"):
        return True
    quoted = here.first > 0 and document.tokens[here.first - 1].text in _QUOTES
    return word.action or quoted or here.joint in ("الي", "علي")
