"""From /start to the first digest in three taps; deep links; restarts in between."""

from __future__ import annotations

import asyncio

from bot.context import Context
from bot.delivery.rules import written
from bot.demo.telegram import Telegram
from bot.store.chats import Chats
from bot.store.rules import Rules
from bot.store.schedules import Schedules
from handlers.chat import run
from handlers.follow import decide, to_link
from tests.handlers.conftest import Conversation


async def test_three_taps_lead_to_a_digest(sara: Conversation) -> None:
    assert "موجز" in await sara.say("/start")
    await sara.tap("العربية")
    await sara.tap("صباحا ومساء")
    await sara.telegram.until(lambda: "لا جديد" in sara.last.text)
    kept = await Schedules(sara.store).of(101)
    assert [one.times for one in kept] == [("08:00", "20:00")]
    assert not sara.telegram.violations


async def test_the_language_is_the_persons_own_and_can_be_changed(daniel: Conversation) -> None:
    assert "Welcome" in await daniel.say("/start")
    await daniel.tap("العربية")
    chat = await Chats(daniel.store).get(102)
    assert chat is not None
    assert chat.language == "ar"
    assert "لا قناة" in "".join(shown.text for shown in daniel.said)


async def test_a_restart_in_the_middle_of_the_steps_loses_nothing(
    context: Context, telegram: Telegram
) -> None:
    person = telegram.person(101, "سارة")
    first = asyncio.create_task(run(context))
    talk = Conversation(context, telegram, person, 101)
    await talk.say("/start")
    await talk.tap("العربية")
    context.stopping.set()
    await first
    context.stopping.clear()
    second = asyncio.create_task(run(context))
    await talk.tap("كل 3 ساعات")
    await telegram.until(lambda: "لا جديد" in talk.last.text)
    context.stopping.set()
    await second
    assert [one.hours for one in await Schedules(context.store).of(101)] == [3]


async def test_a_deep_link_follows_at_once(daniel: Conversation) -> None:
    link = to_link(decide("خان يونس"))
    assert link is not None
    await daniel.say(f"/start follow_{link}", answers=2)
    rules = await Rules(daniel.store).of(102)
    assert [written(rule) for rule in rules] == ['مكان:"خان يونس"']


async def test_a_broken_deep_link_is_a_plain_start(daniel: Conversation) -> None:
    assert "Welcome" in await daniel.say("/start follow_%%%")
    assert "Welcome" in await daniel.say("/start ch_")
