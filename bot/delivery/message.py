"""The message: what the outbox carries to the sender."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Literal

MessageKind = Literal["alert", "digest", "amendment", "reply", "notice"]


@dataclass(frozen=True, slots=True)
class Button:
    """An inline button: ``data`` (at most 64 bytes) or ``url``."""

    label: str
    data: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """One message to one chat.

    ``id`` is chosen by the maker from what the message says to whom (chat, event, change), so that
    making it twice is sending it once. ``html`` is Telegram HTML, split beforehand at facts: each
    part is one Telegram message. ``event_ids`` are the events told of; ``amends`` the id of a sent
    message to edit instead of sending anew; ``post`` the post that called for it, for the logs.
    """

    id: str
    chat: int | str
    kind: MessageKind
    html: tuple[str, ...]
    created: datetime
    buttons: tuple[tuple[Button, ...], ...] = ()
    silent: bool = False
    thread: int | None = None
    event_ids: tuple[str, ...] = ()
    amends: str | None = None
    post: str | None = None

    def to_json(self) -> str:
        record = asdict(self)
        record["created"] = self.created.isoformat()
        return json.dumps(record, ensure_ascii=False)

    @classmethod
    def from_json(cls, line: str) -> Message:
        record = json.loads(line)
        record["created"] = datetime.fromisoformat(record["created"])
        record["html"] = tuple(record["html"])
        record["event_ids"] = tuple(record["event_ids"])
        record["buttons"] = tuple(tuple(Button(**b) for b in row) for row in record["buttons"])
        return cls(**record)
