"""What a person writes for a channel, as the one name that it is kept under. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from bot.errors import InputError

SourceKind = Literal["channel", "feed"]

_HANDLE = re.compile(r"[A-Za-z][A-Za-z0-9_]{2,63}")
_TELEGRAM = frozenset({"t.me", "telegram.me", "telegram.dog", "www.t.me"})
_REMEDY = "Write @name, t.me/name, or the address of a feed"


@dataclass(frozen=True, slots=True)
class Source:
    """A channel by its handle (without ``@``, spelled as given) or a feed by its address."""

    kind: SourceKind
    name: str

    @property
    def key(self) -> str:
        """The same for every spelling of one channel: handles heed no upper and lower case."""
        return self.name.lower() if self.kind == "channel" else self.name


def source_of(written: str) -> Source:
    """The source that ``@name``, ``name``, ``t.me/name``, ``t.me/s/name/123`` or a feed's address
    means. Raises `InputError`."""
    text = written.strip()
    if text.startswith("@"):
        return Source("channel", _handle(text[1:].strip(), written))
    address = text if "://" in text else f"https://{text}"
    try:
        parts = urlsplit(address)
    except ValueError:
        raise InputError(f"{written!r} names no channel", _REMEDY) from None
    if parts.hostname in _TELEGRAM:
        names = [part for part in parts.path.split("/") if part]
        if names[:1] == ["s"]:
            names = names[1:]
        if not names or names[0].startswith("+") or names[0] == "joinchat":
            raise InputError(
                f"{written!r} is an invitation to a private channel",
                "Only public channels can be read; make the bot an administrator of a private one",
            )
        return Source("channel", _handle(names[0], written))
    if "://" in text:
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise InputError(f"{written!r} is not a web address", _REMEDY)
        return Source("feed", text)
    return Source("channel", _handle(text, written))


def _handle(name: str, written: str) -> str:
    if not _HANDLE.fullmatch(name):
        raise InputError(f"{written!r} names no channel", _REMEDY)
    return name
