"""The three kinds of fact, and their JSON form.

Meaning and JSON form of every field follow the annotation guide of the project; in short:
casualties (who was harmed, how many, within which scope, who says so), meetings (who met whom,
where, on which day, about what) and demands (who demands what of whom). ``span`` and ``sentence``
are half-open code-point offsets into the text as it was given.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Literal

Span = tuple[int, int]
Role = Literal["killed", "injured", "killed_or_injured", "missing", "displaced", "detained"]
Bound = Literal["exact", "at_least", "more_than", "about", "at_most", "range", "vague"]
Vague = Literal[
    "several",
    "tens",
    "hundreds",
    "thousands",
    "tens_of_thousands",
    "hundreds_of_thousands",
    "millions",
]
Scope = Literal["incident", "period", "cumulative"]
Status = Literal["held", "planned", "cancelled"]
Mode = Literal["in_person", "call", "unknown"]


@dataclass(frozen=True, slots=True)
class Casualties:
    """A figure of people harmed. ``count`` is None exactly when ``bound`` is ``vague``."""

    role: Role
    count: int | None
    bound: Bound
    span: Span
    sentence: Span
    count_max: int | None = None
    vague: Vague | None = None
    victims: str | None = None
    subset: bool = False
    scope: Scope = "incident"
    place: str | None = None
    attribution: str | None = None
    rule: str = ""

    type: Literal["casualties"] = "casualties"


@dataclass(frozen=True, slots=True)
class Participant:
    """A party of a meeting: the shortest identification, and the whole mention with its titles."""

    name: str
    full: str


@dataclass(frozen=True, slots=True)
class Meeting:
    """People or bodies who met, will meet, or whose meeting was called off."""

    status: Status
    mode: Mode
    participants: tuple[Participant, ...]
    span: Span
    sentence: Span
    place: str | None = None
    day: date | None = None
    topics: tuple[str, ...] = ()
    rule: str = ""

    type: Literal["meeting"] = "meeting"


@dataclass(frozen=True, slots=True)
class Demand:
    """An action that someone demands, urges, or names as a condition or necessary step."""

    actor: str | None
    content: str
    span: Span
    sentence: Span
    addressee: str | None = None
    rule: str = ""

    type: Literal["demand"] = "demand"


Fact = Casualties | Meeting | Demand


@dataclass(frozen=True, slots=True)
class Failure:
    """A component that failed on a text; the others went on."""

    component: str
    error: str


@dataclass(frozen=True, slots=True)
class Report:
    """All that one text states: its facts in order of their spans, and components that failed."""

    facts: tuple[Fact, ...]
    failures: tuple[Failure, ...] = ()


def to_json(fact: Fact) -> dict[str, Any]:
    """The JSON form: every field of the guide, ``span`` and ``sentence``; ``rule`` is left out."""
    record = asdict(fact)
    del record["rule"]
    record["span"], record["sentence"] = list(fact.span), list(fact.sentence)
    if isinstance(fact, Meeting):
        record["day"] = fact.day.isoformat() if fact.day else None
        record["topics"] = list(fact.topics)
        record["participants"] = [asdict(p) for p in fact.participants]
    return {"type": record.pop("type"), **record}


def from_json(record: dict[str, Any]) -> Fact:
    """The inverse of `to_json`; raises ``KeyError`` or ``TypeError`` on a malformed record."""
    fields = dict(record)
    kind = fields.pop("type")
    for name in ("span", "sentence"):
        start, end = fields[name]
        fields[name] = (start, end)
    if kind == "casualties":
        return Casualties(**fields)
    if kind == "demand":
        return Demand(**fields)
    if kind != "meeting":
        raise KeyError(kind)
    fields["participants"] = tuple(Participant(**p) for p in fields["participants"])
    fields["topics"] = tuple(fields["topics"])
    fields["day"] = date.fromisoformat(fields["day"]) if fields["day"] else None
    return Meeting(**fields)
