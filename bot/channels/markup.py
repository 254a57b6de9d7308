"""The text of a post as its page's markup carries it: exact words and line breaks, links, hashtags.

The walk is a loop over the tree, not a recursion: markup nested a hundred thousand deep costs time
in proportion to its length and no stack.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from bot.post import Link

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

#: Elements that stand on lines of their own: a line break belongs before and after each.
BLOCKS = frozenset({"blockquote", "pre", "div", "p", "ul", "ol", "li", "details", "summary"})
#: Elements that only mark words.
INLINE = frozenset({"b", "strong", "i", "em", "u", "s", "span", "code", "tg-emoji", "tg-spoiler"})
#: Elements whose content is no text of the post.
SILENT = frozenset({"script", "style", "svg", "template", "noscript", "video", "audio", "time"})
#: Schemes that a link of a post may have; others (``javascript:``, ``data:``) are dropped.
SCHEMES = ("http://", "https://", "tg://", "mailto:", "tel:", "ton://")

#: Elements nested deeper than this are no page that people read, and cost any parser dearly: time
#: grows with the square of the depth. Real pages nest 10 deep; empty elements count as open here.
NESTING = 1_500
_STRETCH = 16_384

_SOURCE_BREAK = re.compile(r"[ \t\f\r]*\n[ \t\f\r\n]*")


@dataclass(frozen=True, slots=True)
class Marked:
    """Text read from markup, with what the markup hangs on it."""

    text: str
    links: tuple[Link, ...] = ()
    hashtags: tuple[str, ...] = ()


def too_deep(html: bytes) -> bool:
    """Whether the elements of a page nest much deeper than `NESTING`, told without building them:
    opening and closing tags are counted, one stretch of the page after another."""
    depth = 0
    for start in range(0, len(html), _STRETCH):
        end = start + _STRETCH
        breaks, closing = html.count(b"<br", start, end), html.count(b"</", start, end)
        depth = max(0, depth + html.count(b"<", start, end) - breaks - 2 * closing)
        if depth > NESTING:
            return True
    return False


class _Writer:
    """Collects text, settling which line breaks the layout asks for and which are there already."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self._line_due = False  # a block began or ended: the next words need a line of their own
        self._space_due = False  # the page's source broke the line here: a space, if words follow
        self._fresh = True  # at the start of a line: nothing yet, or a break was the last thing

    def words(self, raw: str, *, preformatted: bool) -> None:
        """``raw`` as written; a line break of the page's source, which none sees, is a space."""
        if not preformatted and "\n" in raw:
            raw = _SOURCE_BREAK.sub("\n", raw)
            self._space_due |= raw.startswith("\n")
            ends = raw.endswith("\n")
            raw = raw.strip("\n").replace("\n", " ")
            if not raw:
                return
        else:
            ends = False
        if not raw:
            return
        if self._line_due and not self._fresh:
            self.pieces.append("\n")
        elif self._space_due and not self._fresh:
            self.pieces.append(" ")
        self.pieces.append(raw)
        self._line_due, self._space_due = False, ends
        self._fresh = raw.endswith("\n")

    def line_break(self) -> None:
        """``<br>``. Right after a block it is the very break that the block asks for."""
        self.pieces.append("\n")
        self._line_due = self._space_due = False
        self._fresh = True

    def block(self) -> None:
        self._line_due, self._space_due = bool(self.pieces), False


def read(root: LexborNode, base: str = "https://t.me/") -> Marked:
    """The text under ``root``; relative links are resolved against ``base``."""
    writer = _Writer()
    links: list[tuple[str, int, int]] = []  # address, first and last piece of its anchor
    anchors_from: list[int] = []
    preformatted = 0
    above: list[LexborNode] = []
    node = root.child
    while node is not None or above:
        if node is None:
            node = above.pop()
            tag = node.tag
            if tag in BLOCKS:
                writer.block()
                preformatted -= tag == "pre"
            elif tag == "a":
                links.append((_address(node, base), anchors_from.pop(), len(writer.pieces)))
            node = node.next
            continue
        tag = node.tag or ""
        if tag == "-text":
            writer.words(node.text_content or "", preformatted=preformatted > 0)
        elif tag == "br":
            writer.line_break()
        elif tag == "img":
            writer.words(node.attributes.get("alt") or "", preformatted=True)
        elif tag not in SILENT and not tag.startswith("-"):
            inner = node.child
            if tag in INLINE and (inner is None or (inner.tag == "-text" and inner.next is None)):
                if inner is not None:  # most of the tree: spared the way down and up
                    writer.words(inner.text_content or "", preformatted=preformatted > 0)
                node = node.next
                continue
            if tag in BLOCKS:
                writer.block()
                preformatted += tag == "pre"
            elif tag == "a":
                anchors_from.append(len(writer.pieces))
            above.append(node)
            node = inner
            continue
        node = node.next
    return _marked(writer.pieces, links)


def _address(anchor: LexborNode, base: str) -> str:
    """Where an anchor leads. Since April 2024 the preview writes ``&`` twice escaped in the links
    that ask before opening; one ``&amp;`` is left of it after parsing (RSSHub #15332)."""
    href = (anchor.attributes.get("href") or "").strip()
    if "onclick" in anchor.attributes:
        href = href.replace("&amp;", "&")
    if href.startswith(("?", "/", "#")):
        try:
            href = urljoin(base, href)
        except ValueError:
            return ""
    return href


def _marked(pieces: list[str], spans: list[tuple[str, int, int]]) -> Marked:
    links: dict[Link, None] = {}
    hashtags: dict[str, None] = {}
    for address, first, last in sorted(spans, key=lambda span: span[1]):
        anchor = "".join(pieces[first:last]).strip()
        if anchor.startswith("#") and ("q=%23" in address or not address):
            hashtags[anchor] = None
        elif address.lower().startswith(SCHEMES):
            links[Link(address, anchor)] = None
    return Marked("".join(pieces).strip(" \t\r\n"), tuple(links), tuple(hashtags))
