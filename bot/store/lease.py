"""A lease: one holder at a time, for a time, with a number that only grows.

The number (a fencing token) lets what the holder writes be told from what a former holder, who
does not know yet that it lost the lease, writes later.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from redis.exceptions import RedisError

from bot.store import keys
from bot.store.script import run_script

if TYPE_CHECKING:
    from redis.asyncio import Redis

#: What does not end when cancelled is cancelled again after so many seconds.
CANCEL_SECONDS = 1.0

# KEYS: lease, counter. ARGV: holder, milliseconds. Returns the token, or 0 if another holds it.
ACQUIRE = """
local held = redis.call('HGET', KEYS[1], 'holder')
if held and held ~= ARGV[1] then return 0 end
local token = redis.call('HGET', KEYS[1], 'token')
if not held then
  token = redis.call('INCR', KEYS[2])
  redis.call('HSET', KEYS[1], 'holder', ARGV[1], 'token', token)
end
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return tonumber(token)
"""
# KEYS: lease. ARGV: holder, token, milliseconds (0: release). Returns 1 if it was held.
EXTEND = """
local held = redis.call('HMGET', KEYS[1], 'holder', 'token')
if held[1] ~= ARGV[1] or held[2] ~= ARGV[2] then return 0 end
if ARGV[3] == '0' then redis.call('DEL', KEYS[1])
else redis.call('PEXPIRE', KEYS[1], ARGV[3]) end
return 1
"""


class Lease:
    """The lease ``name``, as ``holder`` sees it; expires ``seconds`` after its last renewal."""

    def __init__(self, store: Redis, name: str, holder: str, seconds: float = 15.0) -> None:
        self.store = store
        self.name = name
        self.holder = holder
        self.seconds = seconds
        self.token = 0
        self._keys = [keys.lease(name), keys.lease_counter(name)]

    async def acquire(self) -> int | None:
        """The token if the lease is ours now, else None. The same holder keeps its token."""
        milliseconds = int(self.seconds * 1000)
        arguments: list[str | int] = [self.holder, milliseconds]
        self.token = int(await run_script(self.store, ACQUIRE, self._keys, arguments))
        return self.token or None

    async def renew(self) -> bool:
        """Extend it; False if it is no longer ours."""
        return await self._change(int(self.seconds * 1000))

    async def release(self) -> bool:
        """Give it up at once; False if it was no longer ours."""
        return await self._change(0)

    async def _change(self, milliseconds: int) -> bool:
        arguments: list[str | int] = [self.holder, self.token, milliseconds]
        return bool(await run_script(self.store, EXTEND, self._keys[:1], arguments))

    async def run_while_held(
        self, work: Callable[[], Awaitable[None]], stopping: asyncio.Event
    ) -> None:
        """Wait for the lease, run ``work`` while it is ours, cancel it if it is lost, begin again.

        Returns once ``stopping`` is set and ``work``, which heeds it too, has ended.
        """
        while not stopping.is_set():
            if await self.acquire() is None:
                await _wait(stopping, self.seconds / 3)
                continue
            task = asyncio.ensure_future(work())
            try:
                await self._renew_until_done(task)
            finally:
                await _end(task)
                with suppress(RedisError):
                    await self.release()

    async def _renew_until_done(self, task: asyncio.Future[None]) -> None:
        loop = asyncio.get_running_loop()
        held_until = loop.time() + self.seconds
        while not task.done() and loop.time() < held_until:
            await asyncio.wait([task], timeout=self.seconds / 3)
            with suppress(RedisError):  # unreachable: ours until it expires
                if not await self.renew():
                    return
                held_until = loop.time() + self.seconds
        if task.done():
            task.result()


async def _end(task: asyncio.Future[None]) -> None:
    """Cancel a task until it has ended: the store's client now and then swallows a cancellation."""
    while not task.done():
        task.cancel()
        await asyncio.wait([task], timeout=CANCEL_SECONDS)
    await asyncio.gather(task, return_exceptions=True)


async def _wait(stopping: asyncio.Event, seconds: float) -> None:
    with suppress(TimeoutError):
        await asyncio.wait_for(stopping.wait(), seconds)
