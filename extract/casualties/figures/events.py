"""Verbal nouns and phrases of harm: «مقتل 3», «واعتقالها شابين», «أودى بحياة 6»."""

from __future__ import annotations

from extract.casualties.denials import is_denied
from extract.casualties.figures.elsewhere import Elsewhere
from extract.casualties.harm import Cue, cue_of, verb_of
from extract.casualties.people import is_thing, person_of
from extract.casualties.victims import Group
from extract.facts import Role
from extract.phrases import shape
from extract.places.gazetteer import names
from extract.tables import load_map, load_set

_PHRASES = [(key.split(), role) for key, (role,) in load_map("harm_phrases").items()]
_PHRASE_STARTS = frozenset(words[0] for words, _ in _PHRASES)
_BESIDE = frozenset({"بين", "لدي", "من", "علي", "الي", "عن", "مع"})  # «بين أسر العاملين»
_AFTERMATH = frozenset({"بعد", "اثر", "عقب", "جراء", "نتيجه", "بسبب"})
_RESULTS = load_set("harm_results")
_FARTHEST_ANTECEDENT = 30
_REAPING = frozenset(
    {"حصد", "حصدت", "يحصد", "تحصد", "ازهق", "ازهقت", "خطف", "خطفت", "تخطف", "سلب", "كلف", "كلفت"}
)
_TAKING = frozenset({"اودي", "اودت", "يودي", "تودي", "موديا", "موديه"})


class Events(Elsewhere):
    """Binds verbal nouns to those whom the event befell."""

    def _event(self, at: int, cue: Cue) -> int:
        """«مقتل 3 جنود», «مقتل وإصابة 40», «اعتقال الاحتلال 15 فلسطينيا»."""
        if "اعدام" in self._stems(at) and (executed := self._execution(at)):
            return executed
        if is_denied(self.document, at, self._start, cue):
            return at + 1
        if cue.owned:
            return self._owned(at, cue)
        verb = verb_of(self.tokens[at].word)
        doer = at + 1 < self._end and (
            self._nominative(at + 1)
            or self.tokens[at + 1].word.folded == "الموت"
            or bool(self._struck_past(at + 1))
        )
        if verb and verb.kind == "either" and doer:
            return self._verb(at, verb)  # «قتل مسلحون شرطيا»
        if self._of_thing(at + 1) or self._families(at) or self._withheld(at + 1, cue):
            return at + 1
        counted = self.reader.quantities.get(at + 1)
        if counted and self._noun_of(counted) is not None and not cue.weak:
            return at + 1  # «ارتقاء 7 شهداء»: the figure is read with its own noun
        second = self._second(at + 1, noun=True)
        if second:
            return self._both(at, cue, *second)
        groups = self._befallen(at, cue)
        if not groups:
            verb = verb_of(self.tokens[at].word) if self._may_be_verb(at) else None
            return self._verb(at, verb) if verb else at + 1
        if self._only_aimed(at, cue, groups):
            return groups[-1].last
        joint = self._joint(groups[0]) if groups[0].quantity else None
        if joint:
            return joint
        role = self._lives(groups[-1].last, cue)
        part = self._rated(at, cue) or self._among_hurt(groups[0], cue)
        for group in groups:
            first = at if group is groups[0] else None
            self._add(group, role, at, "verbal noun", part=part, first=first)
        return groups[-1].last

    def _befallen(self, at: int, cue: Cue) -> list[Group]:
        """«مقتل 3 جنود», «استشهاد فلان»: those whom the event at ``at`` befell."""
        groups = self._groups_after(at + 1, cue)
        if not groups and cue.role == "killed" and not cue.weak:
            groups = self.reader.plain_name(at + 1, self._end) if cue.kind == "event" else []
            groups = groups or self.reader.surname(at + 1, self._end, cue.kind == "does")
        if not groups or groups[0].vague == "several":
            groups = self._all_of(at + 1) or groups
        if not groups and cue.role == "detained":
            groups = self._aimed_at(at + 1)
        return self._whose(at + 1) if not groups and cue.weak else groups

    def _only_aimed(self, at: int, cue: Cue, groups: list[Group]) -> bool:
        """«قنص جنود العدو», «تهجير سكان المدينة»: mostly an aim, or nobody in particular."""
        group = groups[0]
        if cue.weak and (group.count or 0) < 2 and not group.quantity and not self._violent(at):
            return True
        if ("قنص" in self._stems(at) and not group.count) or self._is_generic(at, cue, groups):
            return True
        aim = cue.role == "displaced" and cue.kind == "does" and not group.quantity
        return aim and group.kind == "noun"

    def _rated(self, at: int, cue: Cue) -> bool:
        """«وصفت إصابة 7 منهم بالخطيرة»: some of the injured told before."""
        before = self.tokens[at - 1].word.folded.removeprefix("و") if at > self._start else ""
        told = any(figure.role == "injured" for figure in self._found)
        return told and cue.role == "injured" and before in ("وصفت", "وصف", "صفت", "صف")

    def _among_hurt(self, group: Group, cue: Cue) -> bool:
        """«إصابات 97 منهم بليغة»."""
        told = any(figure.role == cue.role and not figure.part for figure in self._found)
        return told and group.last < self._end and self.tokens[group.last].word.folded == "منهم"

    def _lives(self, at: int, cue: Cue) -> Role:
        """«فقدان مئات السكان لحياتهم»: they died."""
        folded = self.tokens[at].word.folded if at < self._end else ""
        if folded in ("وقتله", "وقتلها", "وقتلهم", "وقتلهما"):
            return "killed"  # «قنص جندي وقتله»
        lost = cue.role == "missing" and folded.lstrip("ل").startswith(("حيات", "ارواح"))
        return "killed" if lost else cue.role

    def _families(self, at: int) -> bool:
        """«أسر الضحايا»: their families, not their capture."""
        if "اسر" not in self.tokens[at].word.stems or at + 1 >= self._end:
            return False
        following = cue_of(self.tokens[at + 1].word)
        if following is not None and following.definite and following.number == "p":
            return True
        before = self.tokens[at - 1].word.folded if at > self._start else ""
        definite = shape(self.tokens[at + 1].word).definite
        return before in _BESIDE and definite and self.tokens[at].text.startswith("أ")

    def _of_thing(self, at: int) -> bool:
        """«غرق قارب يقل 30 مهاجرا», «أسر قلوب الآلاف»: it befell a thing."""
        if at >= self._end or at in self.reader.quantities or at in self.reader.names:
            return False
        form = shape(self.tokens[at].word)
        return is_thing(self.tokens[at].word) and not (form.preposition or form.conjunction)

    def _withheld(self, at: int, cue: Cue) -> bool:
        """«احتجاز جثامين 40 شهيدا»: bodies are held, nobody is arrested."""
        held = cue_of(self.tokens[at].word) if at < self._end else None
        return cue.role == "detained" and held is not None and held.kind == "body"

    def _may_be_verb(self, at: int) -> bool:
        """Whether a form that is noun and verb («قتل») stands where a verb stands."""
        if at == self._start:
            return True
        before = self.tokens[at - 1].word.folded.removeprefix("و")
        return before in ("الذي", "التي", "قد", "فقد", "الذين", "اذ", "حيث", "،", ")") or any(
            last == at for _, last in self.reader.persons
        )

    def _owned(self, at: int, cue: Cue) -> int:
        """«واعتقالها شابين»: the pronoun is the doer; «فلان … قبل استشهاده»: the harmed."""
        if cue.role == "killed" and not cue.weak and self._named_before(at):
            return at + 1
        if self._resulted(at, cue):
            return at + 1
        if cue.kind not in ("does", "case") or cue.weak:
            return at + 1
        groups = self.reader.groups(at + 1, self._end)
        slain = bool(groups) and groups[0].kind == "name" and self._assassinates(at)
        if not groups or ((groups[0].definite or groups[0].kind == "name") and not slain):
            return at + 1
        if cue.kind == "case" and groups[0].kind != "figure":
            return at + 1
        for group in groups:
            self._add(group, cue.role, at, "verbal noun with its doer", first=at)
        return groups[-1].last

    def _assassinates(self, at: int) -> bool:
        """«على اغتيالها القائدين فلان وفلان»: those named have been killed."""
        readings = self.tokens[at].word.analyses
        return bool(readings) and readings[0].lemma == "اغتيال"

    def _resulted(self, at: int, cue: Cue) -> bool:
        """«أطلقوا النار على شاب ما أدى إلى إصابته»: the pronoun is the one told of last."""
        before = self.tokens[max(self._start, at - 3) : at]
        result = any(not _RESULTS.isdisjoint(t.word.stems) for t in before)
        if not self._roles and cue.role == "injured" and before:
            result = result or before[-1].word.folded in _AFTERMATH
        if not result or any(f.role == cue.role for f in self._found):
            return False
        if cue.weak and not self._violent(at):
            return False
        group = self._antecedent(at)
        if group is None:
            return False
        self._add(group, cue.role, at, "result", last=at + 1)
        return True

    def _antecedent(self, at: int) -> Group | None:
        """The people nearest before the owned noun at ``at`` that its pronoun can stand for."""
        folded = self.tokens[at].word.folded
        for index in range(at - 1, max(self._start, at - _FARTHEST_ANTECEDENT) - 1, -1):
            word = self.tokens[index].word
            person = person_of(word)
            if word.folded.endswith("لواء"):
                continue  # «القوات التابعة للواء غولاني»: mostly a brigade
            named = index in self.reader.names and self.tokens[index].word.folded not in names()
            if not (named or (person and not shape(word).definite)):
                continue
            group = self.reader.group(index - self._goes_before(index), at)
            if group is None:
                continue
            if folded.endswith(("هم", "هن")):
                return group if (group.count or 3) > 2 else None
            if folded.endswith("هما"):
                return group if group.count == 2 else None
            she = any(a.gender == "f" for a in word.analyses[:1])
            fits = group.count == 1 and (named or she == folded.endswith("ها"))
            return group if fits else None
        return None

    def _goes_before(self, at: int) -> bool:
        """Whether the group of the noun at ``at`` begins a word earlier: «ثلاثة شبان», «أحد
        الجنود», «سائق تركي»."""
        before = self.tokens[at - 1].word
        person = person_of(before) is not None and not shape(before).definite
        return before.folded in ("احد", "احدي") or at - 1 in self.reader.quantities or person

    def _named_before(self, at: int) -> bool:
        """«فلان … قبل استشهاده»: the one person named before in the sentence is dead."""
        before = self.tokens[at - 1].word.folded if at > self._start else ""
        if (
            before not in ("قبل", "بعد", "قبيل", "عقب", "منذ", "لحظه", "اعلان", "اثر")
            or self._found
        ):
            return False
        if not self.tokens[at].word.folded.endswith(("ه", "ها")):
            return False
        following = self.tokens[at + 1] if at + 1 < self._end else None
        form = shape(following.word) if following and following.kind == "word" else None
        if form and form.nominal and not (form.preposition or form.conjunction):
            return False  # «بعد اغتياله قادة المقاومة»: the pronoun is the doer
        people = [
            (first, last)
            for first, last in self.reader.persons
            if self._start <= first and last <= at
        ]
        if len(people) != 1:
            return False
        first, last = people[0]
        group = Group(first, last, 1, noun=(first, last), kind="name")
        self._add(group, "killed", at, "named before", first=first, last=at + 1)
        return True

    def _is_generic(self, at: int, cue: Cue, groups: list[Group]) -> bool:
        """«قتل مدنيين» in general, «إصابة هدف»: nobody in particular."""
        group = groups[0]
        if group.kind == "others" and group.count and not self._roles:
            return True
        return cue.kind == "does" and cue.definite

    def _phrase(self, at: int) -> int | None:
        """«أودى بحياة 40», «راح ضحيتها 5», «ألقت القبض على 3»."""
        stems = self.tokens[at].word.stems
        if self.tokens[at].word.folded in ("بحياته", "بحياتها"):
            return self._succumbed(at, Cue("killed", "suffers"))  # «إصابات أودت بحياته»
        if self.tokens[at].word.folded in ("بحياه", "بارواح", "ارواح"):
            return self._took(at)
        if not any(stem in _PHRASE_STARTS for stem in stems):
            return None
        for words, role in _PHRASES:
            if role == "-" or words[0] not in stems or at + len(words) >= self._end:
                continue
            if all(self.tokens[at + i].word.folded == word for i, word in enumerate(words) if i):
                cue = Cue(role, "event")  # type: ignore[arg-type]
                if is_denied(self.document, at, self._start, cue):
                    return at + len(words)
                groups = self._groups_after(at + len(words), cue)
                if not groups and words[-1] == "ضحيه":
                    groups = self._groups_after(at + len(words) + 1, cue)
                joint = self._joint(groups[0]) if groups and groups[0].quantity else None
                if joint:
                    return joint
                for group in groups:
                    self._add(
                        group, cue.role, at, "phrase", first=at if group is groups[0] else None
                    )
                return groups[-1].last if groups else at + len(words)
        return None

    def _took(self, at: int) -> int | None:
        """«أودى انهيار أرضي في إقليم كيفو بحياة 32 عاملا»."""
        for index in range(at - 1, max(self._start, at - 16) - 1, -1):
            taking = _TAKING if self.tokens[at].word.folded.startswith("ب") else _REAPING
            if not taking.isdisjoint(self.tokens[index].word.stems):
                if is_denied(self.document, index, self._start, Cue("killed", "event")):
                    return None
                groups = self.reader.groups(at + 1, self._end)
                for group in groups:
                    self._add(
                        group, "killed", at, "phrase", first=at if group is groups[0] else None
                    )
                return groups[-1].last if groups else None
        return None
