"""Facts from Arabic news text: who was harmed, who met, who demands what.

`Extractor` (or the function `extract`) is the one door. It reads a text into a `Document`, lets
each component look at it in turn, and gathers the facts. Text in, facts out: no input or output,
no clock, no state.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import cache
from importlib import import_module
from typing import Any

from extract import boilerplate
from extract.document import Document
from extract.facts import Fact, Failure, Report
from extract.morphology import Lexicon
from extract.text import read

__all__ = ["Extractor", "Lexicon", "Report", "extract"]

# What each component adds to the document, in the order in which later ones build on earlier ones.
_ANNOTATORS = {
    "numbers": "quantities",
    "dates": "days",
    "mentions": "mentions",
    "attribution": "claims",
}
_FINDERS = ("casualties", "meetings", "demands")


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
        document = read(text, self.lexicon, published, source, timezone)
        boilerplate.annotate(document, boilerplate.match(document))
        facts: list[Fact] = []
        failures: list[Failure] = []
        for name, attribute in _ANNOTATORS.items():
            setattr(document, attribute, _run(name, document, failures))
        for name in _FINDERS:
            facts.extend(_run(name, document, failures))
        return Report(_in_order(facts), tuple(failures))


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


def _run(name: str, document: Document, failures: list[Failure]) -> list[Any]:
    try:
        return list(_component(name)(document))
    except Exception as error:
        failures.append(Failure(name, f"{type(error).__name__}: {error}"))
        return []


@cache
def _component(name: str) -> Callable[[Document], list[Any]]:
    try:
        module = import_module(f"extract.{name}")
    except ModuleNotFoundError:  # until every component is written
        return lambda document: []
    match: Callable[[Document], list[Any]] = module.match
    return match


def _in_order(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Sorted by span; of equal facts only the first."""
    return tuple(dict.fromkeys(sorted(facts, key=lambda fact: (fact.span, fact.type))))
