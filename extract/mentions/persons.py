"""One man or woman: titles before the name, the name, titles after it."""

from __future__ import annotations

from extract.mentions.complements import PERSONAL, Title
from extract.mentions.offices import Offices, is_prince
from extract.mentions.party import Mention
from extract.mentions.prepositions import is_sovereign
from extract.mentions.words import QUOTES
from extract.wordclass import TITLES, Form

_COUNTERPARTS = frozenset({"نظير", "نظيره", "نظيرته"})
_ENCLOSING = {**QUOTES, "(": ")"}


class Persons(Offices):
    """Reads persons, named or told by their office alone."""

    def person(self, index: int, limit: int) -> Mention | None:
        """One man or woman: titles, name, titles after the name."""
        at, titles, ranked = self._before_name(index, limit)
        titled = bool(titles) or ranked
        word = self.forms[at] if at < limit else None
        if at < limit and word is None and titled:
            end = self._quoted_name(at, limit)
            end = end or (self._between_commas(at, limit) if titles else 0)
            if end:
                return self._named(index, at + 1, end, titles, limit)
        joined = word is not None and at > index and bool(word.conjunction or word.preposition)
        name_end = at
        if at < limit and not joined:
            name_end = self.name(at, limit, after_title=titled)
        if name_end > at:
            of_another = self._office_under(index, at, name_end, titles, limit)
            return of_another or self._named(index, at, name_end, titles, limit)
        return self._unnamed(index, titles) if titles else None

    def _before_name(self, index: int, limit: int) -> tuple[int, list[Title], bool]:
        """What leads to a name: its end, the titles («وزير الدفاع»), whether a rank or style
        («الفريق», «السيد») is among it."""
        at, titles, ranked = index, list[Title](), False
        while at < limit:
            word = self.forms[at]
            if word is None:
                if not self._mark_in_titles(at, titles, ranked, limit):
                    break
                at += 1
                continue
            phrase = self.phrase(at, TITLES)
            single = not phrase > at + 1
            kind, number = (
                (word.title, word.number) if single else self.entry(at, phrase, TITLES)
            )
            clitic = at > index and bool(word.conjunction or word.preposition)
            if kind in ("style", "rank") and not clitic:
                if kind == "rank" and not self._opens_name(phrase or at + 1, limit):
                    break
                at, ranked = phrase or at + 1, True
                if self.mark(at, ".") and at + 1 < limit:
                    at += 1
                continue
            if kind != "role" or (number != "s" and at == index and not titles):
                break
            if word.preposition and at > index:
                break
            if not self._is_further(at, word, titles, single, limit):
                break
            titles.append(self.title(at, limit))
            at = titles[-1].last
        return at, titles, ranked

    def _mark_in_titles(self, at: int, titles: list[Title], ranked: bool, limit: int) -> bool:
        """Whether titles or a name go on behind a mark: «د/ فلان», «وزير الصحة، فلان الفلاني»."""
        if (titles or ranked) and self.mark(at, "/") and self._opens_name(at + 1, limit):
            return True
        if not titles or not self.mark(at, "،,-–") or at + 1 >= limit:
            return False
        return (
            self._name_follows(at + 1, limit)
            or self._same_office(titles, at + 1, limit)
            or self._is_courtesy(titles[-1], at + 1, limit)
        )

    def _is_further(
        self, at: int, word: Form, titles: list[Title], single: bool, limit: int
    ) -> bool:
        """Whether a word of office is one more title of the same man and no part of his name."""
        if titles and not self._same_man(titles, at, word, limit):
            return False
        if self._son_follows(at, limit):
            return False  # «الفريق سلطان بن محمد»
        called = single and bool(word.person or word.namesake)
        return not (called and self._named_so(at, limit))

    def _office_under(
        self, index: int, name: int, name_end: int, titles: list[Title], limit: int
    ) -> Mention | None:
        """«نائب ترمب جي دي فانس», «مستشار الرئيس فلان»: the first name is that of another man,
        whom the office is under; None where the name is the man's own."""
        if not titles:
            return None
        title = titles[-1]
        nested = name == title.last and self._nested(title)
        if not (nested or self._of_somebody(title)):
            return None
        second = name_end + 1 if self.mark(name_end, "،,") else name_end
        if second < limit and self._name_follows(second, limit):
            return self._named(index, second, self.name(second, limit, True), titles, limit)
        if title.head.stem in PERSONAL and self._of_sovereign(title):
            text = self.text(index, name_end)
            return Mention(index, name_end, "role", text, text, country=title.country or None)
        return None

    def _unnamed(self, index: int, titles: list[Title]) -> Mention | None:
        """A man told by his office alone: «وزير الدفاع», but not the bare «وزير»."""
        # «رئيس الوزراء ووزير الدفاع» without a name are two men.
        alone = next((n for n, t in enumerate(titles) if n and t.head.conjunction), len(titles))
        titles = titles[:alone]
        last = titles[-1].last
        if last == titles[-1].first + 1 and not titles[-1].head.definite and len(titles) == 1:
            return None
        country = next((t.country for t in reversed(titles) if t.country), None)
        text = self.text(index, last)
        return Mention(index, last, "role", text, text, country=country)

    def _named_so(self, at: int, limit: int) -> bool:
        """Whether a title that is a given name too («أمين») opens a name and no office."""
        after = self.forms[at + 1] if at + 1 < limit else None
        office = after is not None and after.base in ("عام", "سر")
        return not office and self.name(at, limit, True) > at + 1

    def _nested(self, title: Title) -> bool:
        """Whether another man's title ends the complement: «مستشار الرئيس الأمريكي»."""
        last = self.forms[title.last - 1]
        if last is None or last.person or last.unknown:
            return False
        return any(
            f is not None
            and f.title == "role"
            and f.number == "s"
            and (f.article or f.preposition)
            for f in self.forms[title.first + 1 : title.last]
        )

    def _of_sovereign(self, title: Title) -> bool:
        """«مستشار الرئيس الأمريكي»: or, behind a bare title, of anybody called by his name."""
        inner = range(title.first + 1, title.last)
        roles = [at for at in inner if (f := self.forms[at]) is not None and f.title == "role"]
        return not roles or is_sovereign(self.forms, roles[-1])

    def _of_somebody(self, title: Title) -> bool:
        """«نائب ترمب»: behind a bare title of this kind stands another man's name."""
        bare = title.last == title.first + 1 and not (title.head.definite or title.head.enclitic)
        return bare and title.head.stem in PERSONAL

    def _opens_name(self, at: int, limit: int) -> bool:
        """Whether a name, or titles that lead to one, begin at ``at``."""
        if at >= limit:
            return False
        if self.mark(at, "./"):
            at += 1
        if at < limit and self._quoted_name(at, limit):
            return True
        word = self.forms[at] if at < limit else None
        if word is None or word.conjunction or word.preposition:
            return False
        return bool(word.title) or self.name(at, limit, after_title=True) > at

    def _closes(self, opening: int, at: int) -> bool:
        """Whether the mark at ``at`` closes the quotation or bracket at ``opening``."""
        closing = _ENCLOSING.get(self.tokens[opening].text)
        return closing is not None and self.mark(at, closing)

    def _quoted_name(self, at: int, limit: int) -> int:
        """The end of a name that fills quotation marks: «المبعوث الأممي " فلان الفلاني "»."""
        if self.tokens[at].text not in _ENCLOSING or at + 1 >= limit:
            return 0
        end = self.name(at + 1, limit, after_title=True)
        return end if end > at + 2 and self._closes(at, end) else 0

    def _between_commas(self, at: int, limit: int) -> int:
        """The end of a name that commas set off after a title: «وزير الصحة، جميل الراعي، …»."""
        if not self.mark(at, "،,"):
            return 0
        end = at + 1
        while end < min(limit, at + 6):
            word = self.forms[end]
            if word is None:
                break
            plain = not (
                word.conjunction or word.preposition or word.stop or word.title or word.body
            )
            if not plain or word.state or word.nisba or (word.article and end == at + 1):
                return 0
            if word.verb and not word.proper:
                return 0
            end += 1
        return end if end > at + 2 and end < limit and self.mark(end, "،,") else 0

    def _name_follows(self, at: int, limit: int) -> bool:
        if at >= limit:
            return False
        word = self.forms[at]
        if word is None or word.conjunction or word.preposition:
            return False
        if word.title in ("rank", "style") or is_prince(word):
            return self._opens_name(max(at + 1, self.phrase(at, TITLES)), limit)
        if word.title:
            return False
        end = self.name(at, limit, after_title=True)
        return end > at + 1 or (end == at + 1 and word.person == "figure")

    def _named(
        self, index: int, name: int, name_end: int, titles: list[Title], limit: int
    ) -> Mention:
        end = name_end
        if end < limit and self.mark(end, "("):
            end = self.quoted(end, limit) or end
        if name > index and end < limit and self._closes(name - 1, end):
            end += 1
        last, apposition, own = end, None, ""
        comma = self.mark(end, "،,-–") and end + 1 < limit
        at = end + 1 if comma else end
        word = self.forms[at] if at < limit else None
        if (
            (
                word is not None
                and word.title == "role"
                and word.number == "s"
                and not word.conjunction
            )
            and not word.preposition
            and not (word.article and comma)
            and not (word.enclitic or word.stem in _COUNTERPARTS)
        ):
            after = self.title(at, limit)
            offices = self._more_offices(after.last, limit, comma)
            named = self._name_follows(offices, limit) or (
                self.mark(offices, "،,") and self._name_follows(offices + 1, limit)
            )
            closed = not comma or offices >= limit or self.forms[offices] is None
            if not named and closed and after.last > at + 1:
                last, apposition = offices, None if comma else at
                own = after.country
        country = next((t.country for t in reversed(titles) if t.country), own or None)
        name_text = self.text(name, name_end)
        return Mention(
            index,
            last,
            "person",
            name_text,
            self.text(index, last),
            name_text,
            country,
            "s",
            apposition,
        )
