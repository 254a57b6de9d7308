"""The desk: what the commands work with, made once for the chat role."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.channels.botapi import Intake
from bot.context import Context
from bot.store.channels import Channels
from bot.store.chats import Chats
from bot.store.events import EventStore
from bot.store.posts import PostLog
from bot.store.rules import Rules
from bot.store.schedules import Schedules


@dataclass(frozen=True, slots=True)
class Desk:
    """The stores of one process, and the bot's own name."""

    context: Context
    username: str
    chats: Chats
    channels: Channels
    events: EventStore
    posts: PostLog
    rules: Rules
    schedules: Schedules
    intake: Intake

    @classmethod
    def of(cls, context: Context, username: str) -> Desk:
        store = context.store
        return cls(
            context,
            username,
            Chats(store),
            Channels(store),
            EventStore(store),
            PostLog(store),
            Rules(store),
            Schedules(store),
            Intake(context),
        )

    def now(self) -> datetime:
        return self.context.clock()
