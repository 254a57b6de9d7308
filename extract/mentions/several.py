"""Several men under one title: «وزيرا خارجية تركيا وروسيا», «الوزراء فلان وفلان»."""

from __future__ import annotations

from abc import ABC, abstractmethod

from extract.mentions.complements import Title
from extract.mentions.party import Mention
from extract.mentions.persons import Persons
from extract.wordclass import STATES, TITLES

_SINGULARS = {
    "رييسا": "رئيس", "رييسي": "رئيس", "وزيرا": "وزير", "وزيري": "وزير", "زعيما": "زعيم",
    "زعيمي": "زعيم", "قايدا": "قائد", "قايدي": "قائد", "سفيرا": "سفير", "سفيري": "سفير",
    "نظيريه": "نظيره", "نظيراه": "نظيره", "اميرا": "أمير", "اميري": "أمير", "ملكا": "ملك",
    "نايبا": "نائب", "مستشارا": "مستشار",
}  # fmt: skip


class Several(Persons, ABC):
    """Reads titles in the dual and plural."""

    def _several(self, index: int, limit: int) -> list[Mention]:
        """«وزيرا خارجية تركيا وروسيا»: two men; «وزراء الخارجية العرب»: a group."""
        title = self.title(index, limit)
        shared = self._sharing(index, title, limit)
        if shared:
            text = self.text(index, shared)
            return [Mention(index, shared, "group", text, text, number="p")]
        if title.head.number == "p" and title.head.article and title.last == index + 1:
            named = self._names(index, title, limit)
            if named:
                return named
        if title.head.number == "d":
            listed = self._listed(index, title, limit)
            if listed:
                return listed
            if title.joined:
                return self._split(title)
        end = self._out_of(title.last, limit)
        if end == title.last and end < limit and self._nested(title):
            end = self.name(end, limit, after_title=True)
        if end == index + 1 and not title.head.definite:
            text = self.text(index, end)
            return [Mention(index, end, "group", text, text, number="p")]
        text = self.text(index, end)
        return [Mention(index, end, "group", text, text, country=title.country or None, number="p")]

    def _sharing(self, index: int, title: Title, limit: int) -> int:
        """The end of «قادة ورؤساء الوفود», where two heads share a genitive; else 0."""
        at = title.last
        if title.head.definite or at != index + 1 or at + 1 >= limit:
            return 0
        word = self.forms[at]
        if word is None or not word.conjunction or word.title != "role" or word.number != "p":
            return 0
        second = self.title(at, limit)
        return second.last if second.last > at + 1 and not word.definite else 0

    def _shares(self, index: int, limit: int) -> bool:
        """Whether a head in the singular shares its genitive («رئيس وأعضاء المجلس»)."""
        head = self.forms[index]
        word = self.forms[index + 1] if index + 1 < limit else None
        if head is None or word is None or head.definite or word.definite:
            return False
        return bool(word.conjunction) and word.title == "role" and word.number == "p"

    def _names(self, index: int, title: Title, limit: int) -> list[Mention]:
        """«الوزراء فلان وفلان وفلان»: each man by himself."""
        found: list[Mention] = []
        at, first = title.last, index
        while at < limit:
            word = self.forms[at]
            if word is None or word.preposition or (found and not word.conjunction):
                break
            end = self.name(at, limit, after_title=True)
            if end == at:
                break
            name = self.text(at, end)
            found.append(Mention(first, end, "person", name, self.text(first, end), name))
            at = first = end
        return found if len(found) > 1 else []

    def _listed(self, index: int, title: Title, limit: int) -> list[Mention]:
        """Two men with their names after a title in the dual."""
        at = title.last + 1 if self.mark(title.last, "،,") else title.last
        if at >= limit:
            return []
        first = self.name(at, limit, after_title=True)
        if first == at or first >= limit:
            return []
        cut = first
        if self.mark(first, "،,") and first + 1 < limit:
            first += 1
        word = self.forms[first]
        if word is None or not word.conjunction:
            return []
        second = first
        state = self.phrase(first, STATES)
        if state:
            second = state
        elif word.nisba and word.article:
            second = first + 1
        end = self.name(second, limit, after_title=True) if second < limit else second
        if end == second:
            return []
        one, two = self.text(at, cut), self.text(second, end)
        full = self.text(index, cut)
        return [
            Mention(index, cut, "person", one, full, one, title.country or None),
            Mention(first, end, "person", two, self.text(first, end), two),
        ]

    def _split(self, title: Title) -> list[Mention]:
        """Two roles out of a dual: each named in the singular, both with the whole phrase."""
        singular = self._singular(title)
        cut = title.joined[0]
        middle = self.text(title.first + 1, cut)
        full = self.text(title.first, title.last)
        own = self.text(cut, title.last)
        before = self.forms[cut - 1]
        shared = cut - 1
        while (
            shared > title.first + 1
            and before is not None
            and before.state
            and not self.phrase(shared, STATES)
        ):
            shared -= 1
        start = self._state_start(title.first + 1, cut)
        prefix = self.text(title.first + 1, start) if start > title.first + 1 else ""
        second = " ".join(part for part in (singular, prefix, own) if part)
        return [
            Mention(
                title.first,
                cut,
                "role",
                f"{singular} {middle}",
                full,
                country=title.country or None,
            ),
            Mention(cut, title.last, "role", second, full, country=self._code(cut)),
        ]

    def _singular(self, title: Title) -> str:
        """«الرئيس» of «الرئيسين», «وزير» of «وزيرا»."""
        written = self.text(title.first, title.first + 1)
        if title.head.stem in _SINGULARS:
            return _SINGULARS[title.head.stem]
        dual = title.head.stem.endswith(("ان", "ين")) and title.head.stem[:-2] in TITLES
        return written[:-2] if dual else written

    def _code(self, index: int) -> str | None:
        word = self.forms[index]
        end = self.phrase(index, STATES)
        if end:
            return self.entry(index, end, STATES)
        return word.nisba or None if word is not None else None

    def _state_start(self, first: int, cut: int) -> int:
        for index in range(first, cut):
            if self.phrase(index, STATES) == cut:
                return index
        return cut - 1

    @abstractmethod
    def _out_of(self, at: int, limit: int) -> int:
        """The end of «من مصر وقطر» at ``at`` (see `extract.mentions.bodies`)."""
