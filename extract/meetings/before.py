"""The parties that stand before a cue: the grammar of what is to its left.

Coordinated parties belong together, days and adverbs between them and the cue do not matter, and a
party behind a preposition or within a genitive is no subject.
"""

from __future__ import annotations

from extract.dates import DayMention
from extract.document import Document, Sentence
from extract.meetings.events import Event
from extract.meetings.sides import Scanner
from extract.meetings.slots import KIN
from extract.mentions.parties import Reader
from extract.mentions.party import Mention
from extract.tables import load_set
from extract.wordclass import Form

_SKIPPED = load_set("meeting_skips")
_COMPRISING = frozenset({"ضم", "ضمت", "يضم", "تضم"})
PREPOSITIONS = load_set("meeting_prepositions")


class Before:
    """The parties of one document, and those that end before a token."""


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
        if len(parties) == 1 and parties[0].kind == "role":
            parties = self._bearer_before(parties[0], sentence) or parties
        if parties and parties[0].kind == "delegation":
            parties = self._accompanied(parties[0], sentence) or parties
        elif parties:
            parties = self._whose_members(parties[0], sentence) + parties
        if parties and (self._governed(parties[0]) or self._byline(parties[0].first)):
            return []
        return parties

    def _bearer_before(self, role: Mention, sentence: Sentence) -> list[Mention]:
        """«إن الدكتور سامر الحداد، وزير الزراعة التقى …»: the office after a comma is the man's."""
        at, head = role.first - 1, self.forms[role.first]
        if at <= sentence.first or self.tokens[at].text not in "،," or (head and head.conjunction):
            return []
        man = self.ending.get(at)
        return [man] if man is not None and man.kind == "person" else []

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

    def _whose_members(self, member: Mention, sentence: Sentence) -> list[Mention]:
        """«وفد من الحزب يضم فلانا وفلانا زار …»: the delegation of those named just before."""
        at = member.first - 1
        if at <= sentence.first or self._base_at(at) not in _COMPRISING:
            return []
        at -= self.tokens[at - 1].text in "،,"
        whole = self.ending.get(at)
        return [whole] if whole is not None and whole.kind == "delegation" else []

    def _base_at(self, at: int) -> str:
        form = self.forms[at] if at >= 0 else None
        return form.base if form is not None else ""

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
        return before.base in PREPOSITIONS or self._construct(mention.first - 1, before)

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
