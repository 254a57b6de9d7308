"""Figures, sources and updates in words: the six Arabic plural forms, bounds, ranges, claimants."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.digest.claimants import genitive
from bot.digest.compose import amendment, card, sources_line
from bot.digest.figures import figure_lines, place_name
from bot.digest.updates import update_line
from bot.digest.wording import Wording
from bot.events.assign import read
from bot.locales import LANGUAGES, isolate, localise
from tests.events.desk import Desk, injured, killed, locate, meeting

AR, EN = Wording("ar"), Wording("en")
ZONE = "Asia/Jerusalem"
# What the gate asks for: a sentence that bears the numbers of its facts.
STRIKE = "غارة استهدفت سوقا في بلدة عين الزهر (3، 4، 5، 7، 10، 12، 15، 23، 70، 400)"


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (0, "لا قتلى"),
        (1, "قتيل"),
        (2, "قتيلان"),
        (3, "3 قتلى"),
        (10, "10 قتلى"),
        (11, "11 قتيلا"),
        (99, "99 قتيلا"),
        (100, "100 قتيل"),
        (102, "102 قتيل"),
        (103, "103 قتلى"),
        (2418, "2,418 قتيلا"),
    ],
)
def test_a_noun_takes_the_form_that_its_number_asks_for(count: int, words: str) -> None:
    assert localise("ar")("figure-killed", n=count, shown=f"{count:,}") == words


@pytest.mark.parametrize(
    ("bound", "count", "most", "vague", "words"),
    [
        ("exact", 7, None, None, "7 قتلى"),
        ("at_least", 7, None, None, "7 قتلى على الأقل"),
        ("more_than", 400, None, None, "أكثر من 400 قتيل"),
        ("more_than", 2, None, None, "أكثر من قتيلين"),
        ("about", 70, None, None, "نحو 70 قتيلا"),
        ("at_most", 5, None, None, "5 قتلى على الأكثر"),
        ("range", 10, 15, None, "10–15 قتيلا"),
        ("vague", None, None, "tens", "عشرات القتلى"),
        ("vague", None, None, "several", "عدد من القتلى"),
        ("vague", None, None, "tens_of_thousands", "عشرات آلاف القتلى"),
    ],
)
def test_a_figure_keeps_its_bound(
    desk: Desk, bound: str, count: int | None, most: int | None, vague: str | None, words: str
) -> None:
    event = desk.post(STRIKE, killed(count, bound=bound, count_max=most, vague=vague)).event
    assert event is not None
    assert [line.text for line in figure_lines(event, AR)] == [words]


def test_killed_and_injured_of_one_claimant_share_a_line(desk: Desk) -> None:
    ministry = {"attribution": "وزارة الصحة"}
    event = desk.post(STRIKE, killed(7, **ministry), injured(23, **ministry)).event
    assert event is not None
    (line,) = figure_lines(event, AR)
    assert line.text == "7 قتلى و23 جريحا، وفق وزارة الصحة"
    (line,) = figure_lines(event, EN)
    assert line.text == "7 killed, 23 injured, says \u2068وزارة الصحة\u2069"


def test_a_dispute_tells_who_says_which(desk: Desk) -> None:
    desk.post(STRIKE, killed(12, attribution="وزارة الصحة"))
    event = desk.post(
        f"حصيلة: {STRIKE}", killed(15, attribution="الدفاع المدني"), channel="b", at=5
    ).event
    assert event is not None
    (line,) = figure_lines(event, AR)
    assert line.text == "12–15 قتيلا: 15 (الدفاع المدني)، 12 (وزارة الصحة)"


def test_a_rise_tells_from_what(desk: Desk) -> None:
    desk.post(STRIKE, killed(5, attribution="وزارة الصحة"))
    event = desk.post(f"حصيلة: {STRIKE}", killed(7, attribution="وزارة الصحة"), at=50).event
    assert event is not None
    (line,) = figure_lines(event, AR)
    assert line.text == "7 قتلى (ارتفاعا من 5)، وفق وزارة الصحة"


def test_a_part_is_told_with_its_whole(desk: Desk) -> None:
    event = desk.post(STRIKE, killed(5), killed(3, victims="أطفال", subset=True)).event
    assert event is not None
    (line,) = figure_lines(event, AR)
    assert line.text == "5 قتلى، بينهم 3 قتلى (أطفال)"


def test_a_total_tells_since_when(desk: Desk) -> None:
    text = "وزارة الصحة: ارتفعت الحصيلة منذ بدء الاتفاق إلى 412 قتيلا"
    event = desk.post(text, killed(412, scope="cumulative")).event
    assert event is not None
    (line,) = figure_lines(event, AR)
    assert line.text == "الحصيلة منذ بدء الاتفاق: 412 قتيلا"


def test_the_channels_own_word_is_kept_for_who_wants_it(desk: Desk) -> None:
    event = desk.post("3 شهداء في غارة على بلدة عين الزهر", killed(3)).event
    assert event is not None
    assert [line.text for line in figure_lines(event, Wording("ar", neutral=False))] == ["3 شهداء"]
    assert [line.text for line in figure_lines(event, AR)] == ["3 قتلى"]


def test_sources_are_counted_by_origin(desk: Desk) -> None:
    event = desk.post(STRIKE, killed(4)).event
    assert event is not None
    assert sources_line(event, AR).text == "مصدر واحد"
    for number, channel in enumerate("bcdef"):
        event = desk.post(STRIKE, killed(4), channel=channel, at=number + 1).event
    assert event is not None
    assert sources_line(event, AR).text == "مصدر واحد، تناقلته 6 قنوات"
    assert sources_line(event, EN).text == "1 source, carried by 6 channels"
    text = "طائرة تقصف سوقا في بلدة عين الزهر وسقوط قتلى"
    event = desk.post(text, killed(4), channel="g", at=9).event
    assert event is not None
    assert sources_line(event, AR).text == "مصدران مستقلان في 7 قنوات"


def test_an_update_says_from_what_to_what(desk: Desk) -> None:
    desk.post(STRIKE, killed(5), number="1")
    outcome = desk.post(STRIKE + " اليوم", killed(7), number="1", kind="edit", edited=20)
    assert outcome.event is not None
    lines = [update_line(change, outcome.event, AR, ZONE) for change in outcome.changes]
    assert [line.text for line in lines] == [
        "تحديث 14:20: القتلى 5 ← 7",
        "تحديث 14:20: عدل المصدر منشوره",
    ]
    top = amendment(outcome.event, outcome.changes, AR, ZONE).items[0]
    # that the post was edited goes without saying where its new figure is said
    assert top.lines[0].text == lines[0].text
    assert "7 قتلى" in [line.text for line in top.lines]
    assert lines[1] not in top.lines


def test_a_moved_meeting_is_an_update(desk: Desk) -> None:
    people = ("هانس برغمان", "سامر النعيم")
    desk.post("المبعوث برغمان يلتقي سامر النعيم غدا", meeting(*people, status="planned"))
    outcome = desk.post("المبعوث برغمان يلتقي سامر النعيم", meeting(*people), at=700, channel="b")
    assert outcome.event is not None
    texts = [update_line(change, outcome.event, AR, ZONE).text for change in outcome.changes]
    assert "تحديث الأربعاء 11 مارس 01:40: انعقد اللقاء" in texts


def test_who_met_whom_comes_before_figures(desk: Desk) -> None:
    event = desk.post(
        "التقى سامر النعيم الوفد بعد غارة قتلت 4 في بلدة عين الزهر",
        killed(4),
        meeting("سامر النعيم", "وفد الوسطاء", place="القاهرة", topics=("وقف النار",)),
    ).event
    assert event is not None
    assert [line.text for line in card(event, AR, ZONE).items[0].lines] == [
        "لقاء: سامر النعيم ووفد الوسطاء، في القاهرة",
        "الموضوع: وقف النار",
        "4 قتلى",
    ]


def test_languages_hold_the_same_messages() -> None:
    from bot.locales import _bundle

    names = [set(_bundle(language)._messages) for language in LANGUAGES]
    assert names[0] == names[1]


def test_what_runs_the_other_way_is_isolated() -> None:
    assert isolate("@sahl_press") == "\u2068@sahl_press\u2069"
    assert isolate("عين الزهر") == "عين الزهر"
    assert isolate("عين الزهر", "en") == "\u2068عين الزهر\u2069"


def test_totals_of_other_beginnings_share_no_line(desk: Desk) -> None:
    first, second = "منذ 3 آذار 2,780 قتيلا", "منذ السابع من تشرين للعام 2023 119,721 جريحا"
    text = f"{first}، {second}، وفق الوزارة"
    facts = []
    for fact, words in ((killed(2780), "2,780 قتيلا"), (injured(119721), "119,721 جريحا")):
        begin = text.index(words)
        facts.append(replace(fact, scope="cumulative", span=(begin, begin + len(words))))
    event = desk.book.take(
        read(desk.reading(text).post, [replace(f, sentence=(0, len(text))) for f in facts], locate)
    ).event
    assert event is not None
    assert [line.text for line in figure_lines(event, AR)] == [
        "الحصيلة منذ 3 آذار: 2,780 قتيلا",
        "الحصيلة منذ السابع من تشرين: 119,721 جريحا",
    ]


def test_a_building_is_no_town_for_readers_of_english() -> None:
    assert place_name("خان يونس", EN) == "Khan Younis"
    assert "خان يونس" in place_name("مدرسة خان يونس", EN)


@pytest.mark.parametrize(
    ("count", "victims", "words"),
    [
        (170, "طفلا", "170 قتيلا (أطفال)"),
        (2, "جنديين", "قتيلان (جنديان)"),
        (1, "طفلة", "قتيل (طفلة)"),
        (7, "عمال مناجم", "7 قتلى (عمال مناجم)"),
        (3, "عائلات", "3 عائلات من القتلى"),
    ],
)
def test_victims_take_the_form_that_the_number_asks_for(
    desk: Desk, count: int, victims: str, words: str
) -> None:
    event = desk.post(f"مقتل {count} {victims} في عين الزهر", killed(count, victims=victims)).event
    assert event is not None
    assert [line.text for line in figure_lines(event, AR)] == [words]


def test_families_are_not_told_as_people(desk: Desk) -> None:
    text = "نزوح نحو 15 عائلة من بلدة عين الزهر"
    families = replace(killed(15, bound="about", victims="عائلة"), role="displaced")
    event = desk.post(text, families).event
    assert event is not None
    assert [line.text for line in figure_lines(event, AR)] == ["نحو 15 عائلة من النازحين"]
    assert [line.text for line in figure_lines(event, EN)] == ["about 15 families displaced"]


def test_members_of_one_family_are_not_told_as_families(desk: Desk) -> None:
    text = "مقتل 4 من عائلة زيدون في عين الزهر"
    event = desk.post(text, killed(4, victims="من عائلة زيدون")).event
    assert event is not None
    assert [line.text for line in figure_lines(event, AR)] == ["4 قتلى (من عائلة زيدون)"]


@pytest.mark.parametrize(
    ("subject", "words"),
    [
        ("مسؤولون أمنيون في المحافظة", "مسؤولين أمنيين في المحافظة"),
        ("مصدران أمنيان", "مصدرين أمنيين"),
        ("مسعفون", "مسعفين"),
        ("خلدون زيدون", "خلدون زيدون"),
        ("وزارة الصحة", "وزارة الصحة"),
    ],
)
def test_a_claimant_after_according_to_stands_in_the_genitive(subject: str, words: str) -> None:
    assert genitive(subject) == words


def test_two_who_agree_are_joined_by_and(desk: Desk) -> None:
    text = "7 قتلى في غارة على بلدة عين الزهر"
    desk.post(text, killed(7, attribution="وزارة الصحة"))
    event = desk.post(text, killed(7, attribution="الدفاع المدني"), channel="bayan", at=5).event
    assert event is not None
    assert [line.text for line in figure_lines(event, AR)] == [
        "7 قتلى، وفق الدفاع المدني ووزارة الصحة"
    ]
