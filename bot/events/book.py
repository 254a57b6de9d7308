"""The book of events in memory: what `mujaz group`, `mujaz digest` and the tests keep them in.

The book kept in Redis (`bot.store.events`) shares all decisions with it (`bot.events.assign`) and
differs only in where events and the index lie.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from itertools import islice

from bot.events import index
from bot.events.assign import Outcome, Reading, another_story, assign, delete, edit
from bot.events.event import Event


class EventBook:
    """Events by id, found again through the terms of their tellings.

    With ``forget`` events that were last told of longer than the window ago are dropped as time
    goes on, so that memory stays constant over an endless stream.
    """

    def __init__(self, *, forget: bool = False) -> None:
        self.events: dict[str, Event] = {}
        self._event_of: dict[str, str] = {}
        self._listed: dict[str, dict[str, datetime]] = {}
        self._forget = forget

    def __iter__(self) -> Iterator[Event]:
        return iter(self.events.values())

    def event_of(self, post_id: str) -> Event | None:
        return self.events.get(self._event_of.get(post_id, ""))

    def candidates(self, reading: Reading) -> list[Event]:
        post = reading.post
        since = post.published - index.WINDOW
        probes = index.probes(reading.telling, post.channel, post.published)
        found = [(probe, self._newest(probe, since)) for probe in probes]
        return [self.events[event] for event in index.rank(found)]

    def _newest(self, probe: str, since: datetime) -> list[str]:
        """The newest events under a term that were told of within the window."""
        listed = self._listed.get(probe, {})
        newest = list(islice(reversed(listed), index.LISTED))
        if newest and listed[newest[-1]] < since:
            newest = [event for event in newest if listed[event] >= since]
        return newest

    def take(self, reading: Reading) -> Outcome:
        """Takes in a post, its edit or its deletion; a post that is already in changes nothing."""
        post = reading.post
        known = self.event_of(post.id)
        if post.kind == "delete":
            outcome = delete(post, reading.at, known) if known else Outcome(None)
        elif known is not None:
            if post.kind == "new":
                return Outcome(known)
            if another_story(reading, known):
                outcome = self._move(reading, known)
            else:
                outcome = edit(reading, known)
        else:
            outcome = assign(reading, self.candidates(reading))
        if outcome.event is not None:
            self._keep(outcome.event, reading)
        return outcome

    def _move(self, reading: Reading, event: Event) -> Outcome:
        """Takes a post that now tells another story out of its event and in like a new one."""
        source = event.source(reading.post.id)
        gone = Outcome(event)
        if source is not None and not source.deleted:
            gone = delete(reading.post, reading.at, event)
            self.events[event.id] = gone.event or event
        taken = assign(reading, self.candidates(reading), left=event.id)
        return replace(taken, changes=(*gone.changes, *taken.changes))

    def _keep(self, event: Event, reading: Reading) -> None:
        self.events[event.id] = event
        self._event_of[reading.post.id] = event.id
        for term in index.terms(
            reading.telling, reading.post.channel, reading.post.published
        ):
            listed = self._listed.setdefault(term, {})
            listed.pop(event.id, None)
            listed[event.id] = event.last
        if self._forget:
            self._drop(reading.post.published - index.WINDOW)

    def _drop(self, before: datetime) -> None:
        for event in list(self.events.values()):
            if event.last >= before:
                break
            del self.events[event.id]
            for source in event.sources:
                self._event_of.pop(source.post, None)
                for term in index.terms(source.telling, source.channel, source.published):
                    listed = self._listed.get(term, {})
                    listed.pop(event.id, None)
                    if not listed:
                        self._listed.pop(term, None)
