"""The verb that a noun of meeting completes: «عقد … اجتماعا», «القمة التي عُقدت»."""

from __future__ import annotations

from dataclasses import replace

from extract.document import Sentence
from extract.meetings.cues import Cue, cue
from extract.meetings.judging import MASDARS
from extract.meetings.scheduled import ENDS
from extract.meetings.status import governor_kind
from extract.meetings.telling import Telling
from extract.tables import load_set

_PREPOSITIONS = load_set("meeting_prepositions")
# What a verb holds beside meetings: «يعقد مؤتمرا صحفيا للتعليق على الاجتماع».
_OTHER_EVENTS = frozenset({"موتمر", "موتمرا", "ندوه", "احتفال", "احتفالا", "معرضا", "ورشه"})
_QUOTES = frozenset("\"«“")
_LIGHT_REACH = 34  # tokens between «عقد» and its «اجتماعا»


class Light(Telling):
    """Finds the verb of a noun."""

    def _light(self, index: int, sentence: Sentence, found: Cue) -> tuple[Cue | None, int]:
        """The verb that the noun at ``index`` completes («عقد … اجتماعا»), or that follows it."""
        before = self.forms[index - 1] if index > sentence.first else None
        setting = found.preposition or (
            before is not None
            and before.base in ("في", "خلال", "بعد", "قبل", "قبيل", "عقب", "هامش", "ختام")
        )
        if (found.owned and setting) or (
            before is not None and before.base in ("خلال", "بعد", "قبل", "قبيل", "عقب", "هامش")
        ):
            return self._light_after(index, sentence)
        for at in range(index - 1, max(sentence.first, index - _LIGHT_REACH) - 1, -1):
            token = self.tokens[at]
            hour = token.text == ":" and self.tokens[at - 1].kind == "number"
            if token.kind == "break" or (token.text[0] in ENDS | {":"} and not hour):
                break
            form = self.forms[at]
            if form is None:
                continue
            verb = cue(token.word)
            if verb is not None and self._relative(at - 1) and self._closed_by_comma(at - 1, index):
                continue  # «يجري الوفد الذي يضم فلانا، مباحثات»
            if verb is not None and verb.part == "verb":
                if verb.lemma == "تم" and at < index - 2:
                    break
                if verb.lemma == "تلقي" and found.kind != "call":
                    break
                if verb.kind in ("hold", "occur", "host") and not (
                    found.owned and verb.kind == "occur"
                ):
                    if form.base in MASDARS and self._is_masdar(at):
                        if at >= index - 2:
                            return None, index
                        break
                    return verb, at
                break
            if self._another_time(at) or self._put_off(at) or form.stem in _OTHER_EVENTS:
                break
            if form.base in ("الذي", "التي") and self._closed_by_comma(at, index):
                continue
            if form.base in ("الذي", "التي", "ان", "انه", "انها") or (
                form.verb and form.conjunction
            ):
                break
            if form.verb and governor_kind(token.word)[1]:
                break
        return self._light_after(index, sentence)

    def _put_off(self, at: int) -> bool:
        """«تم تأجيل اللقاء», «جرى التحضير لاجتماع»: what was done is not the meeting."""
        kind, tense = governor_kind(self.tokens[at].word)
        form = self.forms[at]
        named = form is not None and (form.person or form.adjective)
        return kind in ("cancelled", "planned", "wished") and not tense and not named

    def _closed_by_comma(self, at: int, index: int) -> bool:
        """«يجري خلال الزيارة التي تعد الأولى، محادثات»: the clause between is over."""
        return any(token.text in "،," for token in self.tokens[at + 2 : index])

    def _another_time(self, at: int) -> bool:
        """«قبل إطلاقه المفاوضات»: what follows is not done now; but «قبل قليل», «بعد ظهر» are."""
        form, after = self.forms[at], self.forms[at + 1]
        return (
            form is not None
            and form.base in ("قبل", "بعد", "عقب", "قبيل")
            and after is not None
            and after.enclitic is not None
        )

    def _light_after(self, index: int, sentence: Sentence) -> tuple[Cue | None, int]:
        for at in range(index + 1, min(sentence.last, index + 12)):
            token = self.tokens[at]
            if token.kind == "break" or token.text[0] in ENDS:
                break
            found = cue(token.word) if token.kind == "word" else None
            if found is not None and found.part == "verb":
                if self._is_masdar(at):
                    break  # «الذي كان مقررا عقده»
                if found.kind in ("occur",) or (found.lemma == "عقد"):
                    return replace(found, kind="occur"), at
                break
        return None, index

    def _is_masdar(self, at: int) -> bool:
        """Whether «عقد» before a noun is the verbal noun: a preposition or governor leads it in."""
        last = at - 1 - (at > 1 and self.tokens[at - 1].text in _QUOTES)  # «إلى "عقد اجتماع"»
        before = self.forms[last] if at else None
        form, told = self.forms[at], cue(self.tokens[at].word)
        if form is None or (told is not None and told.tense in ("present", "future")):
            return False
        if form.preposition or before is None:
            return bool(form.preposition)
        if governor_kind(self.tokens[last].word)[0] not in ("", "maybe", "none"):
            return True
        if before.base in _PREPOSITIONS or before.base in (
            "قبل",
            "بعد",
            "قبيل",
            "عقب",
            "دون",
            "منذ",
            "خلال",
        ):
            return True
        if self._governed_by_verb(at):
            return True
        party = before.person or before.unknown or before.proper or before.article or before.nisba
        return before.nominal and not (party or before.state or before.stop or before.body)

    def _governed_by_verb(self, at: int) -> bool:
        """«يعتزم الوزير فلان عقد لقاء»: a verb before the subject has «عقد» for its object."""
        parted = False
        for index in range(at - 1, max(-1, at - _LIGHT_REACH), -1):
            form = self.forms[index]
            text = self.tokens[index].text
            parted = parted or text in "،,"
            if text[0] in ENDS or text == ":" or self.tokens[index].kind == "break":
                return False
            if form is None:
                continue
            if form.base in ("ان", "بان", "انه", "انها", "الذي", "التي", "قد"):
                return False
            if governor_kind(self.tokens[index].word)[1]:
                return True
            if not parted and index < at - 1 and self._told(index):
                return True  # «قرر المجلس عقد جلسة»: no two verbs stand in one clause
        return False
