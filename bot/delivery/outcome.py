"""What an answer of Telegram means: its error texts read once, in one table.

The texts are those of the Bot API server and of the servers behind it; they are compared without
regard to case.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from bot.delivery.api import Answer


class Meaning(Enum):
    """What came of a request."""

    DONE = "done"
    SAME = "an edit that changes nothing"
    NOT_SENT = "the request never left"
    UNSURE = "the answer was lost"
    WAIT = "too many requests"
    TROUBLE = "Telegram failed"
    TOKEN = "the token is refused"  # noqa: S105 - no secret
    GONE = "the chat refuses the bot"
    MOVED = "the group became a supergroup"
    MARKUP = "the markup cannot be parsed"
    TOO_LONG = "the text is too long"
    NO_THREAD = "the forum topic is gone"
    NO_TARGET = "the message to edit is gone"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Outcome:
    """``number`` is Telegram's id of a sent message; ``seconds`` how long a 429 asks to wait;
    ``chat`` where a group moved to; ``reason`` in Telegram's words."""

    meaning: Meaning
    reason: str = ""
    number: int | None = None
    seconds: float = 0.0
    chat: int | None = None


REFUSALS: tuple[tuple[str, Meaning], ...] = (
    (r"message is not modified", Meaning.SAME),
    (r"can't parse entities|can't parse message text", Meaning.MARKUP),
    (r"(message|caption|text) is too long|MESSAGE_TOO_LONG", Meaning.TOO_LONG),
    (r"message thread not found|TOPIC_(CLOSED|DELETED)", Meaning.NO_THREAD),
    (
        r"message to (edit|delete) not found|message can't be (edited|deleted)"
        r"|MESSAGE_ID_INVALID|there is no text in the message to edit",
        Meaning.NO_TARGET,
    ),
    (
        r"chat not found|user not found|PEER_ID_INVALID|USER_IS_BLOCKED|INPUT_USER_DEACTIVATED"
        r"|CHAT_WRITE_FORBIDDEN|CHANNEL_PRIVATE|CHAT_(ADMIN_REQUIRED|RESTRICTED)"
        r"|not enough rights|need administrator rights|have no rights to send"
        r"|group chat was deactivated|bot is not a member",
        Meaning.GONE,
    ),
)
_REFUSALS = tuple((re.compile(text, re.IGNORECASE), meaning) for text, meaning in REFUSALS)


def read(answer: Answer) -> Outcome:
    """The meaning of an answer, or of its absence."""
    words = answer.description
    if answer.code == 200:
        result = answer.result
        number = result.get("message_id") if isinstance(result, dict) else None
        return Outcome(Meaning.DONE, number=number)
    if answer.code == 0:
        return Outcome(Meaning.UNSURE if answer.left else Meaning.NOT_SENT, words)
    if moved := answer.parameters.get("migrate_to_chat_id"):
        return Outcome(Meaning.MOVED, words, chat=int(moved))
    if answer.code == 429:
        seconds = float(answer.parameters.get("retry_after", 5))
        return Outcome(Meaning.WAIT, words, seconds=seconds)
    if answer.code in {401, 404}:
        return Outcome(Meaning.TOKEN, words)
    if answer.code == 403:
        return Outcome(Meaning.GONE, words)
    if answer.code == 400:
        for pattern, meaning in _REFUSALS:
            if pattern.search(words):
                return Outcome(meaning, words)
    if answer.code >= 500 or answer.code in {408, 409}:
        return Outcome(Meaning.TROUBLE, words)
    return Outcome(Meaning.REFUSED, words)
