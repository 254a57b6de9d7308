"""The ledger of figures: what stands, what was replaced, what is disputed, what never mixes."""

from __future__ import annotations

import pytest

from bot.events import ledger
from bot.events.event import Event
from bot.events.ledger import Series
from tests.events.desk import Desk, casualties, injured, killed

MINISTRY, RESCUE = "وزارة الصحة", "الدفاع المدني"
STRIKE = "غارة استهدفت سوقا شعبيا في بلدة عين الزهر"


def one(event: Event | None, role: str = "killed", scope: str = "incident") -> Series:
    assert event is not None
    (found,) = [
        s
        for s in ledger.series(event)
        if (s.key.role, s.key.scope, s.key.subset) == (role, scope, False)
    ]
    return found


def test_a_single_claim_stands_as_it_is(desk: Desk) -> None:
    event = desk.post(STRIKE, killed(4, attribution=MINISTRY), injured(11)).event
    assert (one(event).state, one(event).low, one(event).high) == ("single", 4, 4)
    assert one(event, "injured").low == 11


def test_claimants_who_give_the_same_agree(desk: Desk) -> None:
    desk.post(STRIKE, killed(7, attribution=MINISTRY))
    event = desk.post(STRIKE + " صباحا", killed(7, attribution=RESCUE), channel="b", at=9).event
    assert one(event).state == "agreed"
    assert len(one(event).claims) == 2


@pytest.mark.parametrize(
    ("bound", "count", "agrees"),
    [
        ("at_least", 5, True),
        ("more_than", 6, True),
        ("more_than", 7, False),
        ("about", 7, True),
        ("about", 20, False),
        ("at_most", 9, True),
        ("at_most", 6, False),
    ],
)
def test_a_bound_agrees_with_the_counts_it_allows(
    desk: Desk, bound: str, count: int, agrees: bool
) -> None:
    desk.post(STRIKE, killed(7, attribution=MINISTRY))
    event = desk.post(
        STRIKE + " صباحا", killed(count, bound=bound, attribution=RESCUE), channel="b", at=9
    ).event
    assert (one(event).state == "agreed") is agrees
    if agrees:
        assert one(event).chief.fact.count == 7


def test_a_claimants_later_figure_replaces_his_earlier_one(desk: Desk) -> None:
    desk.post(STRIKE, killed(4, attribution=MINISTRY))
    event = desk.post(f"ارتفاع الحصيلة في {STRIKE}", killed(7, attribution="الصحة"), at=20).event
    series = one(event)
    assert (series.state, series.low, series.high) == ("rising", 7, 7)
    assert series.before is not None
    assert series.before.fact.count == 4  # type: ignore[union-attr]


def test_a_claimants_lower_later_figure_is_a_correction(desk: Desk) -> None:
    desk.post(STRIKE, killed(9, attribution=MINISTRY))
    event = desk.post(f"تصحيح: {STRIKE}", killed(7, attribution=MINISTRY), at=20).event
    assert (one(event).state, one(event).high) == ("falling", 7)


def test_claimants_who_differ_stand_beside_each_other(desk: Desk) -> None:
    desk.post(STRIKE, killed(12, attribution=MINISTRY))
    event = desk.post(STRIKE + " صباحا", killed(15, attribution=RESCUE), channel="b", at=9).event
    series = one(event)
    assert (series.state, series.low, series.high) == ("open", 12, 15)
    assert [claim.name for claim in series.claims] == [RESCUE, MINISTRY]


def test_another_claimants_lower_figure_is_overtaken_by_time(desk: Desk) -> None:
    desk.post(STRIKE, killed(4, attribution=RESCUE))
    event = desk.post(STRIKE + " صباحا", killed(9, attribution=MINISTRY), channel="b", at=95).event
    series = one(event)
    assert (series.state, series.low, series.high) == ("rising", 9, 9)
    assert [claim.name for claim in series.superseded] == [RESCUE]


def test_scopes_never_mix(desk: Desk) -> None:
    event = desk.post(
        STRIKE, killed(4), killed(30, scope="period"), killed(2418, scope="cumulative")
    ).event
    assert event is not None
    assert [(s.key.scope, s.low) for s in ledger.series(event)] == [
        ("incident", 4),
        ("period", 30),
        ("cumulative", 2418),
    ]


def test_a_part_never_adds_to_its_whole(desk: Desk) -> None:
    event = desk.post(STRIKE, killed(5), killed(3, victims="أطفال", subset=True)).event
    assert one(event).high == 5


def test_a_vague_word_takes_no_number_back(desk: Desk) -> None:
    desk.post(STRIKE, killed(12, attribution=MINISTRY))
    text = f"عشرات القتلى في {STRIKE}"
    event = desk.post(text, killed(None, vague="tens", attribution=MINISTRY), at=20).event
    assert (one(event).state, one(event).high) == ("single", 12)


def test_victims_are_counted_by_group(desk: Desk) -> None:
    desk.post(STRIKE, killed(2, victims="جنديين إسرائيليين", attribution="الجيش"))
    text = f"{STRIKE} قرب الحاجز"
    event = desk.post(text, killed(3, victims="جنود إسرائيليين", attribution="الجيش"), at=20).event
    assert (one(event).state, one(event).high) == ("rising", 3)


@pytest.mark.parametrize("victims", ["مواطنين", "فلسطينيين", "أشخاص", "شبان", None])
def test_people_as_such_are_one_series(desk: Desk, victims: str | None) -> None:
    desk.post(STRIKE, killed(4))
    event = desk.post(STRIKE + " صباحا", killed(4, victims=victims), channel="b", at=5).event
    assert one(event).high == 4


def test_figures_of_another_place_are_another_series(desk: Desk) -> None:
    event = desk.post(
        STRIKE, killed(4, place="بلدة عين الزهر"), killed(9, place="مدينة نوران")
    ).event
    assert event is not None
    assert [(s.low, s.key.place is None) for s in ledger.series(event)] == [(4, True), (9, False)]


def test_a_place_and_a_part_of_it_are_one(desk: Desk) -> None:
    desk.post(STRIKE, killed(4, place="عين الزهر", attribution=MINISTRY))
    event = desk.post(
        STRIKE + " صباحا", killed(4, place="بلدة عين الزهر", attribution=RESCUE), channel="b", at=5
    ).event
    assert one(event).state == "agreed"


def test_anonymous_sources_of_a_channel_are_the_channel(desk: Desk) -> None:
    desk.post(STRIKE, killed(4, attribution="مصادر محلية"))
    event = desk.post(f"الحصيلة الآن: {STRIKE}", killed(6, attribution="مراسلنا"), at=30).event
    assert (one(event).state, len(one(event).claims)) == ("rising", 1)


def test_a_copy_makes_no_second_claim(desk: Desk) -> None:
    desk.post(STRIKE, killed(4))
    event = desk.post(STRIKE, killed(4), channel="b", at=3).event
    assert (one(event).state, len(one(event).claims)) == ("single", 1)


def test_an_edit_replaces_what_the_post_said(desk: Desk) -> None:
    desk.post(STRIKE, killed(4), number="1")
    event = desk.post(STRIKE, killed(7), number="1", kind="edit", edited=30).event
    assert (one(event).state, one(event).low) == ("single", 7)


def test_a_deletion_withdraws_what_the_post_said(desk: Desk) -> None:
    desk.post(STRIKE, killed(4, attribution=MINISTRY), number="1")
    desk.post(STRIKE + " صباحا", killed(9, attribution=RESCUE), number="2", channel="b", at=4)
    event = desk.post(STRIKE, number="1", kind="delete").event
    assert (one(event).state, one(event).low) == ("single", 9)


def test_cumulative_totals_may_jump(desk: Desk) -> None:
    desk.post(
        "وزارة الصحة: ارتفاع حصيلة الحرب",
        casualties("killed", 2418, scope="cumulative", attribution=MINISTRY),
    )
    event = desk.post(
        "وزارة الصحة: ارتفاع حصيلة الحرب اليوم",
        casualties("killed", 2560, scope="cumulative", attribution=MINISTRY),
        at=40,
    ).event
    assert (one(event, scope="cumulative").state, one(event, scope="cumulative").low) == (
        "rising",
        2560,
    )


def test_two_posts_name_one_place_by_sides_of_a_town(desk: Desk) -> None:
    text = "غارة على منزل لعائلة السرحي في بلدة الخيام"
    desk.post(text, killed(3, place="شرق الخيام"))
    event = desk.post(f"تحديث: {text}", killed(5, place="جنوب الخيام"), at=20).event
    assert event is not None
    (one,) = ledger.series(event)
    assert (one.low, one.before is not None) == (5, True)


def test_one_post_that_names_two_places_counts_twice(desk: Desk) -> None:
    text = "3 قتلى شرق الخيام و5 قتلى جنوب الخيام"
    event = desk.post(text, killed(3, place="شرق الخيام"), killed(5, place="جنوب الخيام")).event
    assert event is not None
    assert [one.low for one in ledger.series(event)] == [3, 5]


def test_running_totals_of_other_beginnings_are_no_dispute(desk: Desk) -> None:
    text = "منذ آذار 2,780 قتيلا، ومنذ تشرين 52,908 قتلى، وفق وزارة الصحة"
    desk.post(text, *(casualties("killed", n, scope="cumulative") for n in (2780, 52908)))
    event = desk.post(
        f"تحديث: {text}", casualties("killed", 52990, scope="cumulative"), at=20, channel="b"
    ).event
    assert event is not None
    found = {one.key.run: (one.low, one.high) for one in ledger.series(event)}
    assert found[0] == (2780, 2780)
    assert found[1][1] == 52990


def test_an_old_figure_passed_on_is_no_newer_than_it_was(desk: Desk) -> None:
    desk.post(STRIKE, killed(5, attribution=MINISTRY))
    desk.post(f"ارتفاع الحصيلة في {STRIKE}", killed(7, attribution=MINISTRY), at=20)
    event = desk.post(STRIKE, killed(5, attribution=MINISTRY), channel="b", at=30).event
    assert (one(event).state, one(event).low, one(event).high) == ("rising", 7, 7)


def test_a_forward_dates_no_figure_anew(desk: Desk) -> None:
    desk.post(STRIKE, killed(5))
    desk.post(f"ارتفاع الحصيلة في {STRIKE}", killed(7), at=20)
    event = desk.post(STRIKE, killed(5), channel="b", at=30, forwarded_from="@sahl_press").event
    assert (one(event).state, one(event).high) == ("rising", 7)


def test_one_man_is_counted_once_under_whatever_name(desk: Desk) -> None:
    text = "اغتيال سامر الحلبي في غارة على بلدة عين الزهر"
    desk.post(text, killed(1, victims="سامر الحلبي، رئيس المجلس", place="عين الزهر"))
    desk.post(text + " اليوم", killed(1, victims="الحلبي"), channel="b", at=5)
    event = desk.post(
        text + " فجرا", killed(1, victims="سامر الحلبي", place="وادي الحجر"), channel="c", at=9
    ).event
    assert one(event).high == 1


@pytest.mark.parametrize("others", ["هاني الحلبي", "طفل", "جندي"])
def test_another_victim_is_another_count(desk: Desk, others: str) -> None:
    text = "مقتل سامر الحلبي في غارة على بلدة عين الزهر"
    event = desk.post(text, killed(1, victims="سامر الحلبي"), killed(1, victims=others)).event
    assert event is not None
    assert len(ledger.series(event)) == 2


def test_a_family_name_of_two_victims_is_neither(desk: Desk) -> None:
    text = "مقتل سامر الحلبي وهاني الحلبي في غارة على بلدة عين الزهر"
    desk.post(text, killed(1, victims="سامر الحلبي"), killed(1, victims="هاني الحلبي"))
    event = desk.post(text + " اليوم", killed(1, victims="الحلبي"), channel="b", at=5).event
    assert event is not None
    assert len(ledger.series(event)) == 3
