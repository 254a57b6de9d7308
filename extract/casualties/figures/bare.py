"""Whether a bare noun of harm reports: «شهيدان», «شهداء وجرحى في قصف», and not «شهداء الأقصى»."""

from __future__ import annotations

from dataclasses import replace

from extract.casualties.figures.beside import Beside
from extract.casualties.figures.figure import Figure
from extract.casualties.harm import Cue, cue_of
from extract.casualties.people import is_thing
from extract.phrases import shape
from extract.places import begins_place
from extract.places.gazetteer import names
from extract.tables import load_set

_LABELS = load_set("harm_labels")
_GIVERS = load_set("harm_givers")
_HITS = load_set("harm_hits")
_CAUSED = frozenset(
    {"جراء", "اثر", "نتيجه", "برصاص", "بالرصاص", "بقصف", "في", "بنيران", "خلال", "خطيره", "حرجه"}
)

_SCORING = frozenset({"تحقيق", "محققين", "محققا", "محققه", "حقق", "حققت", "حققوا"})
_SOLDIERS = frozenset({"مشاه", "جنود", "جنودا", "جنوده", "افراد", "افراده", "ضباط", "قوه", "عناصر"})
_NOT_ONE = frozenset({"جميع", "كل", "معظم", "كافه", "الاخرين"})
_WOUNDS = frozenset({"بجروح", "جروح", "بجراح", "بحروق", "حروق", "بكسور", "كسور", "برضوض", "رضوض"})


class Bare(Beside):
    """Reads a noun of harm that no number precedes."""

    def _bare(self, at: int, cue: Cue, count: int | None, rule: str) -> int:
        noun = self._described(at)
        last = noun[1] if noun else at + 1
        if last < self._end and self.tokens[last].word.folded in ("اثنان", "اثنين"):
            last += 1
        figure = Figure(
            cue.role,
            count,
            "exact" if count else "vague",
            at,
            last,
            at,
            vague=None if count else "several",
            noun=noun,
            loose=count is None,
            rule=rule,
        )
        if count is None:
            return self._paired(figure, last)
        self._keep(figure)
        return last

    def _stands_alone(self, at: int, cue: Cue) -> bool:
        """Whether a bare noun reports: it opens a report, follows one, or is what a verb gives."""
        if cue.role in ("detained", "displaced") or self._figurative(at) or self._under(at):
            return False
        if self._sought(at) and not (cue.role == "missing" and cue.number == "p"):
            return False
        following = self.tokens[at + 1] if at + 1 < self._end else None
        if self._among(at):
            return False
        if cue.number == "p" and (self._fell(at + 1) or self._buried(at)):
            return True
        if self._with_others(at, cue):
            return True
        remains = cue_of(self.tokens[at - 1].word) if at > self._start else None
        if remains is not None and remains.kind == "body":
            return self._bodies_told(at)  # «انتشال رفات شهداء»
        if following is not None and following.kind == "word":
            whose = cue_of(following.word)
            if whose and cue.kind == "case" and whose.definite and whose.prefix == "ال":
                return False  # «إصابات الجرحى»
            form = shape(following.word)
            if (
                cue.kind in ("victim", "case")
                and cue.number == "p"
                and self._genitive(at + 1, form)
                and not self._fell(at + 2)
            ):
                return False
            ranks = any(t.word.folded in ("صفوف", "صفوفهم") for t in self.tokens[at + 2 : at + 4])
            if (self._scored(at) or not _HITS.isdisjoint(following.word.stems)) and not ranks:
                return False
            if is_thing(following.word) and not form.preposition and not form.conjunction:
                return False
        if cue.kind == "body":
            return self._bodies_told(at) if cue.number != "p" else self._found_bodies(at)
        opening = self._opens(at)
        joined = (
            cue.prefix.startswith("و") and bool(self._found) and at - self._found[-1].last <= 12
        )
        given = self._given(at)
        if cue.kind == "case" and cue.prefix.endswith("ب"):
            return False  # «إصابته بإصابات خطيرة»
        if cue.kind == "case" and cue.number == "s":
            if following is not None and following.word.folded in _NOT_ONE:
                return False  # «إصابة جميع الركاب», «وإصابة الآخرين»
            caused = following is not None and following.word.folded in _CAUSED
            grave = following is not None and shape(following.word).adjective
            told = joined or self._recorded(at) or (opening and caused)
            return told or (given and (grave or self._violent(at)))
        if joined and at and self.tokens[at - 1].word.folded in _WOUNDS:
            return False  # «بجروح وإصابات مختلفة»
        if at > self._start and not _LABELS.isdisjoint(self.tokens[at - 1].word.stems):
            return False
        if cue.number == "s" and not (opening or joined or given):
            return False
        return opening or joined or given or cue.number == "d" or self._caused(at + 1)

    def _scored(self, at: int) -> bool:
        """«محققين إصابات مؤكدة» where nobody is fired at: hits on a place."""
        before = self.tokens[at - 1].word.folded if at > self._start else ""
        if before.removeprefix("و").removeprefix("ب") not in _SCORING:
            return False
        told = self.tokens[self._start : at]
        return not any(not _SOLDIERS.isdisjoint(t.word.stems) for t in told)

    def _genitive(self, at: int, form: object) -> bool:
        """«شهداء الأقصى», «جرحى الحرب»: a construct that names a class, not a report."""
        token = self.tokens[at]
        word = shape(token.word)
        if (
            cue_of(token.word)
            or begins_place(token.word)
            or token.word.folded in ("نتيجه", "جراء", "اثر", "بسبب")
        ):
            return False
        bare = not (word.preposition or word.conjunction)
        if word.name and not word.verb and bare and token.word.folded in names():
            return True
        article = not word.adjective or token.word.folded.startswith("ال")
        return word.definite and bare and word.nominal and article

    def _opens(self, at: int) -> bool:
        index = at - 1
        while index >= self._start and (
            self.tokens[index].kind in ("symbol", "number", "break")
            or self.tokens[index].word.folded in ("الان", "حتي", "اليوم", "اللحظه")
            or (self.tokens[index].kind == "punctuation" and self.tokens[index].text in "-*–(،,")
        ):
            index -= 1
        if index < self._start:
            return True
        return self.tokens[index].text[:1] in ":.…|؛!" or self.tokens[index].word.folded in (
            "عاجل",
            "تحديث",
            "محدث",
        )

    def _given(self, at: int) -> bool:
        """Whether a verb or noun of giving stands shortly before: «أسفر عن», «سقوط», «وصول»."""
        accusative = "ً" in self.tokens[at].text
        for index in range(at - 1, max(self._start, at - (14 if accusative else 5)) - 1, -1):
            word = self.tokens[index].word
            if any(stem in _GIVERS for stem in word.stems):
                return True
            if self.tokens[index].text[:1] in ".:؛،":
                return False
        return False

    def _paired(self, figure: Figure, last: int) -> int:
        """«20 قتيلا وجريحا» is one joint figure; «عشرات القتلى والجرحى» are two."""
        at = last
        if at < self._end and self.tokens[at].word.folded == "و":
            at += 1
        cue = cue_of(self.tokens[at].word) if at < self._end else None
        joined = cue and (cue.prefix.startswith("و") or at > last)
        if (
            cue
            and joined
            and cue.is_noun
            and cue.role == figure.role
            and not cue.owned
            and figure.count
        ):
            self._keep(replace(figure, last=at + 1))
            return at + 1
        if cue and joined and cue.is_noun and cue.role != figure.role and not cue.owned:
            same = cue.definite == (cue_of(self.tokens[figure.cue].word) or cue).definite
            counts = self.reader.quantities.get(at + 1)
            if same and not counts and cue.number == "p" and figure.vague:
                self._keep(figure)
                self._keep(replace(figure, role=cue.role, cue=at, last=at + 1))
                return at + 1
            missing = "missing" in (figure.role, cue.role) and cue.number == "s"
            if missing and self._singular(figure.cue):
                return at + 1  # «29 ألف شهيد ومفقود»: a figure of neither
            accusative = cue.number == "s" and self._singular(figure.cue)
            class_of = figure.count and figure.count > 2 and self._both_plain(figure.cue, at)
            roles = {figure.role, cue.role} == {"killed", "injured"}
            counted = counts is not None and cue.kind == "case"  # «12 شهيدا وإصابة 20 مواطنا»
            joint = same and roles and not counted
            if joint and figure.count and figure.count > 2 and (accusative or class_of):
                self._keep(replace(figure, role="killed_or_injured", last=at + 1))
                return at + 1
        self._keep(figure)
        return last

    def _both_plain(self, one: int, other: int) -> bool:
        """«8 قتلى وجرحى» is joint; «3 شهداء ومصابون» are three, and some more."""
        return self.tokens[one].word.folded == "قتلي" and self.tokens[other].word.folded == "وجرحي"

    def _singular(self, at: int) -> bool:
        cue = cue_of(self.tokens[at].word)
        return cue is not None and cue.number == "s"
