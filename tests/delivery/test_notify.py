"""Subscribers hear of what they asked for, once, and of what changed about it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from redis.asyncio import Redis

from bot.context import Context
from bot.delivery.message import Message
from bot.delivery.notify import Notifier
from bot.delivery.rules import parse
from bot.post import PostKind
from bot.settings import Settings
from bot.store import keys
from bot.store.chats import Chats, Quiet
from bot.store.rules import Rules
from bot.store.schedules import Schedules
from tests.delivery.newsroom import START, Newsroom, harmed, met


class Desk:
    """A newsroom with subscribers and a clock."""

    def __init__(self, store: Redis, settings: Settings) -> None:
        self.store = store
        self.now = START + timedelta(minutes=1)
        self.context = Context(settings, store, "notify-1", clock=lambda: self.now)
        self.newsroom = Newsroom(store)
        self.notifier = Notifier(self.context)
        self.rules = Rules(store)
        self.chats = Chats(store)

    async def follow(self, chat: int, text: str) -> None:
        await self.rules.add(chat, parse(text))

    async def messages(self, chat: int | None = None) -> list[Message]:
        """Everything put into the outbox after the notifier has handled what waits."""
        await self.newsroom.tell(self.notifier)
        entries = await self.store.xrange(keys.OUTBOX)
        made = [Message.from_json(fields["message"]) for _, fields in entries]
        return [message for message in made if chat is None or message.chat == chat]

    async def kinds(self, chat: int) -> list[str]:
        return [message.kind for message in await self.messages(chat)]


@pytest.fixture
def desk(store: Redis, settings: Settings) -> Desk:
    return Desk(store, settings)


async def test_a_change_is_told_to_those_whose_rules_it_fits(desk: Desk) -> None:
    await desk.follow(1, "مكان:نابلس")
    await desk.follow(2, "مكان:طولكرم")
    await desk.follow(3, "غارة")
    await desk.follow(4, "قتلى>=6")
    await desk.follow(5, "غارة صامت")
    await desk.newsroom.killed("sahl/1", 5)
    messages = await desk.messages()
    assert {message.chat: message.silent for message in messages} == {1: False, 3: False, 5: True}
    assert "5" in messages[0].html[0]
    assert messages[0].buttons[0][0].data.startswith("source:e")
    assert await desk.store.xpending(keys.CHANGES, keys.NOTIFY_GROUP) == {
        "pending": 0,
        "min": None,
        "max": None,
        "consumers": [],
    }


async def test_several_fitting_rules_make_one_message(desk: Desk) -> None:
    await desk.follow(1, "مكان:نابلس صامت")
    await desk.follow(1, "غارة")
    await desk.follow(1, "قتلى>=5")
    await desk.newsroom.killed("sahl/1", 5)
    (message,) = await desk.messages(1)
    assert not message.silent


async def test_a_repost_tells_nothing_and_another_source_amends(desk: Desk) -> None:
    await desk.follow(1, "مكان:نابلس")
    await desk.newsroom.killed("sahl/1", 5)
    await desk.newsroom.killed("sahl/2", 5, minutes=1)
    assert await desk.kinds(1) == ["alert"]
    text = "مقتل 5 أشخاص بغارة على سوق نابلس، وفق شهود تحدثوا من المكان لمراسلنا"
    outcome = await desk.newsroom.post("wadi/7", text, minutes=2)
    assert [change.kind for change in outcome.changes] == ["more_sources"]
    alert, amendment = await desk.messages(1)
    assert amendment.kind == "amendment"
    assert amendment.amends == alert.id
    assert amendment.silent


async def test_figures_are_told_anew_when_they_grow_by_the_step(desk: Desk) -> None:
    await desk.follow(1, "قتلى>=5 خطوة:4")
    kinds = []
    for number, count in enumerate((3, 5, 7, 9, 6, 9, 13)):
        desk.now += timedelta(minutes=10)
        await desk.newsroom.killed(
            "sahl/1", count, kind="edit" if number else "new", minutes=number
        )
        messages = await desk.messages(1)
        kinds.append([message.kind for message in messages if message.kind == "alert"])
    # 5 passes the threshold; 9 and 13 grow by the step; falling to 6 and back to 9 does not.
    assert [len(kind) for kind in kinds] == [0, 1, 1, 2, 2, 2, 3]


async def test_a_withdrawn_figure_is_told_and_the_old_message_amended(desk: Desk) -> None:
    await desk.follow(1, "مكان:نابلس")
    await desk.newsroom.killed("sahl/1", 5)
    await desk.messages()
    desk.now += timedelta(minutes=10)
    text = "غارة على سوق نابلس ظهر اليوم دون معلومات مؤكدة عن إصابات بين الناس"
    await desk.newsroom.post("sahl/1", text, kind="edit", minutes=10)
    alerts = [message for message in await desk.messages(1) if message.kind == "alert"]
    assert len(alerts) == 2
    amended = {m.amends for m in await desk.messages(1) if m.kind == "amendment"}
    assert alerts[0].id in amended


async def test_a_meeting_that_is_held_after_all_is_told(desk: Desk) -> None:
    await desk.follow(1, 'لقاء:"سامر الحداد"+"رامي النجار"')
    text = "سامر الحداد يلتقي غدا رامي النجار في العاصمة لبحث ملف المعابر"
    await desk.newsroom.post("sahl/1", text, met(text, "سامر الحداد", "رامي النجار", "planned"))
    assert await desk.kinds(1) == ["alert"]
    text = "سامر الحداد التقى رامي النجار في العاصمة وبحثا ملف المعابر"
    fact = met(text, "سامر الحداد", "رامي النجار")
    await desk.newsroom.post("sahl/1", text, fact, kind="edit", minutes=60)
    kinds = await desk.kinds(1)
    assert kinds.count("alert") == 2


async def test_a_killed_notifier_tells_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    await desk.follow(1, "غارة")
    await desk.newsroom.killed("sahl/1", 5)

    class Killed(BaseException):
        pass

    def die(*_: object) -> None:
        raise Killed

    monkeypatch.setattr(desk.notifier._told, "note", die)
    with pytest.raises(Killed):
        await desk.messages()
    monkeypatch.undo()
    desk.notifier = Notifier(desk.context)
    assert await desk.kinds(1) == ["alert"]
    assert await desk.newsroom.tell(desk.notifier) == 0


async def test_two_notifiers_at_one_event_tell_each_chat_once(desk: Desk) -> None:
    import asyncio

    from bot.store.streams import Stream

    for chat in range(1, 20):
        await desk.follow(chat, "غارة")
    for number, count in enumerate((3, 5, 7, 9)):
        await desk.newsroom.killed(
            "sahl/1", count, kind="edit" if number else "new", minutes=number
        )
    stream = Stream(desk.store, keys.CHANGES, "change")
    await stream.ensure_group(keys.NOTIFY_GROUP)
    entries = await stream.read(keys.NOTIFY_GROUP, "notify-1", 100, 0.001)
    notifiers = [Notifier(desk.context) for _ in entries]
    pairs = zip(notifiers, entries, strict=True)
    await asyncio.gather(*(notifier.handle(entry) for notifier, entry in pairs))
    for chat in range(1, 20):
        kinds = await desk.kinds(chat)
        assert kinds.count("alert") == 1


async def test_what_cannot_be_told_goes_to_the_dead_letters(desk: Desk) -> None:
    await desk.store.xadd(keys.CHANGES, {"change": "{"})
    await desk.messages()
    assert await desk.store.xlen(keys.DEAD) == 1


async def test_quiet_hours_hold_alerts_and_muting_too(desk: Desk) -> None:
    await desk.chats.change(1, quiet=Quiet("13:00", "16:00"), timezone="Asia/Jerusalem")
    await desk.chats.change(2, muted_until=desk.now + timedelta(hours=3))
    for chat in (1, 2):
        await desk.follow(chat, "غارة")
    await desk.newsroom.killed("sahl/1", 5)
    assert await desk.messages() == []
    schedules = Schedules(desk.store)
    assert await schedules.due_at(1, "quiet") == datetime(2026, 3, 10, 14, tzinfo=UTC)
    assert await schedules.due_at(2, "quiet") == desk.now + timedelta(hours=3)


async def test_chats_that_refuse_the_bot_hear_nothing_until_they_are_back(desk: Desk) -> None:
    await desk.follow(1, "غارة")
    now = desk.now.timestamp()
    await desk.chats.refuses(1, now)
    await desk.chats.sweep(now + 23 * 3600)
    assert await desk.rules.candidates(["lemma:غار"])
    await desk.chats.sweep(now + 25 * 3600)
    await desk.newsroom.killed("sahl/1", 5)
    assert await desk.messages() == []
    assert len(await desk.rules.of(1)) == 1
    await desk.chats.reactivate(1)
    await desk.newsroom.killed("sahl/9", 8, "طولكرم", minutes=60)
    assert await desk.kinds(1) == ["alert"]


async def test_a_forgotten_chat_leaves_nothing_behind(desk: Desk) -> None:
    await desk.chats.change(1, language="en")
    await desk.follow(1, "غارة")
    await desk.follow(1, "مكان:نابلس")
    await desk.chats.refuses(1, desk.now.timestamp())
    await desk.chats.sweep(desk.now.timestamp() + 31 * 86400)
    left = {str(key) async for key in desk.store.scan_iter("*")}
    assert left <= {f"{keys.TAG}:rules:order"}


async def test_a_group_that_moves_keeps_its_rules_and_choices(desk: Desk) -> None:
    await desk.chats.change(-5, language="en", kind="group", title="Desk")
    await desk.follow(-5, "غارة")
    await desk.chats.move(-5, -1005, desk.now.timestamp())
    await desk.chats.move(-5, -1005, desk.now.timestamp())
    moved = await desk.chats.get(-1005)
    assert moved is not None
    assert (moved.language, moved.kind) == ("en", "supergroup")
    await desk.newsroom.killed("sahl/1", 5)
    (message,) = await desk.messages()
    assert message.chat == -1005


async def test_a_group_that_moves_is_not_told_again_and_gets_its_corrections(desk: Desk) -> None:
    await desk.follow(-5, "غارة")
    await desk.newsroom.killed("sahl/1", 5)
    (alert,) = await desk.messages()
    await desk.chats.move(-5, -1005, desk.now.timestamp())
    await desk.chats.move(-5, -1005, desk.now.timestamp())
    await desk.newsroom.killed("sahl/1", 7, minutes=5, kind="edit")
    _, *corrections = await desk.messages()
    assert {(made.chat, made.amends) for made in corrections} == {(-1005, alert.id)}


async def test_an_alert_is_not_amended_by_the_post_that_called_for_it(desk: Desk) -> None:
    await desk.newsroom.killed("sahl/1", 5)
    await desk.messages()
    await desk.follow(1, "مكان:نابلس")
    desk.now += timedelta(minutes=10)
    text = "مقتل 7 أشخاص بغارة على سوق نابلس، وفق شهود تحدثوا من المكان لمراسلنا"
    fact = harmed(text, "killed", 7, "نابلس")
    outcome = await desk.newsroom.post("wadi/7", text, fact, minutes=10)
    assert len(outcome.changes) > 1
    alert, *rest = await desk.messages(1)
    assert all(message.html == alert.html for message in rest)


async def test_one_post_is_told_in_one_message_with_all_that_it_changed(desk: Desk) -> None:
    await desk.follow(1, "قتلى>=5 خطوة:2")
    await desk.follow(1, "جرحى>=20")
    for minutes, killed, injured in ((0, 5, 11), (10, 9, 23)):
        desk.now += timedelta(minutes=10)
        text = f"مقتل {killed} أشخاص وإصابة {injured} في غارة على سوق نابلس ظهر اليوم"
        facts = harmed(text, "killed", killed, "نابلس"), harmed(text, "injured", injured, "نابلس")
        kind: PostKind = "edit" if minutes else "new"
        outcome = await desk.newsroom.post("sahl/1", text, *facts, minutes=minutes, kind=kind)
        await desk.messages()
    assert len(outcome.changes) > 2
    messages = await desk.messages(1)
    _, update = (message for message in messages if message.kind == "alert")
    latest = [message for message in messages if message.amends == update.id][-1]
    assert "القتلى 5 ← 9" in latest.html[0]
    assert "الجرحى 11 ← 23" in latest.html[0]


async def test_a_withdrawn_claim_that_leaves_the_range_says_so(desk: Desk) -> None:
    await desk.follow(1, "مكان:نابلس")
    for number, count in enumerate((12, 20, 16)):
        text = f"شاهد {number}: مقتل {count} أشخاص في غارة على سوق نابلس ظهر اليوم"
        fact = replace(harmed(text, "killed", count, "نابلس"), attribution=f"شاهد {number}")
        await desk.newsroom.post(f"channel_{number}/1", text, fact, minutes=number)
    await desk.messages()
    desk.now += timedelta(minutes=10)
    await desk.newsroom.post("channel_2/1", "", minutes=10, kind="delete")
    told = [message for message in await desk.messages(1) if message.kind == "alert"][-1]
    assert "سحبت إحدى الحصائل" in told.html[0]
    assert "12–20 ← 12–20" not in told.html[0]
