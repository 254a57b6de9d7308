"""``mujaz digest``: the digest of texts, article pages, live channels, or of the store."""

from __future__ import annotations

import asyncio
import re
import sys
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from bot.cli import inputs
from bot.errors import InputError, MujazError

if TYPE_CHECKING:
    from bot.digest.composition import Composition
    from bot.digest.wording import Wording
    from bot.settings import Settings

Form = Literal["text", "html", "json"]
PERIOD = re.compile(r"(\d{1,5})\s*([mhdw])")
UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
DEFAULT_PERIOD = "24h"


def command(
    sources: Annotated[
        list[str] | None,
        typer.Argument(help="Text files, article pages, @channels; none: what the store holds."),
    ] = None,
    since: Annotated[
        str | None, typer.Option(help="From when on: 24h, 7d, or a time (ISO 8601).")
    ] = None,
    lang: Annotated[str | None, typer.Option(help="ar or en.")] = None,
    format_: Annotated[Form, typer.Option("--format", help="text, html or json.")] = "text",
) -> None:
    """Print a digest: who met whom, how many were harmed, who demands what, and who says so."""
    from bot.cli.logs import start_logging_by
    from bot.digest.wording import Wording
    from bot.settings import read_settings

    settings = read_settings()
    start_logging_by(settings, quiet=True)
    if lang not in (None, "ar", "en"):
        raise InputError(f"There is no digest in {lang}", "Languages are ar and en")
    now = datetime.now(UTC)
    start = moment_of(since, now, settings) if since else None
    wording = Wording(lang or settings.language)
    if not sources:
        _print(_of_store(settings, wording, now, start), format_)
        return
    composition, failures = _of_sources(sources, settings, wording, now, start)
    if len(failures) == len(sources):
        raise failures[0]
    _print(composition, format_)
    for failure in failures:
        print(f"mujaz: {failure}", file=sys.stderr)
    if failures:
        raise typer.Exit(1)


def moment_of(since: str, now: datetime, settings: Settings) -> datetime:
    """The moment that ``24h``, ``7d`` or a time mean; raises `InputError`."""
    period = PERIOD.fullmatch(since.strip())
    if period:
        return now - timedelta(**{UNITS[period[2]]: int(period[1])})
    time = inputs.moment(since)
    if time is None:
        raise InputError("--since is empty", "Write 24h, 7d, or a time (ISO 8601)")
    return time if time.tzinfo else time.replace(tzinfo=settings.zone)


def _of_sources(
    names: list[str], settings: Settings, wording: Wording, now: datetime, start: datetime | None
) -> tuple[Composition, list[MujazError]]:
    """What given texts tell, joined in memory (no server is needed), and which gave nothing."""
    from bot.cli.sources import posts_of
    from bot.digest.texts import digest_of
    from bot.events.reader import Reader
    from bot.lexicon import open_lexicon

    reader = Reader(open_lexicon(settings.data_dir), settings.timezone)
    newest = start or moment_of(DEFAULT_PERIOD, now, settings)
    posts, failures = asyncio.run(posts_of(names, settings, reader, newest, now))
    return digest_of(posts, reader, wording, settings.timezone, now, start), failures


def _of_store(
    settings: Settings, wording: Wording, now: datetime, start: datetime | None
) -> Composition:
    """What the service has read, since yesterday unless told otherwise."""
    from bot.cli.stores import with_store
    from bot.digest.compose import compose
    from bot.store.events import EventStore

    since = start or moment_of(DEFAULT_PERIOD, now, settings)
    events = with_store(lambda store, settings: EventStore(store).between(since))
    return compose(events, wording, settings.timezone, now, since)


def _print(composition: Composition, form: Form) -> None:
    from bot.digest import render

    if form == "text":
        inputs.write(render.to_text(composition))
    elif form == "html":
        for part in render.to_telegram_html(composition):
            inputs.write(part)
    else:
        inputs.write(inputs.to_line(render.to_json(composition), indent=2))
