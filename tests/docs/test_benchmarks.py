"""``make bench`` runs every benchmark."""

from __future__ import annotations

import re

from benchmarks.__main__ import BENCHMARKS, section
from tests.docs.pages import ROOT, text

RUNNERS = ("__main__", "figure")


def test_every_benchmark_is_run() -> None:
    there = {path.stem for path in (ROOT / "benchmarks").glob("*.py")} - set(RUNNERS)
    assert set(BENCHMARKS) == there


def test_the_page_of_results_is_one_that_the_benchmarks_write() -> None:
    results = text("benchmarks/RESULTS.md")
    assert re.findall(r"^## (.+)$", results, re.MULTILINE) == list(BENCHMARKS.values())
    assert "Failed." not in results


def test_figures_become_rows_and_a_failure_is_told() -> None:
    told = section("store", "The store", [("a write", "3,000/s", ""), ("memory", "2 MB", "✓")])
    assert "| a write | 3,000/s |  |\n| memory | 2 MB | ✓ |" in told
    assert section("store", "The store", []).endswith("Failed.")
