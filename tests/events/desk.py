"""Short ways to write posts and facts for these tests."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.events import assign
from bot.events.assign import Outcome, Reading
from bot.events.book import EventBook
from bot.events.where import Spot
from bot.post import Post, PostKind
from extract.facts import Casualties, Demand, Fact, Meeting, Participant

UNPLACED = (0, 1)  # a span that `placed` is to fill in
NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
_HEADS = ("بلدة ", "مدينة ", "مخيم ", "حي ")


def locate(text: str) -> tuple[Spot, ...]:
    """Places after a head word, without any gazetteer: «في بلدة عين الزهر»."""
    found = []
    for head in _HEADS:
        for part in text.split(head)[1:]:
            name = " ".join(part.replace("،", " ").replace(".", " ").split()[:2])
            found.append(Spot(f"?>{name}", name))
    return tuple(found)


class Desk:
    """Writes posts of invented channels and takes them into a book, minutes after noon."""

    def __init__(self) -> None:
        self.book = EventBook()
        self.numbers = itertools.count(1)

    def reading(
        self,
        text: str,
        *facts: Fact,
        channel: str = "sahl_press",
        at: float = 0,
        number: str | None = None,
        kind: PostKind = "new",
        edited: float | None = None,
        forwarded_from: str | None = None,
    ) -> Reading:
        number = number or str(next(self.numbers))
        post = Post(
            channel=channel,
            number=number,
            published=NOON + timedelta(minutes=at),
            text=text,
            kind=kind,
            edited=None if edited is None else NOON + timedelta(minutes=edited),
            url=f"https://t.me/{channel}/{number}",
            forwarded_from=forwarded_from,
        )
        return assign.read(post, [placed(fact, text) for fact in facts], locate)

    def post(self, text: str, *facts: Fact, **about: Any) -> Outcome:
        return self.book.take(self.reading(text, *facts, **about))


def placed(fact: Fact, text: str) -> Fact:
    """The fact with the whole text as its span and sentence, unless it has a span of its own."""
    if fact.span != UNPLACED:
        return fact
    return replace(fact, span=(0, len(text)), sentence=(0, len(text)))


def killed(count: int | None, **more: Any) -> Casualties:
    return casualties("killed", count, **more)


def injured(count: int | None, **more: Any) -> Casualties:
    return casualties("injured", count, **more)


def casualties(role: Any, count: int | None, **more: Any) -> Casualties:
    more.setdefault("bound", "exact" if count is not None else "vague")
    return Casualties(role=role, count=count, span=UNPLACED, sentence=UNPLACED, **more)


def meeting(*names: str, **more: Any) -> Meeting:
    more.setdefault("status", "held")
    more.setdefault("mode", "in_person")
    people = tuple(Participant(name.split("|")[0], name.split("|")[-1]) for name in names)
    return Meeting(participants=people, span=UNPLACED, sentence=UNPLACED, **more)


def demand(actor: str | None, content: str, **more: Any) -> Demand:
    return Demand(actor=actor, content=content, span=UNPLACED, sentence=UNPLACED, **more)
