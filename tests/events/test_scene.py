"""What was done to what, and at which spot, as headlines tell it; and the tables behind it."""

from __future__ import annotations

import unicodedata
from importlib.resources import files

import pytest

from bot.events import scene
from bot.events.tables import fold_words, load
from bot.events.wording import words

STOP = load("stop_words")
TABLES = sorted(
    path.name.removesuffix(".tsv") for path in files("bot.events").joinpath("data").iterdir()
)


@pytest.mark.parametrize(
    ("text", "acts", "targets"),
    [
        ("غارة تستهدف منزلا", ("air",), ("house",)),
        ("قصف مدفعي على أراض زراعية", ("artillery",), ("land",)),
        ("استهداف سيارة ودراجة", (), ("vehicle",)),
        ("مباحثات لوقف إطلاق النار", (), ()),
        ("إطلاق النار على مزارعين", ("gunfire",), ("people",)),
        ("تشييع ضحايا القصف", ("funeral",), ()),
    ],
)
def test_a_headline_names_acts_and_targets(
    text: str, acts: tuple[str, ...], targets: tuple[str, ...]
) -> None:
    assert scene.acts(words(text)) == acts
    assert scene.targets(words(text)) == targets


@pytest.mark.parametrize(
    ("text", "spots"),
    [
        ("قصف في محيط مسجد النور على شارع النخيل", ["النور", "النخيل"]),
        ("غارة قرب مفترق 17 في البلدة", []),
        ("غارة على البلدة", []),
    ],
)
def test_a_headline_names_spots(text: str, spots: list[str]) -> None:
    assert list(scene.spots(words(text), STOP)) == spots


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("منزل لعائلة أبو ريحان في البلدة", ["ريحان"]),
        ("منزل عائلة سالم أبو ريحان", ["سالم", "ريحان"]),
        ("استهداف منزل أبو ريحان", ["ريحان"]),
        ("منزل في حي النخيل", []),
    ],
)
def test_a_house_has_a_family(text: str, names: list[str]) -> None:
    assert list(scene.families(words(text), STOP)) == names


def test_where_the_harmed_are_taken_is_no_part_of_the_story() -> None:
    text = "وصول 3 جرحى إلى مستشفى الرازي الطبي بنوران جراء قصف خيمة"
    assert "الرازي" not in scene.without_destination(text)
    assert "قصف خيمة" in scene.without_destination(text)
    struck = "قصف مستشفى الرازي في نوران"
    assert scene.without_destination(struck) == struck


@pytest.mark.parametrize("name", TABLES)
def test_tables_are_clean(name: str) -> None:
    text = files("bot.events").joinpath("data", f"{name}.tsv").read_text(encoding="utf-8")
    entries = [line.partition("#")[0].split("\t")[0].strip() for line in text.splitlines()]
    assert all(unicodedata.is_normalized("NFKC", entry) for entry in entries)
    folded = [fold_words(entry) for entry in entries if entry]
    twice = {entry for entry in folded if folded.count(entry) > 1}
    assert not twice
