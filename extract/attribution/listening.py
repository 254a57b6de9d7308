"""Goes through a document and notes every claim: headers, verbs of saying, adverbials.

Who spoke last is remembered: «وأضافت», «مؤكدا» and short phrases («المصادر») go back to them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from extract.attribution.headers import Header, header_of, inner_headers, without_listener
from extract.attribution.reach import declares, is_as_told, is_named, speech_end, speech_start
from extract.attribution.silent import (
    carries,
    is_governed,
    is_within,
    mourns,
    says_nothing,
    scores,
    takes_responsibility,
)
from extract.attribution.sources import Sources
from extract.attribution.speakers import PAPERS, Speaker, is_speaker, speaker
from extract.attribution.speech import Claim, Kind, asks, saying
from extract.clauses import (
    Phrase,
    described,
    is_marker,
    main_subject,
    skip_times,
    subject_after,
    subject_before,
)
from extract.document import Sentence, Word
from extract.shapes import shape
from extract.tables import load_map

_ACCORDING = load_map("speech_according")
_QUIET = frozenset({"عن", "الي", "علي", "ب"})
_OPENING = frozenset('"«“')
_SELF = frozenset({"نفسه", "نفسها", "ذاته", "ذاتها"})
_RELATIVES = frozenset({"الذي", "التي", "الذين", "ما", "بما", "مما"})


@lru_cache(maxsize=1 << 16)
def _kind_of(word: Word) -> str:
    """``according``, ``tongue`` («لسان»), ``paper``, ``asking``, or what `saying` makes of the
    word."""
    form = shape(word)
    if form.base in _ACCORDING:
        return "according"
    if word.folded == "لسان":
        return "tongue"
    if said := saying(word):
        return said
    if form.stem in PAPERS:
        return "paper"
    return "asking" if asks(word) else ""


class Listener(Sources):
    """Goes through a document once and remembers who spoke last."""

    def claims(self) -> Iterator[Claim]:
        header: Claim | None = None
        for sentence in self.document.sentences:
            opening = header_of(self.document, sentence)
            found = self._told(opening, sentence) if opening is not None else None
            outer: Speaker | None = None
            self.in_list = self.in_list and self._is_item(sentence)
            if found is not None:
                header, self.in_list = found, True
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
            for later in inner_headers(self.document, sentence):
                if opening is None or later.colon != opening.colon:
                    header = self._told(later, sentence)
                    yield header

    def _told(self, found: Header, sentence: Sentence) -> Claim:
        """«عاجل | المصدر: …»; what is said reaches to the end of the sentence."""
        who = self._known(speaker(self.document, found.first, found.last))
        self._heard(who)
        subject = (found.first, found.last)
        return Claim(
            who.name, who.full, subject, found.colon, found.colon + 1, sentence.last, "header"
        )

    def _goes_on(self, header: Claim, sentence: Sentence) -> bool:
        """Lines below a header that stands alone in its line, or bullets below it."""
        if all(self.tokens[i].kind != "break" for i in range(header.cue, sentence.first)):
            return True
        if self.in_list:
            return True
        after = header.cue + 1
        return after < len(self.tokens) and self.tokens[after].kind == "break"

    def _is_item(self, sentence: Sentence) -> bool:
        """A line with a bullet."""
        first = self.tokens[sentence.first]
        return first.kind == "symbol" or first.text[0] in "-–•*▪"

    def _ends_line(self, claim: Claim, sentence: Sentence) -> int | None:
        """The colon at the end of a line that a verb of saying opens («الهيئة تكشف عن شهادات:»)."""
        for index in range(claim.cue, sentence.last - 1):
            if self.tokens[index].text == ":" and self.tokens[index + 1].kind == "break":
                return index
        return None

    def _sentence(self, sentence: Sentence, start: int) -> Iterator[Claim]:
        for index in range(start, sentence.last):
            token = self.tokens[index]
            if token.kind != "word":
                continue
            kind = _kind_of(token.word)
            if not kind:
                continue
            if kind == "asking":
                self._hear_asking(index, start, sentence)
                continue
            if kind == "according" or (kind == "tongue" and self._on_tongue(index)):
                claim = self._according(index, start, sentence)
            elif kind == "paper":
                claim = self._paper(index, sentence)
            elif is_as_told(self.document, index, start):
                claim = self._according(index - 1, start, sentence)
            else:
                claim = None if kind == "tongue" else self._verb(index, kind, start, sentence)
            if claim is not None:
                self.spoken_at = index
                yield claim

    def _hear_asking(self, verb: int, start: int, sentence: Sentence) -> None:
        """Who demands may go on to speak: «طالب الوزير بـ… وأضاف أن …»."""
        before = subject_before(self.document, verb, start)
        phrase = before or subject_after(self.document, verb, sentence.last)
        if phrase is not None and self._can_speak(phrase):
            self._heard(self._known(speaker(self.document, phrase.first, phrase.last)))
            self.spoken_at = verb

    def _verb(self, verb: int, kind: str, start: int, sentence: Sentence) -> Claim | None:
        if verb > start and self.tokens[verb - 1].word.folded in _RELATIVES:
            return None
        if kind == "show" and verb + 1 < sentence.last and mourns(self.document, verb):
            return None
        if says_nothing(self.document, verb, start):
            return None
        readings = self.tokens[verb].word.analyses
        if verb > start and kind == "participle" and is_governed(self.document, verb):
            return None
        if kind == "say" and readings and readings[0].enclitic:
            return None  # «وصفتهم بـ…» says nothing that somebody could take up
        if verb + 1 < sentence.last and scores(self.document, verb):
            return None
        if carries(self.document, verb, sentence):
            return None
        within = kind == "say" and is_within(self.document, verb, sentence)
        phrase = None
        if kind != "participle" and not within:
            phrase = self._subject(verb, start, sentence)
        if within and (subject := self._issuer(verb, start)) is not None:
            who, phrase, said = subject, Phrase(*subject.span), verb + 2
        elif phrase is not None:
            if not (
                self._can_speak(phrase)
                or is_named(self.document, phrase, sentence.last)
                or declares(self.document, verb, phrase, sentence.last)
            ) or (                kind == "add" and not self._quotes(phrase, sentence)
            ):
                return None
            own = without_listener(self.document, phrase.first, phrase.last)
            who = self._known(speaker(self.document, phrase.first, own))
            self._heard(who)
            said = speech_start(self.document, max(verb + 1, phrase.last), sentence)
        elif (subject := self._led_by(verb, kind, start)) is not None:
            who, phrase, said = subject, Phrase(*subject.span), verb + 1
        elif self.spoken is not None and (
            kind in ("participle", "add") or self._elided(verb, sentence)
        ):
            who, said = self.spoken, verb + 1
            phrase = Phrase(*who.span)
        else:
            return None
        if said < sentence.last and takes_responsibility(self.document, said):
            return None
        span = (phrase.first, phrase.last)
        behind = skip_times(self.document, said, sentence.last)
        if all(self.tokens[i].kind != "word" for i in range(behind, sentence.last)):
            return self._of_sentence_beside(who, span, verb, start, sentence)
        last = speech_end(self.document, said, sentence)
        return Claim(who.name, who.full, span, verb, said, last, "verb")

    def _of_sentence_beside(
        self, who: Speaker, subject: tuple[int, int], verb: int, start: int, sentence: Sentence
    ) -> Claim | None:
        """Where nothing is said behind the verb: «… 7 قتلى، كما قال مصدر أمني.» or «نطالب …، قال
        الوزير.» closes a sentence; «وأوضحت الحماية المدنية، اليوم. أن …» is cut by a stop."""
        before = self.tokens[verb - 1] if verb > start else None
        joined = shape(self.tokens[verb].word).conjunction
        if before is not None and (
            before.word.folded == "كما" or (before.text in "،," and not joined)
        ):
            kind: Kind = "according" if before.kind == "word" else "verb"
            return Claim(who.name, who.full, subject, verb, start, verb - 1, kind)
        following = self.document.sentences[sentence.index + 1 : sentence.index + 2]
        if following and is_marker(self.document, following[0].first):
            first, last = following[0].first, following[0].last
            return Claim(who.name, who.full, subject, verb, first, last, "verb")
        return None

    def _led_by(self, verb: int, kind: str, start: int) -> Speaker | None:
        """Who speaks in a participle («مؤكدا») or goes on from the clause before («إذ قالت إن»)."""
        if kind == "participle":
            return self._clause_subject(verb, start)
        joined = verb > start + 1 and self.tokens[verb - 1].word.folded == "اذ"
        return self._issuer(verb, start) if joined else None

    def _issuer(self, verb: int, start: int) -> Speaker | None:
        """Whose paper it is: the subject of the verb before it."""
        main = main_subject(self.document, verb, start)
        if main is None:
            return None
        who = self._known(speaker(self.document, main[1].first, main[1].last))
        self._heard(who)
        return who

    def _clause_subject(self, participle: int, start: int) -> Speaker | None:
        """Who says what follows «مؤكدا»: the one who spoke last in the sentence, else the subject
        of its verb."""
        if self.spoken is not None and self.spoken_at >= start:
            return self.spoken
        return self._issuer(participle, start)

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
        if index < sentence.last and self.tokens[index].word.folded in _SELF:
            index += 1  # «وأضاف المصدر نفسه: …»
        if index >= sentence.last:
            return False
        before = self.tokens[index - 1].text
        return (
            is_marker(self.document, index) or self.tokens[index].text in ':"«“' or before in "،,"
        )

    def _can_speak(self, phrase: Phrase) -> bool:
        if is_speaker(self.document, phrase.first, phrase.last):
            return True
        if self.tokens[phrase.first].text in _OPENING:
            return True  # «وأعلنت "الحركة الشعبية"»
        word = self.tokens[phrase.first].word
        if saying(word):
            return False  # «كما وأفاد"»: a verb in quotation marks
        return not word.known and self.tokens[phrase.first].kind == "word"

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
