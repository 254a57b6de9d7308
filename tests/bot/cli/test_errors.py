from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import InputError, SettingError
from tests.bot.cli.conftest import Call


def test_an_error_is_one_line_with_the_remedy(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MUJAZ_TIMEZONE", "Asia/Nowhere")
    ended = call("digest")
    assert ended.status == 1
    assert ended.err.startswith("mujaz: MUJAZ_TIMEZONE cannot be used")
    assert ended.err.count("\n") == 1


def test_verbose_shows_how_it_came_about(monkeypatch: pytest.MonkeyPatch) -> None:
    from bot.__main__ import main

    monkeypatch.setenv("MUJAZ_TIMEZONE", "Asia/Nowhere")
    for words in (["--verbose", "digest"], ["digest", "--verbose"]):
        with pytest.raises(SettingError):
            main(words)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["extract", "nothing.txt"], "nothing.txt cannot be read: No such file"),
        (["tail", "letters"], "Streams are posts, changes, outbox"),
        (["tail", "posts", "--from", "yesterday"], "no id of an entry"),
        (["digest", "--since", "a while"], "is no time"),
        (["digest", "--lang", "fr"], "Languages are ar and en"),
        (["run", "--roles", "watcher"], "There is no role watcher"),
        (["dead", "drop"], "Give ids, or --all"),
        (["extract", "--published", "Saturday"], "is no time"),
    ],
)
def test_what_cannot_be_used_is_told(
    call: Call, one_store: object, words: list[str], said: str
) -> None:
    ended = call(*words)
    assert (ended.status, ended.out) == (1, "")
    assert said in ended.err


def test_a_wrong_call_has_a_status_of_its_own(call: Call) -> None:
    assert call("extract", "--colour").status == 2
    assert call("sing").status == 2


def test_a_store_that_is_away_is_one_line(
    call: Call, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("MUJAZ_REDIS_URL", f"unix://{tmp_path}/none.sock")
    ended = call("tail", "posts")
    assert ended.status == 1
    assert "The store does not answer" in ended.err
    assert ended.err.count("\n") == 1


def test_a_mistake_of_our_own_is_one_line_too(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise KeyError("day")

    monkeypatch.setattr("bot.settings.read_settings", broken)
    ended = call("digest")
    assert (ended.status, ended.err.count("\n")) == (1, 1)
    assert "KeyError: 'day'" in ended.err
    assert "--verbose" in ended.err


def test_an_error_ends_its_sentence_once() -> None:
    assert str(InputError("The server said no.", "Try again")) == "The server said no. Try again"
