"""The steps by which a meeting's clause is read, one kind of token each.

Every step looks at the token that the scan has come to. It answers ``True`` when it has read it
and moved the scan on, ``False`` when the clause ends there, ``None`` when another step is to judge.
"""

from __future__ import annotations

from extract.meetings.belonging import COUNTING, PERIODS, TIMES, Belonging
from extract.meetings.places import place_at
from extract.meetings.scan import Scan
from extract.meetings.slots import KIN, STYLED
from extract.wordclass import Form

_AUXILIARIES = frozenset({"كان", "كانت", "يكون", "تكون", "كانوا"})
_LASTED = frozenset({"استغرق", "استغرقت", "استمر", "استمرت", "دام", "دامت"})
_COVERING = frozenset({"شمل", "شملت", "شملا"})
_ALL = frozenset({"جميع", "كافه", "كل", "كلا"})
_EACH = (
    frozenset({"كل", "كلا", "عدد", "عددا", "مجموعه", "جمع", "جمعا", "العشرات", "عشرات", "الميات"})
    | frozenset({"ميات", "نخبه", "لفيف", "حشد", "حشدا", "لفيفا", "كوكبه", "وفود", "ثله"})
)  # «كل من فلان وفلان», «عدد من الوزراء»
_BEFORE_PARTY = frozenset(STYLED) | _ALL | KIN


class Steps(Belonging):
    """Reads single tokens of a clause into the sides of a meeting."""

    def _day(self, scan: Scan) -> bool | None:
        day = self.days.get(scan.at)
        if day is None:
            return False if self._ends(scan.at) else None
        scan.sides.day = scan.sides.day or day
        return scan.to(day.last)

    def _mark(self, scan: Scan) -> bool:
        """A mark or number: a quoted name, a bracket or blessing to pass over, a comma."""
        at, text = scan.at, self.document.tokens[scan.at].text
        end = self.reader.quoted(at, scan.limit)
        parties = self.reader.parties(at, scan.limit) if text != "(" else []
        if parties:
            return scan.to(self._assign(scan.sides, parties, scan.target, ""), expected=False)
        if text == "(" and end:
            return scan.to(end)
        blessed = self._blessing(at, scan.limit)
        if blessed:
            scan.ended = blessed if scan.ended == at else scan.ended
            return scan.to(blessed)
        if text in '"«“' and not scan.expected:
            if not end:
                return False
            scan.sides.day = scan.sides.day or self.days.get(at + 1)  # «اليوم “الثلاثاء”»
            return scan.to(end)
        if text in "،,":
            scan.expected = scan.expected or (scan.listing and scan.ended == at)
            scan.ended = at + 1 if scan.ended == at else scan.ended
            scan.phrase = False
        return scan.to(at + 1)

    def _lead_in(self, scan: Scan, form: Form) -> bool | None:
        """Judges the word as a joint: sets ``joint``, ends the clause, or adds one more party."""
        at = scan.at
        scan.joint = self.joint(at)
        if scan.leads and form.base == scan.leads:
            scan.joint = "with"
        elif form.base == "الي" and scan.joint == "place" and not self._leads_there(scan):
            scan.joint = "away"  # «عبر مبعوثها إلى اليمن»
        elif form.base == "من":
            if self._base(at - 1) in _EACH:
                return self._of_each(scan)
            if self._sake(at, scan.limit):
                scan.joint, scan.at = "topic", at + 1
        side = self._side(at, scan.limit) if scan.target == "attending" else 0
        if side:
            scan.ended = side
            return scan.to(side, expected=True)
        if form.base in _COVERING and scan.noun and self._calls(scan):
            scan.joint = "with"  # «اتصالات هاتفية شملت فلانا وفلانا»
        if form.base in _BEFORE_PARTY:
            passed = self._before_party(scan, form)
            if passed is not None:
                return passed
        if form.base == "لدي":
            arrived = self._arrived(scan.sides, at, scan.limit)
            if arrived:
                return scan.to(arrived, expected=True)
        if form.base == "هامش":
            return scan.to(self._past_margin(at, scan.limit), expected=False)
        if scan.joint == "end":
            return self._past_end(scan)
        further = self._further(at, scan.limit)
        listed = scan.ended == at or self.document.tokens[at - 1].text in "،,"
        if further and (form.base == "و" or form.conjunction or listed):
            scan.detached = True
            scan.ended = further if form.base != "و" else scan.ended
            names = self._names_them(at)
            scan.listing = scan.listing or names
            return scan.to(further, expected=scan.expected or names)
        return None

    def _of_each(self, scan: Scan) -> bool:
        """«كل من فلان وفلان», «عدد من الوزراء»: the parties stand behind «من»."""
        at = scan.at
        near = scan.ended == at - 1 or scan.loose <= 1
        if at > 1 and self._base(at - 2) == "في":
            return scan.to(at + 1, "none")  # «الوضع في كل من اليمن وليبيا»
        scan.listing = self._base(at - 1) in ("كل", "كلا")
        marked = at + 1 < scan.limit and self.document.tokens[at + 1].text in "،,:"
        after = at + 1 + marked  # «كل من: …»
        scan.ended = after if near else scan.ended
        return scan.to(after)

    def _before_party(self, scan: Scan, form: Form) -> bool | None:
        """A word that stands before a party and tells no name: «سموه», «جميع», «أخيه»."""
        at = scan.at
        if form.base in STYLED:  # «استقبل سموه السفير»
            return scan.to(at + 1, "second" if scan.target == "first" else None)
        if form.base in _ALL and scan.expected:
            scan.ended = at + 1
            return scan.to(at + 1)  # «بحضور جميع أعضائه»
        if form.base not in KIN:
            return None
        # «مع أخيه صاحب السمو», «والتقى بأخيه الأمير»
        scan.detached = scan.detached or form.conjunction == "و"
        target = "partners" if form.preposition == "ب" else None
        near = scan.expected or scan.ended == at or bool(form.preposition)
        scan.ended = at + 1 if near else scan.ended
        return scan.to(at + 1, target, near)

    def _past_end(self, scan: Scan) -> bool:
        """A word that ends the clause («حيث», «بينما»), unless it goes on behind an aside."""
        at = scan.at
        visited = self._visiting(scan.sides, at, scan.limit)
        if visited:
            return scan.to(visited, expected=False)
        end = self._resumes(at, scan.limit) or self._attended_after(at, scan.limit)
        if end and scan.sides.place is None and self._own_occasion(at + 1):
            end = self._visited(scan.sides, end, scan.limit) or end
        end = end or self._aside(scan)
        return scan.to(end) if end else False

    def _other_cue(self, scan: Scan, form: Form) -> bool | None:
        """A further word of meeting: «جمع», «عُقد», «زيارته لـ», or one of another meeting."""
        at, found = scan.at, scan.cue
        if found is None:
            return None
        covers = found.lemma != "شمل" or self._several_told(scan)
        if found.kind == "gather" and scan.noun and covers:
            scan.sides.both = not form.base.endswith(("عه", "عها"))  # but «اللقاء الذي جمعه بفلان»
            return scan.to(at + 1, "partners", True)
        held = found.part == "verb" and found.kind in ("hold", "occur")
        held = held and scan.joint not in ("attend", "chair")  # «اللقاء حضره فلان»
        if (scan.noun or scan.event) and held and not form.conjunction:
            return scan.to(at + 1, "none")
        scan.event = scan.event or (found.kind == "meeting" and self._base(at - 1) == "في")
        if found.kind == "visit" and found.part == "noun" and scan.sides.place is None:
            end = self._visited(scan.sides, at + 1, scan.limit)
            if end:
                return scan.to(end)
        return False if self._other_meeting(at, scan.start, found, scan.noun) else None

    def _named_after(self, scan: Scan, form: Form) -> bool | None:
        """The city of «مفاوضات شرم الشيخ»."""
        if not scan.noun or scan.at != scan.start or scan.slot != "first" or form.state:
            return None
        found = self._city(scan.at, scan.limit)
        if found is None:
            return None
        scan.sides.place, end = found
        return scan.to(end, "none")

    def _joint_word(self, scan: Scan, form: Form) -> bool | None:
        """A word of the table of joints: what it leads in is read."""
        joint = scan.joint
        if joint == "between" and (scan.told or (scan.noun and scan.drift > 1)):
            return False
        if joint == "between" and self._of_another_noun(scan):
            return scan.to(scan.at + 1, "none", False)
        if joint == "with" and scan.noun and scan.slot == "none" and scan.drift > 1:
            return False
        if joint == "topic":
            if not scan.topics:
                return False
            return scan.to(self._topics(scan.sides, scan.at, scan.limit), "none", False)
        if not joint:
            return None
        place = scan.sides.place
        scan.phrase = scan.phrase or joint in ("place", "away")
        scan.to(*self._lead(scan.sides, scan.at, scan.limit, joint, scan.target))
        if joint in ("with", "between", "attend", "chair"):
            scan.ended = scan.at
        if scan.drift > 1 or (scan.told and scan.loose):
            scan.sides.place = place
        return True

    def _party(self, scan: Scan, form: Form) -> bool | None:
        """A party, put into its slot; one that another clause or phrase owns is passed over."""
        parties = self._parties(scan.at, scan.limit, scan.target, scan.expected, scan.noun)
        if not parties and form.preposition == "ل" and self._guest(scan):
            parties = self.reader.parties(scan.at, scan.limit)
            scan.target, scan.ended = "second", scan.at
        if not parties:
            return None
        clitic = form.conjunction or form.preposition or ("و" if scan.detached else "")
        if not clitic and self._object_after_company(scan):
            scan.target, scan.ended = "second", scan.at
        last = parties[-1].last
        pair = scan.noun and scan.target == "first" and len(scan.sides.first) == 1
        apart = not clitic and self.document.tokens[scan.at - 1].text in "،,"
        if (clitic == "و" or apart) and not pair and self._new_clause(last, scan.limit):
            return False
        if not self._belongs(scan, form, clitic) or self._apposed(scan, parties[0], clitic):
            return scan.to(last)
        scan.detached, scan.phrase, scan.loose = False, False, 0
        scan.at = scan.ended = self._assign(scan.sides, parties, scan.target, clitic)
        more = self._coordinated(scan.at)
        man = parties[0].kind in ("person", "role")
        further = more or (self._mark_at(scan.at) and self._coordinated(scan.at + 1))
        if form.preposition == "ب" and scan.noun and further:
            scan.target = "partners"  # «لقاء الوزير بوفد من الخبراء، وممثلي الهيئة»
            scan.expected = True
            return True
        if form.preposition == "ب" and man and more and scan.target in ("first", "second"):
            scan.target = "partners"  # «التقى بنظيره وعدد من الوزراء»
        if scan.noun and scan.target == "first" and not more and not self._reception(scan):
            scan.target = "none"
        scan.expected = scan.target != "none" and more
        return True

    def _place_with_clitic(self, scan: Scan, form: Form) -> bool | None:
        """«بالقاهرة»: the place."""
        if form.preposition != "ب" and not self.names_place(scan.at, scan.limit):
            return None
        if form.verb:
            return None
        found = place_at(self.document, self.reader, scan.at, scan.limit)
        if found is None:
            return None
        scan.sides.place = scan.sides.place or found[0]
        return scan.to(found[1])

    def _discussed(self, scan: Scan, form: Form) -> bool | None:
        """What a verb of discussion has for its object; a verb ends the clause."""
        at, sides = scan.at, scan.sides
        if self._is_verb(at) and form.base not in _AUXILIARIES | _LASTED:
            return False
        if not (scan.discuss and scan.topics and form.nominal) or form.base in TIMES:
            return None
        if form.adjective and self._after_meeting(at):
            return None
        found = scan.cue
        if found is not None and found.part == "noun" and found.kind != "visit":
            return None
        if not (sides.first or sides.partners or scan.slot == "second"):
            return None
        pieces, end = self.topic_spans(at, scan.limit, partner=not sides.partners)
        sides.topics.extend(pieces)
        scan.discuss, scan.told = False, True
        return scan.to(max(end, at + 1), "none")

    def _plain(self, scan: Scan, form: Form) -> bool:
        """Any other word: it may part a slot from its party."""
        plain = form.nominal and not (form.adjective or form.stop)
        if scan.noun and scan.target == "first" and plain and form.stem not in COUNTING:
            scan.target = "none"
        scan.expected = scan.expected and form.stop
        scan.phrase = scan.phrase or bool(form.preposition)
        noun = plain and form.stem not in PERIODS | COUNTING and not form.title
        noun = noun and not self._adverb(scan.at, form)
        if noun and form.article and scan.noun and self.document.tokens[scan.at - 1].text in "،,":
            scan.drift += 1  # «جلسة مغلقة، الوضع في …»: what was discussed
        scan.loose += noun
        scan.drift += noun and not scan.phrase
        return scan.to(scan.at + 1)
