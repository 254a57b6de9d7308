"""What a reader asks for: the view, its form, language and words, all within bounds. Pure.

A malformed question raises `InputError`, which becomes a 400 page in the reader's language.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal
from urllib.parse import urlencode

from bot.digest.wording import Wording
from bot.errors import InputError
from bot.locales import LANGUAGES

Form = Literal["html", "atom", "json"]

LONGEST_QUERY = 100
MOST_DAYS = 60
MOST_PAGES = 10
_ENDINGS: dict[str, Form] = {".atom": "atom", ".json": "json"}
#: The questions that views know; whatever else an address carries is not looked at.
PARAMETERS = ("q", "place", "role", "days", "party", "person", "page", "day")
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_LANGUAGE = re.compile(
    r"\s*([A-Za-z]{1,8})(?:-[A-Za-z0-9-]{1,30})?\s*(?:;\s*q=([01](?:\.\d{1,3})?)\s*)?"
)
_MOST_LANGUAGES = 20


@dataclass(frozen=True, slots=True)
class Asked:
    """``path`` is the address without the ending of its form; ``carried`` is what every link of
    the page keeps: language and words that were chosen in the address."""

    path: str
    form: Form
    wording: Wording
    query: Mapping[str, str] = field(default_factory=dict)
    carried: Mapping[str, str] = field(default_factory=dict)

    @property
    def language(self) -> str:
        return self.wording.language

    @property
    def key(self) -> tuple[object, ...]:
        """Equal for questions with one answer."""
        carried = tuple(self.carried.items())
        return (self.path, self.form, self.wording, tuple(self.query.items()), carried)

    def link(self, path: str, **query: object) -> str:
        """The address of another page of ours, in the language and words of this one."""
        given = {name: value for name, value in query.items() if value not in (None, "")}
        parts = urlencode({**given, **self.carried})
        return f"{path}?{parts}" if parts else path

    def changed(self, **carried: str) -> str:
        """The address of this page in another language or other words."""
        parts = urlencode({**self.query, **self.carried, **carried})
        return f"{self.path}?{parts}" if parts else self.path

    def other(self, form: str) -> str:
        """The address of this page in another form."""
        path = "/today" if self.path == "/" else self.path
        return self.link(f"{path}.{form}", **self.query)

    def words(self, name: str) -> str:
        """A parameter's text, cleaned; empty where there is none."""
        return self.query.get(name, "")

    def number(self, name: str, usual: int, most: int) -> int:
        written = self.query.get(name)
        if not written:
            return usual
        if not re.fullmatch(r"[0-9]{1,4}", written) or not 1 <= int(written) <= most:
            raise InputError(f"{name} must be a number from 1 to {most}")
        return int(written)


def read(path: str, query: Mapping[str, str], accept: str, usual: str) -> Asked:
    """A question from its address; ``accept`` is ``Accept-Language``, ``usual`` the language of
    those who name none that we speak. Raises `InputError` for a query that is too long."""
    form: Form = "html"
    for ending, named in _ENDINGS.items():
        if path.endswith(ending):
            path, form = path.removesuffix(ending), named
    language = query.get("lang", "")
    carried = {"lang": language} if language in LANGUAGES else {}
    if query.get("words") == "source":
        carried["words"] = "source"
    spoken = carried.get("lang") or preferred(accept, usual)
    asked = {}
    for name in PARAMETERS:
        if len(query.get(name, "")) > LONGEST_QUERY:
            raise InputError(f"{name} is longer than {LONGEST_QUERY} characters")
        if text := clean(query.get(name, "")):
            asked[name] = text
    wording = Wording(spoken, neutral="words" not in carried)
    return Asked("/" if path == "/today" else path, form, wording, asked, carried)


def preferred(accept: str, usual: str) -> str:
    """The language of ours that a browser likes best."""
    liked: list[tuple[float, str]] = []
    for part in accept[:500].split(",")[:_MOST_LANGUAGES]:
        found = _LANGUAGE.fullmatch(part)
        if found and found[1].lower() in LANGUAGES:
            liked.append((float(found[2] or 1), found[1].lower()))
    weight, language = max(liked, key=lambda one: one[0], default=(0.0, usual))
    return language if weight > 0 else usual


def clean(text: str) -> str:
    """Text with ASCII digits and single spaces, without invisible marks and controls."""
    shown = (c if unicodedata.category(c)[0] != "C" else " " * c.isspace() for c in text)
    return " ".join("".join(shown).translate(_DIGITS).split())


def day_of(written: str) -> date:
    """Raises `InputError`."""
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", written):
        try:
            return date.fromisoformat(written)
        except ValueError:
            pass
    raise InputError("A day is written like 2026-03-10")
