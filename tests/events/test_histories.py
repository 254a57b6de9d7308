"""Any history of posts, edits and deletions: the ledger is that of the final versions alone."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.events import ledger
from bot.events.event import Event
from tests.events.desk import Desk, injured, killed

#: Each channel tells it in its own words, so that none is a copy of another.
LEADS = (
    "غارة عنيفة تدمر سوق الحبوب وسط بلدة عين الزهر وفرق الإنقاذ تصل",
    "طائرات تستهدف سوق الحبوب في بلدة عين الزهر وسط اكتظاظ بالمتسوقين",
    "دمار واسع في سوق الحبوب ببلدة عين الزهر بعد غارة ظهر الثلاثاء",
    "شهود يروون لحظات الغارة على سوق الحبوب في بلدة عين الزهر",
)
CLAIMANTS = (None, "وزارة الصحة", "الدفاع المدني")

figure = st.tuples(st.integers(1, 40), st.integers(0, 60), st.sampled_from(CLAIMANTS))
step = st.tuples(
    st.sampled_from(("new", "edit", "delete")), st.integers(0, len(LEADS) - 1), figure
)


def test_the_tellings_are_of_one_event(desk: Desk) -> None:
    for channel in range(len(LEADS)):
        take(desk, channel, (9, 12, None), at=channel)
    (event,) = desk.book
    assert event.independent == len(LEADS)


def take(desk: Desk, channel: int, told: tuple[int, int, str | None], **about: Any) -> Event | None:
    dead, hurt, claimant = told
    facts = [killed(dead, attribution=claimant)]
    if hurt:
        facts.append(injured(hurt, attribution=claimant))
    text = f"{LEADS[channel]}، {dead} و{hurt}"
    return desk.post(text, *facts, number="1", channel=f"channel_{channel}", **about).event


@settings(max_examples=60, deadline=None)
@given(st.lists(step, max_size=14))
def test_the_ledger_is_that_of_the_final_versions(history: list[Any]) -> None:
    desk, final = Desk(), {}
    for at, (kind, channel, told) in enumerate(history, 1):
        known = final.get(channel)
        if kind == "new" and known is None:
            take(desk, channel, told, at=at)
            final[channel] = (told, at, None, False)
        elif kind == "edit" and known is not None and not known[3]:
            take(desk, channel, told, at=known[1], kind="edit", edited=at)
            final[channel] = (told, known[1], at, False)
        elif kind == "delete" and known is not None and not known[3]:
            take(desk, channel, known[0], at=known[1], kind="delete", edited=at)
            final[channel] = (known[0], known[1], known[2], True)
    alone = Desk()
    for channel, (told, at, edited, deleted) in final.items():
        if not deleted:
            take(alone, channel, told, at=at, edited=edited)
    assert told_by(desk) == told_by(alone)


def told_by(desk: Desk) -> list[Any]:
    """What readers of all live events are told, as changes carry it."""
    series = [one for event in desk.book for one in ledger.series(event) if event.live]
    return sorted((one.summary() for one in series), key=str)
