"""Whose meeting it is: the subject of a verb or noun, before it or in the sentence before.

Arabic drops the subject («والتقى …»), points back with a pronoun («لقائه») and puts the subject on
either side of the verb; here the party that is meant is found by where it stands.
"""

from __future__ import annotations

from dataclasses import replace

from extract.document import Sentence
from extract.meetings.before import PREPOSITIONS, Before
from extract.meetings.slots import STYLED
from extract.mentions.party import Mention
from extract.tables import load_set
from extract.text import fold

# Participles after which the main subject speaks on.
_RETURNING = frozenset({"مضيفا", "موكدا", "مشيرا", "موضحا", "مبينا", "لافتا", "معتبرا", "مشددا"})
_THAT_HE = frozenset({"انه", "انها", "بانه", "بانها"})
_SAYING = load_set("speech_verbs")
_CHAIRED = frozenset({"برياسه", "رياسه"})


class Subjects(Before):
    """Finds which party a cue's subject is."""

    def _subject(self, index: int, sentence: Sentence, pronoun: bool = True) -> list[Mention]:
        """The party that a nominal cue or a pronoun at ``index`` belongs to."""
        styled = self._styled(index, sentence)
        if styled:
            return styled
        sayer = self._sayer(index, sentence)
        if sayer:
            return sayer
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
        if not near and other is not None and oblique is not None and bare:
            led = self._base_at(oblique.first - 1)
            if led in _CHAIRED and 0 <= oblique.first - other.last <= 2:
                return [other, oblique]  # «ناقش مجلس الجامعة برئاسة فلان في جلسته»
        chosen = near or (oblique if bare and oblique is not None else other)
        if chosen is None:
            return self._focus(sentence)
        if not pronoun and self._other_clause(chosen.last, index):
            close = index - chosen.last <= 4 and self.tokens[chosen.last].text == ":"
            heads = close and index == chosen.last + 1  # «الوزير: الاجتماع مع فلان …»
            return [chosen] if heads or (close and self._inside(index)) else []
        return [chosen]

    def _sayer(self, index: int, sentence: Sentence) -> list[Mention]:
        """«قال الوزير عن لقاء الرئيس إنه ناقش …»: «إنه» is who speaks, not who is named last."""
        if self._base_at(index - 1) not in _THAT_HE:
            return []
        for at in range(index - 2, sentence.first - 1, -1):
            form = self.forms[at]
            readings = self.tokens[at].word.analyses[:2]
            if form is None or not form.verb or not readings:
                continue
            if any(a.pos == "verb" and a.lemma in _SAYING for a in readings):
                told = self._left(at, sentence) or self.reader.parties(at + 1, index, True)
                return [m for m in told if m.kind in ("person", "role")][-1:]
        return []

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
            and before.base not in PREPOSITIONS
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
