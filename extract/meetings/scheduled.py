"""Words that tell that a meeting is still to come: «المقرر عقدها», «سيجمع», «خلال ساعتين»."""

from __future__ import annotations

import re

from extract.document import Sentence
from extract.meetings.cues import cue
from extract.meetings.pairs import Pairs
from extract.meetings.status import governor_kind

ENDS = frozenset(".؛;!?؟…|")
# «خلال أقل من ساعتين», «بعد ساعات»: a present with it is of what is to come.
_WITHIN = re.compile(r"\b(?:خلال|بعد) (?:اقل من )?(?:دقايق|ساعه|ساعتين|ساعات|يومين|ايام)\b")


class Scheduled(Pairs):
    """Judges whether what a cue tells of is announced, scheduled or about to begin."""

    def _announced_holding(self, at: int, sentence: Sentence) -> bool:
        """«قرر المجلس عقد جلسة», «أعلنت القيادة عقد اجتماع»: it is still to be held."""
        if self._base(at, sentence) not in ("عقد", "تنظيم", "استضافه"):
            return False
        for before in range(at - 1, max(sentence.first, at - 12) - 1, -1):
            readings = self.tokens[before].word.analyses[:2]
            if any(a.pos == "verb" and a.lemma in ("قرر", "تقرر", "اعلن") for a in readings):
                return True
        return False

    def _announced(self, index: int, sentence: Sentence) -> bool:
        """«قمة طارئة للقادة الأحد»: a headline without a verb tells of the coming weekday."""
        index -= self._base(index - 1, sentence) == "جوله"
        form = self.forms[index]
        if form is None or form.definite or form.preposition:
            return False
        before = self.tokens[index - 1].text if index > sentence.first else ":"
        opens = before[0] in ":|-–\"«“؛.!…" or (form.conjunction and not sentence.index)
        verbs = self.tokens[index : sentence.last] if opens else ()
        return bool(opens) and not any(
            token.kind == "word" and (c := cue(token.word)) is not None and c.tense == "past"
            for token in verbs
        )

    def _in_time_to_come(self, index: int, cue_index: int, sentence: Sentence) -> bool:
        """«ستعترف … خلال اجتماع الجمعية العامة»: the setting of what is still to be done."""
        noun = self.forms[cue_index]
        during = self._base(index - 1, sentence) in ("خلال", "اثناء")
        if not during or noun is None or noun.enclitic is not None:
            return False
        for at in range(index - 2, max(sentence.first, index - 14) - 1, -1):
            word = self.tokens[at].word
            if self.tokens[at].kind == "break" or self.tokens[at].text[0] in ENDS:
                return False
            kind, tense = governor_kind(word)
            if tense == "future" or (kind == "planned" and tense == "present"):
                return True
            for reading in word.analyses[:1]:
                if reading.pos == "verb":
                    return any("fut" in clitic for clitic in reading.proclitics)
        return False

    def _on_coming_stay(self, index: int, sentence: Sentence) -> bool:
        """«وصل فلان في زيارة يلتقي خلالها …», «ويجري خلال الزيارة …»: not yet done."""
        for at in range(index + 1, min(index + 9, sentence.last)):
            base = self._base(at, sentence)
            if base == "" or base in ("خلالها", "خلالهما"):
                return base != ""
            if base in ("خلال", "اثناء") and at + 1 < sentence.last:
                found = cue(self.tokens[at + 1].word)
                single = found is not None and found.kind == "visit" and found.number == "s"
                return single and found is not None and (found.definite or found.owned)
        return False

    def _to_gather(self, index: int, sentence: Sentence) -> bool:
        """«لقاء سيجمع فلانا وفلانا», «الاجتماع الذي سيحضره فلان»."""
        for at in range(index + 1, min(index + 4, sentence.last)):
            word = self.tokens[at].word
            if self.scanner.joint(at) == "attend" and word.folded.startswith(("سي", "ست")):
                return True
            found = cue(word)
            if found is not None and found.kind == "gather":
                return found.tense == "future"
        return False

    def _gathered(self, index: int, sentence: Sentence) -> bool:
        """«اللقاء الذي جمع فلانا وفلانا»: it took place."""
        relative = self._base(index + 1, sentence) in ("الذي", "التي")
        told = cue(self.tokens[index + 2].word) if index + 2 < sentence.last else None
        return relative and told is not None and (told.kind, told.tense) == ("gather", "past")

    def _presently(self, first: int, last: int) -> bool:
        """«تنطلق بعد قليل القمة»."""
        near = " ".join(token.word.folded for token in self.tokens[first:last])
        return "بعد قليل" in near or _WITHIN.search(near) is not None

    def _scheduled(self, index: int, sentence: Sentence) -> bool:
        """«طلبت اجتماعا … ومن المقرر عقده غدا»: called for, and now to be held."""
        for at in range(index + 2, min(sentence.last, index + 24)):
            form = self.forms[at]
            if form is None:
                continue
            if form.base in ("عقده", "عقدها", "انعقاده", "انعقادها"):
                was = any(self._base(n, sentence).startswith("كان") for n in range(at - 3, at))
                return not was and governor_kind(self.tokens[at - 1].word)[0] == "planned"
            if cue(self.tokens[at].word) is not None:
                return False
        return False

    def _base(self, at: int, sentence: Sentence) -> str:
        form = self.forms[at] if sentence.first <= at < sentence.last else None
        return form.base if form is not None else ""
