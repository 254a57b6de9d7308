"""Accidents, disasters, epidemics, riots, exchanges: harm far from any one outlet's subject."""

from __future__ import annotations

from collections import Counter

import pytest

from extract import Extractor
from tests.extract.conftest import Row, casualties


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # people, things, and words between them
        ("قالت السلطات إن 30 مهاجرا غير نظامي لقوا حتفهم", [("killed", 30)]),
        ("أصيب السائق في واحدة من أعنف الحوادث", []),
        ("هرعت الفرق لإنقاذ أكبر عدد من ضحايا الحادث", []),
        ("وإجبار عشرات الأسر على الفرار من القرى", [("displaced", "tens")]),
        ("عثر الأهالي على جثة امرأة في الوادي", [("killed", 1)]),
        ("من جنسيات سورية ولبنانية، قتلوا جميعا في الهجوم", []),
        ("من ناحية أخرى، لقي 20 شخصا مصرعهم", [("killed", 20)]),
        ("استشهد أحد المسعفين في القصف", [("killed", 1)]),
        ("قال النادي إن رئيس المجلس البلدي طالب عباس أصيب في الانفجار", [("injured", 1)]),
        ("مايزيد عن 60 قتيلا في الغارات", [("killed", 60)]),
        ("غارة تحصد مزيدا من القتلى والجرحى", [("killed", "several"), ("injured", "several")]),
        ("أولى الصور: قتيل وإصابات في الحي", [("killed", 1), ("injured", "several")]),
        # missing
        ("ما لا يقل عن 25 مهاجرا صاروا في عداد المفقودين", [("missing", 25)]),
        ("وفقد السائق السيطرة على شاحنته", []),
        ("أطفال فقدوا والديهم", []),
        # parts between the number and its verb
        (
            "إن 11 مهاجرا، بينهم امرأتان، لقوا حتفهم",
            [("killed", 11), ("killed", 2)],
        ),
        (
            "لقي 90 شخصا بينهم 30 طفلا مصرعهم في الفيضانات",
            [("killed", 90), ("killed", 30)],
        ),
        (
            "اعتقل 12 شابا، بينهم 4 طلاب من بلدتي عين ودير، وسيدة",
            [("detained", 12), ("detained", 4), ("detained", 1)],
        ),
        ("وكان من بين قتلى النظام ضابط برتبة لواء", [("killed", 1)]),
        ("موضحة أن بين القتلى 9 أطفال وامرأة", [("killed", 9), ("killed", 1)]),
        ("إصابة 5 واعتقال 7 في اشتباكات بينها ومحتجين", [("injured", 5), ("detained", 7)]),
        # those whom a pronoun names
        ("أطلق مسلحون النار على شاب ما أدى إلى إصابته", [("injured", 1)]),
        ("أطلقوا النار على أحد عناصر الشرطة، ما أسفر عن مقتله", [("killed", 1)]),
        ("استهدفت الطائرة ثلاثة شبان مما أدى إلى استشهادهم", [("killed", 3)]),
        ("أقدم رجل على طعن زوجته ما أدى إلى مقتلها", [("killed", 1)]),
        ("انقلبت شاحنة يقودها سائق تركي مما تسبب في وفاته", [("killed", 1)]),
        ("نشر مقطعا للأسير كريم سعد قبل وفاته", []),
        # one hurt who died is counted once
        ("أصيب شاب بالرصاص ثم توفي في المستشفى", [("killed", 1)]),
        ("قال الطبيب إن الرقيب سامي حمد الذي أصيب في الظهر توفي", [("killed", 1)]),
        ("أصيب جندي وتوفي مدني في الانفجار", [("injured", 1), ("killed", 1)]),
        # illness and poison
        ("تم التعامل مع 12 حالة اختناق في الموقع", [("injured", 12)]),
        ("تسجيل حالتي وفاة بالكوليرا", [("killed", 2)]),
        ("تسجيل 31 إصابة جديدة بالكوليرا", []),
        # held by nobody, or set free
        ("أدت الأمطار إلى احتجاز مئات الأشخاص في منازلهم", []),
        ("أفرج عن 40 جنديا أسرتهم القوات قبل عامين", []),
        ("تطلق سراح 2000 أسير، منهم 1700 اعتقلوا منذ بداية الحرب", []),
        ("تحرير العشرات من المقاتلين الذين أسروا قبل عام", []),
        ("أسماء من سيفرج عنهم:\nهدى خالد سالم\nاسرا سامي محمد سعد", []),
        ("عثر على 21 جثة، وجرى إنقاذ 10 أشخاص، بينهم 8 صيادين", [("killed", 21)]),
        ("سجلت 90 حالة، منها 5 وفيات و60 حالة شفيت", [("killed", 5)]),
        # feared, aimed at, rehearsed, sentenced, charged
        ("يخشى أن يكون العشرات قد قتلوا في الانهيار", []),
        ("كان الهدف من العملية اعتقال عضو في الخلية", []),
        ("مناورة تحاكي سقوط 30 جريحا", []),
        ("أصدرت المحكمة حكما بإعدام 12 متهما", []),
        ("المتهمون ملاحقون بتهم تتعلق بقتل رجال شرطة", []),
        # things and money
        ("غرق قارب يقل 30 مهاجرا", []),
        ("نزوح رؤوس الأموال بلغ 3 مليارات", []),
        ("أسر قلوب 10 آلاف مشجع", []),
        # by how many, how often
        ("انخفض عدد القتلى بـ94 قتيلا", []),
        ("انخفض عدد الجرحى بمقدار 120 جريحا", []),
        ("تقتل امرأة كل 11 دقيقة", []),
        ("بزيادة عن التقديرات البالغة 1400 قتيل", []),
        # each number keeps the role of its own noun
        (
            "غارة راح ضحيتها 23 شهيدا و58 جريحا، 12 منهم في حالات خطرة",
            [("killed", 23), ("injured", 58), ("injured", 12)],
        ),
        ("أدى القصف إلى فقدان مئات السكان لحياتهم", [("killed", "hundreds")]),
        ("17 ألف قتيل ومفقود", []),
        ("تسمم مئات التلميذات في 52 مدرسة", [("injured", "hundreds")]),
        ("خلف الحادث 02 وفيات", [("killed", 2)]),
        ("تسبب الحادث في ولاية تلمسان بوفاة 5 أشخاص", [("killed", 5)]),
        ("ستة جنود وضابط قتلوا وأصيب 30", [("killed", 6), ("killed", 1), ("injured", 30)]),
        ("أجبر الجيش نحو 20 عائلة على إخلاء المخيم", [("displaced", 20)]),
        ("حرب خلفت 15 ألف قتيل و8 ملايين نازح", [("killed", 15000), ("displaced", 8000000)]),
        ("استشهد كريم سعد وزوجته وطفليه في الغارة", [("killed", 4)]),
        ("انتشلت الطواقم رفات شهداء من الشارع", [("killed", "several")]),
        ("مقتل 28 منذ فجر اليوم 16 منهم في الشمال", [("killed", 28), ("killed", 16)]),
        # words that look like harm, or like people
        ("المزارعون يردون على خطة الوزير كمال رشيد", []),
        ("أعرب عن تضامنه مع أسر الضحايا", []),
        ("انتقم رامي سعد لدموع سلمى التي استشهد أهلها", []),
        ("بدأ حملة اغتيال منظمة بحق الأسرى", []),
        ("فقد العديد منهم ذويهم", []),
        ("بين 23 و29 أغسطس/آب، احتجزت جماعات 24 متظاهرا", [("detained", 24)]),
        ("مقتل كريم سعد وإصابة أخوه سامي", [("killed", 1), ("injured", 1)]),
        ("بمعدل 60 جريحا يوميا", []),
        ("شارك 30 جريحا سابقا في السباق", []),
        ("أصيب مهاجم فريق في مباراة الدوري، وقال مدرب المنتخب إن اللاعب يغيب شهرا", []),
        # where a bound, a part or a subject belongs
        (
            "قتل 15 سجينا على الأقل وأربعة حراس قتلوا في التمرد",
            [("killed", 15), ("killed", 4)],
        ),
        ("قتل 16 في الهجوم. وقال إن خمسة مهاجمين من بين القتلى", [("killed", 16), ("killed", 5)]),
        ("خلفت العاصفة 70 ألف مشرد، حصل 50 ألف منهم على مأوى", [("displaced", 70000)]),
        ("نحو 800 ألف شخص اضطروا إلى الفرار", [("displaced", 800000)]),
        ("مقتل جميع من كانوا في الحافلة وهم 45 شخصا", [("killed", 45)]),
        ("قتل تسعة أطفال (خمسة صبيان وأربع فتيات)", [("killed", 9), ("killed", 5), ("killed", 4)]),
        ("اعترف الجيش بمقتل 15 من جنوده وضباطه", [("killed", 15)]),
        ("قتل رجلي شرطة عند البوابة", [("killed", 2)]),
        ("إصابة شخص وإصابة عدد آخر", [("injured", 1), ("injured", "several")]),
        ("أصيب متضامنان فرنسيان وفلسطيني في هجوم", [("injured", 3)]),
        # a headline and its body tell of one event, whatever they call its place
        (
            "بغداد: قتيلان في انفجار جنوب غربي بغداد\n"
            "قتل شخصان في انفجار جنوب غربي العاصمة العراقية.",
            [("killed", 2)],
        ),
        # what the text adds is no retelling
        (
            "حملة في المدينة\nاقتحمت القوات القرية.\nواعتقلت القوات ثلاثة شبان في القرية.\n"
            "كما اعتقلت ثلاثة شبان في المخيم.",
            [("detained", 3), ("detained", 3)],
        ),
        (
            "حملة في المدينة\nاقتحمت القوات الحي.\nواعتقلت الشاب علاء حمد في البيرة.\n"
            "واعتقلت الشاب فادي سعد في البيرة.",
            [("detained", 1), ("detained", 1)],
        ),
        ("أسفر الانفجار عن 11 قتيلا ومفقودين اثنين", [("killed", 11), ("missing", 2)]),
        ("إن 11 شخصا من بينهم ثمانية مدنيين قتلوا", [("killed", 11), ("killed", 8)]),
        ("استشهاد الصحفي سائد نبهان", [("killed", 1)]),
        ("أسفر الحادث عن وفيات وإصابات", [("killed", "several"), ("injured", "several")]),
        ("الفرق تنتشل شهيد وتنقل عدد من الجرحى", [("killed", 1), ("injured", "several")]),
        # two who are named
        ("اعتقلت القوات الطفلين عمر سمارة ودانيال حمدان", [("detained", 2)]),
        # a day and a month between doer and number
        ("أوقفت الشرطة الجمعة 14 سبتمبر/أيلول حوالي 80 شخصا", [("detained", 80)]),
    ],
)
def test_harm_is_read(extractor: Extractor, text: str, expected: list[Row]) -> None:
    found = [(fact.role, fact.count or fact.vague) for fact in casualties(extractor, text)]
    assert Counter(found) == Counter(expected)


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("لقي 90 شخصا بينهم 30 طفلا مصرعهم في الفيضانات", {90: False, 30: True}),
        ("وأضاف أن من بين القتلى 4 نساء", {4: True}),
        (
            "مقتل 60 من الجنود بينهم 3 ضباط، بالإضافة لـ15 من الشرطة",
            {60: False, 3: True, 15: False},
        ),
    ],
)
def test_a_part_is_told_from_a_further_figure(
    extractor: Extractor, text: str, counts: dict[int, bool]
) -> None:
    assert {fact.count: fact.subset for fact in casualties(extractor, text)} == counts


@pytest.mark.parametrize(
    ("text", "victims"),
    [
        ("22 شهيد وصلو الى المستشفى", None),
        ("28 شهيدا من عائلة واحدة", None),
        ("شهيدان متأثران بجراحهما في المستشفى", None),
        ("61 إصابة طفيفة في الحادث", None),
        ("قتل 5 من أصل 30 كانوا على متن القارب", None),
        ("أصيب 3 عمال أعمارهم بين 20 و35 عاما", "عمال"),
        ("مقتل 15 من جنوده وضباطه", "جنوده وضباطه"),
    ],
)
def test_the_victims_are_who_they_are(
    extractor: Extractor, text: str, victims: str | None
) -> None:
    assert [fact.victims for fact in casualties(extractor, text)] == [victims]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("ارتفعت حصيلة ضحايا الزلزال الذي ضرب تركيا إلى 85 قتيلا", "تركيا"),
        ("بين الطرفين في حلب، قتل في لبنان 19 شخصا", "لبنان"),
        ("لبنان.. مقتل 14 مسعفا في الغارات", "لبنان"),
    ],
)
def test_the_place_is_where_the_event_struck(
    extractor: Extractor, text: str, place: str
) -> None:
    assert [fact.place for fact in casualties(extractor, text)] == [place]


def test_the_heaviest_toll_is_a_part_of_all(extractor: Extractor) -> None:
    text = (
        "لقي 26 شخصا حتفهم وأصيب 147 في 134 حادث مرور.\n"
        "وسجلت أثقل حصيلة في ولاية ورقلة بوفاة 6 أشخاص وجرح 31."
    )
    found = {fact.count: (fact.subset, fact.scope) for fact in casualties(extractor, text)}
    assert found[26] == found[147] == (False, "period")
    assert found[6] == found[31] == (True, "period")


def test_a_headline_of_several_gives_way_once(extractor: Extractor) -> None:
    text = (
        "شهداء بغارات على العاصمة إثر مقتل 8 جنود في الجنوب\n"
        "استهدفت غارة مقرا، بعد اشتباكات أسفرت عن مقتل ثمانية من جنوده."
    )
    found = [(fact.role, fact.count) for fact in casualties(extractor, text)]
    assert found.count(("killed", 8)) == 1
