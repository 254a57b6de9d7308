"""Coverage-guided fuzzing of every door: ``python -m tests.fuzz [--seconds 60] [NAME…]``.

Each door (`tests.fuzz.entries`) runs in a process of its own; what broke it is left in a file that
``--again FILE`` gives it once more. Needs atheris, which Mujaz does not: ``pip install atheris``.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

MISSING = (
    "atheris is not installed: .venv/bin/pip install atheris (it has wheels for Linux and some "
    "versions of Python); without it, .venv/bin/pytest tests/fuzz tries the same doors"
)
#: Not within so long, and an input counts as one that hangs.
HANG_SECONDS = 10
MEGABYTES = 3_000


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="of a door; without: all of them")
    parser.add_argument("--seconds", type=int, default=60, help="for each door")
    parser.add_argument("--again", type=Path, help="one input, to one door")
    parser.add_argument("--corpus", type=Path, help="folder of inputs kept between runs")
    given = parser.parse_args()
    if find_spec("atheris") is None:
        sys.exit(MISSING)
    broken = [name for name in given.names or names() if not run(name, given)]
    if broken:
        sys.exit(f"Broken: {', '.join(broken)}")


def names() -> list[str]:
    from tests.fuzz.entries import ENTRIES

    return list(ENTRIES)


def run(name: str, given: argparse.Namespace) -> bool:
    """Whether a door held."""
    with tempfile.TemporaryDirectory(prefix="mujaz-fuzz-") as folder:
        corpus = (given.corpus or Path(folder)) / name
        seeds = seed(corpus, name)
        inputs = [str(given.again)] if given.again else [str(corpus)]
        options = [f"-max_total_time={given.seconds}", f"-timeout={HANG_SECONDS}"]
        options += [f"-rss_limit_mb={MEGABYTES}", "-print_final_stats=1", "-verbosity=0"]
        options += [f"-dict={seeds}", f"-artifact_prefix={name}-"]
        command = [sys.executable, "-m", "tests.fuzz.atheris_door", name, *options, *inputs]
        print(f"{name}: {given.seconds} s", flush=True)
        return subprocess.run(command, check=False, env=os.environ).returncode == 0


def seed(corpus: Path, name: str) -> Path:
    """Writes the door's fragments as first inputs and as a dictionary; where the latter is."""
    from tests.fuzz.entries import ENTRIES

    corpus.mkdir(parents=True, exist_ok=True)
    fragments = ENTRIES[name].fragments
    for number, fragment in enumerate((*fragments, "".join(fragments[:12]))):
        (corpus / f"seed-{number:03}").write_text(fragment, encoding="utf-8")
    words = sorted({fragment.encode()[:60] for fragment in fragments})
    quoted = ["".join(f"\\x{byte:02x}" for byte in word) for word in words]
    dictionary = corpus.with_suffix(".dict")
    dictionary.write_text("".join(f'"{word}"\n' for word in quoted), encoding="ascii")
    return dictionary


if __name__ == "__main__":
    main()
