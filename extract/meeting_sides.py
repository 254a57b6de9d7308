"""Who, where, when and about what: the parts of a meeting's clause to the right of its cue."""

from __future__ import annotations

from dataclasses import dataclass, field

from extract.dates import DayMention
from extract.document import Document
from extract.meeting_cues import Cue, cue
from extract.meeting_places import place_at
from extract.parties import Mention, Reader
from extract.places import mention_at as place_mention
from extract.tables import load_map, load_set

_JOINTS = {word: columns[0] for word, columns in load_map("meeting_joints").items()}
_SAYING = load_set("speech_verbs")
_SPLITS = load_set("meeting_topics")
_ENDS = frozenset(".؛;:!?؟…|")
_LONGEST_CLAUSE = 70  # tokens
_LONGEST_TOPIC = 15  # words, by the guide
_AUXILIARIES = frozenset({"كان", "كانت", "يكون", "تكون", "كانوا"})
_TIMES = (
    frozenset(load_map("weekdays"))
    | frozenset(load_map("relative_days"))
    | frozenset(
        {
            "هاتفيا",
            "يوم",
            "مساء",
            "صباح",
            "حاليا",
            "الان",
            "موخرا",
            "اخيرا",
            "سرا",
            "مجددا",
            "رسميا",
        }
    )
)
_EACH = frozenset({"كل", "كلا", "عدد", "عددا", "مجموعه"})  # «كل من فلان وفلان», «عدد من الوزراء»
_PERIODS = frozenset(
    {
        "شهر",
        "اسبوع",
        "عام",
        "سنه",
        "يوم",
        "ساعه",
        "مساء",
        "صباح",
        "ليل",
        "فتره",
        "مره",
        "عده",
        "عدد",
    }
)
_RELATIVE = frozenset({"الذي", "التي", "الذين", "ما", "ان"})
_COMPANY = frozenset({"المرافق", "المرافقين", "المرافقون", "مرافق"})


@dataclass(slots=True)
class Sides:
    """What a clause tells of a meeting: parties by their part in it, place, day, topics.

    ``first`` is the party without a preposition that comes first (subject of a verb, owner of a
    noun), ``second`` the one after it; ``partners`` come with «مع», «ب» or «بين».
    """

    first: list[Mention] = field(default_factory=list)
    second: list[Mention] = field(default_factory=list)
    partners: list[Mention] = field(default_factory=list)
    attending: list[Mention] = field(default_factory=list)
    place: str | None = None
    day: DayMention | None = None
    topics: list[str] = field(default_factory=list)
    last: int = 0
    both: bool = False


class Scanner:
    """Reads the clauses of one document."""

    def __init__(self, document: Document, reader: Reader, days: list[DayMention]) -> None:
        self.document = document
        self.reader = reader
        self.days = {day.first: day for day in days}

    def joint(self, index: int) -> str:
        form = self.reader.forms[index]
        if form is None:
            return ""
        word = self.document.tokens[index].word.folded
        return _JOINTS.get(word[len(form.conjunction) :], "")

    def scan(
        self,
        index: int,
        limit: int,
        slot: str,
        topics: bool = True,
        discuss: bool = False,
        sender: bool = False,
        noun: bool = False,
    ) -> Sides:
        """The parts of the clause from token ``index``; ``slot`` is that of the first bare party.

        ``discuss``: what follows the parties without a preposition is the topic («بحث معه الوضع»);
        ``sender``: «من» leads in a party («تلقى اتصالا من»); ``noun``: the cue is a noun, whose
        owners stand next to it («اجتماع لوزراء الخارجية»).
        """
        sides = Sides(last=index)
        limit = min(limit, index + _LONGEST_CLAUSE)
        at, target, expected, detached, told = index, slot, True, False, False
        drift = ended = 0
        phrase = False  # inside a prepositional phrase, whose nouns part no subject and object
        while at < limit:
            token = self.document.tokens[at]
            day = self.days.get(at)
            if day is not None:
                sides.day = sides.day or day
                at = day.last
                continue
            if self._ends(at):
                break
            form = self.reader.forms[at]
            if form is None:
                end = self.reader.quoted(at, limit)
                parties = self.reader.parties(at, limit) if token.text != "(" else []
                if parties:
                    at = self._assign(sides, parties, target, "")
                    expected = False
                    continue
                if token.text == "(" and end:
                    at = end
                    continue
                if token.text in '"«“' and not expected:
                    break
                ended = at + 1 if ended == at and token.text in "،," else ended
                phrase = phrase and token.text not in "،,"
                at += 1
                continue
            joint = self.joint(at)
            if sender and form.base == "من":
                joint = "with"
            elif (
                form.base == "من"
                and self.reader.forms[at - 1] is not None
                and self._base(at - 1) in _EACH
            ):
                at += 1
                ended = at if ended == at - 2 else ended
                continue
            elif form.base == "من" and self._sake(at, limit):
                joint, at = "topic", at + 1
            if joint == "end":
                end = self._resumes(at, limit)
                if not end:
                    break
                at = end
                continue
            if form.base == "و" and at + 1 < limit:
                detached, at = True, at + 1
                continue
            gathers = cue(token.word)
            if gathers is not None and gathers.kind == "gather" and noun:
                at, target, expected, sides.both = at + 1, "partners", True, True
                continue
            if (
                noun
                and gathers is not None
                and gathers.part == "verb"
                and gathers.kind in ("hold", "occur")
                and not form.conjunction
            ):
                at, target = at + 1, "none"
                continue
            if (
                gathers is not None
                and gathers.kind == "visit"
                and gathers.part == "noun"
                and sides.place is None
            ):
                end = self._visited(sides, at + 1, limit)
                if end:
                    at = end
                    continue
            if gathers is not None and self._other_meeting(at, index, gathers, noun):
                break
            if noun and at == index and slot == "first" and not form.state:
                found = self._city(at, limit)
                if found is not None:
                    sides.place, at = found
                    target = "none"
                    continue
            if told and joint == "between":
                break
            if joint == "topic":
                if not topics:
                    break
                at = self._topics(sides, at, limit)
                target, expected = "none", False
                continue
            if joint:
                place = sides.place
                phrase = phrase or joint in ("place", "away")
                at, target, expected = self._lead(sides, at, limit, joint, target)
                ended = at if joint in ("with", "between", "attend", "chair") else ended
                if drift > 1:
                    sides.place = place
                continue
            parties = self._parties(at, limit, target, expected, noun)
            clitic = form.conjunction or form.preposition or ("و" if detached else "")
            pair = noun and target == "first" and len(sides.first) == 1
            if parties and clitic == "و" and not pair and self._new_clause(parties[-1].last, limit):
                break
            listed = clitic == "و" or at == ended or form.preposition == "ب"
            full = (sides.partners and target == "partners") or (
                sides.attending and target == "attending"
            )
            if (
                parties
                and not listed
                and ((full and at > ended) or (drift and target in ("first", "second")))
            ):
                at = parties[-1].last
                continue
            if parties:
                detached = False
                phrase = False
                at = ended = self._assign(sides, parties, target, clitic)
                if noun and target == "first":
                    target = "first" if self._coordinated(at) else "none"
                expected = target in ("second", "partners") and self._coordinated(at)
                continue
            if form.preposition == "ب" and not form.verb:
                found = place_at(self.document, self.reader, at, limit)
                if found is not None:
                    sides.place = sides.place or found[0]
                    at = found[1]
                    continue
            if self._is_verb(at) and form.base not in _AUXILIARIES:
                break
            meeting = gathers is not None and gathers.part == "noun" and gathers.kind != "visit"
            if (
                discuss
                and topics
                and form.nominal
                and form.base not in _TIMES
                and not meeting
                and (sides.first or sides.partners or slot == "second")
            ):
                pieces, end = self.topic_spans(at, limit, partner=not sides.partners)
                sides.topics.extend(pieces)
                at = max(end, at + 1)
                discuss, target, told = False, "none", True
                continue
            if noun and target == "first" and form.nominal and not (form.adjective or form.stop):
                target = "none"
            expected = expected and form.stop
            phrase = phrase or bool(form.preposition)
            drift += (
                not phrase
                and form.nominal
                and not (form.adjective or form.stop or form.stem in _PERIODS)
            )
            at += 1
        sides.last = at
        return sides

    def _base(self, at: int) -> str:
        form = self.reader.forms[at]
        return form.base if form is not None else ""

    def _sake(self, at: int, limit: int) -> bool:
        """«من أجل …»: what the meeting is for."""
        return at + 2 < limit and self.document.tokens[at + 1].word.folded == "اجل"

    def _ends(self, at: int) -> bool:
        """Whether a sentence ends at a token; the point of «د.» and «أ.» ends none."""
        token = self.document.tokens[at]
        if token.text == "." and at and len(self.document.tokens[at - 1].word.folded) == 1:
            return False
        return token.kind == "break" or token.text[0] in _ENDS

    def _coordinated(self, at: int) -> bool:
        form = self.reader.forms[at] if at < len(self.reader.forms) else None
        return form is not None and bool(form.conjunction)

    def _is_verb(self, at: int) -> bool:
        """Whether a word is a verb here: it has no other reading, is a cue or a verb of saying."""
        form = self.reader.forms[at]
        if form is None or not form.verb or form.proper:
            return False
        token = self.document.tokens[at]
        if all(analysis.pos == "verb" for analysis in token.word.analyses):
            return True
        found = cue(token.word)
        if found is not None and found.part == "verb":
            return True
        return any(a.pos == "verb" and a.lemma in _SAYING for a in token.word.analyses[:2])

    def _other_meeting(self, at: int, index: int, found: Cue, noun: bool) -> bool:
        """Whether a further noun tells of another meeting, or of this one again («اللقاء»)."""
        if found.part != "noun" or found.kind not in ("meeting", "talks", "call"):
            return False
        if found.definite and not found.preposition:
            before = self.reader.forms[at - 1]
            return before is None or before.base not in ("في", "خلال")
        return noun and at > index

    def _city(self, at: int, limit: int) -> tuple[str, int] | None:
        """The place after which a meeting is named: «مفاوضات شرم الشيخ»."""
        mention = place_mention(self.document, at, limit)
        if mention is None or mention.place is None or mention.place.kind == "country":
            return None
        if self.reader.parties(at, limit):
            return None
        return mention.text, mention.last

    def _resumes(self, at: int, limit: int) -> int:
        """Where the clause goes on after «الذي عُقد», «التي جرت», «بعد ظهر»; 0 if it ends."""
        word = self.reader.forms[at]
        if word is None:
            return 0
        after = self.document.tokens[at + 1] if at + 1 < limit else None
        if after is None or after.kind != "word":
            return 0
        if word.base == "بعد" and after.word.folded in ("ظهر", "غد", "قليل", "ساعات"):
            return at + 1 if after.word.folded == "غد" else at + 2
        if word.base in ("الذي", "التي", "اللذين"):
            found = cue(after.word)
            if (
                found is not None
                and found.part == "verb"
                and found.kind in ("hold", "occur", "gather")
            ):
                return at + 1 if found.kind == "gather" else at + 2
        return 0

    def _visited(self, sides: Sides, at: int, limit: int) -> int:
        """The place of «زيارته للدوحة», «زيارة إلى بيروت»."""
        form = self.reader.forms[at] if at < limit else None
        if form is None:
            return 0
        at = at + 1 if form.base == "الي" else at
        if form.base != "الي" and form.preposition != "ل":
            return 0
        found = place_at(self.document, self.reader, at, limit) if at < limit else None
        if found is None:
            return 0
        sides.place = found[0]
        return found[1]

    def _new_clause(self, at: int, limit: int) -> bool:
        """Whether a verb follows a coordinated party, which is then its subject."""
        if at >= limit or not self._is_verb(at):
            return False
        form = self.reader.forms[at]
        told = cue_kind(self, at) in ("gather", "hold", "occur")
        return form is not None and not form.conjunction and not told

    def _parties(
        self, at: int, limit: int, target: str, expected: bool, noun: bool
    ) -> list[Mention]:
        form = self.reader.forms[at]
        if form is None:
            return []
        if target == "none":
            if not (noun and form.preposition == "ب"):
                return []
            return [
                m
                for m in self.reader.parties(at, limit)
                if m.kind in ("person", "role", "delegation")
            ]
        if form.preposition == "ك" or (
            form.preposition == "ل" and not (target == "first" and noun)
        ):
            return []
        parties = self.reader.parties(at, limit, expected)
        if form.preposition == "ب" and parties:
            kind = parties[0].kind
            if kind == "state" or (kind == "organisation" and noun):
                return []
        return parties

    def _assign(self, sides: Sides, parties: list[Mention], target: str, clitic: str) -> int:
        """Puts parties into their slot and gives the token after them."""
        if target == "first" and sides.first and not clitic.startswith("و"):
            target = "second"
        if clitic == "ب" and target in ("first", "second", "none"):
            target = "partners"
        into = {
            "first": sides.first,
            "second": sides.second,
            "partners": sides.partners,
            "attending": sides.attending,
        }.get(target)
        last = parties[-1].last
        if into is not None and not self._company(parties[0]):
            into.extend(parties)
        return last

    def _company(self, mention: Mention) -> bool:
        """«والوفد المرافق له»: company that the text does not name."""
        if mention.kind != "delegation":
            return False
        around = range(mention.first, min(mention.last + 1, len(self.reader.forms)))
        return any(
            (form := self.reader.forms[i]) is not None and form.base in _COMPANY for i in around
        )

    def _lead(
        self, sides: Sides, at: int, limit: int, joint: str, target: str
    ) -> tuple[int, str, bool]:
        """After a joint word: the next token, the slot of the next party, whether one must come."""
        after = at + 1
        if joint == "with":
            return after, "partners", True
        if joint == "between":
            sides.both = True
            return after, "partners", True
        if joint in ("attend", "chair"):
            return after, "attending", True
        if joint == "place":
            found = place_at(self.document, self.reader, after, limit) if after < limit else None
            if found is not None:
                if sides.place is None:
                    sides.place = found[0]
                return found[1], target if target != "first" or sides.first else "first", False
            return after, "none" if target == "none" else target, False
        parties = self.reader.parties(after, limit, False) if after < limit else []
        return (parties[-1].last if parties else after), target, False

    def _topics(self, sides: Sides, at: int, limit: int) -> int:
        start = at + 1
        pieces, end = self.topic_spans(start, limit)
        sides.topics.extend(pieces)
        return max(end, start)

    def topic_spans(self, start: int, limit: int, partner: bool = False) -> tuple[list[str], int]:
        """The spans named as topics from ``start``, and where they end."""
        spans: list[tuple[int, int]] = []
        first, at = start, start
        while at < limit:
            token = self.document.tokens[at]
            if token.kind == "break" or token.text[0] in _ENDS:
                break
            form = self.reader.forms[at]
            if at in self.days and at == first:
                break
            if form is None:
                if token.text in "،," and not self._goes_on(at + 1, limit):
                    break
                if token.text in "،,":
                    spans.append((first, at))
                    first = at + 1
                at += 1
                continue
            if at > first and form.conjunction == "و":
                if self._closes(at):
                    break
                if form.stem in _SPLITS or form.base in _SPLITS:
                    spans.append((first, at))
                    first = at
            elif (
                at > start
                and self.joint(at) in ("end", "attend", "chair")
                and form.base not in _RELATIVE
            ) or (partner and form.base == "مع"):
                break
            at += 1
        spans.append((first, at))
        texts = []
        for one, two in spans:
            two = min(two, one + _LONGEST_TOPIC)
            while (
                one < two
                and self.reader.forms[one] is None
                and self.document.tokens[one].text not in '"«“'
            ):
                one += 1
            if one < two:
                texts.append(self.reader.text(one, two).strip())
        return [text for text in texts if text], at

    def _goes_on(self, at: int, limit: int) -> bool:
        form = self.reader.forms[at] if at < limit else None
        return form is not None and form.conjunction == "و" and not self._closes(at)

    def _closes(self, at: int) -> bool:
        """Whether «و» begins another clause: a verb follows, or a word that leads one in."""
        form = self.reader.forms[at]
        if form is None:
            return False
        if form.stem in _SPLITS or form.base in _SPLITS:
            return False
        return self._is_verb(at) or self.joint(at) == "end" or form.base == "ذلك"


def cue_kind(scanner: Scanner, at: int) -> str:
    found = cue(scanner.document.tokens[at].word)
    return found.kind if found is not None else ""
