"""Parties that a clause tells without naming them beside the cue: «معه», «الجانبان», «نلتقي»."""

from __future__ import annotations

from extract.document import Sentence
from extract.meetings.cues import Cue
from extract.meetings.identity import same_party
from extract.meetings.subjects import Subjects
from extract.mentions.party import Mention
from extract.tables import load_set

PAIRS = load_set("meeting_pairs")


class Pairs(Subjects):
    """Finds the parties of a cue that has none of its own."""

    def _clause_parties(self, index: int, sentence: Sentence) -> list[Mention]:
        """«حث فلان فلانا، خلال مكالمة»: who does it, and to whom."""
        near = [
            m
            for m in self.mentions
            if sentence.first <= m.first
            and m.last <= index
            and index - m.last <= 20
            and m.kind in ("person", "role")
            and not self._other_clause(m.last, index)
        ]
        told = [m for m in near if not self._governed(m) or self._recipient(m)]
        return told[-2:] if len(told) >= 2 and not self._governed(told[-2]) else []

    def _both(self, index: int, sentence: Sentence) -> list[Mention]:
        """Whom «لقائهما» means: the two named last before it; «لقائهم»: all that are named."""
        near: list[Mention] = []
        for mention in self.mentions:
            if mention.first < sentence.first or mention.last > index:
                continue
            person = mention.kind in ("person", "role", "delegation")
            if person and not any(same_party(mention, known) for known in near):
                near.append(mention)
        if self.tokens[index].word.folded.endswith("هما"):
            near = near[-2:]
        return near if len(near) > 1 else []

    def _recipient(self, mention: Mention) -> bool:
        before = self.forms[mention.first - 1] if mention.first else None
        head = self.forms[mention.first]
        return (before is not None and before.base == "الي") or (
            head is not None and head.preposition == "ل"
        )

    def _meets_him(self, index: int, sentence: Sentence) -> bool:
        near = self.tokens[index + 1 : min(index + 4, sentence.last)]
        return any(token.word.folded in ("معه", "معها") for token in near)

    def _him(self, index: int, sentence: Sentence) -> list[Mention]:
        """Whom «معه» means: the man named before the subject of the clause."""
        subject = self._subject(index, sentence)
        before = [
            m
            for m in self.mentions
            if sentence.first <= m.first
            and m.last <= index
            and m.kind in ("person", "role")
            and not any(same_party(m, s) for s in subject)
        ]
        return before[-1:]

    def _received(
        self, index: int, found: Cue, sentence: Sentence, host: Mention
    ) -> list[Mention]:
        """Whom «استقبالهم», «استقبال الأمير له» mean: the man or group named before the host."""
        near = self.tokens[host.last : host.last + 1] if host.first > index else ()
        pronoun = any(token.word.folded in ("له", "لها", "لهم") for token in near)
        if not (pronoun or found.theirs):
            return []
        kinds = ("person", "role", "delegation", "group")
        before = [
            m
            for m in self.mentions
            if sentence.first <= m.first and m.last <= index and m.kind in kinds
        ]
        return [m for m in before if not same_party(m, host)][-1:]

    def _pair_before(self, index: int, sentence: Sentence) -> bool:
        return any(
            self.tokens[at].word.folded in PAIRS
            for at in range(max(sentence.first, index - 6), index)
        )

    def _pair(self, sentence: Sentence) -> list[Mention]:
        """Whom «الجانبان» means where no meeting was told: the last two parties before."""
        before = [
            m
            for m in self.mentions
            if m.last <= sentence.first and m.kind in ("person", "role", "delegation")
        ]
        pair: list[Mention] = []
        for mention in reversed(before):
            if not any(same_party(mention, known) for known in pair):
                pair.insert(0, mention)
            if len(pair) == 2:
                return pair
        return []

    def _speaker(self, index: int, found: Cue, sentence: Sentence) -> list[Mention]:
        """The subject of a verb that names none: whom the sentence speaks of, or who speaks."""
        if found.person == "1":
            return self._quoted_speaker(index) or self._focus(sentence)
        return self._subject(index, sentence)

    def _quoted_speaker(self, index: int) -> list[Mention]:
        """Who speaks in the first person: the first party of the line that ends with «:»."""
        colon = next(
            (
                at
                for at in range(index - 1, max(-1, index - 120), -1)
                if self.tokens[at].text == ":"
            ),
            None,
        )
        if colon is None:
            return []
        start = colon
        while start > 0 and self.tokens[start - 1].kind != "break":
            start -= 1
        while start < colon:
            parties = self.reader.parties(start, colon, expected=True)
            if parties:
                return parties[:1]
            start += 1
        return []

    def _next_speaker(self, index: int, sentence: Sentence) -> list[Mention]:
        """«خلال اجتماعه مع …، الوزير: …»: the pronoun may stand before its name.

        So may a noun whose sentence goes on with a verb («وبعد لقاء مع … أعلن الوزير»).
        """
        opens = index - sentence.first <= 5
        for at in range(index + 2, sentence.last if opens else 0):
            form = self.forms[at - 1]
            if form is None or not form.verb or form.conjunction or form.proper:
                continue
            readings = self.tokens[at - 1].word.analyses[:2]
            if any(a.pos == "verb" and a.aspect == "p" for a in readings):
                told = self.reader.parties(at, sentence.last, expected=True)
                if told and told[0].kind != "state":
                    return told[:1]
        for mention in self.mentions:
            if mention.first <= index or mention.last >= len(self.tokens):
                continue
            if mention.kind in ("person", "role") and self.tokens[mention.last].text == ":":
                return [mention] if mention.first - index < 40 else []
        return []
