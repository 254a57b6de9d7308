"""Totals behind a label: «ارتفع عدد الشهداء … إلى 424»."""

from __future__ import annotations

from extract.casualties.denials import is_denied
from extract.casualties.figures.events import Events
from extract.casualties.figures.figure import Figure
from extract.casualties.figures.rates import is_foretold
from extract.casualties.harm import Cue, cue_of
from extract.facts import Bound, Role
from extract.numbers import Quantity
from extract.tables import load_set

_LABELS = load_set("harm_labels")
_REACHES = frozenset(
    {
        "الي",
        "بلغ",
        "بلغت",
        "يبلغ",
        "تبلغ",
        "وصل",
        "وصلت",
        "عند",
        "هو",
        ":",
        "(",
        "بلوغ",
        "تجاوز",
        "تتجاوز",
        "يتجاوز",
        "بواقع",
        "ال",
    }
)
_FARTHEST_LABEL = 30  # tokens from «عدد الشهداء» to its figure
_FARTHEST_RISE = 6  # tokens from «القتلى» to «ارتفعوا»
_AMOUNTING = frozenset({"بلغ", "بلغت", "يبلغ", "تبلغ", "كان", "كانت"})
_PASSING = frozenset({"تجاوز", "تجاوزت", "يتجاوز", "تخطي", "فاق"})


class Totals(Events):
    """Reads the figure that a label such as حصيلة reaches."""

    def _label(self, at: int, cue: Cue) -> int | None:
        """«ارتفاع عدد الشهداء … إلى 424»: the first figure that the label reaches."""
        if at == self._labelled_before:
            return at + 1
        if not self._labels(at, cue):
            return None
        if is_denied(self.document, at, self._start, cue):
            return at + 1
        joint = self._joint_label(at, cue)
        role: Role = "killed_or_injured" if joint else cue.role
        for index in range(at + 2 if joint else at + 1, min(self._end, at + _FARTHEST_LABEL)):
            quantity = self.reader.quantities.get(index)
            if quantity and self._numbers_item(index):
                break
            if quantity and quantity.outer_first == index and _may_total(quantity):
                if self._noun_of(quantity) is not None:
                    return index
                if self._reached(at, index):
                    return self._keep_total(at, role, index, quantity)
            token = self.tokens[index]
            other = cue_of(token.word) if token.kind == "word" else None
            if other and self._reaches_few(index, other):
                return index
            if other and self._reaches_others(index, other, cue):
                break
            if token.text[:1] in ".؛" or token.word.folded == "الضعف":
                break
        return self._relative(at, cue) or self._rising(at, cue)

    def _labels(self, at: int, cue: Cue) -> bool:
        """Whether a total of many may follow: «عدد الشهداء», «ارتفاع الشهداء», «الشهداء: …»."""
        before = self.tokens[max(self._start, at - 3) : at]
        cases = bool(before) and before[-1].word.folded == "حالات"  # «عدد حالات الوفاة»
        if not (cue.number == "p" or cases) or cue.owned:
            return False
        if at + 1 < self._end and self.tokens[at + 1].text == ":":
            return True
        if self._found and self._found[-1].label and cue.prefix.startswith("و"):
            return True  # «عدد الشهداء 5 والجرحى 20»
        if any(not _LABELS.isdisjoint(t.word.stems) for t in before):
            return True
        if before and any(stem in ("ارتفاع", "ارتفع") for stem in before[-1].word.stems):
            return True  # «ارتفاع الشهداء إلى 9»
        return self._rises(at, cue)

    def _keep_total(self, label: int, role: Role, at: int, quantity: Quantity) -> int:
        """«عدد الشهداء تجاوز 424 طفلا»: keeps the total at ``at`` with its bound and noun."""
        counted = self.reader.group(at, self._end)
        noun = counted.noun if counted and counted.quantity is quantity else None
        last = max(quantity.last, quantity.outer_last)
        self._keep(
            Figure(
                "killed_or_injured" if self._between_behind(quantity.last) else role,
                quantity.value,
                self._total_bound(label, quantity),
                label,
                last,
                label,
                quantity.value_max,
                quantity.vague,
                noun or self._described(label),
                label=True,
                rule="label and number",
            )
        )
        return last

    def _total_bound(self, label: int, quantity: Quantity) -> Bound:
        """«تجاوز عدد الشهداء 424»: more; «لا يقل عدد الشهداء عن 424»: at least as many."""
        if quantity.bound != "exact":
            return quantity.bound
        before = self.tokens[max(self._start, label - 3) : label]
        if any(stem in _PASSING for t in before for stem in t.word.stems):
            return "more_than"
        return "at_least" if any(t.word.folded.endswith("يقل") for t in before) else "exact"

    def _reaches_few(self, at: int, other: Cue) -> bool:
        """«ارتفاع عدد الشهداء إلى شهيدين و31 جريحا»: the total is told in a noun that counts."""
        few = other.is_noun and other.number != "p" and not other.definite
        return few and self.tokens[at - 1].word.folded in _REACHES

    def _reaches_others(self, at: int, other: Cue, cue: Cue) -> bool:
        """«عدد الشهداء … الجرحى»: others begin, unless the dead are of them («الوفيات بين
        المعتقلين»)."""
        others = other.is_noun and other.definite and other.role != cue.role
        return others and self.tokens[at - 1].word.folded not in ("بين", "صفوف")

    def _between_behind(self, at: int) -> bool:
        """«ارتفع عدد الضحايا إلى 37 ألفا، بين شهيد وجريح»."""
        at += at < self._end and self.tokens[at].text in ("،", ",")
        at += at < self._end and self.tokens[at].word.folded in ("ما", "فيما")
        return self._dead_or_hurt(at)

    def _rises(self, at: int, cue: Cue) -> bool:
        """«القتلى جراء السيول ارتفعوا إلى 106»: definite, and a verb of rising soon behind."""
        behind = self.tokens[at + 1 : min(self._end, at + _FARTHEST_RISE)]
        rises = any(t.word.folded in ("ارتفع", "ارتفعت", "ارتفعوا") for t in behind)
        return rises and cue.definite and cue.role in ("killed", "injured")

    def _joint_label(self, at: int, cue: Cue) -> bool:
        """«إجمالي الشهداء والجرحى بلغ 48 ألفا»: one figure for both."""
        following = cue_of(self.tokens[at + 1].word) if at + 1 < self._end else None
        if following is None or not following.is_noun or not following.definite:
            return False
        both = {cue.role, following.role} == {"killed", "injured"}
        return both and following.prefix.startswith("و")

    def _numbers_item(self, at: int) -> bool:
        """Whether a number opens a line of a list: «1. فلان»."""
        follows = at + 1 < self._end and self.tokens[at + 1].text[:1] in "._-)–"
        return self.tokens[at - 1].kind == "break" and follows and self.tokens[at].kind == "number"

    def _reached(self, label: int, at: int) -> bool:
        before = self.tokens[at - 1]
        if before.kind == "break" and at >= 2:
            before = self.tokens[at - 2]
        folded = before.word.folded
        if folded in ("الان", "اللحظه", "الساعه") and self.tokens[at - 2].word.folded == "حتي":
            return True  # «حصيلة الشهداء حتى الآن 6»
        told = self.tokens[max(self._start, label - 5) : label]
        if any(stem in _AMOUNTING for t in told for stem in t.word.stems):
            return True
        if self.tokens[at].word.folded in _PASSING:
            return True
        if folded == "عن" and any(t.word.folded.endswith(("يقل", "يزيد")) for t in told):
            return True  # «لا يقل عدد القتلى عن 5841»
        return (
            at == label + 1
            or folded in _REACHES
            or folded.removeprefix("و") in _REACHES
            or (self.tokens[at].word.folded.startswith("ل"))
        )

    def _relative(self, at: int, cue: Cue) -> int | None:
        """«فيما يبلغ عدد الجرحى الضعف»: twice the figure before."""
        following = self.tokens[at + 1 : at + 3]
        if not any(t.word.folded in ("الضعف", "ضعف") for t in following) or not self._found:
            return None
        before = self._found[-1]
        if before.count is None:
            return None
        self._keep(
            Figure(
                cue.role, before.count * 2, "about", at, at + 2, at, rule="twice the figure before"
            )
        )
        return at + 2

    def _rising(self, at: int, cue: Cue) -> int | None:
        """«ارتفع عدد الشهداء في الهجوم»: several, with no number told."""
        before = self.tokens[max(self._start, at - 4) : at]
        rises = ("ارتفع", "ارتفاع", "ازدياد", "يرتفع")
        if any("اعداد" in t.word.stems for t in before):
            return None
        if is_foretold(self.tokens, at, self._start) or self._by_percents(at):
            return None
        if cue.role not in ("killed", "injured") or not any(
            s in rises for t in before for s in t.word.stems
        ):
            return None
        self._keep(
            Figure(
                cue.role,
                None,
                "vague",
                at,
                at + 1,
                at,
                vague="several",
                loose=True,
                rule="rising total",
            )
        )
        return at + 1

    def _by_percents(self, at: int) -> bool:
        """«ارتفاع عدد قتلى الحوادث بنسبة 9 في المئة»."""
        behind = self.tokens[at + 1 : min(self._end, at + _FARTHEST_RISE)]
        return any(t.word.folded == "بنسبه" for t in behind)

    def _labelled(self, at: int) -> bool:
        return any(
            not _LABELS.isdisjoint(t.word.stems)
            for t in self.tokens[max(self._start, at - 14) : at]
        )

    def _told_anew(self, at: int) -> bool:
        """«بلغ عدد المعتقلين 40», «نزوح»: people held count where a total of them is told."""
        return self._labelled(at)


def _may_total(quantity: Quantity) -> bool:
    """Whether a number may be a total; «1850» alone may be a count that reads as a year."""
    if not quantity.value:
        return False
    early = quantity.kind == "year" and quantity.value < 1900
    return quantity.kind == "count" or early
