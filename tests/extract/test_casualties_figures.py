"""Which figures a text states and which it only names: `casualty_figures.tsv`.

Doers and victims, rates and changes, figures that are equal or elliptic, parts, figures told
twice, bodies.
"""

from __future__ import annotations

import pytest

from extract import Extractor
from tests.extract.conftest import rows_of, states


@pytest.mark.parametrize(("text", "expected"), rows_of("casualty_figures.tsv"))
def test_a_text_states_these_figures_and_no_others(
    extractor: Extractor, text: str, expected: str
) -> None:
    assert states(extractor, text, expected)
