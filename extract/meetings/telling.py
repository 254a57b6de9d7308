"""From a cue and its parties to one telling of a meeting: status, day, place, fuller names."""

from __future__ import annotations

from dataclasses import replace

from extract.dates import DayMention
from extract.document import Sentence
from extract.meetings.cues import Cue, cue
from extract.meetings.events import Event, same_party
from extract.meetings.pairs import Pairs
from extract.meetings.sides import Sides
from extract.meetings.status import denied, governor, governor_kind, soon
from extract.mentions.party import Mention
from extract.text import fold

_TELEPHONE = frozenset({"هاتفيا", "هاتفي", "هاتفيه", "الهاتفي", "الهاتفيه", "هاتف", "الهاتف"})
_ENDS = frozenset(".؛;!?؟…|")
_SOON_REACH = 10
_AT_STAKE = frozenset({"الاسري", "اسري", "الرهاين", "الجرحي", "المصابين", "الشركات", "المعتقلين"})
_NO_CAPITALS = frozenset({"غزه", "قطاع غزه", "القدس", "الضفه", "الضفه الغربيه", "سلام"})
_MASDARS = frozenset(
    {"عقد", "اجراء", "انعقاد", "استيناف", "بدء", "انطلاق", "استضافه", "مواصله", "استكمال", "حضور"}
)


class Telling(Pairs):
    """Judges cues and makes events of them."""

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
        if self._hypothetical(index, sentence):
            return None
        if day is None and tense == "present":
            day = self._sentence_day(index, sentence, past=False)
        found = governor(self.document, self.reader, index, sentence.first)
        kind = found.kind if found else ""
        self.past = tense == "past"
        self.strength = (
            2
            if tense in ("past", "future") or kind in ("planned", "after", "before", "cancelled")
            else 1
        )
        form = self.forms[index]
        if kind == "planned" and found is not None and self._settled(found.index, index):
            kind = ""
        if tense == "past" and kind in ("planned", "wished", "cancelled"):
            kind = ""
        if kind in ("denied", "wished") or denied(
            self.document, self.reader, index, sentence.first
        ):
            return None
        if kind == "cancelled":
            return "cancelled" if found is not None and (noun or found.tense != "") else None
        if tense == "present" and kind in ("", "after", "before") and index > sentence.first:
            before = self.forms[index - 1]
            if before is not None and before.base in ("ان", "كي", "لكي") and kind != "before":
                after_all = self._base(index - 2, sentence) in ("بعد", "علي", "المقرر", "المتوقع")
                return "planned" if after_all or kind == "after" else None
        if tense == "future" or kind == "planned" or (kind == "maybe" and tense == "present"):
            return "planned"
        if tense == "past":
            return "held"
        today = self.document.today()
        ahead = day is not None and day.day == day.ahead and today is not None and day.day >= today
        bare = day is not None and day.day != day.ahead
        if tense == "present":
            return "planned" if ahead or bare else "held"
        if noun:
            if kind == "after":
                return "held"
            if kind == "before":
                return "planned"
            if soon(self.document, cue_index + 1, min(last + 2, cue_index + _SOON_REACH)):
                return "planned"
            if day is not None and today is not None and day.day > today:
                return "planned"
            setting = form is not None and form.preposition == "ب"
            before = self.forms[index - 1] if index > sentence.first else None
            setting = setting or (before is not None and before.base in ("في", "خلال"))
            if day is not None and day.day == today and not setting:
                return "planned"
            if form is not None and form.preposition == "ل":
                return "planned"
            before = self.forms[index - 1] if index > sentence.first else None
            purpose = before is not None and before.stem in _MASDARS
            if purpose and (
                (before is not None and before.preposition == "ل")
                or self._purpose_goes_on(index - 1, sentence)
            ):
                return "planned"
        return "held"

    def _hypothetical(self, index: int, sentence: Sentence) -> bool:
        """«إذا ما زار واشنطن والتقى الرئيس», «في حال عقد لقاء»: supposed, not told."""
        for at in range(index - 1, max(sentence.first, index - 12) - 1, -1):
            token = self.tokens[at]
            if token.kind == "break" or token.text[0] in _ENDS or token.text in "،,:":
                return False
            base = self._base(at, sentence)
            if base in ("اذا", "لو", "ولو", "حال", "لولا"):
                return base != "حال" or self._base(at - 1, sentence) in ("في", "")
        return False

    def _settled(self, at: int, index: int) -> bool:
        """«اتفقا في اتصال على …»: what was agreed is told after the call, in which it was."""
        verb = self.tokens[at].word
        agreed = any(a.lemma in ("اتفق", "وافق") and a.aspect == "p" for a in verb.analyses)
        between = self.forms[at + 1 : index]
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
            if token.kind == "break" or token.text[0] in _ENDS:
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
            return "planned"
        if soon(self.document, index + 1, max(light_index + 1, index + 4)):
            tense = "future" if tense != "past" or light_index > index else tense
        return self._status(
            start, tense, sides.day, sentence, noun=True, last=sides.last, cue_index=index
        )

    def _on_visit(self, index: int, sentence: Sentence) -> bool:
        """«زيارة … التقى خلالها زيدا»: the verb tells of what the visitor did."""
        after = self.tokens[index + 1].word.folded if index + 1 < sentence.last else ""
        before = self._base(index - 1, sentence)
        return after in ("خلالها", "خلالهما", "فيها", "خلاله") or before == "حيث"

    def _base(self, at: int, sentence: Sentence) -> str:
        form = self.forms[at] if sentence.first <= at < sentence.last else None
        return form.base if form is not None else ""

    def _visit_goal(self, index: int, sentence: Sentence) -> str | None:
        """Where the visit leads during which something is told («زيارة إلى بغداد التقى خلالها»)."""
        form = self.forms[index]
        joined = form is not None and bool(form.conjunction)
        stay = self._base(index + 1, sentence) in ("خلالهما", "خلالها", "خلاله")
        if not (joined or self._on_visit(index, sentence)):
            return None
        for at in range(index - 1, max(sentence.first, index - 24) - 1, -1):
            token = self.tokens[at]
            if token.kind == "break" or token.text[0] in ".؛!?؟":
                return None
            found = cue(token.word) if token.kind == "word" else None
            if found is None or found.kind not in ("visit", "travel"):
                continue
            if found.lemma in ("غادر", "سفر"):
                return None
            return self.scanner.goal(at + 1, index)
        if stay:
            for at in range(index - 1, max(sentence.first, index - 8) - 1, -1):
                if self._base(at, sentence) == "في":
                    return self.scanner.goal(at, index)
        return None

    def _scheduled(self, index: int, sentence: Sentence) -> bool:
        """«طلبت اجتماعا … ومن المقرر عقده غدا»: called for, and now to be held."""
        for at in range(index + 2, min(sentence.last, index + 24)):
            form = self.forms[at]
            if form is None:
                continue
            if form.base in ("عقده", "عقدها", "انعقاده", "انعقادها"):
                return governor_kind(self.tokens[at - 1].word)[0] == "planned"
            if cue(self.tokens[at].word) is not None:
                return False
        return False

    def _telephone(self, first: int, last: int) -> bool:
        return any(
            self.tokens[at].word.folded in _TELEPHONE
            for at in range(first, min(last + 3, len(self.tokens)))
        )

    def _anaphor(self, index: int, sides: Sides, found: Cue, sentence: Sentence) -> None:
        """A cue without parties of its own adds to the meeting told before."""
        if not self.found:
            return
        last = self.found[-1]
        if sentence.index - last.sentence.index > 8:
            return
        city = sides.place is not None and found.part == "noun" and not found.preposition
        city = city and (found.kind == "talks" or last.rule.endswith(found.lemma))
        if not (found.definite or found.kind == "discuss" or city):
            return
        last.topics.extend(sides.topics)
        if found.kind == "discuss":
            subject = self._left(index, sentence) or sides.first
            if any(same_party(one, two) for one in subject for two in last.parties):
                last.place, last.day = last.place or sides.place, last.day or sides.day
            return
        if found.kind == "talks" and not last.rule.endswith(found.lemma):
            return
        if last.place is None and last.mode != "call" and (sides.last - index < 8 or city):
            last.place = sides.place
            last.mode = "in_person" if sides.place and last.mode == "unknown" else last.mode
        if last.day is None:
            last.day = sides.day

    def _made(
        self,
        index: int,
        sides: Sides,
        sentence: Sentence,
        parties: list[Mention],
        status: str,
        mode: str,
        rule: str,
    ) -> Event | None:
        parties = [
            m
            for m in parties
            if not (m.first and self.tokens[m.first - 1].kind == "number")
            and not (m.kind == "group" and fold(m.name) in _AT_STAKE)
            and not (m.kind == "state" and fold(m.name) in _NO_CAPITALS)
        ]
        if not any(identified(mention) for mention in parties):
            return None
        day = sides.day or self._sentence_day(index, sentence, past=self.past)
        parties = [self._resolved(mention) for mention in parties]
        place = sides.place
        if place is None and mode != "call":
            place = self._visit_goal(index, sentence)
        for travellers, goal, when in self.arrivals:
            if any(same_party(one, two) for one in travellers for two in parties):
                place, day = place or goal, day or when
        return Event(
            first=min(index, parties[0].first) if parties[0].first >= sentence.first else index,
            last=max(index + 1, min(sides.last, sentence.last)),
            sentence=sentence,
            status=status,
            mode=mode,
            parties=list(parties),
            place=None if mode == "call" else place,
            day=day,
            topics=list(sides.topics),
            rule=rule,
            strength=self.strength,
        )

    def _resolved(self, mention: Mention) -> Mention:
        """«الوفد» is the delegation named before."""
        if mention.kind == "person" and " " not in mention.full:
            return self._fullest(mention)
        if mention.kind != "delegation" or " " in mention.name or not mention.name.startswith("ال"):
            return mention
        for earlier in reversed(self.mentions):
            if (
                earlier.last <= mention.first
                and earlier.kind == "delegation"
                and (earlier.head or " " in earlier.name)
            ):
                return self._leader(earlier) or earlier
        return mention

    def _leader(self, delegation: Mention) -> Mention | None:
        """Who comes «على رأس وفد»: the man named before."""
        before = self.forms[delegation.first - 1] if delegation.first else None
        if delegation.head or before is None or before.base != "راس":
            return None
        named = [m for m in self.mentions if m.last < delegation.first and m.kind == "person"]
        return named[-1] if named else None

    def _fullest(self, mention: Mention) -> Mention:
        """A man named by his last name alone, as the text names him with name and title."""
        for other in self.mentions:
            if (
                other.kind == "person"
                and other.name.split()[-1:] == [mention.name]
                and other.full != other.name
            ) and (other.country or " " in other.name):
                return replace(other, apposition=None)
        return mention

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
                or (form.verb and not form.proper and not cue(self.tokens[at].word))
            ):
                return None
        return before[-1]

    def _ahead(self, day: DayMention) -> bool:
        today = self.document.today()
        return today is None or (day.ahead >= today and day.day >= today)


def identified(mention: Mention) -> bool:
    """Whether a mention tells who is meant: not «الأطراف», «العائلات» alone."""
    if mention.kind == "group":
        return (
            " " in mention.name or mention.country is not None or mention.name.endswith("الوسطاء")
        )
    return not (mention.kind == "person" and mention.head is None)
