"""Delivery: how near to Telegram's limits a broadcast runs, how soon an alert overtakes it, what
matching costs as rules grow.

    python -m benchmarks.delivery [--recipients 2500] [--rate 100]

The stand-in for Telegram refuses what exceeds the rate (counted in sliding windows), so that a 429
is a failure of ours. Figures are shares and ratios within one run.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import random
import statistics
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import structlog
from redis.asyncio import Redis

from benchmarks.figure import figure
from bot.context import Context
from bot.delivery.match import Subject, fits, required
from bot.delivery.message import Message
from bot.delivery.rule import Rule, Term
from bot.delivery.send import run
from bot.demo.telegram import Chat, Rates, Shown, Telegram, Window
from bot.settings import Settings
from bot.store import keys
from bot.store.connection import open_store
from bot.store.outbox import Outbox
from bot.store.rules import Rules

ALERTS_PER_SECOND = 2
LEAST_SHARE = 0.95
RULES = (100, 10_000, 100_000)
MATCHES = 20
CHANGES = 30


@dataclass(slots=True)
class Broadcast:
    """``share`` of the permitted rate, number of 429s, delays of alerts in seconds."""

    recipients: int
    rate: int
    share: float
    refused: int
    delays: list[float]

    def tell(self) -> None:
        name = f"broadcast to {self.recipients:,} at {self.rate}/s"
        enough = self.share >= LEAST_SHARE
        target = f"at least {LEAST_SHARE:.0%}"
        figure(f"{name}, of the permitted rate", f"{self.share:.1%}", target, enough)
        figure(f"{name}, refusals (429)", f"{self.refused}", "none", not self.refused)
        late = statistics.quantiles(self.delays, n=20)[18]
        delay = f"median {statistics.median(self.delays):.2f} s, 95th percentile {late:.2f} s"
        figure(f"{name}, delay of {len(self.delays)} alerts meanwhile", delay)


async def broadcast(store: Redis, folder: Path, recipients: int, rate: int) -> Broadcast:
    """Digests to everybody, an alert to somebody every half second."""
    await store.flushall()
    rates = Rates(time.time, overall=Window(rate, 1.0))
    arrivals: list[float] = []
    delays: list[float] = []
    put: dict[str, float] = {}

    def arrived(_: Chat, shown: Shown) -> None:
        now = time.time()
        arrivals.append(now)
        if shown.text in put:
            delays.append(now - put.pop(shown.text))

    async with Telegram(rates=rates, watchers=[arrived]) as telegram:
        for chat in range(1, recipients + 1):
            telegram.person(chat)
        settings = Settings(
            data_dir=folder,
            bot_token=telegram.token,  # type: ignore[arg-type]
            api_base=telegram.base,
            send_per_second=rate,
        )
        context = Context(settings, store, "bench-1")
        outbox = Outbox(store)
        letters = [digest(chat) for chat in range(1, recipients + 1)]
        await outbox.put_all(letters, time.time())
        sender = asyncio.create_task(run(context))
        await telegram.until(lambda: arrivals, 30)
        chance = random.Random(1)
        while len(arrivals) < recipients * 0.95:
            name = f"alert {len(delays) + len(put)}"
            put[name] = time.time()
            chat = chance.randrange(1, recipients + 1)
            created = datetime.now(UTC)
            await outbox.put(Message(name, chat, "alert", (name,), created), time.time())
            await asyncio.sleep(1 / ALERTS_PER_SECOND)
        await telegram.until(lambda: not put and len(arrivals) >= recipients, 60)
        context.stopping.set()
        await sender
        refused = sum(request.code == 429 for request in telegram.requests)
    steady = arrivals[rate:]  # the first second fills the window
    share = (len(steady) - 1) / (steady[-1] - steady[0]) / rate
    return Broadcast(recipients, rate, share, refused, delays)


def digest(chat: int) -> Message:
    text = f"<b>الموجز</b>\n• خبر قصير إلى القارئ رقم {chat}"
    return Message(f"digest {chat}", chat, "digest", (text,), datetime.now(UTC))


async def matching(store: Redis, rules: int) -> float:
    """Seconds to find the `MATCHES` rules that fit a change, among ``rules``."""
    await store.flushall()
    chance = random.Random(rules)
    wanted = [Rule((Term("place", "نابلس"), Term("word", "غارة")))] * MATCHES
    others = [
        Rule((Term("place", "نابلس"), Term("word", f"كلمة{chance.randrange(rules)}")))
        for _ in range(rules - MATCHES)
    ]
    async with store.pipeline(transaction=False) as pipe:
        for number, rule in enumerate([*wanted, *others]):
            entry = required(rule)[0]
            pipe.hset(keys.RULES, str(number), rule.to_json())
            pipe.sadd(keys.match(entry), str(number))
            if number % 5000 == 0:
                await pipe.execute()
        await pipe.execute()
    while (await store.info("persistence"))["aof_rewrite_in_progress"]:  # noqa: ASYNC110
        await asyncio.sleep(0.2)  # writing the rules made the store rewrite its file
    text = "مقتل أشخاص في غارة على سوق نابلس ظهر اليوم"
    words = [f"lemma:{word}" for word in ("مقتل", "اشخاص", "غار", "سوق", "نابلس", "ظهر", "يوم")]
    terms = [*words, "place:نابلس", "place:الضفه الغربيه", "type:killed", "channel:sahl"]
    subject, index = Subject.of(terms, text), Rules(store)
    times = []
    for _ in range(CHANGES):
        start = time.perf_counter()
        found = [rule for rule in await index.candidates(terms) if fits(rule, subject)]
        times.append(time.perf_counter() - start)
        assert len(found) == MATCHES
    return statistics.median(times)


async def main(recipients: int, rate: int) -> None:
    with tempfile.TemporaryDirectory(prefix="mujaz-") as name:
        folder = Path(name)
        store = await open_store(Settings(data_dir=folder))
        try:
            for count, speed in ((300, 30), (recipients, rate)):
                (await broadcast(store, folder, count, speed)).tell()
            costs = [await matching(store, rules) for rules in RULES]
            for rules, cost in zip(RULES[1:], costs[1:], strict=True):
                name = f"time to match a change, {rules:,} rules to {RULES[0]}"
                figure(name, f"{cost / costs[0]:.2f} ×")
        finally:
            await store.aclose()


if __name__ == "__main__":
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    options = argparse.ArgumentParser()
    options.add_argument("--recipients", type=int, default=2_500)
    options.add_argument("--rate", type=int, default=100)
    given = options.parse_args()
    asyncio.run(main(given.recipients, given.rate))
