"""Counts of a day, overtaken by later ones; numbers that tell nothing by themselves."""

from __future__ import annotations

import pytest

from bot.digest.compose import compose
from bot.digest.render import to_text
from bot.digest.wording import Wording
from tests.events.desk import NOON, Desk, casualties, killed

ZONE = "Asia/Jerusalem"


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ("26 قتيلا في إقليم السهل منذ فجر اليوم", "54 قتيلا في غارات منذ فجر الثلاثاء", [54]),
        ("26 قتيلا في إقليم السهل منذ فجر الاثنين", "54 قتيلا في غارات منذ فجر اليوم", [26, 54]),
        ("26 قتيلا في إقليم السهل خلال يومين", "54 قتيلا في غارات منذ فجر اليوم", [26, 54]),
    ],
)
def test_the_newest_count_since_a_dawn_is_told(
    desk: Desk, first: str, second: str, told: list[int]
) -> None:
    for at, text in enumerate((first, second)):
        count = int(text.split()[0])
        fact = casualties("killed", count, scope="period", place=f"مكان{at}")
        desk.post(text, fact, at=at * 60, channel=f"c{at}")
    text = to_text(compose(desk.book, Wording(), ZONE, NOON))
    assert [count for count in (26, 54) if f"{count} قتيلا" in text] == told


def test_a_number_alone_is_no_news(desk: Desk) -> None:
    desk.post("ارتفاع العدد إلى 6", killed(6))
    assert not compose(desk.book, Wording(), ZONE, NOON).items


def test_arrivals_are_no_earlier_figure(desk: Desk) -> None:
    text = "وصول 3 قتلى ليرتفع العدد إلى 5 قتلى في بلدة عين الزهر"
    desk.post(text, killed(3, place="عين الزهر"), killed(5, place="عين الزهر"))
    shown = to_text(compose(desk.book, Wording(), ZONE, NOON))
    assert "5 قتلى" in shown
    assert "ارتفاعا" not in shown
