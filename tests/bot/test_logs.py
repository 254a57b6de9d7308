from __future__ import annotations

import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from bot.logs import HIDDEN, Scrubber, start_logging

TOKEN = "123456789:AAExampleExampleExampleExample_exa"


@pytest.fixture(autouse=True)
def logging_as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


@pytest.mark.parametrize(
    ("line", "hidden"),
    [
        (f"GET /bot{TOKEN}/getMe", f"GET /bot{HIDDEN}/getMe"),
        ("redis://user:pass@store.example/0", f"redis://{HIDDEN}@store.example/0"),
        ("the word is s3cret", f"the word is {HIDDEN}"),
        ("post=akhbar/123 at 12:30:45", "post=akhbar/123 at 12:30:45"),
    ],
)
def test_what_looks_like_a_secret_is_hidden(line: str, hidden: str) -> None:
    assert Scrubber(["s3cret", ""]).hide(line) == hidden


def test_machines_get_one_object_a_line_with_the_post_it_is_about(
    capsys: pytest.CaptureFixture[str],
) -> None:
    start_logging("json")
    with structlog.contextvars.bound_contextvars(post="akhbar/7"):
        structlog.get_logger().info("قُرئ", facts=2)
    line = json.loads(capsys.readouterr().err)
    assert (line["event"], line["post"], line["facts"]) == ("قُرئ", "akhbar/7", 2)


@pytest.mark.parametrize("log_format", ["json", "console"])
def test_a_secret_in_a_traceback_or_in_a_librarys_line_is_hidden(
    capsys: pytest.CaptureFixture[str], log_format: str
) -> None:
    start_logging(log_format, secrets=["s3cret"])  # type: ignore[arg-type]
    try:
        int("s3cret")
    except ValueError:
        structlog.get_logger().exception("failed")
    logging.getLogger("telegram.ext").warning("Conflict at %s", f"/bot{TOKEN}/getUpdates")
    said = capsys.readouterr().err
    assert "s3cret" not in said
    assert TOKEN not in said
    assert said.count(HIDDEN) >= 2


def test_a_machine_readable_traceback_holds_no_local_variables(
    capsys: pytest.CaptureFixture[str],
) -> None:
    start_logging("json")
    said_in_private = "كلام خاص"
    try:
        int(said_in_private[:0])
    except ValueError:
        structlog.get_logger().exception("a call failed")
    line = capsys.readouterr().err
    assert "ValueError" in line
    assert said_in_private not in line
