"""What a meeting is about: the spans after «لبحث», «حول», «تناول», one a topic."""

from __future__ import annotations

from extract.meetings.detours import Detours
from extract.tables import load_set

_SPLITS = load_set("meeting_topics")
_ENDS = frozenset(".؛;:!?؟…|")
_LONGEST_TOPIC = 15  # words, by the guide
_RELATIVE = frozenset({"الذي", "التي", "الذين", "ما", "ان"})


class Topics(Detours):
    """Reads the topics of a clause."""

    def topic_spans(self, start: int, limit: int, partner: bool = False) -> tuple[list[str], int]:
        """The spans named as topics from ``start``, and where they end."""
        spans: list[tuple[int, int]] = []
        first, at = start, start
        while at < limit:
            token = self.document.tokens[at]
            if token.kind == "break" or token.text[0] in _ENDS:
                break
            form = self.reader.forms[at]
            if at in self.days and (at == first or self._closes_with_day(at, limit)):
                break
            if form is None:
                if token.text in "،," and not self._goes_on(at + 1, limit):
                    break
                if token.text in "،,":
                    spans.append((first, at))
                    first = at + 1
                at += 1
                continue
            if at > first and form.conjunction == "و":
                if self._closes(at):
                    break
                if form.stem in _SPLITS or form.base in _SPLITS:
                    spans.append((first, at))
                    first = at
            elif (
                at > start
                and self.joint(at) in ("end", "attend", "chair")
                and form.base not in _RELATIVE
            ) or (partner and form.base == "مع"):
                break
            at += 1
        spans.append((first, at))
        texts = []
        for one, two in spans:
            two = min(two, one + _LONGEST_TOPIC)
            while (
                one < two
                and self.reader.forms[one] is None
                and self.document.tokens[one].text not in '"«“'
            ):
                one += 1
            if one < two:
                texts.append(self.reader.text(one, two).strip())
        return [text for text in texts if text], at

    def _closes_with_day(self, at: int, limit: int) -> bool:
        """«مشاورات بشأن فلسطين الجمعة»: the day of the meeting ends the sentence."""
        last, before = self.days[at].last, self.reader.forms[at - 1]
        alone = self.document.tokens[at].word.folded in ("غدا", "امس", "اليوم")
        whole = before is not None and (before.definite or before.state)
        return last >= limit or self._ends(last) or (alone and whole)

    def _goes_on(self, at: int, limit: int) -> bool:
        form = self.reader.forms[at] if at < limit else None
        return form is not None and form.conjunction == "و" and not self._closes(at)

    def _closes(self, at: int) -> bool:
        """Whether «و» begins another clause: a verb follows, or a word that leads one in."""
        form = self.reader.forms[at]
        if form is None:
            return False
        if form.stem in _SPLITS or form.base in _SPLITS:
            return False
        return self._is_verb(at) or self.joint(at) == "end" or form.base == "ذلك"
