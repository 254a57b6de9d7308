"""Fixtures that every part's tests share: a clean environment, a real store."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from redis.asyncio import Redis

from bot.lexicon import open_lexicon
from bot.settings import PREFIX, TEST_PREFIX, Settings
from bot.store.connection import client_for
from bot.store.embedded import join
from extract.morphology import Lexicon


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting of the machine that runs the tests reaches them."""
    for name in list(os.environ):
        if name.startswith(PREFIX) and not name.startswith(TEST_PREFIX):
            monkeypatch.delenv(name)


@pytest.fixture(scope="session")
def lexicon_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the morphological database is built, once for all workers of a run."""
    base = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        base = base.parent
    return base / "lexicon"


@pytest.fixture(scope="session")
def lexicon(lexicon_folder: Path) -> Lexicon:
    """The real lexicon."""
    return open_lexicon(lexicon_folder)


@pytest.fixture(scope="session")
def store_url() -> Iterator[str]:
    """A real server for the session: the embedded Valkey, or the program of MUJAZ_TEST_REDIS."""
    folder = Path(tempfile.mkdtemp(prefix="mujaz-"))  # short: a unix socket's path is limited
    with ExitStack() as stack:
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        program = os.environ.get("MUJAZ_TEST_REDIS")
        if program:
            yield f"unix://{_start_redis(program, folder, stack)}"
        else:
            membership = join(folder)
            stack.callback(_wait_until_gone, membership.socket_path)
            stack.callback(membership.leave)
            yield f"unix://{membership.socket_path}"


@pytest.fixture
async def store(store_url: str) -> AsyncIterator[Redis]:
    """An empty store for one test."""
    client = client_for(store_url)
    await client.flushall()
    yield client
    await client.aclose()


@pytest.fixture
def data_dir() -> Iterator[Path]:
    """A data folder with a short path; an embedded server that a test starts in it ends first."""
    folder = Path(tempfile.mkdtemp(prefix="mujaz-"))
    yield folder
    _wait_until_gone(folder / "store" / "valkey.sock")
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def settings(data_dir: Path, store_url: str) -> Settings:
    """Settings over the session's store."""
    return Settings(data_dir=data_dir, redis_url=store_url)


def _start_redis(program: str, folder: Path, stack: ExitStack) -> Path:
    socket = folder / "redis.sock"
    command = [program, "--port", "0", "--unixsocket", str(socket), "--dir", str(folder)]
    command += ["--appendonly", "yes", "--appendfsync", "always", "--save", ""]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    stack.callback(process.wait)
    stack.callback(process.terminate)
    deadline = time.monotonic() + 10
    while not socket.exists() and time.monotonic() < deadline:
        time.sleep(0.01)
    return socket


def _wait_until_gone(socket: Path) -> None:
    """The guard stops a server that nobody uses; its folder can go after that."""
    deadline = time.monotonic() + 10
    while socket.exists() and time.monotonic() < deadline:
        time.sleep(0.01)
