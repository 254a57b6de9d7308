"""The janitor: bounds what the store keeps. Runs in every process; a lease lets one work.

    stream    kept
    posts     POSTS_SECONDS, and all that the extract group has not acknowledged
    changes   CHANGES_SECONDS, and all that the notify group has not acknowledged
    outbox    OUTBOX_SECONDS (a log: what waits to be sent stands in the lanes)

Keys other than streams carry an expiry or a length of their own (`bot.store.keys`).
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import structlog

from bot.store import keys
from bot.store.lease import Lease
from bot.store.script import run_script
from bot.store.streams import Stream

if TYPE_CHECKING:
    from redis.asyncio import Redis

    from bot.context import Context

log = structlog.get_logger()

DAY = 86_400
POSTS_SECONDS = 30 * DAY
CHANGES_SECONDS = 30 * DAY
OUTBOX_SECONDS = 7 * DAY
#: A consumer that has nothing pending and was not heard of for this long is a worker that is gone.
CONSUMER_SECONDS = DAY
EVERY_SECONDS = 60.0

# Forgets a consumer unless it was handed an entry meanwhile, which would be lost with it.
# KEYS: stream. ARGV: group, consumer.
FORGET = """
if #redis.call('XPENDING', KEYS[1], ARGV[1], '-', '+', 1, ARGV[2]) > 0 then return 0 end
redis.call('XGROUP', 'DELCONSUMER', KEYS[1], ARGV[1], ARGV[2])
return 1
"""


async def run(context: Context) -> None:
    """Tidy every minute while the lease is ours."""
    lease = Lease(context.store, "janitor", context.worker, seconds=30)

    async def work() -> None:
        while not context.stopping.is_set():
            dropped = await tidy(context.store)
            if any(dropped.values()):
                log.info("trimmed", **dropped)
            with suppress(TimeoutError):
                await asyncio.wait_for(context.stopping.wait(), EVERY_SECONDS)

    await lease.run_while_held(work, context.stopping)


async def tidy(store: Redis) -> dict[str, int]:
    """Trim every stream once; how many entries each lost."""
    posts = Stream(store, keys.POSTS, "post")
    changes = Stream(store, keys.CHANGES, "change")
    outbox = Stream(store, keys.OUTBOX, "message")
    dropped = {
        "posts": await posts.trim([keys.EXTRACT_GROUP], POSTS_SECONDS),
        "changes": await changes.trim([keys.NOTIFY_GROUP], CHANGES_SECONDS),
        "outbox": await outbox.trim([], OUTBOX_SECONDS),
    }
    await _forget_consumers(store, keys.POSTS, keys.EXTRACT_GROUP)
    await _forget_consumers(store, keys.CHANGES, keys.NOTIFY_GROUP)
    return dropped


async def _forget_consumers(
    store: Redis, key: str, group: str, seconds: float = CONSUMER_SECONDS
) -> None:
    if not await store.exists(key):
        return
    groups: list[Any] = await store.xinfo_groups(key)
    if group not in {info["name"] for info in groups}:
        return
    consumers: list[Any] = await store.xinfo_consumers(key, group)
    for consumer in consumers:
        if not consumer["pending"] and consumer["idle"] > seconds * 1000:
            await run_script(store, FORGET, [key], [group, consumer["name"]])
