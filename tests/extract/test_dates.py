"""Days that a text names, counted from the day of publication."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from extract import Lexicon
from extract.dates import match
from extract.text import read

PUBLISHED = datetime(2025, 6, 11, 12, tzinfo=UTC)  # a Wednesday


@pytest.mark.parametrize(
    ("text", "day", "ahead"),
    [
        ("يوم السبت", "2025-06-07", "2025-06-14"),
        ("الأربعاء", "2025-06-11", "2025-06-11"),
        ("والخميس", "2025-06-05", "2025-06-12"),
        ("الاثنين الماضي", "2025-06-09", "2025-06-09"),
        ("الأحد المقبل", "2025-06-15", "2025-06-15"),
        ("اليوم", "2025-06-11", "2025-06-11"),
        ("مساء أمس (الثلاثاء)", "2025-06-10", "2025-06-10"),
        ("أول أمس", "2025-06-09", "2025-06-09"),
        ("غداً", "2025-06-12", "2025-06-12"),
        ("يوم غدٍ الخميس", "2025-06-12", "2025-06-12"),
        ("بعد غد", "2025-06-13", "2025-06-13"),
        ("اليوم /الأربعاء/ في", "2025-06-11", "2025-06-11"),
        ("12 آذار/مارس 2024", "2024-03-12", "2024-03-12"),
        ("٢٨ أغسطس", "2024-08-28", "2025-08-28"),
        ("الرابع من يونيو/حزيران", "2025-06-04", "2025-06-04"),
        ("الحادي والعشرين من مايو", "2025-05-21", "2025-05-21"),
        ("27 شباط الجاري", "2025-02-27", "2025-02-27"),
        ("السبت 20/12/2025", "2025-12-20", "2025-12-20"),
        ("2025-12-20", "2025-12-20", "2025-12-20"),
    ],
)
def test_a_day_is_read_as_past_and_as_ahead(
    text: str, day: str, ahead: str, lexicon: Lexicon
) -> None:
    (mention,) = match(read(text, lexicon, PUBLISHED))
    assert (mention.day, mention.ahead) == (date.fromisoformat(day), date.fromisoformat(ahead))


@pytest.mark.parametrize(
    "text",
    [
        "في اليوم الـ106 من الحرب",
        "اليوم التالي",
        "اليوم العالمي للمرأة",
        "لليوم الثالث",
        "(الأربعاء أو الخميس)",
        "صلاة الجمعة",
        "31 شباط 2024",
        "45/13/2025",
        "99999999999999999999/1/1",
    ],
)
def test_what_is_no_day(text: str, lexicon: Lexicon) -> None:
    assert match(read(text, lexicon, PUBLISHED)) == []


def test_a_date_line_resolves_weekdays_without_a_day_of_publication(lexicon: Lexicon) -> None:
    found = match(read("السبت 20/12/2025\nالتقى الوزير أمس وفدا، ويعود الاثنين.", lexicon))
    assert [mention.day.isoformat() for mention in found] == [
        "2025-12-20",
        "2025-12-19",
        "2025-12-15",
    ]


def test_without_any_date_nothing_is_resolved(lexicon: Lexicon) -> None:
    assert match(read("يعود الوزير الاثنين", lexicon)) == []


def test_today_is_the_day_in_the_documents_time_zone(lexicon: Lexicon) -> None:
    late = datetime(2025, 6, 11, 22, 30, tzinfo=UTC)
    (here,) = match(read("اليوم", lexicon, late, timezone="Asia/Jerusalem"))
    (there,) = match(read("اليوم", lexicon, late, timezone="Africa/Casablanca"))
    assert (here.day.day, there.day.day) == (12, 11)
