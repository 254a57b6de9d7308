"""Two days of invented posts, read and told as they come: nothing twice, stale or unfounded."""

from __future__ import annotations

import pytest

from benchmarks.digests import Tally, replayed
from bot.demo.play import recorded
from bot.events.reader import Reader
from bot.lexicon import Lexicon

ZONE = "Asia/Jerusalem"


@pytest.mark.parametrize("hours", [3, 12])
def test_a_reader_is_told_nothing_twice_stale_or_unfounded(lexicon: Lexicon, hours: int) -> None:
    posts, tally = list(recorded()), Tally()
    for now, made, texts in replayed(posts, Reader(lexicon, ZONE), ZONE, hours):
        tally.take(made, now, texts)
    assert tally.digests >= 2
    assert tally.lines > 20
    assert not tally.redundant
    assert not tally.stale
    assert not tally.unfounded
