from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import SettingError
from bot.settings import Settings, read_settings

TOKEN = "123456789:AAExampleExampleExampleExample_exa"


@pytest.fixture(autouse=True)
def elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_lists_are_written_with_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MUJAZ_CHANNELS", "akhbar, @madina ,https://feeds.example/rss")
    monkeypatch.setenv("MUJAZ_ADMINS", "17,23")
    monkeypatch.setenv("MUJAZ_PREVIEW_BASE", "https://t.me/,https://telegram.me")
    settings = read_settings()
    assert settings.channels == ("akhbar", "@madina", "https://feeds.example/rss")
    assert settings.admins == (17, 23)
    assert settings.preview_base == ("https://t.me", "https://telegram.me")


def test_the_environment_wins_over_the_file(
    monkeypatch: pytest.MonkeyPatch, elsewhere: Path
) -> None:
    (elsewhere / "mujaz.toml").write_text('language = "en"\nchannels = ["akhbar"]\nweb_port = 9\n')
    monkeypatch.setenv("MUJAZ_WEB_PORT", "8090")
    settings = read_settings()
    assert (settings.language, settings.channels, settings.web_port) == ("en", ("akhbar",), 8090)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MUJAZ_TIMEZONE", "Asia/Nowhere"),
        ("MUJAZ_POLL_SECONDS", "0"),
        ("MUJAZ_POLL_SECONDS", "soon"),
        ("MUJAZ_LANGUAGE", "fr"),
        ("MUJAZ_WEB_PORT", "70000"),
        ("MUJAZ_ADMINS", "17,me"),
        ("MUJAZ_API_BASE", "ftp://api.example"),
        ("MUJAZ_PREVIEW_BASE", ","),
        ("MUJAZ_REDIS_URL", "postgres://store.example"),
        ("MUJAZ_LOG_FORMAT", "xml"),
        ("MUJAZ_WEBHOOK_URL", "bot.example/hook"),
        ("MUJAZ_WEBHOOK_URL", "http://bot.example/hook"),
        ("MUJAZ_WEBHOOK_URL", "https://bot.example:8081/hook"),
        ("MUJAZ_WEBHOOK_URL", "https://bot.example:99999/hook"),
        ("MUJAZ_WEBHOOK_URL", "https://me:s3cret@bot.example/hook"),
        ("MUJAZ_WEBHOOK_URL", "https://bot.example/hook?s3cret"),
        ("MUJAZ_WEBHOOK_URL", "https://bot.example/{hook}"),
        ("MUJAZ_WEBHOOK_URL", "https://bot.example/healthz"),
    ],
)
def test_a_malformed_setting_is_named(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingError, match=name):
        read_settings()


def test_an_unknown_variable_is_an_error_with_the_nearest_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("MUJAZ_CHANELS", "akhbar")
    with pytest.raises(SettingError, match=r"MUJAZ_CHANELS .*MUJAZ_CHANNELS"):
        read_settings()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("chanels = []", "chanels .*channels"),
        ("language = ", "mujaz.toml cannot be read"),
        ('web_port = "many"', "MUJAZ_WEB_PORT"),
    ],
)
def test_a_bad_file_is_explained(elsewhere: Path, content: str, said: str) -> None:
    (elsewhere / "mujaz.toml").write_text(content)
    with pytest.raises(SettingError, match=said):
        read_settings()


def test_secrets_show_neither_in_repr_nor_in_errors(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = Settings(bot_token=TOKEN, redis_url="redis://:s3cret@store.example")
    for shown in (repr(settings), str(settings), str(settings.model_dump())):
        assert TOKEN not in shown
        assert "s3cret" not in shown
    monkeypatch.setenv("MUJAZ_BOT_TOKEN", "s3cret")
    monkeypatch.setenv("MUJAZ_REDIS_URL", "http://:s3cret@store.example")
    with pytest.raises(SettingError) as raised:
        read_settings()
    assert "s3cret" not in str(raised.value)


def test_an_empty_token_is_no_token(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MUJAZ_BOT_TOKEN", "")
    assert read_settings().bot_token is None


@pytest.mark.parametrize("path", [TOKEN, TOKEN.partition(":")[2]])
def test_the_address_of_the_webhook_may_not_hold_the_token(
    monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    monkeypatch.setenv("MUJAZ_BOT_TOKEN", TOKEN)
    monkeypatch.setenv("MUJAZ_WEBHOOK_URL", f"https://bot.example/{path.replace(':', '/')}")
    with pytest.raises(SettingError, match=r"MUJAZ_WEBHOOK_URL.* token") as raised:
        read_settings()
    assert path not in str(raised.value)


def test_a_bot_api_server_of_ones_own_may_call_any_port(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MUJAZ_API_BASE", "http://127.0.0.1:8082")
    monkeypatch.setenv("MUJAZ_WEBHOOK_URL", "http://127.0.0.1:8081/hook")
    assert read_settings().webhook_url == "http://127.0.0.1:8081/hook"
