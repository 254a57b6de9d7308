"""Servers of their own on loopback: with a password, as replicas, under sentinels, over TLS."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import redis

PATIENCE_SECONDS = 60.0
SERVICE = "news"


@dataclass(frozen=True)
class Certificate:
    """A server's certificate for 127.0.0.1, signed by an authority of its own."""

    authority: Path
    certificate: Path
    key: Path

    @property
    def query(self) -> str:
        return f"ssl_ca_certs={self.authority}"

    def options(self, port: int) -> list[str]:
        """Those of a server that speaks TLS alone."""
        files = ["--tls-cert-file", str(self.certificate), "--tls-key-file", str(self.key)]
        files += ["--tls-ca-cert-file", str(self.authority), "--tls-auth-clients", "no"]
        return ["--port", "0", "--tls-port", str(port), *files]


def certificate(folder: Path) -> Certificate:
    made = Certificate(folder / "ca.crt", folder / "server.crt", folder / "server.key")
    name = ["-addext", "subjectAltName=IP:127.0.0.1", "-days", "2", "-nodes"]
    new = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"]
    authority = folder / "ca.key"
    calls = [
        [*new, "-nodes", "-days", "2", "-subj", "/CN=authority", "-keyout", str(authority),
         "-out", str(made.authority)],
        [*new, *name, "-subj", "/CN=store", "-CA", str(made.authority), "-CAkey", str(authority),
         "-keyout", str(made.key), "-out", str(made.certificate)],
    ]  # fmt: skip
    for call in calls:
        subprocess.run(call, check=True, capture_output=True)
    return made


def can_certify() -> bool:
    return shutil.which("openssl") is not None


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


class Servers:
    """Starts servers of one program, and kills them."""

    def __init__(self, program: str, folder: Path) -> None:
        self._program = program
        self._folder = folder
        self.running: dict[int, subprocess.Popen[bytes]] = {}

    def start(self, *options: str, port: int = 0, listens: bool = True) -> int:
        """A server on a port, and the port. ``listens``: it is told there without TLS."""
        port = port or free_port()
        folder = self._folder / str(port)
        folder.mkdir(exist_ok=True)
        command = [self._program, "--bind", "127.0.0.1", "--save", "", "--dir", str(folder)]
        command += ["--port", str(port)] if listens else []
        self._run(port, [*command, *options])
        return port

    def watch(self, master: int, quorum: int) -> int:
        """A sentinel of a master, fast to notice."""
        port = free_port()
        file = self._folder / f"sentinel-{port}.conf"
        rules = [f"port {port}", "bind 127.0.0.1", f"dir {self._folder}"]
        rules += [f"sentinel monitor {SERVICE} 127.0.0.1 {master} {quorum}"]
        rules += [f"sentinel down-after-milliseconds {SERVICE} 300"]
        rules += [f"sentinel failover-timeout {SERVICE} 2000"]
        file.write_text("\n".join(rules), encoding="ascii")
        self._run(port, [self._program, str(file), "--sentinel"])
        return port

    def _run(self, port: int, command: list[str]) -> None:
        self.running[port] = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline:
            with socket.socket() as caller:
                if not caller.connect_ex(("127.0.0.1", port)):
                    return
            time.sleep(0.02)
        raise TimeoutError(command)

    def kill(self, port: int) -> None:
        process = self.running.pop(port)
        process.kill()
        process.wait()


@contextmanager
def servers(program: str, folder: Path) -> Iterator[Servers]:
    made = Servers(program, folder)
    try:
        yield made
    finally:
        for port in list(made.running):
            made.kill(port)


@contextmanager
def failing_over(program: str, folder: Path) -> Iterator[tuple[Servers, int, str]]:
    """A master with a replica and three sentinels: the servers, the master's port, the address."""
    with servers(program, folder) as made:
        master = made.start("--appendonly", "yes")
        replica = made.start("--appendonly", "yes", "--replicaof", "127.0.0.1", str(master))
        client = redis.Redis("127.0.0.1", replica, decode_responses=True)
        wait_for(lambda: client.info("replication")["master_link_status"] == "up")
        client.close()
        sentinels = [made.watch(master, quorum=2) for _ in range(3)]
        first = redis.Redis("127.0.0.1", sentinels[0], decode_responses=True)
        wait_for(lambda: _knows_all(first))
        first.close()
        hosts = ",".join(f"127.0.0.1:{port}" for port in sentinels)
        yield made, master, f"redis+sentinel://{hosts}/{SERVICE}"


def _knows_all(sentinel: redis.Redis) -> bool:
    known = sentinel.sentinel_master(SERVICE)
    return int(known["num-slaves"]) == 1 and int(known["num-other-sentinels"]) == 2


def wait_for(holds: object) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        try:
            if holds():  # type: ignore[operator]
                return
        except redis.RedisError:
            pass
        time.sleep(0.05)
    raise TimeoutError
