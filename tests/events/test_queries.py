"""Tolls, meetings of a person, standing demands."""

from __future__ import annotations

from datetime import date

import pytest

from bot.digest import answers, chart, render
from bot.digest.wording import Wording
from bot.events.names import person_key, same_person
from bot.events.queries import encounters, standing_demands, toll
from tests.events.desk import Desk, casualties, demand, injured, killed, meeting

ZONE, AR, EN = "Asia/Jerusalem", Wording("ar"), Wording("en")
DAY = 24 * 60


def strikes(desk: Desk) -> None:
    """Two happenings on one day, one on the next, a period figure and a running total."""
    desk.post("مقتل 4 في غارة على بلدة الخيام", killed(4, place="بلدة الخيام"))
    desk.post("مقتل 2 بانفجار في مدينة صفاقس", killed(2, place="صفاقس"), at=30)
    text = "مقتل 7 بينهم 3 أطفال في قصف مصنع ببلدة عيتا الشعب"
    part = killed(3, victims="أطفال", subset=True)
    desk.post(text, killed(7, place="عيتا الشعب"), part, injured(9), at=DAY)
    totals = [casualties("killed", n, scope=s) for n, s in ((30, "period"), (2418, "cumulative"))]
    desk.post("وزارة الصحة: 30 قتيلا في يومين و2,418 منذ بدء الحرب", *totals, at=DAY + 60)


def test_a_toll_keeps_days_periods_and_totals_apart(desk: Desk) -> None:
    strikes(desk)
    found = toll(desk.book, "killed", ZONE)
    assert [(day.day, day.high, len(day.series)) for day in found.days] == [
        (date(2026, 3, 10), 6, 2),
        (date(2026, 3, 11), 7, 1),
    ]
    assert [series.high for _, series in found.periods] == [30]
    assert [series.high for _, series in found.totals] == [2418]


@pytest.mark.parametrize(
    ("place", "counts"), [("لبنان", [4, 7]), ("الخيام", [4]), ("تونس", [2]), ("السودان", [])]
)
def test_a_toll_of_a_place_holds_what_lies_in_it(
    desk: Desk, place: str, counts: list[int]
) -> None:
    strikes(desk)
    found = toll(desk.book, "killed", ZONE, place)
    assert [series.high for day in found.days for _, series in day.series] == counts


def test_a_toll_is_told_figure_by_figure_and_never_as_a_sum(desk: Desk) -> None:
    strikes(desk)
    found = toll(desk.book, "killed", ZONE)
    text = render.answer_to_text(answers.toll_answer(found, "لبنان", AR, ZONE))
    assert text.splitlines() == [
        "القتلى: لبنان",
        "الأربعاء 11 مارس",
        "• عيتا الشعب: 7 قتلى",
        "الثلاثاء 10 مارس",
        "• بلدة الخيام: 4 قتلى",
        "• صفاقس: قتيلان",
        "حصائل معلنة لفترات",
        "• الأربعاء 11 مارس: 30 قتيلا",
        "حصائل إجمالية معلنة",
        "• الأربعاء 11 مارس: 2,418 قتيلا",
    ]


@pytest.mark.parametrize("wording", [AR, EN])
def test_a_toll_is_drawn_as_a_picture(desk: Desk, wording: Wording) -> None:
    strikes(desk)
    picture = chart.toll_chart(toll(desk.book, "killed", ZONE), "لبنان", wording, ZONE)
    assert picture is not None
    assert picture.startswith(b"\x89PNG")
    assert len(picture) > 10_000


def test_nothing_is_drawn_of_nothing() -> None:
    assert chart.toll_chart(toll([], "killed", ZONE), "لبنان", AR, ZONE) is None


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("إبراهيم قالن", "ابراهيم قالين"),
        ("بنيامين نتنياهو", "بنيامين نتانياهو"),
        ("حسن رشاد", "حسن راشد"),
        ("الشيخ محمد بن عبد الرحمن", "محمد بن عبدالرحمن"),
        ("محمود عباس (أبو مازن)", "محمود عباس"),
        ("خليل الحية", "خليل الحيّة"),
    ],
)
def test_spellings_of_one_name_are_one_person(first: str, second: str) -> None:
    assert same_person(first, first, second, second)


@pytest.mark.parametrize(
    ("first", "first_full", "second", "second_full"),
    [
        ("أحمد علي", "الوزير أحمد علي", "أحمد علي", "لاعب الكرة أحمد علي"),
        ("أحمد علي", "أحمد علي", "أحمد صالح", "أحمد صالح"),
        ("قالن", "قالن", "إبراهيم كالن", "إبراهيم كالن"),
    ],
)
def test_two_men_are_two(first: str, first_full: str, second: str, second_full: str) -> None:
    assert not same_person(first, first_full, second, second_full)


def test_a_role_without_a_name_keeps_its_words() -> None:
    assert person_key("وزير الخارجية المصري") != person_key("وزير الخارجية القطري")


def test_whom_a_person_met_under_any_spelling(desk: Desk) -> None:
    desk.post(
        "التقى إبراهيم قالن وفد الوسطاء في أنقرة",
        meeting("إبراهيم قالن", "وفد الوسطاء", place="أنقرة", topics=("تبادل الأسرى",)),
    )
    desk.post("قالين يلتقي سامر النعيم", meeting("قالين", "سامر النعيم"), at=2 * DAY, channel="b")
    found = encounters(desk.book, "إبراهيم قالن", ZONE)
    assert [[p.name for p in one.others("إبراهيم قالن")] for one in found] == [
        ["سامر النعيم"],
        ["وفد الوسطاء"],
    ]
    text = render.answer_to_text(answers.who_answer(found, "إبراهيم قالن", AR, ZONE))
    assert "• الثلاثاء 10 مارس: لقاء: وفد الوسطاء، في أنقرة؛ تبادل الأسرى" in text


def test_demands_stand_by_party_and_wording_with_first_and_last_time(desk: Desk) -> None:
    desk.post("حركة الفجر تطالب بفتح المعبر", demand("حركة الفجر", "فتح المعبر الحدودي"))
    desk.post(
        "الفجر تجدد مطالبتها بفتح المعبر الحدودي فورا",
        demand("الفجر", "فتح المعبر الحدودي فورا"),
        at=3 * DAY,
        channel="b",
    )
    desk.post("الحكومة تطالب بتسليم السلاح", demand("الحكومة", "تسليم السلاح"), at=9, channel="c")
    (one,) = standing_demands(desk.book, "حركة الفجر")
    assert (one.first.day, one.last.day, len(one.evidence)) == (10, 13, 2)
    assert [found.actor for found in standing_demands(desk.book)] == ["الفجر", "الحكومة"]
    text = render.answer_to_text(answers.demands_answer([one], AR, ZONE))
    assert "فتح المعبر الحدودي فورا (قيل من 10/3 إلى 13/3)" in text


def test_one_party_has_one_heading_however_it_is_written(desk: Desk) -> None:
    desk.post("حركة الفجر تطالب بفتح المعبر", demand("حركة الفجر", "فتح المعبر الحدودي"))
    desk.post("الفجر تريد وقودا", demand("الفجر", "إدخال الوقود"), at=DAY, channel="b")
    long = "حركة النهضة الريفية (الفجر)"
    desk.post(f"{long}: أفرجوا عن السجناء", demand(long, "الإفراج عن السجناء"), at=2 * DAY)
    text = render.answer_to_text(
        answers.demands_answer(standing_demands(desk.book), AR, ZONE)
    ).splitlines()
    assert sum(not line.lstrip("\u200f").startswith("•") for line in text) == 2
    assert person_key("محمود سالم (أبو العبد)") == person_key("محمود سالم")


def test_a_story_tells_who_said_what_when(desk: Desk) -> None:
    ministry = killed(4, attribution="وزارة الصحة")
    desk.post("غارة على بلدة الخيام تقتل 4", ministry, number="1")
    desk.post("غارة على بلدة الخيام تقتل 4", ministry, number="2", channel="b", at=5)
    rescue = killed(6, attribution="الدفاع المدني")
    event = desk.post("غارة تقتل 6 في بلدة الخيام", rescue, number="3", channel="c", at=9).event
    assert event is not None
    text = render.answer_to_text(answers.story(event, AR, ZONE))
    assert text.splitlines() == [
        "القصة كاملة",
        "الخلافات",
        "• 6 قتلى، وفق الدفاع المدني",
        "• 4 قتلى، وفق وزارة الصحة",
        "مصدران مستقلان في 3 قنوات",
        "\u200f• 10/3 14:00 \u2068@sahl_press\u2069: «غارة على بلدة الخيام تقتل 4»",
        "\u200f• 10/3 14:05 \u2068@b\u2069: نسخة",
        "\u200f• 10/3 14:09 \u2068@c\u2069: «غارة تقتل 6 في بلدة الخيام»",
    ]


@pytest.mark.parametrize(("whole", "counted"), [(40, [40]), (6, [5, 3])])
def test_a_count_of_the_whole_region_holds_those_of_its_parts(
    desk: Desk, whole: int, counted: list[int]
) -> None:
    desk.post(f"مقتل {whole} في قطاع غزة", killed(whole, place="قطاع غزة"))
    desk.post("مقتل 5 في غارة على منزل", killed(5, place="خان يونس"), at=90, channel="b")
    desk.post("مقتل 3 في حريق مصنع", killed(3, place="رفح"), at=190, channel="c")
    (day,) = toll(desk.book, "killed", ZONE, "قطاع غزة").days
    assert [series.high for _, series in day.counted] == counted
    assert (day.high, len(day.series)) == (sum(counted), 3)
