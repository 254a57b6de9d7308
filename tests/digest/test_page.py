"""Text as HTML: escaped, isolated, and closed whatever it leaves open."""

from __future__ import annotations

import pytest

from bot.digest.page import markup, plain, quote


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("قتيلان", "قتيلان"),
        ("وفق \u2068@sahl_press\u2069 اليوم", "وفق <bdi>@sahl_press</bdi> اليوم"),
        ("\u2068a \u2067b\u2069\u2069", "<bdi>a <bdi>b</bdi></bdi>"),
        ("مفتوح \u2068a", "مفتوح <bdi>a</bdi>"),
        ("مغلق\u2069 مرتين\u2069", "مغلق مرتين"),
        ("\u202e12\u202c و\u200f13", "12 و13"),
        ("<b> & \"'", "&lt;b&gt; &amp; &#34;&#39;"),
        ("\u2068<i>\u2069", "<bdi>&lt;i&gt;</bdi>"),
        ("", ""),
    ],
)
def test_isolates_become_elements(text: str, shown: str) -> None:
    assert str(markup(text, "ar")) == shown


def test_arabic_in_an_english_page_says_what_it_is() -> None:
    assert markup("in \u2068صيدا\u2069", "en") == 'in <bdi lang="ar">صيدا</bdi>'


def test_plain_text_has_no_marks() -> None:
    assert plain("وفق \u2068@a_b\u2069\u200f") == "وفق @a_b"


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ((), "مقتل 4 وإصابة 5"),
        (("4",), "مقتل <mark>4</mark> وإصابة 5"),
        (("وإصابة 5", "مقتل 4"), "<mark>مقتل 4</mark> <mark>وإصابة 5</mark>"),
        (("مقتل 4 وإصابة", "وإصابة 5"), "<mark>مقتل 4 وإصابة</mark><mark> 5</mark>"),
        (("مقتل 4 وإصابة 5", "4"), "<mark>مقتل 4 وإصابة 5</mark>"),
        (("ليس هنا", ""), "مقتل 4 وإصابة 5"),
    ],
)
def test_the_words_of_facts_are_marked(words: tuple[str, ...], shown: str) -> None:
    assert str(quote("مقتل 4 وإصابة 5", words)) == shown


def test_a_quote_is_escaped_within_and_without_its_marks() -> None:
    assert str(quote("<a> <b>", ["<b>"])) == "&lt;a&gt; <mark>&lt;b&gt;</mark>"
