"""Words that look like verbs of saying and tell nothing that somebody says."""

from __future__ import annotations

from extract.attribution.speech import Claim, saying
from extract.clauses import is_marker
from extract.document import Document, Sentence
from extract.tables import load_set

_JUDGING = load_set("speech_judging")
_CARRYING = frozenset({"يقل", "تقل", "يدعي", "تدعي"})
_GOVERNING = frozenset({"علي", "من", "في", "الي", "عن", "بحق", "ضد", "مع", "بين", "هو", "كان"})
_SCORED = frozenset({"رقما", "رقم", "هدفا", "هدف", "تقدما", "نجاحا", "انتصارا", "حضورا"})
_MOURNED = frozenset({"شهيد", "شهيده", "شهداء", "مجاهد", "فقيد", "شهيدين"})
_FEARED = frozenset({"قتلي", "جرحي", "اصابات", "خساير", "ضحايا", "شهداء", "قتيل", "قتيلا"})
_OPENING = frozenset('"«“')
_CLOSING = frozenset('"»”')


def says_nothing(document: Document, verb: int, start: int) -> bool:
    """A form of «أقل» or a passive («قارب يقل», «رجل يدعى»), a noun in «ة» («قدرة»), a name in
    quotation marks («"أفاد"»)."""
    tokens = document.tokens
    token = tokens[verb]
    before = tokens[verb - 1] if verb > start else None
    if token.word.folded in _CARRYING and (before is None or before.word.folded != "لم"):
        return True
    expects = token.word.folded.removeprefix("و") in ("توقع", "يوقع")
    behind = tokens[verb + 1].word.folded if verb + 1 < len(tokens) else ""
    if expects and behind in _FEARED:
        return True  # «تستهدف الموقع وتوقع قتلى»
    if token.text.endswith("ة") and saying(token.word) != "participle":
        return True
    named = before is not None and before.text in _OPENING
    return named and verb + 1 < len(tokens) and tokens[verb + 1].text in _CLOSING


def is_carrying(document: Document, verb: int) -> bool:
    return any(a.lemma == "نقل" and a.pos == "verb" for a in document.tokens[verb].word.analyses)


def carries(document: Document, verb: int, sentence: Sentence) -> bool:
    """«نقلت الطواقم 7 جرحى»: «نقل» tells only with «عن», «أن» or a quotation behind it."""
    if not is_carrying(document, verb):
        return False
    return not any(
        document.tokens[index].word.folded in ("عن", "قوله", "قولها", "قولهم")
        or is_marker(document, index)
        or document.tokens[index].text in ':"«“'
        for index in range(verb + 1, min(verb + 16, sentence.last))
    )


def is_within(document: Document, verb: int, sentence: Sentence) -> bool:
    """«أصدر الحزب بيانا قال فيه إن …»."""
    return any(
        document.tokens[index].word.folded in ("فيه", "فيها") and is_marker(document, index + 1)
        for index in range(verb + 1, sentence.last - 1)[:1]
    )


def is_governed(document: Document, participle: int) -> bool:
    """«القبض على متهمين», «7 متهمين»: who is told of and not how somebody tells."""
    before = document.tokens[participle - 1]
    return before.kind == "number" or before.word.folded in _GOVERNING


def mourns(document: Document, verb: int) -> bool:
    """«كما نعت الشهيد فلان»: nobody is named who mourns."""
    return not _MOURNED.isdisjoint(document.tokens[verb + 1].word.stems)


def scores(document: Document, verb: int) -> bool:
    """«يبلغ من العمر», «سجل الاحتلال رقما قياسيا»: no figure that somebody gives."""
    behind = [token.word.folded for token in document.tokens[verb + 1 : verb + 4]]
    return behind[:1] == ["من"] or any(word in _SCORED for word in behind)


def takes_responsibility(document: Document, said: int) -> bool:
    """«أعلن التنظيم مسؤوليته عن …»: who did it tells no figures."""
    return document.tokens[said].word.folded.startswith(("مسووليت", "مسيوليت"))


def judges(document: Document, claim: Claim) -> bool:
    """«أدان الوزير الهجوم الذي قتل فيه 3»: he tells what he thinks of it, not that it happened."""
    if claim.kind != "verb" or is_marker(document, claim.first):
        return False
    return any(reading.lemma in _JUDGING for reading in document.tokens[claim.cue].word.analyses)
