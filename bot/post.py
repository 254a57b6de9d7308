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
    ``number`` the post's number in its channel as text (a feed entry: a digest of its id). Times are
    aware and in UTC. ``text`` keeps its line breaks; ``article`` is the half-open span of ``text``
    that came from the linked article, if any. ``kind`` says what happened to the post: ``edit``
    carries the new text, ``delete`` the last text known.
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
        """Digest of the raw text: two versions of a post differ by it."""
        return hashlib.sha256(self.text.encode()).hexdigest()[:16]

    def as_kind(self, kind: PostKind, edited: datetime | None = None) -> Post:
        return replace(self, kind=kind, edited=edited or self.edited)

    def to_json(self) -> str:
        record: dict[str, Any] = {k: v for k, v in asdict(self).items() if v not in (None, ())}
        for name in ("published", "edited"):
            if name in record:
                record[name] = record[name].isoformat()
        return json.dumps(record, ensure_ascii=False)

    @classmethod
    def from_json(cls, line: str) -> Post:
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
