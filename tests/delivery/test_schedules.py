"""Digests come when people asked for them, on their own clocks."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from redis.asyncio import Redis

from bot.delivery.digests import Digests
from bot.delivery.message import Message
from bot.delivery.schedules import (
    Schedule,
    ScheduleError,
    clock_time,
    next_due,
    quiet_until,
)
from bot.settings import Settings
from bot.store import keys
from bot.store.chats import Quiet
from bot.store.schedules import Schedules
from tests.delivery.newsroom import START
from tests.delivery.test_notify import Desk

JERUSALEM = ZoneInfo("Asia/Jerusalem")
BERLIN = ZoneInfo("Europe/Berlin")


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("times", "days", "zone", "after", "due"),
    [
        (("08:00", "20:00"), range(7), JERUSALEM, "2026-03-10 05:00", "2026-03-10 06:00"),
        (("08:00", "20:00"), range(7), JERUSALEM, "2026-03-10 06:00", "2026-03-10 18:00"),
        (("08:00",), (4,), JERUSALEM, "2026-03-10 05:00", "2026-03-13 06:00"),
        # Summer time in Jerusalem begins on 27 March 2026: 08:00 is an hour earlier in UTC.
        (("08:00",), range(7), JERUSALEM, "2026-03-26 07:00", "2026-03-27 05:00"),
        # Berlin skips 02:30 on 29 March 2026: an hour later on the clock.
        (("02:30",), range(7), BERLIN, "2026-03-28 12:00", "2026-03-29 01:30"),
        # 02:30 comes twice on 25 October 2026: the first counts, and only it.
        (("02:30",), range(7), BERLIN, "2026-10-24 12:00", "2026-10-25 00:30"),
        (("02:30",), range(7), BERLIN, "2026-10-25 00:30", "2026-10-26 01:30"),
    ],
)
def test_times_of_day_follow_the_readers_clock(
    times: tuple[str, ...], days: range, zone: ZoneInfo, after: str, due: str
) -> None:
    schedule = Schedule(START, times=times, days=tuple(days))
    assert next_due(schedule, utc(after), zone) == utc(due)


@pytest.mark.parametrize(
    ("after", "due"),
    [
        ("2026-03-10 11:00", "2026-03-10 15:00"),
        ("2026-03-10 12:00", "2026-03-10 15:00"),
        ("2026-03-10 15:00", "2026-03-10 18:00"),
        ("2026-03-12 12:30", "2026-03-12 15:00"),
    ],
)
def test_every_few_hours_counts_from_the_beginning(after: str, due: str) -> None:
    assert next_due(Schedule(START, hours=3), utc(after), JERUSALEM) == utc(due)


@pytest.mark.parametrize(
    ("now", "end"),
    [
        ("2026-03-10 19:59", None),
        ("2026-03-10 20:00", "2026-03-11 05:00"),
        ("2026-03-11 04:59", "2026-03-11 05:00"),
        ("2026-03-11 05:00", None),
    ],
)
def test_quiet_hours_reach_over_midnight(now: str, end: str | None) -> None:
    expected = utc(end) if end else None
    assert quiet_until("22:00", "07:00", utc(now), JERUSALEM) == expected
    assert quiet_until("07:00", "07:00", utc(now), JERUSALEM) is None


@pytest.mark.parametrize(
    ("written", "read"), [("8", "08:00"), ("08:30", "08:30"), ("٢٠:١٥", "20:15"), (" 0 ", "00:00")]
)
def test_times_read_as_people_write_them(written: str, read: str) -> None:
    assert clock_time(written) == read


@pytest.mark.parametrize("written", ["24:00", "8:60", "x", "", "-1", "08:00:00"])
def test_what_is_no_time_is_refused(written: str) -> None:
    with pytest.raises(ScheduleError):
        clock_time(written)


@pytest.mark.parametrize(
    "fields",
    [{}, {"hours": 0}, {"hours": 3, "times": ("08:00",)}, {"times": ("08:00",), "days": ()}],
)
def test_impossible_schedules_are_refused(fields: dict[str, object]) -> None:
    with pytest.raises(ScheduleError):
        Schedule(START, **fields)  # type: ignore[arg-type]


class DigestDesk(Desk):
    """A desk whose digests are made when its clock says so."""

    def __init__(self, store: Redis, settings: Settings) -> None:
        super().__init__(store, settings)
        self.digests = Digests(self.context)
        self.schedules = Schedules(store)

    async def subscribe(self, chat: int, **fields: object) -> Schedule:
        schedule = Schedule(self.now, chat=chat, **fields)  # type: ignore[arg-type]
        return await self.schedules.add(schedule, self.now, JERUSALEM)

    async def due(self, chat: int) -> list[Message]:
        await self.messages()
        await self.digests.make_due()
        return [message for message in await self.messages(chat) if message.kind == "digest"]


@pytest.fixture
def desk(store: Redis, settings: Settings) -> DigestDesk:
    return DigestDesk(store, settings)


async def test_a_digest_tells_what_happened_since_the_last_one(desk: DigestDesk) -> None:
    await desk.subscribe(1, hours=3)
    await desk.newsroom.killed("sahl/1", 5, minutes=30)
    assert await desk.due(1) == []
    desk.now += timedelta(hours=3)
    (first,) = await desk.due(1)
    assert "5" in first.html[0]
    assert first.buttons[0][0].data.startswith("story:e")
    await desk.newsroom.killed("sahl/2", 8, "طولكرم", minutes=200)
    desk.now += timedelta(hours=3)
    _, second = await desk.due(1)
    assert "طولكرم" in second.html[0]
    assert "نابلس" not in second.html[0]


async def test_missed_digests_become_one(desk: DigestDesk) -> None:
    await desk.subscribe(1, hours=1)
    await desk.newsroom.killed("sahl/1", 5, minutes=30)
    desk.now += timedelta(hours=30)
    assert len(await desk.due(1)) == 1
    assert len(await desk.due(1)) == 1
    assert await desk.schedules.due_at(1, (await desk.schedules.of(1))[0].id) == (
        desk.now + timedelta(hours=1)
    )


async def test_a_quiet_stretch_is_told_in_private_and_fills_no_channel(desk: DigestDesk) -> None:
    await desk.chats.change(-1001, kind="channel")
    for chat in (1, -1001):
        await desk.subscribe(chat, hours=1)
    desk.now += timedelta(hours=1)
    (message,) = await desk.due(1)
    assert message.silent
    assert await desk.due(-1001) == []


async def test_a_channel_gets_its_own_channels_length_and_language(desk: DigestDesk) -> None:
    watched = ("Sahl",)
    await desk.chats.change(-1001, kind="channel", watched=watched, events=1, language="en")
    await desk.subscribe(-1001, hours=1)
    await desk.newsroom.killed("sahl/1", 5, minutes=10)
    await desk.newsroom.killed("wadi/1", 9, "طولكرم", minutes=11)
    await desk.newsroom.killed("sahl/2", 6, "جنين", minutes=12)
    desk.now += timedelta(hours=1)
    (message,) = await desk.due(-1001)
    assert len(message.event_ids) == 1
    assert "killed" in message.html[0].lower()
    assert "طولكرم" not in message.html[0]


async def test_what_was_alerted_is_not_told_again_unless_it_changed(desk: DigestDesk) -> None:
    await desk.subscribe(1, hours=1)
    await desk.follow(1, "مكان:نابلس")
    await desk.newsroom.killed("sahl/1", 5, minutes=10)
    assert await desk.kinds(1) == ["alert"]
    desk.now += timedelta(hours=1)
    (quiet,) = await desk.due(1)
    assert quiet.event_ids == ()


async def test_rules_for_the_digest_choose_what_it_tells(desk: DigestDesk) -> None:
    await desk.subscribe(1, times=("20:00",))
    await desk.follow(1, "مكان:نابلس موجز")
    await desk.newsroom.killed("sahl/1", 5, minutes=10)
    await desk.newsroom.killed("sahl/2", 8, "طولكرم", minutes=11)
    assert await desk.kinds(1) == []
    desk.now = utc("2026-03-10 18:00")
    (message,) = await desk.due(1)
    assert "نابلس" in message.html[0]
    assert "طولكرم" not in message.html[0]


async def test_rules_for_the_digest_are_served_without_a_schedule(desk: DigestDesk) -> None:
    await desk.follow(1, "غارة موجز")
    await desk.newsroom.killed("sahl/1", 5)
    assert await desk.due(1) == []
    desk.now += timedelta(hours=1)
    await desk.newsroom.killed("sahl/2", 8, "طولكرم", minutes=60)
    assert await desk.due(1) == []
    desk.now += timedelta(hours=2)
    (message,) = await desk.due(1)
    assert len(message.event_ids) == 2


async def test_what_was_held_comes_when_quiet_hours_end(desk: DigestDesk) -> None:
    await desk.chats.change(1, quiet=Quiet("13:00", "16:00"))
    await desk.follow(1, "غارة")
    await desk.newsroom.killed("sahl/1", 5)
    await desk.newsroom.killed("sahl/2", 8, "طولكرم", minutes=1)
    assert await desk.due(1) == []
    desk.now = utc("2026-03-10 14:00")
    (message,) = await desk.due(1)
    assert len(message.event_ids) == 2
    assert len(await desk.due(1)) == 1


async def test_a_digest_in_quiet_hours_waits_for_their_end(desk: DigestDesk) -> None:
    await desk.chats.change(1, quiet=Quiet("22:00", "07:00"))
    await desk.subscribe(1, times=("23:00",))
    await desk.newsroom.killed("sahl/1", 5, minutes=10)
    desk.now = utc("2026-03-10 21:00")
    assert await desk.due(1) == []
    desk.now = utc("2026-03-11 05:00")
    assert len(await desk.due(1)) == 1


async def test_a_sent_digest_is_amended_when_an_event_changes(desk: DigestDesk) -> None:
    await desk.subscribe(1, hours=1)
    await desk.newsroom.killed("sahl/1", 5, minutes=10)
    await desk.newsroom.killed("sahl/2", 8, "طولكرم", minutes=11)
    desk.now += timedelta(hours=1)
    (digest,) = await desk.due(1)
    desk.now += timedelta(minutes=5)
    await desk.newsroom.killed("sahl/1", 7, minutes=70, kind="edit")
    amendment = (await desk.messages(1))[-1]
    assert amendment.amends == digest.id
    assert amendment.event_ids == digest.event_ids
    assert "7" in amendment.html[0]
    assert "طولكرم" in amendment.html[0]
    desk.now += timedelta(hours=49)
    before = len(await desk.messages(1))
    await desk.newsroom.killed("sahl/1", 9, minutes=71, kind="edit")
    assert len(await desk.messages(1)) == before


async def test_a_digest_made_twice_is_sent_once(
    desk: DigestDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    await desk.subscribe(1, hours=1)
    await desk.newsroom.killed("sahl/1", 5, minutes=10)
    desk.now += timedelta(hours=1)

    class Killed(BaseException):
        pass

    def die(*_: object) -> None:
        raise Killed

    monkeypatch.setattr(desk.digests._schedules, "advance", die)
    with pytest.raises(Killed):
        await desk.due(1)
    monkeypatch.undo()
    assert len(await desk.due(1)) == 1


async def test_schedules_follow_a_change_of_zone_and_a_move(desk: DigestDesk) -> None:
    schedule = await desk.subscribe(-5, times=("20:00",))
    assert await desk.subscribe(-5, times=("20:00",)) == schedule
    await desk.schedules.rezone(-5, desk.now, BERLIN)
    assert await desk.schedules.due_at(-5, schedule.id) == utc("2026-03-10 19:00")
    await desk.schedules.move(-5, -1005)
    assert await desk.schedules.of(-5) == []
    assert await desk.schedules.of(-1005) == [replace(schedule, chat=-1005)]
    assert await desk.schedules.remove(-1005, schedule.id)
    assert not await desk.store.exists(keys.SCHEDULES)
