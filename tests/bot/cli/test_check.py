"""``mujaz check`` against the stand-in for Telegram and a real store."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.cli.check import Finding, examine
from bot.demo.telegram import Telegram
from bot.settings import Settings

HOOK = "http://127.0.0.1:9/calls"


@pytest.fixture
async def telegram() -> AsyncIterator[Telegram]:
    async with Telegram() as telegram:
        yield telegram


@pytest.fixture
def given(telegram: Telegram, store_url: str, lexicon: object, lexicon_folder: Path) -> Any:
    folder = {"redis_url": store_url, "data_dir": lexicon_folder}
    return {"api_base": telegram.base, "bot_token": telegram.token, **folder}


async def found(given: dict[str, Any]) -> dict[str, Finding]:
    return {finding.part: finding for finding in await examine(Settings(**given))}


async def test_a_service_that_can_run_is_fine(given: dict[str, Any]) -> None:
    findings = await found(given)
    assert list(findings) == ["settings", "store", "dictionary", "token", "updates"]
    assert all(finding.fine for finding in findings.values()), findings
    assert findings["token"].found == "@mujaz_test_bot"
    assert findings["updates"].found == "fetched"


@pytest.fixture
def no_dictionary(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is looked at once above, and takes its time."""
    monkeypatch.setattr("bot.cli.check._dictionary", lambda settings: "not looked at")


@pytest.mark.usefixtures("no_dictionary")
async def test_a_missing_and_an_unknown_token_are_told(given: dict[str, Any]) -> None:
    unset = await found(given | {"bot_token": None})
    assert "BotFather" in unset["token"].remedy
    assert "updates" not in unset
    wrong = await found(given | {"bot_token": "123456789:AAExampleExampleExampleExample_exa"})
    assert "does not know this token" in wrong["token"].found


@pytest.mark.usefixtures("no_dictionary")
async def test_a_webhook_is_looked_at(given: dict[str, Any], telegram: Telegram) -> None:
    hooked = given | {"webhook_url": HOOK}
    assert "from the next start" in (await found(hooked))["updates"].found
    telegram.webhook = HOOK
    assert (await found(hooked))["updates"] == Finding("updates", True, f"received at {HOOK}")
    assert f"the webhook {HOOK} goes" in (await found(given))["updates"].found
    telegram.webhook_error = {"last_error_date": 1, "last_error_message": "Connection refused"}
    telegram.push("message", {})
    finding = (await found(hooked))["updates"]
    assert not finding.fine
    assert "Connection refused" in finding.found
    assert "MUJAZ_WEBHOOK_HOST" in finding.remedy


@pytest.mark.usefixtures("no_dictionary")
async def test_each_channel_is_looked_at(given: dict[str, Any]) -> None:
    findings = await found(given | {"channels": "akhbar", "preview_base": "http://127.0.0.1:9"})
    assert not findings["akhbar"].fine
    assert "does not answer" in findings["akhbar"].found or findings["akhbar"].remedy
