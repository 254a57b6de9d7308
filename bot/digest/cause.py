"""What happened, in the words of a source: what follows its figures, «غارة استهدفت سوقا …»."""

from __future__ import annotations

import re

from bot.events.event import Event, Statement
from extract.text import fold

# «جاري المتابعة» closes a post, not its story.
_FOLLOWING = re.compile(r"\s*(?:و?جار[يٍ]?\s+(?:ال)?متابعة|والتفاصيل لاحقا|يتبع)\s*[.…]*\s*$")
_WARS = frozenset(fold(word) for word in ("الحرب", "حرب", "العدوان", "عدوان", "الإبادة"))
_CAUSES = frozenset(fold(word) for word in ("في", "جراء", "إثر", "بعد", "عقب", "نتيجة", "خلال"))


def cause(event: Event) -> tuple[str, Statement] | None:
    """What happened, in the words of a source: what follows its figure, «غارة استهدفت سوقا …».

    Taken from the newest sentence that goes on after its figures with «في», «جراء» and the like;
    None where no source says it so.
    """
    where = {word for fact, _ in event.casualties for word in (fact.place or "").split()}
    for fact, statement in sorted(event.casualties, key=lambda p: p[1].at, reverse=True):
        if fact.scope != "incident":
            continue
        ends = [
            f.span[1]
            for f, s in event.casualties
            if s.post == statement.post and f.sentence == fact.sentence
        ]
        tail = statement.quote[max(ends) - fact.sentence[0] :].strip()
        found = tail.split()
        if any(word.endswith(("هم", "هن")) or word in ("أن", "ان") for word in found[1:3]):
            continue  # «غرق قاربهم»: whose, only the sentence before told
        if fold(found[1] if found[1:] else "") in _WARS:
            continue  # «في الحرب على …»: what is known anyway
        if set(found[1:]) <= where:
            continue  # where, not what
        if 3 <= len(found) <= 22 and fold(found[0]) in _CAUSES and not re.search(r"\d", tail):
            text = _FOLLOWING.sub("", tail[len(found[0]) :]).strip(" \u00a0.،؛")
            return " ".join(text.split()), statement
    return None
