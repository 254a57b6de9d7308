"""Names of people: which words they are, by the tables and by the words beside them."""

from __future__ import annotations

from itertools import combinations

import pytest

from extract import Lexicon
from extract.mentions import match
from extract.tables import load_map, load_set
from extract.text import read

TABLES = ("persons", "given_names", "family_names", "namesakes")


@pytest.mark.parametrize(("one", "other"), list(combinations(TABLES, 2)))
def test_a_word_stands_in_one_table_of_names(one: str, other: str) -> None:
    assert load_set(one) & load_set(other) == frozenset()


def test_namesakes_are_first_or_last_names() -> None:
    assert set(load_map("namesakes").values()) == {("first",), ("last",)}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("حضرت نجاة سالم وفاتن كرم الحفل", ["نجاة سالم", "فاتن كرم"]),
        ("طلب النجاة من الغرق", []),
        ("وأوضح الغامدي أن الطريق مفتوح", ["الغامدي"]),
        ("شوهد الغامدي في السوق", []),
        ("قال البطريرك الحداد إن", ["الحداد"]),
        ("وجد الحداد مطرقته", []),
        ("استقبل الوزير سامر عون وشكر عون المجلس", ["سامر عون", "عون"]),
        ("نجحت عملية إنقاذ الغريق", []),
        ("محمد أحمد سالم النجار", ["محمد أحمد سالم النجار"]),
        ("التقى خالد بن سالم الوزير سامر العبادي", ["خالد بن سالم", "سامر العبادي"]),
        ("وزيرة الثقافة نجوى صالحة", ["نجوى صالحة"]),
        ("جامع الأزهر الشريف", []),
    ],
)
def test_common_words_are_names_beside_names(text: str, names: list[str], lexicon: Lexicon) -> None:
    assert [m.name for m in match(read(text, lexicon)) if m.kind == "person"] == names
