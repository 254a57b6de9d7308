"""From a cue and its parties to one telling of a meeting: status, day, place, fuller names."""

from __future__ import annotations

from dataclasses import replace

from extract.document import Sentence
from extract.meetings.cues import Cue, cue
from extract.meetings.events import Event
from extract.meetings.identity import same_party, words_of
from extract.meetings.judging import Judging
from extract.meetings.places import place_at
from extract.meetings.sides import Sides
from extract.mentions.party import Mention
from extract.tables import load_set
from extract.text import fold

_TELEPHONE = frozenset({"هاتفيا", "هاتفي", "هاتفيه", "الهاتفي", "الهاتفيه", "هاتف", "الهاتف"})
_OUTLETS = load_set("speech_outlets")
_UNNAMED = frozenset({"وفد", "وفدا", "وفود", "وفودا", "الوفود"})
_AT_STAKE = frozenset({"الاسري", "اسري", "الرهاين", "الجرحي", "المصابين", "الشركات", "المعتقلين"})
_BOTH = ("البلدين", "الجانبين", "الطرفين", "الدولتين")  # «وفدي البلدين»: whose is not told
_OPENING = 24  # tokens from the head of a sentence in which its place is told first
_NO_CAPITALS = frozenset({"غزه", "قطاع غزه", "القدس", "الضفه", "الضفه الغربيه", "سلام"})


class Telling(Judging):
    """Makes events of cues."""

    def _on_visit(self, index: int, sentence: Sentence) -> bool:
        """«زيارة … التقى خلالها زيدا»: the verb tells of what the visitor did."""
        after = self.tokens[index + 1].word.folded if index + 1 < sentence.last else ""
        before = self._base(index - 1, sentence)
        return after in ("خلالها", "خلالهما", "فيها", "خلاله") or before == "حيث"

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
            if self._base(at, sentence).startswith("جولت"):  # «يختتم جولته في غانا، حيث بحث …»
                return self.scanner.goal(at + 1, index)
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

    def _opening_place(self, index: int, sentence: Sentence) -> str | None:
        """«وفي العاصمة لندن، يعقد …»: where the sentence says first that all of it is."""
        if index - sentence.first > _OPENING:
            return None
        at = sentence.first
        if self._base(at + 1, sentence) == "هامش":  # «على هامش القمة في بغداد، التقى …»
            while at < index and self._base(at, sentence) not in ("في", ""):
                at += 1
        if self._base(at, sentence) != "في" or at + 1 >= index:
            return None
        found = place_at(self.document, self.reader, at + 1, index)
        return found[0] if found is not None else None

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
        if found.kind == "call" and self._base(sentence.first + 1, sentence) == "ذلك":
            last.mode, last.place = "call", None  # «جاء ذلك في اتصال هاتفي بين الوزيرين»
            last.day = last.day or sides.day
            return
        city = sides.place is not None and found.part == "noun" and not found.preposition
        city = city and (found.kind == "talks" or last.rule.endswith(found.lemma))
        if not (found.definite or found.kind == "discuss" or city):
            return
        last.topics.extend(sides.topics)
        if found.kind == "meeting" and found.number == "s" and last.mode == "unknown":
            last.mode = found.mode  # «بحث معه … وقال خلال اللقاء»
        if found.kind == "discuss":
            subject = self._left(index, sentence) or sides.first
            if any(same_party(one, two) for one in subject for two in last.parties):
                last.place, last.day = last.place or sides.place, last.day or sides.day
            return
        if found.kind == "talks" and not last.rule.endswith(found.lemma):
            return
        if last.place is None and last.mode != "call" and (sides.last - index < 12 or city):
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
            and (fold(m.name) not in _UNNAMED or rule.startswith("travel"))
            and not self.scanner.company(m)
            and not (self._outlet(m) or self.scanner.own_room(m))
            and not (m.kind == "state" and fold(m.name) in _NO_CAPITALS)
        ]
        if not any(identified(mention) for mention in parties):
            return None
        day = sides.day
        if day is None and status != "cancelled":  # «قرر أمس إلغاء اللقاء»
            day = self._sentence_day(index, sentence, past=self.past)
        parties = [self._resolved(mention) for mention in parties]
        place = sides.place
        if place is None and mode != "call":
            place = self._visit_goal(index, sentence) or self._opening_place(index, sentence)
        for travellers, goal, when in self.arrivals:
            if any(same_party(one, two) for one in travellers for two in parties):
                place, day = place or goal, day or (when if status == "held" else None)
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

    def _outlet(self, mention: Mention) -> bool:
        """«لوكالة فرانس برس»: whom somebody told it, and no party."""
        before = self.forms[mention.first - 1] if mention.first else None
        told = mention.kind in ("person", "organisation") and fold(mention.name) in _OUTLETS
        return told or (before is not None and before.stem in ("وكاله", "صحيفه", "قناه"))

    def _resolved(self, mention: Mention) -> Mention:
        """«الوفد» is the delegation named before."""
        if mention.kind == "person" and " " not in mention.full:
            return self._fullest(mention)
        if mention.kind == "role":
            return self._bearer(mention)
        if mention.kind == "organisation" and " " not in mention.name:
            return self._body_meant(mention)
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

    def _body_meant(self, mention: Mention) -> Mention:
        """«المجلس» is the council that the text named before."""
        head = self.forms[mention.first]
        if head is None or not head.article:
            return mention
        for earlier in self.mentions:
            if earlier.last > mention.first:
                break
            first = self.forms[earlier.first]
            same = first is not None and first.stem == head.stem and " " in earlier.name
            if earlier.kind == "organisation" and same:
                return earlier
        return mention

    def _bearer(self, role: Mention) -> Mention:
        """«رئيس الجمهورية» is the one man whom the text named with this office before."""
        office = words_of(role.name)
        borne = {
            fold(m.name): m
            for m in self.mentions
            if m.kind == "person" and m.last <= role.first and words_of(m.full) >= office
        }
        single = len(borne) == 1 and len(office) > 1 and not role.name.startswith("نظير")
        return next(iter(borne.values())) if single else role

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


def identified(mention: Mention) -> bool:
    """Whether a mention tells who is meant: not «الأطراف», «العائلات» alone."""
    if mention.kind == "delegation" and fold(mention.name).endswith(_BOTH):
        return False
    if mention.kind == "group":
        return (
            " " in mention.name or mention.country is not None or mention.name.endswith("الوسطاء")
        )
    return not (mention.kind == "person" and mention.head is None)
