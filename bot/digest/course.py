"""How a figure of an event moved: who said how many, when. Every row stands in a post by itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from markupsafe import Markup

from bot.digest.claimants import claimants
from bot.digest.composition import Line
from bot.digest.figures import figure_text
from bot.digest.gate import admit
from bot.digest.page import Named, markup, named
from bot.digest.wording import Wording
from bot.events import ledger
from bot.events.claims import Claim
from bot.events.event import Event, Statement
from bot.events.ledger import Series
from bot.events.queries import ROLES
from extract.facts import Casualties

MOST_POINTS = 40


@dataclass(frozen=True, slots=True)
class Point:
    """A figure at a time. ``share`` is its part of the largest, in hundredths; ``by`` the channel,
    ``claimant`` whom it names, if anybody."""

    at: datetime
    text: Markup
    share: int
    by: Named
    claimant: Markup


def course(event: Event, wording: Wording, zone: str) -> tuple[Point, ...]:
    """The gravest figure of an event that was told of more than once, oldest first.

    Empty where there is no such figure: one number needs no picture.
    """
    told = [s for s in ledger.series(event) if s.high is not None and not s.key.subset]
    for one in sorted(told, key=lambda s: (s.key.scope != "incident", ROLES.index(s.key.role))):
        points = _points(one, event, wording, zone)
        if len(points) > 1:
            return points[-MOST_POINTS:]
    return ()


def _points(one: Series, event: Event, wording: Wording, zone: str) -> tuple[Point, ...]:
    said: dict[Statement, Claim] = {}
    for claim in (*one.claims, *one.superseded):
        for statement in (*claim.earlier, claim.statement):
            said.setdefault(statement, claim)
    counts = [_count(statement) for statement in said]
    most = max(counts, default=0)
    points = []
    for statement, claim in sorted(said.items(), key=lambda pair: pair[0].at):
        source, count = event.source(statement.post), _count(statement)
        line = Line(figure_text(statement, wording), (statement,))
        if source is None or source.deleted or not count or not admit(line, event):
            continue
        points.append(
            Point(
                at=statement.at.astimezone(ZoneInfo(zone)),
                text=markup(line.text, wording.language),
                share=max(1, round(100 * count / most)),
                by=named(source, wording.language),
                claimant=markup(claimants([claim], wording), wording.language),
            )
        )
    return tuple(points)


def _count(statement: Statement) -> int:
    fact = statement.fact
    return (fact.count_max or fact.count or 0) if isinstance(fact, Casualties) else 0
