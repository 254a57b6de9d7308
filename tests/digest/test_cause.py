"""What happened, in the source's words: what a digest tells beside the figures."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.digest import render
from bot.digest.cause import cause
from bot.digest.compose import card
from bot.digest.wording import Wording
from extract.facts import Casualties
from tests.events.desk import Desk, killed


def first_words(text: str, words: str) -> Casualties:
    """A figure whose span is ``words`` of ``text``, its sentence the whole."""
    begin = text.index(words)
    return replace(killed(2), span=(begin, begin + len(words)), sentence=(0, len(text)))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("قتيلان جراء غارة استهدفت سوقا في عين الزهر", "غارة استهدفت سوقا في عين الزهر"),
        ("قتيلان في انهيار مبنى بحي الصفصاف.", "انهيار مبنى بحي الصفصاف"),
        ("قتيلان بمخيم الربيع إثر قصف مدفعي", "قصف مدفعي"),
        ("قتيلان في مستشفى الأمل جراء حريق مصنع، وهم عمال", "حريق مصنع"),
        ("قتيلان جراء غارة على منزل وهما: سامر وهاني", "غارة على منزل"),
        ("قتيلان في قصف بلدة عين الزهر، جاري المتابعة", "قصف بلدة عين الزهر"),
        ("قتيلان في غرق قاربهم قرب الساحل", None),
        ("قتيلان بعد إصابته برصاصة", None),
        ("قتيلان في الحرب على الإقليم", None),
        ("قتيلان جراء القصف", None),
        ("قتيلان جراء قصف المنزل", None),
        ("قتيلان بعد 12 غارة على البلدة", None),
        ("قتيلان، ثم وصل آخرون، فتوقف العمل جراء العاصفة", None),
        ("قتيلان", None),
    ],
)
def test_the_cause_is_what_stands_by_itself(desk: Desk, text: str, told: str | None) -> None:
    event = desk.post(text, first_words(text, "قتيلان")).event
    assert event is not None
    found = cause(event)
    assert (found[0] if found else None) == told


def test_a_number_without_place_or_cause_comes_with_its_headline(desk: Desk) -> None:
    text = "قتيلان خلال مداهمة نفذتها قوة خاصة من الجيش قبل ظهر اليوم"
    event = desk.post(text, killed(2)).event
    assert event is not None
    assert text in render.to_text(card(event, Wording(), "Asia/Jerusalem"))


def test_a_running_total_needs_no_headline(desk: Desk) -> None:
    text = "ارتفعت حصيلة الحرب منذ بدئها إلى 2418 قتيلا وفق آخر ما أعلنته الوزارة اليوم"
    total = killed(2418, scope="cumulative", attribution="الوزارة")
    event = desk.post(text, total).event
    assert event is not None
    assert text not in render.to_text(card(event, Wording(), "Asia/Jerusalem"))
