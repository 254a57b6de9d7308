"""Whether what a cue tells of took place, is to come or was called off."""

from __future__ import annotations

from extract.dates import DayMention
from extract.document import Sentence
from extract.meetings.cues import cue
from extract.meetings.scheduled import ENDS, Scheduled
from extract.meetings.sides import Sides
from extract.meetings.status import denied, governor, soon
from extract.tables import load_set

_SOON_REACH = 10
MASDARS = load_set("meeting_masdars")


class Judging(Scheduled):
    """Judges cues by their tense, their governor and the day."""

    def _status(
        self,
        index: int,
        tense: str,
        day: DayMention | None,
        sentence: Sentence,
        noun: bool = False,
        last: int = 0,
        cue_index: int = 0,
    ) -> str | None:
        """The status of what is told at ``index``; ``None`` where it is no fact.

        ``noun``: the cue is the noun at ``cue_index``, whose clause ends at ``last``.
        """
        if self._hypothetical(index, sentence):
            return None
        if not (noun or tense):
            return "held"  # «القادة المجتمعون في جدة»: that they meet is taken for granted
        if day is None and tense == "present":
            day = self._sentence_day(index, sentence, past=False)
        found = governor(self.document, self.reader, index, sentence.first)
        kind = found.kind if found else ""
        self.past = tense == "past"
        told = tense in ("past", "future") or kind in ("planned", "after", "before", "cancelled")
        self.strength = 2 if told else 1
        if kind == "planned" and found is not None and self._settled(found.index, index):
            kind = ""
        if tense == "past" and kind in ("planned", "wished", "cancelled"):
            kind = ""
        if kind == "cancelled" and found is not None and self._kept(found.index, sentence):
            return "planned"
        if kind in ("denied", "wished") or denied(
            self.document, self.reader, index, sentence.first
        ):
            return "held" if noun and self._presupposed(cue_index, sentence) else None
        if kind == "cancelled":
            return "cancelled" if found is not None and (noun or found.tense != "") else None
        if tense == "present" and kind in ("", "after", "before"):
            aimed = self._aimed_at(index, kind, sentence)
            if aimed is not None:
                return aimed or None
        if tense == "future" or kind == "planned" or (kind == "maybe" and tense == "present"):
            return "planned"
        if tense == "past":
            return "held"
        if tense == "present":
            return "planned" if self._to_come(day) else "held"
        return self._bare_noun(index, kind, day, sentence, last, cue_index) if noun else "held"

    def _aimed_at(self, index: int, kind: str, sentence: Sentence) -> str | None:
        """The status of a present after «أن» or «كي»: planned, or "" where it is only wanted."""
        before = self.forms[index - 1] if index > sentence.first else None
        if before is None or before.base not in ("ان", "كي", "لكي") or kind == "before":
            return None
        after_all = self._base(index - 2, sentence) in ("بعد", "علي", "المقرر", "المتوقع")
        return "planned" if after_all or kind == "after" else ""

    def _kept(self, at: int, sentence: Sentence) -> bool:
        """«نفى إلغاء القمة», «لم تبلغ بإلغاء اللقاء»: it is still to be held."""
        if denied(self.document, self.reader, at, sentence.first):
            return True
        near = range(max(sentence.first, at - 5), at)
        return any(self._base(n, sentence) in ("لم", "لن", "عدم", "لا") for n in near)

    def _presupposed(self, index: int, sentence: Sentence) -> bool:
        """«نفى ما تردد عن الاجتماع الذي عقده مع …»: what is denied is not that they met."""
        if self._base(index + 1, sentence) not in ("الذي", "التي") or index + 2 >= sentence.last:
            return False
        told = cue(self.tokens[index + 2].word)
        kinds = ("hold", "gather", "occur")
        return told is not None and told.tense == "past" and told.kind in kinds

    def _to_come(self, day: DayMention | None) -> bool:
        """Whether a present is one of a day to come, or of a bare day of the week."""
        if day is None:
            return False
        today = self.document.today()
        return day.day != day.ahead or (today is not None and day.day >= today)

    def _bare_noun(
        self,
        index: int,
        kind: str,
        day: DayMention | None,
        sentence: Sentence,
        last: int,
        cue_index: int,
    ) -> str:
        """The status of a noun without a verb: «اجتماع غدا», «خلال لقائه», «لإجراء مباحثات»."""
        if kind == "after" and self._in_time_to_come(index, cue_index, sentence):
            return "planned"
        if kind in ("after", "before"):
            return "held" if kind == "after" else "planned"
        if soon(self.document, cue_index + 1, min(last + 2, cue_index + _SOON_REACH)):
            return "planned"
        today = self.document.today()
        if day is not None and today is not None and day.day > today:
            return "planned"
        if day is not None and day.day != day.ahead and self._announced(cue_index, sentence):
            return "planned"
        form = self.forms[index]
        clitic = form.preposition if form is not None else ""
        before = self.forms[index - 1] if index > sentence.first else None
        setting = clitic == "ب" or (before is not None and before.base in ("في", "خلال"))
        if day is not None and day.day == today and not setting:
            return "planned"
        if clitic == "ل":
            closing = before is not None and before.stem.startswith("ختامي")
            return "held" if closing else "planned"  # «البيان الختامي لاجتماع …»
        if before is not None and before.stem in MASDARS:
            goes_on = self._purpose_goes_on(index - 1, sentence)
            goes_on = goes_on or self._announced_holding(index - 1, sentence)
            return "planned" if before.preposition == "ل" or goes_on else "held"
        return "held"

    def _hypothetical(self, index: int, sentence: Sentence) -> bool:
        """«إذا ما زار طوكيو والتقى الرئيس», «في حال عقد لقاء»: supposed, not told."""
        for at in range(index - 1, max(sentence.first, index - 12) - 1, -1):
            token = self.tokens[at]
            if token.kind == "break" or token.text[0] in ENDS or token.text in "،,:":
                return False
            base = self._base(at, sentence)
            if base == "كلما" or (base == "مره" and self._base(at - 1, sentence) == "كل"):
                return True
            if base in ("اذا", "لو", "ولو", "حال", "لولا"):
                return base != "حال" or self._base(at - 1, sentence) in ("في", "")
        return False

    def _settled(self, at: int, index: int) -> bool:
        """«اتفقا في اتصال على …»: what was agreed is told after the call, in which it was."""
        verb = self.tokens[at].word
        agreed = any(a.lemma in ("اتفق", "وافق") and a.aspect == "p" for a in verb.analyses)
        between = self.forms[at + 1 : index]
        if agreed and any(f is not None and f.base == "ان" for f in between):
            return True  # «اتفقوا على أن المفاوضات …»
        return agreed and bool(between) and all(
            f is not None and f.base in ("في", "خلال", "اثناء") for f in between[-1:]
        )

    def _purpose_goes_on(self, at: int, sentence: Sentence) -> bool:
        """«يتوجه لاستقبال … وإجراء محادثات»: one more purpose of what is under way."""
        head = self.forms[at]
        if head is None or not head.conjunction:
            return False
        for index in range(at - 1, max(sentence.first, at - 14) - 1, -1):
            token, form = self.tokens[index], self.forms[index]
            if token.kind == "break" or token.text[0] in ENDS:
                return False
            if form is None:
                continue
            if form.preposition == "ل" and form.nominal and not (form.article or form.proper):
                return True
            if form.verb and not form.proper:
                return False
        return False

    def _noun_status(
        self, index: int, light_index: int, tense: str, sides: Sides, sentence: Sentence
    ) -> str | None:
        start = light_index if light_index < index else index
        if self._scheduled(index, sentence):
            never = denied(self.document, self.reader, start, sentence.first)
            return None if never else "planned"
        if tense == "present" and (
            self._presently(light_index, index) or self._on_coming_stay(light_index, sentence)
        ):
            tense = "future"
        if tense == "" and self._to_gather(index, sentence):
            tense = "future"
        if tense == "" and self._gathered(index, sentence):
            tense = "past"
        if soon(self.document, index + 1, max(light_index + 7, index + 4)):
            tense = "future" if tense != "past" or light_index > index else tense
        return self._status(
            start, tense, sides.day, sentence, noun=True, last=sides.last, cue_index=index
        )

    def _sentence_day(self, index: int, sentence: Sentence, past: bool) -> DayMention | None:
        """The only day before the cue in its sentence, if it stands near."""
        before = [
            d for d in self.days if sentence.first <= d.first < index and index - d.last <= 12
        ]
        if not before:
            return None
        for at in range(before[-1].last, index):
            form = self.forms[at]
            if form is not None and past and form.base in ("ان", "انه", "انها"):
                continue
            if form is not None and (
                form.base in ("ان", "انه", "انها", "عن")
                or (self._told(at) and not cue(self.tokens[at].word))
            ):
                return None
        return before[-1]

    def _told(self, at: int) -> bool:
        """Whether a word is a verb in its likeliest reading."""
        form, readings = self.forms[at], self.tokens[at].word.analyses
        verb = bool(readings) and readings[0].pos == "verb"
        return verb and form is not None and not form.proper

    def _ahead(self, day: DayMention) -> bool:
        today = self.document.today()
        return today is None or (day.ahead >= today and day.day >= today)
