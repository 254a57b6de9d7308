"""Facts from Arabic news text: who was harmed, who met, who demands what.

`Extractor` (or the function `extract`) is the one door. It reads a text into a `Document`, lets
each component look at it in turn, and gathers the facts. Text in, facts out: no input or output,
no clock, no state.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from extract import (
    attribution,
    boilerplate,
    casualties,
    dates,
    demands,
    meetings,
    mentions,
    numbers,
)
from extract.document import Document
from extract.facts import Fact, Failure, Report
from extract.morphology import Lexicon
from extract.text import parts, read

__all__ = ["Extractor", "Lexicon", "Report", "extract"]

Match = Callable[[Document], list[Any]]

# What is found for others to build on, and the list of the document that keeps it; in this order,
# since later components read what earlier ones found.
_ANNOTATORS: tuple[tuple[str, Match, str], ...] = (
    ("numbers", numbers.match, "quantities"),
    ("dates", dates.match, "days"),
    ("mentions", mentions.match, "mentions"),
    ("attribution", attribution.match, "claims"),
)
_FINDERS: tuple[tuple[str, Match], ...] = (
    ("casualties", casualties.match),
    ("meetings", meetings.match),
    ("demands", demands.match),
)


class Extractor:
    """Reads texts by means of one lexicon; may be shared by any number of callers."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def extract(
        self,
        text: str,
        published: datetime | None = None,
        source: str | None = None,
        timezone: str = "Asia/Jerusalem",
    ) -> Report:
        """The facts that ``text`` states, in order of their spans.

        ``published`` (time of publication) resolves days such as «السبت» in ``timezone``;
        ``source`` names the publisher. A component that fails is reported, the others go on.
        """
        facts: list[Fact] = []
        failures: list[Failure] = []
        for start, end in parts(text):
            document = read(text[start:end], self.lexicon, published, source, timezone)
            facts += (_moved(fact, start) for fact in _facts(document, failures))
        return Report(_in_order(facts), tuple(dict.fromkeys(failures)))


def extract(
    text: str,
    published: datetime | None = None,
    *,
    lexicon: Lexicon,
    source: str | None = None,
    timezone: str = "Asia/Jerusalem",
) -> Report:
    """`Extractor.extract` for a single text."""
    return Extractor(lexicon).extract(text, published, source, timezone)


def _facts(document: Document, failures: list[Failure]) -> list[Fact]:
    """What all components find in one document; those that fail are added to ``failures``."""
    boilerplate.annotate(document, boilerplate.match(document))
    for name, match, kept_in in _ANNOTATORS:
        setattr(document, kept_in, _run(name, match, document, failures))
    return [fact for name, match in _FINDERS for fact in _run(name, match, document, failures)]


def _moved(fact: Fact, offset: int) -> Fact:
    """The fact with the offsets of the whole text."""
    if not offset:
        return fact
    span, sentence = fact.span, fact.sentence
    return replace(
        fact,
        span=(span[0] + offset, span[1] + offset),
        sentence=(sentence[0] + offset, sentence[1] + offset),
    )


def _run(name: str, match: Match, document: Document, failures: list[Failure]) -> list[Any]:
    try:
        return match(document)
    except Exception as error:  # whatever one component cannot read, the others may
        failures.append(Failure(name, f"{type(error).__name__}: {error}"))
        return []


def _in_order(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Sorted by span; of equal facts only the first."""
    return tuple(dict.fromkeys(sorted(facts, key=lambda fact: (fact.span, fact.type))))
