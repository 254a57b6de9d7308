"""A name for this process among the consumers of a group, the same again after a restart.

Entries that a worker was handed before it died come back to its name at once, so names are small
numbers per host (``host-1``, ``host-2``), each held by a file lock that ends with its process.
"""

from __future__ import annotations

import fcntl
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.errors import StoreError, StoreFull

MOST = 1_000


@contextmanager
def worker_name(data_dir: Path) -> Iterator[str]:
    """The lowest free name of this host, held until the end of the block.

    Raises `StoreFull` if ``data_dir`` cannot be written.
    """
    folder = data_dir / "workers"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        number, lock = _lowest_free(folder)
    except OSError as error:
        raise StoreFull(
            f"The data folder cannot be written: {folder} ({error.strerror})",
            "Free space, mend its permissions, or set MUJAZ_DATA_DIR to another folder",
        ) from None
    try:
        yield f"{socket.gethostname()}-{number}"
    finally:
        os.close(lock)


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
