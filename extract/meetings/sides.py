"""Who, where, when and about what: the parts of a meeting's clause to the right of its cue."""

from __future__ import annotations

from extract.meetings.clause import Sides
from extract.meetings.cues import cue
from extract.meetings.scan import Scan
from extract.meetings.unnamed import Unnamed

__all__ = ["Scanner", "Sides"]

_LONGEST_CLAUSE = 70  # tokens
_LATER = 24  # tokens between a clause's end and «بحضور»
_MEETING = ("meet", "receive", "meeting", "talks", "call", "reception")


class Scanner(Unnamed):
    """Reads the clauses of one document."""

    def scan(
        self,
        index: int,
        limit: int,
        slot: str,
        topics: bool = True,
        discuss: bool = False,
        leads: str = "",
        noun: bool = False,
    ) -> Sides:
        """The parts of the clause from token ``index``; ``slot`` is that of the first bare party.

        ``discuss``: what follows the parties without a preposition is the topic («بحث معه الوضع»);
        ``leads``: a preposition that leads in a party («تلقى اتصالا من», «تحدث إلى»);
        ``noun``: the cue is a noun, whose owners stand next to it («اجتماع لوزراء الخارجية»).
        """
        limit = min(limit, index + _LONGEST_CLAUSE)
        sides = Sides(last=index)
        scan = Scan(sides, index, limit, slot, topics, discuss, leads, noun, index, slot)
        while scan.at < limit and self._step(scan):
            pass
        sides.last = scan.at
        if topics and not sides.attending and (sides.first or slot == "second"):
            self._attended_later(scan)
        self._leave_unnamed(sides)
        return sides

    def _attended_later(self, scan: Scan) -> None:
        """«…، وذلك بحضور فلان»: who was there is told at the end of the sentence."""
        for at in range(scan.at, min(scan.limit - 1, scan.at + _LATER)):
            form = self.reader.forms[at]
            found = cue(self.document.tokens[at].word) if form is not None else None
            if self._ends(at) or (found is not None and found.kind in _MEETING):
                return
            if form is not None and form.base == "بحضور":
                parties = self.reader.parties(at + 1, scan.limit, expected=True)
                while parties:
                    scan.sides.attending.extend(parties)
                    end = parties[-1].last
                    end += end < scan.limit and self.document.tokens[end].text in "،,"
                    parties = (
                        self.reader.parties(end, scan.limit)
                        if end < scan.limit and self._coordinated(end)
                        else []
                    )
                return

    def _step(self, scan: Scan) -> bool:
        """Reads what stands at the scan's token and moves on; whether the clause goes on."""
        answer = self._day(scan)
        if answer is not None:
            return answer
        form = self.reader.forms[scan.at]
        if form is None:
            return self._mark(scan)
        answer = self._lead_in(scan, form)
        if answer is not None:
            return answer
        scan.cue = cue(self.document.tokens[scan.at].word)
        for read in (
            self._other_cue,
            self._named_after,
            self._joint_word,
            self._party,
            self._place_with_clitic,
            self._discussed,
        ):
            answer = read(scan, form)
            if answer is not None:
                return answer
        return self._plain(scan, form)
