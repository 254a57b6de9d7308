"""Bodies that tell of the dead: found, counted, buried, lying somewhere; not those handed over."""

from __future__ import annotations

from extract.casualties.denials import is_denied
from extract.casualties.figures.totals import Totals
from extract.casualties.harm import Cue
from extract.tables import load_set

_FINDING = load_set("harm_finding")
_LAYING_OUT = load_set("harm_laying_out")
_HANDING_OVER = load_set("harm_handing_over")
_BEARING = frozenset({"تشييع", "شيع", "شيعت", "يشيع", "تشيع"})  # to the grave
_FARTHEST_LIFELESS = 12  # tokens from a person to «جثة هامدة»


class Bodies(Totals):
    """Decides whether a body is told of as one who died."""

    def _found_bodies(self, at: int) -> bool:
        """«انتشال جثث متحللة», «عثر على جثث»: right behind the word of finding."""
        if at + 1 in self.reader.quantities:
            return False
        before = self.tokens[max(self._start, at - 3) : at]
        return any(not _FINDING.isdisjoint(t.word.stems) for t in before)

    def _bodies_told(self, at: int) -> bool:
        """Bodies count as dead where they are found or brought in, not when handed over."""
        window = self.tokens[max(self._start, at - 8) : min(self._end, at + 4)]
        behind = self.tokens[at : min(self._end, at + 4)]
        buried = self.tokens[max(self._start, at - 2) : at]
        found = any(not _FINDING.isdisjoint(t.word.stems) for t in window)
        late = any(t.word.folded in ("الراحل", "الراحله", "الفقيد") for t in behind)
        return found or (not late and any(not _BEARING.isdisjoint(t.word.stems) for t in buried))

    def _bodies_counted(self, at: int) -> bool:
        """«دفن 14 جثة مجهولة», «عشرات الجثث في الشوارع»: a number of bodies tells of the dead
        wherever they lie or are carried, unless they are handed over or kept."""
        window = self.tokens[max(self._start, at - 8) : min(self._end, at + 10)]
        if any(not _HANDING_OVER.isdisjoint(t.word.stems) for t in window):
            return False
        return any(not _LAYING_OUT.isdisjoint(t.word.stems) for t in window)

    def _lifeless(self, at: int, cue: Cue) -> int | None:
        """«العثور على شاب في الثلاثين من عمره جثة هامدة»: the body is his."""
        after = self.tokens[at + 1].word.folded if at + 1 < self._end else ""
        if not after.startswith("هامد") or is_denied(self.document, at, self._start, cue):
            return None
        for index in range(at - 1, max(self._start, at - _FARTHEST_LIFELESS), -1):
            group = self.reader.group(index, at) if index >= self._free else None
            if group and group.count and (group.quantity or group.kind in ("noun", "name")):
                self._add(group, "killed", at, "lifeless", last=at + 2)
                return at + 2
        return None
