"""The parties around a noun of meeting: its owner, the subject of its verb, those it brings."""

from __future__ import annotations

from dataclasses import dataclass, replace

from extract.document import Sentence
from extract.meetings.belonging import COUNTING
from extract.meetings.clause import Sides
from extract.meetings.cues import Cue, cue
from extract.meetings.light import Light
from extract.mentions.party import Mention
from extract.tables import load_set

_MATTERS = load_set("meeting_matters")
ATTENDING = ("شارك", "حضر", "ضم", "راس", "تراس")
PRESIDING = frozenset({"تراس", "راس", "حضر", "شارك", "افتتح"})
# Verbs whose subject holds the meeting that their verbal noun tells of.
_MEANING = frozenset({"اعتزم", "خطط", "نوي", "عزم", "ازمع", "قرر", "استعد", "اعلن"})
_BEGINNING = frozenset({"بدا", "شرع", "باشر", "استمر"})
PHASES = frozenset({"بدا", "استانف", "واصل", "اختتم", "انهي"})


@dataclass(slots=True)
class Noun:
    """A noun of meeting at token ``index`` of a sentence, as far as it is read.

    ``light`` is the verb at ``light_index`` that the noun completes, if any; ``owner`` the parties
    that complete the noun («اجتماع الوزراء»), ``subject`` those of its verb or pronoun.
    """

    index: int
    found: Cue
    sentence: Sentence
    light: Cue | None
    light_index: int
    sides: Sides
    owner: list[Mention]
    subject: list[Mention]

    @property
    def hosted(self) -> bool:
        """Whether the verb tells of a host («استضافت القاهرة اجتماعا»)."""
        return self.light is not None and self.light.kind == "host"


class NounSides(Light):
    """Reads the parties of a noun."""

    def _read(
        self, index: int, found: Cue, sentence: Sentence, light: Cue | None, light_index: int
    ) -> Noun:
        """The noun at ``index`` with the parties on both sides of it."""
        after = index + 1
        while (day := self.scanner.days.get(after)) is not None:
            after = day.last  # «لقائه اليوم الثلاثاء السفير»
        adjacent = after < sentence.last and bool(
            self.reader.parties(after, sentence.last, expected=True)
        )
        if after < sentence.last and self.tokens[after].word.folded in ("له", "لها", "لهم"):
            found = replace(found, owned=True)  # «خلال اجتماع لها»
        of_body = self._of_body(index + 1, sentence)
        adjacent = adjacent or of_body
        alone = found.owned and not adjacent and found.kind != "reception"
        closed = (found.definite and not of_body) or alone
        matter = self._matter(index + 1)
        closed = closed or matter
        closed = closed or (light is not None and light.kind == "hold" and not adjacent)
        sides = self.scanner.scan(
            index + 2 if matter else index + 1,  # «مفاوضات سد …»
            sentence.last,
            "none" if closed else "first",
            leads="من" if found.kind == "call" else "",
            noun=True,
            discuss=index > sentence.first and self.scanner.joint(index - 1) == "topic",
        )
        owner = sides.first + sides.second
        if len(owner) == 1 and owner[0].kind == "state" and not sides.partners:
            sides.place, owner = sides.place or owner[0].name, []
        noun = Noun(index, found, sentence, light, light_index, sides, owner, [])
        if light is not None and light.lemma in PRESIDING and not owner:
            noun.owner = self._agent(noun)
        if light is not None and light.kind == "occur" and light_index < index:
            between = self.scanner.scan(light_index + 1, index, "none", topics=False)
            sides.day, sides.place = sides.day or between.day, sides.place or between.place
        if light is not None and light.kind in ("hold", "host"):
            noun.subject = self._verb_subject(noun, light)
        elif leader := self._leading(noun) or self._intending(noun):
            noun.subject = leader
        elif not owner and (agent := self._agent(noun)):
            noun.subject = agent
        elif found.owned or (sides.partners and not sides.both and not owner):
            noun.subject = self._owner(noun)
        return noun

    def _verb_subject(self, noun: Noun, light: Cue) -> list[Mention]:
        """Who holds the meeting; what stands between verb and noun adds to its sides."""
        at, sides, sentence = noun.light_index, noun.sides, noun.sentence
        subject = self._left(at, sentence)
        between = self.scanner.scan(
            at + 1, noun.index, "none" if subject else "first", topics=False
        )
        if not subject and between.partners and not between.first and not sides.both:
            subject = self._speaker(at, light, sentence)
            sides.partners.extend(m for m in between.partners if m not in subject)
        subject = subject or between.first + between.partners
        sides.attending.extend(between.attending)
        sides.day = between.day or sides.day
        sides.place = between.place or sides.place
        if sides.both and light.lemma in PHASES:
            subject = []  # «بدأت اليوم المحادثات بين …»: what it is that began
        passive = light.lemma == "جري" and light.person != "1" and not self._on_visit(at, sentence)
        passive = passive and not self._goes_on_to_hold(at)
        accusative = self.tokens[noun.index].word.folded.endswith("ا")  # «وغدا يعقد اجتماعا»
        missing = sides.partners or light.lemma in ("تراس", "راس") or light.person == "1"
        missing = missing or (accusative and light.lemma in ("عقد", "اجري", "تراس"))
        joins = light.lemma == "شارك" and self._base(at - 1, sentence) in ("انه", "انها")
        missing = missing or joins  # «أعلن الأمين العام أنه سيشارك في القمة»
        if not subject and missing and (accusative or not sides.both) and not passive:
            subject = self._speaker(at, light, sentence)
        return subject

    def _goes_on_to_hold(self, at: int) -> bool:
        """«سيزور الوزير طهران وسيجري محادثات مع …»: the verb has the subject of the one before."""
        form, written = self.forms[at], self.tokens[at].word.folded
        return form is not None and form.conjunction == "و" and written[1:3] in ("سي", "يج")

    def _leading(self, noun: Noun) -> list[Mention]:
        """«لترؤسه جلسة المجلس», «تولى الوزير رئاسة أول اجتماع»: who presides."""
        for at in range(noun.index - 1, max(noun.sentence.first, noun.index - 3) - 1, -1):
            head = self.forms[at]
            purpose = head is not None and head.preposition == "ل"
            presides = self._base(at, noun.sentence) == "رياسه"
            if presides or (purpose and self._base(at, noun.sentence).startswith("تروس")):
                return self._subject(at, noun.sentence)
        return []

    def _intending(self, noun: Noun) -> list[Mention]:
        """«يعتزم المجلس عقد جلسة», «بدأ المجلس في عقد جلسة»: whose verb it completes."""
        for at in range(noun.index - 1, max(noun.sentence.first, noun.index - 4) - 1, -1):
            if self._base(at, noun.sentence) not in ("عقد", "اجراء", "تنظيم"):
                continue
            verbs = _BEGINNING if self._base(at - 1, noun.sentence) == "في" else _MEANING
            for before in range(at - 1, max(noun.sentence.first, at - 20) - 1, -1):
                readings = self.tokens[before].word.analyses
                said = self._base(before, noun.sentence) != "تقرر"
                if said and any(a.pos == "verb" and a.lemma in verbs for a in readings):
                    return self._holders(at, before, noun)
        return []

    def _holders(self, at: int, verb: int, noun: Noun) -> list[Mention]:
        """Who holds it; one who announces a meeting holds it where he is a body alone."""
        subject = [m for m in self._subject(at, noun.sentence) if m.kind != "state"]
        announced = any(a.lemma == "اعلن" for a in self.tokens[verb].word.analyses)
        body = bool(subject) and subject[0].kind in ("organisation", "group") and not noun.owner
        return subject if body or not announced else []

    def _agent(self, noun: Noun) -> list[Mention]:
        """«اتصال هاتفي أجراه الوزير»: the subject of a verb whose object the noun is."""
        for at in range(noun.index + 1, min(noun.index + 4, noun.sentence.last - 1)):
            verb = cue(self.tokens[at].word)
            if verb is not None and verb.part == "verb" and verb.owned and verb.kind == "hold":
                found = self.reader.parties(at + 1, noun.sentence.last, expected=True)
                if found:
                    self._after_agent(noun, found[-1].last)
                return found
        return []

    def _after_agent(self, noun: Noun, at: int) -> None:
        """Reads on behind the agent: with whom, where and when."""
        rest = self.scanner.scan(at, noun.sentence.last, "none", noun=True)
        sides = noun.sides
        sides.partners = sides.partners or rest.partners
        sides.place, sides.day = sides.place or rest.place, sides.day or rest.day
        sides.topics = sides.topics or rest.topics
        sides.last = max(sides.last, rest.last)

    def _owner(self, noun: Noun) -> list[Mention]:
        """Whose meeting it is where no verb tells: a pronoun's man, or the subject before."""
        index, found, sides, sentence = noun.index, noun.found, noun.sides, noun.sentence
        nearest = self.ending.get(index - 1)
        parted = self._base(index - 1, sentence) in ("قبل", "بعد", "عقب", "قبيل", "اثر")
        if found.owned and parted and nearest is not None and nearest.kind in ("person", "role"):
            return [nearest]  # «رسالة إلى فلان قبل لقائه …»
        subject = self._subject(index, sentence, pronoun=found.owned or not found.definite)
        subject = subject or self._next_speaker(index, sentence)
        following = self.forms[index + 1] if index + 1 < sentence.last else None
        if following is not None and following.nisba and not (noun.light or found.definite):
            return []  # «محادثات مصرية مع …» are those of Egypt
        if subject or not found.owned:
            return subject
        return [
            m
            for m in self.mentions
            if sides.last <= m.first < sentence.last
            and m.kind in ("person", "role")
            and not self._governed(m)
        ][:1]

    def _of_body(self, at: int, sentence: Sentence) -> bool:
        """«اجتماعا طارئا لمجلس الأمن»: whose meeting it is stands behind adjectives."""
        while at + 1 < sentence.last:
            form, after = self.forms[at], self.forms[at + 1]
            counted = form is None and self.tokens[at].kind == "number"
            counted = counted or (form is not None and form.stem in COUNTING)
            if not counted and (form is None or not form.adjective or form.preposition):
                return False
            if after is not None and after.preposition == "ل":
                return bool(after.body) or (after.title == "role" and after.number == "p")
            at += 1
        return False

    def _matter(self, at: int) -> bool:
        """Whether the noun is completed by what is at stake («مفاوضات الأسرى», «محادثات سلام»)."""
        form = self.forms[at] if at < len(self.forms) else None
        return form is not None and not form.conjunction and form.stem in _MATTERS
