"""The desk that writes posts."""

from __future__ import annotations

import pytest

from tests.events.desk import Desk


@pytest.fixture
def desk() -> Desk:
    return Desk()
