"""What may stand inside a meeting's clause without ending it: margins, stays, relative clauses."""

from __future__ import annotations

from extract.meetings.clause import Clause, Sides
from extract.meetings.cues import cue
from extract.meetings.places import place_at
from extract.meetings.status import governor_kind

_SPANS = frozenset(
    {"الساعات", "الايام", "اليومين", "الاسبوع", "الاسابيع", "الشهر", "الاشهر", "الفتره", "ساعات"}
)

_BLESSINGS = frozenset(
    {"حفظه", "حفظها", "حفظهم", "حفظهما", "رعاه", "رعاها", "يحفظه", "يحفظهما", "ايده", "سدده"}
)
_SHORTLY = frozenset({"قليل", "ظهر", "ساعات", "ايام", "يومين"})


class Detours(Clause):
    """Finds where a clause goes on behind such a phrase."""

    def _resumes(self, at: int, limit: int) -> int:
        """Where the clause goes on after «الذي عُقد», «التي جرت», «بعد ظهر»; 0 if it ends."""
        word = self.reader.forms[at]
        if word is None:
            return 0
        after = self.document.tokens[at + 1] if at + 1 < limit else None
        if after is None or after.kind != "word":
            return 0
        if word.base == "خلال" and after.word.folded in _SPANS:
            end = at + 2
            while end < limit and (form := self.reader.forms[end]) is not None:
                if not (form.adjective and form.article):
                    break
                end += 1
            return end
        if word.base in ("خلال", "اثناء") and self._own_occasion(at + 1):
            return at + 2
        if word.base == "قبل" and after.word.folded in _SHORTLY:
            return at + 2
        if word.base in ("قبل", "بعد") and after.word.folded == "ذلك":
            return at + 2
        if word.base == "منذ" and after.word.folded == "قليل":
            return at + 2
        if word.base == "بعد" and after.word.folded in ("ظهر", "عصر", "غد", "قليل", "ساعات"):
            return at + 1 if after.word.folded == "غد" else at + 2
        if word.base in ("الذي", "التي", "اللذين"):
            if self.joint(at + 1) in ("attend", "chair"):
                return at + 1
            if after.word.folded in ("كان", "كانت"):
                return self._past_schedule(at + 2, limit)
            found = cue(after.word)
            if (
                found is not None
                and found.part == "verb"
                and found.kind in ("hold", "occur", "gather")
                and found.lemma != "تم"
            ):
                return at + 1 if found.kind == "gather" else at + 2
        return 0

    def _side(self, at: int, limit: int) -> int:
        """The token after «عن الجانب العراقي», «من الجانبين»: for whom those present were there."""
        if self._base(at) not in ("عن", "من") or at + 1 >= limit:
            return 0
        if self._base(at + 1) not in ("الجانب", "جانب", "الطرف", "الجانبين", "الطرفين"):
            return 0
        after = self.reader.forms[at + 2] if at + 2 < limit else None
        named = after is not None and (bool(after.nisba) or bool(after.state))
        end = at + 2 + named
        return end + (end < limit and self.document.tokens[end].text in "،,:")

    def _blessing(self, at: int, limit: int) -> int:
        """The token after «- حفظه الله -», «حفظه الله ورعاه»; 0 for anything else."""
        marked = self.reader.forms[at] is None
        end = at + 1 if marked else at
        if end + 1 >= limit or self._base(end + 1) != "الله" or self._base(end) not in _BLESSINGS:
            return 0
        end += 2
        if end < limit and self._base(end) in _BLESSINGS:
            end += 1
        closed = marked and end < limit and self.reader.forms[end] is None
        return end + 1 if closed and self.document.tokens[end].text in "-–—ـ)" else end

    def _mark_at(self, at: int) -> bool:
        return at < len(self.document.tokens) and self.document.tokens[at].text in "،,"

    def _past_margin(self, at: int, limit: int) -> int:
        """The token after «هامش القمة العربية»: another event and whose it is."""
        end = at + 2
        if end < limit and self._base(at + 1).startswith(("مشاركت", "حضور", "زيارت", "ترؤس")):
            for after in range(end, min(limit, end + 16)):  # «على هامش مشاركته في القمة، …»
                if self.document.tokens[after].text in "،,":
                    return after
        while end < limit:
            form = self.reader.forms[end]
            quoted = self.reader.quoted(end, limit) if form is None else 0
            if quoted and self.document.tokens[end].text != "(":
                end = quoted
                continue
            if form is None or (form.stop and form.base != "بين") or self._is_verb(end):
                break
            if end in self.days or (form.preposition and form.preposition != "ل"):
                break
            before = self.reader.forms[end - 1]
            closed = end > at + 2 and before is not None and bool(before.article or before.state)
            if closed and form.title == "role" and not (form.article or form.conjunction):
                break  # «على هامش القمة العربية وزير الخارجية …»
            end += 1
        return min(end, limit)

    def _own_occasion(self, at: int) -> bool:
        """«سيلتقي خلال الزيارة فلانا»: the stay during which somebody is met."""
        found = cue(self.document.tokens[at].word)
        closed = found is not None and (found.definite or found.owned)
        return closed and found is not None and found.kind == "visit" and found.number == "s"

    def _past_schedule(self, at: int, limit: int) -> int:
        """The token after «الذي كان (من) المقرر (عقده)»; 0 where something else is told."""
        at = at + 1 if self._base(at) == "من" else at
        if at >= limit or governor_kind(self.document.tokens[at].word)[0] != "planned":
            return 0
        held = at + 1 < limit and self._base(at + 1) in ("عقده", "عقدها", "انعقاده", "انعقادها")
        return at + 2 if held else at + 1

    def _arrived(self, sides: Sides, at: int, limit: int) -> int:
        """The token after «لدى وصوله (إلى) المطار»; 0 for another «لدى»."""
        if at + 2 >= limit or not self._base(at + 1).startswith("وصول"):
            return 0
        at = at + 3 if self._base(at + 2) == "الي" else at + 2
        found = place_at(self.document, self.reader, at, limit) if at < limit else None
        if found is None:
            return at
        sides.place = sides.place or found[0]
        return found[1]

    def _visiting(self, sides: Sides, at: int, limit: int) -> int:
        """The token after «الذي يزور الخرطوم»: a guest's stay tells where he is met; else 0."""
        form = self.reader.forms[at]
        if form is None or form.base not in ("الذي", "التي") or at + 2 >= limit:
            return 0
        found = cue(self.document.tokens[at + 1].word)
        if found is None or found.kind != "visit" or found.tense != "present":
            return 0
        place = place_at(self.document, self.reader, at + 2, limit)
        if place is None:
            return 0
        sides.place = sides.place or place[0]
        return place[1]

    def _attended_after(self, at: int, limit: int) -> int:
        """Where «بحضور …» stands after a relative clause and a comma; 0 if nowhere near."""
        form = self.reader.forms[at]
        if form is None or form.base not in ("الذي", "التي"):
            return 0
        for index in range(at + 1, min(limit - 1, at + 16)):
            if self._ends(index):
                return 0
            if self.document.tokens[index].text in "،,":
                return index + 1 if self.joint(index + 1) == "attend" else 0
        return 0
