"""Each party under the fullest name that the text gives it, before meetings are joined.

A text names a man once with his titles and then calls him by his surname («وبحث الحداد»), by his
office («وقال الوزير», «نظيره العراقي») or through his office staff («المكتب الإعلامي للحداد»).
Here each such party becomes the one man of the text whom it can mean. Where two could be meant,
nothing is replaced: a short name is better than another man's.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from extract.document import Document
from extract.meetings.bearers import Person, bearer, persons
from extract.meetings.bodies_meant import body_meant
from extract.meetings.events import Event
from extract.meetings.identity import same_party
from extract.mentions.party import Mention
from extract.text import fold

_LONGEST_TITLE = 8  # words of a mention that stands for a shorter one elsewhere in the text
_STAFF = frozenset({"مكتب", "المكتب", "ديوان", "مكتبه"})
_GUESTS = frozenset({"الضيف", "ضيفه", "ضيفها", "الضيفه", "ضيفنا", "الزاير"})


def resolved(events: list[Event], document: Document) -> list[Event]:
    """The events with each party replaced by the one man of the text whom it means."""
    people = persons(document) if events else []
    for at, event in enumerate(events):
        event.parties = [body_meant(m, document) or m for m in _resolved(event, people)]
        event.parties = _guests_named(event, events[:at])
        event.parties = _without_delegation(event, events[:at])
    return events


def _resolved(event: Event, people: list[Person]) -> list[Mention]:
    parties: list[Mention] = []
    known = [_person(m, people) for m in event.parties]
    for at, mention in enumerate(event.parties):
        man = known[at]
        others = [m for n, m in enumerate(event.parties) if n != at]
        taken = [p for n, p in enumerate(known) if n != at and p is not None]
        if man is None and mention.kind == "role":
            man = bearer(mention, others, people, taken)
        elif man is None and mention.kind == "organisation":
            man = _of_staff(mention, people)
            if man in taken:
                continue  # «مكتب الحداد: الحداد بحث مع …»: he is there already
        parties.append(_named(mention, man) if man is not None else mention)
    return parties


def _person(mention: Mention, people: list[Person]) -> Person | None:
    """The one person of the text whom a mention names, by his whole name or a part of it."""
    if mention.kind not in ("person", "delegation") or (
        mention.kind == "delegation" and mention.head is None
    ):
        return None
    return _only(person for person in people if person.called(mention))


def _of_staff(body: Mention, people: list[Person]) -> Person | None:
    """Whose office «المكتب الإعلامي للحداد», «مكتب الحداد» is."""
    words = [fold(word) for word in body.name.split()]
    if len(words) < 2 or words[0] not in _STAFF:
        return None
    return _only(person for person in people if person.surnamed(words[-1]))


def _only(found: Iterable[Person]) -> Person | None:
    candidates = list(found)
    return candidates[0] if len(candidates) == 1 else None


def _named(mention: Mention, man: Person) -> Mention:
    """The mention under the man's name; its own words stay where they are as full."""
    name = man.mention.name
    if mention.kind in ("person", "delegation") and len(mention.name.split()) >= len(name.split()):
        return mention
    if mention.kind == "delegation":
        return replace(mention, name=name, head=name)
    short = len(man.mention.full.split()) <= _LONGEST_TITLE
    full = man.mention.full if short else name
    country = man.mention.country or mention.country
    return replace(mention, kind="person", name=name, full=full, country=country)


def _guests_named(event: Event, before: list[Event]) -> list[Mention]:
    """«وبحث الوزير مع الضيف»: the guest is the other party of a meeting told before."""
    guest = next((m for m in event.parties if fold(m.name) in _GUESTS), None)
    rest = [m for m in event.parties if m is not guest]
    if guest is None or not rest:
        return event.parties
    for told in reversed(before):
        ours = [m for m in told.parties if any(same_party(m, n) for n in rest)]
        theirs = [m for m in told.parties if m not in ours]
        if ours and len(theirs) == 1:
            return [theirs[0] if m is guest else m for m in event.parties]
    return event.parties


def _without_delegation(event: Event, before: list[Event]) -> list[Mention]:
    """«وجاء أن الوفد اجتمع مع المدير»: those whom a meeting before names with the same man."""
    whole = next((m for m in event.parties if _told_before(m)), None)
    rest = [m for m in event.parties if m is not whole]
    if whole is None or not rest:
        return event.parties
    for told in reversed(before):
        theirs = [m for m in told.parties if not any(same_party(m, n) for n in rest)]
        of_whole = {m.country for m in theirs} & {whole.country, None}
        shared = len(theirs) < len(told.parties) and told.status == event.status
        if shared and theirs and of_whole and all(m.kind != "delegation" for m in theirs):
            return rest
    return event.parties


def _told_before(mention: Mention) -> bool:
    """«الوفد», «الوفد السوري»: a delegation that the text has spoken of, by its people."""
    return mention.kind == "delegation" and mention.head is None and mention.name.startswith("ال")
