"""Posts with known facts, taken into the store's events as the extract role would."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from redis.asyncio import Redis

from bot.delivery.notify import Notifier
from bot.events import assign
from bot.events.assign import Outcome
from bot.post import Post, PostKind
from bot.store import keys
from bot.store.events import EventStore
from bot.store.streams import Stream
from extract.facts import Casualties, Fact, Meeting, Participant, Role

START = datetime(2026, 3, 10, 12, tzinfo=UTC)


def harmed(text: str, role: Role, count: int, place: str | None = None) -> Casualties:
    """The figure ``count`` as it stands in ``text``."""
    at = text.index(str(count))
    span = (at, at + len(str(count)))
    return Casualties(role, count, "exact", span, (0, len(text)), place=place)


def met(text: str, one: str, two: str, status: str = "held") -> Meeting:
    parties = tuple(Participant(name, name) for name in (one, two))
    return Meeting(status, "in_person", parties, (0, len(text)), (0, len(text)))  # type: ignore[arg-type]


class Newsroom:
    """Feeds one store. ``minutes`` count from `START`."""

    def __init__(self, store: Redis) -> None:
        self.store = store
        self.events = EventStore(store)

    async def post(
        self,
        id: str,
        text: str,
        *facts: Fact,
        minutes: float = 0,
        kind: PostKind = "new",
    ) -> Outcome:
        channel, _, number = id.partition("/")
        published = START + timedelta(minutes=minutes)
        url = f"https://t.me/{id}"
        edited = published if kind == "edit" else None
        post = Post(channel, number, published, text, kind, edited, url)
        await self.store.hset(keys.post(id), "post", post.to_json())
        return await self.events.take(assign.read(post, facts, lambda text: ()))

    async def killed(
        self,
        id: str,
        count: int,
        place: str = "نابلس",
        *,
        minutes: float = 0,
        kind: PostKind = "new",
    ) -> Outcome:
        """A post about one strike in ``place``."""
        text = f"مقتل {count} أشخاص في غارة على سوق {place} ظهر اليوم"
        return await self.post(
            id, text, harmed(text, "killed", count, place), minutes=minutes, kind=kind
        )

    async def tell(self, notifier: Notifier) -> int:
        """Lets the notifier handle every change that waits; how many."""
        stream = Stream(self.store, keys.CHANGES, "change")
        await stream.ensure_group(keys.NOTIFY_GROUP)
        handled = 0
        while entries := await stream.read(keys.NOTIFY_GROUP, "notify-1", 100, 0.001):
            for entry in entries:
                await notifier.handle(entry)
                handled += 1
        return handled
