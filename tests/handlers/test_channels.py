"""/watch and /unwatch: a chat changes its own list, and takes nothing from the others."""

from __future__ import annotations

import pytest

from bot.store.channels import Channels
from bot.store.chats import Chats
from handlers import channels
from tests.handlers.conftest import Conversation


async def watched(person: Conversation) -> tuple[str, ...]:
    chat = await Chats(person.store).get(person.person)
    assert chat is not None
    return chat.watched


async def test_a_chat_takes_channels_off_its_own_list_alone(daniel: Conversation) -> None:
    service = Channels(daniel.store)
    for name in ("sahl_press", "wadi_akhbar"):
        await service.add(name)
    assert "was removed" in await daniel.say("/unwatch @sahl_press")
    assert await watched(daniel) == ("wadi_akhbar",)
    assert "your only channel" in await daniel.say("/unwatch wadi_akhbar")
    assert "do not follow" in await daniel.say("/unwatch @nobody_here")
    assert await watched(daniel) == ("wadi_akhbar",)
    assert set(await service.names()) == {"sahl_press", "wadi_akhbar"}


async def test_the_only_channel_of_the_service_is_not_one_persons_to_remove(
    daniel: Conversation,
) -> None:
    await Channels(daniel.store).add("sahl_press")
    assert "your only channel" in await daniel.say("/unwatch @sahl_press")
    assert await Channels(daniel.store).names() == ["sahl_press"]


async def test_people_add_channels_up_to_what_the_service_bears(
    daniel: Conversation, admin: Conversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(channels, "MOST_OF_SERVICE", 1)
    assert "was added" in await daniel.say("/watch https://feeds.example/rss")
    assert "as many channels as it can" in await daniel.say("/watch https://feeds.example/atom")
    assert "follow" in (await daniel.say("/watch https://feeds.example/rss")).lower()
    assert "was added" in await admin.say("/watch https://feeds.example/atom")
