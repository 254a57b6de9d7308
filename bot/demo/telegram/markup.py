"""HTML to text and entities, by the rules (and in the error texts) of Telegram's own parser.

Follows ``parse_html`` of tdlib's ``MessageEntity.cpp`` and the cleaning of ``misc.cpp``: few tags,
four named character references, byte offsets in errors, UTF-16 offsets in entities.
"""

from __future__ import annotations

import re
from typing import Any

TAGS = {
    "a": "text_link",
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "u": "underline",
    "ins": "underline",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
    "pre": "pre",
    "code": "code",
    "blockquote": "blockquote",
}
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
SPACES = " \t\r\n\v\f"

_REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]{1,8})|#([0-9]{1,8})|(lt|gt|amp|quot));?")
_PLAIN_RUN = re.compile(r"[^<&]+")
_ATTRIBUTE_NAME = re.compile(r"[^\s=>/\"']*")
_NAME_TOKEN = re.compile(r"[A-Za-z0-9.\-]*")
_DELETED = re.compile("[\r\u2028-\u202e\u0333\u033f\u030a]")
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f]")
_MARK_RUN = re.compile("[\u200e\u200f]{2,}")
_INVISIBLE = re.compile("[\\s\u200b-\u200f\u2060-\u2069\ufeff\u00ad]*")


class MarkupError(Exception):
    """What Telegram says after ``can't parse entities:``."""


def units(text: str) -> int:
    """Length in UTF-16 code units, the strictest of the counts in use."""
    return len(text) + sum(character > "\uffff" for character in text)


def clean(text: str) -> str:
    """What the server makes of any text: direction overrides deleted, controls blanked, trimmed."""
    text = _CONTROL.sub(" ", _DELETED.sub("", text))
    text = _MARK_RUN.sub(lambda run: "\u200c" * (len(run[0]) - 1) + run[0][-1], text)
    return text.strip(SPACES)


def is_blank(text: str) -> bool:
    return _INVISIBLE.fullmatch(text) is not None


def unescape(text: str) -> str:
    return _REFERENCE.sub(lambda match: _character(match) or match[0], text)


def _character(match: re.Match[str]) -> str | None:
    hexadecimal, decimal, name = match.groups()
    if name:
        return NAMED[name]
    code = int(hexadecimal, 16) if hexadecimal else int(decimal)
    return chr(code) if 0 < code < 0x10FFFF and not 0xD800 <= code < 0xE000 else None


class _Parser:
    """One pass over one text; ``at`` is where it stands (code points; errors give bytes)."""

    def __init__(self, html: str) -> None:
        self.html = html
        self.at = 0
        self.plain: list[str] = []
        self.length = 0
        self.open: list[tuple[str, str, int]] = []
        self.entities: list[dict[str, Any]] = []

    def parse(self) -> tuple[str, list[dict[str, Any]]]:
        while self.at < len(self.html):
            character = self.html[self.at]
            if character == "<":
                if self.html[self.at + 1 : self.at + 2] == "/":
                    self._end_tag()
                else:
                    self._start_tag()
            elif character == "&" and (match := _REFERENCE.match(self.html, self.at)):
                self._text(_character(match) or match[0])
                self.at = match.end()
            else:
                run = _PLAIN_RUN.match(self.html, self.at)
                piece = run[0] if run else character
                self._text(piece)
                self.at += len(piece)
        if self.open:
            tag = self.open[-1][0]
            raise MarkupError(f'Can\'t find end tag corresponding to start tag "{tag}"')
        outer_first = reversed(self.entities)
        entities = sorted(outer_first, key=lambda e: (e["offset"], -e["length"]))
        return "".join(self.plain), entities

    def _text(self, piece: str) -> None:
        self.plain.append(piece)
        self.length += units(piece)

    def _byte(self, position: int) -> int:
        return len(self.html[:position].encode())

    def _skip_spaces(self) -> None:
        while self.at < len(self.html) and self.html[self.at] in SPACES:
            self.at += 1

    def _name(self) -> str:
        """The tag name: everything up to a space or ``>``."""
        start = self.at
        while self.at < len(self.html) and self.html[self.at] not in SPACES + ">":
            self.at += 1
        return self.html[start : self.at]

    def _start_tag(self) -> None:
        begin = self.at
        unclosed = MarkupError(f"Unclosed start tag at byte offset {self._byte(begin)}")
        self.at += 1
        tag = self._name().lower()
        if self.at >= len(self.html):
            raise unclosed
        if tag not in TAGS:
            raise MarkupError(f'Unsupported start tag "{tag}" at byte offset {self._byte(begin)}')
        argument = ""
        while True:
            self._skip_spaces()
            if self.at >= len(self.html):
                raise unclosed
            if self.html[self.at] == ">":
                break
            name, value = self._attribute(tag, begin, unclosed)
            if (tag, name) in {("a", "href"), ("span", "class"), ("tg-emoji", "emoji-id")}:
                argument = value
            elif (tag, name) == ("blockquote", "expandable"):
                argument = "expandable"
        self.at += 1
        if tag == "span" and argument != "tg-spoiler":
            raise MarkupError(
                f'Tag "span" must have class "tg-spoiler" at byte offset {self._byte(begin)}'
            )
        self.open.append((tag, argument, self.length))

    def _attribute(self, tag: str, begin: int, unclosed: MarkupError) -> tuple[str, str]:
        match = _ATTRIBUTE_NAME.match(self.html, self.at)
        name = match[0] if match else ""
        if not name:
            raise MarkupError(
                f'Empty attribute name in the tag "{tag}" at byte offset {self._byte(begin)}'
            )
        self.at += len(name)
        self._skip_spaces()
        if self.at >= len(self.html):
            raise unclosed
        if self.html[self.at] != "=":
            return name, ""
        self.at += 1
        self._skip_spaces()
        if self.at >= len(self.html):
            raise unclosed
        quote = self.html[self.at]
        if quote in "\"'":
            end = self.html.find(quote, self.at + 1)
            if end < 0:
                raise unclosed
            value = unescape(self.html[self.at + 1 : end])
            self.at = end + 1
            return name, value
        start = self.at
        token = _NAME_TOKEN.match(self.html, self.at)
        value = token[0].lower() if token else ""
        self.at += len(value)
        if self.at < len(self.html) and self.html[self.at] not in SPACES + ">":
            raise MarkupError(f"Unexpected end of name token at byte offset {self._byte(start)}")
        return name, value

    def _end_tag(self) -> None:
        begin = self.at
        if not self.open:
            raise MarkupError(f"Unexpected end tag at byte offset {self._byte(begin)}")
        self.at += 2
        found = self._name()
        self._skip_spaces()
        if self.at >= len(self.html) or self.html[self.at] != ">":
            raise MarkupError(f"Unclosed end tag at byte offset {self._byte(begin)}")
        self.at += 1
        tag, argument, offset = self.open.pop()
        if found and found != tag:
            raise MarkupError(
                f"Unmatched end tag at byte offset {self._byte(begin)}, "
                f'expected "</{tag}>", found "</{found}>"'
            )
        if self.length > offset:
            self._entity(tag, argument, offset)

    def _entity(self, tag: str, argument: str, offset: int) -> None:
        entity: dict[str, Any] = {
            "type": TAGS[tag],
            "offset": offset,
            "length": self.length - offset,
        }
        if tag == "a":
            url = link(argument)
            if url is None:
                return
            entity["url"] = url
        elif tag == "tg-emoji":
            entity["custom_emoji_id"] = argument
        elif tag == "blockquote" and argument:
            entity["type"] = "expandable_blockquote"
        self.entities.append(entity)


def link(url: str) -> str | None:
    """The address as Telegram would keep it, or None where it would drop the link silently."""
    if re.fullmatch(r"(?:https?|tg|ton|tonsite)://[^\s<>]+|mailto:[^\s<>]+", url, re.IGNORECASE):
        return url
    if re.fullmatch(r"[\w-]+(?:\.[\w-]+)+(?:[/?#][^\s<>]*)?", url):
        return f"http://{url}/" if "/" not in url else f"http://{url}"
    return None


def parse_html(html: str) -> tuple[str, list[dict[str, Any]]]:
    """The text that the reader sees and its entities; raises `MarkupError`."""
    plain, entities = _Parser(html).parse()
    kept = clean(plain)
    lead = units(plain) - units(plain.lstrip(SPACES))
    room = units(kept)
    fitted = []
    for entity in entities:
        start = max(0, entity["offset"] - lead)
        end = min(room, entity["offset"] + entity["length"] - lead)
        if end > start:
            fitted.append({**entity, "offset": start, "length": end - start})
    return kept, fitted[:100]
