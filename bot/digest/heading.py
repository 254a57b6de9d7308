"""Day and place: what stands over an event."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from babel.dates import format_date

from bot.digest.composition import Line
from bot.digest.figures import place_name
from bot.digest.wording import Wording
from bot.events.event import Event, Statement
from bot.events.where import UNKNOWN


def heading(event: Event, wording: Wording, zone: str) -> Line:
    """«الثلاثاء 10 مارس · عين الزهر»; without a place where none is told."""
    first = event.first.astimezone(ZoneInfo(zone))
    day = day_text(first.date(), wording)
    place, statement = place_told(event)
    if place is None and (known := focus(event)):
        text = wording.say("heading", day=day, place=place_name(known, wording))
        return Line(text, own=(first.day,), strong=True)
    if place is None or statement is None:
        return Line(wording.say("heading-day", day=day), own=(first.day,), strong=True)
    text = wording.say("heading", day=day, place=place_name(place, wording))
    return Line(text, (statement,), (place,), (first.day,), strong=True)


def place_told(event: Event) -> tuple[str | None, Statement | None]:
    """Where it happened: the place that most statements give, of those the most specific phrase."""
    casualties = [(f.scope == "incident", f.place, s) for f, s in event.casualties if f.place]
    held = [(True, f.place, s) for f, s in event.meetings if f.place]
    found = [(incident, place, s) for incident, place, s in (*casualties, *held) if place]
    if not found:
        return None, None

    def standing(row: tuple[bool, str, Statement]) -> tuple[bool, int, int]:
        incident, place, _ = row
        words = set(place.split())
        agreeing = sum(bool(words & set(other.split())) for _, other, _ in found)
        return incident, agreeing, len(place)

    _, place, statement = max(found, key=standing)
    return place, statement


def is_placed(event: Event) -> bool:
    """Whether the heading can say where it happened."""
    return bool(place_told(event)[0] or focus(event))


def focus(event: Event) -> str | None:
    """The known place that the first report of violence or an accident names in its headline."""
    for source in event.live:
        if source.telling.focus and source.telling.kind not in ("other", "commentary"):
            place = source.telling.focus.rpartition(">")[2].removeprefix("*")
            return place if not source.telling.focus.startswith(UNKNOWN) else None
    return None


def day_text(day: date, wording: Wording) -> str:
    return format_date(day, "EEEE d MMMM", locale=wording.language)
