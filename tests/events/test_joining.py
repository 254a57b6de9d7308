"""Which reports are of one happening: one row for every case that was once read wrong."""

from __future__ import annotations

from typing import Any

import pytest

from bot.events import index
from bot.events.telling import kind_of
from bot.events.voices import cited, speaker
from bot.events.when import between
from bot.events.wording import headline, is_bulletin, lines, words
from tests.events.desk import NOON, Desk, casualties, injured, killed, meeting

DAY = 24 * 60
HOUSE = "قصف منزل لعائلة السرحي في بلدة الخيام وأنباء عن شهداء"

Report = tuple[str, dict[str, Any]]
ONE: list[tuple[str, Report, Report]] = [
    (
        "a follow-up with a higher toll",
        ("3 قتلى في غارة على سوق بلدة الخيام", {}),
        ("ارتفاع حصيلة الغارة على سوق بلدة الخيام إلى 5 قتلى", {"at": 40}),
    ),
    (
        "the same strike in other words, hours later",
        (HOUSE, {}),
        ("استهداف منزل عائلة السرحي ببلدة الخيام", {"at": 90, "channel": "b"}),
    ),
    (
        "what a speaker says, post by post",
        ("وزير المياه سامر النعيم: لن نغلق السدود هذا الصيف", {}),
        ("وزير المياه سامر النعيم: الأسعار ثابتة حتى نهاية العام", {"at": 4}),
    ),
    (
        "one family's house, from another side of town",
        ("قصف منزل لعائلة أبو ريحان شرق بلدة الخيام", {}),
        ("انتشال جثامين من منزل أبو ريحان قرب مسجد النور في بلدة الخيام", {"at": 80}),
    ),
    (
        "a part of the day without an hour",
        ("غارة على سوق في بلدة الخيام", {"at": -12 * 60}),
        ("غارة تستهدف سوقا في بلدة الخيام", {"at": 240, "channel": "b"}),
    ),
    (
        "two institutions that count one happening",
        ("الهلال الأحمر: نقلنا قتيلين من سوق بلدة الخيام", {}),
        ("وزارة الصحة: قتيلان في غارة على سوق بلدة الخيام", {"at": 9, "channel": "b"}),
    ),
    (
        "a toll without a place, right after the blow",
        ("غارة تستهدف منزلا في بلدة الخيام", {}),
        ("ارتفاع عدد القتلى إلى 5", {"at": 12}),
    ),
    (
        "the blow known from before, and now what it hit",
        ("غارة غربي مدينة نوران", {}),
        ("الغارة استهدفت شقة لعائلة السرحي", {"at": 9}),
    ),
    (
        "who was brought in",
        ("قصف خيمة في بلدة الخيام", {}),
        ("وصول 3 جرحى إلى مستشفى الرازي جراء القصف", {"at": 15}),
    ),
    (
        "the spot alone",
        ("غارة على بلدة الخيام", {}),
        ("قرب مسجد النور بشارع المطاحن", {"at": 2}),
    ),
    (
        "a second rocket on the same spot",
        ("غارة تستهدف أرضا في بلدة الخيام", {}),
        ("صاروخان في نفس المكان", {"at": 1}),
    ),
    (
        "the channel's own reporter, and none",
        ("مراسل صحيفة السهل: غارة على سوق بلدة الخيام", {}),
        ("غارة على السوق في بلدة الخيام", {"at": 9, "channel": "b"}),
    ),
    (
        "a speaker to a paper, post by post",
        ("النعيم لنيويورك تايمز: لن نغلق السدود هذا الصيف", {}),
        ("النعيم لنيويورك تايمز: الأسعار ثابتة حتى نهاية العام", {"at": 1}),
    ),
    (
        "an outlet's name in a line of its own",
        ("**القناة 12:**\nحريق كبير في مصنع للأخشاب في مدينة نوران", {}),
        ("حريق في مصنع للأخشاب بأطراف مدينة نوران", {"at": 9, "channel": "b"}),
    ),
    (
        "sirens, and the rocket they warn of",
        ("صفارات الإنذار تدوي في مدينة نوران", {}),
        ("اعتراض صاروخ من اليمن", {"at": 4}),
    ),
    (
        "an accident, and its toll in the evening",
        ("حريق كبير في مستشفى الرازي في مدينة نوران يودي بحياة العشرات", {"at": -400}),
        ("ارتفاع ضحايا حريق مستشفى الرازي بمدينة نوران", {"at": 200, "channel": "b"}),
    ),
    (
        "an outlet's officials on two matters of one talk",
        ("صحيفة السهل عن مسؤولين: الوفد يسافر الى نوران لبحث الهدنة", {}),
        ("صحيفة السهل عن مسؤولين: المهلة أمام الوفد أسبوعان لبحث الهدنة", {"at": 1}),
    ),
]
APART: list[tuple[str, Report, Report]] = [
    (
        "an attack and an accident of the same town and hour",
        ("5 قتلى في قصف على مدرسة تؤوي نازحين وسط بلدة الخيام", {}),
        ("مقتل 13 شخصا في انقلاب شاحنة على الطريق قرب بلدة الخيام", {"at": 2}),
    ),
    (
        "two accidents of the same town",
        ("مقتل 13 شخصا في انقلاب شاحنة على الطريق قرب بلدة الخيام", {}),
        ("وفاة طفلين غرقا في بركة قرب بلدة الخيام", {"at": 9, "channel": "b"}),
    ),
    (
        "two houses of one town",
        (HOUSE, {}),
        ("قصف منزل لعائلة الزعانين في بلدة الخيام وأنباء عن شهداء", {"at": 30}),
    ),
    (
        "a house and a car of one town",
        ("غارة تستهدف منزلا في بلدة الخيام", {}),
        ("غارة تستهدف سيارة في بلدة الخيام", {"at": 20, "channel": "b"}),
    ),
    (
        "a strike and gunfire",
        ("غارة إسرائيلية شرق بلدة الخيام", {}),
        ("إطلاق نار من الآليات الإسرائيلية شرق بلدة الخيام", {"at": 20}),
    ),
    (
        "two streets",
        ("شهيد في قصف على شارع النخيل في بلدة الخيام", {}),
        ("شهيد في قصف على شارع المطاحن في بلدة الخيام", {"at": 30}),
    ),
    (
        "the wounded of two strikes in one hospital",
        ("وصول إصابة إلى مستشفى الرازي الطبي بنوران جراء قصف خيمة في بلدة الخيام", {}),
        ("وصول إصابة إلى مستشفى الرازي الطبي بنوران من بلدة العديسة", {"at": 9}),
    ),
    (
        "the next round, in the evening",
        ("مروحيات تقصف أطراف بلدة الخيام", {"at": -300}),
        ("مروحيات تقصف أطراف بلدة الخيام بصواريخ", {"at": 290}),
    ),
    (
        "a blow, and a summing up of the night's blows",
        ("غارة تستهدف محيط مسجد النور في بلدة الخيام", {}),
        ("سلسلة غارات في مناطق متفرقة من بلدة الخيام", {"at": 40}),
    ),
    (
        "two stories of one outlet",
        ("القناة 12: مقترح جديد لتبادل الأسرى قيد البحث", {}),
        ("القناة 12: قراصنة يخترقون موقع بلدية نوران", {"at": 2}),
    ),
    (
        "one more strike of the day",
        ("غارة على بلدة الخيام", {}),
        ("غارة جديدة على بلدة الخيام", {"at": 50}),
    ),
    (
        "the same words of another town",
        ("شهيد وعدد من المصابين في قصف على بلدة الخيام", {}),
        ("شهيد وعدد من المصابين في قصف على بلدة العديسة", {"at": 5, "channel": "b"}),
    ),
    (
        "a fire and a collapse in one town",
        ("حريق في مصنع للأخشاب في مدينة نوران", {}),
        ("انهيار مبنى سكني في مدينة نوران", {"at": 45}),
    ),
    (
        "the form filled in anew the next day",
        ("اعتقال 6 شبان خلال اقتحام بلدة الخيام فجرا", {}),
        ("اعتقال 3 شبان خلال اقتحام بلدة الخيام فجرا", {"at": DAY - 10}),
    ),
    (
        "two men on one matter",
        ("سامر النعيم: لن نوقع الاتفاق قبل عودة المحتجزين", {}),
        ("هانس برغمان: يجب توقيع الاتفاق فورا وعودة المحتجزين", {"at": 30, "channel": "b"}),
    ),
    (
        "a toll without a place, hours later",
        ("غارة تستهدف منزلا في بلدة الخيام", {}),
        ("ارتفاع عدد القتلى إلى 5", {"at": 150}),
    ),
    (
        "a toll without a place, of another channel",
        ("غارة تستهدف منزلا في بلدة الخيام", {}),
        ("ارتفاع عدد القتلى إلى 5", {"at": 12, "channel": "b"}),
    ),
    (
        "soldiers hurt elsewhere, right after a blow",
        ("غارة تستهدف منزلا في بلدة الخيام", {}),
        ("إصابة جنديين بجروح خطيرة", {"at": 5}),
    ),
    (
        "those brought in from another town",
        ("غارة تستهدف منزلا في بلدة الخيام", {}),
        ("وصول 3 جرحى من بلدة العديسة جراء القصف", {"at": 5}),
    ),
    (
        "pictures of what was hit the day before",
        ("غارة تستهدف منزلا في بلدة الخيام", {}),
        ("آثار القصف الذي طال المدرسة ليلة أمس", {"at": 5}),
    ),
    (
        "an overflight, and then a blow",
        ("تحليق طيران مروحي في أجواء بلدة الخيام", {}),
        ("القصف استهدف خيمة", {"at": 5}),
    ),
    (
        "opposite sides of one town",
        ("قصف مدفعي شرق مدينة نوران", {}),
        ("قصف مدفعي غرب مدينة نوران", {"at": 30}),
    ),
    (
        "one who died of his wounds, and a new blow",
        ("وفاة سامر النعيم متأثرا بجروح أصيب بها في غارة قبل يومين على بلدة الخيام", {}),
        ("غارة جديدة تستهدف أطراف بلدة الخيام", {"at": 90}),
    ),
    (
        "two buses overturned on two roads",
        ("قتيلان و26 جريحا في حادث انقلاب حافلة للركاب قرب بلدة بيت رازم", {}),
        ("إصابة 21 شخصا في حادث انقلاب حافلة للركاب قرب بلدة كفر تلال", {"at": 60, "channel": "b"}),
    ),
    (
        "two alike blows in two towns",
        ("3 قتلى و11 جريحا في غارة على مدرسة قديمة في بلدة بيت رازم", {}),
        ("3 قتلى و12 جريحا في غارة على مدرسة قديمة في بلدة كفر تلال", {"at": 1}),
    ),
]


def ids(desk: Desk, *reports: Report) -> list[str]:
    events = [desk.post(text, **about).event for text, about in reports]
    return [event.id for event in events if event]


@pytest.mark.parametrize(("first", "second"), [r[1:] for r in ONE], ids=[r[0] for r in ONE])
def test_reports_of_one_happening_are_joined(desk: Desk, first: Report, second: Report) -> None:
    assert len(set(ids(desk, first, second))) == 1


@pytest.mark.parametrize(("first", "second"), [r[1:] for r in APART], ids=[r[0] for r in APART])
def test_reports_of_two_stay_apart(desk: Desk, first: Report, second: Report) -> None:
    assert len(set(ids(desk, first, second))) == 2


def test_a_meeting_planned_and_held_the_next_day_is_one(desk: Desk) -> None:
    people = ("ليلى الكرمي", "داود تراوري")
    first = desk.post("تستقبل ليلى الكرمي غدا داود تراوري", meeting(*people, status="planned"))
    second = desk.post("ليلى الكرمي استقبلت داود تراوري", meeting(*people), at=DAY - 200)
    assert first.event is not None
    assert second.event is not None
    assert first.event.id == second.event.id


def test_a_days_count_is_not_the_next_days(desk: Desk) -> None:
    first = desk.post(
        "مصادر طبية: 26 قتيلا في القطاع منذ الفجر", casualties("killed", 26, scope="period")
    )
    second = desk.post(
        "مصادر طبية: قتلى القطاع منذ فجر اليوم 21", casualties("killed", 21, scope="period"), at=DAY
    )
    assert first.event is not None
    assert second.event is not None
    assert first.event.id != second.event.id


def test_the_same_large_figure_joins_reports_in_other_words(desk: Desk) -> None:
    facts = killed(43), injured(112)
    first = desk.post("انفجار في سوق الحبوب يودي بحياة 43 ويصيب 112", *facts).event
    text = "الصحة تعلن 43 وفاة و112 مصابا بحادث السوق"
    second = desk.post(text, *facts, at=70, channel="b").event
    assert first is not None
    assert second is not None
    assert first.id == second.id


def test_copies_lead_to_their_first_teller(desk: Desk) -> None:
    desk.post(HOUSE, number="1")
    desk.post(f"عاجل | {HOUSE}", channel="b", at=2)
    desk.post(f"{HOUSE}\n\nتابعونا على تلغرام", channel="c", at=4)
    desk.post(f"🔴 {HOUSE} 🇵🇸", channel="d", at=5, forwarded_from="b")
    event = desk.post(f"نقلا عن سهل برس: {HOUSE}", channel="e", at=9).event
    assert event is not None
    assert {source.origin for source in event.sources} == {"channel:sahl_press"}
    assert event.independent == 1


def test_posts_that_cite_one_outlet_are_one_source(desk: Desk) -> None:
    desk.post("رويترز: غارة استهدفت مخزنا للوقود في بلدة الخيام")
    event = desk.post(
        "غارة على مخزن وقود ببلدة الخيام نقلا عن وكالة رويترز", channel="b", at=20
    ).event
    assert event is not None
    assert (len(event.sources), event.independent) == (2, 1)


def test_few_candidates_are_compared_however_many_events_are_open(desk: Desk) -> None:
    for number in range(120):
        desk.post(f"غارة {number} على سوق بلدة الخيام ومقتل {number}", at=number)
    reading = desk.reading("غارة على سوق بلدة الخيام", at=130)
    assert 0 < len(desk.book.candidates(reading)) <= index.CANDIDATES
    assert len(index.probes(reading.telling, "sahl_press", NOON)) < 80


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("خبر مهم هنا\nتابعونا على تلغرام\nt.me/x", ["خبر مهم هنا"]),
        ("#عاجل #غزة\nخبر آخر", ["خبر آخر"]),
        ("🔻🔻\nخبر", ["خبر"]),
    ],
)
def test_advertising_is_no_news(text: str, kept: list[str]) -> None:
    assert lines(text) == kept


def test_a_bulletin_counts_as_its_first_item() -> None:
    text = "نشرة الثامنة\nالعناوين:\nغارة على بلدة الخيام تقتل ثلاثة\nافتتاح معرض الكتاب في نوران"
    assert is_bulletin(lines(text))
    assert headline(text) == "غارة على بلدة الخيام تقتل ثلاثة"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("غارة على بلدة", "violence"),
        ("12 قتيلا في حريق مصنع", "fire"),
        ("شهيدا بعد شهيد", "violence"),
        ("لماذا تتكرر الغارات", "commentary"),
        ("افتتاح معرض", "other"),
    ],
)
def test_a_headline_tells_a_kind(text: str, kind: str) -> None:
    assert kind_of(words(text)) == kind


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("رويترز: اتفاق وشيك", "رويترز"),
        ("قال مسؤول، نقلا عن وكالة الأناضول، إن", "الاناضول"),
        ("مراسل صحيفة الحدث بغزة: غارة", None),
        ("وزارة الصحة: 5 جرحى", None),
    ],
)
def test_whose_report_is_passed_on(text: str, name: str | None) -> None:
    assert cited(text) == name


def test_who_speaks_in_a_headline() -> None:
    assert speaker("سامر النعيم: لن نوقع") != ()
    assert speaker("وزارة الصحة: 5 جرحى") == ()


def test_a_report_dated_by_the_day_stands_at_any_hour_of_it() -> None:
    midnight = NOON.replace(hour=0)
    assert between(midnight, NOON).total_seconds() == 0
    assert between(midnight, NOON.replace(day=11)).days == 1


def test_one_man_with_another_elsewhere_is_another_meeting(desk: Desk) -> None:
    first = desk.post(
        "وزيرة الخارجية ليلى الكرمي تستقبل غدا المبعوث داود تراوري في مدينة نوران",
        meeting("ليلى الكرمي", "داود تراوري", status="planned", place="مدينة نوران"),
    )
    other = desk.post(
        "تأجيل الاجتماع المقرر غدا بين وزيرة الخارجية ليلى الكرمي ونظيرها العماني في بلدة مسكان",
        meeting("ليلى الكرمي", "نظيرها العماني", status="cancelled", place="بلدة مسكان"),
        channel="manara",
        at=30,
    )
    later = desk.post(
        "ليلى الكرمي استقبلت المبعوث داود تراوري في مدينة نوران",
        meeting("ليلى الكرمي", "داود تراوري", place="مدينة نوران"),
        channel="bayan",
        at=60,
    )
    assert first.event is not None
    assert other.event is not None
    assert later.event is not None
    assert other.event.id != first.event.id
    assert later.event.id == first.event.id
