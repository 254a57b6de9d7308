from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from redis import Redis

from bot.cli import inputs
from bot.cli.replay import post_of
from bot.errors import InputError
from bot.settings import Settings
from bot.store import keys
from tests.bot.cli.conftest import Call

POST = {
    "id": "akhbar/17",
    "source": "akhbar",
    "published": "2025-03-02T09:30:00+02:00",
    "text": "ارتفعت حصيلة الحريق إلى 5 قتلى",
    "url": "https://t.me/akhbar/17",
    "forwarded_from": "madina",
}


def lines(*records: dict[str, Any]) -> str:
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def test_recorded_posts_come_out_as_they_went_in(call: Call, one_store: Redis) -> None:
    edited = POST | {"text": "إلى 7 قتلى", "edited": "2025-03-02T10:00:00+02:00"}
    deleted = {**POST, "deleted": "2025-03-02T11:00:00+02:00"}
    ended = call("replay", "-", "--max", given=lines(POST, POST, edited, deleted))
    assert (ended.status, ended.err) == (0, "4 lines: 1 delete, 1 edit, 1 new, 1 unchanged\n")
    told = call("tail", "posts", "--json").objects
    assert [post["kind"] for post in told] == ["new", "edit", "delete"]
    first = told[0]
    assert (first["channel"], first["post"]) == ("akhbar", "17")
    assert first["published"] == "2025-03-02T07:30:00+00:00"
    assert (first["text"], first["forwarded_from"]) == (POST["text"], "madina")
    assert (first["links"], first["edited"]) == ([], None)
    assert told[1]["edited"] == "2025-03-02T08:00:00+00:00"
    assert told[2]["text"] == "إلى 7 قتلى"


def test_a_file_is_replayed_in_its_order_whatever_repeats(
    call: Call, one_store: Redis, tmp_path: Path
) -> None:
    records = [POST | {"id": f"akhbar/{number % 70}"} for number in range(150)]
    records[140]["text"] = "إلى 7 قتلى"
    (tmp_path / "posts.jsonl").write_text(lines(*records), encoding="utf-8")
    assert call("replay", "posts.jsonl", "--max").err.startswith("150 lines: 1 edit, 70 new")
    told = call("tail", "posts", "--json").objects
    assert [int(post["post"]) for post in told] == [*range(70), 0]
    assert told[-1]["kind"] == "edit"


def test_an_unusable_line_is_told_and_the_rest_goes_on(call: Call, one_store: Redis) -> None:
    ended = call("replay", "-", "--max", given="{\n" + lines(POST | {"text": 5}, POST))
    assert ended.status == 1
    assert "line 1: not JSON" in ended.err
    assert "line 2: no text" in ended.err
    assert one_store.xlen(keys.POSTS) == 1


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"id": None}, "no id"),
        ({"id": 17, "source": ""}, "no source"),
        ({"published": None}, "no time of publication"),
        ({"published": "soon"}, "is no time"),
        ({"text": "\ud83d"}, "surrogate"),
        ({"url": 5}, "no url"),
    ],
)
def test_what_a_line_lacks_is_named(settings: Settings, change: dict[str, Any], said: str) -> None:
    with pytest.raises(InputError, match=said):
        post_of(inputs.Record(1, POST | change), settings)


@pytest.mark.parametrize(
    ("change", "channel", "number"),
    [
        ({}, "akhbar", "17"),
        ({"id": 17}, "akhbar", "17"),
        ({"id": "17", "source": "@akhbar"}, "akhbar", "17"),
        ({"id": "17", "source": "https://t.me/s/akhbar"}, "akhbar", "17"),
        ({"source": "t.me/akhbar"}, "akhbar", "17"),
        ({"source": None}, "akhbar", "17"),
    ],
)
def test_a_post_is_named_by_its_channel_and_number(
    settings: Settings, change: dict[str, Any], channel: str, number: str
) -> None:
    post = post_of(inputs.Record(1, POST | change), settings)
    assert (post.channel, post.number) == (channel, number)


def test_a_time_without_zone_is_in_the_zone_of_the_settings(settings: Settings) -> None:
    post = post_of(inputs.Record(1, POST | {"published": "2025-01-02T09:30:00"}), settings)
    assert post.published.isoformat() == "2025-01-02T07:30:00+00:00"


def test_people_get_one_short_line_an_entry(call: Call, one_store: Redis) -> None:
    call("replay", "-", "--max", given=lines(POST | {"text": "سطر\n" * 200}))
    ended = call("tail", "posts")
    (line,) = ended.out.splitlines()
    assert "kind=new" in line
    assert line.count("سطر") < 40


def test_tail_begins_at_an_id(call: Call, one_store: Redis) -> None:
    call("replay", "-", "--max", given=lines(POST, POST | {"id": "akhbar/18"}))
    second = call("tail", "posts", "--json").objects[1]["id"]
    assert [e["post"] for e in call("tail", "posts", "--json", "--from", second).objects] == ["18"]


def test_dead_letters_are_listed_shown_retried_and_dropped(call: Call, one_store: Redis) -> None:
    letter = {"stream": keys.POSTS, "group": "extract", "entry": "1-1", "field": "post"}
    letter |= {"payload": "{}", "reason": "ValueError: no such day", "deliveries": "6"}
    ids = [str(one_store.xadd(keys.DEAD, letter)) for _ in range(3)]
    assert call("dead", "list").out.count("no such day") == 3
    assert json.loads(call("dead", "show", ids[0]).out)["deliveries"] == 6
    assert call("dead", "retry", ids[0]).err == "1 given again\n"
    assert one_store.xlen(keys.POSTS) == 1
    assert "no dead letter" in call("dead", "drop", ids[0]).err
    assert call("dead", "drop", "--all").err == "2 dropped\n"
    assert call("dead", "list", "--json").objects == []


def test_the_status_tells_how_far_each_step_lags(call: Call, one_store: Redis) -> None:
    call("replay", "-", "--max", given=lines(POST))
    overview = json.loads(call("status", "--json").out)
    assert overview["queues"][0] | {"age": 0} == {
        "stream": "posts",
        "group": "extract",
        "length": 1,
        "lag": 1,
        "age": 0,
    }
    assert "1 to do" in call("status").out


def test_a_backup_is_restored(call: Call, one_store: Redis) -> None:
    call("replay", "-", "--max", given=lines(POST))
    assert call("backup", "mujaz.backup.gz").status == 0
    assert "not empty" in call("restore", "mujaz.backup.gz").err
    one_store.flushall()
    assert call("restore", "mujaz.backup.gz").status == 0
    assert [post["post"] for post in call("tail", "posts", "--json").objects] == ["17"]
