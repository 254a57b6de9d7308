"""Arrests, kidnaps, the missing and the displaced: sentences of their own, with what they tell.

Each row of `held.jsonl` is a sentence and its figures: role, count or vague word, and true for a
part of another figure. Roles that a row does not name are asked for too: none may appear.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from extract import Extractor
from tests.extract.conftest import casualties

ROWS = [
    json.loads(line)
    for line in (Path(__file__).parent / "held.jsonl").read_text(encoding="utf-8").splitlines()
]
_ASKED = {"detained", "missing", "displaced"}


@pytest.mark.parametrize("row", ROWS, ids=[str(number) for number in range(1, len(ROWS) + 1)])
def test_who_is_held_missing_or_driven_out(extractor: Extractor, row: dict[str, Any]) -> None:
    asked = _ASKED | {figure[0] for figure in row["facts"]}
    found = [
        [fact.role, fact.count if fact.count is not None else fact.vague, *([True] * fact.subset)]
        for fact in casualties(extractor, row["text"])
        if fact.role in asked
    ]
    assert sorted(map(json.dumps, found)) == sorted(map(json.dumps, row["facts"])), row["text"]
