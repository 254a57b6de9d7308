"""Nouns of meeting: «لقاء», «اجتماع», «مباحثات», «اتصال»."""

from __future__ import annotations

from dataclasses import replace

from extract.document import Sentence
from extract.meetings.cues import Cue, cue
from extract.meetings.events import Event
from extract.meetings.identity import same_party
from extract.meetings.noun_sides import ATTENDING, Noun
from extract.meetings.noun_traps import NounTraps
from extract.meetings.pairs import PAIRS
from extract.meetings.sides import Sides
from extract.meetings.status import called_off
from extract.meetings.telling import identified
from extract.meetings.travels import Travels
from extract.mentions.party import Mention
from extract.text import fold

_MEMORY = 8  # sentences after which «اللقاء» no longer means the meeting told before


class Nouns(Travels, NounTraps):
    """Reads nouns of meeting."""

    def _nominal(self, index: int, found: Cue, sentence: Sentence) -> Event | None:
        """The meeting that a noun tells of: «عقد الوزير اجتماعا مع نظيره»."""
        if found.lemma == "مقابله" and not (found.definite and self.found):
            return None  # of its own it is mostly an interview
        if self._as_topic(index, found, sentence):
            return None
        if found.ours and found.kind != "reception" and not self._quoted_speaker(index):
            return None
        light, light_index = self._light(index, sentence, found)
        if light is not None and self._attends(index, light, light_index, sentence):
            at = index + 1 + (index + 2 < sentence.last and self.tokens[index + 1].text in ":،")
            sides = self.scanner.scan(at, sentence.last, "attending")
            if sides.attending:
                return self._attended(index, found, light, light_index, sides, sentence)
        noun = self._read(index, found, sentence, light, light_index)
        if found.definite and self._attended_by(noun):
            return None
        if self._known_already(noun) or self._margin(noun) or self._theirs(noun):
            return None
        if self._no_meeting(noun):
            return None
        if found.owned and not any(identified(m) for m in noun.subject):
            noun.subject = self._next_speaker(index, sentence)
        status = self._status_told(noun)
        if status is None:
            return None
        if noun.hosted:
            self._host(noun)
        if found.kind == "visit":
            visitors = noun.owner or noun.subject
            return self._visit(index, found, noun.sides, visitors, status, sentence)
        if status == "held" and called_off(self.document, index + 1, noun.sides.last + 9):
            status = "cancelled"
        return self._between(noun, status)

    def _status_told(self, noun: Noun) -> str | None:
        """Held, planned or cancelled; None where no meeting is told («لم يعقد اجتماع»)."""
        index, light, sentence = noun.index, noun.light, noun.sentence
        tense = light.tense if light is not None else ""
        if light is not None and light.lemma in ("واصل", "تواصل") and tense == "present":
            tense = "past"  # «يواصل المندوبون اجتماعهم»: it is under way
        status = self._noun_status(index, noun.light_index, tense, noun.sides, sentence)
        if light is None and self._possible(noun):
            return None
        if light is None and self._negated_after(index, noun.sides.last, sentence):
            return None
        return status

    def _between(self, noun: Noun, status: str) -> Event | None:
        """The meeting between the parties on all sides of the noun; without enough of them it may
        be the one told before («وتناول الاجتماع …»)."""
        index, sentence, sides = noun.index, noun.sentence, noun.sides
        told = self._all_parties(noun, status)
        if told is None:
            return None
        parties = [m for m in told if fold(m.name) not in PAIRS]
        if told and not parties:
            parties = [] if self.found else self._pair(sentence)
        if not parties or self._too_few(noun, parties):
            self._anaphor(index, sides, noun.found, sentence)
            return None
        self.done = max(self.done, sides.last)
        stay = noun.light is not None and self._on_visit(noun.light_index, sentence)
        if stay and sides.place is None and noun.found.kind != "call":
            sides.place = self._visit_goal(noun.light_index, sentence)
        mode = self._mode(noun)
        rule = f"noun:{noun.found.lemma}"
        for partner in self._apart(noun):
            one = [*noun.subject, partner]
            event = self._made(index, sides, sentence, one, status, mode, rule)
            self.found.extend([event] if event is not None else [])
            parties = [m for m in parties if m is not partner]
        return self._made(index, sides, sentence, parties, status, mode, rule)

    def _apart(self, noun: Noun) -> list[Mention]:
        """«تلقى اتصالين من فلان وفلان»: two calls, the first of which is with the first."""
        two = noun.found.kind == "call" and noun.found.number == "d" and not noun.sides.both
        return noun.sides.partners[:-1] if two and noun.subject else []

    def _as_topic(self, index: int, found: Cue, sentence: Sentence) -> bool:
        """«تناول اللقاء …»: what the meeting told before was about."""
        if not found.definite or index <= sentence.first:
            return False
        told = cue(self.tokens[index - 1].word)
        discussed = told is not None and told.part == "verb" and told.kind == "discuss"
        leads = discussed or self.scanner.joint(index - 1) == "topic"
        if not leads or (not discussed and self._with_parties(index, sentence)):
            return False
        topics, last = self.scanner.topic_spans(index + 1, sentence.last)
        if self.found and sentence.index - self.found[-1].sentence.index <= _MEMORY:
            self.found[-1].topics.extend(topics)
        self.done = last
        return True

    def _attends(self, index: int, light: Cue, light_index: int, sentence: Sentence) -> bool:
        """«حضر اللقاء فلان»: the verb stands just before the noun, its subject after it."""
        return (
            (light.lemma in ATTENDING or (light.lemma == "شهد" and self.scanner.definite(index)))
            and index - 3 <= light_index < index
            and not self._left(light_index, sentence)
            and not self._relative(max(0, light_index - 1))
        )

    def _attended(
        self,
        index: int,
        found: Cue,
        light: Cue,
        light_index: int,
        sides: Sides,
        sentence: Sentence,
    ) -> Event | None:
        """Those present: of the meeting told before, or of one that is told by them alone."""
        if self._base(light_index - 1, sentence) in ("لم", "لن", "لا"):
            self.done = sides.last
            return None
        if found.definite and self._joins_last(sides, sentence, held=light.tense == "past"):
            if light.tense == "future" and self.found[-1].strength < 2:
                self.found[-1].status = "planned"  # «سيحضر القمة فلان»
            return None
        status = self._status(light_index, light.tense, sides.day, sentence)
        self.done = sides.last
        if not status:
            return None
        parties = sides.first + sides.second + sides.partners + sides.attending
        return self._made(index, sides, sentence, parties, status, found.mode, "attended")

    def _attended_by(self, noun: Noun) -> bool:
        """«القمة سيحضرها فلان»: who comes to the meeting told before."""
        at, sides = noun.index + 1, noun.sides
        at = at + 1 if self._base(at, noun.sentence) in ("الذي", "التي") else at
        if at >= noun.sentence.last or not sides.attending:
            return False
        took_place = self._base(noun.index - 1, noun.sentence) == "جري"  # «وجرى اللقاء … بحضور»
        if not took_place and self.scanner.joint(at) != "attend":
            return False
        return not (noun.owner or sides.partners) and self._joins_last(sides, noun.sentence)

    def _known_already(self, noun: Noun) -> bool:
        """«اللقاء مع فلان»: a meeting told before, to which its topics are added."""
        sides = noun.sides
        this = self._base(noun.index - 1, noun.sentence) in ("هذا", "هذه")
        if this and self.found and noun.found.definite and noun.light is None:
            self.found[-1].topics.extend(sides.topics)
            self.done = max(self.done, sides.last)
            return True
        if not (noun.found.definite and sides.partners) or sides.both or noun.light is not None:
            return False
        for event in reversed(self.found):
            if all(any(same_party(m, n) for n in event.parties) for m in sides.partners):
                if noun.sentence.index - event.sentence.index > _MEMORY:
                    return False
                event.topics.extend(sides.topics)
                self.done = max(self.done, sides.last)
                return True
        return False

    def _theirs(self, noun: Noun) -> bool:
        """«لقائهما»: the meeting told before, or one of the two that are named before."""
        sides, found = noun.sides, noun.found
        gathered = self._base(noun.index + 1, noun.sentence) in ("جمعهما", "جمعهم", "ضمهما")
        if gathered and self.found and noun.light is None:
            return self._told_further(noun)
        if not found.theirs or sides.partners or noun.owner or noun.light is not None:
            return False
        pair = self._both(noun.index, noun.sentence)
        if self.found and (len(pair) < 2 or self._known(pair)):
            return self._told_further(noun)
        noun.subject = pair or noun.subject
        return False

    def _told_further(self, noun: Noun) -> bool:
        """«جاء ذلك خلال لقائهما …»: place, day and company of the meeting told before."""
        sides, last = noun.sides, self.found[-1]
        self._anaphor(noun.index, sides, replace(noun.found, definite=True), noun.sentence)
        if last.mode != "call" and noun.sentence.index - last.sentence.index <= 2:
            last.place, last.day = last.place or sides.place, last.day or sides.day
            last.parties.extend(sides.attending)
        self.done = max(self.done, sides.last)
        return True

    def _mode(self, noun: Noun) -> str:
        found = noun.found
        if self._telephone(noun.index, min(noun.index + 4, noun.sides.last)):
            return "call"
        before = self._base(noun.index - 1, noun.sentence)
        if found.lemma == "اتصال" and before in ("علي", "قناه", "قنوات"):
            return "unknown"  # «على اتصال مع», «قناة اتصال»
        if found.kind == "call" and found.number == "p":
            return "in_person" if noun.sides.place is not None else "unknown"
        return "in_person" if found.mode == "unknown" and noun.sides.place else found.mode

    def _joins_last(self, sides: Sides, sentence: Sentence, held: bool = False) -> bool:
        """«حضر اللقاء فلان»: those present are parties of the meeting told before."""
        told = [e for e in self.found if e.status == "held"] if held else []
        last = next(iter((told or self.found)[-1:]), None)
        if last is None or sentence.index - last.sentence.index > _MEMORY:
            return False
        coming = sides.first + sides.second + sides.partners + sides.attending
        if all(m.kind == "state" for m in last.parties):
            last.parties = []  # «يجتمع العراق ومصر … ويحضر القمة الرئيسان فلان وفلان»
        last.parties.extend(coming)
        self.done = max(self.done, sides.last)
        return True

    def _with_parties(self, index: int, sentence: Sentence) -> bool:
        near = self.forms[index + 1 : min(index + 4, sentence.last)]
        return any(f is not None and f.base in ("بين", "مع") for f in near)

    def _known(self, pair: list[Mention]) -> bool:
        """Whether the meeting told last is one of these parties."""
        return any(same_party(one, two) for one in pair for two in self.found[-1].parties)
