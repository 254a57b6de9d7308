"""Groups and companies that the text does not name, and whose members it names."""

from __future__ import annotations

from extract.meetings.clause import Sides
from extract.meetings.shared_heads import SharedHeads
from extract.meetings.steps import Steps
from extract.mentions.parties import Mention

_SOME = frozenset({"عدد", "عددا", "بعض", "لفيف", "جمع", "حشد", "كوكبه", "نخبه", "مجموعه", "ثله"})


class Unnamed(Steps, SharedHeads):
    """Leaves out who is no party of his own."""

    def _leave_unnamed(self, sides: Sides) -> None:
        """«عددا من القادة، من بينهم فلان» is فلان; «بحضور فلان وعدد من القادة» too."""
        self._share_heads(sides)
        told = [*sides.first, *sides.second, *sides.partners, *sides.attending]
        men = [m for m in told if m.kind in ("person", "role")]
        if not men:
            return
        listed = {m.first for m in told if m.number == "p" and self._are_listed(m, men)}
        for side in (sides.first, sides.second, sides.partners, sides.attending):
            side[:] = [m for m in side if m.first not in listed]
        self.drop_some(sides.attending)

    def drop_some(self, *slots: list[Mention]) -> None:
        """Leaves «عدد من المسؤولين» out of those present, told in ``slots``."""
        present = [m for slot in slots for m in slot]
        some = {m.first for m in present if self._are_some(m, present)}
        for slot in slots:
            slot[:] = [m for m in slot if m.first not in some]

    def _are_listed(self, group: Mention, men: list[Mention]) -> bool:
        """Whether a group is followed by a phrase that leads in the names of its members."""
        at = group.last
        while (form := self.reader.forms[at] if at < len(self.reader.forms) else None) is not None:
            if not form.adjective or form.conjunction:
                break
            at += 1  # «المسؤولين الكبار، وهم …»
        at += at < len(self.document.tokens) and self.document.tokens[at].text in "،,:"
        return self._names_them(at) and any(at < m.first <= at + 5 for m in men)

    def _are_some(self, group: Mention, attending: list[Mention]) -> bool:
        """Whether a group is told by «عدد من», or coordinated with one that is."""
        if group.number != "p":
            return False
        words = [self._base(at) for at in range(max(0, group.first - 3), group.first)]
        if words[-1:] == ["من"] and set(words) & _SOME:
            return True
        before = next((m for m in attending if m.last == group.first), None)
        return before is not None and self._are_some(before, attending)
