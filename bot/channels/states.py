"""How a channel fares, and since when: states told apart, from how its readings ended. Pure."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Literal

from bot.channels.preview import PageState

State = Literal[
    "new",  # not read yet
    "reading",
    "quiet",  # read well, and nothing has been posted for long
    "slow",  # read, but answers take long
    "unreadable",  # refused, timed out, too many requests, 5xx, blocked, changed markup
    "no_preview",
    "not_a_channel",
    "no_such_name",
    "private",
    "pushed",  # the bot is an administrator: posts come by themselves
]
GOOD: frozenset[State] = frozenset({"reading", "quiet", "slow", "pushed"})

#: Without a post for this long, or for ten of its usual intervals, a channel is quiet.
QUIET_SECONDS = 24 * 3600.0
QUIET_INTERVALS = 10
#: Readings that take longer than this are slow.
SLOW_SECONDS = 8.0
_DEAD_ENDS: dict[PageState, State] = {
    "no_preview": "no_preview",
    "not_a_channel": "not_a_channel",
    "no_such_name": "no_such_name",
    "private": "private",
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one reading ended. ``page`` is the state of the page that was shown, None for a refusal
    (``reason`` says why); ``seconds`` what it took; ``newest`` the time of the newest post."""

    page: PageState | None
    reason: str = ""
    seconds: float = 0.0
    newest: datetime | None = None
    interval: float | None = None
    broken: int = 0


@dataclass(frozen=True, slots=True)
class Status:
    """The state of a channel. ``since`` is when it came into it; ``read_at`` its last good reading;
    ``failures`` bad ones in a row; ``gaps`` how many stretches of posts could not be read;
    ``broken`` blocks of its newest page that could not be read."""

    state: State = "new"
    since: datetime | None = None
    reason: str = ""
    read_at: datetime | None = None
    newest: datetime | None = None
    failures: int = 0
    gaps: int = 0
    broken: int = 0
    title: str = ""

    @property
    def good(self) -> bool:
        return self.state in GOOD

    def to_json(self) -> str:
        record = asdict(self)
        for name in ("since", "read_at", "newest"):
            if record[name] is not None:
                record[name] = record[name].isoformat()
        return json.dumps(record, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str | bytes) -> Status:
        record = json.loads(text)
        for name in ("since", "read_at", "newest"):
            if record[name] is not None:
                record[name] = datetime.fromisoformat(record[name])
        return cls(**record)


def after(status: Status, outcome: Outcome, now: datetime) -> Status:
    """The status once a reading has ended so.

    A channel that could be read is believed gone or closed only when two readings in a row say so:
    a reader that asks too often is shown the same pages for a while.
    """
    state, reason = _judged(status, outcome, now)
    good = state in GOOD
    return replace(
        status,
        state=state,
        since=status.since if state == status.state and status.since else now,
        reason=reason,
        read_at=now if good else status.read_at,
        newest=outcome.newest or status.newest,
        failures=0 if good else status.failures + 1,
        broken=outcome.broken,
    )


def _judged(status: Status, outcome: Outcome, now: datetime) -> tuple[State, str]:
    if outcome.page is None:
        return "unreadable", outcome.reason
    if outcome.page in ("changed_markup", "unknown"):
        return "unreadable", "the page has changed and its posts cannot be told"
    dead_end = _DEAD_ENDS.get(outcome.page)
    if dead_end is not None:
        if status.read_at is not None and status.failures == 0:
            return "unreadable", f"seems to be {dead_end.replace('_', ' ')}; asked again"
        return dead_end, ""
    if outcome.seconds > SLOW_SECONDS:
        return "slow", f"the last answer took {outcome.seconds:.0f} s"
    if outcome.newest is None:
        return "quiet", "no posts"
    silence = (now - outcome.newest).total_seconds()
    if silence > max(QUIET_SECONDS, QUIET_INTERVALS * (outcome.interval or 0.0)):
        return "quiet", ""
    return "reading", ""


def ours(statuses: Collection[Status]) -> bool:
    """Whether all channels fail at once: then it is our connection, not theirs."""
    tried = [status for status in statuses if status.state not in ("new", "pushed")]
    return len(tried) > 1 and all(
        status.state == "unreadable" and status.failures > 0 for status in tried
    )
