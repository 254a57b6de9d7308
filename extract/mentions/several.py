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

# Heads of bodies in the dual, with the singular under which each of the two is told.
DUAL_BODIES = {
    "مجلسا": "مجلس", "مجلسي": "مجلس", "لجنتا": "لجنة", "لجنتي": "لجنة", "هييتا": "هيئة",
    "هييتي": "هيئة", "وزارتا": "وزارة", "وزارتي": "وزارة", "حزبا": "حزب", "حزبي": "حزب",
    "كتلتا": "كتلة", "كتلتي": "كتلة", "وفدا": "وفد", "وفدي": "وفد", "حكومتا": "حكومة",
    "حكومتي": "حكومة", "جيشا": "جيش", "جيشي": "جيش", "نقابتا": "نقابة", "نقابتي": "نقابة",
    "محكمتا": "محكمة", "برلمانا": "برلمان",
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
        listed = self._listed(index, title, limit)
        if listed:
            return listed
        if title.head.number == "d" and title.joined:
            return self._split(title)
        end = max(self._out_of(title.last, limit), self._halved(title, limit))
        if end == title.last and end < limit and self._nested(title):
            end = self.name(end, limit, after_title=True)
        if end == index + 1 and not title.head.definite:
            text = self.text(index, end)
            return [Mention(index, end, "group", text, text, number="p")]
        text = self.text(index, end)
        return [Mention(index, end, "group", text, text, country=title.country or None, number="p")]

    def _halved(self, title: Title, limit: int) -> int:
        """The end of «رئيسا مجلسي النواب والشيوخ», where a body in the dual has two names; or 0."""
        word = self.forms[title.last] if title.last < limit else None
        inner = [f for f in self.forms[title.first + 1 : title.last] if f is not None]
        dual = any(f.stem in DUAL_BODIES for f in inner)
        if not dual or word is None or not (word.conjunction and word.article):
            return 0
        return self.title(title.last, limit).last

    def _sharing(self, index: int, title: Title, limit: int) -> int:
        """The end of «قادة ورؤساء الوفود», where two heads share a genitive; else 0."""
        at = title.last
        if title.head.definite or at != index + 1 or at + 1 >= limit:
            return 0
        word = self.forms[at]
        if word is None or not word.conjunction:
            return 0
        if word.body != "group" and (word.title != "role" or word.number != "p"):
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
        """Men with their names after one title: «وزيري خارجية مصر فلان والأردن فلان»."""
        found: list[Mention] = []
        at = title.last + 1 if self.mark(title.last, "،,") else title.last
        start = index
        while at < limit:
            word = self.forms[at]
            if word is not None and word.title == "rank" and not (found and word.preposition):
                at += 1
                continue
            end = self.name(at, limit, after_title=True)
            if end == at:
                break
            name, country = self.text(at, end), "" if found else title.country
            found.append(
                Mention(start, end, "person", name, self.text(start, end), name, country or None)
            )
            start = end + 1 if self.mark(end, "،,") else end
            at = self._next_of_list(start, limit, title.head.number == "p")
        return found if len(found) > 1 else []

    def _next_of_list(self, at: int, limit: int, marked: bool) -> int:
        """Where the next name of a list begins, behind «و» and the state he comes from; ``limit``
        if the list has ended. ``marked``: the state must be told."""
        word = self.forms[at] if at < limit else None
        if word is None or not word.conjunction:
            return limit
        state = self.phrase(at, STATES)
        if state or (word.nisba and word.article):
            return state or at + 1
        return limit if marked else at

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
