"""Who told it first: where each telling of an event comes from, as far as can be seen.

A forward leads to the channel it came from, a copy to the post it repeats, a citation to the outlet
it names; a channel that tells the same event again is no second source. All follows from the
sources as they stand now, in order of publication, so that an edit, a deletion, or an original that
is read after its copies sets everything right.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.events.decide import copies
from bot.events.event import Event, Source, worth_comparing


def settled(event: Event, new: str | None = None) -> Event:
    """The event with the origin of every live source found anew; of the post ``new`` alone where
    it is the latest and all others are settled."""
    live = sorted(event.live, key=_published)
    if new is not None and live and live[-1].post == new:
        kept = live[:-1]
        todo = live[-1:]
    else:
        kept, todo = [], live
    found: dict[str, Source] = {source.post: source for source in kept}
    for source in todo:
        found[source.post] = _placed(source, tuple(found.values()))
    return replace(event, sources=tuple(found.get(s.post, s) for s in event.sources))


def _published(source: Source) -> datetime:
    return source.published


def _placed(source: Source, earlier: Sequence[Source]) -> Source:
    """A source with its origin, by those that were published before it."""
    if source.forwarded_from:
        channel = source.forwarded_from.removeprefix("@")
        first = next((s for s in earlier if s.channel.lower() == channel.lower()), None)
        origin = first.origin if first else f"channel:{channel}"
        return replace(source, origin=origin, relation="forward")
    if first := _copied(source, earlier):
        return replace(source, origin=first.origin, relation="copy")
    if source.telling.cited:
        return replace(source, origin=f"outlet:{source.telling.cited}", relation="citing")
    return replace(source, origin=f"channel:{source.channel}", relation="report")


def _copied(source: Source, earlier: Sequence[Source]) -> Source | None:
    """The source whose words a post has, of equals the earliest."""
    found = [
        (value, other)
        for other in worth_comparing(earlier)
        if (value := copies(source.telling, source.channel, source.published, other))
    ]
    return max(found, key=lambda pair: pair[0])[1] if found else None
