"""When a digest is due: every so many hours, or at times of day on days of the week. Pure.

Times of day are those of the reader's zone on the reader's clock: a time that the change to summer
time skips falls as much later, one that comes twice counts once.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.errors import InputError

EVERY_DAY = tuple(range(7))
MOST_TIMES = 12
_TIME = re.compile(r"(\d{1,2})(?::(\d{2}))?", re.ASCII)


class ScheduleError(InputError):
    """A schedule cannot be kept; ``code`` says why, for an answer in any language."""

    def __init__(self, code: str, word: str = "") -> None:
        super().__init__(f"The schedule cannot be kept: {code} {word}".rstrip())
        self.code = code
        self.word = word


@dataclass(frozen=True, slots=True)
class Schedule:
    """``hours`` apart from ``since`` on, or at ``times`` (``HH:MM``) on ``days`` (Monday is 0).

    ``last`` is until when the latest digest told; the next one begins there.
    """

    since: datetime
    hours: int | None = None
    times: tuple[str, ...] = ()
    days: tuple[int, ...] = EVERY_DAY
    silent: bool = False
    id: str = ""
    chat: int = 0
    last: datetime | None = None

    def __post_init__(self) -> None:
        if (self.hours is None) == (not self.times):
            raise ScheduleError("hours-or-times")
        if self.hours is not None and not 1 <= self.hours <= 168:
            raise ScheduleError("hours-out-of-range", str(self.hours))
        if len(self.times) > MOST_TIMES:
            raise ScheduleError("too-many-times")
        if not self.days or not set(self.days) <= set(EVERY_DAY):
            raise ScheduleError("no-day")

    def to_json(self) -> str:
        record = asdict(self)
        record["since"] = self.since.isoformat()
        record["last"] = self.last.isoformat() if self.last else None
        return json.dumps(record)

    @classmethod
    def from_json(cls, line: str | bytes) -> Schedule:
        record: dict[str, Any] = json.loads(line)
        record["since"] = datetime.fromisoformat(record["since"])
        record["last"] = datetime.fromisoformat(record["last"]) if record["last"] else None
        record["times"], record["days"] = tuple(record["times"]), tuple(record["days"])
        return cls(**record)


def clock_time(written: str) -> str:
    """``HH:MM`` of a time as written (``8``, ``08:30``, Arabic digits); raises `ScheduleError`."""
    latin = "".join(str(int(c)) if c.isdecimal() else c for c in written.strip())
    match = _TIME.fullmatch(latin)
    hour, minute = (int(match[1]), int(match[2] or 0)) if match else (24, 0)
    if hour > 23 or minute > 59:
        raise ScheduleError("not-a-time", written)
    return f"{hour:02}:{minute:02}"


def next_due(schedule: Schedule, after: datetime, zone: ZoneInfo) -> datetime:
    """The first due time later than ``after``, in UTC."""
    if schedule.hours is not None:
        period = timedelta(hours=schedule.hours)
        passed = max(0, (after - schedule.since) // period + 1)
        return (schedule.since + max(1, passed) * period).astimezone(UTC)
    today = after.astimezone(zone).date()
    candidates = [
        at_local(today + timedelta(days=ahead), written, zone)
        for ahead in range(-1, 9)
        if (today + timedelta(days=ahead)).weekday() in schedule.days
        for written in schedule.times
    ]
    return min(due for due in candidates if due > after)


def at_local(day: Any, written: str, zone: ZoneInfo) -> datetime:
    """A local time of a day in UTC."""
    hour, minute = map(int, written.split(":"))
    return datetime.combine(day, time(hour, minute), zone).astimezone(UTC)


def quiet_until(since: str, until: str, now: datetime, zone: ZoneInfo) -> datetime | None:
    """The end of the quiet hours that ``now`` lies in, in UTC; None outside them.

    ``since`` and ``until`` are ``HH:MM``; equal ones mean no quiet hours; an earlier ``until`` is
    on the next day.
    """
    if since == until:
        return None
    today = now.astimezone(zone).date()
    for day in (today - timedelta(days=1), today):
        start = at_local(day, since, zone)
        end = at_local(day + timedelta(days=1) if until < since else day, until, zone)
        if start <= now < end:
            return end
    return None
