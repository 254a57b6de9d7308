"""The demo: two days of invented posts, and what three subscribers get."""

from __future__ import annotations

import io
from collections import Counter

import pytest
from rich.console import Console

from bot.demo.play import play, recorded
from bot.demo.screen import Phone
from bot.demo.telegram import Shown


def test_the_bundled_stream_holds_what_the_demo_promises() -> None:
    posts = list(recorded())
    kinds = Counter(post.kind for post in posts)
    assert 38 <= kinds["new"] <= 45
    assert (kinds["edit"], kinds["delete"]) == (1, 1)
    assert len({post.channel for post in posts}) == 5
    assert len({post.published.date() for post in posts}) == 2
    assert any(post.forwarded_from for post in posts)
    texts = Counter(post.text for post in posts if post.kind == "new")
    assert max(texts.values()) == 2  # a copy, and a bulletin repeated on the next day
    moments = [post.edited or post.published for post in posts]
    assert moments == sorted(moments)


@pytest.mark.timeout(120)
async def test_subscribers_get_digests_alerts_and_corrections() -> None:
    printed = io.StringIO()
    sara, daniel, channel = await play(Console(file=printed, width=100))
    alert = said(sara, "غارة استهدفت سوقا شعبيا")[0]
    assert "القتلى 4 ← 7" in alert.text, "the edited toll reaches the alert that was sent"
    assert "4 قتلى" in alert.versions[0]
    assert said(sara, "موجز الثلاثاء 10 مارس")
    assert said(daniel, "withdrawn: 15 killed"), "a deleted post's figure is taken back"
    assert not [m for m in daniel.messages if m.text.startswith("Digest") and "15 killed" in m.text]
    assert len(said(channel, "موجز")) >= 5
    strike = said(channel, "استهداف مركبة ببلدة عين الزهر")[0]
    assert "مصدران مستقلان في 3 قنوات" in strike.text, "a citation is no source of its own"
    for phone in (sara, daniel, channel):
        assert phone.title in printed.getvalue()
        for text in ("0555123456", "متجر الساحل", "تابعونا"):
            assert not said(phone, text)


def said(phone: Phone, words: str) -> list[Shown]:
    return [message for message in phone.messages if words in message.text]
