"""Arrests told by nouns and pronouns: «القبض على 5 جناة», «ضبط عاطل», «تم توقيفهم».

The people held stand behind the word of arrest, behind its doer, or before it, where a pronoun
points back to them (`held_before`).
"""

from __future__ import annotations

from dataclasses import replace

from extract.casualties.denials import is_denied
from extract.casualties.figures.held_before import HeldBefore
from extract.casualties.harm import Cue, cue_of, slaying
from extract.casualties.people import is_thing, person_of
from extract.casualties.victims import Group
from extract.document import Word
from extract.phrases import shape
from extract.tables import load_set

_OFFENDERS = load_set("harm_offenders")
_OWNERS = frozenset({"صاحب", "صاحبه", "مدير", "مديره", "مالك", "مالكه", "ربه", "مسجل"})
_GRIP = frozenset({"القبض"})
_GRIPPING = frozenset({"قبض", "قبضت", "قبضوا", "يقبض", "تقبض", "يقبضون"})
_SEIZING = frozenset({"ضبط", "ضبطت", "ضبطوا", "يضبط", "تضبط", "ايقاف"})
_SEIZED = frozenset({"ضبطه", "ضبطهم", "ضبطهما", "ايقافه", "ايقافها", "ايقافهم", "ايقافهما"})
_TOPPLING = frozenset({"الاطاحه", "اطاح", "اطاحت", "تطيح", "يطيح", "تفكيك", "تفكك", "فككت"})
_REACHING = frozenset({"طالت", "شملت", "استهدفت", "طاولت", "تطال", "تشمل", "تستهدف", "طال"})
_FALLING = frozenset({"وقع", "وقعوا", "وقوع", "سقط", "سقوط", "سقطوا"})
_CAPTIVE = frozenset({"الاسر", "اسري", "رهاين", "اسيرين", "قبضه"})
_PRISONERS = frozenset({"الاسري", "السجناء", "المساجين", "الرهاين"})
_OPENING = _PRISONERS | _GRIP | _GRIPPING | _SEIZING | _SEIZED | _TOPPLING | _REACHING | _FALLING
_ON = {"عليه": "ه", "عليها": "ها", "عليهم": "هم", "عليهما": "هما", "عليهن": "هن"}
_ORDERED = frozenset({"احضار", "واحضار"})
_FARTHEST_ON = 6  # tokens from «قبضت الشرطة» to «على»
_FARTHEST_DOER = 6  # tokens of the doer between «ضبطت» and those it seized
_FARTHEST_SUM = 8  # tokens from «ضبط» to «بإجمالي 694 متهما»
_FARTHEST_TOPPLED = 6  # tokens from «أطاحت» to «بعصابة»
_FARTHEST_LIST = 10  # tokens from «اعتقلت» to «كلا من»
_FARTHEST_RAID = 14  # tokens from «حملة اعتقالات» to «طالت»
_FARTHEST_CAPTIVE = 4  # tokens from those who fell to «في الأسر»


def opens_arrest(word: Word) -> bool:
    """Whether the word may tell of an arrest, or is a verb of it whose object is a pronoun."""
    return not _OPENING.isdisjoint(word.stems) or word.folded in _ON or _held(word) is not None


def _held(word: Word) -> Cue | None:
    """«اعتقلته», «أوقفتها»: a verb of arrest with the pronoun of one person."""
    cue = slaying(word) if not word.folded.endswith(("اسره", "اسرها")) else None  # families
    return cue if cue is not None and cue.role == "detained" else None


class Arrests(HeldBefore):
    """Reads who was arrested, caught or taken captive."""

    def _arrest(self, at: int) -> int | None:
        word = self.tokens[at].word
        if word.folded in _ON:
            return self._caught_on(at)
        if _held(word) is not None:
            return self._meant(at, word.folded)
        for words, read in (
            (_GRIP, self._gripped),
            (_GRIPPING, self._gripped),
            (_SEIZING, self._seized),
            (_SEIZED, self._owned_arrest),
            (_TOPPLING, self._toppled),
            (_REACHING, self._raided),
            (_FALLING, self._fell_captive),
            (_PRISONERS, self._numbered),
        ):
            if not words.isdisjoint(word.stems):
                return read(at)
        return None

    def _told_held(self, at: int, groups: list[Group], rule: str) -> int | None:
        """The groups as people held, unless their arrest is denied, sought or ordered."""
        cue = Cue("detained", "does")
        if not groups or self._aimed(at) or is_denied(self.document, at, self._start, cue):
            return None
        if self.tokens[min(at + 1, self._end - 1)].word.folded in _ORDERED:
            return None
        if len(groups) == 1 and groups[0].vague == "several":
            groups = self._their_number(groups[0].last) or groups
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
        groups = self._people_behind(at + 1) or self._behind_doer(at) or self._summed_up(at)
        return self._told_held(at, groups, "seized")

    def _people_behind(self, at: int) -> list[Group]:
        """The people told at ``at``; definite ones count where they are offenders."""
        if at + 1 >= self._end:
            return []
        at += self.tokens[at].text == "("
        word = self.tokens[at].word
        if word.folded in ("كل", "كلا", "جميع"):
            return self._groups(at)
        if is_thing(word):
            return []
        groups = self.reader.groups(at, self._end)
        person = person_of(word)
        if at in self.reader.quantities:
            return groups if groups and self._of_people(groups[0]) else []
        if not _OWNERS.isdisjoint(word.stems) and not groups:
            return self._owner(at)
        offender = not _OFFENDERS.isdisjoint(word.stems) and person is not None
        if not offender or not shape(word).definite:
            told = groups and (person or groups[0].quantity or groups[0].kind == "name")
            return groups if told else []
        return self._offenders(at, groups)

    def _offenders(self, at: int, groups: list[Group]) -> list[Group]:
        """«المتهم بقتل زوجته», «الجناة الخمسة», «المتورطين في الحادث»."""
        number = self.reader.quantities.get(at + 1)
        if number is not None and number.definite and number.value:
            return [Group(at, number.last, number.value, noun=(at, at + 1), quantity=number)]
        if groups:
            return [replace(groups[0], definite=False)]
        end = self.reader.noun_end(at, self._end)
        return [Group(at, end, None, "vague", None, "several", (at, end), "noun")]

    def _owner(self, at: int) -> list[Group]:
        """«صاحب مخبز», «مدير شركة»: one person by what is his."""
        end = self.reader.noun_end(at, self._end)
        return [Group(at, end, 1, noun=(at, end), kind="noun")] if end > at + 1 else []

    def _of_people(self, group: Group) -> bool:
        """Whether a figure counts people: a bare «ضبط 40» may be of anything."""
        if group.noun is None:
            return group.general and group.quantity is not None and group.last > group.quantity.last
        return not is_thing(self.tokens[group.noun[0]].word)

    def _behind_doer(self, at: int) -> list[Group]:
        """«ضبطت مباحث التموين صاحب مخبز»: the first people behind a definite doer."""
        for index in range(at + 1, min(self._end, at + _FARTHEST_DOER)):
            word = self.tokens[index].word
            form = shape(word)
            if index in self.reader.quantities:
                return self._people_behind(index) if index > at + 1 else []
            if self.tokens[index].kind != "word" or form.conjunction or form.preposition:
                return []
            if index == at + 1 or not self._free_noun(index):
                continue
            if is_thing(word):
                return []
            offender = form.definite and not _OFFENDERS.isdisjoint(word.stems)
            groups = self._people_behind(index) if offender or not form.definite else []
            if groups and groups[0].kind != "name":
                return groups[:1]
        return []

    def _summed_up(self, at: int) -> list[Group]:
        for index in range(at + 1, min(self._end - 1, at + _FARTHEST_SUM)):
            if self.tokens[index].word.folded == "باجمالي":
                return self._counted_people(index + 1)
        return []

    def _toppled(self, at: int) -> int | None:
        """«الإطاحة بثلاثة مهربين», «أطاحت الشرطة بعصابة من 5 أفراد», «تفكيك خلية من 4 أفراد»."""
        apart = self.tokens[at].word.folded.removeprefix("ال").startswith(("تفك", "فكك"))
        for index in range(at + 1, min(self._end, at + _FARTHEST_TOPPLED)):
            word = self.tokens[index].word
            if self.tokens[index].kind == "punctuation":
                return None
            if not (apart or word.folded.startswith("ب")) or is_thing(word):
                continue
            group = self.reader.group(index, self._end)
            body = group is not None and group.quantity is not None and group.first == index
            if group and body and index not in self.reader.quantities:
                return self._told_held(at, [group], "gang")
            first = (group.noun or (index, 0))[0] if group else index
            named = self.tokens[first].word
            if not apart and person_of(named) and not _OFFENDERS.isdisjoint(named.stems):
                groups = self._people_behind(index)
                return self._told_held(at, groups[:1], "toppled")
        return None

    def _object(self, at: int, cue: Cue) -> list[Group]:
        groups = super()._object(at, cue)
        return groups or (self._listed_behind(at) if cue.role == "detained" else [])

    def _listed_behind(self, at: int) -> list[Group]:
        """«اعتقلت القوات كلا من: فلان، وفلان», «… المواطنين: فلان وفلان»."""
        for index in range(at + 1, min(self._end - 2, at + _FARTHEST_LIST)):
            token, following = self.tokens[index : index + 2]
            if token.word.folded in ("كلا", "كل") and following.word.folded == "من":
                begin = index + 2
            elif person_of(token.word) and shape(token.word).definite and following.text == ":":
                begin = index + 1
            else:
                continue
            begin += begin < self._end and self.tokens[begin].text == ":"
            return self.reader.each_of(begin, self._end)
        return []

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
        after = self.tokens[group.first + 1 : min(self._end, group.last + _FARTHEST_CAPTIVE)]
        captive = any(token.word.folded in _CAPTIVE for token in after)
        return self._told_held(at, [group], "captive") if captive else None

    def _numbered(self, at: int) -> int | None:
        """«ارتفع عدد الأسرى في السجون إلى 9800»: a total of prisoners."""
        return self._label(at, Cue("detained", "victim", "p", definite=True))
