"""The evaluation gate: it holds today, it sees a fall, and it lowers no floor by itself."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from extract import Extractor
from extract.morphology import Lexicon
from tests.gold.gate import Measured, failures, load_floors, measure, sets, updated
from tests.gold.scoring import alike, documents, score

_CASUALTIES = Path(__file__).with_name("casualties.jsonl")


@pytest.mark.parametrize("name", sorted(sets()))
def test_no_figure_falls_below_its_floor(name: str, lexicon: Lexicon) -> None:
    measured = {name: measure(sets()[name], Extractor(lexicon))}
    assert not failures(load_floors(), measured)


def test_a_fall_is_reported_and_a_tiny_one_forgiven() -> None:
    floors = {"set": {"digest": "d", "figures": {"casualties": 0.9}}}
    assert failures(floors, {"set": Measured("d", {"casualties": 0.8})})
    assert not failures(floors, {"set": Measured("d", {"casualties": 0.8996})})


def test_a_changed_set_needs_new_floors() -> None:
    floors = {"set": {"digest": "old", "figures": {}}}
    assert failures(floors, {"set": Measured("new", {})})
    assert failures({}, {"set": Measured("new", {})})


def test_floors_rise_by_themselves_and_fall_only_when_allowed() -> None:
    floors = {"set": {"digest": "d", "figures": {"casualties": 0.9}}, "absent": {"figures": {}}}
    better = {"set": Measured("d", {"casualties": 0.95})}
    assert updated(floors, better, False)["set"]["figures"] == {"casualties": 0.95}
    assert "absent" in updated(floors, better, False)
    worse = {"set": Measured("d", {"casualties": 0.5})}
    with pytest.raises(ValueError, match=r"casualties from 0\.9000 to 0\.5000"):
        updated(floors, worse, False)
    assert updated(floors, worse, True)["set"]["figures"] == {"casualties": 0.5}


def test_a_set_agrees_with_itself_and_silence_is_scored() -> None:
    lines = _CASUALTIES.read_text(encoding="utf-8").splitlines()
    gold = {document["id"]: document["facts"] for document in documents(lines)}
    assert set(score(gold, gold).figures().values()) == {1.0}
    assert score(gold, {}).figures()["casualties"] == 0.0
    assert score(gold, {}).figures()["silent documents"] == 1.0


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("قطاع غزة", "غزة", True),
        ("بخان يونس", "خان يونس", True),
        ("وزارة الصحة", "الدفاع المدني", False),
        (None, None, True),
        (None, "غزة", False),
    ],
)
def test_short_strings_agree_by_half_of_their_words(
    one: str | None, other: str | None, same: bool
) -> None:
    assert alike(one, other) is same


def test_annotations_are_copied_from_their_texts() -> None:
    wrong = []
    lines = _CASUALTIES.read_text(encoding="utf-8").splitlines()
    for document in documents(lines):
        for fact in document["facts"]:
            named = (fact["place"], fact["attribution"], fact["victims"])
            wrong += [text for text in named if text and text not in document["text"]]
    assert not wrong


def test_the_set_covers_traps_and_every_role_and_bound() -> None:
    lines = _CASUALTIES.read_text(encoding="utf-8").splitlines()
    read = list(documents(lines))
    facts = [fact for document in read for fact in document["facts"]]
    assert len(read) >= 60
    assert sum(not document["facts"] for document in read) >= 15
    assert len(Counter(fact["role"] for fact in facts)) == 6
    assert {"exact", "at_least", "more_than", "about", "range", "vague"} <= {
        fact["bound"] for fact in facts
    }
