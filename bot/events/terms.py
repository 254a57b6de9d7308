"""The index terms of an event that subscriptions are matched by."""

from __future__ import annotations

from bot.events import tables, wording
from bot.events.event import Event
from bot.events.names import person_key
from bot.post import Post
from extract.facts import Casualties, Demand, Meeting


def subscription_keys(event: Event, post: Post) -> tuple[str, ...]:
    """``type:``, ``channel:``, ``place:``, ``person:`` and ``lemma:`` terms, sorted, each once.

    Types, channels, places and persons are those of the whole event, so that a follower of a place
    hears of a later post that does not name it again; ``lemma:`` terms are stems of the post's
    text. A place brings its containers: ``place:خان يونس`` and ``place:قطاع غزة``.
    """
    keys = {f"channel:{source.channel}" for source in event.live}
    for source in event.live:
        for path in source.telling.places:
            keys.update(
                f"place:{tables.fold_words(part)}" for part in path.replace("*", "").split(">")
            )
    for statement in event.statements:
        fact = statement.fact
        keys.add(f"type:{fact.type}")
        if isinstance(fact, Casualties):
            keys.add(f"type:{fact.role}")
            if fact.place:
                keys.add(f"place:{tables.fold_words(fact.place)}")
        elif isinstance(fact, Meeting):
            keys.update(f"person:{person_key(p.name)}" for p in fact.participants)
            if fact.place:
                keys.add(f"place:{tables.fold_words(fact.place)}")
        elif isinstance(fact, Demand) and fact.actor:
            keys.add(f"person:{person_key(fact.actor)}")
    keys.update(f"lemma:{wording.stem(word)}" for word in wording.words(post.text) if len(word) > 2)
    return tuple(sorted(keys))
