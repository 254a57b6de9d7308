"""Who says what: the source of a sentence or clause.

Sources stand before a colon («وزارة الصحة: …», also over a line with bullets below it), as the
subject of a verb of saying («أعلنت وزارة الصحة …»), or in an adverbial («بحسب مصادر طبية»). What
is said in the next sentence without a new subject («وأضافت أن …») is theirs as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from extract.clauses import (
    Phrase,
    described,
    is_marker,
    main_subject,
    skip_times,
    subject_after,
    subject_before,
)
from extract.document import Document, Sentence, Word
from extract.phrases import clitics_at, phrase_end, shape
from extract.speakers import PAPERS, Speaker, is_speaker, named_before, speaker
from extract.tables import load_map, load_set

Kind = Literal["header", "carried", "verb", "according"]

_VERBS = load_map("speech_verbs")
_PARTICIPLES = load_set("speech_participles")
_ACCORDING = load_map("speech_according")
_LABELS = load_set("speech_labels")
_PREFIXES = frozenset({"عاجل", "محدث", "تحديث", "متابعه", "خاص", "هام", "مهم"})
_QUIET = frozenset({"عن", "الي", "علي", "ب"})
_ROLES = load_set("role_heads")
_LONGEST_NAME = 4  # words
_REMEMBERED = 64  # speakers that a later phrase may point back to
_LONGEST_HEADER = 22  # tokens before the colon
_RELATIVES = frozenset({"الذي", "التي", "الذين", "ما", "بما", "مما"})


@dataclass(frozen=True, slots=True)
class Claim:
    """Tokens ``first`` to ``last`` (exclusive) are said by ``name``.

    ``name`` is the shortest identification, ``full`` the whole phrase, both as written; ``subject``
    is where the phrase stands (its tokens, exclusive end) and ``cue`` the token that tells (verb,
    colon, «بحسب»). ``carried`` claims are lines below a header that may be somebody else's words.
    """

    name: str
    full: str
    subject: tuple[int, int]
    cue: int
    first: int
    last: int
    kind: Kind


def match(document: Document) -> list[Claim]:
    """All claims of the document, in order of their cues."""
    return list(_Listener(document).claims())


def source_of(document: Document, index: int) -> Claim | None:
    """The claim that token ``index`` is part of: the innermost, or the one named beside it."""
    best: Claim | None = None
    for claim in document.claims:
        if claim.kind != "carried" and claim.first <= index < claim.last:
            if best is None or _rank(claim) >= _rank(best):
                best = claim
    return best


def speaker_at(document: Document, index: int) -> Claim | None:
    """As `source_of`, but lines below a header go on with its speaker («نطالب …»)."""
    found = source_of(document, index)
    if found is not None:
        return found
    carried = [c for c in document.claims if c.kind == "carried" and c.first <= index < c.last]
    return carried[-1] if carried else None


def _rank(claim: Claim) -> tuple[bool, int]:
    return claim.kind == "according", claim.first


@lru_cache(maxsize=1 << 16)
def saying(word: Word) -> str:
    """``say``, ``add`` or ``show`` for a verb of saying in the third person, ``participle`` for
    «قائلا» and its like, else empty."""
    first = word.analyses[0].pos if word.analyses else ""
    if word.folded.startswith("و") and word.folded[1:] in ("راي", "رات", "ري", "اكد", "قال", "ذكر"):
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


class _Listener:
    """Goes through a document once and remembers who spoke last."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.tokens = document.tokens
        self.spoken: Speaker | None = None
        self.spoken_at = -1
        self.heard: list[Speaker] = []

    def claims(self) -> Iterator[Claim]:
        header: Claim | None = None
        for sentence in self.document.sentences:
            found = self._header(sentence)
            outer: Speaker | None = None
            if found is not None:
                header = found
                yield found
            elif header is not None and sentence.first >= header.last:
                kind: Kind = "header" if self._goes_on(header, sentence) else "carried"
                yield replace(header, first=sentence.first, last=sentence.last, kind=kind)
            for claim in self._sentence(sentence, found.cue + 1 if found else sentence.first):
                yield claim
                outer = outer or (self.spoken if claim.kind == "verb" else None)
                colon = self._ends_line(claim, sentence)
                if colon is not None:
                    header = replace(claim, cue=colon)
            self.spoken = outer or self.spoken  # «وأضاف» goes on with the main clause's speaker

    # -- headers ---------------------------------------------------------------------------

    def _header(self, sentence: Sentence) -> Claim | None:
        """«عاجل | المصدر: …»; what is said reaches to the end of the sentence."""
        limit = min(sentence.last, sentence.first + _LONGEST_HEADER)
        colon = next((i for i in range(sentence.first, limit) if self._is_colon(i)), None)
        if colon is None:
            return None
        first = self._after_label(sentence.first, colon)
        about = self._told_by(first, colon)
        if about is not None:
            first = about
        last = short = phrase_end(self.document, first, colon)
        if shape(self.tokens[first].word).stem in _ROLES:
            last = self._name_to(last, colon)
        while last < colon and self.tokens[last].text in ("،", ",", "-"):
            name = phrase_end(self.document, last + 1, colon)
            if name == last + 1 or self._only_labels(last + 1, colon):
                break
            last = name
        if last == first or not self._is_header(first, short, last, colon):
            return None
        who = self._known(speaker(self.document, first, last))
        self._heard(who)
        return Claim(who.name, who.full, (first, last), colon, colon + 1, sentence.last, "header")

    def _name_to(self, last: int, colon: int) -> int:
        """Up to the colon if only a name stands there («الأسير المحرر يائير هورن:»)."""
        for index in range(last, colon):
            word = shape(self.tokens[index].word)
            if self.tokens[index].kind != "word" or word.preposition or word.definite:
                return last
            verb = saying(self.tokens[index].word) and not self.tokens[index].word.folded.endswith(
                "ا"
            )
            if verb or word.base in (
                "في",
                "من",
                "عن",
                "على",
                "ان",
                "علي",
            ):
                return last
        return colon if colon - last <= _LONGEST_NAME else last

    def _is_colon(self, index: int) -> bool:
        if self.tokens[index].text != ":":
            return False
        around = [self.tokens[i].kind for i in (index - 1, index + 1) if 0 <= i < len(self.tokens)]
        return around != ["number", "number"]

    def _after_label(self, first: int, colon: int) -> int:
        """Past «عاجل |», bullets and numbers of items."""
        index = first
        for at in range(first, min(colon, first + 6)):
            token = self.tokens[at]
            mark = token.kind in ("symbol", "break") or token.text[0] in "|-–—•*/"
            label = at == index and token.word.folded in _PREFIXES and at + 1 < colon
            if label or (mark and not self._only_labels(at + 1, colon)):
                index = at + 1
        while index < colon and self.tokens[index].kind != "word":
            if (
                self.tokens[index].text in ('"', "«", "“", "(")
                or self.tokens[index].kind == "number"
            ):
                break
            index += 1
        return index

    def _only_labels(self, first: int, colon: int) -> bool:
        """«الهلال الأحمر - تحديث:»."""
        words = [t for t in self.tokens[first:colon] if t.kind == "word"]
        return bool(words) and all(shape(t.word).base in _LABELS for t in words)

    def _told_by(self, first: int, colon: int) -> int | None:
        """«رويترز عن مصدر أمني: …»: the source is behind «عن»."""
        paper = shape(self.tokens[first].word).stem in ("بيان", "توضيح", "تصريح", "نداء")
        for index in range(first + 1, min(first + 8, colon - 1)):
            folded = self.tokens[index].word.folded
            if folded == "عن" or (paper and folded == "من"):
                return index + 1
            if paper and clitics_at(self.document, index)[1] == "ل":
                return index
        return None

    def _is_header(self, first: int, short: int, last: int, colon: int) -> bool:
        word = shape(self.tokens[first].word)
        if word.base in _LABELS or word.stem in _LABELS or clitics_at(self.document, first)[1]:
            return False
        if any(self._is_telling(self.tokens[i].word) for i in range(last, colon)):
            return False
        return colon - last <= 6 and (
            is_speaker(self.document, first, last)
            or (word.name and short - first <= 4)
            or (short + 1 < last and is_speaker(self.document, short + 1, last))
        )

    def _is_telling(self, word: Word) -> bool:
        """A verb of saying, or any other in the present: then the colon is no header's."""
        present = any(a.pos == "verb" and a.aspect == "i" for a in word.analyses)
        return bool(saying(word)) or (present and shape(word).only_verb)

    def _goes_on(self, header: Claim, sentence: Sentence) -> bool:
        """Lines below a header that stands alone in its line, or bullets below it."""
        if all(self.tokens[i].kind != "break" for i in range(header.cue, sentence.first)):
            return True
        after = header.cue + 1
        return after < len(self.tokens) and self.tokens[after].kind == "break"

    def _ends_line(self, claim: Claim, sentence: Sentence) -> int | None:
        """The colon at the end of a line that a verb of saying opens («الهيئة تكشف عن شهادات:»)."""
        for index in range(claim.cue, sentence.last - 1):
            if self.tokens[index].text == ":" and self.tokens[index + 1].kind == "break":
                return index
        return None

    # -- verbs -----------------------------------------------------------------------------

    def _sentence(self, sentence: Sentence, start: int) -> Iterator[Claim]:
        for index in range(start, sentence.last):
            token = self.tokens[index]
            if token.kind != "word":
                continue
            if shape(token.word).base in _ACCORDING or self._on_tongue(index):
                claim = self._according(index, start, sentence)
            elif shape(token.word).stem in PAPERS and not saying(token.word):
                claim = self._paper(index, sentence)
            else:
                kind = saying(token.word)
                claim = self._verb(index, kind, start, sentence) if kind else None
            if claim is not None:
                self.spoken_at = index
                yield claim

    def _verb(self, verb: int, kind: str, start: int, sentence: Sentence) -> Claim | None:
        if verb > start and self.tokens[verb - 1].word.folded in _RELATIVES:
            return None
        readings = self.tokens[verb].word.analyses
        if kind == "say" and readings and readings[0].enclitic:
            return None  # «وصفتهم بـ…» says nothing that somebody could take up
        phrase = None if kind == "participle" else self._subject(verb, start, sentence)
        if phrase is not None:
            if not self._can_speak(phrase) or (
                kind == "add" and not self._quotes(phrase, sentence)
            ):
                return None
            who = self._known(speaker(self.document, phrase.first, phrase.last))
            self._heard(who)
            said = max(verb + 1, phrase.last)
        elif kind == "participle" and (subject := self._clause_subject(verb, start)) is not None:
            who, phrase, said = subject, Phrase(*subject.span), verb + 1
        elif self.spoken is not None and (
            kind in ("participle", "add") or self._elided(verb, sentence)
        ):
            who, said = self.spoken, verb + 1
            phrase = Phrase(*who.span)
        else:
            return None
        if said >= sentence.last:
            return None
        last = self._speech_end(said, sentence)
        return Claim(who.name, who.full, (phrase.first, phrase.last), verb, said, last, "verb")

    def _clause_subject(self, participle: int, start: int) -> Speaker | None:
        """Who says what follows «مؤكدا»: the one who spoke last in the sentence, else the subject
        of its verb."""
        if self.spoken is not None and self.spoken_at >= start:
            return self.spoken
        main = main_subject(self.document, participle, start)
        if main is None:
            return None
        who = self._known(speaker(self.document, main[1].first, main[1].last))
        self._heard(who)
        return who

    def _subject(self, verb: int, start: int, sentence: Sentence) -> Phrase | None:
        passed_on = self._passed_on(verb, sentence)
        if passed_on is not None:
            return passed_on
        if verb + 1 < sentence.last and is_marker(self.document, verb + 1):
            return subject_before(self.document, verb, start)
        before = subject_before(self.document, verb, start)
        if before is not None and self._can_speak(before):
            return before
        after = subject_after(self.document, verb, sentence.last)
        if after is None or (
            shape(self.tokens[after.first].word).action and not self._can_speak(after)
        ):
            return described(self.document, verb, start)
        return after

    def _quotes(self, phrase: Phrase, sentence: Sentence) -> bool:
        """«وتابع الوزير أن …»; «واصل الجيش قصفه» says nothing."""
        index = skip_times(self.document, phrase.last, sentence.last)
        if index >= sentence.last:
            return False
        before = self.tokens[index - 1].text
        return (
            is_marker(self.document, index) or self.tokens[index].text in ':"«“' or before in "،,"
        )

    def _can_speak(self, phrase: Phrase) -> bool:
        if is_speaker(self.document, phrase.first, phrase.last):
            return True
        word = self.tokens[phrase.first].word
        return not word.known and self.tokens[phrase.first].kind == "word"

    def _paper(self, paper: int, sentence: Sentence) -> Claim | None:
        """«إعلان الجيش عن …», «تشير إحصائيات الوزارة إلى …»: a paper speaks for its body."""
        first = paper + 1
        for index in range(first, min(paper + 3, sentence.last)):
            if self.tokens[index].word.folded == "من":  # «بإعلان مقتضب من الجيش»
                first = index + 1
        if first >= sentence.last or shape(self.tokens[first].word).preposition:
            return None
        last = phrase_end(self.document, first, sentence.last)
        if last == first or last >= sentence.last or not is_speaker(self.document, first, last):
            return None
        who = self._known(speaker(self.document, first, last))
        self._heard(who)
        return Claim(who.name, who.full, (first, last), paper, last, sentence.last, "verb")

    def _passed_on(self, verb: int, sentence: Sentence) -> Phrase | None:
        """«نقلت وكالة … عن مصدر قوله …»: the source is behind «عن»."""
        if not any(a.lemma == "نقل" and a.pos == "verb" for a in self.tokens[verb].word.analyses):
            return None
        for index in range(verb + 1, min(verb + 9, sentence.last - 1)):
            if self.tokens[index].word.folded == "عن":
                last = phrase_end(self.document, index + 1, sentence.last)
                return Phrase(index + 1, last) if last > index + 1 else None
        return None

    def _elided(self, verb: int, sentence: Sentence) -> bool:
        """«وقال إن»: nobody is named; an impersonal «يذكر أن» is the writer's own."""
        if verb + 1 >= sentence.last:
            return False
        analyses = [a for a in self.tokens[verb].word.analyses if a.pos == "verb"]
        past = any(a.aspect == "p" for a in analyses)
        joined = bool(shape(self.tokens[verb].word).conjunction)
        follows = self.tokens[verb + 1]
        marked = is_marker(self.document, verb + 1) or follows.text in (":", '"', "“", "«")
        return past and (marked or (joined and follows.word.folded in _QUIET))

    def _speech_end(self, said: int, sentence: Sentence) -> int:
        """The end of the sentence, or of the quotation that was opened in it."""
        straight = sum(self.tokens[i].text == '"' for i in range(said, sentence.last))
        if straight % 2:
            return self._closed_later(sentence, '"')
        opened = sum(self.tokens[i].text in ("«", "“") for i in range(said, sentence.last))
        closed = sum(self.tokens[i].text in ("»", "”") for i in range(said, sentence.last))
        if opened <= closed:
            return sentence.last
        return self._closed_later(sentence, "»”")

    def _closed_later(self, sentence: Sentence, marks: str) -> int:
        """The end of the next sentence with a closing mark, if it is near; else of this one."""
        for later in self.document.sentences[sentence.index + 1 : sentence.index + 7]:
            if any(self.tokens[i].text in marks for i in range(later.first, later.last)):
                return later.last
        return sentence.last

    # -- adverbials ------------------------------------------------------------------------

    def _on_tongue(self, index: int) -> bool:
        """«على لسان فلان»."""
        return (
            self.tokens[index].word.folded == "لسان"
            and index > 0
            and self.tokens[index - 1].word.folded == "علي"
        )

    def _according(self, cue: int, start: int, sentence: Sentence) -> Claim | None:
        first = self._source_start(cue + 1, sentence)
        if first >= sentence.last:
            return None
        last = phrase_end(self.document, first, sentence.last)
        if last == first or not (
            is_speaker(self.document, first, last) or shape(self.tokens[first].word).name
        ):
            return None
        who = self._known(speaker(self.document, first, last))
        self._heard(who)
        leads = all(self.tokens[i].kind != "word" for i in range(start, cue)) or bool(
            shape(self.tokens[cue].word).conjunction
        )
        said = (last, sentence.last) if leads else (start, cue)
        return Claim(who.name, who.full, (first, last), cue, *said, "according")

    def _source_start(self, index: int, sentence: Sentence) -> int:
        """Past «ل», «عن», «ما ذكرت», «بيان صادر عن» to the source's own first word."""
        while index < sentence.last:
            token = self.tokens[index]
            folded = token.word.folded
            following = self.tokens[index + 1].word if index + 1 < sentence.last else None
            if folded in (
                "عن",
                "الي",
                "ما",
                "جاء",
                "ورد",
                "في",
                "لما",
                "صادر",
                "صدر",
                "تعبير",
                "قول",
                "وصف",
            ):
                index += 1
            elif saying(token.word):
                index = skip_times(self.document, index + 1, sentence.last)
            elif folded in ("بيان", "تصريح", "تصريحات") and following is not None:
                if not (
                    shape(following).preposition == "ل" or following.folded in ("صادر", "صدر", "عن")
                ):
                    return index + 1 if shape(following).nominal else index
                index += 1
            else:
                break
        return index

    # -- memory ----------------------------------------------------------------------------

    def _heard(self, who: Speaker) -> None:
        self.spoken = who
        if who not in self.heard:
            self.heard.append(who)
            del self.heard[:-_REMEMBERED]

    def _known(self, who: Speaker) -> Speaker:
        """The speaker that a short definite phrase points back to («المصادر», «الوزارة»)."""
        if not who.points_back:
            return who
        for earlier in reversed(self.heard):
            if who.head in earlier.heads and not earlier.points_back:
                return replace(earlier, span=who.span)
        return named_before(self.document, who)
