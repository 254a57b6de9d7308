"""The outbox: messages wait here for the sender, and how each ended is kept.

All steps are atomic (``outbox.lua``, which also documents the keys). Making a message is idempotent
by its id; taking and settling are fenced by the lease of the one sender.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from redis.asyncio import Redis
from redis.exceptions import NoScriptError

from bot.delivery.message import Message
from bot.store import keys
from bot.store.lease import Lease
from bot.store.taken import Taken, chat_named, from_values

SCRIPT = Path(__file__).with_name("outbox.lua").read_text(encoding="utf-8")

# How long an ended message is remembered: longer than the 48 h for which it may be amended.
KEEP_SECONDS = 7 * 24 * 3600

# Which goes first: what was asked for or cannot wait, then corrections, then digests.
RANKS = {"reply": 0, "alert": 0, "notice": 0, "amendment": 1, "digest": 2}


@dataclass(frozen=True, slots=True)
class Window:
    """At most ``limit`` sends in any ``period`` seconds."""

    limit: int
    period: float


@dataclass(frozen=True, slots=True)
class Windows:
    """How fast may be sent: over all chats, to a private chat (by rank), to a group or channel."""

    overall: tuple[Window, ...]
    private: tuple[tuple[Window, ...], ...]
    group: tuple[Window, ...]

    def to_json(self) -> str:
        def pairs(windows: Iterable[Window]) -> list[list[float]]:
            return [[window.limit, window.period] for window in windows]

        record = {
            "all": pairs(self.overall),
            "private": [pairs(windows) for windows in self.private],
            "group": pairs(self.group),
        }
        return json.dumps(record)


@dataclass(frozen=True, slots=True)
class Wait:
    """Nothing may be sent for ``seconds``; None: until a message is put."""

    seconds: float | None


class LeaseLost(Exception):
    """Another sender holds the lease."""


Fields = Mapping[str, str | int]


@dataclass(frozen=True, slots=True)
class Settlement:
    """What became of one request, and what is next for its message.

    ``done`` ends the message in ``state``; otherwise its chat waits until ``due``. ``arrival`` is
    when the request reached Telegram at the latest (0: it never left, and counts not). ``pause``
    stops everything until then. ``lost`` marks a lost answer, ``gone`` a chat that refuses the bot.
    ``fields`` and ``target_fields`` change the message's and its target's record.
    """

    done: bool
    state: str = ""
    reason: str = ""
    due: float = 0.0
    arrival: float = 0.0
    pause: float = 0.0
    lost: bool = False
    gone: bool = False
    fields: Fields = field(default_factory=dict)
    target_fields: Fields = field(default_factory=dict)


class Outbox:
    """The outbox in one store. Times are Unix seconds, given by the caller."""

    def __init__(self, store: Redis) -> None:
        self._store = store
        self._sha = ""

    async def put(self, message: Message, now: float) -> bool:
        """Puts a message; False if one of its id was put before."""
        return (await self.put_all([message], now))[0]

    async def put_all(self, messages: Sequence[Message], now: float) -> list[bool]:
        """Puts many at once, in order, each atomically."""
        await self._load()
        pipe = self._store.pipeline(transaction=False)
        for message in messages:
            pipe.evalsha(self._sha, 1, keys.TAG, *put_arguments(message, now))
        return [bool(known) for known in await pipe.execute()]

    async def take(
        self, lease: Lease, now: float, arrival: float, windows: str, most: int = 1
    ) -> list[Taken] | Wait:
        """The next messages that may leave, at most ``most``; counts their sends at ``arrival``.
        Raises `LeaseLost`."""
        held = keys.lease(lease.name)
        answer = await self._run("take", held, lease.token, now, arrival, windows, most)
        if answer[0] == "lost":
            raise LeaseLost
        if answer[0] == "wait":
            return Wait(float(answer[1]) if answer[1] else None)
        return [from_values(record) for record in answer[1:]]

    async def leave(self, taken: Taken, lease: Lease) -> bool:
        """Notes that the request is about to leave; False if the message is another's by now."""
        held = keys.lease(lease.name)
        return bool(await self._run("leave", taken.id, taken.turn, held, lease.token))

    async def settle(self, taken: Taken, now: float, settlement: Settlement) -> bool:
        """Records what became of a request, once; False if the message was taken again since."""
        record = {
            "state": settlement.state,
            "reason": settlement.reason,
            "done": settlement.done,
            "due": settlement.due,
            "arrival": settlement.arrival,
            "pause": settlement.pause,
            "lost": settlement.lost,
            "gone": settlement.gone,
            "fields": dict(settlement.fields),
            "target": taken.message.amends or "",
            "target_fields": dict(settlement.target_fields),
        }
        return bool(
            await self._run("settle", taken.id, taken.turn, now, KEEP_SECONDS, json.dumps(record))
        )

    async def recover(
        self, now: float, due: float, before: float, known: Iterable[str] = ()
    ) -> int:
        """Frees what was taken before a time and is not among ``known``: in flight with a sender
        that is no more. Gives how many answers were lost."""
        return int(await self._run("recover", now, KEEP_SECONDS, due, before, *known))

    async def move(self, chat: int | str, moved: int | str, now: float) -> int:
        """Messages for ``chat`` wait for ``moved`` from now on."""
        return int(await self._run("move", chat, moved, now))

    async def drop(self, chat: int | str, reason: str, now: float) -> int:
        """Gives up what waits for a chat."""
        return int(await self._run("drop", chat, reason, now, KEEP_SECONDS))

    async def pace(
        self, chat: int | str, name: str, now: float, arrival: float, windows: str
    ) -> float:
        """Counts a request made past the outbox; seconds to wait first, 0 if it may go at once."""
        return float(await self._run("pace", chat, name, now, arrival, windows))

    async def counts(self) -> dict[str, int]:
        """How many messages ended in each state, and ``unsure``: answers lost."""
        counts: dict[Any, Any] = await self._store.hgetall(keys.OUTBOX_COUNTS)
        return {str(state): int(count) for state, count in counts.items()}

    async def backlog(self) -> int:
        """How many chats have a message waiting or in flight."""
        async with self._store.pipeline(transaction=True) as pipe:
            for rank in range(3):
                pipe.zcard(keys.due(rank))
            pipe.hlen(keys.BUSY)
            return sum(await pipe.execute())

    async def state(self, message_id: str) -> dict[str, str]:
        """The record of a message (fields as in ``outbox.lua``); empty if unknown or forgotten."""
        record = await self._store.hgetall(keys.message(message_id))
        return {str(name): str(value) for name, value in record.items()}

    async def describe(self, line: str) -> dict[str, Any]:
        """The line of `mujaz tail outbox --json` for one entry's ``message`` field."""
        message = Message.from_json(line)
        record = await self.state(message.id)
        parts = json.loads(record["html"]) if record.get("html") else message.html
        return {
            "message": message.id,
            "chat": chat_named(record.get("chat", str(message.chat))),
            "kind": message.kind,
            "state": record.get("state", "forgotten"),
            "reason": record.get("reason", ""),
            "text": "\n\n".join(parts),
            "telegram": json.loads(record.get("sent", "[]")),
            "amends": message.amends,
            "events": list(message.event_ids),
            "created": message.created.isoformat(),
        }

    async def _load(self) -> None:
        """Makes sure that the store has the script (it forgets when it restarts)."""
        known = bool(self._sha) and (await self._store.script_exists(self._sha))[0]
        if not known:
            self._sha = str(await self._store.script_load(SCRIPT))

    async def _run(self, *arguments: str | float) -> Any:
        if not self._sha:
            await self._load()
        try:
            return await self._store.evalsha(self._sha, 1, keys.TAG, *arguments)
        except NoScriptError:
            await self._load()
            return await self._store.evalsha(self._sha, 1, keys.TAG, *arguments)


def put_arguments(message: Message, now: float) -> tuple[str | float, ...]:
    """Arguments of the script's ``put``, for callers who put within a step of their own."""
    oldest = f"{max(0, int((now - KEEP_SECONDS) * 1000))}-0"
    return (
        "put",
        message.id,
        str(message.chat),
        message.kind,
        RANKS[message.kind],
        message.to_json(),
        message.amends or "",
        now,
        oldest,
    )
