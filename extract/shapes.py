"""What a written word may be in a sentence: its clitics, its class, whether it names an action."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from extract.document import Analysis, Word
from extract.tables import load_set

_ACTIONS = load_set("demand_actions")
_NOT_ACTIONS = load_set("demand_not_actions")
_NOMINAL = frozenset({"noun", "adj", "noun_prop", "noun_num", "abbrev", "adj_comp", "noun_quant"})
_CONJUNCTIONS = frozenset({"wa_conj", "fa_conj", "wa_sub", "fa_rc", "fa_sub"})
_PREPOSITIONS = frozenset({"bi_prep", "li_prep", "ka_prep", "bi_part", "la_prep"})


@dataclass(frozen=True, slots=True)
class Shape:
    """What a written word may be in a sentence.

    ``conjunction`` is «و» or «ف» where the likeliest reading begins with that clitic, else empty;
    ``preposition`` the clitic «ب», «ل» or «ك» likewise; ``base`` the form after both, with its
    article; ``stem`` the form after the article too. ``action`` is true of verbal nouns.
    """

    nominal: bool
    adjective: bool
    verb: bool
    name: bool
    definite: bool
    owned: bool
    action: bool
    conjunction: str
    preposition: str
    base: str
    stem: str

    @property
    def only_verb(self) -> bool:
        return self.verb and not self.nominal


@lru_cache(maxsize=1 << 16)
def shape(word: Word) -> Shape:
    """The shape of a word, from its readings; of an unknown one, mostly a name, by its letters."""
    folded = word.folded
    best = _best(word)
    if best is None:
        conjunction = "و" if folded.startswith(("وال", "وبال", "ولل")) and len(folded) > 5 else ""
        rest = folded[len(conjunction) :]
        preposition = rest[0] if rest.startswith(("بال", "كال", "لل")) and len(rest) > 4 else ""
    else:
        clitics = set(best.proclitics)
        conjunction = folded[0] if clitics & _CONJUNCTIONS and folded[0] in "وف" else ""
        rest = folded[len(conjunction) :]
        preposition = rest[0] if clitics & _PREPOSITIONS and rest[:1] in ("ب", "ل", "ك") else ""
    base = rest[len(preposition) :]
    if (
        preposition == "ل"
        and base.startswith("ل")
        and (best is None or "Al_det" in best.proclitics)
    ):
        base = "ا" + base
    article = base.startswith("ال") and (best is None or "Al_det" in best.proclitics)
    readings = [a for a in word.analyses if best and len(a.proclitics) == len(best.proclitics)]
    owned = best is not None and best.enclitic is not None and best.pos in _NOMINAL
    stem = base[2:] if article else base
    return Shape(
        nominal=best is None or any(a.pos in _NOMINAL for a in readings),
        adjective=_is_adjective(best, stem)
        or (article and _nisba(base) and not _is_own(best, stem)),
        verb=any(a.pos == "verb" and a.aspect != "c" for a in readings),
        name=_is_name(best, readings),
        definite=article or owned,
        owned=owned,
        action=_is_action(stem, readings),
        conjunction=conjunction,
        preposition=preposition,
        base=base,
        stem=stem,
    )


def _is_name(best: Analysis | None, readings: list[Analysis]) -> bool:
    """A name by the dictionary, not a common noun that is somebody's name as well; or unknown."""
    if best is None or best.pos == "noun_prop":
        return True
    kinds = {a.pos for a in readings}
    return "noun_prop" in kinds and "noun" not in kinds


def _is_adjective(best: Analysis | None, stem: str) -> bool:
    if best is None:
        return False
    return best.pos == "adj" or (best.pos == "noun" and _is_participle(best, stem))


def _is_participle(best: Analysis, stem: str) -> bool:
    """«المحررة», «المانحة»: the feminine or plural of a participle that the dictionary has as noun;
    «المحكمة» is a noun of its own."""
    lemma = best.lemma
    inflected = stem.removeprefix(lemma) in ("ه", "ين", "ون", "ات") and stem != lemma
    return inflected and len(lemma) >= 4 and (lemma[0] == "م" or lemma[1] == "ا")


def _best(word: Word) -> Analysis | None:
    """The likeliest reading; a nominal one before commands and verbs in rare persons; «ودعت» is
    «و» and «دعت»."""
    if word.folded.startswith("ودع"):
        for analysis in word.analyses:
            if analysis.lemma == "دعا" and analysis.person == "3":
                return analysis
    first = word.analyses[0] if word.folded.startswith(("و", "ب")) and word.analyses else None
    if first is not None and first.pos == "noun" and first.lemma not in _ACTIONS:
        for analysis in word.analyses:
            clitic = {"wa_conj", "bi_prep"} & set(analysis.proclitics)
            if clitic and analysis.lemma in _ACTIONS:
                return analysis  # «وضمان» is «و» and «ضمان», «بنشر» is «ب» and «نشر»
    for analysis in word.analyses:
        if "la_emph" in analysis.proclitics:
            continue  # «لتحسين» is no «verily you sense»
        if analysis.pos != "verb" or (analysis.aspect != "c" and analysis.person == "3"):
            return analysis
    return word.analyses[0] if word.analyses else None


def _is_own(best: Analysis | None, stem: str) -> bool:
    """«المفوضية», «القضية»: a noun of its own, whatever its ending."""
    return best is not None and best.pos == "noun" and best.lemma == stem


def _nisba(base: str) -> bool:
    return len(base) > 5 and base.endswith(("ي", "يه", "يين", "يون", "يتين"))


def _is_action(stem: str, readings: list[Analysis]) -> bool:
    """A verbal noun: from the table, or in a pattern of the derived verbs."""
    if any(a.lemma in _ACTIONS for a in readings if a.pos == "noun") or stem in _ACTIONS:
        return True
    if not readings:  # «احتكام», «استقواء»: only the surest patterns
        derived = stem.startswith("است") or (stem.startswith("ا") and stem[2:3] == "ت")
        return derived and _patterned(stem)
    lemmas = {a.lemma for a in readings if a.pos == "noun" and a.number != "p"} or set()
    return any(_patterned(lemma) for lemma in lemmas - _NOT_ACTIONS)


def _patterned(lemma: str) -> bool:
    size = len(lemma)
    if size == 5 and lemma[0] == "ت" and lemma[3] == "ي":  # تفعيل
        return True
    if 5 <= size <= 7 and lemma[0] == "ا" and lemma[-2] == "ا":  # إفعال، انفعال، افتعال، استفعال
        return True
    if size >= 5 and lemma[0] == "ا" and lemma.endswith("اء"):  # إجراء، انتهاء
        return True
    if size >= 5 and lemma[0] == "ا" and lemma[-1] == "ه" and lemma[-3] == "ا":  # إقامة، استعادة
        return True
    if size == 5 and lemma[0] == "ت" and lemma[-1] == "ه" and lemma[-2] == "ي":  # تهيئة، تسوية
        return True
    if size == 5 and lemma[0] == "ت" and lemma[2] == "ا":  # تفاعل
        return True
    if size == 4 and lemma[0] == "ت":  # تفعّل
        return True
    return size == 6 and lemma[0] == "م" and lemma[2] == "ا" and lemma[-1] == "ه"  # مفاعلة
