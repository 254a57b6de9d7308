"""Where a meeting is: a city, a country, or a building with the words that tell which."""

from __future__ import annotations

from extract.document import Document
from extract.mentions.parties import Reader
from extract.places import mention_at
from extract.tables import load_set
from extract.wordclass import STATES

VENUES = load_set("meeting_venues")
_STYLES = frozenset({"سمو", "معالي", "فخامه", "جلاله", "سعاده", "دوله", "غبطه", "فضيله"})
_KINDS = frozenset({"الدولي", "العسكري", "المدني", "الجوي", "الدوليه", "الجويه"})
_TOWNS = frozenset({"مدينه", "بلده", "محافظه", "عاصمه", "ولايه"})


def place_at(document: Document, reader: Reader, at: int, limit: int) -> tuple[str, int] | None:
    """The place that the phrase at token ``at`` names, and the token after it."""
    form = reader.forms[at]
    if form is None or form.stop:
        return None
    if form.base in ("العاصمه", "عاصمه"):
        return _capital(document, reader, at, limit)
    end = reader.phrase(at, STATES)
    if (
        form.stem in VENUES
        or form.base in VENUES
        or _two_words(reader, at, limit) in VENUES
    ):
        end = _venue(document, reader, at, limit)
    mention = mention_at(document, at, limit)
    written = mention is not None and mention.start > document.tokens[at].start
    if written and not form.preposition:
        end = 0  # «بجدة», «بدبي»
    if end and (mention is None or mention.last <= end or mention.place is None):
        return reader.text(at, end), end
    if mention is not None and (mention.place is not None or mention.headed):
        return mention.text, mention.last
    return None


def unknown_place(reader: Reader, at: int, limit: int) -> tuple[str, int] | None:
    """A name behind «في» that neither dictionary nor gazetteer knows: mostly a small town."""
    end = at
    while end < min(limit, at + 2):
        form = reader.forms[end]
        prefixed = end == at and form is not None and form.preposition == "ب" and not form.article
        if form is None or form.conjunction or (form.preposition and not prefixed):
            break  # behind «في» no «ب» is a preposition: «في بكركي»
        foreign = form.unknown or (form.person == "given" and not reader.tokens[end].word.analyses)
        if not (foreign or prefixed) or form.title or form.body or form.nisba:
            break
        end += 1
    if end == at:
        return None
    start = reader.tokens[at].start  # with its «ب», which is a letter of the name
    return reader.document.text[start : reader.tokens[end - 1].end], end


def _two_words(reader: Reader, at: int, limit: int) -> str:
    """The folded word at a token with the one after it («عين التينة»)."""
    after = reader.forms[at + 1] if at + 1 < limit else None
    head = reader.forms[at]
    return f"{head.base} {after.base}" if head is not None and after is not None else ""


def _capital(document: Document, reader: Reader, at: int, limit: int) -> tuple[str, int] | None:
    """«العاصمة المصرية القاهرة»: the city, or the words themselves where it is not named."""
    end = at + 1
    while end < limit:
        form = reader.forms[end]
        if form is None or form.conjunction or form.preposition:
            break
        after = reader.forms[end + 1] if end + 1 < limit else None
        whose = form.nisba and after is not None and after.state and not after.preposition
        if form.state and not whose:
            last = reader.phrase(end, STATES)
            return reader.text(at, last), last
        if not (form.nisba or form.adjective):
            break
        end += 1
    return (reader.text(at, end), end) if end > at + 1 else None


def _standing_in(document: Document, reader: Reader, at: int, limit: int) -> int:
    """The end of «بمقر القيادة، في مدينة طبرق» behind a room: where it stands; else 0."""
    at += document.tokens[at].text in "،," if at < limit else 0
    form = reader.forms[at] if at < limit else None
    if form is None or form.conjunction:
        return 0
    at += form.base == "في"
    inner = reader.forms[at] if at < limit else None
    if inner is None or (form.base != "في" and form.preposition != "ب"):
        return 0
    headed = inner.stem in VENUES and (form.base != "في" or inner.stem in _TOWNS)
    found = place_at(document, reader, at, limit) if headed else None
    return found[1] if found is not None else 0


def _described(reader: Reader, end: int, limit: int) -> int:
    """The end of «مطار تونس قرطاج الدولي», «مكتب سمو الحاكم» behind the words already read."""
    last = reader.forms[end - 1]
    after = reader.forms[end] if end < limit else None
    if last is not None and after is not None and last.base in _STYLES and after.article:
        return end + 1
    while after is not None and after.adjective and after.article and not after.preposition:
        end += 1  # «الصالون الكبير»
        after = reader.forms[end] if end < limit else None
    for at in range(end, min(limit, end + 3)):
        form = reader.forms[at]
        if form is None or form.conjunction or form.preposition or form.stop:
            break
        if form.base in _KINDS:
            return at + 1
    return end


def _venue(document: Document, reader: Reader, at: int, limit: int) -> int:
    """The end of a building's name with the city it stands in, or 0 for a bare «مقر»."""
    end = reader.title(at, limit).last
    head = reader.forms[at]
    if head is None:
        return 0
    owner = reader.person(at + 1, limit) if at + 1 < limit and not head.definite else None
    opens = reader.forms[at + 1] if owner is not None else None
    named = opens is not None and bool(opens.title or opens.person)  # «قصر قرطاج فلانا»
    if owner is not None and owner.kind == "person" and named:
        end = owner.last  # «منزل رئيس الوزراء فلان»
    end = _standing_in(document, reader, end, limit) or end
    end = _described(reader, end, limit)
    while end < limit:
        form = reader.forms[end]
        if form is None or form.conjunction:
            break
        if form.base == "في" and end + 1 < limit:
            following = reader.forms[end + 1]
            more = reader.phrase(end + 1, STATES) if following is not None else 0
            unknown = unknown_place(reader, end + 1, limit) if not more else None
            more = unknown[1] if unknown is not None else more
        elif form.preposition == "ب":
            town = mention_at(document, end, limit)
            more = reader.phrase(end, STATES)
            known = town is not None and town.place is not None
            more = more or (end + 1 if known or (form.article and form.unknown) else 0)
        else:
            more = 0
        if not more:
            break
        end = _described(reader, more, limit)
    if end == at + 1 and not head.definite and not head.state:
        following = reader.forms[end] if end < limit else None
        if (
            following is not None
            and following.nominal
            and not following.stop
            and not following.preposition
        ):
            return end + 1
        return 0
    return end
