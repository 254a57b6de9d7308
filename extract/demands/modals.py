"""The action behind an impersonal verb: «يجب وقف …», «ينبغي للحكومة أن …», «من المهم …»."""

from __future__ import annotations

from extract.attribution.speakers import is_speaker
from extract.clauses import is_marker
from extract.demands.starts import BUT, Complement, clause_after, is_action, past_quotes
from extract.document import Document
from extract.phrases import phrase_end
from extract.shapes import shape

_ADVERBS = frozenset({"الان", "اليوم", "غدا", "فورا", "كل", "بعض", "اي", "قبل", "بعد"})
_QUOTES = frozenset('"«“')


def behind_modal(document: Document, cue: int, limit: int, bare_too: bool) -> Complement | None:
    """The action or clause behind the verb; with ``bare_too`` also a noun that can only be its
    subject («يجب مثول …»)."""
    first = past_quotes(document, cue + 1, limit)
    verb = document.tokens[cue].word.folded
    denied = cue and document.tokens[cue - 1].word.folded in ("لا", "ولا")
    if bare_too and denied and verb != "بد":
        return _forbidden(document, cue, first, limit)
    if bare_too and verb == "يجوز":
        return None
    first = past_quotes(document, _past_party(document, first, limit), limit)
    if first >= limit:
        return None
    if is_marker(document, first) or document.tokens[first].word.folded in BUT:
        return clause_after(document, first, limit)
    word = shape(document.tokens[first].word)
    if word.conjunction:
        return None
    good = word.action or (bare_too and _is_bare_noun(document, first))
    return Complement(first, False, "") if good else None


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


def _past_party(document: Document, first: int, limit: int) -> int:
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
        if document.tokens[index].word.folded in ("ان", *BUT):
            return index
    return 0
