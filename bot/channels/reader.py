"""One channel's reading: look as far back as needed, and say what happened since the last look."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.channels import cadence
from bot.channels.client import Preview
from bot.channels.history import History, Look, News
from bot.channels.preview import Page
from bot.errors import ChannelRefused

#: How far back a channel is read after downtime, or when it is first watched.
HORIZON_SECONDS = 48 * 3600.0
#: Pages of one look at most: 20 posts each.
MOST_PAGES = 60
#: Numbers on a full page: one with fewer, that names no older page, is the first of a history.
FULL_PAGE = 20
#: Looks that broke off on the way back before what they could not reach is given up as a gap.
PATIENCE = 5
#: Readings after which a vanished newest post is asked for by itself; then twice as many, …
ASK_ALONE_AFTER = 2


@dataclass(frozen=True, slots=True)
class Reading:
    """What one reading brought: the newest page, and the news to be recorded in this order."""

    page: Page
    news: News = field(default_factory=News)


@dataclass(slots=True)
class ChannelReader:
    """Reads one channel; ``history`` is what it knows, kept by its owner between readings."""

    handle: str
    preview: Preview
    clock: Callable[[], datetime]
    history: History = field(default_factory=History)
    readings: int = 0
    _held: list[Page] = field(default_factory=list, init=False)
    _broken_off: int = field(default=0, init=False)

    async def read(self) -> Reading:
        """Read once. Raises `ChannelRefused`; a reading that failed changes nothing that is known.

        The caller records the news before it keeps ``history``: after a crash in between, the same
        news come again, and the post log knows them.
        """
        newest = await self.preview.page(self.handle)
        reading, self.readings = self.readings, self.readings + 1
        if newest.state != "posts" or not newest.present:
            return Reading(newest)
        look = await self._look(newest, reading)
        now = self.clock()
        self._note_gap(look, now)
        self._held.clear()
        self._broken_off = 0
        news = self.history.take(look, now)
        vanished = await self._vanished(look)
        if vanished:
            news = replace(news, deleted=(*news.deleted, *vanished))
        return Reading(newest, news)

    async def _look(self, newest: Page, reading: int) -> Look:
        """The newest page and those before it, as far back as this reading needs."""
        now = self.clock().timestamp()
        pages = [newest]
        low, high = min(newest.present), max(newest.present)
        back = cadence.looks_back(reading, self.history.suspicious(now))
        followed = self.history.oldest_followed(back, now) if back else high
        while len(pages) < MOST_PAGES:
            catching_up = self._catching_up(pages, low, now)
            if not (catching_up or low > followed or self._unsure_beginning(pages[-1], low)):
                break
            try:
                page = self._held_before(low) or await self.preview.page(self.handle, before=low)
            except ChannelRefused:
                if not catching_up:
                    break
                self._broken_off += 1
                if self._broken_off < PATIENCE:
                    self._held = pages[1:] + [page for page in self._held if page not in pages]
                    raise
                break
            older = {number for number in page.present if number < low}
            if not older:
                if page.state in ("empty", "posts") and pages[-1].older is None:
                    low = 0
                break
            pages.append(page)
            low = min(older)
        return Look(tuple(pages), low, high)

    def _catching_up(self, pages: list[Page], low: int, now: float) -> bool:
        """Whether posts may be missing between what is known and the lowest number looked at."""
        oldest = min((p.published for p in pages[-1].posts), default=None)
        if not self.history.high:  # first watched: as if it had been away for the whole horizon
            newest = max((p.published for p in pages[0].posts), default=None)
            last = pages[-1].older is None and len(pages[-1].present) < FULL_PAGE
            if oldest is None or newest is None or last:
                return False
            return (newest - oldest).total_seconds() < HORIZON_SECONDS
        if low <= self.history.high + 1:
            return False
        horizon = now - HORIZON_SECONDS
        beyond = oldest is not None and oldest.timestamp() < horizon
        return not (beyond and self.history.read_at < horizon)

    def _unsure_beginning(self, page: Page, low: int) -> bool:
        """Whether the page says that nothing is older, though posts were known that are."""
        return page.older is None and any(
            self.history.floor <= number < low for number in self.history.posts
        )

    def _held_before(self, low: int) -> Page | None:
        """A page that a look which broke off had read already, if it joins at ``low``."""
        for page in self._held:
            if page.present and min(page.present) < low <= max(page.present) + 1:
                return page
        return None

    def _note_gap(self, look: Look, now: datetime) -> None:
        high = self.history.high
        if not high or look.low <= high + 1:
            return
        beyond = len(look.pages) >= MOST_PAGES or not self._broken_off
        reason = "beyond what is read back" if beyond else "could not be read"
        self.history.missed(high + 1, look.low - 1, reason, now.timestamp())

    async def _vanished(self, look: Look) -> list[int]:
        """Newest posts that are gone with no later neighbour to show it: the page may come from a
        cache, so each is asked for by itself, now and then."""
        above = sorted(number for number in self.history.posts if number > look.high)
        behind = self.history.behind
        if not above or behind < ASK_ALONE_AFTER or behind & (behind - 1):
            return []
        gone = []
        for number in above[-5:]:
            try:
                page = await self.preview.post(self.handle, number)
            except ChannelRefused:
                continue
            if page.state == "posts":
                self.history.posts[number].absent = 0
            elif page.state == "empty" and self.history.gone(number):
                gone.append(number)
        return gone
