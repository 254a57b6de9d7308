"""Words and their readings, from CAMeL's morphological analyzer over a full dictionary.

`Lexicon` opens a database in CAMeL's format and answers `Word` for a written form. The analyzer
reads about 12,000 new words a second, so answers are kept for the forms used last.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any
from weakref import WeakValueDictionary

from extract.document import Analysis, Word
from extract.text import fold

_CACHED_WORDS = 1 << 17
_SHARED_ANALYSES = 1 << 18  # equal readings of different words are one object, up to so many
_LONGEST_WORD = 40  # longer forms are noise: not analysed
_ARABIC = re.compile("[ء-ي]+")
# A form can be cut as: conjunction, preposition or future particle, article; ال after ل is لل.
_PROCLITICS = re.compile("(?P<conj>[وف])?(?P<prep>لل|[بكلس])?(?P<article>ال)?")
_SHORTEST_STEM = 2


def _camel_morphology() -> tuple[Any, Any]:
    """CAMeL's ``MorphologyDB`` and ``Analyzer`` classes.

    ``camel_tools.data``, which the database module imports for its catalogue of downloads, fetches
    that catalogue from the network and writes to the home folder when imported. Nothing here needs
    it, so an empty module stands in its place while the classes are imported.
    """
    name = "camel_tools.data"
    given = sys.modules.get(name)
    if given is None:
        stand_in = ModuleType(name)
        stand_in.CATALOGUE = None  # type: ignore[attr-defined]
        sys.modules[name] = stand_in
    try:
        from camel_tools.morphology.analyzer import Analyzer
        from camel_tools.morphology.database import MorphologyDB
    finally:
        if given is None:
            del sys.modules[name]
    return MorphologyDB, Analyzer


class Lexicon:
    """A morphological dictionary: written form in, `Word` out; the same answer for ever.

    Opening takes about a second and 300 MB. Raises ``OSError`` when the file cannot be read and
    ``ValueError`` when it is no database in CAMeL's format.
    """

    def __init__(self, database: Path) -> None:
        morphology_db, analyzer = _camel_morphology()
        try:
            self._analyzer = analyzer(morphology_db(str(database)))
        except OSError:
            raise
        except Exception as error:  # the parser raises whatever a broken line leads to
            raise ValueError(f"{database} is no morphological database: {error}") from error
        self.database = database
        self._analyses_seen: dict[Analysis, Analysis] = {}
        self._words: WeakValueDictionary[tuple[object, ...], Word] = WeakValueDictionary()
        #: The word written as a surface form; numbers and marks have no analyses.
        self.word: Callable[[str], Word] = lru_cache(maxsize=_CACHED_WORDS)(self._word)

    def _word(self, surface: str) -> Word:
        folded = fold(surface)
        if not _ARABIC.fullmatch(folded) or len(folded) > _LONGEST_WORD:
            return self._one(folded, (folded,), ())
        analyses = self._analyses(surface, folded)
        return self._one(folded, _stems(folded, analyses), analyses)

    def _one(self, *parts: Any) -> Word:
        """The one object for a word of these parts."""
        word = self._words.get(parts)
        if word is None:
            word = self._words[parts] = Word(*parts)
        return word

    def _analyses(self, surface: str, folded: str) -> tuple[Analysis, ...]:
        """The distinct readings, the likelier first."""
        ranked: dict[Analysis, tuple[int, ...]] = {}
        for features in self._analyzer.analyze(_plain(surface)):
            analysis = _analysis(features)
            if len(self._analyses_seen) >= _SHARED_ANALYSES:
                self._analyses_seen.clear()
            analysis = self._analyses_seen.setdefault(analysis, analysis)
            rank = _rank(features, analysis)
            ranked[analysis] = min(rank, ranked.get(analysis, rank))
        return tuple(sorted(ranked, key=ranked.__getitem__))


_LATIN = re.compile("[a-z]")
_NOT_LETTERS = re.compile("[^ء-غف-يٱ]+")


def _plain(surface: str) -> str:
    """The form without marks but with its hamzas, which tell readings apart."""
    if _LATIN.search(surface):
        return fold(surface)
    return _NOT_LETTERS.sub("", surface.translate({0x06CC: "ي", 0x06A9: "ك"})) or fold(surface)


def _value(features: dict[str, Any], name: str) -> str:
    value = features.get(name)
    return "na" if value in (None, "", "u", "-", "0") else str(value)


def _analysis(features: dict[str, Any]) -> Analysis:
    clitics = (_value(features, name) for name in ("prc3", "prc2", "prc1", "prc0"))
    enclitic = _value(features, "enc0")
    return Analysis(
        lemma=fold(features["lex"]),
        stem=fold(features["stem"]),
        pos=features["pos"],
        number=_value(features, "num"),
        gender=_value(features, "gen"),
        aspect=_value(features, "asp"),
        person=_value(features, "per"),
        voice=_value(features, "vox"),
        proclitics=tuple(clitic for clitic in clitics if clitic != "na"),
        enclitic=None if enclitic == "na" else enclitic,
    )


def _rank(features: dict[str, Any], analysis: Analysis) -> tuple[int, ...]:
    """Exact spelling before hamza slips, few clitics before many, statements before commands."""
    return (
        features.get("source") == "spvar",
        len(analysis.proclitics) + (analysis.enclitic is not None),
        analysis.aspect == "c",
        analysis.voice == "p",
        analysis.person in ("1", "2"),
    )


def _stems(folded: str, analyses: tuple[Analysis, ...]) -> tuple[str, ...]:
    """``folded`` and what stays of it after cutting proclitics, fewer cuts first.

    A cut of a known word needs a reading with such a clitic; an unknown word (mostly a name) may
    be cut wherever its letters allow.
    """
    match = _PROCLITICS.match(folded)
    if match is None:
        return (folded,)
    clitics = {clitic for analysis in analyses for clitic in analysis.proclitics}
    allowed = {
        "conj": not analyses or bool(clitics & {"wa_conj", "fa_conj", "wa_sub", "fa_rc", "fa_sub"}),
        "prep": not analyses or bool(clitics - {"wa_conj", "fa_conj", "Al_det"}),
        "article": not analyses or "Al_det" in clitics,
    }
    stems, at = [folded], 0
    for part in ("conj", "prep", "article"):
        cut = match[part]
        if not cut:
            continue
        at += len(cut)
        if not allowed[part] or len(folded) - at < _SHORTEST_STEM:
            break
        if cut == "لل":
            stems.append("ال" + folded[at:])
        stems.append(folded[at:])
    return tuple(stems)
