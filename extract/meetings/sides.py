"""Who, where, when and about what: the parts of a meeting's clause to the right of its cue."""

from __future__ import annotations

from extract.meetings.clause import Sides
from extract.meetings.cues import cue
from extract.meetings.scan import Scan
from extract.meetings.steps import Steps

__all__ = ["Scanner", "Sides"]

_LONGEST_CLAUSE = 70  # tokens


class Scanner(Steps):
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
        limit = min(limit, index + _LONGEST_CLAUSE)
        sides = Sides(last=index)
        scan = Scan(sides, index, limit, slot, topics, discuss, sender, noun, index, slot)
        while scan.at < limit and self._step(scan):
            pass
        sides.last = scan.at
        return sides

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
