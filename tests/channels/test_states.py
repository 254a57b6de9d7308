"""States, cadence and names: the pure parts of watching."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.channels import cadence
from bot.channels.names import source_of
from bot.channels.preview import PageState
from bot.channels.states import Outcome, Status, after, ours
from bot.errors import InputError

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
FRESH = Outcome("posts", newest=NOW - timedelta(minutes=5), interval=600)


@pytest.mark.parametrize(
    ("outcome", "state"),
    [
        (FRESH, "reading"),
        (Outcome("posts", newest=NOW - timedelta(days=3), interval=600), "quiet"),
        (Outcome("posts", newest=NOW - timedelta(days=3), interval=86_400), "reading"),
        (Outcome("posts", newest=NOW, seconds=12), "slow"),
        (Outcome("empty"), "quiet"),
        (Outcome(None, "no connection"), "unreadable"),
        (Outcome("changed_markup"), "unreadable"),
        (Outcome("no_preview"), "no_preview"),
        (Outcome("not_a_channel"), "not_a_channel"),
        (Outcome("no_such_name"), "no_such_name"),
        (Outcome("private"), "private"),
    ],
)
def test_how_a_reading_ended_makes_the_state(outcome: Outcome, state: str) -> None:
    assert after(Status(), outcome, NOW).state == state


@pytest.mark.parametrize("page", ["no_preview", "no_such_name"])
def test_a_channel_that_was_read_is_believed_gone_only_at_the_second_time(page: PageState) -> None:
    status = after(Status(), FRESH, NOW)
    status = after(status, Outcome(page), NOW)
    assert status.state == "unreadable"
    assert after(status, Outcome(page), NOW).state == page


def test_a_state_lasts_since_it_began() -> None:
    later = NOW + timedelta(hours=1)
    status = after(Status(), Outcome(None, "no connection"), NOW)
    status = after(status, Outcome(None, "answers 502"), later)
    assert (status.since, status.failures, status.reason) == (NOW, 2, "answers 502")
    status = after(status, FRESH, later)
    assert (status.since, status.failures, status.read_at) == (later, 0, later)


def test_a_status_survives_its_record() -> None:
    status = after(Status(title="السهل"), FRESH, NOW)
    assert Status.from_json(status.to_json()) == status


def test_all_channels_failing_at_once_is_our_connection() -> None:
    bad = after(Status(), Outcome(None, "no connection"), NOW)
    good = after(Status(), FRESH, NOW)
    closed = after(Status(), Outcome("no_preview"), NOW)
    assert ours([bad, bad, Status()])
    assert not ours([bad, good])
    assert not ours([bad, closed])
    assert not ours([bad])


@pytest.mark.parametrize(
    ("minutes", "silence", "fixed", "pause"),
    [
        (0.1, 0, None, 30),
        (4, 0, None, 120),
        (90, 0, None, 900),
        (4, 100, None, 300),
        (4, 0, 7.0, 7),
    ],
)
def test_the_pause_is_learnt_from_the_rhythm(
    minutes: float, silence: float, fixed: float | None, pause: float
) -> None:
    times = [NOW - timedelta(minutes=minutes * step) for step in range(10)]
    assert cadence.pause(times, NOW + timedelta(minutes=silence), fixed) == pause


def test_failures_are_tried_again_soon_then_ever_later() -> None:
    waits = [cadence.backoff(failures, 60, None) for failures in range(1, 12)]
    assert waits[:4] == [5, 10, 20, 40]
    assert waits[-1] == 600
    assert cadence.backoff(1, 60, 120) == 120
    assert cadence.backoff(20, 1, None) == 15


@pytest.mark.parametrize(
    ("written", "kind", "name", "key"),
    [
        ("@Sahl_Press", "channel", "Sahl_Press", "sahl_press"),
        (" sahl_press ", "channel", "sahl_press", "sahl_press"),
        ("@sahl_press ", "channel", "sahl_press", "sahl_press"),
        ("t.me/sahl_press", "channel", "sahl_press", "sahl_press"),
        ("https://t.me/s/Sahl_Press/44?q=1", "channel", "Sahl_Press", "sahl_press"),
        ("https://telegram.me/sahl_press", "channel", "sahl_press", "sahl_press"),
        ("https://Sahl.example/RSS", "feed", "https://Sahl.example/RSS", "https://Sahl.example/RSS"),
    ],
)
def test_a_name_is_taken_as_people_write_it(written: str, kind: str, name: str, key: str) -> None:
    source = source_of(written)
    assert (source.kind, source.name, source.key) == (kind, name, key)


@pytest.mark.parametrize(
    "written",
    ["", "@", "@a b", "قناة", "t.me/+AbCd", "https://t.me/joinchat/AbCd", "ftp://a.example/rss",
     "http://[::1", "@1abc"],
)  # fmt: skip
def test_what_names_no_channel_is_refused(written: str) -> None:
    with pytest.raises(InputError):
        source_of(written)
