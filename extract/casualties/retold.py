"""One figure told twice is one fact: headline and body, lead and detail.

Of two tellings the fuller fields win. A round or vague figure of a headline gives way to the exact
one of the body; parts and wholes, and figures of different places, stay apart.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from extract.casualties.figures import Figure
from extract.casualties.same_place import contains, narrowest, share, within, words_of
from extract.document import Sentence
from extract.facts import Scope
from extract.places import resolve
from extract.tables import load_set

_ROUND = ("more_than", "at_least", "about")
_LEAD = 1  # sentences up to it are headline and lead: the body tells the same in full
_NO_CHANCE = 10  # figures from here on that headline and body share are one, wherever they are
_ROUNDEST = 5  # round numbers are multiples of it
_BACKGROUND = {"incident", "cumulative"}  # «عشرات القتلى» of an attack, and of such attacks
_MEMORY = 200  # figures back to which a telling is compared: no real text has as many
_NEAR = 1.35  # an exact figure up to so many times the round one of the headline replaces it
_LESS = 0.8  # and «نحو 20» one that is so much smaller
_GENERIC = load_set("victim_generic")


@dataclass(frozen=True, slots=True)
class Told:
    """A figure in its sentence, with all that was found about it.

    ``lent`` tells that the place is that of another sentence: it parts no two figures; ``further``
    that the text adds it to what it told before («كما اعتقلت 3», «وفاة 9 آخرين»); ``past`` that it
    is of another day than the news («الاثنين الماضي»); ``joined`` that «و» joins it to a figure of
    its role before.
    """

    figure: Figure
    sentence: Sentence
    scope: Scope
    place: str | None
    attribution: str | None
    victims: str | None
    lent: bool = False
    further: bool = False
    past: bool = False
    joined: bool = False


def retold(told: list[Told], title: int = 0) -> list[Told]:
    """The distinct figures, each with the fields of all its tellings.

    ``title`` is the last sentence of the headline, -1 if there is none: what follows a headline
    tells the same in full.
    """
    kept: list[Told] = []
    for one in told:
        memory = range(max(0, len(kept) - _MEMORY), len(kept))
        for index in sorted(memory, key=lambda at: not _equal(kept[at].figure, one.figure)):
            other = kept[index]
            joined = _joined(other, one, title)
            if joined:
                kept[index] = joined
                break
        else:
            kept.append(one)
    return kept


def _equal(a: Figure, b: Figure) -> bool:
    return a.count == b.count and a.vague == b.vague and a.count_max == b.count_max


def _joined(first: Told, second: Told, title: int) -> Told | None:
    """The one figure that both tell, or None if they are two."""
    a, b = first.figure, second.figure
    if a.role != b.role:
        return None
    if _equal(a, b):
        return _same(first, second, title)
    if first.sentence == second.sentence or a.part != b.part:
        return None
    if a.part and not same_people(first, second):
        return None
    if not _one_place(first, second):
        return None
    if a.vague and b.vague:
        if first.scope != second.scope and "incident" not in (first.scope, second.scope):
            return None
        return (
            _merge(first, second, keep=first if b.loose else second) if a.loose or b.loose else None
        )
    announced = first.sentence.index <= _LEAD or _tied(first, second)
    if a.vague and b.count is not None and _fits(a, b.count) and announced:
        return _merge(first, second, keep=second)
    fits = a.count is not None and _fits(b, a.count) and _tied(first, second)
    tied = fits or (b.loose and a.count != 1)
    if b.vague and a.count is not None and tied:
        return _merge(first, second, keep=first)
    if a.count is None or b.count is None or (first.scope != second.scope and a.bound == b.bound):
        return None
    if _rounds(a, b):
        return _merge(first, second, keep=second)
    if _rounds(b, a):
        return _merge(first, second, keep=first)
    return None


def _rounds(rough: Figure, exact: Figure) -> bool:
    """Whether a figure such as «أكثر من 40», «نحو 20» is an exact one told in round numbers."""
    low, count = rough.count or 0, exact.count or 0
    if rough.bound not in _ROUND or exact.bound != "exact" or low % _ROUNDEST:
        return False
    least = low * _LESS if rough.bound == "about" else low
    return least <= count <= low * _NEAR


def _anybody(first: Told, second: Told) -> bool:
    """Whether one says no more than «شاب» of him whom the other calls by name, at one place."""
    mine, yours = words_of(first.victims or ""), words_of(second.victims or "")
    generic = (mine <= _GENERIC and len(yours) > 1) or (yours <= _GENERIC and len(mine) > 1)
    placed = first.place and second.place and within(first.place, second.place)
    return generic and bool(placed)


def _now_named(first: Told, second: Told) -> bool:
    """«استشهد أحد رجال الأمن»; then «… استشهاد الجندي فلان»: the lead's one man, now by name."""
    mine, yours = (first.victims or "").split(), (second.victims or "").split()
    one = first.figure.count == 1 and first.sentence.index <= _LEAD
    vague = mine[:1] in (["أحد"], ["احد"], ["إحدى"]) or words_of(first.victims or "") <= _GENERIC
    near = 0 < second.sentence.index - first.sentence.index <= _LEAD + 1
    named = len(yours) > 1 and yours[0] not in ("أحد", "احد", "إحدى")
    own = not (second.further or second.past)
    return one and vague and near and named and own and within(first.place, second.place)


def _tied(first: Told, second: Told) -> bool:
    """Whether both tell of one scope and name one place."""
    same = first.scope == second.scope == "incident"
    if second.lent or not second.place:
        return same
    return same and not first.lent and within(first.place, second.place)


def _fits(vague: Figure, count: int) -> bool:
    least = {"several": 2, "tens": 20, "hundreds": 200, "thousands": 2000}.get(
        vague.vague or "", 10_000
    )
    return count >= least


def _same(first: Told, second: Told, title: int) -> Told | None:
    """Two equal figures are one unless their places or victims tell them apart."""
    a, b = first.figure, second.figure
    headline = first.sentence.index <= title < second.sentence.index <= title + 2
    repeated = first.sentence.index <= _LEAD and (a.count or 0) >= _NO_CHANCE
    body = headline and not second.further and not differ(first.victims, second.victims)
    again = body or (repeated and first.sentence != second.sentence)
    again = again and not (second.joined and (a.count or 0) < _NO_CHANCE)
    if not _one_place(first, second) and not again:
        return None
    small = (a.count or 0) <= 2 and a.vague is None and not _now_named(first, second)
    named_apart = differ(first.victims, second.victims) and not _anybody(first, second)
    if small and not headline and named_apart:
        return None
    if second.past and not first.past and (a.count or 0) < _NO_CHANCE:
        return None
    if second.further and not headline and (a.count or 0) < _NO_CHANCE:
        return None
    if small and title < 0 and first.sentence != second.sentence and not _surely(first, second):
        return None
    if _items(first, second) and not within(first.place, second.place):
        return None
    if a.part != b.part and (small or first.sentence == second.sentence):
        return None
    if b.rule == "as many":
        return None  # «قتل 5 جنود ومثلهم من المدنيين»
    if first.sentence == second.sentence and (a.bound != b.bound or _coordinate(first, second)):
        return None  # «قتل 11 على الأقل … وعثر على 11 جثة», «5 جنود و5 مدنيين»
    if first.sentence == second.sentence and (a.part or not small):
        return None if a.part else _merge(first, second, keep=first)
    apart = second.sentence.index - first.sentence.index > 1
    scopes = {first.scope, second.scope}
    if apart and (scopes == {"period", "cumulative"} or (a.vague and scopes == _BACKGROUND)):
        return None
    return _merge(first, second, keep=second if a.bound == "exact" != b.bound else first)


def _coordinate(first: Told, second: Told) -> bool:
    """Whether two equal figures of one sentence stand side by side: they are two."""
    if second.figure.rule == "two words of harm":
        return False
    joined = second.joined and (second.figure.count != 1 or second.victims is not None)
    same_cue = first.figure.cue == second.figure.cue
    return same_cue or joined or differ(first.victims, second.victims)


def same_people(first: Told, second: Told) -> bool:
    """Whether both say who was harmed, in words that they share."""
    return bool(first.victims and second.victims) and share(first.victims, second.victims)  # type: ignore[arg-type]


def _surely(first: Told, second: Told) -> bool:
    """Whether two small figures of one running text have their victims or place in common."""
    victims = same_people(first, second)
    own = bool(first.place and second.place) and not (first.lent or second.lent)
    return victims or (own and within(first.place, second.place))


def _items(first: Told, second: Told) -> bool:
    """Whether both stand in the body, where small figures may be equal by chance."""
    body = first.sentence.index > _LEAD or second.sentence.index - first.sentence.index == 1
    chance = (first.figure.count or 0) < _NO_CHANCE
    return body and first.sentence.index > 0 and chance and not (first.lent or second.lent)


def _one_place(first: Told, second: Told) -> bool:
    if not first.place or not second.place or first.lent or second.lent:
        return True
    if share(first.place, second.place):
        return True
    if first.sentence.index > _LEAD:
        return False
    return contains(first.place, second.place) or contains(second.place, first.place)


def elsewhere(first: Told, second: Told) -> bool:
    """Whether two figures are of places that are known, and neither lies in the other."""
    if not first.place or not second.place or first.lent or second.lent:
        return False
    if " و" in first.place:
        return False  # several places
    if share(first.place, second.place) or not (resolve(first.place) and resolve(second.place)):
        return False
    return not (contains(first.place, second.place) or contains(second.place, first.place))


def differ(one: str | None, other: str | None) -> bool:
    """Whether both say who was harmed, and name different people."""
    if not one or not other:
        return False
    mine, yours = words_of(one), words_of(other)
    named = mine - _GENERIC, yours - _GENERIC
    return named[0].isdisjoint(named[1]) if all(named) else mine.isdisjoint(yours)


def _fuller(one: str | None, other: str | None) -> str | None:
    """The words that say more: a name rather than «شاب»."""
    if one and other and words_of(one) <= _GENERIC:
        return other
    return one or other


def _lent_source(keep: Told, first: Told, second: Told) -> str | None:
    """The source of the other telling, unless it is a later one that gives no figure."""
    other = second if keep is first else first
    return None if other is second and other.figure.loose else other.attribution


def _merge(first: Told, second: Told, keep: Told) -> Told:
    other = second if keep is first else first
    alone = keep.figure.count == 1
    scope = keep.scope if alone or keep.scope != "incident" else other.scope
    places = [t.place for t in (keep, other) if t.place and not t.lent]
    if other.figure.loose and other is second and keep.figure.count is not None:
        places = [t.place for t in (keep,) if t.place and not t.lent]
    place = narrowest(places) or keep.place or (other.place if other.lent else None)
    return replace(
        keep,
        scope=scope,
        place=place,
        lent=not places,
        attribution=keep.attribution or _lent_source(keep, first, second),
        victims=_fuller(keep.victims, other.victims),
    )
