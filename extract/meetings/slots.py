"""The slots of a clause: which party stands in which, and what a joint word leads in."""

from __future__ import annotations

from extract.meetings.clause import Sides
from extract.meetings.places import VENUES, place_at, unknown_place
from extract.meetings.topics import Topics
from extract.mentions.parties import Mention
from extract.tables import load_map, load_set

_AT_STAKE = load_set("meeting_topics") - {"مفاوضات"}
LISTING = frozenset(phrase.removeprefix("و") for phrase in load_set("meeting_listing"))
_FURTHER = LISTING | frozenset(phrase.removeprefix("و") for phrase in load_set("meeting_further"))
_WITHIN = frozenset({"قلب", "وسط", "ضواحي", "ضاحيه", "محيط", "داخل"})
KIN = load_set("meeting_kin")
OUTLETS = load_set("speech_outlets")
STYLED = {word: style for word, (style,) in load_map("meeting_styles").items()}


class Slots(Topics):
    """Fills the sides of a meeting."""

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
        plain = not (form.article or form.body or form.state or form.person)
        plain = plain and not form.preposition and not form.conjunction
        if noun and plain and form.base.endswith("يه") and self._after_meeting(at):
            return []  # «مباحثات دبلوماسية»
        parties = self.reader.parties(at, limit, expected)
        if form.preposition == "ب" and parties:
            kind = parties[0].kind
            room = noun or form.stem in VENUES
            if kind == "state" or (kind == "organisation" and room):
                return []
        return parties

    def _further(self, at: int, limit: int) -> int:
        """The token after «و», «إضافة إلى», which add one more party; else 0."""
        if at + 1 >= limit:
            return 0
        if self._base(at) == "و":
            return at + 1
        words = [token.word.folded for token in self.document.tokens[at : at + 3]]
        for size in (3, 2, 1):
            if " ".join(words[:size]).removeprefix("و") in _FURTHER and at + size < limit:
                return at + size
        return 0

    def _names_them(self, at: int) -> bool:
        """Whether a phrase as «من بينهم», «وهم» names those of whom a group consists."""
        words = [token.word.folded for token in self.document.tokens[at : at + 3]]
        return any(" ".join(words[:size]).removeprefix("و") in LISTING for size in (3, 2, 1))

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
        if self.own_room(parties[0]):
            self._room(sides, parties[0])
        if into is sides.second and not clitic and self._was_apposed(sides, parties[0]):
            into.clear()
        if into is not None and not self.company(parties[0]) and not self.own_room(parties[0]):
            into.extend(parties)
        return last

    def _was_apposed(self, sides: Sides, mention: Mention) -> bool:
        """«استقبل فلان، شيخ الأزهر، فلانا»: the office between was that of the first."""
        if len(sides.second) != 1 or not sides.first or sides.second[0].kind != "role":
            return False
        office, man = sides.second[0], sides.first[-1]
        marks = self.document.tokens[office.first - 1].text + self.document.tokens[office.last].text
        return man.kind == "person" and office.first == man.last + 1 and marks in ("،،", ",,")

    def _room(self, sides: Sides, room: Mention) -> None:
        """«في مكتبه بالإمارة»: the words after the room tell where it is."""
        if sides.place is None and room.last > room.first + 1:
            within = self.reader.forms[room.first + 1]
            first = room.first + (within is not None and within.base != "في")
            sides.place = self.reader.text(first, room.last)

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
            if self._base(at) == "في" and self._base(at - 1) in _AT_STAKE:
                return after, target, False  # «الوضع في اليمن»: what it is about
            if self._base(after) in _WITHIN and after + 1 < limit:
                after += 1  # «في قلب العاصمة»
            inner = self.reader.forms[after] if after < limit else None
            doubled = inner is not None and inner.preposition == "ب" and self._base(at) == "في"
            found = unknown_place(self.reader, after, limit) if doubled else None
            if found is None and after < limit:
                found = place_at(self.document, self.reader, after, limit)
            found = found or self._quoted_place(after, limit)
            if found is None and after < limit and self._base(at) == "في":
                found = unknown_place(self.reader, after, limit)
            if found is not None:
                if sides.place is None:
                    sides.place = found[0]
                return found[1], target if target != "first" or sides.first else "first", False
            inside = self.reader.parties(after, limit) if after < limit else []
            if inside and self.own_room(inside[0]):
                self._room(sides, inside[0])
            if inside and inside[0].kind == "organisation":
                return inside[-1].last, target, False  # «… في مجلس الأمن»
            return after, "none" if target == "none" else target, False
        if after < limit and self._base(after) == "من":
            after += 1
        if after < limit and self._base(after) in KIN:
            after += 1  # «بدعوة من أخيه الرئيس …»
        parties = self.reader.parties(after, limit, False) if after < limit else []
        return (parties[-1].last if parties else after), target, False

    def _quoted_place(self, at: int, limit: int) -> tuple[str, int] | None:
        """«في "الرجمة"»: an unknown word in quotation marks is the name of a place."""
        end = self.reader.quoted(at, limit) if at < limit and self.reader.forms[at] is None else 0
        inside = self.reader.forms[at + 1] if end == at + 3 else None
        outlet = inside is not None and (inside.base in OUTLETS or inside.stem in OUTLETS)
        if inside is None or outlet or not inside.article or inside.body or inside.nisba:
            return None
        return self.reader.text(at + 1, at + 2), end

    def _topics(self, sides: Sides, at: int, limit: int) -> int:
        start = at + 1
        pieces, end = self.topic_spans(start, limit)
        sides.topics.extend(pieces)
        return max(end, start)
