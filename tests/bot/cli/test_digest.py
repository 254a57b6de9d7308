from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from redis import Redis

from bot.store import keys
from tests.bot.cli.conftest import Call
from tests.channels.standin import Standin

FIRE = "اندلع حريق في مدينة صيدا، 2025-03-02\n\nأسفر الحريق عن مقتل 5 أشخاص وإصابة 12 آخرين."
TOKEN = "123456789:AAExampleExampleExampleExample_exa"

pytestmark = pytest.mark.usefixtures("one_lexicon")


@contextmanager
def previews() -> Iterator[Standin]:
    """The stand-in for t.me, in a thread of its own."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    standin = Standin()
    try:
        asyncio.run_coroutine_threadsafe(standin.__aenter__(), loop).result(10)
        yield standin
        asyncio.run_coroutine_threadsafe(standin.__aexit__(None, None, None), loop).result(10)
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


@pytest.fixture
def standin(monkeypatch: pytest.MonkeyPatch) -> Iterator[Standin]:
    with previews() as standin:
        monkeypatch.setenv("MUJAZ_PREVIEW_BASE", standin.base)
        yield standin


def test_a_text_is_digested_without_server_or_token(call: Call, tmp_path: Path) -> None:
    (tmp_path / "fire.txt").write_text(FIRE, encoding="utf-8")
    ended = call("digest", "fire.txt")
    assert (ended.status, ended.err) == (0, "")
    assert "صيدا" in ended.out
    assert "12" in ended.out
    answer = json.loads(call("digest", "fire.txt", "--format", "json").out)
    (event,) = answer["events"]
    assert {"id", "day", "place", "facts", "sources"} <= event.keys()
    assert event["day"] == "2025-03-02"
    assert event["sources"][0]["channel"] == "fire"
    assert "<b>" in call("digest", "-", "--format", "html", given=FIRE).out


def test_the_language_of_a_digest_can_be_chosen(call: Call) -> None:
    assert "killed" in call("digest", "-", "--lang", "en", given=FIRE).out


def test_a_text_without_facts_gives_a_digest_that_says_so(call: Call) -> None:
    ended = call("digest", "-", given="صباح الخير")
    assert ended.status == 0
    assert json.loads(call("digest", "-", "--format", "json", given="صباح الخير").out) == {
        "events": []
    }


@pytest.mark.parametrize("written", ["@akhbar", "t.me/akhbar", "https://t.me/s/akhbar"])
def test_a_live_channel_is_digested(call: Call, standin: Standin, written: str) -> None:
    standin.channel("akhbar").publish("مقتل 3 أشخاص وإصابة 7 آخرين في حريق بمدينة نابلس")
    answer = json.loads(call("digest", written, "--format", "json").out)
    (source,) = answer["events"][0]["sources"]
    assert source["channel"] == "akhbar"
    assert source["url"] == "https://t.me/akhbar/1"


def test_a_source_that_cannot_be_read_costs_the_others_nothing(
    call: Call, standin: Standin
) -> None:
    standin.channel("akhbar").publish("مقتل 3 أشخاص وإصابة 7 آخرين في حريق بمدينة نابلس")
    ended = call("digest", "@nobody", "@akhbar", "nofile.txt")
    assert ended.status == 1
    assert "3 قتلى" in ended.out
    assert [line.split()[0] for line in ended.err.splitlines()] == ["mujaz:", "mujaz:"]


def test_a_channel_that_is_not_there_is_one_line(call: Call, standin: Standin) -> None:
    ended = call("digest", "@nobody")
    assert (ended.status, ended.out) == (1, "")
    assert "There is no channel @nobody" in ended.err


def test_without_arguments_the_store_is_digested(call: Call, one_store: Redis) -> None:
    ended = call("digest", "--since", "7d", "--format", "json")
    assert json.loads(ended.out) == {"events": []}


def test_check_tells_what_is_fine_and_what_to_do(
    call: Call, one_store: Redis, standin: Standin, monkeypatch: pytest.MonkeyPatch
) -> None:
    standin.channel("akhbar").publish("خبر")
    monkeypatch.setenv("MUJAZ_CHANNELS", "akhbar,nobody")
    monkeypatch.setenv("MUJAZ_BOT_TOKEN", TOKEN)
    monkeypatch.setenv("MUJAZ_API_BASE", standin.base)
    monkeypatch.setenv("COLUMNS", "200")
    ended = call("check")
    assert ended.status == 1
    states = {}
    for row in ended.out.splitlines():
        cells = [cell.strip() for cell in row.strip("│ ").split("│")]
        if len(cells) >= 3:
            states[cells[0]] = cells[1]
    assert states["settings"] == states["store"] == states["dictionary"] == "fine"
    assert states["akhbar"] == "fine"
    assert (states["token"], states["nobody"]) == ("mend", "mend")
    assert TOKEN not in ended.out + ended.err


def test_reports_are_grouped_by_event_and_a_bad_line_stops_nothing(
    call: Call, one_store: Redis
) -> None:
    text = "مقتل 3 أشخاص وإصابة 7 آخرين في حريق بمدينة نابلس"
    lines = [
        {"id": 1, "source": "a", "published": "2025-03-02T08:00:00+02:00", "text": text},
        {"id": 2, "source": "b", "published": "2025-03-02T08:05:00+02:00", "text": text},
        {"id": 3},
    ]
    given = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    ended = call("group", given=given)
    first, second, third = ended.objects
    assert first["event"] == second["event"] is not None
    assert (first["copy_of"], second["copy_of"]) == (None, 1)
    assert third["id"] == 3
    assert "error" in third
    assert ended.status == 1
    assert one_store.exists(keys.POSTS) == 0
