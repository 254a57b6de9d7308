"""One message block of the preview, as a post: text, times, links, album, media, origin. Pure.

The block is walked once for its parts, told by their classes; each is then read for itself.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime

from selectolax.lexbor import LexborNode

from bot.channels import markup
from bot.post import Link, Post

_HANDLE = re.compile(r"[A-Za-z][A-Za-z0-9_]{2,}")
_COUNT = re.compile(r"(\d{1,15}(?:[.,]\d{1,6})?)([KMB]?)")
_SCALE = {"": 1, "K": 1_000, "M": 1_000_000, "B": 1_000_000_000}

_MEDIA = {
    "tgme_widget_message_photo_wrap": "photo",
    "tgme_widget_message_video_player": "video",
    "tgme_widget_message_roundvideo_player": "round_video",
    "tgme_widget_message_voice_player": "voice",
    "tgme_widget_message_document_wrap": "document",
    "tgme_widget_message_poll": "poll",
    "tgme_widget_message_sticker_wrap": "sticker",
    "tgme_widget_message_location_wrap": "location",
    "tgme_widget_message_contact_wrap": "contact",
    "tgme_widget_message_game": "game",
    "tgme_widget_message_invoice": "invoice",
}
_TEXT = "js-message_text"
_OLD_TEXT = "tgme_widget_message_text"  # pages before 2019 lack the js- classes
_REPLY = "tgme_widget_message_reply"
_POLL_TEXTS = ("tgme_widget_message_poll_question", "tgme_widget_message_poll_option_text")
_META = "tgme_widget_message_meta"
_DATE = "tgme_widget_message_date"
_VIEWS = "tgme_widget_message_views"
_ORIGIN = "tgme_widget_message_forwarded_from_name"
_LINK_PREVIEW = "tgme_widget_message_link_preview"
_GROUPED = "tgme_widget_message_grouped_wrap"
_NOT_SUPPORTED = "message_media_not_supported"
#: Parts that are read whole, never looked into for others: a text within a text belongs to it, and
#: a quoted reply carries the marks of a post.
_WHOLE = frozenset({_TEXT, _OLD_TEXT, _REPLY, _LINK_PREVIEW, "tgme_widget_message_user"})
_PARTS = frozenset(
    {_TEXT, _OLD_TEXT, _REPLY, *_POLL_TEXTS, _META, _DATE, _VIEWS, _ORIGIN, _LINK_PREVIEW}
    | {_GROUPED, _NOT_SUPPORTED, *_MEDIA}
)
Parts = dict[str, list[LexborNode]]


def read_block(block: LexborNode, address: str, handle: str, seen: datetime | None) -> Post:
    """One message block. Raises ``ValueError`` where it lacks what a post must have."""
    number = number_of(address)
    if number is None:
        raise ValueError(f"no number in data-post {address!r}")
    channel = address.rpartition("/")[0].strip("/ ") or handle
    parts = _parts(block)
    marked = _marked(parts, channel)
    edited = any("edited" in (meta.text(deep=False) or "") for meta in parts.get(_META, ()))
    preview = _first(parts, _LINK_PREVIEW)
    links = marked.links
    if preview is not None and not links and _address(preview):
        links = (Link(_address(preview), words_of(preview.css_first(".link_preview_title"))),)
    origin = _first(parts, _ORIGIN)
    replied = number_of(_address(_first(parts, _REPLY)))
    return Post(
        channel=channel,
        number=str(number),
        published=_published(parts),
        text=marked.text,
        edited=seen if edited else None,
        url=f"https://t.me/{channel}/{number}",
        links=links,
        hashtags=marked.hashtags,
        forwarded_from=_origin(origin),
        forwarded_name=words_of(origin) or None,
        forwarded_url=_address(origin) or None,
        reply_to=str(replied) if replied is not None else None,
        album=_album(parts),
        media=_media(block, parts, text=marked.text),
        views=count_of(words_of(_first(parts, _VIEWS))),
    )


def _parts(block: LexborNode) -> Parts:
    """The block's parts by their class, in order, found in one walk over it."""
    parts: Parts = {}
    above: list[LexborNode] = []
    node = block.child
    while node is not None or above:
        if node is None:
            node = above.pop().next
            continue
        inner = node.child
        classes = (node.attributes.get("class") or "").split() if node.tag != "-text" else []
        for name in classes:
            if name in _PARTS:
                parts.setdefault(name, []).append(node)
        if inner is not None and node.tag != "svg" and _WHOLE.isdisjoint(classes):
            above.append(node)
            node = inner
        else:
            node = node.next
    return parts


def _first(parts: Parts, name: str) -> LexborNode | None:
    found = parts.get(name)
    return found[0] if found else None


def number_of(address: str) -> int | None:
    """The number at the end of ``channel/123``, ``https://t.me/channel/123?single`` or ``/123``."""
    last = address.partition("?")[0].rstrip("/").rpartition("/")[2].strip()
    return int(last) if last.isascii() and last.isdecimal() and len(last) < 19 else None


def _published(parts: Parts) -> datetime:
    """The time in the footer; any other ``time`` of the block is the length of a recording."""
    for place in (*parts.get(_DATE, ()), *parts.get(_META, ())):
        moment = place.css_first("time[datetime]")
        if moment is not None:
            shown = (moment.attributes.get("datetime") or "").strip()
            published = datetime.fromisoformat(shown)
            if published.tzinfo is None:
                published = published.replace(tzinfo=UTC)
            return published.astimezone(UTC)
    raise ValueError("no date")


def _marked(parts: Parts, channel: str) -> markup.Marked:
    """The post's own words: every caption, the question and answers of a poll; never the quoted
    reply, which carries the same class and comes first, nor a notice to open the application."""
    texts = parts.get(_TEXT) or [
        node
        for node in parts.get(_OLD_TEXT, ())
        if "js-message_reply_text" not in (node.attributes.get("class") or "")
    ]
    texts = texts + [node for name in _POLL_TEXTS for node in parts.get(name, ())]
    base = f"https://t.me/s/{channel}"
    read = [part for part in (markup.read(node, base) for node in texts) if part.text]
    if len(read) == 1:
        return read[0]
    return markup.Marked(
        text="\n".join(part.text for part in read),
        links=tuple(dict.fromkeys(link for part in read for link in part.links)),
        hashtags=tuple(dict.fromkeys(tag for part in read for tag in part.hashtags)),
    )


def _album(parts: Parts) -> tuple[str, ...]:
    """Numbers of an album's members, in order: one block stands for them all."""
    members: dict[str, None] = {}
    for group in parts.get(_GROUPED, ()):
        for node in group.css("a[href]"):
            href = node.attributes.get("href") or ""
            number = number_of(href)
            if number is not None and href.partition("?")[2].startswith("single"):
                members[str(number)] = None
    return tuple(members) if len(members) > 1 else ()


def _media(block: LexborNode, parts: Parts, text: str) -> tuple[str, ...]:
    """What the post shows, one word an item. ``unsupported`` only where nothing else can be seen:
    the notice "Please open Telegram" also stands under many an ordinary post."""
    service = "service_message" in (block.attributes.get("class") or "").split()
    kinds = ["service"] if service else []
    if len(parts.keys() & _MEDIA.keys()) > 1:  # kinds mixed: in the order of the page
        selector = ", ".join(f".{name}" for name in _MEDIA)
        nodes = {node.mem_id: node for node in block.css(selector)}
        for node in nodes.values():
            classes = (node.attributes.get("class") or "").split()
            kinds += [_kind(node, name) for name in classes if name in _MEDIA][:1]
    else:
        kinds += [_kind(node, name) for name in _MEDIA for node in parts.get(name, ())]
    if not kinds and not text and _NOT_SUPPORTED in parts:
        kinds.append("unsupported")
    return tuple(kinds)


def _kind(node: LexborNode, name: str) -> str:
    if name == "tgme_widget_message_document_wrap":
        icon = node.css_first(".tgme_widget_message_document_icon")
        if icon is not None and "audio" in (icon.attributes.get("class") or "").split():
            return "audio"
    return _MEDIA[name]


def _origin(name: LexborNode | None) -> str | None:
    """Where a forward came from: the handle if its name is a public link, else the name shown."""
    if name is None:
        return None
    address = _address(name)
    host, _, rest = address.removeprefix("https://").removeprefix("http://").partition("/")
    handle = rest.partition("/")[0].partition("?")[0]
    if host in ("t.me", "telegram.me", "telegram.dog") and _HANDLE.fullmatch(handle):
        return handle
    return words_of(name) or None


def _address(anchor: LexborNode | None) -> str:
    if anchor is None:
        return ""
    return (anchor.attributes.get("href") or "").strip().replace("&amp;", "&")


def words_of(node: LexborNode | None) -> str:
    return "" if node is None else markup.read(node).text


def count_of(shown: str) -> int | None:
    """``8.67M`` is 8,670,000; ``11 286`` is 11,286."""
    found = _COUNT.fullmatch(shown.replace(" ", "").replace("\u00a0", "").upper())
    return round(float(found[1].replace(",", "")) * _SCALE[found[2]]) if found else None
