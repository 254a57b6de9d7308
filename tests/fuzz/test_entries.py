"""Whatever comes in, every door holds: a short run, the same each time."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.morphology import Lexicon
from tests.fuzz.entries import ENTRIES, Take, opened

EXAMPLES = {"page": 300, "feed": 300, "text": 150, "arguments": 500, "taps": 500}
NOISE = st.one_of(st.binary(max_size=12), st.text(max_size=12).map(str.encode))


@pytest.mark.parametrize("name", ENTRIES)
def test_every_door_holds(name: str, lexicon: Lexicon, store_url: str) -> None:
    fragments = st.sampled_from([fragment.encode() for fragment in ENTRIES[name].fragments])
    pieces = st.lists(st.one_of(fragments, fragments, NOISE), max_size=25).map(b"".join)

    @settings(
        max_examples=EXAMPLES[name],
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(pieces)
    def holds(data: bytes) -> None:
        take(data)

    take: Take
    with opened(name, lexicon, store_url) as take:
        holds()


def test_every_door_is_tried() -> None:
    assert EXAMPLES.keys() == ENTRIES.keys()
