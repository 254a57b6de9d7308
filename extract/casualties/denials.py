"""Whether harm is told as a fact: not denied, feared, planned, asked for, or merely possible."""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache

from extract.casualties.harm import Cue, cue_of
from extract.casualties.people import person_of
from extract.document import Document, Word
from extract.tables import load_map, load_set

_DENIALS = load_map("harm_denials")
_CAUSES = load_set("harm_causes")
BREAKS = frozenset(".؛!؟?:|…\n")
_STILL = frozenset({"يزال", "تزال", "يزالون", "زال", "زالت", "يقل", "تقل"})
_NEGATORS = frozenset({"لم", "لا", "لن", "ما"})
_GIVING = load_set("harm_givers") | load_set("harm_giving")
_CONTRASTS = load_set("harm_contrasts")
_REFUTATIONS = load_set("harm_refutations")
_THWARTED = frozenset({"احباط", "احبط", "احبطت", "افشال", "افشل", "منع", "محاوله", "محاولات"})
_NEXT = frozenset({"كما", "فيما", "بينما", "ولكن", "لكن"})
_PAIRED = frozenset(form.split()[0] for form in _DENIALS if " " in form)
_LONGEST_REACH = 24
_LONGEST_GIVING = 10
_FARTHEST_CAUSE = 6
_FARTHEST_OUTLOOK = 8
_OUTLOOKS = frozenset({"قد", "المرجح", "المتوقع", "المحتمل", "ربما", "سوف"})
_REACHING = frozenset(
    {"يصل", "تصل", "يرتفع", "ترتفع", "يبلغ", "تبلغ", "يتجاوز", "تتجاوز", "يزيد", "تزيد"}
)


def is_denied(document: Document, at: int, start: int, cue: Cue) -> bool:
    """Whether the word of harm at token ``at`` (sentence from ``start``) is no fact."""
    tokens = document.tokens
    if cue.prefix.endswith("س") and cue.present:
        return True
    if _refuted(document, at) or _foretold(document, at):
        return True
    aimed = cue.prefix.endswith("ل") and cue.kind in ("event", "does")
    if aimed and not _counts_next(document, at) and not _caused(document, at, start):
        return True
    for index in range(at - 1, max(start, at - _LONGEST_REACH) - 1, -1):
        token = tokens[index]
        if token.kind == "punctuation" and token.text[0] in BREAKS:
            return False
        if token.word.folded in _NEXT and tokens[index - 1].text in ("،", ","):
            return False  # «بهدف …، كما اعتقلت 3», «تعافى 100، فيما توفي 7»
        for form, kind, reach in _entries(document, index):
            if at - index > reach and not _gives_none(document, index, at, form):
                continue
            joined = cue.prefix.startswith("و") and at - index > 1  # «إحباط تهريب … وضبط 3»
            if (joined and form in _THWARTED) or (form == "كيف" and _is_hashish(document, index)):
                continue
            if form == "عدم" and cue.prefix.startswith("و") and at - index > 2:
                continue
            if kind == "denied" and tokens[index + 1].word.folded in _STILL:
                continue
            if _in_name(document, index) or _is_student(document, index):
                continue
            return True
    return cue.present and at > start and tokens[at - 1].word.folded in ("قد", "وقد", "سوف")


def _is_hashish(document: Document, at: int) -> bool:
    """«40 كلغ كيف معالج»: hashish, as Algeria calls it."""
    return document.tokens[at + 1].word.folded == "معالج"


def _refuted(document: Document, at: int) -> bool:
    """«ما نشر عن مقتل 3 عار من الصحة»: what follows denies the report."""
    tokens = document.tokens
    for index in range(at + 1, min(len(tokens) - 1, at + _LONGEST_REACH)):
        token = tokens[index]
        if token.kind == "punctuation" and token.text[0] in ".؛\n":
            return False
        if f"{token.word.folded} {tokens[index + 1].word.folded}" in _REFUTATIONS:
            return True
    return False


def _foretold(document: Document, at: int) -> bool:
    """«عدد الجرحى قد يصل إلى 20 ألفا»: what a count may come to is none yet."""
    tokens = document.tokens[at + 1 : at + 1 + _FARTHEST_OUTLOOK]
    for index, token in enumerate(tokens):
        if token.kind != "word":
            return False
        if token.word.folded in _OUTLOOKS:
            return any(t.word.folded in _REACHING for t in tokens[index + 1 : index + 4])
    return False


def _in_name(document: Document, at: int) -> bool:
    """«النائب طالب عباس»: a name whose letters are also those of a verb."""
    return any(m.first < at < m.last for m in document.mentions if m.kind == "person")


def _is_student(document: Document, at: int) -> bool:
    """«وفاة طالب وإصابة 20»: whom harm befell, not who demands it."""
    word = document.tokens[at].word
    if word.folded == "طالب":
        return at > 0 and cue_of(document.tokens[at - 1].word) is not None
    return "طالب" in (a.lemma for a in word.analyses[:1]) and person_of(word) is not None


_Entry = tuple[str, str, int]


def _entries(document: Document, index: int) -> tuple[_Entry, ...]:
    """The rows of the table that the word at ``index`` is, alone or with the word behind it."""
    word = document.tokens[index].word
    bare = word.folded.removeprefix("و")
    if bare not in _PAIRED:
        return _alone(word)
    pair = f"{bare} {document.tokens[index + 1].word.folded}"
    return _row(pair) + _alone(word)


@lru_cache(maxsize=1 << 14)
def _alone(word: Word) -> tuple[_Entry, ...]:
    """The rows of a word: with its article, if it has one («الأمر» is no «أمر»); verbs and plain
    nouns by their lemma too."""
    best = word.analyses[0] if word.analyses else None
    whole = best is not None and not best.proclitics  # «ولاية» is no «و», «ل» and «أية»
    stems = tuple(stem for stem in word.stems if not word.folded.endswith("ال" + stem))
    forms = dict.fromkeys((*(stems[:1] if whole else stems), word.folded.removeprefix("و")))
    if best is not None and best.pos in ("verb", "noun") and "Al_det" not in best.proclitics:
        forms[best.lemma] = None
    return tuple(row for form in forms for row in _row(form))


def _row(form: str) -> tuple[_Entry, ...]:
    entry = _DENIALS.get(form)
    return ((form, entry[0], int(entry[1])),) if entry else ()


def _gives_none(document: Document, index: int, at: int, form: str) -> bool:
    """«لم يسفر الانفجار الثاني عن قتلى»: a negated verb of giving holds for all it gives, up to
    the next verb."""
    if form not in _NEGATORS or not index + 1 < at <= index + _LONGEST_GIVING:
        return False
    if not _gives(document.tokens[index + 1].word):
        return False
    between = document.tokens[index + 2 : at]
    return not any(_gives(t.word) or t.word.folded in _CONTRASTS for t in between)


def _gives(word: Word) -> bool:
    verb = bool(word.analyses) and word.analyses[0].pos == "verb"
    return verb and word.folded not in ("الي", "عن") and not _GIVING.isdisjoint(word.stems)


def _counts_next(document: Document, at: int) -> bool:
    """Whether a figure stands right behind token ``at``: «لقتل 150 موظفا» is no mere aim."""
    found = bisect_left(document.quantities, at + 1, key=lambda quantity: quantity.outer_first)
    following = document.quantities[found : found + 1]
    return any(q.outer_first == at + 1 and q.value for q in following)


def _caused(document: Document, at: int, start: int) -> bool:
    return any(
        not _CAUSES.isdisjoint(token.word.stems) or token.word.folded in _CAUSES
        for token in document.tokens[max(start, at - _FARTHEST_CAUSE) : at]
    )
