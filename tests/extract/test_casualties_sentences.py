"""How Arabic news tells of harm, construct by construct: `casualty_sentences.tsv`."""

from __future__ import annotations

import pytest

from extract import Extractor
from tests.extract.conftest import rows_of, states


@pytest.mark.parametrize(("text", "expected"), rows_of("casualty_sentences.tsv"))
def test_a_sentence_of_harm_states_its_figures(
    extractor: Extractor, text: str, expected: str
) -> None:
    assert states(extractor, text, expected)
