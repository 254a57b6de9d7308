"""``mujaz status``: workers, queues, sends, at a glance."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli import inputs
from bot.cli.stores import with_store

if TYPE_CHECKING:
    from redis.asyncio import Redis
    from rich.table import Table

    from bot.settings import Settings
    from bot.store.overview import Overview

REFRESH_SECONDS = 2.0


def command(
    follow: Annotated[bool, typer.Option("--follow", help="Show it anew every 2 s.")] = False,
    json: Annotated[bool, typer.Option("--json", help="As one JSON object.")] = False,
) -> None:
    """Show the workers, how far each step lags, what waits and what was sent."""

    async def work(store: Redis, settings: Settings) -> None:
        from bot.store.overview import survey

        if json:
            inputs.write(inputs.to_line(_fields(await survey(store))))
        elif follow:
            await _live(store)
        else:
            from rich.console import Console

            Console().print(_table(await survey(store)))

    with_store(work)


async def _live(store: Redis) -> None:
    from rich.live import Live

    from bot.store.overview import survey

    with Live(_table(await survey(store)), auto_refresh=False) as live:
        while True:
            await asyncio.sleep(REFRESH_SECONDS)
            live.update(_table(await survey(store)), refresh=True)


def _fields(overview: Overview) -> dict[str, object]:
    from dataclasses import asdict

    fields = asdict(overview)
    for worker in fields["workers"]:
        worker["since"] = worker["since"].isoformat()
    return fields


def _table(overview: Overview) -> Table:
    from rich.table import Table

    table = Table(show_header=False)
    for worker in overview.workers:
        doing = f"{', '.join(worker.roles)} since {worker.since:%Y-%m-%d %H:%M}"
        table.add_row(f"worker {worker.name}", doing)
    if not overview.workers:
        table.add_row("workers", "none: start mujaz run")
    for queue in overview.queues:
        lag = f"{queue.lag} to do, the oldest for {queue.age:.0f} s" if queue.lag else "all done"
        table.add_row(queue.stream, f"{queue.length} kept, {lag} ({queue.group})")
    table.add_row("outbox", f"{overview.waiting} chats have messages waiting")
    for state, count in sorted(overview.sends.items()):
        table.add_row(f"  {state}", str(count))
    table.add_row("dead letters", f"{overview.dead}, see mujaz dead list" if overview.dead else "0")
    table.add_row("chats", str(overview.chats))
    table.add_row("memory", f"{overview.memory / 1e6:.1f} MB")
    return table
