"""Every method of the Bot API that the stand-in knows: importing this fills the table."""

from bot.demo.telegram import chats, messages, profile, queries
from bot.demo.telegram.registry import METHODS

__all__ = ["METHODS", "chats", "messages", "profile", "queries"]
