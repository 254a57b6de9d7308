"""Who, where, when and about what: the parts of a meeting's clause to the right of its cue."""

from __future__ import annotations

from extract.meeting_clause import Sides
from extract.meeting_cues import cue
from extract.meeting_places import place_at
from extract.meeting_topics import Topics
from extract.parties import Mention
from extract.tables import load_map

__all__ = ["Scanner", "Sides"]

_LONGEST_CLAUSE = 70  # tokens
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


class Scanner(Topics):
    """Reads the clauses of one document."""

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
        drift = ended = loose = 0
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
                end = self._resumes(at, limit) or self._attended_after(at, limit)
                if not end:
                    break
                at = end
                continue
            further = self._further(at, limit)
            if further:
                detached, at = True, further
                ended = at if form.base == "الي" else ended
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
            if joint == "between" and (told or (noun and drift)):
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
            begun = sides.first or sides.second or sides.partners or sides.attending or detached
            near = not loose or self.document.tokens[at - 1].text in "،,"
            listed = (clitic == "و" and bool(begun) and near) or at == ended or form.preposition == "ب"
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
                phrase, loose = False, 0
                at = ended = self._assign(sides, parties, target, clitic)
                if noun and target == "first":
                    target = "first" if self._coordinated(at) else "none"
                expected = target != "none" and self._coordinated(at)
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
                and not (form.adjective and self._after_meeting(at))
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
            loose += form.nominal and not (form.adjective or form.stop or form.stem in _PERIODS)
            drift += (
                not phrase
                and form.nominal
                and not (form.adjective or form.stop or form.stem in _PERIODS)
            )
            at += 1
        sides.last = at
        return sides

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

    def _further(self, at: int, limit: int) -> int:
        """The token after «و», «إضافة إلى», which add one more party; else 0."""
        base = self._base(at)
        if at + 1 >= limit:
            return 0
        if base == "و":
            return at + 1
        if base == "الي" and self._base(at - 1) in ("اضافه", "الاضافه"):
            return at + 1
        return 0

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
        if self._own_room(parties[0]) and sides.place is None and last > parties[0].first + 1:
            sides.place = self.reader.text(parties[0].first + 1, last)  # «في مكتبه بالإمارة»
        if into is not None and not self._company(parties[0]) and not self._own_room(parties[0]):
            into.extend(parties)
        return last

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
            inside = self.reader.parties(after, limit) if after < limit else []
            if inside and inside[0].kind == "organisation":
                return inside[-1].last, target, False  # «… في مجلس الأمن»
            return after, "none" if target == "none" else target, False
        parties = self.reader.parties(after, limit, False) if after < limit else []
        return (parties[-1].last if parties else after), target, False

    def _topics(self, sides: Sides, at: int, limit: int) -> int:
        start = at + 1
        pieces, end = self.topic_spans(start, limit)
        sides.topics.extend(pieces)
        return max(end, start)
