"""Verbs of meeting: «التقى», «استقبل», «بحث مع», «هاتف», «انعقد»."""

from __future__ import annotations

from extract.document import Sentence
from extract.meetings.cues import Cue, cue
from extract.meetings.events import Event
from extract.meetings.hosts import Hosts
from extract.meetings.identity import distinct, same_party
from extract.meetings.pairs import PAIRS
from extract.meetings.places import VENUES
from extract.meetings.sides import Sides
from extract.meetings.status import governor_kind
from extract.mentions.party import Mention
from extract.text import fold

_SPANS = frozenset({"ساعات", "ايام", "يومين", "اسبوع", "اسابيع", "شهر", "اشهر", "عام", "فتره"})
_COMING = frozenset({"مقبل", "مقبله", "مقبلين", "قادم", "قادمه", "قادمين"})
# Verbs that tell of a meeting only with «مع» and a man: «عرض مع الوزير الأوضاع».
_WITH_SOMEBODY = frozenset({"تحدث", "عرض", "تبادل"})
_WITH_THEM = frozenset({"معه", "معها", "معهم", "معهما"})


class Verbs(Hosts):
    """Reads verbs of meeting."""

    def _verbal(self, index: int, found: Cue, sentence: Sentence) -> Event | None:
        if self._nothing_new(index, found, sentence):
            return None
        sides, subject, objects = self._who(index, found, sentence)
        if found.lemma == "استعرض" and _guard(sides):
            return None
        if sides.place is None and found.mode != "call":
            sides.place = self._visit_goal(index, sentence)
        status = self._status(index, self._tense(index, found, sentence), sides.day, sentence)
        if status is None:
            return None
        telephone = self._telephone(index, sides.last)
        if not subject and (objects or sides.attending):
            subject = self._speaker(index, found, sentence)
        if self._no_meeting_of(found, sides, subject, objects, telephone):
            return None
        if found.kind == "visit":
            objects = self._visit_to(subject, objects, found, sides, sentence)
            if not objects:
                return None
        parties = subject + objects + sides.attending
        several = _several(subject, found)
        talk = len(subject) > 1 or any(m.number == "p" for m in subject)
        enough = talk if found.kind == "discuss" else several or len(parties) > 1
        if not parties or not (objects or enough):
            self._anaphor(index, sides, found, sentence)
            return None
        alone = len(distinct(list(parties), told_apart=True)) < 2
        if found.kind in ("meet", "receive") and alone and not several:
            return None
        self.done = max(self.done, min(sides.last, sentence.last), index + 1)
        mode = "call" if telephone else self._verb_mode(index, found, sides, sentence)
        return self._made(index, sides, sentence, parties, status, mode, f"verb:{found.lemma}")

    def _nothing_new(self, index: int, found: Cue, sentence: Sentence) -> bool:
        """Whether the verb is a noun here, or tells more of the meeting told before."""
        if found.tense == "past" and self._governed_noun(index, sentence):
            return True
        if found.kind == "discuss" and self._of_last_meeting(index, sentence):
            return True
        again = found.owned and found.lemma == "قابل"
        return again or self._with_pronoun(index, found, sentence)

    def _who(
        self, index: int, found: Cue, sentence: Sentence
    ) -> tuple[Sides, list[Mention], list[Mention]]:
        """The clause of the verb, its subject and those whom the subject meets."""
        left = self._left(index, sentence)
        if left and left[-1].kind == "state" and self._on_visit(index, sentence):
            left = []  # «زيارة إلى مصر والأردن، يلتقي خلالها …»
        discussed = found.kind == "discuss"
        dropped = discussed and found.number in ("d", "p")  # «ناقشا الوضع»
        sides = self.scanner.scan(
            index + 1,
            sentence.last,
            "second" if left or dropped else "first",
            discuss=discussed,
            leads="الي" if found.lemma == "تحدث" else "",
        )
        several = len(left) > 1 and left[0].kind != "delegation"
        if several and found.number == "s" and left[0].first > sentence.first:
            left = left[-1:]
        subject, objects = left or sides.first, sides.second + sides.partners
        if objects or not sides.first:
            return sides, subject, objects
        titled = not left and sides.first[-1].apposition is not None
        if titled and not self._goes_on_from(index, found, sentence):
            subject, objects = self._split(sides.first, sentence)
        if not left and not objects:
            earlier = self._subject_before(index, found, sentence)
            earlier = [m for m in earlier if m not in sides.first]
            subject, objects = (earlier, sides.first) if earlier else (subject, objects)
        if found.owned and found.kind in ("receive", "meet") and not objects:
            subject, objects = sides.first, self._subject(index, sentence)  # «استقبله الوزير»
        return sides, subject, objects

    def _subject_before(self, index: int, found: Cue, sentence: Sentence) -> list[Mention]:
        """The subject of a verb that goes on («ثم يلتقي فلانا»); none where it has its own."""
        if self._dropped_subject(index, found, sentence):
            if found.person == "1":
                earlier = self._quoted_speaker(index)
            else:
                earlier = self._host_before(index, sentence) or self._subject(index, sentence)
            return earlier or self._host_of_sentence(sentence)
        if not self._on_visit(index, sentence):
            return []
        return [m for m in self._subject(index, sentence) if m.kind != "state"]

    def _no_meeting_of(
        self,
        found: Cue,
        sides: Sides,
        subject: list[Mention],
        objects: list[Mention],
        telephone: bool,
    ) -> bool:
        """Whether the verb tells of something else with these parties."""
        with_whom = any(m.kind in ("person", "role", "delegation") for m in sides.partners)
        if found.lemma in _WITH_SOMEBODY and not (with_whom or (telephone and len(subject) > 1)):
            return True
        if found.lemma == "تبادل" and not telephone:
            return True
        if found.kind == "call" and found.lemma == "اتصل" and not (sides.partners or telephone):
            return True
        # No guest, or a people: «يستقبل الفلسطينيين».
        crowd = all(m.kind == "group" and m.country and " " not in m.name for m in objects)
        return found.kind == "receive" and crowd and not found.owned

    def _visit_to(
        self,
        subject: list[Mention],
        objects: list[Mention],
        found: Cue,
        sides: Sides,
        sentence: Sentence,
    ) -> list[Mention]:
        """Whom a visit was paid to; its goal is kept for the meetings told after it."""
        goal = next((m.name for m in objects if self._is_venue(m)), None) or sides.place
        goal = goal or next((m.name for m in objects if m.kind == "state"), None)
        visited = [m for m in objects if m.kind not in ("state", "organisation")]
        if visited:
            sides.place = sides.place or goal
            return visited
        self._visited(subject, goal, sides, sentence)
        if subject and goal and found.tense == "past":
            self.arrivals.append((subject, goal, sides.day))
        return []

    def _verb_mode(self, index: int, found: Cue, sides: Sides, sentence: Sentence) -> str:
        """The mode of a verb: one of discussion has that of its noun («في اجتماع») or place."""
        if found.mode != "unknown":
            return found.mode
        for at in range(index + 1, min(sides.last + 2, sentence.last)):
            noun = cue(self.tokens[at].word)
            if noun is not None and noun.part == "noun" and self._base(at - 1, sentence) == "في":
                return noun.mode if noun.mode in ("in_person", "call") else "unknown"
        return "in_person" if sides.place is not None else "unknown"

    def _governed_noun(self, index: int, sentence: Sentence) -> bool:
        """«ضمن تشاور المغرب مع …»: the verbal noun, which is written like the verb."""
        before = self._base(index - 1, sentence)
        return before in ("ضمن", "عبر", "من", "في", "على", "اطار", "سياق", "خلال")

    def _of_last_meeting(self, index: int, sentence: Sentence) -> bool:
        """«أن اللقاء استعرض …»: what the meeting told before was about."""
        before = cue(self.tokens[index - 1].word) if index > sentence.first else None
        if before is None or not before.definite or before.kind not in ("meeting", "reception"):
            return False
        topics, last = self.scanner.topic_spans(index + 1, sentence.last)
        if self.found:
            self.found[-1].topics.extend(topics)
        self.done = max(self.done, last)
        return True

    def _is_venue(self, mention: Mention) -> bool:
        """«زار جامعة الأزهر»: a body that is a building too."""
        head = self.forms[mention.first]
        return mention.kind == "organisation" and head is not None and head.stem in VENUES

    def _visited(
        self, subject: list[Mention], goal: str | None, sides: Sides, sentence: Sentence
    ) -> None:
        """A visit to a place alone tells where the visitor's meetings are."""
        if goal is None:
            return
        last = self.found[-1] if self.found else None
        if last is None or last.sentence is not sentence or last.mode == "call" or last.place:
            return
        if any(same_party(one, two) for one in subject for two in last.parties):
            last.place, last.mode = goal, "in_person"

    def _tense(self, index: int, found: Cue, sentence: Sentence) -> str:
        """The verb's tense; a present that goes on from a future («سيزور … ثم يلتقي») is future."""
        form = self.forms[index]
        before = self.forms[index - 1] if index > sentence.first else None
        goes_on = (
            (form is not None and form.conjunction)
            or (before is not None and before.base in ("ثم", "حيث"))
            or self._on_visit(index, sentence)
        )
        if found.tense == "present" and self._time_ahead(index, sentence):
            return "future"
        if found.tense == "present" and (
            self._held_later(index, sentence)
            or self._on_coming_stay(index, sentence)
            or self._goes_on_planned(index, sentence)
        ):
            return "future"
        if found.tense == "present" and goes_on:
            for at in range(index - 1, sentence.first - 1, -1):
                word = self.tokens[at].word
                if any("fut" in clitic for a in word.analyses[:1] for clitic in a.proclitics):
                    return "future"
                if self._base(at + 1, sentence) == "ان" and governor_kind(word)[0] == "planned":
                    return "future"  # «من المتوقع أن يصل …، ويلتقي …»
        return found.tense

    def _goes_on_planned(self, index: int, sentence: Sentence) -> bool:
        """«سيعقد محادثات. كما يلتقي …»: more of what is to come."""
        last = self.found[-1] if self.found else None
        form = self.forms[index]
        joined = self._base(index - 1, sentence) in ("كما", "ثم")
        joined = joined or (form is not None and form.conjunction == "و")
        if last is None or not joined or (last.status, last.strength) != ("planned", 2):
            return False
        return index - sentence.first <= 2 or last.sentence is sentence

    def _held_later(self, index: int, sentence: Sentence) -> bool:
        """«يجتمع الوزراء في قمة ستعقد الأحد»: the noun's own verb is one of what is to come."""
        for at in range(index + 1, min(index + 30, sentence.last)):
            later = cue(self.tokens[at].word)
            if later is not None and later.part == "verb":
                return later.tense == "future" and later.lemma in ("عقد", "انعقد", "جري")
        return False

    def _time_ahead(self, index: int, sentence: Sentence) -> bool:
        """«يلتقي خلال الساعات المقبلة»: a span of time that is to come stands near the verb."""
        near = self.forms[index + 1 : min(index + 14, sentence.last)]
        for at, form in enumerate(near):
            if form is not None and form.stem in _SPANS:
                after = [f.stem for f in near[at + 1 : at + 3] if f is not None]
                if any(stem in _COMING for stem in after):
                    return True
        return False

    def _convened(self, index: int, found: Cue, sentence: Sentence) -> Event | None:
        """«ينعقد المجلس»: a body that meets."""
        sides = self.scanner.scan(index + 1, sentence.last, "first")
        owners = sides.first or self._of_session(sides.last, sentence)
        bodies = [m for m in owners if m.kind in ("organisation", "group")]
        status = self._status(index, found.tense, sides.day, sentence)
        if not bodies or status is None:
            return None
        self.done = sides.last
        return self._made(
            index, sides, sentence, bodies + sides.attending, status, "in_person", "verb:انعقد"
        )

    def _of_session(self, at: int, sentence: Sentence) -> list[Mention]:
        """«انعقدت أعمال الدورة العاشرة للجنة»: whose session it is."""
        noun = cue(self.tokens[at].word) if at < sentence.last else None
        if noun is None or noun.lemma != "دوره":
            return []
        for after in range(at + 1, min(at + 5, sentence.last)):
            form = self.forms[after]
            if form is None:
                return []
            if form.preposition == "ل":
                return self.reader.parties(after, sentence.last)
        return []

    def _with_pronoun(self, index: int, found: Cue, sentence: Sentence) -> bool:
        """«وبحث معه …»: more of the topics of the meeting told before."""
        if found.kind != "discuss" or index + 1 >= sentence.last:
            return False
        if self.tokens[index + 1].word.folded not in _WITH_THEM | PAIRS:
            return False
        topics, last = self.scanner.topic_spans(index + 2, sentence.last)
        if self.found and sentence.index - self.found[-1].sentence.index <= 2:
            self.found[-1].topics.extend(topics)
        self.done = max(self.done, last)
        return True


def _guard(sides: Sides) -> bool:
    """«استعرض الرئيسان حرس الشرف»: what they looked at is no party."""
    return any(fold(m.name).startswith("حرس") for m in sides.first + sides.second)


def _several(subject: list[Mention], found: Cue) -> bool:
    if not subject:
        return False
    body = subject[0].kind in ("organisation", "group", "delegation")
    return subject[0].number == "p" or (found.lemma == "اجتمع" and body)
