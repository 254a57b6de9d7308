"""Which request comes next for a message, and what its outcome changes. Pure: decides, acts not.

A message of n parts takes n requests, its buttons under the last part. An amendment walks over the
parts of its target: it edits those that differ, sends parts that are new, deletes parts that are no
longer there, and leaves alone what already reads so.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from typing import Any

from bot.delivery.api import Request
from bot.delivery.message import Button, Message
from bot.delivery.outcome import Meaning, Outcome
from bot.delivery.plain import cut, plain
from bot.store.outbox import Fields, Settlement
from bot.store.taken import Taken, Target

# Telegram's own failures are retried this often before the message is given up.
MOST_TRIES = 12
# Seconds before the second try; each pause doubles, up to the longest.
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0


def next_request(taken: Taken, *, paid: bool = False) -> tuple[int, Request] | Settlement:
    """The next step with its request, or how the message ends without one. ``paid``: allow sending
    beyond the free rate at Telegram's price."""
    if taken.message.amends is None:
        if taken.step >= len(taken.parts):
            return Settlement(done=True, state="sent")
        return taken.step, _send(taken, taken.step, paid)
    return _next_amendment(taken, paid)


def _next_amendment(taken: Taken, paid: bool) -> tuple[int, Request] | Settlement:
    target = taken.target
    if target is None or not target.state:
        return _ended("dropped", "the message to amend is forgotten")
    if target.newest and target.newest != taken.id:
        return _ended("superseded", f"by {target.newest}")
    # What has not been sent yet is left to the target itself, in the amendment's words.
    pending = target.state == "waiting"
    rest: Fields = {"message": _in_place_of(target, taken.message), "html": ""} if pending else {}
    # One that may or may not stand in the chat, or stands in the group that this one was, is
    # followed by its amendment as a message.
    if not target.sent and target.state != "uncertain" and not target.moved:
        if pending:
            return Settlement(True, "merged", "the message had not been sent", target_fields=rest)
        return _ended("dropped", f"the message to amend was never sent: {target.state}")
    for step in range(taken.step, len(taken.parts)):
        if step >= len(target.sent):
            if pending:
                break
            return step, _send(taken, step, paid)
        where = {"chat_id": taken.chat, "message_id": target.sent[step]}
        if step >= len(target.shown) or target.shown[step] != digest_of(taken, step):
            return step, Request("editMessageText", {**where, **_content(taken, step)})
    if len(target.sent) > len(taken.parts):
        where = {"chat_id": taken.chat, "message_id": target.sent[-1]}
        return max(taken.step, len(taken.parts)), Request("deleteMessage", where)
    return Settlement(True, "sent" if taken.step else "unchanged", target_fields=rest)


def _in_place_of(target: Target, amendment: Message) -> str:
    """The target with the amendment's words and buttons, as JSON."""
    message = Message.from_json(target.message)
    return replace(message, html=amendment.html, buttons=amendment.buttons).to_json()


def _ended(state: str, reason: str) -> Settlement:
    return Settlement(done=True, state=state, reason=reason)


def _send(taken: Taken, step: int, paid: bool) -> Request:
    parameters = {"chat_id": taken.chat, **_content(taken, step)}
    if taken.message.silent or taken.message.amends is not None:
        parameters["disable_notification"] = True
    if taken.message.thread is not None:
        parameters["message_thread_id"] = taken.message.thread
    if paid:
        parameters["allow_paid_broadcast"] = True
    return Request("sendMessage", parameters)


def _content(taken: Taken, step: int) -> dict[str, Any]:
    content: dict[str, Any] = {
        "text": taken.parts[step],
        "link_preview_options": {"is_disabled": True},
    }
    if not taken.plain:
        content["parse_mode"] = "HTML"
    buttons = _buttons(taken, step)
    if buttons:
        content["reply_markup"] = {"inline_keyboard": buttons}
    return content


def _buttons(taken: Taken, step: int) -> list[list[dict[str, str]]]:
    last = step == len(taken.parts) - 1
    return [[_button(button) for button in row] for row in taken.message.buttons if last]


def _button(button: Button) -> dict[str, str]:
    where = {"url": button.url} if button.url else {"callback_data": button.data}
    return {"text": button.label, **where}


def digest_of(taken: Taken, step: int) -> str:
    """Digest of a part with its buttons: two of one digest show the same."""
    content = json.dumps([taken.parts[step], _buttons(taken, step)], ensure_ascii=False)
    return hashlib.sha256(content.encode()).hexdigest()[:16]


def settle(taken: Taken, step: int, outcome: Outcome, now: float, arrival: float) -> Settlement:
    """What the outcome of ``step``'s request means for the message."""
    reason = outcome.reason
    fields: Fields
    match outcome.meaning:
        case Meaning.DONE | Meaning.SAME:
            return _advanced(taken, step, outcome, now, arrival)
        case Meaning.NO_TARGET if taken.target and step >= len(taken.parts):
            return _advanced(taken, step, outcome, now, arrival)
        case Meaning.NO_TARGET:
            return Settlement(True, "dropped", reason, arrival=arrival)
        case Meaning.NOT_SENT:
            return Settlement(False, reason=reason, due=now)
        case Meaning.UNSURE if taken.unsure and not _repeatable(taken, step):
            return Settlement(True, "uncertain", reason, arrival=arrival, lost=True)
        case Meaning.UNSURE if taken.tries + 1 >= MOST_TRIES:
            return Settlement(True, "uncertain", reason, arrival=arrival, lost=True)
        case Meaning.UNSURE:
            fields = {"unsure": taken.unsure + 1, "tries": taken.tries + 1}
            due = now + _pause(taken)
            return Settlement(False, "", reason, due, arrival, lost=True, fields=fields)
        case Meaning.WAIT:
            return Settlement(False, reason=reason, due=now + outcome.seconds, arrival=arrival)
        case Meaning.TROUBLE if taken.tries + 1 >= MOST_TRIES:
            return Settlement(True, "failed", reason, arrival=arrival)
        case Meaning.TROUBLE:
            fields = {"tries": taken.tries + 1}
            due = now + _pause(taken)
            return Settlement(False, reason=reason, due=due, arrival=arrival, fields=fields)
        case Meaning.TOKEN | Meaning.MOVED:
            return Settlement(False, reason=reason, due=now, arrival=arrival)
        case Meaning.MARKUP | Meaning.TOO_LONG if not (taken.plain and _fits(taken, step)):
            fields = {"html": _plain_parts(taken, step), "plain": 1}
            return Settlement(False, reason=reason, due=now, arrival=arrival, fields=fields)
        case Meaning.NO_THREAD if taken.message.thread is not None:
            fields = {"message": replace(taken.message, thread=None).to_json()}
            return Settlement(False, reason=reason, due=now, arrival=arrival, fields=fields)
        case Meaning.GONE:
            return Settlement(True, "refused", reason, arrival=arrival, gone=True)
        case _:
            return Settlement(True, "refused", reason, arrival=arrival)


def _advanced(taken: Taken, step: int, outcome: Outcome, now: float, arrival: float) -> Settlement:
    """One step further: what stands in the chat is noted with the message it belongs to. Whether an
    amendment is complete is seen when it is taken again."""
    target = taken.target
    sent = list(target.sent if target else taken.sent)
    shown = list(target.shown if target else taken.shown)
    if step >= len(taken.parts):
        del sent[-1], shown[len(sent) :]
    else:
        shown[step : step + 1] = [digest_of(taken, step)]
        if step >= len(sent) and outcome.number is not None:
            sent.append(outcome.number)
    standing: Fields = {"sent": json.dumps(sent), "shown": json.dumps(shown)}
    progress: Fields = {"step": step + 1, "tries": 0, "unsure": 0}
    return Settlement(
        done=target is None and step + 1 >= len(taken.parts),
        state="sent",
        due=now,
        arrival=arrival,
        fields=progress if target else {**progress, **standing},
        # Where it stands: after a move that is another chat than it was sent to.
        target_fields={**standing, "chat": str(taken.chat)} if target else {},
    )


def _pause(taken: Taken) -> float:
    return min(LONGEST_PAUSE, FIRST_PAUSE * 2.0**taken.tries)


def _repeatable(taken: Taken, step: int) -> bool:
    """Whether a request does the same done twice: an edit or a deletion."""
    target = taken.target
    return target is not None and (step < len(target.sent) or step >= len(taken.parts))


def _fits(taken: Taken, step: int) -> bool:
    return len(cut(taken.parts[step])) == 1


def _plain_parts(taken: Taken, step: int) -> str:
    """The parts from ``step`` on without markup, cut where they are too long (as JSON)."""
    rest = taken.parts[step:]
    words = rest if taken.plain else [plain(part) for part in rest]
    cuts = [piece for part in words for piece in cut(part)]
    return json.dumps([*taken.parts[:step], *cuts], ensure_ascii=False)
