"""Digests: how much of what a reader is told was told before, or is out of date.

    python -m benchmarks.digests POSTS.jsonl [--hours 12] [--show 3]

Replays recorded posts (as `mujaz replay` takes them) and makes the digest of one reader every
``--hours``, as the schedule would. A line is *redundant* if it tells a figure, a meeting or a
demand in the same words under the same place as a line that this reader had within three days, or
as another line of the same digest. It is *stale* if it tells a figure that its own claimant had
replaced in a post before the digest. It is *unfounded* if it has a number, other than clock times,
days and counts of sources, that stands neither in digits nor in words in a post that it links; one
and two are told by the noun's own form.
``--show`` prints that many digests, for reading.

Needs a file of real posts, so `make bench` does not run it.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import groupby

from benchmarks.figure import figure, ratio
from bot.cli import inputs
from bot.cli.replay import post_of
from bot.digest import render
from bot.digest.compose import compose, gist
from bot.digest.composition import Composition, Item, Line
from bot.digest.spoken import in_digits, read
from bot.digest.wording import Wording
from bot.events.book import EventBook
from bot.events.counted import RUN
from bot.events.reader import Reader
from bot.lexicon import open_lexicon
from bot.post import Post
from bot.settings import Settings
from extract.facts import Casualties

REMEMBERED = timedelta(days=3)
HANDLE = re.compile(r"@\w+")
MOST_REDUNDANT = 2.0  # hundredths of the lines


@dataclass
class Tally:
    """What one reader was told: the lines of the last days with their time, and counts."""

    digests: int = 0
    lines: int = 0
    redundant: list[str] = field(default_factory=list)
    stale: list[str] = field(default_factory=list)
    unfounded: list[str] = field(default_factory=list)
    told: dict[tuple[str, str], datetime] = field(default_factory=dict)

    def take(self, made: Composition, now: datetime, texts: dict[str, str]) -> None:
        self.digests += bool(made.items)
        for item in made.items:
            for line in item.lines:
                self.lines += 1
                shown = f"{item.heading.text} | {line.text}"
                place = item.heading.text.partition(" · ")[2]
                before = self.told.get((place, line.text))
                if before is not None and now - before <= REMEMBERED and place:
                    self.redundant.append(shown)
                self.told[place, line.text] = now
                if _stale(item, line):
                    self.stale.append(shown)
                if not _founded(line, texts):
                    self.unfounded.append(shown)


def _stale(item: Item, line: Line) -> bool:
    """Whether every figure that a line rests on was given anew by its claimant since."""
    figures = [(s.fact, s) for s in line.evidence if isinstance(s.fact, Casualties)]
    if not figures or line.strong or line.text in line.verbatim:  # «what happened» has no figure
        return False
    return all(
        any(
            later.at > statement.at
            and later.post.partition("/")[0] == statement.post.partition("/")[0]
            and _what(other) == _what(fact)
            and _replaces(other, fact)
            for other, later in item.event.casualties
        )
        for fact, statement in figures
    )


def _what(fact: Casualties) -> tuple[object, ...]:
    return fact.role, fact.scope, fact.subset, fact.victims, fact.place, fact.attribution


def _replaces(later: Casualties, fact: Casualties) -> bool:
    """Whether a later figure is another one; running totals of two beginnings do not compare."""
    if later.count is None or fact.count is None or later.count == fact.count:
        return False
    return fact.scope != "cumulative" or fact.count <= later.count <= RUN * fact.count


def _founded(line: Line, texts: dict[str, str]) -> bool:
    linked = " ".join(texts[s.post] for s in line.evidence if s.post in texts)
    borne = {str(number) for number in (1, 2, *read(linked), *line.own)} | set(in_digits(linked))
    return all(number in borne for number in in_digits(HANDLE.sub(" ", line.text)))


def replayed(
    posts: list[Post], reader: Reader, zone: str, hours: int
) -> Iterator[tuple[datetime, Composition, dict[str, str]]]:
    """The digests of one reader, in order, with their times and the texts of the posts so far."""
    book, told, texts = EventBook(), dict[str, str](), dict[str, str]()
    wording, length = Wording("ar"), timedelta(hours=hours).total_seconds()
    for slot, group in groupby(posts, key=lambda post: post.published.timestamp() // length):
        for post in group:
            book.take(reader.read(post))
            texts[post.id] = post.text
        now = datetime.fromtimestamp((slot + 1) * length, posts[0].published.tzinfo)
        made = compose(book, wording, zone, now, since=now - timedelta(hours=hours), told=told)
        for item in made.items:
            told[item.event.id] = gist(item.event)
        yield now, made, texts


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file")
    parser.add_argument("--hours", type=int, default=12)
    parser.add_argument("--show", type=int, default=0)
    arguments = parser.parse_args()
    settings = Settings()
    with inputs.opened(arguments.file) as file:
        posts = [post_of(record, settings) for record in inputs.records(file)]
    posts.sort(key=lambda post: post.published)
    reader, tally = Reader(open_lexicon(), settings.timezone), Tally()
    for now, made, texts in replayed(posts, reader, settings.timezone, arguments.hours):
        if tally.digests < arguments.show:
            print(render.to_text(made), end="\n\n")
        tally.take(made, now, texts)
    figure("digests", f"{tally.digests} of {len(posts):,} posts, {tally.lines:,} lines")
    share = 100 * len(tally.redundant) / max(1, tally.lines)
    ratio("redundant lines", share, MOST_REDUNDANT, "%")
    figure("stale figures", str(len(tally.stale)), "0", not tally.stale)
    figure("unfounded numbers", str(len(tally.unfounded)), "0", not tally.unfounded)
    for name in ("redundant", "stale", "unfounded"):
        for line in getattr(tally, name)[:20]:
            print(f"  {name}: {line}")


if __name__ == "__main__":
    main()
