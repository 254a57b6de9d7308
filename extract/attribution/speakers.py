"""How a speaker is called: the shortest identification of a noun phrase that speaks or demands."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from extract.document import Document, Word
from extract.phrases import clitics_at, mention_at, mention_kind, phrase_end
from extract.shapes import shape
from extract.tables import load_map, load_set
from extract.text import fold

_ROLES = load_set("role_heads")
_OUTLETS = load_set("speech_outlets")
PAPERS = load_set("speech_documents")
_KIN = frozenset(
    {
        "عايله",
        "عايلات",
        "اهالي",
        "محامي",
        "محاميه",
        "والد",
        "والده",
        "زوجه",
        "شقيق",
        "نجل",
        "ذوي",
        "ذوو",
    }
    | {
        "مكتب",
        "حكومه",
        "اداره",
        "حزب",
        "قوات",
        "فريق",
        "انصار",
        "مقربون",
        "اسره",
        "هييه",
        "ابنه",
        "ابن",
    }
)
_ABOUT = frozenset({"نحو", "حوالي", "قرابه", "زهاء"})
_SAME = frozenset({"ذات", "نفس"})
_AMONG = _SAME | frozenset(
    {"احد", "احدي", "كبير", "كبار", "عدد", "كل", "جميع", "معظم", "اغلب", "مجموعه", "العديد", "عديد"}
)
_QUANTITIES = frozenset(
    {"كل", "اكثر", "ازيد", "اقل", "نحو", "حوالي", "قرابه", "زهاء", "عشرات", "ميات", "مئات", "الاف"}
    | {"ملايين", "الوف"}
    | {"عدد", "عددا", "بعض", "معظم", "مجموعه", "الفا", "الف", "ثلاثه", "اربعه", "خمسه", "سته"}
    | {"سبعه", "ثمانيه", "تسعه", "عشره", "ثماني", "سبع", "ست", "خمس", "اربع", "ثلاث"}
)
_PEOPLE = frozenset(load_map("people")) | frozenset(
    fold(plural) for plural, *_ in load_map("people").values()
)
_TO = frozenset({"إلى", "الى", "وإلى", "والى"})
_CASES = frozenset({"حاله", "حالات", "جثه", "جثث", "اصابه", "اصابات", "ضحيه", "ضحايا", "وفيات"})
_SHORT = 2  # words of a phrase that points back («الوزير المصري»)
_SPEAKING = frozenset({"person", "role", "organisation", "delegation", "state", "group"})


@dataclass(frozen=True, slots=True)
class Speaker:
    """``name`` and ``full`` as written, without proclitics; the tokens of ``span`` (exclusive).

    ``head`` is the stem of the first word, ``heads`` the stems of all; a short definite phrase
    ``points_back`` to somebody named before.
    """

    name: str
    full: str
    span: tuple[int, int]
    head: str
    heads: frozenset[str]
    points_back: bool


def speaker(document: Document, first: int, last: int) -> Speaker:
    """The speaker whom tokens ``first`` to ``last`` name: the person in the phrase, else all of it;
    the body behind a paper («إحصائيات وزارة الصحة»)."""
    if document.tokens[first].word.folded in _SAME and first + 1 < last:
        first += 1  # «ذات المصدر»
    opening = shape(document.tokens[first].word).stem  # «البيان» leads back to its body
    body = paper_body(document, first, last) or _statement_body(document, first, last)
    if body:
        first, last = body, phrase_end(document, body, last)
    full = written(document, first, last)
    short = _short_name(document, first, last)
    begin = bisect_left(document.mentions, first, key=lambda mention: mention.first)
    end = bisect_left(document.mentions, last, key=lambda mention: mention.first)
    inside = [mention for mention in document.mentions[begin:end] if mention.last <= last]
    person = next((m for m in inside if m.kind == "person"), None)
    if (
        person is not None
        and person.first > first
        and shape(document.tokens[first].word).stem in _KIN
    ):
        person = None  # the family of a man is not the man
    whole = next((m for m in inside if m.first == first and m.last == last), None)
    name = (
        person.name
        if person
        else _unread_name(document, first, last) or short or (whole.name if whole else full)
    )
    words = [shape(t.word) for t in document.tokens[first:last] if t.kind == "word"]
    points_back = (
        person is None
        and 0 < len(words) <= _SHORT
        and words[0].base.startswith("ال")
        and not (whole and whole.kind in ("state", "delegation") and words[0].stem != "بعثه")
    )
    heads = frozenset([opening, *(w.stem for w in words)])
    return Speaker(name, full, (first, last), words[0].stem if words else "", heads, points_back)


def paper_body(document: Document, first: int, last: int) -> int:
    """Where the body begins that a paper speaks for («إحصائيات وزارة …», «حصيلة أسبوعية للوزارة»);
    0 if the phrase is no paper of anybody."""
    if shape(document.tokens[first].word).stem not in PAPERS:
        return 0
    at = first + 1
    while at < last and _describes(document.tokens[at].word):
        at += 1
    if at >= last or document.tokens[at].kind != "word":
        return 0
    if any(a.pos == "verb" for a in document.tokens[at].word.analyses[:1]):
        return 0  # «حصيلة جمعتها»
    owned = at == first + 1 or shape(document.tokens[at].word).preposition == "ل"
    return at if owned and phrase_end(document, at, last) > at else 0


def _describes(word: Word) -> bool:
    """«حصيلة أسبوعية», not «لمنظمة»."""
    form = shape(word)
    return form.adjective and not form.preposition


def _statement_body(document: Document, first: int, last: int) -> int:
    """«بيان للمديرية العامة»: where the body begins whose statement it is; 0 if none is named."""
    if last < first + 2 or shape(document.tokens[first].word).stem not in ("بيان", "بلاغ"):
        return 0
    if mention_kind(document, first + 1) != "organisation":
        return 0
    return first + 1


def _unread_name(document: Document, first: int, last: int) -> str:
    """The name behind a definite title that no mention holds («الأسير يائير هورن»)."""
    head = shape(document.tokens[first].word)
    if not head.base.startswith("ال") or head.stem not in _ROLES:
        return ""
    tail = last
    while tail > first + 1 and document.tokens[tail - 1].kind == "word":
        word = shape(document.tokens[tail - 1].word)
        if word.base.startswith("ال") or word.base in ("في", "من", "باسم", "عن"):
            break
        tail -= 1
    unknown = any(not t.word.known for t in document.tokens[tail:last])
    return written(document, tail, last) if unknown and 0 < last - tail <= 4 else ""


def _short_name(document: Document, first: int, last: int) -> str:
    """The name in brackets or quotes at the phrase's end: «حركة المقاومة الإسلامية (حماس)»."""
    tokens = document.tokens
    if last - first < 5 or tokens[last - 1].text not in (")", '"', "”", "»"):
        return ""
    opens = tokens[last - 3].text in ("(", '"', "“", "«") and tokens[last - 2].kind == "word"
    whole = mention_at(document, first)
    body = whole is not None and whole.kind == "organisation"
    return tokens[last - 2].text if opens and body else ""


def is_speaker(document: Document, first: int, last: int) -> bool:
    """Whether the phrase names somebody who can speak: a party, an outlet, a source."""
    if document.tokens[first].text in _TO:
        return False  # «وإلى حين», no «والي»
    counted = _past_quantity(document, first, last)
    if first < counted < last and (
        _is_of_people(shape(document.tokens[counted].word).stem)
        or is_speaker(document, counted, last)
    ):
        return True
    if document.tokens[first].kind == "number" or document.tokens[first].word.folded in _ABOUT:
        nouns = [shape(t.word) for t in document.tokens[first:last] if t.kind == "word"]
        counted_nouns = [n for n in nouns if n.base not in _ABOUT][:1]
        return any(noun.stem in _ROLES for noun in counted_nouns)  # «نحو 60 شخصا» say nothing
    for index in range(first, min(first + 2, last)):
        if mention_kind(document, index) in _SPEAKING:
            return True
    words = [shape(t.word) for t in document.tokens[first:last] if t.kind == "word"][:3]
    if len(words) > 1 and words[0].nominal and words[0].stem not in _ROLES | _AMONG:
        words = words[:1]  # «مناطق تسليم الأسرى»
    if words and words[0].nominal and len(words[0].stem) > 4 and words[0].stem.endswith("ون"):
        return True  # a sound plural in the nominative is of people
    if words and words[0].definite and words[0].stem.endswith(("ان", "ين")):
        readings = document.tokens[first].word.analyses
        dual = bool(readings) and all(reading.number == "d" for reading in readings)
        if dual and not words[0].stem.endswith("تان"):
            return True  # «الطرفان», not «العدوان»
    if words and words[0].stem.removesuffix("ان") in _ROLES:
        return True  # «مصدران أمنيان»
    return any(w.stem in _ROLES or w.base in _OUTLETS or w.stem in _OUTLETS for w in words)


def _is_of_people(stem: str) -> bool:
    """«عامل», «عمال», «مستوطنين», «مقاتلي», not «حالات»."""
    if stem in _CASES:
        return False
    bare = stem[:-2] if stem.endswith(("ين", "ون")) else stem.removesuffix("ي")
    return stem in _PEOPLE or bare in _PEOPLE


def _past_quantity(document: Document, first: int, last: int) -> int:
    """Past «كل من», «أكثر من 23 ألفا من», «عشرات»: the noun that is counted."""
    index = first
    while index < last:
        token = document.tokens[index]
        quantity = token.kind == "word" and shape(token.word).stem in _QUANTITIES
        joint = index > first and token.word.folded == "من"
        if not (token.kind == "number" or quantity or joint):
            break
        index += 1
    return index


def written(document: Document, first: int, last: int) -> str:
    """The text of the phrase without the first word's proclitics: «للجيش» → «الجيش»."""
    tokens = document.tokens
    text = document.text[tokens[first].start : tokens[last - 1].end]
    word = shape(tokens[first].word)
    if tokens[first].kind == "word" and any(clitics_at(document, first)):
        cut = len(word.conjunction) + len(word.preposition)
        rest = _without_letters(text, cut)
        if word.preposition == "ل" and word.base.startswith("ال") and rest.startswith("ل"):
            rest = "ا" + rest
        text = rest
    if len(text) > 1 and text[0] in '"«“' and text[-1] in '"»”' and text.count(text[0]) < 3:
        text = text[1:-1]
    return text.strip()


def _without_letters(text: str, count: int) -> str:
    """``text`` without its first ``count`` letters and the marks and tatweel that follow them."""
    at = 0
    while count and at < len(text):
        count -= text[at].isalpha() and text[at] != "ـ"
        at += 1
    while at < len(text) and (not text[at].isalnum() or text[at] == "ـ") and text[at] not in '"«“(':
        at += 1
    return text[at:]
