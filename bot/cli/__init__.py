"""The command line: one sub-command a file. Each loads what it needs when it runs, not before."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.cli import backup, check, dead, demo, digest, extract, group, replay, run, status, tail

application = typer.Typer(
    name="mujaz",
    help="Arabic news channels in, sourced facts out.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@application.callback()
def _options(
    verbose: Annotated[bool, typer.Option(help="Show how an error came about.")] = False,
) -> None:
    """Arabic news channels in, sourced facts out."""


for _module in (extract, group, digest, demo, replay, run, tail, check, status):
    application.command(_module.__name__.rpartition(".")[2])(_module.command)
application.command("backup")(backup.backup)
application.command("restore")(backup.restore)
application.add_typer(dead.application, name="dead")
