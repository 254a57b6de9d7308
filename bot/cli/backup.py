"""``mujaz backup`` and ``mujaz restore``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.stores import with_store


def backup(
    file: Annotated[Path, typer.Argument(help="Where to write it, e.g. mujaz.backup.gz")],
) -> None:
    """Write all that the store keeps to a file; the service may go on running."""
    from bot.store.backup import backup as write

    count = with_store(lambda store, settings: write(store, file))
    print(f"{count} keys in {file}", file=sys.stderr)


def restore(
    file: Annotated[Path, typer.Argument(help="A file that mujaz backup wrote.")],
    replace: Annotated[
        bool, typer.Option("--replace", help="Drop what the store holds now.")
    ] = False,
) -> None:
    """Load a backup into the store, which must be empty, while the service is stopped."""
    from bot.store.backup import restore as load

    count = with_store(lambda store, settings: load(store, file, replace=replace))
    print(f"{count} keys from {file}", file=sys.stderr)
