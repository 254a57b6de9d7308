"""What tests of every part share."""

from __future__ import annotations

import os

import pytest

from bot.lexicon import open_lexicon
from extract.morphology import Lexicon


@pytest.fixture(scope="session")
def lexicon(tmp_path_factory: pytest.TempPathFactory) -> Lexicon:
    """The real lexicon; its database is built once for all workers of a run."""
    base = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        base = base.parent
    return open_lexicon(base / "lexicon")
