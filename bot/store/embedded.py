"""The embedded Valkey server: one a data folder, shared by every process that uses the folder.

`join` makes this process a user of the folder's server and starts the server's guard
(`bot.store.guard`) if there is none. The server lives until its last user has left.
"""

from __future__ import annotations

import fcntl
import os
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from bot.errors import StoreError, StoreFull, StoreUnavailable

#: The shortest limit of a unix socket's path among the systems we run on (macOS 104, Linux 108).
SOCKET_PATH_BYTES = 103
START_SECONDS = 60.0
READY, LOADING = b"+PONG", b"-LOADING"
ANSWER_SECONDS = 0.02
#: A guard may be killed while we wait for its server; another is started after this long.
GUARD_SECONDS = 5.0
NO_SPACE = ("No space left on device", "Disk quota exceeded", "Read-only file system")


@dataclass(slots=True)
class Membership:
    """This process's use of the embedded server; `leave` ends it."""

    folder: Path
    socket_path: Path
    _lock: int | None

    def leave(self) -> None:
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def prove_writable(self) -> None:
        """Raise `StoreFull` if nothing can be written: why a server that ran has failed."""
        _prove_writable(self.folder)

    def ensure_guarded(self) -> None:
        """Wait until the server answers, starting a guard where none lives any more."""
        _wait_until_it_answers(self.folder, self.socket_path)


def join(data_dir: Path) -> Membership:
    """Use the embedded server of ``data_dir``, starting it if nobody has.

    Raises `StoreFull` where nothing can be written, `StoreUnavailable` when the server does not
    start, `StoreError` when the folder's path is too long for a unix socket.
    """
    folder = data_dir / "store"
    socket_path = folder / "valkey.sock"
    if len(os.fsencode(socket_path)) > SOCKET_PATH_BYTES:
        raise StoreError(
            f"The path of the data folder is too long for a unix socket: {folder}",
            f"Set MUJAZ_DATA_DIR to a path of at most {SOCKET_PATH_BYTES - 18} bytes",
        )
    _prove_writable(folder)
    lock = os.open(folder / "users.lock", os.O_RDWR | os.O_CREAT, 0o600)
    membership = Membership(folder, socket_path, lock)
    try:
        fcntl.flock(lock, fcntl.LOCK_SH)  # waits while a guard is about to end
        _start_guard(folder, socket_path)  # also where a server answers whose guard was killed
        membership.ensure_guarded()
    except BaseException:
        membership.leave()
        raise
    return membership


def _prove_writable(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as probe:
            probe.write(b"\0" * 4096)
            probe.flush()
            os.fsync(probe.fileno())
    except OSError as error:
        raise StoreFull(
            f"The data folder cannot be written: {folder} ({error.strerror})",
            "Free space, mend its permissions, or set MUJAZ_DATA_DIR to another folder",
        ) from None


def _wait_until_it_answers(folder: Path, socket_path: Path) -> None:
    log = folder / "valkey.log"
    seen = log.stat().st_size if log.exists() else 0
    deadline = time.monotonic() + START_SECONDS
    while (answer := _answer(socket_path)) != READY:
        if answer == LOADING:  # it reads its file, for minutes if that is large
            deadline = time.monotonic() + START_SECONDS
        else:
            _start_guard(folder, socket_path)
        patience = min(deadline, time.monotonic() + GUARD_SECONDS)
        while time.monotonic() < patience and _answer(socket_path) != READY:
            _raise_if_full(log, seen)
            time.sleep(ANSWER_SECONDS)
        if time.monotonic() >= deadline:
            raise StoreUnavailable(
                f"The embedded store does not start within {START_SECONDS:.0f} s",
                f"Its log is {log}",
            )


def _start_guard(folder: Path, socket_path: Path) -> None:
    """Start the guard; one that finds another at work ends at once."""
    program = Path(__file__).with_name("guard.py")
    command = [sys.executable, "-I", str(program), str(folder), str(socket_path)]
    with (folder / "guard.log").open("ab") as errors:
        ended = subprocess.run(  # noqa: S603 - our own program
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=errors,
            check=False,
        )
    if ended.returncode:
        raise StoreUnavailable(
            "The guard of the embedded store failed", f"See {folder / 'guard.log'}"
        )


def _answer(socket_path: Path) -> bytes:
    """The first word of the server's answer to a PING; nothing if it is not there."""
    try:
        with socket.socket(socket.AF_UNIX) as client:
            client.settimeout(2.0)
            client.connect(str(socket_path))
            client.sendall(b"PING\r\n")
            return client.recv(64).split()[0]
    except (OSError, IndexError):
        return b""


def _raise_if_full(log: Path, seen: int) -> None:
    if not log.exists() or log.stat().st_size <= seen:
        return
    with log.open("rb") as file:
        file.seek(seen)
        said = file.read().decode(errors="replace")
    for reason in NO_SPACE:
        if reason in said:
            raise StoreFull(
                f"The embedded store cannot write to {log.parent} ({reason})",
                "Free space, or set MUJAZ_DATA_DIR to another folder",
            )
