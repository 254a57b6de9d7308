"""Tokens and sentences: exact offsets, glued words, hashtags, evasions, and hostile texts."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.morphology import Lexicon
from extract.text import LONGEST_PART, MAX_SENTENCE, fold, parts, read

ARABIC_WORD = st.text("ابتثجحخدذرزسشصضطظعغفقكلمنهويءأإآؤئةىٱیکـًٌٍَُِّْٰ\u200f٠١٢۳۴ﻻﺷ", min_size=1)
ARABIC_AND_NOISE = st.text(
    st.one_of(
        st.sampled_from("ابتثجحخدذرزسشصضطظعغفقكلمنهويءأإآؤئةىـ٠١٢٣٤٥٦٧٨٩0123456789"),
        st.sampled_from(' \n\r\t.,،؛؟!:"«»()[]-–_#@|/\\٪%٬٫’'),
        st.sampled_from("ًٌٍَُِّْٰ\u200f\u200e\u202b\u202c\u2067\u2069\u061c\u200d\ufeff\u00ad\ufe0f"),
        st.sampled_from("🔴🔻▪️•👨‍👩‍👧🇵🇸✅ﻻﷺﺷ½²"),
        st.characters(),
    ),
    max_size=300,
)


def pieces(text: str, lexicon: Lexicon) -> list[str]:
    return [token.text for token in read(text, lexicon).tokens]


def sentences(text: str, lexicon: Lexicon) -> list[str]:
    return [text[s.start : s.end] for s in read(text, lexicon).sentences]


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("إسرائيل", "اسراييل"),
        ("آلاف", "الاف"),
        ("ٱلقدس", "القدس"),
        ("مستشفى", "مستشفي"),
        ("غزة", "غزه"),
        ("مسؤول", "مسوول"),
        ("مئة", "ميه"),
        ("شُهَدَاءُ", "شهداء"),
        ("ألفًا", "الفا"),
        ("ألفاً", "الفا"),
        ("مـــصـر", "مصر"),
        ("مسـ.ـتوطن", "مستوطن"),
        ("مسـ ـتوطن", "مستوطن"),
        ("\u202bغزة\u202c", "غزه"),
        ("ﺷﻬﻴﺪ", "شهيد"),
        ("ﻻجئ", "لاجي"),
        ("ایران", "ايران"),
        ("کابل", "كابل"),
        ("٤٣٫٧٩٩", "43٫799"),
        ("43.799", "43.799"),
        ("۱۲", "12"),
        ("NATO", "nato"),
        ("الشhيد", "الشهيد"),
        ("Sahara", "sahara"),
        (".", "."),
    ],
)
def test_folding_makes_one_form_of_all_spellings(written: str, folded: str) -> None:
    assert fold(written) == folded


@given(ARABIC_WORD)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("30سيدة، و40طفلا", ["30", "سيدة", "،", "و", "40", "طفلا"]),
        ("(15عاماً)", ["(", "15", "عاماً", ")"]),
        ("ب7,5 مليون", ["ب", "7,5", "مليون"]),
        ("71,851 و43.799 و4،076 و٤٬٠٠٠", ["71,851", "و", "43.799", "و", "4،076", "و", "٤٬٠٠٠"]),
        ("12\u202f500 نازح", ["12\u202f500", "نازح"]),
        ("5،3 منهم", ["5", "،", "3", "منهم"]),
        ("بلغ 5. ثم", ["بلغ", "5", ".", "ثم"]),
        ("#وقف_العمل الآن", ["وقف", "العمل", "الآن"]),
        ("# خبر", ["#", "خبر"]),
        ("1_ خبر", ["1", "_", "خبر"]),
        ("مسـ.ـتوطن قال", ["مسـ.ـتوطن", "قال"]),
        ("مسـ ـتوطن قال", ["مسـ ـتوطن", "قال"]),
        ("قالـ محمد", ["قالـ", "محمد"]),
        ("🔴🔴 خبر", ["🔴", "🔴", "خبر"]),
        ("▪️ خبر", ["▪️", "خبر"]),
        ("👨‍👩‍👧 أسرة", ["👨‍👩‍👧", "أسرة"]),
        ("https://t.me/name، خبر", ["https://t.me/name", "،", "خبر"]),
        ("تابعونا @name_1", ["تابعونا", "@name_1"]),
        ("أدىمقتل العامل", ["أدى", "مقتل", "العامل"]),
        ("يعتزمعقد لقاء", ["يعتزم", "عقد", "لقاء"]),
        ("اتصال هاتفيمع الوزير", ["اتصال", "هاتفي", "مع", "الوزير"]),
        ("أكد أنّالمفاوضات مستمرة", ["أكد", "أنّ", "المفاوضات", "مستمرة"]),
        ("وزارةالصحة", ["وزارة", "الصحة"]),
        ("فيالقطاع", ["في", "القطاع"]),
        ("عبدالرحمن", ["عبدالرحمن"]),
        ("فيلادلفيا", ["فيلادلفيا"]),
        ("ق.تل عامل", ["ق.تل", "عامل"]),
        ("استش.هاد عامل", ["استش.هاد", "عامل"]),
        ("ا*لقطاع", ["ا*لقطاع"]),
        ("وصل الوفد.غادر", ["وصل", "الوفد", ".", "غادر"]),
        ("د.خالد", ["د", ".", "خالد"]),
        ("طائرة F16 هنا", ["طائرة", "F16", "هنا"]),
        ("\u202bغزة\u202c:", ["غزة", ":"]),
        ("خبر\n\n خبر", ["خبر", "\n\n ", "خبر"]),
        ("12/10/2025", ["12", "/", "10", "/", "2025"]),
    ],
)
def test_tokens(lexicon: Lexicon, text: str, tokens: list[str]) -> None:
    assert pieces(text, lexicon) == tokens


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وصل الوفد. غادر الوفد.", ["وصل الوفد.", "غادر الوفد."]),
        ("وصل د. خالد. غادر", ["وصل د. خالد.", "غادر"]),
        ("وصل الوفد.غادر الوفد", ["وصل الوفد.", "غادر الوفد"]),
        ("بلغ 43.799 نازحا! متى؟ الآن", ["بلغ 43.799 نازحا!", "متى؟", "الآن"]),
        ("الميناء.. سفينة تصل", ["الميناء.. سفينة تصل"]),
        ("خبر أول\nخبر ثان", ["خبر أول", "خبر ثان"]),
        ("عدد السفن:\n174", ["عدد السفن:\n174"]),
        ("سفن،\nوقوارب", ["سفن،\nوقوارب"]),
        ("▪️ سفينة ▪️ قارب", ["▪️ سفينة", "▪️ قارب"]),
        ("قال: \"وصلت السفينة.\" ثم غادر", ['قال: "وصلت السفينة."', "ثم غادر"]),
        ("خبر\n\n\n", ["خبر"]),
        ("", []),
        ("\u200f\u202b", []),
    ],
)
def test_sentences(lexicon: Lexicon, text: str, expected: list[str]) -> None:
    assert sentences(text, lexicon) == expected


def test_text_without_end_marks_is_cut_into_bounded_sentences(lexicon: Lexicon) -> None:
    document = read("كلمة " * 5 * MAX_SENTENCE, lexicon)
    assert len(document.sentences) == 5
    assert max(s.last - s.first for s in document.sentences) == MAX_SENTENCE


@settings(deadline=None, max_examples=150)
@given(ARABIC_AND_NOISE)
def test_offsets_are_exact_and_everything_that_can_be_read_is_in_a_token(
    lexicon: Lexicon, text: str
) -> None:
    document = read(text, lexicon)
    end = 0
    for index, token in enumerate(document.tokens):
        assert token.index == index
        assert token.start >= end
        assert token.start < token.end <= len(text)
        assert text[token.start : token.end] == token.text
        gap = text[end : token.start]
        assert not any(char.isalnum() for char in gap if char != "ـ")
        end = token.end
    last = 0
    for sentence in document.sentences:
        assert last <= sentence.first < sentence.last <= len(document.tokens)
        assert sentence.start == document.tokens[sentence.first].start
        assert sentence.end == document.tokens[sentence.last - 1].end
        last = sentence.last
    in_sentences = {i for s in document.sentences for i in range(s.first, s.last)}
    assert all(t.index in in_sentences for t in document.tokens if t.kind != "break")


@pytest.mark.parametrize(
    "text",
    [
        "9" * 1_000_000,
        "9," * 200_000,
        "9." * 200_000,
        '"' * 60_000,
        "«" * 30_000 + "»" * 30_000,
        "(" * 60_000,
        "ا" + "\u0651\u064b" * 50_000,
        "\u0651" * 50_000,
        "\u202e\u2067" * 50_000,
        "ـ" * 60_000,
        "ـ." * 30_000,
        "م." * 30_000,
        "# " * 30_000,
        "_#" * 30_000,
        "👨\u200d" * 50_000,
        "\n" * 60_000,
        "@" * 60_000,
        "\x00\x01\x1b" * 50_000,
        "ﷺ" * 20_000,
        "http://" * 30_000,
    ],
    ids=lambda text: f"{text[:2]!r} x {len(text)}",
)
def test_hostile_texts_are_read(lexicon: Lexicon, text: str) -> None:
    """Each would take hours, not a moment, if any pattern went back over what it has read."""
    document = read(text, lexicon)
    assert all(text[t.start : t.end] == t.text for t in document.tokens[:1000])


def test_marks_in_disorder_do_not_slow_normalisation() -> None:
    """NFKC sorts runs of marks in quadratic time: they go before it."""
    assert fold("ب" + "\u0650\u0316\u0301" * 50_000) == "ب"
    assert unicodedata.normalize("NFKC", fold("ﻻ")) == fold("ﻻ")


@pytest.mark.parametrize("text", ["", "خبر", "خبر\n" * 20_000, "خبر " * 20_000, "ا" * 100_000])
def test_the_parts_of_a_text_are_all_of_it(text: str) -> None:
    cut = list(parts(text))
    assert "".join(text[start:end] for start, end in cut) == text
    assert all(end - start <= LONGEST_PART for start, end in cut)
