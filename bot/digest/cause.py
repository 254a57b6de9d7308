"""What happened, in the words of a source: what follows its figures, «غارة استهدفت سوقا …»."""

from __future__ import annotations

import re

from bot.events.event import Event, Statement
from extract.text import fold

# Where the story goes on to something else: another clause, who the dead are, «جاري المتابعة».
_END = re.compile(
    r"[،؛:.…](?:\s|$).*|\s(?:و?هم|وه[ويم]|وهما|و?عرف منهم|وأ?يضا|و?جار[يٍ]?\s+(?:ال)?متابعة"
    r"|والتفاصيل لاحقا|يتبع|تم)(?:[\s:].*|$)"
)
_WARS = frozenset(fold(word) for word in ("الحرب", "حرب", "العدوان", "عدوان", "الإبادة"))
# «جراء قصف منزل» tells it wherever it stands; «في» only where nothing surer follows.
_SURE = frozenset(fold(word) for word in ("جراء", "إثر", "اثر", "عقب", "نتيجة"))
_CAUSES = _SURE | {fold(word) for word in ("في", "بعد", "خلال")}
_REACH = 12  # words of place and circumstance between a figure and what made it
_LONGEST = 22  # words


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
        told = _told(statement.quote[max(ends) - fact.sentence[0] :])
        if told and not set(told.split()) <= where:  # where is not what
            return told, statement
    return None


def _told(tail: str) -> str | None:
    """The cause that the words after a figure tell; None for none that stands by itself."""
    found = tail.split()
    begin = _begin(found)
    if begin is None:
        return None
    said = _END.sub("", " ".join(found[begin + 1 :])).split()
    if not 2 <= len(said) < _LONGEST or any(re.search(r"\d", word) for word in said):
        return None
    if any(word.endswith(("هم", "هن")) or word in ("أن", "ان") for word in said[:2]):
        return None  # «غرق قاربهم»: whose, only the sentence before told
    if said[0].endswith("ته") or fold(said[0]) in _WARS:
        return None  # «بعد إصابته»; «في الحرب على …»: what is known anyway
    if len(said) == 2 and said[1].startswith("ال"):
        return None  # «قصف المنزل»: which, only the sentence before told
    return " ".join(said)


def _begin(found: list[str]) -> int | None:
    """Where the word stands that the cause follows."""
    for index, word in enumerate(found[:_REACH]):
        if fold(word.strip("،")) in _SURE:
            return index
        if word[-1] in ".؛:" or (word[-1] == "،" and index):
            break  # another clause, which may tell of something else
    return 0 if found and fold(found[0]) in _CAUSES else None
