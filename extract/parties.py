"""The grammar of parties: which words name one person, role, body, delegation, state or group.

A party is read from its first word: titles, each a head with its complement («رئيس جهاز
الاستخبارات التركي»), then a name, then titles in apposition. A complement is open while it is a
chain of genitives, closed by a definite noun, a name or a state; after that only adjectives, «في»,
«ل» and coordinated nouns go on. The end of the complement is where a name can begin.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from extract.document import Document
from extract.wordclass import ORGANISATIONS, PERSONS, STATES, TITLES, Form, form

Kind = Literal["person", "role", "organisation", "delegation", "state", "group"]

_LONGEST = 16  # tokens of one title; the longest real ones have about 14
_LONGEST_NAME = 8
_PHRASES: dict[str, list[tuple[str, ...]]] = {}
for _table in (TITLES, ORGANISATIONS, STATES, PERSONS):
    for _entry in _table:
        if " " in _entry:
            _PHRASES.setdefault(_entry.split()[0], []).append(tuple(_entry.split()))
for _list in _PHRASES.values():
    _list.sort(key=len, reverse=True)
_QUOTES = {'"': '"', "«": "»", "“": "”", "”": "“", "„": "“", "'": "'", "‘": "’"}
_HEADED = frozenset({"برياسه", "بقياده", "بزعامه"})  # برئاسة فلان
_HEADED_VERBS = frozenset({"يتراسه", "يراسه", "يقوده", "تراسه", "يتراسها"})
_PLACED = frozenset({"مبعوث", "مبعوثه", "سفير", "سفيره", "موفد", "ممثل", "مندوب", "منسق"})
_PERSONAL = frozenset(
    {"مبعوث", "مبعوثا", "مستشار", "مستشاره", "مكتب", "صهر", "نجل", "شقيق", "زوجه", "موفد", "اداره"}
    | {"مساعد", "مساعدو", "حكومه", "فريق", "ديوان", "محامي", "ممثل", "وفد", "مقربين", "مقربون"}
)
# Heads after which a second title with «و» is one more office of the same man.
_SHARED = frozenset({"نايب", "نايبه", "عضو", "قيادي", "مستشار", "مبعوث", "ولي", "امين", "مساعد", "وكيل"})
_REALMS = frozenset({"جمهوريه", "مملكه", "سلطنه", "دوله", "اماره", "اقليم", "ولايه", "مدينه"})
# Adjectives that follow a name or office without being part of a name.
_COMMON = frozenset(
    {"سياسي", "عسكري", "امني", "اعلامي", "رسمي", "حالي", "سابق", "اسبق", "راحل", "معتقل", "حايز", "قادم", "مقبل"}
    | {"ماضي", "جديد", "اول", "ثاني", "ثالث", "اخير", "مذكور", "مقرب", "مكلف", "موقت", "دايم", "خاص", "عام"}
)
_GREAT = frozenset({"كبير", "كبيره", "كبار"})
_SPEAKERS = frozenset({"متحدث", "متحدثه", "ناطق", "ناطقه"})
# Titles that also qualify a body («الوفد المفاوض»).
_ADJECTIVAL = frozenset({"مفاوض", "مرشد", "مساعد", "قايد", "اعضاء", "منتخب", "مكلف", "متقاعد", "راحل", "وسيط"})
# Before a kunya, these make it the name of a family or place.
_NO_PERSON = frozenset(
    {"عايله", "عائله", "قريه", "بلده", "مخيم", "حي", "شارع", "مدرسه", "مستشفي", "مسجد", "قرى", "ال", "منطقه", "عشيره"}
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A party named in tokens ``first`` (inclusive) to ``last`` (exclusive).

    ``name`` is the shortest identification in the words of the text (the person's name, else the
    role, body or delegation), ``full`` the whole mention with its titles; both without proclitics.
    ``head`` is the named person who heads a delegation; ``country`` the ISO code of the state that
    a state, role or body belongs to, where the text says. ``number`` is ``p`` for several people.
    ``apposition`` is the token at which a title after the name begins, when no mark parts the two:
    in a verb-first sentence it may be another party («التقى زيد رئيس الوزراء»).
    """

    first: int
    last: int
    kind: Kind
    name: str
    full: str
    head: str | None = None
    country: str | None = None
    number: str = "s"
    apposition: int | None = None


@dataclass(slots=True)
class _Title:
    """A head with its complement: tokens ``first`` to ``last``; states that a «و» joined in it."""

    first: int
    last: int
    head: Form
    country: str
    joined: list[int]


class Reader:
    """Reads the parties of one document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.tokens = document.tokens
        self.forms: list[Form | None] = [
            form(token.word) if token.kind == "word" else None for token in document.tokens
        ]

    # -- texts -----------------------------------------------------------------------------

    def text(self, first: int, last: int) -> str:
        """The words of tokens ``first`` to ``last`` without the first one's proclitics."""
        while last > first + 1 and self.tokens[last - 1].kind in ("punctuation", "break"):
            if self.tokens[last - 1].text in ")»”\"" :
                break
            last -= 1
        start = self.tokens[first].start
        written = self.document.text[start : self.tokens[last - 1].end]
        head = self.forms[first]
        if head is None:
            return written.strip("\"«»“” ")
        letters = len(head.conjunction) + len(head.preposition)
        if head.preposition == "ل" and head.base.startswith("ال") and not self._alef(first, letters):
            return "ال" + _drop(written, letters + 1)
        return _drop(written, letters)

    def _alef(self, index: int, letters: int) -> bool:
        """Whether the written word has the alef of the article after its clitics (لالجيش)."""
        return self.tokens[index].word.folded[letters : letters + 1] == "ا"

    # -- small readings --------------------------------------------------------------------

    def phrase(self, index: int, table: dict[str, tuple[str, ...]] | dict[str, str]) -> int:
        """The end of the longest entry of several or one words that begins at ``index``, or 0."""
        head = self.forms[index]
        if head is None:
            return 0
        for base in (head.base, head.stem):
            for words in _PHRASES.get(base, ()):
                if " ".join(words) in table and self._follows(index, words):
                    return index + len(words)
        return index + 1 if head.base in table else 0

    def _follows(self, index: int, words: tuple[str, ...]) -> bool:
        if index + len(words) > len(self.tokens):
            return False
        for offset in range(1, len(words)):
            after = self.forms[index + offset]
            if after is None or after.base != words[offset] or after.preposition:
                return False
        return True

    def mark(self, index: int, marks: str) -> bool:
        return index < len(self.tokens) and self.tokens[index].text in marks and self.forms[index] is None

    def quoted(self, index: int, limit: int) -> int:
        """The end of a short quotation or bracket that opens at ``index``, or 0."""
        opening = self.tokens[index].text
        if opening == "”" and self.document.text[self.tokens[index].end : self.tokens[index].end + 1].isspace():
            return 0
        closing = _QUOTES.get(opening) or (")" if opening == "(" else None)
        if closing is None:
            return 0
        for end in range(index + 1, min(limit, index + 6)):
            if self.tokens[end].text == closing:
                return end + 1 if end > index + 1 else 0
            if self.tokens[end].kind == "break":
                return 0
        return 0

    # -- names -----------------------------------------------------------------------------

    def name(self, index: int, limit: int, after_title: bool, titled: bool = True) -> int:
        """The end of the person's name that begins at ``index``; ``index`` if none does."""
        end, parts, figure, articles = index, 0, False, 0
        before = self.forms[index - 1] if index else None
        longest = 1 if before is not None and before.base == "البابا" else _LONGEST_NAME
        while end < min(limit, index + longest):
            part = self.forms[end]
            if part is None or (end > index and (part.conjunction or part.preposition)):
                break
            if part.stop:
                break
            known = self.phrase(end, PERSONS)
            kind = PERSONS[" ".join(self._bases(end, known))][0] if known else ""
            if kind == "particle":
                after = self.forms[end + 1] if end + 1 < limit else None
                if after is None or after.conjunction or after.preposition or after.stop:
                    break
                end += 2
                parts += 1
                continue
            if figure and kind not in ("tail", "figure") and not (part.unknown and not part.article):
                break
            if kind:
                if parts == 0 and kind == "tail":
                    break
                end, parts, figure = known, parts + 1, kind == "figure"
                continue
            surname = titled and parts == 1 and not (part.article or part.stop or part.title or part.body or part.state)
            surname = surname and part.nominal and len(part.base) > 2 and not self._adverb(end)
            surname = surname or (parts == 0 and self._son_follows(end, limit))
            if part.base.isascii() or not surname and not self._name_part(
                part, parts, after_title, articles, titled and self._goes_on(end + 1, limit)
            ):
                break
            if part.unknown and parts >= (2 if titled else 1) and part.base.startswith("و") and len(part.base) > 4:
                self.forms[end] = replace(part, conjunction="و", base=part.base[1:], stem=part.base[1:])
                break
            articles += part.article
            parts += 1
            end += 1
        return end

    def _son_follows(self, at: int, limit: int) -> bool:
        """Whether «بن» or «بنت» follows, which makes a name of any word before it."""
        part = self.forms[at]
        after = self.forms[at + 1] if at + 1 < limit else None
        if part is None or after is None or part.stop or part.title or not part.nominal:
            return False
        return after.base in ("بن", "بنت") and not after.conjunction and len(part.base) > 2

    def _goes_on(self, at: int, limit: int) -> bool:
        """Whether a further part of a name follows."""
        after = self.forms[at] if at < limit else None
        if after is None or after.conjunction or after.preposition or after.stop or after.title or after.body:
            return False
        if after.state or after.nisba:
            return False
        return after.unknown or after.likely or (after.proper and not after.article)

    def _bases(self, first: int, last: int) -> Iterator[str]:
        for index in range(first, last):
            part = self.forms[index]
            assert part is not None
            yield part.base

    def _name_part(
        self, part: Form, parts: int, after_title: bool, articles: int, titled: bool
    ) -> bool:
        if part.stop or part.title or part.body:
            return False
        if part.verb and not part.proper:
            return titled and parts == 0 and not part.base.startswith(("ي", "ت", "ن", "ا")) and not part.enclitic
        if part.state or (part.nisba and (parts == 0 or not part.article)):
            return False
        if part.article:
            if parts == 0:
                return after_title and part.unknown
            if articles or part.stem in _COMMON:
                return False
            nisba = part.stem.endswith(("ي", "يه"))
            return part.unknown or nisba or bool(part.person) or (parts == 1 and part.nominal)
        if part.unknown:
            return len(part.base) > 2
        plain = titled and parts == 0 and part.nominal and not part.base.endswith(("ه", "ا", "ات"))
        return part.likely or (part.proper and (parts > 0 or titled)) or plain

    # -- titles ----------------------------------------------------------------------------

    def title(self, index: int, limit: int) -> _Title:
        """The head at ``index`` with its complement."""
        head = self.forms[index]
        assert head is not None
        reading = _Title(index, index + 1, head, "", [])
        is_open = not head.definite and head.body != "name"
        limit = min(limit, index + _LONGEST)
        definite = head.definite
        named = self.phrase(index, ORGANISATIONS)
        if named > index + 1:
            reading.last, is_open, definite = named, False, True
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
            definite = definite or (last is not None and (last.definite or last.state or last.proper))
        return reading

    def _stays_open(self, at: int, end: int, was_open: bool) -> bool:
        word = self.forms[end - 1]
        if word is not None and word.base == "باسم":
            return True
        if word is None or word.definite or word.state or word.nisba or word.person:
            return False
        if word.stem in _REALMS:
            return was_open
        if self.phrase(at, ORGANISATIONS) == end and word.body == "name":
            return False
        return was_open and not (word.adjective and not word.title and not word.body and _only_adjective(word))

    def _complement(
        self, reading: _Title, at: int, word: Form, is_open: bool, definite: bool, limit: int
    ) -> int:
        """The end of the next piece of a complement, or 0 where it is complete."""
        head = reading.head
        if word.base == "باسم" and head.stem in _SPEAKERS:
            return at + 1 if at + 1 < limit and self.forms[at + 1] is not None else 0
        if word.stop:
            return self._after_preposition(reading, at, word, limit)
        if word.conjunction:
            return self._joined(reading, at, word, is_open, limit)
        if word.preposition:
            return self._with_clitic(reading, at, word, limit)
        state = self.phrase(at, STATES)
        if state and not word.nisba:
            if not is_open and not _realm(self.forms[at - 1]):
                return 0
            reading.country = STATES[" ".join(self._bases(at, state))]
            return state
        if word.nisba and not (word.person and not word.article):
            if word.article != definite and not is_open:
                return 0
            if is_open and word.article and not head.definite and at == reading.first + 1:
                return 0 if word.person else at + 1
            if word.nisba != "-":
                reading.country = reading.country or word.nisba
            if self._disagrees(reading, at, word):
                return 0
            return at + 1
        if is_open:
            return self._genitive(reading, at, word, limit)
        before = self.forms[at - 1]
        affairs = before is not None and before.stem == "شوون" and word.article
        foreign = bool(word.body) and word.stem.endswith("يه") and before is not None and before.article
        if affairs or (foreign and word.article) or (word.article and definite and word.stem in _ADJECTIVAL):
            return at + 1
        if word.adjective and word.article and definite and not word.title and not (word.person or word.body):
            if self._disagrees(reading, at, word):
                return 0
            return 0 if word.unknown and not _nisba_ending(word) else at + 1
        if word.adjective and not word.article and not definite and not word.proper and not word.title:
            return at + 1
        return 0

    def _adverb(self, at: int) -> bool:
        """An indefinite accusative («تعقيبا», «ردا») is no genitive."""
        readings = self.tokens[at].word.analyses
        folded = self.tokens[at].word.folded
        if not readings or not folded.endswith("ا") or readings[0].pos == "adj":
            return False
        return any(a.lemma + "ا" == folded for a in readings)

    def _disagrees(self, reading: _Title, at: int, word: Form) -> bool:
        """Whether a masculine adjective follows a feminine body: «اجتماع الحكومة الأسبوعي»."""
        head = reading.head
        return (
            head.body in ("head", "name")
            and at == reading.first + 1
            and head.stem.endswith("ه")
            and not word.stem.endswith(("ه", "ات"))
        )

    def _genitive(self, reading: _Title, at: int, word: Form, limit: int) -> int:
        body = self.phrase(at, ORGANISATIONS)
        if body and word.body != "delegation":
            return body
        if word.body:
            return at + 1
        if word.person and not (word.article and word.nominal and word.person == "given"):
            if reading.head.stem not in _PERSONAL:
                return 0
            end = self.name(at, limit, after_title=False)
            return end
        if word.title:
            return at + 1 if word.title == "role" or word.article else 0
        if word.verb or (word.unknown and not word.article) or self._adverb(at):
            return 0
        if word.proper and not word.article and not _common_too(self, at):
            return 0
        return at + 1 if word.nominal else 0

    def _with_clitic(self, reading: _Title, at: int, word: Form, limit: int) -> int:
        if word.preposition == "ب":
            named = self.phrase(at, ORGANISATIONS)
            if named > at + 1:
                return named
            return self.title(at, limit).last if word.body == "head" and word.definite is False else 0
        if word.preposition != "ل":
            return 0
        if word.title == "role":
            inner = self.person(at, limit)
            return inner.last if inner else 0
        state = self.phrase(at, STATES)
        if state:
            reading.country = reading.country or STATES[" ".join(self._bases(at, state))]
            return state
        body = self.phrase(at, ORGANISATIONS)
        if body:
            return self.title(at, limit).last if word.body in ("head", "group") else body
        if word.stem == "شوون" or word.base == "شوون":
            return self.title(at, limit).last
        if word.person == "figure":
            return self.name(at, limit, after_title=False)
        return at + 1 if word.article and word.nominal and not word.unknown else 0

    def _after_preposition(self, reading: _Title, at: int, word: Form, limit: int) -> int:
        """«في», «إلى», «لدى» … when what they lead in belongs to the title."""
        if word.base not in ("في", "الي", "لدي", "عن") or at + 1 >= limit:
            return 0
        after = self.forms[at + 1]
        if after is None or after.stop or after.conjunction or after.preposition:
            return 0
        if word.base == "الي" and reading.head.stem not in _PLACED:
            return 0
        end = self.phrase(at + 1, STATES) or self.title(at + 1, limit).last
        if end == at + 2 and not after.state and not after.definite and not after.body:
            return 0
        named = self.phrase(at + 1, ORGANISATIONS)
        if named > at + 2 or (after.body and after.body != "delegation"):
            return end
        comma = end + 1 if self.mark(end, "،,") else end
        if comma < limit and (self._name_follows(comma, limit) or (comma == end and self.name(comma, limit, True) > comma)):
            return end
        regional = after.stem in ("قطاع", "ضفه", "شرق", "منطقه", "خارج", "بلاد")
        return end if regional or word.base in ("لدي", "الي") else 0

    def _joined(self, reading: _Title, at: int, word: Form, is_open: bool, limit: int) -> int:
        """«و» inside a complement: one more state of several men, one more field of a ministry."""
        several = reading.head.number in ("d", "p") or reading.head.body in ("group", "delegation")
        state = self.phrase(at, STATES)
        if several and (state or word.nisba):
            if reading.country or reading.joined:
                reading.joined.append(at)
                return state or at + 1
            return 0
        if several and reading.head.stem in ("وزيرا", "وزيري") and word.article and word.nominal and not word.title:
            reading.joined.append(at)
            return at + 1
        if is_open or word.title or word.body or word.person or word.unknown or state or word.stop:
            return 0
        last = self.forms[at - 1]
        same = last is not None and (last.article or last.adjective)
        if not same or not word.article or not word.nominal:
            return 0
        ministry = reading.head.stem in ("وزير", "وزيره", "وزاره", "لجنه", "هييه", "مكتب", "اداره", "مجلس")
        ministry = ministry or any(
            f is not None and f.stem in ("شوون", "لجنه", "هييه", "وزاره", "مجلس")
            for f in self.forms[reading.first : at]
        )
        return at + 1 if ministry or word.nisba or _nisba_ending(word) else 0

    # -- persons ---------------------------------------------------------------------------

    def person(self, index: int, limit: int) -> Mention | None:
        """One man or woman: titles, name, titles after the name."""
        at, titles, ranks = index, list[_Title](), 0
        while at < limit:
            word = self.forms[at]
            if word is None:
                if titles and self.mark(at, "،,-–") and self._name_follows(at + 1, limit):
                    at += 1
                    continue
                end = self._between_commas(at, limit) if titles else 0
                if end:
                    return self._named(index, at + 1, end, titles, limit)
                break
            phrase = self.phrase(at, TITLES)
            kind = TITLES[" ".join(self._bases(at, phrase))][0] if phrase > at + 1 else word.title
            if kind in ("style", "rank") and not (at > index and (word.conjunction or word.preposition)):
                if kind == "rank" and not self._opens_name(phrase or at + 1, limit):
                    break
                at, ranks = phrase or at + 1, ranks + 1
                if self.mark(at, ".") and at + 1 < limit:
                    at += 1
                continue
            if kind != "role" or (word.number != "s" and at == index and not titles):
                break
            if word.preposition and at > index:
                break
            if titles and not self._same_man(titles, at, word, limit):
                break
            if titles and word.person and self.name(at, limit, True) > at + 1:
                break
            titles.append(self.title(at, limit))
            at = titles[-1].last
        word = self.forms[at] if at < limit else None
        joined = word is not None and at > index and bool(word.conjunction or word.preposition)
        name_end = at
        if at < limit and not joined:
            name_end = self.name(at, limit, after_title=bool(titles or ranks))
        if name_end > at:
            nested = titles and self._nested(titles[-1])
            if nested:
                second = name_end + 1 if self.mark(name_end, "،,") else name_end
                if second < limit and (self._name_follows(second, limit)):
                    return self._named(index, second, self.name(second, limit, True), titles, limit)
                if titles[-1].head.stem in _PERSONAL:
                    text = self.text(index, name_end)
                    return Mention(index, name_end, "role", text, text, country=titles[-1].country or None)
            return self._named(index, at, name_end, titles, limit)
        if not titles:
            return None
        last = titles[-1].last
        if last == titles[-1].first + 1 and not titles[-1].head.definite and len(titles) == 1:
            return None
        country = next((t.country for t in reversed(titles) if t.country), None)
        text = self.text(index, last)
        return Mention(index, last, "role", text, text, country=country)

    def _nested(self, title: _Title) -> bool:
        """Whether another man's title ends the complement: «مستشار الرئيس الأمريكي»."""
        return any(
            f is not None and f.title == "role" and (f.article or f.preposition)
            for f in self.forms[title.first + 1 : title.last]
        )

    def _opens_name(self, at: int, limit: int) -> bool:
        """Whether a name, or titles that lead to one, begin at ``at``."""
        if at >= limit:
            return False
        if self.mark(at, "."):
            at += 1
        word = self.forms[at] if at < limit else None
        if word is None or word.conjunction or word.preposition:
            return False
        return bool(word.title) or self.name(at, limit, after_title=True) > at

    def _between_commas(self, at: int, limit: int) -> int:
        """The end of a name that commas set off after a title: «وزير الصحة، جميل الراعي، …»."""
        if not self.mark(at, "،,"):
            return 0
        end = at + 1
        while end < min(limit, at + 6):
            word = self.forms[end]
            if word is None:
                break
            plain = not (word.conjunction or word.preposition or word.stop or word.title or word.body)
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
        if word.title == "rank":
            return self._opens_name(at + 1, limit)
        if word.title:
            return False
        end = self.name(at, limit, after_title=True)
        return end > at + 1 or (end == at + 1 and word.person == "figure")

    def _same_man(self, titles: list[_Title], at: int, word: Form, limit: int) -> bool:
        """Whether a further title belongs to the man whose titles were read."""
        if word.number != "s":
            return False
        first = titles[-1]
        nested = self.title(at, limit)
        if nested.country and first.country and nested.country != first.country:
            return False
        premier = any(
            f is not None and f.base in ("الوزراء", "وزراء", "الحكومه")
            for f in self.forms[first.first : first.last]
        )
        offices = premier and first.head.stem in ("رييس", "رييسه") and word.stem in ("وزير", "وزيره")
        if not word.conjunction:
            princely = word.article and word.stem in ("شيخ", "امير", "سلطان")
            return princely or (not word.article and not word.enclitic and (offices or first.head.stem in _SHARED))
        own = any(f is not None and f.enclitic for f in self.forms[at : nested.last])
        if own or first.head.stem in _SHARED:
            return True
        return offices

    def _named(
        self, index: int, name: int, name_end: int, titles: list[_Title], limit: int
    ) -> Mention:
        end = name_end
        if end < limit and self.mark(end, "("):
            end = self.quoted(end, limit) or end
        last, apposition = end, None
        comma = self.mark(end, "،,-–") and end + 1 < limit
        at = end + 1 if comma else end
        word = self.forms[at] if at < limit else None
        if word is not None and word.title == "role" and word.number == "s" and not word.conjunction:
            if not word.preposition and not word.article and not word.enclitic:
                after = self.title(at, limit)
                named = self._name_follows(after.last, limit) or self._name_follows(after.last + 1, limit)
                closed = not comma or after.last >= limit or self.forms[after.last] is None
                if not named and closed and after.last > at + 1:
                    last, apposition = after.last, None if comma else at
        country = next((t.country for t in reversed(titles) if t.country), None)
        name_text = self.text(name, name_end)
        return Mention(
            index, last, "person", name_text, self.text(index, last), name_text, country, "s", apposition
        )

    # -- any party -------------------------------------------------------------------------

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
        if word.title == "rank" and self._opens_name(index + 1, limit):
            found = self.person(index, limit)
            if found:
                return [found]
        if word.body == "delegation":
            return self._delegation(index, limit)
        state = self.phrase(index, STATES)
        if state:
            text = self.text(index, state)
            code = STATES[" ".join(self._bases(index, state))]
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
        if end == index and expected and word.nisba and word.article and word.stem.endswith(("ين", "ون")):
            text = self.text(index, index + 1)
            return [Mention(index, index + 1, "group", text, text, country=word.nisba, number="p")]
        if end == index or (before is not None and before.stem in _NO_PERSON):
            return []
        if word.person == "particle" and before is not None and before.unknown:
            return []
        if end == index + 1 and word.person != "figure" and not expected:
            return []
        if not expected and not word.person and not self._son_follows(index, limit):
            plain = [f for f in self.forms[index:end] if f is not None and f.unknown and not f.article]
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
        if word.body == "group":
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
            return at
        while end < limit:
            joined = self.forms[end]
            state = self.phrase(end, STATES) if joined is not None and joined.conjunction else 0
            if not state:
                break
            end = state
        return end

    def _delegation(self, index: int, limit: int) -> list[Mention]:
        title = self.title(index, limit)
        origin = title.last
        end = self._out_of(origin, limit)
        head: Mention | None = None
        at = end + 1 if self.mark(end, "،,") else end
        word = self.forms[at] if at < limit else None
        if word is not None:
            if word.base in _HEADED or word.base in _HEADED_VERBS:
                head = next(iter(self.parties(at + 1, limit, expected=True)), None) if at + 1 < limit else None
        if head is not None and head.kind in ("person", "role"):
            full = self.text(index, head.last)
            return [Mention(index, head.last, "delegation", head.name, full, head.head, title.country or None)]
        text = self.text(index, end)
        states = [i for i in range(origin, end) if (f := self.forms[i]) is not None and f.state]
        if title.head.stem in ("وفود", "وفدا", "وفدي") and len(states) > 1:
            return [
                Mention(index, end, "delegation", self.text(s, self.phrase(s, STATES)), text, number="s")
                for s in states
            ]
        if end == index + 1 and not title.head.definite and title.head.stem == "فريق":
            return []
        return [Mention(index, end, "delegation", text, text, country=title.country or None)]

    def _several(self, index: int, limit: int) -> list[Mention]:
        """«وزيرا خارجية تركيا وروسيا»: two men; «وزراء الخارجية العرب»: a group."""
        title = self.title(index, limit)
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

    def _names(self, index: int, title: _Title, limit: int) -> list[Mention]:
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

    def _listed(self, index: int, title: _Title, limit: int) -> list[Mention]:
        """Two men with their names after a title in the dual."""
        at = title.last + 1 if self.mark(title.last, "،,") else title.last
        if at >= limit:
            return []
        first = self.name(at, limit, after_title=True)
        if first == at or first >= limit:
            return []
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
        one, two = self.text(at, first), self.text(second, end)
        full = self.text(index, first)
        return [
            Mention(index, first, "person", one, full, one, title.country or None),
            Mention(first, end, "person", two, self.text(first, end), two),
        ]

    def _split(self, title: _Title) -> list[Mention]:
        """Two roles out of a dual: each named in the singular, both with the whole phrase."""
        singular = _SINGULARS.get(title.head.stem, self.text(title.first, title.first + 1))
        cut = title.joined[0]
        middle = self.text(title.first + 1, cut)
        full = self.text(title.first, title.last)
        own = self.text(cut, title.last)
        before = self.forms[cut - 1]
        shared = cut - 1
        while shared > title.first + 1 and before is not None and before.state and not self.phrase(shared, STATES):
            shared -= 1
        start = self._state_start(title.first + 1, cut)
        prefix = self.text(title.first + 1, start) if start > title.first + 1 else ""
        second = " ".join(part for part in (singular, prefix, own) if part)
        return [
            Mention(title.first, cut, "role", f"{singular} {middle}", full, country=title.country or None),
            Mention(cut, title.last, "role", second, full, country=self._code(cut)),
        ]

    def _code(self, index: int) -> str | None:
        word = self.forms[index]
        end = self.phrase(index, STATES)
        if end:
            return STATES[" ".join(self._bases(index, end))]
        return word.nisba or None if word is not None else None

    def _state_start(self, first: int, cut: int) -> int:
        for index in range(first, cut):
            if self.phrase(index, STATES) == cut:
                return index
        return cut - 1


_SINGULARS = {
    "رييسا": "رئيس", "رييسي": "رئيس", "وزيرا": "وزير", "وزيري": "وزير", "زعيما": "زعيم",
    "زعيمي": "زعيم", "قايدا": "قائد", "قايدي": "قائد", "سفيرا": "سفير", "سفيري": "سفير",
    "نظيريه": "نظيره", "نظيراه": "نظيره", "اميرا": "أمير", "اميري": "أمير", "ملكا": "ملك", "نايبا": "نائب", "مستشارا": "مستشار",
}  # fmt: skip


def _drop(written: str, letters: int) -> str:
    """``written`` without its first letters, counting no marks."""
    at = 0
    while letters and at < len(written):
        if written[at].isalpha():
            letters -= 1
        at += 1
    while at and at < len(written) and not written[at].isalnum() and written[at] not in "\"«“(":
        at += 1
    return written[at:]


def _realm(word: Form | None) -> bool:
    """Whether a word is «جمهورية», «مملكة» …, after which the state's name stands."""
    return word is not None and word.stem in _REALMS


def _only_adjective(word: Form) -> bool:
    return word.adjective and not word.body and not word.title


def _nisba_ending(word: Form) -> bool:
    return word.stem.endswith(("ي", "يه", "يين", "يون"))


def _common_too(reader: Reader, at: int) -> bool:
    """Whether a word that may be a name is a common noun first («أمن», «حركة»)."""
    readings = reader.tokens[at].word.analyses
    return bool(readings) and readings[0].pos in ("noun", "adj")
