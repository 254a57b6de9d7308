"""From characters to tokens and sentences, with exact offsets into the text as it was given.

Nothing is rewritten: a token is cut from the given text, and only its `Word` is normalised. So
diacritics, tatweel, bidirectional marks and the dots that writers put into words to slip past
filters (``مسـ.ـتوطن``) stay inside their token and vanish from its folded form. The marks of a
hashtag (``#`` and ``_`` between letters) part words like a space and give no token.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from camel_tools.utils.dediac import dediac_ar
from camel_tools.utils.normalize import (
    normalize_alef_ar,
    normalize_alef_maksura_ar,
    normalize_teh_marbuta_ar,
    normalize_unicode,
)

from extract.document import Document, Sentence, Token, TokenKind
from extract.repair import is_dotted, seam

if TYPE_CHECKING:
    from extract.morphology import Lexicon

# Diacritics and Quranic marks, combining marks of other scripts, variation selectors.
_MARKS = (
    r"\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u08d3-\u08ff"
    r"\u0300-\u036f\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f"
)
# Bidirectional controls, joiners, soft hyphen, byte order mark.
_INVISIBLE = r"\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
_DOTS = r".*·•_\-"
_LETTER = r"[^\W\d_]"

_NOISE = re.compile(f"[{_MARKS}{_INVISIBLE}]+")
_LATIN_H = re.compile("(?<=[ء-ي])h(?=[ء-ي])")  # «الشhيد», to slip past filters
_DOTS_IN_WORD = re.compile(rf"(?<=[^\W\d])[{_DOTS}\s]+")
_LETTERS = str.maketrans(
    "ؤئیىېۍےکڪہەھۀٱٲٳ٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹",
    "ويييييي" + "كك" + "هههه" + "ااا" + "0123456789" * 2,
)
LONGEST_WORD = 64  # code points that tell one word from another; no real one has as many


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """The form under which all tables and comparisons know a word.

    NFKC, without diacritics, tatweel and invisible marks; أإآٱ→ا, ى→ي, ة→ه, ؤ→و, ئ→ي; Persian
    letters and digits, and Eastern digits, become plain Arabic letters and ASCII digits; Latin in
    lower case. Marks go first, since NFKC sorts long runs of them in quadratic time.
    """
    if not word.isalnum():
        bare = _NOISE.sub("", word[:LONGEST_WORD])
        word = _DOTS_IN_WORD.sub("", bare) or word[:1]
    word = dediac_ar(normalize_unicode(word[:LONGEST_WORD]))
    if "h" in word:
        word = _LATIN_H.sub("ه", word)
    word = normalize_teh_marbuta_ar(normalize_alef_maksura_ar(normalize_alef_ar(word)))
    return word.replace("ـ", "").translate(_LETTERS).lower()


# Every quantifier is possessive: no backtracking, so time is linear in the text.
_TOKEN = re.compile(
    rf"""
    (?P<link>(?:https?://|www\.|t\.me/)[^\s،؛«»"<>]++|@[A-Za-z0-9_.]++)
  | (?P<number>
        \d{{1,3}}(?:[\u00a0\u2009\u202f]\d{{3}}(?!\d))++
      | \d++(?:(?:[.,٫٬'’]|،(?=\d{{3}}(?!\d)|\d{{1,2}}\ (?:مليون|ملايين|مليار)))\d++)*+ )
  | (?P<latin>[A-Za-z][A-Za-z0-9]*+(?!{_LETTER}))
  | (?P<word>{_LETTER}(?:
        [^\W\d_]++ | [{_MARKS}]++ | [{_INVISIBLE}]++(?={_LETTER})
      | (?<=ـ)[{_DOTS}\ ]{{1,2}}ـ++(?={_LETTER})
      | (?<=ـ)[{_DOTS}]{{1,2}}(?={_LETTER})
      | [{_DOTS}]{{1,2}}ـ++(?={_LETTER}) )*+ )
  | (?P<break>[\r\n\u0085\u2028\u2029][\s{_INVISIBLE}]*+)
  | (?P<skip>[^\S\r\n\u0085\u2028\u2029]++ | [{_MARKS}{_INVISIBLE}]++
      | (?<=[^\W\d])_++ | \#++(?=\w))
  | (?P<mark>\.++ | [!؟?]++ | [\-–—]++ | [،,]++
      | .(?:\ufe0f|\u20e3|[\U0001f3fb-\U0001f3ff])*+(?:\u200d.\ufe0f?+)*+)
    """,
    re.VERBOSE | re.DOTALL,
)
_KINDS: dict[str, TokenKind] = {
    "link": "symbol",
    "number": "number",
    "latin": "word",
    "word": "word",
    "break": "break",
}
_PUNCTUATION = frozenset(".,،؛;:!؟?…\"'«»“”„‘’()[]{}<>|/\\-–—%٪&+=~^`_٫٬")


# No post and hardly an article is longer. What is, is read in parts: components look back over all
# of a document, and that must not cost more than its length.
LONGEST_PART = 32_000


def parts(text: str) -> Iterator[tuple[int, int]]:
    """The offsets of the parts to read one by one, cut at a line break, else at a space."""
    start = 0
    while len(text) - start > LONGEST_PART:
        limit = start + LONGEST_PART
        line = text.rfind("\n", start + LONGEST_PART // 2, limit)
        cut = line if line > 0 else text.rfind(" ", start + LONGEST_PART // 2, limit)
        end = cut + 1 if cut > 0 else limit
        yield start, end
        start = end
    yield start, len(text)


_HIDERS = frozenset((".", "..", "*", "·", "•"))


def tokenize(text: str, lexicon: Lexicon) -> tuple[Token, ...]:
    """The tokens of ``text`` in order; gaps between them hold spaces and marks without meaning."""
    tokens: list[Token] = []
    word_of, make = lexicon.word, tuple.__new__
    end = 0
    for match in _TOKEN.finditer(text):
        group = match.lastgroup
        if group == "skip":
            continue
        before = end
        start, end = match.span()
        written = text[start:end]
        word = word_of(written if end - start <= LONGEST_WORD else written[:LONGEST_WORD])
        kind = _KINDS.get(group or "")
        if kind is None:
            kind = "punctuation" if written[0] in _PUNCTUATION else "symbol"
        elif group == "word":
            if before == start and _hides(tokens, written, lexicon):
                start = tokens[-2].start
                del tokens[-2:]
                written = text[start:end]
                word = word_of(written)
            elif not word.analyses and (cut := seam(written, lexicon)):
                left, written = written[:cut], written[cut:]
                tokens.append(Token(len(tokens), left, start, start + cut, kind, word_of(left)))
                start, word = start + cut, word_of(written)
        # what Token(…) does, without its Python-level call: this line runs for every token
        tokens.append(make(Token, (len(tokens), written, start, end, kind, word)))
    return tuple(tokens)


def _hides(tokens: list[Token], written: str, lexicon: Lexicon) -> bool:
    """Whether the last token is a mark that parts the word before it from ``written``: «ق.تل»."""
    if len(tokens) < 2 or len(written) > LONGEST_WORD or tokens[-1].text not in _HIDERS:
        return False
    left = tokens[-2]
    if left.kind != "word" or len(left.text) > LONGEST_WORD or left.end != tokens[-1].start:
        return False
    return is_dotted(left.text, written, lexicon)


_ENDS = frozenset(".!؟?")
_CLOSERS = frozenset("\"'»”’)]")
_CONTINUES = frozenset(":،,؛")  # a line that ends so goes on in the next one
# A component may look at a whole sentence from each of its words: text without any full stop must
# not make that quadratic. Real sentences end below 160 tokens.
MAX_SENTENCE = 200


def split_sentences(tokens: tuple[Token, ...]) -> tuple[Sentence, ...]:
    """Sentences end at end marks, at line breaks, and before the symbols that serve as bullets.

    Two dots or more (``غزة.. شهيدان``) part a headline, not a sentence; the dot of an abbreviation
    (``د. خالد``) and a dot inside a word or number ends nothing; a line that ends with a colon or
    comma goes on in the next. Breaks between sentences belong to none.
    """
    sentences: list[Sentence] = []
    first = 0
    for index, token in enumerate(tokens):
        if token.kind == "break":
            if index > first and tokens[index - 1].text[0] in _CONTINUES:
                continue
            _close(sentences, tokens, first, index)
            first = index + 1
        elif token.kind == "symbol" and _is_bullet(token):
            _close(sentences, tokens, first, index)
            first = index
        elif token.kind == "punctuation" and _ends_sentence(tokens, index):
            last = index + 1
            while last < len(tokens) and tokens[last].text in _CLOSERS:
                last += 1
            _close(sentences, tokens, first, last)
            first = max(first, last)
        elif index - first >= MAX_SENTENCE:
            _close(sentences, tokens, first, index)
            first = index
    _close(sentences, tokens, first, len(tokens))
    return tuple(sentences)


def _close(
    sentences: list[Sentence], tokens: tuple[Token, ...], first: int, last: int
) -> None:
    while last > first and tokens[last - 1].kind == "break":
        last -= 1
    if first < last:
        start, end = tokens[first].start, tokens[last - 1].end
        sentences.append(Sentence(len(sentences), first, last, start, end))


def _is_bullet(token: Token) -> bool:
    """Emoji and geometric marks open an item; flags, links, currency and operators do not."""
    mark = token.text[0]
    if "\U0001f1e6" <= mark <= "\U0001f1ff":  # a flag stands behind a name
        return False
    return "\u2190" <= mark < "\ufb00" or mark >= "\U0001f000"


def _ends_sentence(tokens: tuple[Token, ...], index: int) -> bool:
    mark = tokens[index]
    if mark.text[0] not in _ENDS:
        return False
    if mark.text[0] != ".":
        return True
    if len(mark.text) > 1:
        return False
    before = tokens[index - 1] if index else None
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    if before is None or before.end != mark.start or after is None:
        return after is None
    glued = after.start == mark.end and after.kind in ("word", "number")
    if before.kind == "word" and len(before.word.folded) == 1:
        return False  # an initial or a title: د. أ. م.
    # without a space after it, a dot parts sentences only between whole words
    return not glued or min(len(before.word.folded), len(after.word.folded)) > 2


def read(
    text: str,
    lexicon: Lexicon,
    published: datetime | None = None,
    source: str | None = None,
    timezone: str = "Asia/Jerusalem",
) -> Document:
    """The document of a text: its tokens and sentences, ready for the components."""
    tokens = tokenize(text, lexicon)
    return Document(
        text=text,
        tokens=tokens,
        sentences=split_sentences(tokens),
        published=published,
        timezone=timezone,
        source=source,
    )
