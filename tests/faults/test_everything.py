"""Every role and the store killed at random while channels publish, edit and delete.

At the end everything is accounted for: posts, events, messages, keys, memory. In `make test` each
is killed once, on one host; `make soak` goes on for ``MUJAZ_TEST_SOAK_SECONDS`` on as many hosts as
``MUJAZ_TEST_SOAK_HOSTS`` says (`tests.faults.stage`).
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import re
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from redis.asyncio import Redis
from redis.exceptions import RedisError

from bot.delivery.rules import parse
from bot.demo.telegram import Chat, Telegram
from bot.events.book import EventBook
from bot.events.event import Event
from bot.events.reader import Reader
from bot.post import Post
from bot.settings import Settings
from bot.store import chats, keys
from bot.store.connection import open_store
from bot.store.outbox import Outbox
from bot.store.posts import PostLog
from bot.store.rules import Rules
from bot.store.streams import Stream
from extract.morphology import Lexicon
from tests.channels.standin import Standin, StandinPost
from tests.faults.memory import Memory
from tests.faults.stage import PATIENCE_SECONDS, Stage
from tests.faults.test_kills import TOWNS, told

SECONDS = float(os.environ.get("MUJAZ_TEST_SOAK_SECONDS", "0"))
HOSTS = int(os.environ.get("MUJAZ_TEST_SOAK_HOSTS", "1"))
SEED = int(os.environ.get("MUJAZ_TEST_SOAK_SEED", "11"))
ROLES = ("watch", "extract", "notify", "send", "chat")
NAMES = (*ROLES, *(f"{role}@{host}" for host in range(2, HOSTS + 1) for role in ROLES))
ALL = (*NAMES, "store")
#: One host after another is spared for so long, so that its processes grow old.
SPARED_SECONDS = 240.0
CHANNELS = ("akhbar_press", "madina_press", "sahel_press")
#: Together with six towns, thirty misfortunes that nobody takes for one another.
KINDS = ("حريق", "انهيار مبنى", "حادث سير", "انفجار مصنع", "غرق قارب")
#: Readers 1 to 3 want every one; the others those of one town.
FOLLOWED = {1: "قتلى>=1", 2: "قتلى>=1", 3: "قتلى>=1", 4: f"مكان:{TOWNS[0]}", 5: f"مكان:{TOWNS[1]}"}
SCRIPTED = "Too Many Requests: retry after 1 (for no reason)"
ENDS = {"sent", "unchanged", "superseded", "merged", "uncertain"}
#: An edit whose answer died with its sender is made again.
EXPECTED = (SCRIPTED, "Bad Request: message is not modified")
#: The same town suffers again after this long, from something else.
APART = timedelta(hours=36)

#: Keys that live as long as what they belong to, without an expiry.
LASTING = re.compile(
    r"{mujaz}:(posts|changes|outbox|dead|timeline|schema|events|channels(:status|:history)?|watchers"
    r"|outbox:(order|counts)|chat:\d+|chats|rules(:entries|:order)?|rules:of:\d+|match:.+"
    r"|lease:[^:]+(:[^:]+)?:counter|schedule:\d+|schedules|workers)"
)


@dataclass
class World:
    """The service with what surrounds it, and what has been done to both."""

    telegram: Telegram
    channels: Standin
    stage: Stage
    store: Redis
    chance: random.Random
    killed: Counter[str] = field(default_factory=Counter)
    rounds: int = 0
    held: Memory = field(default_factory=Memory)

    def publish(self) -> None:
        """Three channels tell of one misfortune, a town further each round."""
        town, kind = TOWNS[self.rounds % len(TOWNS)], KINDS[self.rounds % len(KINDS)]
        toll = 11 + self.rounds % 80
        text = f"مقتل {toll} شخصا وإصابة {toll + 9} آخرين في {kind} بمدينة {town}"
        self.rounds += 1
        for name in CHANNELS:
            channel = self.channels.channel(name)
            channel.clock += APART / len(TOWNS) if name == CHANNELS[0] else timedelta()
            channel.clock = max(channel.clock, self.channels.channel(CHANNELS[0]).clock)
            channel.publish(text)

    def revise(self) -> None:
        """One channel raises a toll, or takes a post back."""
        name = self.chance.choice(CHANNELS[1:])
        channel = self.channels.channel(name)
        post = channel.posts[self.chance.choice(sorted(channel.posts)[-4:])]
        if name == CHANNELS[1] and not post.edited:
            toll = int(re.findall(r"\d+", post.text)[0])
            channel.edit(post.number, post.text.replace(str(toll), str(toll + 100), 1))
        elif name == CHANNELS[2] and len(channel.posts) > 2:
            channel.delete(post.number)

    def disturb(self) -> None:
        """A misfortune of one request to either host."""
        self.channels.faults.append(self.chance.choice(["refuse", "502", "cut", "429 1"]))
        fault = self.chance.choice(
            [
                {"cut": "before"},
                {"cut": "after"},
                {"code": 502, "description": "Bad Gateway"},
                {"code": 429, "description": SCRIPTED, "retry_after": 1},
            ]
        )
        self.telegram.fault(method="sendMessage", **fault)

    async def kill(self, victim: str) -> None:
        self.killed[victim] += 1
        await self.stage.kill(victim, self.store)


@asynccontextmanager
async def running(folder: Path, seed: int) -> AsyncIterator[World]:
    async with Telegram() as telegram, Standin() as channels:
        start = datetime.now(UTC) - timedelta(days=50)
        for name in CHANNELS:
            channels.channel(name).clock = start
        settings: dict[str, Any] = {
            "data_dir": folder,
            "bot_token": telegram.token,
            "api_base": telegram.base,
            "preview_base": channels.base,
            "channels": ",".join(CHANNELS),
            "poll_seconds": 1,
        }
        stage = Stage(folder, settings)
        store = await open_store(Settings(data_dir=folder))
        try:
            yield World(telegram, channels, stage, store, random.Random(seed))
        finally:
            await stage.stop()
            await store.aclose()


async def test_whatever_is_killed_everything_is_accounted_for(
    data_dir: Path, lexicon: Lexicon, lexicon_folder: Path
) -> None:
    for database in lexicon_folder.glob("*.db"):
        (data_dir / database.name).symlink_to(database)
    async with running(data_dir, SEED) as world:
        await people(world)
        world.publish()
        for name in NAMES:
            world.stage.start(name)
        for name in NAMES:
            await world.stage.present(name, world.store)
        try:
            await trouble(world)
            await settled(world)
            await posts_are_accounted_for(world)
            events = await ledger_is_that_of_an_undisturbed_run(world, lexicon)
            await everybody_was_served_once(world, events)
            world.held.look(world.stage.processes)
            world.held.is_flat()
            await world.stage.stop()
            await no_key_is_left_behind(world)
        except (AssertionError, TimeoutError):
            print(*world.stage.logs(), sep="\n")
            raise
        print(f"\n{world.rounds} events, killed {dict(world.killed)}\n{world.held.told()}")


async def people(world: World) -> None:
    """Readers with a rule each, and one who asks the bot now and then."""
    for chat, rule in FOLLOWED.items():
        world.telegram.person(chat)
        await chats.Chats(world.store).save(chats.Chat(chat))
        await Rules(world.store).add(chat, parse(rule))
    world.telegram.person(9)


async def trouble(world: World) -> None:
    """Kills, one after another, while the channels go on."""
    victims = world.chance.sample(ALL, len(ALL))
    began = time.monotonic()
    while victims or time.monotonic() < began + SECONDS:
        world.held.look(world.stage.processes)
        world.publish()
        await asyncio.sleep(world.chance.uniform(0.2, 1.2))
        if world.chance.random() < 0.6:
            world.revise()
        if world.chance.random() < 0.6:
            world.disturb()
        spared = 1 + int((time.monotonic() - began) / SPARED_SECONDS) % HOSTS
        doomed = [name for name in ALL if HOSTS == 1 or host_of(name) != spared]
        chosen, victims = victims[:2] or world.chance.choices(doomed), victims[2:]
        for victim in chosen:
            await world.kill(victim)
        if world.rounds % 3 == 0:
            world.telegram.say(9, "/help")


def host_of(name: str) -> int:
    """The store stands on no host: it is never spared."""
    return 0 if name == "store" else int(name.partition("@")[2] or 1)


async def settled(world: World) -> None:
    """Until the last post is read and all that follows from it has ended."""
    world.channels.faults.clear()
    posts = Stream(world.store, keys.POSTS, "post")
    changes = Stream(world.store, keys.CHANGES, "change")

    async def at_rest() -> bool:
        return (
            await differing(world) == []
            and not await posts.lag(keys.EXTRACT_GROUP)
            and not await changes.lag(keys.NOTIFY_GROUP)
            and not await Outbox(world.store).backlog()
        )

    try:
        await until(at_rest)
    except TimeoutError:
        print("not read as published:", await differing(world))
        raise


async def until(holds: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(PATIENCE_SECONDS):
        while True:
            with suppress(RedisError):
                if await holds():
                    return
            await asyncio.sleep(0.1)


async def differing(world: World) -> list[str]:
    """Posts that the log has otherwise than they stand in their channels."""
    log, wrong = PostLog(world.store), []
    for name in CHANNELS:
        channel = world.channels.channel(name)
        for number in range(1, channel.last + 1):
            standing: StandinPost | None = channel.posts.get(number)
            read = await log.get(f"{name}/{number}")
            text = read.text if read and read.kind != "delete" else None
            never_seen = standing is None and read is None
            if not never_seen and text != (standing.text if standing else None):
                wrong.append(f"{name}/{number}")
    return wrong


async def posts_are_accounted_for(world: World) -> None:
    """Each version was announced once, and each post taken in."""
    announced: Counter[str] = Counter()
    async for entry in Stream(world.store, keys.POSTS, "post").entries():
        announced[entry.payload] += 1
        post = Post.from_json(entry.payload)
        assert await world.store.hget(keys.post(post.id), "event") is not None, post.id
    assert set(announced.values()) == {1}
    assert await world.store.xlen(keys.DEAD) == 0


async def ledger_is_that_of_an_undisturbed_run(world: World, lexicon: Lexicon) -> list[Event]:
    """The same posts, in the order of the stream, in one process: the same events and figures."""
    reader, book = Reader(lexicon, "Asia/Jerusalem"), EventBook()
    async for entry in Stream(world.store, keys.POSTS, "post").entries():
        book.take(reader.read(Post.from_json(entry.payload)))
    texts = [
        await world.store.hget(keys.event(id_), "event")
        for id_ in await world.store.zrange(keys.EVENTS, 0, -1)
    ]
    events = [Event.from_json(str(text)) for text in texts]
    found, wanted = standing(events), standing(book)
    strange = [event for event in found if event not in wanted]
    missing = [event for event in wanted if event not in found]
    assert (strange, missing) == ([], [])
    assert len(events) == world.rounds
    return events


def standing(events: Iterable[Event]) -> list[dict[str, Any]]:
    """What stands in the ledger. A post deleted before a worker came to it never stood there."""
    live = []
    for event in events:
        posts = {source.post for source in event.live}
        statements = tuple(said for said in event.statements if said.post in posts)
        live.append(replace(event, sources=event.live, statements=statements))
    return told(live)


async def everybody_was_served_once(world: World, events: list[Event]) -> None:
    """One alert for each event and follower, nothing twice but for a lost answer."""
    outbox = Outbox(world.store)
    sent: Counter[int] = Counter()
    async for entry in Stream(world.store, keys.OUTBOX, "message").entries():
        message = json.loads(entry.payload)
        state = await outbox.state(message["id"])
        assert state["state"] in ENDS, f"{message['id']}: {state['state']}, {state['reason']}"
        if message["amends"] is None:
            sent[int(message["chat"])] += 1
    for chat, rule in FOLLOWED.items():
        town = rule.partition(":")[2]
        wanted = [event for event in events if town in text_of(world, event)]
        assert wanted
        for event in wanted:
            assert await outbox.state(f"alert:{chat}:{event.id}"), f"{chat} missed {event.id}"
    counts = await outbox.counts()
    copies = sum(len(reader(world, chat).texts()) - sent[chat] for chat in FOLLOWED)
    assert copies + counts.get("uncertain", 0) >= 0
    assert copies <= counts.get("unsure", 0)
    refused = {request.description for request in world.telegram.violations}
    assert not [words for words in refused if not words.startswith(EXPECTED)]
    await until_answered(world)


def text_of(world: World, event: Event) -> str:
    channel, _, number = event.live[0].post.partition("/")
    return world.channels.channel(channel).posts[int(number)].text


def reader(world: World, chat: int) -> Chat:
    return world.telegram.world.chats[chat]


async def until_answered(world: World) -> None:
    """Whoever asked was answered."""
    asked = len([s for s in reader(world, 9).shown() if s.sender is not None])
    await world.telegram.until(lambda: len(reader(world, 9).texts()) >= asked, PATIENCE_SECONDS)


async def no_key_is_left_behind(world: World) -> None:
    """Every key expires, or belongs to something that lasts."""
    rules = await world.store.hkeys(keys.RULES)
    async for key in world.store.scan_iter(count=1000):
        if await world.store.ttl(key) == -1:
            assert LASTING.fullmatch(key), key
        if key.startswith(keys.match("")):
            assert await world.store.smembers(key) <= set(rules), key
    for rank in range(3):
        assert not await world.store.exists(keys.due(rank))


pytestmark = pytest.mark.timeout(SECONDS + (2 + HOSTS) * PATIENCE_SECONDS)
