"""The words by which somebody demands.

A cue is a word with a frame: which complement holds the demanded thing («طالب» takes «ب», «دعا»
takes «إلى», «ضرورة» the action itself). Whether it demands here is seen from that complement.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from extract.document import Analysis, Word
from extract.shapes import shape
from extract.tables import load_map, load_set

Form = Literal["verb", "participle", "noun", "necessity", "order", "obliged"]

_CUES = load_map("demand_cues")
_SPEECH = load_set("speech_verbs")
_NECESSITY = load_map("demand_necessity")
_IMPERATIVES = load_set("demand_imperatives")
_OBLIGED = load_set("demand_obliged")
# «ليعلم العدو أن …», «ليرتفع عدد الشهداء إلى …»
_NOT_WISHED = frozenset({"علم", "اعلم", "عرف", "تذكر", "ذكر", "ارتفع", "بلغ", "وصل", "صار", "اصبح"})
_HOLDING = frozenset({"متمسك", "متمسكون", "متمسكان"})  # «الوفد متمسك بـ»


def _participles() -> dict[str, str]:
    """The written forms of the participles that demand, with their frames."""
    forms: dict[str, str] = {}
    for stem, (frame, *only) in load_map("demand_participles").items():
        plural = stem.removesuffix("ي")
        forms[stem + "ا"] = frame
        if not only:
            forms |= dict.fromkeys((stem + "ه", stem + "ات", plural + "ين"), frame)
            forms |= dict.fromkeys((f"ال{stem}ه", f"ال{plural}ين", f"ال{plural}ون"), frame)
    return forms


_PARTICIPLES = _participles()


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that can open a demand; ``person`` and ``joined`` (with «و») of verbs."""

    form: Form
    frame: str
    person: str = "na"
    plural: bool = False
    feminine: bool = False
    past: bool = False


NO_CUE = Cue("noun", "")


@lru_cache(maxsize=1 << 16)
def cue_of(word: Word) -> Cue | None:
    """The cue that the word may be, by its lemma and form."""
    participle = _participle_cue(word)
    if participle is not None:
        return participle
    for analysis in word.analyses:
        if analysis.lemma in _CUES:
            verb, noun = _CUES[analysis.lemma]
            found = (
                _verb_cue(word, analysis, verb)
                if analysis.pos == "verb"
                else _noun_cue(word, analysis, noun)
            )
            if found is not None:
                return found
    obliged = Cue("obliged", "") if word.folded in _OBLIGED else None
    return _imperative_cue(word) or _necessity_cue(word) or obliged or _aim_cue(word)


def _aim_cue(word: Word) -> Cue | None:
    """«الحزب: للإسراع بتأليف الحكومة», «الحزب: فلتخرج القوات»: behind a colon what he wants."""
    form = shape(word)
    aim = form.preposition == "ل" and form.action and not form.conjunction
    wish = any("li_jus" in a.proclitics and a.lemma not in _NOT_WISHED for a in word.analyses[:2])
    return Cue("order", "aim") if aim or wish else None


def _participle_cue(word: Word) -> Cue | None:
    """«مطالبا», «وداعية», «المطالبين»; «متمسك» is a predicate, like a verb."""
    if word.folded in _HOLDING:
        return Cue("verb", "hold", "3", word.folded != "متمسك")
    first = word.analyses[0] if word.analyses else None
    if first is not None and (first.enclitic or (first.lemma in _CUES and first.pos == "noun")):
        return None  # «مطالبتهم», «مطالبة»
    for form in (word.folded, word.folded.removeprefix("و")):
        if form in _PARTICIPLES:
            return Cue("participle", _PARTICIPLES[form])
    return None


def _imperative_cue(word: Word) -> Cue | None:
    """«أوقفوا»: a plural in «وا» that the dictionary may know as past only, or not at all."""
    if not word.folded.endswith("وا"):
        return None
    if not word.analyses and len(word.folded) >= 4:
        return Cue("order", "open")
    for analysis in word.analyses:
        if (
            analysis.pos == "verb"
            and analysis.number == "p"
            and not analysis.enclitic
            and (
                analysis.lemma in _IMPERATIVES
                and analysis.aspect in ("p", "c")
                and not analysis.proclitics
            )
        ):
            certain = all(a.aspect == "c" for a in word.analyses if a.pos == "verb")
            return Cue("order", "certain" if certain else "open")
    return None


def _verb_cue(word: Word, analysis: Analysis, frame: str) -> Cue | None:
    if frame == "-" or analysis.aspect == "c" or analysis.person == "2":
        return None
    if "la_emph" in analysis.proclitics or word.folded == "يرجي":
        return None  # «لحث» is rather the noun, «يرجى» asks in nobody's name
    first = word.analyses[0]
    if first.pos != "verb" and analysis.lemma != "طلب":
        return None
    if analysis.lemma == "امر" and (analysis.person == "1" or "ام" not in word.folded):
        return None  # «يمر» is no order
    verbs = [a.lemma for a in word.analyses if a.pos == "verb"]
    if analysis.lemma == "اهاب" != verbs[0] or first.lemma in _SPEECH - {analysis.lemma}:
        return None
    if analysis.number == "d" and any(a.pos == "noun" for a in word.analyses):
        return None
    if analysis.lemma == "ضغط" and word.folded == "ضغط":
        return None
    if frame == "order" and first.lemma != analysis.lemma:
        return None  # «توجه» is no «وجه»
    if any("Al_det" in a.proclitics for a in word.analyses):
        return None
    return Cue(
        "verb",
        frame,
        analysis.person,
        analysis.number == "p",
        analysis.gender == "f",
        analysis.aspect == "p",
    )


def _noun_cue(word: Word, analysis: Analysis, frame: str) -> Cue | None:
    if frame == "-" or analysis.pos not in ("noun", "adj"):
        return None
    order = analysis.lemma == "امر" and word.folded.endswith("ا")  # «أصدر أمرا بإخلاء …»
    emphatic = "la_emph" in word.analyses[0].proclitics
    likely = order or emphatic or analysis.lemma == "داعي" or frame == "request"
    if word.analyses[0].pos == "verb" and not likely:
        return None
    if frame == "request" and not (word.folded.endswith("ا") or "bi_prep" in analysis.proclitics):
        return None  # «قدم طلبا», «تقدم بطلب»
    if word.folded.endswith("دعاه"):
        return None  # «دعاة السلام»
    if frame == "stress" and analysis.number == "p":
        return None  # «تشديدات على الحواجز»
    if analysis.lemma == "تعليم" and not word.folded.endswith("تعليمات"):
        return None  # «أصدر الجيش تعليمات بإخلاء …»
    if frame == "leave" and analysis.number == "s" and "Al_det" in analysis.proclitics:
        return None
    if frame == "press" and not word.folded.startswith(("لل", "ولل")):
        return None  # «للضغط على فلان من أجل»; a pressure that is only named is no demand
    return Cue("noun", frame)


def _necessity_cue(word: Word) -> Cue | None:
    form = shape(word)
    if form.base.startswith("الضرور") and form.preposition == "ب":
        return None  # «بالضرورة» is an adverb
    if word.folded in _NECESSITY and _NECESSITY[word.folded][0] in ("upon", "modal", "unless"):
        return Cue("necessity", _NECESSITY[word.folded][0])
    if form.base in ("شرط", "شريطه") and not form.definite:
        return Cue("necessity", "proviso")
    for key in (
        form.base,
        form.stem,
        form.stem.removesuffix("ه"),
        form.stem.removesuffix("ه") + "ي",
        form.stem.removesuffix("ا"),
    ):
        if key in _NECESSITY and (key != "بد" or form.stem == key):  # «بدأ»
            return Cue("necessity", _NECESSITY[key][0])
    if form.owned and form.stem.startswith(("شروط", "مطالب")):
        return Cue("necessity", "terms")
    for analysis in word.analyses[:2]:
        if analysis.pos == "noun" and analysis.lemma in _NECESSITY and analysis.lemma != "بد":
            return Cue("necessity", _NECESSITY[analysis.lemma][0])
    return None
