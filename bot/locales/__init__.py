"""What Mujaz says, in the languages it speaks: Fluent messages in ``<language>/*.ftl``.

``localise("ar")("sources-independent", count=3)`` gives the text. Plural forms are chosen by
Fluent (Arabic has six), numbers are written with ASCII digits. Values are put in as they are:
wrap what runs the other way (handles, addresses, foreign names) in `isolate` first.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from importlib.resources import files

from fluent.runtime import FluentBundle, FluentResource

LANGUAGES = ("ar", "en")
Localise = Callable[..., str]

# Telegram keeps the isolates U+2066 to U+2069 and deletes the older embedding marks.
FIRST_STRONG_ISOLATE, POP_ISOLATE = "\u2068", "\u2069"
RIGHT_TO_LEFT_MARK = "\u200f"
_LATIN = re.compile(r"[A-Za-z@#]")
_ARABIC = re.compile("[\u0600-\u06ff]")


@cache
def localise(language: str) -> Localise:
    """The messages of a language: a function from a message's name and values to its text.

    ``name.attribute`` asks for an attribute of a message. An unknown language is answered in
    Arabic; an unknown message or a missing value raises ``KeyError``: both are mistakes in the
    program, not in its input.
    """
    bundle = _bundle(language if language in LANGUAGES else "ar")

    def text(name: str, /, **values: object) -> str:
        identity, _, attribute = name.partition(".")
        message = bundle.get_message(identity)
        pattern = message.attributes[attribute] if attribute else message.value
        if pattern is None:
            raise KeyError(name)
        found, errors = bundle.format_pattern(pattern, values)
        if errors:
            raise KeyError(f"{name}: {errors[0]}")
        return str(found)

    return text


def isolate(text: str, language: str = "ar") -> str:
    """``text`` between isolates if it runs against the direction of ``language``."""
    against = _LATIN if language == "ar" else _ARABIC
    if not against.search(text):
        return text
    return f"{FIRST_STRONG_ISOLATE}{text}{POP_ISOLATE}"


@cache
def _bundle(language: str) -> FluentBundle:
    bundle = FluentBundle([language], use_isolating=False)
    folder = files("bot.locales").joinpath(language)
    for resource in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if resource.name.endswith(".ftl"):
            bundle.add_resource(FluentResource(resource.read_text(encoding="utf-8")))
    return bundle
