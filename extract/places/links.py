"""One link of a geographic phrase: a known name, or a head with the name behind it."""

from __future__ import annotations

from dataclasses import dataclass

from extract.document import Document, Token
from extract.places.gazetteer import Place
from extract.places.words import (
    NAME_STOPS,
    QUARTERS,
    begins_side,
    clitic_of,
    direction_end,
    forms_of,
    head_of,
    is_definite_head,
    known_at,
)
from extract.shapes import shape
from extract.tables import load_set
from extract.wordclass import NISBAS

_LONGEST_NAME = 3  # words of a name after a head: «مدرسة بنات دير ياسين»
WEEKDAYS = load_set("weekdays") | {f"ال{day}" for day in load_set("weekdays")}
_SCATTERED = load_set("place_scattered")
_COMPOUNDS = load_set("place_compounds")
LAND = frozenset({"البلاد", "الوطن"})
_OF_NAMES = frozenset({"بن", "ابن", "بنت", "ابو", "ام", "ال", "عبد", "دي", "دو", "ديل", "دا"})
_SETTLEMENTS = frozenset({"مدينه", "بلده", "قريه", "مخيم", "عزبه", "ضيعه", "ناحيه", "بلديه"})
_MARKETS = frozenset({"سوق"})
_NUMBERED = frozenset({"اللواء", "رقم", "الكيلو", "القطاع", "المربع"})
_QUOTES = {'"': '"', "«": "»", "“": "”", "(": ")", "'": "'"}


@dataclass(frozen=True, slots=True)
class Link:
    last: int
    place: Place | None
    headed: bool


def link_at(document: Document, at: int, limit: int, directed: bool) -> Link | None:
    """A head with its name, or a known name."""
    if at >= limit or document.tokens[at].kind not in ("word", "punctuation"):
        return None
    tokens = document.tokens
    head = head_of(tokens[at].word) if tokens[at].kind == "word" else None
    counted = at > 0 and tokens[at - 1].kind == "number"
    if tokens[at].text[1:2] == "أ" or counted:
        head = None  # «وأدى» is no valley, «20 مبنى في تركيا» no place
    if head == "under" and not (at and head_of(tokens[at - 1].word)):
        head = None  # «شرطة كذا» is a body, «قسم شرطة كذا» a place
    if head == "over" and not (at + 1 < limit and head_of(tokens[at + 1].word)):
        head = None
    if head is not None:
        named = _named(document, at + 1, limit, head in ("named", "under"))
        if named:
            known = known_at(tokens, at, limit)
            place = known[1] if known and known[0] >= named.last else named.place
            return Link(max(named.last, known[0] if known else 0), place, True)
    if at < limit and tokens[at].text in _QUOTES:
        return None
    if tokens[at].word.stems[-1] in QUARTERS and "ال" in tokens[at].word.folded[:3]:
        before = tokens[at - 1].word.folded if at else ""
        if _clitic_of_side(tokens[at].word.folded) or before == "في":
            return Link(at + 1, None, True)
    side = _side_of(document, at, limit)
    if side:
        return side
    road = _road(tokens, at, limit)
    if road or _of_country(tokens, at, limit):
        end = road or at + 2
        capital = known_at(tokens, end, limit, whole=True) if not road else None
        return Link(*capital, True) if capital else Link(end, None, True)
    known = known_at(tokens, at, limit)
    if known and (directed or not known[1].common or known[0] > at + 1):
        return Link(known[0], known[1], False)
    return None


def _road(tokens: tuple[Token, ...], at: int, limit: int) -> int:
    """The end of «الطريق الوطني رقم 1», «الطريق الصحراوي الغربي»; 0 if there is none."""
    if not any(form == "الطريق" for form in forms_of(tokens[at].word)):
        return 0
    end = at + 1
    while end < min(limit, at + 4) and tokens[end].kind == "word":
        form = shape(tokens[end].word)
        if not form.adjective or not form.base.startswith("ال") or form.preposition:
            break
        end += 1
    if end == at + 1:
        return 0
    numbered = end + 1 < limit and tokens[end].word.folded == "رقم"
    return end + 2 if numbered and tokens[end + 1].kind == "number" else end


def _of_country(tokens: tuple[Token, ...], at: int, limit: int) -> bool:
    """«السواحل الليبية», «الأراضي السورية»: a definite head with the adjective of a country."""
    if at + 1 >= limit or not is_definite_head(tokens[at].word) or tokens[at + 1].kind != "word":
        return False
    following = tokens[at + 1].word.folded
    return following.startswith("ال") and following[2:] in NISBAS


def _side_of(document: Document, at: int, limit: int) -> Link | None:
    """«الساحل الشرقي لليبيا», «الجزء الغربي من المدينة»: a side, then whose side it is."""
    tokens = document.tokens
    if at + 2 >= limit or not begins_side(tokens[at].word):
        return None
    end = at + 1
    while end < min(at + 3, limit - 1) and _is_of_origin(tokens[end].word.folded):
        end += 1  # «الساحل الجنوبي الشرقي لتونس»
    of = tokens[end].word.folded == "من"
    if end == at + 1 or not (of or tokens[end].word.folded.startswith("ل")):
        return None
    whole = link_at(document, end + of, limit, False)
    return Link(whole.last, whole.place, True) if whole else None


def _is_of_origin(folded: str) -> bool:
    """«الشرقي», «الليبية»."""
    return folded.startswith("ال") and folded.endswith(("ي", "يه"))


def _clitic_of_side(folded: str) -> bool:
    return folded.startswith(("بال", "وبال"))


def _named(document: Document, at: int, limit: int, free: bool) -> Link | None:
    """The name after a head: known, in quotation marks, or (if ``free``) one to three words."""
    tokens = document.tokens
    if at >= limit:
        return None
    if tokens[at].text in _QUOTES:
        close = _QUOTES[tokens[at].text]
        for end in range(at + 2, min(limit, at + 6)):
            if tokens[end].text == close:
                return Link(end + 1, None, True) if free else None
        return None
    known = known_at(tokens, at, limit, whole=True)
    if known:
        return Link(known[0], known[1], True)
    if tokens[at].word.folded in LAND and head_of(tokens[at - 1].word) == "known":
        return Link(at + 1, None, True)  # «أنحاء البلاد»
    spread = _spread(document, at, limit)
    if spread:
        return spread
    directed = direction_end(tokens, at, limit)
    if directed:
        link = link_at(document, directed, limit, True)
        if link:
            return link
    inner = link_at(document, at, limit, False) if head_of(tokens[at].word) is not None else None
    if inner:
        return inner
    if not free:
        return None
    counted = _counted(tokens, at, limit)
    if counted:
        return counted
    market = tokens[at - 1].word.stems[-1] in _MARKETS and tokens[at].word.folded in WEEKDAYS
    end = at + 1 if market else _compound(tokens, at, limit)
    if end == at and _is_any_name(tokens, at):
        end += 1
    while end < limit and end < at + _LONGEST_NAME and _is_name_word(tokens[end], end == at):
        end += 1
        if end + 1 < limit and tokens[end].word.folded in _OF_NAMES:
            end += 2  # «مسجد عمر بن عبد العزيز»
        if end < limit and known_at(tokens, end, limit) and clitic_of(tokens[end].word):
            break
    numbered = at < end < limit and tokens[end - 1].word.folded in _NUMBERED
    if numbered and tokens[end].kind == "number":
        end += 1  # «معسكر اللواء 201»
    return Link(end, None, True) if end > at else None


def _counted(tokens: tuple[Token, ...], at: int, limit: int) -> Link | None:
    """«محطة قطارات نيودلهي», «مدرسة بنات رفح»: an indefinite noun, then a known name."""
    noun = shape(tokens[at].word)
    if not tokens[at].word.known or noun.definite or noun.preposition or noun.conjunction:
        return None
    if not noun.nominal or tokens[at].word.folded in NAME_STOPS:
        return None
    known = known_at(tokens, at + 1, limit, whole=True)
    return Link(known[0], known[1], True) if known and not known[1].common else None


def _spread(document: Document, at: int, limit: int) -> Link | None:
    """«مناطق متفرقة من بغداد», «أحياء عدة في الخرطوم»: adjectives of number, then a name."""
    tokens = document.tokens
    end = at
    while end < limit and end < at + 3 and tokens[end].word.folded in _SCATTERED:
        end += 1
    if not head_of(tokens[at - 1].word) or tokens[at - 1].word.folded == "محليه":
        return None
    if end + 1 >= limit:
        return None
    if tokens[end].word.folded in ("من", "في", "فى"):
        if end > at and tokens[end + 1].word.folded in LAND:
            return Link(end + 2, None, True)  # «مناطق متفرقة من الوطن»
        directed = direction_end(tokens, end + 1, limit)
        further = link_at(document, directed or end + 1, limit, directed is not None)
        if further or end == at:
            return further
    if end == at:
        return None
    return link_at(document, end, limit, False) if clitic_of(tokens[end].word) else None


def _compound(tokens: tuple[Token, ...], at: int, limit: int) -> int:
    """Past the first two words of a name such as «عين الزهر», «بيت لهيا», «تل أبيض»."""
    if at + 1 >= limit or tokens[at].word.folded in NAME_STOPS:
        return at
    second = tokens[at + 1]
    if second.kind != "word" or second.word.folded in NAME_STOPS:
        return at
    form = shape(second.word)
    if tokens[at].word.folded not in _COMPOUNDS and (
        second.word.known or shape(tokens[at].word).only_verb or shape(tokens[at].word).preposition
    ):
        return at  # «طير حرفا»: a common noun before a word that is none
    return at if form.conjunction or form.preposition or form.only_verb else at + 2


def _is_any_name(tokens: tuple[Token, ...], at: int) -> bool:
    """Behind «مدينة» or «قرية» any noun is its name: «بلدة معرة حرمة»."""
    if _SETTLEMENTS.isdisjoint(tokens[at - 1].word.stems) or tokens[at].kind != "word":
        return False
    form = shape(tokens[at].word)
    stops = tokens[at].word.folded in NAME_STOPS or form.preposition or form.conjunction
    return form.nominal and not form.adjective and not stops


def _is_name_word(token: Token, opening: bool) -> bool:
    if token.kind != "word" or token.word.folded in NAME_STOPS:
        return False
    form = shape(token.word)
    if form.conjunction or form.preposition or form.only_verb:
        return False
    if opening:
        return form.definite or form.name or not token.word.known
    return form.name or not token.word.known or (form.definite and form.adjective)
