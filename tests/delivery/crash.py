"""A broadcast during which processes are killed, and an account of what every reader got.

    python -m tests.delivery.crash --seeds 50 --recipients 2000

A sender, a notifier and the embedded store run as processes of their own; at random moments one of
them is killed with SIGKILL. Everybody is alerted to one event; its figure is then corrected twice.
"""

from __future__ import annotations

import argparse
import asyncio
import fcntl
import random
import shutil
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from redis.asyncio import Redis
from redis.exceptions import RedisError

from bot.delivery.rules import parse
from bot.demo.telegram import Rates, Telegram, Window
from bot.settings import Settings
from bot.store import keys
from bot.store.connection import open_store
from bot.store.outbox import Outbox
from bot.store.streams import Stream
from tests.delivery import newsroom
from tests.faults.stage import Stage

FIGURES = (5, 7, 12)
# Nobody uses the store any more: it ends, and its folder can go.
GONE_SECONDS = 10.0
# Far more than is needed, for machines that do much else.
SETTLED_SECONDS = 200.0


@dataclass(frozen=True, slots=True)
class Account:
    """``lost``: readers without the message; ``stale``: whose message lacks the last figure;
    ``duplicates``: messages beyond the first;
    ``unsure``: answers that the senders lost."""

    seed: int
    recipients: int
    kills: tuple[str, ...]
    lost: int
    stale: int
    duplicates: int
    unsure: int
    seconds: float

    @property
    def kept(self) -> bool:
        """Whether nothing is lost or out of date, and nothing doubled but by a lost answer."""
        return self.lost == self.stale == 0 and self.duplicates <= self.unsure


async def broadcast(seed: int, recipients: int, kills: int) -> Account:
    """One broadcast to ``recipients`` with ``kills`` kills at moments given by ``seed``."""
    chance = random.Random(seed)
    started = time.monotonic()
    folder = Path(tempfile.mkdtemp(prefix="mujaz-"))
    wide = Window(1_000_000, 1.0)
    telegram = Telegram(rates=Rates(time.time, wide, wide, wide))
    await telegram.start()
    settings = {"data_dir": folder, "bot_token": telegram.token, "api_base": telegram.base}
    stage = Stage(folder, settings | {"send_per_second": 1000})
    store = await open_store(Settings(data_dir=folder))
    victims = [chance.choice(("send", "send", "notify", "store")) for _ in range(kills)]
    try:
        for chat in range(1, recipients + 1):
            telegram.person(chat)
        await subscribe(store, recipients)
        newsdesk = newsroom.Newsroom(store)
        await newsdesk.killed("sahl/1", FIGURES[0], minutes=_now())
        for role in ("send", "notify"):
            stage.start(role)
            await stage.present(role, store)
        await telegram.until(lambda: telegram.requests, 60)
        for number, victim in enumerate(victims):
            await asyncio.sleep(chance.uniform(0.05, 1.5))
            await stage.kill(victim, store)
            if number < len(FIGURES) - 1:
                figure = FIGURES[number + 1]
                await newsdesk.killed("sahl/1", figure, minutes=_now(), kind="edit")
        try:
            await settled(store)
        except TimeoutError:
            print(await stuck(store), *stage.logs(), sep="\n", file=sys.stderr)
            raise
        await stage.stop()
        return await account(seed, tuple(victims), telegram, store, time.monotonic() - started)
    finally:
        await stage.stop()
        await store.aclose()
        await telegram.stop()
        with suppress(TimeoutError):
            async with asyncio.timeout(GONE_SECONDS):
                while not gone(folder / "store" / "owner.lock"):
                    await asyncio.sleep(0.02)
        shutil.rmtree(folder, ignore_errors=True)


def gone(lock: Path) -> bool:
    """Whether the store has ended: its guard gives up the lock after it."""
    with lock.open() as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
    return True


def _now() -> float:
    """Minutes since the newsroom's beginning."""
    return (datetime.now(UTC) - newsroom.START).total_seconds() / 60


async def subscribe(store: Redis, recipients: int) -> None:
    """One rule a reader, written as `bot.store.rules` does, in one go."""
    rule = parse("غارة")
    entry = "lemma:غار"
    async with store.pipeline(transaction=False) as pipe:
        for chat in range(1, recipients + 1):
            name = f"rule{chat}"
            line = rule.to_json().replace('"id":""', f'"id":"{name}"')
            pipe.hset(keys.RULES, name, line.replace('"chat":0', f'"chat":{chat}'))
            pipe.hset(keys.RULE_ENTRIES, name, entry)
            pipe.zadd(keys.rules_of(chat), {name: chat})
            pipe.sadd(keys.match(entry), name)
        await pipe.execute()


async def settled(store: Redis) -> None:
    """Until every change is told and every message has ended."""
    changes = Stream(store, keys.CHANGES, "change")
    outbox = Outbox(store)
    async with asyncio.timeout(SETTLED_SECONDS):
        while True:
            with suppress(RedisError):
                told = not await changes.lag(keys.NOTIFY_GROUP)
                if told and not await outbox.backlog():
                    return
            await asyncio.sleep(0.1)


async def stuck(store: Redis) -> dict[str, object]:
    """What keeps a broadcast from ending."""
    flight = await store.zrange(f"{keys.TAG}:flight", 0, 4)
    return {
        "due": {
            rank: await store.zrange(keys.due(rank), 0, 4, withscores=True) for rank in range(3)
        },
        "flight": [await Outbox(store).state(str(name)) for name in flight],
        "pause": await store.get(f"{keys.TAG}:pause"),
        "lag": await Stream(store, keys.CHANGES, "change").lag(keys.NOTIFY_GROUP),
        "pending": await store.xpending(keys.CHANGES, keys.NOTIFY_GROUP),
        "workers": await store.smembers(keys.WORKERS),
        "dead": await store.xlen(keys.DEAD),
        "now": time.time(),
    }


async def account(
    seed: int, victims: tuple[str, ...], telegram: Telegram, store: Redis, seconds: float
) -> Account:
    lost = stale = duplicates = 0
    last = str(FIGURES[min(len(victims), len(FIGURES) - 1)])
    for chat in telegram.world:
        texts = chat.texts()
        lost += not texts
        stale += bool(texts) and not any(last in text for text in texts)
        duplicates += max(0, len(texts) - 1)
    unsure = (await Outbox(store).counts()).get("unsure", 0)
    return Account(
        seed, len(telegram.world.chats), victims, lost, stale, duplicates, unsure, seconds
    )


async def soak(seeds: int, recipients: int, kills: int) -> bool:
    kept = True
    for seed in range(seeds):
        told = await broadcast(seed, recipients, kills)
        kept = kept and told.kept
        print("kept  " if told.kept else "BROKEN", told, flush=True)
    return kept


if __name__ == "__main__":
    options = argparse.ArgumentParser()
    options.add_argument("--seeds", type=int, default=50)
    options.add_argument("--recipients", type=int, default=2000)
    options.add_argument("--kills", type=int, default=6)
    given = options.parse_args()
    sys.exit(not asyncio.run(soak(given.seeds, given.recipients, given.kills)))
