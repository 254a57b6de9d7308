"""Travels and visits made in order to meet: «وصل وفد … لإجراء مباحثات»."""

from __future__ import annotations

from extract.document import Sentence
from extract.meetings.cues import Cue, cue
from extract.meetings.events import Event
from extract.meetings.scheduled import ENDS
from extract.meetings.sides import Sides
from extract.meetings.telling import Telling
from extract.mentions.party import Mention

# Purposes that a noun of a meeting must complete: «لحضور قمة», not «لحضور جنازة».
_NEEDING = frozenset(
    {
        "لاجراء",
        "للمشاركه",
        "لاستكمال",
        "لاستيناف",
        "لعقد",
        "لمواصله",
        "لحضور",
        "للانضمام",
        "للانخراط",
        "للتحضير",
        "لتقديم",
    }
)
_AIMING = frozenset({"اجل", "بهدف", "بغرض", "لغرض", "بغيه", "بقصد"})  # «بهدف لقاء …»
_PURPOSES = frozenset(
    {
        "لبحث",
        "للبحث",
        "لمناقشه",
        "للتباحث",
        "للتشاور",
        "للقاء",
        "لاجراء",
        "للمشاركه",
        "لاستكمال",
        "لاستيناف",
    }
    | {
        "لعقد",
        "للتفاوض",
        "لمواصله",
        "لحضور",
        "للاجتماع",
        "لنقاش",
        "لاستعراض",
        "لمقابله",
        "للانضمام",
        "للانخراط",
        "لتقديم",
        "للتحضير",
    }
)


class Travels(Telling):
    """Reads travels and visits."""

    def _travel(self, index: int, found: Cue, sentence: Sentence) -> Event | None:
        purpose = self._purpose(index, sentence)
        left = self._left(index, sentence) if found.part == "verb" else []
        sides = self.scanner.scan(
            index + 1, purpose or sentence.last, "second" if left else "first", topics=False
        )
        subject = left or sides.first
        if not subject and self._base(index - 1, sentence) in ("انه", "انها", "انهم"):
            subject = self._subject(index, sentence)
        if left and index + 1 < sentence.last and found.kind == "travel":
            following = self.reader.parties(index + 1, sentence.last)
            if following and following[0].kind in ("delegation", "person", "role"):
                subject = following
        if not purpose:
            goal = sides.place or next((m.name for m in sides.second if m.kind == "state"), None)
            if subject and goal is None and found.lemma != "غادر":
                goal = self.scanner.goal(subject[-1].last, sides.last)
            if found.lemma == "غادر" and not any(
                f is not None and f.base == "الي" for f in self.forms[index : sides.last]
            ):
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
        if status is None or not subject or all(m.kind == "state" for m in subject):
            return None
        rest = self.scanner.scan(purpose, sentence.last, "second")
        goal = sides.place or next((m.name for m in sides.second if m.kind == "state"), None)
        goal = goal or next(
            (place for at in range(index + 1, purpose) if (place := self._goal(at))), None
        )
        parties = (
            subject + rest.partners + [m for m in rest.second if m.kind != "state"] + rest.attending
        )
        merged = Sides(
            place=goal or rest.place, day=sides.day or rest.day, topics=rest.topics, last=rest.last
        )
        self.done = max(self.done, rest.last)
        return self._made(
            index, merged, sentence, parties, status, "in_person", f"travel:{found.lemma}"
        )

    def _purpose(self, index: int, sentence: Sentence) -> int:
        """The token at which the purpose of a travel to meet somebody begins, or 0."""
        for at in range(index + 1, sentence.last):
            token = self.tokens[at]
            if token.kind == "break" or token.text[0] in ENDS:
                return 0
            if token.word.folded in _PURPOSES and self._completed(at, sentence):
                return at
            told = cue(token.word) if token.kind == "word" else None
            further = told is not None and told.kind in ("hold", "meet", "receive")
            if further and told is not None and told.tense in ("present", "future"):
                return 0  # «خلال زيارته سيعقد اجتماعات لمناقشة …»
            after = cue(self.tokens[at + 1].word) if at + 1 < sentence.last else None
            discussed = after is not None or (
                at + 1 < sentence.last and "ل" + self.tokens[at + 1].word.folded in _PURPOSES
            )
            if token.word.folded in _AIMING and discussed:
                return at + 1
        return 0

    def _completed(self, at: int, sentence: Sentence) -> bool:
        """Whether a purpose that needs a noun of a meeting has one."""
        if self.tokens[at].word.folded not in _NEEDING:
            return True
        near = [cue(token.word) for token in self.tokens[at + 1 : min(at + 5, sentence.last)]]
        return any(c is not None and c.part == "noun" and c.kind != "visit" for c in near)

    def _goal(self, at: int) -> str | None:
        """The country or city that a word with «ل» names."""
        form = self.forms[at]
        return (
            self.reader.text(at, at + 1)
            if form is not None and form.preposition == "ل" and form.state
            else None
        )

    def _visit(
        self,
        index: int,
        found: Cue,
        sides: Sides,
        owner: list[Mention],
        status: str,
        sentence: Sentence,
    ) -> Event | None:
        """«زيارة … لإجراء مباحثات»: a visit counts when it is made to talk, or called off."""
        purpose = self._purpose(index, sentence)
        if not purpose:
            goal = sides.place or self.scanner.goal(index + 1, sentence.last)
            if goal and owner:
                self.arrivals.append((owner, goal, sides.day))
            return None
        visitors = [m for m in owner if m.kind != "state"]
        if not visitors and found.owned:
            visitors = self._subject(index, sentence)
        if not visitors and status == "cancelled":
            visitors = [
                m
                for m in self.mentions
                if index < m.first < min(index + 15, sentence.last)
                and m.kind in ("person", "role", "delegation")
            ][:1]
        if not visitors:
            return None
        rest = self.scanner.scan(purpose, sentence.last, "second")
        met = [m for m in rest.second if m.kind != "state"]
        goals = (self._goal(at) for at in range(index + 1, purpose))
        place = sides.place or next((goal for goal in goals if goal), None)
        told = Sides(place=place, day=sides.day, topics=rest.topics, last=rest.last)
        self.done = max(self.done, rest.last)
        return self._made(
            index, told, sentence, visitors + met + rest.partners, status, "in_person", "noun:زيارة"
        )
