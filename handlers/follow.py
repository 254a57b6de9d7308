"""/follow, /unfollow and /alerts: what a chat wants to hear of at once."""

from __future__ import annotations

import base64
import binascii
import re
from html import escape

from bot.delivery.message import Button
from bot.delivery.rules import Rule, RuleError, Term, checked, parse, written
from extract.places.gazetteer import resolve
from handlers import arguments
from handlers.call import Answer, Call, Command, Rows, Tap

_SIGNS = re.compile(r'[:"«»“”@>≥+]|(?:^|\s)-')
_TOO_MANY = "too-many-rules"
_PAGE = 20


def decide(text: str) -> Rule:
    """The rule that a person means; raises `RuleError`.

    Words that name a place as a whole follow the place (and all within it); two or more other
    words are a phrase; everything with signs is read as `bot.delivery.rules` writes it.
    """
    plain = arguments.plain(text)
    if not plain or _SIGNS.search(plain) or _has_connective(plain):
        return parse(plain)
    if resolve(plain) is not None:
        return checked(Rule((Term("place", plain),)))
    if " " in plain and not _has_choice(plain):
        return checked(Rule((Term("exact", plain),)))
    return parse(plain)


def _has_connective(plain: str) -> bool:
    return bool({"و", "and", "not", "ليس", "بدون", "عدا"} & set(plain.lower().split()))


def _has_choice(plain: str) -> bool:
    """Whether one of the words says how to tell it (`موجز`, `صامت`), which a phrase has not."""
    try:
        rule = parse(plain)
    except RuleError:
        return False
    return rule.silent or not rule.at_once


def to_link(rule: Rule) -> str | None:
    """The rule for `?start=follow_…`, or None if it is too long for Telegram's 64 characters."""
    payload = base64.urlsafe_b64encode(written(rule).encode()).decode().rstrip("=")
    return payload if len(payload) <= 64 - len("follow_") else None


def from_link(payload: str) -> Rule:
    """The inverse of `to_link`; raises `RuleError`."""
    try:
        text = base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)).decode()
    except (binascii.Error, UnicodeDecodeError, ValueError):
        raise RuleError("unreadable-link") from None
    return decide(text)


async def follow(call: Call) -> Answer:
    if not call.arguments.strip():
        return Answer.of(call.say("follow-usage"))
    try:
        rule = decide(call.arguments)
        known = await call.desk.rules.of(call.chat.id)
        kept = await call.desk.rules.add(call.chat.id, rule)
        await call.answer_here()
    except RuleError as error:
        return Answer.of(_refused(call, error))
    name = "follow-already" if kept in known else "follow-added"
    return Answer.of(call.say(name, rule=_shown(call, kept)))


async def unfollow(call: Call) -> Answer:
    """By the words of the rule, as `/alerts` shows it or as it was given."""
    if not call.arguments.strip():
        return Answer.of(call.say("unfollow-usage"))
    asked = arguments.plain(call.arguments)
    known = await call.desk.rules.of(call.chat.id)
    try:
        wanted: Rule | None = decide(asked)
    except RuleError:
        wanted = None
    for rule in known:
        if rule == wanted or asked in (written(rule, "ar"), written(rule, "en")):
            await call.desk.rules.remove(call.chat.id, rule.id)
            return Answer.of(call.say("unfollow-done", rule=_shown(call, rule)))
    return Answer.of(call.say("unfollow-unknown", rule=escape(asked)))


async def alerts(call: Call) -> Answer:
    return await _alerts(call, edits=False)


async def _alerts(call: Call, *, edits: bool) -> Answer:
    """The chat's rules, with a button for each that ends it."""
    rules = await call.desk.rules.of(call.chat.id)
    if not rules:
        return Answer.of(call.say("alerts-none"), edits=edits)
    lines = [f"{number}. {_line(call, rule)}" for number, rule in enumerate(rules[:_PAGE], 1)]
    buttons = [
        Button(f"✕ {number}", f"unfollow:{rule.id}") for number, rule in enumerate(rules[:_PAGE], 1)
    ]
    rows: Rows = tuple(tuple(buttons[at : at + 5]) for at in range(0, len(buttons), 5))
    return Answer.of("\n".join([call.say("alerts-title"), *lines]), rows, edits=edits)


def _line(call: Call, rule: Rule) -> str:
    marks = [] if rule.at_once else [call.say("alerts-digest")]
    marks += [call.say("alerts-muted")] if rule.silent else []
    return " ".join([_shown(call, rule), *marks])


async def end(call: Call) -> Answer:
    """A tap on the cross of a rule."""
    rule = await call.desk.rules.get(call.arguments)
    await call.desk.rules.remove(call.chat.id, call.arguments)
    answer = await _alerts(call, edits=True)
    toast = call.say("unfollow-done", rule=written(rule, call.chat.language)) if rule else ""
    return Answer(answer.html, answer.buttons, edits=True, toast=toast)


def _shown(call: Call, rule: Rule) -> str:
    return f"<code>{escape(written(rule, call.chat.language))}</code>"


def _refused(call: Call, error: RuleError) -> str:
    if error.code == _TOO_MANY:
        return call.say("follow-limit", limit=100)
    reason = call.say(f"rule-{error.code}", word=error.word)
    return f"{call.say('follow-bad', reason=escape(reason))}\n\n{call.say('follow-usage')}"


COMMANDS = (
    Command("follow", follow, configures=True),
    Command("unfollow", unfollow, configures=True),
    Command("alerts", alerts),
)
TAPS = (Tap("unfollow", end, configures=True),)
