"""People whose plight tells of harm: «10 تحت الأنقاض», «تعرض 3 للإصابة»."""

from __future__ import annotations

from extract.casualties.denials import is_denied
from extract.casualties.figures.conditions import RUBBLE
from extract.casualties.figures.counted import Counted
from extract.casualties.harm import Cue, cue_of, verb_form
from extract.casualties.victims import Group
from extract.document import Word
from extract.facts import Role
from extract.phrases import shape

_MEETING_WITH = frozenset({"تعرض", "تعرضت", "تعرضوا", "يتعرض", "تتعرض"})
_CONTACT = frozenset({"الاتصال"})
_LOSING = frozenset({"فقد", "فقدان", "فقدوا", "انقطع", "انقطاع", "فقدت"})
_FATES = frozenset({"مصير"})
_UNKNOWN = frozenset({"مجهولا", "مجهول", "غامضا", "غامض"})
_CARRYING = frozenset({"نقل", "نقلت", "نقلوا"})
_TREATING = frozenset({"رعايه", "اسعاف", "اسعفت", "معالجه", "عالجت", "علاج", "العلاج"})
_OPENING = _MEETING_WITH | _CONTACT | _FATES | _CARRYING | _TREATING
_ATTACKS = frozenset({"للطعن", "لطعن", "لطعنات", "للدهس"})
_FARTHEST_HARM = 12  # tokens from those who met with it to «لإصابات»
_FARTHEST_UNKNOWN = 8  # tokens from «مصير» to «مجهولا»
_FARTHEST_GOAL = 4  # tokens from those carried to «المستشفى»
_FARTHEST_DOER = 5  # tokens from a verb to those whom its subject took


def opens_plight(word: Word) -> bool:
    """Whether the word may begin such a telling, or is a verb whose pronoun it befell."""
    place = word.folded in RUBBLE or word.folded == "ماوي"
    return place or not _OPENING.isdisjoint(word.stems) or _struck(word) is not None


def _struck(word: Word) -> Cue | None:
    """«فقتلتهم», «وأردوه»: a verb of harm joined to the clause before, its object a pronoun."""
    if word.folded[:1] not in ("ف", "و") or word.folded.startswith("واسر"):
        return None  # «وأسرته»: his family
    bare = word.folded[1:]
    for pronoun in ("هما", "هم", "هن", "ها", "ه"):
        if bare.endswith(pronoun):
            stem = bare.removesuffix(pronoun)
            cue = verb_form(stem) or verb_form(stem + "ا")  # «أردوه» has lost its alif
            if cue and cue.kind in ("either", "acts") and not (cue.prefix or cue.present):
                return cue
    return None


class Plights(Counted):
    """Reads what befell people from the state they are in."""

    def _plight(self, at: int) -> int | None:
        word = self.tokens[at].word
        struck = _struck(word)
        if struck is not None:
            return self._struck_down(at, struck)
        if _OPENING.isdisjoint(word.stems):
            return None
        return self._read_by_word(
            at,
            (_MEETING_WITH, self._met_with),
            (_CONTACT, self._contact_lost),
            (_FATES, self._fate_unknown),
            (_CARRYING, self._carried),
            (_TREATING, self._treated),
        )

    def _told_of(self, at: int, groups: list[Group], role: Role, rule: str) -> int | None:
        """The groups as figures of ``role``, unless what is told is denied, asked for or feared."""
        if not groups or is_denied(self.document, at, self._start, Cue(role, "does")):
            return None
        for group in groups:
            self._add(group, role, at, rule, first=at if group is groups[0] else None)
        return groups[-1].last

    def _people_at(self, at: int) -> Group | None:
        """The counted people, or one or two indefinite ones, told at ``at``."""
        group = self.reader.group(at, self._end) if at < self._end else None
        if group is None or (group.count is None and group.vague is None):
            return None
        if group.kind == "noun" and group.definite:
            return None
        return group if group.kind == "name" or group.noun or group.general else None

    def _struck_down(self, at: int, cue: Cue) -> int | None:
        """«دهست شاحنة 4 تلاميذ فقتلتهم»: the pronoun is those told of last."""
        group = self._antecedent(at)
        if group is None or any(
            f.role == cue.role and f.first < group.last and f.last > group.first
            for f in self._found
        ):
            return None
        if is_denied(self.document, at, self._start, cue):
            return None
        self._add(group, cue.role, at, "pronoun", last=at + 1)
        return at + 1

    def _met_with(self, at: int) -> int | None:
        """«تعرض ثلاثة سياح لإصابات طفيفة», «تعرض شاب للاختطاف»."""
        group = self._people_at(at + 1)
        if group is None:
            return None
        for index in range(group.last, min(self._end, group.last + _FARTHEST_HARM)):
            if self.tokens[index].word.folded in _ATTACKS:
                return self._told_of(at, [group], "injured", "met with harm")
            if shape(self.tokens[index].word).only_verb:
                return None
            cue = cue_of(self.tokens[index].word)
            begins = self.tokens[index - 1].word.folded == "لعمليه"  # «لعملية اختطاف»
            if cue is None or not (cue.prefix.startswith("ل") or begins):
                continue
            if cue.kind in ("case", "event", "does") and cue.role != "killed":
                return self._told_of(at, [group], cue.role, "met with harm")
        return None

    def _contact_lost(self, at: int) -> int | None:
        """«فُقد الاتصال بأربعة متسلقين»: nobody knows where they are."""
        before = self.tokens[at - 1].word.stems if at > self._start else ()
        if _LOSING.isdisjoint(before):
            return None
        begin = at + 1 + (at + 1 < self._end and self.tokens[at + 1].word.folded == "مع")
        group = self._people_at(begin)
        return self._told_of(at - 1, [group], "missing", "contact lost") if group else None

    def _fate_unknown(self, at: int) -> int | None:
        """«ما زال مصير 7 عمال مجهولا»."""
        group = self._people_at(at + 1)
        if group is None or not (group.quantity or group.kind == "others"):
            return None
        after = self.tokens[group.first : min(self._end, group.last + _FARTHEST_UNKNOWN)]
        unknown = any(token.word.folded in _UNKNOWN for token in after)
        return self._told_of(at, [group], "missing", "fate unknown") if unknown else None

    def _doer_ends(self, at: int) -> int | None:
        """The number behind a definite doer: «ضبطت الأجهزة الأمنية 7 متهمين»."""
        for index in range(at + 1, min(self._end, at + _FARTHEST_DOER)):
            if index in self.reader.quantities:
                return index if index > at + 1 else None
            form = shape(self.tokens[index].word)
            if self.tokens[index].kind != "word" or form.conjunction or form.preposition:
                return None
        return None

    def _carried(self, at: int) -> int | None:
        """«نقل 8 أشخاص إلى المستشفى إثر استنشاقهم الدخان»."""
        group = self._people_at(at + 1) if at + 1 in self.reader.quantities else None
        told = any(figure.role in ("killed", "injured") for figure in self._found)
        if group is None or told or not self._violent(at) or self._ill(group):
            return None
        after = self.tokens[group.last : min(self._end, group.last + _FARTHEST_GOAL)]
        goal = any("مستشف" in token.word.folded or token.word.folded == "للعلاج" for token in after)
        return self._told_of(at, [group], "injured", "carried") if goal else None

    def _treated(self, at: int) -> int | None:
        """«رعاية 59 آخرين», «تقديم العلاج لـ18 طفلا إثر إصابتهم»."""
        begin = at + 1 + (at + 1 < self._end and self.tokens[at + 1].word.folded in ("ل", "لـ"))
        group = self._people_at(begin) if begin in self.reader.quantities else None
        if group is None or self._ill(group) or "injured" in self._roles:
            return None
        hurt = "killed" in self._roles or self._violent(at)
        return self._told_of(at, [group], "injured", "treated") if hurt else None

    def _ill(self, group: Group) -> bool:
        first = group.noun[0] if group.noun else group.first
        return self.tokens[first].word.folded.startswith(("مريض", "مرضي"))
