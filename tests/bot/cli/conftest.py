"""The command line as a person calls it, over the session's store and dictionary."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from redis import Redis

from bot.__main__ import main


@dataclass(frozen=True)
class Ended:
    """What a call wrote, and its exit status."""

    status: int
    out: str
    err: str

    @property
    def objects(self) -> list[Any]:
        return [json.loads(line) for line in self.out.splitlines()]


Call = Callable[..., Ended]


@pytest.fixture
def call(
    monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes], tmp_path: Path
) -> Call:
    monkeypatch.chdir(tmp_path)

    def call(*words: str, given: str | bytes = b"") -> Ended:
        data = given.encode() if isinstance(given, str) else given
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        with pytest.raises(SystemExit) as ended:
            main(list(words))
        out, err = capsysbinary.readouterr()
        return Ended(int(ended.value.code or 0), out.decode(), err.decode())

    return call


@pytest.fixture
def one_store(
    monkeypatch: pytest.MonkeyPatch, store_url: str, data_dir: Path
) -> Iterator[Redis]:
    """An empty store that the settings name, as a client for tests that are not asynchronous."""
    monkeypatch.setenv("MUJAZ_REDIS_URL", store_url)
    monkeypatch.setenv("MUJAZ_DATA_DIR", str(data_dir))
    client = Redis.from_url(store_url, decode_responses=True)
    client.flushall()
    yield client
    client.close()


@pytest.fixture
def one_lexicon(monkeypatch: pytest.MonkeyPatch, lexicon: Any) -> None:
    """The session's dictionary instead of one opened anew."""
    monkeypatch.setattr("bot.lexicon.open_lexicon", lambda folder=None: lexicon)
