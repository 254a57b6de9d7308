"""Where strangers' bytes come in: what each door must hold, whatever comes.

`ENTRIES` are tried by hypothesis in ``make test`` (`tests.fuzz.test_entries`) and by atheris in
``make fuzz`` (`tests.fuzz.__main__`): the same doors, and the same fragments to begin with.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from bot.channels.feeds import parse_feed
from bot.channels.preview import parse_page
from bot.errors import ChannelRefused
from bot.post import Post
from extract import Extractor
from extract.facts import from_json, to_json
from extract.morphology import Lexicon
from tests.fuzz.desk import COMMANDS, TAPS, talking

FOLDER = Path(__file__).with_name("fragments")
NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)
Take = Callable[[bytes], None]


@dataclass(frozen=True, slots=True)
class Entry:
    """One door. ``opened`` gives what takes bytes and raises where a promise is broken;
    ``fragments`` are what its real visitors are made of; ``longest`` is a bound in bytes."""

    opened: Callable[[Lexicon, str | None], Iterator[Take]]
    fragments: tuple[str, ...]
    longest: int


def page(lexicon: Lexicon, store: str | None) -> Iterator[Take]:
    def take(data: bytes) -> None:
        read = parse_page(data, "akhbar", NOW)
        numbers = [int(post.number) for post in read.posts]
        assert numbers == sorted(set(numbers))
        assert set(numbers) <= read.present
        for post in read.posts:
            assert Post.from_json(post.to_json()) == post

    yield take


def feed(lexicon: Lexicon, store: str | None) -> Iterator[Take]:
    def take(data: bytes) -> None:
        try:
            _, posts = parse_feed(data, "https://feeds.example/rss", NOW)
        except ChannelRefused:
            return
        assert [p.published for p in posts] == sorted(p.published for p in posts)
        for post in posts:
            assert Post.from_json(post.to_json()) == post

    yield take


def text(lexicon: Lexicon, store: str | None) -> Iterator[Take]:
    extractor = Extractor(lexicon)

    def take(data: bytes) -> None:
        written = data.decode("utf-8", "ignore")
        report = extractor.extract(written, NOW)
        assert not report.failures, report.failures
        for fact in report.facts:
            begin, end = fact.sentence
            assert 0 <= begin <= fact.span[0] < fact.span[1] <= end <= len(written)
            assert from_json(json.loads(json.dumps(to_json(fact)))) == replace(fact, rule="")

    yield take


def arguments(lexicon: Lexicon, store: str | None) -> Iterator[Take]:
    with talking(store) as (runner, talk):
        yield lambda data: runner.run(talk.say(data.decode("utf-8", "ignore")[:4096]))


def taps(lexicon: Lexicon, store: str | None) -> Iterator[Take]:
    with talking(store) as (runner, talk):
        yield lambda data: runner.run(talk.tap(data[:64].decode("utf-8", "ignore")))


@contextmanager
def opened(name: str, lexicon: Lexicon, store: str | None = None) -> Iterator[Take]:
    """What takes the bytes of one entry; ``store`` is the address of a store to talk over."""
    yield from ENTRIES[name].opened(lexicon, store)


#: What a line of a file cannot hold, and what is easily overlooked.
MARKS = (" ", "\n", "\u0640", "\u064b", "\u200f", "\u202e", "\u2069", "\u200d", "\x00", "\x1b")


def lines(name: str) -> tuple[str, ...]:
    return tuple((FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines())


def words(name: str) -> tuple[str, ...]:
    found = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").split()
    return (*(f"{word} " for word in found), *found, *MARKS)


ENTRIES = {
    "page": Entry(page, lines("page"), 65_536),
    "feed": Entry(feed, lines("feed"), 65_536),
    "text": Entry(text, words("text"), 4_096),
    "arguments": Entry(arguments, (*(f"/{name} " for name in COMMANDS), *words("words")), 1_024),
    "taps": Entry(taps, (*(f"{family}:" for family in TAPS), *words("words")), 64),
}
