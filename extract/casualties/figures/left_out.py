"""What keeps a figure out: released prisoners, the sick, players, guesses, what is known before."""

from __future__ import annotations

from functools import cached_property

from extract.casualties.figures.figure import Figure
from extract.casualties.figures.rates import is_foretold, is_rate
from extract.casualties.victims import Reader
from extract.document import Document, Word
from extract.facts import Role
from extract.tables import load_set

_LONE = load_set("victim_lone")
_DISEASES = load_set("harm_diseases")
_RELEASES = load_set("harm_releases")
_CHANGES = load_set("harm_changes")
_FARTHEST_CHANGE = 20  # tokens from «انخفض» to «بـ94»
_FARTHEST_JOINT = 6  # tokens from «بـ250 حادثا» to «و70 قتيلا»
_FARTHEST_TIME = 8  # tokens from «مقابل 380 قتيلا» to «العام الماضي»
_PAST_TIMES = frozenset({"الماضي", "الماضيه", "السابق", "السابقه", "سابقا", "عام"})
_REACHED = frozenset({"تجاوز", "تجاوزت", "فاق", "تخطي", "ناهز"})  # «قد تجاوز» is a fact
_FREED = frozenset({"محرر", "المحرر", "محرره", "المحرره"})
_ASKING = frozenset({"دعا", "دعت", "طالب", "طالبت", "يطالب", "تطالب", "ناشد", "ناشدت", "حث", "حثت"})
_FREEING = frozenset({"تحرير", "استعاده", "فك", "انقاذ"})
_LONGEST_LIST, _LONGEST_HEADER = 200, 14  # tokens
_SPORTING = 3  # words of sport from which on a text tells of it
_STRAINS = frozenset({"الصليبي", "الغضروف", "الرباط", "عضليه", "العضليه", "الوتر"})
_SPORTS = load_set("harm_sports")
_ELEMENTS = load_set("harm_elements")
_VIOLENCE = load_set("scope_events") | load_set("harm_violence")


def _is_disease(word: Word) -> bool:
    """Whether the word names a disease, with «ب» where the dictionary does not know it too."""
    bare = word.folded.removeprefix("ب")
    return not _DISEASES.isdisjoint(word.stems) or (bare != word.folded and bare in _DISEASES)


class LeftOut:
    """The state of a `Finder`, and whether a figure that it reads is none.

    A `Finder` is built in layers, each in a file of its own: what a later one needs stands in an
    earlier one. ``_free`` is the first token that no figure has taken.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self.tokens = document.tokens
        self.reader = Reader.of(document)
        self._start = self._end = self._free = 0
        self._asks = False  # whether the sentence is a question
        self._found: list[Figure] = []
        self._roles: set[Role] = set()  # those of the figures of the document so far
        self._labelled_before = -1  # the noun of a label whose number stood before it
        self._between = False  # whether «بين قتيل وجريح» was told

    @cached_property
    def _sport(self) -> bool:
        """Whether the text tells of sport: one injured is a player."""
        words = {stem for token in self.document.tokens for stem in token.word.stems}
        return len(words & _SPORTS) > _SPORTING

    def _left_out(self, figure: Figure) -> bool:
        """Whether the figure tells of nobody harmed, or of nobody who was not told of before."""
        role, one = figure.role, figure.count == 1
        if figure.count is None and (figure.vague is None or self._asks):
            return True
        if (figure.known and not self._knows(figure)) or self._guessed(figure):
            return True
        if is_rate(self.tokens, figure.first, figure.last, self._start, self._end):
            return True
        if role == "injured" and (self._sick() or (one and (self._sport or self._strained()))):
            return True
        if role == "killed" and self._dead_handed_over(figure):
            return True
        return role == "detained" and (self._released(figure) or self._cut_off(figure))

    def _dead_handed_over(self, figure: Figure) -> bool:
        """«تفرج عن 12 أسيرا متوفى مقابل 120 متوفى»: an exchange of the dead."""
        late = self.tokens[figure.cue].word.folded.startswith("متوف")
        return late and self._released(figure)

    def _strained(self) -> bool:
        """«إصابة لاعب في الرباط الصليبي»: hurt at play."""
        return any(t.word.folded in _STRAINS for t in self.tokens[self._start : self._end])

    def _guessed(self, figure: Figure) -> bool:
        """«قد يتجاوز 70»: a number that is only possible."""
        quantities = (self.reader.quantities.get(i) for i in range(figure.first, figure.last))
        begins = [q.outer_first for q in quantities if q is not None and q.outer_first]
        if any(
            self.tokens[at - 1].word.folded in ("قد", "وقد")
            and self.tokens[at].word.folded not in _REACHED
            for at in begins
        ):
            return True
        return any(self._difference(at) or self._may_be_reached(at) for at in begins)

    def _may_be_reached(self, at: int) -> bool:
        """«توقع ارتفاع عدد الضحايا إلى 90»."""
        reached = self.tokens[at - 1].word.folded == "الي"
        return reached and is_foretold(self.tokens, at, self._start)

    def _difference(self, at: int) -> bool:
        """«انخفض عدد القتلى بـ94 قتيلا»: by how many it changed, not how many there were."""
        before = self.tokens[at - 1].word.folded
        if before.startswith(("بزياد", "بانخفاض", "بتراجع", "بفارق", "بمعدل", "بمتوسط")):
            return True
        by = before in ("ب", "بـ", "بمقدار", "بواقع", "قدرها", "قدره", "بنحو", "بحوالي")
        if not by and not self.tokens[at].text.startswith("ب"):
            earlier = self._joined_to(at)
            return self._compared(at) or (earlier is not None and self._difference(earlier))
        told = self.tokens[max(self._start, at - _FARTHEST_CHANGE) : at - 1]
        return any(not _CHANGES.isdisjoint(t.word.stems) for t in told)

    def _joined_to(self, at: int) -> int | None:
        """The number that the one at ``at`` is joined to: «انخفاض بـ250 حادثا و70 قتيلا»."""
        joined = self.tokens[at - 1].word.folded == "و" or self.tokens[at].word.folded[:1] == "و"
        for index in range(at - 2, max(self._start, at - _FARTHEST_JOINT), -1) if joined else ():
            if self.tokens[index].kind == "punctuation":
                return None
            if index in self.reader.quantities:
                return self.reader.quantities[index].outer_first
        return None

    def _compared(self, at: int) -> bool:
        """«400 قتيل مقابل 380 قتيلا في العام الماضي», «مقارنة بـ380»: of another time."""
        before = [t.word.folded for t in self.tokens[max(self._start, at - 2) : at]]
        if "مقارنه" in before:
            return True
        behind = self.tokens[at : min(self._end, at + _FARTHEST_TIME)]
        past = any(t.word.folded in _PAST_TIMES for t in behind)
        return past and before[-1:] == ["مقابل"]

    def _released(self, figure: Figure) -> bool:
        """«أفرج عن 30 جنديا أسرتهم …»: those set free or exchanged are no casualties."""
        own = self.tokens[max(self._start, figure.first - 3) : figure.last]
        if figure.rule.startswith("subject") and any(t.word.folded in _FREED for t in own):
            return True  # «أسير محرر اعتقل عام 2003»
        freed = self.tokens[max(self._start, figure.first - 3) : figure.first]
        if any(not _FREEING.isdisjoint(t.word.stems) for t in freed):
            return True
        first = self._list_header(figure.first) if self._item else self._start
        before = self.tokens[first : figure.first]
        freed_at = [not _RELEASES.isdisjoint(token.word.stems) for token in before]
        if not any(freed_at):
            return False
        asked = before[: freed_at.index(True)]  # «دعت إلى الإفراج عن 14 صحفيا، اعتقلوا مؤخرا»
        return all(_ASKING.isdisjoint(token.word.stems) for token in asked)

    def _list_header(self, at: int) -> int:
        """The token at which the line that ends in a colon before a list begins."""
        for index in range(at, max(1, at - _LONGEST_LIST), -1):
            if self.tokens[index].kind == "break" and self.tokens[index - 1].text == ":":
                return max(0, index - _LONGEST_HEADER)
        return self._start

    @property
    def _item(self) -> bool:
        """Whether the sentence stands on a line of its own: it may be an item of a list."""
        return self._start > 0 and "break" in (
            self.tokens[self._start].kind,
            self.tokens[self._start - 1].kind,
        )

    def _cut_off(self, figure: Figure) -> bool:
        """«احتجاز 40 شخصا في منازلهم بسبب السيول»: held by water or fire, by nobody."""
        held = any(stem in ("احتجاز", "احتجز", "احتجزت") for stem in self._stems(figure.cue))
        around = self.tokens[self._start : self._end]
        return held and any(not _ELEMENTS.isdisjoint(t.word.stems) for t in around)

    def _stems(self, at: int) -> tuple[str, ...]:
        return self.tokens[at].word.stems

    def _knows(self, figure: Figure) -> bool:
        """Whether a definite noun may tell of harm not told before: a few, or the one attacker."""
        if figure.count == 1:
            words = self.tokens[figure.first : figure.last]
            return any(not _LONE.isdisjoint(t.word.stems) for t in words)
        return figure.count is not None and 2 <= figure.count <= 20

    def _sick(self) -> bool:
        """Whether the sentence tells of a disease and of nothing else that hurts: infections are
        no injuries."""
        words = [t.word for t in self.tokens[self._start : self._end] if t.kind == "word"]
        hurts = any(
            not _is_disease(w) and not _VIOLENCE.isdisjoint(w.stems) for w in words
        )
        return not hurts and any(_is_disease(t.word) for t in self.tokens)

    def _violent(self, at: int) -> bool:
        """Whether the sentence tells of violence or accident: else a death may be a natural one."""
        return any(
            not _VIOLENCE.isdisjoint(t.word.stems) for t in self.tokens[self._start : self._end]
        )
