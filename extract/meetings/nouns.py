"""Nouns of meeting: «لقاء», «اجتماع», «مباحثات», «اتصال»."""

from __future__ import annotations

from dataclasses import replace

from extract.document import Sentence
from extract.meetings.cues import Cue
from extract.meetings.events import Event, distinct, same_party
from extract.meetings.light import Light
from extract.meetings.sides import Sides
from extract.meetings.status import called_off
from extract.meetings.telling import identified
from extract.meetings.travels import Travels
from extract.mentions.party import Mention
from extract.tables import load_set

_MATTERS = load_set("meeting_matters")
_PHASES = frozenset({"بدا", "استانف", "واصل", "اختتم", "انهي"})


class Nouns(Travels, Light):
    """Reads nouns of meeting."""

    def _nominal(self, index: int, found: Cue, sentence: Sentence) -> Event | None:
        if (
            found.definite
            and index > sentence.first
            and self.scanner.joint(index - 1) == "topic"
            and not self._with_parties(index, sentence)
        ):
            topics, last = self.scanner.topic_spans(index + 1, sentence.last)
            if self.found and sentence.index - self.found[-1].sentence.index <= 8:
                self.found[-1].topics.extend(topics)
            self.done = last
            return None
        if found.ours and not self._quoted_speaker(index):
            return None
        light, light_index = self._light(index, sentence, found)
        attended = (
            light is not None and light.lemma in ("شارك", "حضر", "ضم") and light_index < index
        )
        if (
            attended
            and light_index + 3 >= index
            and not self._left(light_index, sentence)
            and not self._relative(max(0, light_index - 1))
        ):
            sides = self.scanner.scan(index + 1, sentence.last, "first")
            if sides.first and found.definite and self._joins_last(sides, sentence):
                return None
            if sides.first:
                status = self._status(
                    light_index, light.tense if light else "", sides.day, sentence
                )
                self.done = sides.last
                parties = sides.first + sides.second + sides.partners + sides.attending
                return (
                    self._made(index, sides, sentence, parties, status, found.mode, "attended")
                    if status
                    else None
                )
        adjacent = index + 1 < sentence.last and bool(
            self.reader.parties(index + 1, sentence.last, expected=True)
        )
        adjacent = adjacent or self._of_body(index + 1, sentence)
        closed = found.definite or (found.owned and not adjacent) or self._matter(index + 1)
        sides = self.scanner.scan(
            index + 1,
            sentence.last,
            "none"
            if closed or (light is not None and light.kind == "hold" and not adjacent)
            else "first",
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
            between = self.scanner.scan(
                light_index + 1, index, "none" if subject else "first", topics=False
            )
            subject = subject or between.first + between.partners
            sides.attending.extend(between.attending)
            if sides.both and light.lemma in _PHASES:
                subject = []  # «بدأت اليوم المحادثات بين …»: what it is that began
            sides.day = sides.day or between.day
            sides.place = sides.place or between.place
            passive = light.lemma == "جري" and not self._on_visit(light_index, sentence)
            missing = sides.partners or light.lemma in ("تراس", "راس")
            if not subject and missing and not sides.both and not passive:
                subject = self._speaker(light_index, light, sentence)
        elif found.owned or (sides.partners and not sides.both and not owner):
            subject = self._subject(index, sentence, pronoun=found.owned or not found.definite)
            subject = subject or self._next_speaker(index, sentence)
            following = self.forms[index + 1] if index + 1 < sentence.last else None
            if following is not None and following.nisba and not (light or found.definite):
                subject = []  # «محادثات مصرية مع …» are those of Egypt
            if not subject and found.owned:
                subject = [
                    m
                    for m in self.mentions
                    if sides.last <= m.first < sentence.last
                    and m.kind in ("person", "role")
                    and not self._governed(m)
                ][:1]
        if found.definite and sides.partners and not sides.both and light is None:
            known = next(
                (
                    e
                    for e in reversed(self.found)
                    if all(any(same_party(m, n) for n in e.parties) for m in sides.partners)
                ),
                None,
            )
            if known is not None and sentence.index - known.sentence.index <= 8:
                known.topics.extend(sides.topics)
                self.done = max(self.done, sides.last)
                return None
        before = self.forms[index - 1] if index > sentence.first else None
        if before is not None and before.base == "هامش" and not (found.owned or sides.partners):
            return None
        if found.theirs and not sides.partners and not owner and light is None:
            pair = self._both(index, sentence)
            if self.found and (len(pair) < 2 or self._known(pair)):
                self._anaphor(index, sides, replace(found, definite=True), sentence)
                return None
            subject = pair or subject
        if found.lemma in ("نقاش", "مناقشه") and light is None:
            return None
        if found.kind == "talks" and light is None and self._only_matter(index, found):
            return None
        if host and not owner and not sides.partners and not sides.attending:
            return None
        if found.owned and not any(identified(m) for m in subject):
            subject = self._next_speaker(index, sentence) + [m for m in subject if identified(m)]
        tense = light.tense if light is not None else ""
        status = self._noun_status(index, light_index, tense, sides, sentence)
        if status is None or (light is None and self._negated_after(index, sides.last, sentence)):
            return None
        if host and light_index + 1 < index:
            city = self.scanner.goal(light_index + 1, light_index + 2) or (
                self.scanner.goal(light_index + 1, index)
                if self.forms[light_index + 1] is not None and not subject
                else None
            )
            sides.place = sides.place or city
        if host:
            place = next((m for m in subject if m.kind == "state"), None)
            if place is not None and sides.place is None:
                sides.place = place.name
            others = [m for m in subject if m.kind != "state"]
            subject = (others or subject) if not owner and not sides.partners else []
        parties = subject + owner + sides.partners + sides.attending
        if found.kind == "visit":
            return self._visit(index, found, sides, owner, status, sentence)
        if (
            not parties
            and self._purposeful(index)
            and status == "planned"
            and sides.day is not None
        ):
            parties = [
                m for m in self._subject(index, sentence) if m.number == "p" or m.kind != "state"
            ]
        if (
            light is None
            and self._setting(index, found)
            and owner
            and owner[0].kind == "organisation"
            and not subject
        ):
            parties += [m for m in self._subject(index, sentence) if self._speaks(m, index)]
        if status == "held" and called_off(self.document, index + 1, sides.last + 9):
            status = "cancelled"
        if len(parties) == 1 and found.lemma == "لقاء" and parties[0].kind in ("person", "role"):
            parties = self._subject(index, sentence) + parties
            if len(distinct(parties, told_apart=True)) < 2 and not found.owned:
                return None
        if self._inside(index) and not parties and not found.definite:
            parties = self._clause_parties(index, sentence)
            if not parties and index - 2 > sentence.first:
                told = self._left(index - 2, sentence)  # «زيد وعمرو يؤكدان في اتصال …»
                parties = told if len(told) > 1 else []
            if not parties and found.kind == "meeting" and not self.found:
                speaker = self._subject(index, sentence, pronoun=False)
                parties = [m for m in speaker if m.kind != "state"]
        if self._meets_him(index, sentence) and not sides.partners:
            parties = self._subject(index, sentence) + self._him(index, sentence)
        if not parties and status == "planned" and self._pair_before(index, sentence):
            parties = self._pair(sentence)
        if not parties and found.lemma == "قمه" and found.definite and light is not None:
            parties = self._summit(index, sentence)
        if not parties:
            self._anaphor(index, sides, found, sentence)
            return None
        if (
            found.kind in ("talks", "call", "reception")
            and len(parties) < 2
            and not _plural(parties)
        ) and not (
            found.kind == "talks"
            and light is not None
            and light.kind == "hold"
            and light.lemma not in ("شارك", "حضر")
            and not (found.definite and light.lemma in _PHASES)
        ):
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

    def _of_body(self, at: int, sentence: Sentence) -> bool:
        """«اجتماعا طارئا لمجلس الأمن»: whose meeting it is stands behind an adjective."""
        form = self.forms[at] if at + 1 < sentence.last else None
        after = self.forms[at + 1] if form is not None and form.adjective else None
        return after is not None and after.preposition == "ل" and bool(after.body)

    def _only_matter(self, index: int, found: Cue) -> bool:
        """Whether talks are what something else is about: «الإضرار بمفاوضات …», «ملف المفاوضات»."""
        form = self.forms[index]
        if form is None or not index:
            return False
        if form.preposition == "ب":
            return True
        before = self.forms[index - 1]
        return before is not None and (
            before.base in ("بشان", "عن", "حول") or before.stem in ("ملف", "قضيه", "مسار")
        )

    def _joins_last(self, sides: Sides, sentence: Sentence) -> bool:
        """«حضر اللقاء فلان»: those present are parties of the meeting told before."""
        last = self.found[-1] if self.found else None
        if last is None or sentence.index - last.sentence.index > 3:
            return False
        last.parties.extend(sides.first + sides.partners + sides.attending)
        self.done = max(self.done, sides.last)
        return True

    def _matter(self, at: int) -> bool:
        """Whether the noun is completed by what is at stake («مفاوضات الأسرى», «محادثات سلام»)."""
        form = self.forms[at] if at < len(self.forms) else None
        return form is not None and not form.conjunction and form.stem in _MATTERS

    def _negated_after(self, index: int, last: int, sentence: Sentence) -> bool:
        """«اللقاء مع فلان ليس على جدول الأعمال»."""
        near = self.tokens[index + 1 : min(last + 4, sentence.last)]
        return any(token.word.folded in ("ليس", "ليست", "لن", "لم") for token in near)

    def _with_parties(self, index: int, sentence: Sentence) -> bool:
        near = self.forms[index + 1 : min(index + 4, sentence.last)]
        return any(f is not None and f.base in ("بين", "مع") for f in near)

    def _known(self, pair: list[Mention]) -> bool:
        """Whether the meeting told last is one of these parties."""
        return any(same_party(one, two) for one in pair for two in self.found[-1].parties)

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
        return not any(
            f is not None and f.base in ("ان", "انه", "انها", "الذي", "التي") for f in between
        )

    def _setting(self, index: int, found: Cue) -> bool:
        """Whether the noun is the setting in which somebody speaks: «قال خلال اجتماع المجلس»."""
        before = self.forms[index - 1] if index else None
        return found.preposition or (before is not None and before.base in ("في", "خلال", "امام"))


def _plural(parties: list[Mention]) -> bool:
    return any(m.number == "p" for m in parties)
