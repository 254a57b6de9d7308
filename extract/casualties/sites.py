"""Where the people of a figure were harmed: the geographic phrase that its clause gives."""

from __future__ import annotations

from functools import lru_cache

from extract.attribution import Claim, source_of
from extract.casualties.figures import Figure
from extract.casualties.harm import cue_of
from extract.casualties.other_places import (
    is_brought,
    is_home,
    is_office,
)
from extract.casualties.scenes import Scenes
from extract.document import Sentence, Word
from extract.phrases import mention_kind, shape
from extract.places import PlaceMention
from extract.tables import load_set

_CLAUSES = load_set("scope_clauses") | load_set("place_clauses")
_AWAY = frozenset({"الي", "نحو", "باتجاه", "من", "عن", "صوب"})
_EVENTS = load_set("place_events")
_SINGLE = load_set("scope_single")
_STRIFE = load_set("scope_strife")
_ALIKE = frozenset({"مماثل", "مماثله", "مشابه", "مشابهه"})
_MILES = frozenset({"كيلومتر", "كيلومترا", "كيلومترات", "كلم", "كم", "ميل", "ميلا", "مترا", "متر"})
_CALLING = frozenset({"دعا", "طالب", "ناشد", "حث", "حذر", "ادان", "ندد"})
_MARKS = frozenset({":", "..", "...", "…", "|", "-", "–", "—", "/"})
_FINDING = load_set("harm_finding")
_BRACKETS = 6  # tokens
_GOING_ON = frozenset({"من", "جراء", "اثر", "نتيجه", "عقب", "في", "فى"})  # a broken line
_FINDERS = 6  # tokens from «انتشلت» to the bodies
_NEAR = 3  # sentences before one that points back to its event
_FARTHEST = 8  # sentences before a figure in which the header of its list may stand


@lru_cache(maxsize=1 << 14)
def _calls(word: Word) -> bool:
    """«دعوا السلطات في الخرطوم إلى …»: a verb by which somebody calls upon another."""
    return any(a.pos == "verb" and a.lemma in _CALLING for a in word.analyses[:1])


class Sites(Scenes):
    """Finds the place of each figure, in its clause or around its sentence."""

    def site(self, sentence: Sentence, figure: Figure) -> PlaceMention | None:
        """The phrase nearest behind the figure, else before it, else of a sentence just before."""
        claim = source_of(self.document, figure.cue)
        named = self._named_back(sentence, figure)
        if named is not None:
            return named
        near: dict[str, PlaceMention] = {}
        for mention in self._told(sentence):
            rank = self._rank(sentence, figure, mention)
            if not self._said_together(sentence, claim, figure, mention):
                held = claim is not None and claim.cue < mention.first < claim.first
                rank = "speech" if held else "outside"
            if rank == "before" or rank not in near:  # the nearest before, the first behind
                near[rank] = mention
        for rank in ("inside", "behind", "before", "far"):
            if rank in near:
                return near[rank]
        told = self._of_speaker(sentence, claim)
        return told or next((near[r] for r in ("aim", "bare", "outside") if r in near), None)

    def _named_back(self, sentence: Sentence, figure: Figure) -> PlaceMention | None:
        """«اقتحم الجيش قلقيلية بعد مقتل رجل فيها»: the pronoun is the place named last."""
        behind = self.document.tokens[figure.last : min(figure.last + 2, sentence.last)]
        if not any(token.word.folded in ("فيها", "فيه") for token in behind):
            return None
        before = [m for m in self._mentions(sentence) if m.last <= figure.first]
        return before[-1] if before else None

    def _of_speaker(self, sentence: Sentence, claim: Claim | None) -> PlaceMention | None:
        """«أفادت مصادر في مستشفيات غزة»: for want of another, the place of those who tell."""
        if claim is None or claim.kind != "verb":
            return None
        first, last = claim.subject
        here = [m for m in self._mentions(sentence) if first <= m.first < last]
        known = (m for m in here if m.place is not None and not self._unnamed(m))
        return next((m for m in known if m.locative or self._construct(m, sentence)), None)

    def _rank(self, sentence: Sentence, figure: Figure, mention: PlaceMention) -> str:
        """How the phrase stands to the figure; ``far`` is behind the end of its clause, ``aim``
        where something goes or comes from, ``bare`` without a word that says it is a place."""
        before = self._before(mention, sentence)
        if before in _AWAY:
            out_of = before in ("من", "عن")
            if out_of and self._is_distant(mention):
                return "behind" if mention.first >= figure.last else "before"
            moved = figure.role in ("detained", "displaced") or self._are_found(figure, mention)
            if not (out_of and moved):
                return "origin" if out_of else "aim"
        if is_home(self.document, mention, sentence):
            return "origin"
        if not mention.locative and not self._struck(mention):
            return "bare"
        if is_office(self.document, mention, sentence):
            return "bare"
        if self._is_for(mention) and (not mention.headed or is_brought(self.document, mention)):
            return "origin"  # «عسكريا تابعا لكييف», «نقل 29 لمدينة الطب»
        if mention.first >= figure.last:
            between = range(figure.last, mention.first)
            if any(self.document.tokens[index].word.folded == "اما" for index in between):
                return "elsewhere"  # «… أما في بعلبك»
            ended = any(self._ends_clause(index) for index in between)
            return "far" if ended or self._opens_clause(mention) else "behind"
        return "before" if mention.last <= figure.first else "inside"

    def _is_within(self, mention: PlaceMention, sentence: Sentence) -> bool:
        """«في السودان», «العدوان على غزة», not «على بريطانيا أن …»."""
        before = self._before(mention, sentence)
        if before == "علي":
            words = self.document.tokens[max(sentence.first, mention.first - 4) : mention.first]
            return any(not _STRIFE.isdisjoint(token.word.stems) for token in words)
        return mention.headed or not (self._is_for(mention) or before in _AWAY)

    def _is_distant(self, mention: PlaceMention) -> bool:
        """«على بعد 20 كيلومترا من المدينة»."""
        before = self.document.tokens[max(0, mention.first - 4) : mention.first]
        return any(not _MILES.isdisjoint(token.word.stems) for token in before)

    def _are_found(self, figure: Figure, mention: PlaceMention) -> bool:
        """«انتشلت الفرق 7 جثث من شاطئ الزاوية»: where bodies lay."""
        words = self.document.tokens[max(0, figure.first - _FINDERS) : mention.first]
        return any(not _FINDING.isdisjoint(token.word.stems) for token in words)

    def _opens_clause(self, mention: PlaceMention) -> bool:
        """«…، وفي البيرة اعتقل 3»: the place opens the next clause, before its verb."""
        tokens = self.document.tokens
        joined = mention.first and tokens[mention.first - 1].word.folded in ("وفي", "وفى")
        after = tokens[mention.last : mention.last + 1]
        if not (joined and after):
            return False
        return shape(after[0].word).only_verb or cue_of(after[0].word) is not None

    def _ends_clause(self, at: int) -> bool:
        word = self.document.tokens[at].word
        folded = word.folded
        if folded in ("وفي", "وفى") and at and self.document.tokens[at - 1].text in ("،", ","):
            return True
        if folded in _CLAUSES or folded.removeprefix("و") in _CLAUSES or _calls(word):
            return True
        parted = at > 0 and self.document.tokens[at - 1].text in ("،", ",")
        return parted and folded.startswith("و") and shape(word).only_verb

    def _said_together(
        self, sentence: Sentence, claim: Claim | None, figure: Figure, mention: PlaceMention
    ) -> bool:
        """A speaker's own place is not that of the figure he tells."""
        if mention.first - sentence.first <= 1 and self._before(mention, sentence) in ("في", "فى"):
            return True  # «وفي بعقوبة قال مصدر إن …»
        other = source_of(self.document, mention.first)
        if claim is None or claim.kind in ("according", "header"):
            return other is None or claim is not None or other.first <= figure.cue < other.last
        return claim.first <= mention.first < claim.last or mention.first > figure.first

    def dateline(self, sentence: Sentence) -> PlaceMention | None:
        """The place before a mark that opens the sentence: «النيجر: مقتل 15 جنديا»."""
        for mention in self._mentions(sentence)[:1]:
            at = self._past_brackets(mention.last, sentence)
            mark = self.document.tokens[at].text if at < sentence.last else ""
            kind = mention_kind(self.document, mention.first)
            if kind in ("organisation", "role"):
                return None  # «بلدية طوباس: …» speaks
            if mention.first == sentence.first and mark in _MARKS and mention.place is not None:
                return mention
        return None

    def _past_brackets(self, at: int, sentence: Sentence) -> int:
        """Past the outlet in brackets behind a dateline: «طرابلس (وال) - …»."""
        tokens = self.document.tokens
        if at < sentence.last and tokens[at].text == "(":
            for close in range(at + 2, min(at + _BRACKETS, sentence.last)):
                if tokens[close].text == ")":
                    return close + 1
        return at

    def first(self, sentence: Sentence) -> PlaceMention | None:
        """The first place where the sentence says that something is."""
        for mention in self._told(sentence):
            before = self._before(mention, sentence)
            within = mention.headed or before in ("في", "فى") or self._struck(mention)
            if within and before not in _AWAY and mention.place is not None:
                return mention
        return None

    def around(self, sentence: Sentence, wide: bool) -> PlaceMention | None:
        """What an item of a list, or if ``wide`` a running total, takes over from the nearest
        sentence before that names a place; a total takes over no mere town."""
        item = self.document.tokens[sentence.first]
        listed = item.kind == "symbol" or item.text[0] in "-*•–"
        if not (wide or listed):
            return self._of_event(sentence)
        sentences = self.document.sentences
        for index in range(sentence.index - 1, max(-1, sentence.index - 1 - _FARTHEST), -1):
            told = [m for m in self._told(sentences[index]) if m.locative]
            if wide:
                told = [m for m in told if self._is_within(m, sentences[index])]
                told = [m for m in told if m.place and m.place.kind in ("country", "region")]
            if told:
                return told[0]
        return None

    def _of_event(self, sentence: Sentence) -> PlaceMention | None:
        """«أصيبوا في الهجوم»: the place told just before; «… الانفجار وقع في …» in the sentence
        behind tells where it was."""
        sentences = self.document.sentences
        if self._points_to_event(sentence):
            for earlier in reversed(sentences[max(0, sentence.index - _NEAR) : sentence.index]):
                told = [m for m in self._told(earlier) if m.locative]
                if told:
                    return told[0]
        for later in sentences[sentence.index + 1 : sentence.index + 2]:
            if any(not _ALIKE.isdisjoint(t.word.stems) for t in self.document.words(later)):
                continue  # «يأتي الحادث بعد حريق مماثل في …»
            goes_on = self.document.tokens[later.first].word.folded in _GOING_ON
            if goes_on or self._points_to_event(later):
                return next((m for m in self._told(later) if m.locative), None)
        return None

    def of_event(self, sentence: Sentence) -> PlaceMention | None:
        """Where the sentence says that an event happened: «وقوع الحادث بنيابة كذا»."""
        words = self.document.words(sentence)
        if not any(not _SINGLE.isdisjoint(t.word.stems) for t in words if t.kind == "word"):
            return None
        told = [m for m in self._told(sentence) if m.locative and m.headed]
        return next((m for m in told if self._before(m, sentence) not in _AWAY), None)

    def _points_to_event(self, sentence: Sentence) -> bool:
        words = self.document.words(sentence)
        return any(t.kind == "word" and shape(t.word).base in _EVENTS for t in words)
