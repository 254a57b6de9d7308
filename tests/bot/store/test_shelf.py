"""Events as many readers read them: parsed once a version, within bounds, never stale."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from redis.asyncio import Redis

from bot.events.event import Event
from bot.store import keys, shelf
from bot.store.shelf import Shelf

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)


async def put(store: Redis, event_id: str, hours: int = 0, version: int = 1) -> Event:
    at = NOON - timedelta(hours=hours)
    event = Event(event_id, at, at, (), version=version)
    fields = {"event": event.to_json(), "version": str(version)}
    await store.hset(keys.event(event_id), mapping=fields)
    await store.zadd(keys.EVENTS, {event_id: at.timestamp()})
    await store.zadd(keys.subject("place:صور"), {event_id: at.timestamp()})
    return event


async def test_events_of_a_time_or_a_subject_come_newest_first(store: Redis) -> None:
    events = [await put(store, f"e{n}", hours=n) for n in range(3)]
    kept = Shelf(store)
    assert await kept.between(NOON - timedelta(days=1)) == events
    assert await kept.between(NOON - timedelta(days=1), NOON - timedelta(hours=1)) == events[1:]
    assert await kept.about("place:صور", NOON - timedelta(hours=1)) == events[:2]
    assert await kept.get("e2") == events[2]
    assert await kept.get("e9") is None


async def test_a_version_is_parsed_once_and_a_new_one_replaces_it(store: Redis) -> None:
    await put(store, "e1")
    kept = Shelf(store)
    first = await kept.get("e1")
    assert await kept.get("e1") is first
    await put(store, "e1", version=2)
    again = await kept.get("e1")
    assert again is not None
    assert again.version == 2


async def test_an_event_that_expired_is_gone(store: Redis) -> None:
    await put(store, "e1")
    kept = Shelf(store)
    assert await kept.get("e1")
    await store.delete(keys.event("e1"))
    assert await kept.between(NOON - timedelta(days=1)) == []


async def test_a_look_gives_so_many_events_and_no_more(
    store: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelf, "MOST_EVENTS", 4)
    monkeypatch.setattr(shelf, "PAGE", 3)
    events = [await put(store, f"e{n}", hours=n) for n in range(6)]
    kept = Shelf(store, kept=2)
    assert await kept.between(NOON - timedelta(days=1)) == events[:4]
