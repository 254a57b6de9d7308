"""Telegram's answers are understood, and followed by what they call for."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.delivery.api import Answer
from bot.delivery.outcome import Meaning, Outcome, read
from bot.delivery.pace import ENOUGH, SLOWEST_WAY, Arrivals
from bot.delivery.plain import cut, plain, units
from bot.delivery.trouble import Trouble
from bot.store.outbox import Settlement


@pytest.mark.parametrize(
    ("code", "words", "meaning"),
    [
        (400, "Bad Request: message is not modified: specified new message content", Meaning.SAME),
        (
            400,
            "Bad Request: can't parse entities: Unclosed start tag at byte offset 0",
            Meaning.MARKUP,
        ),
        (400, "Bad Request: message is too long", Meaning.TOO_LONG),
        (400, "Bad Request: message thread not found", Meaning.NO_THREAD),
        (400, "Bad Request: message to edit not found", Meaning.NO_TARGET),
        (400, "Bad Request: message can't be deleted for everyone", Meaning.NO_TARGET),
        (400, "Bad Request: chat not found", Meaning.GONE),
        (400, "Bad Request: need administrator rights in the channel chat", Meaning.GONE),
        (400, "Bad Request: not enough rights to send text messages to the chat", Meaning.GONE),
        (400, "Bad Request: BUTTON_DATA_INVALID", Meaning.REFUSED),
        (401, "Unauthorized", Meaning.TOKEN),
        (403, "Forbidden: user is deactivated", Meaning.GONE),
        (403, "Forbidden: bot was kicked from the supergroup chat", Meaning.GONE),
        (404, "Not Found", Meaning.TOKEN),
        (500, "Internal Server Error", Meaning.TROUBLE),
        (502, "not a Bot API answer", Meaning.TROUBLE),
    ],
)
def test_refusals_mean_what_telegram_means(code: int, words: str, meaning: Meaning) -> None:
    assert read(Answer(code, words)).meaning is meaning


def test_answers_carry_what_is_needed() -> None:
    assert read(Answer(200, result={"message_id": 5})).number == 5
    assert read(Answer(200, result=True)).number is None
    assert read(Answer(429, parameters={"retry_after": 7})).seconds == 7
    moved = read(
        Answer(400, "Bad Request: group chat was upgraded", parameters={"migrate_to_chat_id": -1})
    )
    assert (moved.meaning, moved.chat) == (Meaning.MOVED, -1)
    assert read(Answer(0, "ServerDisconnectedError", left=True)).meaning is Meaning.UNSURE
    assert read(Answer(0, "ClientConnectorError", left=False)).meaning is Meaning.NOT_SENT


def pauses(*outcomes: tuple[int, Outcome]) -> list[float]:
    trouble, settlement = Trouble(), Settlement(False)
    return [trouble.consider(c, o, settlement, 100.0).pause for c, o in outcomes]


def test_the_first_429_pauses_its_chat_and_one_of_another_chat_everything() -> None:
    wait = Outcome(Meaning.WAIT, seconds=5)
    longer = Outcome(Meaning.WAIT, seconds=9)
    assert pauses((1, wait), (1, wait), (2, longer)) == [0, 0, 109]


def test_an_unreachable_telegram_is_left_alone_for_ever_longer() -> None:
    unreached = Outcome(Meaning.NOT_SENT)
    done = Outcome(Meaning.DONE)
    assert pauses(*[(1, unreached)] * 7)[:3] == [101, 102, 104]
    assert pauses(*[(1, unreached)] * 7)[-1] == 130
    assert pauses((1, unreached), (1, done), (1, unreached)) == [101, 0, 101]


def test_a_failing_telegram_pauses_all_and_one_failing_message_does_not() -> None:
    trouble, done = Outcome(Meaning.TROUBLE), Outcome(Meaning.DONE)
    assert pauses((1, trouble), (2, trouble), (3, trouble)) == [0, 0, 101]
    assert pauses((1, trouble), (2, done), (1, trouble), (2, done), (1, trouble)) == [0] * 5


def test_arrivals_are_never_estimated_too_early() -> None:
    arrivals = Arrivals()
    assert arrivals.latest(100.0, 100.2) == 100.2
    for _ in range(ENOUGH):
        arrivals.latest(100.0, 100.05)
    assert arrivals.latest(100.0, 100.3) == pytest.approx(100.25)
    assert arrivals.latest(100.0, 130.0) == 100.0 + SLOWEST_WAY


def test_plain_text_keeps_words_and_addresses() -> None:
    html = '<b>3 &lt; 5</b> <a href="https://t.me/a/1">المصدر</a><br/> <i>'
    assert plain(html) == "3 < 5 المصدر (https://t.me/a/1)<br/>"


@settings(max_examples=50, deadline=None)
@given(st.text(alphabet=" \nاب🙂", max_size=300), st.integers(2, 40))
def test_cut_text_fits_and_loses_no_word(text: str, limit: int) -> None:
    parts = cut(text, limit)
    assert all(0 < units(part) <= limit for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())
