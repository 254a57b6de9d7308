"""``mujaz``, also ``python -m bot``: what fails prints one line with its remedy."""

from __future__ import annotations

import os
import sys
import traceback
from types import TracebackType
from typing import NoReturn

from bot.errors import MujazError

VERBOSE = "--verbose"
INTERRUPTED = 130


def main(arguments: list[str] | None = None) -> NoReturn:
    """Run the command line and exit: 0 fine, 1 failed, 2 wrongly called, 130 interrupted."""
    from bot.cli import application

    sys.excepthook = _show
    given = sys.argv[1:] if arguments is None else arguments
    words = [word for word in given if word != VERBOSE]
    verbose = len(words) < len(given)
    try:
        application(args=[VERBOSE, *words] if verbose else words)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except BrokenPipeError:  # the reader of our output has left
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except Exception as error:
        if verbose:
            raise
        print(f"mujaz: {_hidden(_told(error))}", file=sys.stderr)
        sys.exit(1)
    sys.exit(0)


def _show(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """The whole story, for ``--verbose``."""
    story = traceback.format_exception(kind, error, trace)
    print(_hidden("".join(story)), end="", file=sys.stderr)


def _hidden(text: str) -> str:
    """Without what looks like a token or a password in an address."""
    from bot.logs import Scrubber

    return Scrubber(()).hide(text)


def _told(error: Exception) -> str:
    """One line for a person."""
    if isinstance(error, MujazError):
        return " ".join(str(error).split())
    if type(error).__module__.startswith("redis."):
        return f"The store failed: {error}. Check that the server runs, and MUJAZ_REDIS_URL"
    if isinstance(error, OSError) and error.strerror:
        return f"{error.strerror}: {error.filename}" if error.filename else error.strerror
    reason = " ".join(f"{type(error).__name__}: {error}".split())
    return f"A mistake of Mujaz itself ({reason}). Run it with --verbose and report what it says"


if __name__ == "__main__":
    main()
