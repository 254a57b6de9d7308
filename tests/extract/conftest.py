"""The extractor, and a text's casualties by it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from extract import Extractor
from extract.facts import Casualties
from extract.morphology import Lexicon

Row = tuple[str, int | str]


@pytest.fixture(scope="module")
def extractor(lexicon: Lexicon) -> Extractor:
    return Extractor(lexicon)


def casualties(extractor: Extractor, text: str) -> list[Casualties]:
    report = extractor.extract(text)
    assert not report.failures
    return [fact for fact in report.facts if isinstance(fact, Casualties)]


_BOUNDS = {"at_least": " lower", "more_than": " lower", "about": " about", "at_most": " upper"}


def rows_of(table: str) -> list[tuple[str, str]]:
    """The rows of a table of this folder: a text, and what it states as `told` writes it."""
    lines = Path(__file__).with_name(table).read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [(text.replace("\\n", "\n"), expected) for text, expected in rows]


def told(fact: Casualties) -> str:
    """A figure in short: ``killed 3 lower part``."""
    count = str(fact.vague or fact.count)
    if fact.count_max is not None:
        count += f"..{fact.count_max}"
    return f"{fact.role} {count}{_BOUNDS.get(fact.bound, '')}{' part' if fact.subset else ''}"


def states(extractor: Extractor, text: str, expected: str) -> bool:
    """Whether a text states exactly the figures ``expected``, joined by «; », «-» for none."""
    wanted = [] if expected == "-" else expected.split("; ")
    found = Counter(map(told, casualties(extractor, text)))
    assert found == Counter(wanted), found
    return True
