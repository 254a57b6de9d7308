"""Updates from Telegram and their answering, the same whether they were fetched or received.

An update is confirmed only after it was answered, so that a killed process is told of it again.
"""

from __future__ import annotations

import asyncio
from typing import Any

import structlog
from telegram import Update
from telegram.ext import Application

from bot.measures import UPDATES

log = structlog.get_logger()

Bot = Application[Any, Any, Any, Any, Any, Any]

#: A call that takes longer is given up: it must not keep the other updates of its chat waiting.
CALL_SECONDS = 60.0
#: All but what the bot does not look at; the setting sticks at Telegram between runs.
WANTED = [
    Update.MESSAGE,
    Update.CALLBACK_QUERY,
    Update.CHANNEL_POST,
    Update.EDITED_CHANNEL_POST,
    Update.MY_CHAT_MEMBER,
    Update.INLINE_QUERY,
]


def lane(update: Update) -> int:
    """The chat, or else the person, whose updates are answered in order."""
    place = update.effective_chat or update.effective_user
    return place.id if place else 0


async def answer(application: Bot, update: Update) -> None:
    """Has one update answered; gives it up after CALL_SECONDS."""
    try:
        async with asyncio.timeout(CALL_SECONDS):
            await application.process_update(update)
    except TimeoutError:
        UPDATES.labels("given up").inc()
        log.warning("a call took too long and was given up", update=update.update_id)
    else:
        UPDATES.labels("answered").inc()
