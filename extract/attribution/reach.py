"""How far somebody's words reach, where the source behind «بحسب» begins, what makes a speaker."""

from __future__ import annotations

from extract.attribution.speech import saying
from extract.clauses import Phrase, is_marker, skip_times
from extract.document import Document, Sentence
from extract.phrases import closing_mark
from extract.shapes import shape
from extract.tables import load_set

_TIMES = load_set("phrase_times")
_PAPERS = load_set("speech_documents")
_DECLARING = frozenset({"قال", "اعلن", "افاد", "ذكر", "صرح", "اوضح"})
_ASIDE = 30  # tokens of an aside between a speaker and his words
_ISSUED = frozenset({"صادر", "صادره", "الصادر", "الصادره", "صدر", "صدرت"})
_OTHERS = frozenset({"اخري", "اخر", "اخرون", "بعضهم"})
_PRONOUNS = frozenset({"به", "بها", "عنه", "عنها", "فيه", "فيها", "له", "لها"})
_FARTHEST = 12  # tokens from a verb of saying to the quotation that it leads in
_CONTRASTS = frozenset({"فيما", "بينما"})


def speech_start(document: Document, said: int, sentence: Sentence) -> int:
    """«وقال فلان، خلال اجتماع في المدينة، "…"»: where and when he spoke is no part of his words."""
    if document.tokens[said - 1].kind != "word" or said >= sentence.last:
        return said
    if document.tokens[said].text not in "،,":
        return said
    for index in range(said, min(said + _ASIDE, sentence.last)):
        token = document.tokens[index]
        if token.text in ('"', "“", "«") and document.tokens[index - 1].text in "،,:":
            return index
        if is_marker(document, index) or shape(token.word).only_verb:
            return index if is_marker(document, index) else said
    return said


def speech_end(document: Document, said: int, sentence: Sentence) -> int:
    """The end of the sentence, or of the quotation that was opened in it; a verb behind what is
    said in quotation marks or in a noun («أعلن سقوط 5، فيما قتل …») is the writer's own."""
    quoted = _quotation_end(document, said, sentence)
    if quoted is not None:
        return quoted
    if not _is_told_in_full(document, said, sentence):
        for index in range(said + 1, sentence.last - 1):
            folded = document.tokens[index].word.folded
            while_ = folded == "حين" and document.tokens[index - 1].word.folded in ("في", "فى")
            if (folded in _CONTRASTS or while_) and _is_verb(document, index + 1):
                return index
    straight = sum(document.tokens[i].text == '"' for i in range(said, sentence.last))
    if straight % 2:
        return _closed_later(document, sentence, '"')
    opened = sum(document.tokens[i].text in ("«", "“") for i in range(said, sentence.last))
    closed = sum(document.tokens[i].text in ("»", "”") for i in range(said, sentence.last))
    if opened <= closed:
        return sentence.last
    return _closed_later(document, sentence, "»”")


def _quotation_end(document: Document, said: int, sentence: Sentence) -> int | None:
    """The end of the quotation that begins near ``said``, if a new clause follows it."""
    near = range(said, min(said + _FARTHEST, sentence.last))
    opening = next((index for index in near if _opens(document, index)), None)
    close = closing_mark(document, opening, sentence.last, sentence.last) if opening else None
    if close is None:
        return None
    behind = close + 1
    if behind < sentence.last and document.tokens[behind].text in "،,":
        behind += 1
    if behind >= sentence.last:
        return None
    after = document.tokens[behind].word
    joined = after.folded.startswith("و") and shape(after).only_verb
    return close + 1 if joined or after.folded in _CONTRASTS else None


def _opens(document: Document, index: int) -> bool:
    return document.tokens[index].text in ('"', "“", "«")


def _is_told_in_full(document: Document, said: int, sentence: Sentence) -> bool:
    """Whether a clause or quotation is said («إن …»), not the noun of what happened."""
    index = skip_times(document, said, sentence.last)
    return index >= sentence.last or (
        is_marker(document, index) or document.tokens[index].kind != "word"
    )


def _is_verb(document: Document, index: int) -> bool:
    return shape(document.tokens[index].word).verb


def _closed_later(document: Document, sentence: Sentence, marks: str) -> int:
    """The end of the next sentence with a closing mark, if it is near; else of this one."""
    for later in document.sentences[sentence.index + 1 : sentence.index + 7]:
        if any(document.tokens[i].text in marks for i in range(later.first, later.last)):
            return later.last
    return sentence.last


def _is_told(document: Document, index: int) -> bool:
    """«وفق ما أوردته الإذاعة»: any verb behind «ما»."""
    before = document.tokens[index - 1].word.folded if index else ""
    return before in ("ما", "لما") and shape(document.tokens[index].word).verb


def is_named(document: Document, phrase: Phrase, limit: int) -> bool:
    """«أكد نجاد أن …»: a bare word between the verb and what is said is a name or a man's."""
    word = shape(document.tokens[phrase.first].word)
    others = word.base in _OTHERS
    if phrase.last != phrase.first + 1 or phrase.last >= limit or word.action or others:
        return False
    bare = word.nominal and not word.definite and document.tokens[phrase.first].kind == "word"
    after = document.tokens[phrase.last]
    said = after.word.folded in ("علي", "الي") or after.text == ":"
    return bare and (said or is_marker(document, phrase.last))


def declares(document: Document, verb: int, phrase: Phrase, limit: int) -> bool:
    """«أعلنت مصفوفة تتبع النزوح أن …»: whatever stands between such a verb and «أن» speaks."""
    others = shape(document.tokens[phrase.first].word).base in _OTHERS
    analyses = document.tokens[verb].word.analyses
    told = not others and any(reading.lemma in _DECLARING for reading in analyses)
    return told and phrase.first == verb + 1 and phrase.last < limit and (
        is_marker(document, phrase.last)
    )


def is_as_told(document: Document, verb: int, start: int) -> bool:
    """«…، على ما أفادت مصادر محلية»."""
    before = [token.word.folded for token in document.tokens[max(start, verb - 2) : verb]]
    return before == ["علي", "ما"]


def source_start(document: Document, index: int, sentence: Sentence) -> int:
    """Past «ل», «عن», «ما ذكرت», «بيان صادر عن» to the source's own first word."""
    while index < sentence.last:
        token = document.tokens[index]
        folded = token.word.folded
        following = document.tokens[index + 1].word if index + 1 < sentence.last else None
        if folded in (
            "عن",
            "الي",
            "ما",
            "جاء",
            "ورد",
            "في",
            "لما",
            "صادر",
            "صادره",
            "الصادر",
            "الصادره",
            "صدر",
            "صدرت",
            "تعبير",
            "قول",
            "وصف",
            "احدث",
            "اخر",
        ):
            index += 1
        elif saying(token.word) or _is_told(document, index):
            index = skip_times(document, index + 1, sentence.last)
        elif token.text in ("،", ",") or folded in _PRONOUNS or folded in _TIMES:
            index = max(index + 1, skip_times(document, index, sentence.last))
        elif shape(token.word).stem in _PAPERS and following is not None and (
            shape(following).preposition == "ل" or following.folded in _ISSUED
        ):
            index += 1
        elif folded in ("بيان", "تصريح", "تصريحات") and following is not None:
            if not (
                shape(following).preposition == "ل" or following.folded in ("صادر", "صدر", "عن")
            ):
                return index + 1 if shape(following).nominal else index
            index += 1
        else:
            break
    return index
