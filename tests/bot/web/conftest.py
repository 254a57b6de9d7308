"""The readers' page over a real store, asked over real HTTP."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from redis.asyncio import Redis
from selectolax.lexbor import LexborHTMLParser

from bot.channels.states import Status
from bot.context import Context
from bot.events.reader import Reader
from bot.post import Post
from bot.settings import Settings
from bot.store.channels import Channels
from bot.store.events import EventStore
from bot.web.server import application
from extract.morphology import Lexicon

NOON = datetime(2026, 3, 10, 10, tzinfo=UTC)
#: Name, text, hours before noon.
POSTS = (
    ("sahl_press/1", "وزارة الصحة: مقتل 4 أشخاص وإصابة 11 آخرين في غارة على سوق في بيروت", 3),
    ("wadi_akhbar/7", "الدفاع المدني: ارتفاع عدد القتلى في الغارة على سوق في بيروت إلى 7", 2),
    ("sahl_press/2", "التقى الرئيس سامر النعيم نظيره داود تراوري في القاهرة لبحث إعادة الإعمار", 1),
    ("sahl_press/3", "طالبت حركة الفجر الوسطاء بإدخال الوقود إلى المستشفيات", 1),
    ("wadi_akhbar/5", "وزارة الصحة: مقتل 9 أشخاص في انفجار في بيروت", 50),
)


class Clock:
    """The page's time, which a test moves."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Answer:
    status: int
    headers: Any
    text: str
    page: LexborHTMLParser = field(init=False)

    def __post_init__(self) -> None:
        self.page = LexborHTMLParser(self.text)

    @property
    def json(self) -> Any:
        return json.loads(self.text)

    def words(self, selector: str = "main") -> str:
        """The text that a reader sees of a part of the page."""
        return " ".join(" ".join(n.text() for n in self.page.css(selector)).split())


class Site:
    """A reader's way to the page."""

    def __init__(self, root: str, context: Context, reader: Reader, clock: Clock) -> None:
        self.root = root
        self.context = context
        self.clock = clock
        self._reader = reader
        self._events = EventStore(context.store)

    async def publish(self, name: str, text: str, at: datetime = NOON, **more: Any) -> Post:
        """A post, taken in as the role `extract` takes it."""
        channel, _, number = name.rpartition("/")
        post = Post(channel, number, at, text, **{"url": f"https://t.me/{name}", **more})
        await self._events.take(self._reader.read(post))
        return post

    async def get(self, path: str, method: str = "GET", **headers: str) -> Answer:
        async with (
            aiohttp.ClientSession() as session,
            session.request(
                method,
                self.root + path,
                headers={name.replace("_", "-"): text for name, text in headers.items()},
                allow_redirects=False,
            ) as response,
        ):
            text = await response.text() if response.content_type != "image/png" else ""
            return Answer(response.status, response.headers, text)

    async def event_at(self, place: str) -> str:
        """The id of today's event at a place."""
        events = (await self.get("/today.json")).json["events"]
        return str(next(event["id"] for event in events if place in (event["place"] or "")))


@pytest.fixture(scope="session")
def reader(lexicon: Lexicon) -> Reader:
    return Reader(lexicon, "Asia/Jerusalem")


@pytest.fixture
async def bare(settings: Settings, store: Redis, reader: Reader) -> AsyncIterator[Site]:
    """The page over an empty store."""
    clock = Clock()
    context = Context(settings=settings, store=store, worker="web-1", clock=clock)
    runner = web.AppRunner(application(context), access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield Site(f"http://127.0.0.1:{runner.addresses[0][1]}", context, reader, clock)
    await runner.cleanup()


@pytest.fixture
async def site(bare: Site) -> Site:
    """The page, with the news of a morning and two channels."""
    for name, text, hours in POSTS:
        await bare.publish(name, text, NOON - timedelta(hours=hours))
    channels = Channels(bare.context.store)
    await channels.add("sahl_press")
    await channels.add("wadi_akhbar")
    watched = await channels.get("wadi_akhbar")
    assert watched is not None
    status = Status("unreadable", NOON, "http://10.0.0.7:3128 refused", newest=NOON)
    await channels.keep(watched, status, None)
    return bare
