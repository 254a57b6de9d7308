"""Figures: numerals of every form, ranges, bounds, vague quantities, and what they do not count."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract import numbers
from extract.morphology import Lexicon
from extract.numbers import Quantity
from extract.numbers.nouns import dual, noun_number
from extract.text import read

SHARED = Path(__file__).parents[3] / "shared"


def figures(text: str, lexicon: Lexicon) -> list[Quantity]:
    return numbers.match(read(text, lexicon))


def value_of(text: str, lexicon: Lexicon) -> int | None:
    """The only figure of ``text``; None when there is not exactly one."""
    found = figures(text, lexicon)
    return found[0].value if len(found) == 1 else None


# --- a writer of correct Arabic numerals -----------------------------------------------------

MASCULINE = ["", "واحد", "اثنان", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة"]
FEMININE = ["", "واحدة", "اثنتان", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثماني", "تسع"]
TENS = ["", "", "عشر", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثمان", "تسع"]


def below_hundred(n: int, oblique: bool, feminine: bool) -> str:
    """3 to 10 take the gender opposite to the noun's; tens and two are declined."""
    units = FEMININE if feminine else MASCULINE
    two = {False: ("اثنان", "اثنتان"), True: ("اثنين", "اثنتين")}[oblique][feminine]
    if n == 2:
        return two
    if n < 10:
        return units[n]
    if n == 10:
        return "عشر" if feminine else "عشرة"
    if n < 20:
        ten = "عشرة" if feminine else "عشر"
        first = {
            11: "إحدى" if feminine else "أحد",
            12: two[:-1],
        }.get(n, units[n - 10])
        return f"{first} {ten}"
    tens = TENS[n // 10] + ("ين" if oblique else "ون")
    unit = n % 10
    if not unit:
        return tens
    return f"{two if unit == 2 else units[unit]} و{tens}"


def below_thousand(
    n: int, oblique: bool, feminine: bool, hundred: str, glued: bool, construct: bool
) -> str:
    hundreds, rest = divmod(n, 100)
    parts = []
    if hundreds == 1:
        parts.append(hundred)
    elif hundreds == 2:
        ending = "تين" if oblique else "تان"
        parts.append(hundred[:-1] + (ending[:-1] if construct and not rest else ending))
    elif hundreds:
        count = FEMININE[hundreds].replace("ثماني", "ثمان" if glued else "ثماني")
        parts.append(count + ("" if glued else " ") + hundred)
    if rest:
        parts.append(below_hundred(rest, oblique, feminine))
    return " و".join(parts)


def scaled(n: int, scale: str, oblique: bool, hundred: str, glued: bool, tanween: str) -> str:
    """``n`` thousands or millions; both nouns are masculine."""
    dual_form = scale + ("ين" if oblique else "ان")
    plural = {"ألف": "آلاف", "مليون": "ملايين"}[scale]
    if n == 1:
        return scale
    if n == 2:
        return dual_form
    hundreds, rest = n - n % 100, n % 100
    if rest in (1, 2) and hundreds:  # مئة ألف وألفان
        words = below_thousand(hundreds, oblique, False, hundred, glued, construct=True)
        return f"{words} {scale} و{scale if rest == 1 else dual_form}"
    words = below_thousand(n, oblique, False, hundred, glued, construct=True)
    if 3 <= rest <= 10:
        return f"{words} {plural}"
    return f"{words} {scale}{tanween}" if rest else f"{words} {scale}"


def written(
    n: int,
    oblique: bool = False,
    feminine: bool = False,
    hundred: str = "مئة",
    glued: bool = True,
    tanween: str = "ا",
) -> str:
    millions, thousands, rest = n // 10**6, n // 1000 % 1000, n % 1000
    parts = []
    if millions:
        parts.append(scaled(millions, "مليون", oblique, hundred, glued, tanween))
    if thousands:
        parts.append(scaled(thousands, "ألف", oblique, hundred, glued, tanween))
    if rest:
        parts.append(below_thousand(rest, oblique, feminine, hundred, glued, construct=False))
    return " و".join(parts) or "صفر"


@settings(max_examples=500, deadline=None)
@given(
    n=st.one_of(st.integers(0, 999_999_999), st.integers(0, 3000), st.integers(90_000, 120_000)),
    oblique=st.booleans(),
    feminine=st.booleans(),
    hundred=st.sampled_from(["مئة", "مائة"]),
    glued=st.booleans(),
    tanween=st.sampled_from(["ا", "اً", "ًا"]),
    clitic=st.sampled_from(["", "و", "ف", "ب", "ل", "ك", "وب", "ول"]),
)
def test_any_integer_written_out_in_arabic_is_read_back(
    lexicon: Lexicon,
    n: int,
    oblique: bool,
    feminine: bool,
    hundred: str,
    glued: bool,
    tanween: str,
    clitic: str,
) -> None:
    words = clitic + written(n, oblique, feminine, hundred, glued, tanween)
    if words.split()[0] in NOT_READ:
        return  # those are other words first: «لست» is "I am not"
    assert value_of(words, lexicon) == n, words


NOT_READ = {"لست", "بست", "كست", "فست", "كسبع", "لتسع", "وتسع"}


@settings(max_examples=150, deadline=None)
@given(
    n=st.integers(0, 999_999_999),
    separator=st.sampled_from(["", ",", ".", "،", "٬", "٫", "\u202f", "\u2009"]),
    digits=st.sampled_from(["0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹"]),
)
def test_digits_of_every_script_with_every_thousands_mark_are_read_back(
    lexicon: Lexicon, n: int, separator: str, digits: str
) -> None:
    plain = f"{n:,}".replace(",", separator)
    text = plain.translate(str.maketrans("0123456789", digits)) + " شخصا"
    assert value_of(text, lexicon) == n


@settings(max_examples=150, deadline=None)
@given(thousands=st.integers(1, 999), rest=st.integers(1, 999), clitic=st.sampled_from(["", "و"]))
def test_digits_mixed_with_scales_are_read_back(
    lexicon: Lexicon, thousands: int, rest: int, clitic: str
) -> None:
    scale = "آلاف" if 3 <= thousands % 100 <= 10 else "ألفاً"
    text = f"{clitic}{thousands} {scale} و{rest} نازحا"
    assert value_of(text, lexicon) == thousands * 1000 + rest


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("إحدى عشرة طبيبة", 11),
        ("لاثني عشر حارسا", 12),
        ("بخمسة ممرضين", 5),
        ("كأربعين", 40),
        ("خمسة وعشرين آخرين", 25),
        ("ثلاث مئة عامل", 300),
        ("ثلاثمائة عامل", 300),
        ("مئتي عامل", 200),
        ("مئتا ألف نازح", 200_000),
        ("ألفا عامل", 2_000),
        ("ألفاً عامل", 1_000),
        ("ألفي عامل", 2_000),
        ("مليونا نازح", 2_000_000),
        ("نصف مليون نازح", 500_000),
        ("ربع مليون نازح", 250_000),
        ("ثلاثة أرباع المليون", 750_000),
        ("مليون ونصف المليون نازح", 1_500_000),
        ("مليون ونصف نازح", 1_500_000),
        ("مليونين ونصف المليون", 2_500_000),
        ("ثلاثة ملايين وربع المليون", 3_250_000),
        ("7,5 مليون نازح", 7_500_000),
        ("1.2 مليون نازح", 1_200_000),
        ("ب7,5 مليون", 7_500_000),
        ("(10) ملايين نازح", 10_000_000),
        ("3 ملايين و200 ألف نازح", 3_200_000),
        ("10 آلاف و700", 10_700),
        ("نحو 3 آلاف و500", 3_500),
        ("و50 ألفا آخرين", 50_000),
        ("30سيدة", 30),
        ("و٤٠طفلا", 40),
        ("و ۱۲ عاملا", 12),
        ("4،076 خيمة", 4_076),
        ("ثلاثة عشر ألفا وأربعة وعشرين عاملا", 13_024),
    ],
)
def test_one_figure_is_read(lexicon: Lexicon, text: str, value: int) -> None:
    assert value_of(text, lexicon) == value


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("خمسة وستة", [5, 6]),
        ("168 ألف خيمة و50 ألفا أخرى", [168_000, 50_000]),
        ("12 ألفا و15 ألفا", [12_000, 15_000]),
        ("سبعة عمال وثلاث طبيبات", [7, 3]),
        ("30 سيدة، و40 طفلا", [30, 40]),
        ("1,234.567", [None]),
        ("أحد العمال", []),
        ("إحدى القرى", []),
        ("لست وحدي", []),
        ("رجال ميتين", []),
        ("المياه والمية", []),
    ],
)
def test_what_is_no_single_figure_is_not_made_one(
    lexicon: Lexicon, text: str, values: list[int | None]
) -> None:
    assert [q.value for q in figures(text, lexicon)] == values


@pytest.mark.parametrize(
    ("text", "bound", "low", "high"),
    [
        ("ما لا يقل عن 12 عاملا", "at_least", 12, None),
        ("بما لا يقل عن 12 عاملا", "at_least", 12, None),
        ("12 عاملا على الأقل", "at_least", 12, None),
        ("على الأقل 12 عاملا", "at_least", 12, None),
        ("أكثر من 12 عاملا", "more_than", 12, None),
        ("وأكثر من (12) عاملا", "more_than", 12, None),
        ("ما يزيد على 12 عاملا", "more_than", 12, None),
        ("تجاوز 12 عاملا", "more_than", 12, None),
        ("نحو 12 عاملا", "about", 12, None),
        ("بنحو 12 عاملا", "about", 12, None),
        ("ما يقارب 12 عاملا", "about", 12, None),
        ("12 عاملا تقريبا", "about", 12, None),
        ("أقل من 12 عاملا", "at_most", 12, None),
        ("لا يتجاوز 12 عاملا", "at_most", 12, None),
        ("12 عاملا على الأكثر", "at_most", 12, None),
        ("بين 10 و15 عاملا", "range", 10, 15),
        ("ما بين عشرة وخمسة عشر عاملا", "range", 10, 15),
        ("من 10 إلى 15 عاملا", "range", 10, 15),
        ("10-15 عاملا", "range", 10, 15),
        ("3 أو 4 عمال", "range", 3, 4),
        ("بين 10 و15 ألف عامل", "range", 10_000, 15_000),
        ("بين ألف وألفين", "range", 1_000, 2_000),
        ("12 عاملا", "exact", 12, None),
    ],
)
def test_bounds_and_ranges(
    lexicon: Lexicon, text: str, bound: str, low: int, high: int | None
) -> None:
    (quantity,) = figures(text, lexicon)
    assert (quantity.bound, quantity.value, quantity.value_max) == (bound, low, high)
    assert quantity.outer_first <= quantity.first < quantity.last <= quantity.outer_last


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("نحو 70 خيمة و200 بيت", ["about", "about"]),
        ("أكثر من 50 ألف خيمة و3,274 بيتا", ["more_than", "exact"]),
        ("نحو 70 خيمة، فيما تضرر 200 بيت", ["about", "exact"]),
        ("12 خيمة و20 بيتا على الأقل", ["exact", "at_least"]),
    ],
)
def test_one_bound_may_cover_two_coordinated_figures(
    lexicon: Lexicon, text: str, bounds: list[str]
) -> None:
    assert [q.bound for q in figures(text, lexicon)] == bounds


@pytest.mark.parametrize(
    ("text", "vague"),
    [
        ("عدد من العمال", "several"),
        ("وعددا من العمال", "several"),
        ("عدة عمال", "several"),
        ("بعض العمال", "several"),
        ("عشرات العمال", "tens"),
        ("العشرات من العمال", "tens"),
        ("مئات العمال", "hundreds"),
        ("عدة مئات من العمال", "hundreds"),
        ("آلاف العمال", "thousands"),
        ("بضعة آلاف من العمال", "thousands"),
        ("عشرات الآلاف من العمال", "tens_of_thousands"),
        ("مئات الآلاف من العمال", "hundreds_of_thousands"),
        ("ملايين العمال", "millions"),
    ],
)
def test_vague_quantities_have_a_word_and_no_value(
    lexicon: Lexicon, text: str, vague: str
) -> None:
    (quantity,) = figures(text, lexicon)
    assert (quantity.vague, quantity.value, quantity.bound) == (vague, None, "vague")


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("في 12 أكتوبر 2025", ["date", "year"]),
        ("في 12 من أكتوبر", ["date"]),
        ("في 12 تشرين الأول", ["date", "date"]),
        ("في 12 من شهر آذار", ["date"]),
        ("7 و8 نوفمبر", ["date", "date"]),
        ("يوم 12 من هذا الشهر", ["date"]),
        ("يوم 12/10/2025", ["date", "date", "date"]),
        ("بتاريخ 12.10.2025", ["date"]),
        ("2025-10-12", ["date", "date", "date"]),
        ("العاشر من أكتوبر", ["date"]),
        ("الخامس والعشرين من يناير", ["date"]),
        ("عام 2014", ["year"]),
        ("منذ 2014", ["year"]),
        ("2024-2025", ["year", "year"]),
        ("الساعة 10:30", ["time", "time"]),
        ("الساعة الخامسة", ["time"]),
        ("الخامسة فجرا", ["time"]),
        ("عند الساعة 10 مساء", ["time"]),
        ("(15 عاما)", ["age"]),
        ("البالغ من العمر 24 عاما", ["age"]),
        ("يبلغان 15 و17 عاما", ["age", "age"]),
        ("24 عاما من العمر", ["age"]),
        ("خالد بركاوشي 22عاما", ["age"]),
        ("منذ 24 عاما", ["duration"]),
        ("خلال الـ24 ساعة الماضية", ["duration"]),
        ("خلال 24 ساعة", ["duration"]),
        ("ثلاثة أيام", ["duration"]),
        ("10 ملايين دولار", ["money"]),
        ("(31) مليار دينار", ["money"]),
        ("50$", ["money"]),
        ("20% من البيوت", ["percent"]),
        ("٪20 من البيوت", ["percent"]),
        ("20 بالمئة من البيوت", ["percent"]),
        ("20 في المائة", ["percent"]),
        ("255 كلم", ["distance"]),
        ("3.5 أمتار", ["distance"]),
        ("12 طنا من الدقيق", ["weight"]),
        ("بقوة 6.2 درجات", ["measure"]),
        ("القرار رقم 2803", ["label"]),
        ("القناة 12 تقول", ["label"]),
        ("طائرة F-16", ["label"]),
        ("1- وقف العمل\n2- عودة العمال", ["label", "label"]),
        ("1_ عودة العمال\n2 _ وقف العمل", ["label", "label"]),
        ("مسيرة Zeta 350 سقطت", ["label"]),
        ("سوق الاثنين", []),
        ("الجنود الثلاثة الليلة الماضية", ["count"]),
        ("نوفمبر/تشرين الثاني 2023 هدنة", ["date", "year"]),
        ("في منتصف 2022.", ["year"]),
        ("لليوم 144 على التوالي", ["ordinal"]),
        ("في اليوم 44 من الإضراب", ["ordinal"]),
        ("اليوم 44 عاملا", ["count"]),
        ("خلال الساعات الـ24 الماضية", ["duration"]),
        ('قيادة اللواء "769" في', ["label"]),
        ("هاتف 0591234567", ["phone"]),
        ("لليوم الـ222 على التوالي", ["ordinal"]),
        ("الدورة الثالثة", ["ordinal"]),
        ("الحادي عشر", ["ordinal"]),
        ("ارتفع عدد العمال من 28 إلى 51", ["previous", "count"]),
        ("ارتفع العدد من 28 عاملا إلى 51", ["previous", "count"]),
        ("32 عاملا بدلا من أكثر من 60", ["count", "previous"]),
        ("17 عاملا وليس 47", ["count", "previous"]),
        ("أمس الخميس 12 عاملا", ["count"]),
        ("2000 عامل", ["count"]),
        ("في شارع 3 عمال", ["count"]),
        ("الـ15 عاملا", ["count"]),
    ],
)
def test_local_words_tell_what_a_figure_does_not_count(
    lexicon: Lexicon, text: str, kinds: list[str]
) -> None:
    assert [q.kind for q in figures(text, lexicon)] == kinds


@pytest.mark.parametrize(
    ("word", "number"),
    [
        *((word, "d") for word in ("شهيدان", "قتيلين", "طفلتين", "وجنديان", "ضابطين", "صحفيان")),
        *((word, "d") for word in ("امرأتان", "شابين", "لشهيدين", "والشهيدان", "إصابتان")),
        *((word, None) for word in ("مواطنين", "مدنيين", "مسلحين", "فلسطينيين", "صحفيين")),
        *((word, "s") for word in ("ميدان", "جثمان", "لبنان", "إيران", "جنديا", "امرأة", "شهيد")),
        *((word, "p") for word in ("قتلى", "جرحى", "شبان", "نساء", "جنود", "أطفال")),
    ],
)
def test_the_number_of_a_noun_is_told_only_when_certain(
    lexicon: Lexicon, word: str, number: str | None
) -> None:
    assert noun_number(lexicon.word(word)) == number
    reading = dual(lexicon.word(word))
    assert (reading is not None) == (number == "d")


def test_the_shared_numerals_are_all_read(lexicon: Lexicon) -> None:
    path = SHARED / "gold" / "numerals.json"
    if not path.exists():
        pytest.skip("the shared gold is not here")
    missed = []
    for case in json.loads(path.read_text(encoding="utf-8")):
        value = value_of(case["text"], lexicon)
        if value is None and noun_number(lexicon.word(case["text"])) == "d":
            value = 2
        if value != case["value"]:
            missed.append(case["text"])
    assert missed == []
