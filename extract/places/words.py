"""What single words may be in a geographic phrase: heads, directions, known names, adjectives."""

from __future__ import annotations

from functools import lru_cache

from extract.document import Token, Word
from extract.places.gazetteer import Place, longest, names
from extract.shapes import shape
from extract.tables import load_map, load_set

HEADS = load_map("place_heads")
DIRECTIONS = load_map("place_directions")
_DIRECTION_WORDS = frozenset(phrase.split()[0] for phrase in DIRECTIONS)
NAME_STOPS = load_set("place_name_stops")
_EPITHETS = load_set("place_epithets")
SIDES = frozenset(
    {"الجزء", "الشطر", "الطرف", "القسم", "الجانب", "المدخل", "الضاحيه", "الشريط"}
    | {"الساحل", "الريف"}
)
QUARTERS = frozenset({"شمال", "جنوب"})  # «استشهاد مئات بالشمال»


@lru_cache(maxsize=1 << 14)
def begins_place(word: Word) -> bool:
    """Whether the word is a preposition and the first word of a known place: «بقباطية»."""
    known = names()
    return word.folded[:1] in ("ب", "ل") and any(form in known for form in forms_of(word)[1:])


@lru_cache(maxsize=1 << 14)
def may_begin(word: Word) -> bool:
    sizes = longest()
    if word.stems[-1] in QUARTERS and "ال" in word.folded:
        return True
    return any(
        form in sizes or form in HEADS or form in _DIRECTION_WORDS or form == "الطريق"
        for form in forms_of(word)
    ) or begins_side(word)


@lru_cache(maxsize=1 << 14)
def begins_side(word: Word) -> bool:
    """«الساحل», «الجزء»: with an adjective behind it the side of a place."""
    return not SIDES.isdisjoint(forms_of(word))


@lru_cache(maxsize=1 << 14)
def forms_of(word: Word) -> tuple[str, ...]:
    """The word without conjunction and preposition, but with its article."""
    folded = word.folded
    forms = [folded]
    for stem in word.stems[1:]:
        cut = folded[: len(folded) - len(stem)]
        if cut in ("و", "ف", "ب", "ل", "وب", "ول", "فب", "ك"):
            forms.append(stem)
        if cut.endswith("لل") or (cut.endswith("ل") and folded.startswith(("لل", "ولل"))):
            forms.append("ال" + stem)
    clitic = len(folded) > 4 and not word.known and folded[0] in "بول"
    if clitic and folded[1:] in longest():
        forms.append(folded[1:])
    return tuple(dict.fromkeys(forms))


@lru_cache(maxsize=1 << 14)
def clitic_of(word: Word) -> str:
    """The proclitics that stand before a known name, head or direction: ``ب``, ``و``, ``ول``, …"""
    sizes = longest()
    for form in forms_of(word):
        known = form in sizes or form in HEADS or form in _DIRECTION_WORDS or form == "الطريق"
        known = known or form in SIDES
        if known or form[2:] in QUARTERS:
            if form.startswith("ال") and word.folded.endswith(form[2:]) and "لل" in word.folded[:3]:
                return word.folded[: word.folded.index("لل") + 1]
            return word.folded[: len(word.folded) - len(form)]
    return ""


def head_of(word: Word) -> str | None:
    for form in forms_of(word):
        entry = HEADS.get(form) or (HEADS.get(form[2:]) if form.startswith("ال") else None)
        if entry and (form in HEADS or form[2:] in ("حي",)):
            return entry[0]
    return None


@lru_cache(maxsize=1 << 14)
def is_definite_head(word: Word) -> bool:
    return any(form.startswith("ال") and form[2:] in HEADS for form in forms_of(word))


def direction_end(tokens: tuple[Token, ...], at: int, limit: int) -> int | None:
    """The end of one or two direction words at ``at``, with «من» or a head between: «شمال غربي»."""
    end = at
    while end < limit and end < at + 3 and tokens[end].kind == "word":
        forms = forms_of(tokens[end].word)
        if end > at:
            forms = (tokens[end].word.folded,)
        phrase = next(
            (
                form
                for form in forms
                if form in DIRECTIONS
                or (end + 1 < limit and f"{form} {tokens[end + 1].word.folded}" in DIRECTIONS)
            ),
            None,
        )
        if phrase is None:
            break
        end += 1 if phrase in DIRECTIONS else 2
    if end == at:
        return None
    if end < limit and tokens[end].word.folded == "من":
        end += 1
    return end if end < limit else None


def known_at(
    tokens: tuple[Token, ...], at: int, limit: int, whole: bool = False
) -> tuple[int, Place] | None:
    """The longest known name at ``at``, and its end; ``whole`` forbids a clitic before it."""
    token = tokens[at] if at < limit else None
    if (
        token is None
        or token.kind != "word"
        or token.word.folded in NAME_STOPS
        or "ً" in token.text
    ):
        return None
    sizes, known = longest(), names()
    for form in (tokens[at].word.folded,) if whole else forms_of(tokens[at].word):
        for size in range(min(sizes.get(form, 0), limit - at), 0, -1):
            rest = (token.word.folded for token in tokens[at + 1 : at + size])
            place = known.get(" ".join((form, *rest)))
            if place:
                return at + size, place
    return None


def adjectives_end(tokens: tuple[Token, ...], at: int, limit: int) -> int:
    """Past adjectives of the place: «غزة المحاصرة», «جزيرة لامبيدوزا الإيطالية»."""
    end = at
    while end < limit and end < at + 2 and tokens[end].kind == "word":
        word = tokens[end].word
        if word.folded in NAME_STOPS or not word.folded.startswith("ال"):
            break
        form = shape(word)
        describes = word.folded.endswith(("ي", "يه")) or word.folded[2:] in _EPITHETS
        if not form.adjective or not describes or form.preposition or form.conjunction:
            break
        end += 1
    return end


def written_length(text: str, cut: str) -> int:
    """How many characters of the written word its proclitics take, marks between them included."""
    at = taken = 0
    while taken < len(cut) and at < len(text):
        if text[at].isalpha() and text[at] != "ـ":
            taken += 1
        at += 1
    return at
