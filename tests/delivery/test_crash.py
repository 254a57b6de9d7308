"""Whatever is killed, everybody gets the message, and nobody twice but by a lost answer."""

from __future__ import annotations

import pytest

from tests.delivery.crash import broadcast


@pytest.mark.timeout(300)
@pytest.mark.parametrize("seed", [1, 4, 6])
async def test_a_broadcast_survives_kills_of_sender_notifier_and_store(seed: int) -> None:
    told = await broadcast(seed, recipients=60, kills=2)
    assert told.kept, told
