"""The geographic phrases of a text that may tell where something happened."""

from __future__ import annotations

from extract.casualties.other_places import HOSPITALS, is_of_hospital, is_route
from extract.document import Document, Sentence
from extract.phrases import mention_kind
from extract.places import PlaceMention, match_sentence
from extract.places.gazetteer import key
from extract.places.links import LAND
from extract.tables import load_set

_CARING = frozenset({"الطبي", "الشفاء"})  # «مجمع ناصر الطبي»
_GOVERNING = load_set("place_governing")
_POINTING = load_set("place_pointing")
_STRIKING = load_set("place_striking")
_SLOGANS = load_set("place_slogans")
_BESIDE = load_set("place_beside")
_CENTRES = frozenset({"مركزه", "مركزها", "مقره", "مقرها"})
_STRUCK = frozenset({"حريق", "قصف", "استهداف", "انفجار", "اقتحام", "حصار", "تفجير", "مجزره"})
_SEEING = frozenset({"شهد", "شهدت", "يشهد", "تشهد"})


class Scenes:
    """The geographic phrases of one document, read sentence by sentence as they are needed."""

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

    def _told(self, sentence: Sentence) -> list[PlaceMention]:
        """The phrases that may tell where something happened: no party, no hospital, no origin."""
        mentions = self._mentions(sentence)
        ends = {m.last for m in mentions}
        own = [m for m in mentions if not self._is_aside(m, ends)]
        return [m for m in own if self._tells(m, sentence)]

    def _is_aside(self, mention: PlaceMention, ends: set[int]) -> bool:
        """«ولاية نهر النيل (شمال السودان)», «زلزال مركزه في تركيا»: it only describes another."""
        tokens = self.document.tokens
        at = mention.first
        if at and tokens[at - 1].text == "(" and at - 1 in ends:
            return True
        before = tokens[max(0, at - 2) : at]
        return any(token.word.folded.removeprefix("و") in _CENTRES for token in before)

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
        if is_route(self.document, mention):
            return False
        if is_of_hospital(self.document, mention, sentence):
            return False
        heads = [stem for t in tokens[mention.first : mention.last] for stem in t.word.stems[:1]]
        heads = [*tokens[mention.first].word.stems, *(h for h in heads if h in _CARING)]
        struck = not _STRUCK.isdisjoint(tokens[mention.first - 1].word.stems)
        return HOSPITALS.isdisjoint(heads) or before in ("في", "امام", "بوابه") or struck

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

    def _is_for(self, mention: PlaceMention) -> bool:
        """«لكييف»."""
        token = self.document.tokens[mention.first]
        return token.text[: mention.start - token.start].endswith("ل")
