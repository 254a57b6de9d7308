"""Whom a delegation consists of and who heads it, where the text tells so beside the meeting.

«استقبل الوزير وفدا. وضم الوفد فلانا وفلانا», «ومثل الوفد كل من …»: the members are parties too.
«وترأس الوفد فلان», «وصل وفد إلى القاهرة برئاسة فلان»: the head is the party instead of it.
"""

from __future__ import annotations

from dataclasses import replace

from extract.document import Sentence
from extract.meetings.cues import Cue, cue
from extract.meetings.events import Event
from extract.meetings.telling import Telling
from extract.mentions.party import Mention

_REACH = 2  # sentences from a meeting to the members of its delegation
_APART = 16  # tokens between a delegation and «برئاسة فلان»
_MEMBERS = frozenset({"ضم", "يضم", "ضمت", "تضم", "مثل", "يمثل", "مثلت", "تالف", "تكون", "يتكون"})
_HEADS = frozenset({"تراس", "يتراس", "راس", "يراس", "تراست", "قاد", "يقود"})
_LED = frozenset({"برياسه", "بقياده", "بزعامه", "تراسه", "يراسه", "يتراسه", "راسه", "تراسته"})

_ENDS = frozenset(".؛;!?؟\n")


class Delegations(Telling):
    """Names the members and heads of delegations."""

    def _of_delegations(self, sentence: Sentence, limit: int) -> None:
        """«وضم الوفد …», «وترأس الوفد …» of the meeting before, beginning before ``limit``."""
        last = self.found[-1] if self.found else None
        if last is None or sentence.index - last.sentence.index > _REACH:
            return
        for mention in self.mentions:
            if mention.kind != "delegation" or not sentence.first < mention.first < limit:
                continue
            verb = self._base(mention.first - 1, sentence)
            if self._base(mention.last, sentence) in _LED:
                verb, mention = "تراس", replace(mention, last=mention.last + 1)  # «الوفد ترأسه …»
            if verb not in _MEMBERS | _HEADS or mention.first - 1 < self.done:
                continue
            sides = self.scanner.scan(mention.last, sentence.last, "attending", topics=False)
            named = [m for m in sides.attending if m.kind in ("person", "role") or m.number == "p"]
            if verb in _HEADS and named:
                whole = [m for m in last.parties if m.kind == "delegation"][-1:]
                last.parties = [m for m in last.parties if m not in whole]
                named = named[:1]
            last.parties.extend(named)
            self.done = max(self.done, sides.last if named else self.done)

    def _came_to_it(self, index: int, sentence: Sentence) -> None:
        """«وحضرها من الجانب التركي وزير الخارجية فلان»: of the meeting told before."""
        last = self.found[-1] if self.found else None
        opens = index - sentence.first <= 2 and self.scanner.joint(index) == "attend"
        if last is None or not opens or sentence.index - last.sentence.index > _REACH:
            return
        sides = self.scanner.scan(index + 1, sentence.last, "attending", topics=False)
        last.parties.extend(sides.attending)
        self.done = max(self.done, sides.last)

    def _members(self, index: int, found: Cue, sentence: Sentence) -> None:
        """«وضم الاجتماع الوزراء …», «والوفد يضم فلانا»: parties of the last meeting."""
        last = self.found[-1] if self.found else None
        if last is None or found.lemma != "ضم" or not self._of_meeting(index, sentence):
            return
        if last.sentence is sentence and index < last.last:
            return
        if sentence.index - last.sentence.index > _REACH:
            return
        sides = self.scanner.scan(index + 1, sentence.last, "attending", topics=False)
        named = [m for m in sides.attending if m.kind in ("person", "role") or m.number == "p"]
        last.parties.extend(m for m in named if m.kind != "delegation")
        self.done = max(self.done, sides.last if named else index + 1)

    def _of_meeting(self, index: int, sentence: Sentence) -> bool:
        """Whether «الوفد» or a noun of meeting stands beside the verb: whose members follow."""
        for at in (index + 1, index - 1):
            if not sentence.first <= at < sentence.last:
                continue
            form, noun = self.forms[at], cue(self.tokens[at].word)
            if form is not None and form.body == "delegation":
                return True
            if noun is not None and noun.part == "noun" and noun.definite:
                return True
        return False

    def _headed(self, event: Event) -> None:
        """«وصل وفد أمني، اليوم، إلى غزة برئاسة فلان»: the head in place of his delegation."""
        event.parties = [self._head(mention, event) or mention for mention in event.parties]

    def _head(self, mention: Mention, event: Event) -> Mention | None:
        if mention.kind != "delegation" or mention.head is not None:
            return None
        for at in range(mention.last, min(event.sentence.last - 1, mention.last + _APART)):
            form, found = self.forms[at], cue(self.tokens[at].word)
            if self.tokens[at].text[0] in _ENDS or (found is not None and found.part == "noun"):
                return None
            if form is None:
                continue
            if form.body and form.body != "delegation" and not form.preposition:
                return None  # «وفد …، ومجلس الأمن برئاسة فلان»
            if form.base in _LED and (form.base != "راسه" or self._base_at(at - 1) == "علي"):
                led = self.reader.parties(at + 1, event.sentence.last, expected=True)
                head = led[0] if led and led[0].kind in ("person", "role") else None
                return head and replace(head, first=mention.first)
        return None
