from __future__ import annotations

import asyncio

import pytest
from redis.asyncio import Redis

from bot.store import keys
from bot.store.lease import Lease


def lease(store: Redis, holder: str, seconds: float = 30.0) -> Lease:
    return Lease(store, "send", holder, seconds)


async def test_one_holder_at_a_time(store: Redis) -> None:
    first, second = lease(store, "one"), lease(store, "two")
    assert await first.acquire() == 1
    assert await second.acquire() is None
    assert await first.release()
    assert await second.acquire() == 2


async def test_the_token_grows_with_each_holder_and_stays_with_one(store: Redis) -> None:
    first = lease(store, "one")
    assert [await first.acquire(), await first.acquire()] == [1, 1]
    assert await first.renew()
    await store.delete(keys.lease("send"))  # it expired
    assert await lease(store, "two").acquire() == 2


async def test_who_lost_it_can_neither_renew_nor_release(store: Redis) -> None:
    first, second = lease(store, "one"), lease(store, "two")
    await first.acquire()
    await store.delete(keys.lease("send"))
    await second.acquire()
    assert not await first.renew()
    assert not await first.release()
    assert await second.renew()


async def test_it_expires(store: Redis) -> None:
    await lease(store, "one", seconds=12).acquire()
    assert 11_000 < await store.pttl(keys.lease("send")) <= 12_000


async def test_work_runs_while_it_is_held_and_leaves_it_free(store: Redis) -> None:
    stopping = asyncio.Event()
    held = []

    async def work() -> None:
        held.append(await store.hget(keys.lease("send"), "holder"))
        stopping.set()

    await lease(store, "one").run_while_held(work, stopping)
    assert held == ["one"]
    assert not await store.exists(keys.lease("send"))


async def test_work_that_swallows_a_cancellation_is_cancelled_again(
    store: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.store.lease.CANCEL_SECONDS", 0.01)
    stopping, cancelled = asyncio.Event(), 0

    async def work() -> None:
        nonlocal cancelled
        await store.delete(keys.lease("send"))
        while cancelled < 3:
            try:
                await asyncio.Event().wait()
            except asyncio.CancelledError:
                cancelled += 1
        stopping.set()

    await lease(store, "one", seconds=0.3).run_while_held(work, stopping)
    assert cancelled == 3


async def test_work_is_cancelled_when_it_is_lost(store: Redis) -> None:
    stopping, cancelled = asyncio.Event(), asyncio.Event()

    async def work() -> None:
        await store.hset(keys.lease("send"), "holder", "thief")
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            cancelled.set()
            stopping.set()
            raise

    await lease(store, "one", seconds=0.3).run_while_held(work, stopping)
    assert cancelled.is_set()


async def test_an_error_of_the_work_is_raised_and_frees_it(store: Redis) -> None:
    async def work() -> None:
        raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        await lease(store, "one").run_while_held(work, asyncio.Event())
    assert not await store.exists(keys.lease("send"))
