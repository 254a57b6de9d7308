"""Hostile readers and hostile posts: tricks with addresses, markup, direction, private sources."""

from __future__ import annotations

from datetime import timedelta

import aiohttp
import pytest

from bot.web.asked import clean
from tests.bot.web.conftest import NOON, Site

MARKUP = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'><svg/onload=alert(1)>{{7*7}}"
#: Characters that turn around what follows them; the digits of a number too.
TURNED = "\u202e\u2066\u202d\u2069\u2069"


@pytest.mark.parametrize(
    "path",
    [
        "/../../../etc/passwd",
        "/..%2f..%2fetc/passwd",
        "/style.css/../server.py",
        "/event/..%2F..%2Fmetrics",
        "/event/%00",
        "/event/e0123456789%0d%0aX-Injected:1",
        "/templates/base.html",
        "/day/2026-03-10%00",
        "/day/٢٠٢٦-٠٣-١٠",
        "/day/2026-03-10.json.json",
        "//elsewhere.example/",
        "/day?day=//elsewhere.example",
        "/day?day=2026-03-10%0d%0aLocation:%20http://elsewhere.example",
        "/toll?place=%ff%fe&days=9999999999999999999999",
        "/?page=99999",
        f"/search?q={'ا' * 101}",
        f"/toll?place={'%00' * 200}",
    ],
)
async def test_tricks_with_addresses_get_a_plain_refusal(site: Site, path: str) -> None:
    async with aiohttp.ClientSession() as session:
        raw = aiohttp.client.URL(site.root + path, encoded=True)
        async with session.get(raw, allow_redirects=False) as answer:
            assert answer.status in (400, 404)
            assert "X-Injected" not in answer.headers
            assert "Location" not in answer.headers
            assert "root:" not in await answer.text()


async def test_a_query_longer_than_any_is_refused_by_the_server(site: Site) -> None:
    assert (await site.get(f"/search?q={'x' * 20_000}")).status == 400
    assert (await site.get("/healthz")).status == 200


@pytest.mark.parametrize(
    "path", ["/search?q=", "/toll?place=", "/who?person=", "/demands?party=", "/nowhere/"]
)
async def test_markup_in_a_question_is_shown_as_text(site: Site, path: str) -> None:
    answer = await site.get(path + MARKUP.replace("/", "%2F").replace("#", ""))
    assert answer.page.css("script, img:not(.chart), main svg") == []
    assert "49" not in answer.words("main")


async def test_markup_in_a_post_is_shown_as_text_in_every_form(bare: Site) -> None:
    await bare.publish(
        "sahl_press/1", f"وزارة الصحة {MARKUP}: مقتل 4 أشخاص في غارة على صيدا {MARKUP}"
    )
    await bare.publish(
        "sahl_press/2", f"التقى الرئيس سامر {MARKUP} النعيم نظيره داود تراوري في القاهرة"
    )
    await bare.publish("sahl_press/3", f"طالبت حركة الفجر الوسطاء بإدخال الوقود {MARKUP}")
    await bare.publish(
        f"{MARKUP}/4", "مقتل 5 أشخاص في انهيار مبنى في دمشق", url="javascript:alert(1)"
    )
    events = (await bare.get("/today.json")).json["events"]
    assert events
    paths = ["/", "/who", "/who?person=سامر", "/demands", "/toll", "/channels", "/search?q=غارة"]
    for path in (*paths, *(f"/event/{event['id']}" for event in events)):
        answer = await bare.get(path)
        assert answer.status == 200
        assert answer.page.css("script, img:not(.chart), main svg:not(.course svg)") == []
        links = [str(a.attributes["href"]) for a in answer.page.css("a")]
        assert not any(link.startswith("javascript") for link in links)
    assert "<script" not in (await bare.get("/today.atom")).text


async def test_marks_of_direction_in_a_post_cannot_turn_its_digits_around(bare: Site) -> None:
    await bare.publish("sahl_press/1", f"مقتل 12 شخصا {TURNED} في غارة على صيدا {TURNED} أمس")
    event = (await bare.get("/today.json")).json["events"][0]["id"]
    for path in ("/", f"/event/{event}", "/today.atom"):
        text = (await bare.get(path)).text
        assert not set(TURNED) & set(text)
        assert text.count("<bdi") == text.count("</bdi>")


async def test_what_private_channels_say_is_not_shown(bare: Site) -> None:
    private = "-1001234567890"
    await bare.publish(f"{private}/1", "مقتل 6 أشخاص في غارة على صيدا", url="https://t.me/c/1/1")
    await bare.publish(
        f"{private}/2", "مقتل 4 أشخاص في انهيار مبنى في دمشق", NOON - timedelta(hours=2)
    )
    await bare.publish("sahl_press/2", "مقتل 4 أشخاص في انهيار مبنى في دمشق", NOON)
    text = (await bare.get("/")).text + (await bare.get("/today.json")).text
    assert "صيدا" not in text
    assert "دمشق" in text
    event = await bare.event_at("دمشق")
    shown = await bare.get(f"/event/{event}")
    for answer in (text, shown.text, (await bare.get(f"/event/{event}.json")).text):
        assert private not in answer
        assert "1001234567890" not in answer
    assert "مصدر واحد" in shown.words()


async def test_the_address_of_a_feed_is_shown_without_its_secrets(bare: Site) -> None:
    feed = "https://user:pass@news.example/rss/all?key=s3cret"
    await bare.publish(
        f"{feed}/a1", "مقتل 6 أشخاص في غارة على صيدا", url="https://news.example/story/1"
    )
    event = (await bare.get("/today.json")).json["events"][0]["id"]
    for path in ("/", "/today.json", "/today.atom", f"/event/{event}", f"/event/{event}.json"):
        text = (await bare.get(path)).text
        assert "news.example/rss/all" in text
        assert "s3cret" not in text
        assert "pass@" not in text


async def test_nothing_of_any_reader_is_shown_or_kept(site: Site) -> None:
    before = set(await site.context.store.keys("*"))
    await site.get("/search?q=سر", Cookie="id=1", X_Forwarded_For="192.0.2.1")
    assert set(await site.context.store.keys("*")) == before


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("  غزة\n\tاليوم ", "غزة اليوم"),
        ("\u202eغزة\u200f\x00", "غزة"),
        ("٧", "7"),
        ("\ud800", ""),
        ("", ""),
    ],
)
def test_questions_are_cleaned(written: str, read: str) -> None:
    assert clean(written) == read
