"""Meetings of an event, each once: what several posts say of one meeting, put together."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.events.event import Event, Statement
from bot.events.names import person_key, same_person
from bot.events.wording import stem, words
from extract.facts import Meeting, Participant

_ALIKE = 0.6  # share of common stems from which two topics or demands are one


@dataclass(frozen=True, slots=True)
class Told:
    """A meeting as all its reports tell it, and the statements that do, newest first."""

    meeting: Meeting
    evidence: tuple[Statement, ...]


def meetings(event: Event) -> tuple[Told, ...]:
    """The meetings of an event: statements that share a participant and no day apart are one."""
    found: list[Told] = []
    for fact, statement in sorted(event.meetings, key=lambda pair: pair[1].at):
        for index, told in enumerate(found):
            if _one(told.meeting, fact):
                found[index] = Told(_merged(told.meeting, fact), (statement, *told.evidence))
                break
        else:
            found.append(Told(fact, (statement,)))
    return tuple(found)


def _one(first: Meeting, second: Meeting) -> bool:
    if first.day and second.day and first.day != second.day:
        return False
    shared = sum(_present(person, second.participants) for person in first.participants)
    if first.status != second.status and first.place and first.place == second.place:
        return shared > 0  # planned, then held
    return shared >= min(2, len(first.participants), len(second.participants)) > 0


def _present(person: Participant, others: tuple[Participant, ...]) -> bool:
    return any(same_person(person.name, person.full, o.name, o.full) for o in others)


def _merged(old: Meeting, new: Meeting) -> Meeting:
    """What the newer says, and of the older what the newer leaves open."""
    more = tuple(p for p in new.participants if not _present(p, old.participants))
    return replace(
        new,
        participants=(*old.participants, *more),
        mode=new.mode if new.mode != "unknown" else old.mode,
        place=new.place or old.place,
        day=new.day or old.day,
        topics=distinct((*old.topics, *new.topics)),
    )


def distinct(phrases: tuple[str, ...]) -> tuple[str, ...]:
    """Phrases, each once: of those that share most of their stems the first."""
    kept: list[tuple[str, set[str]]] = []
    for phrase in phrases:
        stems = {stem(word) for word in words(phrase)}
        if not any(_overlap(stems, other) >= _ALIKE for _, other in kept):
            kept.append((phrase, stems))
    return tuple(phrase for phrase, _ in kept)


def _overlap(left: set[str], right: set[str]) -> float:
    smaller = min(len(left), len(right))
    return len(left & right) / smaller if smaller else 0.0


@dataclass(frozen=True, slots=True)
class Demanded:
    """What one party demands in an event: contents each once, with the statements."""

    actor: str | None
    addressee: str | None
    contents: tuple[str, ...]
    evidence: tuple[Statement, ...]


def demands(event: Event) -> tuple[Demanded, ...]:
    """The demands of an event by party, in order of first telling."""
    by_actor: dict[str, Demanded] = {}
    for fact, statement in event.demands:
        key = person_key(fact.actor) if fact.actor else ""
        old = by_actor.get(key)
        if old is None:
            by_actor[key] = Demanded(fact.actor, fact.addressee, (fact.content,), (statement,))
        else:
            addressee = old.addressee if old.addressee == fact.addressee else None
            contents = distinct((*old.contents, fact.content))
            by_actor[key] = Demanded(old.actor, addressee, contents, (*old.evidence, statement))
    return tuple(by_actor.values())
