"""Whose clause a cue stands in: its main subject, the one who speaks in it, or who spoke before."""

from __future__ import annotations

from extract.agreement import is_plural_noun, may_be_subject
from extract.attribution import Claim, claims_of, speaker_at
from extract.attribution.antecedents import antecedents
from extract.attribution.speakers import is_speaker, speaker
from extract.attribution.speech import saying
from extract.clauses import (
    Phrase,
    is_marker,
    is_plural,
    main_subject,
    subject_after,
    subject_before,
)
from extract.demands.cues import cue_of
from extract.document import Document, Sentence, Word
from extract.phrases import clitics_at, phrase_end
from extract.shapes import shape
from extract.tables import load_set

_PROTESTERS = frozenset(
    {"متظاهرين", "متظاهرون", "محتجين", "محتجون", "معتصمين", "معتصمون", "ناشطين"}
)
_CROWDS = frozenset({"الاف", "ميات", "عشرات", "ملايين", "الوف"})
_PROTESTS = frozenset(
    {"مظاهره", "مظاهرات", "تظاهره", "تظاهرات", "مسيره", "مسيرات", "وقفه", "وقفات"}
    | {"احتجاجات", "اعتصام", "اعتصامات", "انتفاضه", "اضراب", "اضرابات", "فعاليه"}
)


_LONGEST_OPENING = 20  # tokens
_SENDING = load_set("demand_sending")
_AMID = frozenset({"وسط", "ظل", "بعد", "عقب", "مع", "رغم", "قبل", "منذ", "اثر"})


def of_clause(
    document: Document, cue: int, sentence: Sentence, feminine: bool | None = None
) -> str | None:
    """The subject of the clause that a participle («مطالبا بـ») or a verb without one goes with;
    ``feminine`` is the gender of a singular verb, which a plural before it does not agree with."""
    crowd = _crowd(document, cue, sentence)
    if crowd is not None:
        return name_of(document, crowd)
    told = claims_of(document).told(sentence.first, cue)
    claims = [c for c in told if c.kind != "according" and not _is_led(document, c)]
    verbs = [c for c in claims if c.kind == "verb" and saying(document.tokens[c.cue].word)]
    if feminine is False and verbs and is_plural_noun(document, verbs[-1].subject[0]):
        verbs = []  # «ذكرت مصادر أن الجانب … كما طالب»
    gender, spoken = _gender(document, cue), bool(verbs)
    if gender is not None:  # «الوزارة أعلنت …، فيما انتقل الوزير، موجها بـ»
        verbs = [c for c in verbs if may_be_subject(document, c.subject[0], gender)]
    main = main_subject(document, cue, behind_header(document, cue, sentence), gender)
    if main is not None and _is_of_many(document, cue) and _is_single(document, main[1]):
        main = None  # «حذروا من أن التأخير …، داعين»
    participle = document.tokens[cue].word.folded.endswith("ا")
    if participle and not spoken and main is not None and _is_told(document, main[0], sentence):
        return last_speaker(document, cue, sentence)
    if verbs:
        return verbs[-1].name
    if main is not None:
        return name_of(document, main[1])
    if claims:
        return claims[-1].name
    return (
        last_speaker(document, cue, sentence)
        or _of_sentence_before(document, cue, sentence)
        or _of_headline_behind(document, cue)
    )


def _of_headline_behind(document: Document, cue: int) -> str | None:
    """«داعيا لتمديدها.. غوتيريش: …»: a participle that opens the text goes with who speaks next."""
    opens = cue == 0 and _gender(document, cue) is not None
    told = claims_of(document).told(cue, cue + _LONGEST_OPENING) if opens else []
    return told[0].name if told else None


def _is_of_many(document: Document, cue: int) -> bool:
    """«داعين»: a participle in the plural."""
    found = cue_of(document.tokens[cue].word)
    plural = document.tokens[cue].word.folded.endswith("ين")
    return plural and found is not None and found.form == "participle"


def _is_single(document: Document, phrase: Phrase) -> bool:
    """One thing for certain: «التأخير»."""
    readings = document.tokens[phrase.first].word.analyses
    action = shape(document.tokens[phrase.first].word).action
    one = phrase.last == phrase.first + 1 and bool(readings) and readings[0].number == "s"
    return one and action


def sender(
    document: Document, paper: int, sentence: Sentence, beside: bool = False
) -> str | None:
    """Who sends or issues the paper or call at ``paper``: «رفعت أسر الضحايا عريضة تطالب بـ»; only
    the subject right ``beside`` it if so asked."""
    before = reversed(document.tokens[sentence.first : paper])
    verb = next((token.index for token in before if _sends(token.word)), None)
    if verb is None or document.tokens[paper - 1].word.folded in _AMID:
        return None
    first = subject_before(document, verb, behind_header(document, verb, sentence))
    phrase = first or subject_after(document, verb, paper)
    if phrase is None and not beside and is_plural(document, verb):
        main = main_subject(document, verb, sentence.first)
        phrase = main[1] if main is not None else None
    if phrase is None or (beside and phrase.last != paper):
        return None
    if phrase.first > verb and _is_parted(document, phrase.last + 1, paper - 1):
        return None
    return name_of(document, phrase)


def _is_parted(document: Document, first: int, last: int) -> bool:
    return any(token.text in "،,." for token in document.tokens[first:last])


def _is_led(document: Document, claim: Claim) -> bool:
    """«نددت بتردي الأوضاع»: what a preposition leads in says nothing."""
    return bool(clitics_at(document, claim.subject[0])[1])


def _sends(word: Word) -> bool:
    return any(a.pos == "verb" and a.lemma in _SENDING for a in word.analyses[:1])


def _of_sentence_before(document: Document, cue: int, sentence: Sentence) -> str | None:
    """«وقعت عشر دول بيانا. ودعت إلى …», «… . وأكد أن …، مشددا على …»: a joined verb that opens a
    sentence goes on with the subject of the one before."""
    opening = document.tokens[sentence.first].word
    joined = shape(opening).conjunction and any(a.pos == "verb" for a in opening.analyses)
    if not joined or not sentence.index:
        return None
    before = document.sentences[sentence.index - 1]
    main = main_subject(document, before.last, before.first)
    return name_of(document, main[1]) if main is not None else None


def _gender(document: Document, cue: int) -> bool | None:
    """Whether a participle («داعيا», «داعية») is feminine; None of other words."""
    word = document.tokens[cue].word
    found = cue_of(word)
    if found is None or found.form != "participle" or not word.folded.endswith(("ا", "ه")):
        return None
    return word.folded.endswith("ه")


def _is_told(document: Document, verb: int, sentence: Sentence) -> bool:
    """Whether the verb stands in what somebody unnamed says: «وقال إن المجلس سيجتمع، داعيا …»."""
    markers = [i for i in range(sentence.first, verb) if is_marker(document, i)]
    return bool(markers) and any(
        saying(document.tokens[i].word) or document.tokens[i].word.folded in ("جاء", "وجاء")
        for i in range(sentence.first, markers[0])
    )


def _crowd(document: Document, cue: int, sentence: Sentence) -> Phrase | None:
    """The protesters whom a plural participle («مطالبين») or «للمطالبة» goes with."""
    word = document.tokens[cue].word
    plural = word.folded.endswith("ين")
    form = shape(word)
    with_them = form.stem == "مطالبه" and not (form.preposition or form.definite)
    aim = (form.action and form.preposition == "ل") or with_them
    for index in range(cue - 1, sentence.first - 1, -1):
        token = document.tokens[index]
        if token.kind != "word" or not (plural or aim):
            continue
        form = shape(token.word)
        several = plural and form.stem.endswith("ون") and form.nominal and not form.only_verb
        counted = form.stem in _CROWDS and index + 1 < cue
        known = counted or form.stem in _PROTESTERS or (aim and form.stem in _PROTESTS)
        several = several and len(form.stem) > 4 and not form.conjunction
        if (known or several) and not form.preposition:
            last = phrase_end(document, index, cue)
            if aim and not with_them and form.stem not in _PROTESTERS | _CROWDS:
                main = main_subject(document, index, behind_header(document, index, sentence))
                if main is not None and _demonstrates(document, *main):
                    return None
            return Phrase(index, last) if last > index else None
    return None


def _demonstrates(document: Document, verb: int, subject: Phrase) -> bool:
    """«نفذ المعلمون إضرابا»: not who only saw it («شهدت المدينة مظاهرات») or tells of it."""
    word = document.tokens[verb].word
    witness = any(a.lemma in ("شهد", "عرف") for a in word.analyses[:1]) or saying(word)
    return not witness and is_speaker(document, subject.first, subject.last)


def last_speaker(document: Document, index: int, sentence: Sentence) -> str | None:
    """Whoever spoke last in this sentence or one of the two before."""
    earliest = document.sentences[max(0, sentence.index - 3)].first
    claims = claims_of(document)
    spoken = claims.told_last(earliest, index)
    outer = claims.spoken(spoken.cue) if spoken is not None else None
    if outer is not None and spoken is not None and spoken.cue < sentence.first:
        return outer.name  # «أعلن بوتين أن … وافقت كييف. وشدد على …»
    if spoken is not None:
        return spoken.name
    found = speaker_at(document, index)
    return found.name if found else None


def behind_header(document: Document, index: int, sentence: Sentence) -> int:
    """The first token behind the header of the sentence."""
    for claim in claims_of(document).told(sentence.first, index)[:1]:
        if claim.kind == "header":
            return claim.cue + 1
    return sentence.first


def name_of(document: Document, phrase: Phrase) -> str:
    who = speaker(document, phrase.first, phrase.last)
    return antecedents(document).named_before(who).name
