"""Three workers and the store, killed at random for as long as ``MUJAZ_TEST_SOAK_SECONDS`` says.

``make soak`` sets it to 30 minutes; without it the test is skipped.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time
from collections import Counter
from datetime import datetime, timedelta

import pytest
from redis import Redis
from redis.exceptions import RedisError

from bot.events.event import Event
from bot.store import keys
from tests.faults.conftest import Service, eventually, stop
from tests.faults.test_kills import accounted, traffic

SECONDS = float(os.environ.get("MUJAZ_TEST_SOAK_SECONDS", "0"))
WORKERS = 3


def later(posts: list[dict[str, str]], batch: int) -> list[dict[str, str]]:
    """The same traffic a week on per batch, under other numbers."""
    moved = []
    for post in posts:
        channel, _, number = post["id"].partition("/")
        published = datetime.fromisoformat(post["published"]) + timedelta(days=7 * batch)
        id_ = f"{channel}/{int(number) + 1000 * batch}"
        moved.append(post | {"id": id_, "published": published.isoformat()})
    return moved


@pytest.mark.skipif(not SECONDS, reason="set MUJAZ_TEST_SOAK_SECONDS, or run make soak")
@pytest.mark.timeout(SECONDS + 300)
def test_posts_and_events_agree_after_random_kills(service: Service, service_store: Redis) -> None:
    chance = random.Random(7)
    sent: list[dict[str, str]] = []
    killed: Counter[str] = Counter()
    workers = [service.start("run", "--roles", "extract") for _ in range(WORKERS)]
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        batch = later(traffic(30), len(sent) // 90)
        service.replay(batch)
        sent += batch
        time.sleep(chance.uniform(0.5, 3.0))
        killed[_kill_something(chance, workers, service, service_store)] += 1
    eventually(lambda: accounted(service_store, sent), service.log.read_text, seconds=200)
    assert [stop(worker) for worker in workers] == [0] * WORKERS
    assert service_store.xlen(keys.DEAD) == 0
    _agree(service_store, sent)
    memory = service_store.info("memory")["used_memory"]
    print(f"\n{len(sent)} posts, killed {dict(killed)}, store {memory / 1e6:.1f} MB")


def _kill_something(
    chance: random.Random,
    workers: list[subprocess.Popen[bytes]],
    service: Service,
    store: Redis,
) -> str:
    if chance.random() < 0.3:
        try:
            os.kill(store.info("server")["process_id"], signal.SIGKILL)
        except (RedisError, ProcessLookupError):
            return "nothing"
        return "store"
    victim = chance.randrange(WORKERS)
    workers[victim].kill()
    workers[victim].wait()
    workers[victim] = service.start("run", "--roles", "extract")
    return "worker"


def _agree(store: Redis, sent: list[dict[str, str]]) -> None:
    """Every post of an event names that event, and every post stands in the one it names."""
    names = {post["id"]: str(store.hget(keys.post(post["id"]), "event")) for post in sent}
    told: dict[str, str] = {}
    for id_ in store.zrange(keys.EVENTS, 0, -1):
        event = Event.from_json(str(store.hget(keys.event(str(id_)), "event")))
        for source in event.sources:
            assert source.post not in told, f"{source.post} stands in two events"
            told[source.post] = event.id
    assert {post: event for post, event in names.items() if post in told} == told
    kinds = Counter(entry[1]["post"] for entry in store.xrange(keys.POSTS))
    assert len(kinds) == len(sent)
