"""The grammar of parties: which words name one person, role, body, delegation, state or group.

Each layer builds on the one below: `names` (where a name ends), `titles` (a head and its
complement), `persons` (one man however many titles he has), and here any party.
"""

from __future__ import annotations

from dataclasses import replace

from extract.mentions.party import Kind, Mention
from extract.mentions.persons import Persons
from extract.mentions.titles import Title
from extract.wordclass import ORGANISATIONS, STATES, TITLES, Form

__all__ = ["Kind", "Mention", "Reader"]

_QUOTES = {'"': '"', "«": "»", "“": "”", "”": "“", "„": "“", "'": "'", "‘": "’"}
_HEADED = frozenset({"برياسه", "بقياده", "بزعامه"})  # برئاسة فلان
_HEADED_VERBS = frozenset({"يتراسه", "يراسه", "يقوده", "تراسه", "يتراسها"})
_SEVERAL_DELEGATIONS = frozenset({"وفود", "وفدين", "وفدان", "وفدي"})
_GREAT = frozenset({"كبير", "كبيره", "كبار"})
# Before a kunya, these make it the name of a family or place.
_NO_PERSON = frozenset(
    {
        "عايله",
        "عائله",
        "قريه",
        "بلده",
        "مخيم",
        "حي",
        "شارع",
        "مدرسه",
        "مستشفي",
        "مسجد",
        "قرى",
        "ال",
        "منطقه",
        "عشيره",
    }
)
_SINGULARS = {
    "رييسا": "رئيس", "رييسي": "رئيس", "وزيرا": "وزير", "وزيري": "وزير", "زعيما": "زعيم",
    "زعيمي": "زعيم", "قايدا": "قائد", "قايدي": "قائد", "سفيرا": "سفير", "سفيري": "سفير",
    "نظيريه": "نظيره", "نظيراه": "نظيره", "اميرا": "أمير", "اميري": "أمير", "ملكا": "ملك",
    "نايبا": "نائب", "مستشارا": "مستشار",
}  # fmt: skip


class Reader(Persons):
    """Reads the parties of one document."""

    def parties(self, index: int, limit: int, expected: bool = False) -> list[Mention]:
        """The party or parties that the phrase at ``index`` names; none where no party begins.

        ``expected`` tells that the sentence calls for a party here, so that a single unknown word
        is taken for a name.
        """
        word = self.forms[index]
        if word is None:
            return self._in_quotes(index, limit)
        if word.stop or (word.stem in _GREAT and not self._great(index, limit)):
            return []
        rank = max(index + 1, self.phrase(index, TITLES))
        if word.title == "rank" and self._opens_name(rank, limit):
            found = self.person(index, limit)
            if found:
                return [found]
        if word.body == "delegation":
            return self._delegation(index, limit)
        state = self.phrase(index, STATES)
        if state:
            text = self.text(index, state)
            code = self.entry(index, state, STATES)
            return [Mention(index, state, "state", text, text, country=code)]
        if word.title or self.phrase(index, TITLES) > index + 1:
            if word.title == "role" and word.number in ("d", "p"):
                return self._several(index, limit)
            found = self.person(index, limit)
            if found or not word.body:
                return [found] if found else []
        if word.body or self.phrase(index, ORGANISATIONS) > index + 1:
            return self._body(index, limit, word)
        return self._bare_name(index, limit, word, expected)

    def _great(self, index: int, limit: int) -> bool:
        """Whether «كبار» heads a phrase («كبار المسؤولين») and is no adjective («ضباط كبار»)."""
        after = self.forms[index + 1] if index + 1 < limit else None
        return after is not None and not after.conjunction and (after.article or bool(after.title))

    def _in_quotes(self, index: int, limit: int) -> list[Mention]:
        if self.tokens[index].text not in _QUOTES:
            return []
        end = self.quoted(index, limit)
        if not end or self.forms[index + 1] is None:
            return []
        inside = self.parties(index + 1, end - 1)
        if inside and inside[-1].last == end - 1:
            return [replace(inside[0], first=index, last=end)]
        return []

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
        if end == index or (before is not None and before.stem in _NO_PERSON):
            return []
        if word.person == "particle" and before is not None and before.unknown:
            return []
        if end == index + 1 and word.person != "figure" and not expected:
            return []
        if not expected and not word.person and not self._son_follows(index, limit):
            plain = [
                f for f in self.forms[index:end] if f is not None and f.unknown and not f.article
            ]
            if len(plain) < 2 or word.article:
                return []
        return [self._named(index, index, end, [], limit)]

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
        if alone and end == index + 1 and word.body != "name":
            return []
        text = self.text(index, end)
        kind: Kind = "group" if word.body == "group" else "organisation"
        country = title.country or None
        number = "p" if kind == "group" else "s"
        return [Mention(index, end, kind, text, text, country=country, number=number)]

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
        origin = title.last
        end = self._out_of(origin, limit)
        head: Mention | None = None
        at = end + 1 if self.mark(end, "،,") else end
        word = self.forms[at] if at < limit else None
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
        singular = _SINGULARS.get(title.head.stem, self.text(title.first, title.first + 1))
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
