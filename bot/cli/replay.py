"""``mujaz replay``: recorded posts through the running store, as the watcher would feed them."""

from __future__ import annotations

import asyncio
import re
import sys
from collections import Counter
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli import inputs
from bot.cli.progress import counted
from bot.cli.stores import with_store
from bot.errors import InputError

if TYPE_CHECKING:
    from redis.asyncio import Redis

    from bot.post import Post
    from bot.settings import Settings

#: Posts that go to the store together where nothing waits for the clock.
BATCH = 64
#: What stands before a handle where a channel is named by its address.
HANDLE = re.compile(r"^(@|(https?://)?(t|telegram)\.me/(s/)?)")


def command(
    file: Annotated[str, typer.Argument(help="Posts, one JSON object a line; - for stdin.")],
    speed: Annotated[
        float, typer.Option(min=0.001, help="How many times faster than they were published.")
    ] = 1.0,
    max_: Annotated[bool, typer.Option("--max", help="As fast as the store takes them.")] = False,
) -> None:
    """Feed recorded posts through the store, as if they were read from their channels now."""
    pace = None if max_ else speed
    counts = with_store(lambda store, settings: _replay(store, settings, file, pace))
    told = ", ".join(f"{count} {kind}" for kind, count in sorted(counts.items()))
    print(f"{sum(counts.values())} lines: {told or 'none'}", file=sys.stderr)
    if counts["unusable"]:
        raise typer.Exit(1)


async def _replay(store: Redis, settings: Settings, name: str, speed: float | None) -> Counter[str]:
    from bot.store.posts import PostLog

    log = PostLog(store)
    counts: Counter[str] = Counter()
    clock = _Clock(speed)
    batch: dict[str, Post] = {}

    async def record() -> None:
        counts.update(kind or "unchanged" for kind in await log.record_all(list(batch.values())))
        batch.clear()

    most = BATCH if speed is None and name != inputs.STDIN else 1
    with inputs.opened(name) as file, counted("posts") as advance:
        for line in inputs.records(file):
            advance()
            try:
                post = post_of(line, settings)
            except InputError as error:
                print(f"line {line.line}: {error}", file=sys.stderr)
                counts["unusable"] += 1
                continue
            if post.id in batch:
                await record()
            await clock.wait_for(post.edited or post.published)
            batch[post.id] = post
            if len(batch) >= most:
                await record()
        await record()
    return counts


def post_of(record: inputs.Record, settings: Settings) -> Post:
    """The post that a line tells of: ``id`` (``channel/number`` or the number alone), ``source``,
    ``published``, ``text``, and if there are any ``edited``, ``deleted``, ``forwarded_from``,
    ``url``. Raises `InputError`."""
    from bot.post import Post

    value = record.value
    if record.error:
        raise InputError(record.error)
    channel, number = _name(value)
    published = _utc(value.get("published"), settings)
    if published is None:
        raise InputError("no time of publication", "Give published in ISO 8601")
    deleted, edited = value.get("deleted"), value.get("edited")
    moment = deleted if isinstance(deleted, str) else edited if isinstance(edited, str) else None
    text = value.get("text", "" if deleted else None)
    return Post(
        channel=channel,
        number=number,
        published=published,
        text=_plain(text, "text"),
        kind="delete" if deleted else "edit" if edited else "new",
        edited=_utc(moment, settings),
        url=_optional(value, "url"),
        forwarded_from=_optional(value, "forwarded_from"),
    )


def _name(value: dict[str, Any]) -> tuple[str, str]:
    id_ = value.get("id")
    if not isinstance(id_, str | int) or isinstance(id_, bool) or id_ == "":
        raise InputError("no id", "Give id, the post's number in its channel")
    channel, _, number = str(id_).rpartition("/")
    channel = channel or HANDLE.sub("", _plain(value.get("source") or "", "source"))
    if not channel or not number:
        raise InputError("no source", "Give source, the channel's handle")
    return channel, number


def _utc(value: Any, settings: Settings) -> datetime | None:
    time = inputs.moment(value)
    if time is None:
        return None
    return (time if time.tzinfo else time.replace(tzinfo=settings.zone)).astimezone(UTC)


def _optional(value: dict[str, Any], name: str) -> str | None:
    return _plain(value[name], name) if value.get(name) else None


def _plain(value: Any, name: str) -> str:
    if not isinstance(value, str):
        raise InputError(f"no {name}", f"Give {name} as a string")
    try:
        value.encode()
    except UnicodeEncodeError:
        raise InputError(f"{name} holds half a surrogate pair", "Mend the file") from None
    return value


class _Clock:
    """Lets posts come ``speed`` times as fast as they were published; None: never waits."""

    def __init__(self, speed: float | None) -> None:
        self._speed = speed
        self._first: datetime | None = None
        self._began = 0.0

    async def wait_for(self, time: datetime) -> None:
        if self._speed is None:
            return
        loop = asyncio.get_running_loop()
        if self._first is None:
            self._first, self._began = time, loop.time()
        due = self._began + (time - self._first).total_seconds() / self._speed
        await asyncio.sleep(max(0.0, due - loop.time()))
