"""What stands in the repository is in our own words: no run of real text is copied into it."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
#: Words in a row that two texts share by chance no more: formulas of the news are shorter.
RUN = 9

_MARKS = re.compile(r"[\u064b-\u0652\u0640]")
_FOLD = str.maketrans("أإآىة", "اااهه")
_WORD = re.compile(r"[\u0621-\u064a]+|\d+")


def runs(text: str) -> Iterator[tuple[str, ...]]:
    words = _WORD.findall(_MARKS.sub("", text).translate(_FOLD))
    return zip(*(words[i:] for i in range(RUN)), strict=False)


def own_runs() -> dict[tuple[str, ...], str]:
    """Every run of Arabic words in the repository, with the file and line where it stands."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    found: dict[tuple[str, ...], str] = {}
    for name in filter(None, listed.split("\0")):
        path = ROOT / name
        if path.suffix not in (".py", ".jsonl", ".tsv", ".md", ".html", ".xml", ".ftl"):
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            for run in runs(line):
                found.setdefault(run, f"{name}:{number}")
    return found


def real_texts() -> Iterator[str]:
    for folder in ("corpus", "gold", "gold/cases"):
        for path in sorted((SHARED / folder).glob("*.jsonl")):
            for line in path.read_text(encoding="utf-8").splitlines():
                text = json.loads(line).get("text")
                if isinstance(text, str):
                    yield text


@pytest.mark.skipif(not SHARED.is_dir(), reason="the real texts are not beside the project")
def test_no_sentence_of_the_real_texts_is_copied() -> None:
    own = own_runs()
    copied = {own[run]: " ".join(run) for text in real_texts() for run in runs(text) if run in own}
    assert own and copied == {}
