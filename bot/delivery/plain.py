"""Telegram HTML as plain text: what is sent where markup is refused, and lengths as read.

Lenient where Telegram is strict: it is given exactly the texts that Telegram did not accept.
"""

from __future__ import annotations

import html
import re

LIMIT = 4096

_LINK = re.compile(r"<a\s+href\s*=\s*[\"']?([^\"'<>]*)[\"']?\s*>([^<]*)</a\s*>", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:a|b|strong|i|em|u|ins|s|strike|del|span|tg-spoiler|tg-emoji|tg-time|code|pre|blockquote)"
    r"(?:\s[^<>]*)?>",
    re.IGNORECASE,
)


def plain(text: str) -> str:
    """Tags taken out, references decoded, the address of each link after its words."""
    linked = _LINK.sub(r"\2 (\1)", text)
    return html.unescape(_TAG.sub("", linked)).strip()


def units(text: str) -> int:
    """Length in UTF-16 code units."""
    return len(text) + sum(character > "\uffff" for character in text)


def cut(text: str, limit: int = LIMIT) -> list[str]:
    """Parts of at most ``limit`` units: at blank lines, else lines, else spaces, else anywhere."""
    parts: list[str] = []
    while units(text) > limit:
        room = _prefix(text, limit)
        at = next((i for i in map(text[:room].rfind, ("\n\n", "\n", " ")) if i > room // 2), room)
        parts.append(text[:at].rstrip())
        text = text[at:].lstrip()
    return [part for part in [*parts, text] if part]


def _prefix(text: str, limit: int) -> int:
    """How many characters fill ``limit`` units at most."""
    used = 0
    for index, character in enumerate(text):
        used += 2 if character > "\uffff" else 1
        if used > limit:
            return index
    return len(text)
