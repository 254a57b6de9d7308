"""A name for this process among the consumers of a group, the same again after a restart.

Entries that a worker was handed before it died come back to its name at once, so names are small
numbers per data folder (``host-3f9a2c-1``, ``host-3f9a2c-2``), each held by a file lock that ends
with its process. The letters between are the folder's own: hosts that are called alike, or two
folders on one host, never share a name, and with it a lease or what is in hand.
"""

from __future__ import annotations

import fcntl
import os
import secrets
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from bot.errors import StoreError, StoreFull

MOST = 1_000


@contextmanager
def worker_name(data_dir: Path) -> Iterator[str]:
    """The lowest free name of this data folder, held until the end of the block.

    Raises `StoreFull` if ``data_dir`` cannot be written.
    """
    folder = data_dir / "workers"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        own = _identity(folder)
        number, lock = _lowest_free(folder)
    except OSError as error:
        raise StoreFull(
            f"The data folder cannot be written: {folder} ({error.strerror})",
            "Free space, mend its permissions, or set MUJAZ_DATA_DIR to another folder",
        ) from None
    try:
        yield f"{socket.gethostname()}-{own}-{number}"
    finally:
        os.close(lock)


def _identity(folder: Path) -> str:
    """The folder's own letters, made by whoever comes first."""
    file, draft = folder / "identity", folder / f"identity.{os.getpid()}"
    if not file.exists():
        draft.write_text(secrets.token_hex(3), encoding="ascii")
        with suppress(FileExistsError):
            os.link(draft, file)  # whole, and only where nobody was faster
        draft.unlink()
    return file.read_text(encoding="ascii").strip()


def _lowest_free(folder: Path) -> tuple[int, int]:
    for number in range(1, MOST + 1):
        lock = os.open(folder / f"{number}.lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(lock)
        else:
            return number, lock
    raise StoreError(f"{MOST} workers run on this host already", "Stop some")
