"""What the figures of one text lend each other: the one place and the one claimant of it all.

A report names its place and source once: the lead states the figures, a later sentence says who
counted them, or details follow a lead that says where. A figure without a place takes that of the
others if all of them have the same one; a figure without a claimant likewise. Where a text names
two, nothing is lent.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from extract.casualties.retold import Told
from extract.document import Sentence

_LEAD = 1  # the last sentence of a lead


def lend(told: list[Told], is_claimed: Callable[[Sentence], bool]) -> list[Told]:
    """The figures with what they lack and the text gives once.

    ``is_claimed`` tells whether somebody speaks in a sentence: then what he leaves out is not his.
    """
    places = {one.place for one in told if one.place}
    claimants = {one.attribution for one in told if one.attribution}
    place = places.pop() if len(places) == 1 else None
    claimant = claimants.pop() if len(claimants) == 1 else None
    if claimant is not None:
        led = [one for one in told if _is_led(one, told) and not is_claimed(one.sentence)]
        told = [_claimed(one, claimant, one in led) for one in told]
    if place is not None:
        told = [_placed(one, place) for one in told]
    return told


def _placed(one: Told, place: str) -> Told:
    lacks = one.place is None and one.scope == "incident"
    return replace(one, place=place) if lacks else one


def _claimed(one: Told, claimant: str, led: bool) -> Told:
    """With the text's one claimant, if he may mean this figure too: a sum over time, or one of the
    lead whose kind of harm he tells in detail later."""
    lacks = one.attribution is None and (one.scope != "incident" or led)
    return replace(one, attribution=claimant) if lacks else one


def _is_led(one: Told, told: list[Told]) -> bool:
    at = one.sentence.index
    if at > _LEAD:
        return False
    claimed = [other for other in told if other.attribution is not None]
    beside = {other.figure.role for other in told if other.sentence.index == at}
    return all(other.sentence.index >= at for other in claimed) and any(
        other.figure.role in beside for other in claimed
    )
