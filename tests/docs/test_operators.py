"""What the pages say of settings, commands, roles and measures is what the code has."""

from __future__ import annotations

import re
import shlex
from typing import Any

import pytest
import typer
from prometheus_client import REGISTRY, generate_latest
from redis.asyncio import Redis

import bot.measures  # noqa: F401 - registers what a process counts
from bot.app import ROLES
from bot.cli import application
from bot.settings import Settings
from bot.web.metrics import exposition
from tests.docs.pages import OPERATORS, PAGES, ROOT, code, rows, text

MEASURE = re.compile(r"\bmujaz_[a-z_]*[a-z]\b")
COMMAND = re.compile(r"(?:^|[\s/|;&])mujaz\s+([a-z].*)")


def commands() -> dict[str, Any]:
    """Every command by its name; one that has commands of its own has them as ``commands``."""
    found: dict[str, Any] = vars(typer.main.get_command(application))["commands"]
    return found


def calls(page: str) -> list[list[str]]:
    """Every call of ``mujaz`` in the page's code, as words, comments and pipes cut off."""
    found = []
    for block in code(page):
        for line in block.splitlines():
            match = COMMAND.search(line.partition(" #")[0])
            if match:
                part = re.split(r"\s[|;&>]+\s", match[1])[0]
                found.append(shlex.split(re.sub(r"[\[\]]", " ", part)))
    return found


@pytest.mark.parametrize("page", OPERATORS)
def test_every_setting_stands_in_the_operators_page_and_no_other(page: str) -> None:
    names = re.findall(r"MUJAZ_[A-Z_]+", text(page))
    named = {name.removeprefix("MUJAZ_").lower() for name in names}
    assert named == set(Settings.model_fields)


@pytest.mark.parametrize("page", OPERATORS)
def test_the_defaults_are_those_of_the_settings(page: str) -> None:
    shown = {}
    for cells in rows(page):
        names = re.findall(r"`MUJAZ_([A-Z_]+)`", cells[0])
        values = re.findall(r"`([^`]+)`", cells[1])
        shown |= dict(zip(names, values, strict=False))
    plain = ("api_base", "poll_seconds", "send_per_second", "timezone", "language")
    for name in (*plain, "web_host", "web_port", "log_format"):
        default = Settings.model_fields[name].default
        assert shown[name.upper()] == f"{default:g}" if isinstance(default, float) else str(default)


@pytest.mark.parametrize("page", [page for page in PAGES if page != "CHANGELOG.md"])
def test_every_setting_that_a_page_names_exists(page: str) -> None:
    named = {name.removeprefix("MUJAZ_") for name in re.findall(r"MUJAZ_[A-Z_]*[A-Z]", text(page))}
    named = {name for name in named if not name.startswith("TEST_")}
    assert {name.lower() for name in named} <= set(Settings.model_fields)


@pytest.mark.parametrize("page", PAGES)
def test_every_call_that_is_shown_names_a_command_and_its_options(page: str) -> None:
    for words in calls(page):
        known, command = commands(), None
        while known:
            names = words.pop(0).split("|")
            assert set(names) <= known.keys(), names
            command = known[names[-1]]
            known = getattr(command, "commands", {})
        assert command is not None
        options = {option for asked in command.params for option in asked.opts} | {"--help"}
        shown = {word.partition("=")[0] for word in words if word.startswith("--")}
        assert shown <= options, (command.name, shown - options)


@pytest.mark.parametrize("page", OPERATORS)
def test_every_command_stands_in_the_operators_page(page: str) -> None:
    named = {words[0] for words in calls(page)}
    assert commands().keys() <= named


@pytest.mark.parametrize("page", OPERATORS)
def test_every_role_stands_in_the_operators_table(page: str) -> None:
    named = [cells[0].strip("`") for cells in rows(page) if cells[0].strip("`") in ROLES]
    assert named == list(ROLES)


@pytest.mark.parametrize("page", OPERATORS)
async def test_every_measure_stands_in_the_operators_page_and_no_other(
    page: str, store: Redis
) -> None:
    told = (generate_latest(REGISTRY) + await exposition(store)).decode()
    there = set(re.findall(r"^# TYPE (mujaz_\S+)", told, re.MULTILINE))
    there = {name for name in there if not name.endswith("_created")}
    assert set(MEASURE.findall(text(page))) == there


def test_the_two_commands_of_the_readme_are_in_the_makefile() -> None:
    made = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    for page in PAGES:
        shown = {
            name for block in code(page) for name in re.findall(r"(?:^|\s)make ([a-z]+)", block)
        }
        assert shown <= set(made), page
