"""Casualty facts: who was harmed, how many, what the figure covers, where, and who says so.

The figures of each sentence come from `figures`, their scope from `scope`, their place from
`sites`, who says them from `extract.attribution`; a figure that the text tells twice becomes one
fact (`retold`).
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from extract.attribution import told_by
from extract.casualties.alarms import tells_of_harm
from extract.casualties.beside import adds, joins, of_a_day_before
from extract.casualties.echoes import outdated, paired, revised, without_heads, without_wounds
from extract.casualties.figures import Figure, Finder
from extract.casualties.lending import lend
from extract.casualties.name_lists import Listed, listed
from extract.casualties.older_tolls import without_older
from extract.casualties.retold import Told, retold
from extract.casualties.scope import Scopes
from extract.casualties.shares import shared
from extract.casualties.sites import Sites
from extract.casualties.victim_nouns import FAMILIES
from extract.document import Document, Sentence
from extract.facts import Casualties, Scope
from extract.phrases import shape
from extract.tables import load_set

__all__ = ["match"]

_SHORT = 10  # tokens of a sentence that two items of a list may share by chance
_LONGEST_ITEM = 12  # tokens of a line that holds a title and a name
_MONTHS = load_set("months")
_NAME_PARTS = frozenset({"ابو", "ابي", "ال", "بن", "عبد"})
_DATELINE = 3  # tokens from «النيجر:» to a figure that it places
_TIME_BEHIND = 4  # tokens from a part to words that date it alone
_LONGEST_TITLE = 2  # sentences in a headline, less one


def match(document: Document) -> list[Casualties]:
    """The casualty facts of the document, in order of their spans."""
    sentences = [s for s in document.sentences if tells_of_harm(document, s)]
    if not sentences:
        return []
    told = _itemised(document, _one_list(_told(document, sentences, listed(document))))
    fresh = {one.figure.role for one in told if not one.figure.known}
    told = [one for one in told if not one.figure.known or one.figure.role not in fresh]
    told = without_wounds(told, document)
    told = without_heads(retold(paired(revised(told, document)), _title(document)))
    told = lend(shared(told), document)
    return [_fact(document, one) for one in told]


def _title(document: Document) -> int:
    """The last sentence of the first line, if more lines follow; else -1."""
    for sentence in document.sentences[:-1]:
        end = sentence.last
        if any(token.kind == "break" for token in document.tokens[end - 1 : end + 1]):
            return sentence.index
        if sentence.index == _LONGEST_TITLE:
            break
    return -1


def _itemised(document: Document, told: list[Told]) -> list[Told]:
    """«حصيلة اليوم 28 شهيدا: …»: the figures of the items below it are its parts."""
    kept: list[Told] = []
    whole: Told | None = None
    left = 0
    for one in told:
        figure = one.figure
        alike = whole is not None and not figure.part and figure.role == whole.figure.role
        if whole and alike and not figure.label and 0 < (figure.count or 0) <= left:
            left -= figure.count or 0
            one = replace(one, figure=replace(figure, part=True), scope=whole.scope)
        if figure.label and figure.count and _opens_items(document, figure.last):
            whole, left = one, figure.count
        kept.append(one)
    return kept


def _opens_items(document: Document, at: int) -> bool:
    """Whether a colon and the end of the line follow a figure."""
    after = document.tokens[at : at + 2]
    return [t.text[:1] for t in after[:1]] == [":"] and after[-1].kind == "break"


def _one_list(told: list[Told]) -> list[Told]:
    """Lines of titles and names («الشهيد فلان») below each other are one figure, their number."""
    kept: list[Told] = []
    last_sentence = -1
    for one in told:
        last = kept[-1] if kept else None
        short = one.sentence.last - one.sentence.first <= _LONGEST_ITEM
        names = one.figure.rule == last.figure.rule == "mourned by name" if last else False
        if last and names and short and one.sentence.index == last_sentence + 1:
            count = (last.figure.count or 0) + (one.figure.count or 0)
            kept[-1] = replace(last, figure=replace(last.figure, count=count), victims=None)
        else:
            kept.append(one)
        last_sentence = one.sentence.index
    return kept


def _told(document: Document, sentences: list[Sentence], lists: list[Listed]) -> list[Told]:
    """Every figure as its sentence tells it."""
    finder, sites = Finder(document), Sites(document)
    scopes: Scopes | None = None
    found: list[Told] = []
    read: set[str] = set()
    for sentence in sentences:
        text = document.text[sentence.start : sentence.end].strip()
        if text in read and sentence.last - sentence.first > _SHORT:
            continue  # some outlets close an article with its lead
        read.add(text)
        inside = next((one for one in lists if one.concerns(sentence)), None)
        figures = [
            figure
            for figure in finder.sentence(sentence)
            if inside is None or not inside.first <= figure.first < inside.last
            if not outdated(document, sentence, figure, found)
        ]
        figures = without_older(document, sentence, figures, found)
        headed = inside and inside.header is not None and inside.first > sentence.first
        if inside and headed and all(figure.loose for figure in figures):
            figures = inside.figures(document, sentence)
        if figures:
            scopes = scopes or Scopes(document)
            found += _scoped(document, sentence, figures, sites, found, scopes)
    return found


def _scoped(
    document: Document,
    sentence: Sentence,
    figures: list[Figure],
    sites: Sites,
    before: list[Told],
    scopes: Scopes,
) -> list[Told]:
    found: list[Told] = []
    whole = next((one for one in reversed(before) if not one.figure.part), None)
    for figure, scope in zip(figures, scopes.of(sentence, figures), strict=True):
        if figure.of_known:
            figure, whole = _as_part(figure, [*before, *found], whole)
        if _heaviest(document, sentence, figure) and whole is not None:
            figure = replace(figure, part=True)
        if figure.part and whole is not None and _differs(figure, whole):
            figure = replace(figure, part=False)
        if figure.part and whole is not None:
            whole = _whole_of(figure, [*before, *found], whole)
            scope = scope if _has_own_time(document, figure, scope) else whole.scope
        if scope is None:
            continue
        site = sites.site(sentence, figure)
        lent = site is None
        if site is None and scope != "period":
            site = sites.around(sentence, wide=scope == "cumulative")
        claim = told_by(document, figure.cue)
        where = site.text if site and not (lent and figure.part) else None
        if claim is not None and claim.kind == "header" and _is_date(document, claim.subject):
            claim = None  # «6 يناير: مقتل ضابط»
        dateline = sites.dateline(sentence)
        near = dateline is not None and figure.first - dateline.last <= _DATELINE
        if near and dateline is not None and dateline.text != "إسرائيل":
            beside = site is not None and site.start > document.tokens[site.first].end
            where = where if where and not (lent or beside) else dateline.text
            lent = False
            claim = None if claim is not None and claim.kind == "header" else claim
        told = Told(
            figure,
            sentence,
            scope,
            where,
            claim.name if claim else None,
            _words(document, figure),
            lent,
            adds(document, sentence, figure, figures[0]),
            of_a_day_before(document, sentence, figure),
            joins(document, figure, figures),
        )
        if not figure.part:
            whole = told
        found.append(told)
    return found


def _differs(figure: Figure, whole: Told) -> bool:
    """«9 شهداء بينهم 5 أطفال و60 جريحا»: the wounded are not among the dead."""
    return whole.figure.role == "killed" and figure.role == "injured"


def _has_own_time(document: Document, figure: Figure, scope: Scope | None) -> bool:
    """«5316 شهيدا، بينهم 274 ارتقوا خلال الساعات الأخيرة»."""
    behind = document.tokens[figure.last : figure.last + _TIME_BEHIND]
    dated = any(token.word.folded in ("خلال", "امس", "منذ") for token in behind)
    return dated and scope == "period"


def _whole_of(figure: Figure, told: list[Told], whole: Told) -> Told:
    """The last figure of the role that is no smaller than its part: «من بين الشهداء 398 طفلا»."""
    if figure.role != whole.figure.role or (whole.figure.count or 0) >= (figure.count or 0):
        return whole
    larger = (
        one
        for one in reversed(told)
        if one.figure.role == figure.role and (one.figure.count or 0) >= (figure.count or 0)
        if not one.figure.part
    )
    return next(larger, whole)


def _heaviest(document: Document, sentence: Sentence, figure: Figure) -> bool:
    """«أثقل حصيلة سجلت في ولاية … بوفاة 5»: a province's share of the toll told before."""
    tokens = document.tokens[sentence.first : figure.first]
    return any(
        toll.word.folded in ("حصيله", "الحصيله") and heavy.word.folded in ("اثقل", "اعلي", "اكبر")
        for heavy, toll in pairwise(tokens)
    )


def _is_date(document: Document, subject: tuple[int, int]) -> bool:
    """Whether a header is a day: a number and the name of a month."""
    words = document.tokens[subject[0] : subject[1]]
    return words[0].kind == "number" and any(not _MONTHS.isdisjoint(t.word.stems) for t in words)


def _as_part(figure: Figure, told: list[Told], whole: Told | None) -> tuple[Figure, Told | None]:
    """«3700 من المصابين» is part of a larger figure of the same role, if one was told before."""
    for one in reversed(told):
        larger = (one.figure.count or 0) > (figure.count or 0)
        if one.figure.role == figure.role and larger and not one.figure.part:
            return replace(figure, part=True), one
    return figure, whole


def _words(document: Document, figure: Figure) -> str | None:
    """Who the harmed are, in the words of the text, without proclitics."""
    if figure.noun is None:
        return None
    first, last = figure.noun
    family = first and document.tokens[first].word.folded in FAMILIES
    if family and document.tokens[first - 1].word.folded == "من":
        return document.slice(first - 1, _end_of_family(document, last))
    text = document.slice(first, last)
    form = shape(document.tokens[first].word)
    cut = len(form.conjunction) + (len(form.preposition) if form.definite else 0)
    return text[cut:].lstrip("ـ ") or None


def _end_of_family(document: Document, last: int) -> int:
    """«4 من عائلة القاضي»: members of a family, told with its name, which is no four families."""
    name = document.tokens[last : last + 2]
    if not name or name[0].kind != "word" or shape(name[0].word).preposition:
        return last
    form = shape(name[0].word)
    parts = 2 if name[0].word.folded in _NAME_PARTS and len(name) == 2 else 1
    return last + parts if form.definite or parts == 2 else last


def _fact(document: Document, told: Told) -> Casualties:
    figure = told.figure
    tokens = document.tokens
    return Casualties(
        role=figure.role,
        count=figure.count,
        bound=figure.bound,
        span=(tokens[figure.first].start, tokens[figure.last - 1].end),
        sentence=(told.sentence.start, told.sentence.end),
        count_max=figure.count_max,
        vague=figure.vague,
        victims=told.victims,
        subset=figure.part,
        scope=told.scope,
        place=told.place,
        attribution=told.attribution,
        rule=figure.rule,
    )
