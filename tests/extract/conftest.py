"""The extractor, and a text's casualties by it."""

from __future__ import annotations

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
