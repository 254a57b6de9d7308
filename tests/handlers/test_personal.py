"""Settings, privacy, export, stopping, help, administrators, pace: each through real updates."""

from __future__ import annotations

import json
from typing import cast

import pytest
from telegram import Bot, BotCommandScope
from telegram.error import BadRequest

from bot.context import Context
from bot.delivery import pace
from bot.demo.telegram import Telegram
from bot.store import keys
from bot.store.chats import Chats
from bot.store.rules import Rules
from handlers.access import CALLS_PER_MINUTE
from handlers.menus import publish
from tests.handlers.conftest import Conversation


async def test_settings_are_tapped_and_show_at_once(sara: Conversation) -> None:
    assert "العربية" in await sara.say("/settings")
    await sara.tap("English")
    assert "Language: English" in sara.last.text
    await sara.tap("Neutral wording")
    chat = await Chats(sara.store).get(101)
    assert chat is not None
    assert (chat.language, chat.wording) == ("en", "neutral")


async def test_the_time_zone_is_named_in_any_case_and_checked(daniel: Conversation) -> None:
    await daniel.say("/settings timezone asia/beirut")
    chat = await Chats(daniel.store).get(102)
    assert chat is not None
    assert chat.timezone == "Asia/Beirut"
    assert "no time zone" in await daniel.say("/settings timezone Mars/Olympus")


async def test_everything_of_a_person_can_be_deleted(sara: Conversation) -> None:
    await sara.say("/follow هدنة")
    await sara.say("/privacy")
    await sara.tap("نعم")
    assert "لا رجعة" in sara.last.text
    await sara.tap("نعم")
    assert "حذف" in sara.last.text
    assert await Chats(sara.store).get(101) is None
    assert await Rules(sara.store).of(101) == []


async def test_deletion_can_be_called_off(sara: Conversation) -> None:
    await sara.say("/follow هدنة")
    await sara.say("/privacy")
    await sara.tap("نعم")
    await sara.tap("إلغاء")
    assert len(await Rules(sara.store).of(101)) == 1


async def test_the_export_holds_what_was_chosen(daniel: Conversation) -> None:
    await daniel.say("/follow killed>=5")
    await daniel.say("/export", answers=2)
    name, content = next(shown.document for shown in daniel.said if shown.document)
    record = json.loads(content)
    assert name == "mujaz.json"
    assert record["alerts"] == ["killed>=5"]
    assert record["chat"]["id"] == 102


async def test_stopping_keeps_everything_and_writing_again_brings_it_back(
    sara: Conversation,
) -> None:
    await sara.say("/follow هدنة")
    assert "أوقفت" in await sara.say("/stop")
    chats = Chats(sara.store)
    stopped = await chats.get(101)
    assert stopped is not None
    assert not stopped.active
    await sara.say("/alerts")
    again = await chats.get(101)
    assert again is not None
    assert again.active
    assert "هدنة" in sara.last.text


async def test_unknown_commands_and_old_buttons_are_answered(
    daniel: Conversation, telegram: Telegram
) -> None:
    assert "/help" in await daniel.say("/nonsense")
    query = telegram.tap_data(102, daniel.last, "relic:1:2")
    await telegram.until(lambda: telegram.answers.get(query))
    assert "do not know" in (telegram.answers[query] or "")


async def test_only_administrators_see_the_service(
    daniel: Conversation, admin: Conversation
) -> None:
    assert "administrators only" in await daniel.say("/status")
    assert "State of the service" in await admin.say("/status")
    assert "Chats:" in await admin.say("/stats")
    assert "/status" in await admin.say("/help")


async def test_an_announcement_goes_through_the_outbox_once_a_chat(
    daniel: Conversation, admin: Conversation, context: Context
) -> None:
    await daniel.say("/help")
    assert "2 subscribers" in await admin.say("/announce <صيانة> الليلة")
    entries = await context.store.xrange("{mujaz}:outbox")
    told = [json.loads(fields["message"]) for _, fields in entries]
    assert {message["chat"] for message in told} == {102, 900}
    assert all("&lt;صيانة&gt;" in message["html"][0] for message in told)


async def test_who_calls_too_often_is_asked_to_wait(daniel: Conversation) -> None:
    await daniel.store.set(keys.calls(102), CALLS_PER_MINUTE - 1, ex=60)
    assert "What I can do" in await daniel.say("/help")
    assert "Slow down" in await daniel.say("/help")


async def test_a_tap_on_an_old_message_brings_nothing_back_that_was_stopped(
    sara: Conversation,
) -> None:
    await sara.say("/settings")
    await sara.say("/stop")
    await sara.tap("صياغة محايدة")
    chat = await Chats(sara.store).get(101)
    assert chat is not None
    assert (chat.active, chat.wording) == (False, "neutral")


async def test_everyones_channels_are_named_as_such(admin: Conversation) -> None:
    assert "/addchannel @name" in await admin.say("/addchannel")
    assert "/removechannel @name" in await admin.say("/removechannel")
    assert "everyone" in await admin.say("/removechannel @nobody_here")


async def test_an_administrator_unknown_to_telegram_costs_nobody_the_menus() -> None:
    told: list[tuple[str, str | None]] = []

    class Refusing:
        async def set_my_commands(
            self, commands: object, scope: BotCommandScope, language: str | None
        ) -> None:
            if scope.type == "chat":
                raise BadRequest("Chat not found")
            told.append((scope.type, language))

    await publish(cast(Bot, Refusing()), (1, 2))
    assert len(told) == 6
    assert ("all_private_chats", "en") in told


async def test_an_answer_that_telegram_puts_off_is_given_after_the_wait(
    daniel: Conversation, telegram: Telegram
) -> None:
    telegram.fault(method="sendMessage", code=429, retry_after=1)
    assert "What I can do" in await daniel.say("/help")


async def test_an_answer_whose_markup_is_refused_is_given_as_plain_text(
    daniel: Conversation, telegram: Telegram
) -> None:
    refusal = "Bad Request: can't parse entities: Unclosed start tag at byte offset 0"
    telegram.fault(method="sendMessage", code=400, description=refusal)
    text = await daniel.say("/help")
    assert "What I can do" in text
    assert "<b>" not in text
    assert not daniel.last.entities


async def test_an_answer_that_fails_on_its_way_is_given_again(
    daniel: Conversation, telegram: Telegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pace, "AGAIN_SECONDS", (0.0, 0.0, 0.0))
    await daniel.say("/help")
    telegram.fault(method="sendMessage", code=502, description="Bad Gateway")
    telegram.fault(method="sendMessage", cut="before")
    telegram.fault(method="sendMessage", code=502, description="Bad Gateway")
    assert "/follow" in await daniel.say("/help")
    assert len(daniel.said) == 2
