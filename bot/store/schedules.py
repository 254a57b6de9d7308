"""The digest schedules of all chats, and which are due."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from redis.asyncio import Redis

from bot.delivery.schedules import Schedule, ScheduleError, next_due
from bot.store import keys

if TYPE_CHECKING:
    from redis.asyncio.client import Pipeline

MOST_SCHEDULES = 10
# The id under which the end of a chat's quiet hours is due, when something was held.
QUIET = "quiet"


class Schedules:
    """All schedules of one store. Times are aware; in the sorted set, Unix seconds."""

    def __init__(self, store: Redis) -> None:
        self._store = store

    async def add(self, schedule: Schedule, now: datetime, zone: ZoneInfo) -> Schedule:
        """Keeps a schedule (``chat`` set) and gives it with its id. Raises `ScheduleError`."""
        known = await self.of(schedule.chat)
        for other in known:
            if _same(other, schedule):
                return other
        if len(known) >= MOST_SCHEDULES:
            raise ScheduleError("too-many-schedules")
        kept = replace(schedule, id=secrets.token_hex(4), last=schedule.last or now)
        async with self._store.pipeline(transaction=True) as pipe:
            self._write(pipe, kept, next_due(kept, now, zone))
            await pipe.execute()
        return kept

    async def of(self, chat: int) -> list[Schedule]:
        lines = await self._store.hvals(keys.schedule(chat))
        return sorted((Schedule.from_json(line) for line in lines), key=lambda s: (s.since, s.id))

    async def get(self, chat: int, schedule_id: str) -> Schedule | None:
        line = await self._store.hget(keys.schedule(chat), schedule_id)
        return Schedule.from_json(line) if line else None

    async def due(self, now: datetime, most: int = 100) -> list[tuple[int, str, datetime]]:
        """Chat, schedule id and due time of what is due, longest overdue first."""
        found: Any = await self._store.zrangebyscore(
            keys.SCHEDULES, "-inf", now.timestamp(), start=0, num=most, withscores=True
        )
        entries = []
        for member, score in found:
            chat, _, schedule_id = str(member).partition("/")
            entries.append((int(chat), schedule_id, datetime.fromtimestamp(score, UTC)))
        return entries

    async def next_at(self) -> datetime | None:
        """When the next schedule of all is due."""
        first: Any = await self._store.zrange(keys.SCHEDULES, 0, 0, withscores=True)
        return datetime.fromtimestamp(first[0][1], UTC) if first else None

    async def due_at(self, chat: int, schedule_id: str) -> datetime | None:
        score = await self._store.zscore(keys.SCHEDULES, f"{chat}/{schedule_id}")
        return datetime.fromtimestamp(score, UTC) if score is not None else None

    def advance(self, pipe: Pipeline, schedule: Schedule, told: datetime, zone: ZoneInfo) -> None:
        """As part of a transaction: a digest told until ``told``; the next one is due after it,
        however many were missed."""
        self._write(pipe, replace(schedule, last=told), next_due(schedule, told, zone))

    def postpone(self, pipe: Pipeline, chat: int, schedule_id: str, until: datetime) -> None:
        """As part of a transaction: due at ``until`` (the end of quiet hours)."""
        pipe.zadd(keys.SCHEDULES, {f"{chat}/{schedule_id}": until.timestamp()})

    def drop(self, pipe: Pipeline, chat: int, schedule_id: str) -> None:
        """As part of a transaction: not due any more."""
        pipe.zrem(keys.SCHEDULES, f"{chat}/{schedule_id}")

    async def remove(self, chat: int, schedule_id: str) -> bool:
        async with self._store.pipeline(transaction=True) as pipe:
            pipe.hdel(keys.schedule(chat), schedule_id)
            self.drop(pipe, chat, schedule_id)
            return bool((await pipe.execute())[0])

    async def remove_all(self, chat: int) -> None:
        for schedule in await self.of(chat):
            await self.remove(chat, schedule.id)
        await self._store.zrem(keys.SCHEDULES, f"{chat}/{QUIET}")

    async def rezone(self, chat: int, now: datetime, zone: ZoneInfo) -> None:
        """The chat changed its time zone: everything is due by the new one."""
        for schedule in await self.of(chat):
            async with self._store.pipeline(transaction=True) as pipe:
                self._write(pipe, schedule, next_due(schedule, now, zone))
                await pipe.execute()

    async def pause(self, chat: int) -> None:
        """Nothing of a chat is due; its schedules are kept."""
        names = [schedule.id for schedule in await self.of(chat)]
        await self._store.zrem(keys.SCHEDULES, *(f"{chat}/{name}" for name in [*names, QUIET]))

    async def resume(self, chat: int) -> None:
        """A chat's schedules are due again, at once: one digest for the time between."""
        now = datetime.now(UTC).timestamp()
        for schedule in await self.of(chat):
            await self._store.zadd(keys.SCHEDULES, {f"{chat}/{schedule.id}": now}, nx=True)

    async def move(self, chat: int, new_chat: int) -> None:
        """A chat's schedules belong to another from now on. May be done twice."""
        for schedule in await self.of(chat):
            due = await self.due_at(chat, schedule.id)
            async with self._store.pipeline(transaction=True) as pipe:
                moved = replace(schedule, chat=new_chat)
                pipe.hset(keys.schedule(new_chat), moved.id, moved.to_json())
                pipe.hdel(keys.schedule(chat), schedule.id)
                self.drop(pipe, chat, schedule.id)
                if due is not None:
                    self.postpone(pipe, new_chat, moved.id, due)
                await pipe.execute()

    def _write(self, pipe: Pipeline, schedule: Schedule, due: datetime) -> None:
        pipe.hset(keys.schedule(schedule.chat), schedule.id, schedule.to_json())
        self.postpone(pipe, schedule.chat, schedule.id, due)


def _same(one: Schedule, other: Schedule) -> bool:
    def said(schedule: Schedule) -> tuple[object, ...]:
        return (schedule.hours, sorted(schedule.times), sorted(schedule.days))

    return said(one) == said(other)
