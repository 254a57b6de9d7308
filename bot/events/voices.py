"""Who speaks in a post: whose report it passes on, and whose words it quotes."""

from __future__ import annotations

import re

from bot.events import tables
from bot.events.wording import MARKS, SOURCE, headline, stem, weight, without_urgency, words

_SIGNED = re.compile(r"\(([^()\n]{3,30})\)")  # «… (وكالات)»
_CITED = re.compile(
    r"(?:نقلا عن|وفقا? ل(?:وكالة|صحيفة|قناة|موقع)?|بحسب (?:وكالة|صحيفة|قناة|موقع)|المصدر\s*:)\s*"
    r"((?:[^\W_]|\.)+(?:\s+(?:[^\W_]|\.)+){0,3})"
)


def cited(text: str) -> str | None:
    """The outlet whose report a post passes on, folded: «نقلا عن رويترز», «رويترز: …».

    Behind «نقلا عن» any name counts, its first two words if no table knows it.
    """
    media = tables.load("media")
    opening = SOURCE.match(without_urgency(MARKS.sub("", headline(text))))
    speaking = words(opening.group(1)) if opening else []
    own = any(tables.load("claimants").get(word, ("",))[0] == "own" for word in speaking[:1])
    if not own and (name := _known(speaking, media)):
        return name
    for match in _CITED.finditer(MARKS.sub("", text)):
        found = words(match.group(1))
        if name := _known(found, media):
            return name
        if found and match.group().startswith("نقل"):
            return " ".join(found[:2])
    signed = (" ".join(words(name)) for name in _SIGNED.findall(MARKS.sub("", text)))
    return next((name for name in signed if name in media), None)


def speaker(text: str) -> tuple[str, ...]:
    """The stems of who speaks in a headline, «نتنياهو: …»; empty for reporters and outlets."""
    opening = SOURCE.match(without_urgency(MARKS.sub("", headline(text))))
    found = words(opening.group(1)) if opening else []
    found = _interviewed(found)
    if not found or _known(found, tables.load("media")) or _known(found, tables.load("claimants")):
        return ()
    return tuple(stem(word) for word in found if weight(stem(word)) > 0)


def opening(text: str) -> tuple[str, ...]:
    """The words before a headline's colon, who says it to whom; empty for the channel's own."""
    match = SOURCE.match(without_urgency(MARKS.sub("", headline(text))))
    found = words(match.group(1)) if match else []
    own = any(tables.load("claimants").get(word, ("",))[0] == "own" for word in found[:1])
    return () if own else tuple(found)


def _interviewed(found: list[str]) -> list[str]:
    """The speaker alone of «the minister to the newspaper»."""
    media = tables.load("media")
    for place in range(1, len(found)):
        if found[place].startswith("ل") and _known(found[place:], media):
            return found[:place]
    return found


def _known(found: list[str], media: dict[str, tuple[str, ...]]) -> str | None:
    """The longest run of words, from any of the first three, that names a known outlet."""
    for first in range(min(3, len(found))):
        for last in range(len(found), first, -1):
            name = " ".join(found[first:last])
            for form in (name, name.removeprefix("ل"), name.removeprefix("عن ")):
                if form in media:
                    return form
    return None
