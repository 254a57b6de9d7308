"""How many people a phrase counts: «ما لا يقل عن 15 جنديا», «طفلان», «امرأة وطفلتها», a name.

A `Group` is one such phrase. Reading it says nothing about what befell the people: that is for the
word of harm beside it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from extract.casualties.harm import cue_of
from extract.casualties.people import is_thing, person_of
from extract.casualties.victim_groups import GroupReader
from extract.casualties.victim_nouns import Group
from extract.phrases import shape
from extract.tables import load_set

_STOPS = load_set("victim_stops")
_LONGEST_NAME = 7
_LONGEST_ORIGIN = 6  # tokens of «من جنسيات مختلفة», and the word behind


__all__ = ["Group", "Reader"]


@dataclass(slots=True)
class Reader(GroupReader):
    """Reads the groups of people of one document."""

    def groups(self, at: int, limit: int) -> list[Group]:
        """The coordinated groups at ``at``: «ضابط و3 جنود» are two, «امرأة وطفلتها» one."""
        found: list[Group] = []
        group = self.group(at, limit) or self._named_many(at, limit)
        while group is not None:
            if found and found[-1].kind == group.kind == "name" and self._pair(found[-1]):
                found[-1] = replace(found[-1], last=group.last, noun=(found[-1].first, group.last))
            else:
                found.append(group)
            joined = (
                self._joined(group.last, limit)
                or self._past_surname(group, limit)
                or self._past_origin(group, limit)
                or self._with(group, limit)
                or self._listed(group, limit)
            )
            group = self.group(joined, limit) if joined else None
            if group and group.kind in ("name", "others") and found[-1].kind == "figure":
                break
            if group and group.kind == "noun" and self.acts(group.last, limit):
                break  # «مقتل مستوطن ومقاومون يتصدون …»
            while group and self._belongs(found[-1], group):  # «40 ألف طفل وامرأة ومسن»
                found[-1] = replace(
                    found[-1],
                    last=group.last,
                    noun=((found[-1].noun or (group.first, 0))[0], group.last),
                )
                joined = self._joined(group.last, limit)
                group = self.group(joined, limit) if joined else None
        return _summed(found)

    def each_of(self, at: int, limit: int) -> list[Group]:
        """The people named one by one behind «كلا من»: each between commas or behind «و»."""
        tokens = self.document.tokens
        begins = [at]
        end = at
        while end < limit and end - begins[-1] <= _LONGEST_NAME:
            if tokens[end].text in ("،", ","):
                begins.append(end + 1)
            elif self._ends_names(end) and not self._last_name(end, begins[-1], limit):
                break
            elif self._joins(end) and end > begins[-1]:
                begins.append(end)
            end += 1
        if end - begins[-1] < 2:  # «، ونقلتهم إلى …»: no name, the next clause
            end = begins.pop()
            end -= tokens[end - 1].text in ("،", ",")
        named = any(begin in self.names for begin in begins) or self._name(at, limit)
        if len(begins) < 2 or not named:
            return []
        return [Group(at, end, len(begins), noun=(at, end), kind="name")]

    def _last_name(self, at: int, begin: int, limit: int) -> bool:
        """«… وهزار تكري.»: a last name that is written like a verb, where the list ends."""
        tokens = self.document.tokens
        ends = at + 1 >= limit or tokens[at + 1].text in (".", "،", ",")
        return at == begin + 1 and ends and tokens[at].kind == "word"

    def _joins(self, at: int) -> bool:
        """Whether «و» begins the word, of which the dictionary may know nothing."""
        word = self.document.tokens[at].word
        return bool(shape(word).conjunction) or (word.folded.startswith("و") and not word.known)

    def _ends_names(self, at: int) -> bool:
        """Whether no name goes on at token ``at``."""
        token = self.document.tokens[at]
        form = shape(token.word)
        if token.kind != "word" or form.only_verb or form.preposition:
            return True
        return token.word.folded in _STOPS or cue_of(token.word) is not None

    def _pair(self, group: Group) -> bool:
        """«الطفلين عمر وسامي»: the dual counts both who are named behind it."""
        person = person_of(self.document.tokens[group.first].word)
        return group.count == 2 and person is not None and person.number == "d"

    def _belongs(self, figure: Group, group: Group) -> bool:
        """Whether a noun joined to a figure is counted in it: a single one after 11 and more («40
        ألف طفل وامرأة»), a plural like the one counted («15 من جنوده وضباطه»)."""
        if figure.quantity is None or figure.noun is None or group.kind != "noun":
            return False
        if group.count == 1:
            return (figure.count or 0) > 10 and not group.definite
        alike = [shape(self.document.tokens[at].word) for at in (figure.noun[0], group.first)]
        return group.vague == "several" and all(form.definite or form.owned for form in alike)

    def _past_surname(self, group: Group, limit: int) -> int | None:
        """«أحمد حمدان شراب وزوجته»: a last name that is a common noun as well, before his kin."""
        at = group.last + 1
        if group.kind != "name" or at >= limit:
            return None
        tokens = self.document.tokens
        kin = person_of(tokens[at].word) if tokens[at].word.folded.startswith("و") else None
        plain = shape(tokens[group.last].word)
        named = plain.nominal and not (plain.preposition or plain.conjunction or plain.definite)
        return at if kin and kin.owned and named else None

    def _past_origin(self, group: Group, limit: int) -> int | None:
        """«خمسة سياح من جنسيات متعددة وسائقين مغربيين»: where the first are from."""
        tokens = self.document.tokens
        if group.last >= limit or tokens[group.last].word.folded != "من":
            return None
        for at in range(group.last + 1, min(limit, group.last + _LONGEST_ORIGIN)):
            word = tokens[at].word
            if tokens[at].kind != "word" or cue_of(word) or shape(word).only_verb:
                return None
            if at > group.last + 1 and word.folded.startswith("و"):
                quantity = self.quantities.get(at)
                person = person_of(word)
                plain = person is not None and not shape(word).definite and not person.owned
                return at if (quantity and quantity.joined) or plain else None
        return None

    def _named_many(self, at: int, limit: int) -> Group | None:
        """«الصحفيين أنس مراد ومحمد شريف وإبراهيم نوفل»: as many as are named."""
        if at + 1 >= limit or at + 1 not in self.names:
            return None
        word = self.document.tokens[at].word
        person = person_of(word)
        if person is None or person.number == "s" or not shape(word).definite:
            return None
        named = self.groups(at + 1, limit)
        if len(named) != 1 or named[0].kind != "name" or (named[0].count or 0) < 2:
            return None
        return replace(named[0], first=at, noun=(at, named[0].last))

    def _listed(self, group: Group, limit: int) -> int | None:
        """«مقتل آلان فرير، محمد فواز، إيمان صقر وعاملة»: a name behind a comma goes on."""
        at = group.last
        tokens = self.document.tokens
        if group.kind != "name" or at + 1 >= limit or tokens[at].text not in ("،", ","):
            return None
        person = any(first == at + 1 for first, _ in self.persons)
        last = self.names.get(at + 1, at + 1)
        goes_on = last < limit and (
            tokens[last].text in ("،", ",") or shape(tokens[last].word).conjunction
        )
        return at + 1 if person and goes_on else None

    def _with(self, group: Group, limit: int) -> int | None:
        """«قتل فلان مع اثنين من مساعديه»."""
        at = group.last
        named = group.kind == "name" and at + 1 < limit
        company = named and self.document.tokens[at].word.folded == "مع"
        return at + 1 if company and at + 1 in self.quantities else None

    def acts(self, at: int, limit: int) -> bool:
        """Whether a verb that tells of no harm stands there: those before it begin a clause."""
        if at >= limit:
            return False
        word = self.document.tokens[at].word
        if word.folded.endswith("ان"):
            return False  # «رجلا وامرأة يحملان الجنسية …»: it describes both
        present = bool(word.analyses) and word.analyses[0].aspect == "i"
        return present and shape(word).only_verb and cue_of(word) is None

    def _joined(self, at: int, limit: int) -> int | None:
        """``at`` if «و» joins something there that may be counted too."""
        if at >= limit:
            return None
        tokens = self.document.tokens
        if (
            at + 2 < limit and "ً" in tokens[at].text and cue_of(tokens[at].word)
        ):  # «فلان شهيدًا، ومعه آخر»
            at += 1
        at = self._past_age(at, limit)
        if at >= limit:
            return None
        if tokens[at].text in ("،", ",") and at + 1 < limit:
            at += 1
        token = tokens[at]
        if token.word.folded in ("ومعه", "ومعها", "ومعهما") and at + 1 < limit:
            return at + 1
        if token.word.folded == "و":
            return at + 1 if at + 1 < limit else None
        if not token.word.folded.startswith("و") or cue_of(token.word):
            return None
        quantity = self.quantities.get(at)
        return at if (quantity and quantity.joined) or not quantity else None

    def _past_age(self, at: int, limit: int) -> int:
        """«محمد الأشقر 22 عاما والفتى …», «سالم (80 عاما) ونجلته»: behind the age."""
        tokens = self.document.tokens
        opened = tokens[at].text == "("
        quantity = self.quantities.get(at + opened)
        if quantity is None or quantity.kind not in ("age", "duration"):
            return at
        end = quantity.last + (quantity.last < limit)
        while end < limit and tokens[end].word.folded in ("من", "العمر"):
            end += 1
        if opened:
            closed = end < limit and tokens[end].text == ")"
            return end + 1 if closed else at
        return end

    def plain_name(self, at: int, limit: int) -> list[Group]:
        """Words that stand where only a name can stand: «استشهاد مؤمن العمور بغارة»."""
        tokens = self.document.tokens
        end = at
        while end < limit and end < at + _LONGEST_NAME:
            token = tokens[end]
            form = shape(token.word)
            if end == at and token.text == "علي":  # the name, not «على»
                end += 1
                continue
            if token.kind != "word" or token.word.folded in _STOPS or cue_of(token.word):
                break
            if form.preposition or (form.conjunction and end > at) or is_thing(token.word):
                break
            end += 1
        if end < at + 2:
            return []
        titled = shape(tokens[at].word).definite and any(map(self._apposed, tokens[at + 1 : end]))
        if person_of(tokens[at].word) or (shape(tokens[at].word).definite and not titled):
            return []
        group = Group(at, end, 1, noun=(at, end), kind="name")
        joined = self._joined(end, limit)
        further = self.groups(joined, limit) if joined else []
        return _summed([group, *further]) if further and further[0].kind != "figure" else [group]






def _summed(groups: list[Group]) -> list[Group]:
    """Single persons told one by one are one count: «امرأة وطفلتها» are two."""
    if len(groups) < 2:
        return groups
    single = [bool(g.count and not g.quantity and g.bound == "exact") for g in groups]
    if len(groups) > 2 and all(single[:-1]) and not single[-1]:
        return [*_summed(groups[:-1]), groups[-1]]  # «رجل وزوجته وأربعة من أطفالهما»
    singles = all(single)
    people = all(not g.quantity and g.kind in ("noun", "name") for g in groups)
    if people and not singles and any(g.vague == "several" for g in groups):
        whole = (groups[0].first, groups[-1].last)
        return [Group(whole[0], whole[1], None, "vague", None, "several", whole, "noun")]
    if singles and any(g.kind != "others" for g in groups):
        total = sum(g.count or 0 for g in groups)
        return [
            replace(
                groups[0],
                last=groups[-1].last,
                count=total,
                definite=False,
                general=False,
                noun=(groups[0].first, groups[-1].last),
            )
        ]
    return groups
