"""Coordinated genitives under one head: «ممثلو الأحزاب والكتل», «رئيسا الحكومة والبرلمان».

The mention layer ends a title at its first genitive where a body or group follows with «و»: beside
a plural head that is the same phrase, beside a dual one the second of two parties.
"""

from __future__ import annotations

from dataclasses import replace

from extract.meetings.clause import Clause, Sides
from extract.mentions.parties import Kind, Mention

_DUALS = frozenset({"وفدا", "وفدي"})


class SharedHeads(Clause):
    """Joins or parts what follows such a head."""

    def _share_heads(self, sides: Sides) -> None:
        """Takes the bodies that follow a head from their slots and adds them to its phrase."""
        slots = (sides.first, sides.second, sides.partners, sides.attending)
        starts = {m.first: (slot, m) for slot in slots for m in slot}
        for slot in slots:
            for at, head in enumerate(slot):
                whole, more = head, starts.get(head.last)
                while more is not None and self._shares(whole, more[1]):
                    more[0].remove(more[1])
                    if self._dual(head):
                        slot[at] = self._singular(head, head)
                        slot.append(self._singular(head, more[1]))
                        return
                    last = more[1].last
                    text = self.reader.text(head.first, last)
                    whole = slot[at] = replace(head, last=last, name=text, full=text)
                    more = starts.get(last)

    def _shares(self, head: Mention, more: Mention) -> bool:
        """Whether a body or group after «و» completes the title of several before it."""
        form, joined = self.reader.forms[head.first], self.reader.forms[more.first]
        last = self.reader.forms[head.last - 1]
        if form is None or joined is None or last is None or joined.conjunction != "و":
            return False
        several = form.title == "role" and form.number in ("p", "d") and not form.article
        several = several or form.base in _DUALS
        inner = self.reader.parties(head.first + 1, head.last)
        body = inner and (inner[-1].kind, inner[-1].last) == ("organisation", head.last)
        closed = (bool(last.nisba) or last.adjective) and not body
        bodies = more.kind in ("organisation", "group") and not joined.title
        return several and bodies and (not closed or self._dual(head)) and more.head is None

    def _dual(self, head: Mention) -> bool:
        form = self.reader.forms[head.first]
        return form is not None and (form.number == "d" or form.base in _DUALS)

    def _singular(self, head: Mention, genitive: Mention) -> Mention:
        """«رئيس البرلمان» of «رئيسا الحكومة والبرلمان»."""
        written = self.reader.text(head.first, head.first + 1)[:-1]
        start = head.first + 1 if genitive is head else genitive.first
        name = f"{written} {self.reader.text(start, genitive.last)}"
        kind: Kind = "delegation" if head.kind == "delegation" else "role"
        return replace(genitive, kind=kind, name=name, full=name, number="s")
