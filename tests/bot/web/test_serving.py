"""How pages are served: cached, protected, read only, and with errors that a reader understands."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from aiohttp import web

from bot.context import Context
from bot.errors import StoreUnavailable
from bot.settings import Settings
from bot.store.connection import client_for
from bot.web import cache
from bot.web.cache import Cache, Page
from bot.web.server import application
from tests.bot.web.conftest import NOON, Clock, Site


async def test_a_page_that_has_not_changed_is_not_sent_again(site: Site) -> None:
    first = await site.get("/")
    assert first.headers["Cache-Control"] == "public, max-age=30"
    again = await site.get("/", If_None_Match=first.headers["ETag"])
    assert (again.status, again.text) == (304, "")
    assert (await site.get("/", If_None_Match='"other"')).status == 200


async def test_a_page_is_kept_for_a_few_seconds_and_then_made_anew(site: Site) -> None:
    assert "8 قتلى" not in (await site.get("/")).words()
    await site.publish("manara_now/9", "مقتل 8 أشخاص في انهيار مبنى في طرابلس")
    assert "8 قتلى" not in (await site.get("/")).words()
    site.clock.now += timedelta(seconds=16)
    assert "8 قتلى" in (await site.get("/")).words()


async def test_pages_are_compressed_for_who_can_read_them(site: Site) -> None:
    assert (await site.get("/", Accept_Encoding="gzip")).headers["Content-Encoding"] == "gzip"


@pytest.mark.parametrize(
    "path", ["/", "/style.css", "/nowhere", "/toll.json", "/today.atom", "/healthz"]
)
async def test_every_answer_is_protected(site: Site, path: str) -> None:
    headers = (await site.get(path)).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script" not in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Server"] == "Mujaz"
    assert "Set-Cookie" not in headers


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
async def test_the_page_is_for_reading_only(site: Site, method: str) -> None:
    answer = await site.get("/", method=method)
    assert answer.status == 405
    assert "GET" in answer.headers["Allow"]
    assert answer.page.css_first("h1").text() == "هذه الصفحة للقراءة فقط"


async def test_head_answers_like_get_without_a_body(site: Site) -> None:
    answer = await site.get("/", method="HEAD")
    assert (answer.status, answer.text) == (200, "")


@pytest.mark.parametrize(
    ("path", "status", "arabic", "english"),
    [
        ("/nowhere", 404, "لا صفحة هنا", "No page here"),
        ("/event/e0123456789", 404, "لا صفحة هنا", "No page here"),
        ("/event/x", 404, "لا صفحة هنا", "No page here"),
        ("/day/yesterday", 400, "لم نفهم الطلب", "The question was not understood"),
        ("/day/2026-02-30", 400, "لم نفهم الطلب", "The question was not understood"),
        ("/toll?place=بيروت&days=0", 400, "لم نفهم الطلب", "The question was not understood"),
        ("/toll?place=بيروت&role=x", 400, "لم نفهم الطلب", "The question was not understood"),
        ("/?page=-1", 400, "لم نفهم الطلب", "The question was not understood"),
    ],
)
async def test_errors_are_told_in_the_readers_language(
    site: Site, path: str, status: int, arabic: str, english: str
) -> None:
    for language, title in (("ar", arabic), ("en", english)):
        answer = await site.get(path, Accept_Language=language)
        assert answer.status == status
        assert answer.page.css_first("h1").text() == title
        assert answer.headers["Cache-Control"] == "no-store"


async def test_errors_of_json_are_json(site: Site) -> None:
    answer = await site.get("/day/2020-01-01.json?lang=en")
    assert (answer.status, answer.json) == (404, {"error": "No page here", "status": 404})


async def test_without_its_store_the_page_says_so(settings: Settings) -> None:
    away = client_for("unix:///nowhere.sock")
    context = Context(settings=settings, store=away, worker="web-1", clock=Clock())
    runner = web.AppRunner(application(context), access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    site = Site(f"http://127.0.0.1:{runner.addresses[0][1]}", context, None, Clock())  # type: ignore[arg-type]
    answer = await site.get("/")
    assert answer.status == 503
    assert answer.headers["Retry-After"] == "5"
    assert answer.page.css_first("h1").text() == "الصفحة غير متاحة الآن"
    assert (await site.get("/channels.json")).json["status"] == 503
    assert (await site.get("/style.css")).status == 200
    await runner.cleanup()
    await away.aclose()


async def test_a_page_is_made_once_for_all_who_wait_for_it() -> None:
    kept, made = Cache(Clock()), 0

    async def make() -> Page:
        nonlocal made
        made += 1
        await asyncio.sleep(0)
        return Page.of(b"x", "text/plain")

    pages = await asyncio.gather(*(kept.get("key", make) for _ in range(20)))
    assert made == 1
    assert len(set(pages)) == 1


async def test_readers_beyond_the_bound_are_asked_to_come_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(cache, "MOST_WAITING", 2)
    kept, go = Cache(Clock()), asyncio.Event()

    async def make() -> Page:
        await go.wait()
        return Page.of(b"x", "text/plain")

    waiting = [asyncio.create_task(kept.get(n, make)) for n in range(2)]
    await asyncio.sleep(0)
    with pytest.raises(StoreUnavailable):
        await kept.get("third", make)
    go.set()
    await asyncio.gather(*waiting)
    assert await kept.get("third", make)


async def test_the_cache_holds_so_many_pages_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "MOST_BYTES", 100)
    kept, made = Cache(Clock()), []

    async def ask(key: int) -> None:
        async def make() -> Page:
            made.append(key)
            return Page.of(b"x" * 40, "text/plain")

        await kept.get(key, make)

    for key in (1, 2, 3, 3, 2, 1):
        await ask(key)
    assert made == [1, 2, 3, 1]


async def test_a_clock_that_is_set_back_does_not_freeze_a_page() -> None:
    clock, made = Clock(), 0
    kept = Cache(clock)

    async def make() -> Page:
        nonlocal made
        made += 1
        return Page.of(b"x", "text/plain")

    await kept.get("key", make)
    clock.now = NOON - timedelta(hours=1)
    await kept.get("key", make)
    assert made == 2
