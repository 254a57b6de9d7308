"""The table of Bot API methods, by lower-case name (Telegram tells no case apart)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from bot.demo.telegram.parameters import Parameters

if TYPE_CHECKING:
    from bot.demo.telegram.server import Telegram

Method = Callable[["Telegram", Parameters], Any]
METHODS: dict[str, Method] = {}


def method(name: str) -> Callable[[Method], Method]:
    def register(function: Method) -> Method:
        METHODS[name.lower()] = function
        return function

    return register
