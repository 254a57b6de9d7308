"""From a read post to its event: the step that all books share, whatever they are kept in.

Pure: a report and the candidates in, the event as it is now and the changes out.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.events import likeness, wording
from bot.events.change import Change
from bot.events.closeness import closeness
from bot.events.decide import JOIN, Verdict, decide
from bot.events.differences import differences
from bot.events.event import Event, Source, Statement, Telling
from bot.events.names import party_keys
from bot.events.origins import settled
from bot.events.telling import tell
from bot.events.where import Locate
from bot.post import Post
from extract.facts import Fact

ANOTHER_STORY = 0.1  # likeness of wording below which an edited post tells something else


@dataclass(frozen=True, slots=True)
class Reading:
    """A post with what was read in it: all that joining needs, made once, before the store is
    asked.
    """

    post: Post
    facts: tuple[Fact, ...]
    telling: Telling
    headline: str

    @property
    def at(self) -> datetime:
        """When the post said what it says now."""
        return self.post.edited or self.post.published


@dataclass(frozen=True, slots=True)
class Outcome:
    """The event after the post (None: the post tells of none), and what changed."""

    event: Event | None
    changes: tuple[Change, ...] = ()
    verdict: Verdict | None = None


def read(post: Post, facts: Iterable[Fact], locate: Locate) -> Reading:
    facts = tuple(facts)
    telling = tell(post.text, facts, party_keys(facts), locate)
    return Reading(post, facts, telling, wording.headline(post.text))


def assign(reading: Reading, candidates: Iterable[Event], left: str | None = None) -> Outcome:
    """A new post: opens an event or joins one of the candidates.

    ``left`` is the event that the post told of before it was edited into another story.
    """
    if not reading.telling.terms:
        return Outcome(None)
    post = reading.post
    candidates = [event for event in candidates if event.id != left]
    verdict = decide(reading.telling, post.channel, post.published, candidates)
    known = next((event for event in candidates if event.id == verdict.event), None)
    source = _source(reading)
    if known is None:
        event = Event(
            id=event_id(f"{post.id}#{post.digest}" if left else post.id),
            first=post.published,
            last=post.published,
            sources=(source,),
            statements=statements(reading),
        )
    else:
        event = replace(
            known,
            first=min(known.first, post.published),
            last=max(known.last, post.published),
            sources=(*known.sources, source),
            statements=(*known.statements, *statements(reading)),
            version=known.version + 1,
        )
    event = settled(event, post.id)
    return Outcome(event, differences(known, event, reading.at, post), verdict)


def edit(reading: Reading, event: Event) -> Outcome:
    """A post of a known event that was edited: its statements take the place of the old ones."""
    post = reading.post
    old = event.source(post.id)
    if old is None:
        return Outcome(event)
    source = replace(
        old,
        headline=reading.headline,
        telling=reading.telling,
        edited=post.edited or old.edited,
        deleted=False,
    )
    now = replace(
        event,
        sources=tuple(source if s.post == post.id else s for s in event.sources),
        statements=_replaced(event.statements, post.id, statements(reading)),
        version=event.version + 1,
    )
    now = settled(now)
    return Outcome(now, differences(event, now, reading.at, post))


def another_story(reading: Reading, event: Event) -> bool:
    """Whether a post of an event that others tell of, too, was edited into a story of its own.

    A post that alone tells of its event takes the event with it, whatever it tells now.
    """
    post = reading.post
    old, others = event.source(post.id), [s for s in event.live if s.post != post.id]
    if old is None or not others or not reading.telling.terms:
        return False
    rest = replace(event, sources=tuple(others))
    alike = max(likeness.wording(reading.telling, s.telling) for s in (old, *others))
    near = closeness(reading.telling, post.channel, post.published, rest)
    return alike < ANOTHER_STORY and near < JOIN


def delete(post: Post, at: datetime, event: Event) -> Outcome:
    """A post of a known event that was deleted: what it stated is withdrawn."""
    now = replace(
        event,
        sources=tuple(replace(s, deleted=True) if s.post == post.id else s for s in event.sources),
        statements=_replaced(event.statements, post.id, ()),
        version=event.version + 1,
    )
    now = settled(now)
    return Outcome(now, differences(event, now, at, post))


def statements(reading: Reading) -> tuple[Statement, ...]:
    """The facts of a post, each with the exact sentence and words that state it."""
    text = reading.post.text
    return tuple(
        Statement(
            fact=fact,
            post=reading.post.id,
            at=reading.at,
            quote=text[fact.sentence[0] : fact.sentence[1]].strip(),
            words=text[fact.span[0] : fact.span[1]].strip(),
        )
        for fact in reading.facts
    )


def event_id(post_id: str) -> str:
    """The event's name: from its first post, so that making it twice makes the same."""
    return "e" + hashlib.sha256(post_id.encode()).hexdigest()[:10]


def _source(reading: Reading) -> Source:
    """The post as a source of its event; `settled` finds its origin."""
    post = reading.post
    return Source(
        post=post.id,
        channel=post.channel,
        url=post.url,
        published=post.published,
        origin=f"channel:{post.channel}",
        relation="report",
        headline=reading.headline,
        telling=reading.telling,
        edited=post.edited,
        forwarded_from=post.forwarded_from,
    )


def _replaced(
    old: tuple[Statement, ...], post: str, new: tuple[Statement, ...]
) -> tuple[Statement, ...]:
    """``old`` with the statements of ``post`` replaced where the first of them stood."""
    place = next((i for i, s in enumerate(old) if s.post == post), len(old))
    kept = [s for s in old if s.post != post]
    return (*kept[:place], *new, *kept[place:])
