"""Series of the ledger as words: bound, claimants, scope, and the channel's own noun or a neutral
one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.digest.claimants import channel_name, claimants
from bot.digest.composition import Line
from bot.digest.gate import bears_nothing, passes
from bot.digest.victims import households, victims_shown
from bot.digest.wording import Wording
from bot.events.event import Event, Statement
from bot.events.ledger import Series, series
from bot.locales import isolate
from extract.facts import Casualties
from extract.places import resolve
from extract.text import fold

# «شهيد» is the word of a side; it is shown only to a reader who wants the sources' own words.
_MARTYR = re.compile(
    r"(?:^|\s)(?:[وفبل]?ال|[وفبلك]*)?(?:شهيد|شهداء|استشهاد|استشهد|شهيدا|ارتقاء|ارتقى)"
)
_MARKS = re.compile("[\u064b-\u065f\u0640]")
_END = r"(?=\s(?:إلى|الى|حتى|بلغ|بلغت|جراء|بينهم|منهم|و?\d)|[،.؛:\n()]|$)"
_PERIOD = re.compile(
    r"(?:خلال|في) (?:ال)?ساعات ?(?:ال)?ـ?\s?\d+(?: ساعة)?(?: الماضية| الأخيرة)?"
    r"|(?:خلال|في|آخر) (?:ال)?ـ?\s?\d+ ساعة(?: الماضية| الأخيرة)?"
    r"|(?:منذ|خلال) (?:فجر|صباح|مساء|ليل|ساعات|اليوم|يومين|الأسبوع|أسبوع|شهر|الشهر|الليلة)"
    rf"[^،.؛:\n]{{0,40}}?{_END}"
)
_SINCE = re.compile(rf"منذ [^،.؛:\n]{{2,60}}?{_END}")
_LONGEST_SINCE = 8  # words
# «منذ السابع من أكتوبر للعام 2023»: the year goes with its word.
_YEAR = re.compile(r"\s(?:لل?عام|عام|العام|سنة|من|في)$")
_BUILDINGS = frozenset(
    map(fold, ("مدرسة", "مسجد", "مستشفى", "جامعة", "شارع", "مصلى", "برج", "سوق", "ميدان"))
)


def place_name(place: str, wording: Wording) -> str:
    """A place as the source has it; for a reader of English its English name, if it is known."""
    named = [fold(word) for word in place.split()]
    # «مدرسة عسقلان» is no town.
    building = bool(named) and named[0].removeprefix("ال") in _BUILDINGS
    known = resolve(place) if wording.language == "en" and not building else None
    return known.english if known and known.english else isolate(place, wording.language)


def figure_lines(event: Event, wording: Wording) -> tuple[Line, ...]:
    """The lines of an event's figures; killed and injured of one claimant share a line."""
    # Each by itself before the gate, so that one that fails takes no other with it.
    told = (_uncounted(one) if bears_nothing(one.chief.statement) else one for one in series(event))
    borne = [one for one in told if passes(series_line(one, wording), event)]
    groups = _told_together([one for one in borne if not one.key.subset])
    lines = [_line(group, wording) for group in groups]
    for part in (one for one in borne if one.key.subset):
        whole = _whole_of(part, groups)
        if whole is not None:
            lines[whole] = _with_part(lines[whole], part, wording)
    return tuple(lines)


def _uncounted(one: Series) -> Series:
    """A series whose number no sentence gives, as that of a list of names: told without it."""
    statement = one.chief.statement
    fact = replace(one.chief.fact, count=None, count_max=None, bound="vague", vague="several")
    claim = replace(one.chief, statement=replace(statement, fact=fact), earlier=())
    return replace(one, claims=(claim,), state="single", superseded=(), before=None)


def _whole_of(part: Series, groups: Sequence[Sequence[Series]]) -> int | None:
    """The line whose figure comes last before the part in the same sentence; None if there is
    none.
    """
    statement, fact = part.chief.statement, part.chief.fact
    before = [
        (claim.fact.span[0], index)
        for index, group in enumerate(groups)
        for one in group
        for claim in one.claims
        if claim.statement.post == statement.post
        and claim.fact.sentence == fact.sentence
        and claim.fact.span[0] <= fact.span[0]
        and claim.fact.role == fact.role
    ]
    return max(before)[1] if before else None


def _told_together(found: Sequence[Series]) -> list[list[Series]]:
    """Series that read as one sentence: same claimants, scope and place, nothing in dispute."""
    groups: list[list[Series]] = []
    for one in found:
        if groups and _fits(groups[-1], one):
            groups[-1].append(one)
        else:
            groups.append([one])
    return groups


def _fits(group: list[Series], one: Series) -> bool:
    first = group[-1]
    same = (first.key.scope, first.key.place) == (one.key.scope, one.key.place)
    people = {c.claimant for c in first.claims} == {c.claimant for c in one.claims}
    # «منذ آذار» of the one must not be read of the other.
    same &= _since(first.chief.statement, first.key.scope) == _since(
        one.chief.statement, one.key.scope
    )
    calm = "open" not in (first.state, one.state)
    return len(group) < 2 and same and people and calm and first.key.role != one.key.role


def _line(group: Sequence[Series], wording: Wording) -> Line:
    say = wording.say
    told = [series_line(one, wording) for one in group]
    text = told[0].text
    if len(told) > 1:
        text = say("figures-and", first=told[0].text, second=told[1].text)
    first, fact = group[0], group[0].chief.fact
    since = _since(first.chief.statement, first.key.scope)
    text = _scoped(text, first.key.scope, since, wording)
    if first.key.place and fact.place:
        text = say("figure-place", place=place_name(fact.place, wording), figure=text)
    if first.state != "open" and (claimant := claimants(first.claims, wording)):
        text = say("figure-claimed", figure=text, claimant=claimant)
    evidence = tuple(dict.fromkeys(s for line in told for s in line.evidence))
    named = [claim.name for one in group for claim in one.claims]
    words = [since, fact.place, *named, *(v for line in told for v in line.verbatim)]
    return Line(text, evidence, tuple(word for word in words if word))


def _with_part(line: Line, part: Series, wording: Wording) -> Line:
    told = series_line(part, wording)
    subset = wording.say("figure-subset", figure=told.text)
    return Line(
        f"{line.text}{wording.say('list-separator')}{subset}",
        (*line.evidence, *told.evidence),
        (*line.verbatim, *told.verbatim),
    )


def series_line(one: Series, wording: Wording) -> Line:
    """The words of one series and the statements they rest on."""
    say, fact = wording.say, one.chief.fact
    if one.state == "open":
        claims = [
            say(
                "figure-open-claim",
                shown=_claimed(claim.statement, wording),
                claimant=claimants([claim], wording) or channel_name(claim, wording),
            )
            for claim in one.claims
        ]
        figure = noun(one.low, one.high, fact, one.chief.statement, wording)
        text = say("figure-open", figure=figure, claims=say("list-separator").join(claims))
        names = tuple(claim.name for claim in one.claims if claim.name)
        return Line(text, tuple(claim.statement for claim in one.claims), names)
    text = figure_text(one.chief.statement, wording)
    if one.key.victims and (victims := victims_shown(fact)):
        text = say("figure-victims", figure=text, victims=isolate(victims, wording.language))
    basis = [claim.statement for claim in one.claims]
    if one.before is not None and isinstance(one.before.fact, Casualties):
        before = _shown(one.before.fact)
        text = say(f"figure-{one.state}", figure=text, before=before)
        basis.append(one.before)
    return Line(text, tuple(basis), (fact.victims,) if fact.victims else ())


def figure_text(statement: Statement, wording: Wording) -> str:
    """A figure with its bound: «أكثر من 400 قتيل», «7 قتلى على الأقل», «عشرات الجرحى»."""
    fact, say = statement.fact, wording.say
    if not isinstance(fact, Casualties):
        raise TypeError(f"not a figure: {fact.type}")
    name = _name(fact, statement, wording)
    if fact.count is None:
        if fact.vague in (None, "several"):
            return say(f"{name}.several")
        return say(f"vague-{fact.vague}", figure=say(f"{name}.many"))
    text = noun(fact.count, fact.count_max or fact.count, fact, statement, wording)
    if fact.bound in ("exact", "range", "vague"):
        return text
    return say(f"bound-{fact.bound}", figure=text)


def noun(
    low: int | None, high: int | None, fact: Casualties, statement: Statement, wording: Wording
) -> str:
    """A count, or the range from ``low`` to ``high``, with the noun in the form the number asks
    for.
    """
    low, high = low or 0, high or low or 0
    shown = f"{low:,}" if low == high else f"{low:,}–{high:,}"
    name = _name(fact, statement, wording)
    case = ".genitive" if fact.bound in ("more_than", "about") and low == high else ""
    if households(fact):
        families = wording.say(f"figure-households{case}", n=high, shown=shown)
        role = wording.say(f"{name}.many")
        return wording.say("figure-households.of", families=families, role=role)
    return wording.say(f"{name}{case}", n=high, shown=shown)


def _name(fact: Casualties, statement: Statement, wording: Wording) -> str:
    if fact.role == "killed" and not wording.neutral:
        words = _MARKS.sub("", f" {statement.words} ")
        if _MARTYR.search(words):
            return "figure-martyr"
    return f"figure-{fact.role}"


def _claimed(statement: Statement, wording: Wording) -> str:
    """A claim's number with its bound: «8», «أكثر من 8»; a vague one in words."""
    fact = statement.fact
    if not isinstance(fact, Casualties) or fact.count is None:
        return figure_text(statement, wording)
    if fact.bound in ("exact", "range", "vague"):
        return _shown(fact)
    return wording.say(f"bound-{fact.bound}", figure=_shown(fact))


def _shown(fact: Casualties) -> str:
    if fact.count is None:
        return fact.vague or ""
    if fact.count_max:
        return f"{fact.count:,}–{fact.count_max:,}"
    return f"{fact.count:,}"


def _scoped(text: str, scope: str, since: str | None, wording: Wording) -> str:
    if scope == "incident":
        return text
    told = isolate(since, wording.language) if since else "none"
    return wording.say(f"figure-scope-{scope}", figure=text, since=told)


def _since(statement: Statement, scope: str) -> str | None:
    """The words of the source that say over which time a figure counts."""
    if scope == "incident":
        return None
    matches = list((_PERIOD if scope == "period" else _SINCE).finditer(statement.quote))
    if not matches:
        return None
    fact = statement.fact
    begin, end = (place - fact.sentence[0] for place in fact.span)
    # Of several the nearest to the figure: «منذ مارس 2,780 …، منذ أكتوبر 52,908 …».
    match = min(matches, key=lambda m: max(m.start() - end, begin - m.end(), 0))
    found = match.group().strip().split()
    if any(len(word) > 4 and word.endswith(("ها", "هم")) for word in found):
        return None  # «منذ بدئها»: of what, only the sentence before told
    return _YEAR.sub("", " ".join(found)) if len(found) <= _LONGEST_SINCE else None
