"""Places that a sentence names though nothing happened there: a home, an office, a hospital."""

from __future__ import annotations

from extract.document import Document, Sentence
from extract.phrases import clitics_at
from extract.places import PlaceMention
from extract.tables import load_set

HOSPITALS = load_set("place_hospitals")
_DWELLERS = load_set("place_dwellers")
_SERVING = load_set("place_serving")
_CARRYING = load_set("place_carrying")
_FROM_HOSPITAL = 5  # tokens from «مستشفى» to the town that it is in


def is_home(document: Document, mention: PlaceMention, sentence: Sentence) -> bool:
    """«من سكان مخيم الشاطئ»: where somebody comes from."""
    words = document.tokens[max(sentence.first, mention.first - 2) : mention.first]
    if len(words) < 2 or words[0].word.folded.removeprefix("و") != "من":
        return False
    return not _DWELLERS.isdisjoint(words[1].word.stems)


def is_office(document: Document, mention: PlaceMention, sentence: Sentence) -> bool:
    """«رئيس بلدية كذا», «مدير مدرسة كذا»: whom somebody serves."""
    first = mention.first
    if first == sentence.first or clitics_at(document, first)[1]:
        return False
    return not _SERVING.isdisjoint(document.tokens[first - 1].word.stems)


def is_of_hospital(document: Document, mention: PlaceMention, sentence: Sentence) -> bool:
    """«نقلوا إلى المستشفى في صور», «وصلوا مستشفى ناصر بخان يونس»: where the harmed are now."""
    if mention.place is not None and mention.place.kind in ("country", "region"):
        return False  # «مستشفيات القطاع»
    tokens = document.tokens
    begin = max(sentence.first, mention.first - _FROM_HOSPITAL)
    for at in range(mention.first - 1, begin, -1):
        if tokens[at].kind != "word" or tokens[at].text[0] in "،,.":
            return False
        if not HOSPITALS.isdisjoint(tokens[at].word.stems):
            before = tokens[max(sentence.first, at - 4) : at]
            carried = any(not _CARRYING.isdisjoint(token.word.stems) for token in before)
            behind = [token.word.folded for token in tokens[at + 1 : mention.first]]
            if behind[:1] == ["من"]:
                return False  # «وصلت إلى المستشفى من حي كذا»
            return carried or before[-1].word.folded == "الي" or behind == ["في"]
    return False


def is_brought(document: Document, mention: PlaceMention) -> bool:
    """«نقل 29 مصابا لمدينة الطب»."""
    before = document.tokens[max(0, mention.first - _FROM_HOSPITAL) : mention.first]
    return any(not _CARRYING.isdisjoint(token.word.stems) for token in before)


def is_route(document: Document, mention: PlaceMention) -> bool:
    """«قطار "القاهرة - المنصورة"»: the name of a line."""
    tokens = document.tokens
    before = [token.text for token in tokens[max(0, mention.first - 1) : mention.first]]
    after = [token.text for token in tokens[mention.last : mention.last + 1]]
    quoted = before[:1] in (['"'], ["“"], ["«"]) and after[:1] in (['"'], ["”"], ["»"])
    return quoted and any(mark in mention.text for mark in "-–/")
