"""Who came along: visitors after the first, and those named at the head of a sentence."""

from __future__ import annotations

from extract.document import Sentence
from extract.meetings.cues import cue
from extract.meetings.delegations import Delegations
from extract.meetings.events import Event
from extract.meetings.hosts import RECEIVING
from extract.meetings.sides import Sides
from extract.mentions.party import Mention

_VISITORS = frozenset({"الزوار", "زوار", "زواره", "الزايرين"})
_OPENING = 30  # tokens from «برئاسة فلان …» at the head of a sentence to its cue


class Company(Delegations):
    """Adds those who came along to the meeting told before."""

    def _visitors(self, sentence: Sentence) -> list[Event]:
        """«ومن الزوار: السفير فلان، ثم النائب فلان»: each was received by the host told before."""
        last = self.found[-1] if self.found else None
        opening = range(sentence.first, min(sentence.first + 4, sentence.last))
        head = next((at for at in opening if self._base(at, sentence) in _VISITORS), None)
        if head is None or last is None or last.rule not in RECEIVING:
            return []
        told, at = [], head + 1
        while at < sentence.last:
            guests = self.reader.parties(at, sentence.last)
            if not guests or guests[0].kind not in ("person", "role", "delegation"):
                at += 1
                continue
            at = guests[-1].last
            sides = Sides(last=at)
            pair = [last.parties[0], *guests]
            event = self._made(head, sides, sentence, pair, "held", "in_person", "visitors")
            told += [event] if event is not None else []
        self.done = sentence.last if told else self.done
        return told

    def _opening_company(self, index: int, sentence: Sentence) -> list[Mention]:
        """«برئاسة فلان … مجلس الوزراء يعقد جلسة»: named at the head, before the meeting."""
        heads = [sentence]
        if sentence.index and index - sentence.first < _OPENING:
            heads.append(self.document.sentences[sentence.index - 1])
        for head in heads:
            if self.scanner.joint(head.first) not in ("attend", "chair"):
                continue
            last = self._first_verb(head, index if head is sentence else head.last)
            if not last or last - head.first > _OPENING:
                continue
            if head is not sentence and self.document.text[head.end - 1] == "\n":
                continue
            found = self.scanner.scan(head.first + 1, last, "attending", topics=False)
            return found.attending
        return []

    def _first_verb(self, sentence: Sentence, last: int) -> int:
        """Where the first verb before ``last`` stands, if it is one of a meeting; 0 for others."""
        for at in range(sentence.first + 1, last):
            form = self.forms[at]
            if form is None or not form.verb or form.nominal or form.proper:
                continue
            return at if cue(self.tokens[at].word) is not None else 0
        return last
