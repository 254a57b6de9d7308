"""Who met: own posts, one a construct, with the parties of each meeting they tell of."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from extract import Lexicon, extract

ROWS = Path(__file__).with_name("meeting_parties.jsonl")


def rows() -> list[dict[str, Any]]:
    return [json.loads(line) for line in ROWS.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("row", rows(), ids=lambda row: str(row["text"])[:40])
def test_a_post_gives_the_parties_of_its_meetings(row: dict[str, Any], lexicon: Lexicon) -> None:
    report = extract(row["text"], lexicon=lexicon)
    assert not report.failures
    meetings = [fact for fact in report.facts if fact.type == "meeting"]
    told = [sorted(one.name for one in meeting.participants) for meeting in meetings]
    assert sorted(told) == sorted(map(sorted, row["parties"]))
