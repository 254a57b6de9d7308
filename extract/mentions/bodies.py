"""Bodies, groups and delegations: «وزارة الصحة», «فصائل المقاومة», «وفد من حماس برئاسة فلان»."""

from __future__ import annotations

from abc import ABC, abstractmethod

from extract.mentions.party import Kind, Mention
from extract.mentions.several import DUAL_BODIES, Several
from extract.wordclass import ORGANISATIONS, STATES, Form

_HEADED = frozenset({"برياسه", "بقياده", "بزعامه"})  # برئاسة فلان
_HEADED_VERBS = frozenset({"يتراسه", "يراسه", "يقوده", "تراسه", "يتراسها"})
_SEVERAL_DELEGATIONS = frozenset({"وفود", "وفدين", "وفدان", "وفدي"})


class Bodies(Several, ABC):
    """Reads bodies, groups and delegations."""

    @abstractmethod
    def parties(self, index: int, limit: int, expected: bool = False) -> list[Mention]:
        """The parties that the phrase at ``index`` names (see `extract.mentions.parties`)."""

    def _body(self, index: int, limit: int, word: Form) -> list[Mention]:
        named = self.phrase(index, ORGANISATIONS)
        title = self.title(index, limit)
        end = title.last
        key = " ".join(self._bases(index, named)) if named else ""
        if key and ORGANISATIONS.get(key, ("",))[0] == "name" and named >= end:
            end = named
        alone = end == index + 1 and not word.definite
        if word.body == "group" or (alone and word.stem in ("لجنه", "مجموعه", "هييه")):
            end = self._out_of(end, limit)
        if word.body == "group":
            end = max(end, self._sharing(index, title, limit))
        if alone and end == index + 1 and word.body != "name":
            return []
        halves = self._halves(index, end, limit)
        if halves:
            return halves
        text = self.text(index, end)
        kind: Kind = "group" if word.body == "group" else "organisation"
        country = title.country or None
        number = "p" if kind == "group" else "s"
        return [Mention(index, end, kind, text, text, country=country, number=number)]

    def _halves(self, index: int, end: int, limit: int) -> list[Mention]:
        """«مجلسا السيادة والوزراء», «وفدي "حماس" و"فتح"»: two bodies under one head."""
        head = self.forms[index]
        singular = DUAL_BODIES.get(head.stem if head is not None else "")
        word = self.forms[end] if end < limit else None
        if singular is None or end == index + 1 or word is None:
            return []
        second = end
        if word.base == "و" and end + 1 < limit and self.forms[end + 1] is None:
            second = end + 1
            last = self.quoted(second, limit)
        elif word.conjunction and word.nominal and not word.verb and word.body != "delegation":
            last = self.title(end, limit).last if word.definite else 0
        else:
            return []
        if not last:
            return []
        kind: Kind = "delegation" if singular == "وفد" else "organisation"
        full = self.text(index, last)
        one = f"{singular} {self.text(index + 1, end)}"
        two = f"{singular} {self.text(second, last)}"
        return [Mention(index, end, kind, one, full), Mention(second, last, kind, two, full)]

    def _out_of(self, at: int, limit: int) -> int:
        """«من مصر وقطر»: where the members of a group or delegation come from."""
        word = self.forms[at] if at < limit else None
        if word is None or word.base != "من" or word.conjunction or at + 1 >= limit:
            return at
        end = at + 1
        for inner in self.parties(end, limit):
            end = inner.last
        if end == at + 1:
            end = self._members(end, limit)
        if end == at + 1:
            return at
        while end < limit:
            joined = self.forms[end]
            state = self.phrase(end, STATES) if joined is not None and joined.conjunction else 0
            if not state:
                break
            end = state
        return end

    def _members(self, at: int, limit: int) -> int:
        """The end of a phrase that tells of whom a group consists («من رجال الأعمال»)."""
        word = self.forms[at]
        plain = word is not None and word.nominal and not (word.stop or word.verb)
        if word is None or not plain or word.conjunction or word.preposition:
            return at
        title = self.title(at, limit)
        return title.last if word.definite or title.last > at + 1 else at

    def _delegation(self, index: int, limit: int) -> list[Mention]:
        title = self.title(index, limit)
        halves = self._halves(index, title.last, limit)
        if halves:
            return halves
        origin = title.last
        mission = title.head.stem == "بعثه"  # «حذرت البعثة من …»
        end = origin if mission and title.head.definite else self._out_of(origin, limit)
        head: Mention | None = None
        at = end + 1 if self.mark(end, "،,") else end
        word = self.forms[at] if at < limit else None
        if word is not None and word.base in ("الذي", "التي") and at + 1 < limit:
            after = self.forms[at + 1]
            at, word = (at + 1, after) if after and after.base in _HEADED_VERBS else (at, word)
        if word is not None and (word.base in _HEADED or word.base in _HEADED_VERBS):
            head = (
                next(iter(self.parties(at + 1, limit, expected=True)), None)
                if at + 1 < limit
                else None
            )
        if head is not None and head.kind in ("person", "role"):
            full = self.text(index, head.last)
            return [
                Mention(
                    index,
                    head.last,
                    "delegation",
                    head.name,
                    full,
                    head.head,
                    title.country or None,
                )
            ]
        text = self.text(index, end)
        states = [i for i in range(origin, end) if (f := self.forms[i]) is not None and f.state]
        if title.head.stem in ("وفود", "وفدا", "وفدي") and len(states) > 1:
            return [
                Mention(
                    index, end, "delegation", self.text(s, self.phrase(s, STATES)), text, number="s"
                )
                for s in states
            ]
        if end == index + 1 and not title.head.definite and title.head.stem == "فريق":
            return []
        several = title.head.stem in _SEVERAL_DELEGATIONS
        return [
            Mention(
                index,
                end,
                "delegation",
                text,
                text,
                country=title.country or None,
                number="p" if several else "s",
            )
        ]
