"""The rule: what a reader wants to hear of. How it is written is `bot.delivery.rules`, when it fits
`bot.delivery.match`."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from bot.errors import InputError

TermKind = Literal["channel", "person", "organisation", "place", "word", "exact", "type", "meeting"]
Role = Literal["killed", "injured", "killed_or_injured", "missing", "displaced", "detained"]


class RuleError(InputError):
    """A rule cannot be read; ``code`` says why, ``word`` where, for an answer in any language."""

    def __init__(self, code: str, word: str = "") -> None:
        super().__init__(f"The rule cannot be read: {code} {word}".rstrip())
        self.code = code
        self.word = word


@dataclass(frozen=True, slots=True)
class Term:
    """One condition. ``value`` as written; ``other`` the second party of a meeting."""

    kind: TermKind
    value: str
    other: str = ""


@dataclass(frozen=True, slots=True)
class Threshold:
    """At least ``count`` people in ``role``; told again after growth by ``step`` (0: never)."""

    role: Role
    count: int
    step: int = 0


@dataclass(frozen=True, slots=True)
class Rule:
    """All of ``wanted`` and ``threshold``, none of ``unwanted``. ``at_once``: as an alert, else in
    the chat's next digest."""

    wanted: tuple[Term, ...] = ()
    unwanted: tuple[Term, ...] = ()
    threshold: Threshold | None = None
    at_once: bool = True
    silent: bool = False
    id: str = field(default="", compare=False)
    chat: int = field(default=0, compare=False)

    def to_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, line: str | bytes) -> Rule:
        record: dict[str, Any] = json.loads(line)
        for name in ("wanted", "unwanted"):
            record[name] = tuple(Term(**term) for term in record[name])
        if record["threshold"]:
            record["threshold"] = Threshold(**record["threshold"])
        return cls(**record)
