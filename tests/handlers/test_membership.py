"""The bot added to channels and groups, removed, moved, blocked."""

from __future__ import annotations

from bot.demo.telegram import Telegram
from bot.store.chats import Chats
from bot.store.posts import PostLog
from bot.store.schedules import Schedules
from tests.handlers.conftest import Conversation

CHANNEL, GROUP = -1001, -2001


async def test_a_channel_owner_sets_up_an_automatic_digest_with_one_tap(
    sara: Conversation, telegram: Telegram
) -> None:
    telegram.place(CHANNEL, "channel", "موجز السهل", admins=(101,), bot="left")
    telegram.set_bot(CHANNEL, "administrator", by=101)
    await telegram.until(lambda: sara.said)
    assert "موجز السهل" in sara.last.text
    await sara.tap("كل 3 ساعات")
    assert [one.hours for one in await Schedules(sara.store).of(CHANNEL)] == [3]
    assert "تم" in sara.last.text


async def test_only_an_administrator_of_the_channel_may_tap(
    sara: Conversation, daniel: Conversation, telegram: Telegram
) -> None:
    telegram.place(CHANNEL, "channel", "موجز السهل", admins=(101,), bot="left")
    telegram.set_bot(CHANNEL, "administrator", by=101)
    await telegram.until(lambda: sara.said)
    await daniel.say("/help")
    query = telegram.tap_data(102, daniel.last, f"channel:{CHANNEL}:3")
    await telegram.until(lambda: telegram.answers.get(query))
    assert "administrators" in (telegram.answers[query] or "")
    assert await Schedules(sara.store).of(CHANNEL) == []


async def test_a_channel_that_removes_the_bot_gets_nothing_more(
    sara: Conversation, telegram: Telegram
) -> None:
    telegram.place(CHANNEL, "channel", "موجز السهل", admins=(101,), bot="left")
    telegram.set_bot(CHANNEL, "administrator", by=101)
    await telegram.until(lambda: sara.said)
    await sara.tap("مرة يوميا")
    telegram.set_bot(CHANNEL, "left", by=101)
    await sara.say("/help")  # answered after the removal was taken in
    chat = await Chats(sara.store).get(CHANNEL)
    assert chat is not None
    assert not chat.active
    assert await Schedules(sara.store).due_at(CHANNEL, "quiet") is None


async def test_in_a_group_only_its_administrators_configure(
    chatting: object, sara: Conversation, telegram: Telegram
) -> None:
    group = telegram.place(GROUP, "supergroup", "غرفة الأخبار", admins=(103,), members=(101,))
    telegram.person(103, "نادر")
    member = Conversation(chatting, telegram, group, 101)  # type: ignore[arg-type]
    owner = Conversation(chatting, telegram, group, 103)  # type: ignore[arg-type]
    assert "مشرفوها" in await member.say("/schedule 3")
    assert "كل 3 ساعات" in await owner.say("/schedule 3")
    assert "لا جديد" in await member.say("/digest")


async def test_a_group_keeps_all_when_it_becomes_a_supergroup(
    chatting: object, telegram: Telegram, sara: Conversation
) -> None:
    group = telegram.place(-55, "group", "غرفة الأخبار", admins=(101,))
    owner = Conversation(chatting, telegram, group, 101)  # type: ignore[arg-type]
    await owner.say("/schedule 6")
    telegram.migrate(-55, -10055)
    await sara.say("/help")
    assert [one.hours for one in await Schedules(sara.store).of(-10055)] == [6]
    assert await Schedules(sara.store).of(-55) == []


async def test_posts_of_a_channel_with_the_bot_arrive_at_once(
    sara: Conversation, telegram: Telegram
) -> None:
    telegram.place(CHANNEL, "channel", "سهل برس", username="sahl_press", admins=(101,))
    shown = telegram.post(CHANNEL, "مقتل 3 أشخاص في حادث سير قرب مدينة نوران")
    await sara.say("/help")
    log = PostLog(sara.store)
    post = await log.get(f"sahl_press/{shown.id}")
    assert post is not None
    assert "3 أشخاص" in post.text
    telegram.edit_post(CHANNEL, shown.id, "مقتل 4 أشخاص في حادث سير قرب مدينة نوران")
    await sara.say("/help")
    edited = await log.get(f"sahl_press/{shown.id}")
    assert edited is not None
    assert (edited.kind, "4 أشخاص" in edited.text) == ("edit", True)


async def test_blocking_starts_the_grace_and_coming_back_ends_it(
    daniel: Conversation, telegram: Telegram
) -> None:
    await daniel.say("/help")
    telegram.block(102)
    await telegram.until(lambda: telegram.polled)
    telegram.unblock(102)
    await daniel.say("/help")
    chat = await Chats(daniel.store).get(102)
    assert chat is not None
    assert chat.active


async def test_a_forum_is_answered_in_the_topic_where_it_was_set_up(
    chatting: object, sara: Conversation, telegram: Telegram
) -> None:
    group = telegram.place(GROUP, "supergroup", "غرفة الأخبار", admins=(101,), topics=(77,))
    owner = Conversation(chatting, telegram, group, 101)  # type: ignore[arg-type]
    telegram.say(101, "/schedule 3", GROUP, thread=77)
    await telegram.until(lambda: owner.said)
    assert owner.last.thread == 77
    chat = await Chats(owner.store).get(GROUP)
    assert chat is not None
    assert chat.thread == 77
