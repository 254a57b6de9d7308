"""One door under atheris, in a process of its own: ``python -m tests.fuzz.atheris_door NAME …``."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["bot", "extract", "handlers"]):
    from bot.lexicon import open_lexicon
    from tests.fuzz.entries import ENTRIES, opened


def main() -> None:
    name = sys.argv.pop(1)
    folder = Path(tempfile.gettempdir()) / "mujaz-fuzz-lexicon"  # built once
    options = [f"-max_len={ENTRIES[name].longest}", *sys.argv[1:]]
    with opened(name, open_lexicon(folder)) as take:
        atheris.Setup([sys.argv[0], *options], take)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
