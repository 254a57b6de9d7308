from datetime import time

import pytest

from handlers import arguments


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("@sahl_press", "sahl_press"),
        ("sahl_press", "sahl_press"),
        (" @sahl_press ", "sahl_press"),
        ("t.me/sahl_press", "sahl_press"),
        ("https://t.me/s/sahl_press/123", "sahl_press"),
        ("https://t.me/s/sahl_press/١٢٣", "sahl_press"),
        ("http://telegram.me/sahl_press/", "sahl_press"),
        ("https://t.me/sahl_press/7?single", "sahl_press"),
        ("\u200f@sahl_press", "sahl_press"),
        ("https://news.example/feed.xml", "https://news.example/feed.xml"),
    ],
)
def test_a_channel_is_read_however_it_is_written(written: str, name: str) -> None:
    assert arguments.channel(written) == name


@pytest.mark.parametrize("written", ["", "@", "ab", "1channel", "قناة", "@a b", "t.me/", "@a-b-c"])
def test_what_names_no_channel_gives_none(written: str) -> None:
    assert arguments.channel(written) is None


@pytest.mark.parametrize(
    ("written", "hours"),
    [("6", 6), ("٦", 6), ("6h", 6), ("۱۲ ساعة", 12), ("3  ساعات", 3), ("0", None), ("9999", None),
     ("-3", None), ("ست", None)],
)  # fmt: skip
def test_hours_are_read_in_any_digits(written: str, hours: int | None) -> None:
    assert arguments.hours(written) == hours


@pytest.mark.parametrize(
    ("written", "expected"),
    [("8:30", time(8, 30)), ("٢٠:٠٠", time(20)), ("20", time(20)), ("24:00", None), ("8:75", None)],
)
def test_a_time_of_day_is_read(written: str, expected: time | None) -> None:
    assert arguments.clock(written) == expected


@pytest.mark.parametrize(
    ("written", "day"), [("الأحد", 6), ("الاثنين", 0), ("Thursday", 3), ("fri", 4), ("أمس", None)]
)
def test_a_weekday_is_read_by_either_name(written: str, day: int | None) -> None:
    assert arguments.weekday(written) == day


def test_arguments_are_parted_by_spaces_and_arabic_commas() -> None:
    assert arguments.words(" 08:00،20:00 ,  الأحد ") == ["08:00", "20:00", "الأحد"]


@pytest.mark.parametrize("written", ["off", "OFF", "إيقاف", " لا "])
def test_switching_off_is_understood_in_both_languages(written: str) -> None:
    assert arguments.is_off(written)
