"""What a person gives to read: files, ``-`` for standard input, lines of JSON."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from bot.errors import InputError

STDIN = "-"
MONTH = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2]))?")
#: Telegram's longest post is 4,096 characters; an article is some 100 kB. More is no text of ours.
LINE_BYTES = 4_000_000


@contextmanager
def opened(name: str) -> Iterator[BinaryIO]:
    """The bytes of a file, or of standard input for ``-``; raises `InputError` naming it."""
    if name == STDIN:
        yield sys.stdin.buffer
        return
    try:
        file = Path(name).open("rb")  # noqa: SIM115 - its error is told apart from its reader's
    except OSError as error:
        raise InputError(f"{name} cannot be read: {error.strerror}", "Name a text file") from None
    with file:
        yield file


def text_of(name: str) -> str:
    """All the text of a file; raises `InputError` if it is not text or too long."""
    with opened(name) as file:
        try:
            data = file.read(LINE_BYTES + 1)
        except OSError as error:
            raise InputError(f"{name} cannot be read: {error.strerror}", "Name a file") from None
    if len(data) > LINE_BYTES:
        raise InputError(f"{name} is longer than {LINE_BYTES:,} bytes", "Give posts with --jsonl")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            f"{name} is not UTF-8 text (byte {error.start})", "Convert it to UTF-8"
        ) from None


@dataclass(frozen=True, slots=True)
class Record:
    """A line of JSON: its object, or why it cannot be used. ``id`` is its own, if it has one."""

    line: int
    value: dict[str, Any]
    error: str = ""

    @property
    def id(self) -> Any:
        return self.value.get("id")


def records(file: BinaryIO) -> Iterator[Record]:
    """The objects of a file with one a line, in constant memory; blank lines are passed over."""
    for number, line in enumerate(lines(file), 1):
        if line is None:
            yield Record(number, {}, f"the line is longer than {LINE_BYTES:,} bytes")
        elif line.strip():
            yield _record(number, line)


def lines(file: BinaryIO) -> Iterator[bytes | None]:
    """Lines of bytes; None for one that is too long, which is passed over piece by piece."""
    while line := file.readline(LINE_BYTES + 1):
        if len(line) <= LINE_BYTES:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = file.readline(LINE_BYTES)
        yield None


def _record(number: int, line: bytes) -> Record:
    try:
        value = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return Record(number, {}, "not UTF-8")
    except RecursionError:
        return Record(number, {}, "not JSON: nested too deeply")
    except ValueError as error:
        return Record(number, {}, f"not JSON: {error}")
    if not isinstance(value, dict):
        return Record(number, {}, "not a JSON object")
    return Record(number, value)


def moment(value: Any) -> datetime | None:
    """A time as ISO 8601 says it; None for none, or for a year or month alone, which date no
    «Saturday». Raises `InputError`."""
    if value is None or value == "" or MONTH.fullmatch(str(value)):
        return None
    try:
        return datetime.fromisoformat(str(value))
    except ValueError:
        raise InputError(f"{value!r} is no time", "Write 2025-12-20T09:30:00+02:00") from None


def to_line(value: Any, indent: int | None = None) -> str:
    """``value`` as JSON. Text that no encoding can carry (half a surrogate pair) is escaped."""
    line = json.dumps(value, ensure_ascii=False, indent=indent)
    try:
        line.encode()
    except UnicodeEncodeError:
        return json.dumps(value, indent=indent)
    return line


def write(line: str) -> None:
    """One line to standard output, in UTF-8 whatever the terminal's locale says."""
    sys.stdout.buffer.write(line.encode() + b"\n")


def flush() -> None:
    sys.stdout.buffer.flush()
