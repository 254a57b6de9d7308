"""`mujaz group`: lines in, one answer a line, in order."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

from bot.events.book import EventBook
from bot.events.group import group
from bot.events.index import WINDOW
from tests.events.desk import NOON, Desk, killed, locate


def answers(*lines: str) -> list[dict[str, Any]]:
    return list(group(lines, lambda text, published, source: (), locate, "Asia/Jerusalem"))


def line(id_: Any, text: str, published: str = "2026-03-10T08:00:00", source: str = "sahl") -> str:
    return json.dumps({"id": id_, "source": source, "published": published, "text": text})


STRIKE = "غارة استهدفت سوقا شعبيا في بلدة عين الزهر صباحا"


def test_a_copy_names_the_report_it_repeats_by_its_own_id() -> None:
    found = answers(line(17, STRIKE), line("x/2", f"عاجل | {STRIKE}", source="b"))
    assert found[0] == {"id": 17, "event": found[0]["event"], "copy_of": None}
    assert found[1] == {"id": "x/2", "event": found[0]["event"], "copy_of": 17}


def test_a_text_that_tells_nothing_has_no_event() -> None:
    assert answers(line(1, "https://t.me/x 🌹"))[0]["event"] is None


def test_a_bad_line_is_answered_and_the_rest_goes_on() -> None:
    bad = ['{"id": 5}', "no json", line(6, STRIKE, published="soon"), "[1]"]
    found = answers(*bad, line(7, STRIKE))
    assert ["error" in answer for answer in found] == [True, True, True, True, False]
    assert [answer["id"] for answer in found] == [5, 2, 6, 4, 7]


def test_days_alone_and_times_without_zone_are_read() -> None:
    found = answers(line(1, STRIKE, "2026-03-10"), line(2, STRIKE, "2026-03-10T11:00:00Z", "b"))
    assert found[0]["event"] == found[1]["event"]


def test_memory_does_not_grow_over_an_endless_stream(desk: Desk) -> None:
    desk.book = EventBook(forget=True)
    for number in range(40):
        desk.post(f"خبر {number} من بلدة عين الزهر", killed(number), at=number * 600)
    assert len(desk.book.events) <= WINDOW / timedelta(minutes=600) + 2
    assert len(desk.book._event_of) <= 6


def test_the_next_days_bulletin_in_the_same_words_is_another_event(desk: Desk) -> None:
    text = "وصل إلى المستشفيات خلال الساعات الماضية 9 قتلى و31 جريحا بحسب التقرير اليومي"
    first = desk.post(text).event
    second = desk.post(text, at=24 * 60).event
    assert first is not None
    assert second is not None
    assert first.id != second.id
    assert second.first == NOON + timedelta(days=1)
