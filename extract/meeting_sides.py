"""Who, where, when and about what: the parts of a meeting's clause to the right of its cue."""

from __future__ import annotations

from dataclasses import dataclass, field

from extract.dates import DayMention
from extract.document import Document
from extract.parties import Mention, Reader
from extract.places import mention_at as place_at
from extract.tables import load_map, load_set

_JOINTS = {word: columns[0] for word, columns in load_map("meeting_joints").items()}
_SPLITS = load_set("meeting_topics")
_ENDS = frozenset(".؛;:!?؟…|")
_LONGEST_CLAUSE = 70  # tokens
_LONGEST_TOPIC = 15  # words, by the guide
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
    ) -> Sides:
        """The parts of the clause from token ``index``; ``slot`` is that of the first bare party.

        ``discuss``: what follows the parties without a preposition is the topic («بحث معه الوضع»);
        ``sender``: «من» leads in a party («تلقى اتصالا من»).
        """
        sides = Sides(last=index)
        limit = min(limit, index + _LONGEST_CLAUSE)
        at, target, expected = index, slot, True
        while at < limit:
            token = self.document.tokens[at]
            day = self.days.get(at)
            if day is not None:
                sides.day = sides.day or day
                at = day.last
                continue
            if token.kind == "break" or token.text in _ENDS:
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
                at += 1
                continue
            joint = self.joint(at)
            if sender and form.base == "من":
                joint = "with"
            if joint == "end":
                break
            if joint == "topic":
                if not topics:
                    break
                at = self._topics(sides, at, limit)
                target, expected = "none", False
                continue
            if joint:
                at, target, expected = self._lead(sides, at, limit, joint, target)
                continue
            parties = self._parties(at, limit, target, expected)
            if parties:
                at = self._assign(sides, parties, target, form.conjunction or form.preposition)
                target = self._next(target, sides)
                expected = target in ("second", "partners") and self._coordinated(at)
                continue
            if form.preposition == "ب" and not form.verb:
                place = place_at(self.document, at, limit)
                if place is not None:
                    sides.place = sides.place or place.text
                    at = place.last
                    continue
            if form.verb and not form.proper and not self._noun_first(at):
                break
            if discuss and topics and form.nominal and not form.stop and (sides.first or sides.partners or slot == "second"):
                pieces, end = self.topic_spans(at, limit, partner=not sides.partners)
                sides.topics.extend(pieces)
                at = max(end, at + 1)
                discuss = False
                continue
            expected = expected and form.stop
            at += 1
        sides.last = at
        return sides

    def _coordinated(self, at: int) -> bool:
        form = self.reader.forms[at] if at < len(self.reader.forms) else None
        return form is not None and bool(form.conjunction)

    def _noun_first(self, at: int) -> bool:
        readings = self.document.tokens[at].word.analyses
        return any(a.pos in ("noun", "adj", "noun_prop") and not a.proclitics for a in readings) and (
            self.reader.forms[at - 1] is not None and not readings[0].person == "3"
        )

    def _parties(self, at: int, limit: int, target: str, expected: bool) -> list[Mention]:
        if target == "none":
            return []
        form = self.reader.forms[at]
        assert form is not None
        if form.preposition == "ل" and target != "first":
            return []
        parties = self.reader.parties(at, limit, expected)
        if form.preposition == "ب" and parties and parties[0].kind == "state":
            return []
        if form.preposition == "ك":
            return []
        return parties

    def _assign(self, sides: Sides, parties: list[Mention], target: str, clitic: str) -> int:
        if target == "first" and sides.first and not clitic.startswith("و"):
            target = "second"
        if clitic == "ب" and target in ("first", "second"):
            target = "partners"
        into = {
            "first": sides.first,
            "second": sides.second,
            "partners": sides.partners,
            "attending": sides.attending,
        }.get(target)
        last = parties[-1].last
        form = self.reader.forms[last] if last < len(self.reader.forms) else None
        company = parties[0].kind == "delegation" and any(
            word in _COMPANY for word in (self._base(i) for i in range(parties[0].first, min(last + 1, len(self.reader.forms))))
        )
        if into is not None and not company:
            into.extend(parties)
        del form
        return last

    def _base(self, index: int) -> str:
        form = self.reader.forms[index]
        return form.base if form is not None else ""

    def _next(self, target: str, sides: Sides) -> str:
        if target == "first":
            return "first"
        return target

    def _lead(
        self, sides: Sides, at: int, limit: int, joint: str, target: str
    ) -> tuple[int, str, bool]:
        """What a joint word leads in: the next token, the slot of the next party, if one must come."""
        after = at + 1
        if joint == "with":
            return after, "partners", True
        if joint == "between":
            sides.both = True
            return after, "partners", True
        if joint in ("attend", "chair"):
            return after, "attending", True
        if joint == "place":
            place = place_at(self.document, after, limit) if after < limit else None
            if place is not None:
                if sides.place is None:
                    sides.place = place.text
                return place.last, target if target != "first" or sides.first else "first", False
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
            if token.kind == "break" or token.text in _ENDS:
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
            elif at > start and self.joint(at) in ("end", "attend", "chair"):
                break
            elif partner and form.base == "مع":
                break
            at += 1
        spans.append((first, at))
        texts = []
        for one, two in spans:
            two = min(two, one + _LONGEST_TOPIC)
            while one < two and self.reader.forms[one] is None and self.document.tokens[one].text not in '"«“':
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
        assert form is not None
        return (form.verb and not form.proper) or self.joint(at) == "end" or form.base == "ذلك"
