"""Events of a text that are one meeting are joined, and made facts."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import cast

from extract.dates import DayMention
from extract.document import Document, Sentence
from extract.facts import Meeting, Mode, Participant, Status
from extract.meetings.identity import bears, distinct, joined_parties, like_party, same_party
from extract.mentions.party import Mention


@dataclass(slots=True)
class Event:
    """One telling of a meeting: tokens ``first`` to ``last`` of a sentence.

    ``strength`` is 2 where a tense or another word tells the status, 1 where it is only taken for
    granted (headlines in the present, bare nouns).
    """

    first: int
    last: int
    sentence: Sentence
    status: str
    mode: str
    parties: list[Mention]
    place: str | None
    day: DayMention | None
    topics: list[str] = field(default_factory=list)
    rule: str = ""
    strength: int = 1


def joined(events: list[Event], document: Document) -> list[Event]:
    """The events with those of the same parties made one, in order of the first telling."""
    result: list[Event] = []
    for event in events:
        event.parties = distinct(event.parties, told_apart=True)
        for known in result:
            if _same(known, event, document):
                if _heads(known, event, document):
                    known.parties = [m for m in known.parties if not _left_role(m, event)]
                _add(known, event)
                break
        else:
            result.append(event)
    for event in result:
        others = [m for m in event.parties if m.kind != "state" or m.name != event.place]
        peopled = any(m.kind != "state" for m in others)
        event.parties = others if peopled else event.parties  # a host that only hosts
    return result


def _day(event: Event) -> date | None:
    if event.day is None:
        return None
    return event.day.day if event.status == "held" else event.day.ahead


def _stands_for(states: Event, people: Event) -> bool:
    """Whether the states of one telling («تبحث الجزائر مع غانا») are the people of another."""
    if states.status != people.status or not 0 < len(states.parties) <= len(people.parties):
        return False
    if any(m.kind != "state" for m in states.parties):
        return False
    theirs = [m.country for m in people.parties if m.kind in ("person", "role")]
    known = {m.country for m in states.parties}
    return bool(known & set(theirs)) and all(c is None or c in known for c in theirs)


def _ahead_of(headline: Event, body: Event) -> bool:
    """«جلسة الخميس» of a headline, where the body says that this Thursday is to come."""
    if headline.sentence.index or headline.strength > 1 or body.status != "planned":
        return False
    days = headline.day, body.day
    return days[0] is not None and days[1] is not None and days[0].ahead == days[1].ahead


def _heads(headline: Event, body: Event, document: Document) -> bool:
    """Whether a headline tells of the lead's meeting, with one side by an office alone."""
    between = document.text[headline.sentence.end - 1 : body.sentence.start]
    if "\n" not in between:
        return False
    near = headline.sentence.index == 0 and 0 < body.sentence.index <= 2
    modes = {headline.mode, body.mode} - {"unknown"}
    if not near or headline.status != body.status or len(modes) > 1:
        return False
    left = [m for m in headline.parties if not any(same_party(m, n) for n in body.parties)]
    if len(left) > 1:
        return False
    named = [m for m in body.parties if not any(same_party(m, n) for n in headline.parties)]
    if left and named and not any(bears(m, left[0]) for m in named):
        return False
    return len(headline.parties) == len(body.parties) == 2 and all(m.kind == "role" for m in left)


def _left_role(mention: Mention, body: Event) -> bool:
    """Whether an office of the headline is that of the man whom the body names instead."""
    unknown = not any(same_party(mention, other) for other in body.parties)
    return mention.kind == "role" and unknown


def _same(known: Event, event: Event, document: Document) -> bool:
    if _stands_for(known, event) or _stands_for(event, known):
        return True
    shared = sum(any(same_party(one, two) for two in known.parties) for one in event.parties)
    smaller = min(len(known.parties), len(event.parties))
    if shared < smaller and len(known.parties) == len(event.parties) == 2:
        shared = sum(any(like_party(one, two) for two in known.parties) for one in event.parties)
    if shared and _heads(known, event, document):
        return True
    if shared == 0 or (shared < smaller and shared < 2):
        return False
    days = _day(known), _day(event)
    if _ahead_of(known, event):
        return True
    if days[0] and days[1] and days[0] != days[1]:
        return False
    if event.rule.startswith("travel") and shared == smaller and known.strength < 2:
        return True
    if (known.mode == "call") != (event.mode == "call") and "unknown" not in (
        known.mode,
        event.mode,
    ):
        return False
    if known.status != event.status and "cancelled" not in (known.status, event.status):
        if known.strength == event.strength == 2 and days[0] != days[1]:
            return False
        announced = (known.sentence.index, known.strength, event.status) == (0, 1, "planned")
        return days[0] == days[1] or smaller > 1 or (announced and event.sentence.index <= 2)
    return True


def _add(known: Event, event: Event) -> None:
    """``known`` with what ``event`` tells further."""
    merged = joined_parties(known.parties, event.parties)
    persons = [m for m in merged if m.kind == "person"]
    lands = {m.country for m in merged if m.kind in ("person", "role") and m.country}
    if len(persons) > 1:
        merged = [m for m in merged if m.kind != "state" or m.country not in lands]
        if all(m.kind == "state" for m in known.parties):
            merged = [m for m in merged if m.kind != "state"]
    named = [m for m in merged if m.kind == "delegation" and not m.name.startswith("الوفد")]
    merged = [m for m in merged if not (named and m.kind == "delegation" and m not in named)]
    known.parties = [m for m in merged if not _borne(m, persons)]
    known.place = known.place or event.place
    known.topics.extend(event.topics)
    announced = (known.sentence.index, known.strength, event.status) == (0, 1, "planned")
    if event.status == "cancelled" or event.strength > known.strength or announced:
        known.status, known.strength = event.status, event.strength
    if known.mode == "unknown" or event.mode == "call":
        known.mode = event.mode
    known.day = known.day or event.day
    if event.status == known.status == "planned" and event.day is not None:
        known.day = event.day if known.sentence.index == 0 else known.day


def _borne(role: Mention, persons: list[Mention]) -> bool:
    """Whether a role is that of one of the persons, so that it names nobody more."""
    if role.kind != "role" or (role.name.startswith("نظير") and len(persons) < 2):
        return False
    return any(like_party(role, person) for person in persons)


def facts(document: Document, events: list[Event]) -> list[Meeting]:
    made = []
    today = document.today()
    for event in events:
        tokens = document.tokens
        if event.status == "held" and event.day and today and event.day.day > today:
            event.status = "planned"  # nothing of a day to come was held
        made.append(
            Meeting(
                status=cast("Status", event.status),
                mode=cast("Mode", event.mode),
                participants=tuple(Participant(m.name, m.full) for m in event.parties),
                span=(tokens[event.first].start, tokens[event.last - 1].end),
                sentence=(event.sentence.start, event.sentence.end),
                place=None if event.mode == "call" else event.place,
                day=_day(event),
                topics=tuple(dict.fromkeys(event.topics)),
                rule=event.rule,
            )
        )
    return made
