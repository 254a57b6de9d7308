"""Nouns of harm without a number before them: «شهيدان», «تشييع الشهيد فلان», «إصابة لسيدة»."""

from __future__ import annotations

from dataclasses import replace

from extract.casualties.denials import is_denied
from extract.casualties.figures.bare import Bare
from extract.casualties.figures.figure import Figure
from extract.casualties.harm import Cue, cue_of
from extract.casualties.people import person_of
from extract.casualties.victims import Group
from extract.numbers import Quantity
from extract.phrases import shape
from extract.tables import load_set

_LABELS = load_set("harm_labels")
_FALLING = frozenset(
    {"وقع", "اوقع", "اوقعت", "اوقعوا", "سقوط", "سقط", "سقطوا", "توقع", "يوقع", "ايقاع", "وقوع"}
    | {"اوقعنا", "ايقاعهم", "سقوطهم", "اوقعوهم", "ايقاعها"}
)
_BRINGING = frozenset(
    {"وصول", "انتشال", "نقل", "اجلاء", "استقبال", "وصلت", "تصل", "نقلت", "تنقل", "انتشلت", "تشييع"}
)
_CATCHING = frozenset({"لحقت", "طالت", "طاولت", "تعرض", "اصابت", "شملت", "تطال", "تطاول", "تشمل"})
_FARTHEST_CAUGHT, _FARTHEST_REACHED = 4, 14  # tokens from «إصابات», «اعتقالات» to such a verb
_FARTHEST_NAMES = 14  # tokens from «الشهداء» to «هم»
_MOURNING = load_set("harm_mourning")
_OBITUARY = load_set("harm_obituary")


class Nouns(Bare):
    """Reads nouns of harm: labels, the mourned, the brought in, and those that stand alone."""

    def _noun(self, at: int, cue: Cue) -> int:
        """«تشييع الشهيد فلان», «جثة شقيقين», «شهيدان»: a noun of harm in all its settings."""
        case = cue.kind == "case"
        if case and cue.owned and cue.number == "s" and (taken := self._owned(at, cue)) > at + 1:
            return taken
        if cue.kind == "body":
            if cue.number == "s" and not cue.prefix and self._of_two(at):
                cue = replace(cue, number="d")  # «جثة شقيقين»
            if body := self._body_noun(at, cue):
                return body
        if cue.weak and cue.number == "s" and self._two_cases(at) and not cue.prefix:
            return self._bare(at, replace(cue, number="d"), 2, "two cases")
        case = case and not cue.owned
        if case and (event := self._event(at, replace(cue, kind="event"))) > at + 1:
            return event
        if cue.number == "s" and at and self._told_just_before(at, cue):
            return at + 1
        if case and (caught := self._caught(at, cue)):
            return caught
        labelled = at > self._start and not _LABELS.isdisjoint(self.tokens[at - 1].word.stems)
        if labelled and cue.number == "p" and not cue.definite:
            return self._label(at, cue) or at + 1
        if numbered := self._numbered_noun(at, cue):
            return numbered
        if cue.number == "s" and cue.prefix == "و" and self._counted_with(at):
            return at + 1
        if cue.number == "s" and at - 1 in self.reader.number_ends:
            return at + 1  # its figure was read, or is an old one: «البالغة 1400 قتيل»
        return self._definite_noun(at, cue) if cue.definite else self._indefinite_noun(at, cue)

    def _body_noun(self, at: int, cue: Cue) -> int | None:
        """«رفات شهداء»: told with those whose remains they are; «جثة هامدة»: told here."""
        following = cue_of(self.tokens[at + 1].word) if at + 1 < self._end else None
        if following and following.kind == "victim" and not following.prefix:
            return at + 1
        return self._lifeless(at, cue)

    def _told_just_before(self, at: int, cue: Cue) -> bool:
        """«ارتقى فلان شهيدا»: the noun repeats the harm of the figure that ends before it."""
        before = self._found[-1] if self._found else None
        same = before is not None and before.role == cue.role and before.last == at
        return same and cue.prefix == ""

    def _numbered_noun(self, at: int, cue: Cue) -> int | None:
        """«استخرج جثث ثلاثة تجار», «الجرحى الأربعة»: the number stands behind the noun."""
        numbered = self.reader.quantities.get(at + 1)
        if numbered is None:
            return None
        word = self.tokens[at].word
        remains = cue.kind == "body" and (cue.number == "p" or cue.prefix + "رفات" == word.folded)
        if remains and self._bodies_told(at):
            for group in self.reader.groups(at + 1, self._end)[:1]:
                self._add(group, "killed", at, "bodies counted", first=at)
                return group.last
        known = _is_hurt(cue) and cue.definite and cue.number == "p" and numbered.definite
        return self._known(at, cue, numbered) if known else None

    def _definite_noun(self, at: int, cue: Cue) -> int:
        """«الشهداء هم: …», «عدد الشهداء 5», «تشييع الشهيد فلان», «وصول الإصابات»."""
        if cue.number == "p" and _is_hurt(cue) and (named := self._are_named(at, cue)):
            return named
        return self._label(at, cue) or self._mourned(at, cue) or self._brought(at, cue) or at + 1

    def _indefinite_noun(self, at: int, cue: Cue) -> int:
        """«شهيدان», «جريح», «قتلى»: counted by its own form, where it stands alone."""
        if is_denied(self.document, at, self._start, cue) or not self._stands_alone(at, cue):
            return at + 1
        spoken = at + 1 < self._end and self.tokens[at + 1].word.folded in ("اثنين", "اثنان")
        if cue.number == "d" or spoken:
            return self._bare(at, cue, 2, "dual")
        if cue.number == "s" and self._case_before(at) != "حالات":
            return self._bare(at, cue, 1, "singular")
        return self._bare(at, cue, None, "plural")

    def _are_named(self, at: int, cue: Cue) -> int | None:
        """«الشهداء جراء القصف هم: فلان وزوجته فلانة»: as many as are named on the line."""
        for index in range(at + 1, min(self._end - 2, at + _FARTHEST_NAMES)):
            if self.tokens[index].word.folded not in ("هم", "هما"):
                continue
            begin = index + 1 + (self.tokens[index + 1].text == ":")
            groups = self.reader.groups(begin, self._end)
            if len(groups) != 1 or groups[0].kind != "name":
                return None
            self._add(groups[0], cue.role, at, "named behind", first=at)
            return groups[0].last
        return None

    def _of_two(self, at: int) -> bool:
        person = person_of(self.tokens[at + 1].word) if at + 1 < self._end else None
        return person is not None and person.number == "d"

    def _counted_with(self, at: int) -> bool:
        """«إسعاف 1400 مريض وجريح»: counted in the number before, which told of no harm."""
        ends = self.reader.number_ends
        free = not self._found or self._found[-1].last < at - 1
        return free and at - 2 in ends and person_of(self.tokens[at - 1].word) is not None

    def _two_cases(self, at: int) -> bool:
        """«تسجيل حالتي وفاة»: the dual stands in the word before."""
        return self._case_before(at) in ("حالتي", "حالتا")

    def _case_before(self, at: int) -> str:
        return self.tokens[at - 1].word.folded.removeprefix("و") if at > self._start else ""

    def _known(self, at: int, cue: Cue, quantity: Quantity) -> int:
        """«الجرحى الأربعة»: told before, or told here for the first time."""
        if not is_denied(self.document, at, self._start, cue):
            group = Group(at, quantity.last, quantity.value, definite=True, quantity=quantity)
            self._add(group, cue.role, at, "known number")
        return quantity.last

    def _caught(self, at: int, cue: Cue) -> int | None:
        """«إصابات طفيفة لحقت بـ6 مواطنين»."""
        arrests = cue.role == "detained" and cue.number == "p"
        reach = _FARTHEST_REACHED if arrests else _FARTHEST_CAUGHT
        for index in range(at + 1, min(at + reach, self._end - 1)):
            form = shape(self.tokens[index].word)
            person = person_of(self.tokens[index].word)
            if form.preposition == "ل" and person and index > at + 1:  # «إصابة خطيرة لسيدة»
                groups = self.reader.groups(index, self._end)
                if (
                    groups
                    and not groups[0].definite
                    and not is_denied(self.document, at, self._start, cue)
                ):
                    self._add(groups[0], cue.role, at, "caught", first=at)
                    return groups[0].last
            if self.tokens[index].word.folded in _CATCHING:
                begin = index + 1
                while begin < self._end - 1 and self.tokens[begin].word.folded in (
                    "ب",
                    "لها",
                    "ـ",
                    "في",
                    "صفوف",
                ):
                    begin += 1
                groups = self.reader.groups(begin, self._end)
                if (
                    groups
                    and groups[0].quantity
                    and not is_denied(self.document, at, self._start, cue)
                ):
                    self._add(groups[0], cue.role, at, "caught", first=at)
                    return groups[0].last
        return None

    def _scattered(self, at: int) -> int | None:
        """«أوقعوهم بين قتيل وجريح»: several, and no group to count."""
        if not self._dead_or_hurt(at):
            return None
        before = self.tokens[max(self._start, at - 9) : at]
        fell = any(
            stem in _FALLING or stem[:5] in ("اوقعو", "سقوطه", "ايقاع")
            for t in before
            for stem in t.word.stems
        )
        one = cue_of(self.tokens[at + 1].word)
        if one is None or not fell or is_denied(self.document, at, self._start, one):
            return None
        whole = Figure("killed_or_injured", None, "vague", at, at + 3, at, rule="between")
        strength = self._strength(at)
        if strength:
            self._keep(replace(whole, count=strength.value, bound=strength.bound))
        else:
            self._keep(replace(whole, vague="several", loose=True))
        return at + 3

    def _strength(self, at: int) -> Quantity | None:
        """The size of the force that fell whole: «قوة قوامها 10 جنود … أوقعوهم بين قتيل وجريح»."""
        for index in range(at - 1, self._start, -1):
            if self.tokens[index].word.folded in ("قوامها", "قوامه", "قوامهما"):
                quantity = self.reader.quantities.get(index + 1)
                return quantity if quantity and quantity.value else None
        return None

    def _brought(self, at: int, cue: Cue) -> int | None:
        """«وصول الإصابات إلى المستشفى جراء قصف», «انتشال الشهداء»: several, just brought in."""
        before = self.tokens[max(self._start, at - 2) : at]
        if cue.number != "p" or cue.owned or cue.role not in ("killed", "injured") or self._found:
            return None
        if cue.kind != "case" or at >= self.document.sentences[0].last:
            return None
        if not any(not _BRINGING.isdisjoint(t.word.stems) for t in before) or not self._violent(at):
            return None
        if is_denied(self.document, at, self._start, cue):
            return None
        return self._bare(at, cue, None, "brought in")

    def _mourned(self, at: int, cue: Cue) -> int | None:
        """«تشييع الشهيد فلان», «انتشال جثمان الشهيدة …»: a title that tells of the death."""
        if cue.kind != "victim" or cue.number == "p" or cue.role != "killed" or cue.owned:
            return None
        begin = at + 1
        if begin < self._end and self.tokens[begin].word.folded in ("هو", "هي", "هما"):
            begin += 1
        before = self.tokens[max(self._start, at - 4) : at]
        told = any(stem in _MOURNING for t in before for stem in t.word.stems)
        opening = self.tokens[self._start : min(at, self._start + 5)]
        told = told or any(stem in _OBITUARY for t in opening for stem in t.word.stems)
        if is_denied(self.document, at, self._start, cue):
            return None
        groups = self._named_with_title(at) or self.reader.groups(begin, self._end)
        groups = groups or self.reader.plain_name(begin, self._end)
        if not groups or groups[0].kind not in ("name", "noun") or not groups[0].count:
            return None
        group = groups[0]
        if not (told or begin > at + 1 or self._caused(group.last) or self._names_only(at, group)):
            return None
        if cue.number == "d":
            group = replace(group, count=2)
        self._add(group, "killed", at, "mourned by name", first=at)
        return group.last

    def _names_only(self, at: int, group: Group) -> bool:
        """«الشهيد محمود حسن»: a line that holds nothing but a title and a name."""
        opening = at - self._start <= 2 and not any(
            t.kind == "word" for t in self.tokens[self._start : at]
        )
        rest = [t for t in self.tokens[group.last : self._end] if t.kind == "word"]
        return opening and group.kind == "name" and len(rest) <= 2 and group.last - at >= 3

    def _named_with_title(self, at: int) -> list[Group]:
        """The person whose mention begins with the title itself."""
        last = next((end for first, end in self.reader.persons if first == at), None)
        return (
            [Group(at, last, 1, noun=(at + 1, last), kind="name")] if last and last > at + 1 else []
        )


def _is_hurt(cue: Cue) -> bool:
    """«شهيد», «الجرحى»: people killed or injured, not somebody's own («شهداؤنا»)."""
    return cue.kind == "victim" and cue.role in ("killed", "injured") and not cue.owned
