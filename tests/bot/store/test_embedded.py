from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from redis.asyncio import Redis

from bot.errors import StoreError, StoreFull, StoreUnavailable
from bot.settings import Settings
from bot.store.connection import open_store
from bot.store.embedded import _answer, _raise_if_full, join


def embedded(data_dir: Path) -> Settings:
    return Settings(data_dir=data_dir)


async def server_pid(store: Redis) -> int:
    return int((await store.info("server"))["process_id"])


def guard_of(data_dir: Path) -> int:
    return int((data_dir / "store" / "owner.lock").read_text())


async def test_what_was_written_is_there_after_the_last_user_left(data_dir: Path) -> None:
    store = await open_store(embedded(data_dir))
    await store.set("word", "كلمة")
    await store.aclose()
    again = await open_store(embedded(data_dir))
    assert await again.get("word") == "كلمة"
    await again.aclose()


async def test_every_write_is_on_the_disk_and_no_port_is_open(data_dir: Path) -> None:
    store = await open_store(embedded(data_dir))
    options = await store.config_get("append*") | await store.config_get("port")
    assert options["appendonly"] == "yes"
    assert options["appendfsync"] == "always"
    assert options["port"] == "0"
    await store.aclose()


async def test_a_second_user_joins_and_keeps_the_server_when_the_first_leaves(
    data_dir: Path,
) -> None:
    first = await open_store(embedded(data_dir))
    second = await open_store(embedded(data_dir))
    pid = await server_pid(first)
    await first.aclose()
    assert await server_pid(second) == pid
    await second.aclose()


async def test_another_process_joins_and_its_death_harms_nobody(data_dir: Path) -> None:
    program = (
        "import sys, time; from pathlib import Path; from bot.store.embedded import join\n"
        "member = join(Path(sys.argv[1])); print('joined', flush=True); time.sleep(60)"
    )
    owner = subprocess.Popen(
        [sys.executable, "-c", program, str(data_dir)], stdout=subprocess.PIPE, text=True
    )
    assert owner.stdout is not None
    with owner, owner.stdout:
        assert owner.stdout.readline() == "joined\n"
        store = await open_store(embedded(data_dir))
        await store.set("word", "كلمة")
        owner.kill()
    assert await store.get("word") == "كلمة"
    await store.aclose()


async def test_a_killed_server_comes_back_with_all_that_was_written(data_dir: Path) -> None:
    store = await open_store(embedded(data_dir))
    for number in range(20):
        await store.rpush("numbers", number)
    os.kill(await server_pid(store), signal.SIGKILL)
    assert await store.llen("numbers") == 20
    await store.aclose()


async def test_a_killed_guard_is_replaced_once_its_server_is_gone_too(data_dir: Path) -> None:
    store = await open_store(embedded(data_dir))
    await store.set("word", "كلمة")
    pid = await server_pid(store)
    os.kill(guard_of(data_dir), signal.SIGKILL)
    os.kill(pid, signal.SIGKILL)
    assert await store.get("word") == "كلمة"
    await store.aclose()


async def test_a_server_whose_guard_was_killed_is_replaced_by_the_next_user(
    data_dir: Path,
) -> None:
    store = await open_store(embedded(data_dir))
    pid = await server_pid(store)
    os.kill(guard_of(data_dir), signal.SIGKILL)
    await store.set("word", "كلمة")
    again = await open_store(embedded(data_dir))
    assert await again.get("word") == "كلمة"
    assert await server_pid(store) != pid
    await store.aclose()
    await again.aclose()


def test_a_folder_that_cannot_be_made_is_told_with_the_remedy(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreFull, match="MUJAZ_DATA_DIR"):
        join(tmp_path / "file")


def test_a_path_too_long_for_a_socket_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="too long"):
        join(tmp_path / ("x" * 100))


def test_a_full_disk_is_told_from_the_servers_log(tmp_path: Path) -> None:
    log = tmp_path / "valkey.log"
    log.write_text("old: No space left on device\n")
    seen = log.stat().st_size
    _raise_if_full(log, seen)
    with log.open("a") as file:
        file.write("1:M # Error writing to the AOF file: No space left on device\n")
    with pytest.raises(StoreFull, match="Free space"):
        _raise_if_full(log, seen)


async def test_a_server_that_is_not_there_is_told(data_dir: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = Settings(data_dir=data_dir, redis_url=f"redis://:s3cret@127.0.0.1:{port}/0")
    with pytest.raises(StoreUnavailable, match="MUJAZ_REDIS_URL") as raised:
        await open_store(settings)
    assert "s3cret" not in str(raised.value)


@pytest.mark.parametrize(
    ("said", "word"),
    [(b"+PONG\r\n", b"+PONG"), (b"-LOADING Valkey is loading\r\n", b"-LOADING"), (b"", b"")],
)
def test_a_server_that_reads_its_file_is_told_from_one_that_is_ready(
    data_dir: Path, said: bytes, word: bytes
) -> None:
    path = data_dir / "s.sock"
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(path))
        server.listen()

        def answer() -> None:
            client, _ = server.accept()
            with client:
                client.recv(64)
                client.sendall(said)

        thread = threading.Thread(target=answer)
        thread.start()
        assert _answer(path) == word
        thread.join()
    assert _answer(path) == b""
