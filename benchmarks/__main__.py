"""Runs every benchmark and writes one table: ``python -m benchmarks``, which is ``make bench``.

Each benchmark is a module beside this one that prints its figures (`benchmarks.figure`) when it is
run. The table, ``RESULTS.md``, tells the machine and the command with the figures, and the READMEs
quote from it (`benchmarks.quotes`). Exit status 1 if a benchmark fails or a figure misses its
target.
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.figure import SEPARATOR
from benchmarks.quotes import refresh

FOLDER = Path(__file__).resolve().parent
RESULTS = FOLDER / "RESULTS.md"
#: What each benchmark measures, in the order of a post's way.
BENCHMARKS = {
    "watch": "Reading channels",
    "extract": "Text to facts",
    "events": "Reports to events",
    "store": "The store",
    "delivery": "Messages to Telegram",
}
MOST_SECONDS = 300.0


def main() -> None:
    sections, failed = [], []
    began = time.monotonic()
    for name, title in BENCHMARKS.items():
        rows = measure(name)
        if not rows or any(target.endswith("✗") for _, _, target in rows):
            failed.append(name)
        sections.append(section(name, title, rows))
    results = page(sections, time.monotonic() - began)
    RESULTS.write_text(results, encoding="utf-8")
    refresh(results)
    if failed:
        sys.exit(f"Missed or failed: {', '.join(failed)}")


def measure(name: str) -> list[tuple[str, str, str]]:
    """The figures that a benchmark prints; none if it fails or takes too long."""
    command = [sys.executable, "-m", f"benchmarks.{name}"]
    try:
        printed = subprocess.run(
            command, cwd=FOLDER.parent, stdout=subprocess.PIPE, check=True, timeout=MOST_SECONDS
        ).stdout.decode()
    except subprocess.SubprocessError as error:
        print(error, file=sys.stderr)
        return []
    print(printed, end="", flush=True)
    cells = (line.split(SEPARATOR) for line in printed.splitlines())
    return [(row[0], row[1], row[2]) for row in cells if len(row) == 3]


def section(name: str, title: str, rows: list[tuple[str, str, str]]) -> str:
    table = [f"| {told} | {value} | {target} |" for told, value, target in rows]
    head = [f"## {title}", "", f"`python -m benchmarks.{name}`", ""]
    if not rows:
        return "\n".join([*head, "Failed."])
    return "\n".join([*head, "| what | figure | target |", "|---|---|---|", *table])


def page(sections: list[str], seconds: float) -> str:
    today = datetime.now(UTC).date().isoformat()
    head = f"""# Measured

{today}, {machine()}. `make bench`, {seconds:.0f} s in all; this page is written by it.
Ratios compare within one run and mean the same on any machine; rates and times are of this one,
busy as it was. ✓ and ✗ tell whether a target is kept."""
    return "\n\n".join([head, *sections]) + "\n"


def machine() -> str:
    """Cores, processor, memory, system and Python; nothing that names the host."""
    gigabytes = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{os.cpu_count()} cores ({processor()}), {gigabytes:.0f} GB of memory, "
        f"{platform.system()}, Python {platform.python_version()}"
    )


def processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.machine()
    models = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(models, platform.machine())


if __name__ == "__main__":
    main()
