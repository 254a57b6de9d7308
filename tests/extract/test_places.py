"""Places: the gazetteer, and the longest geographic phrase of a text."""

from __future__ import annotations

from importlib.resources import files

import pytest

from extract.morphology import Lexicon
from extract.places import match
from extract.places.gazetteer import names, resolve
from extract.text import fold, read


@pytest.mark.parametrize(
    ("name", "canonical", "container"),
    [
        ("خانيونس", "خان يونس", "قطاع غزة"),
        ("مواصي خان يونس", "المواصي", "خان يونس"),
        ("حي الشجاعية شرق مدينة غزة", "الشجاعية", "غزة"),
        ("بغزة", "غزة", "قطاع غزة"),
        ("اسطنبول", "إسطنبول", "تركيا"),
        ("القدس المحتلة", "القدس", "الضفة الغربية"),
        ("#حي_التفاح", "التفاح", "غزة"),
        ("مدينة الفاشر", "الفاشر", "السودان"),
        ("الضاحية الجنوبية لبيروت", "الضاحية الجنوبية", "لبنان"),
    ],
)
def test_names_resolve_to_places_within_places(name: str, canonical: str, container: str) -> None:
    place = resolve(name)
    assert place is not None
    assert place.name == canonical
    assert place.within(container)


def test_a_name_that_is_a_common_word_needs_a_word_that_says_place() -> None:
    assert resolve("صور الأقمار الصناعية") is None
    found = resolve("مدينة صور")
    assert found is not None
    assert found.country == "LB"


def test_unknown_names_resolve_to_nothing() -> None:
    assert resolve("كوكب زحل البعيد") is None
    assert resolve("") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قصف على حي الصفطاوي شرق مدينة غزة", ["حي الصفطاوي شرق مدينة غزة"]),
        ("غارة قرب مفترق الشهداء وسط خان يونس", ["مفترق الشهداء وسط خان يونس"]),
        ("قصف ورشة بشارع الميناء جنوب غربي مدينة غزة", ["شارع الميناء جنوب غربي مدينة غزة"]),
        ("اشتباكات في قرية الرمانة بمحافظة المنيا", ["قرية الرمانة بمحافظة المنيا"]),
        ('قصف ثكنة "راميم" شمالا', ['ثكنة "راميم"']),
        ("غارات على بلدات صديقين وياطر وتبنين", ["بلدات صديقين وياطر وتبنين"]),
        ("هجوم في #غزة أمس", ["غزة"]),
        ("مات الأمل في قلوب الناس", []),
        ("انفجار في قضاء بلدروز بمحافظة ديالى", ["قضاء بلدروز بمحافظة ديالى"]),
        ("قصف في مقبنة غربي تعز", ["مقبنة غربي تعز"]),
        ("غارات على كبكابية بولاية شمال دارفور", ["كبكابية بولاية شمال دارفور"]),
        ("حادث بالطريق الوطني رقم 5 قرب البويرة", ["الطريق الوطني رقم 5 قرب البويرة"]),
        ("تصادم على الطريق الصحراوي الغربي", ["الطريق الصحراوي الغربي"]),
        ("انفجار في معسكر اللواء 201", ["معسكر اللواء 201"]),
        ("غرق قارب قبالة السواحل الليبية", ["السواحل الليبية"]),
        ("توجهت القوات إلى موقع الحادث", []),
        ("أصيبوا في مناطق متعددة في أجسادهم", []),
        ("حوادث في مناطق متفرقة من الوطن", ["مناطق متفرقة من الوطن"]),
        ("نقلت قناة الجزيرة عن مصادر", []),
    ],
)
def test_the_longest_phrase_is_found(lexicon: Lexicon, text: str, expected: list[str]) -> None:
    found = match(read(text, lexicon))
    assert [mention.text for mention in found if mention.locative] == expected


def test_offsets_leave_out_proclitics(lexicon: Lexicon) -> None:
    text = "أصيب شاب بمخيم بلاطة"
    mention = match(read(text, lexicon))[0]
    assert text[mention.start : mention.end] == mention.text == "مخيم بلاطة"


@pytest.mark.parametrize("table", ["places", "places_own"])
def test_tables_are_sound(table: str) -> None:
    text = files("extract").joinpath("data", f"{table}.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    known = {" ".join(map(fold, row[0].replace("-", " ").split())) for row in rows}
    assert len(known) == len(rows)
    for row in rows:
        assert not row[3] or (-90 <= float(row[3]) <= 90 and -180 <= float(row[4]) <= 180)


def test_every_container_is_a_known_place() -> None:
    unknown = {c for place in names().values() for c in place.containers if resolve(c) is None}
    assert not unknown
