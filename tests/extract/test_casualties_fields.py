"""Short reports with the fields of each figure beside them: scope, subset, place, claimant.

``fields.jsonl`` holds one report a line: its text, and its figures in their order. A figure that
the report tells twice, in its headline and its body, stands there once.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from extract import Extractor
from tests.extract.conftest import casualties

_ROWS = [
    json.loads(line)
    for line in Path(__file__).with_name("fields.jsonl").read_text(encoding="utf-8").splitlines()
]


@pytest.mark.parametrize("row", _ROWS, ids=[row["text"][:40] for row in _ROWS])
def test_each_figure_has_its_fields(extractor: Extractor, row: dict[str, Any]) -> None:
    told = [
        {
            "role": fact.role,
            "count": fact.vague or fact.count,
            "scope": fact.scope,
            **({"subset": True} if fact.subset else {}),
            "place": fact.place,
            "attribution": fact.attribution,
        }
        for fact in casualties(extractor, row["text"])
    ]
    assert told == row["facts"]
