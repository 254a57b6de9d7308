"""The public preview of a channel (``t.me/s/<name>``): a page's bytes in, its posts out.

Pure: no request, no clock. What the page shows is told apart (:data:`PageState`), a broken block
loses one post and is counted, and a page cut off on its way is marked, so that nobody takes half a
sentence for an edit. Selectors and traps: the markup as seen on real pages of 2023 to 2026.
"""

from __future__ import annotations

import re
from contextlib import suppress
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
_CURSOR = re.compile(r"[?&](?:amp;)?(before|after)=(\d{1,18})")
_COUNT = re.compile(r"(\d{1,15}(?:[.,]\d{1,6})?)([KMB]?)")
_SCALE = {"": 1, "K": 1_000, "M": 1_000_000, "B": 1_000_000_000}

_MEDIA: tuple[tuple[str, str], ...] = (
    ("tgme_widget_message_photo_wrap", "photo"),
    ("tgme_widget_message_video_player", "video"),
    ("tgme_widget_message_roundvideo_player", "round_video"),
    ("tgme_widget_message_voice_player", "voice"),
    ("tgme_widget_message_document_wrap", "document"),
    ("tgme_widget_message_poll", "poll"),
    ("tgme_widget_message_sticker_wrap", "sticker"),
    ("tgme_widget_message_location_wrap", "location"),
    ("tgme_widget_message_contact_wrap", "contact"),
    ("tgme_widget_message_game", "game"),
    ("tgme_widget_message_invoice", "invoice"),
)
_MEDIA_SELECTOR = ", ".join(f".{name}" for name, _ in _MEDIA)


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
    blocks = tree.css("[data-post], .tgme_widget_message:not([data-post])")
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
    cursors = _cursors(tree)
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
    marked = _marked(block, channel)
    album = _album(block)
    media = _media(block, text=marked.text)
    meta = block.css_first(".tgme_widget_message_meta")
    edited = meta is not None and "edited" in (meta.text(deep=False) or "")
    preview = _address(block.css_first("a.tgme_widget_message_link_preview"))
    links = marked.links
    if preview and not links:
        title = block.css_first(".link_preview_title")
        links = (Link(preview, _words(title)),)
    origin = block.css_first(".tgme_widget_message_forwarded_from_name")
    reply = _address(block.css_first("a.tgme_widget_message_reply"))
    return Post(
        channel=channel,
        number=str(number),
        published=_published(block),
        text=marked.text,
        edited=seen if edited else None,
        url=f"https://t.me/{channel}/{number}",
        links=links,
        hashtags=marked.hashtags,
        forwarded_from=_origin(origin),
        forwarded_name=_words(origin) or None if origin is not None else None,
        forwarded_url=_address(origin) or None if origin is not None else None,
        reply_to=str(_number(reply)) if reply and _number(reply) is not None else None,
        album=album,
        media=media,
        views=_count(_words(block.css_first(".tgme_widget_message_views"))),
    )


def _number(address: str) -> int | None:
    """The number at the end of ``channel/123``, ``https://t.me/channel/123?single`` or ``/123``."""
    last = address.partition("?")[0].rstrip("/").rpartition("/")[2].strip()
    return int(last) if last.isascii() and last.isdecimal() and len(last) < 19 else None


def _published(block: LexborNode) -> datetime:
    """The time in the footer; any other ``time`` of the block is the length of a recording."""
    moment = block.css_first(".tgme_widget_message_date time[datetime]")
    if moment is None:
        moment = block.css_first(".tgme_widget_message_meta time[datetime], time[datetime].time")
    if moment is None:
        raise ValueError("no date")
    published = datetime.fromisoformat((moment.attributes.get("datetime") or "").strip())
    return (published if published.tzinfo else published.replace(tzinfo=UTC)).astimezone(UTC)


def _marked(block: LexborNode, channel: str) -> markup.Marked:
    """The post's own words: every caption, the question and answers of a poll; never the quoted
    reply, which carries the same class and comes first, nor a notice to open the application."""
    texts = [node for node in block.css(".js-message_text") if not _inside(node, block)]
    if not texts:  # pages before 2019 lack the js- classes
        texts = [
            node
            for node in block.css(".tgme_widget_message_text")
            if not _inside(node, block)
            and "js-message_reply_text" not in (node.attributes.get("class") or "")
        ]
    texts += block.css(".tgme_widget_message_poll_question, .tgme_widget_message_poll_option_text")
    base = f"https://t.me/s/{channel}"
    parts = [part for part in (markup.read(node, base) for node in texts) if part.text]
    if len(parts) == 1:
        return parts[0]
    return markup.Marked(
        text="\n".join(part.text for part in parts),
        links=tuple(dict.fromkeys(link for part in parts for link in part.links)),
        hashtags=tuple(dict.fromkeys(tag for part in parts for tag in part.hashtags)),
    )


def _inside(node: LexborNode, block: LexborNode) -> bool:
    """Whether ``node`` lies in another text (it is read with that one) or in a quoted reply."""
    above = node.parent
    while above is not None and above.mem_id != block.mem_id:
        classes = (above.attributes.get("class") or "").split()
        if "js-message_text" in classes or "tgme_widget_message_reply" in classes:
            return True
        above = above.parent
    return False


def _album(block: LexborNode) -> tuple[str, ...]:
    """Numbers of an album's members, in order: one block stands for them all."""
    members: dict[str, None] = {}
    for node in block.css(".tgme_widget_message_grouped_wrap a[href]"):
        href = node.attributes.get("href") or ""
        number = _number(href)
        if number is not None and href.partition("?")[2].startswith("single"):
            members[str(number)] = None
    return tuple(members) if len(members) > 1 else ()


def _media(block: LexborNode, text: str) -> tuple[str, ...]:
    """What the post shows, one word an item. ``unsupported`` only where nothing else can be seen:
    the notice "Please open Telegram" also stands under many an ordinary post."""
    kinds: list[str] = []
    if "service_message" in (block.attributes.get("class") or "").split():
        kinds.append("service")
    for node in block.css(_MEDIA_SELECTOR):
        classes = (node.attributes.get("class") or "").split()
        kind = next(kind for name, kind in _MEDIA if name in classes)
        icon = node.css_first(".tgme_widget_message_document_icon") if kind == "document" else None
        if icon is not None and "audio" in (icon.attributes.get("class") or "").split():
            kind = "audio"
        kinds.append(kind)
    if not kinds and not text and block.css_first(".message_media_not_supported") is not None:
        kinds.append("unsupported")
    return tuple(kinds)


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


def _cursors(tree: LexborHTMLParser) -> dict[str, int]:
    """Numbers that lead to the older (``before``) and the newer (``after``) page."""
    found: dict[str, int] = {}
    for name in ("before", "after"):
        for node in tree.css(f"a[data-{name}]"):
            with suppress(ValueError):
                found.setdefault(name, int(node.attributes.get(f"data-{name}") or ""))
    for node in tree.css("link[rel=prev], link[rel=next]"):
        for name, number in _CURSOR.findall(node.attributes.get("href") or ""):
            found.setdefault(name, int(number))
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
    for counter in tree.css(".tgme_channel_info_counter"):
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
