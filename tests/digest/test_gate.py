"""The numeric gate: no number in a message that no linked post bears with the same meaning."""

from __future__ import annotations

import random
import re

import pytest

from bot.digest import render
from bot.digest.compose import card, compose
from bot.digest.composition import Line
from bot.digest.gate import passes
from bot.digest.spoken import in_digits, read
from bot.digest.wording import Wording
from bot.events.event import Event
from tests.events.desk import NOON, Desk, injured, killed

ZONE = "Asia/Jerusalem"
TEXT = "وزارة الصحة: 7 قتلى و23 جريحا في غارة على بلدة عين الزهر"


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("64 ألفاً و215 شهيداً، و158 ألفاً و340 مصاباً", {64215, 158340}),
        ("سبعة قتلى وأكثر من عشرين جريحا", {7, 20}),
        ("ثلاثة وعشرون قتيلا", {23}),
        ("ثلاثة عشر قتيلا و43.799 شخصا", {13, 43799}),
        ("4،076 و٢٬٤١٨", {4076, 2418}),
        ("مئة وخمسة وعشرون ألفا وثلاثمئة", {125300}),
        ("ألفان و12 جريحا", {2012}),
        ("نحو 1.7 مليون نازح", {1700000}),
        ("نزوح قرابة مليوني شخص", {2000000}),
        ("لا رقم هنا", set()),
    ],
)
def test_numbers_are_read_in_digits_and_in_words(text: str, numbers: set[int]) -> None:
    assert numbers <= read(text)


@pytest.mark.parametrize(
    ("text", "number"),
    [("71 ألفا و391 قتيلا", 71), ("ثلاثة آلاف نازح", 3), ("1.7 مليون نازح", 1), ("1" * 5000, 1)],
)
def test_what_is_multiplied_is_no_number_by_itself(text: str, number: int) -> None:
    assert number not in read(text)


def test_digits_of_any_kind_are_one_number() -> None:
    assert in_digits("٤٠٠ و400 و4,000 و05:30 و3.5") == ["400", "400", "4000", "5", "30", "3.5"]


def event_of(desk: Desk, count: int | None = 7, text: str = TEXT) -> Event:
    event = desk.post(text, killed(count), injured(23)).event
    assert event is not None
    return event


def test_a_borne_number_passes(desk: Desk) -> None:
    event = event_of(desk)
    assert passes(Line("7 قتلى", event.statements), event)


@pytest.mark.parametrize("text", ["8 قتلى", "7 قتلى و24 جريحا", "70 قتيلا", "٨ قتلى"])
def test_any_other_number_fails(desk: Desk, text: str) -> None:
    event = event_of(desk)
    assert not passes(Line(text, event.statements), event)


def test_a_count_that_its_sentence_does_not_bear_fails(desk: Desk) -> None:
    event = event_of(desk, 9)
    assert not passes(Line("9 قتلى", event.statements), event)


def test_a_number_of_the_sentence_with_another_meaning_fails(desk: Desk) -> None:
    event = desk.post("مقتل 3 أشخاص بعد 12 غارة على بلدة عين الزهر", killed(3)).event
    assert event is not None
    assert not passes(Line("12 قتيلا", event.statements), event)


@pytest.mark.parametrize(
    ("text", "count", "passing"),
    [
        ("مجزرة راح ضحيتها 23 شهيدا و58 جريحا", 23, True),
        ("مجزرة راح ضحيتها 23 شهيدا و58 جريحا", 58, False),
        ("مجزرة راح ضحيتها ثلاثة وعشرون شخصا وثمانية وخمسون مصابا", 23, True),
        ("مجزرة راح ضحيتها ثلاثة وعشرون شخصا وثمانية وخمسون مصابا", 58, False),
        ("مقتل عامل وتضرر 50% من المخزن", 50, False),
        ("مقتل عامل وتضرر خمسين بالمئة من المخزن", 50, False),
        ("مقتل شاب يبلغ 17 عاما", 17, False),
        ("خسائر بقيمة 300 دولار ومقتل حارس", 300, False),
        ("12 غارة و12 قتيلا", 12, True),
        ("إصابة 20 شخصا ومقتل 20 آخرين", 20, True),
    ],
)
def test_a_number_bears_only_what_it_counts(
    desk: Desk, text: str, count: int, passing: bool
) -> None:
    event = desk.post(text, killed(count)).event
    assert event is not None
    assert passes(Line(f"{count} قتيلا", event.statements), event) is passing


def test_the_wounded_may_be_those_killed(desk: Desk) -> None:
    event = desk.post("وفاة 3 جرحى في المشفى", killed(3, victims="جرحى")).event
    assert event is not None
    assert passes(Line("3 قتلى", event.statements), event)


def test_a_list_of_names_is_told_without_a_number(desk: Desk) -> None:
    text = "أسماء قتلى الغارة على بلدة عين الزهر:"
    event = desk.post(text, killed(9), injured(None, vague="tens")).event
    assert event is not None
    shown = render.to_text(card(event, Wording(), ZONE))
    assert "عدد من القتلى" in shown
    assert "9" not in shown


def test_words_of_the_source_pass_with_their_numbers_only_if_they_are_its_words(desk: Desk) -> None:
    event = event_of(desk)
    assert passes(Line("قيل: 23 جريحا", event.statements, ("23 جريحا",)), event)
    assert not passes(Line("قيل: 99 جريحا", event.statements, ("99 جريحا",)), event)


def test_a_deleted_post_bears_nothing(desk: Desk) -> None:
    statements = event_of(desk).statements
    event = desk.post(TEXT, number="1", kind="delete").event
    assert event is not None
    assert not passes(Line("7 قتلى", statements), event)


def test_our_own_numbers_pass(desk: Desk) -> None:
    assert passes(Line("تحديث 14:05", own=(14, 5)), event_of(desk))


def test_a_handle_may_hold_digits(desk: Desk) -> None:
    event = desk.post(TEXT, killed(7), channel="sahl24").event
    assert event is not None
    assert passes(Line("7 قتلى (@sahl24)", event.statements), event)


def test_a_line_that_fails_is_left_out_of_every_form(desk: Desk) -> None:
    text = "بعد 9 أيام: عشرات الجرحى في غارة على بلدة عين الزهر"
    event = desk.post(text, killed(9), injured(None, vague="tens", place="عين الزهر")).event
    assert event is not None
    made = card(event, Wording(), ZONE)
    for shown in (render.to_text(made), *render.to_telegram_html(made)):
        assert "9" not in shown
        assert "عشرات الجرحى" in shown


def test_every_number_of_any_digest_stands_in_a_post_it_links() -> None:
    """Over random streams of reports, revisions, edits and deletions."""
    for seed in range(25):
        shown, posts = _random_digest(random.Random(seed))
        told = re.sub(r"<[^>]*>|تحديث \S+|\d+ (?:مصادر|قنوات|أخبار)[^\n]*", " ", shown)
        lines = [line for line in told.splitlines() if line.lstrip("\u200f").startswith("•")]
        for number in in_digits("\n".join(lines)):
            assert any(int(number) in read(text) for text in posts), (seed, number)


def _random_digest(chance: random.Random) -> tuple[str, list[str]]:
    desk, live = Desk(), {}
    for step in range(30):
        number = str(chance.randint(1, 20))
        low, high = chance.randint(1, 40), chance.randint(41, 90)
        town = chance.choice(("عين الزهر", "وادي الحجر", "تل النور"))
        text = f"{low} قتلى و{high} جريحا في غارة على بلدة {town}"
        kind = chance.choice(("new", "new", "edit", "delete"))
        if kind == "delete":
            live.pop(number, None)
        elif (kind == "edit") == (number in live):
            live[number] = text
        else:
            continue
        claim = chance.choice((None, "وزارة الصحة", "الدفاع المدني"))
        desk.post(
            text,
            killed(low, attribution=claim),
            injured(high + chance.choice((0, 0, 0, 5)), attribution=claim),
            number=number,
            kind=kind,
            at=step * 7,
            edited=step * 7 if kind != "new" else None,
            channel="sahl",
        )
    made = compose(desk.book, Wording(), ZONE, NOON, limit=50)
    return "\n".join(render.to_telegram_html(made)), list(live.values())
