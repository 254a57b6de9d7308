"""Who watches the demo: an Arabic reader, an English reader, and a channel with its own digest.

Each sets the bot up as a person would, by words and taps through the stand-in for Telegram.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from bot.demo.screen import Phone
from bot.demo.telegram import Chat, Shown

if TYPE_CHECKING:
    from bot.demo.play import Stage

SARA, DANIEL, OWNER = 101, 102, 103
CHANNEL = -1_000_000_000_104


async def arrive(stage: Stage) -> list[Phone]:
    """All three, set up; their screens from here on."""
    phones = [await _sara(stage), await _daniel(stage), await _channel(stage)]
    await stage.settle()
    for phone in phones:
        phone.begin()
    return phones


async def _sara(stage: Stage) -> Phone:
    """Digests in the morning and in the evening, and every report of one town at once."""
    chat = stage.telegram.person(SARA, "سارة", language="ar")
    await _set_up(stage, chat, "العربية", "صباحا ومساء")
    await _ask(stage, chat, "/follow عين الزهر")
    return Phone("سارة · تتابع «عين الزهر»، وموجز صباحا ومساء", chat)


async def _daniel(stage: Stage) -> Phone:
    """The same in English, and an alert when three or more are reported killed."""
    chat = stage.telegram.person(DANIEL, "Daniel", language="en")
    await _set_up(stage, chat, "English", "Once a day")
    await _ask(stage, chat, "/follow killed>=3 step:2")
    return Phone("Daniel · follows killed>=3, a digest once a day", chat)


async def _channel(stage: Stage) -> Phone:
    """The owner adds the bot to the channel and taps once: a digest every three hours."""
    telegram = stage.telegram
    owner = telegram.person(OWNER, "نادر")
    channel = telegram.place(
        CHANNEL, "channel", "موجز السهل", username="sahl_digest", admins=(OWNER,), bot="left"
    )
    telegram.set_bot(CHANNEL, "administrator", by=OWNER)
    await _answered(stage, owner, 1)
    asked = _last(owner)
    telegram.tap(OWNER, asked, "كل 3 ساعات")
    await telegram.until(lambda: asked.edited is not None)
    return Phone("قناة @sahl_digest · موجز آلي كل 3 ساعات", channel)


async def _set_up(stage: Stage, chat: Chat, language: str, often: str) -> None:
    """/start and the taps that follow it, through to the first digest."""
    await _ask(stage, chat, "/start")
    await _tap(stage, chat, language)
    if "start:all" in _data(_last(chat)):
        await _tap(stage, chat, "start:all")
    await _tap(stage, chat, often)


async def _ask(stage: Stage, chat: Chat, text: str) -> None:
    stage.telegram.say(chat.id, text)
    await _answered(stage, chat, len(_said(chat)) + 1)


async def _tap(stage: Stage, chat: Chat, label: str) -> None:
    before = _state(chat)
    query = stage.telegram.tap(chat.id, _last(chat), label)
    await stage.telegram.until(
        lambda: stage.telegram.answers.get(query) is not None and _state(chat) != before
    )
    await stage.settle()


async def _answered(stage: Stage, chat: Chat, count: int) -> None:
    enough: Callable[[], bool] = lambda: len(_said(chat)) >= count  # noqa: E731
    await stage.telegram.until(enough)


def _said(chat: Chat) -> list[Shown]:
    """What the bot said in the chat."""
    return [shown for shown in chat.messages.values() if shown.sender is None]


def _last(chat: Chat) -> Shown:
    return next(shown for shown in reversed(_said(chat)) if shown.buttons)


def _state(chat: Chat) -> tuple[int, int]:
    said = _said(chat)
    return len(said), sum(len(shown.versions) for shown in said)


def _data(shown: Shown) -> set[str]:
    return {str(button.get("callback_data")) for row in shown.buttons for button in row}
