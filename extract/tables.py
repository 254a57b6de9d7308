"""Tables of words: the language apart from the code.

A table is ``extract/data/<name>.tsv``: one entry a line, columns parted by tabs, comments after
``#``. The first column is the entry (one word, or several parted by spaces) and is folded like
`Word.folded`; the other columns are values, kept as written.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from extract.text import fold


@cache
def load_map(name: str) -> dict[str, tuple[str, ...]]:
    """Every entry of the table ``name`` with the values of its further columns.

    The map is shared by all callers: read it, never change it. Raises ``FileNotFoundError`` for an
    unknown table and ``ValueError`` where an entry stands twice.
    """
    entries: dict[str, tuple[str, ...]] = {}
    table = files("extract").joinpath("data", f"{name}.tsv").read_text(encoding="utf-8")
    for line in table.splitlines():
        columns = [column.strip() for column in line.partition("#")[0].split("\t")]
        if not columns[0]:
            continue
        key = " ".join(fold(word) for word in columns[0].split())
        if key in entries:
            raise ValueError(f"{name}.tsv: {columns[0]} stands twice")
        entries[key] = tuple(columns[1:])
    return entries


@cache
def load_set(name: str) -> frozenset[str]:
    """The entries of the table ``name``, without their values."""
    return frozenset(load_map(name))
