"""The figures that the READMEs quote from ``RESULTS.md``, kept the same by ``make bench``.

Each README has a table between two marks; its rows stand for `QUOTED`, in order, in the words of
its language, and their second column is the figure as it was measured.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
READMES = ("README.md", "README.ar.md")
QUOTED = (
    "extraction, warm",
    "time, extraction to tokenizer alone",
    "time to parse a page, to lxml's bare parse",
    "memory",
    "time of a post with many open events to few, in memory",
    "broadcast to 300 at 30/s, of the permitted rate",
)
TABLE = re.compile(r"(?<=<!-- measured -->\n).*?(?=<!-- /measured -->)", re.DOTALL)


def figures(results: str) -> dict[str, str]:
    """What was measured, by its name, of the text of ``RESULTS.md``."""
    rows = (line.strip("|").split(" | ") for line in results.splitlines() if line.startswith("| "))
    return {row[0].strip(): row[1].strip() for row in rows}


def quoted(readme: str) -> list[str]:
    """The figures in a README's table."""
    found = TABLE.search(readme)
    lines = found[0].strip().splitlines()[2:] if found else []
    return [line.strip("|").rsplit(" | ", 1)[1].strip() for line in lines]


def with_figures(readme: str, known: Mapping[str, str], names: Sequence[str] = QUOTED) -> str:
    """The README with the figures of ``known``; one that is missing there stays as it is."""
    values = iter(known.get(name) for name in names)

    def row(line: str) -> str:
        head, _, old = line.strip("| ").rpartition(" | ")
        return f"| {head} | {next(values) or old} |"

    def table(match: re.Match[str]) -> str:
        first, rule, *rows = match[0].strip().splitlines()
        return "\n".join([first, rule, *map(row, rows)]) + "\n"

    return TABLE.sub(table, readme)


def refresh(results: str) -> None:
    """Write the figures of ``results`` into every README."""
    for name in READMES:
        page = ROOT / name
        text = page.read_text(encoding="utf-8")
        page.write_text(with_figures(text, figures(results)), encoding="utf-8")
