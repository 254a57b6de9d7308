"""Meetings: who met, will meet or called off a meeting with whom, where, when and about what.

Every cue of a sentence (`extract.meeting_cues`) is read as an event with the parties around it;
events of the same parties are one meeting (`extract.meeting_events`). A meeting that is only
denied, wished for or possible gives nothing.
"""

from __future__ import annotations

from dataclasses import replace

from extract.dates import DayMention
from extract.document import Document, Sentence
from extract.facts import Meeting
from extract.meeting_cues import Cue, cue, cues
from extract.meeting_events import Event, distinct, facts, joined, same_party
from extract.meeting_sides import Scanner, Sides
from extract.meeting_status import called_off, denied, governor, governor_kind, soon
from extract.parties import Mention, Reader
from extract.tables import load_map, load_set
from extract.wordclass import Form

_EXCLUDED = load_map("meeting_exclusions")
_SKIPPED = load_set("meeting_skips")
_PREPOSITIONS = frozenset(
    {"مع", "من", "الي", "علي", "عن", "في", "بين", "ضد", "لدي", "نحو", "تجاه", "حول", "بشان", "عبر", "لصالح", "بحضور", "بمشاركه", "برياسه"}
)
_PAIRS = frozenset({"الجانبان", "الطرفان", "الوزيران", "الرئيسان", "الزعيمان", "المسوولان", "الجانبين", "الطرفين"})
# Purposes that a noun of a meeting must complete: «لحضور قمة», not «لحضور جنازة».
_NEEDING = frozenset({"لاجراء", "للمشاركه", "لاستكمال", "لاستيناف", "لعقد", "لمواصله", "لحضور", "للانضمام", "للانخراط", "للتحضير", "لتقديم"})
_WITH_THEM = frozenset({"معه", "معها", "معهم", "معهما"})
_TELEPHONE = frozenset({"هاتفيا", "هاتفي", "هاتفيه", "الهاتفي", "الهاتفيه", "هاتف", "الهاتف"})
_ENDS = frozenset(".؛;!?؟…|")
_LIGHT_REACH = 34  # tokens between «عقد» and its «اجتماعا»
_SOON_REACH = 10
_MASDARS = frozenset({"عقد", "اجراء", "انعقاد", "استيناف", "بدء", "انطلاق", "استضافه", "مواصله", "استكمال", "حضور"})
_PURPOSES = frozenset(
    {"لبحث", "للبحث", "لمناقشه", "للتباحث", "للتشاور", "للقاء", "لاجراء", "للمشاركه", "لاستكمال", "لاستيناف"}
    | {"لعقد", "للتفاوض", "لمواصله", "لحضور", "للاجتماع", "لنقاش", "لاستعراض", "لمقابله", "للانضمام", "للانخراط", "لتقديم", "للتحضير"}
)


def match(document: Document) -> list[Meeting]:
    """The meetings that ``document`` tells of, in order."""
    if not any(token.kind == "word" and cue(token.word) for token in document.tokens):
        return []
    return facts(document, joined(_Finder(document).events(), document))


class _Finder:
    """Reads the events of one document, sentence by sentence."""

    def __init__(self, document: Document) -> None:
        from extract import dates, mentions

        self.document = document
        self.tokens = document.tokens
        self.reader = Reader(document)
        self.forms = self.reader.forms
        found = document.mentions or mentions.match(document)
        self.ending = {mention.last: mention for mention in found}
        self.mentions = found
        self.days: list[DayMention] = document.days or dates.match(document)
        self.scanner = Scanner(document, self.reader, self.days)
        self.done = 0
        self.strength = 1
        self.past = False
        self.arrivals: list[tuple[list[Mention], str, DayMention | None]] = []
        self.found: list[Event] = []

    def events(self) -> list[Event]:
        for sentence in self.document.sentences:
            self.done = sentence.first
            for index, found in cues(self.document, sentence):
                if index < self.done:
                    continue
                event = self._event(index, found, sentence)
                if event is not None:
                    self.found.append(event)
        return self.found

    def _event(self, index: int, found: Cue, sentence: Sentence) -> Event | None:
        before = self.forms[index - 1] if index > sentence.first else None
        if self._excluded(index, sentence) or (before is not None and before.base in ("كل", "اي")):
            return None
        if found.part == "noun" and found.kind not in ("travel", "send"):
            return self._nominal(index, found, sentence)
        if found.kind in ("meet", "receive", "discuss", "call", "visit"):
            return self._verbal(index, found, sentence)
        if found.kind in ("travel", "send"):
            return self._travel(index, found, sentence)
        if found.lemma == "انعقد":
            return self._convened(index, found, sentence)
        return None

    def _excluded(self, index: int, sentence: Sentence) -> bool:
        """Interviews, matches, trials, votes: a word of the table stands close after the cue."""
        for at in range(index + 1, min(index + 6, sentence.last)):
            form = self.forms[at]
            if form is None:
                return False
            written = self.tokens[at].word.folded
            reach = _EXCLUDED.get(form.base) or _EXCLUDED.get(form.stem) or _EXCLUDED.get(written)
            if reach and at - index <= int(reach[0]):
                return True
        return False

    # -- who is the subject ----------------------------------------------------------------

    def _left(self, index: int, sentence: Sentence) -> list[Mention]:
        """The parties that end just before ``index``, coordinated ones together.

        A verb with «و» goes on from another clause: what stands before it is not its subject.
        """
        verb = self.forms[index]
        if verb is not None and verb.conjunction:
            return []
        at = index
        if at > sentence.first and self._relative(at - 1):
            mention = self.ending.get(at - 1)
            return [mention] if mention is not None else []
        while at > sentence.first:
            form = self.forms[at - 1]
            text = self.tokens[at - 1].text
            day = next((d for d in self.days if d.last == at), None)
            if day is not None:
                at = day.first
                continue
            if form is None and text in "،,-–\"»”()":
                if text == ")" or text == "(":
                    break
                at -= 1
                continue
            if form is not None and form.base in _SKIPPED:
                at -= 1
                continue
            break
        parties: list[Mention] = []
        while at > sentence.first:
            mention = self._ending(at, sentence, first=not parties)
            if mention is None:
                break
            parties.insert(0, mention)
            head = self.forms[mention.first]
            if head is None or not head.conjunction:
                break
            at = mention.first
            if self.forms[at - 1] is None and self.tokens[at - 1].text in "،,":
                at -= 1
        if parties and self._governed(parties[0]):
            return []
        return parties

    def _relative(self, at: int) -> bool:
        form = self.forms[at]
        return form is not None and form.base in ("الذي", "التي")

    def _ending(self, at: int, sentence: Sentence, first: bool) -> Mention | None:
        mention = self.ending.get(at)
        if mention is not None:
            return mention
        for start in range(at - 1, max(sentence.first, at - 4) - 1, -1):
            form = self.forms[start]
            if form is None or form.stop or form.verb:
                return None
            parties = self.reader.parties(start, at, expected=first and start == at - 1)
            if parties and parties[-1].last == at:
                return parties[-1]
        return None

    def _governed(self, mention: Mention) -> bool:
        """Whether a party stands after a preposition, so that it is no subject."""
        head = self.forms[mention.first]
        if head is not None and head.preposition:
            return True
        if not mention.first:
            return False
        before = self.forms[mention.first - 1]
        if before is None:
            return False
        return before.base in _PREPOSITIONS or self._construct(mention.first - 1, before)

    def _construct(self, at: int, form: Form) -> bool:
        """Whether a word is a noun that the party after it completes («سجون الاحتلال»)."""
        if form.article or form.stop or form.title or form.body or form.person or form.state or form.enclitic:
            return False
        readings = self.tokens[at].word.analyses
        return bool(readings) and all(a.pos == "noun" for a in readings) and not form.base.endswith("ا")

    def _subject(self, index: int, sentence: Sentence, pronoun: bool = True) -> list[Mention]:
        """The party that a nominal cue or a pronoun at ``index`` belongs to."""
        near: Mention | None = None
        other: Mention | None = None
        start = self._clause_start(index, sentence)
        for mention in self.mentions:
            if mention.last > index:
                break
            if mention.first < start:
                continue
            if self._governed(mention) and not self._obliged(mention, pronoun):
                continue
            if mention.kind in ("person", "role", "delegation"):
                near = mention
            else:
                other = mention
        chosen = near or other
        if chosen is None:
            return self._focus(sentence)
        if not pronoun and self._other_clause(chosen.last, index):
            near = index - chosen.last <= 4 and self.tokens[chosen.last].text == ":"
            return [chosen] if near and self._inside(index) else []
        return [chosen]

    def _inside(self, index: int) -> bool:
        """Whether the noun is a setting: «في مكالمة», «خلال لقاء»."""
        before = self.forms[index - 1] if index else None
        return before is not None and before.base in ("في", "خلال")

    def _other_clause(self, first: int, index: int) -> bool:
        """Whether «إن» or «أن» begins another clause between a party and the cue."""
        return any(
            (f is not None and f.base in ("ان", "بان")) or self.tokens[at].text == ":"
            for at, f in enumerate(self.forms[first:index], first)
        )

    def _obliged(self, mention: Mention, pronoun: bool) -> bool:
        """«على فلان أن …», «علاقة فلان … ولقائه»: a man who is meant although he is no subject."""
        before = self.forms[mention.first - 1] if mention.first else None
        if mention.kind != "person" or before is None:
            return False
        head = self.forms[mention.first]
        genitive = pronoun and before.base not in _PREPOSITIONS and head is not None and not head.preposition
        return before.base == "علي" or genitive

    def _clause_start(self, index: int, sentence: Sentence) -> int:
        """The token after the last «إن» or «أن» before ``index`` that a party follows."""
        for at in range(index - 1, sentence.first, -1):
            form = self.forms[at]
            if form is not None and form.base in ("ان", "بان"):
                if any(at < m.first and m.last <= index and not self._governed(m) for m in self.mentions):
                    return at
        return sentence.first

    def _focus(self, sentence: Sentence) -> list[Mention]:
        """Who the sentence before speaks of, or the speaker at the head of the text."""
        before = [m for m in self.mentions if m.last <= sentence.first]
        persons = [m for m in before if m.kind in ("person", "role", "delegation") and not self._governed(m)]
        return persons[-1:] if persons and persons[-1].first >= self._start_before(sentence) else []

    def _start_before(self, sentence: Sentence) -> int:
        at = max(0, sentence.index - 1)
        return self.document.sentences[at].first

    # -- verbs -----------------------------------------------------------------------------

    def _verbal(self, index: int, found: Cue, sentence: Sentence) -> Event | None:
        if self._with_pronoun(index, found, sentence) or (found.owned and found.lemma == "قابل"):
            return None
        left = self._left(index, sentence)
        sides = self.scanner.scan(
            index + 1, sentence.last, "second" if left else "first", discuss=found.kind == "discuss"
        )
        if len(left) > 1 and found.number == "s" and left[0].first > sentence.first:
            left = left[-1:]
        subject = left or sides.first
        objects = sides.second + sides.partners
        if not left and sides.first and not objects and sides.first[-1].apposition is not None:
            subject, objects = self._split(sides.first, sentence)
        if not left and not objects and sides.first and self._dropped_subject(index, found):
            earlier = self._quoted_speaker(index) if found.person == "1" else self._subject(index, sentence)
            earlier = [m for m in earlier if m not in sides.first]
            if earlier:
                subject, objects = earlier, sides.first
        status = self._status(index, self._tense(index, found, sentence), sides.day, sentence)
        if status is None:
            return None
        telephone = self._telephone(index, sides.last)
        if not subject and (objects or sides.attending):
            subject = self._speaker(index, found, sentence)
        if found.lemma == "تحدث" and not any(m.kind in ("person", "role") for m in sides.partners):
            return None
        if found.kind == "discuss" and not objects:
            several = len(subject) > 1 or any(m.number == "p" for m in subject)
            if not several:
                self._anaphor(index, sides, found, sentence)
                return None
        if found.kind == "call" and found.lemma == "اتصل" and not (sides.partners or telephone):
            return None
        if found.kind == "visit":
            goal = sides.place or next((m.name for m in objects if m.kind == "state"), None)
            objects = [m for m in objects if m.kind not in ("state", "organisation")]
            if not objects:
                self._visited(subject, goal, sides, sentence)
                return None
        parties = subject + objects + sides.attending
        if not parties or (not objects and len(parties) < 2 and not _several(subject, found)):
            self._anaphor(index, sides, found, sentence)
            return None
        if found.kind in ("meet", "receive") and len(distinct(list(parties), told_apart=True)) < 2 and not _several(subject, found):
            return None
        self.done = max(self.done, min(sides.last, sentence.last), index + 1)
        mode = "call" if telephone else found.mode
        return self._made(index, sides, sentence, parties, status, mode, f"verb:{found.lemma}")

    def _visited(
        self, subject: list[Mention], goal: str | None, sides: Sides, sentence: Sentence
    ) -> None:
        """A visit to a place alone tells where the visitor's meetings are."""
        if goal is None:
            return
        last = self.found[-1] if self.found else None
        if last is not None and last.sentence is sentence and last.mode != "call":
            if last.place is None and any(same_party(one, two) for one in subject for two in last.parties):
                last.place = goal
                last.mode = "in_person"

    def _tense(self, index: int, found: Cue, sentence: Sentence) -> str:
        """The verb's tense; a present that goes on from a future («سيزور … ثم يلتقي») is future."""
        form = self.forms[index]
        before = self.forms[index - 1] if index > sentence.first else None
        goes_on = (form is not None and form.conjunction) or (before is not None and before.base == "ثم")
        if found.tense == "present" and goes_on:
            for at in range(index - 1, sentence.first - 1, -1):
                for analysis in self.tokens[at].word.analyses[:1]:
                    if any("fut" in clitic for clitic in analysis.proclitics):
                        return "future"
        return found.tense

    def _dropped_subject(self, index: int, found: Cue) -> bool:
        """Whether the verb goes on with the subject of the clause before: «ثم يلتقي», «والتقى»."""
        form = self.forms[index]
        before = self.forms[index - 1] if index else None
        joined = (form is not None and bool(form.conjunction)) or found.person == "1"
        return found.kind in ("meet", "receive") and (
            joined or (before is not None and before.base in ("ثم", "كما", "انه", "انها", "ان", "حيث", "قبل", "بعد"))
        )

    def _convened(self, index: int, found: Cue, sentence: Sentence) -> Event | None:
        """«ينعقد المجلس»: a body that meets."""
        sides = self.scanner.scan(index + 1, sentence.last, "first")
        bodies = [m for m in sides.first if m.kind in ("organisation", "group")]
        status = self._status(index, found.tense, sides.day, sentence)
        if not bodies or status is None:
            return None
        self.done = sides.last
        return self._made(index, sides, sentence, bodies + sides.attending, status, "in_person", "verb:انعقد")

    def _with_pronoun(self, index: int, found: Cue, sentence: Sentence) -> bool:
        """«وبحث معه …»: more of the topics of the meeting told before."""
        if found.kind != "discuss" or index + 1 >= sentence.last:
            return False
        if self.tokens[index + 1].word.folded not in _WITH_THEM | _PAIRS:
            return False
        topics, last = self.scanner.topic_spans(index + 2, sentence.last)
        if self.found and sentence.index - self.found[-1].sentence.index <= 2:
            self.found[-1].topics.extend(topics)
        self.done = max(self.done, last)
        return True

    def _speaker(self, index: int, found: Cue, sentence: Sentence) -> list[Mention]:
        """The subject of a verb that names none: whom the sentence speaks of, or who speaks."""
        if found.person == "1":
            return self._quoted_speaker(index) or self._focus(sentence)
        return self._subject(index, sentence)

    def _quoted_speaker(self, index: int) -> list[Mention]:
        """Who speaks in the first person: the first party of the line that ends with «:»."""
        colon = next((at for at in range(index - 1, max(-1, index - 120), -1) if self.tokens[at].text == ":"), None)
        if colon is None:
            return []
        start = colon
        while start > 0 and self.tokens[start - 1].kind != "break":
            start -= 1
        while start < colon:
            parties = self.reader.parties(start, colon, expected=True)
            if parties:
                return parties[:1]
            start += 1
        return []

    def _split(self, first: list[Mention], sentence: Sentence) -> tuple[list[Mention], list[Mention]]:
        """«التقى زيد رئيس الوزراء»: the title after the name is the other party."""
        last = first[-1]
        assert last.apposition is not None
        other = self.reader.parties(last.apposition, sentence.last)
        cut = replace(
            last, last=last.apposition, full=self.reader.text(last.first, last.apposition), apposition=None
        )
        return [*first[:-1], cut], other

    def _telephone(self, first: int, last: int) -> bool:
        return any(self.tokens[at].word.folded in _TELEPHONE for at in range(first, min(last + 3, len(self.tokens))))

    # -- nouns -----------------------------------------------------------------------------

    def _nominal(self, index: int, found: Cue, sentence: Sentence) -> Event | None:
        if found.definite and index > sentence.first and self.scanner.joint(index - 1) == "topic" and not self._with_parties(index, sentence):
            topics, last = self.scanner.topic_spans(index + 1, sentence.last)
            if self.found and sentence.index - self.found[-1].sentence.index <= 8:
                self.found[-1].topics.extend(topics)
            self.done = last
            return None
        if found.ours and not self._quoted_speaker(index):
            return None
        light, light_index = self._light(index, sentence, found)
        attended = light is not None and light.lemma in ("شارك", "حضر", "ضم") and light_index < index
        if attended and light_index + 3 >= index and not self._left(light_index, sentence) and not self._relative(max(0, light_index - 1)):
            sides = self.scanner.scan(index + 1, sentence.last, "first")
            if sides.first:
                status = self._status(light_index, light.tense if light else "", sides.day, sentence)
                self.done = sides.last
                parties = sides.first + sides.second + sides.partners + sides.attending
                return self._made(index, sides, sentence, parties, status, found.mode, "attended") if status else None
        adjacent = index + 1 < sentence.last and bool(self.reader.parties(index + 1, sentence.last, expected=True))
        closed = found.definite or (found.owned and not adjacent)
        sides = self.scanner.scan(
            index + 1,
            sentence.last,
            "none" if closed or (light is not None and light.kind == "hold" and not adjacent) else "first",
            sender=light is not None and light.lemma == "تلقي",
            noun=True,
            discuss=index > sentence.first and self.scanner.joint(index - 1) == "topic",
        )
        owner = sides.first + sides.second
        if len(owner) == 1 and owner[0].kind == "state" and not sides.partners:
            sides.place, owner = sides.place or owner[0].name, []
        subject: list[Mention] = []
        host = light is not None and light.kind == "host"
        if light is not None and light.kind == "occur" and light_index < index:
            between = self.scanner.scan(light_index + 1, index, "none", topics=False)
            sides.day, sides.place = sides.day or between.day, sides.place or between.place
        if light is not None and light.kind in ("hold", "host"):
            subject = self._left(light_index, sentence)
            between = self.scanner.scan(light_index + 1, index, "none" if subject else "first", topics=False)
            subject = subject or between.first + between.partners
            sides.day = sides.day or between.day
            sides.place = sides.place or between.place
            if not subject and sides.partners and not sides.both and light.lemma != "جري":
                subject = self._speaker(light_index, light, sentence)
        elif found.owned or (sides.partners and not sides.both and not owner):
            subject = self._subject(index, sentence, pronoun=found.owned or not found.definite)
            subject = subject or self._next_speaker(index, sentence)
            if not subject and found.owned:
                subject = [m for m in self.mentions if sides.last <= m.first < sentence.last and m.kind in ("person", "role") and not self._governed(m)][:1]
        if found.definite and sides.partners and not sides.both and light is None:
            known = next((e for e in reversed(self.found) if all(any(same_party(m, n) for n in e.parties) for m in sides.partners)), None)
            if known is not None and sentence.index - known.sentence.index <= 8:
                known.topics.extend(sides.topics)
                self.done = max(self.done, sides.last)
                return None
        if found.theirs and not sides.partners and not owner and self.found and light is None:
            self._anaphor(index, sides, replace(found, definite=True), sentence)
            return None
        if found.lemma in ("نقاش", "مناقشه") and light is None:
            return None
        if host and not owner and not sides.partners and not sides.attending:
            return None
        if found.owned and not any(_identified(m) for m in subject):
            subject = self._next_speaker(index, sentence) + [m for m in subject if _identified(m)]
        tense = light.tense if light is not None else ""
        status = self._noun_status(index, light_index, tense, sides, sentence)
        if status is None or (light is None and self._negated_after(index, sides.last, sentence)):
            return None
        if host:
            place = next((m for m in subject if m.kind == "state"), None)
            if place is not None and sides.place is None:
                sides.place = place.name
            others = [m for m in subject if m.kind != "state"]
            subject = (others or subject) if not owner and not sides.partners else []
        parties = subject + owner + sides.partners + sides.attending
        if found.kind == "visit":
            return self._visit(index, found, sides, owner, status, sentence)
        if not parties and self._purposeful(index) and status == "planned" and sides.day is not None:
            parties = [m for m in self._subject(index, sentence) if m.number == "p" or m.kind != "state"]
        if light is None and self._setting(index, found) and owner and owner[0].kind == "organisation" and not subject:
            parties += [m for m in self._subject(index, sentence) if self._speaks(m, index)]
        if status == "held" and called_off(self.document, index + 1, sides.last + 5):
            status = "cancelled"
        if len(parties) == 1 and found.lemma == "لقاء" and parties[0].kind in ("person", "role"):
            parties = self._subject(index, sentence) + parties
            if len(distinct(parties, told_apart=True)) < 2:
                return None
        if self._inside(index) and not parties and not found.definite:
            parties = self._clause_parties(index, sentence)
        if self._meets_him(index, sentence) and not sides.partners:
            parties = self._subject(index, sentence) + self._him(index, sentence)
        if not parties and status == "planned" and self._pair_before(index, sentence):
            parties = self._pair(sentence)
        if not parties and found.lemma == "قمه" and found.definite and light is not None:
            parties = self._summit(index, sentence)
        if not parties:
            self._anaphor(index, sides, found, sentence)
            return None
        if found.kind in ("talks", "call", "reception") and len(parties) < 2 and not _plural(parties):
            if not (found.kind == "talks" and light is not None and light.kind == "hold" and light.lemma not in ("شارك", "حضر")):
                self._anaphor(index, sides, found, sentence)
                return None
        mode = found.mode
        if found.kind == "call" and found.number == "p":
            mode = "unknown"
        if self._telephone(index, min(index + 4, sides.last)):
            mode = "call"
        elif mode == "unknown" and sides.place is not None:
            mode = "in_person"
        self.done = max(self.done, sides.last)
        return self._made(index, sides, sentence, parties, status, mode, f"noun:{found.lemma}")

    def _negated_after(self, index: int, last: int, sentence: Sentence) -> bool:
        """«اللقاء مع فلان ليس على جدول الأعمال»."""
        near = self.tokens[index + 1 : min(last + 4, sentence.last)]
        return any(token.word.folded in ("ليس", "ليست", "لن", "لم") for token in near)

    def _next_speaker(self, index: int, sentence: Sentence) -> list[Mention]:
        """«خلال اجتماعه مع …، الوزير: …»: the pronoun may stand before its name."""
        for mention in self.mentions:
            if mention.first > index and mention.last < len(self.tokens):
                if mention.kind in ("person", "role") and self.tokens[mention.last].text == ":":
                    return [mention] if mention.first - index < 40 else []
        return []

    def _with_parties(self, index: int, sentence: Sentence) -> bool:
        near = self.forms[index + 1 : min(index + 4, sentence.last)]
        return any(f is not None and f.base in ("بين", "مع") for f in near)

    def _visit(
        self, index: int, found: Cue, sides: Sides, owner: list[Mention], status: str, sentence: Sentence
    ) -> Event | None:
        """«زيارة … لإجراء مباحثات»: a visit counts when it is made to talk, or called off."""
        purpose = self._purpose(index, sentence)
        if not purpose:
            return None
        visitors = [m for m in owner if m.kind != "state"]
        if not visitors and found.owned:
            visitors = self._subject(index, sentence)
        if not visitors and status == "cancelled":
            visitors = [
                m for m in self.mentions
                if index < m.first < min(index + 15, sentence.last) and m.kind in ("person", "role", "delegation")
            ][:1]
        if not visitors:
            return None
        rest = self.scanner.scan(purpose, sentence.last, "none") if purpose else Sides(last=sides.last)
        place = sides.place or next((self._goal(at) for at in range(index + 1, purpose or sentence.last) if self._goal(at)), None)
        told = Sides(place=place, day=sides.day, topics=rest.topics, last=rest.last)
        self.done = max(self.done, rest.last)
        return self._made(index, told, sentence, visitors + rest.partners, status, "in_person", "noun:زيارة")

    def _goal(self, at: int) -> str | None:
        """The country or city that a word with «ل» names."""
        form = self.forms[at]
        return self.reader.text(at, at + 1) if form is not None and form.preposition == "ل" and form.state else None

    def _clause_parties(self, index: int, sentence: Sentence) -> list[Mention]:
        """«حث فلان فلانا، خلال مكالمة»: who does it, and to whom."""
        near = [
            m for m in self.mentions
            if sentence.first <= m.first and m.last <= index and index - m.last <= 20
            and m.kind in ("person", "role") and not self._other_clause(m.last, index)
        ]
        told = [m for m in near if not self._governed(m) or self._recipient(m)]
        return told[-2:] if len(told) >= 2 and not self._governed(told[-2]) else []

    def _recipient(self, mention: Mention) -> bool:
        before = self.forms[mention.first - 1] if mention.first else None
        head = self.forms[mention.first]
        return (before is not None and before.base == "الي") or (head is not None and head.preposition == "ل")

    def _meets_him(self, index: int, sentence: Sentence) -> bool:
        near = self.tokens[index + 1 : min(index + 4, sentence.last)]
        return any(token.word.folded in ("معه", "معها") for token in near)

    def _him(self, index: int, sentence: Sentence) -> list[Mention]:
        """Whom «معه» means: the man named before the subject of the clause."""
        subject = self._subject(index, sentence)
        before = [
            m for m in self.mentions
            if sentence.first <= m.first and m.last <= index and m.kind in ("person", "role")
            and not any(same_party(m, s) for s in subject)
        ]
        return before[-1:]

    def _pair_before(self, index: int, sentence: Sentence) -> bool:
        return any(self.tokens[at].word.folded in _PAIRS for at in range(max(sentence.first, index - 6), index))

    def _pair(self, sentence: Sentence) -> list[Mention]:
        """Whom «الجانبان» means where no meeting was told: the last two parties before."""
        before = [m for m in self.mentions if m.last <= sentence.first and m.kind in ("person", "role", "delegation")]
        pair: list[Mention] = []
        for mention in reversed(before):
            if not any(same_party(mention, known) for known in pair):
                pair.insert(0, mention)
            if len(pair) == 2:
                return pair
        return []

    def _summit(self, index: int, sentence: Sentence) -> list[Mention]:
        """«القمة العربية»: a summit that is known by whose it is."""
        end = index + 1
        while end < sentence.last:
            form = self.forms[end]
            if form is None or not (form.nisba and form.article and not form.preposition):
                break
            end += 1
        if end == index + 1:
            return []
        text = self.reader.text(index, end)
        return [Mention(index, end, "group", text, text, number="p")]

    def _purposeful(self, index: int) -> bool:
        form = self.forms[index]
        return form is not None and form.preposition == "ل"

    def _speaks(self, mention: Mention, index: int) -> bool:
        """Whether a person's clause reaches to ``index`` without another beginning between."""
        if mention.kind not in ("person", "role"):
            return False
        between = self.forms[mention.last : index]
        return not any(f is not None and f.base in ("ان", "انه", "انها", "الذي", "التي") for f in between)

    def _setting(self, index: int, found: Cue) -> bool:
        """Whether the noun is the setting in which somebody speaks: «قال خلال اجتماع المجلس»."""
        before = self.forms[index - 1] if index else None
        return found.preposition or (before is not None and before.base in ("في", "خلال", "امام"))

    def _light(self, index: int, sentence: Sentence, found: Cue) -> tuple[Cue | None, int]:
        """The verb that the noun at ``index`` completes: «عقد … اجتماعا», or follows it: «… تعقد»."""
        before = self.forms[index - 1] if index > sentence.first else None
        setting = found.preposition or (before is not None and before.base in ("في", "خلال", "بعد", "قبل", "قبيل", "عقب", "هامش", "ختام"))
        if found.owned and setting or before is not None and before.base in ("خلال", "بعد", "قبل", "قبيل", "عقب", "هامش"):
            return self._light_after(index, sentence)
        for at in range(index - 1, max(sentence.first, index - _LIGHT_REACH) - 1, -1):
            token = self.tokens[at]
            if token.kind == "break" or token.text[0] in _ENDS or token.text == ":":
                break
            form = self.forms[at]
            if form is None:
                continue
            verb = cue(token.word)
            if verb is not None and verb.part == "verb":
                if verb.lemma == "تم" and at < index - 2:
                    break
                if verb.kind in ("hold", "occur", "host") and not (found.owned and verb.kind == "occur"):
                    if form.base in _MASDARS and self._is_masdar(at):
                        if at >= index - 2:
                            return None, index
                        break
                    return verb, at
                break
            if form.base in ("الذي", "التي", "ان", "انه", "انها") or (form.verb and form.conjunction):
                break
            if form.verb and governor_kind(token.word)[1]:
                break
        return self._light_after(index, sentence)

    def _light_after(self, index: int, sentence: Sentence) -> tuple[Cue | None, int]:
        for at in range(index + 1, min(sentence.last, index + 12)):
            token = self.tokens[at]
            if token.kind == "break" or token.text[0] in _ENDS:
                break
            found = cue(token.word) if token.kind == "word" else None
            if found is not None and found.part == "verb":
                if found.kind in ("occur",) or (found.lemma == "عقد"):
                    return replace(found, kind="occur"), at
                break
        return None, index

    def _is_masdar(self, at: int) -> bool:
        """Whether «عقد» before a noun is the verbal noun: a preposition or governor leads it in."""
        before = self.forms[at - 1] if at else None
        form = self.forms[at]
        assert form is not None
        if form.preposition or before is None:
            return bool(form.preposition)
        if governor_kind(self.tokens[at - 1].word)[0] not in ("", "maybe", "none"):
            return True
        if before.base in _PREPOSITIONS or before.base in ("قبل", "بعد", "قبيل", "عقب", "دون", "منذ", "خلال"):
            return True
        party = before.person or before.unknown or before.proper or before.article or before.nisba
        return before.nominal and not (party or before.state or before.stop or before.body)

    def _noun_status(
        self, index: int, light_index: int, tense: str, sides: Sides, sentence: Sentence
    ) -> str | None:
        start = light_index if light_index < index else index
        if soon(self.document, index + 1, max(light_index + 1, index + 4)):
            tense = "future" if tense != "past" or light_index > index else tense
        return self._status(start, tense, sides.day, sentence, noun=True, last=sides.last, cue_index=index)

    def _status(
        self,
        index: int,
        tense: str,
        day: DayMention | None,
        sentence: Sentence,
        noun: bool = False,
        last: int = 0,
        cue_index: int = 0,
    ) -> str | None:
        found = governor(self.document, self.reader, index, sentence.first)
        kind = found.kind if found else ""
        self.past = tense == "past"
        self.strength = 2 if tense in ("past", "future") or kind in ("planned", "after", "before", "cancelled") else 1
        form = self.forms[index]
        if tense == "past" and kind in ("planned", "wished", "cancelled"):
            kind = ""
        if kind in ("denied", "wished") or denied(self.document, self.reader, index, sentence.first):
            return None
        if kind == "cancelled":
            return "cancelled" if found is not None and (noun or found.tense != "") else None
        if tense == "future" or kind == "planned" or (kind == "maybe" and tense == "present"):
            return "planned"
        if tense == "past":
            return "held"
        today = self.document.today()
        ahead = day is not None and day.day == day.ahead and today is not None and day.day >= today
        bare = day is not None and day.day != day.ahead
        if tense == "present":
            return "planned" if ahead or bare else "held"
        if noun:
            if kind == "after":
                return "held"
            if kind == "before":
                return "planned"
            if soon(self.document, cue_index + 1, min(last + 2, cue_index + _SOON_REACH)):
                return "planned"
            if day is not None and today is not None and day.day > today:
                return "planned"
            setting = form is not None and form.preposition == "ب"
            before = self.forms[index - 1] if index > sentence.first else None
            setting = setting or (before is not None and before.base in ("في", "خلال"))
            if day is not None and day.day == today and not setting:
                return "planned"
            if form is not None and form.preposition == "ل":
                return "planned"
            before = self.forms[index - 1] if index > sentence.first else None
            if before is not None and before.preposition == "ل" and before.stem in _MASDARS:
                return "planned"
        return "held"

    # -- travels ---------------------------------------------------------------------------

    def _travel(self, index: int, found: Cue, sentence: Sentence) -> Event | None:
        purpose = self._purpose(index, sentence)
        left = self._left(index, sentence) if found.part == "verb" else []
        sides = self.scanner.scan(index + 1, purpose or sentence.last, "second" if left else "first", topics=False)
        subject = left or sides.first
        if left and index + 1 < sentence.last and found.kind == "travel":
            following = self.reader.parties(index + 1, sentence.last)
            if following and following[0].kind in ("delegation", "person", "role"):
                subject = following
        if not purpose:
            goal = sides.place or next((m.name for m in sides.second if m.kind == "state"), None)
            if found.lemma == "غادر" and not any(f is not None and f.base == "الي" for f in self.forms[index : sides.last]):
                goal = None
            if subject and goal:
                self.arrivals.append((subject, goal, sides.day))
            if not (found.kind == "send" and goal):
                return None
            purpose = sides.last
        if sides.day is not None and found.tense == "past" and not self._ahead(sides.day):
            sides.day = None
        if found.kind == "send":
            subject = [m for m in (sides.second or sides.first) if m.kind == "delegation"]
        status = self._status(index, "future", sides.day, sentence)
        if status is None or not subject:
            return None
        rest = self.scanner.scan(purpose, sentence.last, "second")
        goal = sides.place or next((m.name for m in sides.second if m.kind == "state"), None)
        goal = goal or next((place for at in range(index + 1, purpose) if (place := self._goal(at))), None)
        parties = subject + rest.partners + [m for m in rest.second if m.kind != "state"] + rest.attending
        merged = Sides(
            place=goal or rest.place, day=sides.day or rest.day, topics=rest.topics, last=rest.last
        )
        self.done = max(self.done, rest.last)
        return self._made(index, merged, sentence, parties, status, "in_person", f"travel:{found.lemma}")

    def _ahead(self, day: DayMention) -> bool:
        today = self.document.today()
        return today is None or day.ahead >= today and day.day >= today

    def _purpose(self, index: int, sentence: Sentence) -> int:
        """The token at which the purpose of a travel to meet somebody begins, or 0."""
        for at in range(index + 1, sentence.last):
            token = self.tokens[at]
            if token.kind == "break" or token.text[0] in _ENDS:
                return 0
            if token.word.folded in _PURPOSES:
                if token.word.folded not in _NEEDING or any(
                    (noun := cue(self.tokens[i].word)) is not None and noun.part == "noun" and noun.kind != "visit"
                    for i in range(at + 1, min(at + 5, sentence.last))
                ):
                    return at
            after = cue(self.tokens[at + 1].word) if at + 1 < sentence.last else None
            discussed = after is not None or (at + 1 < sentence.last and "ل" + self.tokens[at + 1].word.folded in _PURPOSES)
            if token.word.folded == "اجل" and discussed:
                return at + 1
        return 0

    # -- events ----------------------------------------------------------------------------

    def _anaphor(self, index: int, sides: Sides, found: Cue, sentence: Sentence) -> None:
        """A cue without parties of its own adds to the meeting told before."""
        if not self.found:
            return
        last = self.found[-1]
        if sentence.index - last.sentence.index > 8:
            return
        city = sides.place is not None and found.part == "noun" and not found.preposition
        if not (found.definite or found.kind == "discuss" or city):
            return
        last.topics.extend(sides.topics)
        if found.kind == "discuss":
            subject = self._left(index, sentence) or sides.first
            if any(same_party(one, two) for one in subject for two in last.parties):
                last.place, last.day = last.place or sides.place, last.day or sides.day
            return
        if found.kind == "talks" and not last.rule.endswith(found.lemma):
            return
        if last.place is None and last.mode != "call" and (sides.last - index < 8 or city):
            last.place = sides.place
            last.mode = "in_person" if sides.place and last.mode == "unknown" else last.mode
        if last.day is None:
            last.day = sides.day

    def _made(
        self,
        index: int,
        sides: Sides,
        sentence: Sentence,
        parties: list[Mention],
        status: str,
        mode: str,
        rule: str,
    ) -> Event | None:
        parties = [m for m in parties if not (m.first and self.tokens[m.first - 1].kind == "number")]
        if not any(_identified(mention) for mention in parties):
            return None
        day = sides.day or self._sentence_day(index, sentence, past=self.past)
        parties = [self._resolved(mention) for mention in parties]
        place = sides.place
        for travellers, goal, when in self.arrivals:
            if any(same_party(one, two) for one in travellers for two in parties):
                place, day = place or goal, day or when
        return Event(
            first=min(index, parties[0].first) if parties[0].first >= sentence.first else index,
            last=max(index + 1, min(sides.last, sentence.last)),
            sentence=sentence,
            status=status,
            mode=mode,
            parties=list(parties),
            place=None if mode == "call" else place,
            day=day,
            topics=list(sides.topics),
            rule=rule,
            strength=self.strength,
        )

    def _resolved(self, mention: Mention) -> Mention:
        """«الوفد» is the delegation named before."""
        if mention.kind == "person" and " " not in mention.full:
            return self._fullest(mention)
        if mention.kind != "delegation" or " " in mention.name or not mention.name.startswith("ال"):
            return mention
        for earlier in reversed(self.mentions):
            if earlier.last <= mention.first and earlier.kind == "delegation" and (earlier.head or " " in earlier.name):
                return earlier
        return mention

    def _fullest(self, mention: Mention) -> Mention:
        """A man named by his last name alone, as the text names him with name and title."""
        for other in self.mentions:
            if other.kind == "person" and other.name.split()[-1:] == [mention.name] and other.full != other.name:
                if other.country or " " in other.name:
                    return replace(other, apposition=None)
        return mention

    def _sentence_day(self, index: int, sentence: Sentence, past: bool) -> DayMention | None:
        """The only day before the cue in its sentence, if it stands near."""
        before = [d for d in self.days if sentence.first <= d.first < index and index - d.last <= 12]
        if not before:
            return None
        for at in range(before[-1].last, index):
            form = self.forms[at]
            if form is not None and past and form.base in ("ان", "انه", "انها"):
                continue
            if form is not None and (form.base in ("ان", "انه", "انها", "عن") or (form.verb and not form.proper and not cue(self.tokens[at].word))):
                return None
        return before[-1]


def _identified(mention: Mention) -> bool:
    """Whether a mention tells who is meant: not «الأطراف», «العائلات» alone."""
    if mention.kind == "group":
        return " " in mention.name or mention.country is not None or mention.name.endswith("الوسطاء")
    return not (mention.kind == "person" and mention.head is None)


def _several(subject: list[Mention], found: Cue) -> bool:
    if not subject:
        return False
    body = subject[0].kind in ("organisation", "group", "delegation")
    return subject[0].number == "p" or (found.lemma == "اجتمع" and body)


def _plural(parties: list[Mention]) -> bool:
    return any(m.number == "p" for m in parties)
