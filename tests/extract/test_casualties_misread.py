"""Sentences that were once misread: each row pins the grammar that mended it."""

from __future__ import annotations

from collections import Counter

import pytest

from extract import Extractor
from tests.extract.conftest import Row, casualties


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the subject and its object
        ("اغتال مسلحون مجهولون القيادي فراس حداد أمام منزله", [("killed", 1)]),
        ("وقتل مسلحون شرطيا عند الحاجز", [("killed", 1)]),
        ("قتل مسلحون في كمين للجيش", [("killed", "several")]),
        ("ذكرت الشرطة أن 5 حراس أمن قتلوا في الانفجار", [("killed", 5)]),
        ("نقل جنود بالطائرات أصيبوا في اشتباكات الشمال", [("injured", "several")]),
        ("كما قتل عراقي وجرح آخر في بغداد", [("killed", 1), ("injured", 1)]),
        ("مقتل مستوطن فيها ومقاومون يتصدون للقوات", [("killed", 1)]),
        ("القيادي ناجي أبو سيف، الناطق باسم الحركة، الذي اغتاله العدو", [("killed", 1)]),
        ("ليستشهد الشاب عمر والطفلة سلوى", [("killed", 2)]),
        ("إصابة حارس، بعد إصابته اثنين من المهاجمين", [("injured", 1), ("injured", 2)]),
        # bodies, cases, those known
        ("انتشلت الطواقم جثثا متحللة من محيط الجامعة", [("killed", "several")]),
        ("استخرج المسعفون جثث ثلاثة تجار من محالهم", [("killed", 3)]),
        ("700 حالة اعتقال في القدس هذا العام", [("detained", 700)]),
        ("نقل المصدر الطبي أن الجرحى الأربعة في المستشفى", [("injured", 4)]),
        ("إصابة 3 مارة في عملية طعن وتصفية المنفذ", [("injured", 3), ("killed", 1)]),
        ("تشييع شهداء عائلة حمدان في القرارة", [("killed", "several")]),
        ("وداع شهداء سقطوا في المجزرة", [("killed", "several")]),
        # parts
        (
            "قتل 90 في القصف، ومن بين القتلى 31 طفلا كانوا نياما",
            [("killed", 90), ("killed", 31)],
        ),
        ("مقتل 7 بينهم ضابطا شرطة", [("killed", 7), ("killed", 2)]),
        (
            "سقط عشرات القتلى في هجمات، بينهم عشرة قتلوا بالرصاص",
            [("killed", "tens"), ("killed", 10)],
        ),
        ("مقتل العشرات بينهم أطفال ونساء", [("killed", "tens"), ("killed", "several")]),
        (
            "وصل 9 قتلى (منهم 7 قتلى انتشال، 1 قتيل متأثر بجراحه، 1 قتيل جديد)",
            [("killed", 9), ("killed", 7), ("killed", 1), ("killed", 1)],
        ),
        (
            "63 شخصا على الأقل ما زالوا مفقودين بينهم 35 في الإقليم",
            [("missing", 63), ("missing", 35)],
        ),
        # between killed and hurt
        ("سقوط عشرات الضحايا بين قتيل ومصاب في الغارات", [("killed_or_injured", "tens")]),
        (
            "اشتبكوا مع قوة قوامها 10 جنود وأوقعوهم بين قتيل وجريح",
            [("killed_or_injured", 10)],
        ),
        ("12 من المراقبين قتلوا أو أصيبوا", [("killed_or_injured", 12)]),
        (
            "إجمالي القتلى والجرحى خلال 6 سنوات بلغ 31250، بينهم 12480 قتيلا",
            [("killed_or_injured", 31250), ("killed", 12480)],
        ),
        ("شهيد برصاص الجيش في أريحا وعشرات المستوطنين يقتحمون السوق", [("killed", 1)]),
        ("وقتل أيضا شخصان وأصيب آخران", [("killed", 2), ("injured", 2)]),
        # a contrast ends the negation
        ("لم يؤد الحريق إلى أضرار لكنه أدى إلى مقتل 3 أشخاص", [("killed", 3)]),
    ],
)
def test_figures_once_missed_are_read(
    extractor: Extractor, text: str, expected: list[Row]
) -> None:
    found = [(fact.role, fact.count or fact.vague) for fact in casualties(extractor, text)]
    assert Counter(found) == Counter(expected)


@pytest.mark.parametrize(
    "text",
    [
        "وأضاف أن الانفجار الثاني لم يسفر عن وقوع قتلى أو مصابين",
        "ولا توجد معلومات عن سقوط قتلى",
        "ولم ترد أنباء فورية عن وقوع ضحايا",
        "لم تشر الوكالة إلى سقوط قتلى",
        "لم تتمكن القوات المنتشرة في المكان من تصفية المهاجم",
        "فشل الجنود في اعتقال شبان من المخيم",
        "نفت مصادر في الحركة ما نشرته بعض الصحف عن مقتل 4 عناصر منها",
        "تحريضات على قتل الوزير وعائلته",
        "تتوقع السلطات سقوط عدد كبير من الضحايا",
        "توقع نائب مدير الهيئة ارتفاع حصيلة القتلى",
        "يحتجز الجيش جثامين مئات الشهداء في مقابر الأرقام",
        "تسليم 12 جثة إلى الصليب الأحمر",
        "سجلت الوزارة 1200 إصابة جديدة بفيروس كورونا",
        "غادر المستشفى 42 مصابا",
        "وجوازات السفر الأربعة الرئيسية، استشهد الباحث بدول عدة",
        "شملت العمليات إصابة 10 مراكز قيادة",
        "قصفوا الموقع محققين إصابات مباشرة",
        "عدد من الضحايا لا يزالون تحت التراب",
        "الهدف من القصف هو تهجير سكان المدينة",
        "إصابات الجرحى الخطيرة جدا",
        "مستوطنون يقتلون أغنام الأهالي",
        "أعلن الجهاز إحباط اختطاف جندي",
        "ما نشرته الصفحة عن استشهاد ضابط في القصف عار من الصحة",
        "منعت القوات مركبات الإسعاف واحتجزت 3 منها",
        "عدد الأسرى الذين قتلوا في القصف قد يتجاوز 70 أسيرا",
    ],
)
def test_what_was_once_taken_for_harm_is_not(extractor: Extractor, text: str) -> None:
    assert casualties(extractor, text) == []


def test_the_doer_of_a_verbal_noun_is_not_dead(extractor: Extractor) -> None:
    text = "قال سعيد حلمي إن العدو سيدفع الثمن بعد اغتياله قادة الحركة"
    assert all(fact.count != 1 for fact in casualties(extractor, text))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("مقتل 5 في غارة استهدفت سوقا في بلدة عين الزهر", "بلدة عين الزهر"),
        ("مقتل 4 في قصف على سوق الخضار في بلدة كفر زيد", "سوق الخضار في بلدة كفر زيد"),
        ("مقتل 3 في غارة على بلدة طير حرفا", "بلدة طير حرفا"),
        ("انتشال ست جثث بعد غرق قاربهم قبالة سواحل صفاقس", "سواحل صفاقس"),
        ("مقتل 9 في هجمات في مناطق متفرقة من بغداد", "مناطق متفرقة من بغداد"),
        ("وفي بعقوبة أعلنت الشرطة مصرع ثلاثة أشخاص", "بعقوبة"),
        ("مقتل 4 أشخاص نقلا عن سهل برس", None),
        ("مقتل 12 عسكريا تابعا لكييف", None),
        ("قالت سلطات منطقة كورسك، المتاخمة لأوكرانيا، إن 3 مدنيين قتلوا", "منطقة كورسك"),
        ("مقتل ضابط يعمل بمديرية الأمن في انفجار قرب جسر الأحرار", "جسر الأحرار"),
        ("اقتحم الجيش قلقيلية بعد مقتل رجل فيها وأغلق نابلس", "قلقيلية"),
        ("ارتقى 3 شهداء على طريق القدس", None),
        ("وأدّى الهجوم في تشاد إلى مقتل 12 شرطيا", "تشاد"),
        ("النيجر: مقتل 15 جنديا في معارك", "النيجر"),
        ("اشتباكات في حلب. مقتل 7 جنود", None),
    ],
)
def test_the_place_is_where_it_happened(
    extractor: Extractor, text: str, place: str | None
) -> None:
    assert {fact.place for fact in casualties(extractor, text)} == {place}


@pytest.mark.parametrize(
    ("text", "victims"),
    [
        ("ارتقاء 4 من عائلة القاسمي في غارة على البلدة", "من عائلة القاسمي"),
        ("مقتل 3 من عائلة أبو السعيد في الحريق", "من عائلة أبو السعيد"),
        ("مقتل 3 من أسرة واحدة في انهيار مبنى", "من أسرة واحدة"),
        ("انتشال ست جثث بعد غرق قاربهم قبالة سواحل صفاقس", None),
        ("ارتفع عدد قتلى الغارة على سوق الخضار إلى 7", None),
        ("اغتال مسلحون ضابطين", "ضابطين"),
        ("مقتل مسافرين وعاملين فنيين في التصادم", "مسافرين وعاملين فنيين"),
    ],
)
def test_the_victims_are_people(extractor: Extractor, text: str, victims: str | None) -> None:
    assert casualties(extractor, text)[0].victims == victims


def test_each_source_keeps_its_own_figure_and_scope(extractor: Extractor) -> None:
    text = "أفادت الصحة باستشهاد 5 أطفال، ووفق اليونيسف قتل 20 طفلا منذ بدء الحرب"
    facts = {fact.count: (fact.attribution, fact.scope) for fact in casualties(extractor, text)}
    assert facts == {5: ("الصحة", "incident"), 20: ("اليونيسف", "cumulative")}


@pytest.mark.parametrize(
    "text",
    [
        "نقلت طواقم الإسعاف 7 قتلى إلى المستشفى",
        "6 يناير: مقتل ضابطين في كمين",
        "الصومال: مقتل 100 عنصر في عملية",
    ],
)
def test_who_says_nothing_is_no_source(extractor: Extractor, text: str) -> None:
    assert [fact.attribution for fact in casualties(extractor, text)] == [None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # told twice: one fact
        (
            "إصابة جندي في الضفة\nأعلن الجيش إصابة أحد جنوده شرقي بيت لحم.",
            [("injured", 1)],
        ),
        (
            "مقتل 100 عنصر وسط البلاد\nقتل الجيش 100 عنصر في منطقة بين محافظتي باي وهيران.",
            [("killed", 100)],
        ),
        # told of two: two facts
        (
            "تطورات الليلة\nشهيد وعدد من الإصابات شرق بلدة عبسان شرقي خانيونس\n"
            "شهيدان وعدد من الإصابات بحي المنارة جنوب خانيونس",
            [("killed", 1), ("injured", "several"), ("killed", 2), ("injured", "several")],
        ),
        (
            "هجوم في بيشاور\nقتل 44 شخصا على الأقل في تفجير بيشاور.\n"
            "وفي عام 2022 أسفر تفجير عن مقتل 56 شخصا.",
            [("killed", 44), ("killed", 56)],
        ),
        ("قتل 11 شخصا على الأقل وعثر على 11 جثة", [("killed", 11), ("killed", 11)]),
        (
            "مقتل شخص في انفجار وسط بغداد. وقتل ضابط عراقي بعبوة قرب جسر الأحرار.",
            [("killed", 1), ("killed", 1)],
        ),
    ],
)
def test_what_is_told_twice_is_one_and_what_differs_is_two(
    extractor: Extractor, text: str, expected: list[Row]
) -> None:
    found = [(fact.role, fact.count or fact.vague) for fact in casualties(extractor, text)]
    assert Counter(found) == Counter(expected)


def test_a_list_of_names_below_loose_words_counts(extractor: Extractor) -> None:
    text = (
        "شهداء وصلت جثامينهم إلى المستشفى وأيضا شهداء من المشفى الميداني\n"
        "1_سامي حمد\n2_نوال حمد\n3_علي حمد\nوإصابة رابعة لطفلتهم هند"
    )
    found = [(fact.role, fact.count) for fact in casualties(extractor, text)]
    assert Counter(found) == Counter([("killed", 3), ("injured", 1)])
