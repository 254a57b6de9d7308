"""The table of readings in the README is what Mujaz reads."""

from __future__ import annotations

import re

import pytest

from benchmarks.quotes import quoted
from extract import Extractor
from extract.facts import Casualties, Demand, Fact, Meeting
from extract.morphology import Lexicon
from tests.docs.pages import READMES, rows, text

BOUNDS = {"exact": "", "about": "about ", "at_least": "at least "}
ARABIC_BOUNDS = {"exact": "", "about": "نحو ", "at_least": "ما لا يقل عن "}
ARABIC_ROLES = {"killed": "القتلى", "injured": "الجرحى", "missing": "المفقودون"}


def english(fact: Fact) -> str:
    match fact:
        case Casualties():
            victims = f" ({fact.victims})" if fact.victims else ""
            part = "of them " if fact.subset else ""
            total = " in all" if fact.scope == "cumulative" else ""
            return f"{part}{BOUNDS[fact.bound]}{fact.count:,}{victims} {fact.role}{total}"
        case Meeting():
            parties = ", ".join(party.name for party in fact.participants)
            return f"met: {parties}; in {fact.place}"
        case Demand():
            return f"{fact.actor} demands: {fact.content}"


def arabic(fact: Fact) -> str:
    match fact:
        case Casualties():
            victims = f" ({fact.victims})" if fact.victims else ""
            role = ("منهم " if fact.subset else "") + ARABIC_ROLES[fact.role] + victims
            total = " (حصيلة إجمالية)" if fact.scope == "cumulative" else ""
            return f"{role}: {ARABIC_BOUNDS[fact.bound]}{fact.count:,}{total}"
        case Meeting():
            parties = " و".join(party.name for party in fact.participants)
            return f"لقاء: {parties}، في {fact.place}"
        case Demand():
            return f"مطلب {fact.actor}: {fact.content}"


TOLD = {"README.md": (english, "; ", "nothing"), "README.ar.md": (arabic, "؛ ", "لا شيء")}


def readings(page: str) -> list[list[str]]:
    """The rows that show a text of a post beside what is read from it."""
    figures = quoted(text(page))
    found = [cells for cells in rows(page) if len(cells) == 2 and cells[1] not in figures]
    arabic_text = re.compile(r"[\u0621-\u064a]")
    nothing = TOLD[page][2]
    heads = {"في المنشور", "in the post"}
    shown = [cells for cells in found if arabic_text.match(cells[0]) and cells[0] not in heads]
    assert any(cells[1] == nothing for cells in shown)
    return shown


@pytest.mark.parametrize("page", READMES)
def test_what_the_readme_says_is_read_is_read(page: str, lexicon: Lexicon) -> None:
    told, joint, nothing = TOLD[page]
    extractor = Extractor(lexicon)
    for post, reading in readings(page):
        facts = extractor.extract(post).facts
        assert reading == (joint.join(map(told, facts)) or nothing)
