"""Meetings: who met, will meet or called off a meeting with whom, where, when and about what.

Every cue of a sentence (`extract.meetings.cues`) is read as an event with the parties around it, by
`extract.meetings.verbs`, `extract.meetings.nouns` or `extract.meetings.travels`; events of the same
parties are one meeting (`extract.meetings.events`). A meeting that is only denied, wished for or
possible gives nothing.
"""

from __future__ import annotations

from extract.document import Document, Sentence
from extract.facts import Meeting
from extract.meetings.company import Company
from extract.meetings.cues import Cue, cue, cues
from extract.meetings.events import Event, facts, joined
from extract.meetings.nouns import Nouns
from extract.meetings.resolution import resolved
from extract.meetings.setting import told_by_lead
from extract.meetings.status import governor, governor_kind
from extract.meetings.verbs import Verbs
from extract.meetings.withdrawn import standing
from extract.tables import load_map, load_set

_SPORTS = frozenset(
    {"منتخب", "منتخبا", "منتخبي", "منتخبين", "مباراه", "مباريات", "تصفيات", "دوري", "مونديال"}
    | {"ملعب", "لاعب", "لاعبي", "لاعبين"}
)
_VISITS = ("meet", "receive", "visit", "travel", "host")
_OPENS = 4  # tokens within which a sentence tells what it is about
_OUTLETS = load_set("speech_outlets")
_AGENCIES = frozenset({"وكاله", "شبكه"})
_EXCLUDED = load_map("meeting_exclusions")


def match(document: Document) -> list[Meeting]:
    """The meetings that ``document`` tells of, in order."""
    if not any(token.kind == "word" and cue(token.word) for token in document.tokens):
        return []
    finder = _Finder(document)
    events = joined(resolved(standing(finder.events(), document), document), document)
    told_by_lead(events, document, finder.reader, finder.days)
    return facts(document, events)


class _Finder(Nouns, Verbs, Company):
    """Reads the events of one document, sentence by sentence."""

    def events(self) -> list[Event]:
        for sentence in self.document.sentences:
            self.done = sentence.first
            if self._of_sports(sentence):
                continue
            self.found.extend(self._visitors(sentence))
            self._of_delegations(sentence, sentence.first + _OPENS)
            for index, found in cues(self.document, sentence):
                if index < self.done:
                    continue
                event = self._event(index, found, sentence)
                if event is not None:
                    if not self._told_in(sentence):
                        event.parties.extend(self._opening_company(event.first, sentence))
                    self._headed(event)
                    self.found.append(event)
                    self._then_received(event)
            self._of_delegations(sentence, sentence.last)
        self._correct_headline()
        return self.found

    def _told_in(self, sentence: Sentence) -> bool:
        """Whether a meeting of this sentence was read already."""
        return bool(self.found) and self.found[-1].sentence is sentence

    def _correct_headline(self) -> None:
        """«يستضيف فلان اجتماعا» of a headline whose text tells only of what is to come."""
        first = self.found[0] if self.found else None
        if first is None or first.sentence.index or (first.status, first.strength) != ("held", 1):
            return
        tenses = set()
        for sentence in self.document.sentences[1:5]:
            for index, found in cues(self.document, sentence):
                ahead = index > sentence.first and self._base(index - 1, sentence) == "سوف"
                if self._scheduled_near(index, sentence):
                    tenses.add("future")
                elif found.kind in _VISITS or found.tense == "past":
                    tenses.add("future" if ahead else found.tense)
        if "future" in tenses and "past" not in tenses and len(self.found) == 1:
            first.status = "planned"

    def _scheduled_near(self, index: int, sentence: Sentence) -> bool:
        """«قمة السلام، المقرر عقدها …», «بصدد المشاركة في مفاوضات»: what is to come."""
        led = governor(self.document, self.reader, index, sentence.first)
        if led is not None and led.kind == "planned" and not led.tense:
            return True
        for at in range(index + 1, min(index + 8, sentence.last - 1)):
            planned = governor_kind(self.tokens[at].word)[0] == "planned"
            if planned and self._base(at + 1, sentence) in ("عقده", "عقدها", "انعقاده", "انعقادها"):
                return True
        return False

    def _on_air(self, index: int, sentence: Sentence) -> bool:
        """«في اتصال هاتفي مع الجزيرة»: an interview."""
        for at in range(index + 1, min(index + 7, sentence.last - 1)):
            form, after = self.forms[at], self.forms[at + 1]
            if form is None:
                return False
            led = cue(self.tokens[at].word)
            done = led is not None and led.kind == "hold" and led.owned  # «أجرته الجزيرة»
            if (form.base == "مع" or done) and after is not None:
                outlet = after.base in _OUTLETS or after.stem in _OUTLETS
                if outlet or not done:
                    return outlet and not after.state
        return False

    def _of_sports(self, sentence: Sentence) -> bool:
        """Whether a sentence tells of matches: teams meet, and are no parties."""
        return any(
            form is not None and form.stem in _SPORTS and not self._periodic(at, sentence)
            for at, form in enumerate(self.forms[sentence.first : sentence.last], sentence.first)
        )

    def _periodic(self, at: int, sentence: Sentence) -> bool:
        """«اجتماعها الدوري»: the adjective of a meeting, not the league of the same letters."""
        if self._base(at, sentence) not in ("الدوري", "دوري"):
            return False
        near = self.tokens[max(sentence.first, at - 3) : at]
        return any(token.kind == "word" and cue(token.word) is not None for token in near)

    def _event(self, index: int, found: Cue, sentence: Sentence) -> Event | None:
        before = self.forms[index - 1] if index > sentence.first else None
        if self._excluded(index, sentence) or (before is not None and before.base in ("كل", "اي")):
            return None
        if found.part == "noun" and found.kind not in ("travel", "send"):
            return self._nominal(index, found, sentence)
        if found.kind in ("meet", "receive", "discuss", "call", "visit"):
            event = self._verbal(index, found, sentence)
            if event is None and found.kind == "visit" and found.tense != "past":
                return self._travel(index, found, sentence)  # «سيزور مصر لإجراء محادثات»
            return event
        if found.kind in ("travel", "send"):
            return self._travel(index, found, sentence)
        opens = index == sentence.first or before is None or bool(self._conjoined(index))
        if found.lemma == "انعقد" or (found.lemma == "التام" and opens):
            return self._convened(index, found, sentence)
        if found.lemma == "حضر" and found.owned:
            self._came_to_it(index, sentence)
        if found.kind == "gather":
            self._members(index, found, sentence)
        return None

    def _conjoined(self, index: int) -> str:
        form = self.forms[index]
        return form.conjunction if form is not None else ""

    def _excluded(self, index: int, sentence: Sentence) -> bool:
        """Interviews, matches, trials, votes: a word of the table stands close after the cue."""
        if self._on_air(index, sentence):
            return True
        for at in range(index + 1, min(index + 6, sentence.last)):
            form = self.forms[at]
            if form is None:
                return False
            if form.article and form.stem in _AGENCIES:
                continue  # «اجتماع الوكالة الدولية للطاقة»
            written = self.tokens[at].word.folded
            reach = _EXCLUDED.get(form.base) or _EXCLUDED.get(form.stem) or _EXCLUDED.get(written)
            if reach and at - index <= int(reach[0]):
                return True
        return False
