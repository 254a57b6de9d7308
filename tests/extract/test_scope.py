"""The scope of a figure: what its clause says, and nothing where nothing tells."""

from __future__ import annotations

import pytest

from extract import Extractor
from extract.facts import Casualties
from extract.morphology import Lexicon


def scopes(lexicon: Lexicon, text: str) -> list[tuple[int | None, str]]:
    facts = Extractor(lexicon).extract(text).facts
    return [(fact.count, fact.scope) for fact in facts if isinstance(fact, Casualties)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("مقتل 5 جنود في كمين", [(5, "incident")]),
        ("استشهد 40 فلسطينيا منذ فجر اليوم", [(40, "period")]),
        ("استشهد 40 فلسطينيا خلال 24 ساعة", [(40, "period")]),
        ("خلال الساعات الماضية استشهد 6 مواطنين وأصيب 9", [(6, "period"), (9, "period")]),
        ("استشهد 16 فلسطينيا في الضفة خلال يوليو", [(16, "period")]),
        ("مقتل 130 صحفيا منذ بدء الحرب", [(130, "cumulative")]),
        ("أكثر من 400 شهيد منذ سريان الاتفاق", [(400, "cumulative")]),
        ("قتل 35 جنديا هذا العام", [(35, "cumulative")]),
        ("ارتفعت حصيلة العدوان إلى 53,486 شهيدا", [(53486, "cumulative")]),
        ("ارتفعت حصيلة قتلى الزلزال إلى 4250", [(4250, "incident")]),
        ("حصيلة الشهداء بلغت 7 جراء قصف حافلة", [(7, "incident")]),
        (
            "وصل 38 شهيدا خلال 24 ساعة، فيما ارتفع عدد الشهداء منذ بدء الحرب إلى 60000",
            [(38, "period"), (60000, "cumulative")],
        ),
        (
            "ارتكب الجيش خلال الساعات الـ48 الماضية 5 مجازر، ليرتفع عدد الشهداء إلى 41870",
            [(41870, "cumulative")],
        ),
        ("مقتل الجندي رون ليفي في الحرب منذ عام 2023", [(1, "incident")]),
        # rates, years, many events, what is joined to a total
        ("سنويا يلقى نحو 900 عامل مصرعهم", [(900, "cumulative")]),
        ("قتل 17 عاملا خلال 2024 في المناجم", [(17, "cumulative")]),
        ("لقي 26 شخصا حتفهم في 1342 حادث مرور", [(26, "period")]),
        ("أودى الوباء حتى الآن بحياة 3700 شخص", [(3700, "cumulative")]),
        ("تسببت الألغام بمقتل المئات من المدنيين", [(None, "cumulative")]),
        ("خلفت المعارك 620 قتيلا و3 آلاف جريح", [(620, "cumulative"), (3000, "cumulative")]),
        (
            "مقتل 31 صحفيا منذ بداية الحرب، بينما جرى الإبلاغ عن إصابة 9",
            [(31, "cumulative"), (9, "cumulative")],
        ),
        ("قتل 27 مدنيا في القصف المتواصل منذ شهر", [(27, "incident")]),
        ("منذ منتصف أبريل يخوض الجيش حربا خلفت 500 قتيل", [(500, "cumulative")]),
        ("تفقد سيدة حياتها كل نحو عشر دقائق", []),
        ("لقي 1400 مهاجر حتفهم في أثناء عبورهم عام 2022", [(1400, "cumulative")]),
        ("آلاف الجرحى يحتاجون إلى تأهيل", [(None, "cumulative")]),
        ("إجمالي الاستهداف الأخير أسفر عن ارتقاء 3 شهداء", [(3, "incident")]),
        ("ارتفاع عدد الشهداء المسعفين إلى 187", [(187, "cumulative")]),
        ("الاشتباكات التي بدأت في أواخر أغسطس خلفت 444 جريحا", [(444, "cumulative")]),
        ("قتل 11 وأصيب المئات في أعمال عنف يوم الجمعة", [(11, "incident"), (None, "incident")]),
        ("منذ بداية 2019 وقع 4984 حادثا خلفت 992 قتيلا", [(992, "cumulative")]),
        ("تسجيل 450 حالة بالفيروس، من بينها 26 حالة وفاة", [(26, "cumulative")]),
        ("مقتل 4 جنود في جباليا التي تتعرض لحملة منذ نحو شهر", [(4, "incident")]),
        # «منذ» that tells of the event, not of the figure
        ("خلف الزلزال الذي ضرب البلاد منذ الاثنين 300 قتيل", [(300, "incident")]),
        ("مقتل 29 شخصا في أسوأ فيضانات تجتاح البلاد منذ عقود", [(29, "incident")]),
        ("تعد الهزة الأكبر منذ زلزال 1999 الذي تسبب في مقتل 1700 شخص", [(1700, "incident")]),
        ("لقي 221 شخصا مصرعهم في فيضانات تضرب البلاد منذ أواخر يونيو", [(221, "cumulative")]),
        (
            "بلغت حصيلة القتلى خلال الفترة الممتدة من مارس 2019 وحتى اليوم 1607 قتلى",
            [(1607, "cumulative")],
        ),
    ],
)
def test_the_clause_decides(
    lexicon: Lexicon, text: str, expected: list[tuple[int | None, str]]
) -> None:
    assert scopes(lexicon, text) == expected


def test_a_total_without_event_or_start_gives_no_fact(lexicon: Lexicon) -> None:
    assert scopes(lexicon, "بلغ عدد القتلى 60") == []


def test_a_total_is_never_an_incident(lexicon: Lexicon) -> None:
    text = "غارة على منزل في غزة. بلغ عدد الشهداء 61204 والجرحى 143018."
    assert {scope for _, scope in scopes(lexicon, text)} <= {"cumulative"}


def test_a_header_of_statistics_holds_for_the_lines_below_it(lexicon: Lexicon) -> None:
    text = "حصيلة الضحايا خلال 24 ساعة:\n12 شهيدا و30 جريحا"
    assert scopes(lexicon, text) == [(12, "period"), (30, "period")]
