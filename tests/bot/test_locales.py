"""What Mujaz says: the same messages in both languages, right to left where it is Arabic."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest
from fluent.syntax import FluentParser, ast
from fluent.syntax.serializer import serialize_expression

from bot.locales import LANGUAGES, localise

_PLACEABLE = re.compile(r"\{[^{}]*\}")
_TAG = re.compile(r"</?\w+>")
_LETTER = re.compile("[A-Za-z\u0600-\u06ff]")


def patterns(language: str) -> list[tuple[str, ast.Pattern]]:
    """Every message and attribute of the chat and the digests, by name."""
    found = []
    for name in ("chat.ftl", "digest.ftl"):
        text = files("bot.locales").joinpath(language, name).read_text(encoding="utf-8")
        for entry in FluentParser().parse(text).body:
            assert not isinstance(entry, ast.Junk), entry.content
            if isinstance(entry, ast.Message):
                assert entry.value is not None
                found.append((entry.id.name, entry.value))
                found += [(f"{entry.id.name}.{a.id.name}", a.value) for a in entry.attributes]
    return found


def lines(pattern: ast.Pattern) -> list[str]:
    """The lines of a message, of each variant if it has several; values stand as ``{ $name }``."""
    made = [""]
    for element in pattern.elements:
        if isinstance(element, ast.TextElement):
            made = [text + element.value for text in made]
        elif isinstance(element.expression, ast.SelectExpression):
            variants = ["\n".join(lines(one.value)) for one in element.expression.variants]
            made = [text + one for text in made for one in variants]
        else:
            made = [f"{text}{{ {serialize_expression(element.expression)} }}" for text in made]
    return [line for text in made for line in text.splitlines()]


def test_both_languages_say_the_same_messages() -> None:
    names = [{name for name, _ in patterns(language)} for language in LANGUAGES]
    assert {n.partition(".")[0] for n in names[0]} == {n.partition(".")[0] for n in names[1]}


@pytest.mark.parametrize(("name", "pattern"), patterns("ar"), ids=lambda one: str(one)[:40])
def test_no_line_in_arabic_starts_with_a_latin_letter(name: str, pattern: ast.Pattern) -> None:
    # Clients lay a line out by its first letter: one of /help that starts with «/toll» runs from
    # left to right. What is put in for a value is isolated by whoever gives it.
    if name.startswith("button-language"):
        return
    for line in lines(pattern):
        first = _LETTER.search(_TAG.sub("", _PLACEABLE.sub("", line)))
        assert first is None or not first.group().isascii(), line


@pytest.mark.parametrize(
    ("message", "value", "said"),
    [
        ("too-fast", 1, "بعد ثانية"),
        ("too-fast", 2, "بعد ثانيتين"),
        ("too-fast", 7, "بعد 7 ثوان"),
        ("too-fast", 26, "بعد 26 ثانية"),
    ],
)
def test_seconds_take_their_plural(message: str, value: int, said: str) -> None:
    assert said in localise("ar")(message, seconds=value)


@pytest.mark.parametrize(
    ("days", "said"),
    [(1, "آخر يوم."), (2, "آخر يومين."), (7, "آخر 7 أيام."), (14, "آخر 14 يوما.")],
)
def test_days_take_their_plural(days: int, said: str) -> None:
    assert localise("ar")("toll-none", subject="صور", days=days).endswith(said)
