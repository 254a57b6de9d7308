"""What changed about an event, as readers may want to know it: two states in, changes out."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bot.events import ledger
from bot.events.change import Change, ChangeKind
from bot.events.event import Event, Statement
from bot.events.names import person_key
from bot.events.terms import subscription_keys
from bot.post import Post
from extract.facts import Meeting


def differences(before: Event | None, now: Event, at: datetime, post: Post) -> tuple[Change, ...]:
    """The changes that ``post`` brought, what matters most first; none for a mere repetition."""
    keys = subscription_keys(now, post)

    def change(kind: ChangeKind, was: Any, then: Any) -> Change:
        return Change(now.id, kind, at, was, then, post.id, keys)

    if before is None:
        return (change("new_event", None, {"headline": now.sources[0].headline}),)
    found = [change(kind, was, then) for kind, was, then in _figures(before, now, post)]
    found += [change("meeting_moved", was, then) for was, then in _meetings(before, now)]
    source = now.source(post.id)
    gone = source is not None and source.deleted  # deleted, or edited into another story
    if post.kind == "edit" and not gone and before.source(post.id) != source:
        was, then = before.source(post.id), source
        found.append(change("source_edited", was and was.headline, then and then.headline))
    if post.kind == "delete" or gone:
        found.append(change("source_deleted", source and source.headline, None))
    if now.independent > before.independent:
        found.append(change("more_sources", before.independent, now.independent))
    return tuple(found)


def _figures(
    before: Event, now: Event, post: Post
) -> list[tuple[ChangeKind, dict[str, Any] | None, dict[str, Any] | None]]:
    old = {series.key: series for series in ledger.series(before)}
    new = {series.key: series for series in ledger.series(now)}
    found: list[tuple[ChangeKind, dict[str, Any] | None, dict[str, Any] | None]] = []
    for key, series in new.items():
        was = old.get(key)
        if was is None:
            found.append(("figure_changed", None, series.summary()))
        elif _shown(was) != _shown(series):
            disputed = series.state == "open" and was.state != "open"
            kind: ChangeKind = "claim_disputed" if disputed else "figure_changed"
            found.append((kind, was.summary(), series.summary()))
        elif post.kind != "new" and _claimants(was) > _claimants(series):
            found.append(("claim_withdrawn", was.summary(), series.summary()))
    for key, was in old.items():
        if key not in new:
            found.append(("claim_withdrawn", was.summary(), None))
    return found


def _shown(series: ledger.Series) -> tuple[Any, ...]:
    """What a reader sees of a series: who else agrees with it is no change of the figure."""
    chief = series.chief.fact
    vague = chief.vague if series.low is None else None
    bound = chief.bound if series.state != "open" else None
    return (series.low, series.high, bound, vague)


def _claimants(series: ledger.Series) -> set[str]:
    return {claim.claimant for claim in series.claims}


def _meetings(before: Event, now: Event) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Meetings whose state moved: planned, then held or called off."""
    old = _latest(before)
    moved = []
    for key, statement in _latest(now).items():
        was = old.get(key)
        if was is None:
            continue
        then, fact = was.fact, statement.fact
        if isinstance(then, Meeting) and isinstance(fact, Meeting) and then.status != fact.status:
            moved.append((_meeting(then), _meeting(fact)))
    return moved


def _latest(event: Event) -> dict[frozenset[str], Statement]:
    """The newest statement about each meeting of an event, by who meets."""
    latest: dict[frozenset[str], Statement] = {}
    for fact, statement in sorted(event.meetings, key=lambda pair: pair[1].at):
        key = meeting_key(fact)
        match = next((k for k in latest if k & key), key)
        latest[match] = statement
    return latest


def meeting_key(meeting: Meeting) -> frozenset[str]:
    """Who meets: reports of one meeting share at least one of them."""
    return frozenset(person_key(p.name) for p in meeting.participants)


def _meeting(meeting: Meeting) -> dict[str, Any]:
    return {
        "status": meeting.status,
        "participants": [person.name for person in meeting.participants],
        "place": meeting.place,
        "day": meeting.day.isoformat() if meeting.day else None,
    }
