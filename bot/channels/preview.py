"""The public preview of a channel (``t.me/s/<name>``): a page's bytes in, its posts out.

Pure: no request, no clock. What the page shows is told apart (:data:`PageState`), a broken block
loses one post and is counted, and a page cut off on its way is marked, so that nobody takes half a
sentence for an edit. Selectors and traps: the markup as seen on real pages of 2023 to 2026.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from selectolax.lexbor import LexborHTMLParser, LexborNode

from bot.channels import markup
from bot.post import Link, Post

PageState = Literal[
    "posts",  # a page of posts
    "empty",  # a channel's page that shows none ("No posts found")
    "no_preview",  # the page of a channel without public preview
    "not_a_channel",  # a group, a person, a bot
    "no_such_name",  # nobody has this name
    "private",  # an invitation: members only
    "changed_markup",  # message blocks, and none could be read: the markup changed
    "unknown",  # not a page of Telegram's: a portal, a proxy's notice, an error page
]


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the preview.

    ``channel`` is the handle in the channel's own spelling; ``posts`` come oldest first. ``older``
    and ``newer`` are the numbers to ask the neighbouring pages with (``?before=``, ``?after=``).
    ``present`` holds every number that the page shows, album members, service messages and broken
    blocks included: what is not in it has gone, unless some of the ``broken`` blocks are
    ``nameless``: without a number. ``cut`` says that the body ended too early.
    ``seconds`` is what the host took to answer, where the page was asked for.
    """

    channel: str
    title: str
    state: PageState
    posts: tuple[Post, ...] = ()
    older: int | None = None
    newer: int | None = None
    broken: int = 0
    nameless: int = 0
    present: frozenset[int] = frozenset()
    subscribers: int | None = None
    cut: bool = False
    seconds: float = 0.0


_HANDLE = re.compile(r"[A-Za-z][A-Za-z0-9_]{2,}")
_CURSOR = re.compile(rb"[?&](?:amp;)?(before|after)=(\d{1,18})")
_NEIGHBOUR = re.compile(rb"<link\s[^<>]*?\brel=[\"']?(?:prev|next)\b[^<>]*>")
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


def parse_page(html: bytes, requested: str = "", seen: datetime | None = None) -> Page:
    """Read a page of the preview, an embedded post, or the landing page of a name.

    ``requested`` is the handle asked for, used where the page itself does not name the channel.
    ``seen`` is when the page was read: the preview says that a post was edited, never when, so an
    edited post carries ``seen`` as the latest time that its edit can have (without it, none).
    """
    handle = requested.strip().lstrip("@").strip()
    if markup.too_deep(html):
        return Page(handle, "", "unknown")
    tree = LexborHTMLParser(html)
    blocks = tree.css(".tgme_widget_message") or tree.css("[data-post]")
    posts: dict[str, Post] = {}
    present: set[int] = set()
    broken = nameless = 0
    for block in blocks:
        if "err_message" in (block.attributes.get("class") or ""):
            continue
        address = block.attributes.get("data-post")
        if address is None:
            broken += 1
            nameless += 1
            continue
        number = _number(address)
        try:
            post = _post(block, address, handle, seen)
        except Exception:  # whatever is wrong with one block costs that one alone
            broken += 1
            if number is None:
                nameless += 1
            else:
                present.add(number)
            continue
        posts.setdefault(post.number, post)
        present.add(int(post.number))
        present.update(int(member) for member in post.album)
    cursors = _cursors(html)
    ordered = tuple(sorted(posts.values(), key=lambda post: int(post.number)))
    channel = ordered[-1].channel if ordered else _named(tree) or handle
    return Page(
        channel=channel,
        title=_title(tree),
        state=_state(tree, shown=bool(posts), broken=broken),
        posts=ordered,
        older=cursors.get("before"),
        newer=cursors.get("after"),
        broken=broken,
        nameless=nameless,
        present=frozenset(present),
        subscribers=_subscribers(tree),
        cut=_cut(html),
    )


def _post(block: LexborNode, address: str, handle: str, seen: datetime | None) -> Post:
    """One message block. Raises ``ValueError`` where it lacks what a post must have."""
    number = _number(address)
    if number is None:
        raise ValueError(f"no number in data-post {address!r}")
    channel = address.rpartition("/")[0].strip("/ ") or handle
    parts = _parts(block)
    marked = _marked(parts, channel)
    edited = any("edited" in (meta.text(deep=False) or "") for meta in parts.get(_META, ()))
    preview = _first(parts, _LINK_PREVIEW)
    links = marked.links
    if preview is not None and not links and _address(preview):
        links = (Link(_address(preview), _words(preview.css_first(".link_preview_title"))),)
    origin = _first(parts, _ORIGIN)
    replied = _number(_address(_first(parts, _REPLY)))
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
        forwarded_name=_words(origin) or None,
        forwarded_url=_address(origin) or None,
        reply_to=str(replied) if replied is not None else None,
        album=_album(parts),
        media=_media(block, parts, text=marked.text),
        views=_count(_words(_first(parts, _VIEWS))),
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


def _number(address: str) -> int | None:
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
            number = _number(href)
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
    return _words(name) or None


def _address(anchor: LexborNode | None) -> str:
    if anchor is None:
        return ""
    return (anchor.attributes.get("href") or "").strip().replace("&amp;", "&")


def _words(node: LexborNode | None) -> str:
    return "" if node is None else markup.read(node).text


def _count(shown: str) -> int | None:
    """``8.67M`` is 8,670,000; ``11 286`` is 11,286."""
    found = _COUNT.fullmatch(shown.replace(" ", "").replace("\u00a0", "").upper())
    return round(float(found[1].replace(",", "")) * _SCALE[found[2]]) if found else None


def _cursors(html: bytes) -> dict[str, int]:
    """Numbers that lead to the older (``before``) and the newer (``after``) page. Looked for in the
    bytes, which is faster than in the tree."""
    found: dict[str, int] = {}
    for name in ("before", "after"):
        mark = b'data-%b="' % name.encode()
        at = html.find(mark)
        while at >= 0:
            tag = html.rfind(b"<", max(0, at - 400), at)
            number = html[at + len(mark) : at + len(mark) + 18]
            digits = number.partition(b'"')[0]
            if html[tag : tag + 3] == b"<a " and b">" not in html[tag:at] and digits.isdigit():
                found[name] = int(digits)
                break
            at = html.find(mark, at + 1)
    head = html[: max(html.find(b"</head"), html.find(b"<body"), 0)]
    for link in _NEIGHBOUR.findall(head):
        for name, number in _CURSOR.findall(link):
            found.setdefault(name.decode(), int(number))
    return found


def _named(tree: LexborHTMLParser) -> str:
    main = tree.css_first("main[data-url]")
    if main is not None:
        return (main.attributes.get("data-url") or "").strip("/ ")
    return _words(tree.css_first(".tgme_channel_info_header_username")).lstrip("@")


def _title(tree: LexborHTMLParser) -> str:
    for selector in (
        ".tgme_channel_info_header_title",
        ".tgme_header_title",
        ".tgme_page_title",
        ".tgme_widget_message_owner_name",
    ):
        title = _words(tree.css_first(selector))
        if title:
            return title
    return ""


def _subscribers(tree: LexborHTMLParser) -> int | None:
    counters = tree.css_first(".tgme_channel_info")
    for counter in counters.css(".tgme_channel_info_counter") if counters is not None else ():
        if _words(counter.css_first(".counter_type")).startswith("subscriber"):
            return _count(_words(counter.css_first(".counter_value")))
    extra = _words(tree.css_first(".tgme_page_extra"))
    return _count(extra.partition(" subscriber")[0]) if " subscriber" in extra else None


def _state(tree: LexborHTMLParser, *, shown: bool, broken: int) -> PageState:
    if shown:
        return "posts"
    if broken:
        return "changed_markup"
    if tree.css_first(".tme_no_messages_found, .tgme_widget_message_error") is not None:
        return "empty"
    if tree.css_first(".tgme_channel_history, .tgme_channel_info") is not None:
        # A history without one block of a known class: new markup, unless it is truly bare.
        wraps = tree.css_first(".tgme_channel_history [data-post], [class*=message_wrap]")
        return "empty" if wraps is None else "changed_markup"
    return _landing(tree)


def _landing(tree: LexborHTMLParser) -> PageState:
    """Where a name without preview ends: its landing page says what kind of name it is."""
    if tree.css_first(".tgme_page, .tgme_page_action") is None:
        return "unknown"
    action = tree.css_first(".tgme_page_action a[href], a.tgme_action_button_new[href]")
    if action is not None and "join?invite=" in (action.attributes.get("href") or ""):
        return "private"
    extra = _words(tree.css_first(".tgme_page_extra"))
    if "subscriber" in extra:
        return "no_preview"
    if "member" in extra or "online" in extra:
        return "not_a_channel"
    title = _words(tree.css_first("title"))
    if ": Contact @" in title and tree.css_first(".tgme_page_title") is None:
        return "no_such_name"
    return "not_a_channel" if tree.css_first(".tgme_page_title") is not None else "no_such_name"


def _cut(html: bytes) -> bool:
    """Whether a page that began as a document ends in its middle. (A block that is cut off lacks
    its date, which stands last, and counts as broken; this tells that later ones are missing.)"""
    start, end = html[:2048].lower(), html[-4096:].lower()
    if b"<html" not in start and b"<!doctype" not in start and b"<main" not in start:
        return False
    return not any(tag in end for tag in (b"</html", b"</body", b"</main", b"</section"))
