"""Shares of a total that later sentences tell one by one."""

from __future__ import annotations

import pytest

from extract import Extractor
from tests.extract.conftest import casualties


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "قتل 16 شخصا في ولاية بلاتو.\nوقتل مسلحون ستة مزارعين في قرية ريوم.\n"
            "وقتل عشرة رعاة في هجوم على قرية مانغو.",
            {6, 10},
        ),
        (
            "قتل وجرح 14 شخصا في انفجار سيارة.\nوأدى الانفجار إلى مقتل 5 أشخاص وإصابة 9.",
            {5, 9},
        ),
        (
            "قتل سبعة عراقيين في هجمات في كركوك والموصل وبغداد.\nولقي ثلاثة شرطيين حتفهم في هجوم.\n"
            "وقتل مسلحون جنديا شمالي الموصل.\nوقتل عاملان قرب بعقوبة.\nوقتل سائق قرب التاجي.",
            {3, 1, 2},
        ),
        # a sum that is not reached, or passed, tells of other events
        ("قتل 16 شخصا في ولاية بلاتو.\nوقتل ستة مزارعين في قرية ريوم.", set()),
        ("قتل 16 شخصا في الولاية.\nوقتل ستة في القرية.\nوقتل 12 راعيا في السوق.", set()),
        # places that are known to lie apart
        (
            "استشهد 8 مواطنين في خان يونس.\nواستشهد 3 صيادين في غزة.\nواستشهد 5 عمال في رفح.",
            set(),
        ),
    ],
)
def test_figures_whose_sum_was_told_before_are_its_parts(
    extractor: Extractor, text: str, parts: set[int]
) -> None:
    assert {fact.count for fact in casualties(extractor, text) if fact.subset} == parts


def test_shares_have_the_scope_of_their_total(extractor: Extractor) -> None:
    text = (
        "قتل 63 مسلحا خلال يومين من المعارك في محافظة مأرب.\n"
        "وذكرت المصادر أن 38 مسلحا لقوا مصرعهم في مواجهات في صرواح.\n"
        "كما قتل نحو 25 مسلحا في جبهة أخرى."
    )
    found = {fact.count: (fact.subset, fact.scope) for fact in casualties(extractor, text)}
    assert found == {63: (False, "period"), 38: (True, "period"), 25: (True, "period")}


def test_a_part_that_is_told_twice_is_one(extractor: Extractor) -> None:
    text = (
        "قتل سبعة جنود بينهم ضابط في هجوم على المعسكر.\n"
        "وقال متحدث إن ستة جنود وضابطا قتلوا في الهجوم."
    )
    assert [fact.count for fact in casualties(extractor, text)] == [7, 1, 6]
