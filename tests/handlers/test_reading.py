"""What people ask about the news: posts taken in as the extract role takes them, then questions."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.context import Context
from bot.events.reader import Reader
from bot.post import Post
from bot.store.events import EventStore
from bot.store.posts import PostLog
from extract.morphology import Lexicon
from tests.handlers.conftest import NOON, Conversation

POSTS = (
    ("sahl_press/1", "وزارة الصحة: مقتل 4 أشخاص وإصابة 11 آخرين في غارة على سوق في بيروت", 3),
    ("wadi_akhbar/7", "الدفاع المدني: ارتفاع عدد القتلى في الغارة على سوق في بيروت إلى 7", 2),
    ("sahl_press/2", "التقى الرئيس سامر النعيم نظيره داود تراوري في القاهرة لبحث إعادة الإعمار", 1),
    ("sahl_press/3", "طالبت حركة الفجر الوسطاء بإدخال الوقود إلى المستشفيات", 1),
)


@pytest.fixture
async def news(context: Context, lexicon: Lexicon) -> None:
    """Four posts of the morning, in the store."""
    reader = Reader(lexicon, "Asia/Jerusalem")
    log, events = PostLog(context.store), EventStore(context.store)
    for name, text, hours in POSTS:
        channel, _, number = name.partition("/")
        url = f"https://t.me/{name}"
        post = Post(channel, number, NOON - timedelta(hours=hours), text, url=url)
        await log.record(post)
        await events.take(reader.read(post))


async def test_a_digest_tells_them_with_their_sources(news: None, sara: Conversation) -> None:
    text = await sara.say("/digest")
    assert "7" in text
    assert "سامر النعيم" in text
    assert "@sahl_press" in text
    assert "لا جديد" in await sara.say("/digest @nobody_here")
    assert not sara.telegram.violations


async def test_the_story_and_the_exact_sentence_are_a_tap_away(
    news: None, sara: Conversation
) -> None:
    await sara.say("/digest")
    await sara.tap("بيروت")
    story = sara.last
    assert "@wadi_akhbar" in story.text
    await sara.tap("المصدر 1")
    assert POSTS[0][1] in sara.last.text
    assert sara.last.links() == [("\u2068@sahl_press\u2069", "https://t.me/sahl_press/1")]


async def test_a_toll_comes_as_text_and_as_a_chart(news: None, daniel: Conversation) -> None:
    text = await daniel.say("/toll بيروت 3", answers=2)
    assert "7" in text
    picture = next(shown.photo for shown in daniel.said if shown.photo)
    assert picture.startswith(b"\x89PNG")
    assert "No figures" in await daniel.say("/toll عمّان")
    assert "/toll" in await daniel.say("/toll")


async def test_who_met_whom_however_the_name_is_spelled(news: None, sara: Conversation) -> None:
    assert "داود تراوري" in await sara.say("/who سامر النعيم")
    assert "لا لقاءات" in await sara.say("/who ليلى الكرمي")


async def test_demands_by_party(news: None, sara: Conversation) -> None:
    text = await sara.say("/demands")
    assert "إدخال الوقود" in text
    assert "حركة الفجر" in text
    assert "لا مطالب" in await sara.say("/demands حكومة السهل")


async def test_search_finds_words_in_any_form(news: None, sara: Conversation) -> None:
    assert "الوقود" in await sara.say("/search وقود")
    assert "لا شيء" in await sara.say("/search زلزال")
    assert "الوقود" in await sara.say("بالوقود")


async def test_the_latest_events_come_first(news: None, daniel: Conversation) -> None:
    text = await daniel.say("/latest")
    assert text.index("حركة الفجر") < text.index("7 killed")


async def test_inline_mode_offers_cards(news: None, sara: Conversation) -> None:
    await sara.say("/help")
    query = sara.telegram.ask_inline(101, "بيروت")
    await sara.telegram.until(lambda: sara.telegram.inline_answers.get(query) is not None)
    cards = sara.telegram.inline_answers[query] or []
    assert len(cards) == 1
    assert "7" in cards[0]["input_message_content"]["message_text"]


async def test_an_event_that_is_gone_is_said_so(daniel: Conversation) -> None:
    assert "no event" in await daniel.say("/event e0123456789")
    assert "/event" in await daniel.say("/event ???")
