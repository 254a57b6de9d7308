"""Messages put into the outbox stand in the chats, whatever befalls the requests."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

import pytest
from telegram.ext import ApplicationBuilder

from bot.context import Context
from bot.delivery import send
from bot.delivery.api import Request
from bot.delivery.message import Button, Message
from bot.delivery.pace import PacedRequests, windows
from bot.demo.telegram import Telegram
from bot.store import keys
from bot.store.lease import Lease
from bot.store.outbox import Outbox, Settlement
from bot.store.taken import Taken
from tests.delivery.conftest import sending

Make = Callable[..., Message]


async def ended(outbox: Outbox, message_id: str, state: str) -> dict[str, str]:
    """Waits until a message has ended; the record."""
    async with asyncio.timeout(15):
        while (record := await outbox.state(message_id)).get("state") != state:
            await asyncio.sleep(0.01)
    return record


async def test_a_message_is_sent_once_however_often_it_is_put(
    outbox: Outbox, telegram: Telegram, message: Make
) -> None:
    reader = telegram.person(7)
    assert await outbox.put(message("a", 7, "<b>خبر</b>"), time.time())
    assert not await outbox.put(message("a", 7, "<b>خبر</b>"), time.time())
    await ended(outbox, "a", "sent")
    assert not await outbox.put(message("a", 7, "<b>خبر</b>"), time.time())
    assert reader.texts() == ["خبر"]
    assert not telegram.violations


async def test_parts_arrive_in_order_with_the_buttons_under_the_last(
    outbox: Outbox, telegram: Telegram, message: Make
) -> None:
    reader = telegram.person(7)
    button = Button("المصدر", data="s:1")
    await outbox.put(message("a", 7, "أ", "ب", buttons=((button,),), silent=True), time.time())
    await ended(outbox, "a", "sent")
    assert reader.texts() == ["أ", "ب"]
    assert [shown.labels for shown in reader.from_bot()] == [[], ["المصدر"]]
    assert all(shown.silent for shown in reader.from_bot())


async def test_alerts_overtake_digests(
    outbox: Outbox, telegram: Telegram, message: Make, context: Context
) -> None:
    hold = asyncio.Event()
    reader = telegram.person(7)
    telegram.fault(method="sendMessage", hold=hold)
    await outbox.put(message("first", kind="digest"), time.time())
    await telegram.until(reader.texts)
    for name in ("digest-1", "digest-2"):
        await outbox.put(message(name, kind="digest"), time.time())
    await outbox.put(message("alert", kind="alert"), time.time())
    hold.set()
    await telegram.until(lambda: len(reader.texts()) == 3)
    assert reader.texts()[:3] == ["first", "alert", "digest-1"]


async def test_a_slow_and_a_blocked_reader_delay_nobody(
    outbox: Outbox, telegram: Telegram, message: Make
) -> None:
    telegram.person(1)
    telegram.person(2)
    others = [telegram.person(number) for number in range(10, 15)]
    telegram.block(2)
    hold = asyncio.Event()
    telegram.fault(method="sendMessage", chat=1, hold=hold)
    for number in (1, 2, *range(10, 15)):
        await outbox.put(message(f"m{number}", number, "x"), time.time())
    await telegram.until(lambda: all(chat.texts() for chat in others))
    record = await ended(outbox, "m2", "refused")
    assert record["reason"] == "Forbidden: bot was blocked by the user"
    assert (await outbox.state("m1"))["state"] == "leaving"
    hold.set()
    await ended(outbox, "m1", "sent")


async def test_a_lost_answer_is_resent_once_and_counted(
    outbox: Outbox, telegram: Telegram, message: Make
) -> None:
    reader = telegram.person(7)
    telegram.fault(method="sendMessage", cut="after")
    await outbox.put(message("a"), time.time())
    await ended(outbox, "a", "sent")
    assert reader.texts() == ["a", "a"]
    assert (await outbox.counts())["unsure"] == 1
    other = telegram.person(8)
    telegram.fault(method="sendMessage", chat=8, cut="after", times=5)
    await outbox.put(message("b", 8), time.time())
    await ended(outbox, "b", "uncertain")
    assert other.texts() == ["b", "b"]
    assert (await outbox.counts())["uncertain"] == 1


async def test_nothing_is_resent_before_telegram_answers_again(
    outbox: Outbox, telegram: Telegram, message: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.delivery.send.SHORTEST_DOUBT", 0.01)
    reader, other = telegram.person(7), telegram.person(8)
    telegram.fault(method="sendMessage", cut="before")
    telegram.fault(method="getMe", cut="before")
    telegram.fault(method="getMe", code=502, description="Bad Gateway")
    await outbox.put(message("a", 7), time.time())
    await telegram.until(lambda: len(telegram.requests) >= 3)
    await outbox.put(message("b", 8), time.time())
    await ended(outbox, "a", "sent")
    await ended(outbox, "b", "sent")
    asked = [request.method for request in telegram.requests]
    assert asked[:4] == ["sendMessage", "getMe", "getMe", "getMe"]
    assert (reader.texts(), other.texts()) == (["a"], ["b"])


async def test_an_edit_is_repeated_until_it_is_answered(
    outbox: Outbox, telegram: Telegram, message: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.delivery.plan.FIRST_PAUSE", 0.01)
    reader = telegram.person(7)
    await outbox.put(message("a", 7, "مقتل 5"), time.time())
    await ended(outbox, "a", "sent")
    telegram.fault(method="editMessageText", cut="before", times=2)
    telegram.fault(method="editMessageText", cut="after", times=2)
    await outbox.put(message("b", 7, "مقتل 7", kind="amendment", amends="a"), time.time())
    await ended(outbox, "b", "sent")
    assert reader.texts() == ["مقتل 7"]
    assert (await outbox.counts())["unsure"] == 4


async def test_what_amends_an_uncertain_message_is_sent_and_then_edited(
    outbox: Outbox, telegram: Telegram, message: Make
) -> None:
    reader = telegram.person(7)
    telegram.fault(method="sendMessage", cut="before", times=2)
    await outbox.put(message("a", 7, "مقتل 5"), time.time())
    await ended(outbox, "a", "uncertain")
    for name, words in (("b", "مقتل 7"), ("c", "مقتل 9")):
        await outbox.put(message(name, 7, words, kind="amendment", amends="a"), time.time())
        await ended(outbox, name, "sent")
        assert reader.texts() == [words]


async def test_a_message_that_cannot_be_planned_ends_and_holds_up_nobody(
    outbox: Outbox, telegram: Telegram, message: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = telegram.person(7)
    planned = send.next_request

    def plan(taken: Taken, *, paid: bool = False) -> tuple[int, Request] | Settlement:
        if taken.id == "a":
            raise ValueError("no such plan")
        return planned(taken, paid=paid)

    monkeypatch.setattr(send, "next_request", plan)
    await outbox.put(message("a"), time.time())
    await outbox.put(message("b"), time.time())
    await ended(outbox, "b", "sent")
    assert (await outbox.state("a"))["reason"] == "ValueError: no such plan"
    assert reader.texts() == ["b"]


async def test_requests_that_never_left_are_retried_until_telegram_is_back(
    context: Context, telegram: Telegram, message: Make, outbox: Outbox
) -> None:
    reader = telegram.person(7)
    await telegram.stop()
    await outbox.put(message("a"), time.time())
    async with asyncio.timeout(10):
        while not await context.store.exists(f"{keys.TAG}:pause"):
            await asyncio.sleep(0.01)
    telegram.port = int(telegram.base.rpartition(":")[2])
    await telegram.start()
    await ended(outbox, "a", "sent")
    assert reader.texts() == ["a"]
    assert "unsure" not in await outbox.counts()


async def test_a_failing_telegram_is_tried_again(
    outbox: Outbox, telegram: Telegram, message: Make
) -> None:
    reader = telegram.person(7)
    telegram.fault(method="sendMessage", code=502, description="Bad Gateway")
    await outbox.put(message("a"), time.time())
    await ended(outbox, "a", "sent")
    assert reader.texts() == ["a"]


async def test_a_429_pauses_the_chat_it_concerns_and_no_other(
    outbox: Outbox, telegram: Telegram, message: Make
) -> None:
    telegram.person(7)
    other = telegram.person(8)
    words = "Too Many Requests: retry after 1"
    telegram.fault(method="sendMessage", chat=7, code=429, description=words, retry_after=1)
    await outbox.put(message("a", 7), time.time())
    await telegram.until(lambda: telegram.requests)
    await outbox.put(message("b", 8), time.time())
    await telegram.until(other.texts)
    assert (await outbox.state("a"))["state"] == "waiting"
    await ended(outbox, "a", "sent")
    first, second = [request.at for request in telegram.requests if request.chat == "7"]
    assert second - first >= 1


async def test_markup_that_telegram_refuses_arrives_as_plain_text(
    outbox: Outbox, telegram: Telegram, message: Make
) -> None:
    reader = telegram.person(7)
    wrong = '<b>خبر <a href="https://t.me/s/q/1">المصدر</a> &amp; 3 < 5'
    await outbox.put(message("a", 7, "سليم", wrong), time.time())
    await ended(outbox, "a", "sent")
    assert reader.texts() == ["سليم", "خبر المصدر (https://t.me/s/q/1) & 3 < 5"]


async def test_text_that_is_too_long_is_cut_at_lines(
    outbox: Outbox, telegram: Telegram, message: Make
) -> None:
    reader = telegram.person(7)
    await outbox.put(message("a", 7, "\n".join(["سطر من الخبر"] * 400)), time.time())
    await ended(outbox, "a", "sent")
    lines = [line for text in reader.texts() for line in text.split("\n")]
    assert lines == ["سطر من الخبر"] * 400


async def test_messages_follow_a_group_that_became_a_supergroup(
    outbox: Outbox, telegram: Telegram, message: Make
) -> None:
    telegram.place(-5, "group", "مجموعة")
    new = telegram.migrate(-5, -1005)
    await outbox.put(message("a", -5), time.time())
    await outbox.put(message("b", -5), time.time())
    await ended(outbox, "b", "sent")
    assert new.texts() == ["a", "b"]
    assert (await outbox.state("a"))["chat"] == "-1005"


async def test_what_was_sent_to_a_group_that_moved_is_corrected_in_a_message_of_its_own(
    outbox: Outbox, telegram: Telegram, message: Make
) -> None:
    old = telegram.place(-5, "group", "مجموعة")
    await outbox.put(message("a", -5, "قتلى: 5", "مصادر"), time.time())
    await ended(outbox, "a", "sent")
    new = telegram.migrate(-5, -1005)
    await outbox.put(message("other", -1005, "خبر آخر"), time.time())
    await outbox.put(message("other 2", -1005, "خبر ثان"), time.time())
    await ended(outbox, "other 2", "sent")
    fix = message("b", -5, "قتلى: 7", "مصادر", kind="amendment", amends="a")
    await outbox.put(fix, time.time())
    await ended(outbox, "b", "sent")
    assert old.texts() == ["قتلى: 5", "مصادر"]
    assert new.texts() == ["خبر آخر", "خبر ثان", "قتلى: 7", "مصادر"]
    again = message("c", -1005, "قتلى: 8", "مصادر", kind="amendment", amends="a")
    await outbox.put(again, time.time())
    await ended(outbox, "c", "sent")
    assert new.texts() == ["خبر آخر", "خبر ثان", "قتلى: 8", "مصادر"]


async def test_a_message_whose_group_moves_between_its_parts_is_sent_whole(
    outbox: Outbox, telegram: Telegram, message: Make
) -> None:
    telegram.place(-5, "group", "مجموعة")
    held = telegram.fault(method="sendMessage", hold=asyncio.Event())
    await outbox.put(message("a", -5, "أول", "ثان"), time.time())
    await telegram.until(lambda: telegram.requests)
    new = telegram.migrate(-5, -1005)
    assert held.hold
    held.hold.set()
    await ended(outbox, "a", "sent")
    assert new.texts() == ["أول", "ثان"]


async def test_a_forum_topic_that_is_gone_gives_way_to_the_chat(
    outbox: Outbox, telegram: Telegram, message: Make
) -> None:
    place = telegram.place(-1005, "supergroup", "منتدى", topics=(4,))
    await outbox.put(message("a", -1005, thread=4), time.time())
    await outbox.put(message("b", -1005, thread=9), time.time())
    await ended(outbox, "b", "sent")
    assert [(shown.text, shown.thread) for shown in place.shown()] == [("a", 4), ("b", None)]


async def test_an_amendment_edits_what_differs_and_nothing_else(
    outbox: Outbox, telegram: Telegram, message: Make
) -> None:
    reader = telegram.person(7)
    await outbox.put(message("a", 7, "أول", "ثان", "ثالث"), time.time())
    await ended(outbox, "a", "sent")
    await outbox.put(message("b", 7, "أول", "ثان 2", kind="amendment", amends="a"), time.time())
    await ended(outbox, "b", "sent")
    assert reader.texts() == ["أول", "ثان 2"]
    await outbox.put(message("c", 7, "أول", "ثان 2", kind="amendment", amends="a"), time.time())
    await ended(outbox, "c", "unchanged")
    await outbox.put(message("d", 7, "أول", "ثان 2", "جديد", kind="amendment", amends="a"), 0)
    await ended(outbox, "d", "sent")
    assert reader.texts() == ["أول", "ثان 2", "جديد"]
    methods = [request.method for request in telegram.requests]
    assert methods.count("editMessageText") == 1
    assert not telegram.violations


async def test_amendments_that_a_newer_one_overtakes_are_not_sent(
    outbox: Outbox, telegram: Telegram, message: Make
) -> None:
    reader = telegram.person(7)
    await outbox.put(message("a"), time.time())
    await ended(outbox, "a", "sent")
    amendments = [message(f"e{n}", 7, f"a {n}", kind="amendment", amends="a") for n in range(5)]
    await outbox.put_all(amendments, time.time())
    await ended(outbox, "e4", "sent")
    assert reader.texts() == ["a 4"]
    assert (await outbox.state("e1"))["state"] in {"superseded", "sent"}


async def test_an_amendment_of_what_has_not_been_sent_takes_its_place(
    outbox: Outbox, telegram: Telegram, message: Make
) -> None:
    reader = telegram.person(7)
    telegram.fault(method="sendMessage", code=500, description="Internal Server Error")
    await outbox.put(message("a", kind="digest"), time.time())
    await telegram.until(lambda: telegram.requests)
    await outbox.put(message("b", 7, "معدل", kind="amendment", amends="a"), time.time())
    await ended(outbox, "a", "sent")
    assert reader.texts() == ["معدل"]
    assert (await outbox.state("b"))["state"] == "merged"


async def test_an_amendment_of_a_deleted_or_unknown_message_is_dropped(
    outbox: Outbox, telegram: Telegram, message: Make
) -> None:
    reader = telegram.person(7)
    await outbox.put(message("a"), time.time())
    await ended(outbox, "a", "sent")
    reader.last().deleted = True
    await outbox.put(message("b", kind="amendment", amends="a"), time.time())
    await outbox.put(message("c", kind="amendment", amends="nothing"), time.time())
    await ended(outbox, "b", "dropped")
    await ended(outbox, "c", "dropped")


async def test_the_records_tell_how_each_message_ended(
    outbox: Outbox, telegram: Telegram, message: Make, context: Context
) -> None:
    telegram.person(7)
    await outbox.put(message("a", 7, "خبر"), time.time())
    await ended(outbox, "a", "sent")
    ((_, fields),) = await context.store.xrange(keys.OUTBOX)
    line = await outbox.describe(fields["message"])
    assert {name: line[name] for name in ("message", "chat", "kind", "state", "text")} == {
        "message": "a",
        "chat": 7,
        "kind": "alert",
        "state": "sent",
        "text": "خبر",
    }


async def test_a_second_sender_waits_for_the_lease(
    outbox: Outbox, telegram: Telegram, message: Make, context: Context
) -> None:
    from bot.delivery.send import run

    second = Context(settings=context.settings, store=context.store, worker="sender-2")
    task = asyncio.create_task(run(second))
    reader = telegram.person(7)
    await outbox.put(message("a"), time.time())
    await ended(outbox, "a", "sent")
    assert reader.texts() == ["a"]
    second.stopping.set()
    await task


@pytest.mark.parametrize("kind", ["alert", "digest"])
async def test_a_broadcast_keeps_every_limit(
    paced_outbox: Outbox, telegram: Telegram, message: Make, kind: str
) -> None:
    group = telegram.place(-5, "group", "مجموعة")
    readers = [telegram.person(number) for number in range(1, 46)]
    letters = [message(f"r{n}", n, "x", kind=kind) for n in range(1, 46)]
    letters += [message(f"g{n}", -5, str(n), kind=kind) for n in range(25)]
    letters += [message(f"p{n}", 1, str(n), kind=kind) for n in range(4)]
    await paced_outbox.put_all(letters, time.time())
    await telegram.until(lambda: all(chat.texts() for chat in readers))
    await telegram.until(lambda: len(group.texts()) == 20)
    assert not telegram.violations


async def test_what_python_telegram_bot_sends_keeps_the_same_pace(
    paced_outbox: Outbox, telegram: Telegram, message: Make, context: Context
) -> None:
    reader, group = telegram.person(7), telegram.place(-5, "group", "مجموعة")
    application = (
        ApplicationBuilder()
        .token(telegram.token)
        .base_url(f"{telegram.base}/bot")
        .rate_limiter(PacedRequests(context.store, "chat-1"))
        .updater(None)
        .build()
    )
    async with application:
        for number in range(2):
            await paced_outbox.put(message(f"m{number}"), time.time())
            await application.bot.send_message(7, f"reply {number}")
        for _ in range(20):
            await application.bot.send_message(-5, "x")
        await telegram.until(lambda: len(reader.texts()) == 4)
        waiting = asyncio.create_task(application.bot.send_message(-5, "too much"))
        await paced_outbox.put(message("g", -5), time.time())
        await application.bot.get_chat(7)
        assert not waiting.done()
        waiting.cancel()
    assert len(group.texts()) == 20
    assert not telegram.violations


async def test_a_chat_that_refuses_is_marked_until_a_message_gets_through(
    outbox: Outbox, telegram: Telegram, message: Make, context: Context
) -> None:
    telegram.person(7)
    telegram.block(7)
    await outbox.put(message("a"), time.time())
    await ended(outbox, "a", "refused")
    assert await context.store.zscore(keys.UNREACHABLE, "7")
    telegram.unblock(7)
    await outbox.put(message("b"), time.time())
    await ended(outbox, "b", "sent")
    assert await context.store.zscore(keys.UNREACHABLE, "7") is None


async def test_a_dead_senders_lease_passes_on_with_what_it_had_in_flight(
    context: Context, telegram: Telegram, message: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.delivery.send.LATE_SECONDS", 0.05)
    monkeypatch.setattr("bot.delivery.send.LEASE_SECONDS", 0.6)
    readers = [telegram.person(7), telegram.person(8)]
    outbox = Outbox(context.store)
    dead = Lease(context.store, f"send:{telegram.id}", "dead", seconds=0.3)
    assert await dead.acquire()
    for chat, name in ((7, "taken"), (8, "left")):
        await outbox.put(message(name, chat, kind="digest"), time.time())
        found = await outbox.take(dead, time.time(), time.time(), windows())
        assert isinstance(found, list)
        if name == "left":
            assert await outbox.leave(found[0], dead)
    async with sending(context):
        await ended(outbox, "left", "sent")
        await ended(outbox, "taken", "sent")
    assert [reader.texts() for reader in readers] == [["taken"], ["left"]]
    assert await outbox.counts() == {"unsure": 1, "sent": 2}
    assert not await outbox.leave(found[0], dead)
