"""Whether what a clause names belongs to its meeting, or to another noun, phrase or party."""

from __future__ import annotations

from extract.meetings.cues import cue
from extract.meetings.scan import Scan
from extract.meetings.slots import Slots
from extract.mentions.parties import Mention
from extract.tables import load_map, load_set
from extract.wordclass import Form

TIMES = (
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
_ASIDE = 14  # tokens
PERIODS = load_set("meeting_periods")
COUNTING = load_set("meeting_counting") | {"ال"}


class Belonging(Slots):
    """Judges the parties and words that a clause comes to."""

    def _belongs(self, scan: Scan, form: Form, clitic: str) -> bool:
        """Whether a party is listed with those before, or its slot is free and the clause its."""
        sides, at = scan.sides, scan.at
        begun = sides.first or sides.second or sides.partners or sides.attending or scan.detached
        near = not scan.loose or self.document.tokens[at - 1].text in "،,"
        listed = clitic == "و" and bool(begun) and near
        if listed or at == scan.ended or (form.preposition == "ب" and not scan.drift):
            return True
        filled = {"partners": sides.partners, "attending": sides.attending}.get(scan.target)
        if filled and at > scan.ended:
            return False
        return not (scan.drift and scan.target in ("first", "second"))

    def _aside(self, scan: Scan) -> int:
        """The token after «، في إطار …،» between a verb and its object; 0 where none is due."""
        sides, start = scan.sides, scan.at
        due = not (scan.noun or sides.second or sides.partners or scan.told)
        if not due or self.document.tokens[start - 1].text not in "،,":
            return 0
        for at in range(start + 1, min(scan.limit - 1, start + _ASIDE)):
            form = self.reader.forms[at]
            sides.day = sides.day or self.days.get(at)
            if self.document.tokens[at].text in "،,":
                scan.expected, scan.ended = True, at + 1
                return at + 1
            if self._ends(at) or (form is not None and form.verb and not form.nominal):
                return 0
        return 0

    def _guest(self, scan: Scan) -> bool:
        """«استقبال الأمير لرئيس المجلس»: the guest of a reception."""
        opened = cue(self.document.tokens[scan.start - 1].word) if scan.start else None
        host = bool(scan.sides.first) or (opened is not None and opened.owned)
        return host and self._reception(scan)

    def _calls(self, scan: Scan) -> bool:
        """Whether the noun of the clause is that of a call."""
        opened = cue(self.document.tokens[scan.start - 1].word) if scan.start else None
        return opened is not None and opened.kind == "call"

    def _leads_there(self, scan: Scan) -> bool:
        """Whether the cue of the clause is one of a visit or travel, which «إلى» leads to."""
        opened = cue(self.document.tokens[scan.start - 1].word) if scan.start else None
        return opened is None or opened.kind in ("visit", "travel", "send")

    def _several_told(self, scan: Scan) -> bool:
        """Whether the noun of the clause tells of several meetings («لقاءات شملت …»)."""
        opened = cue(self.document.tokens[scan.start - 1].word) if scan.start else None
        return opened is not None and opened.number == "p"

    def _reception(self, scan: Scan) -> bool:
        """Whether the noun of the clause is «استقبال», beside which both sides stand."""
        opened = cue(self.document.tokens[scan.start - 1].word) if scan.start else None
        return scan.noun and opened is not None and opened.kind == "reception"

    def _object_after_company(self, scan: Scan) -> bool:
        """«زار فلان، برفقة فلان، رئيس المجلس»: after the comma the object of the verb comes."""
        sides = scan.sides
        if scan.noun or scan.target != "attending" or not sides.attending:
            return False
        alone = not (sides.second or sides.partners)
        return alone and bool(sides.first) and self.document.tokens[scan.at - 1].text in "،,"

    def _apposed(self, scan: Scan, mention: Mention, clitic: str) -> bool:
        """«المشير فلان، القائد العام …»: an office after a comma is that of the man before it."""
        if mention.number == "p" and self._apposed_to_all(scan, mention, clitic):
            return True
        if clitic or mention.kind != "role" or self.document.tokens[scan.at - 1].text not in "،,":
            return False
        sides = scan.sides
        filled = {
            "first": sides.second,
            "second": sides.second,
            "partners": sides.partners,
            "attending": sides.attending,
        }.get(scan.target)
        if not filled:
            return False
        return filled[-1].kind == "person" and filled[-1].last == scan.at - 1

    def _apposed_to_all(self, scan: Scan, mention: Mention, clitic: str) -> bool:
        """«السيد فلان، والسيد فلان، أعضاء المجلس»: a title of all the men just listed."""
        sides = scan.sides
        listed = {"attending": sides.attending, "partners": sides.partners}.get(scan.target)
        listed = sides.first if listed is None else listed
        if clitic or mention.kind != "group" or len(listed) < 2:
            return False
        near = listed[-1].last == scan.at - 1 and self.document.tokens[scan.at - 1].text in "،,"
        return near and all(m.kind == "person" for m in listed[-2:])

    def _adverb(self, at: int, form: Form) -> bool:
        """«اتصل مجددا بفلان»: an accusative that parts no party from its verb."""
        after = self.reader.forms[at + 1] if at + 1 < len(self.reader.forms) else None
        open_end = after is None or bool(after.preposition) or after.stop
        return form.base.endswith("ا") and not form.definite and open_end

    def _of_another_noun(self, scan: Scan) -> bool:
        """«العلاقات الثنائية بين مصر وتركيا»: between whom something else is, not the meeting."""
        at = scan.at - 1
        while at > scan.start:
            form = self.reader.forms[at]
            if form is None or form.nisba or form.state or not form.nominal or form.stop:
                return False
            before = self.reader.forms[at - 1]
            negated = before is not None and before.base == "غير"  # «غير المباشرة»
            apposed = form.article and before is not None and before.article
            if not (form.adjective or negated or apposed or form.base == "غير"):
                break
            at -= 1
        form = self.reader.forms[at]
        if at <= scan.start or form is None or form.title or form.body or form.person:
            return False
        other = cue(self.document.tokens[at].word)
        timed = form.stem in PERIODS or form.base in TIMES or at in self.days
        return other is None and not timed and not form.unknown and not form.proper
