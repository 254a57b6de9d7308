from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from redis.asyncio import Redis
from redis.exceptions import ConnectionError as StoreConnectionError

from bot import app
from bot.context import Context
from bot.errors import InputError, SettingError
from bot.settings import Settings
from bot.worker import worker_name


@pytest.fixture
def context(settings: Settings, store: Redis) -> Context:
    return Context(settings=settings, store=store, worker="host-1")


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app, "RESTART_SECONDS", (0.0,))
    monkeypatch.setattr(app, "STORE_SECONDS", 0.0)


def test_every_role_of_the_design_is_known_by_its_place() -> None:
    assert list(app.ROLES) == ["watch", "extract", "notify", "send", "chat", "web"]


def test_an_unknown_role_is_told_with_the_known_ones() -> None:
    with pytest.raises(InputError, match="watch, extract"):
        app.load("watcher")


async def test_a_role_that_crashes_is_started_again(context: Context) -> None:
    runs = []

    async def role(given: Context) -> None:
        runs.append(len(runs))
        if len(runs) < 3:
            raise ValueError("broken")
        given.stopping.set()

    await app.run_roles(context, {"role": role})
    assert runs == [0, 1, 2]


async def test_a_store_that_is_away_is_waited_for_and_is_no_crash(
    context: Context, capsys: pytest.CaptureFixture[str]
) -> None:
    left = [StoreConnectionError("refused"), StoreConnectionError("refused")]

    async def role(given: Context) -> None:
        if left:
            raise left.pop()
        given.stopping.set()

    await app.run_roles(context, {"role": role})
    assert left == []
    assert "Traceback" not in capsys.readouterr().out


async def test_a_wrong_setting_stops_all_and_is_raised(context: Context) -> None:
    ended = []

    async def wrong(given: Context) -> None:
        raise SettingError("MUJAZ_WEB_PORT is taken")

    async def right(given: Context) -> None:
        await given.stopping.wait()
        ended.append("right")

    with pytest.raises(SettingError, match="MUJAZ_WEB_PORT"):
        await app.run_roles(context, {"wrong": wrong, "right": right})
    assert ended == ["right"]


async def test_a_stop_lets_roles_finish_and_cancels_those_that_linger(
    context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app, "STOP_SECONDS", 0.05)
    ended = []

    async def prompt(given: Context) -> None:
        given.stopping.set()
        ended.append("finished")

    async def lingering(given: Context) -> None:
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            ended.append("cancelled")
            raise

    await app.run_roles(context, {"lingering": lingering, "prompt": prompt})
    assert ended == ["finished", "cancelled"]


async def test_roles_that_speak_to_telegram_need_a_token(settings: Settings) -> None:
    with pytest.raises(SettingError, match=r"MUJAZ_BOT_TOKEN .*watch,extract,notify,web"):
        await app.serve(settings, ["send", "chat"])


def test_a_worker_has_the_lowest_free_name_of_its_host(tmp_path: Path) -> None:
    with worker_name(tmp_path) as first:
        with worker_name(tmp_path) as second:
            assert first.endswith("-1")
            assert second.endswith("-2")
        with worker_name(tmp_path) as again:
            assert again == second


def test_hosts_that_are_called_alike_share_no_name(tmp_path: Path) -> None:
    with worker_name(tmp_path / "one") as one, worker_name(tmp_path / "two") as two:
        assert one != two
    with worker_name(tmp_path / "one") as again:
        assert again == one


async def test_a_channel_that_cannot_be_one_is_told_before_anything_starts(
    settings: Settings,
) -> None:
    wrong = settings.model_copy(update={"channels": ("akhbar", "not a name")})
    with pytest.raises(SettingError, match="MUJAZ_CHANNELS"):
        await app.serve(wrong, ["watch"])
