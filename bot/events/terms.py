"""The index terms of an event that subscriptions are matched by."""

from __future__ import annotations

from functools import lru_cache

from bot.events import tables, wording
from bot.events.event import Event
from bot.events.names import person_key
from bot.post import Post
from extract.facts import Casualties, Demand, Meeting
from extract.places import resolve


def subscription_keys(event: Event, post: Post) -> tuple[str, ...]:
    """`subjects`, ``channel:`` and ``lemma:`` terms, sorted, each once.

    Subjects and channels are those of the whole event, so that a follower of a place hears of a
    later post that does not name it again; ``lemma:`` terms are stems of the post's text.
    """
    keys = {*subjects(event), *(f"channel:{source.channel.lower()}" for source in event.live)}
    return tuple(sorted(keys | lemmas(post.text)))


def lemmas(text: str) -> set[str]:
    """The ``lemma:`` terms of a text. `wording.stem` takes off one letter; of a conjunction before
    a preposition («ولهدنة») both go."""
    words = {word for word in wording.words(text) if len(word) > 2}
    words |= {w[1:] for w in words if len(w) >= 6 and w[0] in "وف" and w[1] in "لبك"}
    return {f"lemma:{wording.stem(word)}" for word in words}


def subjects(event: Event) -> tuple[str, ...]:
    """What an event is about: ``type:``, ``place:`` and ``person:`` terms, sorted, each once.

    A place brings its containers: ``place:خان يونس`` and ``place:قطاع غزه``, all folded.
    """
    keys: set[str] = set()
    for source in event.live:
        for path in source.telling.places:
            keys.update(f"place:{place_key(part)}" for part in path.split(">"))
    for statement in event.statements:
        fact = statement.fact
        keys.add(f"type:{fact.type}")
        if isinstance(fact, Casualties):
            keys.add(f"type:{fact.role}")
        elif isinstance(fact, Meeting):
            keys.update(f"person:{person_key(p.name)}" for p in fact.participants)
        elif isinstance(fact, Demand) and fact.actor:
            keys.add(f"person:{person_key(fact.actor)}")
        if isinstance(fact, Casualties | Meeting) and fact.place:
            keys.add(f"place:{place_key(fact.place)}")
    keys.discard("place:?")
    return tuple(sorted(keys))


@lru_cache(maxsize=1 << 14)
def place_key(name: str) -> str:
    """The form under which spellings of a place meet: its canonical name if known, folded."""
    known = resolve(name.removeprefix("*"))
    return tables.fold_words(known.name if known else name.removeprefix("*"))
