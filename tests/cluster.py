"""A Redis Cluster of three nodes on loopback, for as long as a block lasts."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import redis

from tests.servers import Certificate

SLOTS = 16_384
NODES = 3
PATIENCE_SECONDS = 60.0


@contextmanager
def running_cluster(program: str, folder: Path, tls: Certificate | None = None) -> Iterator[str]:
    """The cluster's address in Mujaz's form. ``program`` is a Redis or Valkey server; with ``tls``
    its nodes speak nothing else."""
    ports, processes = _free_ports(), []
    try:
        for port in ports:
            command = [program, "--bind", "127.0.0.1", "--save", ""]
            secure = [*tls.options(port), "--tls-cluster", "yes"] if tls else []
            command += secure or ["--port", str(port)]
            command += ["--cluster-enabled", "yes", "--dir", str(folder)]
            command += ["--cluster-config-file", f"node-{port}.conf"]
            processes.append(subprocess.Popen(command, stdout=subprocess.DEVNULL))
        _join(ports, tls)
        hosts = ",".join(f"127.0.0.1:{port}" for port in ports)
        yield f"rediss+cluster://{hosts}?{tls.query}" if tls else f"redis+cluster://{hosts}"
    finally:
        for process in processes:
            process.kill()
            process.wait()


def _free_ports() -> list[int]:
    """Ports whose partners 10,000 above, the cluster's bus, are free too."""
    found: list[int] = []
    for port in range(20_000 + os.getpid() % 10_000, 50_000):
        with socket.socket() as one, socket.socket() as bus:
            try:
                one.bind(("127.0.0.1", port))
                bus.bind(("127.0.0.1", port + 10_000))
            except OSError:
                continue
        found.append(port)
        if len(found) == NODES:
            break
    return found


def _join(ports: list[int], tls: Certificate | None) -> None:
    secure = {"ssl": True, "ssl_ca_certs": str(tls.authority)} if tls else {}
    nodes = [redis.Redis("127.0.0.1", port, decode_responses=True, **secure) for port in ports]  # type: ignore[arg-type]
    deadline = time.monotonic() + PATIENCE_SECONDS
    each = SLOTS // NODES
    for number, node in enumerate(nodes):
        while not _answers(node) and time.monotonic() < deadline:
            time.sleep(0.02)
        last = SLOTS - 1 if number == NODES - 1 else (number + 1) * each - 1
        node.execute_command("CLUSTER ADDSLOTSRANGE", number * each, last)
        node.execute_command("CLUSTER SET-CONFIG-EPOCH", number + 1)
        if number:
            node.execute_command("CLUSTER MEET", "127.0.0.1", ports[0])
    for node in nodes:
        while time.monotonic() < deadline and not _joined(node):
            time.sleep(0.05)
        node.close()


def _answers(node: redis.Redis) -> bool:
    try:
        return bool(node.ping())
    except redis.RedisError:
        return False


def _joined(node: redis.Redis) -> bool:
    info = node.execute_command("CLUSTER INFO")
    return info["cluster_state"] == "ok" and int(info["cluster_known_nodes"]) == NODES
