"""``mujaz tail``: what was read, what was concluded, what was sent and how that ended."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from bot.cli import inputs
from bot.cli.stores import with_store
from bot.errors import InputError

if TYPE_CHECKING:
    from redis.asyncio import Redis

    from bot.settings import Settings

Name = Literal["posts", "changes", "outbox"]
Fields = dict[str, Any]
STREAM_ID = re.compile(r"[0-9]{1,20}(-[0-9]{1,20})?|[-]")
#: Longest text shown for people.
SHOWN = 100


def command(
    stream: Annotated[str, typer.Argument(help="posts, changes or outbox.")],
    from_: Annotated[str, typer.Option("--from", help="Begin at this id.")] = "-",
    follow: Annotated[bool, typer.Option("--follow", help="Wait for what comes.")] = False,
    json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
) -> None:
    """Print the entries of a stream, oldest first, one a line."""
    if stream not in STREAMS:
        raise InputError(f"There is no stream {stream}", f"Streams are {', '.join(STREAMS)}")
    if not STREAM_ID.fullmatch(from_):
        raise InputError(f"{from_} is no id of an entry", "Ids look like 1735689600000-0")
    key, field, describe = STREAMS[stream]

    async def work(store: Redis, settings: Settings) -> None:
        from bot.store.streams import Stream

        async for entry in Stream(store, key(), field).entries(from_, follow):
            fields = {"id": entry.id, **await describe(store, entry.payload)}
            inputs.write(inputs.to_line(fields) if json else _for_people(fields))
            if follow:
                inputs.flush()

    with_store(work)


async def _post(store: Redis, payload: str) -> Fields:
    from bot.post import Post

    post = Post.from_json(payload)
    return {
        "kind": post.kind,
        "channel": post.channel,
        "post": post.number,
        "published": post.published.isoformat(),
        "edited": post.edited.isoformat() if post.edited else None,
        "text": post.text,
        "links": [{"url": link.url, "anchor": link.anchor} for link in post.links],
        "forwarded_from": post.forwarded_from,
        "url": post.url,
    }


async def _change(store: Redis, payload: str) -> Fields:
    from bot.events.change import Change

    change = Change.from_json(payload)
    return {
        "event": change.event,
        "kind": change.kind,
        "at": change.at.isoformat(),
        "was": change.was,
        "now": change.now,
        "post": change.post,
    }


async def _message(store: Redis, payload: str) -> Fields:
    from bot.store.outbox import Outbox

    return await Outbox(store).describe(payload)


def _key(name: str) -> Callable[[], str]:
    def find() -> str:
        from bot.store import keys

        return {"posts": keys.POSTS, "changes": keys.CHANGES, "outbox": keys.OUTBOX}[name]

    return find


Describe = Callable[["Redis", str], Awaitable[Fields]]
#: For each stream: its key, the field of its entries, and how one is shown.
STREAMS: dict[str, tuple[Callable[[], str], str, Describe]] = {
    "posts": (_key("posts"), "post", _post),
    "changes": (_key("changes"), "change", _change),
    "outbox": (_key("outbox"), "message", _message),
}


def _for_people(fields: Fields) -> str:
    shown = []
    for name, value in fields.items():
        if value in (None, "", []):
            continue
        text = value if isinstance(value, str) else inputs.to_line(value)
        text = " ".join(text.split())
        text = text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
        shown.append(text if name == "id" else f"{name}={text}")
    return "  ".join(shown)
