"""What changed, in one line: «تحديث 14:20: القتلى 5 ← 7»."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date

from bot.digest.composition import Line
from bot.digest.wording import Wording
from bot.events.change import Change
from bot.events.event import Event
from bot.locales import isolate


def update_line(change: Change, event: Event, wording: Wording, zone: str) -> Line:
    """The line of one change; its day is named unless it is that of the event.

    What was is our own earlier word and needs no post to bear it; what is must stand in the posts
    of the event like any other number.
    """
    at = change.at.astimezone(ZoneInfo(zone))
    what, own = _what(change, wording)
    time = f"{at:%H:%M}"
    if at.date() != event.first.astimezone(ZoneInfo(zone)).date():
        own = (at.day, *own)
        time = f"{format_date(at, 'EEEE d MMMM', locale=wording.language)} {time}"
    text = wording.say("update", time=time, what=what)
    evidence = tuple(statement for _, statement in event.casualties)
    return Line(text, evidence, own=(at.hour, at.minute, *own), strong=True)


def _what(change: Change, wording: Wording) -> tuple[str, tuple[int, ...]]:
    say, was, now = wording.say, change.was, change.now
    match change.kind:
        case "figure_changed" | "claim_disputed" | "claim_withdrawn":
            return _figure(change, wording)
        case "more_sources":
            shown = [say("sources-independent", n=n) for n in (was, now)]
            return say("update-sources", was=shown[0], now=shown[1]), (was, now)
        case "meeting_moved":
            return say(f"update-meeting-{now['status']}"), ()
        case "source_edited":
            return say("update-edited"), ()
        case "source_deleted":
            return say("update-deleted"), ()
        case _:
            return say("digest-title-plain"), ()


def _figure(change: Change, wording: Wording) -> tuple[str, tuple[int, ...]]:
    say, was, now = wording.say, change.was, change.now
    own = tuple(n for n in (was["low"], was["high"]) if n is not None) if was else ()
    if now is None:
        return say("update-figure-withdrawn", was=_summary(was, wording)), own
    if change.kind == "claim_disputed":
        return say("update-disputed", now=_summary(now, wording)), ()
    if was is None or was["low"] is None or now["low"] is None:
        return say("update-figure-new", now=_summary(now, wording)), ()
    if _range(was) == _range(now) and change.kind == "claim_withdrawn":
        return say("update-claim-withdrawn", now=_summary(now, wording)), ()
    name = say(f"figure-{now['role']}.name")
    victims = now["victims"]
    if victims:
        name = say("figure-victims", figure=name, victims=isolate(victims, wording.language))
    return say("update-figure", name=name, was=_range(was), now=_range(now)), own


def _summary(summary: dict[str, Any], wording: Wording) -> str:
    """A summary of a series (`Series.summary`) in words."""
    say, name = wording.say, f"figure-{summary['role']}"
    if summary["low"] is None:
        vague = summary["vague"]
        if vague in (None, "several"):
            return say(f"{name}.several")
        return say(f"vague-{vague}", figure=say(f"{name}.many"))
    text = say(name, n=summary["high"], shown=_range(summary))
    if summary["state"] == "open" or summary["bound"] in ("exact", "range", "vague"):
        return text
    return say(f"bound-{summary['bound']}", figure=text)


def _range(summary: dict[str, Any]) -> str:
    low, high = summary["low"], summary["high"]
    return f"{low:,}" if low == high else f"{low:,}–{high:,}"
