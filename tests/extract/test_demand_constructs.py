"""Demands in every construct of the guide: one sentence of our own a row, with who demands what."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from extract import Extractor
from extract.facts import Demand
from extract.morphology import Lexicon

ROWS = [
    json.loads(line)
    for line in Path(__file__).with_name("demand_constructs.jsonl").read_text("utf-8").splitlines()
]


@pytest.mark.parametrize("row", ROWS, ids=[row["construct"] for row in ROWS])
def test_who_demands_what(lexicon: Lexicon, row: dict[str, Any]) -> None:
    report = Extractor(lexicon).extract(row["text"])
    assert not report.failures
    found = [[d.actor, d.content] for d in report.facts if isinstance(d, Demand)]
    assert found == row["demands"]
