"""Real processes of the service over a store of their own, to be killed."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
from redis import Redis
from redis.exceptions import RedisError

from bot.post import Post
from bot.store.connection import client_for
from bot.store.embedded import join
from bot.store.posts import PostLog
from extract.morphology import Lexicon

#: Far more than is needed, for machines that do much else.
PATIENCE_SECONDS = 100.0


@dataclass(frozen=True)
class Service:
    """Starts processes of ``mujaz`` that share one data folder; what they log stands in ``log``."""

    folder: Path
    environ: dict[str, str]
    started: list[subprocess.Popen[bytes]]

    @property
    def log(self) -> Path:
        return self.folder / "service.log"

    def start(self, *words: str) -> subprocess.Popen[bytes]:
        with self.log.open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "bot", *words],
                env=self.environ,
                cwd=self.folder,
                stdout=log,
                stderr=log,
            )
        self.started.append(process)
        return process

    def replay(self, posts: list[dict[str, str]]) -> None:
        """Record posts as `mujaz replay` does, without starting a process for it."""
        address = f"unix://{self.folder / 'store' / 'valkey.sock'}"
        address = self.environ.get("MUJAZ_REDIS_URL", address)
        eventually(lambda: asyncio.run(_record(address, posts)), self.log.read_text)


async def _record(address: str, posts: list[dict[str, str]]) -> bool:
    store = client_for(address)
    try:
        for record in posts:
            channel, _, number = record["id"].partition("/")
            published = datetime.fromisoformat(record["published"])
            await PostLog(store).record(Post(channel, number, published, record["text"]))
    finally:
        await store.aclose()
    return True


@pytest.fixture
def service(data_dir: Path, lexicon: Lexicon, lexicon_folder: Path) -> Iterator[Service]:
    for database in lexicon_folder.glob("*.db"):  # so that no process builds its own
        (data_dir / database.name).symlink_to(database)
    environ = {name: value for name, value in os.environ.items() if not name.startswith("MUJAZ_")}
    environ |= {"MUJAZ_DATA_DIR": str(data_dir), "MUJAZ_LOG_FORMAT": "json"}
    service = Service(data_dir, environ, [])
    yield service
    for process in service.started:
        if process.poll() is None:
            process.kill()
        process.wait()


@pytest.fixture
def service_store(data_dir: Path) -> Iterator[Redis]:
    """A client of the service's embedded store, which keeps it alive between processes."""
    membership = join(data_dir)
    client = Redis(unix_socket_path=str(membership.socket_path), decode_responses=True)
    yield client
    client.close()
    membership.leave()


def eventually(
    holds: Callable[[], bool], why: Callable[[], str] = str, seconds: float = PATIENCE_SECONDS
) -> None:
    """Wait until ``holds``; a store that is being restarted meanwhile is waited for."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            if holds():
                return
        except RedisError:
            pass
        time.sleep(0.02)
    raise AssertionError(f"not within {seconds} s: {why()}")


def stop(process: subprocess.Popen[bytes], number: int = signal.SIGTERM) -> int:
    process.send_signal(number)
    return process.wait(timeout=30)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "faults" in item.path.parts and not item.get_closest_marker("timeout"):
            item.add_marker(pytest.mark.timeout(300))
