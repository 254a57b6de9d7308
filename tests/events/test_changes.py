"""The changes that travel: what is told of, once, and what is not."""

from __future__ import annotations

from bot.events.assign import Outcome
from bot.events.change import Change
from bot.events.names import person_key
from tests.events.desk import Desk, killed, meeting

STRIKE = "غارة استهدفت سوقا شعبيا في بلدة عين الزهر"
MEETING = "المبعوث الأممي هانس برغمان يلتقي سامر النعيم في القاهرة"


def kinds(outcome: Outcome) -> list[str]:
    return [change.kind for change in outcome.changes]


def test_the_first_report_is_a_new_event_and_nothing_else(desk: Desk) -> None:
    assert kinds(desk.post(STRIKE, killed(4))) == ["new_event"]


def test_a_copy_changes_nothing(desk: Desk) -> None:
    desk.post(STRIKE, killed(4))
    assert kinds(desk.post(STRIKE, killed(4), channel="b", at=3)) == []
    assert kinds(desk.post(STRIKE, killed(4), channel="c", at=4, forwarded_from="b")) == []


def test_an_independent_report_is_one_more_source(desk: Desk) -> None:
    desk.post(STRIKE, killed(4))
    text = "طائرة تقصف سوقا في بلدة عين الزهر وسقوط قتلى"
    outcome = desk.post(text, killed(4), channel="b", at=9)
    assert kinds(outcome) == ["more_sources"]
    assert (outcome.changes[0].was, outcome.changes[0].now) == (1, 2)


def test_a_follow_up_with_a_higher_figure_is_told_once(desk: Desk) -> None:
    desk.post(STRIKE, killed(5))
    outcome = desk.post(f"ارتفاع الحصيلة: {STRIKE}", killed(7), at=20)
    (change,) = outcome.changes
    assert (change.kind, change.was["low"], change.now["low"]) == ("figure_changed", 5, 7)
    again = desk.post(f"ارتفاع الحصيلة: {STRIKE}", killed(7), channel="b", at=24)
    assert kinds(again) == []


def test_a_differing_claimant_is_a_dispute(desk: Desk) -> None:
    desk.post(STRIKE, killed(12, attribution="وزارة الصحة"))
    outcome = desk.post(f"حصيلة أولية: {STRIKE}", killed(15, attribution="الدفاع المدني"), at=9)
    (change,) = outcome.changes
    assert change.kind == "claim_disputed"
    assert (change.now["low"], change.now["high"]) == (12, 15)


def test_an_edit_is_a_change_of_the_figure_and_of_the_source(desk: Desk) -> None:
    desk.post(STRIKE, killed(4), number="1")
    outcome = desk.post(STRIKE + " اليوم", killed(7), number="1", kind="edit", edited=30)
    assert kinds(outcome) == ["figure_changed", "source_edited"]


def test_a_deletion_withdraws_the_claim(desk: Desk) -> None:
    desk.post(STRIKE, killed(4), number="1")
    outcome = desk.post(STRIKE, number="1", kind="delete")
    assert kinds(outcome) == ["claim_withdrawn", "source_deleted"]
    assert outcome.changes[0].now is None


def test_a_deletion_of_one_of_two_leaves_the_figure(desk: Desk) -> None:
    desk.post(STRIKE, killed(4, attribution="وزارة الصحة"), number="1")
    desk.post(f"حصيلة: {STRIKE}", killed(4, attribution="الدفاع المدني"), number="2", channel="b")
    outcome = desk.post(STRIKE, number="1", kind="delete")
    assert kinds(outcome) == ["claim_withdrawn", "source_deleted"]
    assert outcome.changes[0].now["low"] == 4


def test_a_meeting_moves_from_planned_to_held(desk: Desk) -> None:
    people = ("هانس برغمان|المبعوث الأممي هانس برغمان", "سامر النعيم")
    desk.post(f"غدا: {MEETING}", meeting(*people, status="planned"))
    outcome = desk.post(MEETING, meeting(*people), channel="b", at=600)
    moved = [change for change in outcome.changes if change.kind == "meeting_moved"]
    assert [(change.was["status"], change.now["status"]) for change in moved] == [
        ("planned", "held")
    ]


def test_changes_carry_the_terms_that_subscriptions_ask_for(desk: Desk) -> None:
    (change,) = desk.post(
        f"التقى سامر النعيم الوفد بعد {STRIKE} لبحث الهدنة",
        killed(4, place="مواصي خان يونس"),
        meeting("سامر النعيم", "هانس برغمان"),
    ).changes
    assert {
        "type:casualties",
        "type:killed",
        "type:meeting",
        "channel:sahl_press",
        "lemma:هدن",
        "place:المواصي",
        f"person:{person_key('سامر النعيم')}",
    } <= set(change.keys)
    assert Change.from_json(change.to_json()) == change


def test_a_post_edited_into_another_story_leaves_its_event(desk: Desk) -> None:
    desk.post(STRIKE, killed(4), number="1")
    first = desk.post(f"تأكيد: {STRIKE} وسقوط قتلى", killed(4), number="2", channel="b", at=9).event
    text = "وزير المالية يعلن موازنة العام المقبل بعجز كبير ونمو متوقع"
    outcome = desk.post(text, number="2", channel="b", kind="edit", edited=30)
    assert kinds(outcome) == ["source_deleted", "new_event"]
    assert first is not None
    assert outcome.event is not None
    assert outcome.event.id != first.id
    kept = desk.book.events[first.id]
    assert [source.post for source in kept.live] == ["sahl_press/1"]
    assert desk.book.event_of("b/2") == outcome.event
    again = desk.post(text + " فقط", number="2", channel="b", kind="edit", edited=40)
    assert again.event is not None
    assert again.event.id == outcome.event.id


def test_a_post_that_alone_tells_of_its_event_takes_it_along(desk: Desk) -> None:
    first = desk.post(STRIKE, killed(4), number="1").event
    text = "وزير المالية يعلن موازنة العام المقبل"
    outcome = desk.post(text, number="1", kind="edit", edited=30)
    assert first is not None
    assert outcome.event is not None
    assert outcome.event.id == first.id
    assert "claim_withdrawn" in kinds(outcome)
