"""The command menus beside the input field: by language, and by who looks."""

from __future__ import annotations

import structlog
from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
)
from telegram.error import TelegramError

from bot.locales import LANGUAGES, localise
from handlers import families

log = structlog.get_logger()

#: Shown to those whose language is neither: Telegram asks for one menu without a language.
DEFAULT = "ar"


async def publish(bot: Bot, admins: tuple[int, ...]) -> None:
    """Tells Telegram the menus. A refusal is logged, and the others are told all the same: an
    administrator who never spoke to the bot is no chat that Telegram knows."""
    of_admins = [c.name for c in families.COMMANDS if c.listed]
    scopes: list[tuple[BotCommandScope, list[str]]] = [
        (
            BotCommandScopeAllPrivateChats(),
            [c.name for c in families.COMMANDS if c.listed and not c.for_admins],
        ),
        (
            BotCommandScopeAllChatAdministrators(),
            [c.name for c in families.COMMANDS if c.listed and c.in_groups],
        ),
        *((BotCommandScopeChat(admin), of_admins) for admin in admins),
    ]
    for scope, names in scopes:
        try:
            for language in (None, *LANGUAGES):
                await bot.set_my_commands(_menu(names, language), scope, language)
        except TelegramError as error:
            log.warning("a command menu was refused", scope=scope.type, error=str(error))


def _menu(names: list[str], language: str | None) -> list[BotCommand]:
    say = localise(language or DEFAULT)
    return [BotCommand(name, say(f"command-{name}")) for name in names]
