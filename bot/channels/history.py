"""What a reader knows of a channel's past, and what a new look at it tells. Pure.

A look is one page or several that join: it covers the numbers from ``low`` to ``high`` without a
hole, so that a number in between that it does not show is gone. What is gone twice is a deletion.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.channels.preview import Page
from bot.post import Post

#: Sightings of an absence that make a deletion.
ABSENCES = 2
#: Posts remembered at least, and at most, whatever their age.
LEAST_KNOWN, MOST_KNOWN = 200, 3_000
#: How long posts are followed for edits and deletions, with an hour to spare.
FOLLOWED_SECONDS = 7 * 3600.0
#: Gaps that are kept for the operator to see.
GAPS_KEPT = 20


@dataclass(slots=True)
class Known:
    """A post that was recorded: digest of its text, publication (Unix seconds), how often it has
    been absent since, the numbers of its album."""

    digest: str
    published: float
    absent: int = 0
    album: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Gap:
    """Numbers ``first`` to ``last`` (inclusive) that may hold posts and could not be read."""

    first: int
    last: int
    reason: str
    at: float


@dataclass(frozen=True, slots=True)
class Look:
    """Pages that join. ``low`` is 0 where the look reached the beginning of the history."""

    pages: tuple[Page, ...]
    low: int
    high: int

    @property
    def present(self) -> frozenset[int]:
        return frozenset().union(*(page.present for page in self.pages))

    @property
    def posts(self) -> list[Post]:
        """Oldest first, each once."""
        found = {int(post.number): post for page in self.pages for post in page.posts}
        return [found[number] for number in sorted(found)]


@dataclass(frozen=True, slots=True)
class News:
    """What a look brought: to be recorded in this order."""

    new: tuple[Post, ...] = ()
    edited: tuple[Post, ...] = ()
    deleted: tuple[int, ...] = ()


@dataclass(slots=True)
class History:
    """One channel's past as far as it matters: kept in the store between readings.

    ``high`` is the highest number up to which everything has been recorded; ``floor`` the lowest
    number that is followed: what is older is history. ``read_at`` is the last good reading;
    ``newest`` when the newest post was published and ``newest_at`` when it was first seen;
    ``behind`` counts readings in a row that ended below ``high``: a page from a cache, or the
    newest posts are gone. Times are Unix seconds.
    """

    high: int = 0
    floor: int = 0
    read_at: float = 0.0
    newest: float = 0.0
    newest_at: float = 0.0
    posts: dict[int, Known] = field(default_factory=dict)
    gaps: list[Gap] = field(default_factory=list)
    behind: int = 0

    def suspicious(self, now: float) -> bool:
        """Whether a post that is still followed was absent last time: look again soon."""
        since = self.channel_now(now) - FOLLOWED_SECONDS + 3600
        return any(known.absent and known.published >= since for known in self.posts.values())

    def channel_now(self, now: float) -> float:
        """The time by the channel's own clock: one that shows posts of another year is read as if
        its newest post had been published when it was first seen."""
        return min(now, self.newest + max(0.0, now - self.newest_at)) if self.newest else now

    def oldest_followed(self, seconds: float, now: float) -> int:
        """The lowest number of the last ``seconds``; ``high`` if there is none."""
        since = self.channel_now(now) - seconds
        followed = [number for number, known in self.posts.items() if known.published >= since]
        return min(followed, default=self.high)

    def missed(self, first: int, last: int, reason: str, now: float) -> None:
        if first <= last:
            self.gaps = [*self.gaps, Gap(first, last, reason, now)][-GAPS_KEPT:]

    def take(self, look: Look, now: datetime) -> News:
        """What ``look`` tells that was not known; remembers it."""
        seconds = now.timestamp()
        stale = look.high < self.high
        self.behind = self.behind + 1 if stale else 0
        heads = {member: number for number, known in self.posts.items() for member in known.album}
        new, edited = [], []
        seen: set[int] = set()
        first = not self.high
        for post in look.posts:
            number = int(post.number)
            if "service" in post.media:  # the platform's notice, nobody's words
                continue
            if number not in self.posts and number in heads:  # the album lost its first member
                number = heads[number]
                post = _renumbered(post, number)
            seen.add(number)
            known = self.posts.get(number)
            if known is None:
                if number >= self.floor:
                    new.append(post)
                    self._remember(post, seconds)
            elif known.digest != post.digest and not (stale and self.behind < ABSENCES):
                edited.append(post.as_kind("edit", edited=now))
                self._remember(post, seconds)
            elif known.absent:
                known.absent = 0
        deleted = self._absences(look, seen)
        self.high = max(self.high, look.high)
        if first:
            self.floor = look.low
        self.read_at = seconds
        self._forget(seconds)
        return News(tuple(new), tuple(edited), tuple(deleted))

    def gone(self, number: int) -> bool:
        """A post at the newest end was found absent by itself; whether it is a deletion now."""
        known = self.posts.get(number)
        if known is None:
            return False
        known.absent += 1
        if known.absent < ABSENCES:
            return False
        del self.posts[number]
        return True

    def _absences(self, look: Look, seen: set[int]) -> list[int]:
        if any(page.nameless for page in look.pages):  # any post may be one of those blocks
            return []
        present = look.present
        deleted = []
        for number in sorted(self.posts):
            if not look.low < number < look.high or number in seen or number in present:
                continue
            if self.gone(number):
                deleted.append(number)
        return deleted

    def _remember(self, post: Post, now: float) -> None:
        published = post.published.timestamp()
        if published > self.newest:
            self.newest, self.newest_at = published, now
        album = tuple(int(member) for member in post.album)
        self.posts[int(post.number)] = Known(post.digest, published, album=album)

    def _forget(self, now: float) -> None:
        """Posts beyond the newest that are out of the time they are followed for."""
        numbers = sorted(self.posts)
        since = self.channel_now(now) - FOLLOWED_SECONDS
        for number in numbers[:-LEAST_KNOWN]:
            if self.posts[number].published < since or len(self.posts) > MOST_KNOWN:
                del self.posts[number]
        if len(numbers) > len(self.posts):
            self.floor = max(self.floor, min(self.posts))

    def to_json(self) -> str:
        return json.dumps(
            {
                "high": self.high,
                "floor": self.floor,
                "read_at": self.read_at,
                "newest": self.newest,
                "newest_at": self.newest_at,
                "behind": self.behind,
                "posts": [
                    [number, known.digest, known.published, known.absent, *known.album]
                    for number, known in self.posts.items()
                ],
                "gaps": [[gap.first, gap.last, gap.reason, gap.at] for gap in self.gaps],
            }
        )

    @classmethod
    def from_json(cls, text: str | bytes) -> History:
        record = json.loads(text)
        return cls(
            high=record["high"],
            floor=record["floor"],
            read_at=record["read_at"],
            newest=record["newest"],
            newest_at=record["newest_at"],
            behind=record["behind"],
            posts=_posts(record["posts"]),
            gaps=[Gap(*gap) for gap in record["gaps"]],
        )


def _posts(rows: Iterable[list[object]]) -> dict[int, Known]:
    return {
        int(str(number)): Known(
            str(digest), float(str(published)), int(str(absent)), tuple(int(str(m)) for m in album)
        )
        for number, digest, published, absent, *album in rows
    }


def _renumbered(post: Post, number: int) -> Post:
    return replace(post, number=str(number), url=f"https://t.me/{post.channel}/{number}")
