from __future__ import annotations

import asyncio
import socket

import aiohttp
import pytest
from redis.asyncio import Redis

from bot.context import Context
from bot.errors import SettingError
from bot.settings import Settings
from bot.store import keys
from bot.store.connection import client_for
from bot.store.streams import Stream
from bot.web import listen, server


@pytest.fixture
def port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def context_of(settings: Settings, store: Redis, port: int) -> Context:
    given = settings.model_copy(update={"web_port": port})
    return Context(settings=given, store=store, worker="host-1")


async def answer(port: int, path: str) -> tuple[int, str]:
    async with aiohttp.ClientSession() as session:
        for _ in range(200):
            try:
                async with session.get(f"http://127.0.0.1:{port}{path}") as response:
                    return response.status, await response.text()
            except aiohttp.ClientConnectionError:
                await asyncio.sleep(0.01)
    raise AssertionError("the server did not come up")


async def test_health_readiness_and_measures_are_served(
    settings: Settings, store: Redis, port: int
) -> None:
    posts = Stream(store, keys.POSTS, "post")
    await posts.ensure_group(keys.EXTRACT_GROUP)
    await posts.append("{}")
    context = context_of(settings, store, port)
    role = asyncio.create_task(server.run(context))
    assert await answer(port, "/healthz") == (200, "ok\n")
    assert await answer(port, "/readyz") == (200, "ready\n")
    status, measures = await answer(port, "/metrics")
    assert status == 200
    assert 'mujaz_stream_lag_entries{group="extract",stream="posts"} 1.0' in measures
    assert "mujaz_dead_letters 0.0" in measures
    assert "mujaz_role_crashes_total" in measures
    assert (await answer(port, "/"))[0] == 200
    assert (await answer(port, "/nowhere"))[0] == 404
    context.stopping.set()
    await role


async def test_without_its_store_a_process_lives_but_is_not_ready(
    settings: Settings, port: int
) -> None:
    away = client_for("unix:///nowhere.sock")
    context = context_of(settings, away, port)
    role = asyncio.create_task(server.run(context))
    assert await answer(port, "/healthz") == (200, "ok\n")
    assert (await answer(port, "/readyz"))[0] == 503
    assert (await answer(port, "/metrics"))[0] == 200
    context.stopping.set()
    await role
    await away.aclose()


async def test_a_second_process_stands_by_and_takes_the_port_over(
    settings: Settings, store: Redis, port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listen, "STAND_BY_SECONDS", 0.01)
    contexts = [context_of(settings, store, port) for _ in range(2)]
    first, second = (asyncio.create_task(server.run(context)) for context in contexts)
    assert await answer(port, "/readyz") == (200, "ready\n")
    contexts[0].stopping.set()
    await first
    assert await answer(port, "/readyz") == (200, "ready\n")
    contexts[1].stopping.set()
    await second


async def test_an_address_that_is_not_ours_is_told(
    settings: Settings, store: Redis, port: int
) -> None:
    wrong = settings.model_copy(update={"web_host": "192.0.2.1", "web_port": port})
    with pytest.raises(SettingError, match="MUJAZ_WEB_HOST"):
        await server.run(Context(settings=wrong, store=store, worker="host-1"))
