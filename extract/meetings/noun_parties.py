"""Who meets beside a noun of meeting: its sides together, and those meant but not named."""

from __future__ import annotations

from extract.document import Sentence
from extract.meetings.cues import Cue
from extract.meetings.identity import distinct
from extract.meetings.noun_sides import PHASES, Noun, NounSides
from extract.meetings.status import governor_kind
from extract.mentions.party import Mention


class NounParties(NounSides):
    """Puts the parties of a noun together."""

    def _host(self, noun: Noun) -> None:
        """The host: the place where it is a state or city, else one of the parties."""
        at, sides = noun.light_index + 1, noun.sides
        if at < noun.index:
            city = self.scanner.goal(at, at + 1) or (
                self.scanner.goal(at, noun.index)
                if self.forms[at] is not None and not noun.subject
                else None
            )
            sides.place = sides.place or city
        state = next((m for m in noun.subject if m.kind == "state"), None)
        if state is not None:
            sides.place = sides.place or state.name
        others = [m for m in noun.subject if m.kind != "state"]
        noun.subject = (others or noun.subject) if not (noun.owner or sides.partners) else []

    def _all_parties(self, noun: Noun, status: str) -> list[Mention] | None:
        """Everybody who meets; ``None`` where a man is left who meets nobody."""
        index, found, sides, sentence = noun.index, noun.found, noun.sides, noun.sentence
        parties = noun.subject + noun.owner + sides.partners + sides.attending
        if not parties and status == "planned" and sides.day and self._purposeful(index):
            subject = self._subject(index, sentence)
            human = ("person", "role", "delegation", "group")
            parties = [m for m in subject if m.number == "p" or m.kind in human]
        body = noun.owner and noun.owner[0].kind == "organisation" and not noun.subject
        if noun.light is None and body and status == "held" and self._setting(index, found):
            parties += [m for m in self._subject(index, sentence) if self._speaks(m, index)]
        if len(parties) == 1 and found.lemma == "لقاء" and parties[0].kind in ("person", "role"):
            parties = self._subject(index, sentence) + parties
            if len(distinct(parties, told_apart=True)) < 2 and not found.owned:
                return None
        if not parties and not found.definite and self._inside(index):
            parties = self._parties_of_setting(index, found, sentence)
        parties = parties or self._before_the_press(index, sentence)
        if found.kind == "call" and len(parties) == 1 and noun.owner and self._inside(index):
            parties = self._subject(index, sentence) + parties  # «هنأ فلان في اتصال فلانا»
        if found.kind == "reception" and len(parties) == 1 and not sides.partners:
            parties += self._received(index, found, sentence, parties[0])
        if not parties and status == "cancelled" and found.definite and not self.found:
            parties = [m for m in self._subject(index, sentence) if m.kind == "organisation"]
        if self._meets_him(index, sentence) and not sides.partners:
            parties = self._subject(index, sentence) + self._him(index, sentence)
        if not parties and status == "planned" and self._pair_before(index, sentence):
            parties = self._pair(sentence)
        summit = found.lemma == "قمه" and found.definite
        near = self.tokens[index + 1 : min(index + 6, sentence.last)]
        awaited = any(governor_kind(t.word) == ("planned", "") for t in near)  # «القمة … المقررة»
        joined = noun.light is not None and noun.light.lemma == "شارك" and not noun.owner
        if (joined or not parties) and summit and (noun.light is not None or awaited):
            parties = parties + self._summit(index, sentence)
        return parties

    def _parties_of_setting(self, index: int, found: Cue, sentence: Sentence) -> list[Mention]:
        """«أكد فلان لفلان في اتصال», «قال الوزير خلال اجتماع»: those of the clause around."""
        parties = self._clause_parties(index, sentence)
        if not parties and index - 2 > sentence.first:
            told = self._left(index - 2, sentence)  # «زيد وعمرو يؤكدان في اتصال …»
            parties = told if len(told) > 1 else []
        parties = parties or self._told_after(index, sentence)
        if not parties and found.kind == "meeting" and not self.found:
            speaker = self._subject(index, sentence, pronoun=False)
            parties = [m for m in speaker if m.kind != "state"]
        return parties

    def _before_the_press(self, index: int, sentence: Sentence) -> list[Mention]:
        """«قال فلان في مؤتمر صحفي مشترك مع فلان عقب مباحثات»: those who faced it together."""
        if self._base(index - 1, sentence) not in ("عقب", "بعد", "اثر", "ختام"):
            return []
        for at in range(index - 2, max(sentence.first, index - 24), -1):
            if self._base(at, sentence) == "مشترك" and self._base(at + 1, sentence) == "مع":
                joint = self.scanner.scan(at + 1, index, "none", topics=False)
                return self._subject(at, sentence) + joint.partners if joint.partners else []
        return []

    def _told_after(self, index: int, sentence: Sentence) -> list[Mention]:
        """«في مكالمة، أبلغ فلان فلانا …»: who told whom, where the setting opens the sentence."""
        if index - sentence.first > 2:
            return []
        people = [
            m
            for m in self.mentions
            if index < m.first < min(index + 14, sentence.last) and m.kind in ("person", "role")
        ]
        if len(people) < 2 or people[1].first != people[0].last:
            return []
        verb, head = self.forms[people[0].first - 1], self.forms[people[1].first]
        told = verb is not None and verb.verb and head is not None
        return people[:2] if told and not (head and head.conjunction) else []

    def _too_few(self, noun: Noun, parties: list[Mention]) -> bool:
        """Whether one party alone makes no talks, call or reception."""
        found, light = noun.found, noun.light
        if found.kind not in ("talks", "call", "reception") or len(parties) > 1:
            return False
        if any(m.number == "p" for m in parties):
            return False
        own = noun.owner and noun.owner[0].kind == "organisation" and not found.definite
        if found.kind == "talks" and (noun.sides.attending or own):
            return False  # «بدء المشاورات برئاسة فلان», «مشاورات مغلقة لمجلس الأمن»
        held = light is not None and light.kind == "hold" and light.lemma not in ("شارك", "حضر")
        goes_on = light is not None and found.definite and light.lemma in PHASES
        if found.kind == "talks" and light is not None and light.lemma == "عقد":
            return not (noun.sides.place or noun.sides.day)  # «المحادثات مع واشنطن ستعقد الأحد»
        return not (found.kind == "talks" and held and not goes_on)

    def _summit(self, index: int, sentence: Sentence) -> list[Mention]:
        """«القمة العربية»: a summit that is known by whose it is."""
        end = index + 1
        while end < sentence.last:
            form = self.forms[end]
            described = form is not None and form.article and (form.nisba or form.adjective)
            awaited = governor_kind(self.tokens[end].word)[0] == "planned"  # «القمة … المقررة»
            if form is None or form.preposition or not described or awaited:
                break
            end += 1
        if end == index + 1:
            return []
        text = self.reader.text(index, end)
        return [Mention(index, end, "group", text, text, number="p")]

    def _purposeful(self, index: int) -> bool:
        form = self.forms[index]
        return form is not None and form.preposition == "ل"

    def _speaks(self, mention: Mention, index: int) -> bool:
        """Whether a person's clause reaches to ``index`` without another beginning between."""
        if mention.kind not in ("person", "role"):
            return False
        between = self.forms[mention.last : index]
        return not any(
            f is not None and f.base in ("ان", "انه", "انها", "الذي", "التي") for f in between
        )

    def _setting(self, index: int, found: Cue) -> bool:
        """Whether the noun is the setting in which somebody speaks: «قال خلال اجتماع المجلس»."""
        before = self.forms[index - 1] if index else None
        return found.preposition or (before is not None and before.base in ("في", "خلال", "امام"))
