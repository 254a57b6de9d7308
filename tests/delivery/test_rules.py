"""Rules: how they are written, and what they fit."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.delivery.match import Subject, fits, required
from bot.delivery.rules import Rule, RuleError, Term, Threshold, parse, written
from bot.events.names import person_key
from bot.events.terms import lemmas


def subject(text: str, *keys: str, meetings: tuple[tuple[str, ...], ...] = ()) -> Subject:
    people = [f"person:{person_key(key[7:])}" for key in keys if key.startswith("person:")]
    others = [key for key in keys if not key.startswith("person:")]
    parties = tuple(frozenset(map(person_key, names)) for names in meetings)
    return Subject.of([*lemmas(text), *people, *others], text, parties)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("هدنة", Rule((Term("word", "هدنة"),))),
        ('"وقف إطلاق النار"', Rule((Term("exact", "وقف إطلاق النار"),))),
        ("«وقف إطلاق النار» صامت", Rule((Term("exact", "وقف إطلاق النار"),), silent=True)),
        ("@sahl_press", Rule((Term("channel", "sahl_press"),))),
        ("قناة:https://t.me/s/sahl_press", Rule((Term("channel", "sahl_press"),))),
        ('مكان:"قطاع غزة" موجز', Rule((Term("place", "قطاع غزة"),), at_once=False)),
        (
            "place:نابلس killed>=10 step:5 -@sahl_press",
            Rule(
                (Term("place", "نابلس"),),
                (Term("channel", "sahl_press"),),
                Threshold("killed", 10, 5),
            ),
        ),
        ("قتلى>٩", Rule(threshold=Threshold("killed", 10))),
        ("شهداء≥10 خطوة:5", Rule(threshold=Threshold("killed", 10, 5))),
        (
            'لقاء:"سامر الحداد"+"وفد حركة السهل"',
            Rule((Term("meeting", "سامر الحداد", "وفد حركة السهل"),)),
        ),
        (
            "نوع:مطالب و جهة:البلدية",
            Rule((Term("type", "demand"), Term("organisation", "البلدية"))),
        ),
        ("هدنة ليس تمديد", Rule((Term("word", "هدنة"),), (Term("word", "تمديد"),))),
        (
            "person:الحداد and not @a_b_c",
            Rule((Term("person", "الحداد"),), (Term("channel", "a_b_c"),)),
        ),
    ],
)
def test_rules_read_as_people_write_them(text: str, rule: Rule) -> None:
    assert parse(text) == rule
    assert parse(written(rule, "ar")) == rule
    assert parse(written(rule, "en")) == rule
    assert Rule.from_json(rule.to_json()) == rule


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "nothing-wanted"),
        ("-@sahl_press", "nothing-wanted"),
        ("موجز", "nothing-wanted"),
        ("لون:أحمر", "unknown-label"),
        ("نوع:طقس", "unknown-type"),
        ("سيارات>=5", "unknown-role"),
        ("قتلى>=كثير", "not-a-number"),
        ("قتلى>=0", "not-a-number"),
        ("لقاء:الحداد", "meeting-needs-two"),
        ("هدنة خطوة:5", "step-without-threshold"),
        ("من", "too-short"),
        (" ".join(f"كلمة{n}" for n in range(13)), "too-many-terms"),
        ("هدن" * 41, "too-long"),
    ],
)
def test_wrong_rules_say_what_is_wrong(text: str, code: str) -> None:
    with pytest.raises(RuleError) as refused:
        parse(text)
    assert refused.value.code == code


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80))
def test_any_text_gives_a_rule_or_a_reason(text: str) -> None:
    try:
        rule = parse(text)
    except RuleError:
        return
    assert required(rule)


@pytest.mark.parametrize(
    ("rule", "text", "keys", "fitting"),
    [
        ("هدنة", "الوسطاء يبحثون في الهدنة", (), True),
        ("هدنة", "دعا الوفد للهدنة فورا", (), True),
        ("هدنة", "وبالهدنة تعود العائلات", (), True),
        ("هدنة", "دعوا لوقف النار ولهدنة إنسانية", (), True),
        ("اتفاق", "فباتفاق جديد تنتهي الأزمة", (), True),
        ("هدنة", "هدم منزل في البلدة", (), False),
        ("عيد", "حي بعيد عن المدينة", (), False),
        ('"وقف النار"', "مطالب بوقف النار", (), False),
        ('"وقف النار"', "اتفاق على وقف النار فورا", (), True),
        ("مكان:نابلس", "خبر", ("place:نابلس",), True),
        ("مكان:نابلس -@other", "خبر", ("place:نابلس", "channel:Other"), False),
        ("@Sahl_Press", "خبر", ("channel:sahl_press",), True),
        ("شخص:الحداد", "خبر", ("person:سامر الحداد",), True),
        ('شخص:"سامر الحداد"', "خبر", ("person:الحداد",), True),
        ('شخص:"سامر الحداد"', "خبر", ("person:رامي الحداد",), False),
        ("قتلى>=3", "خبر", ("type:killed",), True),
        ("قتلى>=3", "خبر", ("type:injured",), False),
    ],
)
def test_rules_fit_what_they_mean(
    rule: str, text: str, keys: tuple[str, ...], fitting: bool
) -> None:
    assert fits(parse(rule), subject(text, *keys)) is fitting


def test_a_meeting_rule_wants_both_at_one_meeting() -> None:
    rule = parse('لقاء:"سامر الحداد"+"رامي النجار"')
    keys = ("type:meeting", "person:سامر الحداد", "person:رامي النجار")
    together = (("سامر الحداد", "رامي النجار"),)
    apart = (("سامر الحداد", "ليلى"), ("رامي النجار", "ليلى"))
    assert fits(rule, subject("خبر", *keys, meetings=together))
    assert not fits(rule, subject("خبر", *keys, meetings=apart))
