"""What a change means to a chat: an alert, an update, something for later, or nothing. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Literal

from bot.delivery.rule import Rule
from bot.delivery.schedules import quiet_until
from bot.events import ledger
from bot.events.change import Change
from bot.events.event import Event
from bot.store.chats import Chat
from bot.store.told import Record, Told

AMENDED_FOR = timedelta(hours=48)

# Changes that can be the first that a reader hears of an event.
TELLING = {
    "new_event",
    "figure_changed",
    "claim_disputed",
    "meeting_moved",
    "source_edited",
    "more_sources",
}
# Changes that a reader who was alerted to the event is told anew, not only by an edit, whether or
# not the event still fits the rules: a withdrawn figure may have been all that fitted.
STARTLING = {"claim_withdrawn", "meeting_moved"}

Act = Literal["tell", "update", "hold", "nothing"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """``tell``: an alert with the event's card; ``update``: an alert that says what changed;
    ``hold``: for the digest (``until`` None) or for when quiet hours or muting end. ``levels`` are
    figures told by rule id."""

    act: Act
    silent: bool = False
    until: datetime | None = None
    levels: Mapping[str, int] = field(default_factory=dict)


def judge(
    rules: Sequence[Rule],
    change: Change,
    event: Event,
    told: Record | None,
    levels: Mapping[str, int],
    chat: Chat,
    now: datetime,
) -> Verdict:
    """What ``change`` means to ``chat``, given those of its rules whose terms fit."""
    if not chat.active or not event.live:
        return Verdict("nothing")
    if told is not None and any(one.cause == change.cause for one in told.messages):
        return Verdict("nothing")  # an alert that the same post called for says this too
    if told is not None and change.kind in STARTLING and (alerts := alerted(told, now)):
        until = disturbs_until(chat, now)
        silent = all(alert.silent for alert in alerts)
        return Verdict("hold", until=until) if until else Verdict("update", silent)
    figures = whole_figures(event)
    passed = [rule for rule in rules if passes(rule, figures, levels)]
    if told is None:
        passed = passed if change.kind in TELLING else []
    else:
        passed = [r for r in passed if r.at_once and _grew(r, figures, levels)]
    if not passed:
        return Verdict("nothing")
    reached = {r.id: figures[r.threshold.role] for r in passed if r.threshold}
    urgent = [rule for rule in passed if rule.at_once]
    if not urgent:
        return Verdict("hold", levels=reached)
    until = disturbs_until(chat, now)
    if until is not None:
        return Verdict("hold", until=until, levels=reached)
    silent = all(rule.silent for rule in urgent)
    return Verdict("update" if told else "tell", silent, levels=reached)


def whole_figures(event: Event) -> dict[str, int]:
    """For each role the figure that surely holds: the lowest of the claims of the greatest series
    of this event or its day; never a running total, a part, or a vague word."""
    figures: dict[str, int] = {}
    for series in ledger.series(event):
        if series.low is None or series.key.subset or series.key.scope == "cumulative":
            continue
        figures[series.key.role] = max(series.low, figures.get(series.key.role, 0))
    return figures


def passes(rule: Rule, figures: Mapping[str, int], levels: Mapping[str, int]) -> bool:
    """Whether a rule's threshold is reached, or was."""
    if rule.threshold is None or rule.id in levels:
        return True
    return figures.get(rule.threshold.role, 0) >= rule.threshold.count


def _grew(rule: Rule, figures: Mapping[str, int], levels: Mapping[str, int]) -> bool:
    """Whether a rule asks for an alert about an event that was told of: its threshold is passed, or
    the figure grew by its step since it was last told. One that fell and rises again tells nothing
    until it passes what was told by the step."""
    if rule.threshold is None:
        return False
    figure = figures.get(rule.threshold.role, 0)
    if rule.id not in levels:
        return figure >= rule.threshold.count
    return rule.threshold.step > 0 and figure >= levels[rule.id] + rule.threshold.step


def disturbs_until(chat: Chat, now: datetime) -> datetime | None:
    """When a chat that must not be disturbed now may be again; None if it may be now."""
    ends = []
    if chat.muted_until is not None and chat.muted_until > now:
        ends.append(chat.muted_until)
    if chat.quiet is not None:
        end = quiet_until(chat.quiet.since, chat.quiet.until, now, chat.zone)
        if end is not None:
            ends.append(end)
    return max(ends, default=None)


def amendable(record: Record, now: datetime) -> tuple[Told, ...]:
    """The messages that an event's change must still reach."""
    oldest = (now - AMENDED_FOR).timestamp()
    return tuple(told for told in record.messages if told.at >= oldest)


def alerted(record: Record, now: datetime) -> tuple[Told, ...]:
    """Those of them that told of the event alone."""
    return tuple(told for told in amendable(record, now) if not told.digest)


def since_told(changes: Iterable[tuple[float, Change]], told: Told) -> tuple[Change, ...]:
    """What a message must say changed: of each figure, and of each kind of other change, from what
    was first to what is now. Each change comes with when it was noted (Unix seconds).

    Changes of one post are noted one after another, and an alert shows the event as it stands after
    all of them: they are no news to it, unless it was sent to tell them.
    """
    merged: dict[str, Change] = {}
    for noted, change in changes:
        later = told.news if change.cause == told.cause else noted > told.at
        if not later or change.kind == "new_event":
            continue
        subject = _subject(change)
        first = merged.pop(subject, change)
        merged[subject] = replace(change, was=first.was)
    return tuple(change for change in merged.values() if _differs(change))


def _differs(change: Change) -> bool:
    """Whether what is now reads otherwise than what was; a withdrawal is told in any case."""
    was, now = change.was, change.now
    if change.kind != "figure_changed" or not isinstance(was, dict) or not isinstance(now, dict):
        return bool(was != now)
    return any(was.get(name) != now.get(name) for name in ("low", "high", "bound", "vague"))


def _subject(change: Change) -> str:
    figure = change.now or change.was
    if isinstance(figure, dict) and "role" in figure:
        parts = [str(figure.get(name)) for name in ("role", "scope", "victims", "subset")]
        return f"figure {' '.join(parts)}"
    return change.kind
