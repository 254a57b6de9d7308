"""Hard zeros: what must never come out of a text, whatever else does.

A running total given as one event's figure; an age, date, sum, distance, number of raids or
weapons, of released, rescued or recovered people given as people hurt; denied, feared, threatened
or foretold harm given as fact; a meeting denied, called for or only planned given as held. Each
row of the table is one sentence with its `trap`, with facts that must `never` come out of it and
facts that `must`: a fact written there stands for every fact with these values in these fields.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from extract import Extractor
from extract.facts import to_json

Fields = dict[str, Any]

LINES = (Path(__file__).parent / "hard_zeros.jsonl").read_text("utf-8").splitlines()
ROWS: list[Fields] = [json.loads(line) for line in LINES]
PUBLISHED = datetime(2025, 3, 12, 12, tzinfo=UTC)


def has(facts: list[Fields], wanted: Fields) -> bool:
    return any(all(fact.get(key) == value for key, value in wanted.items()) for fact in facts)


@pytest.mark.parametrize("row", ROWS, ids=[row["trap"] for row in ROWS])
def test_a_trap_gives_only_what_its_sentence_states(extractor: Extractor, row: Fields) -> None:
    report = extractor.extract(row["text"], published=PUBLISHED)
    assert not report.failures
    facts = [to_json(fact) for fact in report.facts]
    assert not [wanted for wanted in row["never"] if has(facts, wanted)]
    assert not [wanted for wanted in row["must"] if not has(facts, wanted)]


def test_every_trap_is_written_once_and_forbids_something() -> None:
    assert len({row["text"] for row in ROWS}) == len(ROWS)
    assert all(row.keys() == {"trap", "text", "never", "must"} and row["never"] for row in ROWS)
