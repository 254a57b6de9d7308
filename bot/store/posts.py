"""The post log: what was read of every post, and the `posts` stream of what happened to them.

Every reader records what it sees, as often as it sees it; the log decides whether that is news.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from bot.errors import StoreError
from bot.measures import POSTS
from bot.post import Post, PostKind
from bot.store import keys
from bot.store.script import run_script

if TYPE_CHECKING:
    from redis.asyncio import Redis

#: A post is forgotten when no reader has seen it for this long; 60 days.
POST_SECONDS = 60 * 86_400
#: Posts kept in a channel's index, and in the index of all channels.
CHANNEL_POSTS = 1_000
TIMELINE_POSTS = 500_000
#: Earlier versions kept of one post.
VERSIONS = 20
#: Two readers of one post that keep overtaking each other; each time one of them gets through.
ATTEMPTS = 20

# Writes a version if the stored one is still the one that was compared.
# KEYS: post hash, versions list, channel index, timeline, posts stream.
# ARGV: digest and deleted mark that were compared ('' where there was none), post JSON, its digest,
#       deleted mark, post id, time of publication, POST_SECONDS, VERSIONS, CHANNEL_POSTS,
#       TIMELINE_POSTS.
# Returns 1, or 0 if another writer was faster.
RECORD = """
local was = redis.call('HMGET', KEYS[1], 'digest', 'deleted', 'post')
if (was[1] or '') ~= ARGV[1] or (was[2] or '') ~= ARGV[2] then return 0 end
if was[1] and was[1] ~= ARGV[4] then
  redis.call('RPUSH', KEYS[2], was[3])
  redis.call('LTRIM', KEYS[2], -tonumber(ARGV[9]), -1)
  redis.call('EXPIRE', KEYS[2], ARGV[8])
end
redis.call('HSET', KEYS[1], 'post', ARGV[3], 'digest', ARGV[4], 'deleted', ARGV[5])
redis.call('EXPIRE', KEYS[1], ARGV[8])
redis.call('ZADD', KEYS[3], ARGV[7], ARGV[6])
redis.call('ZREMRANGEBYRANK', KEYS[3], 0, -tonumber(ARGV[10]) - 1)
redis.call('EXPIRE', KEYS[3], ARGV[8])
redis.call('ZADD', KEYS[4], ARGV[7], ARGV[6])
redis.call('ZREMRANGEBYRANK', KEYS[4], 0, -tonumber(ARGV[11]) - 1)
redis.call('XADD', KEYS[5], '*', 'post', ARGV[3])
return 1
"""


@dataclass(frozen=True, slots=True)
class Stored:
    """What the log knows of a post: its last version, digests of earlier ones, if it is gone."""

    post: Post
    digest: str
    deleted: bool
    earlier: frozenset[str] = frozenset()


def decide(stored: Stored | None, seen: Post) -> Post | None:
    """The version to record and announce, with its ``kind``; None if ``seen`` is no news.

    An edit is news unless it is older than what is stored: by its time of editing, or, if the
    reader cannot tell one, because its text is an earlier version's (a page from a cache).
    """
    if stored is None:
        return None if seen.kind == "delete" else seen.as_kind("new")
    if seen.kind == "delete":
        if stored.deleted:
            return None
        return stored.post.as_kind("delete", seen.edited)
    if seen.digest == stored.digest:
        return seen.as_kind("edit") if stored.deleted and not _older(stored.post, seen) else None
    if _older(stored.post, seen) or (
        seen.edited is None and stored.post.edited is not None and seen.digest in stored.earlier
    ):
        return None
    return replace(seen.as_kind("edit"), published=stored.post.published)


def _older(known: Post, seen: Post) -> bool:
    return bool(known.edited and seen.edited and seen.edited < known.edited)


class PostLog:
    """The posts of all channels."""

    def __init__(self, store: Redis) -> None:
        self.store = store

    async def record(self, post: Post) -> PostKind | None:
        """Record what a reader saw; what that was, or None if it was known already.

        A new version and its entry in the `posts` stream are written in one step: however many
        readers see a post, and however often, each version is announced once.
        """
        for _ in range(ATTEMPTS):
            (stored,) = await self._stored([post.id])
            news = decide(stored, post)
            if news is None:
                return None
            if await run_script(self.store, RECORD, *_step(stored, news)):
                POSTS.labels(news.kind).inc()
                return news.kind
        raise StoreError(f"Too many writers of the post {post.id} at once")

    async def record_all(self, posts: Sequence[Post]) -> list[PostKind | None]:
        """`record` for many posts, no two of them the same, in their order and two round trips."""
        stored = await self._stored([post.id for post in posts])
        news = [decide(known, post) for known, post in zip(stored, posts, strict=True)]
        async with self.store.pipeline(transaction=False) as pipeline:
            for known, version in zip(stored, news, strict=True):
                if version is not None:
                    names, arguments = _step(known, version)
                    pipeline.eval(RECORD, len(names), *names, *map(str, arguments))
            written = iter(await pipeline.execute())
        kinds: list[PostKind | None] = []
        for post, version in zip(posts, news, strict=True):
            if version is None:
                kinds.append(None)
            elif next(written):
                POSTS.labels(version.kind).inc()
                kinds.append(version.kind)
            else:  # another writer was faster
                kinds.append(await self.record(post))
        return kinds

    async def _stored(self, ids: Sequence[str]) -> list[Stored | None]:
        async with self.store.pipeline(transaction=False) as pipeline:
            for post_id in ids:
                pipeline.hmget(keys.post(post_id), "post", "digest", "deleted")
                pipeline.ttl(keys.post(post_id))
                pipeline.lrange(keys.versions(post_id), 0, -1)
            answers = await pipeline.execute()
        found: list[Stored | None] = []
        for place, post_id in enumerate(ids):
            (text, digest, deleted), left, versions = answers[3 * place : 3 * place + 3]
            if text is None:
                found.append(None)
                continue
            if left < POST_SECONDS // 2:
                await self.store.expire(keys.post(post_id), POST_SECONDS)
            earlier = frozenset(Post.from_json(version).digest for version in versions)
            found.append(Stored(Post.from_json(text), digest, deleted == "1", earlier))
        return found

    async def get(self, post_id: str) -> Post | None:
        """The last version of a post; of a deleted one, with ``kind`` ``delete``."""
        text = await self.store.hget(keys.post(post_id), "post")
        return Post.from_json(text) if text else None

    async def versions(self, post_id: str) -> list[Post]:
        """All versions kept, oldest first, the last one last."""
        texts = list(await self.store.lrange(keys.versions(post_id), 0, -1))
        last = await self.get(post_id)
        return [Post.from_json(text) for text in texts] + ([last] if last else [])

    async def latest(self, channel: str, count: int) -> list[Post]:
        """The newest ``count`` posts of a channel that still stand, newest first."""
        ids = await self.store.zrevrange(keys.channel_posts(channel), 0, count - 1)
        return [post for post in await self._all(ids) if post.kind != "delete"]

    async def since(self, time: datetime) -> AsyncIterator[Post]:
        """Posts of all channels published at or after ``time`` that still stand, oldest first."""
        offset, page = 0, 500
        while True:
            ids = await self.store.zrangebyscore(
                keys.TIMELINE, time.timestamp(), "+inf", start=offset, num=page
            )
            for post in await self._all(ids):
                if post.kind != "delete":
                    yield post
            if len(ids) < page:
                return
            offset += page

    async def _all(self, ids: Sequence[Any]) -> list[Post]:
        if not ids:
            return []
        async with self.store.pipeline(transaction=False) as pipeline:
            for post_id in ids:
                pipeline.hget(keys.post(post_id), "post")
            texts = await pipeline.execute()
        return [Post.from_json(text) for text in texts if text]


def _step(stored: Stored | None, news: Post) -> tuple[list[str], list[str | int | float]]:
    """Keys and arguments of `RECORD`."""
    names = [
        keys.post(news.id),
        keys.versions(news.id),
        keys.channel_posts(news.channel),
        keys.TIMELINE,
        keys.POSTS,
    ]
    compared = (stored.digest, "1" if stored.deleted else "0") if stored else ("", "")
    arguments: list[str | int | float] = [
        *compared,
        news.to_json(),
        news.digest,
        "1" if news.kind == "delete" else "0",
        news.id,
        news.published.timestamp(),
        POST_SECONDS,
        VERSIONS,
        CHANNEL_POSTS,
        TIMELINE_POSTS,
    ]
    return names, arguments
