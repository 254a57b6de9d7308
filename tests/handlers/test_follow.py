"""Following by the words that people use."""

from __future__ import annotations

import pytest

from bot.delivery.rules import RuleError, written
from bot.store.rules import Rules
from handlers.follow import decide, from_link, to_link
from tests.handlers.conftest import Conversation


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("خان يونس", 'مكان:"خان يونس"'),
        ("بيروت", "مكان:بيروت"),
        ("هدنة", "كلمة:هدنة"),
        ("وقف إطلاق النار", '"وقف إطلاق النار"'),
        ('"ممر إنساني"', '"ممر إنساني"'),
        ("@sahl_press", "@sahl_press"),
        ("قتلى>=10 مكان:بيروت", "مكان:بيروت قتلى>=10"),
        ("killed>=10 step:5", "قتلى>=10 خطوة:5"),
        ("هدنة و معبر", "كلمة:هدنة كلمة:معبر"),
        ("هدنة موجز", "كلمة:هدنة موجز"),
    ],
)
def test_the_rule_that_a_person_means_is_found(text: str, rule: str) -> None:
    assert written(decide(text)) == rule


@pytest.mark.parametrize("text", ["", "   ", "لون:أحمر", "قتلى>=عشرة", "-هدنة"])
def test_what_cannot_be_followed_is_refused(text: str) -> None:
    with pytest.raises(RuleError):
        decide(text)


def test_a_rule_survives_its_deep_link() -> None:
    rule = decide("خان يونس")
    link = to_link(rule)
    assert link is not None
    assert len("follow_" + link) <= 64
    assert from_link(link) == rule


async def test_following_listing_and_unfollowing(sara: Conversation) -> None:
    assert "خان يونس" in await sara.say("/follow خان يونس")
    assert "بالفعل" in await sara.say("/follow  خان  يونس")
    await sara.say("/follow هدنة")
    assert "2. كلمة:هدنة" in await sara.say("/alerts")
    toast = await sara.tap("✕ 1")
    assert toast is not None
    assert "خان يونس" in toast
    assert [written(rule) for rule in await Rules(sara.store).of(101)] == ["كلمة:هدنة"]
    assert "لم تعد" in await sara.say("/unfollow هدنة")
    assert "لا تنبيهات" in await sara.say("/alerts")


async def test_a_wrong_rule_is_answered_with_right_ones(daniel: Conversation) -> None:
    answer = await daniel.say("/follow colour:red")
    assert "colour" in answer
    assert "/follow" in answer
    assert "You do not follow" in await daniel.say("/unfollow <b>")
    assert not daniel.telegram.violations
