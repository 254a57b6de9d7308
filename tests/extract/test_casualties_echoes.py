"""What a text tells anew in other words, or told better before, is no figure of its own."""

from __future__ import annotations

import pytest

from extract import Extractor
from tests.extract.conftest import casualties


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # dead and hurt of one event, in other words
        (
            "قتل شرطيان وأصيب أربعة في منطقة النهر وسط بغداد.\n"
            "وذكر مصدر أن العبوة تسببت بمقتل اثنين من عناصر الحاجز وإصابة أربعة آخرين.",
            [("killed", 2), ("injured", 4)],
        ),
        # a victim alone, then with his family
        (
            "استشهاد الصحفي سامي ناصر في غارة على منزله\n"
            "استشهد الصحفي سامي ناصر وزوجته وطفليه في غارة على المخيم.",
            [("killed", 4)],
        ),
        # a toll that has risen since
        (
            "ارتفعت حصيلة الهجوم إلى 6 قتلى.\nوكان مصدر أمني قد أعلن مقتل ضابط و3 مدنيين.",
            [("killed", 6)],
        ),
        # another day's harm
        (
            "استشهاد مواطن بقصف على مديرية شدا\nاستشهد مواطن في قصف على مديرية شدا.\n"
            "وفي القرى تضررت منازل.\nواستشهد مواطن وأصيب 5، الأحد الماضي، من جراء القصف.",
            [("killed", 1), ("killed", 1), ("injured", 5)],
        ),
        (
            "مقتل ضابطين في كمين\nقتل ضابطان أمس في كمين في ولاية فرح.\n"
            "وقتل جنديان الاسبوع الماضي في هجوم في قندهار.",
            [("killed", 2), ("killed", 2)],
        ),
        # a toll compared with an older one
        (
            "ارتفعت حصيلة الفيضانات إلى 156 قتيلا.\nوقضى 110 أشخاص في ولاية النهر، مقابل 98 قتيلا "
            "وفق الحصيلة السابقة.",
            [("killed", 156), ("killed", 110)],
        ),
        # parts of different wholes stay apart
        (
            "قتل 10 مدنيين في إدلب.\nوقالت الشبكة إن بين القتلى العشرة، ثمة سبعة مزارعين قتلوا في "
            "قصف.\nوأدت الغارات إلى مقتل أكثر من 40 قرويا بينهم العديد من الأطفال.",
            [("killed", 10), ("killed", 7), ("killed", 40), ("killed", "several")],
        ),
    ],
)
def test_an_echo_is_no_further_figure(
    extractor: Extractor, text: str, expected: list[tuple[str, int | str]]
) -> None:
    found = [(fact.role, fact.count or fact.vague) for fact in casualties(extractor, text)]
    assert found == expected


@pytest.mark.parametrize(
    ("text", "scopes"),
    [
        (
            "قتل جنديان في تفجير بالمحفد. وتشهد المحفد انفجارات متتالية، ذهب ضحيتها العشرات من "
            "الجنود، بين قتيل وجريح.",
            ["incident", "cumulative"],
        ),
        (
            "وأدانت واقعة القبض على الزميلين، في واقعة تكررت خلال الشهور الماضية.",
            ["incident"],
        ),
        ("انخفض عدد القتلى على الطرق من 29 إلى 21", ["period"]),
        ("شهر مارس سجلت الوفيات 122 شخصا", ["period"]),
        ("تعيش المدينة وجعا مع المئات من المفقودين", ["cumulative"]),
        ("لقي عشرة مصرعهم ونزح آلاف الآخرين بسبب القتال", ["incident", "incident"]),
        ("أسفرت الحملات الأسبوع الماضي عن ضبط 30 قضية بإجمالي 41 متهما", ["period"]),
    ],
)
def test_the_background_does_not_lend_its_scope(
    extractor: Extractor, text: str, scopes: list[str]
) -> None:
    assert [fact.scope for fact in casualties(extractor, text)] == scopes
