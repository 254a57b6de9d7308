"""Where the demanded thing begins: the complement that the frame of a cue asks for.

Between a cue and its complement stand subject, addressee, days and asides. Words that only look
like cues find no complement.
"""

from __future__ import annotations

from extract.clauses import is_marker
from extract.demands.cues import NO_CUE, Cue, cue_of
from extract.demands.frames import complement_at
from extract.demands.necessity import necessary
from extract.demands.starts import BUT, Complement, clause_after, is_action, item_start
from extract.document import Document, Word
from extract.phrases import mention_around, mention_at, mention_kind, phrase_end
from extract.shapes import shape
from extract.tables import load_set

_CIRCUMSTANCES = load_set("demand_circumstances")
_INVITATIONS = load_set("demand_invitations")
_NEAR = 14  # tokens from a noun to its complement
_OPENERS = frozenset(":-–!*")
_RESUMED = {"bi": ("به", "بها"), "to": ("اليه", "اليها", "لها"), "on": ("عليه", "عليها")}
_STRANGE = {("bi", "الي"), ("on", "الي"), ("to", "ب")}  # taken where nothing better follows
_LISTING = frozenset({"bi", "to", "on", "plea", "bare"})  # «طالب بما يلي: …»
_FARTHEST = 26  # tokens from a cue to its complement; long subjects and addressees stand between
_QUOTES = frozenset('"«“”')
_STOPS = frozenset(".؛!؟…:") | {".."}
_LED = frozenset({"علي", "في", "من", "بعد", "قبل", "خلال", "اثناء", "اثر", "بتهمه"})
_CHANTS = frozenset({"شعارات", "هتافات"})


def complement(document: Document, cue: int, found: Cue, limit: int) -> Complement | None:
    """Where the demanded thing begins, or None: then the word is no demand here."""
    limit = min(limit, cue + (_NEAR if found.form == "noun" else _FARTHEST))
    if found.form == "order":
        return _ordered(document, cue, found)
    if found.form == "necessity":
        here = necessary(document, cue, found.frame, limit)
        return _behind_necessity(document, here, limit) if here is not None else None
    after = document.tokens[cue + 1].word.folded if cue + 1 < limit else ""
    if after in _RESUMED.get(found.frame, ()):
        return None  # «المبلغ الذي تطالب به»: the thing stands before
    return _thing_behind(document, cue, found, limit)


def _thing_behind(document: Document, cue: int, found: Cue, limit: int) -> Complement | None:
    """The first words behind a cue that it may ask for: «طالب الوزير أمس بوقف …»."""
    seen: Complement | None = None
    for index in range(_after_addressee(document, cue, found, limit), limit):
        token = document.tokens[index]
        if token.text == ":" and found.frame in _LISTING:
            return _listed(document, index, limit)
        if token.text in _STOPS or token.kind == "break":
            break
        if token.kind != "word":
            continue
        if found.form == "noun" and shape(token.word).only_verb:
            break  # «مطالبتها تأتي في ضوء …»
        inside = mention_around(document, index) or mention_at(document, index)
        marker = is_marker(document, index) and (inside is None or inside.kind != "person")
        if marker or token.word.folded in BUT:
            return _at_marker(document, index, found, seen, limit)
        if index > cue + 1 and not inside and _is_another_cue(document, index):
            break
        within = mention_around(document, index) and not shape(token.word).preposition
        if mention_kind(document, index) == "person" or within:
            continue  # «طلب المدعي بكير …», «ناشدت وزير العمل …»
        if found.frame == "to" and index <= cue + 2 and _is_invitation(token.word):
            return Complement(index, False, "ل")  # «يدعو لاجتماع لإعداد …» whatever it is for
        if shape(token.word).stem in _CHANTS:
            return None  # «هتفوا بشعارات تندد بـ»
        here = complement_at(document, index, cue, found.frame, limit, found.form == "noun")
        if here is None or (found.frame == "ask" and _is_asked_later(document, here, limit)):
            continue  # «طلب أعضاء المجلس أن …»
        if _is_expected(document, here, found, beside=index == cue + 1):
            return _behind_necessity(document, here, limit)
        if seen is None or (here.joint and not seen.joint):
            seen = here
        if found.frame == "to" and here.joint and _invites(document, here):
            return here  # «يدعو لاجتماع لإعداد …» invites, whatever it is for
    if seen is None or found.frame not in ("bi", "on", "to", "plea"):
        return None
    return _behind_necessity(document, seen, limit)


def _at_marker(
    document: Document, marker: int, found: Cue, seen: Complement | None, limit: int
) -> Complement | None:
    """At «أن»: what was seen before it, or else the clause («طالب بأن يتوقف …»)."""
    if found.frame in ("want", "leave", "hold", "order"):
        return seen
    if seen is not None:
        return _behind_necessity(document, seen, limit)
    before = document.tokens[marker - 1].word.folded
    if found.form == "noun" and before == "من":
        return None  # «نداء للنجدة بدلا من أن تكون …»
    joined = found.frame != "stress" and (found.frame != "on" or before == "علي")
    return clause_after(document, marker, limit) if joined else None


def _is_another_cue(document: Document, index: int) -> bool:
    """Whether another demand begins: «دعا الوزير … وطالب …»."""
    if document.tokens[index - 1].word.folded == "علي":
        return False  # «على وجه الخصوص»
    return (cue_of(document.tokens[index].word) or NO_CUE).form in ("verb", "participle")


def _is_expected(document: Document, here: Complement, found: Cue, beside: bool) -> bool:
    """Whether it is just what the cue takes («طالب بوقف …»), so that nothing better follows."""
    if beside and (found.frame, here.joint) == ("bi", "ب"):
        return True
    return (found.frame, here.joint) not in _STRANGE and _is_thing(document, here, found)


def _is_asked_later(document: Document, here: Complement, limit: int) -> bool:
    """Whether the noun at hand is no action and «أن» follows."""
    first = here.first
    later = range(first + 1, min(limit, first + 8))
    action = is_action(document, first, limit) or here.joint
    return not action and any(is_marker(document, i) for i in later)


def _is_invitation(word: Word) -> bool:
    form = shape(word)
    return form.preposition == "ل" and form.stem in _INVITATIONS


def _invites(document: Document, here: Complement) -> bool:
    return shape(document.tokens[here.first].word).stem in _INVITATIONS


def _listed(document: Document, colon: int, limit: int) -> Complement | None:
    """«نطالب بما يلي:» and a list in the lines below, or right behind the colon."""
    first = item_start(document, colon + 1, limit)
    return Complement(first, False, "") if is_action(document, first, limit) else None


def _ordered(document: Document, cue: int, found: Cue) -> Complement | None:
    """An imperative is the demanded thing itself, where a new utterance begins."""
    before = document.tokens[cue - 1] if cue else None
    opens = before is None or before.kind == "break" or before.text in _OPENERS
    if before is not None and before.text in _QUOTES and cue > 1:
        opens = document.tokens[cue - 2].text == ":"
    opens = opens or document.text[document.tokens[cue].start - 1 :][:1] == "#"
    after = document.tokens[cue + 1].word.folded if cue + 1 < len(document.tokens) else ""
    if document.tokens[cue].word.folded == "اوقفوا" and after in _LED:
        return None  # «أوقفوا على خلفية …»: rather the passive
    if found.frame == "aim":
        quoted = before is not None and before.text in _QUOTES and opens
        headed = before is not None and before.text == ":"
        wish = any("li_jus" in a.proclitics for a in document.tokens[cue].word.analyses[:2])
        start = Complement(cue, True, "") if wish else Complement(cue, False, "ل")
        return start if headed or quoted else None
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
    need = cue_of(document.tokens[here.first].word)
    if need is not None and need.frame == "noun" and need.form == "necessity":
        return True  # «بضرورة الالتزام بـ»
    quoted = here.first > 0 and document.tokens[here.first - 1].text in _QUOTES
    return word.action or quoted or here.joint in ("الي", "علي")
