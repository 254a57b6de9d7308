"""The stand-in for Telegram keeps Telegram's rules, and real clients get along with it."""

from __future__ import annotations

import asyncio
import io
import re
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from telegram import Bot, BotCommand, InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.error import BadRequest, ChatMigrated, Conflict, Forbidden, NetworkError, RetryAfter
from telegram.ext import Application, CallbackQueryHandler, CommandHandler, ContextTypes
from telegram.request import HTTPXRequest

from bot.demo.telegram import Telegram
from bot.demo.telegram.markup import MarkupError, parse_html


class Clock:
    def __init__(self) -> None:
        self.now = 1_700_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(autouse=True)
def waits_as_timedelta(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")


@pytest.fixture
async def telegram() -> AsyncIterator[Telegram]:
    async with Telegram(clock=Clock()) as telegram:
        yield telegram


@pytest.fixture
async def bot(telegram: Telegram) -> AsyncIterator[Bot]:
    bot = Bot(telegram.token, base_url=f"{telegram.base}/bot")
    async with bot:
        yield bot


@pytest.mark.parametrize(
    ("html", "plain", "kinds"),
    [
        ("<b>نص</b> عادي", "نص عادي", [("bold", 0, 2)]),
        ("&lt;b&gt; &amp; &quot;", '<b> & "', []),
        ("&nbsp;&laquo;", "&nbsp;&laquo;", []),
        ("&#1593;&#x628;", "عب", []),
        ("🙂<i>x</i>", "🙂x", [("italic", 2, 1)]),
        ("<b><i>x</i></b>", "x", [("bold", 0, 1), ("italic", 0, 1)]),
        ('<a href="https://t.me/s/a?x=1&amp;y=2">م</a>', "م", [("text_link", 0, 1)]),
        ('<a href="no">م</a>', "م", []),
        ("<blockquote expandable>x</blockquote>", "x", [("expandable_blockquote", 0, 1)]),
        ("  <b>x</b>  \n", "x", [("bold", 0, 1)]),
        ("a\u202ab\u2068c\u2069", "ab\u2068c\u2069", []),
        ("<B>x</>", "x", [("bold", 0, 1)]),
    ],
)
def test_html_reads_as_telegram_reads_it(
    html: str, plain: str, kinds: list[tuple[str, int, int]]
) -> None:
    text, entities = parse_html(html)
    assert text == plain
    assert [(e["type"], e["offset"], e["length"]) for e in entities] == kinds


@pytest.mark.parametrize(
    ("html", "error"),
    [
        ("ن<br/>", 'Unsupported start tag "br/" at byte offset 2'),
        ("<p>x</p>", 'Unsupported start tag "p" at byte offset 0'),
        ("3 < 5", 'Unsupported start tag "" at byte offset 2'),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<b><i>x</b>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ('<a ="x">y</a>', 'Empty attribute name in the tag "a" at byte offset 0'),
    ],
)
def test_wrong_html_is_refused_in_telegrams_words(html: str, error: str) -> None:
    with pytest.raises(MarkupError, match="^" + re.escape(error)):
        parse_html(html)


async def test_the_real_client_sends_edits_deletes_and_sets_its_commands(
    telegram: Telegram, bot: Bot
) -> None:
    reader = telegram.person(7)
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("المصدر", callback_data="s:1")]])
    sent = await bot.send_message(7, "<b>خبر</b>", parse_mode="HTML", reply_markup=keyboard)
    assert reader.last().text == "خبر"
    assert reader.last().labels == ["المصدر"]
    await bot.edit_message_text("خبر معدل", 7, sent.message_id)
    assert reader.last().text == "خبر معدل"
    assert reader.last().versions == ["خبر"]
    with pytest.raises(BadRequest, match="Message is not modified"):
        await bot.edit_message_text("خبر معدل", 7, sent.message_id)
    await bot.send_photo(7, io.BytesIO(b"\x89PNG...."), caption="رسم")
    assert reader.last().photo == b"\x89PNG...."
    await bot.delete_message(7, sent.message_id)
    assert reader.texts() == ["رسم"]
    await bot.set_my_commands([BotCommand("start", "ابدأ")], language_code="ar")
    assert (await bot.get_my_commands(language_code="ar"))[0].command == "start"
    assert (await bot.get_me()).username == telegram.username
    assert (await bot.get_chat(7)).first_name == "قارئ"


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"text": "ا" * 4097}, "Message is too long"),
        ({"text": " \u200f\n"}, "Message text is empty"),
        ({"text": "<x>", "parse_mode": "HTML"}, "Can't parse entities"),
        ({"text": "x", "message_thread_id": 5}, "Message thread not found"),
        ({"text": "x", "chat_id": 99}, "Chat not found"),
        (
            {
                "text": "x",
                "reply_markup": InlineKeyboardMarkup(
                    [[InlineKeyboardButton("ز", callback_data="ع" * 33)]]
                ),
            },
            "Button_data_invalid",
        ),
    ],
)
async def test_what_telegram_refuses_is_refused(
    telegram: Telegram, bot: Bot, fields: dict[str, Any], error: str
) -> None:
    telegram.person(7)
    with pytest.raises(BadRequest, match=error):
        await bot.send_message(**{"chat_id": 7, **fields})


async def test_length_counts_after_parsing(telegram: Telegram, bot: Bot) -> None:
    telegram.person(7)
    await bot.send_message(7, "<b>" + "ا" * 4096 + "</b>", parse_mode="HTML")
    assert not telegram.violations


async def test_rates_are_kept_per_chat_and_overall(telegram: Telegram, bot: Bot) -> None:
    telegram.place(-5, "group", "مجموعة")
    telegram.person(7)
    for _ in range(3):
        await bot.send_message(7, "x")
    with pytest.raises(RetryAfter) as refused:
        await bot.send_message(7, "x")
    assert refused.value.retry_after == timedelta(seconds=3)
    for _ in range(20):
        await bot.send_message(-5, "x")
    with pytest.raises(RetryAfter):
        await bot.send_message(-5, "x")
    for number in range(100, 107):
        telegram.person(number)
        await bot.send_message(number, "x")
    telegram.person(200)
    with pytest.raises(RetryAfter):
        await bot.send_message(200, "x")
    telegram.clock.now += 3  # type: ignore[attr-defined]
    await bot.send_message(7, "x")
    assert len(telegram.violations) == 3


async def test_blocked_deleted_and_removed_answer_403(telegram: Telegram, bot: Bot) -> None:
    telegram.person(7)
    telegram.person(8)
    telegram.person(9, started=False)
    telegram.place(-5, "group", "مجموعة", bot="kicked")
    telegram.place(-1006, "channel", "قناة", bot="left")
    telegram.block(7)
    telegram.deactivate(8)
    for chat, words in (
        (7, "bot was blocked by the user"),
        (8, "user is deactivated"),
        (9, "bot can't initiate conversation with a user"),
        (-5, "bot was kicked from the group chat"),
        (-1006, "bot is not a member of the channel chat"),
    ):
        with pytest.raises(Forbidden, match=words):
            await bot.send_message(chat, "x")


async def test_a_migrated_group_tells_its_new_id(telegram: Telegram, bot: Bot) -> None:
    telegram.place(-5, "group", "مجموعة")
    telegram.migrate(-5, -1005)
    with pytest.raises(ChatMigrated) as moved:
        await bot.send_message(-5, "x")
    assert moved.value.new_chat_id == -1005


async def test_scripted_faults_befall_the_requests_they_name(telegram: Telegram, bot: Bot) -> None:
    reader = telegram.person(7)
    telegram.fault(method="sendMessage", code=502, description="Bad Gateway")
    with pytest.raises(NetworkError):
        await bot.send_message(7, "x")
    assert not reader.texts()
    telegram.fault(method="sendMessage", chat=7, cut="after")
    with pytest.raises(NetworkError):
        await bot.send_message(7, "وصل")
    assert reader.texts() == ["وصل"]
    telegram.fault(method="sendMessage", cut="before")
    with pytest.raises(NetworkError):
        await bot.send_message(7, "ضاع")
    assert reader.texts() == ["وصل"]
    hold = asyncio.Event()
    telegram.fault(method="sendMessage", hold=hold)
    sending = asyncio.create_task(bot.send_message(7, "بطيء"))
    await telegram.until(lambda: reader.last().text == "بطيء")
    assert not sending.done()
    hold.set()
    await sending


async def test_a_second_poller_ends_the_first(telegram: Telegram) -> None:
    one, two = (
        Bot(
            telegram.token,
            base_url=f"{telegram.base}/bot",
            get_updates_request=HTTPXRequest(connection_pool_size=2),
        )
        for _ in range(2)
    )
    async with one, two:
        held = asyncio.create_task(one.get_updates(timeout=20))
        await telegram.until(lambda: telegram.polled)
        telegram.person(7)
        later = asyncio.create_task(two.get_updates(timeout=20))
        with pytest.raises(Conflict, match="terminated by other getUpdates request"):
            await held
        telegram.say(7, "مرحبا")
        (update,) = await later
        assert update.message
        assert update.message.text == "مرحبا"


async def test_updates_stay_until_they_are_confirmed(telegram: Telegram, bot: Bot) -> None:
    telegram.person(7)
    first = telegram.say(7, "أ")
    telegram.say(7, "ب")
    assert first.id == 1
    seen = await bot.get_updates(limit=1)
    assert [u.message.text for u in seen if u.message] == ["أ"]
    assert len(await bot.get_updates(offset=seen[0].update_id)) == 2
    assert len(await bot.get_updates(offset=seen[0].update_id + 1)) == 1
    assert len(await bot.get_updates(offset=-1)) == 1


async def test_a_real_application_converses(telegram: Telegram) -> None:
    async def start(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        assert update.message
        button = InlineKeyboardButton("نعم", callback_data="yes")
        await update.message.reply_text("تتابع؟", reply_markup=InlineKeyboardMarkup([[button]]))

    async def tapped(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        assert update.callback_query
        await update.callback_query.answer("تم")
        await update.callback_query.edit_message_text("تتابع.")

    application = (
        Application.builder().token(telegram.token).base_url(f"{telegram.base}/bot").build()
    )
    application.add_handler(CommandHandler("start", start))
    application.add_handler(CallbackQueryHandler(tapped))
    reader = telegram.person(7)
    async with application:
        await application.start()
        assert application.updater
        await application.updater.start_polling(timeout=5)
        telegram.say(7, "/start")
        await telegram.until(reader.texts)
        query = telegram.tap(7, reader.last(), "نعم")
        await telegram.until(lambda: reader.texts() == ["تتابع."])
        assert telegram.answers[query] == "تم"
        await application.updater.stop()
        await application.stop()
    assert not telegram.violations


async def test_json_form_and_upload_say_the_same(telegram: Telegram) -> None:
    reader = telegram.person(7)
    url = f"{telegram.base}/bot{telegram.token}/sendMessage"
    fields = {"chat_id": "7", "text": "x"}
    upload = aiohttp.FormData(fields, default_to_multipart=True)
    async with aiohttp.ClientSession() as session:
        for body in ({"json": fields}, {"data": fields}, {"data": upload}):
            async with session.post(url, **body) as answer:  # type: ignore[arg-type]
                assert (await answer.json())["ok"], body
        async with session.post(url, data=b"{", headers={"Content-Type": "application/json"}) as no:
            assert no.status == 400
        async with session.post(url.replace("sendMessage", "sendMoney")) as no:
            assert (await no.json())["description"] == "Not Found: method not found"
    assert reader.texts() == ["x"] * 3


async def test_membership_and_channel_posts_arrive_as_updates(telegram: Telegram, bot: Bot) -> None:
    telegram.person(7)
    telegram.place(-1006, "channel", "قناة", username="qanat", admins=(7,))
    telegram.set_bot(-1006, "administrator", by=7)
    telegram.post(-1006, "عاجل")
    telegram.edit_post(-1006, 1, "عاجل: تصحيح")
    joined, post, edited = await bot.get_updates()
    assert joined.my_chat_member
    assert joined.my_chat_member.new_chat_member.status == "administrator"
    assert post.channel_post
    assert post.channel_post.chat.username == "qanat"
    assert edited.edited_channel_post
    assert edited.edited_channel_post.text == "عاجل: تصحيح"
    admins = await bot.get_chat_administrators("@qanat")
    assert {admin.user.id for admin in admins} == {7, telegram.id}
    assert (await bot.get_chat_member(-1006, 7)).status == "creator"


async def test_updates_go_to_a_webhook_until_it_accepts_them(telegram: Telegram, bot: Bot) -> None:
    got: list[tuple[str | None, str]] = []
    answers = iter([500, 200])

    async def receive(request: web.Request) -> web.Response:
        body = await request.json()
        secret = request.headers.get("X-Telegram-Bot-Api-Secret-Token")
        got.append((secret, body["message"]["text"]))
        return web.Response(status=next(answers))

    application = web.Application()
    application.router.add_post("/hook", receive)
    async with TestServer(application) as server:
        await bot.set_webhook(str(server.make_url("/hook")), secret_token="s3cret")
        telegram.person(7)
        telegram.say(7, "مرحبا")
        await telegram.until(lambda: len(got) == 2 and not telegram.updates)
        with pytest.raises(Conflict, match="webhook is active"):
            await bot.get_updates()
        await bot.delete_webhook()
    assert got == [("s3cret", "مرحبا")] * 2
