"""The command menus beside the input field: by language, and by who looks."""

from __future__ import annotations

import structlog
from telegram import (
    Bot,
    BotCommand,
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
    """Tells Telegram the menus. A refusal is logged: the commands work without a menu."""
    everyone = [c.name for c in families.COMMANDS if c.listed and not c.for_admins]
    of_groups = [c.name for c in families.COMMANDS if c.listed and c.in_groups]
    of_admins = [c.name for c in families.COMMANDS if c.listed]
    try:
        for language in (None, *LANGUAGES):
            private, groups = (
                BotCommandScopeAllPrivateChats(),
                BotCommandScopeAllChatAdministrators(),
            )
            await bot.set_my_commands(_menu(everyone, language), private, language)
            await bot.set_my_commands(_menu(of_groups, language), groups, language)
            for admin in admins:
                scope = BotCommandScopeChat(admin)
                await bot.set_my_commands(_menu(of_admins, language), scope, language)
    except TelegramError as error:
        log.warning("the command menus were refused", error=str(error))


def _menu(names: list[str], language: str | None) -> list[BotCommand]:
    say = localise(language or DEFAULT)
    return [BotCommand(name, say(f"command-{name}")) for name in names]
