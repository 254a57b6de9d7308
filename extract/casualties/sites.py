"""Where the people of a figure were harmed: the geographic phrase that its clause gives."""

from __future__ import annotations

from functools import lru_cache

from extract.attribution import Claim, source_of
from extract.casualties.figures import Figure
from extract.casualties.harm import cue_of
from extract.casualties.other_places import HOSPITALS, is_home, is_of_hospital, is_office
from extract.document import Document, Sentence, Word
from extract.phrases import mention_kind, shape
from extract.places import PlaceMention, match_sentence
from extract.places.gazetteer import key
from extract.places.links import LAND
from extract.tables import load_set

_CARING = frozenset({"الطبي", "الشفاء"})  # «مجمع ناصر الطبي»
_GOVERNING = load_set("place_governing")
_CLAUSES = load_set("scope_clauses") | load_set("place_clauses")
_AWAY = frozenset({"الي", "نحو", "باتجاه", "من", "عن", "صوب"})
_POINTING = load_set("place_pointing")
_STRIKING = load_set("place_striking")
_SLOGANS = load_set("place_slogans")
_BESIDE = load_set("place_beside")
_EVENTS = load_set("place_events")
_SINGLE = load_set("scope_single")
_STRIFE = load_set("scope_strife")
_CALLING = frozenset({"دعا", "طالب", "ناشد", "حث", "حذر", "ادان", "ندد"})
_MARKS = frozenset({":", "..", "...", "…", "|", "-", "–", "—", "/"})
_FINDING = load_set("harm_finding")
_SEEING = frozenset({"شهد", "شهدت", "يشهد", "تشهد"})
_BRACKETS = 6  # tokens
_GOING_ON = frozenset({"من", "جراء", "اثر", "نتيجه", "عقب", "في", "فى"})  # a broken line
_NEAR = 3  # sentences before one that points back to its event
_FARTHEST = 8  # sentences before a figure in which the header of its list may stand


@lru_cache(maxsize=1 << 14)
def _calls(word: Word) -> bool:
    """«دعوا السلطات في الخرطوم إلى …»: a verb by which somebody calls upon another."""
    return any(a.pos == "verb" and a.lemma in _CALLING for a in word.analyses[:1])


class Sites:
    """The geographic phrases of one document, read sentence by sentence as figures need them."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._read: dict[int, list[PlaceMention]] = {}
        self._people = {
            index
            for m in document.mentions
            if m.kind in ("person", "role", "delegation")
            for index in range(m.first, m.last)
        }
        self._speakers = {index for claim in document.claims for index in range(*claim.subject)}

    def site(self, sentence: Sentence, figure: Figure) -> PlaceMention | None:
        """The phrase nearest behind the figure, else before it, else of a sentence just before."""
        claim = source_of(self.document, figure.cue)
        named = self._named_back(sentence, figure)
        if named is not None:
            return named
        near: dict[str, PlaceMention] = {}
        for mention in self._told(sentence):
            rank = self._rank(sentence, figure, mention)
            if not self._said_together(claim, figure, mention):
                rank = "outside"
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
        tokens = self.document.tokens
        before = self._before(mention, sentence)
        if before in _AWAY:
            out_of = before in ("من", "عن")
            moved = figure.role in ("detained", "displaced") or self._are_found(figure, mention)
            if not (out_of and moved):
                return "origin" if out_of else "aim"
        if is_home(self.document, mention, sentence):
            return "origin"
        if not mention.locative and not self._struck(mention):
            return "bare"
        if is_office(self.document, mention, sentence):
            return "bare"
        if self._is_for(mention) and not mention.headed:
            return "origin"  # «عسكريا تابعا لكييف»
        if mention.first >= figure.last:
            between = range(figure.last, mention.first)
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

    def _is_for(self, mention: PlaceMention) -> bool:
        """«لكييف»."""
        token = self.document.tokens[mention.first]
        return token.text[: mention.start - token.start].endswith("ل")

    def _are_found(self, figure: Figure, mention: PlaceMention) -> bool:
        """«انتشلت الفرق 7 جثث من شاطئ الزاوية»: where bodies lay."""
        words = self.document.tokens[max(0, figure.first - _NEAR) : mention.first]
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
        if folded in _CLAUSES or folded.removeprefix("و") in _CLAUSES or _calls(word):
            return True
        parted = at > 0 and self.document.tokens[at - 1].text in ("،", ",")
        return parted and folded.startswith("و") and shape(word).only_verb

    def _said_together(self, claim: Claim | None, figure: Figure, mention: PlaceMention) -> bool:
        """A speaker's own place is not that of the figure he tells."""
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

    def _told(self, sentence: Sentence) -> list[PlaceMention]:
        """The phrases that may tell where something happened: no party, no hospital, no origin."""
        return [m for m in self._mentions(sentence) if self._tells(m, sentence)]

    def _mentions(self, sentence: Sentence) -> list[PlaceMention]:
        if sentence.index not in self._read:
            self._read[sentence.index] = match_sentence(self.document, sentence)
        return self._read[sentence.index]

    def _tells(self, mention: PlaceMention, sentence: Sentence) -> bool:
        named = mention.headed or mention.chained
        somebody = mention.first in self._people and (
            self._before(mention, sentence) not in ("في", "فى") or mention.place is None
        )
        if somebody and not named:
            return False
        if mention.first in self._speakers:
            return False
        tokens = self.document.tokens
        before = self._before(mention, sentence)
        if (
            mention.last < sentence.last
            and tokens[mention.last].text == ":"
            and mention.first - sentence.first < 8
            and before not in ("في", "فى")
        ):
            return False
        if mention.chained and before not in ("في", "بين") and self._are_parties(mention):
            return False
        if before.removeprefix("ال") in _BESIDE:
            return False
        stands = mention.locative or self._struck(mention)
        if not stands and not self._construct(mention, sentence):
            return False
        if self._unnamed(mention) or key(mention.text) in _SLOGANS:
            return False
        if is_of_hospital(self.document, mention, sentence):
            return False
        heads = [stem for t in tokens[mention.first : mention.last] for stem in t.word.stems[:1]]
        heads = [*tokens[mention.first].word.stems, *(h for h in heads if h in _CARING)]
        return HOSPITALS.isdisjoint(heads) or before in ("في", "امام", "بوابه")

    def _are_parties(self, mention: PlaceMention) -> bool:
        """«تشاد ومصر»: countries joined by «و» and nothing else."""
        words = mention.text.split()
        states = [mention_kind(self.document, i) for i in range(mention.first, mention.last)]
        return len(words) > 1 and len(states) == len(words) and set(states) == {"state"}

    def _unnamed(self, mention: PlaceMention) -> bool:
        """«وسط المدينة»: a definite noun that points back to a place named before."""
        words = self.document.tokens[mention.first : mention.last]
        sided = len(words) > 1 and words[-1].word.folded in LAND  # «جنوب البلاد»
        return words[-1].word.folded in _POINTING and len(words) < 3 and not sided

    def _before(self, mention: PlaceMention, sentence: Sentence) -> str:
        """The word before the phrase, without conjunction; empty where it opens the sentence."""
        if mention.first == sentence.first:
            return ""
        return self.document.tokens[mention.first - 1].word.folded.removeprefix("و")

    def _struck(self, mention: PlaceMention) -> bool:
        """«الزلزال الذي ضرب تركيا»: the object of a verb by which an event strikes a place, but
        not its subject («قصفت إسرائيل مستشفى»)."""
        tokens = self.document.tokens
        if not mention.first or _STRIKING.isdisjoint(tokens[mention.first - 1].word.stems):
            return False
        verb = tokens[mention.first - 1].word
        if mention_kind(self.document, mention.first) != "state" or not (
            _SEEING.isdisjoint(verb.stems)
        ):
            return True
        subject = tokens[mention.first - 2] if mention.first > 1 else None
        return subject is not None and subject.kind == "word" and not verb.folded.startswith("و")

    def _construct(self, mention: PlaceMention, sentence: Sentence) -> bool:
        """«مستشفيات القطاع», «سكان غزة»: a bare name that a noun of place or people governs."""
        if mention.first == sentence.first:
            return False
        return not _GOVERNING.isdisjoint(self.document.tokens[mention.first - 1].word.stems)
