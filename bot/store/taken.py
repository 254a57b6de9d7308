"""A message taken from the outbox for sending: how far it has come, and what it amends."""

from __future__ import annotations

import json
from dataclasses import dataclass

from bot.delivery.message import Message


@dataclass(frozen=True, slots=True)
class Target:
    """What an amendment edits: the ``message`` (JSON), its state, Telegram's numbers and digests of
    its parts, and the latest amendment to it. ``moved``: the group became another since, and what
    stands in the old one can no longer be edited."""

    message: str
    state: str
    sent: tuple[int, ...]
    shown: tuple[str, ...]
    newest: str
    moved: bool = False


@dataclass(frozen=True, slots=True)
class Taken:
    """A message taken for sending for the ``turn``-th time, and how far it has come.

    ``step`` requests are done, ``sent`` and ``shown`` tell of each part that stands in the chat,
    ``unsure`` answers were lost. ``parts`` are plain text if ``plain``.
    """

    id: str
    chat: int | str
    turn: int
    message: Message
    parts: tuple[str, ...]
    plain: bool
    step: int
    sent: tuple[int, ...]
    shown: tuple[str, ...]
    tries: int
    unsure: int
    target: Target | None


def chat_named(name: str) -> int | str:
    """A chat as Telegram knows it: by number, or a channel by its public name."""
    return int(name) if name.lstrip("-").isdigit() else name


def from_values(values: list[str]) -> Taken:
    """The record that ``take`` of ``outbox.lua`` answers with."""
    (name, chat, turn, line, html, step, sent, shown, tries, unsure, plain) = values[:11]
    amended, state, target_sent, target_shown, newest, target_chat = values[11:]
    message = Message.from_json(line)
    target = None
    if message.amends is not None:
        moved = bool(state) and target_chat != chat
        target = Target(
            amended,
            state,
            () if moved else tuple(json.loads(target_sent or "[]")),
            () if moved else tuple(json.loads(target_shown or "[]")),
            newest,
            moved,
        )
    return Taken(
        id=name,
        chat=chat_named(chat),
        turn=int(turn),
        message=message,
        parts=tuple(json.loads(html)) if html else message.html,
        plain=bool(plain),
        step=int(step),
        sent=tuple(json.loads(sent)),
        shown=tuple(json.loads(shown)),
        tries=int(tries),
        unsure=int(unsure),
        target=target,
    )
