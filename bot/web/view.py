"""The view: what a page says, before it becomes HTML, Atom or JSON (`bot.web.forms`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a feed. ``key`` is the same for the same thing for ever; ``path`` leads to it."""

    key: str
    title: str
    path: str
    updated: datetime
    content: Markup
    authors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class View:
    """``template`` names the page's body and ``data`` is what it shows; ``record`` is the JSON
    form; ``entries`` are the feed's, ``updated`` is when the newest of what it shows was said."""

    template: str
    title: str
    data: Mapping[str, Any] = field(default_factory=dict)
    record: Mapping[str, Any] = field(default_factory=dict)
    entries: tuple[Entry, ...] = ()
    updated: datetime | None = None
