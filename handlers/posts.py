"""Posts of channels that the bot is an administrator of: they arrive at once, without polling."""

from __future__ import annotations

from typing import Any

from telegram import Update

from handlers.call import Callback
from handlers.desk import Desk


def read(desk: Desk) -> Callback:
    """Hands every channel post and its edits to the intake, which joins albums and records them."""

    async def answer(update: Update, context: Any) -> None:
        message = update.channel_post or update.edited_channel_post
        if message is not None:
            await desk.intake.take(message)

    return answer
