"""The arithmetic of the ledger, over any figures in any order: nothing is added, mixed or lost."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.events import ledger
from bot.events.claims import casualties as casualties_of
from bot.events.claims import claimant_of, value
from bot.events.counted import grouped
from bot.events.event import Event
from bot.events.ledger import Series
from tests.events.desk import NOON, Desk, casualties

LEADS = (
    "غارة عنيفة تدمر سوق الحبوب وسط بلدة عين الزهر وفرق الإنقاذ تصل",
    "طائرات تستهدف سوق الحبوب في بلدة عين الزهر وسط اكتظاظ بالمتسوقين",
    "دمار واسع في سوق الحبوب ببلدة عين الزهر بعد غارة ظهر الثلاثاء",
    "شهود يروون لحظات الغارة على سوق الحبوب في بلدة عين الزهر",
)
CLAIMANTS = (None, "وزارة الصحة", "الدفاع المدني", "مصادر طبية")

figures = st.builds(
    lambda role, count, bound, scope, part, place, claimant: casualties(
        role,
        None if bound == "vague" else count,
        bound=bound,
        vague="tens" if bound == "vague" else None,
        scope=scope,
        subset=part is not None,
        victims=part,
        place=place,
        attribution=claimant,
    ),
    st.sampled_from(("killed", "injured", "missing")),
    st.integers(1, 90),
    st.sampled_from(("exact", "exact", "at_least", "about", "more_than", "vague")),
    st.sampled_from(("incident", "incident", "period", "cumulative")),
    st.sampled_from((None, None, "أطفال", "نساء")),
    st.sampled_from((None, "عين الزهر", "بلدة عين الزهر", "مدينة نوران")),
    st.sampled_from(CLAIMANTS),
)
#: Which channel says what, each at a minute of its own.
sayings = st.lists(
    st.tuples(st.integers(0, len(LEADS) - 1), st.lists(figures, max_size=3)), max_size=9
)


def event_of(said: list[Any], order: list[int] | None = None) -> Event | None:
    """The event that the posts make, read in ``order``."""
    desk, event = Desk(), None
    for at in order if order is not None else range(len(said)):
        channel, facts = said[at]
        text = f"{LEADS[channel]} {at}"
        known = desk.reading(text, *facts, channel=f"channel_{channel}", number=str(at), at=at)
        event = desk.book.take(known).event
    return None if len(list(desk.book)) > 1 else event


def all_series(event: Event | None) -> tuple[Series, ...]:
    return ledger.series(event) if event is not None else ()


@settings(max_examples=40, deadline=None)
@given(sayings)
def test_every_number_told_was_said_of_the_same_thing(said: list[Any]) -> None:
    event = event_of(said)
    for one in all_series(event):
        assert event is not None
        stated = {
            fact.count
            for fact, _ in event.casualties
            if (fact.role, fact.scope, fact.subset) == (one.key.role, one.key.scope, one.key.subset)
        }
        assert {one.low, one.high} - {None} <= stated


@settings(max_examples=40, deadline=None)
@given(sayings)
def test_scopes_roles_parts_and_places_never_share_a_series(said: list[Any]) -> None:
    for one in all_series(event_of(said)):
        for claim in (*one.claims, *one.superseded):
            for statement in (claim.statement, *claim.earlier):
                fact: Any = statement.fact
                key = (fact.role, fact.scope, fact.subset)
                assert key == (one.key.role, one.key.scope, one.key.subset)


@settings(max_examples=40, deadline=None)
@given(sayings)
def test_no_statement_is_lost_and_none_counted_twice(said: list[Any]) -> None:
    event = event_of(said)
    if event is None:
        return
    told = [
        id(statement)
        for one in ledger.series(event)
        for claim in (*one.claims, *one.superseded)
        for statement in (claim.statement, *claim.earlier)
    ]
    assert len(told) == len(set(told))
    assert set(told) <= {id(statement) for statement in event.statements}


@settings(max_examples=40, deadline=None)
@given(sayings)
def test_what_a_claimant_said_last_is_what_he_claims(said: list[Any]) -> None:
    event = event_of(said)
    if event is None:
        return
    for key, told in grouped(event).items():
        last: dict[str, Any] = {}
        for statement in told:
            source = event.source(statement.post)
            assert source is not None
            claimant, _ = claimant_of(statement, source)
            vague = casualties_of(statement).count is None
            if not vague or last.get(claimant, (None,))[0] is None:
                last[claimant] = value(statement)
        (one,) = (one for one in ledger.series(event) if one.key == key)
        claims = (*one.claims, *one.superseded)
        assert {claim.claimant: value(claim.statement) for claim in claims} == last


@settings(max_examples=40, deadline=None)
@given(sayings, st.randoms(use_true_random=False))
def test_the_order_of_reading_changes_nothing(said: list[Any], chance: Any) -> None:
    order = list(range(len(said)))
    chance.shuffle(order)
    event, shuffled = event_of(said), event_of(said, order)
    if event is not None and shuffled is not None:
        assert summaries(event) == summaries(shuffled)


@settings(max_examples=40, deadline=None)
@given(sayings, st.data())
def test_a_deletion_undoes_a_post_exactly(said: list[Any], data: Any) -> None:
    if not said:
        return
    gone = data.draw(st.integers(0, len(said) - 1))
    event = event_of(said)
    if event is None:
        return
    desk = Desk()
    desk.book.events[event.id] = event
    desk.book._event_of.update({source.post: event.id for source in event.sources})
    channel = f"channel_{said[gone][0]}"
    after = desk.post("", channel=channel, number=str(gone), kind="delete", at=gone).event
    without = event_of([*said[:gone], (said[gone][0], []), *said[gone + 1 :]])
    if without is not None and after is not None:
        sources = tuple(s for s in without.sources if s.post != f"{channel}/{gone}")
        without = replace(without, sources=sources)
        assert summaries(after) == summaries(without)


def summaries(event: Event) -> list[Any]:
    return sorted((one.summary() for one in ledger.series(event)), key=str)


def test_a_figure_said_again_stands_since_it_was_first_said() -> None:
    fact = casualties("killed", 5, attribution="وزارة الصحة")
    event = event_of([(0, [fact]), (1, [fact]), (2, [fact])])
    (one,) = all_series(event)
    assert one.claims[0].statement.at == NOON


totals = st.lists(st.integers(1_000, 9_000), min_size=2, max_size=6)


@settings(max_examples=40, deadline=None)
@given(totals, st.randoms(use_true_random=False))
def test_running_totals_part_alike_in_any_order_of_reading(counts: list[int], chance: Any) -> None:
    said = [(at % 4, [casualties("killed", n, scope="cumulative")]) for at, n in enumerate(counts)]
    order = list(range(len(said)))
    chance.shuffle(order)
    event, shuffled = event_of(said), event_of(said, order)
    assert event is not None
    assert shuffled is not None
    assert summaries(event) == summaries(shuffled)
