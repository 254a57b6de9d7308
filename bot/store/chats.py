"""Chats that the bot serves, what each chose, and what becomes of those that refuse it.

A chat that refuses the bot (blocked, deleted, removed) is tried for another day, then deactivated:
it keeps everything but gets nothing. After the retention time it is forgotten. Whatever it sends,
or whoever adds the bot again, brings it back.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Collection
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime
from typing import Any, Literal
from zoneinfo import ZoneInfo

from redis.asyncio import Redis

from bot.store import keys
from bot.store.outbox import Outbox
from bot.store.rules import Rules
from bot.store.schedules import Schedules
from bot.store.told import KEEP_SECONDS, ToldStore

ChatKind = Literal["private", "group", "supergroup", "channel"]
Wording = Literal["source", "neutral"]

GRACE_SECONDS = 24 * 3600
RETENTION_SECONDS = 30 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Quiet:
    """Hours of the day, ``HH:MM`` in the chat's zone, in which nothing loud arrives; ``until`` may
    be earlier than ``since``: over midnight."""

    since: str
    until: str


@dataclass(frozen=True, slots=True)
class Chat:
    """A private chat, group or channel and its choices.

    ``wording``: the source's own words for the dead, or neutral ones. ``events`` is how many events
    a digest shows; ``watched`` the chat's own list of channels (empty: all that are watched);
    ``muted_until`` silences alerts. ``active`` is False for a chat that refuses the bot.
    """

    id: int
    kind: ChatKind = "private"
    title: str = ""
    username: str | None = None
    language: str = "ar"
    timezone: str = "Asia/Jerusalem"
    wording: Wording = "source"
    events: int = 7
    watched: tuple[str, ...] = ()
    thread: int | None = None
    quiet: Quiet | None = None
    muted_until: datetime | None = None
    joined: datetime | None = None
    active: bool = True

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    def to_json(self) -> str:
        record = asdict(self)
        for name in ("muted_until", "joined"):
            record[name] = record[name].isoformat() if record[name] else None
        return json.dumps(record, ensure_ascii=False)

    @classmethod
    def from_json(cls, line: str | bytes) -> Chat:
        record: dict[str, Any] = json.loads(line)
        known = {field.name for field in fields(cls)}
        record = {name: value for name, value in record.items() if name in known}
        for name in ("muted_until", "joined"):
            if record.get(name):
                record[name] = datetime.fromisoformat(record[name])
        record["watched"] = tuple(record.get("watched", ()))
        record["quiet"] = Quiet(**record["quiet"]) if record.get("quiet") else None
        return cls(**record)


class Chats:
    """All chats of one store."""

    def __init__(self, store: Redis) -> None:
        self._store = store
        self._rules = Rules(store)
        self._schedules = Schedules(store)
        self._outbox = Outbox(store)
        self._told = ToldStore(store)

    async def get(self, chat_id: int) -> Chat | None:
        line = await self._store.hget(keys.chat(chat_id), "chat")
        return Chat.from_json(line) if line else None

    async def many(self, chat_ids: Collection[int]) -> dict[int, Chat]:
        """Several chats at once; one that was never saved has the usual choices."""
        async with self._store.pipeline(transaction=False) as pipe:
            for chat_id in chat_ids:
                pipe.hget(keys.chat(chat_id), "chat")
            lines = await pipe.execute()
        pairs = zip(chat_ids, lines, strict=True)
        return {id: Chat.from_json(line) if line else Chat(id) for id, line in pairs}

    async def save(self, chat: Chat) -> None:
        async with self._store.pipeline(transaction=True) as pipe:
            pipe.hset(keys.chat(chat.id), "chat", chat.to_json())
            pipe.sadd(keys.CHATS, chat.id)
            await pipe.execute()

    async def change(self, chat_id: int, **choices: Any) -> Chat:
        """Changes some fields of a chat, known or new; gives what it is now."""
        chat = replace(await self.get(chat_id) or Chat(chat_id), **choices)
        await self.save(chat)
        return chat

    async def all(self) -> AsyncIterator[Chat]:
        async for chat_id in self._store.sscan_iter(keys.CHATS):
            chat = await self.get(int(chat_id))
            if chat is not None:
                yield chat

    async def count(self) -> int:
        return int(await self._store.scard(keys.CHATS))

    async def reactivate(self, chat_id: int) -> None:
        """The chat accepts the bot again."""
        await self._store.zrem(keys.UNREACHABLE, chat_id)
        chat = await self.get(chat_id)
        if chat is not None and not chat.active:
            await self.save(replace(chat, active=True))
            await self._rules.resume(chat_id)
            await self._schedules.resume(chat_id)

    async def refuses(self, chat_id: int, now: float) -> None:
        """The chat blocked or removed the bot; its grace begins, unless it has begun before."""
        await self._store.zadd(keys.UNREACHABLE, {str(chat_id): now}, nx=True)

    async def deactivate(self, chat_id: int, now: float) -> None:
        """Nothing is made or sent for the chat any more; all it chose is kept."""
        await self._rules.pause(chat_id)
        await self._schedules.pause(chat_id)
        await self._outbox.drop(chat_id, "the chat refuses the bot", now)
        await self.change(chat_id, active=False)

    async def forget(self, chat_id: int, now: float) -> None:
        """Deletes all that is known of a chat."""
        await self._rules.remove_all(chat_id)
        await self._schedules.remove_all(chat_id)
        await self._outbox.drop(chat_id, "the chat was forgotten", now)
        async with self._store.pipeline(transaction=True) as pipe:
            pipe.delete(keys.chat(chat_id), keys.held(chat_id))
            pipe.srem(keys.CHATS, chat_id)
            pipe.zrem(keys.UNREACHABLE, chat_id)
            await pipe.execute()

    async def move(self, chat_id: int | str, new_id: int, now: float) -> None:
        """A group became a supergroup: everything follows to its new id. May be done twice.

        What was sent stays where it was, and Telegram lets nobody edit it: its corrections come
        as messages of their own.
        """
        await self._outbox.move(chat_id, new_id, now)
        await self._told.move(int(chat_id), new_id, now - KEEP_SECONDS)
        await self._rules.move(int(chat_id), new_id)
        await self._schedules.move(int(chat_id), new_id)
        held: Any = await self._store.zrange(keys.held(chat_id), 0, -1, withscores=True)
        if held:
            await self._store.zadd(keys.held(new_id), dict(held))
            await self._store.delete(keys.held(chat_id))
        old = await self.get(int(chat_id))
        if old is not None:
            await self.save(replace(old, id=new_id, kind="supergroup"))
            async with self._store.pipeline(transaction=True) as pipe:
                pipe.delete(keys.chat(chat_id))
                pipe.srem(keys.CHATS, chat_id)
                pipe.zrem(keys.UNREACHABLE, chat_id)
                await pipe.execute()

    async def sweep(self, now: float) -> None:
        """Deactivates the chats whose grace is over, forgets those whose retention is over."""
        lost: Any = await self._store.zrangebyscore(
            keys.UNREACHABLE, "-inf", now - GRACE_SECONDS, withscores=True
        )
        for name, since in lost:
            if not name.lstrip("-").isdigit():
                continue
            chat_id = int(name)
            if since <= now - RETENTION_SECONDS:
                await self.forget(chat_id, now)
                continue
            chat = await self.get(chat_id)
            if chat is None or chat.active:
                await self.deactivate(chat_id, now)
