"""The post: what every channel reader yields and the `posts` stream carries."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime
from typing import Any, Literal

PostKind = Literal["new", "edit", "delete"]


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a post: where it leads and the words it hangs on."""

    url: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Post:
    """One post as its channel shows it, whichever way it was read.

    ``channel`` is the handle without ``@`` in the channel's own spelling, or the address of a feed;
    ``number`` the post's number in its channel as text (a feed entry: a digest of its id). Times
    are aware and in UTC. ``text`` keeps its line breaks; ``article`` is the half-open span of
    ``text`` that came from the linked article, if any. ``kind`` says what happened to the post:
    ``edit`` carries the new text, ``delete`` the last text known. ``edited`` is the platform's own
    time of the edit where it tells one (Bot API, feeds), else when the edit was first seen.

    ``forwarded_from`` is the handle of the origin if it is public, else the name shown
    (``forwarded_name`` is always the name shown, ``forwarded_url`` where it leads); ``reply_to``
    the number replied to; ``album`` the numbers of all members of an album that the post stands
    for; ``media`` one word an item (photo, video, voice, audio, round_video, document, poll,
    sticker, location, contact, …; ``unsupported``: the preview shows nothing of it).
    """

    channel: str
    number: str
    published: datetime
    text: str
    kind: PostKind = "new"
    edited: datetime | None = None
    url: str | None = None
    links: tuple[Link, ...] = ()
    hashtags: tuple[str, ...] = ()
    forwarded_from: str | None = None
    forwarded_name: str | None = None
    forwarded_url: str | None = None
    reply_to: str | None = None
    album: tuple[str, ...] = ()
    media: tuple[str, ...] = ()
    views: int | None = None
    article: tuple[int, int] | None = None

    @property
    def id(self) -> str:
        """``channel/number``: the post's name everywhere."""
        return f"{self.channel}/{self.number}"

    @property
    def digest(self) -> str:
        """Digest of the channel's own words: two versions of a post differ by it. The article that
        was joined to them does not count: a site that rewrites its page has not edited the post."""
        own = self.text[: self.article[0]].rstrip("\n") if self.article else self.text
        return hashlib.sha256(own.encode()).hexdigest()[:16]

    def as_kind(self, kind: PostKind, edited: datetime | None = None) -> Post:
        return replace(self, kind=kind, edited=edited or self.edited)

    def to_json(self) -> str:
        record: dict[str, Any] = {k: v for k, v in asdict(self).items() if v not in (None, ())}
        for name in ("published", "edited"):
            if name in record:
                record[name] = record[name].isoformat()
        return json.dumps(record, ensure_ascii=False)

    @classmethod
    def from_json(cls, line: str | bytes) -> Post:
        record = json.loads(line)
        for name in ("published", "edited"):
            if record.get(name):
                record[name] = datetime.fromisoformat(record[name])
        record["links"] = tuple(Link(**link) for link in record.get("links", ()))
        for name in ("hashtags", "album", "media"):
            record[name] = tuple(record.get(name, ()))
        if record.get("article"):
            start, end = record["article"]
            record["article"] = (start, end)
        known = {field.name for field in fields(cls)}
        return cls(**{name: value for name, value in record.items() if name in known})
