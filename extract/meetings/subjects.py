"""Whose meeting it is: the subject of a verb or noun, before it or in the sentence before.

Arabic drops the subject («والتقى …»), points back with a pronoun («لقائه») and puts the subject on
either side of the verb; here the party that is meant is found by where it stands.
"""

from __future__ import annotations

from dataclasses import replace

from extract.dates import DayMention
from extract.document import Document, Sentence
from extract.meetings.events import Event
from extract.meetings.sides import Scanner
from extract.meetings.slots import KIN, STYLED
from extract.mentions.parties import Reader
from extract.mentions.party import Mention
from extract.tables import load_set
from extract.text import fold
from extract.wordclass import Form

_SKIPPED = load_set("meeting_skips")
# Participles after which the main subject speaks on.
_RETURNING = frozenset({"مضيفا", "موكدا", "مشيرا", "موضحا", "مبينا", "لافتا", "معتبرا", "مشددا"})
_PREPOSITIONS = load_set("meeting_prepositions")


class Subjects:
    """The parties of one document, and which of them a cue's subject is."""

    def __init__(self, document: Document) -> None:
        from extract import dates, mentions

        self.document = document
        self.tokens = document.tokens
        self.reader = Reader(document)
        self.forms = self.reader.forms
        found = document.mentions or mentions.match(document)
        self.ending = {mention.last: mention for mention in found}
        self.mentions = found
        self.days: list[DayMention] = document.days or dates.match(document)
        self.scanner = Scanner(document, self.reader, self.days)
        self.done = 0
        self.strength = 1
        self.past = False
        self.arrivals: list[tuple[list[Mention], str, DayMention | None]] = []
        self.found: list[Event] = []

    def _left(self, index: int, sentence: Sentence) -> list[Mention]:
        """The parties that end just before ``index``, coordinated ones together.

        A verb with «و» goes on from another clause: what stands before it is not its subject.
        """
        verb = self.forms[index]
        if verb is not None and verb.conjunction:
            return []
        at = index
        if at > sentence.first and self._relative(at - 1):
            mention = self.ending.get(at - 1)
            return [mention] if mention is not None else []
        while at > sentence.first:
            form = self.forms[at - 1]
            text = self.tokens[at - 1].text
            day = next((d for d in self.days if d.last == at), None)
            if day is not None:
                at = day.first
                continue
            if form is None and text in '،,-–"»”()':
                if text in "()" or (text in "-–" and at - 4 <= sentence.first):
                    break  # «القاهرة - التقى …»: where the report comes from
                at -= 1
                continue
            if form is not None and form.base in _SKIPPED:
                at -= 1
                continue
            break
        if at > sentence.first and self.tokens[at - 1].word.folded == "الاخير":
            return self._last_named(at - 1)
        parties: list[Mention] = []
        while at > sentence.first:
            mention = self._ending(at, sentence, first=not parties)
            if mention is None:
                break
            parties.insert(0, mention)
            at = mention.first
            head = self.forms[at]
            kin = self.forms[at - 1] if at > sentence.first else None
            if kin is not None and kin.base in KIN and head is not None and not head.conjunction:
                at, head = at - 1, kin  # «الملك فلان وأخوه الشيخ فلان»
            if head is None or not head.conjunction:
                break
            if self.forms[at - 1] is None and self.tokens[at - 1].text in "،,":
                at -= 1
        if parties and parties[0].kind == "delegation":
            parties = self._accompanied(parties[0], sentence) or parties
        if parties and (self._governed(parties[0]) or self._byline(parties[0].first)):
            return []
        return parties

    def _last_named(self, at: int) -> list[Mention]:
        """Whom «الأخير» means: the man named last."""
        named = [m for m in self.mentions if m.last <= at and m.kind in ("person", "role")]
        return named[-1:]

    def _accompanied(self, company: Mention, sentence: Sentence) -> list[Mention]:
        """«الوزير فلان، يرافقه وفد، سيلتقي …»: the subject is the man."""
        at = company.first - 1
        if at <= sentence.first or self.scanner.joint(at) != "attend":
            return []
        at -= self.tokens[at - 1].text in "،,"
        man = self.ending.get(at)
        return [man] if man is not None else []

    def _byline(self, at: int) -> bool:
        """«كتبت: هند باسم أجرى الوزير …»: who wrote the report."""
        before = self.forms[at - 2] if at > 1 and self.tokens[at - 1].text in ":-–" else None
        return before is not None and before.base in ("كتب", "كتبت", "تقرير")

    def _relative(self, at: int) -> bool:
        form = self.forms[at]
        return form is not None and form.base in ("الذي", "التي")

    def _ending(self, at: int, sentence: Sentence, first: bool) -> Mention | None:
        mention = self.ending.get(at)
        if mention is not None:
            return mention
        for start in range(at - 1, max(sentence.first, at - 4) - 1, -1):
            form = self.forms[start]
            if form is None or form.stop or form.verb:
                return None
            parties = self.reader.parties(start, at, expected=first and start == at - 1)
            if parties and parties[-1].last == at:
                return parties[-1]
        return None

    def _governed(self, mention: Mention) -> bool:
        """Whether a party stands after a preposition, so that it is no subject."""
        head = self.forms[mention.first]
        if head is not None and head.preposition:
            return True
        if not mention.first:
            return False
        before = self.forms[mention.first - 1]
        if before is not None and before.base in KIN and mention.first > 1:
            before = self.forms[mention.first - 2]
        if before is None:
            return False
        if before.base == "راس":
            return True  # «على رأس وفد»
        return before.base in _PREPOSITIONS or self._construct(mention.first - 1, before)

    def _construct(self, at: int, form: Form) -> bool:
        """Whether a word is a noun that the party after it completes («سجون الاحتلال»)."""
        if (
            form.article
            or form.stop
            or form.title
            or form.body
            or form.person
            or form.state
            or form.enclitic
        ):
            return False
        readings = self.tokens[at].word.analyses
        return (
            bool(readings)
            and all(a.pos == "noun" for a in readings)
            and not form.base.endswith("ا")
        )

    def _subject(self, index: int, sentence: Sentence, pronoun: bool = True) -> list[Mention]:
        """The party that a nominal cue or a pronoun at ``index`` belongs to."""
        styled = self._styled(index, sentence)
        if styled:
            return styled
        near: Mention | None = None
        oblique: Mention | None = None
        other: Mention | None = None
        start = self._clause_start(index, sentence)
        form = self.forms[index]
        verb = form is not None and form.verb
        for mention in self.mentions:
            if mention.last > index:
                break
            if mention.first < start:
                continue
            human = mention.kind in ("person", "role", "delegation")
            if self._governed(mention) and not self._obliged(
                mention, pronoun and not (verb and near)
            ):
                oblique = mention if human and pronoun else oblique
            elif human:
                near = mention
            else:
                other = mention
        bare = other is None or other.kind == "organisation"
        if not near and other is not None and bare and self._feminine_owner(index):
            return [other]  # «قررت اللجنة، برئاسة فلان، تأجيل اجتماعها»
        chosen = near or (oblique if bare and oblique is not None else other)
        if chosen is None:
            return self._focus(sentence)
        if not pronoun and self._other_clause(chosen.last, index):
            close = index - chosen.last <= 4 and self.tokens[chosen.last].text == ":"
            heads = close and index == chosen.last + 1  # «الوزير: الاجتماع مع فلان …»
            return [chosen] if heads or (close and self._inside(index)) else []
        return [chosen]

    def _feminine_owner(self, index: int) -> bool:
        form = self.forms[index]
        return form is not None and form.enclitic is not None and form.base.endswith("ها")

    def _styled(self, index: int, sentence: Sentence) -> list[Mention]:
        """Whom «جلالته», «معاليه» behind the cue mean: the first that the text so calls."""
        for token in self.tokens[index + 1 : min(index + 3, sentence.last)]:
            style = STYLED.get(token.word.folded)
            if style is not None:
                named = [m for m in self.mentions if m.last <= index and m.kind == "person"]
                return [m for m in named if style in fold(m.full)][:1]
        return []

    def _inside(self, index: int) -> bool:
        """Whether the noun is a setting: «في مكالمة», «خلال لقاء»."""
        before = self.forms[index - 1] if index else None
        return before is not None and before.base in ("في", "خلال")

    def _other_clause(self, first: int, index: int) -> bool:
        """Whether «إن» or «أن» begins another clause between a party and the cue."""
        return any(
            (f is not None and f.base in ("ان", "بان")) or self.tokens[at].text == ":"
            for at, f in enumerate(self.forms[first:index], first)
        )

    def _obliged(self, mention: Mention, pronoun: bool) -> bool:
        """«على فلان أن …», «علاقة فلان … ولقائه»: a man who is meant although he is no subject."""
        before = self.forms[mention.first - 1] if mention.first else None
        if mention.kind != "person" or before is None:
            return False
        head = self.forms[mention.first]
        genitive = (
            pronoun
            and before.base not in _PREPOSITIONS
            and head is not None
            and not head.preposition
        )
        return before.base == "علي" or genitive

    def _clause_start(self, index: int, sentence: Sentence) -> int:
        """The token after the last «إن» or «أن» before ``index`` that a party follows."""
        for at in range(index - 1, sentence.first, -1):
            form = self.forms[at]
            if form is not None and form.base in _RETURNING:
                return sentence.first
            if (
                form is not None
                and form.base in ("ان", "بان")
                and any(
                    at < m.first and m.last <= index and not self._governed(m)
                    for m in self.mentions
                )
            ):
                return at
        return sentence.first

    def _focus(self, sentence: Sentence) -> list[Mention]:
        """Who the sentence before speaks of, or the speaker at the head of the text."""
        before = [m for m in self.mentions if m.last <= sentence.first]
        persons = [
            m
            for m in before
            if m.kind in ("person", "role", "delegation") and not self._governed(m)
        ]
        return persons[-1:] if persons and persons[-1].first >= self._start_before(sentence) else []

    def _start_before(self, sentence: Sentence) -> int:
        at = max(0, sentence.index - 1)
        return self.document.sentences[at].first

    def _split(
        self, first: list[Mention], sentence: Sentence
    ) -> tuple[list[Mention], list[Mention]]:
        """«التقى زيد رئيس الوزراء»: the title after the name is the other party."""
        last = first[-1]
        if last.apposition is None:
            return first, []
        other = self.reader.parties(last.apposition, sentence.last)
        cut = replace(
            last,
            last=last.apposition,
            full=self.reader.text(last.first, last.apposition),
            apposition=None,
        )
        return [*first[:-1], cut], other
