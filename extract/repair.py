"""Typing errors that the dictionary makes certain: two words run together, one word dotted apart.

Hamza slips and wrong final letters need no repair: folded forms do not know them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extract.morphology import Lexicon

# ة, ى and «ًا» end a word; the article after a letter that is no clitic begins one.
# «أنّ» with its mark begins no word.
_SEAM = re.compile(
    r"(?<=[ةى])[\u064b-\u0652]*+(?=[ء-ي])"
    r"|(?<=[ء-ي](?:اً|ًا))(?=[ء-ي])"
    r"|(?<=[ء-ي][ء-ي])[\u064b-\u0652]*+(?=ال[ء-ي]{3})"
    r"|(?<=[أإ]نّ)(?=[ء-ي]{3})"
)
_MARKS = re.compile(r"[\u064b-\u0652]+")
# «عبدالرحمن», «نورالدين»: names that are written in one word as well.
_COMPOUND_NAMES = re.compile(".*(?:عبد|الله|الدين|ابن|أبو|ابو)")
_BEFORE_ARTICLE = frozenset({"في", "من", "عن", "أن", "بأن", "إن", "أو", "منذ", "مع"})
_JOINED_ON = ("مع", "عقد")  # «هاتفيمع», «يعتزمعقد»: words in which no other word ends
_SHORTEST, _SHORTEST_NOUN, _LONGEST = 2, 4, 30


def seam(written: str, lexicon: Lexicon) -> int | None:
    """Where an unknown word falls into two known ones (``أدى|مقتل``, ``في|القطاع``), if it does."""
    if len(written) > _LONGEST or _COMPOUND_NAMES.match(written):
        return None
    for found in _SEAM.finditer(written):
        left, right = written[: found.end()], written[found.end() :]
        if len(left) < _SHORTEST or len(right) < _SHORTEST or not lexicon.word(left).known:
            continue
        analyses = lexicon.word(right).analyses
        bare = _MARKS.sub("", left)
        if bare in ("أن", "إن") and left != bare:
            return found.end() if analyses else None
        # a seam before the article: only after a particle or a whole noun
        if bare[-1] not in "ةى" and "ً" not in left[-2:]:
            if bare not in _BEFORE_ARTICLE and len(bare.removeprefix("ال")) < _SHORTEST_NOUN:
                continue
            analyses = tuple(a for a in analyses if "Al_det" in a.proclitics)
        if analyses:
            return found.end()
    for right in _JOINED_ON:
        left = written.removesuffix(right)
        if left != written and len(left) >= _SHORTEST_NOUN and lexicon.word(left).known:
            return len(left)
    return None


def is_dotted(left: str, right: str, lexicon: Lexicon) -> bool:
    """Whether a mark between two pieces hides one word from filters (``ق.تل``, ``استش.هاد``).

    Certain only where the whole is a word and one of the pieces is none, or is a mere letter.
    """
    if min(len(left), len(right)) > 1 and lexicon.word(left).known and lexicon.word(right).known:
        return False
    return len(left) + len(right) > _SHORTEST and lexicon.word(left + right).known
