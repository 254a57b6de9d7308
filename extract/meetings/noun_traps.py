"""Nouns of meeting that tell of none: margins, matters, usual settings, courses, adjournments."""

from __future__ import annotations

from extract.document import Sentence
from extract.meetings.cues import Cue
from extract.meetings.noun_parties import NounParties
from extract.meetings.noun_sides import PRESIDING, Noun


class NounTraps(NounParties):
    """Sorts out the nouns that are no meeting of their own."""

    def _no_meeting(self, noun: Noun) -> bool:
        """A debate, talks as a matter, or a host without guests."""
        found, sides = noun.found, noun.sides
        if noun.light is None and found.lemma in ("نقاش", "مناقشه"):
            return True
        whose = noun.owner + noun.subject + sides.partners
        nameless = bool(whose) and all(m.kind == "group" and m.country is None for m in whose)
        if noun.light is None and found.kind == "talks" and nameless and not sides.place:
            return True  # «المفاوضات بين الجارتين تؤدي إلى …»
        if found.lemma == "جلسه" and self._adjourned(noun):
            return True
        if found.lemma == "دوره" and not self._of_some_body(noun):
            return True
        often = found.definite and found.number == "p" and found.kind == "meeting"
        usual = noun.light is None or (noun.light.tense == "present" and not sides.partners)
        if usual and often and not sides.both:
            return True  # «اللقاءات دائما ممتازة مع …», «تترأس اليابان الاجتماعات هذا العام»
        if noun.light is None and self._weekly(noun):
            return True
        if noun.light is None and found.kind == "talks" and self._only_matter(noun.index, found):
            return True
        return noun.hosted and not (noun.owner or sides.partners or sides.attending)

    def _adjourned(self, noun: Noun) -> bool:
        """«رفع رئيس المجلس الجلسة إلى يوم السبت»."""
        near = self.tokens[max(noun.sentence.first, noun.index - 6) : noun.index]
        return any(a.lemma == "رفع" for token in near for a in token.word.analyses[:1])

    def _of_some_body(self, noun: Noun) -> bool:
        """Whether a session is that of a body («دورة المجلس»), not a course or a contest."""
        whose, light = noun.owner + noun.subject, noun.light
        setting = self._base(noun.index - 1, noun.sentence) == "في"
        if light is None or light.lemma in PRESIDING or setting:
            return False
        return any(m.kind in ("organisation", "group") for m in whose)

    def _possible(self, noun: Noun) -> bool:
        """«لقاء محتمل بين …»: one that may never be."""
        after = self._base(noun.index + 1, noun.sentence)
        return after in ("محتمل", "محتمله", "المحتمل", "المحتمله", "افتراضي")

    def _weekly(self, noun: Noun) -> bool:
        """«في اجتماع الحكومة الأسبوعي قال …»: the usual setting in which somebody speaks."""
        near = self.forms[noun.index + 1 : min(noun.index + 4, noun.sentence.last)]
        weekly = any(f is not None and f.stem.startswith("اسبوعي") for f in near)
        return weekly and bool(self._setting(noun.index, noun.found))

    def _only_matter(self, index: int, found: Cue) -> bool:
        """Whether talks are what something else is about: «الإضرار بمفاوضات …», «ملف المفاوضات»."""
        form = self.forms[index]
        if form is None or not index:
            return False
        if form.preposition == "ب":
            return True
        before = self.forms[index - 1]
        return before is not None and (
            before.base in ("بشان", "عن", "حول") or before.stem in ("ملف", "قضيه", "مسار")
        )

    def _margin(self, noun: Noun) -> bool:
        """«على هامش القمة»: where something else took place."""
        before = self.forms[noun.index - 1] if noun.index > noun.sentence.first else None
        if before is not None and before.base == "مراسم":
            return True  # «مراسم استقبال»
        if before is not None and before.body == "delegation" and noun.found.kind == "talks":
            return True  # «وفد التفاوض»: what a delegation is for
        margin = self._beside(noun)
        occasion = self._base(noun.index - 2, noun.sentence) == "مناسبه"
        margin = margin or (occasion and before is not None and before.base == "انعقاد")
        return margin and not noun.found.owned

    def _beside(self, noun: Noun) -> bool:
        """«على هامش الدورة العاشرة لمؤتمر القمة»: no mark or verb between."""
        reach = 7 if noun.found.definite else 1
        for at in range(noun.index - 1, max(noun.sentence.first, noun.index - reach) - 1, -1):
            form = self.forms[at]
            if form is None or (form.verb and not form.nominal):
                return False
            if form.base == "هامش":
                return True
        return False

    def _negated_after(self, index: int, last: int, sentence: Sentence) -> bool:
        """«اللقاء مع فلان ليس على جدول الأعمال»."""
        near = self.tokens[index + 1 : min(last + 4, sentence.last)]
        for at, token in enumerate(near, index + 1):
            if token.word.folded in ("ليس", "ليست", "لن", "لم"):
                return self._base(at + 1, sentence) not in ("يكن", "تكن")  # «لم يكن عاصفا»
        return False
