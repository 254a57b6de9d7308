"""Arrests told by nouns and pronouns: «القبض على 5 جناة», «ضبط عاطل», «تم توقيفهم».

The people held stand behind the word of arrest, behind its doer, or before it, where a pronoun
points back to them (`held_before`).
"""

from __future__ import annotations

from dataclasses import replace

from extract.casualties.denials import is_denied
from extract.casualties.figures.arrest_objects import ArrestObjects
from extract.casualties.harm import Cue, cue_of, slaying
from extract.casualties.people import is_thing, person_of
from extract.casualties.victims import Group
from extract.document import Word
from extract.phrases import shape
from extract.tables import load_set

_OFFENDERS = load_set("harm_offenders")
_LABELS = load_set("harm_labels")
_GRIP = frozenset({"القبض"})
_GRIPPING = frozenset({"قبض", "قبضت", "قبضوا", "يقبض", "تقبض", "يقبضون"})
_SEIZING = frozenset({"ضبط", "ضبطت", "ضبطوا", "يضبط", "تضبط", "ايقاف", "يوقف", "توقف"})
_KEEPING = frozenset({"الاحتفاظ", "احتفظت", "احتفظ"})
_CAPTURING = frozenset({"تاسر", "ياسر"})
_CUSTODY = frozenset({"قيد", "رهن"})
_HOLDING = frozenset({"الاعتقال", "الاحتجاز", "التوقيف", "الحبس", "الحجز"})
_SUMMING = frozenset({"باجمالي", "بمجموع", "ضمت", "تضم", "يضم", "ضم", "قوامها"})
_COMMITTING = frozenset({"ايداع", "اودع", "اودعت", "تودع", "يودع"})
_PRISON = frozenset({"الحبس", "السجن", "سجن"})
_RANKS = frozenset({"امر", "ناقل", "ممول"})
_OFFICES = load_set("harm_offices")
_SEIZED = frozenset({"ضبطه", "ضبطهم", "ضبطهما", "ايقافه", "ايقافها", "ايقافهم", "ايقافهما"})
_TOPPLING = frozenset({"الاطاحه", "اطاح", "اطاحت", "تطيح", "يطيح", "تفكيك", "تفكك", "فككت"})
_REACHING = frozenset({"طالت", "شملت", "استهدفت", "طاولت", "تطال", "تشمل", "تستهدف", "طال"})
_FALLING = frozenset({"وقع", "وقعوا", "وقوع", "سقط", "سقوط", "سقطوا"})
_CAPTIVE = frozenset({"الاسر", "اسري", "رهاين", "اسيرين", "قبضه"})
_PRISONERS = frozenset({"الاسري", "السجناء", "المساجين", "الرهاين"})
_OPENING = (
    _CAPTURING | _CUSTODY | _KEEPING | _COMMITTING | _PRISONERS | _GRIP | _GRIPPING
    | _SEIZING | _SEIZED | _TOPPLING | _REACHING | _FALLING
)
_ON = {"عليه": "ه", "عليها": "ها", "عليهم": "هم", "عليهما": "هما", "عليهن": "هن"}
_ORDERED = frozenset({"احضار", "واحضار"})
_FARTHEST_ON = 6  # tokens from «قبضت الشرطة» to «على»
_FARTHEST_HELD = 6  # tokens from those held back to «قيد الاحتجاز»
_FARTHEST_SUM = 8  # tokens from «ضبط» to «بإجمالي 694 متهما»
_FARTHEST_LISTED = 20  # tokens from «ضبط» over things to «و71 متهما»
_FARTHEST_TOPPLED = 6  # tokens from «أطاحت» to «بعصابة»
_FARTHEST_RAID = 14  # tokens from «حملة اعتقالات» to «طالت»
_FARTHEST_CAPTIVE = 4  # tokens from those who fell to «في الأسر»


def opens_arrest(word: Word) -> bool:
    """Whether the word may tell of an arrest, or is a verb of it whose object is a pronoun."""
    return not _OPENING.isdisjoint(word.stems) or word.folded in _ON or _held(word) is not None


def _held(word: Word) -> Cue | None:
    """«اعتقلته», «أوقفتها»: a verb of arrest with the pronoun of one person."""
    cue = None if "اسر" in word.folded else slaying(word)  # «أسرته»: families
    return cue if cue is not None and cue.role == "detained" else None


class Arrests(ArrestObjects):
    """Reads who was arrested, caught or taken captive."""

    def _arrest(self, at: int) -> int | None:
        word = self.tokens[at].word
        if word.folded in _ON:
            return self._caught_on(at)
        if _held(word) is not None:
            return self._meant(at, word.folded)
        if _OPENING.isdisjoint(word.stems):
            return None
        return self._read_by_word(
            at,
            (_GRIP, self._gripped),
            (_GRIPPING, self._gripped),
            (_SEIZING, self._seized),
            (_SEIZED, self._owned_arrest),
            (_TOPPLING, self._toppled),
            (_REACHING, self._raided),
            (_FALLING, self._fell_captive),
            (_PRISONERS, self._numbered),
            (_KEEPING, self._kept),
            (_COMMITTING, self._committed),
            (_CAPTURING, self._captures),
            (_CUSTODY, self._in_custody),
        )

    def _told_held(self, at: int, groups: list[Group], rule: str) -> int | None:
        """The groups as people held, unless their arrest is denied, sought or ordered."""
        joined = "و" if shape(self.tokens[at].word).conjunction else ""
        cue = Cue("detained", "does", prefix=joined)
        if not groups or self._aimed(at) or is_denied(self.document, at, self._start, cue):
            return None
        if self.tokens[min(at + 1, self._end - 1)].word.folded in _ORDERED:
            return None
        groups = self._resolved(groups)
        for group in groups:
            first = at if group is groups[0] else None
            self._add(group, "detained", at, rule, first=first)
        return groups[-1].last

    def _gripped(self, at: int) -> int | None:
        """«القبض على جان», «قبضت الشرطة على رجل»."""
        noun = not _GRIP.isdisjoint(self.tokens[at].word.stems)
        for index in range(at + 1, min(self._end - 1, at + (2 if noun else _FARTHEST_ON))):
            token = self.tokens[index]
            if token.word.folded == "علي":
                groups = self._people_behind(index + 1)
                return self._told_held(at, groups, "phrase") or index + 1
            if token.kind != "word":
                return None
        return None

    def _caught_on(self, at: int) -> int | None:
        """«تم القبض عليهم», «ألقت الشرطة القبض عليه»: the preposition bears the pronoun."""
        before = self.tokens[max(self._start, at - 4) : at]
        gripped = bool(before) and not _GRIP.isdisjoint(before[-1].word.stems)
        if not gripped and all(_GRIPPING.isdisjoint(t.word.stems) for t in before):
            return None
        return self._meant(at, _ON[self.tokens[at].word.folded], at - gripped)

    def _seized(self, at: int) -> int | None:
        """«ضبط الجناة الخمسة», «ضبطت مباحث التموين صاحب مخبز», «ضبط 20 قضية بإجمالي 25 متهما»."""
        groups = self._people_behind(at + 1) or self._behind_doer(at)
        groups = groups or self._summed_up(at) or self._listed_later(at)
        if groups and self._stops(at, groups[-1].last):
            return None
        return self._told_held(at, groups, "seized")

    def _stops(self, at: int, last: int) -> bool:
        """«توقف 3 لاعبين عن التدريب»: the verb that is written like «أوقفت»."""
        if self.tokens[at].word.folded.removeprefix("و") != "توقف":
            return False
        opens = at == self._start and not self.tokens[at].word.folded.startswith("و")
        return opens or (last < self._end and self.tokens[last].word.folded == "عن")

    def _kept(self, at: int) -> int | None:
        """«الاحتفاظ بخمسة أشخاص على ذمة القضية»."""
        begin = at + 1
        group = self.reader.group(begin, self._end) if begin < self._end else None
        if group is None or not self.tokens[begin].word.folded.startswith("ب"):
            return None
        after = self.tokens[group.last : min(self._end, group.last + _FARTHEST_CAPTIVE)]
        case = any(t.word.folded in ("ذمه", "شبهه", "للتحقيق", "للاشتباه") for t in after)
        return self._told_held(at, [group], "kept") if case and self._of_people(group) else None

    def _captures(self, at: int) -> int | None:
        """«الجيش يأسر 15»: not the man «ياسر»."""
        if "أ" not in self.tokens[at].text:
            return None
        return self._told_held(at, self._people_behind(at + 1) or self._behind_doer(at), "captive")

    def _in_custody(self, at: int) -> int | None:
        """«وضع شخصين قيد الاحتجاز»: the people right before."""
        following = self.tokens[at + 1].word.folded if at + 1 < self._end else ""
        if following not in _HOLDING or any(f.role == "detained" for f in self._found):
            return None
        for index in range(at - 1, max(self._start - 1, at - _FARTHEST_HELD), -1):
            group = self.reader.group(index, at)
            if group is not None and group.last == at and group.count and not group.definite:
                return self._told_held(at, [replace(group, first=at, last=at + 2)], "custody")
        return None

    def _committed(self, at: int) -> int | None:
        """«إيداع 12 متهما الحبس», «أودع القاضي ثلاثة مسؤولين السجن»."""
        for groups in (self._people_behind(at + 1), self._behind_doer(at)):
            last = groups[-1].last if groups else self._end
            after = self.tokens[last : min(self._end, last + 2)]
            if any(not _PRISON.isdisjoint(token.word.stems) for token in after):
                return self._told_held(at, groups, "committed")
        return None

    def _summed_up(self, at: int) -> list[Group]:
        for index in range(at + 1, min(self._end - 1, at + _FARTHEST_SUM)):
            if self.tokens[index].word.folded in _SUMMING:
                return self._counted_people(index + 1)
        return []

    def _listed_later(self, at: int) -> list[Group]:
        """«ضبط 187 قضية، و71 متهما», «ضبط 33 سلاحا بحوزة 28 متهما»: offenders among things."""
        for index in range(at + 2, min(self._end, at + _FARTHEST_LISTED)):
            if shape(self.tokens[index].word).only_verb or self.tokens[index].text[:1] in ".؛":
                return []
            group = self.reader.group(index, self._end) if index in self.reader.quantities else None
            noun = self.tokens[group.noun[0]].word if group is not None and group.noun else None
            if group is not None and noun is not None and not _OFFENDERS.isdisjoint(noun.stems):
                return [group]
        return []

    def _toppled(self, at: int) -> int | None:
        """«الإطاحة بثلاثة مهربين», «أطاحت الشرطة بعصابة من 5 أفراد», «تفكيك خلية من 4 أفراد»."""
        apart = self.tokens[at].word.folded.removeprefix("ال").startswith(("تفك", "فكك"))
        for index in range(at + 1, min(self._end, at + _FARTHEST_TOPPLED)):
            word = self.tokens[index].word
            if self.tokens[index].kind == "punctuation":
                return None
            if self.tokens[index - 1].word.folded in ("ب", "بـ") and not apart:
                groups = self._people_behind(index)
                return self._told_held(at, groups[:1], "toppled") if groups else None
            if not (apart or word.folded.startswith("ب")) or is_thing(word):
                continue
            group = self.reader.group(index, self._end)
            body = group is not None and group.quantity is not None and group.first == index
            if group and body and index not in self.reader.quantities:
                return self._told_held(at, [group], "gang")
            first = (group.noun or (index, 0))[0] if group else index
            named = self.tokens[first].word
            if not apart and self._topples(index, group, named):
                groups = self._people_behind(index)
                return self._told_held(at, groups[:1], "toppled")
            if not (apart or _RANKS.isdisjoint(word.stems)):
                return self._told_held(at, self._owner(index), "toppled")
        return None

    def _topples(self, at: int, group: Group | None, named: Word) -> bool:
        """Whether those at ``at`` are caught, and do not merely lose an office or a match."""
        if group is None:
            return person_of(named) is not None and not _OFFENDERS.isdisjoint(named.stems)
        words = [token.word for token in self.tokens[at : group.last]]
        if any(not _OFFENDERS.isdisjoint(word.stems) for word in words):
            return True
        counted = group.quantity is not None and person_of(named) is not None
        return counted and all(_OFFICES.isdisjoint(word.stems) for word in words)

    def _raided(self, at: int) -> int | None:
        """«حملة دهم واعتقال طالت 5 شبان», «شملت الاعتقالات: فلان، فلان»."""
        before = self.tokens[max(self._start, at - _FARTHEST_RAID) : at]
        cues = (cue_of(token.word) for token in before)
        held = any(cue is not None and cue.role == "detained" for cue in cues)
        begin = at + 1
        if begin < self._end and self.tokens[begin].word.folded in ("الاعتقالات", "التوقيفات"):
            held = True
            begin += 1
        if begin >= self._end or not held or any(f.role == "detained" for f in self._found):
            return None
        begin += self.tokens[begin].text == ":"
        groups = self.reader.each_of(begin, self._end) or self._people_behind(begin)
        return self._told_held(at, groups, "raid")

    def _fell_captive(self, at: int) -> int | None:
        """«وقع 4 جنود في الأسر», «وقوع عشرة مقاتلين في قبضة الجيش»."""
        group = self.reader.group(at + 1, self._end) if at + 1 < self._end else None
        if group is None or not (group.noun or group.general):
            return None
        if group.quantity is not None and self._noun_of(group.quantity) is not None:
            return None  # «سقوط 3 قتلى»
        after = self.tokens[group.first + 1 : min(self._end, group.last + _FARTHEST_CAPTIVE)]
        captive = any(token.word.folded in _CAPTIVE for token in after)
        return self._told_held(at, [group], "captive") if captive else None

    def _numbered(self, at: int) -> int | None:
        """«ارتفع عدد الأسرى في السجون إلى 9800»: a total of prisoners, none of whom go free."""
        before = self.tokens[at - 1].word.stems if at > self._start else ()
        if _LABELS.isdisjoint(before) or self._frees():
            return None
        return self._label(at, Cue("detained", "victim", "p", definite=True))
