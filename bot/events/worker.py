"""The role ``extract``: posts in, events and changes out.

Any number of workers share the posts by consumer group. Of each post facts, event, index, changes
and the acknowledgement are written in one step (`bot.store.events`), so a killed worker loses
nothing and does nothing twice. A post that cannot be read is put with the dead letters at once.
"""

from __future__ import annotations

import asyncio
from functools import cache

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

from bot.context import Context
from bot.errors import StoreError
from bot.events.assign import Outcome
from bot.events.reader import Reader
from bot.lexicon import open_lexicon
from bot.post import Post
from bot.store import keys
from bot.store.events import EventStore
from bot.store.streams import Entry, Stream

log = structlog.get_logger()

BATCH = 16
BLOCK_SECONDS = 1.0
#: A text that takes longer is given up; the longest real articles take a tenth of a second.
EXTRACT_SECONDS = 60.0

#: A role that starts again, because the store was away, finds the lexicon as it left it.
_lexicon = cache(open_lexicon)


async def run(context: Context) -> None:
    """Works until ``context.stopping``, then ends what it has in hand."""
    lexicon = await asyncio.to_thread(_lexicon, context.settings.data_dir)
    reader = Reader(lexicon, context.settings.timezone)
    stream = Stream(context.store, keys.POSTS, "post")
    await stream.ensure_group(keys.EXTRACT_GROUP)
    worker = Worker(context.store, stream, reader)
    while not context.stopping.is_set():
        for entry in await stream.read(keys.EXTRACT_GROUP, context.worker, BATCH, BLOCK_SECONDS):
            await worker.handle(entry)


class Worker:
    """Takes entries of the posts stream into their events."""

    def __init__(self, store: Redis, stream: Stream, reader: Reader) -> None:
        self.store = store
        self.stream = stream
        self.reader = reader
        self.events = EventStore(store)

    async def handle(self, entry: Entry) -> Outcome | None:
        """The outcome, or None for an entry that was overtaken or could not be read."""
        with structlog.contextvars.bound_contextvars(post=None):
            return await self._handle(entry)

    async def _handle(self, entry: Entry) -> Outcome | None:
        try:
            post = Post.from_json(entry.payload)
            structlog.contextvars.bind_contextvars(post=post.id)
            if await self._overtaken(post):
                await self.stream.ack(keys.EXTRACT_GROUP, [entry.id])
                return None
            reading = await asyncio.wait_for(
                asyncio.to_thread(self.reader.read, post), EXTRACT_SECONDS
            )
        except (RedisError, StoreError):
            raise
        except Exception as error:
            log.exception("a post could not be read", entry=entry.id)
            reason = f"{type(error).__name__}: {error}"
            await self.stream.bury(keys.EXTRACT_GROUP, entry, reason)
            return None
        outcome = await self.events.take(reading, keys.EXTRACT_GROUP, entry.id)
        log.info("taken in", kind=post.kind, changes=len(outcome.changes))
        return outcome

    async def _overtaken(self, post: Post) -> bool:
        """Whether the log knows a later version whose entry comes or has come: an edit of an edit,
        or the deletion of a post that is not taken in yet."""
        digest, deleted, event = await self.store.hmget(
            keys.post(post.id), "digest", "deleted", "event"
        )
        if post.kind == "delete" or digest is None:
            return False
        if deleted == "1":
            return event is None or post.kind == "edit"
        return post.kind == "edit" and digest != post.digest
