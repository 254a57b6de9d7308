"""Inline mode: `@bot غزة` in any chat offers event cards."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from telegram import (
    InlineQueryResultArticle,
    InputTextMessageContent,
    LinkPreviewOptions,
    Update,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot.digest.compose import card
from bot.digest.render import to_telegram_html
from bot.digest.wording import Wording
from bot.events.event import Event
from bot.locales import LANGUAGES
from handlers import arguments, search
from handlers.call import Callback
from handlers.desk import Desk

_CARDS = 10
_CACHE_SECONDS = 30
_DAYS = 3


def offer(desk: Desk) -> Callback:
    async def answer(update: Update, context: Any) -> None:
        query = update.inline_query
        if query is None:
            return
        code = (query.from_user.language_code or "")[:2].lower()
        language = code if code in LANGUAGES else desk.context.settings.language
        since = desk.now() - timedelta(days=_DAYS)
        events = await search.find(desk, arguments.plain(query.query), since)
        cards = [
            _card(event, language, desk.context.settings.timezone) for event in events[:_CARDS]
        ]
        try:
            await query.answer(cards, cache_time=_CACHE_SECONDS)
        except BadRequest as error:  # typed on meanwhile: nobody waits for this answer any more
            if "too old" not in str(error) and "invalid" not in str(error):
                raise

    return answer


def _card(event: Event, language: str, zone: str) -> InlineQueryResultArticle:
    made = card(event, Wording(language), zone)
    item = made.items[0]
    content = InputTextMessageContent(
        to_telegram_html(made)[0],
        parse_mode=ParseMode.HTML,
        link_preview_options=LinkPreviewOptions(is_disabled=True),
    )
    described = item.lines[0].text if item.lines else ""
    return InlineQueryResultArticle(
        f"{event.id}-{event.version}", item.heading.text, content, description=described[:100]
    )
