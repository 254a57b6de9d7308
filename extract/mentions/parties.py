"""The grammar of parties: which words name one person, role, body, delegation, state or group.

Each layer builds on the one below: `words`, `names` (where a name ends), `prepositions`,
`complements` and `titles` (a head and what belongs to it), `persons` (one man however many titles
he has), `several` (a title of several men), `bodies`, and here any party.
"""

from __future__ import annotations

from dataclasses import replace

from extract.mentions.bodies import Bodies
from extract.mentions.offices import is_prince
from extract.mentions.party import Kind, Mention
from extract.mentions.words import QUOTES
from extract.tables import load_set
from extract.wordclass import ORGANISATIONS, PERSONS, STATES, TITLES, Form

__all__ = ["Kind", "Mention", "Reader"]

# Behind these, «الله» and a word make no name unless the sentence calls for one.
_HOLY = frozenset({"طيب", "بيت", "فضل", "رسول", "كتاب", "سبيل", "حفظ", "رحم", "عباد", "حمد", "خلق"})
_GREAT = frozenset({"كبير", "كبيره", "كبار"})
_NAMED_AFTER = load_set("named_after")
_KIN = frozenset({"عايله", "عشيره", "قبيله", "ال"})
_REPRESENTED = frozenset({"ممثله", "ممثلا", "متمثله"})


class Reader(Bodies):
    """Reads the parties of one document."""

    def may_open(self, index: int) -> bool:
        """Whether any party can begin here; most words of a text cannot, so they are passed by."""
        word = self.forms[index]
        if word is None:
            return self.tokens[index].text in QUOTES
        after = self.forms[index + 1] if index + 1 < len(self.forms) else None
        return word.opens or (after is not None and after.base in ("بن", "بنت"))

    def parties(self, index: int, limit: int, expected: bool = False) -> list[Mention]:
        """The party or parties that the phrase at ``index`` names; none where no party begins.

        ``expected`` tells that the sentence calls for a party here, so that a single unknown word
        is taken for a name.
        """
        word = self.forms[index]
        if word is None:
            return self._in_quotes(index, limit)
        if word.stop and not self._is_called(index):
            return []
        if word.stem in _GREAT and not self._great(index, limit):
            return []
        titled = self.phrase(index, TITLES)
        rank = max(index + 1, titled)
        if rank > index + 1 and self.entry(index, rank, TITLES) == ("style", "p"):
            return self._styled(index, rank, limit)
        if self._is_named_after(index, word):
            return []
        if word.title == "rank" and self._opens_name(rank, limit):
            found = self.person(index, limit)
            if found:
                return [found]
        if word.body == "delegation":
            return self._delegation(index, limit)
        state, body = self.phrase(index, STATES), self.phrase(index, ORGANISATIONS)
        if state and body <= state:
            text = self.text(index, state)
            code = self.entry(index, state, STATES)
            return [Mention(index, state, "state", text, text, country=code)]
        if word.title or titled > index + 1:
            if word.title == "role" and (word.number in ("d", "p") or self._shares(index, limit)):
                return self._several(index, limit)
            found = self.person(index, limit)
            if found or not word.body:
                return [found] if found else []
        if word.body or body > index + 1:
            return self._body(index, limit, word)
        return self._bare_name(index, limit, word, expected)

    def _is_called(self, index: int) -> bool:
        """Whether a name or title of several words begins with a particle («غير بيدرسون»)."""
        return max(self.phrase(index, PERSONS), self.phrase(index, TITLES)) > index + 1

    def _styled(self, index: int, end: int, limit: int) -> list[Mention]:
        """«أصحاب المعالي والسعادة وزراء الخارجية»: the courtesy belongs to those it leads to."""
        found = self.parties(end, limit, expected=True) if end < limit else []
        if not found:
            return []
        full = self.text(index, found[0].last)
        return [replace(found[0], first=index, full=full), *found[1:]]

    def _is_named_after(self, index: int, word: Form) -> bool:
        """«كأس الأمير محمد», «مركز الملك سلمان»: what bears a man's name is no man; nor is one who
        «ممثلة في» a body."""
        if word.base in _REPRESENTED:
            after = self.forms[index + 1] if index + 1 < len(self.forms) else None
            return after is not None and after.base == "في"
        if not (word.person or _is_courtesy(word)) or word.conjunction or word.preposition:
            return False
        first = index
        while first and (led := self.forms[first - 1]) is not None and _is_of_man(led):
            first -= 1
        before = self.forms[first - 1] if first else None
        thing = first and _NAMED_AFTER.intersection(self.tokens[first - 1].word.stems)
        if before is None or (first < index and before.stem in _KIN):
            return False  # «عائلة الأسير فلان»: he is a man
        return bool(thing) and not before.article

    def _great(self, index: int, limit: int) -> bool:
        """Whether «كبار» heads a phrase («كبار المسؤولين») and is no adjective («ضباط كبار»)."""
        after = self.forms[index + 1] if index + 1 < limit else None
        return after is not None and not after.conjunction and (after.article or bool(after.title))

    def _in_quotes(self, index: int, limit: int) -> list[Mention]:
        if self.tokens[index].text not in QUOTES:
            return []
        end = self.quoted(index, limit)
        if not end or self.forms[index + 1] is None:
            return []
        word = self.forms[index + 1]
        if end == index + 3 and word is not None and word.body == "head" and not word.definite:
            return self._after_quotes(index, end, limit)
        inside = self.parties(index + 1, end - 1)
        if inside and inside[-1].last == end - 1:
            return [replace(inside[0], first=index, last=end)]
        return []

    def _after_quotes(self, index: int, end: int, limit: int) -> list[Mention]:
        """«"جيش" الاحتلال الإسرائيلي»: the genitive stands outside the quotation marks."""
        last = end
        while last < limit:
            word = self.forms[last]
            describes = word is not None and word.article and (last == end or bool(word.nisba))
            if word is None or not describes or word.conjunction or word.preposition:
                break
            last += 1
        if last == end:
            return []
        text = self.document.text[self.tokens[index].start : self.tokens[last - 1].end]
        return [Mention(index, last, "organisation", text, text)]

    def _bare_name(self, index: int, limit: int, word: Form, expected: bool) -> list[Mention]:
        before = self.forms[index - 1] if index else None
        end = self.name(index, limit, after_title=expected, titled=False)
        if (
            end == index
            and expected
            and word.nisba
            and word.article
            and word.stem.endswith(("ين", "ون"))
        ):
            text = self.text(index, index + 1)
            return [Mention(index, index + 1, "group", text, text, country=word.nisba, number="p")]
        no_person = before is not None and before.stem in _NAMED_AFTER
        holy = end == index + 2 and not expected and word.base in _HOLY
        tail = self.forms[end - 1] if end > index else None
        if tail is not None and holy and tail.base == "الله":
            return []
        if word.base == "رمضان" and tail is not None and tail.base == "المبارك":
            return []
        if end == index or no_person or self.place(index) >= end:
            return []
        if word.person == "particle" and before is not None and before.unknown:
            return []
        if end == index + 1 and word.person != "figure" and not expected:
            return []
        if not expected and not word.person and not self._son_follows(index, limit):
            named = [f for f in self.forms[index:end] if f is not None and not f.article]
            plain = [f for f in named if f.unknown]
            known = len(named) > 1 and named[-1].person == "figure"
            if (len(plain) < 2 and not known) or word.article:
                return []
        return [self._named(index, index, end, [], limit)]


def _is_of_man(word: Form) -> bool:
    """Whether a word may stand before another word of one man's name."""
    return _is_courtesy(word) or (bool(word.person) and not word.conjunction)


def _is_courtesy(word: Form) -> bool:
    """«الشيخ», «سمو», «الملك»: what stands before a man's name."""
    return word.title in ("rank", "style") or is_prince(word)
