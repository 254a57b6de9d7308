"""Links lead somewhere, and every page is reached."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

import pytest

from tests.docs.pages import PAGES, ROOT, text

LINK = re.compile(r"\]\(([^)\s]+)\)|\bsrc=\"([^\"]+)\"")
FILE = re.compile(r"`((?:bot|extract|handlers|tests|benchmarks|scripts|deploy|docs)/[\w./-]+)`")


def links(page: str) -> list[str]:
    found = [one or other for one, other in LINK.findall(text(page))]
    return [link for link in found if "://" not in link and not link.startswith("mailto:")]


def anchors(page: str) -> set[str]:
    heads = re.findall(r"^#+ (.+)$", text(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head).strip().lower().replace(" ", "-") for head in heads}


@pytest.mark.parametrize("page", PAGES)
def test_every_link_resolves(page: str) -> None:
    for link in links(page):
        path, _, anchor = link.partition("#")
        target = (ROOT / PurePosixPath(page).parent / path).resolve() if path else ROOT / page
        assert target.exists(), link
        if anchor:
            assert anchor in anchors(target.relative_to(ROOT).as_posix()), link


@pytest.mark.parametrize("page", PAGES)
def test_every_file_that_is_named_exists(page: str) -> None:
    missing = [name for name in FILE.findall(text(page)) if not (ROOT / name).exists()]
    assert not missing


def test_every_page_is_linked_from_another() -> None:
    linked = {
        (ROOT / PurePosixPath(page).parent / link.partition("#")[0]).resolve()
        for page in PAGES
        for link in links(page)
    }
    assert {ROOT / page for page in PAGES} - {ROOT / "README.md"} <= linked
