"""A claim, and the verbs and participles that tell of one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from extract.document import Word
from extract.tables import load_map, load_set

Kind = Literal["header", "carried", "verb", "according"]

_VERBS = load_map("speech_verbs")
_PARTICIPLES = load_set("speech_participles")


@dataclass(frozen=True, slots=True)
class Claim:
    """Tokens ``first`` to ``last`` (exclusive) are said by ``name``.

    ``name`` is the shortest identification, ``full`` the whole phrase, both as written; ``subject``
    is where the phrase stands (its tokens, exclusive end) and ``cue`` the token that tells (verb,
    colon, «بحسب»). ``carried`` claims are lines below a header that may be somebody else's words.
    What an outlet only passes on («… بحسب وكالة كذا») is ``relayed``: said by whoever else the
    sentence names.
    """

    name: str
    full: str
    subject: tuple[int, int]
    cue: int
    first: int
    last: int
    kind: Kind
    relayed: bool = False


@lru_cache(maxsize=1 << 16)
def saying(word: Word) -> str:
    """``say``, ``add`` or ``show`` for a verb of saying in the third person, ``participle`` for
    «قائلا» and its like, else empty."""
    first = word.analyses[0].pos if word.analyses else ""
    if word.folded.startswith("و") and word.folded[1:] in ("راي", "رات", "ري", "اكد", "قال", "ذكر"):
        return "say"
    if word.folded.removeprefix("و") in ("يري", "تري"):
        return "say"
    for analysis in word.analyses:
        if analysis.pos == "verb" and analysis.lemma in _VERBS and first in ("verb", "noun"):
            if analysis.person == "3" and analysis.aspect in ("p", "i"):
                return _VERBS[analysis.lemma][0]
        elif analysis.pos in ("noun", "adj") and analysis.lemma in _PARTICIPLES:
            clitics = set(analysis.proclitics)
            ending = word.folded[-1] == "ا" or word.folded.endswith(("ه", "ين"))
            if "Al_det" not in clitics and ending and not clitics & {"bi_prep", "li_prep"}:
                return "participle"
    return ""


_ASKING = frozenset({"طالب", "دعا", "ناشد", "حث", "حض", "طلب", "اشترط", "اوصي"})


def asks(word: Word) -> bool:
    """«طالب», «دعا»: a verb of demanding without «و», so that its subject is beside it."""
    first = word.analyses[0] if word.analyses else None
    return (
        first is not None
        and first.pos == "verb"
        and any(a.lemma in _ASKING for a in word.analyses[:2])  # «دعت»
        and first.person == "3"
        and not (first.proclitics or first.enclitic)
    )
