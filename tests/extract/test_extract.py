"""The one door: order, failures of single components, and texts that nobody meant to be read."""

from __future__ import annotations

import dataclasses
import json
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import extract as package
from extract import Extractor, extract
from extract.facts import Casualties, Fact, from_json, to_json
from extract.morphology import Lexicon

POST = (
    "🔴 وزارة الصحة: مقتل ثلاثة عمال وإصابة 12 آخرين بانفجار في ميناء صور\n"
    "التقى وزير النقل سامي الحداد نظيره اليوناني في أثينا أمس.\n"
    "وطالب اتحاد العمال الحكومة بوقف العمل في الميناء.\n"
    "تابعونا على قناتنا في تلغرام"
)
PUBLISHED = datetime(2026, 3, 4, 9, tzinfo=UTC)

VOCABULARY = (
    "مقتل إصابة شهيدان جريح قتيلا 3 12 ٤٠ نحو أكثر من ما لا يقل عن بين بينهم أطفال في غزة صور على "
    "الأقل وزارة الصحة : ، . \n قال التقى وزير الخارجية نظيره مع طالب بوقف الحرب دعا إلى يجب أن "
    '"« » ( ) عشرات مئات آلاف ألف و مليون اليوم أمس السبت الماضي منذ عام 2024 🔴 ▪️ - # _ _ و ال لل'
    " ارتفع عدد الشهداء إلى 70,654 خلال 24 ساعة رئيس الوفد المفاوض خليل نقلا دون لم ينفي"
)
WORDS = st.sampled_from(VOCABULARY.split())
SENTENCES = st.lists(WORDS, max_size=80).map(" ".join)
NOISE = st.text(
    st.one_of(
        st.sampled_from("ابتجحدرسشصطعفقكلمنهويءأإآة ىـ٠١٢٣0123456789 \n.,،؛:!\"«»()[]-_#@|/%"),
        st.sampled_from("ًٌٍَُِّْ\u200f\u202b\u202c\u2067\u2069\u200d\ufeff\x00\x1b🔴▪️ﷺﻻ½"),
        st.characters(),
    ),
    max_size=200,
)


def check(text: str, lexicon: Lexicon) -> tuple[Fact, ...]:
    """No component fails, and every fact points into the text."""
    report = extract(text, PUBLISHED, lexicon=lexicon)
    assert report.failures == ()
    for fact in report.facts:
        assert 0 <= fact.sentence[0] <= fact.span[0] < fact.span[1] <= fact.sentence[1] <= len(text)
        assert fact.rule
        assert from_json(json.loads(json.dumps(to_json(fact)))) == dataclasses.replace(
            fact, rule=""
        )
    assert list(report.facts) == sorted(report.facts, key=lambda fact: fact.span)
    assert len(set(report.facts)) == len(report.facts)
    return report.facts


def test_a_post_gives_its_facts_in_order(lexicon: Lexicon) -> None:
    facts = check(POST, lexicon)
    assert [fact.type for fact in facts] == ["casualties", "casualties", "meeting", "demand"]
    assert POST[slice(*facts[0].sentence)].startswith("🔴 وزارة")


def test_the_function_and_the_extractor_agree(lexicon: Lexicon) -> None:
    extractor = Extractor(lexicon)
    assert extractor.extract(POST, PUBLISHED) == extract(POST, PUBLISHED, lexicon=lexicon)
    assert extractor.extract(POST, PUBLISHED) == extractor.extract(POST, PUBLISHED)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "🔴", "\u202b", "...", "hello"])
def test_text_without_news_gives_nothing(lexicon: Lexicon, text: str) -> None:
    assert check(text, lexicon) == ()


def test_a_failing_component_is_reported_and_the_others_go_on(
    lexicon: Lexicon, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(document: object) -> list[object]:
        raise LookupError("no such thing")

    finders = [(name, broken if name == "meetings" else match) for name, match in package._FINDERS]
    monkeypatch.setattr(package, "_FINDERS", tuple(finders))
    report = extract(POST, PUBLISHED, lexicon=lexicon)
    assert [(f.component, f.error) for f in report.failures] == [
        ("meetings", "LookupError: no such thing")
    ]
    assert {fact.type for fact in report.facts} == {"casualties", "demand"}


def test_a_failing_annotator_leaves_its_list_empty(
    lexicon: Lexicon, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(document: object) -> list[object]:
        raise ZeroDivisionError

    annotators = [
        (name, broken if name == "numbers" else match, kept)
        for name, match, kept in package._ANNOTATORS
    ]
    monkeypatch.setattr(package, "_ANNOTATORS", tuple(annotators))
    report = extract(POST, PUBLISHED, lexicon=lexicon)
    assert [failure.component for failure in report.failures] == ["numbers"]
    assert "meeting" in {fact.type for fact in report.facts}


def test_a_long_text_is_read_in_parts_with_offsets_of_the_whole(lexicon: Lexicon) -> None:
    line = "وزارة الصحة: مقتل ثلاثة عمال في انفجار بميناء صور.\n"
    quiet = "سفينة تصل إلى الميناء.\n"
    text = quiet * 2_000 + line + quiet * 2_000 + line.replace("ثلاثة", "أربعة")
    facts = check(text, lexicon)
    assert [fact.count for fact in facts if isinstance(fact, Casualties)] == [3, 4]
    for fact in facts:
        assert "مقتل" in text[slice(*fact.span)]


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(SENTENCES, NOISE))
def test_any_text_is_read_without_a_failure(lexicon: Lexicon, text: str) -> None:
    check(text, lexicon)


@pytest.mark.parametrize(
    "text",
    [
        "9" * 200_000,
        "9 " * 20_000,
        "9،9-9:9/" * 8_000,
        "«" * 10_000 + " مقتل " + "»" * 10_000,
        '"قال: ' * 5_000,
        "(" * 20_000,
        "ا" + "\u0651\u064b\u0301" * 20_000 + " مقتل",
        "\u202e\u2067\x00" * 10_000,
        "مقتل " * 10_000,
        "شهيدان و" * 8_000,
        "التقى وزير الخارجية " * 4_000,
        "طالب بوقف الحرب و" * 4_000,
        "ارتفع من 5 إلى 7 " * 3_000,
        "3 قتلى بينهم طفلان " * 3_000,
        "نحو " * 10_000 + "5",
        "مئة ألف و" * 5_000,
        "رئيس وزير مدير قائد " * 3_000,
        "في غزة في صور " * 4_000,
        "قال فلان إن " * 5_000,
        "محمد أحمد، " * 6_000,
        "🔴" * 20_000,
        "لإدارة ال«م»يكية " * 100,
        "\n1. محمد" * 8_000,
        "#غزة_تحت_القصف" * 5_000,
        "السبت أمس اليوم " * 4_000,
    ],
    ids=lambda text: f"{text[:12]!r} x {len(text)}",
)
def test_hostile_texts_cost_linear_time(lexicon: Lexicon, text: str) -> None:
    """With a quadratic step anywhere, any of these would run into the time-out of the suite."""
    check(text, lexicon)
