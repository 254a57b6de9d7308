"""Digest times, quiet hours and muting, as people write them."""

from __future__ import annotations

import pytest

from bot.store.chats import Chats, Quiet
from bot.store.schedules import Schedules
from handlers.schedule import Wanted, decide
from tests.handlers.conftest import Conversation


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("3", Wanted(hours=3)),
        ("٣ ساعات", Wanted(hours=3)),
        ("08:00 20:00", Wanted(times=("08:00", "20:00"))),
        ("20:00، 8:00", Wanted(times=("08:00", "20:00"))),
        ("20:00 الأحد الخميس", Wanted(times=("20:00",), days=(3, 6))),
        ("20:00 sun thu", Wanted(times=("20:00",), days=(3, 6))),
        ("off", Wanted()),
        ("إيقاف", Wanted()),
    ],
)
def test_a_schedule_is_read(written: str, wanted: Wanted) -> None:
    assert decide(written) == wanted


@pytest.mark.parametrize("written", ["", "غدا", "25:00", "الأحد", "0", "200", "20:00 كل يوم"])
def test_what_is_no_schedule_gives_none(written: str) -> None:
    assert decide(written) is None


async def test_a_schedule_is_kept_and_told_in_words(sara: Conversation) -> None:
    assert "كل 3 ساعات" in await sara.say("/schedule 3")
    assert "20:00" in await sara.say("/schedule ٢٠:٠٠ الخميس")
    assert "الخميس" in sara.last.text
    kept = await Schedules(sara.store).of(101)
    assert [(one.hours, one.times, one.days) for one in kept] == [(None, ("20:00",), (3,))]
    assert "لا موجز" in await sara.say("/schedule off")
    assert await Schedules(sara.store).of(101) == []


async def test_a_wrong_schedule_is_answered_with_a_right_one(daniel: Conversation) -> None:
    assert "/schedule 3" in await daniel.say("/schedule soon")


async def test_quiet_hours_are_kept_and_ended(daniel: Conversation) -> None:
    assert "23:00" in await daniel.say("/quiet 23 7:00")
    chat = await Chats(daniel.store).get(102)
    assert chat is not None
    assert chat.quiet == Quiet("23:00", "07:00")
    assert "off" in await daniel.say("/quiet off")
    assert "/quiet 23:00" in await daniel.say("/quiet 23")


async def test_muting_ends_by_itself_or_by_word(daniel: Conversation) -> None:
    assert "10/03 20:0" in await daniel.say("/mute 8")
    assert "No longer" in await daniel.say("/mute off")



async def test_days_are_told_in_the_order_of_the_week(sara: Conversation) -> None:
    told = await sara.say("/schedule 20:00 08:00 الخميس الأحد")
    assert told == "تم الحفظ. موجز عند 08:00، 20:00، أيام: الأحد، الخميس."
