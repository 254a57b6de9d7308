"""Roles of the service as processes of their own, to be killed and started again at once."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
from contextlib import suppress
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from redis.asyncio import Redis
from redis.exceptions import RedisError

from bot.app import serve
from bot.settings import Settings
from bot.store import keys

#: Far more than is needed, for machines that do much else.
PATIENCE_SECONDS = 100.0

# Children are forked from one process that has loaded the most killed: they start at once.
_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(["bot.app", "bot.delivery.send", "bot.delivery.notify"])


def work(settings: dict[str, Any], role: str, log: Path) -> None:
    """A process of the service with one role, its output in a file."""
    with log.open("ab") as output:
        os.dup2(output.fileno(), 1)
        os.dup2(output.fileno(), 2)
    asyncio.run(serve(Settings(**settings), [role]))


class Stage:
    """A process for each role started, over one data folder, where what they say is kept.

    ``role@2`` is the role on another host: a data folder of its own, over the first one's store.
    """

    def __init__(self, folder: Path, settings: dict[str, Any]) -> None:
        self.folder = folder
        self.settings = settings
        self.processes: dict[str, BaseProcess] = {}

    def start(self, name: str) -> None:
        role, _, host = name.partition("@")
        log = self.folder / f"{name}.log"
        settings = {**self.settings, **(self._elsewhere(host) if host else {})}
        process = _FORKS.Process(target=work, args=(settings, role, log))
        process.start()
        self.processes[name] = process

    def _elsewhere(self, host: str) -> dict[str, Any]:
        folder = self.folder / f"host{host}"
        if not folder.exists():
            folder.mkdir()
            for database in self.folder.glob("*.db"):
                (folder / database.name).symlink_to(database)
        store = f"unix://{self.folder / 'store' / 'valkey.sock'}"
        return {"data_dir": folder, "redis_url": store}

    async def kill(self, victim: str, store: Redis) -> None:
        """SIGKILL; a role is started again at once, the store by its guard."""
        if victim == "store":
            with suppress(RedisError, ProcessLookupError):
                os.kill(int((await store.info("server"))["process_id"]), signal.SIGKILL)
            return
        process = self.processes[victim]
        process.kill()
        await asyncio.to_thread(process.join)
        self.start(victim)
        await self.present(victim, store)

    async def present(self, role: str, store: Redis) -> None:
        """Until a role's process has taken its name: started again, it then finds its own work."""
        process = self.processes[role]
        async with asyncio.timeout(PATIENCE_SECONDS):
            while True:
                if process.exitcode is not None:
                    raise RuntimeError((self.folder / f"{role}.log").read_text()[-2000:])
                with suppress(RedisError):
                    for name in await store.smembers(keys.WORKERS):
                        if await store.hget(keys.worker(str(name)), "pid") == str(process.pid):
                            return
                await asyncio.sleep(0.02)

    def logs(self) -> list[str]:
        """The end of what each process said."""
        return [f"{log.name}\n{log.read_text()[-3000:]}" for log in self.folder.glob("*.log")]

    async def stop(self) -> None:
        for process in self.processes.values():
            process.terminate()
        for process in self.processes.values():
            await asyncio.to_thread(process.join, PATIENCE_SECONDS)
            process.kill()
