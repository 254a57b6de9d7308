"""Independent sources: who told it first, after any edit, deletion or late arrival."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.events.event import Event
from tests.events.desk import Desk

BLOW = "غارة عنيفة تدمر سوق الحبوب وسط بلدة عين الزهر وفرق الإنقاذ تصل إلى المكان"
OWN = "طائرات تستهدف سوق الحبوب في بلدة عين الزهر وسط اكتظاظ بالمتسوقين"
THIRD = "دمار واسع في سوق الحبوب ببلدة عين الزهر بعد غارة ظهر الثلاثاء"


def told(event: Event | None) -> dict[str, tuple[str, str]]:
    assert event is not None
    return {source.channel: (source.relation, source.origin) for source in event.live}


@pytest.mark.parametrize(
    "copy",
    [
        f"عاجل | {BLOW}",
        f"🔴🔴 {BLOW} 🇵🇸",
        f"#عاجل\n{BLOW}\n\nشبكة السهل الإخبارية\nt.me/sahl_net",
        f"{BLOW}\nتابعونا على تلغرام",
        f"متابعة سهل نت: {BLOW}",
        f"نقلا عن سهل برس: {BLOW}",
        BLOW.replace("غارة", "غـــارة").replace("تدمر", "تُدمّر"),
        f"{BLOW} (وكالات)",
    ],
)
def test_a_copy_in_other_clothes_is_no_source_of_its_own(desk: Desk, copy: str) -> None:
    desk.post(BLOW)
    event = desk.post(copy, channel="b", at=4).event
    assert told(event)["b"] == ("copy", "channel:sahl_press")
    assert event is not None
    assert event.independent == 1


def test_a_copy_edited_into_words_of_its_own_becomes_a_source(desk: Desk) -> None:
    desk.post(BLOW)
    desk.post(BLOW, channel="b", at=4, number="1")
    outcome = desk.post(OWN, channel="b", at=4, number="1", kind="edit", edited=9)
    assert told(outcome.event)["b"] == ("report", "channel:b")
    assert [c.kind for c in outcome.changes] == ["source_edited", "more_sources"]


def test_a_report_edited_into_a_copy_is_none_any_more(desk: Desk) -> None:
    desk.post(BLOW)
    desk.post(OWN, channel="b", at=4, number="1")
    event = desk.post(BLOW, channel="b", at=4, number="1", kind="edit", edited=9).event
    assert told(event)["b"] == ("copy", "channel:sahl_press")


def test_copies_of_a_post_edited_away_lead_to_the_first_of_them(desk: Desk) -> None:
    desk.post(BLOW, number="1")
    desk.post(BLOW, channel="b", at=4)
    desk.post(BLOW, channel="c", at=5)
    event = desk.post(OWN, number="1", kind="edit", edited=9).event
    assert told(event) == {
        "sahl_press": ("report", "channel:sahl_press"),
        "b": ("report", "channel:b"),
        "c": ("copy", "channel:b"),
    }


def test_copies_of_a_deleted_post_are_one_source(desk: Desk) -> None:
    desk.post(BLOW, number="1")
    desk.post(BLOW, channel="b", at=4)
    desk.post(BLOW, channel="c", at=5)
    event = desk.post(BLOW, number="1", kind="delete").event
    assert event is not None
    assert event.independent == 1
    assert told(event)["c"] == ("copy", "channel:b")


def test_an_original_read_after_its_copies_is_their_origin(desk: Desk) -> None:
    desk.post(BLOW, channel="b", at=4)
    desk.post(OWN, channel="c", at=6)
    outcome = desk.post(BLOW, at=0)
    assert told(outcome.event)["b"] == ("copy", "channel:sahl_press")
    assert outcome.event is not None
    assert outcome.event.independent == 2
    assert outcome.changes == ()


def test_a_forward_read_before_what_it_forwards_is_no_second_source(desk: Desk) -> None:
    desk.post(BLOW, channel="b", at=4, forwarded_from="@sahl_press")
    event = desk.post(BLOW, at=0).event
    assert told(event)["b"] == ("forward", "channel:sahl_press")
    assert event is not None
    assert event.independent == 1


def test_a_forward_of_a_copy_leads_to_the_original(desk: Desk) -> None:
    desk.post(BLOW, at=0)
    desk.post(BLOW, channel="b", at=4)
    event = desk.post(BLOW, channel="c", at=6, forwarded_from="b").event
    assert told(event)["c"] == ("forward", "channel:sahl_press")


def test_a_chain_of_citations_is_the_outlet_at_its_end(desk: Desk) -> None:
    desk.post(f"{BLOW} نقلا عن وكالة رويترز")
    desk.post(f"رويترز: {OWN}", channel="b", at=4)
    desk.post(f"رويترز: {OWN}", channel="c", at=6)
    event = desk.post(f"{OWN} 🔴", channel="d", at=9).event
    assert event is not None
    assert {source.origin for source in event.live} == {"outlet:رويترز"}
    assert event.independent == 1


#: Channel, minute of publication, and the text it may hold.
TEXTS = (BLOW, OWN, THIRD, f"عاجل | {BLOW}", f"{OWN}\nتابعونا")
CHANNELS = ("a", "b", "c", "d")
step = st.tuples(
    st.sampled_from(("say", "delete")), st.sampled_from(CHANNELS), st.sampled_from(TEXTS)
)


def test_these_texts_are_of_one_event(desk: Desk) -> None:
    for at, text in enumerate(TEXTS):
        desk.post(text, channel=f"channel_{at}", at=at)
    assert len(list(desk.book)) == 1


@settings(max_examples=80, deadline=None)
@given(
    st.permutations(CHANNELS),
    st.lists(st.sampled_from(TEXTS), min_size=4, max_size=4),
    st.lists(step, max_size=8),
)
def test_origins_are_those_of_a_fresh_run_over_the_final_texts(
    arrival: list[str], texts: list[str], history: list[Any]
) -> None:
    desk, final = Desk(), dict(zip(CHANNELS, texts, strict=True))
    published = {channel: 3 * at for at, channel in enumerate(CHANNELS)}
    for channel in arrival:
        desk.post(final[channel], channel=channel, number="1", at=published[channel])
    for at, (kind, channel, text) in enumerate(history, 20):
        if channel not in final:
            continue
        about = {"channel": channel, "number": "1", "at": published[channel], "edited": at}
        if kind == "delete":
            desk.post(final.pop(channel), kind="delete", **about)
        else:
            final[channel] = text
            desk.post(text, kind="edit", **about)
    alone = Desk()
    for channel in CHANNELS:
        if channel in final:
            alone.post(final[channel], channel=channel, number="1", at=published[channel])
    assert [told(event) for event in desk.book if event.live] == [
        told(event) for event in alone.book
    ]
