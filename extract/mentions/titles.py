"""A title with its complement: «رئيس جهاز الاستخبارات التركي», «وزارة الصحة في غزة».

A complement is open while it is a chain of genitives, closed by a definite noun, a name or a state;
after that only adjectives, «في», «ل» and coordinated nouns go on. Where it ends a name can begin.
"""

from __future__ import annotations

from abc import ABC

from extract.mentions.complements import MEMORIALS, REALMS, Complements, Title
from extract.wordclass import ORGANISATIONS, TITLES

_LONGEST = 16  # tokens of one title; the longest real ones have about 14


class Titles(Complements, ABC):
    """Reads heads with their complements."""

    def title(self, index: int, limit: int) -> Title:
        """The head at ``index`` with its complement."""
        head = self.forms[index]
        if head is None:
            raise ValueError("a title begins with a word")
        reading = Title(index, index + 1, head, "", [])
        is_open = not (head.definite or head.enclitic) and head.body != "name"
        limit = min(limit, index + _LONGEST)
        definite = head.definite
        named = self.phrase(index, ORGANISATIONS)
        if named > index + 1:
            reading.last, is_open, definite = named, False, True
        called = self.phrase(index, TITLES)
        if called > max(named, index + 1):
            last = self.forms[called - 1]
            definite = last is not None and last.definite
            reading.last, is_open = called, not definite
        while reading.last < limit:
            at = reading.last
            word = self.forms[at]
            if word is None:
                end = self.quoted(at, limit)
                if not end or (self.tokens[at].text == "(" and end - at > 4):
                    break
                inside = self.forms[at + 1]
                if self.tokens[at].text == "(" and (is_open or inside is None or inside.person):
                    break
                known = inside is not None and bool(inside.body or inside.person or inside.state)
                if not head.body and inside is not None and inside.person == "given":
                    break
                if self.tokens[at].text != "(" and not is_open and not known:
                    break
                reading.last, is_open, definite = end, False, True
                continue
            end = self._complement(reading, at, word, is_open, definite, limit)
            if end <= at:
                break
            reading.last = end
            is_open = self._stays_open(at, end, is_open)
            last = self.forms[end - 1]
            definite = definite or (
                last is not None and (last.definite or last.state or last.proper)
            )
        return reading

    def _stays_open(self, at: int, end: int, was_open: bool) -> bool:
        word = self.forms[end - 1]
        if word is not None and word.base == "باسم":
            return True
        if word is not None and word.base in ("عام", "عهد") and was_open:
            return True  # «أمين عام دارة …»
        if word is None or word.definite or word.state or word.nisba or word.person:
            return False
        if word.stem in REALMS or word.stem in MEMORIALS:
            return was_open
        body = self.phrase(at, ORGANISATIONS)
        if body == end and self.entry(at, end, ORGANISATIONS)[0] == "name":
            return False
        adjective = word.adjective and not word.title and not word.body
        return was_open and not adjective and self.place(at) != end
