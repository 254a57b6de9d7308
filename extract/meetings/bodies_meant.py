"""The body that a bare «الهيئة», «المجلس» means: the only one of that kind named before."""

from __future__ import annotations

from dataclasses import replace

from extract.document import Document
from extract.mentions.party import Mention
from extract.text import fold


def body_meant(mention: Mention, document: Document) -> Mention | None:
    """The body with its full name, where the text names one only before ``mention``."""
    if mention.kind != "organisation" or not _bare(mention.name):
        return None
    head = _plain(mention.name)
    names: list[str] = []
    for other in document.mentions:
        if other.first >= mention.first:
            break
        name = _named(other, head)
        if name and not any(_same(name, known) for known in names):
            names.append(name)
        elif name:
            names = [max(name, known, key=len) if _same(name, known) else known for known in names]
    if len(names) != 1:
        return None
    return replace(mention, name=names[0], full=names[0])


def _bare(name: str) -> bool:
    return " " not in name and fold(name).startswith("ال")


def _plain(word: str) -> str:
    return fold(word).removeprefix("ال")


def _named(mention: Mention, head: str) -> str:
    """The body's name in a mention: of itself, or in a title («رئيس الهيئة العليا فلان»)."""
    titled = mention.full
    if mention.kind == "person":
        titled = titled.partition(mention.name)[0]
    elif mention.kind not in ("role", "organisation"):
        return ""
    words = titled.rstrip(" ،,").split()
    for at in range(0 if mention.kind == "organisation" else 1, len(words) - 1):
        written = words[at].removeprefix("ل")
        if head in (_plain(words[at]), _plain(written)):
            return " ".join([words[at] if _plain(words[at]) == head else written, *words[at + 1 :]])
        if mention.kind == "organisation":
            break
    return ""


def _same(one: str, two: str) -> bool:
    """Whether one name goes on where the other ends."""
    short, long = sorted((one.split(), two.split()), key=len)
    return [_plain(w) for w in long[: len(short)]] == [_plain(w) for w in short]
