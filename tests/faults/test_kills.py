"""Kill what can be killed, then account for every post."""

from __future__ import annotations

import json
import os
import signal
from datetime import UTC, datetime, timedelta
from typing import Any

from redis import Redis

from bot.events.book import EventBook
from bot.events.event import Event
from bot.events.reader import Reader
from bot.post import Post
from bot.store import keys
from extract.facts import to_json
from extract.morphology import Lexicon
from tests.faults.conftest import Service, eventually, stop

MORNING = datetime(2025, 3, 2, 6, 0, tzinfo=UTC)
TOWNS = ("نابلس", "جنين", "صيدا", "عمان", "رفح", "طرابلس")
CHANNELS = ("akhbar", "madina", "sahel")


def traffic(rounds: int) -> list[dict[str, str]]:
    """Posts of three channels on events in six towns, a copy and a later toll of each."""
    posts = []
    for number in range(rounds):
        town, at = TOWNS[number % len(TOWNS)], MORNING + timedelta(hours=number // len(TOWNS) * 30)
        for place, channel in enumerate(CHANNELS):
            toll = 3 + number % 5 + place // 2
            posts.append(
                {
                    "id": f"{channel}/{number + 1}",
                    "source": channel,
                    "published": (at + timedelta(minutes=7 * place)).isoformat(),
                    "text": f"مقتل {toll} أشخاص وإصابة {toll + 9} آخرين في حريق بمدينة {town}",
                }
            )
    return posts


def undisturbed(posts: list[dict[str, str]], lexicon: Lexicon) -> list[dict[str, Any]]:
    """The events that the same posts make in one go, in memory."""
    reader, book = Reader(lexicon, "Asia/Jerusalem"), EventBook()
    for record in posts:
        channel, _, number = record["id"].partition("/")
        published = datetime.fromisoformat(record["published"])
        book.take(reader.read(Post(channel, number, published, record["text"])))
    return told(book)


def stored(store: Redis) -> list[dict[str, Any]]:
    texts = [store.hget(keys.event(str(id_)), "event") for id_ in store.zrange(keys.EVENTS, 0, -1)]
    return told([Event.from_json(str(text)) for text in texts if text])


def told(events: Any) -> list[dict[str, Any]]:
    """What is the same whatever order workers took posts in: sources and figures of each event."""
    return sorted(
        (
            {
                "sources": sorted(source.post for source in event.sources),
                "figures": sorted((s.post, json.dumps(to_json(s.fact))) for s in event.statements),
            }
            for event in events
        ),
        key=json.dumps,
    )


def accounted(store: Redis, posts: list[dict[str, str]]) -> bool:
    """Whether every post went its way to the end: an event, or none for it."""
    groups = {group["name"]: group for group in store.xinfo_groups(keys.POSTS)}
    extract = groups.get(keys.EXTRACT_GROUP)
    if extract is None or extract["pending"] or extract["lag"] != 0:
        return False
    return all(store.hget(keys.post(post["id"]), "event") is not None for post in posts)


def handled(store: Redis) -> int:
    groups = store.xinfo_groups(keys.POSTS) if store.exists(keys.POSTS) else []
    return sum(int(group["entries-read"] or 0) - int(group["pending"]) for group in groups)


def test_workers_and_store_stopped_and_killed_at_work_lose_no_post_and_do_none_twice(
    service: Service, service_store: Redis, lexicon: Lexicon
) -> None:
    posts = traffic(30)
    service.replay(posts)
    killed = service.start("run", "--roles", "extract")
    eventually(lambda: handled(service_store) > 10, service.log.read_text)
    killed.kill()
    killed.wait()
    stopped = service.start("run", "--roles", "extract")
    eventually(lambda: handled(service_store) > 30, service.log.read_text)
    assert stop(stopped) == 0
    _nothing_is_half_done(service_store, posts)
    last = service.start("run", "--roles", "extract")
    eventually(lambda: handled(service_store) > 50, service.log.read_text)
    os.kill(service_store.info("server")["process_id"], signal.SIGKILL)
    eventually(lambda: accounted(service_store, posts), service.log.read_text)
    assert stop(last) == 0
    assert stored(service_store) == undisturbed(posts, lexicon)
    assert service_store.xlen(keys.POSTS) == len(posts)
    assert service_store.xlen(keys.DEAD) == 0
    log = service.log.read_text()
    assert log.count('"event": "stopped"') == 2
    assert "Traceback" not in log


def _nothing_is_half_done(store: Redis, posts: list[dict[str, str]]) -> None:
    """After a clean stop, what was acknowledged is what has its results; the worker is gone."""
    events = [store.hget(keys.post(post["id"]), "event") for post in posts]
    assert sum(event is not None for event in events) == handled(store)
    assert not store.exists(keys.WORKERS)
