"""The numeric gate: no number stands in a message that does not stand, with the same meaning, in a
linked post. Checked on every line when a composition is rendered, not only in tests.

A number of a line passes if it is one of ours (`Line.own`: clock times, days, counts of sources),
if it stands within words of the source (`Line.verbatim`) that indeed are the source's, or if it is
the count of a fact of the line's evidence and the exact sentence can be read to that count
(`bot.digest.spoken`) of what the fact counts: «64 جريحا» bears no 64 killed, «50%» no 50 people.
The statement's post must be a live source of the event. A line that fails is left out and reported,
never mended.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import structlog

from bot.digest.composition import Composition, Item, Line
from bot.digest.spoken import in_digits, read, readings
from bot.events.event import Event, Statement
from bot.events.tables import fold_words, load
from extract.facts import Casualties, to_json

_log = structlog.get_logger(__name__)


def passes(line: Line, event: Event | None) -> bool:
    """Whether every number of ``line`` is ours or borne by its evidence."""
    live = {source.post for source in event.live} if event else set()
    evidence = [statement for statement in line.evidence if statement.post in live]
    # Minutes and hours are written with two digits.
    borne = {form for number in line.own for form in (str(number), f"{number:02}")}
    for statement in evidence:
        borne.update(_borne(statement))
    text = line.text
    for channel in {source.channel for source in event.sources} if event else ():
        text = text.replace(channel, " ")  # a handle may hold digits
    for piece in sorted(line.verbatim, key=len, reverse=True):
        if any(_says(statement, piece) for statement in evidence):
            text = text.replace(piece, " ")
    return all(number in borne for number in in_digits(text))


def bears_nothing(statement: Statement) -> bool:
    """Whether a figure's number stands nowhere in its sentence: a list of names was counted."""
    fact = statement.fact
    if not isinstance(fact, Casualties) or fact.count is None or fact.count <= 2:
        return False
    return fact.count not in read(statement.quote)


def _borne(statement: Statement) -> Iterable[str]:
    """The counts that a statement vouches for."""
    fact = statement.fact
    if not isinstance(fact, Casualties):
        return
    told = {r.value for r in readings(statement.quote) if _counts(r.noun, fact)}
    for count in (fact.count, fact.count_max):
        # One and two are told by the noun's own form: «شهيد», «شهيدان».
        if count is not None and (count in told or count <= 2):
            yield str(count)


def _counts(noun: str, fact: Casualties) -> bool:
    """Whether a number before ``noun`` can be the figure of ``fact``; an unknown noun says nothing
    against it.
    """
    counted = load("counted_nouns").get(noun)
    if counted is None or counted[0] in fact.role:  # «killed» is in «killed_or_injured»
        return True
    # «مقتل 3 جرحى»: those killed had been wounded; «اعتقال 5 مصابين».
    return noun in fold_words(fact.victims or "").split()


def _says(statement: Statement, piece: str) -> bool:
    """Whether words are the source's: of the exact sentence, or of a field of its fact."""
    quote = " ".join(statement.quote.split())
    return piece in quote or piece in _fields(to_json(statement.fact))


def _fields(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _fields(part)


def checked(composition: Composition) -> Composition:
    """The composition without the lines that fail, and without events of which nothing is left."""
    items = []
    for item in composition.items:
        kept = tuple(line for line in item.lines if admit(line, item.event))
        if not admit(item.heading, item.event) or (item.lines and not kept):
            continue
        items.append(Item(item.event, item.heading, kept, item.sources, item.links))
    return replace(composition, items=tuple(items))


def admit(line: Line, event: Event | None) -> bool:
    """`passes`, and a word in the log where it does not."""
    if passes(line, event):
        return True
    _log.error(
        "a line with an unfounded number was left out",
        of=event.id if event else None,
        line=line.text,
    )
    return False
