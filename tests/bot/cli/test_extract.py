from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.cli import inputs
from tests.bot.cli.conftest import Call

FIRE = "أسفر حريق في مدينة الزهور عن مقتل 5 أشخاص وإصابة 12 آخرين."

pytestmark = pytest.mark.usefixtures("one_lexicon", "one_store")


def line(**fields: object) -> str:
    return json.dumps(fields, ensure_ascii=False) + "\n"


def test_a_text_gives_its_facts(call: Call, tmp_path: Path) -> None:
    (tmp_path / "fire.txt").write_text(FIRE, encoding="utf-8")
    ended = call("extract", "fire.txt")
    answer = json.loads(ended.out)
    assert answer["id"] == "fire.txt"
    killed = next(fact for fact in answer["facts"] if fact.get("role") == "killed")
    assert killed["count"] == 5
    start, end = killed["span"]
    assert "5" in FIRE[start:end]


def test_standard_input_is_read_where_no_file_is_named(call: Call) -> None:
    assert json.loads(call("extract", given=FIRE).out)["facts"]
    assert json.loads(call("extract", "-", given=FIRE).out)["facts"]


def test_lines_are_answered_in_order_and_a_bad_one_stops_nothing(call: Call) -> None:
    given = (
        line(id=1, source="akhbar", published="2025-03-02T08:00:00+02:00", text=FIRE)
        + "{broken\n"
        + "\n"
        + line(id="ب", text=None)
        + "[1, 2]\n"
        + line(id=5, text=FIRE, published="yesterday")
        + "[" * 100_000
        + "\n"
        + line(id=7, text="صباح الخير", published=None, source=None)
    )
    ended = call("extract", "--jsonl", given=given)
    assert ended.status == 1
    answers = ended.objects
    assert [answer["id"] for answer in answers] == [1, None, "ب", None, 5, None, 7]
    assert ["error" in answer for answer in answers] == [False, True, True, True, True, True, False]
    assert answers[1]["line"] == 2
    assert answers[6] == {"id": 7, "facts": []}


def test_lines_that_are_no_utf8_or_too_long_are_told(
    call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inputs, "LINE_BYTES", 200)
    given = b"\xff\xfe\n" + line(id=1, text="كلمة " * 200).encode() + line(id=2, text="س").encode()
    ended = call("extract", "--jsonl", given=given)
    errors = [answer.get("error", "") for answer in ended.objects]
    assert errors == ["not UTF-8", "the line is longer than 200 bytes", ""]


def test_all_lines_fine_is_status_0_and_a_byte_order_mark_is_no_harm(call: Call) -> None:
    ended = call("extract", "--jsonl", given="\ufeff" + line(id=1, text=FIRE))
    assert ended.status == 0
    assert ended.objects[0]["facts"]


def test_half_a_surrogate_pair_comes_out_as_valid_json(call: Call) -> None:
    given = '{"id": "\\ud83d", "text": "مقتل 5 أشخاص في حريق \\ud83d"}\n'
    ended = call("extract", "--jsonl", given=given)
    assert ended.status == 0
    assert ended.objects[0]["id"] == "\ud83d"


def test_an_explanation_names_words_and_rule(call: Call) -> None:
    ended = call("extract", "--explain", given=FIRE)
    assert "casualties: " in ended.out
    assert "words:" in ended.out
    assert "rule:" in ended.out


def test_a_file_that_is_no_text_is_told(call: Call, tmp_path: Path) -> None:
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\xff")
    ended = call("extract", "picture.png")
    assert (ended.status, "not UTF-8" in ended.err) == (1, True)


@pytest.mark.parametrize("published", ["2026-07", "2026", "", None])
def test_a_month_alone_dates_nothing_and_is_no_error(call: Call, published: str | None) -> None:
    text = "التقى الوزير سالم الحداد نظيره التركي في أنقرة السبت."
    ended = call("extract", "--jsonl", given=line(id=1, text=text, published=published))
    assert ended.status == 0
    assert {fact.get("day") for fact in ended.objects[0]["facts"]} <= {None}
