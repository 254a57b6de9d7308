"""What the views work with: the public events, the channels, the clock."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.context import Context
from bot.events.event import Event
from bot.store.channels import Channels
from bot.store.events import EVENT_SECONDS
from bot.store.shelf import Shelf
from bot.web.public import public

#: How far back events are kept.
KEPT = timedelta(seconds=EVENT_SECONDS)


@dataclass(frozen=True, slots=True)
class Desk:
    """The store as readers may see it."""

    context: Context
    shelf: Shelf
    channels: Channels

    @classmethod
    def of(cls, context: Context) -> Desk:
        return cls(context, Shelf(context.store), Channels(context.store))

    @property
    def zone(self) -> str:
        """The time zone of the page: the service's own."""
        return self.context.settings.timezone

    def now(self) -> datetime:
        return self.context.clock()

    @property
    def today(self) -> date:
        return self.now().astimezone(self.context.settings.zone).date()

    def start(self, day: date) -> datetime:
        """Midnight at which a day begins."""
        return datetime.combine(day, time(), self.context.settings.zone)

    async def get(self, event_id: str) -> Event | None:
        found = await self.shelf.get(event_id)
        return public(found) if found else None

    async def between(self, since: datetime, until: datetime | None = None) -> list[Event]:
        """Events last told of within the time, newest first."""
        return _public(await self.shelf.between(since, until))

    async def about(self, subject: str, days: int) -> list[Event]:
        """Events of a subject in the last ``days``, newest first."""
        return _public(await self.shelf.about(subject, self.now() - timedelta(days=days)))


def _public(events: Iterable[Event]) -> list[Event]:
    return [shown for event in events if (shown := public(event))]
