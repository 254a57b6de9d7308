"""Feeds, articles, posts by the Bot API, and a channel read once."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from redis.asyncio import Redis
from telegram import Message

from bot.channels import reading
from bot.channels.articles import Article, joined, read_article
from bot.channels.botapi import Intake, album_of, post_of
from bot.channels.channel import ChannelAtWork, Means
from bot.channels.client import Preview
from bot.channels.feeds import FeedReader, parse_feed
from bot.channels.web import Web
from bot.context import Context
from bot.errors import ChannelRefused, NoPreview, NoSuchChannel
from bot.post import Link, Post
from bot.settings import Settings
from bot.store import keys
from bot.store.channels import Channels, Watched
from tests.channels.standin import Standin

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
ARTICLES = next(
    (p / "shared" / "articles" for p in Path(__file__).parents if (p / "shared").exists()),
    Path("/nowhere"),
)

PARAGRAPH = (
    "أعلنت بلدية السهل صباح اليوم فتح الطريق الساحلي أمام حركة السير بعد إغلاق دام ثلاثة أيام "
    "بسبب السيول، ودعت السائقين إلى توخي الحذر عند الجسر الشمالي حتى انتهاء أعمال الصيانة. "
)
PAGE = (
    "<!DOCTYPE html><html lang='ar'><head><meta charset='utf-8'><title>فتح الطريق الساحلي</title>"
    "<meta property='article:published_time' content='2026-02-28'>"
    "<meta property='og:title' content='فتح الطريق الساحلي'></head><body>"
    "<nav><ul><li><a href='/a'>الرئيسية</a></li><li><a href='/b'>رياضة</a></li></ul></nav>"
    f"<article><h1>فتح الطريق الساحلي</h1><p>{PARAGRAPH}</p><p>{PARAGRAPH[::-1]}</p>"
    f"<p>{PARAGRAPH * 2}</p></article><aside><a href='/c'>اقرأ أيضا: خبر آخر</a></aside>"
    "<footer>جميع الحقوق محفوظة</footer></body></html>"
)


def feed(*entries: str) -> bytes:
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>'
        f"<title>موقع السهل</title>{''.join(entries)}</channel></rss>"
    ).encode()


def item(number: int, text: str = "", date: str = "Sun, 01 Mar 2026 10:00:00 +0200") -> str:
    return (
        f"<item><title>خبر {number}</title><link>https://sahl.example/{number}</link>"
        f"<guid>g{number}</guid><description>{text or f'&lt;p&gt;تفاصيل {number}&lt;/p&gt;'}"
        f"</description><pubDate>{date}</pubDate></item>"
    )


@asynccontextmanager
async def server(handler: Any) -> AsyncIterator[str]:
    app = web.Application()
    app.router.add_get("/{path:.*}", handler)
    async with TestServer(app) as running:
        yield str(running.make_url("/"))


def test_a_feed_entry_is_a_post() -> None:
    title, (post,) = parse_feed(feed(item(1)), "https://sahl.example/rss", NOW)
    assert title == "موقع السهل"
    assert post.text == "خبر 1\nتفاصيل 1"
    assert post.published == datetime(2026, 3, 1, 8, tzinfo=UTC)
    assert post.links == (Link("https://sahl.example/1", "خبر 1"),)
    assert post.channel == "https://sahl.example/rss"


BROKEN = b"<rss version='2.0'><channel><item><link>a<item</item></link>"


@pytest.mark.parametrize("body", [b"", b"<html><body>no feed</body></html>", b"\x00\xff", BROKEN])
def test_a_page_that_is_no_feed_is_refused(body: bytes) -> None:
    with pytest.raises(ChannelRefused):
        parse_feed(body, "https://sahl.example/rss", NOW)


def test_an_entry_with_a_date_that_cannot_be_is_dated_when_seen() -> None:
    _, (post,) = parse_feed(feed(item(1, date="never")), "https://sahl.example/rss", NOW)
    assert post.published == NOW


async def test_a_feed_is_read_conditionally_and_tells_only_news() -> None:
    bodies = [feed(item(1)), feed(item(2), item(1, "نص مصحح"))]
    asked: list[str | None] = []

    async def handler(request: web.Request) -> web.Response:
        asked.append(request.headers.get("If-None-Match"))
        if request.headers.get("If-None-Match") == f'"{len(bodies)}"':
            return web.Response(status=304)
        return web.Response(body=bodies[0], headers={"ETag": f'"{len(bodies)}"'})

    async with server(handler) as url, Web(guarded=True, named=(url,)) as reader:
        following = FeedReader(url, reader, lambda: NOW)
        assert [post.text for post in (await following.read()).new] == ["خبر 1\nتفاصيل 1"]
        assert (await following.read()).new == ()
        bodies.pop(0)
        news = await following.read()
        assert [post.text for post in news.new] == ["خبر 2\nتفاصيل 2"]
        assert [post.text for post in news.edited] == ["خبر 1\nنص مصحح"]
        again = FeedReader(url, reader, lambda: NOW)
        again.restore(following.to_json())
        assert (await again.read()).new == ()
        assert asked == [None, '"2"', '"2"', '"1"']


def test_an_article_is_its_main_text() -> None:
    article = read_article(PAGE.encode())
    assert article is not None
    assert article.title == "فتح الطريق الساحلي"
    assert article.published == datetime(2026, 2, 28, tzinfo=UTC)
    assert PARAGRAPH.strip() in article.text
    assert "اقرأ أيضا" not in article.text
    assert "الرئيسية" not in article.text


def test_an_article_in_windows_1256_is_read() -> None:
    page = PAGE.replace("charset='utf-8'", "charset='windows-1256'")
    article = read_article(page.encode("windows-1256"))
    assert article is not None
    assert "الطريق الساحلي" in article.text


@pytest.mark.parametrize(
    "page", [b"", b"<html></html>", b"<div>" * 50_000, b"<" * 100_000, b"\x00" * 1_000]
)
def test_a_page_that_is_no_article_gives_none(page: bytes) -> None:
    assert read_article(page) is None


@pytest.mark.skipif(not ARTICLES.exists(), reason="the saved articles are not here")
@pytest.mark.parametrize("gold", sorted(ARTICLES.glob("*.gold.txt")), ids=lambda path: path.name)
def test_saved_articles(gold: Path) -> None:
    article = read_article(gold.with_name(gold.name.replace(".gold.txt", ".html")).read_bytes())
    assert article is not None
    found, wanted = Counter(article.text.split()), Counter(gold.read_text().split())
    shared = sum((found & wanted).values())
    assert 2 * shared / (sum(found.values()) + sum(wanted.values())) >= 0.95


def test_an_article_joins_a_post_and_its_span_says_where() -> None:
    post = Post("sahl_press", "1", NOW, "فتح الطريق")
    whole = joined(post, Article("عنوان", "نص المقال"))
    assert whole.article is not None
    assert whole.text[slice(*whole.article)] == "عنوان\nنص المقال"
    assert whole.text.startswith("فتح الطريق\n\n")
    assert whole.digest == post.digest
    assert Post.from_json(whole.to_json()) == whole


async def test_a_channel_may_follow_the_links_of_its_own_site(store: Redis) -> None:
    async def handler(request: web.Request) -> web.Response:
        return web.Response(text=PAGE, content_type="text/html")

    async with server(handler) as url, Standin() as standin:
        channel = standin.channel("sahl_press")
        channel.publish("فتح الطريق")
        block = channel.posts[1]
        block.text = "فتح الطريق"
        block_html = block.block

        def linked(name: str) -> str:
            return block_html(name).replace(
                "فتح الطريق", f'فتح الطريق <a href="{url}a">هنا</a> <a href="{url}b">و</a>'
            )

        block.block = linked  # type: ignore[method-assign]
        watched = Watched("sahl_press", follow=("127.0.0.1",))
        await Channels(store).put(watched)
        for guarded, text in ((True, "فتح الطريق هنا و"), (False, PARAGRAPH.strip())):
            await store.delete(keys.POSTS, keys.CHANNEL_HISTORY, keys.post("sahl_press/1"))
            async with Web(guarded=False) as open_web, Web(guarded=guarded) as articles:
                means = Means(
                    store, Preview((standin.base,), open_web), open_web, articles, lambda: NOW
                )
                await ChannelAtWork(watched, means).turn()
            ((_, fields),) = await store.xrange(keys.POSTS)
            post = Post.from_json(fields["post"])
            assert text in post.text
            assert (post.article is None) is guarded


def message(number: int, **more: Any) -> Message:
    base = {
        "message_id": number,
        "date": int(NOW.timestamp()),
        "chat": {"id": -1001, "type": "channel", "title": "السهل", "username": "sahl_press"},
    }
    made = Message.de_json(base | more)
    assert made is not None
    return made


def test_a_message_of_the_bot_api_is_a_post() -> None:
    post = post_of(
        message(
            5,
            text="قتيلان في السهل #عاجل هنا",
            edit_date=int(NOW.timestamp()) + 60,
            entities=[
                {"type": "hashtag", "offset": 16, "length": 5},
                {"type": "text_link", "offset": 22, "length": 3, "url": "https://sahl.example/1"},
            ],
            forward_origin={
                "type": "channel", "date": 1, "message_id": 9,
                "chat": {"id": -1002, "type": "channel", "title": "المنارة", "username": "manara"},
            },
        )
    )  # fmt: skip
    assert post.id == "sahl_press/5"
    assert post.text == "قتيلان في السهل #عاجل هنا"
    assert post.hashtags == ("#عاجل",)
    assert post.links == (Link("https://sahl.example/1", "هنا"),)
    assert (post.forwarded_from, post.forwarded_name) == ("manara", "المنارة")
    assert post.edited == NOW + timedelta(minutes=1)
    assert post.url == "https://t.me/sahl_press/5"


PHOTO = [{"file_id": "a", "file_unique_id": "a", "width": 1, "height": 1}]


def test_members_of_an_album_are_one_post_in_order() -> None:
    members = [post_of(message(number, photo=PHOTO, caption=f"صورة {number}")) for number in (8, 7)]
    post = album_of(members)
    assert (post.number, post.text) == ("7", "صورة 7\nصورة 8")
    assert (post.album, post.media) == (("7", "8"), ("photo", "photo"))


async def test_the_intake_joins_albums_and_survives_a_crash(
    store: Redis, settings: Settings
) -> None:
    time = [1_000.0]
    context = Context(settings=settings, store=store, worker="w")
    intake = Intake(context, quiet=30.0, now=lambda: time[0])
    await intake.take(message(3, text="خبر"))
    await intake.take(message(7, photo=PHOTO, caption="صورة 7", media_group_id="g"))
    await intake.take(message(8, photo=PHOTO, media_group_id="g"))
    assert await store.xlen(keys.POSTS) == 1
    assert await intake.flush() == 0
    time[0] += 31
    assert await Intake(context, quiet=30.0, now=lambda: time[0]).flush() == 1
    posts = [Post.from_json(fields["post"]) for _, fields in await store.xrange(keys.POSTS)]
    assert [(post.number, post.text, post.album) for post in posts] == [
        ("3", "خبر", ()),
        ("7", "صورة 7", ("7", "8")),
    ]
    watched = await Channels(store).get("sahl_press")
    assert watched is not None
    assert watched.pushed
    await intake.release("Sahl_Press")
    watched = await Channels(store).get("sahl_press")
    assert watched is not None
    assert not watched.pushed
    await intake.close()


async def test_a_channel_is_read_once_back_to_a_moment(settings: Settings) -> None:
    async with Standin() as standin:
        channel = standin.channel("Sahl_Press")
        for number in range(60):
            channel.publish(f"خبر {number + 1}", minutes=60)
        reading_settings = settings.model_copy(update={"preview_base": (standin.base,)})
        since = channel.clock - timedelta(hours=30)
        posts = await reading.latest("@sahl_press", since, reading_settings)
        assert [post.number for post in posts] == [str(number) for number in range(30, 61)]
        posts = await reading.latest("@sahl_press", channel.clock, reading_settings)
        assert len(posts) == 20
        assert "last post" in await reading.describe("@sahl_press", reading_settings)
        standin.channel("closed").no_preview = "12 subscribers"
        standin.channel("group").no_preview = "12 members, 3 online"
        with pytest.raises(NoPreview):
            await reading.latest("@closed", since, reading_settings)
        with pytest.raises(NoSuchChannel, match="group"):
            await reading.latest("@group", since, reading_settings)
        with pytest.raises(NoSuchChannel):
            await reading.describe("@nobody", reading_settings)


async def test_an_article_page_is_read_for_a_person(settings: Settings) -> None:
    async def handler(request: web.Request) -> web.Response:
        return web.Response(text=PAGE, content_type="text/html")

    async with server(handler) as url:
        post = await reading.page(url, settings)
    assert post.text.startswith("فتح الطريق الساحلي\n")
    assert post.published == datetime(2026, 2, 28, tzinfo=UTC)
    assert post.article is None
