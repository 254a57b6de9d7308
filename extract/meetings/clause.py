"""The words of a meeting's clause: where it ends, goes on, or begins to speak of something else."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extract.dates import DayMention
from extract.document import Document
from extract.meetings.cues import Cue, cue
from extract.meetings.places import place_at
from extract.mentions.parties import Mention, Reader
from extract.places import mention_at as place_mention
from extract.tables import load_map, load_set

_JOINTS = {word: columns[0] for word, columns in load_map("meeting_joints").items()}
_SAYING = load_set("speech_verbs")
_ENDS = frozenset(".؛;:!?؟…|")
# «في ظل …», «على خلفية …»: what follows tells of the circumstances.
_CIRCUMSTANCES = frozenset({"ظل", "اطار", "ضوء", "وقت", "حين", "خلفيه", "سياق", "مقابل", "اعقاب"})
_HOURS = frozenset({"لاحق", "سابق", "متاخر", "مبكر", "قريب", "واحد"})  # «في وقت لاحق»
_COMING = frozenset({"شارك", "شاركت", "يشارك", "تشارك", "سيشارك", "ستشارك"})
_ACCOMPANYING = frozenset({"يرافقه", "يرافقها", "ترافقه", "رافقه", "رافقها", "برفقه", "بمرافقه"})
_COMPANY = frozenset({"المرافق", "المرافقين", "المرافقون", "مرافق"})


@dataclass(slots=True)
class Sides:
    """What a clause tells of a meeting: parties by their part in it, place, day, topics.

    ``first`` is the party without a preposition that comes first (subject of a verb, owner of a
    noun), ``second`` the one after it; ``partners`` come with «مع», «ب» or «بين».
    """

    first: list[Mention] = field(default_factory=list)
    second: list[Mention] = field(default_factory=list)
    partners: list[Mention] = field(default_factory=list)
    attending: list[Mention] = field(default_factory=list)
    place: str | None = None
    day: DayMention | None = None
    topics: list[str] = field(default_factory=list)
    last: int = 0
    both: bool = False


# «لإجراء مباحثات» leads to a meeting, not to what it is about.
_HOLDING = frozenset(
    {"اجراء", "اجتماع", "انعقاد", "استكمال", "استيناف", "انضمام", "اتمام", "استقبال", "مشاركه"}
)
# The shapes of verbal nouns: إقرار, اتخاذ, استعراض; تنسيق; مواصلة.
_VERBAL_NOUN = re.compile("ا..?.?ا.|ت..ي.|است..ا.|م.ا..ه")


class Clause:
    """Judges single words of the clauses of one document."""

    def __init__(self, document: Document, reader: Reader, days: list[DayMention]) -> None:
        self.document = document
        self.reader = reader
        self.days = {day.first: day for day in days}

    def joint(self, index: int) -> str:
        form = self.reader.forms[index]
        if form is None:
            return ""
        if form.base in ("في", "علي") and self._circumstance(index + 1):
            return "end"
        if self.document.tokens[index].word.folded == "وذلك":
            return ""  # «…، وذلك في مقر الوزارة»: the clause goes on
        if form.base in _COMING and self._base(index + 1) in ("فيه", "فيها", "به", "بها"):
            return "attend"
        if form.base in ("رياسه", "اشراف") and index and self._base(index - 1) == "تحت":
            return "chair"
        if form.base == "في" and self._base(index + 1) == "حضور":
            return ""
        led = form.conjunction or (index and self._base(index - 1) == "في")
        if form.base in ("حضور", "مشاركه") and led:
            return "attend"  # «برئاسة فلان، وحضور فلان», «في حضور فلان»
        word = self.document.tokens[index].word.folded
        known = _JOINTS.get(word[len(form.conjunction) :], "")
        return known or ("topic" if self._aim(index) else "")

    def _circumstance(self, at: int) -> bool:
        form = self.reader.forms[at] if at < len(self.reader.forms) else None
        later = at + 1 < len(self.reader.forms) and self._base(at + 1) in _HOURS
        return form is not None and form.base in _CIRCUMSTANCES and not later

    def _aim(self, index: int) -> bool:
        """«لإقرار الصفقة», «لتقييم الوضع»: a verbal noun after «ل» tells what a meeting is for."""
        form = self.reader.forms[index]
        if form is None or form.preposition != "ل" or form.enclitic:
            return False
        if form.article and not self._leads_on(index + 1):
            return False
        if form.title or form.body or form.person or form.state or form.proper or form.unknown:
            return False
        if cue(self.document.tokens[index].word) is not None:
            return False  # «للقاء فلان»
        plain = form.stem if form.article else form.base
        return plain not in _HOLDING and bool(_VERBAL_NOUN.fullmatch(plain))

    def _leads_on(self, at: int) -> bool:
        """«للترتيب لزيارة», «للاطلاع على»: a preposition follows the verbal noun."""
        form = self.reader.forms[at] if at < len(self.reader.forms) else None
        return form is not None and (form.preposition in ("ل", "ب") or form.base in ("علي", "في"))

    def _base(self, at: int) -> str:
        form = self.reader.forms[at] if at < len(self.reader.forms) else None
        return form.base if form is not None else ""

    def _sake(self, at: int, limit: int) -> bool:
        """«من أجل …»: what the meeting is for."""
        return at + 2 < limit and self.document.tokens[at + 1].word.folded == "اجل"

    def _ends(self, at: int) -> bool:
        """Whether a sentence ends at a token; the point of «د.» and «أ.» ends none."""
        token = self.document.tokens[at]
        if token.text == ":" and at and self.document.tokens[at - 1].kind == "number":
            return False  # «الساعة 14:30»
        if token.text == "." and at and len(self.document.tokens[at - 1].word.folded) == 1:
            return False
        return token.kind == "break" or token.text[0] in _ENDS

    def _coordinated(self, at: int) -> bool:
        form = self.reader.forms[at] if at < len(self.reader.forms) else None
        return form is not None and bool(form.conjunction)

    def _is_verb(self, at: int) -> bool:
        """Whether a word is a verb here: it has no other reading, is a cue or a verb of saying."""
        form = self.reader.forms[at]
        if form is None or not form.verb or form.proper:
            return False
        token = self.document.tokens[at]
        if all(analysis.pos == "verb" for analysis in token.word.analyses):
            return True
        found = cue(token.word)
        if found is not None and found.part == "verb":
            return True
        return any(a.pos == "verb" and a.lemma in _SAYING for a in token.word.analyses[:2])

    def _other_meeting(self, at: int, index: int, found: Cue, noun: bool) -> bool:
        """Whether a further noun tells of another meeting, or of this one again («اللقاء»)."""
        if found.part != "noun" or found.kind not in ("meeting", "talks", "call"):
            return False
        if found.lemma == "دوره" and self._base(at - 1) == "في":
            return False  # «اجتماع المجلس في دورة غير عادية»
        if found.definite and not found.preposition:
            before = self.reader.forms[at - 1]
            return before is None or before.base not in ("في", "خلال")
        return noun and at > index

    def _city(self, at: int, limit: int) -> tuple[str, int] | None:
        """The place after which a meeting is named: «مفاوضات شرم الشيخ»."""
        mention = place_mention(self.document, at, limit)
        if mention is None or mention.place is None or mention.place.kind == "country":
            return None
        if self.reader.parties(at, limit):
            return None
        return mention.text, mention.last

    def definite(self, at: int) -> bool:
        """Whether the noun at a token is definite."""
        form = self.reader.forms[at]
        return form is not None and form.definite

    def names_place(self, at: int, limit: int) -> bool:
        """Whether a word that begins with «ب» is a place behind the preposition («بجدة»)."""
        if not self.document.tokens[at].word.folded.startswith("ب"):
            return False
        mention = place_mention(self.document, at, limit)
        return mention is not None and mention.start > self.document.tokens[at].start

    def goal(self, at: int, limit: int) -> str | None:
        """The first place that a visit or travel of tokens ``at`` to ``limit`` leads to."""
        end, index = min(limit, at + 8), at
        while index < end:
            form = self.reader.forms[index]
            after = index
            if form is None or form.base == "من":
                index += 1
                continue
            if form.title and (parties := self.reader.parties(index, limit)):
                index = parties[-1].last  # «زيارة المبعوث إلى اليمن فلان إلى عدن»
                end = min(limit, index + 8)
                continue
            named = form.state or form.base == "العاصمه" or form.preposition in ("ل", "ب")
            first = index == at and (form.article or self._city(index, limit) is not None)
            if form.base in ("الي", "في"):
                after = index + 1
            if (named or first or after > index) and after < limit:
                found = place_at(self.document, self.reader, after, limit)
                if found is not None:
                    return found[0]
            index += 1
        return None

    def _visited(self, sides: Sides, at: int, limit: int) -> int:
        """The place of «زيارته للدوحة», «زيارة إلى بيروت»."""
        form = self.reader.forms[at] if at < limit else None
        if form is None:
            return 0
        at = at + 1 if form.base == "الي" else at
        if form.base != "الي" and form.preposition != "ل":
            return 0
        found = place_at(self.document, self.reader, at, limit) if at < limit else None
        if found is None:
            return 0
        sides.place = found[0]
        return found[1]

    def _new_clause(self, at: int, limit: int) -> bool:
        """Whether a verb follows a coordinated party, which is then its subject."""
        if at >= limit or not self._is_verb(at):
            return False
        form = self.reader.forms[at]
        told = cue_kind(self, at) in ("gather", "hold", "occur")
        return form is not None and not form.conjunction and not told

    def company(self, mention: Mention) -> bool:
        """«والوفد المرافق له»: company that the text does not name."""
        if mention.kind != "delegation":
            return False
        before = self.reader.forms[mention.first - 1] if mention.first else None
        if before is not None and before.base == "راس" and not mention.head:
            return True  # «على رأس وفد»: told beside the man who leads it
        if before is not None and before.base in _ACCOMPANYING and not mention.head:
            return True  # «يرافقه وفد من مساعديه»
        around = range(mention.first, min(mention.last + 1, len(self.reader.forms)))
        return any(
            (form := self.reader.forms[i]) is not None and form.base in _COMPANY for i in around
        )


    def _after_meeting(self, at: int) -> bool:
        """Whether the word before is a noun of meeting: «اتصال هاتفي»."""
        before = cue(self.document.tokens[at - 1].word) if at else None
        return before is not None and before.part == "noun"

    def own_room(self, mention: Mention) -> bool:
        """«في مكتبه»: a room and no body."""
        head = self.reader.forms[mention.first]
        after = self.reader.forms[mention.first + 1] if mention.last > mention.first + 1 else None
        body = after is not None and after.article and not after.preposition
        owned = head is not None and head.enclitic is not None
        return mention.kind == "organisation" and owned and not body  # but «مكتبها السياسي»


def cue_kind(scanner: Clause, at: int) -> str:
    found = cue(scanner.document.tokens[at].word)
    return found.kind if found is not None else ""
