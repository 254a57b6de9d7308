"""Every table of words: well formed, folded forms unique, no letters that fold away."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from extract.tables import load_map, load_set
from extract.text import fold

DATA = Path(__file__).parents[2] / "extract" / "data"
TABLES = sorted(path.stem for path in DATA.glob("*.tsv"))


@pytest.mark.parametrize("name", TABLES)
def test_a_table_loads_and_is_clean(name: str) -> None:
    text = (DATA / f"{name}.tsv").read_text(encoding="utf-8")
    assert text.endswith("\n")
    assert unicodedata.normalize("NFC", text) == text
    presentation_forms = [c for c in text if "\ufb50" <= c <= "\ufdff" or "\ufe70" <= c <= "\ufeff"]
    assert presentation_forms == []
    invisible = [c for c in text if unicodedata.category(c) == "Cf"]
    assert invisible == []
    entries = load_map(name)  # raises where two entries fold to one form
    assert entries
    for key in entries:
        assert key == " ".join(fold(word) for word in key.split())
        assert all(key.split())


@pytest.mark.parametrize("name", TABLES)
def test_a_table_says_in_a_comment_what_it_holds(name: str) -> None:
    assert (DATA / f"{name}.tsv").read_text(encoding="utf-8").startswith("# ")


def test_entries_are_folded_and_keep_their_values() -> None:
    assert load_map("numerals")["ثلاثه"] == ("unit", "3")
    assert "عشرات الالاف" in load_map("numerals_vague")
    assert load_set("numerals_vague") == frozenset(load_map("numerals_vague"))


def test_an_unknown_table_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        load_map("no_such_table")
