#!/usr/bin/env python3
"""The evaluation gate: no figure of extraction falls unnoticed.

``floors.json`` pins, for every annotated set, a digest of its lines and a floor for each figure.
The gate fails where a figure falls below its floor by more than `TOLERANCE`, or where a set has
changed without new floors. Sets are the files of this folder and, where it is there, the shared
one beside the repository. Each set is scored on the kinds of facts that it annotates.

    python -m tests.gold.gate                               check
    python -m tests.gold.gate --update                      pin what is reached now; never lower
    python -m tests.gold.gate --update --allow-regression   lower floors too
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from extract import Extractor
from extract.facts import to_json
from tests.gold.scoring import Facts, documents, score

HERE = Path(__file__).parent
SHARED = HERE.parents[2] / "shared" / "gold" / "dev.jsonl"
FLOORS = HERE / "floors.json"
TOLERANCE = 0.0005
_KINDS = ("casualties", "meeting", "demand")


@dataclass(frozen=True, slots=True)
class Measured:
    """One annotated set as the extractor of today reads it."""

    digest: str
    figures: dict[str, float]


def sets() -> dict[str, Path]:
    """The annotated sets by name, those that are there."""
    found = {path.stem: path for path in sorted(HERE.glob("*.jsonl")) if path.stem != "clusters"}
    return found | ({"shared": SHARED} if SHARED.is_file() else {})


def measure(path: Path, extractor: Extractor) -> Measured:
    """Extracts every document of a set and scores it on the kinds of facts that the set has.

    A file named after one kind (``casualties.jsonl``) says nothing of the others.
    """
    lines = path.read_text(encoding="utf-8").splitlines()
    gold: dict[str, Facts] = {}
    answers: dict[str, Facts] = {}
    kinds = _kinds(path)
    for document in documents(lines):
        report = extractor.extract(
            document["text"], _day(document.get("published")), document.get("source")
        )
        gold[document["id"]] = [f for f in document["facts"] if f["type"] in kinds]
        answers[document["id"]] = [
            record for record in map(to_json, report.facts) if record["type"] in kinds
        ]
    digest = hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]
    return Measured(digest, score(gold, answers).figures())


def _kinds(path: Path) -> tuple[str, ...]:
    return tuple(kind for kind in _KINDS if path.stem.startswith(kind)) or _KINDS


def _day(published: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(published[:19]) if published else None
    except ValueError:
        return None


def failures(floors: Mapping[str, Any], measured: Mapping[str, Measured]) -> list[str]:
    """What is wrong, one line each; empty if every figure holds."""
    wrong = []
    for name, now in measured.items():
        pinned = floors.get(name)
        if pinned is None:
            wrong.append(f"{name}: no floors yet; run --update")
            continue
        if pinned["digest"] != now.digest:
            wrong.append(f"{name}: the set has changed; look at its figures, then run --update")
        for figure, floor in pinned["figures"].items():
            reached = now.figures.get(figure, 0.0)
            if reached < floor - TOLERANCE:
                wrong.append(f"{name}: {figure} fell from {floor:.4f} to {reached:.4f}")
    return wrong


def updated(
    floors: Mapping[str, Any], measured: Mapping[str, Measured], allow_regression: bool
) -> dict[str, Any]:
    """New floors. Raises ``ValueError`` where one would fall and that is not allowed."""
    new = dict(floors)
    fallen = []
    for name, now in measured.items():
        old = floors.get(name, {}).get("figures", {})
        fallen += [
            f"{name}: {figure} from {floor:.4f} to {now.figures.get(figure, 0.0):.4f}"
            for figure, floor in old.items()
            if now.figures.get(figure, 0.0) < floor - TOLERANCE
        ]
        figures = {figure: round(value, 4) for figure, value in now.figures.items()}
        new[name] = {"digest": now.digest, "figures": figures}
    if fallen and not allow_regression:
        raise ValueError("floors would fall (--allow-regression to accept):\n" + "\n".join(fallen))
    return new


def load_floors() -> dict[str, Any]:
    if not FLOORS.is_file():
        return {}
    floors: dict[str, Any] = json.loads(FLOORS.read_text(encoding="utf-8"))
    return floors


def main() -> int:
    from bot.lexicon import open_lexicon

    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--allow-regression", action="store_true")
    options = parser.parse_args()
    extractor = Extractor(open_lexicon())
    measured = {name: measure(path, extractor) for name, path in sets().items()}
    for name, now in measured.items():
        print(
            name, *(f"  {figure:24} {value:.4f}" for figure, value in now.figures.items()), sep="\n"
        )
    floors = load_floors()
    if options.update:
        try:
            floors = updated(floors, measured, options.allow_regression)
        except ValueError as error:
            print(error, file=sys.stderr)
            return 1
        FLOORS.write_text(json.dumps(floors, indent=2, sort_keys=True) + "\n", encoding="utf-8")
        return 0
    wrong = failures(floors, measured)
    print(*wrong, sep="\n", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
