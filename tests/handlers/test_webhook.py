"""Updates by webhook: the real role over real HTTP, called by the stand-in for Telegram."""

from __future__ import annotations

import asyncio
import io
import socket
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from bot.context import Context
from bot.demo.telegram import Telegram
from bot.errors import SettingError
from bot.measures import UPDATES
from bot.settings import webhook_secret
from handlers import updates, webhook
from handlers.chat import run
from handlers.webhook import BODY_BYTES, HEADER
from tests.handlers.conftest import Conversation


@pytest.fixture
def context(context: Context) -> Context:
    """The same chat role, told to listen."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = {"webhook_url": f"http://127.0.0.1:{port}/calls", "webhook_port": port}
    context.settings = context.settings.model_copy(update=address)
    return context


@pytest.fixture
async def listening(chatting: Context, telegram: Telegram) -> Context:
    await telegram.until(lambda: telegram.webhook)
    return chatting


@pytest.fixture
async def client() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


def url(context: Context) -> str:
    assert context.settings.webhook_url
    return context.settings.webhook_url


def secret(context: Context) -> dict[str, str]:
    assert context.settings.bot_token
    return {HEADER: webhook_secret(context.settings.bot_token.get_secret_value())}


def message(number: int, text: str, person: int = 101) -> dict[str, Any]:
    chat = {"id": person, "type": "private", "first_name": "سارة"}
    sender = {"id": person, "is_bot": False, "first_name": "سارة", "language_code": "ar"}
    entities = [{"type": "bot_command", "offset": 0, "length": len(text)}]
    content = {"message_id": number, "date": 1_773_136_800, "chat": chat, "from": sender}
    return {"update_id": number, "message": {**content, "text": text, "entities": entities}}


def count(outcome: str) -> float:
    return UPDATES.labels(outcome)._value.get()


async def test_telegram_is_told_where_to_call_and_people_are_answered(
    listening: Context, telegram: Telegram, sara: Conversation
) -> None:
    assert telegram.webhook == url(listening)
    assert listening.settings.bot_token
    token = listening.settings.bot_token.get_secret_value()
    assert token.partition(":")[2] not in telegram.webhook + str(secret(listening))
    assert await sara.say("/help")
    assert await sara.say("/start")
    await telegram.until(lambda: not telegram.updates)
    assert not [r for r in telegram.requests if r.method.lower() == "getupdates"]


@pytest.mark.parametrize("given", [None, "", "wrong", "é", "0" * 64])
async def test_who_lacks_the_secret_is_turned_away_unread(
    listening: Context, telegram: Telegram, client: aiohttp.ClientSession, given: str | None
) -> None:
    reader = telegram.person(101, "سارة")
    headers = {} if given is None else {HEADER: given}
    refused = count("refused")
    body = message(5000, "/help")
    async with client.post(url(listening), json=body, headers=headers) as answer:
        assert answer.status == 403
        assert answer.headers["Connection"] == "close"
    assert count("refused") == refused + 1
    assert reader.texts() == []


async def test_other_ways_and_other_addresses_are_closed(
    listening: Context, client: aiohttp.ClientSession
) -> None:
    base = url(listening).rpartition("/")[0]
    for method, path, status in [
        ("GET", "/calls", 405),
        ("POST", "/", 404),
        ("POST", "/calls/more", 404),
        ("GET", "/healthz", 200),
    ]:
        async with client.request(method, base + path, headers=secret(listening)) as answer:
            assert answer.status == status, path


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"[1]", 400),
        (b"{}", 400),
        (b'{"update_id": "x"}', 400),
        (b"\xff\xfe", 400),
        (b"[" * 100_000, 400),
        (b'"' + b"a" * BODY_BYTES + b'"', 413),
        # Telegram's own, in a form that nobody knows: taken, or it would come for ever.
        (b'{"update_id": 6000, "message": {"date": "noon"}}', 200),
    ],
)
async def test_bodies_are_bounded_and_broken_ones_do_no_harm(
    listening: Context, sara: Conversation, client: aiohttp.ClientSession, body: bytes, status: int
) -> None:
    sent = io.BytesIO(body)
    async with client.post(url(listening), data=sent, headers=secret(listening)) as answer:
        assert answer.status == status
    assert await sara.say("/help")


async def test_an_update_that_comes_again_is_answered_once(
    listening: Context, telegram: Telegram, client: aiohttp.ClientSession
) -> None:
    reader = telegram.person(101, "سارة")

    async def call(number: int) -> int:
        body = message(number, "/help")
        async with client.post(url(listening), json=body, headers=secret(listening)) as answer:
            return answer.status

    assert await asyncio.gather(*[call(7000) for _ in range(5)]) == [200] * 5
    assert await call(7000) == 200
    assert len(reader.texts()) == 1
    assert await call(7001) == 200
    assert len(reader.texts()) == 2


async def test_more_than_can_be_taken_at_once_is_put_off(
    listening: Context, client: aiohttp.ClientSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webhook, "MOST_IN_HAND", 0)
    body = message(8000, "/help")
    async with client.post(url(listening), json=body, headers=secret(listening)) as answer:
        assert answer.status == 503


async def test_what_comes_while_the_bot_is_away_or_stopping_is_answered_by_the_next(
    context: Context, telegram: Telegram
) -> None:
    first = asyncio.create_task(run(context))
    await telegram.until(lambda: telegram.webhook)
    reader = telegram.person(101, "سارة")
    held = telegram.fault(method="sendMessage", chat="101", hold=asyncio.Event())
    telegram.say(101, "/help")
    await telegram.until(lambda: [r for r in telegram.requests if r.method == "sendMessage"])
    context.stopping.set()
    assert held.hold
    held.hold.set()
    await first
    assert len(reader.texts()) == 1
    telegram.say(101, "/start")
    await telegram.until(lambda: telegram.webhook_error)
    context.stopping = asyncio.Event()
    second = asyncio.create_task(run(context))
    await telegram.until(lambda: len(reader.texts()) == 2)
    context.stopping.set()
    await second
    assert telegram.webhook == url(context)


async def test_going_back_to_polling_takes_the_webhook_away(
    context: Context, telegram: Telegram
) -> None:
    role = asyncio.create_task(run(context))
    await telegram.until(lambda: telegram.webhook)
    context.stopping.set()
    await role
    reader = telegram.person(101, "سارة")
    telegram.say(101, "/help")
    context.stopping = asyncio.Event()
    context.settings = context.settings.model_copy(update={"webhook_url": None})
    role = asyncio.create_task(run(context))
    await telegram.until(reader.texts)
    assert telegram.webhook == ""
    context.stopping.set()
    await role


async def test_a_webhook_that_somebody_changed_is_set_again(
    context: Context, telegram: Telegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webhook, "CHECK_SECONDS", 0.01)
    role = asyncio.create_task(run(context))
    await telegram.until(lambda: telegram.webhook)
    telegram.set_webhook("", "")
    await telegram.until(lambda: telegram.webhook)
    context.stopping.set()
    await role


async def test_an_address_that_telegram_refuses_is_told(
    context: Context, telegram: Telegram
) -> None:
    words = "Bad Request: bad webhook: Failed to resolve host"
    telegram.fault(method="setWebhook", code=400, description=words)
    with pytest.raises(SettingError, match=r"MUJAZ_WEBHOOK_URL.*resolve host"):
        await run(context)


async def test_a_call_that_never_ends_is_given_up(
    listening: Context, telegram: Telegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(updates, "CALL_SECONDS", 0.05)
    given_up = count("given up")
    reader = telegram.person(101, "سارة")
    held = telegram.fault(method="sendMessage", chat="101", hold=asyncio.Event())
    telegram.say(101, "/help")
    await telegram.until(lambda: not telegram.updates)
    assert count("given up") == given_up + 1
    monkeypatch.undo()
    assert held.hold
    held.hold.set()
    telegram.say(101, "/start")
    await telegram.until(lambda: len(reader.texts()) >= 1 and not telegram.updates)
