"""The word tables of this package: one entry a line, columns parted by tabs, comments after ``#``.

Entries are folded like `extract.document.Word.folded`, each word of several by itself.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from extract.text import fold


def fold_words(text: str) -> str:
    """Every word of a short text folded, parted by single spaces."""
    return " ".join(fold(word) for word in text.split())


@cache
def load(name: str) -> dict[str, tuple[str, ...]]:
    """The entries of ``data/<name>.tsv`` with their further columns; shared, never to be
    changed.
    """
    table = files("bot.events").joinpath("data", f"{name}.tsv").read_text(encoding="utf-8")
    entries: dict[str, tuple[str, ...]] = {}
    for line in table.splitlines():
        columns = [column.strip() for column in line.partition("#")[0].split("\t")]
        if columns[0]:
            entries[fold_words(columns[0])] = tuple(columns[1:])
    return entries
