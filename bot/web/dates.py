"""Days and times as the page writes them."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date


def whole_day(day: date, language: str) -> str:
    """«الثلاثاء 10 مارس 2026»."""
    return format_date(day, "EEEE d MMMM y", locale=language)


def moment(time: datetime | None, zone: str, language: str) -> str:
    """«10 مارس 14:20»."""
    if time is None:
        return "–"
    here = time.astimezone(ZoneInfo(zone))
    return f"{format_date(here, 'd MMMM', locale=language)} {here:%H:%M}"
