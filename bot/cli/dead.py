"""``mujaz dead``: the entries that no worker could do."""

from __future__ import annotations

import sys
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli import inputs
from bot.cli.stores import with_store
from bot.errors import InputError

if TYPE_CHECKING:
    from bot.store.dead import DeadLetter, DeadLetters

application = typer.Typer(no_args_is_help=True, help="Entries that no worker could do.")

Ids = Annotated[list[str] | None, typer.Argument(help="Their ids.")]
All = Annotated[bool, typer.Option("--all", help="All of them.")]


@application.command("list")
def list_(json: Annotated[bool, typer.Option("--json", help="One object a line.")] = False) -> None:
    """Print every dead letter: its id, stream, and why it is there."""
    for letter in _letters():
        if json:
            inputs.write(inputs.to_line(_fields(letter)))
        else:
            reason = " ".join(letter.reason.split())
            inputs.write(f"{letter.id}  {letter.at:%Y-%m-%d %H:%M}  {letter.group}  {reason}")


@application.command()
def show(ids: Annotated[list[str], typer.Argument(help="Their ids.")]) -> None:
    """Print all of some dead letters, what they carry too."""
    for letter in _chosen(ids, False):
        inputs.write(inputs.to_line(_fields(letter), indent=2))


@application.command()
def retry(ids: Ids = None, all_: All = False) -> None:
    """Give dead letters to the workers again."""
    _each(_chosen(ids, all_), lambda letters, letter: letters.retry(letter), "given again")


@application.command()
def drop(ids: Ids = None, all_: All = False) -> None:
    """Forget dead letters."""
    _each(_chosen(ids, all_), lambda letters, letter: letters.drop(letter), "dropped")


def _letters() -> list[DeadLetter]:
    from bot.store.dead import DeadLetters

    return with_store(lambda store, settings: DeadLetters(store).all())


def _chosen(ids: list[str] | None, everything: bool) -> list[DeadLetter]:
    if bool(ids) == everything:
        raise InputError("Which dead letters?", "Give ids, or --all")
    letters = {letter.id: letter for letter in _letters()}
    if everything:
        return list(letters.values())
    if missing := [id_ for id_ in ids or () if id_ not in letters]:
        raise InputError(f"There is no dead letter {missing[0]}", "See mujaz dead list")
    return [letters[id_] for id_ in ids or ()]


def _each(
    chosen: list[DeadLetter],
    act: Callable[[DeadLetters, DeadLetter], Awaitable[None]],
    done: str,
) -> None:
    from bot.store.dead import DeadLetters

    async def work(store: Any, settings: Any) -> None:
        for letter in chosen:
            await act(DeadLetters(store), letter)

    with_store(work)
    print(f"{len(chosen)} {done}", file=sys.stderr)


def _fields(letter: DeadLetter) -> dict[str, Any]:
    from dataclasses import asdict

    return asdict(letter) | {"at": letter.at.isoformat()}
