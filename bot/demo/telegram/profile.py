"""Methods about the bot itself: who it is, its commands and words, its webhook."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from bot.demo.telegram.markup import units
from bot.demo.telegram.parameters import Parameters, bad
from bot.demo.telegram.registry import METHODS, method

if TYPE_CHECKING:
    from bot.demo.telegram.server import Telegram


@method("getMe")
def get_me(telegram: Telegram, given: Parameters) -> dict[str, Any]:
    return {
        **telegram.me(),
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": True,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def scope_of(given: Parameters) -> tuple[str, str, str]:
    scope = given.json("scope") or {"type": "default"}
    return (str(scope["type"]), str(scope.get("chat_id", "")), given.text("language_code"))


@method("setMyCommands")
def set_my_commands(telegram: Telegram, given: Parameters) -> bool:
    commands = given.json("commands", [])
    if len(commands) > 100:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not re.fullmatch(r"[a-z0-9_]{1,32}", command.get("command", "")):
            raise bad("BOT_COMMAND_INVALID")
        if not 1 <= units(command.get("description", "")) <= 256:
            raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
    telegram.commands[scope_of(given)] = commands
    return True


@method("getMyCommands")
def get_my_commands(telegram: Telegram, given: Parameters) -> list[dict[str, str]]:
    return telegram.commands.get(scope_of(given), [])


@method("deleteMyCommands")
def delete_my_commands(telegram: Telegram, given: Parameters) -> bool:
    telegram.commands.pop(scope_of(given), None)
    return True


def _profile(name: str, field: str, limit: int) -> None:
    """``setMyX`` and ``getMyX`` of one text of the bot's profile."""

    def change(telegram: Telegram, given: Parameters) -> bool:
        if units(given.text(field)) > limit:
            raise bad(f"{field.replace('_', ' ')} is too long")
        telegram.profile[name, given.text("language_code")] = given.text(field)
        return True

    def current(telegram: Telegram, given: Parameters) -> dict[str, str]:
        return {field: telegram.profile.get((name, given.text("language_code")), "")}

    METHODS[f"setmy{name}"], METHODS[f"getmy{name}"] = change, current


_profile("name", "name", 64)
_profile("description", "description", 512)
_profile("shortdescription", "short_description", 120)


@method("setChatMenuButton")
def set_chat_menu_button(telegram: Telegram, given: Parameters) -> bool:
    return True


@method("setWebhook")
def set_webhook(telegram: Telegram, given: Parameters) -> bool:
    telegram.set_webhook(given.text("url"), given.text("secret_token"))
    telegram.allow(given.json("allowed_updates"))
    if given.flag("drop_pending_updates"):
        telegram.updates.clear()
    return True


@method("deleteWebhook")
def delete_webhook(telegram: Telegram, given: Parameters) -> bool:
    telegram.set_webhook("", "")
    if given.flag("drop_pending_updates"):
        telegram.updates.clear()
    return True


@method("getWebhookInfo")
def get_webhook_info(telegram: Telegram, given: Parameters) -> dict[str, Any]:
    info = {
        "url": telegram.webhook,
        "has_custom_certificate": False,
        "pending_update_count": len(telegram.updates),
    }
    return info | telegram.webhook_error
