"""A lead that tells where and when all the meetings of a text were: «شهد القصر اليوم لقاءات»."""

from __future__ import annotations

from extract.dates import DayMention
from extract.document import Document
from extract.meetings.cues import cue
from extract.meetings.events import Event
from extract.meetings.places import VENUES, place_at
from extract.mentions.parties import Reader

_LEAD = 2  # sentences
_BUSY = frozenset({"لقاءات", "نشاط", "نشاطا", "استقبالات", "اجتماعات", "سلسله", "حركه"})


def told_by_lead(
    events: list[Event], document: Document, reader: Reader, days: list[DayMention]
) -> None:
    """Gives place and day of such a lead to the meetings that have none of their own."""
    for sentence in document.sentences[:_LEAD]:
        for at in range(sentence.first, min(sentence.first + 4, sentence.last - 2)):
            found = cue(document.tokens[at].word) if reader.forms[at] is not None else None
            if found is None or found.lemma != "شهد":
                continue
            head = reader.forms[at + 1]
            if head is None or not (head.stem in VENUES or head.base in VENUES):
                continue
            place = place_at(document, reader, at + 1, sentence.last)
            rest = reader.forms[at + 2 : min(at + 12, sentence.last)]
            if place is None or not any(f is not None and f.base in _BUSY for f in rest):
                continue
            day = next((d for d in days if at < d.first < at + 12), None)
            for event in events:
                if event.status == "held" and event.mode != "call":
                    event.place = event.place or place[0]
                    event.day = event.day or day
            return
