"""/schedule, /quiet and /mute: when the digest comes, and when nothing may disturb."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from html import escape

from babel.dates import get_day_names

from bot.delivery.schedules import EVERY_DAY, Schedule, ScheduleError, clock_time
from bot.store.chats import Quiet
from handlers import arguments
from handlers.call import Answer, Call, Command

#: Where the week of a language's readers begins, Monday being 0.
FIRST_WEEKDAY = {"ar": 5}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person asks for: digests every ``hours``, or at ``times`` on ``days``; or none."""

    hours: int | None = None
    times: tuple[str, ...] = ()
    days: tuple[int, ...] = EVERY_DAY

    @property
    def nothing(self) -> bool:
        return self.hours is None and not self.times


def decide(written: str) -> Wanted | None:
    """Reads `3`, `3h`, `08:00 20:00`, `20:00 الأحد الخميس`, `off`; None for anything else."""
    words = arguments.words(written)
    if len(words) == 1 and arguments.is_off(words[0]):
        return Wanted()
    hours = arguments.hours(" ".join(words), most=168)
    if hours is not None:
        return Wanted(hours=hours)
    if len(words) == 1 and words[0].isdecimal():
        return None  # hours out of range, not a time of day
    times: list[str] = []
    days: list[int] = []
    for word in words:
        day = arguments.weekday(word)
        if day is not None:
            days.append(day)
        elif arguments.clock(word) is not None:
            times.append(clock_time(word))
        else:
            return None
    if not times:
        return None
    return Wanted(None, tuple(sorted(set(times))), tuple(sorted(set(days))) or EVERY_DAY)


async def schedule(call: Call) -> Answer:
    """Shows or sets the chat's one schedule."""
    if not call.arguments.strip():
        usage = call.say("schedule-usage")
        return Answer.of(f"{await told(call)}\n\n{usage}")
    wanted = decide(call.arguments)
    if wanted is None:
        return Answer.of(call.say("schedule-usage"))
    try:
        await keep(call, wanted)
        await call.answer_here()
    except ScheduleError:
        return Answer.of(call.say("schedule-usage"))
    return Answer.of(call.say("schedule-saved", schedule=await told(call)))


async def keep(call: Call, wanted: Wanted) -> None:
    """Makes ``wanted`` the chat's schedule; what was told until now stays told."""
    now = call.desk.now()
    known = await call.desk.schedules.of(call.chat.id)
    last = max((one.last for one in known if one.last), default=None)
    made = None
    if not wanted.nothing:
        made = Schedule(now, wanted.hours, wanted.times, wanted.days, chat=call.chat.id, last=last)
    await call.desk.schedules.remove_all(call.chat.id)
    if made is not None:
        await call.desk.schedules.add(made, now, call.chat.zone)


async def told(call: Call) -> str:
    """The chat's schedules in words."""
    found = await call.desk.schedules.of(call.chat.id)
    return " ".join(_in_words(call, one) for one in found) or call.say("schedule-none")


def _in_words(call: Call, one: Schedule) -> str:
    if one.hours is not None:
        return call.say("schedule-hours", hours=one.hours)
    separator = call.say("list-separator")
    times = separator.join(one.times)
    if one.days == EVERY_DAY:
        return call.say("schedule-times", times=times)
    names = get_day_names("wide", locale=call.chat.language)
    first = FIRST_WEEKDAY.get(call.chat.language, 0)
    days = sorted(one.days, key=lambda day: (day - first) % 7)
    joined = separator.join(names[day] for day in days)
    return call.say("schedule-times-days", times=times, days=joined)


async def quiet(call: Call) -> Answer:
    """Hours in which nothing arrives; it comes when they end."""
    words = arguments.words(call.arguments)
    if len(words) == 1 and arguments.is_off(words[0]):
        await call.desk.chats.change(call.chat.id, quiet=None)
        return Answer.of(call.say("quiet-off"))
    times = [arguments.clock(word) for word in words]
    if len(times) != 2 or None in times or times[0] == times[1]:
        return Answer.of(call.say("quiet-usage"))
    since, until = (clock_time(word) for word in words)
    await call.desk.chats.change(call.chat.id, quiet=Quiet(since, until))
    return Answer.of(call.say("quiet-saved", start=since, end=until))


async def mute(call: Call) -> Answer:
    """No alerts for some hours."""
    if arguments.is_off(call.arguments):
        await call.desk.chats.change(call.chat.id, muted_until=None)
        return Answer.of(call.say("mute-off"))
    hours = arguments.hours(call.arguments)
    if hours is None:
        return Answer.of(call.say("mute-usage"))
    until: datetime = call.desk.now() + timedelta(hours=hours)
    await call.desk.chats.change(call.chat.id, muted_until=until)
    shown = until.astimezone(call.chat.zone).strftime("%d/%m %H:%M")
    return Answer.of(call.say("muted", until=escape(shown)))


COMMANDS = (
    Command("schedule", schedule, configures=True),
    Command("quiet", quiet, configures=True),
    Command("mute", mute, configures=True),
)
