"""The parties that a text names: one mention a party, however long its chain of titles."""

from __future__ import annotations

import unicodedata

import pytest

from extract import Lexicon
from extract.mentions import Mention, match
from extract.tables import load_map
from extract.text import fold, read


def mentions(text: str, lexicon: Lexicon) -> list[Mention]:
    return match(read(text, lexicon))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("رئيس جهاز المخابرات الأردني سامر العبادي", ["سامر العبادي"]),
        ("وزير الخارجية الإيراني كاظم رضائي", ["كاظم رضائي"]),
        ("رئيس الوزراء سالم الهاجري", ["سالم الهاجري"]),
        ("الملك عبد الله الثاني", ["عبد الله الثاني"]),
        ("الفريق أول الطيب عبد القادر", ["الطيب عبد القادر"]),
        ("وزير الخارجية وشؤون المغتربين أيمن الفايز", ["أيمن الفايز"]),
        ("أمين عام دارة الملك عبدالعزيز الدكتور فهد السماري", ["فهد السماري"]),
        ("وفد رفيع المستوى من الحركة", ["وفد رفيع المستوى من الحركة"]),
        ("الرئيس البولندي أندريه نوفاك", ["أندريه نوفاك"]),
        ("رئيس الوزراء الكويتي ووزير الدفاع الشيخ فهد بن سالم آل جابر", ["فهد بن سالم آل جابر"]),
        (
            "رئيس وزراء لبنان ووزير الخارجية المصري طارق الشربيني",
            ["رئيس وزراء لبنان", "طارق الشربيني"],
        ),
        ('عضو المكتب السياسي لحركة "النهضة" ورئيس وفدها المفاوض سليم الورتاني', ["سليم الورتاني"]),
        ("المبعوث الخاص للرئيس الأمريكي جو بايدن، ستيف كارتر", ["ستيف كارتر"]),
        ("وزيرا خارجية تركيا وروسيا", ["وزير خارجية تركيا", "وزير خارجية روسيا"]),
        ("رئيسا المخابرات المصرية والتركية", ["رئيس المخابرات المصرية", "رئيس المخابرات التركية"]),
        ("نظيره الروسي ميخائيل سوكولوف", ["ميخائيل سوكولوف"]),
        (
            "رئيسي وزراء إسبانيا بيدرو لوبيز وبلجيكا ألكسندر دي سانتوس",
            ["بيدرو لوبيز", "ألكسندر دي سانتوس"],
        ),
        ("عائلة أبو الحسنى وقرية أبو فلاح", []),
        ("وزير الصحة، جميل الراعي، زار", ["جميل الراعي"]),
        ("البابا فرانسيس مارك لوبيز", ["فرانسيس", "مارك لوبيز"]),
        ("الأمين العام للأمم المتحدة أنطونيو بيريرا", ["أنطونيو بيريرا"]),
        ("القائد العام للجيش السوداني الفريق أول عبد الفتاح النور", ["عبد الفتاح النور"]),
        ("المتحدث باسم وزارة الخارجية القطرية ماجد السويدي", ["ماجد السويدي"]),
        ("وزير التعليم العالي والبحث العلمي محمد أيمن راضي", ["محمد أيمن راضي"]),
        ("قادة الأردن ومصر وفرنسا", ["قادة الأردن ومصر وفرنسا"]),
        ("الوزراء كاتس وسموتريتش", ["كاتس", "سموتريتش"]),
        ("عراقجي وويتكوف", ["عراقجي", "ويتكوف"]),
    ],
)
def test_titles_and_names_make_one_party(text: str, names: list[str], lexicon: Lexicon) -> None:
    assert [mention.name for mention in mentions(text, lexicon)] == names


def test_a_delegation_has_the_name_of_its_head_and_the_words_of_the_whole(lexicon: Lexicon) -> None:
    text = "التقى وفد قيادي من حركة العمل برئاسة زاهر السعدي رئيس الحركة في قطاع غزة، السبت"
    (mention,) = mentions(text, lexicon)
    assert mention.kind == "delegation"
    assert mention.name == mention.head == "زاهر السعدي"
    assert mention.full == "وفد قيادي من حركة العمل برئاسة زاهر السعدي رئيس الحركة في قطاع غزة"


def test_delegations_of_several_states_are_one_each(lexicon: Lexicon) -> None:
    found = mentions("عقدت وفود من مصر وقطر وتركيا اجتماعا", lexicon)
    assert [(m.kind, m.name) for m in found] == [
        ("delegation", "مصر"),
        ("delegation", "قطر"),
        ("delegation", "تركيا"),
    ]


def test_a_title_after_the_name_is_told_as_apposition(lexicon: Lexicon) -> None:
    (mention,) = mentions("الشيخ ناصر بن حمد آل فهد أمير دولة قطر", lexicon)
    assert mention.name == "ناصر بن حمد آل فهد"
    assert mention.apposition == 6


@pytest.mark.parametrize(
    ("text", "kind", "country"),
    [
        ("طالبت القاهرة بوقف النار", "state", "EG"),
        ("وزير الخارجية التركي", "role", "TR"),
        ("حركة حماس", "organisation", None),
        ("الوفد الإسرائيلي", "delegation", "IL"),
        ("مسؤولين قطريين ومصريين", "group", "QA"),
    ],
)
def test_kind_and_country(text: str, kind: str, country: str | None, lexicon: Lexicon) -> None:
    (mention,) = mentions(text, lexicon)
    assert (mention.kind, mention.country) == (kind, country)


def test_proclitics_are_left_out_of_the_words(lexicon: Lexicon) -> None:
    assert mentions("وللجيش السوداني", lexicon)[0].full == "الجيش السوداني"
    assert mentions("وبوزير الخارجية التركي", lexicon)[0].name == "وزير الخارجية التركي"


def test_mentions_lie_in_the_text_in_order(lexicon: Lexicon) -> None:
    text = "قال ترامب، إن (إسرائيل) «وحماس» و الرئيس محمود عباس (أبو مازن ) " * 5
    document = read(text, lexicon)
    found = match(document)
    assert all(0 <= m.first < m.last <= len(document.tokens) for m in found)
    assert [m.first for m in found] == sorted(m.first for m in found)


@pytest.mark.parametrize(
    "table",
    [
        "titles",
        "persons",
        "organisations",
        "states",
        "mention_stops",
        "weekdays",
        "months",
        "relative_days",
        "meeting_verbs",
        "meeting_nouns",
        "meeting_joints",
        "meeting_governors",
        "meeting_topics",
        "meeting_venues",
        "meeting_exclusions",
        "meeting_skips",
    ],
)
def test_tables_are_normal_and_folded_once(table: str) -> None:
    for entry in load_map(table):
        assert entry == unicodedata.normalize("NFKC", entry)
        assert entry == " ".join(fold(word) for word in entry.split())
