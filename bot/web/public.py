"""What of an event anybody may see: only what public sources say, under their public names.

Posts of private channels reach the service through the Bot API and carry the chat's number in place
of a handle. A feed's address may hold a password or a key.
"""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import urlsplit

from bot.events.event import Event

_NUMBER = re.compile(r"-?\d+")


def public(event: Event) -> Event | None:
    """The event as its public sources tell it; None if there is none that still stands."""
    names = {source.channel: public_name(source.channel) for source in event.sources}
    origins = {source.origin for source in event.sources}
    hidden = any(public_name(_told_by(origin)) != _told_by(origin) for origin in origins)
    if not hidden and all(name == channel for channel, name in names.items()):
        return event if event.live else None
    stands: dict[str, str] = {}  # what stands for each origin: the public channel that has it first
    sources, posts = [], {}
    for source in event.sources:
        if name := names[source.channel]:
            post = posts[source.post] = name + source.post.removeprefix(source.channel)
            told_by = public_name(_told_by(source.origin)) or name
            origin = stands.setdefault(source.origin, _like(source.origin, told_by))
            sources.append(replace(source, channel=name, post=post, origin=origin))
    statements = tuple(
        replace(statement, post=posts[statement.post])
        for statement in event.statements
        if statement.post in posts
    )
    shown = replace(event, sources=tuple(sources), statements=statements)
    if not shown.live:
        return None
    times = [source.published for source in shown.live]
    return replace(shown, first=min(times), last=max(times))


def _told_by(origin: str) -> str:
    return origin.partition(":")[2]


def _like(origin: str, name: str) -> str:
    return f"{origin.partition(':')[0]}:{name}"


def public_name(channel: str) -> str | None:
    """The name to show: None for a private chat's number, a feed's address without secrets."""
    if _NUMBER.fullmatch(channel):
        return None
    if "://" not in channel:
        return channel
    parts = urlsplit(channel)
    return f"{parts.hostname}{parts.path}".rstrip("/")
