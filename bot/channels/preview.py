"""The public preview of a channel (``t.me/s/<name>``): a page's bytes in, its posts out.

Pure: no request, no clock. What the page shows is told apart (:data:`PageState`), a broken block
loses one post and is counted, and a page cut off on its way is marked, so that nobody takes half a
sentence for an edit. Selectors and traps: the markup as seen on real pages of 2023 to 2026.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from selectolax.lexbor import LexborHTMLParser

from bot.channels.block import count_of, number_of, read_block, words_of
from bot.channels.markup import too_deep
from bot.post import Post

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


_CURSOR = re.compile(rb"[?&](?:amp;)?(before|after)=(\d{1,18})")
_NEIGHBOUR = re.compile(rb"<link\s[^<>]*?\brel=[\"']?(?:prev|next)\b[^<>]*>")


def parse_page(html: bytes, requested: str = "", seen: datetime | None = None) -> Page:
    """Read a page of the preview, an embedded post, or the landing page of a name.

    ``requested`` is the handle asked for, used where the page itself does not name the channel.
    ``seen`` is when the page was read: the preview says that a post was edited, never when, so an
    edited post carries ``seen`` as the latest time that its edit can have (without it, none).
    """
    handle = requested.strip().lstrip("@").strip()
    if too_deep(html):
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
        number = number_of(address)
        try:
            post = read_block(block, address, handle, seen)
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
    return words_of(tree.css_first(".tgme_channel_info_header_username")).lstrip("@")


def _title(tree: LexborHTMLParser) -> str:
    for selector in (
        ".tgme_channel_info_header_title",
        ".tgme_header_title",
        ".tgme_page_title",
        ".tgme_widget_message_owner_name",
    ):
        title = words_of(tree.css_first(selector))
        if title:
            return title
    return ""


def _subscribers(tree: LexborHTMLParser) -> int | None:
    counters = tree.css_first(".tgme_channel_info")
    for counter in counters.css(".tgme_channel_info_counter") if counters is not None else ():
        if words_of(counter.css_first(".counter_type")).startswith("subscriber"):
            return count_of(words_of(counter.css_first(".counter_value")))
    extra = words_of(tree.css_first(".tgme_page_extra"))
    return count_of(extra.partition(" subscriber")[0]) if " subscriber" in extra else None


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
    extra = words_of(tree.css_first(".tgme_page_extra"))
    if "subscriber" in extra:
        return "no_preview"
    if "member" in extra or "online" in extra:
        return "not_a_channel"
    title = words_of(tree.css_first("title"))
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
