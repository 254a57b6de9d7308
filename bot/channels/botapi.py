"""Posts that Telegram brings by itself, of channels that the bot is an administrator of.

An album arrives as one message a member, within a second or so. Its members wait in the store until
it has been quiet for a moment, so that a crash in between loses none; then they become one post.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import structlog
from redis.exceptions import RedisError

from bot.channels.states import Status
from bot.errors import StoreError
from bot.post import Link, Post
from bot.store import keys
from bot.store.channels import Channels, Watched
from bot.store.posts import PostLog

if TYPE_CHECKING:
    from telegram import Message, MessageOrigin

    from bot.context import Context

log = structlog.get_logger()

#: An album is whole when no member came for this long.
ALBUM_SECONDS = 1.5
#: Members left by a process that died are dropped after this long, should none take them up.
ALBUM_KEPT_SECONDS = 86_400

_MEDIA = (
    ("photo", "photo"),
    ("video", "video"),
    ("animation", "video"),
    ("video_note", "round_video"),
    ("voice", "voice"),
    ("audio", "audio"),
    ("document", "document"),
    ("sticker", "sticker"),
    ("poll", "poll"),
    ("location", "location"),
    ("contact", "contact"),
)


def post_of(message: Message) -> Post:
    """The post that a channel's message is. An album's member stands for itself alone."""
    chat = message.chat
    channel = chat.username or str(chat.id)
    text = message.text or message.caption or ""
    if message.poll is not None:
        text = "\n".join([message.poll.question, *(o.text for o in message.poll.options)])
    origin = message.forward_origin
    name, handle = _origin(origin)
    reply = message.reply_to_message
    return Post(
        channel=channel,
        number=str(message.message_id),
        published=message.date.astimezone(UTC),
        text=text,
        edited=message.edit_date.astimezone(UTC) if message.edit_date else None,
        url=message.link,
        links=_links(message),
        hashtags=tuple(_marked(message, "hashtag")),
        forwarded_from=handle or name,
        forwarded_name=name,
        forwarded_url=f"https://t.me/{handle}" if handle else None,
        reply_to=str(reply.message_id) if reply is not None else None,
        media=_media(message),
    )


def _media(message: Message) -> tuple[str, ...]:
    kinds = [kind for attribute, kind in _MEDIA if getattr(message, attribute, None)]
    return tuple(kinds[:1])  # an animation is told as a document too


def _links(message: Message) -> tuple[Link, ...]:
    entities = message.parse_entities() if message.text else message.parse_caption_entities()
    found: dict[Link, None] = {}
    for entity, words in sorted(entities.items(), key=lambda item: item[0].offset):
        if entity.type == "text_link" and entity.url:
            found[Link(entity.url, words)] = None
        elif entity.type == "url":
            found[Link(words if "://" in words else f"https://{words}", words)] = None
        elif entity.type == "mention":
            found[Link(f"https://t.me/{words.removeprefix('@')}", words)] = None
    return tuple(found)


def _marked(message: Message, kind: str) -> Iterable[str]:
    entities = message.parse_entities([kind]) if message.text else None
    if entities is None:
        entities = message.parse_caption_entities([kind])
    ordered = sorted(entities.items(), key=lambda item: item[0].offset)
    return dict.fromkeys(words for _, words in ordered)


def _origin(origin: MessageOrigin | None) -> tuple[str | None, str | None]:
    """Name and handle of where a forward came from."""
    for attribute in ("chat", "sender_chat", "sender_user"):
        source = getattr(origin, attribute, None)
        if source is not None:
            name = getattr(source, "title", None) or getattr(source, "full_name", None)
            return name, source.username
    return getattr(origin, "sender_user_name", None), None


def album_of(members: Iterable[Post]) -> Post:
    """One post of an album's members: the first one's number, every caption in order."""
    ordered = sorted(members, key=lambda post: int(post.number))
    first = ordered[0]
    if len(ordered) == 1:
        return first
    edits = [post.edited for post in ordered if post.edited]
    return replace(
        first,
        text="\n".join(post.text for post in ordered if post.text),
        edited=max(edits, default=None),
        links=tuple(dict.fromkeys(link for post in ordered for link in post.links)),
        hashtags=tuple(dict.fromkeys(tag for post in ordered for tag in post.hashtags)),
        album=tuple(post.number for post in ordered),
        media=tuple(kind for post in ordered for kind in post.media),
    )


class Intake:
    """Takes channel posts in: joins albums, records, and lets the preview of their channel rest."""

    def __init__(
        self,
        context: Context,
        quiet: float = ALBUM_SECONDS,
        now: Callable[[], float] = time.time,
    ) -> None:
        self._context = context
        self._store = context.store
        self._log = PostLog(context.store)
        self._channels = Channels(context.store)
        self._quiet = quiet
        self._now = now
        self._tasks: set[asyncio.Task[None]] = set()
        self._pushed: set[str] = set()
        self._looked_for_left = False

    async def take(self, message: Message) -> None:
        """Once this returns, the post (or the album's member) is in the store."""
        post = post_of(message)
        if not self._looked_for_left:
            self._looked_for_left = await self.flush() >= 0
        await self._mark_pushed(message, post)
        if message.media_group_id is None:
            await self._log.record(post)
            return
        group = f"{post.channel}:{message.media_group_id}"
        async with self._store.pipeline(transaction=True) as pipeline:
            pipeline.hset(keys.album(group), post.number, post.to_json())
            pipeline.expire(keys.album(group), ALBUM_KEPT_SECONDS)
            pipeline.zadd(keys.ALBUMS, {group: self._now() + self._quiet})
            await pipeline.execute()
        task = asyncio.create_task(self._later())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def flush(self) -> int:
        """Record every album that is whole, those that a dead process left included."""
        groups = await self._store.zrangebyscore(keys.ALBUMS, 0, self._now())
        for group in map(str, groups):
            members = await self._store.hvals(keys.album(group))
            if members:
                await self._log.record(album_of(Post.from_json(text) for text in members))
            # The members stay: a caption edited later is joined with the others' again.
            await self._store.zrem(keys.ALBUMS, group)
        return len(groups)

    async def close(self) -> None:
        """Let go of the timers; albums that are still arriving stay in the store."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _later(self) -> None:
        """Record the album once it is whole; try again while the store is away."""
        while True:
            await asyncio.sleep(self._quiet + 0.05)
            try:
                await self.flush()
            except (RedisError, StoreError) as error:
                log.warning("an album waits for the store", error=str(error))
            else:
                return

    async def _mark_pushed(self, message: Message, post: Post) -> None:
        """A public channel that is watched needs no polling while its posts arrive here."""
        if message.chat.username is None or post.channel.lower() in self._pushed:
            return
        self._pushed.add(post.channel.lower())
        watched = await self._channels.get(post.channel) or Watched(post.channel)
        await self._channels.put(replace(watched, pushed=True))
        now = datetime.now(UTC)
        status = Status(state="pushed", since=now, read_at=now)
        await self._channels.keep(watched, status, None)

    async def release(self, username: str) -> None:
        """The bot is no administrator of a channel any more: its preview is read again."""
        self._pushed.discard(username.lower())
        watched = await self._channels.get(username)
        if watched is not None and watched.pushed:
            await self._channels.put(replace(watched, pushed=False))
