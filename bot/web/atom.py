"""A view as an Atom feed (RFC 4287). Addresses are relative to the feed's own, so that it is right
behind any proxy and trusts no ``Host`` header."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from xml.etree import ElementTree as xml

from bot.digest.page import plain
from bot.web.asked import Asked
from bot.web.view import Entry, View

TYPE = "application/atom+xml; charset=utf-8"
_ATOM = "http://www.w3.org/2005/Atom"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
#: The namespace of our ids: equal things have equal ids on every host.
_OURS = uuid.uuid5(uuid.NAMESPACE_DNS, "mujaz")
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


def feed(view: View, asked: Asked) -> bytes:
    """The feed of a view, its entries in the view's order."""
    root = xml.Element("feed", {"xmlns": _ATOM, _LANG: asked.language})
    _text(root, "id", _id(f"{asked.path}?{sorted(asked.query.items())}{asked.language}"))
    _text(root, "title", plain(view.title))
    updated = view.updated or max((e.updated for e in view.entries), default=_NEVER)
    _text(root, "updated", updated.astimezone(UTC).isoformat())
    _text(xml.SubElement(root, "author"), "name", "Mujaz")
    kinds = (
        ("self", "application/atom+xml", asked.other("atom")),
        ("alternate", "text/html", asked.changed()),
    )
    for rel, kind, href in kinds:
        xml.SubElement(root, "link", {"rel": rel, "type": kind, "href": href})
    for entry in view.entries:
        _entry(root, entry, asked)
    body: bytes = xml.tostring(root, encoding="utf-8", xml_declaration=True)
    return body


def _entry(root: xml.Element, entry: Entry, asked: Asked) -> None:
    node = xml.SubElement(root, "entry")
    _text(node, "id", _id(entry.key))
    _text(node, "title", plain(entry.title))
    _text(node, "updated", entry.updated.astimezone(UTC).isoformat())
    for author in entry.authors:
        _text(xml.SubElement(node, "author"), "name", author)
    link = {"rel": "alternate", "type": "text/html", "href": asked.link(entry.path)}
    xml.SubElement(node, "link", link)
    content = xml.SubElement(node, "content", {"type": "html"})
    content.text = f'<div dir="{"rtl" if asked.language == "ar" else "ltr"}">{entry.content}</div>'


def _text(parent: xml.Element, name: str, text: str) -> None:
    xml.SubElement(parent, name).text = text


def _id(key: str) -> str:
    return uuid.uuid5(_OURS, key).urn
