"""How Arabic news tells of harm, construct by construct: `casualty_sentences.tsv`."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from extract import Extractor
from extract.facts import Casualties
from tests.extract.conftest import casualties

_BOUNDS = {"at_least": " lower", "more_than": " lower", "about": " about", "at_most": " upper"}


def _rows() -> list[tuple[str, str]]:
    table = Path(__file__).with_name("casualty_sentences.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in table.splitlines() if not line.startswith("#")]
    return [(text.replace("\\n", "\n"), expected) for text, expected in rows]


def _told(fact: Casualties) -> str:
    count = str(fact.vague or fact.count)
    if fact.count_max is not None:
        count += f"..{fact.count_max}"
    return f"{fact.role} {count}{_BOUNDS.get(fact.bound, '')}{' part' if fact.subset else ''}"


@pytest.mark.parametrize(("text", "expected"), _rows())
def test_a_sentence_of_harm_states_its_figures(
    extractor: Extractor, text: str, expected: str
) -> None:
    wanted = [] if expected == "-" else expected.split("; ")
    assert Counter(map(_told, casualties(extractor, text))) == Counter(wanted)
