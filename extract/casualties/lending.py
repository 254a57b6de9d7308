"""What the figures of one text lend each other: the place of its lead and its one claimant.

A report names its place and source once: the lead states the figures, a later sentence says who
counted them, or details follow a lead that says where. An incident's figure without a place takes
that of the others, or of the lead; a figure without a claimant takes the only one of the figures,
or of the text. A text in which two speak lends nobody's name, but who is told last goes on in
sentences that only add to his («كما أصيب 9»).
"""

from __future__ import annotations

from dataclasses import replace

from extract.attribution import Claim, claims_of
from extract.casualties.harm import cue_of
from extract.casualties.retold import Told
from extract.casualties.same_place import fineness
from extract.casualties.sites import Sites
from extract.document import Document, Sentence
from extract.places import PlaceMention, resolve
from extract.places.gazetteer import key, names
from extract.tables import load_set

_HURT = {"killed", "injured", "killed_or_injured"}
_LEAD = 1  # the last sentence of a lead
_DETAIL = 3  # sentences behind a figure that tell of its event in detail
_TELLING = frozenset({"قال", "اعلن", "افاد", "ذكر", "اكد", "اوضح", "بين", "صرح", "كشف", "اشار"})
_ASIDE = frozenset({"سياق", "غضون", "صعيد"})
_ADDING = frozenset({"كما", "ثم", "كذلك"})
_RESULTS = load_set("harm_results")
_DAYS = load_set("weekdays") | load_set("months") | {"امس", "سابق"}


def lend(told: list[Told], document: Document) -> list[Told]:
    """The figures of ``document`` with what they lack and the text gives once."""
    if any(one.place is None for one in told):
        told = _placed(told, document)
    if any(one.scope == "incident" and _is_country(one.place or "") for one in told):
        told = _refined(told, document)
    if any(one.attribution is None for one in told):
        told = _claimed(told, document)
    return told


def _placed(told: list[Told], document: Document) -> list[Told]:
    """With the place of the nearest figure of the same scope before, else of the first that has
    one; an incident's also with that of the lead. A total that is no part of another keeps to its
    own words."""
    near: dict[str, str] = {}
    for one in reversed(told):
        if one.place is not None and not one.further:
            near[one.scope] = one.place
    if "incident" not in near and (lead := _lead(told, document)) is not None:
        near["incident"] = lead
    kept: list[Told] = []
    for one in told:
        if one.place is not None:
            near[one.scope] = one.place
        elif one.scope == "incident" or one.figure.part:
            one = replace(one, place=near.get(one.scope))
        kept.append(one)
    return kept


def _refined(told: list[Told], document: Document) -> list[Told]:
    """With the place of «الحادث» that a later sentence gives, where the lead names the country."""
    sites = Sites(document)
    kept: list[Told] = []
    for one in told:
        if one.scope == "incident" and one.place and _is_country(one.place):
            later = document.sentences[one.sentence.index + 1 :][:_DETAIL]
            named = (sites.of_event(sentence) for sentence in later)
            finer = (site for site in named if site is not None and fineness(site.text) > 0)
            found = next((site.text for site in finer if _lies_in(site, one.place)), None)
            one = replace(one, place=found or one.place)
        kept.append(one)
    return kept


def _is_country(place: str) -> bool:
    """Whether the place is a country and no side of one."""
    known = names().get(key(place))
    return known is not None and known.kind == "country"


def _lies_in(site: PlaceMention, country: str) -> bool:
    """Whether the place lies in the country, or the gazetteer does not know it."""
    outer = resolve(country)
    return outer is None or site.place is None or site.place.within(outer.name)


def _lead(told: list[Told], document: Document) -> str | None:
    """The only place of the figures, else the first of a sentence that leads with harm."""
    own = [one for one in told if not one.further and one.scope != "cumulative"]
    places = {one.place for one in own if one.place}
    if places:
        return places.pop() if len(places) == 1 else None
    sites = Sites(document)
    others = {one.sentence.index for one in told if one.further}
    leading = [s for s in document.sentences[: _LEAD + 2] if s.index not in others]
    harmful = (s for s in leading if _tells_of_harm(document, s))
    named = (sites.first(sentence) for sentence in harmful)
    return next((site.text for site in named if site is not None), None)


def _tells_of_harm(document: Document, sentence: Sentence) -> bool:
    return any(cue_of(token.word) is not None for token in document.words(sentence))


def _claimed(told: list[Told], document: Document) -> list[Told]:
    claims = claims_of(document)
    claimants = {one.attribution for one in told if one.attribution}
    alone = claimants.pop() if len(claimants) == 1 else None
    only = _only_speaker(document)
    kept: list[Told] = []
    for one in told:
        sentence = one.sentence
        if one.attribution is None:
            spoken = claims.told(sentence.first, sentence.last)
            tells = {_kind(other) for other in told if other.attribution == only}
            alike = not tells or _kind(one) in tells
            if not spoken and only and sentence.index <= _LEAD and alike:
                one = replace(one, attribution=only)
            elif alone and (_is_beside(one, told) or (not spoken and _is_led(one, told))):
                one = replace(one, attribution=alone)
            elif not spoken and one.scope == "incident":
                earlier = _before(document, sentence)
                one = replace(one, attribution=earlier.name if earlier else None)
        kept.append(one)
    return kept


def _kind(one: Told) -> str:
    """Dead and hurt are of one kind, those who fled or were arrested of others."""
    return "hurt" if one.figure.role in _HURT else one.figure.role


def _only_speaker(document: Document) -> str | None:
    """Who alone speaks in the text, if he tells what happened: «أدان الرئيس» tells nothing."""
    claims = [claim for claim in claims_of(document) if not _is_aside(document, claim)]
    names = {claim.name for claim in claims}
    if len(names) != 1 or not any(_tells(document, claim) for claim in claims):
        return None
    return names.pop()


def _is_aside(document: Document, claim: Claim) -> bool:
    """«وفي سياق متصل، أكدت مصادر أن لا صحة لـ…»: another matter, or a denial."""
    said = [token.word.folded for token in document.tokens[claim.first : claim.first + 4]]
    before = document.tokens[max(0, claim.cue - 5) : claim.cue]
    return "صحه" in said or any(token.word.folded in _ASIDE for token in before)


def _tells(document: Document, claim: Claim) -> bool:
    analyses = document.tokens[claim.cue].word.analyses
    return claim.kind == "according" or any(a.lemma in _TELLING for a in analyses)


def _before(document: Document, sentence: Sentence) -> Claim | None:
    """Who spoke in the sentence just before one that goes on with it («كما», «وأسفر») and tells of
    no other day."""
    words = [token.word.folded for token in document.words(sentence)]
    opening = document.tokens[sentence.first].word
    goes_on = opening.folded in _ADDING or not _RESULTS.isdisjoint(opening.stems)
    if sentence.index == 0 or not goes_on or not _DAYS.isdisjoint(words):
        return None
    earlier = document.sentences[sentence.index - 1]
    told = claims_of(document).told(earlier.first, earlier.last)
    if told:
        return told[-1] if told[-1].kind != "header" else None
    return _before(document, earlier)


def _is_beside(one: Told, told: list[Told]) -> bool:
    """Whether the claimant tells other figures over such a time, to which one may belong."""
    return one.scope != "incident" and any(
        other.attribution is not None and other.scope != "incident" for other in told
    )


def _is_led(one: Told, told: list[Told]) -> bool:
    """Whether one of the lead whose kind of harm the claimant tells in detail later."""
    at = one.sentence.index
    if at > _LEAD:
        return False
    claimed = [other for other in told if other.attribution is not None]
    beside = {other.figure.role for other in told if other.sentence.index == at}
    return all(other.sentence.index >= at for other in claimed) and any(
        other.figure.role in beside and other.scope == one.scope for other in claimed
    )
