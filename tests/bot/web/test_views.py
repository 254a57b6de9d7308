"""What each page shows, in its three forms and two languages."""

from __future__ import annotations

from datetime import timedelta

import feedparser
import pytest

from bot.web import views
from tests.bot.web.conftest import NOON, POSTS, Site

VIEWS = (
    "/today",
    "/day/2026-03-10",
    "/toll?place=بيروت",
    "/toll",
    "/who?person=سامر النعيم",
    "/who",
    "/demands",
    "/search?q=غارة",
    "/search",
    "/channels",
)


def in_form(path: str, form: str) -> str:
    name, _, query = path.partition("?")
    return f"{name}.{form}?{query}"


async def test_today_shows_each_event_with_its_figures_and_sources(site: Site) -> None:
    page = await site.get("/")
    assert page.status == 200
    strike = next(a for a in page.page.css("article") if "بيروت" in a.text())
    assert "7" in strike.text()
    assert "4" in strike.text()
    links = {link.attributes["href"] for link in strike.css("a")}
    assert {"https://t.me/sahl_press/1", "https://t.me/wadi_akhbar/7"} <= links
    assert "سامر النعيم" in page.words()
    assert "9 قتلى" not in page.words()


async def test_any_kept_day_can_be_asked_for(site: Site) -> None:
    assert "9 قتلى" in (await site.get("/day/2026-03-08")).words()
    assert "لم تذكر القنوات" in (await site.get("/day/2026-03-09")).words()
    sent = await site.get("/day?day=2026-03-08&lang=en")
    assert (sent.status, sent.headers["Location"]) == (302, "/day/2026-03-08?lang=en")
    for gone in ("/day/2026-03-11", "/day/2025-03-10"):
        assert (await site.get(gone)).status == 404


async def test_a_day_begins_at_midnight_of_the_services_zone(bare: Site) -> None:
    late = NOON.replace(day=9, hour=22, minute=30)  # half past midnight in Jerusalem
    await bare.publish("sahl_press/4", "مقتل 3 أشخاص في غارة على صيدا", late)
    assert "3 قتلى" in (await bare.get("/day/2026-03-10")).words()
    assert "3 قتلى" not in (await bare.get("/day/2026-03-09")).words()


async def test_an_event_page_has_the_exact_sentences_with_their_facts_marked(site: Site) -> None:
    page = await site.get(f"/event/{await site.event_at('بيروت')}")
    quotes = [quote.text() for quote in page.page.css("blockquote")]
    assert quotes == [POSTS[0][1], POSTS[1][1]]
    marked = " ".join(mark.text() for mark in page.page.css("mark"))
    assert "4 أشخاص" in marked
    assert [time.text() for time in page.page.css(".timeline time")] == ["09:00", "10:00"]
    assert len(page.page.css(".course tbody tr")) == 2
    assert "الدفاع المدني" in page.words(".course")


async def test_an_event_leads_to_its_places_and_people(site: Site) -> None:
    for place, target in (("بيروت", "/toll?place="), ("القاهرة", "/who?person=")):
        page = await site.get(f"/event/{await site.event_at(place)}?lang=ar")
        links = [str(a.attributes["href"]) for a in page.page.css("main .names a")]
        assert any(link.startswith(target) for link in links)
        for link in links:
            assert "lang=ar" in link
            assert (await site.get(link)).page.css("main section")


async def test_of_an_event_that_many_pass_on_so_many_posts_are_shown(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "MOST_TELLINGS", 1)
    page = await site.get(f"/event/{await site.event_at('بيروت')}")
    assert len(page.page.css(".timeline > li")) == 1
    assert "وسطر آخر" in page.words()


async def test_differences_are_shown_with_who_says_which(bare: Site) -> None:
    await bare.publish("sahl_press/1", "وزارة الصحة: مقتل 12 شخصا في غارة على سوق في بيروت")
    await bare.publish(
        "wadi_akhbar/7", "الدفاع المدني: مقتل 15 شخصا في غارة على سوق في بيروت", NOON
    )
    page = await bare.get(f"/event/{await bare.event_at('بيروت')}")
    told = page.words("section[aria-labelledby=differences]")
    assert "12 قتيلا، وفق وزارة الصحة" in told
    assert "15 قتيلا، وفق الدفاع المدني" in told


async def test_a_deleted_post_is_named_and_its_text_is_gone(site: Site) -> None:
    event = await site.event_at("بيروت")
    await site.publish("wadi_akhbar/7", POSTS[1][1], kind="delete", edited=NOON)
    page = await site.get(f"/event/{event}")
    assert "حذف" in page.words(".withdrawn")
    assert POSTS[1][1] not in page.text
    told = (await site.get(f"/event/{event}.json")).json["timeline"][1]
    assert (told["deleted"], told["facts"]) == (True, [])


async def test_the_toll_of_a_place_is_told_event_by_event(site: Site) -> None:
    page = await site.get("/toll?place=بيروت&days=٧")
    rows = page.words("main section")
    assert "7 قتلى" in rows
    assert "9 قتلى" in rows
    assert "16" not in rows
    chart = page.page.css_first("img.chart").attributes
    assert "بيروت" in str(chart["alt"])
    picture = await site.get(str(chart["src"]))
    assert (picture.status, picture.headers["Content-Type"]) == (200, "image/png")
    assert "11" in (await site.get("/toll?place=بيروت&role=injured")).words("main section")
    assert "لا أرقام" in (await site.get("/toll?place=عمّان")).words()
    assert (await site.get("/toll/chart.png?place=عمّان")).status == 404


async def test_names_are_offered_to_who_has_none(site: Site) -> None:
    places = [a.attributes["href"] for a in (await site.get("/toll")).page.css(".names a")]
    assert places
    assert "بيروت" in (await site.get("/toll.json")).json["offered"][0]
    people = (await site.get("/who?lang=en")).page.css(".names a")
    assert "سامر النعيم" in {a.text() for a in people}
    assert all("lang=en" in str(a.attributes["href"]) for a in people)


async def test_who_met_whom_and_what_is_demanded(site: Site) -> None:
    assert "داود تراوري" in (await site.get("/who?person=سامر النعيم")).words("main section")
    assert "لا لقاءات" in (await site.get("/who?person=ليلى الكرمي")).words()
    assert "إدخال الوقود" in (await site.get("/demands")).words("main section")
    assert "لا مطالب" in (await site.get("/demands?party=حكومة السهل")).words()


async def test_search_finds_words_in_any_form(site: Site) -> None:
    assert "الوقود" in (await site.get("/search?q=بالوقود")).words("article")
    assert "لا شيء" in (await site.get("/search?q=زلزال")).words()


async def test_channels_are_listed_with_their_state_and_no_inner_reason(site: Site) -> None:
    for path in ("/channels", "/channels.json", "/channels.atom"):
        answer = await site.get(path)
        assert "wadi_akhbar" in answer.text
        assert "10.0.0.7" not in answer.text
    assert "لا يمكن قراءتها" in (await site.get("/channels")).words(".bad")


@pytest.mark.parametrize("path", VIEWS)
async def test_every_view_has_a_feed_and_a_json_form(site: Site, path: str) -> None:
    feed = await site.get(in_form(path, "atom"))
    read = feedparser.parse(feed.text)
    assert not read.bozo
    assert feed.headers["Content-Type"].startswith("application/atom+xml")
    assert len({entry.id for entry in read.entries}) == len(read.entries)
    record = await site.get(in_form(path, "json"))
    assert record.json["title"] == read.feed.title
    assert "\u2068" not in record.text


async def test_an_entry_keeps_its_id_while_its_event_changes(site: Site) -> None:
    before = feedparser.parse((await site.get("/today.atom")).text).entries
    text = "الدفاع المدني: ارتفاع عدد القتلى في الغارة على سوق في بيروت إلى 8"
    await site.publish("manara_now/9", text)
    site.clock.now += timedelta(minutes=1)
    after = feedparser.parse((await site.get("/today.atom")).text).entries
    assert {entry.id for entry in before} == {entry.id for entry in after}
    assert any("8 قتلى" in entry.summary for entry in after)


@pytest.mark.parametrize(
    ("query", "accept", "language"),
    [
        ("", "", "ar"),
        ("", "en-GB,en;q=0.9", "en"),
        ("", "fr, en;q=0.5, ar;q=0.7", "ar"),
        ("", "fr", "ar"),
        ("?lang=en", "ar", "en"),
        ("?lang=fr", "en", "en"),
        ("", "en;q=0", "ar"),
        ("", ";;;,,q=x" * 50, "ar"),
    ],
)
async def test_the_page_speaks_the_readers_language(
    site: Site, query: str, accept: str, language: str
) -> None:
    page = await site.get(f"/{query}", Accept_Language=accept)
    root = page.page.css_first("html").attributes
    assert root["lang"] == language
    assert root["dir"] == {"ar": "rtl", "en": "ltr"}[language]
    assert "Accept-Language" in page.headers["Vary"]


async def test_latin_stands_in_isolates_on_an_arabic_page_and_arabic_on_an_english_one(
    site: Site,
) -> None:
    arabic = (await site.get("/?lang=ar")).page
    assert "@sahl_press" in {bdi.text() for bdi in arabic.css("bdi")}
    english = (await site.get("/?lang=en")).page
    assert {bdi.attributes.get("lang") for bdi in english.css("article bdi")} == {"ar"}


async def test_the_words_of_the_sources_can_be_chosen(bare: Site) -> None:
    await bare.publish("sahl_press/1", "ارتقاء 4 شهداء في غارة على صيدا")
    assert "4 قتلى" in (await bare.get("/")).words("article")
    page = await bare.get("/?words=source")
    assert "4 شهداء" in page.words("article")
    assert all("words=source" in str(a.attributes["href"]) for a in page.page.css("article h2 a"))


async def test_a_long_day_is_shown_page_by_page(
    bare: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "PAGE_EVENTS", 2)
    for number, city in enumerate(("صيدا", "دمشق", "عمّان", "تونس", "الخرطوم")):
        text = f"مقتل {number + 3} أشخاص في انهيار مبنى في {city}"
        await bare.publish(f"sahl_press/{number}", text, NOON - timedelta(hours=number))
    seen: list[str] = []
    path = "/"
    for events in (2, 2, 1):
        page = await bare.get(path)
        headings = [h.text() for h in page.page.css("article h2")]
        assert len(headings) == events
        seen += headings
        following = page.page.css_first("a[rel=next]")
        path = str(following.attributes["href"]) if following else ""
    assert path == ""
    assert len(set(seen)) == 5
    assert (await bare.get("/?page=3")).page.css_first("a[rel=prev]") is not None
    assert (await bare.get("/?page=9")).status == 404
