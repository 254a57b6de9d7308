"""One composition in three forms: right-to-left, within Telegram's limits, split at facts."""

from __future__ import annotations

import html
import re
from datetime import timedelta

import pytest

from bot.digest import render
from bot.digest.compose import compose, gist
from bot.digest.wording import Wording
from tests.events.desk import NOON, Desk, demand, injured, killed, meeting

AR, EN, ZONE = Wording("ar"), Wording("en"), "Asia/Jerusalem"
LATER = NOON + timedelta(hours=6)


def fill(desk: Desk, events: int) -> None:
    for number in range(events):
        place = f"بلدة {chr(0x0628 + number % 18)}زار{number}"
        text = f"3 قتلى و{number + 11} جريحا في غارة <b>& على مدرسة قديمة في {place}"
        desk.post(text, killed(3, place=place), injured(number + 11), at=number)


def visible(message: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", message))


def test_nothing_new_is_said_in_a_word(desk: Desk) -> None:
    assert render.to_text(compose([], AR, ZONE, NOON)) == "لا جديد"
    assert render.to_telegram_html(compose([], EN, ZONE, NOON)) == ("Nothing new",)
    assert render.to_json(compose([], AR, ZONE, NOON)) == {"events": []}


def test_a_screen_holds_the_weightiest_and_tells_how_many_are_left(desk: Desk) -> None:
    fill(desk, 10)
    made = compose(desk.book, AR, ZONE, LATER, limit=7)
    assert (len(made.items), made.left_out) == (7, 3)
    assert render.to_text(made).endswith("… و3 أخبار أخرى")


def test_nothing_is_told_twice_unless_it_changed(desk: Desk) -> None:
    strike = "غارة على بلدة عين الزهر"
    event = desk.post(f"4 قتلى في {strike}", killed(4)).event
    assert event is not None
    told = {event.id: gist(event)}
    assert compose(desk.book, AR, ZONE, LATER, told=told).items == ()
    desk.post(f"4 قتلى في {strike}", killed(4), channel="b", at=2)
    assert compose(desk.book, AR, ZONE, LATER, told=told).items == ()
    desk.post(f"7 قتلى في {strike}", killed(7), at=90)
    assert len(compose(desk.book, AR, ZONE, LATER, told=told).items) == 1


def test_messages_keep_within_the_limit_and_lose_no_line(desk: Desk) -> None:
    fill(desk, 60)
    made = compose(desk.book, AR, ZONE, LATER, limit=60)
    parts = render.to_telegram_html(made)
    assert len(parts) > 1
    assert all(len(visible(part).encode("utf-16-le")) // 2 <= 4096 for part in parts)
    joined = "\n".join(map(visible, parts))
    for item in made.items:
        for line in item.lines:
            assert line.text in joined


def test_markup_of_a_source_stays_text(desk: Desk) -> None:
    desk.post("قال: <b>&amp; <script>", demand("حركة <i>الفجر", "وقف <u>النار & الحصار"))
    (part,) = render.to_telegram_html(compose(desk.book, AR, ZONE, LATER))
    assert set(re.findall(r"</?([a-z]+)", part)) <= {"b", "i", "a"}
    assert "وقف &lt;u&gt;النار &amp; الحصار" in part


def test_every_arabic_line_starts_in_arabic_or_with_a_mark(desk: Desk) -> None:
    desk.post("UNRWA تطالب بفتح المعبر", demand("UNRWA", "فتح المعبر"))
    for line in render.to_text(compose(desk.book, AR, ZONE, LATER)).splitlines():
        first = re.search("[A-Za-z\u0600-\u06ff\u200f]", line)
        assert first is None or not first.group().isascii()


def test_facts_link_to_the_post_that_states_them(desk: Desk) -> None:
    desk.post("4 قتلى في غارة على بلدة عين الزهر", killed(4), number="12")
    (part,) = render.to_telegram_html(compose(desk.book, AR, ZONE, LATER))
    assert '• 4 قتلى <a href="https://t.me/sahl_press/12">↗</a>' in part


def test_json_has_the_fixed_form(desk: Desk) -> None:
    desk.post("4 قتلى في غارة على بلدة عين الزهر", killed(4, place="بلدة عين الزهر"), number="12")
    desk.post("4 قتلى في غارة على بلدة عين الزهر", killed(4), number="9", channel="b", at=2)
    (event,) = render.to_json(compose(desk.book, AR, ZONE, LATER))["events"]
    assert set(event) == {"id", "day", "place", "facts", "sources"}
    assert (event["day"], event["place"]) == ("2026-03-10", "بلدة عين الزهر")
    fact = event["facts"][0]
    assert (fact["count"], fact["channel"], fact["post"]) == (4, "sahl_press", "12")
    assert event["sources"] == [
        {
            "channel": "sahl_press",
            "post": "12",
            "url": "https://t.me/sahl_press/12",
            "published": "2026-03-10T12:00:00+00:00",
            "independent": True,
        },
        {
            "channel": "b",
            "post": "9",
            "url": "https://t.me/b/9",
            "published": "2026-03-10T12:02:00+00:00",
            "independent": False,
        },
    ]


@pytest.mark.parametrize(
    ("wording", "heading"), [(AR, "الثلاثاء 10 مارس"), (EN, "Tuesday 10 March")]
)
def test_day_and_place_come_first(desk: Desk, wording: Wording, heading: str) -> None:
    desk.post("لقاء في القاهرة", meeting("سامر النعيم", "هانس برغمان", place="القاهرة"))
    text = render.to_text(compose(desk.book, wording, ZONE, LATER))
    assert text.splitlines()[2].strip("\u200e\u2068\u2069").startswith(heading)
    assert ("القاهرة" if wording is AR else "Cairo") in text.splitlines()[2]


def test_every_number_of_a_line_stands_in_a_post_that_it_links(desk: Desk) -> None:
    desk.post("مقتل 4 في غارة على سوق بلدة عين الزهر", killed(4, place="بلدة عين الزهر"))
    other = "مستشفى السهل: مقتل 9 وإصابة 20 في غارة على سوق بلدة عين الزهر"
    said = killed(9, attribution="مستشفى السهل"), injured(20, attribution="مستشفى السهل")
    desk.post(other, *said, channel="b", number="7", at=3)
    (part,) = render.to_telegram_html(compose(desk.book, AR, ZONE, LATER))
    (open_line,) = (line for line in part.splitlines() if "4–9 قتلى" in line)
    assert "t.me/b/7" in open_line
    assert "t.me/sahl_press/1" in open_line
    (one_post,) = (line for line in part.splitlines() if "20 جريحا" in line)
    assert one_post.count("↗") == 1
