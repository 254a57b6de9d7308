"""Where a noun phrase ends.

Arabic puts subject and object side by side after the verb with no mark between them («طالبت
الفصائل الوسطاء بـ…»), so the end of a phrase must come from its grammar: a head and its genitives
(the chain is open until a definite noun or a name closes it), adjectives that agree with the head
in definiteness, coordination, and names in apposition.
"""

from __future__ import annotations

from extract.document import Document, Word
from extract.mention_lookup import (
    clitics_at,
    mention_around,
    mention_at,
    mention_end,
    mention_kind,
)
from extract.places.gazetteer import names
from extract.shapes import Shape, shape
from extract.tables import load_set

__all__ = [
    "clitics_at",
    "closing_mark",
    "mention_around",
    "mention_at",
    "mention_end",
    "mention_kind",
    "phrase_end",
    "shape",
]

_STOPS = load_set("phrase_stops")
_ROLES = load_set("role_heads")
_OUTLETS = load_set("speech_outlets")
_CLOSES = {"(": ")", "[": "]", '"': '"', "«": "»", "“": "”", "”": "“", "„": "“", "'": "'", "‘": "’"}
_HARMS = load_set("harm_nouns")
_OCCASIONS = frozenset(
    {"بيان", "كلمه", "تصريح", "تصريحات", "موتمر", "مقابله", "حديث", "تغريده", "خطاب", "منشور"}
    | {"رساله", "مقال", "تقرير", "وقت", "حين", "ختام", "اجتماع", "لقاء", "ظل", "اطار", "اول"}
    | {"قرار", "جلسه", "دوره", "مداخله", "خطبه", "مستهل", "نهايه", "افتتاح", "رد", "تعليق"}
)
_PARTS = frozenset({"عدد", "كل", "جزء", "مجموعه", "عديد", "كثير", "قسم", "بعض"}) | {
    "عشرات",
    "ميات",
    "الاف",
    "عددا",
}
_LONGEST_QUOTE = 12  # tokens of a name in quotation marks or brackets
_LONGEST_PHRASE = 24  # tokens; the longest subjects of real articles have about 20


def closing_mark(
    document: Document, opening: int, limit: int, longest: int = _LONGEST_QUOTE
) -> int | None:
    """The token that closes the bracket or quotation mark at ``opening``, if it is near."""
    mark = _CLOSES.get(document.tokens[opening].text)
    for index in range(opening + 1, min(limit, opening + longest)):
        if document.tokens[index].text == mark:
            return index
    return None


def phrase_end(document: Document, first: int, limit: int) -> int:
    """The end (exclusive) of the noun phrase that begins with token ``first``.

    ``first`` itself if no phrase begins there. A clitic on the first word is no hindrance: the
    caller knows why it is there.
    """
    start = _past_quantifier(document, first, limit)
    reader = _PhraseReader(document, start, min(limit, start + _LONGEST_PHRASE))
    end = reader.read()
    return end if end > start else first


def _past_quantifier(document: Document, first: int, limit: int) -> int:
    """Past «نحو» or «أكثر من» before a number («أكثر من ألف قس»)."""
    folded = [t.word.folded for t in document.tokens[first : min(limit, first + 2)]]
    if folded[:2] in (["اكثر", "من"], ["ازيد", "من"], ["اقل", "من"]):
        return first + 2
    return first + 1 if folded[:1] and folded[0] in ("نحو", "حوالي", "قرابه", "زهاء") else first


class _PhraseReader:
    """Reads one phrase from left to right, a token or mention a step.

    ``closed``: the chain of genitives has come to a definite noun or name; ``definite``: the head
    is definite, so are its adjectives; ``role``: the head names somebody with an office or a body;
    ``nameless``: the mention layer has not looked for a name behind the head.
    """

    def __init__(self, document: Document, first: int, limit: int) -> None:
        self.document = document
        self.first = first
        self.limit = limit
        self.closed = self.definite = self.role = self.nameless = False

    def read(self) -> int:
        index = self.first
        while index < self.limit:
            after = self._step(index)
            if after is None:
                break
            index = min(after, self.limit)
        return index

    def _step(self, index: int) -> int | None:
        """Where the phrase goes on behind what stands at ``index``; None at its end."""
        token = self.document.tokens[index]
        if token.kind == "punctuation":
            return self._quoted(index)
        if token.kind == "number":
            return self._number(index)
        if token.kind != "word":
            return None
        word = shape(token.word)
        if index == self.first:
            return self._head(index, word)
        stops = word.base in _STOPS and not self._is_prayer(index)
        if stops or word.preposition or token.word.folded == "باسم":
            end = _joint(self.document, index, self.limit, self.role)
            self.closed = self.closed or end is not None
            return end
        if word.only_verb or (word.base == "عام" and self._is_year(index)):
            return None
        if word.conjunction:
            return self._coordinated(index, word)
        return self._closed(index, word) if self.closed else self._open(index, word)

    def _is_prayer(self, index: int) -> bool:
        """«خطيب الجمعة»: no day."""
        before = shape(self.document.tokens[index - 1].word).stem
        return index == self.first + 1 and before in ("خطيب", "صلاه", "خطبه", "امام")

    def _is_year(self, index: int) -> bool:
        after = index + 1
        return after < self.limit and self.document.tokens[after].kind == "number"

    def _quoted(self, index: int) -> int | None:
        close = closing_mark(self.document, index, self.limit)
        if close is None or (index == self.first and self.document.tokens[index].text == "("):
            return None
        self.closed = True
        return max(close + 1, mention_end(self.document, index))  # «"جيش" الاحتلال»

    def _number(self, index: int) -> int | None:
        """«3 وزراء», «القناة 12»."""
        head = self.document.tokens[self.first].word.folded
        channel = index == self.first + 1 and head.endswith(("قناه", "قرار"))
        return index + 1 if index == self.first or not self.closed or channel else None

    def _head(self, index: int, word: Shape) -> int | None:
        mention = mention_at(self.document, index)
        stops = word.base in _STOPS or word.base.removeprefix("و") in _STOPS
        reading = self.document.tokens[index].word.analyses[:1]
        stops = stops and not (word.stem == "امام" and reading[0].pos == "noun")  # «إمام المسجد»
        if mention is None and (stops or not word.nominal or len(word.base) < 2):
            return None
        self.role = word.stem in _ROLES
        self.definite = word.definite or (word.name and not self.role)
        self.closed = self.definite
        self.nameless = mention is None
        if mention is None:
            return index + 1
        if mention.kind in ("role", "group"):
            self.nameless = not self.definite
            last = shape(self.document.tokens[min(mention.last, self.limit) - 1].word)
            self.closed = self.definite or last.definite
        else:
            named = mention.kind in ("person", "state")
            self.definite = self.definite or mention.last > index + 1 or named
            self.closed = self.definite
        return mention.last

    def _coordinated(self, index: int, word: Shape) -> int | None:
        end = mention_end(self.document, index)
        role = word.stem in _ROLES
        if word.verb and not role:
            return None
        self.role = self.role or role
        if self.definite and not (word.definite or word.name or role or end):
            return None
        self.closed = word.definite or word.name or bool(end)
        return end or index + 1

    def _closed(self, index: int, word: Shape) -> int | None:
        """Behind a definite noun or name: adjectives, and the name that a title leads in."""
        kind = mention_kind(self.document, index)
        agrees = (word.definite or not self.definite) and self._has_number(index, word)
        if word.adjective and kind not in ("person", "organisation") and agrees:
            self.nameless = True
            return index + 1
        if kind == "person":
            many = shape(self.document.tokens[self.first].word).stem.endswith("ون")
            apposed = self.nameless and not many and (self.role or self._is_somebody())
            return mention_end(self.document, index) if apposed else None
        # «ألبانيز», written with a hamza, has no article
        article = word.definite and not self.document.tokens[index].text.startswith(("أل", "إل"))
        return index + 1 if word.name and not (article or word.verb or kind) else None

    def _is_somebody(self) -> bool:
        """«السائق», «بائع الخضار»: one person of a trade, whose name follows."""
        head = self.document.tokens[self.first].word
        form = shape(head)
        noun = bool(head.analyses) and head.analyses[0].pos in ("noun", "adj")
        several = form.stem.endswith(("ين", "ون", "ات")) or form.owned
        return (
            noun
            and mention_at(self.document, self.first) is None
            and not (form.action or several)
            and _is_singular(head)
        )

    def _has_number(self, index: int, word: Shape) -> bool:
        """«الجهاز الفني اللاعبين»: a plural describes no phrase of singulars."""
        if not word.stem.endswith(("ين", "ون")):
            return True
        if mention_kind(self.document, self.first) == "person":
            return False  # «دعا الجياشي العراقيين»
        nouns = [t.word for t in self.document.tokens[self.first : index] if t.kind == "word"]
        return not all(_is_singular(noun) for noun in nouns)

    def _open(self, index: int, word: Shape) -> int | None:
        before = self.document.tokens[index - 1]
        if word.stem in _HARMS and before.kind == "word" and shape(before.word).adjective:
            return None  # «وثقت منظمات صحفية مقتل»: the object
        end = mention_end(self.document, index)
        self.closed = word.definite or (word.name and not word.verb) or bool(end)
        return end or index + 1


def _is_singular(word: Word) -> bool:
    """Certainly one: read as singular, and made from its lemma by no more than an ending."""
    if shape(word).conjunction:
        return False
    if not word.analyses:
        return shape(word).stem.endswith("ي")  # «الجياشي», a family's name
    reading = word.analyses[0]
    core = reading.lemma.removesuffix("ه").removesuffix("ي")
    return reading.number == "s" and shape(word).stem.startswith(core)


def _joint(document: Document, index: int, limit: int, role: bool) -> int | None:
    """The end of «باسم …», «في …», «ل…» that belongs to the head before it, or None."""
    token = document.tokens[index]
    word = shape(token.word)
    following = index + 1
    if token.word.folded == "باسم":
        return _at_least(phrase_end(document, following, limit), following)
    if token.word.folded == "من" and following < limit and index:
        if shape(document.tokens[index - 1].word).stem in _PARTS:
            return _at_least(phrase_end(document, following, limit), following)
        return None
    if token.word.folded in ("في", "لدي") and following < limit:
        after = document.tokens[following]
        if after.kind == "number" or _is_occasion(after.word):
            return None
        if role or mention_kind(document, following) == "state":
            return _at_least(_short_phrase(document, following, limit), following)
        return None
    kind = mention_kind(document, index)
    if role and token.word.folded.startswith("ب") and token.word.folded[1:] in names():
        return index + 1  # «الدفاع المدني برفح»
    if word.preposition == "ب" and (kind == "state" or (role and kind == "organisation")):
        return mention_end(document, index) or None
    outlet = word.base in _OUTLETS or word.stem in _OUTLETS
    if (
        word.preposition == "ل"
        and role
        and not word.action
        and not outlet
        and (
            word.definite
            or word.name
            or word.base == "حقوق"
            or word.stem in _ROLES
            or kind == "organisation"
        )
    ):
        return (
            _at_least(phrase_end(document, index, limit), index) if following < limit else following
        )
    return None


def _is_occasion(word: Word) -> bool:
    """«في بيان», «في تقريرها»."""
    form = shape(word)
    return form.stem in _OCCASIONS or (form.owned and word.analyses[0].lemma in _OCCASIONS)


def _short_phrase(document: Document, first: int, limit: int) -> int:
    end = phrase_end(document, first, limit)
    word = shape(document.tokens[first].word)
    return end if end > first + 1 or word.definite or word.name or word.stem in _ROLES else first


def _at_least(end: int, first: int) -> int | None:
    return end if end > first else None
