"""``make bench`` runs every benchmark."""

from __future__ import annotations

import re

import pytest

from benchmarks.__main__ import BENCHMARKS, section
from benchmarks.quotes import QUOTED, figures, quoted, with_figures
from tests.docs.pages import READMES, ROOT, text

RUNNERS = ("__main__", "figure", "quotes")
BY_HAND = ("digests",)  # asks for a file of real posts


def test_every_benchmark_is_run() -> None:
    there = {path.stem for path in (ROOT / "benchmarks").glob("*.py")} - {*RUNNERS, *BY_HAND}
    assert set(BENCHMARKS) == there


def test_the_page_of_results_is_one_that_the_benchmarks_write() -> None:
    results = text("benchmarks/RESULTS.md")
    assert re.findall(r"^## (.+)$", results, re.MULTILINE) == list(BENCHMARKS.values())
    assert "Failed." not in results


def test_figures_become_rows_and_a_failure_is_told() -> None:
    told = section("store", "The store", [("a write", "3,000/s", ""), ("memory", "2 MB", "✓")])
    assert "| a write | 3,000/s |  |\n| memory | 2 MB | ✓ |" in told
    assert section("store", "The store", []).endswith("Failed.")


@pytest.mark.parametrize("page", READMES)
def test_the_readme_quotes_what_was_measured(page: str) -> None:
    known = figures(text("benchmarks/RESULTS.md"))
    assert quoted(text(page)) == [known[name] for name in QUOTED]


def test_a_new_measurement_goes_into_the_readme() -> None:
    known = dict.fromkeys(QUOTED, "1.5 ×")
    page = with_figures(text("README.md"), known)
    assert quoted(page) == ["1.5 ×"] * len(QUOTED)
    assert with_figures(page, figures(text("benchmarks/RESULTS.md"))) == text("README.md")
