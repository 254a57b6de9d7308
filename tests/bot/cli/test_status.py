"""``mujaz status``: once, as JSON, and as a table that lives."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from redis import Redis

from bot.cli import status
from bot.store import keys
from tests.bot.cli.conftest import Call


@pytest.fixture
def busy(one_store: Redis) -> Redis:
    """A worker, a post that nobody took in yet, messages that ended."""
    one_store.xadd(keys.POSTS, {"post": "{}"})
    one_store.sadd(keys.WORKERS, "host-1")
    worker = {"roles": "watch,extract", "pid": "17", "since": "2026-03-10T10:00:00+00:00"}
    one_store.hset(keys.worker("host-1"), mapping=worker)
    one_store.hset(keys.OUTBOX_COUNTS, mapping={"sent": 41, "unsure": 2})
    return one_store


def test_an_empty_store_says_what_to_do(call: Call, one_store: Redis) -> None:
    assert "none: start mujaz run" in call("status").out


def test_it_shows_who_works_how_far_and_what_became_of_messages(call: Call, busy: Redis) -> None:
    shown = " ".join(call("status").out.split())
    for told in ("host-1", "watch, extract", "1 to do", "sent │ 41", "unsure │ 2"):
        assert told in shown
    (told,) = call("status", "--json").objects
    assert (told["queues"][0]["lag"], told["sends"]) == (1, {"sent": 41, "unsure": 2})
    assert told["workers"][0]["since"] == "2026-03-10T10:00:00+00:00"


def test_followed_it_shows_what_changes(
    call: Call, busy: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[int] = []
    table = status._table

    def watched(overview: Any) -> Any:
        shown.append(overview.queues[0].lag)
        return table(overview)

    async def next_look(seconds: float) -> None:
        if len(shown) == 3:
            raise KeyboardInterrupt
        busy.xadd(keys.POSTS, {"post": "{}"})

    monkeypatch.setattr(status, "_table", watched)
    monkeypatch.setattr(asyncio, "sleep", next_look)
    assert call("status", "--follow").status == 130
    assert shown == [1, 2, 3]
