"""Who goes on meeting: the host whom a verb leaves out because the clauses before named him.

«استقبل زيد عمرا، ثم استقبل بكرا. كما التقى …»: all three are told of the first man.
"""

from __future__ import annotations

from extract.document import Sentence
from extract.meetings.cues import Cue
from extract.meetings.events import Event
from extract.meetings.telling import Telling
from extract.mentions.party import Mention

RECEIVING = ("verb:التقي", "verb:استقبل", "verb:اجتمع", "verb:بحث", "noun:لقاء", "noun:اجتماع")
_LEAD_IN = 9  # tokens before a verb that goes on: «ومن جهة أخرى، وفي الإطار نفسه، استقبل …»


class Hosts(Telling):
    """Finds the subject of a verb that goes on from the meeting told before."""

    def _goes_on_from(self, index: int, found: Cue, sentence: Sentence) -> bool:
        """«توجه الوفد … والتقى زيدا رئيس الجهاز»: the subject stands in the clause before."""
        form = self.forms[index]
        if form is None or not form.conjunction:
            return False
        if index == sentence.first:
            return bool(self._host_before(index, sentence))
        return found.kind in ("meet", "receive") and bool(self._subject(index, sentence))

    def _dropped_subject(self, index: int, found: Cue, sentence: Sentence) -> bool:
        """Whether the verb goes on with the subject of the clause before: «ثم يلتقي», «والتقى»."""
        form = self.forms[index]
        before = self.forms[index - 1] if index else None
        joined = (form is not None and bool(form.conjunction)) or found.person == "1"
        return found.kind in ("meet", "receive") and (
            joined
            or (
                before is not None
                and before.base in ("ثم", "كما", "انه", "انها", "ان", "حيث", "قبل", "بعد")
            )
            or (before is None and bool(self._host_before(index, sentence)))
            or (before is None and self._in_that_frame(index, sentence))
            or (before is not None and before.base in ("فيما", "بينما") and found.lemma != "اجتمع")
        )

    def _in_that_frame(self, index: int, sentence: Sentence) -> bool:
        """«وفي هذا الإطار، استقبل السفيرة»: the sentence before told of the host."""
        frame = self._base(sentence.first, sentence) == "في" and index - sentence.first <= 5
        return frame and self._base(sentence.first + 1, sentence) in ("هذا", "هذه", "سياق", "اطار")

    def _then_received(self, event: Event) -> None:
        """«التقى فلانا، ثم مديرة المؤسسة فلانة»: the same host and one guest more, time by time."""
        if event.rule not in ("verb:التقي", "verb:استقبل") or len(event.parties) < 2:
            return
        at, sentence = event.last, event.sentence
        while at + 1 < sentence.last:
            at += self.tokens[at].text in "،,"
            if self._base(at, sentence) != "ثم":
                return
            sides = self.scanner.scan(at + 1, sentence.last, "first")
            if not sides.first or sides.first[0].first > at + 2:
                return
            guests = [event.parties[0], *sides.first, *sides.partners, *sides.attending]
            told = self._made(at, sides, sentence, guests, event.status, event.mode, event.rule)
            self.found.extend([told] if told is not None else [])
            at = self.done = sides.last

    def _host_of_sentence(self, sentence: Sentence) -> list[Mention]:
        """«يعقد فلان لقاء مع فلان، فيما يلتقي …»: the first party of the meeting told before."""
        last = self.found[-1] if self.found else None
        return last.parties[:1] if last is not None and last.sentence is sentence else []

    def _host_before(self, index: int, sentence: Sentence) -> list[Mention]:
        """«استقبل زيد عمرا، ثم استقبل بكرا. كما التقى …»: the host of all of them."""
        last = self.found[-1] if self.found else None
        if last is None or sentence.index - last.sentence.index > 3:
            return []
        start = max(sentence.first, last.last if last.sentence is sentence else 0)
        if last.rule not in RECEIVING or index - start > _LEAD_IN:
            return []
        for at in range(start, index):
            form = self.forms[at]
            if form is not None and form.verb and not form.proper and not form.stop:
                return []
        named = any(start <= m.first < index and m.kind != "state" for m in self.mentions)
        return [] if named else [last.parties[0]]
