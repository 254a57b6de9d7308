"""``mujaz check``: what is fine, and what to do about what is not."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import typer

from bot.errors import MujazError

if TYPE_CHECKING:
    from bot.settings import Settings


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, what was found, and if it is not fine, what to do."""

    part: str
    fine: bool
    found: str
    remedy: str = ""


def command() -> None:
    """Check settings, store, dictionary, token, and that each channel can be read."""
    from bot.settings import read_settings

    findings = asyncio.run(examine(read_settings()))
    _show(findings)
    if not all(finding.fine for finding in findings):
        raise typer.Exit(1)


async def examine(settings: Settings) -> list[Finding]:
    """All findings, in the order in which a person should mend them."""
    findings = [Finding("settings", True, "all names known, all values usable")]
    findings.append(await _finding("store", _store(settings)))
    findings.append(await _finding("dictionary", asyncio.to_thread(_dictionary, settings)))
    findings.append(await _finding("token", _token(settings)))
    if settings.bot_token is not None:
        findings.append(await _finding("updates", _updates(settings)))
    findings.extend(await _channels(settings))
    return findings


async def _finding(part: str, look: Awaitable[str]) -> Finding:
    try:
        return Finding(part, True, await look)
    except MujazError as error:
        return Finding(part, False, error.message, error.remedy)
    except Exception as error:
        return Finding(part, False, f"{type(error).__name__}: {error}")


async def _store(settings: Settings) -> str:
    from bot.store.connection import open_store, server_version

    store = await open_store(settings)
    try:
        version = await server_version(store)
        info = await store.info("persistence")
        if "aof_enabled" in info and not info["aof_enabled"]:
            raise MujazError(
                f"{version} keeps no append-only file: a crash loses what came last",
                "Set appendonly yes on the server",
            )
        where = f"embedded in {settings.data_dir}" if settings.redis_url is None else "a server"
        return f"{version}, {where}"
    finally:
        await store.aclose()


def _dictionary(settings: Settings) -> str:
    from bot.lexicon import open_lexicon

    open_lexicon(settings.data_dir)
    return "the morphological database can be read"


async def _token(settings: Settings) -> str:
    if settings.bot_token is None:
        raise MujazError("MUJAZ_BOT_TOKEN is not set", "Ask @BotFather for one, and set it")
    bot = await _ask(settings, "getMe")
    return f"@{bot['username']}"


async def _updates(settings: Settings) -> str:
    """How updates come, and whether Telegram reached the webhook lately."""
    info = await _ask(settings, "getWebhookInfo")
    wanted, there = settings.webhook_url, info["url"]
    if wanted is None:
        return "fetched" + (f"; the webhook {there} goes at the next start" if there else "")
    if there != wanted:
        return f"received at {wanted} from the next start"
    if info["pending_update_count"] and info.get("last_error_message"):
        raise MujazError(
            f"Telegram does not reach {wanted}: {info['last_error_message']}",
            "Check its certificate, and that the proxy leads to MUJAZ_WEBHOOK_HOST and _PORT",
        )
    return f"received at {wanted}"


async def _ask(settings: Settings, method: str) -> dict[str, Any]:
    from bot.delivery.api import Api, Request

    assert settings.bot_token is not None  # noqa: S101 - checked by the callers
    api = Api(settings.api_base, settings.bot_token.get_secret_value())
    try:
        answer = await api.call(Request(method, {}))
    finally:
        await api.close()
    if answer.code == 200:
        result: dict[str, Any] = answer.result
        return result
    if answer.code in (401, 404):
        raise MujazError("Telegram does not know this token", "Ask @BotFather for the right one")
    raise MujazError(
        f"{settings.api_base} does not answer as the Bot API does: {answer.description}",
        "Check the network, and MUJAZ_API_BASE",
    )


async def _channels(settings: Settings) -> list[Finding]:
    from bot.channels.reading import describe

    return [await _finding(name, describe(name, settings)) for name in settings.channels]


def _show(findings: list[Finding]) -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    from bot.logs import Scrubber

    table = Table("part", "state", "found", "what to do")
    hide = Scrubber(()).hide
    for finding in findings:
        state = "[green]fine[/]" if finding.fine else "[red]mend[/]"
        told = (escape(hide(part)) for part in (finding.part, finding.found, finding.remedy))
        part, found, remedy = told
        table.add_row(part, state, found, remedy)
    Console().print(table)
