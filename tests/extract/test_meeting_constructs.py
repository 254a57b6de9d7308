"""Own posts, one a construct of news about meetings, with everything to be read from them."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from extract import Lexicon
from extract.meetings import match
from extract.text import read

ROWS = Path(__file__).with_name("meeting_constructs.jsonl")


def rows() -> list[dict[str, Any]]:
    return [json.loads(line) for line in ROWS.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("row", rows(), ids=lambda row: str(row["text"])[:40])
def test_a_post_gives_its_meetings(row: dict[str, Any], lexicon: Lexicon) -> None:
    found = match(read(row["text"], lexicon, datetime.fromisoformat(row["published"])))
    told = [
        {
            "status": meeting.status,
            "mode": meeting.mode,
            "participants": sorted(one.name for one in meeting.participants),
            "place": meeting.place,
            "day": str(meeting.day) if meeting.day else None,
        }
        for meeting in found
    ]
    assert told == row["meetings"]
