"""Sources named in an adverbial or by a paper: «بحسب مصادر طبية», «إحصائيات وزارة الصحة»."""

from __future__ import annotations

from dataclasses import replace

from extract.attribution.antecedents import antecedents
from extract.attribution.headers import without_listener
from extract.attribution.reach import source_start
from extract.attribution.silent import is_carrying
from extract.attribution.speakers import PAPERS, Speaker, is_speaker, speaker
from extract.attribution.speech import Claim
from extract.clauses import Phrase, is_marker, subject_after
from extract.document import Document, Sentence
from extract.phrases import phrase_end
from extract.shapes import shape
from extract.tables import load_set

_OUTLETS = load_set("speech_outlets")
_WARS = load_set("scope_wars")
_POINTING = frozenset({"مصدر", "بيان"})
_TO_THE_PRESS = frozenset({"صحفي", "صحفيه", "صحافي", "صحافيه", "اعلامي", "اعلاميه", "متلفز"})
_AFTER = frozenset({"بعد", "قبل", "عقب", "منذ", "قبيل", "فور"})


class Sources:
    """Remembers who spoke in a document, and reads sources that are no subject of a verb."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.tokens = document.tokens
        self.spoken: Speaker | None = None
        self.spoken_at = -1
        self._named_until = 0  # the end of the adverbial that named a source last
        self.in_list = False  # within items that follow a header with nothing between
        self.heard: dict[str, Speaker] = {}  # by every word of a full phrase, the latest

    def _heard(self, who: Speaker) -> None:
        self.spoken = who
        if not who.points_back:
            for stem in who.heads:
                earlier = self.heard.get(stem)
                if stem == who.head or earlier is None or earlier.head != stem:
                    self.heard[stem] = who  # «المرصد» is no «مدير المرصد»

    def _known(self, who: Speaker) -> Speaker:
        """The speaker that a short definite phrase points back to («المصادر», «الوزارة»)."""
        if not who.points_back:
            return who
        earlier = self.heard.get(who.head)
        if earlier is not None:
            return replace(earlier, span=who.span)
        named = antecedents(self.document).named_before(who)
        if named is who and who.head in _POINTING and self.spoken is not None:
            return replace(self.spoken, span=who.span)  # «وأوضح المصدر ذاته»
        return named

    def _paper(self, paper: int, sentence: Sentence) -> Claim | None:
        """«إعلان الجيش عن …», «تشير إحصائيات الوزارة إلى …»: a paper speaks for its body."""
        before = (t.word.folded.removeprefix("و") for t in self.tokens[max(0, paper - 3) : paper])
        if not _AFTER.isdisjoint(before):
            return None  # «بعد إعلان البيان، أقدم …», «قبيل ساعات من إعلان الوسطاء»
        first = paper + 1
        for index in range(first, min(paper + 3, sentence.last)):
            if self.tokens[index].word.folded == "من":  # «بإعلان مقتضب من الجيش»
                first = index + 1
        if first >= sentence.last or shape(self.tokens[first].word).preposition:
            return None
        if self.tokens[first].word.folded in _TO_THE_PRESS:
            return None  # «في تصريح صحفي، إن …»
        if not _WARS.isdisjoint(self.tokens[first].word.stems):
            return None  # «حصيلة العدوان»
        last = phrase_end(self.document, first, sentence.last)
        if last == first or last >= sentence.last or not is_speaker(self.document, first, last):
            return None
        who = self._known(speaker(self.document, first, last))
        self._heard(who)
        return Claim(who.name, who.full, (first, last), paper, last, sentence.last, "verb")

    def _passed_on(self, verb: int, sentence: Sentence) -> Phrase | None:
        """«نقلت وكالة … عن مصدر قوله …»: the source is behind «عن»."""
        if not is_carrying(self.document, verb):
            return None
        for index in range(verb + 1, min(verb + 9, sentence.last - 1)):
            if self.tokens[index].word.folded == "عن":
                last = phrase_end(self.document, index + 1, sentence.last)
                return Phrase(index + 1, last) if last > index + 1 else None
        return None

    def _on_tongue(self, index: int) -> bool:
        """«على لسان فلان»."""
        return (
            self.tokens[index].word.folded == "لسان"
            and index > 0
            and self.tokens[index - 1].word.folded == "علي"
        )

    def _according(self, cue: int, start: int, sentence: Sentence) -> Claim | None:
        first = source_start(self.document, cue + 1, sentence)
        if first >= sentence.last:
            return None
        last = phrase_end(self.document, first, sentence.last)
        counted = first + 1 < last and shape(self.tokens[first].word).stem in PAPERS
        if counted and shape(self.tokens[first + 1].word).verb:
            first = self._maker(first + 1, sentence)
            if not first:
                return None  # «بحسب حصيلة جمعتها»
            last = phrase_end(self.document, first, sentence.last)
        last = without_listener(self.document, first, last) if last > first else last
        if last == first or not (
            is_speaker(self.document, first, last)
            or shape(self.tokens[first].word).name
            or self._is_new_paper(first, last)
        ):
            return None
        who = self._known(speaker(self.document, first, last))
        self._heard(who)
        leads = all(self.tokens[i].kind != "word" for i in range(start, cue)) or bool(
            shape(self.tokens[cue].word).conjunction
        )
        if last < sentence.last and is_marker(self.document, last):
            leads = True  # «قالت الهيئة نقلا عن مصدر إن …»
        said = (last, sentence.last) if leads else (max(start, self._named_until), cue)
        self._named_until = last
        if not leads and self._goes_on_behind(last, sentence):
            said = (start, sentence.last)  # «خلف الحادث، حسب الشرطة، 3 قتلى»
        head = shape(self.tokens[first].word).stem
        passed_on = head in _OUTLETS or (head in PAPERS and who.span[0] == first)
        relayed = passed_on and not leads
        return Claim(who.name, who.full, (first, last), cue, *said, "according", relayed)

    def _maker(self, verb: int, sentence: Sentence) -> int:
        """«إحصائية أعدتها منظمة …»: where the phrase of its maker begins, else 0."""
        made = subject_after(self.document, verb, sentence.last)
        if made is None or not is_speaker(self.document, made.first, made.last):
            return 0
        who = speaker(self.document, made.first, made.last)
        return 0 if who.points_back else made.first

    def _goes_on_behind(self, comma: int, sentence: Sentence) -> bool:
        """Whether the clause goes on behind the adverbial or the comma that closes it."""
        if comma < sentence.last and self.tokens[comma].word.folded in ("الي", "عن"):
            return True  # «وأدى الهجوم وفق الشرطة إلى مقتل 3»
        if comma + 1 >= sentence.last or self.tokens[comma].text not in "،,":
            return False
        after = self.tokens[comma + 1]
        return after.kind == "number" or not shape(after.word).conjunction

    def _is_new_paper(self, first: int, last: int) -> bool:
        """«وفق تقرير للأمم المتحدة»; «وفق البيانات» names nobody new."""
        paper = shape(self.tokens[first].word)
        return paper.stem in PAPERS and not (paper.definite and last == first + 1)
